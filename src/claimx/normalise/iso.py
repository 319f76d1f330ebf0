"""ISO 8601 values as the contract writes them, and what they cover: pure functions on strings.

A value is a year ``2024``, a month ``2024-05``, a day ``2024-05-01``, a minute ``2024-05-01T14:30``, an interval
``a/b`` of these whose open end is ``..``, or a duration ``P3D``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d))?(?::\d\d)?)?)?)?(?:Z|[+-]\d\d:?\d\d)?")
_DURATION = re.compile(r"P(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?")
OPEN = ".."

Bounds = tuple[date | None, date | None]
"""First and last day, both inclusive; ``None`` is an open end."""


def day_bounds(point: str) -> tuple[date, date] | None:
    """First and last day of a single ISO year, month, day or time; ``None`` when it is none of them."""
    match = _POINT.fullmatch(point)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.group(1, 2, 3))
    try:
        if year is None:
            return None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), last_of_month(year, month)
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def bounds(value: str | None) -> Bounds | None:
    """The days that a date or interval covers.

    ``2024-05`` gives May 1 and May 31; ``2024-03/..`` gives March 1 and ``None``.  A duration, ``None`` and
    anything that is no ISO value give ``None``.
    """
    if not value:
        return None
    if "/" not in value:
        return day_bounds(value)
    left, _, right = value.partition("/")
    low = None if left == OPEN else day_bounds(left)
    high = None if right == OPEN else day_bounds(right)
    if (low is None and left != OPEN) or (high is None and right != OPEN) or (low is None and high is None):
        return None
    first = low[0] if low else None
    last = high[1] if high else None
    if first and last and first > last:
        return None
    return first, last


def is_duration(value: str | None) -> bool:
    """Whether ``value`` is an ISO 8601 duration."""
    return bool(value) and len(value or "") > 2 and _DURATION.fullmatch(value or "") is not None


def overlap(one: str | None, other: str | None) -> bool | None:
    """Whether two dates or intervals share a day; ``None`` when either is not known."""
    a, b = bounds(one), bounds(other)
    if a is None or b is None:
        return None
    return not ((a[1] and b[0] and a[1] < b[0]) or (b[1] and a[0] and b[1] < a[0]))


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """``day`` moved by whole months, clipped to the length of the month it falls in."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def monday_of(day: date) -> date:
    """The Monday of the week that ``day`` is in."""
    return day - timedelta(days=day.weekday())


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm; Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)
