"""Times of day: "14:30", "2:30 p.m.", "half past three in the morning", and words such as "noon"."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.normalise.lexicon import date_words
from claimx.normalise.numbers import cardinal
from claimx.normalise.tokens import BREAK, Tokens

_APOSTROPHES = ("'", "’")
_AT = ("at", "until", "till", "since", "from", "before", "after", "around", "about", "shortly", "t", ",", "(")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time: ``HH:MM``, or ``HH`` of a twelve-hour clock whose half of the day is not said (``half`` false)."""

    hour: int
    minute: int
    half: bool
    exact: bool = True

    def text(self) -> str:
        """The ISO form."""
        return f"{self.hour:02}:{self.minute:02}"


def clock(t: Tokens, at: int, *, loose: bool = False) -> tuple[int, Clock] | None:
    """A time that begins at token ``at``.  ``loose`` also takes a bare hour ("ten", "5"), for callers that know
    better.
    """
    start = at
    low = t.word(at)
    if low in ("about", "around", "shortly", "just", "approximately") and not loose:
        skip = at + 1 + (t.word(at + 1) in ("before", "after"))
        found = clock(t, skip)
        return (found[0], found[1]) if found and skip > start else None
    found = _digital(t, at) or _phrase(t, at)
    if found:
        end, value = found
        end = _zone(t, end)
        return end, value
    number = _hour(t, at)
    if number is None or t.word(at - 1) == "minus":
        return None
    end, hour = number
    marked = _half_of_day(t, end, hour)
    if marked:
        end, hour = marked
        return _zone(t, end), Clock(hour, 0, True)
    if t.word(end) == "o" and t.word(end + 1) in _APOSTROPHES and t.word(end + 2) == "clock":
        end += 3
        marked = _half_of_day(t, end, hour)
        return (marked[0], Clock(marked[1], 0, True)) if marked else (end, Clock(hour, 0, False))
    if len(low) == 4 and low.isdigit() and int(low[:2]) < 24 and int(low[2:]) < 60:
        hours = t.word(end) == "hours" and t.word(end + 1) != "of" and t.word(at - 1) in date_words().clock_prepositions
        if hours or _zone(t, end) > end:
            return _zone(t, end + hours), Clock(int(low[:2]), int(low[2:]), True)
    return (end, Clock(hour, 0, False)) if loose and hour <= 24 else None


def _hour(t: Tokens, at: int) -> tuple[int, int] | None:
    low = t.word(at)
    if low.isdigit():
        if len(low) == 4 or (len(low) <= 2 and int(low) <= 24):
            return at + 1, int(low) if len(low) < 4 else 0
        return None
    number = cardinal(t, at)
    return (number.end, int(number.value)) if number and not number.figures and 1 <= number.value <= 12 else None


def _digital(t: Tokens, at: int) -> tuple[int, Clock] | None:
    low, minutes = t.word(at), t.word(at + 2)
    if t.word(at + 1) == "h" and t.glued(at + 1) and t.glued(at + 2) and len(minutes) == 2 and minutes.isdigit():
        # "18h30"
        fits = low.isdigit() and len(low) <= 2 and int(low) < 24 and int(minutes) < 60
        return (at + 3, Clock(int(low), int(minutes), True)) if fits else None
    for mark in (":", "."):
        parts = low.split(mark)
        if (
            len(parts) not in (2, 3)
            or not all(part.isdigit() for part in parts)
            or len(parts[0]) > 2
            or len(parts[1]) != 2
        ):
            continue
        if len(parts) == 3 and _zone(t, at + 1) == at + 1 and t.word(at - 1) not in _AT:
            # The time that a race took, "2:04:11".
            return None
        hour, minute = int(parts[0]), int(parts[1])
        if hour > 24 or minute > 59:
            return None
        marked = _half_of_day(t, at + 1, hour)
        if marked:
            return marked[0], Clock(marked[1], minute, True)
        if mark == ":" and (t.word(at - 1) not in (":", "-", "verse") or not t.glued(at)):
            return at + 1, Clock(hour % 24, minute, True)
        if mark == "." and _zone(t, at + 1) > at + 1:
            return at + 1, Clock(hour % 24, minute, True)
    return None


def _half_of_day(t: Tokens, at: int, hour: int) -> tuple[int, int] | None:
    """The end and the hour of 24, where "a.m.", "pm" or "in the morning" follows an hour of twelve."""
    low = t.word(at)
    end = 0
    late = False
    if low in ("am", "pm") or (
        low in ("a", "p") and t.word(at + 1) == "." and t.word(at + 2) == "m" and t.glued(at + 2)
    ):
        late = low[0] == "p"
        end = at + 1 if len(low) == 2 else at + 3
        if len(low) == 1 and t.word(end) == "." and t.glued(end) and t.word(end + 1) not in ("", BREAK):
            end += 1
    elif low == "in" and t.word(at + 1) == "the" and t.word(at + 2) in ("morning", "afternoon", "evening"):
        end, late = at + 3, t.word(at + 2) != "morning"
    elif low == "at" and t.word(at + 1) == "night":
        end, late = at + 2, hour > 5
    elif low == "noon" and hour == 12:
        end, late = at + 1, True
    if not end or not 0 <= hour <= 12:
        return None
    return end, hour % 12 + (12 if late else 0)


def _zone(t: Tokens, at: int) -> int:
    if t.words(at, "local", "time"):
        return at + 2
    if t.word(at) in date_words().clock_zones:
        return at + 1
    if t.word(at) == "(" and t.word(at + 1) in date_words().clock_zones and t.word(at + 2) == ")":
        return at + 3
    return at


def elsewhere(t: Tokens, at: int) -> int:
    """The token behind a time that brackets give again for another zone: "5:30 a.m. local time (0330 GMT)"."""
    found = clock(t, at + 1) if t.word(at) == "(" else None
    return found[0] + 1 if found and t.word(found[0]) == ")" else at


def _phrase(t: Tokens, at: int) -> tuple[int, Clock] | None:
    """ "half past three", "a quarter to ten", "twenty past ten", "eight minutes before ten"."""
    start = at + (t.word(at) in ("a", "an"))
    if t.word(start) in ("half", "quarter"):
        minutes: int | None = 30 if t.word(start) == "half" else 15
        end = start + 1
    else:
        number = cardinal(t, start)
        if number is None or not 1 <= number.value < 30 or number.value != int(number.value):
            return None
        minutes, end = int(number.value), number.end
        if t.word(end) in ("minutes", "minute"):
            end += 1
        elif t.word(end) != "past" and not (t.word(end) == "to" and t.word(start - 1) == "at" and minutes % 5 == 0):
            return None
    side = t.word(end)
    if minutes == 30 and t.word(at - 1) in ("at", "until", "till", "before", "after", "around") and end == at + 1:
        # "half nine" is half past it.
        bare = _hour(t, end)
        if bare and 1 <= bare[1] <= 12 and not t.word(end).isdigit() and not t.word(bare[0])[:1].isalpha():
            return bare[0], Clock(bare[1], 30, False)
    if side not in ("past", "to", "before", "after") or minutes is None:
        return None
    hour = _hour(t, end + 1)
    if (
        hour is None
        or not 1 <= hour[1] <= 12
        or (
            side in ("to", "before", "after")
            and t.word(hour[0])[:1].isalpha()
            and t.word(hour[0]) not in ("in", "on", "at", "and", "the")
        )
    ):
        return None
    marked = _half_of_day(t, hour[0], hour[1])
    base = (marked[1] if marked else hour[1]) * 60
    total = (base + (minutes if side in ("past", "after") else -minutes)) % (24 * 60)
    return (marked[0] if marked else hour[0]), Clock(total // 60, total % 60, marked is not None)


def of_day(value: Clock, daypart: str | None) -> str:
    """The ISO time of a clock reading, with the part of the day that the words around it name."""
    hour = value.hour
    late = daypart in ("AF", "EV") or (daypart == "NI" and 6 <= hour <= 12)
    if not value.half and late and hour < 12:
        hour += 12
    return f"{hour:02}:{value.minute:02}"
