"""From what a date expression says to the days it means, by the publication date, the tense and the text so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from claimx.normalise import stretch as make
from claimx.normalise.expressions import Point
from claimx.normalise.grammar_calendar import SAME_YEAR
from claimx.normalise.iso import add_months, easter, last_of_month, monday_of
from claimx.normalise.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Setting:
    """What a date is told from: the last date of the text, its last day, and the last that is no day of speech."""

    published: date | None = None
    tense: str | None = None
    discussed: Stretch | None = None
    topic_day: date | None = None
    event_day: date | None = None
    year_hint: int | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A stretch and what it rests on."""

    stretch: Stretch
    anchor: Literal["explicit", "published", "event"]


_GRAIN_MONTHS = {"Q": (3, "quarter"), "HY": (6, "half"), "S": (3, "season")}


def resolve_point(point: Point, setting: Setting) -> Dated | None:
    """The stretch a point means; ``None`` where it needs a date that is not known or does not exist."""
    try:
        resolve = _PERIODS.get(point.period)
        found = resolve(point, setting) if resolve else None
    except (ValueError, OverflowError):
        return None
    if found is None:
        return None
    stretch = found.stretch
    if point.part in ("earlier", "later"):
        stretch = _bounded_by_publication(stretch, point, setting)
    elif point.part:
        stretch = make.part_of(stretch, point.part)
    if point.clock and stretch.unit == "D":
        hour = point.clock
        stretch = replace(stretch, unit="T", clock=hour, grain="minute")
    if point.night and stretch.unit == "D" and stretch.low == stretch.high:
        if point.shift == 0 and point.weekday is None and point.daypart is None:
            stretch = make.days(
                stretch.low - timedelta(days=setting.tense != "future"),
                stretch.low + timedelta(days=setting.tense == "future"),
                "night",
            )
        else:
            stretch = make.days(stretch.low, stretch.low + timedelta(days=1), "night")
    return Dated(stretch, found.anchor)


def _bounded_by_publication(stretch: Stretch, point: Point, setting: Setting) -> Stretch:
    """ "Earlier this month" ends with the day of publication; "the past week" is the seven days that end with it."""
    today = setting.published
    if today is None:
        return stretch
    if point.shift == 0:
        if stretch.unit == "Y" or not stretch.low <= today <= stretch.high:
            return stretch
        if point.part == "earlier":
            return make.days(stretch.low, today, stretch.grain)
        return make.days(min(today + timedelta(days=1), stretch.high), stretch.high, stretch.grain)
    if point.period == "Y":
        return stretch
    months = {"M": 1, "Q": 3, "DE": 120}.get(point.period)
    if point.part == "earlier":
        low = add_months(today, -months) + timedelta(days=1) if months else today - timedelta(days=6)
        return make.days(low, today, stretch.grain)
    high = add_months(today, months) if months else today + timedelta(days=7)
    return make.days(today + timedelta(days=1), high, stretch.grain)


def _base(point: Point, setting: Setting) -> tuple[date, Literal["published", "event"]] | None:
    """The day that a relative point is told from; "that night" is that of no speech, "the day before" of any."""
    if point.back and setting.topic_day is not None:
        return (None if point.shift else setting.event_day) or setting.topic_day, "event"
    return (setting.published, "published") if setting.published else None


def _year(point: Point, setting: Setting) -> Dated | None:
    if point.year is not None:
        return Dated(make.years(point.year, point.year, "year"), "explicit")
    base = _base(point, setting)
    if base is None:
        return None
    year = base[0].year + (point.shift or 0)
    return Dated(make.years(year, year, "year"), base[1])


def _decade(point: Point, setting: Setting) -> Dated | None:
    if point.number is not None:
        return Dated(make.years(point.number, point.number + 9, "decade"), "explicit")
    if setting.published is None:
        return None
    first = setting.published.year // 10 * 10 + 10 * (point.shift or 0)
    return Dated(make.years(first, first + 9, "decade"), "published")


def _century(point: Point, setting: Setting) -> Dated | None:
    if point.year is not None:
        return Dated(make.years(point.year, point.year + 99, "century"), "explicit")
    number, anchor = point.number, "explicit"
    if number is None:
        if setting.published is None:
            return None
        number, anchor = (setting.published.year - 1) // 100 + 1 + (point.shift or 0), "published"
    return Dated(
        make.years(number * 100 - 99, number * 100, "century"), "explicit" if anchor == "explicit" else "published"
    )


def _month(point: Point, setting: Setting) -> Dated | None:
    if point.month is None:
        base = _base(point, setting)
        if base is None:
            return None
        moved = add_months(base[0].replace(day=1), point.shift or 0)
        return Dated(make.months(moved.year, moved.month, 1, "month"), base[1])
    found = _year_of(point, setting, point.month)
    return Dated(make.months(found[0], point.month, 1, "month"), found[1]) if found else None


def _year_of(
    point: Point, setting: Setting, month: int
) -> tuple[int, Literal["explicit", "published", "event"]] | None:
    """The year of a named month that may stand without one."""
    if point.year is not None:
        return point.year, "explicit"
    today = setting.published
    if point.year_shift == SAME_YEAR:
        return (setting.discussed.low.year, "event") if setting.discussed else None
    if point.year_shift is not None:
        return (today.year + point.year_shift, "published") if today else None
    if today is None:
        return None
    if point.shift == -1:
        return today.year - (month >= today.month), "published"
    if point.shift == 1:
        return today.year + (month <= today.month), "published"
    if point.shift == 0:
        return today.year, "published"
    if setting.year_hint is not None:
        return setting.year_hint, "event"
    if setting.tense == "future":
        return today.year + (month < today.month), "published"
    if setting.tense == "past":
        return today.year - (month > today.month), "published"
    ahead = (month - today.month) % 12
    return today.year + (today.month + ahead > 12) if ahead <= 4 else today.year - (month > today.month), "published"


def _months_period(point: Point, setting: Setting) -> Dated | None:
    """Quarters, halves and seasons."""
    count, grain = _GRAIN_MONTHS[point.period]
    today = setting.published
    number = point.number
    if number is None:
        if today is None:
            return None
        base = _base(point, setting)
        day = base[0] if base else today
        return Dated(
            make.months(day.year, (day.month - 1) // count * count + 1 + count * (point.shift or 0), count, grain),
            "published",
        )
    start = number if point.period == "S" else 1 + count * (number - 1)
    if point.year is not None:
        return Dated(make.months(point.year, start, count, grain), "explicit")
    if today is None:
        return None
    if point.year_shift is not None:
        found = _year_of(point, setting, 1)
        return Dated(make.months(found[0], start, count, grain), found[1]) if found else None
    candidates = [make.months(year, start, count, grain) for year in range(today.year - 2, today.year + 3)]
    return Dated(_choose(candidates, point.shift, setting.tense, today), "published")


def _choose(candidates: list[Stretch], shift: int | None, tense: str | None, today: date) -> Stretch:
    """Which of the recurrences of a quarter or season is meant."""
    if shift == -1:
        return [one for one in candidates if one.high < today][-1]
    if shift == 1:
        return next(one for one in candidates if one.low > today)
    if shift == 0 and candidates[0].low.month < 12:
        return next(one for one in candidates if one.low.year == today.year)
    if tense == "future":
        return next(one for one in candidates if one.high >= today)
    if tense == "past":
        return [one for one in candidates if one.low <= today][-1]
    return min(candidates, key=lambda one: abs((one.low - today).days + (one.high - today).days))


def _week(point: Point, setting: Setting) -> Dated | None:
    base = _base(point, setting)
    if base is None:
        return None
    monday = monday_of(base[0]) + timedelta(weeks=point.shift or 0)
    return Dated(make.days(monday, monday + timedelta(days=6), "week"), base[1])


def _weekend(point: Point, setting: Setting) -> Dated | None:
    base = _base(point, setting)
    if base is None:
        return None
    today = base[0]
    saturday = monday_of(today) + timedelta(days=5)
    if point.part == "later":
        # "The coming weekend" is the next one, on a Saturday that of next week.
        saturday += timedelta(weeks=today.weekday() >= 5)
    elif point.shift == -1:
        saturday -= timedelta(weeks=1)
    elif point.shift == 1:
        saturday += timedelta(weeks=1)
    elif (
        today.weekday() < 5
        and setting.tense != "future"
        and not (point.shift == 0 and setting.tense is None)
        and (setting.tense == "past" or today.weekday() < 3)
    ):
        saturday -= timedelta(weeks=1)
    return Dated(make.days(saturday, saturday + timedelta(days=1), "weekend"), base[1])


def _day(point: Point, setting: Setting) -> Dated | None:
    today = setting.published
    if point.holiday is not None:
        return _feast(point, setting)
    if point.month is not None and point.day is not None:
        return _day_of_month(point, setting)
    if point.day is not None:
        if today is None:
            return None
        if point.month_shift is not None:
            first = add_months(today.replace(day=1), point.month_shift)
            return Dated(make.day(first.replace(day=point.day)), "published")
        options = [
            first.replace(day=point.day)
            for first in (add_months(today.replace(day=1), k) for k in (-1, 0, 1))
            if point.day <= last_of_month(first.year, first.month).day
        ]
        if point.weekday is not None:
            options = [one for one in options if one.weekday() == point.weekday] or options
        return Dated(make.day(_by_tense(options, setting.tense, today)), "published") if options else None
    if point.weekday is not None:
        return _weekday(point, setting)
    base = _base(point, setting)
    if base is None:
        return None
    return Dated(make.day(base[0] + timedelta(days=point.shift or 0)), base[1])


def _by_tense(options: list[date], tense: str | None, today: date) -> date:
    """The option that the tense asks for, else the nearest."""
    if tense == "past":
        past = [one for one in options if one <= today]
        if past:
            return max(past)
    if tense == "future":
        future = [one for one in options if one >= today]
        if future:
            return min(future)
    return min(options, key=lambda one: (abs((one - today).days), one))


def _weekday(point: Point, setting: Setting) -> Dated | None:
    weekday = point.weekday or 0
    base = _base(point, setting)
    if base is None:
        return None
    today, anchor = base
    if point.week_shift is not None:
        return Dated(make.day(monday_of(today) + timedelta(weeks=point.week_shift, days=weekday)), anchor)
    behind = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    if point.back:
        if point.shift == 1:
            return Dated(make.day(today + timedelta(days=ahead or 7)), anchor)
        return Dated(make.day(today - timedelta(days=behind if point.shift == 0 else behind or 7)), anchor)
    if point.shift == -1:
        return Dated(make.day(today - timedelta(days=behind or 7)), anchor)
    if point.shift == 1:
        return Dated(make.day(today + timedelta(days=ahead or 7)), anchor)
    if setting.tense == "future":
        return Dated(make.day(today + timedelta(days=ahead)), anchor)
    if setting.tense is None and point.shift == 0:
        return Dated(make.day(monday_of(today) + timedelta(days=weekday)), anchor)
    return Dated(make.day(today - timedelta(days=behind)), anchor)


def _day_of_month(point: Point, setting: Setting) -> Dated | None:
    month, day = point.month or 1, point.day or 1
    today = setting.published
    if month < 0:
        return _either_order(point, today)
    if point.year is not None:
        return Dated(make.day(date(point.year, month, day)), "explicit")
    if today is None:
        return None
    if point.year_shift is not None:
        found = _year_of(point, setting, month)
        return Dated(make.day(date(found[0], month, day)), found[1]) if found else None
    if setting.year_hint is not None and point.weekday is None:
        return Dated(make.day(date(setting.year_hint, month, day)), "event")
    options = [
        date(year, month, day)
        for year in range(today.year - 8, today.year + 9)
        if day <= last_of_month(year, month).day
    ]
    if point.weekday is not None:
        options = [
            one for one in options if one.weekday() == point.weekday and abs(one.year - today.year) < 7
        ] or options
        return Dated(make.day(min(options, key=lambda one: abs((one - today).days))), "published")
    if point.shift is not None and point.shift != 0:
        near = [one for one in options if (one < today) == (point.shift < 0) and one != today]
        return Dated(make.day(min(near, key=lambda one: abs((one - today).days))), "published")
    return Dated(make.day(_near_or_by_tense(options, setting.tense, today)), "published")


def _near_or_by_tense(options: list[date], tense: str | None, today: date) -> date:
    """A day of the year is mostly the nearest one; the tense chooses where that is far and the other is not much
    farther.
    """
    nearest = min(options, key=lambda one: abs((one - today).days))
    told = _by_tense(options, tense, today)
    return nearest if abs((nearest - today).days) <= 45 or abs((told - today).days) > 300 else told


def _either_order(point: Point, today: date | None) -> Dated | None:
    """A date such as 03/04/2024, which is read either way: taken where only one reading lies near publication."""
    day, month, year = point.day or 1, -(point.month or 1), point.year or 1
    options = [date(year, month, day), date(year, day, month)]
    if today is None:
        return None
    near = [one for one in options if abs((one - today).days) <= 45 and one <= today]
    return Dated(make.day(near[0]), "explicit") if len(near) == 1 else None


def _feast(point: Point, setting: Setting) -> Dated | None:
    today = setting.published
    rule = point.holiday or ""
    if point.year is not None:
        return Dated(make.day(_feast_day(rule, point.year)), "explicit")
    if today is None:
        return None
    if point.year_shift is not None:
        return Dated(make.day(_feast_day(rule, today.year + point.year_shift)), "published")
    options = [_feast_day(rule, year) for year in range(today.year - 1, today.year + 2)]
    if point.shift == -1:
        return Dated(make.day(max(one for one in options if one < today)), "published")
    if point.shift == 1:
        return Dated(make.day(min(one for one in options if one > today)), "published")
    if point.shift == 0:
        return Dated(make.day(next(one for one in options if one.year == today.year)), "published")
    return Dated(make.day(_near_or_by_tense(options, setting.tense, today)), "published")


def _feast_day(rule: str, year: int) -> date:
    """The day of a feast: ``MM-DD``, ``easter+N`` or ``MM-weekday-nth``."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    month, day, *nth = rule.split("-")
    if not nth:
        return date(year, int(month), int(day))
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(day)
    if nth[0] == "last":
        last = last_of_month(year, int(month))
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, int(month), 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (int(nth[0]) - 1))


_PERIODS = {
    "Y": _year,
    "M": _month,
    "D": _day,
    "W": _week,
    "WE": _weekend,
    "Q": _months_period,
    "HY": _months_period,
    "S": _months_period,
    "DE": _decade,
    "CE": _century,
}
