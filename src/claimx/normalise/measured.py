"""A number with what follows it: unit, currency, percent sign or counted noun."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.normalise.counted import CountedNoun, counted_noun
from claimx.normalise.lexicon import date_words
from claimx.normalise.modifiers import modifier_at
from claimx.normalise.numbers import Number, cardinal
from claimx.normalise.tokens import Tokens
from claimx.normalise.units import phrase_at, singular, unit_words

_DASHES = ("-", "–", "‑")
_PICTURES = (480, 576, 720, 1080, 1440, 2160)
"""Lines of a picture ("1080p"), which are no pence."""


@dataclass(slots=True)
class Reading:
    """A number being read: tokens ``[first, end)``, values, and what it counts."""

    first: int
    end: int
    value: float
    value_max: float | None
    modifier: str
    kind: str = "count"
    unit: str | None = None
    noun: CountedNoun | None = None
    number_first: int = 0
    number_end: int = 0


def with_unit(t: Tokens, begin: int, number: Number, currency: str | None, end: int) -> Reading:
    """The number with the unit, currency, share or counted noun after it."""
    words = unit_words()
    modifier = "at-least" if number.vague else "exact"
    reading = Reading(begin, end, number.value, None, modifier, "count", None, None, begin, number.end)
    tail = modifier_at(t, end, after=True)
    if tail and t.word(end) in ("-", "+", "plus"):
        reading.end, reading.modifier = tail[0], tail[1]
        end = tail[0]
    if currency:
        reading.kind, reading.unit = "money", currency
        return reading
    share = phrase_at(t, end, words.shares)
    if share and not (share[1] == "points" and not number.figures):
        reading.kind, reading.end, reading.unit = "share", share[0], "share"
        reading.value = reading.value / 100
        return reading
    hyphen = t.word(end) in _DASHES and t.glued(end) and t.glued(end + 1)
    if hyphen:
        return _compound(t, reading, end)
    end += number.vague and t.word(end) == "of" and _unit_after(t, end + 1)
    money = phrase_at(t, end, words.currencies)
    if (
        money
        and not _designator(t, money[0])
        and (
            money[1] not in words.glued_only
            or (t.glued(end) and number.value not in _PICTURES and not (t.words(end + 1, ".", "m")))
        )
        and not (money[1] in ("won", "real", "try", "lei", "dong") and number.value < 1000)
    ):
        reading.kind, reading.end, reading.unit = "money", money[0], words.currencies[money[1]]
        return reading
    code = words.codes.get(t.word(end)) if number.figures and t.form(end).isupper() else None
    if code and len(t.word(end)) == 3 and not _designator(t, end + 1):
        reading.kind, reading.end, reading.unit = "money", end + 1, code
        return reading
    measure = phrase_at(t, end, words.measures)
    if (
        measure
        and not _designator(t, measure[0])
        and (measure[1] not in words.glued_only or t.glued(end))
        and not (measure[1] == "m" and number.value >= 1e6)
    ):
        reading.kind, reading.end, reading.unit = "measure", measure[0], words.measures[measure[1]]
        return _rate(t, reading)
    if t.word(end) in words.times_words:
        reading.kind, reading.end, reading.unit = "times", end + 1, "time"
        return reading
    start = end + (number.vague and t.word(end) == "of")
    noun = counted_noun(t, start, plural=number.value != 1)
    if noun:
        reading.noun, reading.end, reading.unit = noun, noun.end, noun.unit
        return reading
    after = modifier_at(t, end, after=True)
    if after and t.word(end) in ("or", "at") and cardinal(t, after[0]) is None:
        reading.end, reading.modifier = after[0], after[1]
        noun = counted_noun(t, reading.end, plural=True)
        if noun:
            reading.noun, reading.end, reading.unit = noun, noun.end, noun.unit
    return reading


def _unit_after(t: Tokens, at: int) -> bool:
    """Whether "hundreds of millions of" goes on with a currency or measure: "dollars", "litres"."""
    words = unit_words()
    found = phrase_at(t, at, words.currencies) or phrase_at(t, at, words.measures)
    return found is not None and len(found[1]) > 2


def _designator(t: Tokens, at: int) -> bool:
    """Whether a dash and a figure go on what looked like a unit: the "CM" of "eight CM-400"."""
    return t.word(at) in _DASHES and t.glued(at) and t.glued(at + 1) and t.word(at + 1)[:1].isdigit()


def _rate(t: Tokens, reading: Reading) -> Reading:
    """ "3.4 million barrels a day", "40 tonnes per year", "4,000 km at most"."""
    low, noun = t.word(reading.end), t.word(reading.end + 1)
    unit = date_words().units.get(noun)
    if low in ("a", "an", "per") and unit and noun not in date_words().plural_units and "/" not in (reading.unit or ""):
        reading.end, reading.unit = reading.end + 2, f"{reading.unit}/{noun}"
    tail = modifier_at(t, reading.end, after=True)
    if tail and t.word(reading.end) in ("or", "at"):
        reading.end, reading.modifier = tail[0], tail[1]
    return reading


def _compound(t: Tokens, reading: Reading, at: int) -> Reading:
    """ "9-kilogram", "seven-page", "25-strong", "six-wheeled": number and noun joined by a dash."""
    words = unit_words()
    word = t.word(at + 1)
    if not word[:1].isalpha() or word in words.not_nouns:
        return reading
    reading.end = at + 2
    measure = phrase_at(t, at + 1, words.measures)
    if word in words.shares and word != "points":
        reading.kind, reading.unit, reading.value = "share", "share", reading.value / 100
    elif measure:
        reading.kind, reading.unit, reading.end = "measure", words.measures[measure[1]], measure[0]
    elif word in ("strong", "member", "man"):
        reading.unit = "person"
    elif word in words.currencies:
        reading.kind, reading.unit = "money", words.currencies[word]
    else:
        reading.unit = singular(word)
    return reading
