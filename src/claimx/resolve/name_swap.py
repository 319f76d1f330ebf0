"""One name in the place of another: of two ships one "was refloated", so was the other, and those are two claims.

A reader of texts takes an unknown name for another word for the same thing; where hardly anything but the name differs
nothing says that it is one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimx.records import NormalForm
from claimx.resolve.frequencies import frequencies
from claimx.resolve.place_names import one_name

_WRITTEN = re.compile(r"(?<![\w’'-])[A-Z][^\W\d_]{2,30}(?![\w-])")

_MOST = 2
"""Words beside the names that either side may have to itself: what kind of thing it is, and a title."""


def swapped(one: NormalForm, other: NormalForm) -> tuple[str, str] | None:
    """A name on each side that stands where the other side has another, all else being alike."""
    ours, theirs = _names(one), _names(other)
    if not ours or not theirs or ours & theirs:
        return None
    first, second = (_rest(form) for form in (one, other))
    shared = set(first) & set(second)
    if not shared or len(set(first) - shared) + len(set(second) - shared) > _MOST:
        return None
    a, b = _before(one, ours, shared), _before(other, theirs, shared)
    if not a or not b or any(one_name(x, y) for x in ours for y in theirs):
        return None
    return min(a), min(b)


def _before(form: NormalForm, names: frozenset[str], shared: set[str]) -> frozenset[str]:
    """The names that stand before whatever both say: who does it or bears it."""
    start = next((at for at, word in enumerate(form.words) if word in shared), 0)
    return names & set(form.words[:start])


def _rest(form: NormalForm) -> list[str]:
    """The words that are no names, nor of a date or place."""
    spent = {word for f in form.facts if f.kind in ("date", "place") for word in f.exact.casefold().split()}
    return [word for word in form.words if word not in spent and word not in _names(form)]


def _names(form: NormalForm) -> frozenset[str]:
    """The rare words that a content writes with a capital, in lower case, places aside."""
    places = {word for f in form.facts if f.kind in ("date", "place") for word in f.exact.casefold().split()}
    return _written(form.content) & set(form.words) - places


@lru_cache(maxsize=8192)
def _written(content: str) -> frozenset[str]:
    words = {word.casefold() for word in _WRITTEN.findall(content)}
    return frozenset(word for word in words if frequencies().is_rare(word))
