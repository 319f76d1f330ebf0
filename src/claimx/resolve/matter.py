"""Whether two articles are on one matter, by the names they share: a denial in Guayaquil does not answer a charge in
Port Sudan, however alike the two are put.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from claimx.records import Shard
from claimx.resolve.frequencies import SCALE, frequencies
from claimx.schema import Entity

SHARED = 0.05
"""Least share of the weight of one article's names, the fewer of the two, that the other must name as well.
"""

_WORD = re.compile(r"[^\W\d_]{3,}")
_OF_STATES = 0.5
"""What words of states count for beside those of people, bodies and places: every article names some."""


class Matters:
    """The names of each article."""

    def __init__(self, shards: Iterable[Shard]) -> None:
        self._entities = {shard.article.id: shard.entities for shard in shards}
        self._known: dict[str, Mapping[str, float]] = {}

    def one(self, article: str, other: str) -> bool:
        """Whether two articles, by id, are on one matter; true where one of them names nothing."""
        if article == other:
            return True
        a, b = self._names(article), self._names(other)
        shared = sum(weight for word, weight in a.items() if word in b)
        return shared >= SHARED * min(sum(a.values()), sum(b.values()))

    def _names(self, article: str) -> Mapping[str, float]:
        if article not in self._known:
            self._known[article] = _weights(self._entities[article])
        return self._known[article]


def _weights(entities: Iterable[Entity]) -> dict[str, float]:
    """The words of names, each with the square of what it tells."""
    found: dict[str, float] = {}
    for entity in entities:
        for word in _WORD.findall(entity.name.lower()):
            weight = (_telling(word) * (_OF_STATES if entity.label == "STATE" else 1)) ** 2
            found[word] = max(weight, found.get(word, 0.0))
    return found


@lru_cache(maxsize=4096)
def _telling(word: str) -> float:
    return frequencies().weight(word) / SCALE
