"""What a relation rests on, in words that a reader knows: what differs, and the value on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimx.schema import ClaimSet, Entity, RelationBasis, Source

_SUBJECTS = {
    "polarity": "whether it is so",
    "negation": "whether it is so",
    "modality": "how firmly it is said",
    "act": "what is done by saying it",
    "frame": "what is said",
    "holder": "who says so",
    "place": "place",
    "date": "date",
}
_STANDS = {"affirm": "says so", "deny": "denies it", "negated": "says not", "no-comment": "does not comment"}
_SEEN = {"updates": "updated by", "denies": "denied by", "elaborates": "elaborated by"}


def subject(basis: RelationBasis) -> str:
    """What differs: of a number what is counted; the rest is told by its kind."""
    if basis.kind == "quantity":
        return basis.slot or "number"
    return _SUBJECTS.get(basis.kind) or basis.slot or basis.kind


def link(kind: str, outwards: bool) -> str:
    """A type of relation as a claim at its start, or at its end, sees it."""
    return kind if outwards else _SEEN.get(kind, kind)


def values(basis: RelationBasis, named: Iterable[Source | Entity]) -> tuple[str | None, str | None]:
    """The two values that differ; holders and places by their names, as nobody reads ids."""
    if basis.kind in ("holder", "place"):
        names = {each.id: each.name for each in named}
        return names.get(basis.from_ or "", basis.from_), names.get(basis.to or "", basis.to)
    if basis.kind in ("polarity", "negation"):
        if basis.from_ == basis.to:
            # Both say something, and one that the other is wrong.
            return None, None
        return _STANDS.get(basis.from_ or "", basis.from_), _STANDS.get(basis.to or "", basis.to)
    if basis.kind == "date":
        return days(basis.from_), days(basis.to)
    return basis.from_, basis.to


def told(basis: RelationBasis, both: tuple[str | None, str | None]) -> str:
    """What differs in brackets, behind a relation; "" where its type says as much."""
    if basis.kind in ("polarity", "negation") or not any(both):
        return ""
    return f" ({subject(basis)}: {both[0] or '-'} / {both[1] or '-'})"


def named(*sets: ClaimSet) -> list[Source | Entity]:
    """All in these claim sets that has a name and an id."""
    found: list[Source | Entity] = []
    for claims in sets:
        found += [*claims.sources, *claims.entities]
    return found


def days(value: str | None) -> str | None:
    """An interval in words.

    >>> days("2031-05-01/2031-05-03"), days("../2031-05-31"), days("2031-05")
    ('2031-05-01 to 2031-05-03', 'until 2031-05-31', '2031-05')
    """
    start, slash, end = (value or "").partition("/")
    if not slash:
        return value
    if start == "..":
        return f"until {end}"
    return f"from {start}" if end == ".." else f"{start} to {end}"
