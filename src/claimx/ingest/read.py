"""Files to documents: one :class:`~claimx.records.Document` for every article, whatever its file is like.

Nothing an article does reaches the caller as an exception: an article that cannot be used has status ``empty`` or
``failed`` and a code of :mod:`claimx.errors`.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimx.config import Settings
from claimx.errors import (
    EmptyError,
    EncodingError,
    ExtractionError,
    InputError,
    MalformedError,
    TooLargeError,
    UnreadableError,
)
from claimx.ids import article_id, sha256
from claimx.ingest.decode import declared_encoding, decode, without_surrogates
from claimx.ingest.discover import SIDECAR, STANDARD_INPUT, WorkItem, discover
from claimx.ingest.html import looks_like_html, read_page
from claimx.ingest.language import require_english
from claimx.ingest.markdown import without_markup
from claimx.ingest.metadata import Metadata, from_front_matter, from_record, from_sidecar, from_text
from claimx.ingest.paragraphs import Block, Mark, split
from claimx.ingest.zones import lay_out
from claimx.records import Document
from claimx.schema import Article, Dropped, DropReason, Failure, Published, Span

_LARGEST_SIDECAR = 1_000_000


def read(inputs: Sequence[str | Path], settings: Settings) -> Iterator[Document]:
    """Documents of files, folders, globs and "-", ordered by article path.

    Raises UsageError, before the first, when an input does not exist.
    """
    for item in discover(inputs, settings):
        yield read_item(item, settings)


def read_item(item: WorkItem, settings: Settings) -> Document:
    """The document of one work item, here or in another process.  Never raises for what the file holds."""
    article = Article(id=article_id(item.path), path=item.path, sha256=sha256(b""), length=0)
    document = Document(article, "")
    try:
        data = item.data if item.data is not None else _bytes_of(item, settings.max_bytes)
        article.sha256 = sha256(data)
        if len(data) > settings.max_bytes:
            raise _too_large(settings.max_bytes)
        _fill(document, _source(item, data, document.diagnostics), _sidecar(item, document.diagnostics))
    except InputError as error:
        _fail(document, error)
    except (MemoryError, RecursionError) as error:
        _fail(document, ExtractionError("the article cannot be analysed", type(error).__name__))
    return document


@dataclass(slots=True)
class _Source:
    """An article's text before zoning: its paragraphs, what its format states about it, and where a head of metadata
    in the text ends.  ``extracted``: who decodes the file has not the text, so it must be written beside the claims.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)
    stated: Metadata = field(default_factory=Metadata)
    extracted: bool = False
    head: int = 0


def _fill(document: Document, source: _Source, sidecar: Metadata) -> None:
    article, text = document.article, source.text
    if not any(c.isalnum() for c in text):
        raise EmptyError("the article holds no text", "no letter or digit is in it")
    article.language = require_english(text)
    stated = sidecar.or_else(source.stated)
    layout = lay_out(text, source.blocks, stated.title, stated.outlet)
    known = stated.or_else(from_text(text, layout.paragraphs))
    article.title, article.outlet, article.url = known.title, known.outlet, known.url
    article.authors, article.published = list(known.authors), known.published
    article.length = len(text)
    document.text, document.extracted = text, source.extracted
    document.paragraphs = layout.paragraphs
    dropped: list[tuple[Span, DropReason]] = [((0, len(text[: source.head].rstrip())), "boilerplate")]
    dropped = (dropped if source.head else []) + layout.dropped
    document.dropped = [Dropped(article=article.id, spans=[span], reason=reason) for span, reason in dropped]


def _fail(document: Document, error: InputError) -> None:
    document.article.status = "empty" if isinstance(error, EmptyError) else "failed"
    document.article.error = Failure(code=error.code, message=error.message)
    document.text, document.paragraphs, document.dropped = "", [], []


def _too_large(limit: int) -> TooLargeError:
    return TooLargeError("the file is too large", f"more than {limit:,} bytes", "raise max_bytes, or split it")


def _bytes_of(item: WorkItem, max_bytes: int) -> bytes:
    """The bytes of the file or line, one more than the limit at most."""
    if item.size > max_bytes:
        raise _too_large(max_bytes)
    if item.kind == "jsonl" and not item.line:
        if _read(item.file, 0, max_bytes + 1).strip():
            raise UnreadableError("the file cannot be read", "it changed while it was read")
        raise EmptyError("the file is empty", "it holds no line")
    return _read(item.file, item.offset, item.size or max_bytes + 1)


def _read(file: str, offset: int, size: int) -> bytes:
    # Not to block on a named pipe, which is refused below.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(file, flags)
        with open(handle, "rb") as source:
            mode = os.fstat(handle).st_mode
            if not stat.S_ISREG(mode):
                raise UnreadableError("the file cannot be read", f"it is {_sort(mode)}")
            source.seek(offset)
            return source.read(size)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableError("the file cannot be read", why.lower()) from error


def _sort(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a named pipe" if stat.S_ISFIFO(mode) else "a device or socket"


def _sidecar(item: WorkItem, diagnostics: list[str]) -> Metadata:
    if item.file == STANDARD_INPUT or item.line:
        return Metadata()
    name = os.path.splitext(item.file)[0] + SIDECAR
    shown = os.path.basename(name).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if not os.path.lexists(name):
        if os.path.lexists(item.file + SIDECAR):
            diagnostics.append(f"its sidecar is not read: it must be named {shown}")
        return Metadata()
    try:
        data = _read(name, 0, _LARGEST_SIDECAR + 1)
    except UnreadableError as error:
        raise MalformedError(f"{shown} cannot be read", error.why) from error
    if len(data) > _LARGEST_SIDECAR:
        raise MalformedError(f"{shown} is too large", f"more than {_LARGEST_SIDECAR:,} bytes")
    return from_sidecar(data, shown, diagnostics)


def _source(item: WorkItem, data: bytes, diagnostics: list[str]) -> _Source:
    if item.kind == "jsonl":
        return _line(item, data, diagnostics)
    declared = declared_encoding(data) if item.kind in ("html", "unknown") else None
    decoded = decode(data, declared)
    if decoded.remark:
        diagnostics.append(decoded.remark)
    text = decoded.text
    if item.kind == "html" or (item.kind == "unknown" and looks_like_html(text)):
        return _page(text)
    if item.kind == "unknown" and _is_json(text):
        raise MalformedError("the file is JSON", remedy="write one article a line to a file that ends in .jsonl")
    stated, start = from_front_matter(text)
    if item.kind == "markdown":
        plain = without_markup(text, start)
        blocks = list(split(plain, markdown=True, start=start))
        return _Source(plain, blocks, stated, decoded.mended or plain != text, head=start)
    # In plain text, lines of dashes may be an ornament.
    if stated == Metadata():
        start = 0
    return _Source(text, list(split(text, start=start)), stated, decoded.mended, head=start)


def _is_json(text: str) -> bool:
    """JSON or JSON Lines with an object, not a text that only opens with a bracket."""
    for part in (text, text.strip().partition("\n")[0]):
        if part.lstrip()[:1] in ("{", "["):
            with suppress(ValueError, RecursionError):
                found = json.loads(part)
                return isinstance(found, dict) or any(isinstance(item, dict) for item in found)
    return False


def _page(html: str) -> _Source:
    if not html.strip():
        raise EmptyError("the file is empty", "it holds only white space")
    page = read_page(html)
    blocks: list[Block] = []
    position = 0
    marks: dict[int, Mark] = {**dict.fromkeys(page.headings, "heading"), **dict.fromkeys(page.captions, "caption")}
    for index, words in enumerate(page.paragraphs):
        blocks.append(Block(position, position + len(words), marks.get(index, "plain")))
        position += len(words) + 2
    published = Published(value=page.published, basis="metadata") if page.published else Published()
    stated = Metadata(page.title, page.outlet, page.url, page.authors, published)
    return _Source(without_surrogates("\n\n".join(page.paragraphs)), blocks, stated, extracted=True)


def _line(item: WorkItem, data: bytes, diagnostics: list[str]) -> _Source:
    where = f"line {item.line}"
    try:
        record: Any = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise EncodingError(f"{where} cannot be decoded", "JSON Lines must be UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"{where} is not JSON", "" if isinstance(error, RecursionError) else str(error)) from error
    if not isinstance(record, dict):
        raise MalformedError(f"{where} is not a JSON object")
    text, html = record.get("text"), record.get("html")
    for name, value in (("text", text), ("html", html)):
        if value is not None and not isinstance(value, str):
            raise MalformedError(f"{where}: {name} must be a string")
    if text is None and html is None:
        raise MalformedError(f"{where} has neither text nor html")
    stated = from_record(record, where, "metadata", diagnostics)
    if isinstance(text, str):
        text = without_surrogates(text)
        return _Source(text, list(split(text)), stated, extracted=True)
    source = _page(without_surrogates(str(html)))
    source.stated = stated.or_else(source.stated)
    return source
