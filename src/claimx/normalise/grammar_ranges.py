"""Ranges and open intervals: "from May to July", "September 10-13", "between 2019 and 2021", "since March"."""

from __future__ import annotations

from dataclasses import replace

from claimx.normalise import grammar_calendar as calendar
from claimx.normalise.expressions import Expression, HalfOpen, Moved, Point, Span
from claimx.normalise.grammar_amounts import amount
from claimx.normalise.grammar_clock import clock, of_day
from claimx.normalise.grammar_points import point
from claimx.normalise.lexicon import date_words
from claimx.normalise.tokens import Tokens

_DASHES = ("-", "–", "—", "‑")
_UNTIL = ("to", "until", "till", "through", "thru", "into")
Parsed = tuple[int, Expression] | None


def bounded(t: Tokens, at: int) -> Parsed:
    """ "since March", "until 10 May", "by 2030", "before Friday", "from May to July", "between 2019 and 2021", "from
    Monday on".
    """
    low = t.word(at)
    if low in ("since", "until", "till", "by", "before", "up"):
        return _half_open(t, at, low)
    if low == "from":
        spanned = span(t, at + 1)
        if spanned and isinstance(spanned[1], Span):
            dashed = any(t.word(k) in _DASHES for k in range(at + 1, spanned[0]))
            return None if dashed else spanned
        if spanned is None or not isinstance(spanned[1], Point) or spanned[1].period in ("DE", "CE"):
            return None
        end = spanned[0] + (
            t.word(spanned[0]) in ("on", "onward", "onwards", "forward") and t.word(spanned[0] + 1) not in ("the", "a")
        )
        return end, HalfOpen(spanned[1], "low", "from", soft=end == spanned[0])
    if low == "between":
        return _between(t, at + 1)
    return None


def _half_open(t: Tokens, at: int, low: str) -> Parsed:
    start = at + 1
    if low == "up":
        if t.word(at + 1) not in ("until", "till"):
            return None
        start, low = at + 2, "until"
    if (low == "since" and t.word(start) == "at" and t.word(start + 1) == "least") or (
        low in ("until", "till") and t.words(start, "at", "least")
    ):
        start += 2
    if low == "before" and (
        t.word(start) in date_words().moments
        or (t.word(start) in ("the", "that", "this") and t.word(start + 1) in ("day", "night"))
    ):
        return None
    if (
        low == "before"
        and t.words(start, "the")
        and t.words(start + 2, "is", "out")
        and t.word(start + 1) in date_words().units
    ):
        return start + 4, HalfOpen(Point(date_words().units[t.word(start + 1)], shift=0, part="end"), "high", "before")
    if t.word(start) == "shortly" and t.word(start + 1) in ("after", "before"):
        start += 2
    timed = clock(t, start, loose=True) if low == "since" and t.word(start - 1) == "after" else None
    inner = point(t, start)
    if timed and inner is None:
        inner = timed[0], Point("D", clock=of_day(timed[1], None), back=True)
    side = "low" if low == "since" else "high"
    if inner is None:
        moved = amount(t, start)
        if low == "since" and moved and isinstance(moved[1], Moved):
            return moved[0], HalfOpen(moved[1], "low", low)
        return None
    end, value = inner
    if isinstance(value, Span):
        value = value.first if side == "low" else value.last
    if not isinstance(value, Point) or (low == "by" and value.back and value.clock is None and value.daypart is None):
        return None
    if (low == "before" and value.period in ("DE", "CE")) or (low == "by" and t.word(end) in ("-", "–")):
        return None
    # "until" and "by" take the whole of what they name, "before" stops where it begins.
    return end, HalfOpen(value, "low" if side == "low" else "high", "until" if low == "till" else low)


def _between(t: Tokens, at: int) -> Parsed:
    first = point(t, at)
    if first is None:
        day = calendar.day_number(t, at)
        if day and t.word(day[0]) == "and":
            second = calendar.day_date(t, day[0] + 1)
            if second and isinstance(second[1], Point):
                return second[0], Span(replace(second[1], day=day[1]), second[1])
        hour = clock(t, at, loose=True)
        if hour is None or t.word(hour[0]) != "and":
            return None
        until = point(t, hour[0] + 1)
        if until is None or not isinstance(until[1], Point) or until[1].clock is None:
            return None
        return until[0], Span(replace(until[1], clock=hour[1].text()), until[1])
    end, value = first
    if isinstance(value, Span):
        return first if t.word(end - 2) == "and" or t.word(end - 3) == "and" else None
    if not isinstance(value, Point) or t.word(end) not in ("and", "-", "–"):
        return None
    return joined_points(t, end + 1, value)


def span(t: Tokens, at: int) -> Parsed:
    """A point, or two that a dash, "to" or "and" makes one."""
    first = point(t, at)
    if first is None:
        return _hours(t, at)
    end, value = first
    if not isinstance(value, Point):
        return end, value
    link = t.word(end)
    if link in _DASHES and value.period == "Y" and t.glued(end) and t.glued(end + 1):
        short = t.word(end + 1)
        if (
            short.isdigit()
            and len(short) == 2
            and value.year
            and int(short) > value.year % 100
            and t.word(end + 2) not in _DASHES
        ):
            return end + 2, Span(value, Point("Y", year=value.year // 100 * 100 + int(short)))
    if link == "/" and value.period == "Y" and t.glued(end) and t.word(end + 1).isdigit() and value.year:
        short = t.word(end + 1)
        if len(short) in (2, 4) and int(short) % 100 == (value.year + 1) % 100:
            return end + 2, Span(value, Point("Y", year=value.year + 1))
    from_ = t.word(at - 1) == "from"
    if link in _DASHES or (link in _UNTIL and (from_ or link != "into")):
        joined = joined_points(t, end + 1, value)
        if (
            joined
            and (link not in _DASHES or _alike(value, joined[1]))
            and (from_ or link in _DASHES or _alike(value, joined[1]))
        ):
            return joined
    if link in ("and", "or"):
        joined = joined_points(t, end + 1, value)
        if joined and isinstance(joined[1], Span) and _next_to(value, joined[1].last):
            return joined
    return end, value


def _hours(t: Tokens, at: int) -> Parsed:
    """ "9 to 11 a.m."."""
    first = clock(t, at, loose=True) if t.word(at).isdigit() and len(t.word(at)) < 3 else None
    if first is None or t.word(first[0]) not in ("to", "and", *_DASHES):
        return None
    second = clock(t, first[0] + 1)
    if second is None or not second[1].half:
        return None
    hour = first[1].hour + (
        12 if second[1].hour >= 12 and first[1].hour < 12 and first[1].hour < second[1].hour - 12 else 0
    )
    return second[0], Span(
        Point("D", clock=f"{hour:02}:{first[1].minute:02}", back=True), Point("D", clock=second[1].text(), back=True)
    )


def joined_points(t: Tokens, at: int, first: Point) -> Parsed:
    """``first`` and the point at ``at`` as one stretch, when they are of a kind."""
    if first.period == "D" and first.month and first.day and first.clock is None:
        day = calendar.day_number(t, at + (t.word(at) == "the"))
        if (
            day
            and not calendar.month_name(t, day[0])
            and t.word(at).isdigit()
            and first.year is None
            and day[1] > first.day
        ):
            return day[0], Span(first, replace(first, day=day[1]))
    second = point(t, at)
    if second is None and first.period == "M":
        month = calendar.month_date(t, at)
        second = (month[0], month[1]) if month else None
    if second is None and first.period == "Y":
        number = calendar.year_number(t, at)
        second = (number[0], Point("Y", year=number[1])) if number and t.low[at].isdigit() else None
    if second is None or not isinstance(second[1], Point):
        return None
    last = second[1]
    if last.period != first.period and not (
        last.period in ("M", "Y", "D", "S", "Q") and first.period in ("M", "Y", "D", "S", "Q") and _ordered(first, last)
    ):
        return None
    return second[0], Span(first, last)


def _ordered(first: Point, last: Point) -> bool:
    return (
        first.period in ("Y", "M", "D")
        and last.period in ("Y", "M", "D")
        and (last.year is not None or last.shift is not None or first.year is not None)
    )


def _alike(first: Point, joined: Expression) -> bool:
    if not isinstance(joined, Span):
        return False
    last = joined.last
    same = first.period == last.period
    return (
        same
        and (first.weekday is None) == (last.weekday is None)
        and (first.month is None) == (last.month is None)
        and (first.clock is None) == (last.clock is None)
    )


def _next_to(first: Point, last: Point) -> bool:
    """Whether two coordinated points are neighbours that make one stretch: "June and July", "2022 and 2023"."""
    if first.period != last.period or first.shift is not None or last.shift is not None or first.part or last.part:
        return False
    if first.period == "D":
        plain = all(
            one.weekday is not None and one.day is None and one.daypart is None and one.clock is None
            for one in (first, last)
        )
        return plain and last.weekday == ((first.weekday or 0) + 1) % 7
    if first.period == "Y":
        return first.year is not None and last.year == first.year + 1
    if first.period == "M":
        return first.month is not None and last.month is not None and last.month == first.month % 12 + 1
    return False
