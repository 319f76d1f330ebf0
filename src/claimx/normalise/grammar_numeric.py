"""Dates in figures: ISO, European with dots, American with slashes."""

from __future__ import annotations

from dataclasses import replace

from claimx.normalise.expressions import Point
from claimx.normalise.tokens import Tokens

_YEARS = range(1000, 2200)


def numeric_date(t: Tokens, at: int) -> tuple[int, Point] | None:
    """ "2024-01-17", "2024-01-17T14:30Z", "24.08.2023", "08/24/2023", "24/8/2023", "2024/01/17"."""
    low = t.word(at)
    if low.count(".") == 2:
        parts = low.split(".")
        if [len(part) for part in parts][2] in (2, 4) and all(len(part) <= 2 for part in parts[:2]):
            return _numeric(at + 1, int(parts[0]), int(parts[1]), int(parts[2]), len(parts[2]))
        if len(parts[0]) == 4 and all(len(part) <= 2 for part in parts[1:]):
            return _numeric(at + 1, int(parts[2]), int(parts[1]), int(parts[0]), 4)
        return None
    if not low.isdigit() or not (t.word(at + 2).isdigit() and t.word(at + 4).isdigit()):
        return None
    mark = t.word(at + 1)
    if mark not in ("/", "-", "–") or t.word(at + 3) != mark or not all(t.glued(at + k) for k in (1, 2, 3, 4)):
        return None
    if t.word(at + 5) == mark and t.glued(at + 5):
        return None
    one, two, three = int(low), int(t.word(at + 2)), int(t.word(at + 4))
    if len(low) == 4:
        found = _numeric(at + 5, three, two, one, 4)
        return _iso_time(t, found) if found else None
    if len(low) > 2 or len(t.word(at + 2)) > 2 or len(t.word(at + 4)) not in (2, 4) or mark == "–":
        return None
    if two > 12 >= one:
        one, two = two, one
    elif one <= 12 and mark == "/" and one != two:
        # Either order is possible: the month is kept negative, and the resolution decides by the publication date.
        found = _numeric(at + 5, one, two, three, len(t.word(at + 4)))
        return (found[0], replace(found[1], month=-two)) if found else None
    return _numeric(at + 5, one, two, three, len(t.word(at + 4)))


def _numeric(end: int, day: int, month: int, year: int, width: int) -> tuple[int, Point] | None:
    if width == 2:
        year += 2000 if year < 70 else 1900
    if not (1 <= day <= 31 and 1 <= month <= 12 and year in _YEARS):
        return None
    return end, Point("D", year=year, month=month, day=day)


def _iso_time(t: Tokens, found: tuple[int, Point]) -> tuple[int, Point]:
    end, point = found
    time = t.word(end + 1)
    if t.word(end) != "t" or not t.glued(end) or time.count(":") not in (1, 2):
        return found
    hour, minute = time.split(":")[:2]
    if int(hour) > 23 or int(minute) > 59:
        return found
    end += 2 + (t.word(end + 2) == "z" and t.glued(end + 2))
    return end, replace(point, clock=f"{int(hour):02}:{int(minute):02}")
