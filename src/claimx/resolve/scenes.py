"""Which of two events a claim is about, where one article tells of both: "14 dead in Tafil" and "six at Zarin".

That two papers name two places says nothing, one of them may lie in the other; an article that gives each a count of
its own tells them apart.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations, product

from claimx.records import NormalForm

_NAME = r"[A-Z][\w'’-]{1,30}"
_AT = re.compile(rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]ff|[Oo]utside)\s(?:the\s)?({_NAME}(?:\s{_NAME}){{0,3}})")

_MONTHS = frozenset(name.lower() for name in month_name)

Scene = frozenset[str]


class Scenes:
    """Pairs of names that an article tells apart."""

    def __init__(self, forms: Iterable[NormalForm]) -> None:
        told: defaultdict[str, set[Scene]] = defaultdict(set)
        for form in forms:
            if any(fact.kind == "number" for fact in form.facts) and (scene := _scene(form.content)):
                told[form.article].add(scene)
        self._apart = {
            frozenset(names)
            for scenes in told.values()
            for one, other in combinations(sorted(scenes, key=sorted), 2)
            if one.isdisjoint(other)
            for names in product(one, other)
        }

    def two(self, one: NormalForm, other: NormalForm) -> bool:
        """Whether two claims are about two events."""
        ours, theirs = _scene(one.content), _scene(other.content)
        return ours.isdisjoint(theirs) and any(frozenset(names) in self._apart for names in product(ours, theirs))


@lru_cache(maxsize=8192)
def _scene(content: str) -> Scene:
    """The names of where a content has it happen, in lower case, without those of months."""
    names = {name.lower() for found in _AT.findall(content) for name in found.split()}
    return frozenset(names - _MONTHS)
