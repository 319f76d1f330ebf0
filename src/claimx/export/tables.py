"""The claim set as flat tables: CSV for a spreadsheet, pandas and Parquet for analysis.

Lists inside a cell are joined by `` | ``.  A CSV cell that a spreadsheet would take for a formula gets a leading
apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from claimx import schema
from claimx.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    import pandas

Table = Literal["mentions", "claims", "sources", "articles", "relations"]
Row = dict[str, Any]

COLUMNS: dict[Table, tuple[str, ...]] = {
    "mentions": (
        "claim", "mention", "article", "path", "outlet", "published", "source", "source_id", "source_kind",
        "source_text", "resolution", "via", "cue", "content", "start", "end", "zone", "voice", "quote_type",
        "polarity", "modality", "act", "negated", "stated", "event", "entities", "detect",
    ),
    "claims": (
        "claim", "text", "sources", "status", "polarity", "modality", "act", "negated", "stated", "event", "mentions",
        "articles", "outlets", "independent_origins", "entities", "merge",
    ),
    "sources": ("source", "name", "kind", "named", "aliases", "roles", "speaks_for", "entity", "claims"),
    "articles": (
        "article", "path", "status", "error", "title", "outlet", "authors", "url", "published", "published_basis",
        "language", "length", "derived_from",
    ),
    "relations": (
        "type", "from", "to", "from_text", "to_text", "kind", "slot", "from_value", "to_value", "confidence",
    ),
}  # fmt: skip
"""The columns of each table, in order: those of a table without rows, too."""

_WHOLE = frozenset({"start", "end", "mentions", "articles", "outlets", "independent_origins", "claims", "length"})
_REAL = frozenset({"detect", "merge", "confidence"})
_TRUTH = frozenset({"negated", "named"})
"""Columns of numbers and truths; all others are text, so that a column without a value has a type too."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_JOIN = " | "


def rows(claimset: schema.ClaimSet, table: Table) -> Iterator[Row]:
    """The rows of a table, every one with the same columns in the same order; UsageError for a table that is none."""
    if table not in COLUMNS:
        raise UsageError(f"no table {table!r}", remedy=f"use one of {', '.join(COLUMNS)}")
    return _TABLES[table](claimset)


def _mentions(claimset: schema.ClaimSet) -> Iterator[Row]:
    sources = {s.id: s for s in claimset.sources}
    articles = {a.id: a for a in claimset.articles}
    for claim in claimset.claims:
        for m in claim.mentions:
            article, ref = articles[m.article], m.source.ref if m.source else None
            source = sources.get(ref) if ref else None
            yield {
                "claim": claim.id,
                "mention": m.id,
                "article": article.id,
                "path": article.path,
                "outlet": article.outlet,
                "published": article.published.value,
                "source": source.name if source else None,
                "source_id": ref,
                "source_kind": source.kind if source else None,
                "source_text": m.source.exact if m.source else None,
                "resolution": m.source.resolution if m.source else None,
                "via": _join(
                    sources[link.ref].name for link in m.chain if link.role == "relay" and link.ref in sources
                ),
                "cue": m.cue.exact if m.cue else None,
                "content": m.content.exact,
                "start": m.content.spans[0][0] if m.content.spans else None,
                "end": m.content.spans[-1][1] if m.content.spans else None,
                "zone": m.zone,
                "voice": m.voice,
                "quote_type": m.quote_type,
                "polarity": m.polarity,
                "modality": m.modality,
                "act": m.act,
                "negated": m.negated,
                "stated": m.stated.value,
                "event": m.event.value,
                "entities": _join(m.entities),
                "detect": m.confidence.detect,
            }


def _claims(claimset: schema.ClaimSet) -> Iterator[Row]:
    names = {s.id: s.name for s in claimset.sources}
    for c in claimset.claims:
        yield {
            "claim": c.id,
            "text": c.text,
            "sources": _join(names.get(s, s) for s in c.sources),
            "status": c.status,
            "polarity": c.polarity,
            "modality": c.modality,
            "act": c.act,
            "negated": c.negated,
            "stated": c.stated,
            "event": c.event,
            "mentions": c.mention_count,
            "articles": c.articles,
            "outlets": c.outlets,
            "independent_origins": c.independent_origins,
            "entities": _join(c.entities),
            "merge": c.confidence.merge,
        }


def _sources(claimset: schema.ClaimSet) -> Iterator[Row]:
    for s in claimset.sources:
        yield {
            "source": s.id,
            "name": s.name,
            "kind": s.kind,
            "named": s.named,
            "aliases": _join(s.aliases),
            "roles": _join(s.roles),
            "speaks_for": s.speaks_for,
            "entity": s.entity,
            "claims": sum(s.id in c.sources for c in claimset.claims),
        }


def _articles(claimset: schema.ClaimSet) -> Iterator[Row]:
    for a in claimset.articles:
        yield {
            "article": a.id,
            "path": a.path,
            "status": a.status,
            "error": a.error.code if a.error else None,
            "title": a.title,
            "outlet": a.outlet,
            "authors": _join(a.authors),
            "url": a.url,
            "published": a.published.value,
            "published_basis": a.published.basis,
            "language": a.language,
            "length": a.length,
            "derived_from": _join(a.derived_from),
        }


def _relations(claimset: schema.ClaimSet) -> Iterator[Row]:
    texts = {c.id: c.text for c in claimset.claims}
    for r in claimset.relations:
        yield {
            "type": r.type,
            "from": r.from_,
            "to": r.to,
            "from_text": texts.get(r.from_),
            "to_text": texts.get(r.to),
            "kind": r.basis.kind,
            "slot": r.basis.slot,
            "from_value": r.basis.from_,
            "to_value": r.basis.to,
            "confidence": r.confidence,
        }


_TABLES: dict[Table, Callable[[schema.ClaimSet], Iterator[Row]]] = {
    "mentions": _mentions,
    "claims": _claims,
    "sources": _sources,
    "articles": _articles,
    "relations": _relations,
}


class _Lines(list[str]):
    """A file of CSV lines that end in LF.

    The writer quotes the characters that its own lines end in; with CR and LF it quotes either, so that a lone CR in
    a cell ends no line for who reads it.
    """

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")


def to_csv(claimset: schema.ClaimSet, table: Table = "mentions") -> str:
    """A table as CSV (RFC 4180 quoting, LF); a table without rows has its header."""
    out = _Lines()
    found = rows(claimset, table)
    writer = csv.DictWriter(out, COLUMNS[table], lineterminator="\r\n")
    writer.writeheader()
    for row in found:
        writer.writerow({k: guard(v) if isinstance(v, str) else v for k, v in row.items()})
    return "".join(out)


def guard(cell: str) -> str:
    """The cell, made harmless where a spreadsheet would run it as a formula.

    >>> guard("=1+1"), guard("plain")
    ("'=1+1", 'plain')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def to_pandas(claimset: schema.ClaimSet, table: Table = "mentions") -> pandas.DataFrame:
    """A table as a pandas data frame; MissingExtraError without pandas."""
    try:
        import pandas
    except ImportError as error:
        raise MissingExtraError("pandas", "tables") from error
    frame = pandas.DataFrame(list(rows(claimset, table)), columns=list(COLUMNS[table]))
    # A refusal without words has no place: one such would make floats of all places.
    return frame.astype({name: "Int64" for name in ("start", "end") if name in frame})


def to_parquet(claimset: schema.ClaimSet, table: Table = "mentions") -> bytes:
    """A table as the bytes of a Parquet file; MissingExtraError without pyarrow."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError("pyarrow", "tables") from error
    out = io.BytesIO()
    found = list(rows(claimset, table))
    types = [(name, _arrow(name, pyarrow)) for name in COLUMNS[table]]
    columns = pyarrow.Table.from_pylist(found, schema=pyarrow.schema(types))
    pyarrow.parquet.write_table(columns, out)
    return out.getvalue()


def _arrow(name: str, pyarrow: Any) -> Any:
    """The type of a column: the same in every file, so that those of many days are read as one."""
    if name in _WHOLE:
        return pyarrow.int64()
    if name in _REAL:
        return pyarrow.float64()
    return pyarrow.bool_() if name in _TRUTH else pyarrow.string()


def _join(parts: Any) -> str | None:
    return _JOIN.join(parts) or None
