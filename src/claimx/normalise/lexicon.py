"""The words that dates are made of, from ``dates.json``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from claimx.normalise.numbers import read_data


@dataclass(frozen=True, slots=True)
class DateWords:
    """The vocabulary of ``dates.json``; keys are lower-case.

    ``units`` maps to S, m (minute), H, D, W, FN (fortnight), WE (weekend), M, Q, Y, DE, CE, ML.  ``holidays`` maps
    the name's tokens to ``MM-DD``, ``easter±days`` or ``MM-weekday-nth``.
    """

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    ambiguous_months: frozenset[str]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    weekday_plurals: dict[str, int]
    units: dict[str, str]
    plural_units: frozenset[str]
    seasons: dict[str, int]
    dayparts: dict[str, str]
    moments: frozenset[str]
    decade_words: dict[str, int]
    frequencies: dict[str, str]
    parts: dict[str, str]
    shifts: dict[str, int]
    adjectives: dict[str, str]
    times_of_count: dict[str, int]
    year_prepositions: frozenset[str]
    month_prepositions: frozenset[str]
    not_a_year_before: frozenset[str]
    not_a_year_after: frozenset[str]
    clock_zones: frozenset[str]
    holidays: dict[str, str]
    vague_counts: frozenset[str]
    duration_hints: frozenset[str]
    rate_hints: frozenset[str]
    clock_prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    future: frozenset[str]
    scheduled: frozenset[str]
    openers: frozenset[str]
    telling: frozenset[str]
    hardly_telling: frozenset[str]
    between_count_and_unit: frozenset[str]
    windows: frozenset[str]
    after_a_day: frozenset[str]
    no_nouns: frozenset[str]
    past: frozenset[str]


@cache
def date_words() -> DateWords:
    """The date words, read once."""
    raw = read_data("dates.json")
    fields: dict[str, Any] = {key: frozenset(value) if isinstance(value, list) else value for key, value in raw.items()}
    return DateWords(**fields)
