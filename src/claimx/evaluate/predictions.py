"""A claim set as flat predictions: attributions, entities and claim mentions by gold document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from claimx.errors import MalformedError, UsageError
from claimx.evaluate.gold import EntitySpan, Roles, Spans, jsonl, read_attributions, read_entities, read_json, spans_of
from claimx.schema import SCHEMA, Claim, ClaimSet, Mention

_SUFFIXES = (".txt", ".html", ".htm", ".json")


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """A predicted mention as the claim measures see it; ``links`` are (relation, claim id) of its claim."""

    doc: str
    content: Spans
    source: Spans = field(default_factory=list)
    cue: Spans = field(default_factory=list)
    canonical: str | None = None
    via: tuple[str, ...] = ()
    type: str | None = None
    polarity: str | None = None
    modality: str | None = None
    act: str | None = None
    stated: str | None = None
    event: str | None = None
    cluster: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    id: str | None = None


def lookup_keys(name: str) -> list[str]:
    """Names under which a path or id may be known: whole, without suffix, and by file name alone."""
    path = PurePosixPath(name.replace("\\", "/"))
    bare = str(path.with_suffix("")) if path.suffix in _SUFFIXES else name
    return list(dict.fromkeys((str(path), bare, path.name, PurePosixPath(bare).name)))


class DocumentFinder:
    """Finds the gold document that a path or id means; a name shared by two documents means neither."""

    def __init__(self, docs: Iterable[str]) -> None:
        by_key: defaultdict[str, set[str]] = defaultdict(set)
        for doc in docs:
            for key in lookup_keys(doc):
                by_key[key].add(doc)
        self._doc = {key: min(found) for key, found in by_key.items() if len(found) == 1}

    def __call__(self, *names: str) -> str | None:
        return next((self._doc[k] for n in names for k in lookup_keys(n) if k in self._doc), None)


def articles_by_doc(claims: ClaimSet, docs: Iterable[str]) -> dict[str, str]:
    """``{article id: gold document}`` for the articles that the gold knows; UsageError where two are one document."""
    find = DocumentFinder(docs)
    found = {a.id: doc for a in claims.articles if (doc := find(a.path, a.id)) is not None}
    if len(set(found.values())) < len(found):
        twice = sorted(d for d in found.values() if list(found.values()).count(d) > 1)
        raise UsageError(f"two articles of the claim set are {twice[0]!r}")
    return found


def attributions_of(claims: ClaimSet, docs: Iterable[str]) -> dict[str, list[Roles]]:
    """Attributed mentions by gold document, in text order."""
    doc_of = articles_by_doc(claims, docs)
    found: dict[str, list[Roles]] = {doc: [] for doc in doc_of.values()}
    for claim in claims.claims:
        for m in claim.mentions:
            if m.voice == "attributed" and m.article in doc_of:
                found[doc_of[m.article]].append(
                    Roles(
                        m.id,
                        _lists(m.source.spans if m.source else ()),
                        _lists(m.cue.spans if m.cue else ()),
                        _lists(m.content.spans),
                        confidence=m.confidence.detect,
                    )
                )
    for rows in found.values():
        rows.sort(key=lambda r: (sorted(r.content + r.cue + r.source), r.id))
    return found


def entities_of(claims: ClaimSet, docs: Iterable[str]) -> dict[str, list[EntitySpan]]:
    """Entity mentions by gold document; local ids name nothing outside the run and are left out."""
    doc_of = articles_by_doc(claims, docs)
    names = {e.id: frozenset([e.name, *e.aliases]) for e in claims.entities}
    found: dict[str, list[EntitySpan]] = {}
    for article in claims.articles:
        if article.id in doc_of:
            spans: dict[tuple[int, int, str], EntitySpan] = {}
            for e in article.entity_mentions:
                known = frozenset([e.ref]) if e.ref and not e.ref.startswith("local:") else frozenset[str]()
                called = names.get(e.ref or "", frozenset())
                spans.setdefault(
                    (e.start, e.end, e.label),
                    EntitySpan(e.start, e.end, e.label, known, names=called, attributes=e.attributes),
                )
            found[doc_of[article.id]] = list(spans.values())
    return found


def claim_mentions_of(claims: ClaimSet, docs: Iterable[str]) -> list[ClaimMention]:
    """All mentions in the gold's documents, in the order of the claim set.

    The source is the name of the mention's source, or of all origins of its chain joined by "; ".
    """
    doc_of = articles_by_doc(claims, docs)
    names = {s.id: s.name for s in claims.sources}
    links: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for r in claims.relations:
        links[r.from_].append((r.type, r.to))
    return [
        _claim_mention(m, claim, doc_of[m.article], names, tuple(links[claim.id]))
        for claim in claims.claims
        for m in claim.mentions
        if m.article in doc_of
    ]


def _claim_mention(
    m: Mention, claim: Claim, doc: str, names: dict[str, str], links: tuple[tuple[str, str], ...]
) -> ClaimMention:
    def named(role: str) -> list[str]:
        return [names[c.ref] for c in m.chain if c.role == role and c.ref in names]

    origins = named("origin")
    canonical = "; ".join(origins) if len(origins) > 1 else names.get((m.source.ref if m.source else None) or "")
    return ClaimMention(
        doc=doc,
        content=_lists(m.content.spans),
        source=_lists(m.source.spans if m.source else ()),
        cue=_lists(m.cue.spans if m.cue else ()),
        canonical=None if m.voice == "outlet" else canonical,
        via=tuple(named("relay")),
        type=m.quote_type,
        polarity=m.polarity,
        modality=m.modality,
        act=m.act,
        stated=m.stated.value,
        event=m.event.value,
        cluster=claim.id,
        links=links,
        id=m.id,
    )


def _lists(spans: Iterable[tuple[int, int]]) -> Spans:
    return [[start, end] for start, end in spans]


def read_claimset(path: Path) -> ClaimSet | None:
    """The claim set in a file, or ``None`` where the file holds something else (JSON Lines)."""
    if path.suffix in (".jsonl", ".gz"):
        return None
    data = read_json(path)
    if not isinstance(data, dict) or not str(data.get("schema", "")).startswith(SCHEMA.rsplit("/", 1)[0]):
        raise MalformedError(path.name, f"not a claim set ({SCHEMA}) and not named .jsonl")
    try:
        return ClaimSet.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise MalformedError(f"{path.name} is no claim set", f"{place}: {first['msg']}") from error


def load_attributions(path: Path, docs: Iterable[str]) -> dict[str, list[Roles]]:
    """Predicted attributions out of a claim set or JSON Lines."""
    claims = read_claimset(path)
    return read_attributions(path) if claims is None else attributions_of(claims, docs)


def load_entities(path: Path, docs: Iterable[str]) -> dict[str, list[EntitySpan]]:
    """Predicted entities out of a claim set or JSON Lines."""
    claims = read_claimset(path)
    return read_entities(path) if claims is None else entities_of(claims, docs)


def load_claim_mentions(path: Path, docs: Iterable[str]) -> list[ClaimMention]:
    """Predicted mentions out of a claim set or JSON Lines, for the gold's documents only."""
    docs = list(docs)
    claims = read_claimset(path)
    if claims is not None:
        return claim_mentions_of(claims, docs)
    find = DocumentFinder(docs)
    try:
        rows = [_from_row(row, doc) for row in jsonl(path) if (doc := find(row["doc"])) is not None]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise MalformedError(path.name, f"{type(error).__name__}: {error}") from error
    if not rows:
        raise UsageError(f"{path.name} has no mention in a document of the gold")
    return rows


def _from_row(row: dict[str, Any], doc: str) -> ClaimMention:
    return ClaimMention(
        doc=doc,
        content=spans_of(row, "content"),
        source=spans_of(row, "source"),
        cue=spans_of(row, "cue"),
        canonical=row.get("source_canonical"),
        via=tuple(row.get("via") or ()),
        type=row.get("type"),
        polarity=row.get("polarity"),
        modality=row.get("modality"),
        act=row.get("act"),
        stated=row.get("date_of_statement_iso"),
        event=row.get("event_date_iso"),
        cluster=row.get("cluster"),
        links=tuple((kind, other) for kind, other in row.get("links") or ()),
        id=row.get("id"),
    )
