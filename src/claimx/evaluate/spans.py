"""Sets of character positions as integers: bit ``i`` is code point ``i`` of the article's text.

Union is ``|``, intersection ``&``, size ``int.bit_count``.  Whole articles compare in microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from claimx.errors import ContractError

_BLANK = re.compile(r"\s+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD_CHARS = re.compile(r"[^\W_]+")

Spans = Sequence[Sequence[int]]
"""``[[start, end], ...]`` in code points, end exclusive."""


def mask(spans: Iterable[Sequence[int]] | None) -> int:
    """The positions that the spans cover, as bits.

    Raises ContractError for a span that is not a pair ``0 <= start <= end``.
    """
    bits = 0
    for span in spans or ():
        if len(span) != 2 or not 0 <= span[0] <= span[1]:
            raise ContractError(f"bad span {list(span)!r}", "a span is [start, end] with 0 <= start <= end")
        bits |= (1 << span[1]) - (1 << span[0])
    return bits


class TextMasks:
    """What the measures need to know of one text: where ink, letters and tokens are."""

    def __init__(self, text: str) -> None:
        self.text = text
        full = (1 << len(text)) - 1
        self._ink = full & ~mask(m.span() for m in _BLANK.finditer(text))
        self._alnum = mask(m.span() for m in _WORD_CHARS.finditer(text))

    def ink(self, spans: Iterable[Sequence[int]] | None) -> int:
        """Positions covered by the spans, without white space.

        Raises ContractError for a span outside the text.
        """
        bits = mask(spans)
        if bits.bit_length() > len(self.text):
            raise ContractError("span outside the text", f"it ends at {bits.bit_length()} of {len(self.text)}")
        return bits & self._ink

    def trim(self, bits: int) -> int:
        """Without the punctuation before the first and after the last letter or digit."""
        letters = bits & self._alnum
        if not letters:
            return bits
        low = (letters & -letters).bit_length() - 1
        return bits & ((1 << letters.bit_length()) - (1 << low))

    def words(self, bits: int) -> str:
        """The text from the first to the last of the positions."""
        if not bits:
            return ""
        return self.text[(bits & -bits).bit_length() - 1 : bits.bit_length()]

    def ink_text(self, bits: int) -> str:
        """The characters at the positions, joined."""
        low = (bits & -bits).bit_length() - 1 if bits else 0
        flags = f"{bits >> low:b}"[::-1]
        return "".join(c for c, flag in zip(self.text[low:], flags, strict=False) if flag == "1")

    @cached_property
    def tokens(self) -> list[tuple[int, int]]:
        """Runs of word characters, and every other visible character by itself."""
        return [m.span() for m in _TOKEN.finditer(self.text)]


def touched(bits: int, ranges: Iterable[tuple[int, int]]) -> set[int]:
    """Numbers of the ranges that hold at least one of the positions."""
    flags = f"{bits:b}"[::-1]
    return {k for k, (start, end) in enumerate(ranges) if "1" in flags[start:end]}


def jaccard(a: int, b: int) -> float:
    """Intersection over union; two empty sets agree fully."""
    return (a & b).bit_count() / (a | b).bit_count() if a | b else 1.0


def containment(a: int, b: int) -> float:
    """Intersection over the smaller set; 1 for two empty sets, 0 where only one is."""
    if a and b:
        return (a & b).bit_count() / min(a.bit_count(), b.bit_count())
    return float(a == b)


def dice(a: int, b: int) -> float:
    """Twice the intersection over the summed sizes; 0 where either is empty."""
    return 2 * (a & b).bit_count() / (a.bit_count() + b.bit_count()) if a and b else 0.0
