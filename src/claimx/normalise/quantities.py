"""Quantities in a text: counts, money, measures and shares, with what bounds them and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claimx.normalise.dates import DateMention
from claimx.normalise.figures import bare_hour, is_age, number_at, scale_of
from claimx.normalise.lexicon import date_words
from claimx.normalise.measured import Reading, with_unit
from claimx.normalise.modifiers import modifier_at, modifier_words
from claimx.normalise.numbers import Number, cardinal, fraction_of, number_words
from claimx.normalise.ratios import ratio_at
from claimx.normalise.tokens import Tokens, tokenise
from claimx.normalise.units import phrase_at, unit_words
from claimx.schema import Modifier, Span

_DASHES = ("-", "–", "‑")
_MINUS = ("minus", "-", "−", "–")
_LIST_MARK = re.compile(r"\d{1,2}(?:\.\d\d|[.)])\s+(?=[“\"‘']?[A-ZÀ-Þ])")
"""The number of an item or the time of an entry, where it opens a line: "3. The price", "12.15 Prayers"."""


@dataclass(frozen=True, slots=True)
class QuantityFound:
    """A quantity: code-point offsets of the whole (modifier, number, unit or counted noun), and its reading.

    ``value`` and ``value_max`` are as in the contract: shares are 0 to 1, a count without a number ("dozens") has
    its lower bound.  ``unit`` is a currency (ISO 4217 where it is known), a unit symbol, "share", "time", or the
    counted noun in the singular; ``None`` where nothing is said.  ``number`` is the span of the number itself,
    ``noun`` that of the counted noun with its adjectives, ``None`` for measures and bare numbers: a caller who
    finds a mention of its own there cuts the quantity at ``bare_end``.  ``kind`` is count, money, measure, share or
    times; ``calibre`` marks a length in millimetres that may be a weapon's bore.
    """

    start: int
    end: int
    exact: str
    value: float | None
    value_max: float | None
    unit: str | None
    modifier: Modifier
    kind: str
    number: Span
    noun: Span | None = None
    bare_end: int = 0
    calibre: bool = False


def find_quantities(text: str, dates: Iterable[DateMention] = ()) -> list[QuantityFound]:
    """Every quantity of ``text`` in order, none overlapping and none inside one of ``dates``.

    Ordinals, years, times, telephone numbers and the figures of names ("T-72", "page 7") are none.
    """
    tokens = tokenise(text)
    taken = sorted((one.start, one.end) for one in dates)
    starts = _starters()
    found: list[QuantityFound] = []
    at, next_date = 0, 0
    while at < len(tokens):
        while next_date < len(taken) and taken[next_date][1] <= tokens.start[at]:
            next_date += 1
        if next_date < len(taken) and tokens.end[at] > taken[next_date][0]:
            at += 1
            continue
        word = tokens.low[at]
        if word not in starts and not word[0].isdigit():
            at += 1
            continue
        begin = tokens.start[at]
        opens = begin == 0 or text[begin - 1] == "\n"
        if bare_hour(tokens, at) or (opens and _LIST_MARK.match(text, begin)):
            at += 1
            continue
        limit = taken[next_date][0] if next_date < len(taken) else len(text)
        reading = _read(tokens, at)
        if reading is None or (
            tokens.end[reading.end - 1] > limit and not (reading.kind == "measure" and "/" in (reading.unit or ""))
        ):
            at += 1
            continue
        found.append(_finished(tokens, reading))
        at = reading.end
    return found


@cache
def _starters() -> frozenset[str]:
    words, numbers = unit_words(), number_words()
    return frozenset().union(
        numbers.units,
        numbers.tens,
        numbers.scales,
        numbers.plural_scales,
        numbers.vulgar,
        numbers.fractions,
        modifier_words().before,
        words.symbols,
        words.prefixes,
        words.codes,
        words.counters,
        _MINUS,
        ("between", "a", "an", "half", "few", "several", "another"),
    )


def _finished(t: Tokens, reading: Reading) -> QuantityFound:
    start, end = t.start[reading.first], t.end[reading.end - 1]
    noun = reading.noun
    modifier = reading.modifier
    if reading.value_max is not None:
        modifier = "range"
    number = (t.start[reading.number_first], t.end[reading.number_end - 1])
    return QuantityFound(
        start,
        end,
        t.text[start:end],
        _tidy(reading.value),
        None if reading.value_max is None else _tidy(reading.value_max),
        reading.unit,
        _MODIFIERS.get(modifier, "exact"),
        reading.kind,
        number,
        (t.start[noun.first], t.end[noun.end - 1]) if noun else None,
        number[1] if noun else end,
        reading.unit == "mm",
    )


_MODIFIERS: dict[str, Modifier] = {
    "exact": "exact",
    "approx": "approx",
    "at-least": "at-least",
    "at-most": "at-most",
    "more-than": "more-than",
    "less-than": "less-than",
    "range": "range",
}


def _tidy(value: float) -> float:
    return float(f"{value:.12g}")


def _read(t: Tokens, at: int) -> Reading | None:
    """The quantity that begins at token ``at``."""
    first, start, modifier = at, at, "exact"
    bound = modifier_at(t, at)
    if bound:
        start, modifier = bound[0], bound[1]
        if bound[2] in modifier_words().loose:
            first = start
        second = modifier_at(t, start)
        if second:
            start = second[0]
            modifier = modifier if modifier != "exact" else second[1]
        if second and bound[2] in ("over", "under"):
            first = bound[0]
    if bound and bound[2] == "up to" and t.word(at - 1) in modifier_words().motion:
        # "The fare rose up to 3 euros": where it went, and no bound.
        modifier, first = "exact", start
    start += t.word(start) == "another" or (t.word(start) == "a" and t.word(start + 1) in ("few", "further"))
    reading = _ranged(t, start) or _quantity(t, start)
    if reading is None:
        return None
    reading.first = first if start > at else reading.first
    if modifier != "exact":
        reading.modifier = modifier
    return reading


def _ranged(t: Tokens, at: int) -> Reading | None:
    """ "between 3 and 5", "three to four kilometres", "$1.4 million to $1.5 million", "40-50 per cent"."""
    between = t.word(at) == "between"
    first = at + between
    one = number_at(t, first)
    if one is None:
        return None
    number, currency, begin = one
    end = number.end
    early_unit = None if currency else phrase_at(t, end, unit_words().measures)
    link = t.word(end)
    if link not in ("to", "and", "or", *_DASHES) and early_unit and t.word(early_unit[0]) in ("to", "and"):
        end, link = early_unit[0], t.word(early_unit[0])
    share = phrase_at(t, end, unit_words().shares)
    if share and t.word(share[0]) in ("to", "and", *_DASHES):
        end, link = share[0], t.word(share[0])
    if between != (link == "and") and not (between and link in _DASHES):
        return None
    if link not in ("to", "and", "or", *_DASHES) or (t.word(at - 1) == "from" and link not in _DASHES):
        return None
    if link in _DASHES and t.glued(end) != t.glued(end + 1):
        return None
    two = number_at(t, end + 1) or _after_dash(t, end)
    if two is None or (not between and two[0].end == end + 2 and link == "or" and t.low[end + 1] == "one"):
        return None
    second = two[0]
    low, high = number.value, second.value
    if low < 1000 <= high and second.value >= 1e6 and low * scale_of(t, two) <= high and not number.vague:
        low *= scale_of(t, two)
    if high <= low or number.vague or second.vague or (link == "or" and high - low != 1):
        return None
    if (currency is None and two[1] is not None) or (share and not phrase_at(t, second.end, unit_words().shares)):
        return None
    reading = with_unit(t, begin if not between else at, second, currency or two[1], second.end)
    reading.value, reading.value_max = low, high
    if reading.kind == "share":
        reading.value, reading.value_max = low / 100, high / 100
    reading.number_first, reading.number_end = begin, second.end
    return reading


def _after_dash(t: Tokens, dash: int) -> tuple[Number, str | None, int] | None:
    """The number that a dash joins to the one before it: "3-4"."""
    number = cardinal(t, dash + 1) if t.word(dash) in _DASHES and t.word(dash + 1)[:1].isdigit() else None
    return (number, None, dash + 1) if number else None


def _quantity(t: Tokens, at: int) -> Reading | None:
    """A single number with its unit."""
    words = unit_words()
    low = t.word(at)
    if low in _MINUS:
        return _below_zero(t, at)
    if low in words.counters:
        if (t.word(at + 1) in ("a", "again", "more", "removed") and low == "once") or (
            low == "once" and t.word(at - 1) not in ("than", "least", "only", "just")
        ):
            return None
        return Reading(at, at + 1, float(words.counters[low]), None, "exact", "times", "time", None, at, at + 1)
    share = _fraction(t, at)
    if share:
        return share
    if (
        low in ("a", "an")
        and t.word(at + 1) != "$"
        and t.word(at + 1) not in number_words().scales
        and t.word(at + 1) not in number_words().groups
        and cardinal(t, at) is None
    ):
        return _one_measure(t, at)
    found = number_at(t, at)
    if found is None:
        return None
    number, currency, begin = found
    if (low == "one" and number.end == at + 1 and not _one_counts(t, at)) or (number.value == 0 and not number.figures):
        return None
    if is_age(t, begin, number.end):
        return None
    return with_unit(t, begin, number, currency, number.end)


def _below_zero(t: Tokens, at: int) -> Reading | None:
    """ "minus 12 degrees", "-12C": a sign before a temperature; other differences keep theirs to themselves, unless the
    word is there ("minus 4", "minus two per cent") and counts off nothing.
    """
    if t.words(at - 2, "plus", "or"):
        return None
    spelled = t.word(at) == "minus"
    signed = spelled or (t.glued(at + 1) and not t.glued(at))
    number = cardinal(t, at + 1) if signed and not t.word(at - 1)[:1].isdigit() else None
    if number is None or number.vague:
        return None
    reading = with_unit(t, at, number, None, number.end)
    if not (reading.unit or "").startswith("degree") and (not spelled or reading.noun is not None):
        return None
    reading.value = -reading.value
    reading.number_first = at
    return reading


def _one_measure(t: Tokens, at: int) -> Reading | None:
    """ "a kilometre and a half", after a modifier "nearly a kilometre"."""
    unit = phrase_at(t, at + 1, unit_words().measures)
    if unit is None or len(unit[1]) < 4:
        return None
    if t.words(unit[0], "and", "a", "half"):
        return Reading(at, unit[0] + 3, 1.5, None, "exact", "measure", unit_words().measures[unit[1]], None, at, at + 1)
    return None


def _one_counts(t: Tokens, at: int) -> bool:
    """Whether "one" counts: before a singular noun or measure, and not "one of", "no one", "one another"."""
    before = ("no", "not", "any", "every", "each", "the", "this", "that", "which", "some")
    if t.word(at - 1) in before or t.word(at + 1) in ("another", "day", "of", "or"):
        return False
    after = t.word(at + 1)
    if phrase_at(t, at + 1, unit_words().measures) or after in ("percent", "per", "-"):
        return True
    # "One whispered": a pronoun with its verb.
    ends = t.word(at + 2) in ("", ".", ",") or t.word(at + 2) in unit_words().not_nouns
    verb = after in date_words().past or (after.endswith("ed") and ends)
    return after[:1].isalpha() and after not in unit_words().not_nouns and not verb


def _fraction(t: Tokens, at: int) -> Reading | None:
    """ "half", "a third of", "two-thirds", "three quarters of", "one in five"."""
    fractions = number_words().fractions
    low = t.word(at)
    if ratio := ratio_at(t, at):
        return Reading(at, ratio[0], float(f"{ratio[1]:.4g}"), None, "exact", "share", "share", None, at, ratio[0])
    part_of_one = fraction_of(t, at)
    if part_of_one and t.word(part_of_one[0]) in number_words().scales:
        return None  # "a quarter of a million" is a number
    if low == "half":
        if t.word(at + 1)[:1].isalpha() and t.word(at + 1) not in (
            "of",
            "the",
            "its",
            "their",
            "his",
            "her",
            "our",
            "that",
            "as",
            "to",
            "and",
            "in",
            "by",
            "from",
            "were",
            "are",
            "have",
        ):
            return None
        if t.word(at - 1) in ("and", "a", "first", "second", "other", "-", "the", "last") or t.word(at + 1) == "-":
            return None
        return Reading(at, at + 1, 0.5, None, "exact", "share", "share", None, at, at + 1)
    if low in ("a", "one", "an") and t.word(at + 1) in fractions and t.word(at + 1) != "half":
        alone = low == "one" and (not t.word(at + 2)[:1].isalpha() or t.word(at + 2) in unit_words().not_nouns)
        if (
            t.word(at + 2) != "of"
            and not alone
            and t.word(at - 1)
            not in (
                "than",
                "about",
                "nearly",
                "almost",
                "by",
                "some",
                "to",
                "over",
            )
        ):
            return None
        return Reading(
            at, at + 2, round(fractions[t.word(at + 1)], 2), None, "exact", "share", "share", None, at, at + 2
        )
    if low in number_words().units and 1 < number_words().units[low] < 10:
        end = at + 1 + (t.word(at + 1) == "-")
        part = fractions.get(t.word(end))
        if part and t.word(end).endswith("s"):
            return Reading(
                at,
                end + 1,
                round(number_words().units[low] * part, 2),
                None,
                "exact",
                "share",
                "share",
                None,
                at,
                end + 1,
            )
    return None
