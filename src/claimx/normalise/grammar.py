"""The grammar of dates: the longest expression at a token, ranges and open intervals included."""

from __future__ import annotations

from functools import cache

from claimx.normalise import grammar_calendar as calendar
from claimx.normalise.expressions import Point, Span, Vague
from claimx.normalise.grammar_ahead import ahead
from claimx.normalise.grammar_amounts import amount, recurring
from claimx.normalise.grammar_pieces import piece
from claimx.normalise.grammar_ranges import Parsed, bounded, joined_points, span
from claimx.normalise.lexicon import date_words
from claimx.normalise.modifiers import modifier_words
from claimx.normalise.numbers import number_words
from claimx.normalise.tokens import Tokens

_DASHES = ("-", "–", "—", "‑")
_REACH = 9
"""No expression has more words before its first telling one."""


@cache
def starters() -> frozenset[str]:
    """Every lower-cased token that an expression can begin with, numbers in figures apart."""
    words, numbers = date_words(), number_words()
    vocabularies = (
        words.months,
        words.month_abbreviations,
        words.weekdays,
        words.weekday_abbreviations,
        words.weekday_plurals,
        words.seasons,
        words.dayparts,
        words.decade_words,
        words.frequencies,
        words.parts,
        words.shifts,
        words.times_of_count,
        words.vague_counts,
        words.plural_units,
        numbers.units,
        numbers.tens,
        numbers.ordinals,
        numbers.plural_scales,
        ("hundred", "thousand"),
        modifier_words().before,
    )
    names = {name.split()[0] for name in words.holidays}
    return date_words().openers.union(names, *vocabularies)


@cache
def _telling() -> frozenset[str]:
    """The words that dates are made of, those that mostly mean something else left out."""
    words = date_words()
    return (
        frozenset(date_words().telling).union(
            words.months,
            words.month_abbreviations,
            words.weekdays,
            words.weekday_abbreviations,
            words.weekday_plurals,
            words.units,
            words.seasons,
            words.dayparts,
            words.decade_words,
            words.frequencies,
            *(name.split() for name in words.holidays),
        )
        - date_words().hardly_telling
    )


def may_hold(t: Tokens) -> list[bool]:
    """For each token, whether a word that dates are made of stands there or little after it.

    Nine tokens in ten need no attempt at all; the test is one pass from the end.
    """
    core = _telling()
    near = [False] * len(t)
    distance = _REACH
    low = t.low
    for at in range(len(low) - 1, -1, -1):
        word = low[at]
        if word in core or (word[0].isdigit() and _dated_figure(t, at)):
            distance = 0
        near[at] = distance < _REACH
        distance += 1
    return near


def _dated_figure(t: Tokens, at: int) -> bool:
    """Whether figures may be a year, a time, a day or a date by themselves."""
    low = t.low[at]
    after = t.word(at + 1)
    if len(low) == 4 or ":" in low or low.count(".") == 2:
        return True
    return t.glued(at + 1) and after in ("/", "-", "st", "nd", "rd", "th", "s", "’", "'", "–", "am", "pm", "h")


def expression(t: Tokens, at: int) -> Parsed:
    """The longest date expression that begins at token ``at``; of equals, the first rule's."""
    best: Parsed = None
    for rule in (bounded, ahead, piece, span, recurring, amount, _recent, _framed):
        found = rule(t, at)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best


def _recent(t: Tokens, at: int) -> Parsed:
    """ "recent weeks", "the coming days"."""
    start = at + (t.word(at) == "the")
    words = date_words()
    if t.word(start) in ("recent", "latter") and t.word(start + 1) in words.plural_units:
        return start + 2, Vague("past")
    return None


def _framed(t: Tokens, at: int) -> Parsed:
    """What a noun introduces: "the period from 1 January to 13 October", "the years 2023 and 2024", "the year 1998"."""
    start = at + (t.word(at) == "the")
    low = t.word(start)
    if low == "period" and t.word(start + 1) in ("from", "between"):
        inner = bounded(t, start + 1)
        return inner if inner and isinstance(inner[1], Span) else None
    if low == "years" and t.word(start + 1).isdigit():
        inner = span(t, start + 1) or None
        first = calendar.year_number(t, start + 1)
        if first:
            joined = (
                joined_points(t, first[0] + 1, Point("Y", year=first[1]))
                if t.word(first[0]) in ("and", "to", *_DASHES)
                else None
            )
            return joined or inner
    if low == "month" and t.word(start + 1) == "of":
        month = calendar.month_date(t, start + 2)
        return month if month else None
    if low in ("year", "fiscal"):
        skip = start + 1 + (t.word(start + 1) == "year")
        number = calendar.year_number(t, skip)
        if number and (start > at or low == "fiscal"):
            return number[0], Point("Y", year=number[1])
    return None
