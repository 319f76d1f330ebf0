"""Does a claim set keep the promises that a schema cannot state?  Slices, references, counts, order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimx.errors import ContractError
from claimx.schema import ClaimSet, Mention, Span

_GAP = " … "


def check(claimset: ClaimSet, texts: Mapping[str, str]) -> None:
    """Raise ContractError, naming the first faults, if the claim set breaks its contract with the texts (by article
    id).
    """
    faults = list(_first(faults_of(claimset, texts), 5))
    if faults:
        raise ContractError("the claim set breaks its contract", "; ".join(faults))


def faults_of(claimset: ClaimSet, texts: Mapping[str, str]) -> Iterator[str]:
    """What is wrong, one sentence each: spans outside the text, words that are not the slice, references to nothing,
    ids given twice, counts that do not add up.
    """
    articles = {a.id: a for a in claimset.articles}
    sources = {s.id for s in claimset.sources}
    entities = {e.id for e in claimset.entities}
    claims = {c.id: c for c in claimset.claims}
    mentions = {m.id: m for c in claimset.claims for m in c.mentions}
    yield from _repeated("article", [a.id for a in claimset.articles])
    yield from _repeated("path", [a.path for a in claimset.articles])
    yield from _repeated("claim", [c.id for c in claimset.claims])
    yield from _repeated("source", [s.id for s in claimset.sources])
    yield from _repeated("entity", [e.id for e in claimset.entities])
    yield from _repeated("mention", [m.id for c in claimset.claims for m in c.mentions])

    for article in claimset.articles:
        text = texts.get(article.id)
        if (article.status == "failed") != (article.error is not None and article.status != "empty"):
            yield f"{article.path}: status {article.status} does not fit its error"
        for e in article.entity_mentions:
            if e.ref is not None and e.ref not in entities:
                yield f"{article.path}: entity mention at {e.start} refers to {e.ref}, which is none"
            if text is not None and text[e.start : e.end] != e.exact:
                yield f"{article.path}: entity mention at {e.start} is not the slice of its text"
        if text is not None and len(text) != article.length:
            yield f"{article.path}: length {article.length}, but the text has {len(text)}"

    for claim in claimset.claims:
        own = {m.id: m for m in claim.mentions}
        if claim.text_from not in own:
            yield f"{claim.id}: text_from is none of its mentions"
        if claim.mention_count != len(own) or claim.articles != len({m.article for m in claim.mentions}):
            yield f"{claim.id}: counts do not add up"
        yield from (f"{claim.id}: source {s} is none" for s in claim.sources if s not in sources)
        yield from (f"{claim.id}: entity {e} is none" for e in claim.entities if e not in entities)
        for m in claim.mentions:
            if m.article not in articles:
                yield f"{m.id}: article {m.article} is none"
                continue
            if m.continues is not None and m.continues not in mentions:
                yield f"{m.id}: continues {m.continues}, which is no mention"
            yield from _mention_faults(m, texts.get(m.article), sources)

    for r in claimset.relations:
        if r.from_ not in claims or r.to not in claims or r.from_ == r.to:
            yield f"relation {r.from_} {r.type} {r.to}: not between two claims"
    for source in claimset.sources:
        if source.speaks_for is not None and source.speaks_for not in sources:
            yield f"{source.id}: speaks for {source.speaks_for}, which is none"
        if source.entity is not None and source.entity not in entities:
            yield f"{source.id}: entity {source.entity} is none"


def _mention_faults(m: Mention, text: str | None, sources: set[str]) -> Iterator[str]:
    refs = [m.source.ref if m.source else None, *(link.ref for link in m.chain)]
    refs += [a.ref for a in m.source.alternatives] if m.source else []
    yield from (f"{m.id}: source {ref} is none" for ref in refs if ref is not None and ref not in sources)
    if m.voice == "outlet" and (m.source or m.cue or m.chain):
        yield f"{m.id}: the outlet's own voice has a source, cue or chain"
    if text is None:
        return
    roles: list[tuple[str, Sequence[Span], str]] = [("content", m.content.spans, m.content.exact)]
    if m.source:
        roles.append(("source", m.source.spans, m.source.exact))
    if m.cue:
        roles.append(("cue", m.cue.spans, m.cue.exact))
    for role, spans, exact in roles:
        if not spans_fit(spans, len(text)):
            yield f"{m.id}: {role} spans are not in order inside the text"
        elif joined(text, spans) != exact:
            yield f"{m.id}: {role} is not the slice of its text"
    others = [s for q in m.quantities for s in q.spans]
    others += [s for link in m.chain for s in (*link.source, *link.cue, *(link.content or ()))]
    if any(not 0 <= start < end <= len(text) for start, end in others):
        yield f"{m.id}: a span lies outside the text"
    if spans := m.content.spans:
        start, end = spans[0][0], spans[-1][1]
        if not text[:start].endswith(m.content.prefix) or not text[end:].startswith(m.content.suffix):
            yield f"{m.id}: prefix or suffix is not what stands around the content"


def joined(text: str, spans: Sequence[Span]) -> str:
    """The words of several spans: slices joined by " … "."""
    return _GAP.join(text[start:end] for start, end in spans)


def spans_fit(spans: Sequence[Span], length: int) -> bool:
    """Whether spans are not empty, in order, apart, and inside ``length``."""
    edge = 0
    for start, end in spans:
        if start < edge or end <= start:
            return False
        edge = end
    return edge <= length


def _repeated(kind: str, ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            yield f"{kind} {name} is there twice"
        seen.add(name)


def _first(items: Iterable[str], count: int) -> Iterator[str]:
    for _, item in zip(range(count), items, strict=False):
        yield item
