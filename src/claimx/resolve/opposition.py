"""How two claims are opposed: one updates, contradicts or denies the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from claimx.records import NormalForm
from claimx.resolve.features import is_denial, is_negative
from claimx.resolve.own_words import admits
from claimx.schema import RelationType


def kind_of(read: RelationType, one: Sequence[NormalForm], other: Sequence[NormalForm]) -> RelationType:
    """How two claims are opposed: who says another thing on another day puts his own right, two who stand in one report
    disagree; else, and of denials, as it was read.  Where nobody rejects what somebody said, and no other says "not" to
    it by then, two only contradict each other; and nobody denies what he will admit.
    """
    both = list(product(one, other))
    held = [(a, b) for a, b in both if a.holder and a.holder == b.holder]
    admitted = any(admits(a, b) or admits(b, a) for a, b in held)
    rejected = any(map(is_denial, (*one, *other)))
    rejected |= not held and any(rejects(a, b) or rejects(b, a) for a, b in both)
    if read == "denies" and not admitted and rejected:
        return read
    if any(a.published and b.published and a.published != b.published for a, b in held):
        return "updates"
    if read != "updates":
        return "contradicts"
    if any(a.article == b.article for a, b in both):
        return "updates" if held else "contradicts"
    # What was told nobody knows when is no later state of anything.
    return "updates" if any(a.published and b.published for a, b in both) else "contradicts"


def rejects(one: NormalForm, other: NormalForm) -> bool:
    """Whether one has a "not" that the other has not, and may have been said to it: no earlier."""
    return is_negative(one) and not is_negative(other) and one.published >= other.published
