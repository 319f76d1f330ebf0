"""Text to paragraphs: exact spans, whatever the file's habit of line breaks.

Blank lines always separate.  A single line break separates too, unless the lines around it were wrapped at a fixed
width or the sentence plainly goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from claimx.errors import TooLargeError
from claimx.ingest.running_heads import running_heads

Line = tuple[int, int]
Mark = Literal["plain", "heading", "list", "code", "caption"]

MOST_LINES = 500_000

_BREAKS = "\r\n\v\f\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAKS}]*(?:\r\n|[{_BREAKS}]|\\Z)")
_PAGE = re.compile(r"[-–—]?\s?\d{1,3}\s?[-–—]?|(?:https?://|www\.)\S{3,90}")
"""A line with nothing but the number of a page, or an address."""
_LONGEST_PAGE_LINE = 100
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 50
_NARROWEST_COLUMN = 28
_FEWEST_COLUMN_BREAKS = 6
_SLACK = 12
_SHORTEST_WRAPPED = 10
_QUOTES = frozenset("”\"’'»“")
_ENDS = frozenset('.!?:;”"')

_MD_HEADING = re.compile(r"#{1,6}(?=\s)")
_MD_QUOTE = re.compile(r"[> ]+")
_MD_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")
_MD_RULE = re.compile(r"(?:[-*_=]\s*){3,}$")
_MD_FENCE = re.compile(r"```|~~~")


@dataclass(frozen=True, slots=True)
class Block:
    """``text[start:end]`` without outer white space, and what the markup says it is."""

    start: int
    end: int
    mark: Mark = "plain"


def split(text: str, *, markdown: bool = False, start: int = 0) -> Iterator[Block]:
    """The paragraphs of ``text[start:]`` in order.  With ``markdown``, markup at a line's edges is outside its span.

    Raises TooLargeError for a text of more than 500,000 lines.
    """
    if sum(map(text.count, _BREAKS)) - text.count("\r\n") > MOST_LINES:
        raise TooLargeError("the text has too many lines", f"more than {MOST_LINES:,}", "split the file")
    if markdown:
        yield from _markdown(text, start)
        return
    # One word and a number may be what is left of a wrapped sentence.
    running = running_heads((text[slice(*line)] for line in _lines(text, start)), fewest_words=2)
    groups = list(_groups(text, start, running))
    width = _wrap_width(text, groups)
    for group in groups:
        yield from _joined(text, group, width)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(left, len(piece.rstrip()))


def _lines(text: str, start: int) -> Iterator[Line]:
    """Trimmed spans of the lines; a blank line has ``start == end``."""
    for found in _LINE.finditer(text, start):
        if found.start() == len(text):
            return
        yield _trim(text, found.start(), found.end())


def _groups(text: str, start: int, running: set[str]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in _lines(text, start):
        if line[1] - line[0] <= _LONGEST_PAGE_LINE and (_PAGE.fullmatch(text, *line) or text[slice(*line)] in running):
            if group:
                yield group
            yield [line]
            group = []
        elif line[0] < line[1]:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _wrap_width(text: str, groups: list[list[Line]]) -> int:
    """The width at which the file's lines were wrapped, 0 where they were not."""
    several = [g for g in groups if len(g) > 1]
    width = max((end - start for group in several for start, end in group), default=0)
    if not _NARROWEST_COLUMN <= width <= _WIDEST_WRAP:
        return 0
    breaks = [pair for group in several for pair in pairwise(group)]
    full = sum(_is_full(text, a, b, width) for a, b in breaks)
    if width < _NARROWEST_WRAP:
        # A column of a paper; verses and lists have lines as short, but ends as well.
        inside = sum(text[a[1] - 1] not in _ENDS for a, _ in breaks)
        sure = len(breaks) >= _FEWEST_COLUMN_BREAKS and len(groups) > 2 and inside * 10 >= len(breaks) * 7
        return width if sure and full * 10 >= len(breaks) * 8 else 0
    return width if full * 10 >= len(breaks) * 7 else 0


def _joined(text: str, lines: list[Line], width: int) -> Iterator[Block]:
    current = lines[0]
    first = current[0]
    for line in lines[1:]:
        if not (width and _is_full(text, current, line, width)) and not _goes_on(text, current, line, width):
            yield Block(first, current[1])
            first = line[0]
        current = line
    yield Block(first, current[1])


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """The next line's first word would not have fitted on this line."""
    word = text[following[0] : min(following[1], following[0] + width)].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > width - (_SLACK if width >= _NARROWEST_WRAP else width // 5)


def _goes_on(text: str, before: Line, line: Line, width: int) -> bool:
    """A line without an end, then one that begins in lower case, is one sentence."""
    tail = text[max(before[0], before[1] - 1) : before[1]]
    if tail in _QUOTES and before[1] - before[0] > 1:
        tail = text[before[1] - 2]
    unended = tail.isalnum() or tail in ",-–—"
    shortest = _SHORTEST_WRAPPED if width else _NARROWEST_WRAP // 2
    return unended and text[line[0]].islower() and before[1] - before[0] >= shortest


def _markdown(text: str, start: int) -> Iterator[Block]:
    pending: list[Line] = []
    mark: Mark = "plain"
    fenced = False

    def flush() -> Iterator[Block]:
        if pending:
            yield Block(pending[0][0], pending[-1][1], mark)
            pending.clear()

    for begin, end in _lines(text, start):
        line = text[begin:end]
        if _MD_FENCE.match(line):
            yield from flush()
            fenced = not fenced
            yield Block(begin, end, "code")
        elif fenced and begin < end:
            yield Block(begin, end, "code")
        elif begin == end:
            yield from flush()
            mark = "plain"
        elif _MD_RULE.fullmatch(line):
            if pending and line[0] in "=-" and len(pending) == 1:
                mark = "heading"
            yield from flush()
            mark = "plain"
        else:
            if quoted := _MD_QUOTE.match(line):
                begin, end = _trim(text, begin + quoted.end(), end)
                line = text[begin:end]
            if heading := _MD_HEADING.match(line):
                yield from flush()
                begin, end = _trim(text, begin + heading.end(), end)
                while end > begin and text[end - 1] == "#":
                    end -= 1
                begin, end = _trim(text, begin, end)
                if begin < end:
                    yield Block(begin, end, "heading")
                mark = "plain"
                continue
            if item := _MD_ITEM.match(line):
                yield from flush()
                begin += item.end()
                mark = "list"
            if begin < end:
                pending.append((begin, end))
            else:
                yield from flush()
    yield from flush()
