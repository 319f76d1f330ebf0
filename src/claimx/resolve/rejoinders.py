"""Who answers whom in one article: what is put against the words before it, or denies what stands beside it.

An article tells by where it says something, not by its words, what that answers: "the charges are made up" shares
nothing with the charges.  So a reader is asked of such pairs, whatever the heads suspect.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from claimx.records import NormalForm
from claimx.resolve.features import is_denial
from claimx.resolve.table import Ints, Table

NEAR = 3
"""Claims between a denial and one that names who denies it, at most, the second one included."""

_NAME = re.compile(r"[A-Z]\w+")


def answered(table: Table, left: Ints, right: Ints) -> npt.NDArray[np.bool_]:
    """Whether one of the pair ``(left[k], right[k])`` answers the other, for every k."""
    apart = np.abs(table.places[left] - table.places[right])
    near = np.flatnonzero(
        (table.articles[left] == table.articles[right])
        & (table.holders[left] != table.holders[right])
        & (apart > 0)
        & (apart <= NEAR)
    )
    found = np.zeros(len(left), np.bool_)
    for k in near.tolist():
        found[k] = _answers(table.forms[left[k]], table.forms[right[k]])
    return found


def _answers(one: NormalForm, other: NormalForm) -> bool:
    first, second = (one, other) if one.place < other.place else (other, one)
    beside = second.place - first.place == 1
    if beside and second.rejoins:
        return True
    denials = is_denial(first), is_denial(second)
    if denials[0] == denials[1]:
        return False
    denial, charge = (second, first) if denials[1] else (first, second)
    return beside or _is_named(denial, charge)


def _is_named(denial: NormalForm, charge: NormalForm) -> bool:
    """Whether what somebody denies names him."""
    who, _, _ = denial.text.partition(" : ")
    _, _, what = charge.text.partition(" : ")
    return not set(_NAME.findall(who)).isdisjoint(_NAME.findall(what))
