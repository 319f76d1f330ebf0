"""The folder ``outputs/``: which files a claim set becomes, and what is there already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def stale(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Texts in the folder that belong to no article any more."""
    names = [f"{TEXT}/{p.name}" for p in sorted((folder / TEXT).glob("a-*.txt"))]
    return [n for n in names if n not in files]


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
