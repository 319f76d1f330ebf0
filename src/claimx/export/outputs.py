"""The folder ``outputs/``: which files a claim set becomes, and what is there already."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from claimx.errors import UnreadableError
from claimx.export.json import dumps
from claimx.files import safe_name
from claimx.ids import sha256
from claimx.schema import ClaimSet

CLAIMS = "claims.json"
LEDGER = "ledger.jsonl"
REPORT = "report.html"
TEXT = "text"


def render(
    claims: ClaimSet, texts: Mapping[str, str], extracted: Iterable[str], ledger: str, *, report: bool
) -> dict[str, bytes]:
    """The files by name relative to the folder, ``claims.json`` last.  ``extracted``: the articles whose text is no
    file of the corpus and goes to ``text/``.
    """
    files = {text_name(ref): texts[ref].encode("utf-8") for ref in sorted(extracted)}
    files[LEDGER] = ledger.encode("utf-8")
    if report:
        from claimx.export.report import render as render_report

        files[REPORT] = render_report(claims, texts).encode("utf-8")
    files[CLAIMS] = dumps(claims)
    return files


def text_name(article: str) -> str:
    """Where the extracted text of an article goes."""
    return f"{TEXT}/{safe_name(article)}.txt"


def stale(folder: Path, files: Mapping[str, bytes], inputs: Collection[str] = ()) -> list[str]:
    """Texts in the folder that an earlier run wrote and that belong to no article any more.

    Only what the folder's own ``claims.json`` names is taken for such a text, and none of the ``inputs`` (real paths
    of the files that were read): the folder may hold texts that are the user's.
    """
    names = sorted({text_name(ref) for ref in _articles_of(folder)} - files.keys())
    return [n for n in names if (folder / n).is_file() and os.path.realpath(folder / n) not in inputs]


def _articles_of(folder: Path) -> set[str]:
    """Ids of the articles in the folder's ``claims.json``; none where there is no such file, or it cannot be read."""
    if not (folder / TEXT).is_dir():
        return set()
    try:
        articles = json.loads((folder / CLAIMS).read_bytes())["articles"]
        return {article["id"] for article in articles if isinstance(article["id"], str)}
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return set()


def has_report(folder: Path | None) -> bool:
    """Whether the folder holds a report, which must then be kept up to date."""
    return folder is not None and (folder / REPORT).is_file()


def read_ledger(folder: Path) -> str:
    """The folder's ledger; empty where there is none.

    Raises UnreadableError: to go on without the ledger would give every claim a new id.
    """
    try:
        return (folder / LEDGER).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"cannot read {LEDGER}", str(error), "restore it, or remove it to number anew") from error


def read_texts(folder: Path, claims: ClaimSet) -> dict[str, str]:
    """Texts by article id: those in the folder whose length is the article's."""
    found = {}
    for article in claims.articles:
        try:
            text = (folder / text_name(article.id)).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if len(text) == article.length:
            found[article.id] = text
    return found


def digest(file: Path) -> str | None:
    """SHA-256 of a file, ``None`` where there is none."""
    try:
        return sha256(file.read_bytes())
    except OSError:
        return None
