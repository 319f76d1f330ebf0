"""Calendar dates: days, months, years, decades, centuries, quarters, seasons, holidays and dates in figures."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from claimx.normalise.expressions import Point, Span
from claimx.normalise.lexicon import date_words
from claimx.normalise.numbers import ordinal
from claimx.normalise.tokens import Tokens

Found = tuple[int, Point] | None
"""The token after the expression, and what it says."""

_DASHES = ("-", "–", "—", "‑")
_APOSTROPHES = ("'", "’", "‘")
SAME_YEAR = 99
"""The year shift of "of that year": the year under discussion."""
_YEARS = range(1000, 2200)


def month_name(t: Tokens, at: int) -> tuple[int, int] | None:
    """A capitalised month or its abbreviation, with its full stop."""
    words = date_words()
    low = t.word(at)
    number = words.months.get(low)
    if number is None:
        number = words.month_abbreviations.get(low)
        if number is None or not t.form(at)[0].isupper():
            return None
        stop = t.word(at + 1) == "." and t.glued(at + 1)
        return at + 1 + stop, number
    return (at + 1, number) if t.form(at)[0].isupper() else None


def day_number(t: Tokens, at: int) -> tuple[int, int] | None:
    """A day of the month: "3", "3rd", "third"."""
    low = t.word(at)
    if low.isdigit():
        if len(low) > 2 or not 1 <= int(low) <= 31:
            return None
        if t.glued(at + 1) and t.word(at + 1) in ("st", "nd", "rd", "th"):
            return at + 2, int(low)
        if t.glued(at + 1) and t.word(at + 1)[0].isalpha():
            return None
        return at + 1, int(low)
    found = ordinal(t, at)
    return found if found and 1 <= found[1] <= 31 else None


def year_number(t: Tokens, at: int) -> tuple[int, int] | None:
    """Four figures in the range of years, or "'98"."""
    low = t.word(at)
    if len(low) == 4 and low.isdigit() and int(low) in _YEARS:
        glued = t.glued(at + 1) and (t.word(at + 1)[:1].isalpha() or t.word(at + 1) == "%")
        return None if glued else (at + 1, int(low))
    if low in _APOSTROPHES and t.glued(at + 1) and len(t.word(at + 1)) == 2 and t.word(at + 1).isdigit():
        if t.glued(at + 2) and t.word(at + 2)[:1].isalpha():
            return None
        short = int(t.word(at + 1))
        return at + 2, short + (2000 if short < 40 else 1900)
    return None


def _year_after(t: Tokens, at: int) -> tuple[int, int] | None:
    """ ", 2016", "2016", "of 2016" after a month or day."""
    if t.word(at) == "," or t.word(at) == "of":
        at += 1
    found = year_number(t, at)
    if found is None or (t.word(at) in _APOSTROPHES and t.word(at - 1) == ","):
        return None
    return found


def year_shift_after(t: Tokens, at: int) -> tuple[int, int] | None:
    """ "last year", "of next year", "this year" after a month, quarter or day."""
    skip = at + (t.word(at) == "of")
    if t.word(skip) in ("that", "same") and t.word(skip + 1) == "year":
        return skip + 2, SAME_YEAR
    skip += t.word(skip) == "the" and t.word(skip + 1) in ("previous", "following", "current")
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1, "this": 0, "current": 0}.get(t.word(skip))
    if shift is None or t.word(skip + 1) != "year":
        return None
    return skip + 2, shift


def _placed(t: Tokens, at: int, point: Point) -> tuple[int, Point]:
    """``point`` with the year that follows it, if one does."""
    year = _year_after(t, at)
    if year:
        return year[0], replace(point, year=year[1])
    shift = year_shift_after(t, at)
    if shift:
        return shift[0], replace(point, year_shift=shift[1])
    return at, point


def month_date(t: Tokens, at: int) -> tuple[int, Point | Span] | None:
    """ "May 1", "May 1, 2024", "May 2024", "September 10-13", "May 1 and 2", "May"."""
    month = month_name(t, at)
    if month is None:
        return None
    after, number = month
    start = after + (t.word(after) == "the" and day_number(t, after + 1) is not None)
    day = day_number(t, start) if not (t.word(start) in ("second", "first") and start == after) else None
    if day is None or (t.word(start).isdigit() and t.word(day[0]) in ("%", "percent")):
        return _placed(t, after, Point("M", month=number))
    end, number_of_day = day
    first = Point("D", month=number, day=number_of_day)
    second = _second_day(t, end)
    if second and second[1] > number_of_day:
        end, last = _placed(t, second[0], Point("D", month=number, day=second[1]))
        return end, Span(replace(first, year=last.year, year_shift=last.year_shift), last)
    return _placed(t, end, first)


def _second_day(t: Tokens, at: int) -> tuple[int, int] | None:
    """ "-13", "to 13", "and 14", "through 15" after a day, when no month follows."""
    low = t.word(at)
    if low not in _DASHES and low not in ("to", "and", "through", "&", "until"):
        return None
    start = at + 1 + (t.word(at + 1) == "the")
    day = day_number(t, start)
    if day is None or t.word(start) in ("first", "second", "third", "fourth") or month_name(t, day[0]):
        return None
    if low in ("and", "to") and (t.word(day[0])[:1].isalpha() and t.word(day[0]) not in date_words().after_a_day):
        return None
    return day


def day_date(t: Tokens, at: int) -> tuple[int, Point | Span] | None:
    """ "1 May", "3rd of May 2024", "26 and 27 August", "5-6 April 2016"."""
    day = day_number(t, at)
    if day is None:
        return None
    end, first_day = day
    second: tuple[int, int] | None = None
    if t.word(end) in _DASHES or t.word(end) in ("and", "to", "&", "or", "until", "through"):
        second = day_number(t, end + 1 + (t.word(end + 1) == "the"))
        if second is None or second[1] <= first_day:
            return None
        end = second[0]
    end += t.word(end) == "of"
    month = month_name(t, end)
    if month is None:
        return None
    if t.word(month[0] - 1) in ("march", "may") and t.word(month[0] - 2) == "of" and t.word(at) in ("first", "second"):
        return None
    end, last = _placed(t, month[0], Point("D", month=month[1], day=second[1] if second else first_day))
    return (end, Span(replace(last, day=first_day), last)) if second else (end, last)


def weekday(t: Tokens, at: int) -> tuple[int, int] | None:
    """A capitalised weekday."""
    number = date_words().weekdays.get(t.word(at))
    if number is not None:
        return (at + 1, number) if t.form(at)[0].isupper() else None
    number = date_words().weekday_abbreviations.get(t.word(at))
    if number is None or not t.form(at)[0].isupper():
        return None
    stop = t.word(at + 1) == "." and t.glued(at + 1)
    after = at + 1 + stop
    named = month_name(t, after + (t.word(after) == ",")) or day_number(t, after + (t.word(after) == ","))
    return (after, number) if named or (stop and t.word(at) not in ("sun", "sat", "wed")) else None


def weekday_date(t: Tokens, at: int) -> tuple[int, Point] | None:
    """ "Thursday", "Thursday, May 2", "Friday 5 May 2023", "Monday the 14th"."""
    found = weekday(t, at)
    if found is None:
        return None
    end, number = found
    start = end + (t.word(end) == ",")
    start += t.word(start) == "the"
    for rule in (month_date, day_date):
        dated = rule(t, start)
        if dated and isinstance(dated[1], Point) and dated[1].day:
            return dated[0], replace(dated[1], weekday=number)
    day = ordinal(t, end + 1) if t.word(end) == "the" else None
    if day and 1 <= day[1] <= 31 and not _counts(t, day[0]):
        return day[0], Point("D", day=day[1], weekday=number)
    return end, Point("D", weekday=number)


def _counts(t: Tokens, at: int) -> bool:
    """Whether a noun at ``at`` is what the ordinal before it counts: "on Monday the first boat came"."""
    return t.word(at)[:1].isalpha() and t.word(at) not in date_words().after_a_day


def decade(t: Tokens, at: int) -> tuple[int, Point] | None:
    """ "1990s", "'60s", "the nineties"; the article is the caller's."""
    low = t.word(at)
    if len(low) == 4 and low.isdigit() and low[3] == "0" and int(low) in _YEARS:
        after = at + 1 + (t.word(at + 1) in _APOSTROPHES and t.glued(at + 1))
        if t.word(after) == "s" and t.glued(after):
            if low in ("1700", "1800", "1900"):
                return after + 1, Point("CE", year=int(low))
            return after + 1, Point("DE", number=int(low))
    if low in _APOSTROPHES:
        short = t.word(at + 1)
        after = at + 2 + (t.word(at + 2) in _APOSTROPHES and t.glued(at + 2))
        if len(short) == 2 and short.isdigit() and short[1] == "0" and t.word(after) == "s" and t.glued(after):
            return after + 1, Point("DE", number=(1900 if int(short) >= 20 else 2000) + int(short))
    if (
        len(low) == 2
        and low.isdigit()
        and low[1] == "0"
        and t.word(at + 1) == "s"
        and t.glued(at + 1)
        and int(low) >= 20
        and t.word(at - 1) in ("the", "-")
    ):
        return at + 2, Point("DE", number=1900 + int(low))
    if low in date_words().decade_words:
        return at + 1, Point("DE", number=1900 + date_words().decade_words[low])
    return None


def century(t: Tokens, at: int) -> tuple[int, Point] | None:
    """ "19th century", "nineteenth-century"."""
    found = ordinal(t, at)
    if found is None or not 1 <= found[1] <= 22:
        return None
    end = found[0] + (t.word(found[0]) == "-")
    return (end + 1, Point("CE", number=found[1])) if t.word(end) == "century" else None


def quarter(t: Tokens, at: int) -> tuple[int, Point] | None:
    """ "third quarter of 2023", "fiscal first quarter", "Q1 2024", "first half of the year", "last quarter of 2024"."""
    start = at + (t.word(at) == "fiscal")
    low = t.word(start)
    if low in ("q", "h") and t.glued(start + 1) and t.word(start + 1) in ("1", "2", "3", "4"):
        number = int(t.word(start + 1))
        return (
            _quarter_year(t, start + 2, Point("Q" if low == "q" else "HY", number=number))
            if low == "q" or number < 3
            else None
        )
    found = (start + 1, 0) if low in ("last", "final") else ordinal(t, start)
    if found is None:
        return None
    end = found[0]
    end += t.word(end) == "fiscal" or t.word(end) == "-"
    kind = {"quarter": "Q", "half": "HY"}.get(t.word(end))
    number = found[1] or (4 if kind == "Q" else 2)
    if kind is None or number > (4 if kind == "Q" else 2):
        return None
    placed = _quarter_year(t, end + 1, Point(kind, number=number))
    bare = placed[0] == end + 1
    if bare and (kind == "HY" or found[1] == 0) and not (kind == "Q" and t.word(start - 1) in ("the", "a")):
        return None
    return placed


def quarter_of_year(t: Tokens, at: int) -> tuple[int, Point] | None:
    """ "1989's third quarter"."""
    number = year_number(t, at)
    if number is None or t.word(number[0]) not in _APOSTROPHES or t.word(number[0] + 1) != "s":
        return None
    found = quarter(t, number[0] + 2)
    return (found[0], replace(found[1], year=number[1])) if found and found[1].year is None else None


def _quarter_year(t: Tokens, at: int, point: Point) -> tuple[int, Point]:
    end, placed = _placed(t, at, point)
    if end != at:
        return end, placed
    if t.words(at, "of", "the", "year"):
        return at + 3, replace(point, year_shift=0)
    if t.word(at) == "of" and t.word(at + 1) == "fiscal" and year_number(t, at + 2):
        return at + 3, replace(point, year=int(t.word(at + 2)))
    return at, point


def season(t: Tokens, at: int) -> tuple[int, Point] | None:
    """ "summer", "summer of 2023", "winter 2022-23", "autumn last year"."""
    number = date_words().seasons.get(t.word(at))
    if number is None:
        return None
    end, placed = _placed(t, at + 1, Point("S", number=number))
    if (
        placed.year
        and number == 12
        and t.word(end) in (*_DASHES, "/")
        and t.glued(end)
        and len(t.word(end + 1)) in (2, 4)
        and t.word(end + 1).isdigit()
    ):
        return end + 2, placed
    return end, placed


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in date_words().holidays)


def holiday(t: Tokens, at: int) -> tuple[int, Point] | None:
    """A feast with a date: "Christmas Eve", "Good Friday 2023"."""
    names = date_words().holidays
    if t.word(at) not in _first_words():
        return None
    for length in (5, 4, 3, 2, 1):
        name = " ".join(t.low[at : at + length])
        if name in names and t.form(at)[0].isupper():
            return _placed(t, at + length, Point("D", holiday=names[name]))
    return None


def year(t: Tokens, at: int) -> tuple[int, Point] | None:
    """A bare year where the words beside it allow one; see ``not_a_year_before`` and ``not_a_year_after``."""
    found = year_number(t, at)
    if found is None or t.low[at] in _APOSTROPHES:
        return None
    words = date_words()
    before, after = t.word(at - 1), t.word(found[0])
    if t.glued(at) and before not in ("(", "[", '"', "“", "‘", *_DASHES, "/", "—"):
        return None
    if (
        t.glued(at)
        and before in (*_DASHES, "/")
        and (t.glued(at - 1) and t.word(at - 2) not in ("mid", "early", "late", "pre", "post"))
    ):
        return None
    if before in words.not_a_year_before or (
        after in words.not_a_year_after and before not in ("in", "since", "during")
    ):
        return None
    joined = after == "-" and t.glued(found[0]) and t.glued(found[0] + 1) and t.word(found[0] + 1)[:1].isalpha()
    if joined and t.word(found[0] + 1) not in ("era", "built", "vintage"):
        return None
    strong = before in words.year_prepositions or before in (*_DASHES, "/") or month_name(t, at - 1) is not None
    value = found[1]
    if not strong and (value < 1800 or value > 2100 or value in (1800, 1900, 2000)):
        return None
    if value < 1400 and before not in ("in", "since", "of", "until", "by", "from"):
        return None
    return found[0], Point("Y", year=value)
