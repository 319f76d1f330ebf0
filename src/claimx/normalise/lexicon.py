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

    For the tense: ``scheduled_homographs`` are verbs only before one of ``after_a_verb``; ``intending`` makes the "to"
    behind it look ahead; ``moved`` sets a new date with "to" or "until"; participles of ``looking_back`` tell of the
    past even behind "is"; ``no_past`` only ends like a past tense; ``of_a_record`` makes "in 10 days" a length.
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
    scheduled_homographs: frozenset[str]
    after_a_verb: frozenset[str]
    intending: frozenset[str]
    moved: frozenset[str]
    state_verbs: frozenset[str]
    past_state_verbs: frozenset[str]
    looking_back: frozenset[str]
    no_past: frozenset[str]
    foretelling: frozenset[str]
    under_way: frozenset[str]
    binding: frozenset[str]
    clause_words: frozenset[str]
    firmly_ahead: frozenset[str]
    of_a_record: frozenset[str]
    openers: frozenset[str]
    telling: frozenset[str]
    hardly_telling: frozenset[str]
    between_count_and_unit: frozenset[str]
    windows: frozenset[str]
    after_a_day: frozenset[str]
    no_nouns: frozenset[str]
    past: frozenset[str]
    speaking: frozenset[str]
    telling_whom: frozenset[str]


@cache
def date_words() -> DateWords:
    """The date words, read once."""
    raw = read_data("dates.json")
    fields: dict[str, Any] = {key: frozenset(value) if isinstance(value, list) else value for key, value in raw.items()}
    return DateWords(**fields)
