"""Dates told from the present ("yesterday", "last week", "this summer") or from the date under discussion ("that
night").
"""

from __future__ import annotations

from dataclasses import replace

from claimx.normalise import grammar_calendar as calendar
from claimx.normalise.expressions import Point, Vague
from claimx.normalise.lexicon import date_words
from claimx.normalise.tokens import Tokens

Found = tuple[int, Point | Vague]

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_DETERMINERS = ("the", "a", "an", "his", "her", "its", "their")
_TOLD_BY_EVENTS = ("day", "night", "morning", "evening", "afternoon", "week", "month")
_NOT_AFTER_A_UNIT = ("-", "–", "ago", "earlier", "later", "old")


def relative(t: Tokens, at: int) -> Found | None:
    """The relative date at token ``at``, or ``None``."""
    low = t.word(at)
    if low in _DAYS or low == "tonight":
        return _day_word(t, at)
    if low == "the":
        return _the_day(t, at) or _shifted(t, at + 1, article=True)
    if low in date_words().shifts or low in ("that", "same"):
        return _shifted(t, at, article=False) or _that(t, at)
    if low == "weekend" and t.word(at - 1) == "the":
        return at + 1, Point("WE")
    if (
        low in ("night", "day", "week", "month", "year")
        and t.word(at + 1) == "after"
        and t.word(at + 2) == "next"
        and low != "night"
    ):
        return at + 3, Point(date_words().units[low], shift=2)
    if low == "day" and t.words(at + 1, "after", "tomorrow"):
        return at + 3, Point("D", shift=2)
    if low in ("so", "thus") and t.word(at + 1) == "far" and t.word(at + 2) not in ("as", "from", "away", "off", "to"):
        return at + 2, Vague("past")
    if low == "to" and t.word(at + 1) == "date":
        return at + 2, Vague("past")
    return None


def _day_word(t: Tokens, at: int) -> Found:
    low = t.low[at]
    if low == "tonight":
        return at + 1, Point("D", shift=0, daypart="NI")
    value = Point("D", shift=_DAYS[low])
    end = at + 1
    part = date_words().dayparts.get(t.word(end))
    if part:
        return end + 1, replace(value, daypart=part)
    if t.word(end) == ",":
        named = calendar.weekday_date(t, end + 1)
        if named and t.word(named[0]) in (",", ".", "", "the", ")", ";"):
            return named[0], replace(value, weekday=None)
    if t.word(end) == "at" and t.word(end + 1) in date_words().moments:
        return end + 2, replace(value, daypart=date_words().dayparts[t.word(end + 1)])
    return end, value


def _the_day(t: Tokens, at: int) -> Found | None:
    """ "the day before yesterday", "the week after next", "the day before", "the weekend", "the same day"."""
    words = date_words()
    low, link, then = t.word(at + 1), t.word(at + 2), t.word(at + 3)
    unit = words.units.get(low)
    if unit and low not in words.plural_units:
        if link == "before" and then == "yesterday":
            return at + 4, Point("D", shift=-2)
        if link == "after" and then == "tomorrow":
            return at + 4, Point("D", shift=2)
        if link == "after" and then == "next":
            return at + 4, Point(unit, shift=2)
        if link == "before" and then == "last":
            return at + 4, Point(unit, shift=-2)
        bare = not then[:1].isalpha() or then in ("and", "but", "in", "at", "by", "that", "when", "had", "from")
        if bare and low in ("day", "night", "week", "month", "year") and link in ("before", "after"):
            period, daypart = ("D", "NI") if low == "night" else (unit, None)
            return at + 3, Point(period, shift=-1 if link == "before" else 1, back=True, daypart=daypart)
    if low in _TOLD_BY_EVENTS and link in ("of", "before", "after") and then in _DETERMINERS and _event_noun(t, at + 4):
        return at + 5, Vague("none")
    if low == "weekend":
        return at + 2, Point("WE")
    if low in ("weekend", "night") and link == "before":
        return at + 3, Point("WE" if low == "weekend" else "D", shift=-1, back=True)
    return _that(t, at + 1)


def _event_noun(t: Tokens, at: int) -> bool:
    """Whether an event may be named at ``at``: "the night of the seizure"."""
    return t.word(at)[:1].isalpha() and t.form(at)[0].islower() and t.word(at) not in date_words().units


def _that(t: Tokens, at: int) -> Found | None:
    """ "that day", "that same night", "the same day", "the previous evening", "the following week", "the same
    Thursday".
    """
    words = date_words()
    low = t.word(at)
    end = at
    shift = 0
    if low == "that":
        end += 1 + (t.word(at + 1) == "same")
    elif low == "same":
        end += 1
    elif low in ("previous", "preceding", "following", "next") and (t.word(at - 1) == "the"):
        end += 1
        shift = 1 if low in ("following", "next") else -1
    else:
        return None
    noun = t.word(end)
    if t.word(end + 1) in _NOT_AFTER_A_UNIT[:2] and t.glued(end + 1):
        return None
    if noun in ("morning", "afternoon", "evening", "night"):
        return end + 1, Point("D", shift=shift, back=True, daypart=words.dayparts[noun])
    unit = words.units.get(noun)
    if unit in ("D", "W", "M", "Y", "WE", "Q", "DE") and noun not in words.plural_units:
        return end + 1, Point(unit, shift=shift, back=True)
    if noun in words.weekdays and low != "next":
        return end + 1, Point("D", weekday=words.weekdays[noun], back=True, shift=shift)
    if noun in words.months and low == "same":
        return end + 1, Point("M", month=words.months[noun])
    return None


def _shifted(t: Tokens, at: int, *, article: bool) -> Found | None:
    """ "last week", "this summer", "next Monday", "last November", "this morning", "the past week"."""
    words = date_words()
    low = t.word(at)
    shift = words.shifts.get(low)
    if shift is None or (low == "following" and not article):  # "following Tuesday's talks": after them
        return None
    if article and low not in (
        "last",
        "past",
        "previous",
        "coming",
        "current",
        "preceding",
        "next",
        "following",
        "latest",
    ):
        return None
    noun = t.word(at + 1)
    start = at + 1
    if noun in ("coming", "past") and low == "this":
        shift = 1 if noun == "coming" else -1
        start, noun, low = at + 2, t.word(at + 2), noun
    if t.glued(start + 1) and t.word(start + 1) in _NOT_AFTER_A_UNIT[:2] and t.word(start + 2)[:1].isalpha():
        return None
    if noun in ("night", "morning", "afternoon", "evening"):
        if article or low not in ("last", "this", "next"):
            return _that(t, at) if article else None
        return start + 1, Point("D", shift=shift, daypart=words.dayparts[noun])
    if noun in words.weekdays or noun in words.weekday_abbreviations:
        return _named_weekday(t, start, shift, low, article=article)
    if t.form(start)[:1].isupper() and (noun in words.months or noun in words.month_abbreviations):
        named = calendar.month_date(t, start)
        if named and isinstance(named[1], Point) and named[1].year is None:
            return named[0], replace(named[1], shift=shift)
    if noun in words.seasons:
        return start + 1, Point("S", number=words.seasons[noun], shift=shift)
    holiday = calendar.holiday(t, start)
    if holiday and low in ("last", "this", "next"):
        return holiday[0], replace(holiday[1], shift=shift)
    unit = words.units.get(noun)
    if unit is None:
        return None
    if noun in words.plural_units:
        if (
            low in ("past", "coming", "last", "next", "previous")
            and unit not in ("S",)
            and (article or low not in ("next",))
        ):
            return start + 1, Vague("past" if shift < 0 else "future")
        return None
    if unit in ("S", "m", "H", "FN"):
        return None
    if unit == "D":
        if low == "this" or (low in ("last", "next", "past", "coming") and not article):
            return (start + 1, Point("D", shift=shift, back=True)) if low == "next" else None
        return _that(t, at)
    if unit == "WE" and low in ("coming", "upcoming"):
        return start + 1, Point(unit, shift=0, part="later")
    if unit in ("W", "M", "Y", "Q", "DE") and (low in ("past", "coming") or (article and low == "last")):
        return start + 1, Point(unit, shift=shift, part="earlier" if shift < 0 else "later")
    if article and low in ("previous", "following", "preceding", "next"):
        return _that(t, at)
    value = Point(unit, shift=shift)
    if unit == "Q":
        value = Point("Q", shift=shift)
    return start + 1, value


def _named_weekday(t: Tokens, at: int, shift: int, low: str, *, article: bool) -> Found | None:
    named = calendar.weekday_date(t, at)
    if named is None:
        return None
    end, value = named
    if value.month is None and value.day is None:
        value = replace(
            value, shift=shift if low != "this" else 0, back=article and low in ("following", "previous", "next")
        )
    part = date_words().dayparts.get(t.word(end))
    return (end + 1, replace(value, daypart=part)) if part else (end, value)
