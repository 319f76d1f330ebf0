"""Amounts of time: lengths ("six years"), distances ("two days ago"), and what recurs ("every Tuesday", "twice a
year").
"""

from __future__ import annotations

from claimx.normalise.expressions import Length, Moved, Point, Recurring
from claimx.normalise.grammar_points import point
from claimx.normalise.lexicon import date_words
from claimx.normalise.modifiers import modifier_at, modifier_words
from claimx.normalise.numbers import cardinal, fraction_of, number_words, ordinal
from claimx.normalise.tokens import Tokens

_DASHES = ("-", "–", "‑")


def amount(t: Tokens, at: int) -> tuple[int, Length | Moved | Recurring] | None:
    """A length of time at token ``at``, with "ago", "later" or "after X" when they follow it."""
    found = _length(t, at)
    if found is None:
        return _bare_shift(t, at)
    end, length, indefinite = found
    moved = _moved(t, end, length)
    if moved:
        return moved
    if indefinite:
        return _indefinite(t, at, end, length)
    return end, length


def _length(t: Tokens, at: int) -> tuple[int, Length, bool] | None:
    """``(end, length, indefinite)``; ``indefinite`` is a bare "a day", which may be a rate."""
    start, mod = at, None
    bound = modifier_at(t, at)
    if bound and bound[2] not in modifier_words().not_before_a_length:
        start, mod = bound[0], bound[1]
    windowed = False
    skip = start + (t.word(start) in ("the", "this"))
    if t.word(skip) in date_words().windows and not (skip == start and t.word(start - 1) in date_words().auxiliaries):
        start, windowed = skip + 1, True
        bound = modifier_at(t, start)
        if bound:
            start, mod = bound[0], bound[1]
    counted = _count(t, start)
    if counted is None:
        return None
    end, count, article = counted
    unit_at = end
    while t.word(unit_at) in date_words().between_count_and_unit and unit_at - end < 2:
        unit_at += 1
    hyphen = unit_at == end and t.word(end) in _DASHES and t.glued(end) and t.glued(end + 1)
    unit_at += hyphen
    if not hyphen and t.word(unit_at) == "of" and count is None:
        unit_at += 1
    if t.word(end) in _DASHES and t.word(end + 1) in ("plus", "odd"):
        hyphen, unit_at = False, end + 2
    elif t.word(end) == "+" and t.glued(end):
        unit_at = end + 1
    words = date_words()
    noun = t.word(unit_at)
    unit = words.units.get(noun)
    if unit is None or (unit == "WE" and article) or (unit == "Q" and not (noun == "quarters" or hyphen)):
        return None
    if unit in ("S", "m") and len(noun) < 5 and (article or not t.low[start][0].isdigit()):
        return None
    plural = noun in words.plural_units
    if not hyphen and (
        (noun == "second" and (article or not _one(t, start)))
        or (plural and article and count == 1)
        or (count is not None and count > 1 and not plural and len(noun) > 3)
    ):
        return None
    if windowed and article:
        return None
    end = unit_at + 1
    if noun == "quarters" and (t.word(end) == "of" or hyphen) and count is not None and count < 4:
        # "three quarters of the crew", "three-quarters full"
        return None
    if t.word(end) in _DASHES and t.glued(end) and t.word(end + 1) == "old":
        return end + 2, Length(((count, unit),), mod), False
    joined = t.word(end) in _DASHES and t.glued(end) and t.glued(end + 1) and t.word(end + 1)[:1].isalpha()
    if joined and (not hyphen or t.word(end + 1) in words.units):
        return None
    amounts = [(count, unit)]
    if t.words(end, "and", "a", "half") and t.word(end + 3) not in words.units and count is not None:
        amounts = [(count + 0.5, unit)]
        end += 3
    elif t.word(end) in ("and", ",") and not hyphen:
        more = cardinal(t, end + 1)
        following = words.units.get(t.word(more.end)) if more else None
        order = "CEDEYQMFNWDHmS"
        if more and following and order.find(following) > order.find(unit) and unit != "WE":
            amounts.append((more.value, following))
            end = more.end + 1
    tail = modifier_at(t, end, after=True)
    if tail and t.word(end) == "or":
        end, mod = tail[0], tail[1]
    bare = article and len(amounts) == 1 and amounts[0][0] == 1 and not hyphen and mod is None
    return end, Length(tuple(amounts), mod), bare


def _one(t: Tokens, at: int) -> bool:
    return t.word(at) == "one"


def _count(t: Tokens, at: int) -> tuple[int, float | None, bool] | None:
    """``(end, count, article)`` of a number, an article or an unknown number ("several")."""
    words = date_words()
    low = t.word(at)
    if low in words.vague_counts:
        return at + 1, None, False
    if low in ("a", "an"):
        after = t.word(at + 1)
        if after == "few":
            return at + 2, None, False
        if after == "half" and t.word(at + 2) in ("-",):
            return None
    part = fraction_of(t, at)
    if part and words.units.get(t.word(part[0])):
        # "three quarters of an hour"
        return part[0], part[1], False
    number = cardinal(t, at)
    if number:
        end, value = number.end, number.value
        if number.vague:
            return end, None, False
        if t.words(end, "and", "a", "half"):
            return end + 3, value + 0.5, False
        if t.word(end) in ("to", "or", *_DASHES) and not (t.word(end) in _DASHES and t.word(end + 1) in words.units):
            second = cardinal(t, end + 1)
            if (
                second
                and second.value > value
                and not second.vague
                and (words.units.get(t.word(second.end)) or t.word(second.end) in _DASHES)
            ):
                return second.end, value, False
        return end, value, False
    if low == "half" and t.word(at + 1) in ("a", "an"):
        return at + 2, 0.5, False
    if low in ("a", "an"):
        if t.word(at + 1) in number_words().plural_scales:
            return None
        return at + 1, 1.0, True
    return None


def _moved(t: Tokens, end: int, length: Length) -> tuple[int, Moved] | None:
    low = t.word(end)
    if low == "ago":
        return end + 1, Moved(length, -1, "published")
    if low == "from" and t.word(end + 1) in ("now", "today"):
        return end + 2, Moved(length, 1, "published")
    if low == "hence":
        return end + 1, Moved(length, 1, "published")
    if low in ("earlier", "previously", "beforehand") and length.amounts[-1][1] in "DWFNMYDECE":
        return end + 1, Moved(length, -1, "discussed")
    if low == "later" and length.amounts[-1][1] in "DWFNMYDECE":
        return end + 1, Moved(length, 1, "discussed")
    if low in ("before", "after", "from", "following"):
        sign = -1 if low == "before" else 1
        inner = point(t, end + 1) if t.word(end + 1) not in ("he", "she") else None
        if inner and isinstance(inner[1], Point) and inner[1].period in ("D", "M", "Y") and not inner[1].back:
            return inner[0], Moved(length, sign, inner[1])
        if low in ("from", "following"):
            return None
        # "Three days after the strike": when is not said, and the length is what can be known.
        return None if t.word(end + 1)[:1].isalpha() else (end + 1, Moved(length, sign, "discussed"))
    return None


def _bare_shift(t: Tokens, at: int) -> tuple[int, Moved] | None:
    """ "hours earlier", "days later", "years ago"."""
    words = date_words()
    low = t.word(at)
    if low in words.plural_units and t.word(at + 1) in ("ago", "earlier", "later"):
        if t.word(at + 1) in ("before", "after"):
            return None
        sign = 1 if t.word(at + 1) == "later" else -1
        return at + 2, Moved(
            Length(((None, words.units[low]),)), sign, "published" if t.word(at + 1) == "ago" else "discussed"
        )
    return None


def _indefinite(t: Tokens, at: int, end: int, length: Length) -> tuple[int, Length | Recurring] | None:
    """What a bare "a day" is: a rate after what is counted, a length after "for" or "in", else nothing."""
    words = date_words()
    before = t.word(at - 1)
    if before in words.rate_hints or _counted(t, at - 1):
        return end, Recurring(iso_length(length))
    if (
        before in words.duration_hints
        or t.word(end) in ("of", "or", "and", "in", "before", "from")
        or before in (",", "—", "–", "(", "", "\n")
    ):
        return end, length
    return None


def _counted(t: Tokens, at: int) -> bool:
    """Whether a counted noun ends at ``at``: "3.4 million barrels a day", "650 PAC-3 MSE a year"."""
    low = t.word(at)
    if low[:1].isdigit():
        return True
    if (
        low[:1].isalpha()
        and low.endswith("s")
        and low not in date_words().duration_hints
        and low not in ("this", "has", "was", "is", "as", "its")
    ):
        return any(
            t.word(at - k)[:1].isdigit() or cardinal(t, at - k) is not None for k in range(1, 5)
        ) or low.endswith("s")
    return any(cardinal(t, at - k) is not None for k in range(1, 4))


def iso_length(length: Length) -> str | None:
    """The ISO duration of a length, ``None`` where a count is not known."""
    sizes: dict[str, float] = {}
    for count, unit in length.amounts:
        if count is None:
            return None
        count, unit = {
            "DE": (count * 10, "Y"),
            "CE": (count * 100, "Y"),
            "ML": (count * 1000, "Y"),
            "FN": (count * 2, "W"),
            "Q": (count * 3, "M"),
            "WE": (count * 2, "D"),
        }.get(unit, (count, unit))
        for part, size in _whole(count, unit):
            sizes[part] = sizes.get(part, 0) + size
    day = "".join(f"{_plain(sizes[unit])}{unit}" for unit in "YMWD" if unit in sizes)
    time = "".join(f"{_plain(sizes[unit])}{unit.upper()}" for unit in "HmS" if unit in sizes)
    return f"P{day}" + (f"T{time}" if time else "")


def _whole(count: float, unit: str) -> list[tuple[str, float]]:
    """Halves and the like in the next smaller unit that holds them."""
    if count == int(count):
        return [(unit, count)]
    smaller = {"Y": ("M", 12), "D": ("H", 24), "H": ("m", 60), "m": ("S", 60)}.get(unit)
    if smaller is None or abs(count * smaller[1] - round(count * smaller[1])) > 0.02:
        return [(unit, count)]
    total = round(count * smaller[1])
    if unit == "Y":
        years, months = divmod(total, 12)
        return [("Y", float(years))] * bool(years) + [("M", float(months))] * bool(months)
    return [(smaller[0], float(total))]


def _plain(size: float) -> str:
    return f"{size:.10g}"


def recurring(t: Tokens, at: int) -> tuple[int, Recurring] | None:
    """ "every Tuesday", "each month", "every two years", "daily", "twice a year", "on Tuesdays", "per day", "at
    night".
    """
    words = date_words()
    low = t.word(at)
    if low in words.frequencies:
        named = (t.form(at)[:1].isupper() and t.word(at - 1)[:1].isalpha()) or t.form(at + 1)[:1].isupper()
        return None if named else (at + 1, Recurring(words.frequencies[low]))
    if (low in words.weekday_plurals and t.form(at)[0].isupper()) or low in ("weekdays", "weekends"):
        part = t.word(at + 1) in words.dayparts or t.word(at + 1) in ("mornings", "evenings", "nights", "afternoons")
        return at + 1 + part, Recurring("P1W")
    if low == "per" and words.units.get(t.word(at + 1)) and t.word(at + 1) not in words.plural_units:
        return at + 2, Recurring(iso_length(Length(((1.0, words.units[t.word(at + 1)]),))))
    if low in ("every", "each"):
        return _every(t, at)
    if low in words.times_of_count or t.word(at + 1) in ("times", "or", "to") or t.word(at + 3) == "times":
        return _often(t, at)
    if low == "at" and t.word(at + 1) in ("night", "nights"):
        return at + 2, Recurring("P1D")
    return None


def _every(t: Tokens, at: int) -> tuple[int, Recurring] | None:
    words = date_words()
    end = at + 1
    low = t.word(end)
    if t.word(end) == "single" or low == "few":
        end += 1
    step = 1.0
    nth = ordinal(t, end)
    if low == "other":
        end, step = end + 1, 2.0
    elif nth and (t.word(nth[0]) in words.units or t.word(nth[0]) in words.weekdays):
        end, step = nth[0], float(nth[1])
    noun = t.word(end)
    if noun in words.weekdays:
        part = t.word(end + 1) in words.dayparts
        return end + 1 + part, Recurring("P1W" if step == 1 else f"P{_plain(step)}W")
    if noun in words.months and t.form(end)[:1].isupper():
        return end + 1, Recurring("P1Y")
    if noun in words.dayparts or noun in words.seasons:
        return end + 1, Recurring("P1D" if noun in words.dayparts else "P1Y")
    if noun in words.units and (low != "few"):
        if noun in ("second",) and step == 1:
            return None
        return end + 1, Recurring(iso_length(Length(((step, words.units[noun]),))))
    if low == "few" and noun in words.units:
        return end + 1, Recurring(None)
    number = cardinal(t, end)
    if number and t.word(number.end) in words.units:
        return number.end + 1, Recurring(iso_length(Length(((number.value, words.units[t.word(number.end)]),))))
    return None


def _often(t: Tokens, at: int) -> tuple[int, Recurring] | None:
    """ "twice a year", "three times a day"."""
    words = date_words()
    low = t.word(at)
    count: float | None = words.times_of_count.get(low)
    end = at + 1
    if count is None:
        number = cardinal(t, at)
        if number and t.word(number.end) in ("or", "to"):
            number = cardinal(t, number.end + 1)
        if number is None or t.word(number.end) != "times":
            return None
        count, end = number.value, number.end + 1
    if t.word(end) not in ("a", "an", "per", "each", "every"):
        return None
    unit = words.units.get(t.word(end + 1))
    if unit is None or t.word(end + 1) in words.plural_units or not count:
        return None
    size = {"Y": (12.0, "M"), "D": (24.0, "H"), "W": (7.0, "D"), "M": (1.0, "M"), "H": (60.0, "m")}.get(
        unit, (1.0, unit)
    )
    every = size[0] / count
    whole = every == int(every)
    return end + 2, Recurring(
        iso_length(Length(((every, size[1]),)))
        if whole
        else iso_length(Length(((1 / count, unit),)))
        if count == 1
        else None
    )
