"""Where source, cue and content end at marks that come in pairs: a quotation that is no cue, brackets, dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claimx.schema import Span

_QUOTED = re.compile(r"[“„«\"'‘].{0,300}[”“»\"'’][.,;!?]?", re.DOTALL)
_JOINT = re.compile(r"\s{0,3}(?:as\s)?\s{0,3}")
"""What may stand between a thing and what it is called: "dismissed the poll as “noise”"."""

_OPENING = {"(": ")", "[": "]", "–": "–", "—": "—"}
_ASIDE = re.compile(r"(?<=[\s(])[–—]\s?$|[(\[]$")
"""An opening bracket or dash at the end of what precedes a speaker."""
_BEFORE = 2
"""Characters in which it stands."""


def labelled(cue: Sequence[Span], content: Sequence[Span], text: str) -> tuple[list[Span], list[Span]]:
    """Cue and content, a quotation at the end that was taken for a piece of the cue given to the content.

    "She calls it “a fairy tale”": what it is called is said, and the word for saying it is "calls".
    """
    if len(cue) < 2 or not content:
        return list(cue), list(content)
    start, end = cue[-1]
    thing = content[-1]
    joint = _JOINT.fullmatch(text, thing[1], start) if cue[0][1] <= thing[0] and thing[1] <= start else None
    if joint is None or _QUOTED.fullmatch(text, start, end) is None:
        return list(cue), list(content)
    return list(cue[:-1]), [*content[:-1], (thing[0], end)]


def closed(span: Span, text: str) -> Span:
    """The span with the bracket that closes after it what it opens: "Enerdam (Corvina" before ")"."""
    start, end = span
    mark = text[end : end + 1]
    for opening in "([":
        if mark == _OPENING[opening] and text.count(opening, start, end) == text.count(mark, start, end) + 1:
            return start, end + 1
    return span


def inside_brackets(own: Sequence[Span], content: Sequence[Span], text: str) -> list[Span]:
    """A content without what stands behind a closing bracket, where its source and cue stand inside of both.

    "The bridge (built, according to locals, by a drunk) is closed": that it is closed is nobody's word.
    """
    kept: list[Span] = []
    for start, end in content:
        at = _unmatched(text, start, end)
        if at is not None and own and _within(text, own, start, at) and len(text[start:at].split()) > 1:
            kept.append((start, at))
            break
        kept.append((start, end))
    return kept


def inside_aside(own: Sequence[Span], content: Sequence[Span], text: str) -> list[Span]:
    """A content without what follows the remark that it is: "The line – officials say it opens in June – cost much".

    Of "The line – officials say – opens in June" nothing stands in the remark but who says it.
    """
    if len(content) < 2 or not own or content[0][0] < max(end for _, end in own):
        return list(content)
    first = min(start for start, _ in own)
    opening = _ASIDE.search(text, max(0, first - _BEFORE), first)
    if opening is None:
        return list(content)
    closing = _OPENING[opening.group().strip()]
    if closing in text[max(end for _, end in own) : content[0][0]]:
        return list(content)
    for k, (piece, following) in enumerate(pairwise(content), start=1):
        if closing in text[piece[1] : following[0]]:
            return list(content[:k])
    return list(content)


def _unmatched(text: str, start: int, end: int) -> int | None:
    """Where a span has a closing bracket that nothing in it opens."""
    depth = 0
    for at in range(start, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            return at
    return None


def _within(text: str, own: Sequence[Span], start: int, at: int) -> bool:
    """Whether source and cue stand behind the bracket that is closed at ``at``."""
    low = min(a for a, _ in own)
    line = max(text.rfind("\n", 0, low), 0)
    opened = text.rfind("(", line, low)
    return opened >= 0 and ")" not in text[opened:at] and low < start
