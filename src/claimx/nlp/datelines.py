"""Where a paragraph's own text begins: after a dateline ("SPLIT (HG) – "), a time ("08:45 ") or a bullet."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from claimx.records import Paragraph

_LONGEST = 80  # characters in which a dateline must end
_DATELINE = re.compile(
    r"""
      \d{1,2}[:.]\d{2}(?:\s?(?:[ap]\.?m\.?|h|GMT|UTC|CET))?\s+(?:[-–—:]\s+)?          # 08:45
    | [A-Z][\w.'’-]{0,30}(?:[ ,/&]{1,2}[A-Z0-9][\w.'’-]{0,20}){0,6},?\s?                # SPLIT, May 3 (HG) –
      \([^()\n]{1,40}\)\s?[-–—:]{1,2}\s
    | [A-Z][A-Z.'’-]{2,30}(?:[ /,]{1,2}[A-Z][A-Z.'’-]{1,20}){0,4}                         # KYIV, Nov 18 —
      (?:,\s[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?)?\s?(?:--|[-–—])\s
    | [-–—•*·]\s
    """,
    re.VERBOSE,
)


def openings(text: str, paragraphs: Sequence[Paragraph]) -> Callable[[int], int]:
    """A function that gives, for an offset, where the text of its paragraph begins."""
    starts = [p.start for p in paragraphs]
    begins = [beginning(text, p.start, p.end) for p in paragraphs]

    def opening(offset: int) -> int:
        place = bisect_right(starts, offset) - 1
        return begins[place] if place >= 0 and offset < begins[place] else offset

    return opening


def beginning(text: str, start: int, end: int) -> int:
    """Where the own text of a paragraph begins, which stands at ``start`` to ``end``."""
    return start + _length(text[start : min(end, start + _LONGEST)])


def _length(head: str) -> int:
    match = _DATELINE.match(head)
    return match.end() if match else 0
