"""Whether the numbers that two claims tell can be set against each other at all."""

from __future__ import annotations

import re

from claimx.records import NormalForm
from claimx.resolve.fates import of_one_fate
from claimx.resolve.gate import Conflict
from claimx.resolve.words import lemmas, pattern

_WORD = re.compile(r"\w+")


def comparable(one: NormalForm, other: NormalForm, reason: Conflict) -> bool:
    """Whether neither of two tells how much there is room for, or how much of something it is a day, where the other
    tells what is; and whether two numbers, the ``reason``, are of those to whom the same has happened, and not of each
    side's own.
    """
    if reason.kind == "quantity":
        own = _is_own(one, reason.left) and _is_own(other, reason.right)
        if (own and one.holder != other.holder) or not of_one_fate(one, other, reason.left, reason.right):
            return False
    if _is_room(one) != _is_room(other):
        return False
    return _is_rate(one) == _is_rate(other) or not (_counts_something(one) and _counts_something(other))


def _is_own(form: NormalForm, number: str) -> bool:
    """Whether who speaks counts his own: "18 of its soldiers", "our 18 soldiers"."""
    words, own = _WORD.findall(form.content.lower()), lemmas("owners")
    counted = _WORD.findall(number.lower())
    size = len(counted)
    for at in range(len(words) - size + 1 if counted and form.holder else 0):
        if words[at : at + size] == counted:
            before, behind = words[max(at - 1, 0) : at], words[at + size : at + size + 2]
            return not own.isdisjoint(before) or (behind[:1] == ["of"] and not own.isdisjoint(behind[1:]))
    return False


def _is_rate(form: NormalForm) -> bool:
    """Whether a content tells how much it is in a stretch of time: "15,000 shells a day"."""
    return pattern("rates").search(form.text) is not None


def _counts_something(form: NormalForm) -> bool:
    """Whether a content says what its numbers are of: "four" may be four a day."""
    return any(fact.unit for fact in form.facts if fact.kind == "number")


def _is_room(form: NormalForm) -> bool:
    """Whether a content tells how much something can hold: "such ships carry up to 600 containers"."""
    numbers = [fact for fact in form.facts if fact.kind == "number"]
    return form.predicate in lemmas("capacities") and any(fact.low is None for fact in numbers)
