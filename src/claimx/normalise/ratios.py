"""Shares told as so many of so many: "one in five", "two out of three", "9 in every 10"."""

from __future__ import annotations

from claimx.normalise.lexicon import date_words
from claimx.normalise.numbers import cardinal
from claimx.normalise.tokens import Tokens

_LINKS = (("out", "of", "every"), ("out", "of"), ("in", "every"), ("in",))
_SMALL, _ROUND, _LARGEST = 12, 10, 10_000_000
"""A whole up to which any number will do, what a larger one is a multiple of, and the largest: "one in 50", but no
"two in 1987".
"""
_YEARS = range(1000, 2100)


def ratio_at(t: Tokens, at: int) -> tuple[int, float] | None:
    """``(end, share)`` of a ratio that begins at ``at``; of "won two in three days" there is none."""
    # The end of a name: "sold Uranium One in three deals".
    named = t.form(at)[:1].isupper() and t.form(at - 1)[:1].isupper() and t.form(at - 1).isalpha()
    part = None if named else cardinal(t, at)
    link = next((words for words in _LINKS if part and t.words(part.end, *words)), None)
    if part is None or link is None or part.value != int(part.value) or part.value < 1 or part.vague:
        return None
    whole = cardinal(t, part.end + len(link))
    if whole is None or whole.vague or not part.value < whole.value <= _LARGEST or whole.value != int(whole.value):
        return None
    if whole.value > _SMALL and (whole.value % _ROUND or (whole.value in _YEARS and whole.value != 1000)):
        return None
    # "killing 20 in 30 attacks" is no share.
    if link == ("in",) and part.value > 1 and whole.value > _SMALL and whole.value not in (100, 1000):
        return None
    if t.word(whole.end) in date_words().units or t.word(whole.end) in ("o", "may", "%", "per", "percent"):
        return None
    return whole.end, part.value / whole.value
