"""Two names of places as they are written: whether they may be of one, and whether they cannot."""

from __future__ import annotations

from difflib import SequenceMatcher

_SPELT, _LIKE = 5, 0.8
"""Letters from which a place name may be spelt another way, and how like the two must be."""


def one_name(one: str, other: str) -> bool:
    """Whether two place names may be one: a part of the other ("Riga", "Riga port"), or spelt another way."""
    ours, theirs = one.casefold().split(), other.casefold().split()
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    if len(ours) != 1 or len(theirs) != 1 or ours[0][:1] != theirs[0][:1] or min(len(one), len(other)) < _SPELT:
        return False
    first, second = sorted((ours[0], theirs[0]))
    return bool(SequenceMatcher(None, first, second, autojunk=False).ratio() >= _LIKE)


def of_one_sort(one: str, other: str) -> bool:
    """Whether two names say of what sort their places are and differ in the rest: "Ceel district", "Baar district"."""
    first, second = one.casefold().split(), other.casefold().split()
    return len(first) == len(second) > 1 and first[-1] == second[-1] and not set(first[:-1]) & set(second[:-1])
