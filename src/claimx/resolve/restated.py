"""What a pair reader is given of two claims: the same amounts in the same words, and of near-copies where they differ.

It knows words, not arithmetic: where the facts say that "a quarter" and "25 per cent" are one, it reads both claims
with the words of one of the two.  And it reads the beginning of a long claim: what two long ones have in common for
many words is left out, so that it sees what they have not.
"""

from __future__ import annotations

import math
import re
from difflib import SequenceMatcher
from functools import lru_cache

from claimx.records import Fact, NormalForm
from claimx.resolve.compare import number_kind, numbers_agree
from claimx.resolve.words import pattern

_WIDEST = 1.1
"""How far an amount may reach, as a multiple of the least that it can be, to be read as another: "about 20,000"."""

_UNTOLD = frozenset({"rank", "times"})
"""Units of numbers whose words behind them are no unit: "the second week"."""

_OFF = 0.015
"""How far two amounts in one unit may be apart, as a share, where one of them is the other rounded."""

_LONG = 36
"""Words from which the end of a text may not be read."""

_KEPT = 7
"""Words that are kept at either end of what two long texts have in common."""

_LEFT_OUT = "…"


def restated(one: NormalForm, other: NormalForm) -> tuple[str, str]:
    """What a reader reads of each of the two, with the same amounts in the same words."""
    ours, theirs = one.read, other.read
    for x, y in _same(one, other):
        a, b = _phrase(ours, x.exact), _phrase(theirs, y.exact)
        if a and b and a[0].casefold() != b[0].casefold():
            chosen = min(a[0], b[0])
            ours, theirs = _put(ours, a, chosen), _put(theirs, b, chosen)
    return _without_what_is_common(ours, theirs)


def _same(one: NormalForm, other: NormalForm) -> list[tuple[Fact, Fact]]:
    """The amounts that are one, where it is beyond doubt which belongs to which."""
    ours, theirs = ([f for f in form.facts if f.kind == "number" and _narrow(f)] for form in (one, other))
    pairs = [(x, y) for x in ours for y in theirs if number_kind(x) == number_kind(y) and _one(x, y)]
    return [(x, y) for x, y in pairs if sum(x is a or y is b for a, b in pairs) == 1]


def _narrow(fact: Fact) -> bool:
    told = fact.unit not in _UNTOLD and not (fact.unit or "").startswith("no. ")
    return told and fact.low is not None and fact.high is not None and 0 < fact.low <= fact.high <= _WIDEST * fact.low


def _one(x: Fact, y: Fact) -> bool:
    """Whether two amounts are one, as they are rounded."""
    # As many barrels as crates are not as much; and one number written alike needs no arithmetic.
    if (number_kind(x) == "count" and x.unit != y.unit) or (x.exact, x.unit) == (y.exact, y.unit):
        return False
    middles = [((f.low or 0) + (f.high or 0)) / 2 for f in (x, y)]
    return numbers_agree(x, y) and (x.unit != y.unit or math.isclose(*middles, rel_tol=_OFF))


def _phrase(text: str, number: str) -> re.Match[str] | None:
    """The amount in a text, with what rounds it and its unit, if it stands there once."""
    found = list(_amount(number).finditer(text.partition("\n")[0]))
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _amount(number: str) -> re.Pattern[str]:
    words = r"\s?".join(re.escape(word) for word in number.split())
    rounded, unit = pattern("rounded").pattern, pattern("measures").pattern
    return re.compile(rf"(?<!\w)(?:(?:{rounded})\s)?[$€£]?{words}(?!\w)(?:[\s-]?(?:{unit})(?!\w))?", re.I)


def _put(text: str, place: re.Match[str], words: str) -> str:
    return text[: place.start()] + words + text[place.end() :]


def _without_what_is_common(one: str, other: str) -> tuple[str, str]:
    """Two long texts without the middle of each long stretch of words that both have."""
    if one == other or min(one.count(" "), other.count(" ")) < _LONG:
        return one, other
    first, second = (text.split(" ") for text in sorted((one, other)))
    shorter: tuple[list[str], list[str]] = [], []
    at, to = 0, 0
    for a, b, size in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        stretch = first[a : a + size]
        if size > 2 * _KEPT + 1:
            stretch = [*stretch[:_KEPT], _LEFT_OUT, *stretch[-_KEPT:]]
        shorter[0].extend((*first[at:a], *stretch))
        shorter[1].extend((*second[to:b], *stretch))
        at, to = a + size, b + size
    texts = tuple(" ".join(words) for words in shorter)
    return (texts[0], texts[1]) if one <= other else (texts[1], texts[0])
