"""What one claim adds to another: the fact by which it elaborates it."""

from __future__ import annotations

from claimx.records import Fact, NormalForm
from claimx.resolve.frequencies import names
from claimx.resolve.gate import Conflict, ConflictKind

COVERED = 0.75
"""Share of a claim's words, names aside, that a claim which elaborates it must hold."""

_FEWEST = 2
"""Words, names aside, that it must have."""


def added(fuller: NormalForm, other: NormalForm) -> Conflict | None:
    """The first fact that the fuller one adds, where it says what the other says."""
    plain = {word for word in other.words if word not in names()}
    if len(plain) < _FEWEST or len(plain.intersection(fuller.words)) < COVERED * len(plain):
        return None
    known = {_value(fact) for fact in other.facts}
    fact = next((fact for fact in fuller.facts if _value(fact) not in known), None)
    if fact is None:
        return None
    kind: ConflictKind = "quantity" if fact.kind == "number" else fact.kind
    return Conflict(kind, fact.unit or fact.predicate or kind, fact.exact if kind == "quantity" else _value(fact), "")


def _value(fact: Fact) -> str:
    return fact.value or f"{fact.low}/{fact.high}"
