"""Is it English?  By the share of frequent English words and of Latin letters, nothing more.

A text is refused where even the upper end of the share's confidence interval (Wilson's score interval, 1927) is below
what English has.  A shorter one gets the benefit of the doubt (a sentence of names proves nothing), unless the frequent
words of other languages are more than the English ones.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt

from claimx.errors import LanguageError

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 20_000
_LAST_LATIN = "\u024f"


@dataclass(frozen=True, slots=True)
class _Profile:
    words: frozenset[str]
    foreign: frozenset[str]
    least_share: float
    least_foreign: int
    errors: float


@cache
def _profile() -> _Profile:
    table = tomllib.loads((files("claimx.ingest") / "language.toml").read_text("utf-8"))
    words, foreign = (frozenset(table[name].split()) for name in ("words", "foreign"))
    return _Profile(words, foreign - words, table["least_share"], table["least_foreign"], table["errors"])


def require_english(text: str) -> str | None:
    """``"en"`` where the text is English, ``None`` where it is too short to tell.  Raises LanguageError otherwise."""
    profile = _profile()
    sample = text if len(text) <= 2 * _SAMPLE else text[:_SAMPLE] + " " + text[-_SAMPLE:]
    letters = [c for c in sample if c.isalpha()]
    latin = sum(c <= _LAST_LATIN or "\u1e00" <= c <= "\u1eff" for c in letters)
    if len(letters) >= 10 and latin * 2 < len(letters):
        raise LanguageError("the text is not English", "most of its letters are of another script")
    words = [w.lower().replace("’", "'") for w in _WORD.findall(sample)]
    if not words:
        return None
    share = sum(w in profile.words for w in words) / len(words)
    if share >= profile.least_share:
        return "en"
    foreign = sum(w in profile.foreign for w in words)
    doubtful = _upper_bound(share, len(words), profile.errors) >= profile.least_share
    if doubtful and (foreign < profile.least_foreign or foreign / len(words) < max(share, profile.least_share)):
        return None
    raise LanguageError("the text is not English", f"{share:.0%} of its words are common English ones")


def _upper_bound(share: float, count: int, errors: float) -> float:
    """Upper end of Wilson's interval for a share seen in ``count`` trials, ``errors`` standard errors wide."""
    spread = errors**2 / count
    return (share + spread / 2 + errors * sqrt(share * (1 - share) / count + spread / (4 * count))) / (1 + spread)
