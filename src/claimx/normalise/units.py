"""Units of measure, currencies and counted nouns, from ``units.json``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from claimx.normalise.numbers import read_data
from claimx.normalise.tokens import Tokens

_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The vocabulary of ``units.json``; keys are lower-case tokens joined by blanks, values the units of the contract.

    ``glued_only`` are symbols that must touch their number; ``prefixes`` stand before a dollar sign; ``not_nouns``
    are words that no counted noun phrase contains; ``designating`` words make the number after them a name ("page
    7").  Of what is ``told_in_millions`` "2m" are two million; beside ``score_words`` "1-2" is a score.
    """

    measures: dict[str, str]
    glued_only: frozenset[str]
    shares: frozenset[str]
    symbols: dict[str, str]
    prefixes: dict[str, str]
    codes: dict[str, str]
    currencies: dict[str, str]
    counters: dict[str, int]
    irregular: dict[str, str]
    plural_nouns: frozenset[str]
    not_nouns: frozenset[str]
    designating: frozenset[str]
    times_words: frozenset[str]
    told_in_millions: frozenset[str]
    score_words: frozenset[str]


@cache
def unit_words() -> UnitWords:
    """The unit words, read once."""
    raw = read_data("units.json")
    fields: dict[str, Any] = {key: frozenset(value) if isinstance(value, list) else value for key, value in raw.items()}
    return UnitWords(**fields)


def phrase_at(t: Tokens, at: int, phrases: dict[str, str] | frozenset[str]) -> tuple[int, str] | None:
    """``(end, phrase)`` of the longest of ``phrases`` at token ``at``."""
    for length in range(_MOST_WORDS, 0, -1):
        phrase = " ".join(t.low[at : at + length])
        if phrase in phrases and at + length <= len(t):
            return at + length, phrase
    return None


def singular(noun: str) -> str:
    """The singular of an English plural, lower-cased: "batteries" battery, "people" person."""
    noun = noun.lower()
    irregular = unit_words().irregular
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 2:
        return noun[:-1]
    return noun
