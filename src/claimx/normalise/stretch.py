"""A resolved stretch of days and its ISO value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from claimx.normalise.expressions import Part, Piece
from claimx.normalise.iso import add_months, last_of_month, monday_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days ``low`` to ``high``, to be written in years (Y), months (M), days (D) or as a time (T)."""

    low: date
    high: date
    unit: str
    grain: str
    clock: str | None = None

    def value(self) -> str:
        """The ISO value: one unit, or an interval of two."""
        first, last = self.first(), self.last()
        return first if first == last else f"{first}/{last}"

    def first(self) -> str:
        """The ISO form of the first unit."""
        return self._written(self.low)

    def last(self) -> str:
        """The ISO form of the last unit."""
        return self._written(self.high)

    def _written(self, day: date) -> str:
        text = f"{day.year:04}"
        if self.unit != "Y":
            text += f"-{day.month:02}"
        if self.unit in "DT":
            text += f"-{day.day:02}"
        return f"{text}T{self.clock}" if self.unit == "T" and self.clock else text

    def moved(self, months: int = 0, days: int = 0) -> Stretch:
        """The stretch as many months and days later."""
        low = add_months(self.low, months) + timedelta(days=days)
        high = add_months(self.high, months) + timedelta(days=days)
        if self.unit in "YM":
            low, high = low.replace(day=1), last_of_month(high.year, high.month)
        return replace(self, low=low, high=high)


def day(value: date, clock: str | None = None) -> Stretch:
    """One day, or a time on it."""
    return Stretch(value, value, "T" if clock else "D", "minute" if clock else "day", clock)


def days(low: date, high: date, grain: str) -> Stretch:
    """Several days."""
    return Stretch(low, high, "D", grain)


def months(year: int, month: int, count: int, grain: str) -> Stretch:
    """``count`` whole months from a month on (``month`` may run over the year's end)."""
    low = add_months(date(year, 1, 1), month - 1)
    high = add_months(low, count - 1)
    return Stretch(low, last_of_month(high.year, high.month), "M", grain)


def years(low: int, high: int, grain: str) -> Stretch:
    """Whole years."""
    return Stretch(date(low, 1, 1), date(high, 12, 31), "Y", grain)


def part_of(stretch: Stretch, part: Part) -> Stretch:
    """A third of a stretch; of a month 1-10, 11-20, 21-end, of a year four months each.

    "start" is the first third and "end" the last.
    """
    third = {"start": 0, "early": 0, "mid": 1, "late": 2, "end": 2}.get(part)
    if third is None:
        return stretch
    low, high = stretch.low, stretch.high
    if stretch.grain == "month":
        first = low.replace(day=1 + 10 * third)
        last = high if third == 2 else low.replace(day=10 + 10 * third)
        return Stretch(first, last, "D", "month-third")
    if stretch.grain == "decade":
        first_year = low.year + (0, 4, 7)[third]
        return years(first_year, low.year + (3, 6, 9)[third], "decade-third")
    if stretch.unit == "Y":
        count = high.year - low.year + 1
        if count == 1:
            return months(low.year, 1 + 4 * third, 4, "year-third")
        return years(low.year + count * third // 3, low.year + count * (third + 1) // 3 - 1, f"{stretch.grain}-third")
    if stretch.unit == "M":
        count = (high.year - low.year) * 12 + high.month - low.month + 1
        size = count // 3
        return months(low.year, low.month + size * third, size, f"{stretch.grain}-third") if size else stretch
    if stretch.grain == "week":
        first_day, last_day = ((0, 1), (2, 3), (4, 6))[third]
        return days(low + timedelta(days=first_day), low + timedelta(days=last_day), "week-third")
    return stretch


def piece_of(stretch: Stretch, piece: Piece) -> Stretch | None:
    """The piece of a stretch that its number names; ``None`` where it has no such piece."""
    low, high, count = stretch.low, stretch.high, piece.count
    first = max(piece.index - 1, 0)
    if piece.index == 0:
        monday = monday_of(low)
        return days(monday, monday + timedelta(days=6), "week") if piece.unit == "W" else _weekend_by(low)
    if piece.index == -7:
        return days(high - timedelta(days=6), high, "week") if piece.unit != "M" else _months_up_to(stretch, count)
    if piece.unit[1:].isdigit():
        weekday = int(piece.unit[1:])
        if piece.index < 0:
            return day(high - timedelta(days=(high.weekday() - weekday) % 7))
        found = day(low + timedelta(days=(weekday - low.weekday()) % 7 + 7 * first))
        return found if found.high <= high else None
    if piece.unit == "HY":
        middle = low + (high - low + timedelta(days=1)) // 2
        return days(low, middle - timedelta(days=1), "half") if piece.index == 1 else days(middle, high, "half")
    if piece.unit == "M":
        start = add_months(low, first) if piece.index > 0 else add_months(high.replace(day=1), 1 - count)
        found = months(start.year, start.month, count, "month")
    elif piece.unit == "WE":
        saturday = low + timedelta(days=(5 - low.weekday()) % 7 + 7 * first)
        if piece.index < 0:
            saturday = high - timedelta(days=(high.weekday() - 5) % 7)
        found = days(saturday, saturday + timedelta(days=1), "weekend")
    else:
        size = 7 if piece.unit == "W" else 1
        begin = low + timedelta(days=size * first) if piece.index > 0 else high - timedelta(days=size * count - 1)
        found = days(begin, begin + timedelta(days=size * count - 1), "week" if size == 7 else "day")
    return found if low <= found.low and found.low <= high else None


def _months_up_to(stretch: Stretch, count: int) -> Stretch:
    """The months that end with a month or a day: the year to June, or to 30 June."""
    if stretch.unit == "M":
        first = add_months(stretch.low, 1 - count)
        return months(first.year, first.month, count, "month")
    return days(add_months(stretch.high + timedelta(days=1), -count), stretch.high, "month")


def _weekend_by(value: date) -> Stretch:
    saturday = value + timedelta(days=5 - value.weekday()) if value.weekday() < 6 else value - timedelta(days=1)
    return days(saturday, saturday + timedelta(days=1), "weekend")
