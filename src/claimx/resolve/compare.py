"""Whether two facts of one kind can both hold: numbers with their bounds, dates as far as they go."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from claimx.records import CURRENCIES, Fact
from claimx.resolve.words import lemmas

SLACK = 0.05
"""How far "more than" and "up to" reach, as a share of the value: "more than 900" is not 2,000."""

_ROUNDING = 0.05
_TWICE = 2
_OPEN_LOW, _OPEN_HIGH = date.min.toordinal(), date.max.toordinal()
_KINDS = frozenset({"share", "rank", "degree", "times", "percentage point"})
MEASURES = frozenset({"kg", "km/h", "m2", "litre", "watt", "watt-hour", "byte"})
"""The units to which the facts of a content convert the measures of one kind; metres are among the lengths."""

_YEAR = re.compile(r"[0-9]{4}(?![0-9/])")
_CURRENCY = re.compile(r"[a-z]{3}")
_SPANS = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3_600.0,
    "day": 86_400.0,
    "week": 604_800.0,
    "month": 2_629_800.0,
    "year": 31_557_600.0,
    "decade": 315_576_000.0,
    "century": 3_155_760_000.0,
}
"""Stretches of time, in seconds."""

_MONTHS = 0.03
"""How far two stretches of time in two units may be apart, as a share: a month is 30 days."""

_LENGTHS = frozenset({"metre", "meter", "kilometre", "kilometer", "mile", "foot", "nautical mile", "km", "m", "knot"})


def number_kind(fact: Fact) -> str:
    """What a number measures: counts compare with counts, money with money of one currency, and so on."""
    unit = (fact.unit or "").casefold()
    if unit in _KINDS or unit in CURRENCIES or unit in MEASURES:
        return unit
    if _CURRENCY.fullmatch(unit) and fact.unit and fact.unit.isupper():
        return unit
    if unit.startswith("no. "):
        return unit
    if unit in _SPANS:
        return "time"
    return "length" if unit in _LENGTHS else "count"


def _range(fact: Fact) -> tuple[float, float]:
    low, high = fact.low, fact.high
    if low is None and high is None:
        return float("-inf"), float("inf")
    if high is None and low is not None:
        return low, low + SLACK * abs(low)
    if low is None and high is not None:
        return high - SLACK * abs(high), high
    return float(low or 0), float(high or 0)


def _bounded(fact: Fact) -> bool:
    """Whether a number is known from one side only."""
    return (fact.low is None) != (fact.high is None)


def _digits(value: float) -> int:
    text = f"{value:.12g}".replace(".", "").lstrip("-0")
    return len(text.rstrip("0")) if "." not in f"{value:.12g}" else len(text)


def _rounded(x: float, y: float) -> bool:
    """Whether the rounder of the two is the other one rounded ("6,000" for 5,980)."""
    if min(abs(x), abs(y)) < 100 or _digits(x) == _digits(y):
        return False
    return abs(x - y) <= _ROUNDING * max(abs(x), abs(y)) and min(_digits(x), _digits(y)) <= 2


def numbers_agree(one: Fact, other: Fact) -> bool:
    """Whether one number can satisfy both, once "about", "nearly" and "more than" are read; at the number itself "at
    least 50" and "at most 50" only touch.
    """
    one, other = _in_one_unit(one, other)
    (low, high), (least, most) = _range(one), _range(other)
    if _bounded(one) and _bounded(other) and (low == most or least == high):
        return False
    if low <= most and least <= high:
        return True
    return low == high and least == most and _rounded(low, least)


def _in_one_unit(one: Fact, other: Fact) -> tuple[Fact, Fact]:
    """Stretches of time in seconds, where their units differ, the first as wide as its unit is vague."""
    units = [(fact.unit or "").casefold() for fact in (one, other)]
    if units[0] == units[1] or not all(unit in _SPANS for unit in units):
        return one, other
    first, second = (_times(fact, _SPANS[unit]) for fact, unit in zip((one, other), units, strict=True))
    if first.low is None or first.high is None:
        return first, second
    return replace(first, low=first.low * (1 - _MONTHS), high=first.high * (1 + _MONTHS)), second


def _times(fact: Fact, factor: float) -> Fact:
    low, high = (None if value is None else value * factor for value in (fact.low, fact.high))
    return replace(fact, low=low, high=high)


def both_may_hold(one: Fact, other: Fact) -> bool:
    """Whether an open bound leaves room for the other number: "more than 1,000" says nothing against 2,000; but "at
    least 50" and "at most 50" only touch.
    """
    if one.kind != "number" or other.kind != "number" or number_kind(one) != number_kind(other):
        return False
    one, other = _in_one_unit(one, other)
    (low, high), (least, most) = (
        (f.low if f.low is not None else -math.inf, f.high if f.high is not None else math.inf) for f in (one, other)
    )
    touching = _bounded(one) and _bounded(other) and (low == most or least == high)
    return low <= most and least <= high and not touching


def _part(text: str, *, end: bool) -> int | None:
    """Ordinal of the first or last day of an ISO date, month or year."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:T.*)?", text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year and month and day:
            return date(year, month, day).toordinal()
        first = date(year or 1, month or 1, 1)
        if not end:
            return first.toordinal()
        following = date(first.year + 1, 1, 1) if month is None or month == 12 else date(first.year, month + 1, 1)
        return (following - timedelta(days=1)).toordinal()
    except ValueError:
        return None


def interval(value: str) -> tuple[int, int] | None:
    """First and last day (ordinals) of an ISO date or ``a/b`` interval; ``None`` for what lies in no year."""
    first, slash, last = value.partition("/")
    low = _OPEN_LOW if first in ("..", "") else _part(first, end=False)
    high = _part(last if slash else first, end=True) if (last if slash else first) not in ("..", "") else _OPEN_HIGH
    return None if low is None or high is None else (low, high)


_HOUR = re.compile(r"T([0-9]{2}):00")
_NIGHT = re.compile(r"\b(?:last night|yesterday|today|tonight|this (?:morning|evening|afternoon))$")
_DAYS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""An interval from a day to a day."""


_CLOCK = re.compile(r"(?:.*T)?([0-9]{2}):([0-9]{2})(?:$|[Z+-].*)")
_HALF_DAY, _HALF_HOUR, _ABOUT = 720, 30, 10
"""Minutes: a clock's round ("3.58" may be of the afternoon), what times are rounded to, how far off such a one is."""


def _minutes(value: str) -> int | None:
    match = _CLOCK.fullmatch(value)
    return (60 * int(match[1]) + int(match[2])) % _HALF_DAY if match else None


def _clocks_agree(one: int, other: int) -> bool:
    """Whether two times of day (minutes) are one, or one of them the other as it is rounded."""
    apart = abs(one - other)
    rounded = one % _HALF_HOUR == 0 or other % _HALF_HOUR == 0
    return min(apart, _HALF_DAY - apart) <= (_ABOUT if rounded else 0)


def _date_form(value: str) -> str:
    return value[:2] if value[:2] in ("--", "-W") else "full" if interval(value) else "other"


def dates_compare(one: str, other: str) -> bool | None:
    """Whether two dates can be one, as far as both go; ``None`` where their forms cannot be compared."""
    clocks = _minutes(one), _minutes(other)
    if clocks[0] is not None and clocks[1] is not None and not _clocks_agree(clocks[0], clocks[1]):
        return False
    if one[:1] == "T" or other[:1] == "T":
        # A bare time of day says nothing of the day.
        return None if None in clocks else True
    if (".." in one) != (".." in other):
        # "By 3 May" may be 3 May; but "before 1 June" is no 30 May, though both may hold.
        one, other = (value.replace("..", "").strip("/") for value in (one, other))
    forms = {_date_form(one), _date_form(other)}
    if forms == {"full"}:
        (low, high), (least, most) = interval(one) or (0, 0), interval(other) or (0, 0)
        if ".." in one and ".." in other and one.startswith("..") != other.startswith(".."):
            # "until Friday" and "from Friday" only touch.
            return low < most and least < high
        if _DAYS.fullmatch(one) and _DAYS.fullmatch(other) and (low == least) != (high == most):
            # "from the 7th to the 9th" against "from the 7th to the 10th": two accounts of one stretch of time.
            return False
        return low <= most and least <= high
    if forms == {"--"}:
        return one.startswith(other) or other.startswith(one)
    if forms == {"-W"}:
        return one == other
    if forms == {"--", "full"}:
        partial, full = (one, other) if one[:2] == "--" else (other, one)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", full):
            return full[4:].startswith(partial[1:])
    return None


def of_one_thing(one: Fact, other: Fact) -> bool:
    """Whether two numbers seem to count the same: in one unit, or people under two words ("herders", "victims"); or one
    has no unit, and neither is twice the other.
    """
    if one.unit and other.unit:
        units = [unit.split()[-1] for unit in (one.unit, other.unit)]
        return one.unit == other.unit or all(unit in lemmas("persons") for unit in units)
    sizes = sorted(abs(f.low if f.low is not None else f.high or 0) for f in (one, other))
    return sizes[1] < _TWICE * sizes[0]


def bare_clock(fact: Fact) -> Fact | None:
    """The number that a time of day may be, where nothing but the number says so ("to five last night"), else None."""
    match = _HOUR.search(fact.value or "")
    first, _, rest = fact.exact.partition(" ")
    if not match or not first.isalpha() or not _NIGHT.search(rest):
        return None
    hour = float(int(match[1]) % 12 or 12)
    return Fact("number", first, fact.predicate, low=hour, high=hour)


def conflicting(ours: Sequence[Fact], theirs: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """A fact of each side (numbers, or dates) that the other side lacks, when the two cannot both hold; else ``None``.

    Facts are paired one to one, the same unit before any.
    """
    free = list(theirs)
    left: list[Fact] = []
    for x in sorted(ours, key=lambda fact: fact.unit is None):
        match = [y for y in free if _agree(x, y)]
        if not match:
            left.append(x)
            continue
        free.remove(next((y for y in match if y.unit == x.unit), match[0]))
    pairs = [(x, y) for x in left for y in free if _agree(x, y) is False]
    return next((p for p in pairs if p[0].unit == p[1].unit), pairs[0] if pairs else None)


def year_for_number(ours: Sequence[Fact], theirs: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """A year that one side gives where the other has a bare number instead."""
    for one, other in ((ours, theirs), (theirs, ours)):
        known = {(y.value or "").lstrip("-")[:4] for y in other if y.kind == "date"}
        years = [x for x in one if x.kind == "date" and _YEAR.match(x.value or "") and (x.value or "")[:4] not in known]
        shared = {x.low for x in one if x.kind == "number"}
        bare = [y for y in other if y.kind == "number" and y.unit is None and y.low not in shared and y.low == y.high]
        if years and bare:
            return (years[0], bare[0]) if one is ours else (bare[0], years[0])
    return None


def _agree(x: Fact, y: Fact) -> bool | None:
    """Whether two facts agree; ``None`` where they do not compare."""
    if x.kind == "date":
        return dates_compare(x.value or "", y.value or "")
    one, other = number_kind(x), number_kind(y)
    if one == other:
        return numbers_agree(x, y)
    # As many dollars as euros are another sum; whose dollars they are is often left out.  The last letter of a code
    # begins the currency's name.
    moneys = all(_CURRENCY.fullmatch(kind) and kind not in _KINDS for kind in (one, other)) and one[-1] != other[-1]
    if moneys and (x.low, x.high) == (y.low, y.high):
        return False
    # What grows by 8 % does not grow by 8 percentage points.
    points = {kind: fact for kind, fact in ((one, x), (other, y)) if kind in ("share", "percentage point")}
    if len(points) == 2 and points["share"].low is not None and points["percentage point"].low is not None:
        return False if math.isclose(100 * points["share"].low, points["percentage point"].low) else None
    return None
