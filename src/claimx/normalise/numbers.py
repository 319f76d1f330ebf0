"""Numbers in figures and words: "1,200", "two hundred and fourteen", "6.7 billion", "a dozen"."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from claimx.normalise.tokens import Tokens

_BLANKS = " \u00a0\u2009\u202f"
_MOST_TOKENS = 12
"""No number in words is longer; keeps the reading of a text linear."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The vocabulary of ``numbers.json``."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    suffixes: dict[str, int]
    plural_scales: dict[str, int]
    groups: dict[str, int]
    ordinals: dict[str, int]
    fractions: dict[str, float]
    vulgar: dict[str, float]


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends before token ``end``.  ``figures`` says that it begins with digits; ``vague`` that it is a
    lower bound.
    """

    end: int
    value: float
    figures: bool = False
    vague: bool = False


def read_data(name: str) -> dict[str, Any]:
    """A JSON file that lies beside this module."""
    data: dict[str, Any] = json.loads(
        resources.files(__package__ or "claimx.normalise").joinpath(name).read_text("utf-8")
    )
    return data


@cache
def number_words() -> NumberWords:
    """The number words, read once."""
    return NumberWords(**read_data("numbers.json"))


def figure(form: str) -> float | None:
    """The value of a number in figures: "1,200", "1.5", "12"; ``None`` for "1.2.3", "12:30" and their like."""
    if ":" in form:
        return None
    if "," in form:
        head, *groups = form.split(",")
        *middle, last = groups
        tail = ""
        if "." in last:
            last, _, tail = last.partition(".")
        parts = [*middle, last]
        grouped = all(len(part) == 3 for part in parts) or (
            len(parts) > 1 and len(parts[-1]) == 3 and all(len(part) == 2 for part in parts[:-1])
        )
        if "." in head or not 1 <= len(head) <= 3 or not grouped:
            if len(parts) == 1 and not tail and "." not in head and len(parts[0]) in (1, 2):
                return float(f"{head}.{parts[0]}")
            return None
        return float("".join([head, *parts]) + (f".{tail}" if tail else ""))
    if form.count(".") > 1:
        head, *dotted = form.split(".")
        if len(head) <= 3 and all(len(group) == 3 for group in dotted):
            return float(head + "".join(dotted))
        return None
    return float(form) if len(form) < 20 else None


def ordinal(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """``(end, value)`` of an ordinal at ``at``: "third", "3rd", "twenty-first"."""
    words = number_words()
    low = tokens.word(at)
    if low in words.ordinals:
        return at + 1, words.ordinals[low]
    if low.isdigit() and len(low) <= 4 and tokens.glued(at + 1) and tokens.word(at + 1) in ("st", "nd", "rd", "th"):
        return at + 2, int(low)
    if low in words.tens and tokens.word(at + 1) == "-" and 0 < words.ordinals.get(tokens.word(at + 2), 99) < 10:
        return at + 3, words.tens[low] + words.ordinals[tokens.word(at + 2)]
    return None


def cardinal(tokens: Tokens, at: int) -> Number | None:
    """The number that begins at token ``at``, as long as it goes, or ``None``.

    "a", "an" and "the" are no numbers here; "a dozen", "a hundred", "half a million" are.
    """
    number = _scaled_fraction(tokens, at) or _cardinal(tokens, at)
    return _and_a_part(tokens, number) if number and tokens.word(number.end) == "and" else number


def spaced_end(tokens: Tokens, at: int) -> int:
    """The token behind the groups of three digits that blanks part ("1 200 000"), ``at + 1`` where there are none.

    Plain blanks count only before a word or sign that the number may count, since they also part telephone numbers.
    """
    low = tokens.word(at)
    end = at + 1
    if not (low.isdigit() and low[0] != "0" and len(low) <= 3):
        return end
    plain = False
    while end < at + 5 and len(tokens.word(end)) == 3 and tokens.word(end).isdigit():
        blank = tokens.text[tokens.end[end - 1] : tokens.start[end]]
        if len(blank) != 1 or blank not in _BLANKS:
            break
        plain = plain or blank == " "
        end += 1
    after = tokens.word(end)
    if after[:1].isdigit() or (plain and not (after[:1].isalpha() or after in ("%", "€", "$", "£")) and end > at + 1):
        return at + 1
    return end


def fraction_of(tokens: Tokens, at: int) -> tuple[int, float] | None:
    """``(end, value)`` of "a quarter of a", "three-quarters of an": a fraction of one thing."""
    words = number_words()
    count = 1.0 if tokens.word(at) in ("a", "one") else float(words.units.get(tokens.word(at), 0))
    end = at + 1 + (tokens.word(at + 1) == "-")
    part = words.fractions.get(tokens.word(end))
    if not 0 < count < 10 or part is None or tokens.word(end) == "half" or tokens.word(end + 1) != "of":
        return None
    return (end + 3, round(count * part, 4)) if tokens.word(end + 2) in ("a", "an") else None


def _scaled_fraction(tokens: Tokens, at: int) -> Number | None:
    """ "a quarter of a million", "half million"."""
    words = number_words()
    low = tokens.word(at)
    if low == "half":
        end = at + 1 + (tokens.word(at + 1) == "-")
        scale = 12 if tokens.word(end) == "dozen" else words.scales.get(tokens.word(end))
        return Number(end + 1, scale / 2) if scale else None
    part = fraction_of(tokens, at) if low in ("a", "one") or low in words.units else None
    large = words.scales.get(tokens.word(part[0]), 0) if part else 0
    return Number(part[0] + 1, _tidy(round(part[1] * large))) if part and large >= 1000 else None


def _and_a_part(tokens: Tokens, number: Number) -> Number:
    """The number with "and a half" or the like, and the scale behind that: "three and a half million"."""
    words = number_words()
    end = number.end + 1
    count = 1.0 if tokens.word(end) == "a" else float(words.units.get(tokens.word(end), 0))
    part = words.fractions.get(tokens.word(end + 1))
    half = tokens.word(end + 1) in ("half", "quarter", "quarters")
    if number.vague or not half or part is None or not 0 < count < 4 or tokens.word(end + 2) == "of":
        return number
    before = words.scales.get(tokens.word(number.end - 1), 1)
    if before > 1:
        # "a million and a half"
        return Number(end + 2, _tidy(number.value + count * part * before), number.figures) if before > 1000 else number
    after = words.scales.get(tokens.word(end + 2))
    value = _tidy((number.value + count * part) * (after or 1))
    return Number(end + 2 + (after is not None), value, number.figures)


def _cardinal(tokens: Tokens, at: int) -> Number | None:
    words = number_words()
    low = tokens.word(at)
    if not low:
        return None
    if low[0].isdigit():
        return _figures(tokens, at, words)
    if low in words.vulgar:
        return Number(at + 1, words.vulgar[low], figures=True)
    if low in ("a", "an") and tokens.word(at + 1) in words.scales:
        return _spelled(tokens, at + 1, words)
    if low == "a" and tokens.word(at + 1) in words.groups and tokens.word(at + 1) != "score":
        return _group(tokens, at + 1, 1.0, words)
    if (
        low == "half"
        and tokens.words(at + 1, "a")
        and tokens.word(at + 2) in ("million", "billion", "trillion", "dozen")
    ):
        scale = words.scales.get(tokens.word(at + 2), 12)
        return Number(at + 3, scale / 2)
    if low in words.plural_scales:
        return _vague(tokens, at, words)
    if low in ("several", "few") and (tokens.word(at + 1) in words.scales or tokens.word(at + 1) == "dozen"):
        scale = words.scales.get(tokens.word(at + 1), 12)
        return Number(at + 2, 2.0 * scale, vague=True)
    if low in words.scales and low not in ("hundred", "thousand"):
        return None
    return _spelled(tokens, at, words)


def _figures(tokens: Tokens, at: int, words: NumberWords) -> Number | None:
    end = spaced_end(tokens, at)
    value = figure("".join(tokens.low[at:end]))
    if value is None:
        return None
    if tokens.word(end) in words.vulgar and tokens.glued(end):
        value += words.vulgar[tokens.word(end)]
        end += 1
    following = tokens.word(end)
    if tokens.glued(end) and following in words.suffixes:
        # A bare "m", "k" or "b" is a scale only where the caller knows a currency; see quantities.
        return Number(end, value, figures=True)
    while following in words.scales:
        value *= words.scales[following]
        end += 1
        following = tokens.word(end)
    if following in ("dozen",) and not tokens.glued(end):
        value *= 12
        end += 1
    return Number(end, _tidy(value), figures=True)


def _tidy(value: float) -> float:
    """Take out the noise of binary multiplication (6.7 billion is 6700000000)."""
    return float(f"{value:.12g}")


def _group(tokens: Tokens, at: int, count: float, words: NumberWords) -> Number:
    end = at + 1
    if tokens.word(end) == "of" and tokens.word(at) in ("couple", "pair"):
        end += 1
    several = {**words.scales, "dozen": 12}.get(tokens.word(end)) if tokens.word(at) == "couple" else None
    if several:
        # "a couple of hundred"
        return Number(end + 1, count * words.groups["couple"] * several, vague=True)
    return Number(end, count * words.groups[tokens.word(at)])


def _vague(tokens: Tokens, at: int, words: NumberWords) -> Number:
    """ "dozens", "tens of thousands": the least it can be."""
    value = float(words.plural_scales[tokens.low[at]])
    end = at + 1
    while tokens.word(end) == "of" and tokens.word(end + 1) in words.plural_scales and end - at < _MOST_TOKENS:
        value *= words.plural_scales[tokens.word(end + 1)]
        end += 2
    return Number(end, value, vague=True)


def _spelled(tokens: Tokens, at: int, words: NumberWords) -> Number | None:
    """A number in words, by the usual accumulation of units under scales."""
    total = current = 0.0
    end = at
    seen = False
    last = ""
    while end < at + _MOST_TOKENS:
        low = tokens.word(end)
        if low in words.units:
            if last == "unit":
                break
            current += words.units[low]
            last = "unit"
        elif low in words.tens:
            if last in ("unit", "tens"):
                break
            current += words.tens[low]
            last = "tens"
        elif low == "hundred":
            current = (current or 1) * 100
            last = "scale"
        elif low in words.scales:
            if not seen and low in ("mln", "bln", "mn", "bn"):
                return None
            total += (current or 1) * words.scales[low]
            current = 0.0
            last = "scale"
        elif low == "dozen" and seen:
            current *= 12
            end += 1
            break
        elif low == "-" and seen and tokens.glued(end) and tokens.glued(end + 1) and last == "tens":
            if tokens.word(end + 1) not in words.units:
                break
            end += 1
            continue
        elif low == "and" and last == "scale" and tokens.word(end + 1) in {**words.units, **words.tens}:
            end += 1
            continue
        else:
            break
        seen = True
        end += 1
    if not seen:
        return None
    return Number(end, total + current)
