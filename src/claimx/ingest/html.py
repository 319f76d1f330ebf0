"""HTML to article text and metadata, by trafilatura: no network, no state between pages, bounded in size and time.

A page whose markup is unusually large is read in a process of its own, with a limit on time and memory.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from claimx.errors import ExtractionError, TooLargeError
from claimx.ingest.blocks import keep_apart, parted, texts_of
from claimx.ingest.bylines import is_name
from claimx.ingest.figures import captions_of, with_captions
from claimx.ingest.page_date import published_day

MOST_TAGS = 60_000
DEEPEST = 2_000
_EASY_TAGS = 8_000
_EASY_LENGTH = 2_000_000
_SECONDS = 30
_MEMORY = 2 << 30

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_UNNESTED = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|tr|th|option|d[td]"
)
_BLOCKS = frozenset({"head", "p", "quote", "item", "cell", "code", "ab"})


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, paragraph by paragraph (``headings`` and ``captions`` are indexes), and its metadata.

    ``published`` is an ISO date.
    """

    paragraphs: tuple[str, ...]
    headings: tuple[int, ...]
    captions: tuple[int, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


def read_page(html: str) -> Page:
    """The article of a page.

    Raises TooLargeError for a page with more than 60,000 tags or 2,000 levels, ExtractionError when no article is
    found, the parser fails, or it takes more than half a minute.
    """
    tags, depth = _measure(html)
    if tags > MOST_TAGS or depth > DEEPEST:
        raise TooLargeError("the page is too large", f"{tags:,} tags, {depth:,} levels deep")
    page = _apart(html) if tags > _EASY_TAGS or len(html) > _EASY_LENGTH else _extract(html)
    if page is None or not page.paragraphs:
        raise ExtractionError("no article was found in the page", remedy="save its text as .txt")
    return page


def looks_like_html(text: str) -> bool:
    """Text of unknown kind that opens as a page does."""
    return re.match(r"\s{0,200}(?:<!doctype html|<html|<head|<body)", text[:400], re.IGNORECASE) is not None


def _measure(html: str) -> tuple[int, int]:
    """How many tags, and how deep elements nest at most; an unclosed element counts until its page ends."""
    tags = depth = deepest = 0
    for tag in _TAG.finditer(html):
        tags += 1
        if not _UNNESTED.fullmatch(tag[2].lower()):
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return tags, deepest


def _extract(html: str) -> Page | None:
    # Imported late: it takes half a second, and most corpora hold no HTML.
    from trafilatura import bare_extraction, load_html

    try:
        with _quiet():
            tree: Any = load_html(html)
            if tree is None:
                return None
            published = published_day(tree)
            captions = captions_of(tree)
            keep_apart(tree)
            texts = texts_of(tree)
            found: Any = bare_extraction(
                tree,
                with_metadata=True,
                include_comments=False,
                include_tables=True,
                deduplicate=False,
                # Its own search for a date takes any it finds; see published_day.
                date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
            )
    except Exception as error:
        raise ExtractionError("the page cannot be parsed", type(error).__name__) from error
    if found is None:
        return None
    paragraphs: list[str] = []
    headings: list[int] = []
    for element in found.body.iter():
        if element.tag not in _BLOCKS or any(a.tag in _BLOCKS for a in element.iterancestors()):
            continue
        for words in _paragraphs_of(element):
            if element.tag == "head":
                headings.append(len(paragraphs))
            paragraphs.append(words)
    if len(paragraphs) == 1:
        paragraphs = parted(paragraphs[0], texts)
    title = _one_line(found.title)
    if title and not any(_same(title, p) for p in paragraphs[:4]):
        paragraphs.insert(0, title)
        headings = [0, *(h + 1 for h in headings)]
    paragraphs, old, captioned = with_captions(paragraphs, captions)
    # What a page calls its author may be a line about him; a name in small letters is a way to write one.
    authors = (_one_line(name) for name in (found.author or "").split(";"))
    return Page(
        tuple(paragraphs),
        tuple(old[h] for h in headings),
        tuple(captioned),
        title,
        _one_line(found.sitename),
        _one_line(found.url),
        tuple(a for a in authors if a and (is_name(a) or a.islower())),
        published,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Parser complaints about a page stay off stderr, unless the caller has set up logging."""
    handler = logging.NullHandler()
    loggers = [logging.getLogger(name) for name in ("trafilatura", "htmldate", "courlan")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


def _paragraphs_of(element: Any) -> list[str]:
    """A block's text, parted at its line breaks."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag in ("lb", "p", "item", "row") and node is not element:
            parts.append("\n")
        parts.append(node.text or "")
        if node is not element:
            parts.append(node.tail or "")
    return [words for line in "".join(parts).split("\n") if (words := " ".join(line.split()))]


def _one_line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _same(a: str, b: str) -> bool:
    return re.findall(r"\w+", a.casefold()) == re.findall(r"\w+", b.casefold())


def _apart(html: str) -> Page | None:
    """Extraction in a process of its own."""
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"}
    try:
        done = subprocess.run(
            # -P: a file named like a module, in the folder where the user stands, must not be imported.
            [sys.executable, "-P", "-m", "claimx.ingest.html"],
            input=html.encode("utf-8", "replace"),
            capture_output=True,
            timeout=_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ExtractionError("the page took too long to parse", f"more than {_SECONDS} seconds") from error
    except OSError as error:
        raise ExtractionError("the page cannot be parsed", str(error)) from error
    if done.returncode:
        raise ExtractionError("the page cannot be parsed", "its parser ran out of memory or crashed")
    record: dict[str, Any] | None = json.loads(done.stdout)
    if record is None:
        return None
    lists: dict[str, Any] = {
        name: tuple(record.pop(name)) for name in ("paragraphs", "headings", "captions", "authors")
    }
    return Page(**lists, **record)


def _main() -> int:
    """Read a page on standard input, write its :class:`Page` as JSON, or exit with 1."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    try:
        page = _extract(sys.stdin.buffer.read().decode("utf-8"))
    except (ExtractionError, MemoryError, RecursionError):
        return 1
    json.dump(asdict(page) if page else None, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
