"""Words that bound a number: "more than", "at least", "or so"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claimx.normalise.numbers import read_data
from claimx.normalise.tokens import Tokens

Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word to the phrases that begin with it, longest first, with their modifier."""


@dataclass(frozen=True, slots=True)
class ModifierWords:
    """``before`` and ``after`` a number, by first word; ``loose`` phrases bound the number but stay out of its span.

    Behind a verb of ``motion`` "up to" is no bound.
    """

    before: Phrases
    after: Phrases
    loose: frozenset[str]
    not_before_a_length: frozenset[str]
    motion: frozenset[str]


@cache
def modifier_words() -> ModifierWords:
    """The modifiers of ``modifiers.json``, read once."""
    raw = read_data("modifiers.json")
    return ModifierWords(
        _by_first_word(raw["before"]),
        _by_first_word(raw["after"]),
        frozenset(raw["outside_the_span"]),
        frozenset(raw["not_before_a_length"]),
        frozenset(raw["motion"]),
    )


def _by_first_word(rows: list[list[str]]) -> Phrases:
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, modifier in rows:
        parts = tuple(phrase.split())
        phrases.setdefault(parts[0], []).append((parts, modifier))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()}


def modifier_at(tokens: Tokens, at: int, *, after: bool = False) -> tuple[int, str, str] | None:
    """``(end, modifier, phrase)`` of the longest modifier that begins at token ``at``."""
    words = modifier_words()
    for parts, modifier in (words.after if after else words.before).get(tokens.word(at), ()):
        if tokens.words(at, *parts):
            return at + len(parts), modifier, " ".join(parts)
    return None
