"""Sources as single articles have them, and sets of those that are one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimx.schema import Source

_SHARED = 2
"""Telling names that two articles must share to be about the same matter."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A source as one article has it: its record, the article's id and ISO date, keys of what the article names, and
    the first of the articles that are reprints of each other, itself where it is none; "" where nobody has looked.
    """

    source: Source
    article: str
    published: str | None = None
    context: frozenset[str] = frozenset()
    reprint: str = ""


class Groups:
    """Disjoint sets over positions; the smallest position stands for its set.  ``renamed``: new names by position."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))
        self.renamed: dict[int, str] = {}

    def find(self, i: int) -> int:
        """The position that stands for the set of ``i``."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def union(self, i: int, j: int) -> None:
        """Make the sets of two positions one."""
        a, b = sorted((self.find(i), self.find(j)))
        self.parent[b] = a


def related(a: Entry, b: Entry) -> bool:
    """Whether two articles are about the same matter: one article, or enough telling names in both."""
    return a.article == b.article or len(a.context & b.context) >= _SHARED


def singular(name: str) -> bool:
    """Whether a description means one that is known: not "a minister", not "two ministers", not "former minister"."""
    return not re.match(r"(?:an?|one|some|another|two|three|several|former|ex)\b", name.lower())
