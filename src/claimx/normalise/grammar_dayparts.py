"""Parts of days: "2:30 p.m. on Tuesday", "dawn on Wednesday", "the night from Sunday to Monday", "overnight"."""

from __future__ import annotations

from dataclasses import replace

from claimx.normalise import grammar_calendar as calendar
from claimx.normalise.expressions import Point, Span
from claimx.normalise.grammar_clock import clock, elsewhere, of_day
from claimx.normalise.grammar_days import Found, calendar_date, noun_follows, single_day
from claimx.normalise.lexicon import date_words
from claimx.normalise.tokens import Tokens

_DASHES = ("-", "–", "‑")


def timed_day(t: Tokens, at: int) -> Found | None:
    """A time and the day it belongs to: "2:30 p.m. on Tuesday", "seven on Tuesday morning", "five this morning",
    "18:40".
    """
    start = at
    if t.word(at) == "shortly" or (t.word(at) == "just" and t.word(at + 1) in ("before", "after")):
        start = at + 2 if t.word(at + 1) in ("before", "after") else at
    elif t.word(at) in ("about", "around"):
        start = at + 1
    approx = start > at
    sure = clock(t, start)
    found = sure or (
        clock(t, start, loose=True) if not (t.word(start)[:1].isdigit() and len(t.word(start)) == 4) else None
    )
    if found is None:
        return None
    end, value = found
    on = elsewhere(t, end) if sure else end
    on += (t.word(on) == ",") * bool(sure)
    on += t.word(on) in ("on", "of")
    if not (t.word(on) == "the" and not sure) and not _sentence_begins(t, end):
        day = single_day(t, on)
        if day and (
            sure
            or (
                t.word(start - 1) in date_words().clock_prepositions
                and (day[1].daypart or (day[1].weekday is not None and on > end))
            )
        ):
            return day[0], replace(day[1], clock=of_day(value, day[1].daypart), approx=approx)
    if sure is None or (
        not value.half
        and t.word(at - 1) not in ("at", "by", "until", "from", "before", "after", "since", "around", "about")
    ):
        return None
    return end, Point("D", clock=of_day(value, None), back=True, approx=approx)


def _sentence_begins(t: Tokens, at: int) -> bool:
    """Whether a sentence begins behind the full stop of an abbreviation: "until 9 p.m. That night …"."""
    words = date_words()
    named = (words.weekdays, words.weekday_abbreviations, words.months, words.month_abbreviations)
    return t.word(at - 1) == "." and t.form(at)[:1].isupper() and not any(t.word(at) in names for names in named)


def moment(t: Tokens, at: int) -> Found | None:
    """ "noon", "dawn on Tuesday", "before dawn", "midnight", "the early hours of Wednesday", "overnight"."""
    words = date_words()
    low = t.word(at)
    start = at + (low == "the")
    if t.word(start) in ("early", "small", "late", "wee") and t.word(start + 1) == "hours":
        end = start + 2
        if t.word(end) == "of" or t.word(end) == "on":
            day = single_day(t, end + 1)
            if day:
                return day[0], replace(day[1], daypart="MO")
        return (end, Point("D", daypart="MO", back=True)) if start > at else None
    if low == "overnight":
        return _overnight(t, at)
    if low == "first" and t.word(at + 1) == "light":
        return at + 2, Point("D", daypart="DA", back=True)
    start = at
    if (
        low in ("before", "around", "about", "towards", "toward", "after", "shortly", "just")
        and t.word(at + 1) != "the"
    ):
        start = at + 1 + (t.word(at + 1) in ("before", "after"))
    if t.word(start) in words.moments:
        end = start + 1
        if t.glued(end) and t.word(end) in _DASHES:
            return None
        on = end + (t.word(end) in ("on", "of"))
        day = single_day(t, on)
        if day and (on > end or day[1].weekday is not None or day[1].shift is not None):
            return day[0], replace(day[1], daypart=words.dayparts[t.word(start)])
        if start == at or low in ("around", "about", "shortly"):
            return end, Point("D", daypart=words.dayparts[t.word(start)], back=True, approx=start > at)
    return None


def _overnight(t: Tokens, at: int) -> Found:
    end = at + 1
    skip = end + (t.word(end) in ("from", "on", "into", "between"))
    first = single_day(t, skip)
    if first and t.word(first[0]) in ("to", "into", "and", "-", "–"):
        second = single_day(t, first[0] + 1)
        if second:
            return second[0], Span(first[1], second[1], night=True)
    if first:
        return first[0], replace(first[1], night=True)
    return end, Point("D", night=True, shift=0)


def part_of_day(t: Tokens, at: int) -> Found | None:
    """ "the morning of April 9", "the night of 26 April", "the night from Sunday to Monday", "the night to April 8"."""
    start = at + (t.word(at) == "the")
    start += t.word(start) in ("early", "late")
    low = t.word(start)
    daypart = date_words().dayparts.get(low)
    if daypart is None:
        return None
    link = t.word(start + 1)
    if low == "night" and link in ("from", "of", "between"):
        first = single_day(t, start + 2) or _lone_day(t, start + 2)
        if (first and t.word(first[0]) in ("to", "and", "into", "-", "–")) or (first and link == "from"):
            second = single_day(t, first[0] + 1)
            if second:
                one = first[1]
                if one.month is None and one.weekday is None:
                    one = replace(one, month=second[1].month)
                return second[0], Span(one, second[1], night=True)
        spanned = calendar_date(t, start + 2)
        if spanned and isinstance(spanned[1], Span):
            return spanned[0], replace(spanned[1], night=True)
    if low == "night" and link in ("to", "before"):
        day = single_day(t, start + 2)
        if day and link == "to":
            return day[0], Span(replace(day[1], shift=-99), day[1], night=True)
    if link in ("of", "on"):
        day = single_day(t, start + 2)
        if day and (start > at or link == "on"):
            return day[0], replace(day[1], daypart=daypart, night=low == "night")
    if low in ("morning", "evening", "afternoon", "night") and link == "before" and t.word(at) == "the":
        return start + 2, Point("D", shift=-1, daypart=daypart, back=True)
    if (
        low in ("afternoon", "morning", "evening")
        and start > at
        and t.word(at) == "the"
        and not noun_follows(t, start + 1)
    ):
        return start + 1, Point("D", daypart=daypart, back=True)
    if low == "afternoon" and t.word(at) == "early":
        return start + 1, Point("D", daypart=daypart, back=True)
    return None


def _lone_day(t: Tokens, at: int) -> tuple[int, Point] | None:
    found = calendar.day_number(t, at)
    return (found[0], Point("D", day=found[1])) if found else None
