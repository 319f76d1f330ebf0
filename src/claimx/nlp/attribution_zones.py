"""Keeps an attribution to the text it belongs to: nothing that was dropped, no caption or heading run into the body."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claimx.records import Attribution, Paragraph
from claimx.schema import Span

_FLOWING = {"standfirst", "body"}


class Zones:
    """The paragraphs of an article in which attributions may stand, in order."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self._text = text
        self._paragraphs = sorted(paragraphs, key=lambda p: p.start)
        self._starts = [p.start for p in self._paragraphs]

    def standing(self, found: Sequence[Attribution]) -> list[Attribution]:
        """The attributions that begin in one of the paragraphs, cut to what is not text of another kind.

        Standfirst and body go on into one another; a headline, a caption or a heading stands for itself.
        """
        return [a for a in found if self._cut(a)]

    def _cut(self, a: Attribution) -> bool:
        # A content may begin in what was dropped ("Good morning," above it), which is cut.
        place = min(start for start, _ in ((*a.cue, *a.source) or a.content))
        home = self._at((a.cue or a.source or a.content)[0][0])
        if self._at(place) is None or home is None:
            return False
        cue, content = self._within(a.cue, home), self._within(a.content, home)
        # Cut, it must still be what it was: a cue or a content that is gone takes the attribution along.
        if (a.cue and not cue) or (a.content and not content):
            return False
        a.cue, a.content = cue, content
        return True

    def _at(self, place: int) -> Paragraph | None:
        at = bisect_right(self._starts, place) - 1
        return self._paragraphs[at] if at >= 0 and place < self._paragraphs[at].end else None

    def _within(self, spans: Sequence[Span], home: Paragraph) -> list[Span]:
        kept: list[Span] = []
        for start, end in spans:
            pieces: list[Span] = []
            for p in self._paragraphs[max(bisect_right(self._starts, start) - 1, 0) :]:
                if p.start >= end:
                    break
                if p.end > start and (p is home or {p.zone, home.zone} <= _FLOWING):
                    begin, stop = max(start, p.start), min(end, p.end)
                    if pieces and not self._text[pieces[-1][1] : begin].strip():
                        begin = pieces.pop()[0]
                    pieces.append((begin, stop))
            kept += pieces
        return kept
