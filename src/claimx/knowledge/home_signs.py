"""What only one state has, besides its name: its cities and regions, the words for its money, the prefixes of its
warships (``data/home_signs.json``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claimx.knowledge.names import NameIndex, index, lex
from claimx.knowledge.store import table


@dataclass(frozen=True, slots=True)
class Sign:
    """A place, sum of money or warship in a text that points to a state (iso3)."""

    start: int
    state: str
    kind: str


@cache
def _places() -> NameIndex[str]:
    places: dict[str, list[str]] = table("home_signs")["places"]
    return index((name, state) for state, names in places.items() for name in names)


@cache
def _words() -> tuple[tuple[str, dict[str, str], re.Pattern[str]], ...]:
    """Kinds of signs other than places: their states by words, and what finds the words."""
    data = table("home_signs")
    known = [(kind, {word: state for state, words in data[kind].items() for word in words}) for kind in _AROUND]
    longest = [(kind, states, sorted(states, key=lambda w: (-len(w), w))) for kind, states in known]
    return tuple(
        (kind, states, re.compile(_AROUND[kind] % "|".join(map(re.escape, words)))) for kind, states, words in longest
    )


_AROUND = {"money": r"(?:(?<=\d )|(?<=illion )|(?=£\d))(%s)(?![^\W\d])", "ships": r"\b(%s) (?=[A-ZÀ-Ž])"}
"""Where such words count: after a number, before a name."""


def home_signs(text: str) -> Iterator[Sign]:
    """The signs in a text, those of each kind in order."""
    tokens = lex(text)
    for hit in _places().find(tokens):
        if tokens[hit.first].start == 0 or text[tokens[hit.first].start - 1] not in "-'’":
            yield Sign(tokens[hit.first].start, hit.values[0], "place")
    for kind, states, pattern in _words():
        for match in pattern.finditer(text):
            yield Sign(match.start(), states[match[1]], kind)
