"""Whether two articles are on one matter, by the names they share: a denial in Guayaquil does not answer a charge in
Port Sudan, however alike the two are put.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache

from claimx.records import Shard
from claimx.resolve.frequencies import SCALE, frequencies
from claimx.schema import Entity

SHARED = 0.05
"""Least share of the weight of one article's names, the fewer of the two, that the other must name as well.
"""

_WORD = re.compile(r"[^\W\d_]{3,}")
_WRITTEN = re.compile(r"(?<=[a-z,;]\s)[A-Z][^\W\d_]{2,}")
"""A word with a capital inside a sentence."""

_OF_STATES = 0.5
"""What words of states count for beside those of people, bodies and places: every article names some."""


class Matters:
    """The names of each article."""

    def __init__(self, shards: Iterable[Shard]) -> None:
        self._shards = {shard.article.id: shard for shard in shards}
        self._known: dict[str, Mapping[str, float]] = {}
        self._capitals: dict[str, Set[str]] = {}

    def one(self, article: str, other: str) -> bool:
        """Whether two articles, by id, are on one matter; true where one of them names nothing."""
        if article == other:
            return True
        a, b = self._names(article), self._names(other)
        # What is a name in the one may be read as none in the other: "the Ralo dam".
        shared = max(self._shared(a, b, other), self._shared(b, a, article))
        return shared >= SHARED * min(sum(a.values()), sum(b.values()))

    def _shared(self, names: Mapping[str, float], others: Mapping[str, float], other: str) -> float:
        return sum(weight for word, weight in names.items() if word in others or word in self._written(other))

    def _written(self, article: str) -> Set[str]:
        """The rare words that an article writes with a capital, in lower case."""
        if article not in self._capitals:
            words = {word.lower() for word in _WRITTEN.findall(self._shards[article].text)}
            self._capitals[article] = {word for word in words if frequencies().is_rare(word)}
        return self._capitals[article]

    def _names(self, article: str) -> Mapping[str, float]:
        if article not in self._known:
            self._known[article] = _weights(self._shards[article].entities)
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
