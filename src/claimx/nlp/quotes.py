"""Quotations in a text: one pass over the marks of each paragraph, with a stack; no parser, no guess beyond the marks.

Knows straight and curly double and single marks, low-high marks, guillemets, corner brackets and doubled single marks;
tells apostrophes and inches from quotation marks; nests; and joins a speech that opens in each paragraph and closes
only in its last.  A mark too many never spoils more than its own paragraph: what is not closed says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from claimx.records import Paragraph
from claimx.schema import Span

Kind = Literal["double", "single", "guillemet"]

_OPENING: dict[str, Kind] = {"“": "double", "„": "double", "‟": "double", "«": "guillemet", "‹": "guillemet",
    "「": "guillemet", "『": "double"}  # fmt: skip
_CLOSING: dict[str, Kind] = {"”": "double", "»": "guillemet", "›": "guillemet", "」": "guillemet",
    "』": "double"}  # fmt: skip
_STRAIGHT = frozenset({'"', "\uff02"})
_SINGLE = frozenset("'‘’‚‛")
_DEEPEST = 8  # quotations nested deeper than this are not read: it bounds the work for each mark
_STOPS = frozenset(".,;:!?…")
_BEFORE_OPENING = frozenset("([{—–-/“„«‹\"'‘¿¡:")
_BRACKETS = frozenset("([{")
_AFTER_CLOSING = frozenset(",;:)]}")
_ENDING = frozenset(".?!")
MARKS = frozenset(_OPENING) | frozenset(_CLOSING) | _STRAIGHT | _SINGLE
"""Every character that can be a quotation mark."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, marks included: ``[start, end)`` in code points.

    pieces: its part in each paragraph, marks included.  inner: the same without the marks.  depth: 0 for an outermost
    one.  closed: a closing mark was found.  continued: it was left open in a paragraph and opened again in the next.
    """

    start: int
    end: int
    pieces: tuple[Span, ...]
    inner: tuple[Span, ...]
    depth: int
    closed: bool
    continued: bool


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    kind: Kind
    opens: bool
    closes: bool
    sure: bool


@dataclass(slots=True)
class _Piece:
    mark: _Mark
    end: int
    inner_end: int
    depth: int
    closed: bool


@dataclass(slots=True)
class _Reader:
    """The state of one paragraph: open quotations (a stack) and finished pieces; ``reopening``: how the next begins."""

    text: str
    start: int
    end: int
    reopening: str = ""
    stack: list[_Mark] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)

    def char(self, index: int) -> str:
        """The character at ``index``, or a space beyond the paragraph."""
        return self.text[index] if self.start <= index < self.end else " "

    def close(self, level: int, end: int, inner_end: int) -> None:
        """Close the quotation at ``level`` of the stack; those opened inside it stay unclosed and end with it."""
        while len(self.stack) > level:
            mark, depth = self.stack.pop(), len(self.stack)
            if mark.kind == "single" and depth > level:
                continue  # a single mark that nothing closes was an apostrophe
            done = depth == level
            self.pieces.append(_Piece(mark, end if done else inner_end, inner_end, depth, done))

    def abandon(self, level: int, at: int) -> None:
        """End everything from ``level`` up, unclosed, before ``at``."""
        while at > self.start and self.text[at - 1].isspace():
            at -= 1
        while len(self.stack) > level:
            mark, depth = self.stack.pop(), len(self.stack)
            if mark.kind != "single" or (depth == 0 and self.goes_on(mark)):
                self.pieces.append(_Piece(mark, max(at, mark.end), max(at, mark.end), depth, False))

    def goes_on(self, mark: _Mark) -> bool:
        """Whether a single mark that nothing closes opens a speech that the next paragraph takes up; else it is an
        apostrophe.
        """
        again = self.text[mark.start] == self.reopening
        return again and (mark.start == self.start or self.char(mark.start - 2) in _STOPS)

    def level_of(self, kind: Kind) -> int | None:
        """The innermost open quotation of ``kind``."""
        for level in range(len(self.stack) - 1, -1, -1):
            if self.stack[level].kind == kind:
                return level
        return None


def find_quotations(text: str, paragraphs: Sequence[Paragraph]) -> list[Quotation]:
    """All quotations of ``text``, in order of their start, an outer one before those inside it.

    Only text inside ``paragraphs`` is read.  Linear in the length of the text.
    """
    found: list[Quotation] = []
    speech: list[_Piece] = []
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        pieces = sorted(_read(text, paragraph, following), key=lambda p: (p.mark.start, -p.end))
        if speech:
            goes_on = _reopens(pieces, paragraph, speech[0].mark.kind)
            if goes_on:
                speech.append(pieces.pop(0))
            if not goes_on or not _left_open(speech[-1], paragraph):
                found.append(_join(speech))
                speech = []
        for piece in pieces:
            if not speech and _left_open(piece, paragraph):
                speech = [piece]
            else:
                found.append(_join([piece]))
    if speech:
        found.append(_join(speech))
    return sorted(found, key=lambda q: (q.start, -q.end, q.depth))


def outermost(quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations that are inside no other, in text order."""
    return [q for q in quotations if q.depth == 0]


def enclosing(quotations: Sequence[Quotation], offset: int) -> Quotation | None:
    """The quotation of ``outermost(quotations)`` that holds ``offset``; ``quotations`` sorted and disjoint."""
    place = bisect_right(quotations, offset, key=lambda q: q.start) - 1
    return quotations[place] if place >= 0 and offset < quotations[place].end else None


def _reopens(pieces: Sequence[_Piece], paragraph: Paragraph, kind: Kind) -> bool:
    return bool(pieces) and pieces[0].mark.start == paragraph.start and pieces[0].mark.kind == kind


def _left_open(piece: _Piece, paragraph: Paragraph) -> bool:
    return not piece.closed and piece.depth == 0 and piece.end == paragraph.end


def _join(pieces: Sequence[_Piece]) -> Quotation:
    return Quotation(
        start=pieces[0].mark.start,
        end=pieces[-1].end,
        pieces=tuple((p.mark.start, p.end) for p in pieces),
        inner=tuple((p.mark.end, p.inner_end) for p in pieces),
        depth=pieces[0].depth,
        closed=pieces[-1].closed,
        continued=len(pieces) > 1,
    )


def _read(text: str, paragraph: Paragraph, following: Paragraph | None) -> list[_Piece]:
    reader = _Reader(text, paragraph.start, paragraph.end, text[following.start] if following else "")
    marks = _marks(reader)
    left = {kind: sum(m.kind == kind for m in marks) for kind in ("double", "single", "guillemet")}
    single_closers = sum(m.kind == "single" and m.closes for m in marks)
    sure_closers = sum(m.kind == "single" and m.closes and m.sure for m in marks)
    for mark in marks:
        level = reader.level_of(mark.kind)
        full = len(reader.stack) >= _DEEPEST
        if mark.kind == "single":
            single_closers -= mark.closes
            sure_closers -= mark.closes and mark.sure
            if level is not None and mark.closes and (mark.sure or not sure_closers):
                reader.close(level, mark.end, mark.start)
            elif level is None and mark.opens and (single_closers or reader.goes_on(mark)) and not full:
                reader.stack.append(mark)
            continue
        if level is None:
            if mark.opens and not full:
                reader.stack.append(mark)
        elif mark.closes and not (mark.opens and mark.sure):
            reader.close(level, mark.end, mark.start)
        elif mark.opens and left[mark.kind] % 2 == 1 and not full:
            reader.stack.append(mark)  # an odd number left to read, this one too: it nests and all can close
        elif mark.opens:
            reader.abandon(level, mark.start)
            reader.stack.append(mark)
        left[mark.kind] -= 1
    reader.abandon(0, paragraph.end)
    return reader.pieces


def _after_closing(reader: _Reader, at: int) -> bool:
    """Whether what stands there follows a closing mark, with a space before it, too: « The bridge », "… 'no'"."""
    here, following = reader.char(at), reader.char(at + 1)
    return here in _AFTER_CLOSING or (here in _ENDING and following not in _ENDING and following not in MARKS)


def _marks(reader: _Reader) -> list[_Mark]:
    """The quotation marks of a paragraph, each with what it can do there; apostrophes and inches are none."""
    marks: list[_Mark] = []
    inside_double = False
    index = reader.start
    while index < reader.end:
        char = reader.text[index]
        if char not in MARKS and char != "`":
            index += 1
            continue
        width = 2 if char in "'`’‘" and reader.char(index + 1) == char else 1
        before, after = reader.char(index - 1), reader.char(index + width)
        opener = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
        opener = opener and not _after_closing(reader, index + width)
        closer = not before.isspace() and before not in _BRACKETS and not after.isalnum()
        if width == 2 or char in _STRAIGHT:
            inch = char in _STRAIGHT and before.isdigit() and not inside_double
            if not inch:
                marks.append(_Mark(index, index + width, "double", opener or not closer, closer or not opener, opener))
                inside_double = opener
        elif char in _OPENING:
            wrong = closer and not opener
            marks.append(_Mark(index, index + 1, _OPENING[char], not wrong, wrong, True))
        elif char in _CLOSING:
            wrong = opener and not closer
            marks.append(_Mark(index, index + 1, _CLOSING[char], wrong, not wrong, True))
        elif char in _SINGLE:
            opens = opener and not after.isdigit() and char != "’"
            closes = closer and char not in "‘‚"
            if opens or closes:
                sure = before in _STOPS or not (before in "sS" and after.isspace()) or index + 1 == reader.end
                marks.append(_Mark(index, index + 1, "single", opens, closes, sure))
        index += width
    return marks
