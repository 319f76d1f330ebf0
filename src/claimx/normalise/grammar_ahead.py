"""Days told from a named day ahead ("Tuesday week", "a week on Friday"), deadlines ("no later than Friday") and what
lies "in two weeks' time".
"""

from __future__ import annotations

from dataclasses import replace

from claimx.normalise import grammar_calendar as calendar
from claimx.normalise.expressions import HalfOpen, Length, Moved, Point
from claimx.normalise.grammar_points import point
from claimx.normalise.lexicon import date_words
from claimx.normalise.numbers import cardinal
from claimx.normalise.tokens import Tokens

_NEAR_DAYS = {"today": 0, "tomorrow": 1}
_APOSTROPHES = ("'", "’")
_WEEKS = ("W", "FN")


def ahead(t: Tokens, at: int) -> tuple[int, Moved | HalfOpen] | None:
    """The expression at token ``at``, or ``None``."""
    if t.word(at) in ("no", "not"):
        return _deadline(t, at)
    return _day_and_week(t, at) or _week_and_day(t, at) or _time_ahead(t, at)


def _deadline(t: Tokens, at: int) -> tuple[int, HalfOpen] | None:
    """ "no later than Friday", "not earlier than May 3"."""
    if t.word(at + 1) not in ("later", "earlier") or t.word(at + 2) != "than":
        return None
    found = point(t, at + 3)
    if found is None or not isinstance(found[1], Point):
        return None
    late = t.word(at + 1) == "later"
    return found[0], HalfOpen(found[1], "high" if late else "low", "by" if late else "from")


def _day(t: Tokens, at: int) -> tuple[int, Point] | None:
    """A bare weekday, "today" or "tomorrow"."""
    if t.word(at) in _NEAR_DAYS:
        return at + 1, Point("D", shift=_NEAR_DAYS[t.word(at)])
    found = calendar.weekday(t, at)
    return (found[0], Point("D", weekday=found[1])) if found else None


def _day_and_week(t: Tokens, at: int) -> tuple[int, Moved] | None:
    """ "Tuesday week", "tomorrow week": seven days behind the day."""
    day = _day(t, at)
    if day is None or t.word(day[0]) != "week" or t.word(at) == "today":
        return None
    after = t.word(day[0] + 1)
    if (after[:1].isalpha() and after not in date_words().no_nouns) or after in ("-", "–", *_APOSTROPHES):
        return None
    return day[0] + 1, Moved(Length(((1.0, "W"),)), 1, replace(day[1]), ahead=True)


def _week_and_day(t: Tokens, at: int) -> tuple[int, Moved] | None:
    """ "a week on Friday", "a fortnight tomorrow", "two weeks today"."""
    if t.word(at) == "a":
        count, end = 1.0, at + 1
    else:
        number = cardinal(t, at)
        if number is None or number.vague or number.value > 9:
            return None
        count, end = number.value, number.end
    unit = date_words().units.get(t.word(end), "")
    linked = t.word(end + 1) == "on"
    day = _day(t, end + 1 + linked)
    # "Two weeks on Friday" may count weeks up to Friday; "three times a week on Friday" counts none.
    if unit not in _WEEKS or day is None or (count > 1 and linked) or (day[1].weekday is not None) != linked:
        return None
    if t.word(at - 1) in date_words().rate_hints or t.word(at - 1).endswith("s") or t.word(day[0]) in _APOSTROPHES:
        return None
    return day[0], Moved(Length(((count, unit),)), 1, day[1], ahead=True)


def _time_ahead(t: Tokens, at: int) -> tuple[int, Moved] | None:
    """ "(in) two weeks' time", "a month's time"."""
    count: float | None = 1.0
    end = at + 1
    if t.word(at - 1) not in ("in", "about"):
        return None
    if t.word(at) in date_words().vague_counts or t.words(at, "a", "few"):
        count, end = None, at + 1 + (t.word(at) == "a")
    elif t.word(at) != "a":
        number = cardinal(t, at)
        if number is None:
            return None
        count, end = (None if number.vague else number.value), number.end
    unit = date_words().units.get(t.word(end))
    end += 1
    end += t.word(end) in _APOSTROPHES
    end += t.word(end) == "s" and t.word(end - 1) in _APOSTROPHES
    if unit is None or t.word(end) != "time" or end - at < 3 or t.word(end - 1) not in (*_APOSTROPHES, "s"):
        return None
    return end + 1, Moved(Length(((count, unit),)), 1, "published")
