"""Pieces of a period by their number: "the first week of May", "the last two days of July", "the week of May 2"."""

from __future__ import annotations

from claimx.normalise import grammar_calendar as calendar
from claimx.normalise.expressions import Length, Moved, Piece, Point
from claimx.normalise.grammar_points import point
from claimx.normalise.lexicon import date_words
from claimx.normalise.numbers import cardinal, ordinal
from claimx.normalise.tokens import Tokens

_PIECES = {
    "day": "D",
    "days": "D",
    "week": "W",
    "weeks": "W",
    "weekend": "WE",
    "month": "M",
    "months": "M",
    "half": "HY",
}
_DASHES = ("-", "–", "‑")
_ENDING = -7
"""The index of a piece that ends with the day or month it is told by."""
_ENDED = ("ended", "ending")
_TO = ("to", "through")
_BEFORE_A_PERIOD = ("in", "over", "for", "during")
_YEARS_OF_ACCOUNT = ("financial", "fiscal", "full", "business", "tax", "trading", "calendar")


def piece(t: Tokens, at: int) -> tuple[int, Piece | Moved] | None:
    """The piece at token ``at``, its article included."""
    start = at + (t.word(at) == "the")
    low = t.word(start)
    if running := _up_to(t, at):
        return running
    if low in ("week", "weekend") and t.word(start + 1) in ("of", "to", "ending", "beginning"):
        return _around(t, start)
    if low == "year" and t.word(start + 1) in _DASHES and t.word(start + 2) in ("ago", "earlier"):
        noun = t.word(start + 3)
        end = start + 3 + (noun in ("period", "quarter", "month", "level", "figure") or noun in date_words().units)
        return end, Moved(Length(((1.0, "Y"),)), -1, "discussed")
    if low in ("last", "final", "closing"):
        index, end = -1, start + 1
    elif low in ("first", "opening"):
        index, end = 1, start + 1
    else:
        found = ordinal(t, start)
        if found is None or found[1] > 31:
            return None
        end, index = found
    number = cardinal(t, end)
    count = int(number.value) if number and not number.vague and number.value < 400 else 1
    end = number.end if number else end
    unit = _PIECES.get(t.word(end)) or _weekday(t, end)
    counted_in = unit in ("W", "WE") or (unit is not None and unit[1:].isdigit())
    if (
        unit is None
        or t.word(end + 1) not in (("of", "in") if counted_in else ("of",))
        or (number and t.word(end) not in date_words().plural_units)
    ):
        return None
    whole = _whole(t, end + 2)
    if whole is None or (unit == "HY" and whole[1].period not in ("M", "DE", "CE")) or not _fits(unit, whole[1]):
        return None
    return whole[0], Piece(whole[1], unit, index, count)


def _up_to(t: Tokens, at: int) -> tuple[int, Piece] | None:
    """ "The three months to March", "the year ended 31 March", "in the half-year to the end of June"."""
    start = at + (t.word(at) == "the")
    months = _months(t, start)
    if months is None:
        return None
    end, count = months
    placed = start > at or t.word(at - 1) in _BEFORE_A_PERIOD
    if t.word(end) not in _ENDED and not (placed and t.word(end) in _TO):
        return None
    end += 1 + (t.word(end + 1) == "on")
    if t.words(end, "the", "end", "of"):
        end += 3
    elif t.word(end) == "end" and t.word(end + 1) in _DASHES:
        end += 2
    found = point(t, end) or (calendar.month_date(t, end) if t.form(end)[:1].isupper() else None)
    if found is None or not isinstance(found[1], Point) or found[1].month is None or found[1].part is not None:
        return None
    return found[0], Piece(found[1], "M", _ENDING, count)


def _months(t: Tokens, at: int) -> tuple[int, int] | None:
    """The months of a period of account: "three months", "financial year", "half-year", "quarter"."""
    number = cardinal(t, at)
    if number is not None:
        fits = t.word(number.end) == "months" and not number.vague and number.value in range(2, 37)
        return (number.end + 1, int(number.value)) if fits else None
    end = at + (t.word(at) in _YEARS_OF_ACCOUNT)
    if t.word(end) == "half":
        end += 1 + (t.word(end + 1) in _DASHES)
        return (end + 1, 6) if t.word(end) == "year" else None
    count = {"year": 12, "quarter": 3}.get(t.word(end))
    return (end + 1, count) if count else None


def _weekday(t: Tokens, at: int) -> str | None:
    """The piece that a weekday names: "the first Sunday in April"."""
    found = calendar.weekday(t, at)
    return f"D{found[1]}" if found else None


def _whole(t: Tokens, at: int) -> tuple[int, Point] | None:
    found = point(t, at)
    if (
        found
        and isinstance(found[1], Point)
        and found[1].period in ("M", "Y", "Q", "S", "DE", "CE")
        and found[1].part is None
    ):
        return found[0], found[1]
    unit = date_words().units.get(t.word(at + 1)) if t.word(at) == "the" else None
    return (at + 2, Point(unit, shift=0)) if unit in ("M", "Y", "Q") else None


def _fits(unit: str, whole: Point) -> bool:
    if unit[1:].isdigit():
        return whole.period == "M"
    sizes = ("D", "W", "WE", "HY", "M", "Q", "S", "Y", "DE", "CE")
    return sizes.index(unit) < sizes.index(whole.period)


def _around(t: Tokens, at: int) -> tuple[int, Piece] | None:
    """ "The week of October 12", "the week to Saturday", "the week ending May 3"."""
    found = point(t, at + 2)
    if (
        found is None
        or not isinstance(found[1], Point)
        or found[1].period != "D"
        or (found[1].month is None and found[1].weekday is None)
    ):
        return None
    unit = "WE" if t.word(at) == "weekend" else "W"
    backwards = t.word(at + 1) in ("to", "ending")
    return found[0], Piece(found[1], unit, _ENDING if backwards else 0)
