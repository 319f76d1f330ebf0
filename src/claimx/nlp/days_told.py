"""Days of statements that are counted from another day: "a week after the mayor had promised to stay"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from spacy.tokens import Doc, Token

from claimx.nlp.days_of_speech import Told
from claimx.normalise.iso import add_months, day_bounds
from claimx.normalise.numbers import cardinal
from claimx.normalise.tokens import tokenise
from claimx.records import Attribution

_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_SIDES = {"after": -1, "before": 1}


@dataclass(frozen=True, slots=True)
class Moved:
    """So many units before (negative) or after a ``day``, or the day of the attribution ``of``."""

    count: int
    unit: str
    day: str | None = None
    of: int | None = None

    def shifted(self, day: str) -> str | None:
        """The day, month or year that lies so far from a day."""
        bounds = day_bounds(day[:10])
        if bounds is None or len(day) < len("2031-05-03") or "/" in day:
            return None
        if self.unit in "DW":
            return (bounds[0] + timedelta(days=self.count * (7 if self.unit == "W" else 1))).isoformat()
        moved = add_months(bounds[0], self.count * (12 if self.unit == "Y" else 1)).isoformat()
        return moved[:4] if self.unit == "Y" else moved[:7]


def counted_from_speech(doc: Doc, attributions: Sequence[Attribution], told: Sequence[Told]) -> dict[int, Moved]:
    """The attributions whose day is counted from another, by their index: "a day after the mayor said".

    ``told``: the days that the article tells.
    """
    out: dict[int, Moved] = {}
    for i, attribution in enumerate(attributions):
        span = doc.char_span(*attribution.cue[0], alignment_mode="expand") if attribution.cue else None
        for mark in (c for t in span or () for c in t.children if c.dep_ == "mark" and c.lower_ in _SIDES):
            length = _length_before(mark)
            if length is None:
                continue
            count, unit = length[0] * _SIDES[mark.lower_], length[1]
            main = _cue_of(mark.head.head, attributions)
            if main is not None and main != i:
                out[i] = Moved(count, unit, of=main)
            elif (day := _day_near(doc, mark, told)) is not None:
                out[i] = Moved(count, unit, day)
    return out


def _length_before(mark: Token) -> tuple[int, str] | None:
    """The count and unit before "after" or "before": "a day", "the day", "three weeks"."""
    unit = _UNITS.get(mark.nbor(-1).lemma_.lower()) if mark.i > 1 else None
    if unit is None:
        return None
    counted = mark.nbor(-2)
    if counted.lower_ in ("the", "a", "an"):
        return 1, unit
    number = cardinal(tokenise(counted.text), 0)
    whole = number is not None and not number.vague and number.value == int(number.value)
    return (int(number.value), unit) if number is not None and whole else None


def _cue_of(verb: Token, attributions: Sequence[Attribution]) -> int | None:
    return next((i for i, a in enumerate(attributions) if any(s <= verb.idx < e for s, e in a.cue)), None)


def _day_near(doc: Doc, mark: Token, told: Sequence[Told]) -> str | None:
    """The last day that is told before, in the same sentence or the one before."""
    first = mark.sent.start
    begins = doc[first - 1].sent.start_char if first else mark.sent.start_char
    near = [(place, day) for place, day in told if begins <= place < mark.idx]
    return max(near)[1] if near else None
