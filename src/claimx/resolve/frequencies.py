"""How telling a word is, from a frozen table of document frequencies.

Frozen, because a weight that moved with the corpus would change old decisions whenever an article lands.
``training/pairs.py`` counts the table; it holds numbers, no text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from claimx.resolve.words import DATA, by_word

SCALE = 16
"""Weights are whole numbers, sixteenths of a nat: sums are exact, whatever their order."""

RARE = 3
"""Sentences of the table that a word may be in to be nothing but a name."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Document frequencies of lemmas among ``documents`` sentences; a lemma that is not listed is rarer than any."""

    documents: int
    counts: Mapping[str, int]

    def weight(self, word: str) -> int:
        """Inverse document frequency in sixteenths of a nat, at least 1."""
        count = self.counts.get(word, 0)
        return max(1, round(SCALE * math.log((self.documents + 1) / (count + 0.5))))

    def is_rare(self, word: str) -> bool:
        """Whether a word may be nothing but a name, wherever it is written."""
        return self.counts.get(word, 0) <= RARE


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """The packaged lemmas that are names more often than not.

    In news on one matter every claim holds the same names, so sharing them says little.
    """
    return frozenset(by_word("names")["names"])


@lru_cache(maxsize=1)
def frequencies() -> Frequencies:
    """The packaged table, ``frequencies.tsv``: the number of sentences, then ``lemma<TAB>count``."""
    lines = (DATA / "frequencies.tsv").read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count in (line.split("\t") for line in lines[1:])}
    return Frequencies(int(lines[0]), counts)
