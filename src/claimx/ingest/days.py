"""Days written out in full: ISO, "3 May 2024", "3rd of May 2024", "May 3, 2024", "3.5.2024", "2024.05.03".

A date without its year is no date here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DATE = re.compile(
    r"(?<![\d/.-])(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d\d)(?P=s1)(?P<d1>\d\d)(?!\d)"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of |[ -])(?P<m2>{_MONTH})(?:, ?|[ -])(?P<y2>\d{{4}})\b"
    rf"|\b(?P<m3>{_MONTH}) (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?| )(?P<y3>\d{{4}})\b"
    r"|(?<![\d/.-])(?P<d4>\d{1,2})\. ?(?P<m4>\d{1,2})\. ?(?P<y4>\d{4})(?!\d|[/.-]\d)"
    r"|(?<![\d/.-])(?P<a5>\d{1,2})/(?P<b5>\d{1,2})/(?P<y5>\d{4})(?!\d|[/.-]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date's place in a line, and its ISO value; None where it is no day, or could be two."""

    start: int
    end: int
    day: str | None


def first_day(line: str) -> str | None:
    """The first full date written out in a line, as an ISO date.

    Dots say day before month; 03/05/2024 could be two days, so it is none.

    >>> first_day("Split, 3.5.2024"), first_day("03/05/2024"), first_day("13/05/2024")
    ('2024-05-03', None, '2024-05-13')
    """
    found = day_in(line)
    return found.day if found else None


def day_in(line: str) -> Found | None:
    """The first full date written out in a line."""
    found = _DATE.search(line)
    return Found(found.start(), found.end(), _value(found)) if found else None


def _value(found: re.Match[str]) -> str | None:
    if found["y5"]:
        a, b = int(found["a5"]), int(found["b5"])
        if a != b and max(a, b) <= 12:
            return None
        return _day(int(found["y5"]), min(a, b), max(a, b))
    kind = next(k for k in "1234" if found[f"y{k}"])
    month = found[f"m{kind}"]
    number = int(month) if month.isdigit() else _MONTHS[month.lower().rstrip(".")]
    return _day(int(found[f"y{kind}"]), number, int(found[f"d{kind}"]))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def iso_day(value: str) -> str | None:
    """The day of an ISO 8601 date or date and time, as written: no conversion between time zones."""
    try:
        return datetime.fromisoformat(value.strip()).date().isoformat()
    except ValueError:
        return None
