"""The noun that a number counts, told from the words alone: no parse is needed to see "19 foreign components"."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.normalise.lexicon import date_words
from claimx.normalise.tokens import Tokens
from claimx.normalise.units import singular, unit_words

_MOST_MODIFIERS = 3
_DASHES = ("-", "–", "‑")


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """The noun phrase of tokens ``[first, end)`` and its head in the singular."""

    first: int
    end: int
    unit: str


def counted_noun(t: Tokens, at: int, *, plural: bool) -> CountedNoun | None:
    """The noun phrase that begins at token ``at``: a few adjectives or nouns, and a plural head.

    With ``plural`` false the head is the next plain word.
    """
    words = unit_words()
    end = at
    seen = 0
    while seen <= _MOST_MODIFIERS:
        low = t.word(end)
        if not low[:1].isalpha() or low in words.not_nouns:
            return None
        after = end + 1
        while (
            t.word(after) in (*_DASHES, ".")
            and t.glued(after)
            and t.glued(after + 1)
            and t.word(after + 1)[:1].isalpha()
        ):
            after += 2
        if t.word(after) == "." and t.word(after - 2) == "." and len(t.word(after - 1)) == 1:
            after += 1
        head = t.word(after - 1) if t.word(after - 1) != "." else ""
        if not plural:
            return _singular_noun(t, at, after, head) if head and t.form(end)[0].islower() else None
        if _is_plural(head) and t.form(after - 1)[0].islower():
            longer = _head_after(t, after)
            return CountedNoun(at, *longer) if longer else CountedNoun(at, after, singular(head))
        end = after
        seen += 1
    return None


def _singular_noun(t: Tokens, first: int, end: int, head: str) -> CountedNoun:
    """The noun after "one", with one more word where it can only be a noun too: "one rescue tug"."""
    low = t.word(end)
    verb = low in date_words().past or low.endswith(("s", "ed", "ing", "ly"))
    if low[:1].isalpha() and low not in unit_words().not_nouns and not verb and t.form(end)[0].islower():
        return CountedNoun(first, end + 1, low)
    return CountedNoun(first, end, head)


def _head_after(t: Tokens, at: int) -> tuple[int, str] | None:
    """The real head after a plural-looking modifier: "seven dead herders", "three arms dealers", "two crew members"."""
    low = t.word(at)
    if low[:1].isalpha() and low not in unit_words().not_nouns and _is_plural(low) and t.form(at)[0].islower():
        return at + 1, singular(low)
    return None


def _is_plural(noun: str) -> bool:
    if noun in unit_words().plural_nouns:
        return True
    return len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ous"))
