"""Days and other calendar dates where they stand in a text: with an article, a part of the day, a time or a
neighbouring week.
"""

from __future__ import annotations

from dataclasses import replace

from claimx.normalise import grammar_calendar as calendar
from claimx.normalise.expressions import Point, Span, Vague
from claimx.normalise.grammar_clock import clock, of_day
from claimx.normalise.grammar_numeric import numeric_date
from claimx.normalise.grammar_relative import relative
from claimx.normalise.lexicon import date_words
from claimx.normalise.numbers import ordinal
from claimx.normalise.tokens import Tokens

Found = tuple[int, Point | Span | Vague]


def calendar_date(t: Tokens, at: int) -> Found | None:
    """A calendar date with the part of day, time or neighbouring week that follows it."""
    key = ("calendar", at)
    if key not in t.memo:
        t.memo[key] = _calendar_date(t, at)
    found: Found | None = t.memo[key]
    return found


def _calendar_date(t: Tokens, at: int) -> Found | None:
    start = at + (t.word(at) == "the")
    low = t.word(start)
    if not low:
        return None
    found: tuple[int, Point | Span] | None = None
    first = low[0]
    if first.isdigit():
        found = (
            numeric_date(t, start)
            or calendar.day_date(t, start)
            or calendar.decade(t, start)
            or calendar.century(t, start)
        )
        found = (
            found
            or calendar.quarter_of_year(t, start)
            or calendar.quarter(t, start)
            or (calendar.year(t, start) if start == at or t.word(at - 1) == "in" else None)
        )
    elif low in ("'", "’", "‘"):
        found = calendar.decade(t, start)
    else:
        found = _named(t, start, article=start > at)
    if found is None:
        return _ordinal_day(t, start) if start > at else None
    end, value = found
    if isinstance(value, Span):
        return found
    if value.period == "D":
        if (
            start > at
            and value.weekday is not None
            and value.day is None
            and noun_follows(t, end)
            and t.word(end) not in date_words().dayparts
        ):
            return None
        return _with_daypart(t, end, value)
    return end, value


def _named(t: Tokens, at: int, *, article: bool) -> tuple[int, Point | Span] | None:
    low = t.low[at]
    words = date_words()
    if low in words.weekdays or low in words.weekday_abbreviations:
        found = calendar.weekday_date(t, at)
        if found and found[1].month is None and found[1].day is None:
            return _weekday_of_week(t, found)
        if found or low not in words.month_abbreviations:
            return found
    if low in words.months or low in words.month_abbreviations:
        named = calendar.month_date(t, at)
        if named is None:
            return None
        bare = (
            isinstance(named[1], Point)
            and named[1].period == "M"
            and named[1].year is None
            and named[1].year_shift is None
        )
        return named if not bare or _month_stands(t, at, named[0]) else None
    if low in words.seasons:
        return _season_stands(t, at, article=article)
    for rule in (calendar.decade, calendar.holiday, calendar.century, calendar.quarter, calendar.day_date):
        other = rule(t, at)
        if other:
            return other
    return None


def _month_stands(t: Tokens, at: int, end: int) -> bool:
    """Whether a bare month is one: "May" and "March" need a preposition, others a capital that is no name's."""
    words = date_words()
    low = t.low[at]
    before = t.word(at - 1)
    if low in words.month_abbreviations and low != "may":
        return before in words.month_prepositions or (end > at + 1 and before not in ("mr", "ms"))
    if low in words.ambiguous_months:
        return before in words.month_prepositions
    return True


def _season_stands(t: Tokens, at: int, *, article: bool) -> tuple[int, Point] | None:
    """A season where it is one: with an article, a year or a preposition, and no noun after it."""
    found = calendar.season(t, at)
    if found is None:
        return None
    end, value = found
    if value.year is not None or value.year_shift is not None:
        return found
    low, before, after = t.low[at], t.word(at - 1 - article), t.word(end)
    if after[:1].isalpha() and after not in date_words().no_nouns:
        return None
    if low in ("fall", "spring") and not (
        article and before in ("in", "by", "until", "since", "during", "before", "from", "of", "for", "after")
    ):
        return (
            found
            if low == "spring" and before in ("in", "by", "until", "since", "this", "next", "last", "before", "for")
            else None
        )
    return (
        found
        if article
        or before
        in ("in", "by", "until", "since", "before", "after", "for", "and", "from", "to", "of", "through", "during")
        else None
    )


def _weekday_of_week(t: Tokens, found: tuple[int, Point]) -> tuple[int, Point]:
    """ "Wednesday of last week", "Monday next week"."""
    end, value = found
    start = end + (t.word(end) == "of")
    start += t.word(start) == "the" and t.word(start + 1) in ("following", "previous", "next", "same")
    shift = date_words().shifts.get(t.word(start))
    if shift is not None and t.word(start + 1) == "week" and t.word(start) not in ("past",):
        return start + 2, replace(value, week_shift=shift)
    return found


def _ordinal_day(t: Tokens, at: int) -> tuple[int, Point] | None:
    """ "(on) the 12th", when nothing is counted by it."""
    found = ordinal(t, at)
    if (
        found is None
        or not t.low[at].isdigit()
        or not 1 <= found[1] <= 31
        or t.word(at - 2) not in ("on", "until", "since", "by", "from")
    ):
        return None
    after = t.word(found[0])
    if after == "of" and t.word(found[0] + 1) in ("this", "next", "last") and t.word(found[0] + 2) == "month":
        return found[0] + 3, Point("D", day=found[1], month_shift=date_words().shifts[t.word(found[0] + 1)])
    if after[:1].isalpha() and after not in date_words().no_nouns:
        return None
    return found[0], Point("D", day=found[1])


def _with_daypart(t: Tokens, end: int, value: Point) -> Found:
    """A day with "night", "at noon", "at 17:00", "in the evening" after it."""
    low = t.word(end)
    parts = date_words().dayparts
    if low == "overnight":
        return end + 1, replace(value, night=True)
    if low in parts:
        if t.word(end + 1) in ("-", "–") and t.glued(end + 1):
            return end, value
        return end + 1, replace(value, daypart=parts[low])
    if low in ("early", "late") and t.word(end + 1) in parts:
        return end + 2, replace(value, daypart=parts[t.word(end + 1)])
    if low == "in" and t.word(end + 1) == "the" and t.word(end + 2) in ("morning", "afternoon", "evening"):
        return end + 3, replace(value, daypart=parts[t.word(end + 2)])
    skip = end + (low == ",") + (t.word(end + (low == ",")) in ("at", "around", "before"))
    if skip > end and t.word(skip) in date_words().moments and low != ",":
        return skip + 1, replace(value, daypart=parts[t.word(skip)])
    if skip > end:
        timed = clock(t, skip, loose=t.word(skip - 1) == "at" and not t.word(skip).isdigit())
        if timed and (low != "," or timed[1].half) and not noun_follows(t, timed[0]):
            return timed[0], replace(value, clock=of_day(timed[1], None))
    return end, value


def noun_follows(t: Tokens, at: int) -> bool:
    """Whether a noun follows, so that the bare hour before it was a count ("at ten sites")."""
    low = t.word(at)
    return low[:1].isalpha() and low not in date_words().no_nouns


def single_day(t: Tokens, at: int) -> tuple[int, Point] | None:
    """A single day without a time of its own."""
    for found in (calendar_date(t, at), relative(t, at)):
        if found and isinstance(found[1], Point) and found[1].period == "D" and found[1].clock is None:
            return found[0], found[1]
    return None
