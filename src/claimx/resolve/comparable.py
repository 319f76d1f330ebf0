"""Whether the numbers that two claims tell can be set against each other at all."""

from __future__ import annotations

from claimx.records import NormalForm
from claimx.resolve.words import lemmas, rates


def comparable(one: NormalForm, other: NormalForm) -> bool:
    """Whether neither of two tells what may be, how much there is room for, or how much of something it is a day, where
    the other tells what is.
    """
    if (one.modality == "possible") != (other.modality == "possible") or _is_room(one) != _is_room(other):
        return False
    return _is_rate(one) == _is_rate(other) or not (_counts_something(one) and _counts_something(other))


def _is_rate(form: NormalForm) -> bool:
    """Whether a content tells how much it is in a stretch of time: "15,000 shells a day"."""
    return rates().search(form.text) is not None


def _counts_something(form: NormalForm) -> bool:
    """Whether a content says what its numbers are of: "four" may be four a day."""
    return any(fact.unit for fact in form.facts if fact.kind == "number")


def _is_room(form: NormalForm) -> bool:
    """Whether a content tells how much something can hold: "such ships carry up to 600 containers"."""
    numbers = [fact for fact in form.facts if fact.kind == "number"]
    return form.predicate in lemmas("capacities") and any(fact.low is None for fact in numbers)
