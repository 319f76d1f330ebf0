"""Points in time: calendar dates, and dates told from the present ("last week", "the end of July", "Tuesday night")."""

from __future__ import annotations

from dataclasses import replace

from claimx.normalise import grammar_calendar as calendar
from claimx.normalise.expressions import Part, Point
from claimx.normalise.grammar_dayparts import moment, part_of_day, timed_day
from claimx.normalise.grammar_days import Found, calendar_date, single_day
from claimx.normalise.grammar_relative import relative
from claimx.normalise.lexicon import date_words
from claimx.normalise.tokens import Tokens

_DASHES = ("-", "–", "‑")


def point(t: Tokens, at: int) -> Found | None:
    """The longest point at token ``at``, its article included."""
    key = ("point", at)
    if key not in t.memo:
        t.memo[key] = _longest(t, at)
    found: Found | None = t.memo[key]
    return found


def _longest(t: Tokens, at: int) -> Found | None:
    best: Found | None = None
    for rule in (_parted, timed_day, moment, part_of_day, calendar_date, relative):
        found = rule(t, at)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best


def _parted(t: Tokens, at: int) -> Found | None:
    """A part of a period: "the end of July", "mid-2022", "early last month", "late on Monday", "later this week"."""
    words = date_words()
    start = at + (t.word(at) == "the")
    start += t.word(start) == "very"
    low = t.word(start)
    part: Part | None = None
    end = start + 1
    if low in ("earlier", "later"):
        part = "earlier" if low == "earlier" else "later"
        skip = end + (t.word(end) in ("in", "on"))
        return _within(t, skip, part, article=skip > end)
    if low not in words.parts:
        if low == "mid" or not (low in ("year", "month") and t.word(end) in _DASHES and t.word(end + 1) == "end"):
            return None
        return end + 2, Point(words.units[low], shift=0, part="end")
    part = words.parts[low]  # type: ignore[assignment]
    if low in ("early", "late", "mid"):
        end += t.word(end) in _DASHES
        if low != "mid":
            end += t.word(end) in ("in", "on")
        inner = _inner(t, end)
        unit = words.units.get(t.word(end + 1)) if t.word(end) == "the" and t.word(end - 1) == "in" else None
        if inner is None and unit in ("W", "M", "Y", "DE", "CE") and t.word(end + 1) not in words.plural_units:
            return end + 2, Point(unit, shift=0, part=part)
        return None if inner is None else _apply(inner, part)
    if t.word(end) != "of":
        return None
    inner = _inner(t, end + 1)
    if inner is None and t.word(end + 1) == "the":
        unit = words.units.get(t.word(end + 2))
        if (
            unit in ("M", "Y", "W", "DE", "CE", "Q", "D", "WE")
            and t.word(end + 2) not in words.plural_units
            and t.word(end + 2) != "night"
        ):
            return end + 3, Point(unit, shift=0, part=part)
        if t.word(end + 2) in ("following", "previous", "current") and t.word(end + 3) in words.units:
            return end + 4, Point(words.units[t.word(end + 3)], shift=words.shifts[t.word(end + 2)], part=part)
    return None if inner is None else _apply(inner, part)


def _apply(inner: tuple[int, Point], part: Part | None) -> Found | None:
    end, value = inner
    if value.period == "D":
        if part in ("early", "late", "end", "start"):
            return end, replace(value, daypart=value.daypart or ("MO" if part in ("early", "start") else "EV"))
        return None
    return end, value.with_part(part)


def _inner(t: Tokens, at: int) -> tuple[int, Point] | None:
    """What a part can be taken of."""
    best: tuple[int, Point] | None = None
    year = calendar.year_number(t, at)
    if year and t.low[at][0].isdigit():
        best = (year[0], Point("Y", year=year[1]))
    month = calendar.month_date(t, at) if t.form(at)[:1].isupper() else None
    for found in (calendar_date(t, at), relative(t, at), month):
        if found and isinstance(found[1], Point) and (best is None or found[0] > best[0]):
            best = found[0], found[1]
    return best


def _within(t: Tokens, at: int, part: Part, *, article: bool) -> Found | None:
    """ "earlier this month", "later in the day", "earlier in the week"."""
    start = at + (t.word(at) == "the")
    words = date_words()
    if t.word(start) in ("this", "that") or (article and start > at):
        unit_at = start + (t.word(start) in ("this", "that"))
        unit = words.units.get(t.word(unit_at))
        if unit == "D" and t.word(unit_at) in ("day",):
            return unit_at + 1, Point("D", shift=0, back=True)
        if unit in ("W", "M", "Y", "Q", "DE", "CE") and t.word(unit_at) not in words.plural_units:
            return unit_at + 1, Point(unit, shift=0, part=part)
        if t.word(unit_at) in words.seasons:
            return unit_at + 1, Point("S", number=words.seasons[t.word(unit_at)], shift=0, part=part)
    day = single_day(t, at)
    if day and day[1].shift == 0 and day[1].back is False:
        return day[0], day[1]
    if day and article and day[1].weekday is not None:
        return day[0], day[1]
    return None
