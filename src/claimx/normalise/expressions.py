"""What a date expression says, before it is known when: the grammar makes these, :mod:`.resolution` makes dates of
them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Part = Literal["start", "early", "mid", "late", "end", "earlier", "later"]
"""``early``, ``mid``, ``late`` are thirds; ``earlier``, ``later`` are the part before or after publication."""


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar, by whatever was said of it.

    ``period`` names the kind of stretch: Y year, M month, D day, W week, WE weekend, Q quarter, HY half-year, S season,
    DE decade, CE century.  ``number`` is which quarter, half, season (its first month), decade (1990) or century
    (19). ``shift`` counts periods from the present one ("last week" -1); for weekdays and months named with "last"
    or "next" it counts occurrences.  ``year_shift`` and ``week_shift`` place a month or weekday in "last year",
    "next week". ``back`` says that the shift is from the date under discussion, not from publication ("the previous
    day").
    """

    period: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    shift: int | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    week_shift: int | None = None
    clock: str | None = None
    daypart: str | None = None
    part: Part | None = None
    holiday: str | None = None
    back: bool = False
    approx: bool = False
    night: bool = False

    def with_part(self, part: Part | None) -> Point:
        """The same stretch, or the part of it."""
        return replace(self, part=part) if part else self


@dataclass(frozen=True, slots=True)
class Length:
    """An amount of time as ``(count, unit)`` pairs, units as in ``dates.json``; a count of ``None`` is unknown
    ("several").
    """

    amounts: tuple[tuple[float | None, str], ...]
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """``length`` before (-1) or after (+1) ``anchor``: the publication date, a point, or the date under discussion.

    ``ahead`` says that the point itself lies ahead, whatever the tense ("a week on Friday").
    """

    length: Length
    sign: int
    anchor: Literal["published", "discussed"] | Point | None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From one point to another, both included.  ``night`` is the night between two days."""

    first: Point
    last: Point
    night: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """The ``index``-th day, week, month or half (D, W, M, HY; D0 to D6 a weekday) of a stretch, ``count`` of them; from
    its end when negative.

    Index 0 is the week (W) or weekend (WE) that the day ``whole`` lies in or begins, -7 the one, or the
    months (M), that end with it.
    """

    whole: Point
    unit: str
    index: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class HalfOpen:
    """A bound on one side: ``low`` ("since", "from") or ``high`` ("until", "by", "before"), with the ``word`` that
    sets it.

    ``soft`` is a "from" that may only say whence.
    """

    point: Point | Moved
    side: Literal["low", "high"]
    word: str
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Recurring:
    """A set: its period as an ISO duration, or ``None``."""

    every: str | None


@dataclass(frozen=True, slots=True)
class Vague:
    """ "Recently", "so far" (``past``), "in the coming days" (``future``), "now" (``present``), an unknown date
    (``none``).
    """

    when: Literal["past", "present", "future", "none"]


Expression = Point | Length | Moved | Span | Piece | HalfOpen | Recurring | Vague
