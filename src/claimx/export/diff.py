"""What changed between two claim sets, in words an editor reads: new, merged, split, updated and withdrawn claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from claimx.export.basis import named, told, values
from claimx.export.follow import followed, renamed
from claimx.export.wording import wording
from claimx.schema import Article, Claim, ClaimSet, Entity, Published, Relation, Source

ChangeKind = Literal["new", "merged", "split", "updated", "withdrawn", "linked", "unlinked", "article", "other"]

_FIELDS = ("text", "status", "stated", "event", "polarity", "modality", "act", "independent_origins")
_SHIFTING = frozenset(
    {"id", "text_from", "prefix", "suffix", "continues", "group", "detect", "sources", "alternatives"}
)
_ARTICLE_FIELDS = ("sha256", "status", "title", "outlet", "published", "authors", "url", "relay")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, the id it is about, a sentence, and details, one line each."""

    kind: ChangeKind
    ref: str
    words: str
    details: list[str] = field(default_factory=list)


def diff(old: ClaimSet, new: ClaimSet) -> list[Change]:
    """The changes from ``old`` to ``new``: articles first, then claims by kind and id, then relations.

    Claims are followed by their mentions: one whose mentions are now another's was merged into it, a new one whose
    mentions were another's was split from it.
    """
    moved = renamed(old, new)
    before = followed(old, new, moved)
    changes = [*_articles(before, new, moved), *_claims(before, new), *_relations(before, new)]
    if not changes and old != new:
        parts = [p for p in type(new).model_fields if getattr(old, p, None) != getattr(new, p)]
        changes.append(Change("other", "", f"details differ in: {', '.join(p.rstrip('_') for p in parts)}"))
    return changes


def _articles(old: ClaimSet, new: ClaimSet, moved: Mapping[str, str]) -> Iterator[Change]:
    names = {s.id: s.name for cs in (old, new) for s in cs.sources}
    before, after = {a.path: a for a in old.articles}, {a.path: a for a in new.articles}
    for path in sorted(before.keys() | after.keys()):
        was, now = before.get(path), after.get(path)
        if was is None and now is not None:
            yield Change("article", now.id, f"new: {path}", _outcome(now))
        elif now is None and was is not None:
            yield Change("article", was.id, f"gone: {path}")
        elif was and now and (first := moved.get(path)):
            yield Change("article", now.id, f"renamed: {first} → {path}", _changed(was, now, _ARTICLE_FIELDS, names))
        elif was and now and (details := _changed(was, now, _ARTICLE_FIELDS, names)):
            yield Change("article", now.id, f"changed: {path}", details)


def _outcome(article: Article) -> list[str]:
    return [f"{article.status}: {article.error.code} {article.error.message}"] if article.error else []


def _claims(old: ClaimSet, new: ClaimSet) -> Iterator[Change]:
    before, after = {c.id: c for c in old.claims}, {c.id: c for c in new.claims}
    was_in = {m.id: c.id for c in old.claims for m in c.mentions}
    is_in = {m.id: c.id for c in new.claims for m in c.mentions}
    where = {a.id: a.path for cs in (old, new) for a in cs.articles}
    called = [{s.id: s.name for s in cs.sources} for cs in (old, new)]
    shifted = 0

    for ref in sorted(after.keys() - before.keys()):
        claim = after[ref]
        parents = sorted({was_in[m.id] for m in claim.mentions if m.id in was_in})
        origin = [f"from {p}: {wording(before[p])}" for p in parents]
        if parents:
            yield Change("split", ref, wording(claim), origin)
        else:
            yield Change("new", ref, wording(claim), _places(claim, where))
    for ref in sorted(before.keys() - after.keys()):
        claim = before[ref]
        heirs = sorted({is_in[m.id] for m in claim.mentions if m.id in is_in})
        if heirs:
            yield Change("merged", ref, wording(claim), [f"into {h}: {wording(after[h])}" for h in heirs])
        else:
            yield Change("withdrawn", ref, wording(claim), _places(claim, where))
    for ref in sorted(before.keys() & after.keys()):
        was, now = before[ref], after[ref]
        details = [*_changed(was, now, _FIELDS), *_holders(was, now, *called), *_moved(was, now, where)]
        if not details and was != now:
            if _shifted(was, now, *called):
                shifted += 1
                continue
            details = [f"details differ in: {', '.join(_differing(was, now))}"]
        if details:
            yield Change("updated", ref, wording(now), details)
    if shifted:
        claims = "1 claim differs" if shifted == 1 else f"{shifted} claims differ"
        yield Change("other", "", f"{claims} only in offsets, in ids of sources or in the confidence of a mention")


def _moved(was: Claim, now: Claim, where: Mapping[str, str]) -> Iterator[str]:
    """The articles that a claim came to and left.  An edited article gives its mentions other offsets and so other ids:
    a mention lost and one gained there is no move.
    """
    before, after = {m.id for m in was.mentions}, {m.id for m in now.mentions}
    gained = dict.fromkeys(where[m.article] for m in now.mentions if m.id not in before)
    lost = dict.fromkeys(where[m.article] for m in was.mentions if m.id not in after)
    yield from (f"also in {path}" for path in gained if path not in lost)
    yield from (f"no longer in {path}" for path in lost if path not in gained)


def _holders(was: Claim, now: Claim, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Who makes the claim, by name, where that differs."""
    names = [list(dict.fromkeys(by.get(ref, ref) for ref in c.sources)) for c, by in ((was, before), (now, after))]
    if sorted(names[0]) != sorted(names[1]):
        yield f"sources: {_short(names[0])} → {_short(names[1])}"


def _shifted(was: Claim, now: Claim, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether only what :func:`_bare` leaves out differs; mentions stand in the order of their ids."""
    one, other = _bare(was.model_dump(), before), _bare(now.model_dump(), after)
    return {**one, "mentions": sorted(one["mentions"], key=repr)} == {
        **other,
        "mentions": sorted(other["mentions"], key=repr),
    }


def _bare(value: Any, names: Mapping[str, str]) -> Any:
    """A dumped claim without what an edit elsewhere changes: ids and offsets of mentions, the words around them, how
    sure each is, who else was considered; sources by name, as their ids may become others when one is joined.
    """
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if k not in _SHIFTING and not (k == "confidence" and type(v) is float)}
        return {k: names.get(v, v) if k == "ref" and isinstance(v, str) else _bare(v, names) for k, v in kept.items()}
    return [_bare(v, names) for v in value if not isinstance(v, tuple)] if isinstance(value, list) else value


def _places(claim: Claim, where: dict[str, str]) -> list[str]:
    return [f"in {path}" for path in sorted({where[m.article] for m in claim.mentions})]


def _relations(old: ClaimSet, new: ClaimSet) -> Iterator[Change]:
    texts = {c.id: wording(c) for cs in (old, new) for c in cs.claims}
    known = named(old, new)
    before, after = {_key(r): r for r in old.relations}, {_key(r): r for r in new.relations}
    for key in sorted(after.keys() - before.keys()):
        yield Change("linked", after[key].from_, *_link(after[key], texts, known))
    for key in sorted(before.keys() - after.keys()):
        yield Change("unlinked", before[key].from_, *_link(before[key], texts, known))


def _key(relation: Relation) -> tuple[str, str, str, str, str]:
    return relation.from_, relation.to, relation.type, relation.basis.kind, relation.basis.slot or ""


def _link(relation: Relation, texts: dict[str, str], known: list[Source | Entity]) -> tuple[str, list[str]]:
    basis = relation.basis
    lines = [f"{relation.from_}: {texts.get(relation.from_, '')}", f"{relation.to}: {texts.get(relation.to, '')}"]
    return f"{relation.from_} {relation.type} {relation.to}{told(basis, values(basis, known))}", lines


def _changed(was: Any, now: Any, fields: tuple[str, ...], names: Mapping[str, str] | None = None) -> list[str]:
    """What differs, one line a field; ``names``: of sources by id, for the field that holds one."""
    pairs = [(n, getattr(was, n), getattr(now, n)) for n in fields]
    if isinstance(was, Claim) and was.text != now.text:
        pairs = [(n, wording(was), wording(now)) if n == "text" else (n, a, b) for n, a, b in pairs]
    if names:
        pairs = [(n, names.get(a, a), names.get(b, b)) if n == "relay" else (n, a, b) for n, a, b in pairs]
    return [f"{n.replace('_', ' ')}: {_short(a)} → {_short(b)}" for n, a, b in pairs if a != b]


def _short(value: object) -> str:
    if isinstance(value, Published):
        value = f"{value.value} (from the {value.basis})" if value.value else None
    if isinstance(value, list):
        value = ", ".join(value) or None
    text = "none" if value is None else str(value)
    return text[:12] + "…" if len(text) == 64 and " " not in text else text


def _differing(was: Claim, now: Claim) -> list[str]:
    return [n.replace("_", " ") for n in type(now).model_fields if getattr(was, n) != getattr(now, n)]
