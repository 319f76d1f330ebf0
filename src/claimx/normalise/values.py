"""The value of a whole expression: ranges, open intervals, distances, lengths and sets on top of :mod:`.resolution`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from claimx.normalise import stretch as make
from claimx.normalise.expressions import Expression, HalfOpen, Length, Moved, Piece, Point, Recurring, Span, Vague
from claimx.normalise.grammar_amounts import iso_length
from claimx.normalise.iso import add_months, monday_of
from claimx.normalise.resolution import Dated, Setting, resolve_point
from claimx.normalise.stretch import Stretch, piece_of

DateType = Literal["date", "interval", "duration", "set"]
Anchor = Literal["explicit", "published", "event"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a date mention carries, and the stretch it leaves for the text that follows."""

    type: DateType
    value: str | None
    grain: str | None = None
    mod: str | None = None
    anchor: Anchor | None = None
    stretch: Stretch | None = None
    soft: bool = False


_WEEKS_AND_DAYS = {"D": 1, "W": 7, "FN": 14}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_GRAINS = {
    "S": "second",
    "m": "minute",
    "H": "hour",
    "D": "day",
    "W": "week",
    "FN": "week",
    "WE": "weekend",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
    "ML": "millennium",
}


def evaluate(what: Expression, setting: Setting) -> Value:
    """The value of an expression; where it depends on a date that is not known, ``value`` is ``None``."""
    try:
        return _evaluate(what, setting)
    except (ValueError, OverflowError):
        # A day outside the calendar of datetime, or one that does not exist.
        return Value("date", None)


def _evaluate(what: Expression, setting: Setting) -> Value:
    if isinstance(what, Point):
        return _of_point(what, setting)
    if isinstance(what, Span):
        return _of_span(what, setting)
    if isinstance(what, Piece):
        return _of_piece(what, setting)
    if isinstance(what, HalfOpen):
        return _of_half_open(what, setting)
    if isinstance(what, Moved):
        return _of_moved(what, setting)
    if isinstance(what, Length):
        return Value("duration", iso_length(what), _GRAINS[what.amounts[-1][1]], what.mod)
    if isinstance(what, Recurring):
        return Value("set", what.every)
    return _of_vague(what, setting)


def _written(dated: Dated, mod: str | None) -> Value:
    value = dated.stretch.value()
    return Value("interval" if "/" in value else "date", value, dated.stretch.grain, mod, dated.anchor, dated.stretch)


def _of_point(point: Point, setting: Setting) -> Value:
    dated = resolve_point(point, setting)
    mod = point.part or ("approx" if point.approx else None)
    if dated is None:
        return Value(
            "interval" if point.part or point.period in ("W", "WE", "Q", "HY", "S") else "date", None, None, mod
        )
    return _written(dated, mod)


def _of_piece(piece: Piece, setting: Setting) -> Value:
    dated = resolve_point(piece.whole, setting)
    if dated is None:
        return Value("interval", None)
    cut = piece_of(dated.stretch, piece)
    return _written(replace(dated, stretch=cut), None) if cut else Value("interval", None)


def _of_span(span: Span, setting: Setting) -> Value:
    first, last = _ends(span, setting)
    if first is None or last is None or first.stretch.low > last.stretch.high:
        return Value("interval", None)
    low, high = first.stretch, last.stretch
    if low.unit == high.unit:
        value = low.first() if low.first() == high.last() else f"{low.first()}/{high.last()}"
    else:
        value = f"{low.first()}/{high.last()}"
    anchor = _weakest(first.anchor, last.anchor)
    whole = Stretch(low.low, high.high, high.unit, high.grain, high.clock)
    return Value(
        "interval" if "/" in value else "date", value, "night" if span.night else high.grain, None, anchor, whole
    )


def _weakest(one: Anchor, other: Anchor) -> Anchor:
    order = ("explicit", "published", "event")
    return max(one, other, key=order.index)


def _ends(span: Span, setting: Setting) -> tuple[Dated | None, Dated | None]:
    """Both ends of a range, each lending the other the year, month or day that it leaves out."""
    one, two = span.first, span.last
    if one.shift == -99:
        last = resolve_point(two, setting)
        return (Dated(make.day(last.stretch.low - timedelta(days=1)), last.anchor) if last else None), last
    if two.clock and one.clock and two.back and not one.back:
        first = resolve_point(one, setting)
        return first, (Dated(make.day(first.stretch.low, two.clock), first.anchor) if first else None)
    if one.clock and one.back and two.clock and not two.back:
        last = resolve_point(two, setting)
        return (Dated(make.day(last.stretch.low, one.clock), last.anchor) if last else None), last
    if (
        one.year is None
        and one.shift is None
        and one.year_shift is None
        and (two.year or two.year_shift is not None)
        and _cyclic(one, two)
    ):
        last = resolve_point(two, setting)
        if last is None:
            return None, None
        year = last.stretch.low.year - (_place(one) > _place(two))
        first = resolve_point(replace(one, year=year), setting)
        return (Dated(first.stretch, last.anchor) if first else None), last
    first = resolve_point(one, setting)
    lends_year = one.year is not None or one.year_shift is not None
    if first and lends_year and two.year is None and two.shift is None and two.year_shift is None and _cyclic(one, two):
        last = resolve_point(replace(two, year=first.stretch.low.year + (_place(two) < _place(one))), setting)
        return first, (Dated(last.stretch, first.anchor) if last else None)
    last = resolve_point(two, setting)
    if (
        first
        and last
        and two.period == "D"
        and two.weekday is not None
        and two.month is None
        and first.stretch.low > last.stretch.low
    ):
        if setting.tense == "past":
            return Dated(first.stretch.moved(days=-7), first.anchor), last
        return first, Dated(last.stretch.moved(days=7), last.anchor)
    if first and last and _cyclic(one, two) and two.year is None and first.stretch.low > last.stretch.low:
        if setting.tense == "future":
            return first, Dated(last.stretch.moved(months=12), last.anchor)
        return Dated(first.stretch.moved(months=-12), first.anchor), last
    if (
        first
        and last
        and _cyclic(one, two)
        and two.year is None
        and one.year is None
        and (last.stretch.low - first.stretch.low).days > 366
    ):
        return Dated(first.stretch.moved(months=12), first.anchor), last
    return first, last


def _cyclic(one: Point, two: Point) -> bool:
    """Whether both name months, quarters or seasons, with or without a day."""
    return (one.month is not None and two.month is not None) or (
        one.number is not None
        and two.number is not None
        and one.period == two.period
        and one.period in ("Q", "HY", "S")
    )


def _place(point: Point) -> int:
    return (abs(point.month or 0) or (point.number or 0)) * 100 + (point.day or 0)


def _of_half_open(bound: HalfOpen, setting: Setting) -> Value:
    if setting.tense is None and bound.side == "high" and bound.word != "before":
        # Without a verb that looks back, "until Friday" and "by May" look ahead.
        setting = replace(setting, tense="future")
    soft_tense = setting if bound.side == "high" else replace(setting, tense="past")
    if bound.word == "from" and setting.tense == "future":
        soft_tense = setting
    if isinstance(bound.point, Moved):
        inner = _of_moved(bound.point, soft_tense)
        found = Dated(inner.stretch, inner.anchor or "published") if inner.stretch else None
    else:
        found = resolve_point(bound.point, soft_tense)
        if bound.side == "high" and found and setting.published and setting.tense != "future":
            found = _nearer(
                found, resolve_point(bound.point, replace(setting, tense="future", year_hint=None)), setting
            )
    mod = "before" if bound.side == "high" else "after"
    if found is None:
        return Value("interval", None, None, mod, soft=bound.soft)
    stretch = found.stretch
    part = bound.point.part if isinstance(bound.point, Point) else None
    if bound.soft and setting.published and stretch.low <= setting.published and setting.tense != "future":
        return replace(_written(found, None), soft=True)
    if bound.side == "low":
        value = f"{stretch.first()}/.."
        if part == "start" and stretch.unit == "M" and isinstance(bound.point, Point):
            whole = resolve_point(replace(bound.point, part=None), soft_tense)
            value = f"{whole.stretch.first()}/.." if whole else value
    else:
        if part == "end":
            stretch = make.day(stretch.high)
        value = f"../{stretch.first() if bound.word == 'before' and part != 'end' else stretch.last()}"
    return Value("interval", value, stretch.grain, mod, found.anchor, found.stretch)


def _nearer(one: Dated, other: Dated | None, setting: Setting) -> Dated:
    """Of the last and the next day or month of a name, the one nearer to publication; "by June" mostly looks ahead."""
    today = setting.published
    if other is None or today is None or one.anchor == "explicit":
        return one
    return min(one, other, key=lambda dated: (abs((dated.stretch.high - today).days), dated.stretch.high < today))


def _of_moved(moved: Moved, setting: Setting) -> Value:
    count, unit = moved.length.amounts[0]
    mod = moved.length.mod or ("approx" if moved.anchor == "published" and unit not in ("D", "S", "m", "H") else None)
    base, anchor = _origin(moved, setting)
    if base is None or count is None or len(moved.length.amounts) > 1:
        return Value("date", None, None, mod, anchor)
    signed = count * moved.sign
    try:
        found = _shift(base, signed, unit)
        if found and moved.anchor == "published" and unit in ("W", "FN"):
            found = week_of(found)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        return Value("date", None, None, mod, anchor)
    return _written(Dated(found, anchor or "published"), mod)


def _origin(moved: Moved, setting: Setting) -> tuple[Stretch | None, Anchor | None]:
    today = make.day(setting.published) if setting.published else None
    if isinstance(moved.anchor, Point):
        dated = resolve_point(moved.anchor, replace(setting, tense="future") if moved.ahead else setting)
        return (dated.stretch, dated.anchor) if dated else (None, None)
    if moved.anchor == "published":
        return today, "published"
    if moved.anchor == "discussed":
        return (setting.discussed, "event") if setting.discussed else (today, "published")
    return None, "event"


def _shift(base: Stretch, count: float, unit: str) -> Stretch | None:
    """``base`` moved by a length, as coarse as the length is."""
    if unit in _MONTHS:
        months = count * _MONTHS[unit]
        if months != int(months):
            return None
        day = add_months(base.low, int(months))
        if unit == "M" or count != int(count):
            return make.months(day.year, day.month, 1, "month") if base.unit in "DT" else base.moved(months=int(months))
        if base.unit in "DT":
            return make.years(day.year, day.year, "year")
        return base.moved(months=int(months))
    if unit in _WEEKS_AND_DAYS:
        if count != int(count) or base.unit in "YM":
            return None
        return (
            base.moved(days=int(count) * _WEEKS_AND_DAYS[unit])
            if base.unit == "D"
            else make.day(base.low + timedelta(days=int(count) * _WEEKS_AND_DAYS[unit]))
        )
    return None


def week_of(stretch: Stretch) -> Stretch:
    """The week that a day is in."""
    monday = monday_of(stretch.low)
    return make.days(monday, monday + timedelta(days=6), "week")


def _of_vague(vague: Vague, setting: Setting) -> Value:
    today = setting.published.isoformat() if setting.published else None
    if vague.when == "none" or today is None:
        return Value(
            "interval" if vague.when in ("past", "future") else "date",
            None,
            None,
            None,
            "event" if vague.when == "none" else None,
        )
    if vague.when == "present":
        return Value("date", today, "day", "approx", "published")
    return Value("interval", f"../{today}" if vague.when == "past" else f"{today}/..", None, "approx", "published")
