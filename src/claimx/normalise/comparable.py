"""Quantities as they can be compared: known measures in one unit for each kind, so that "40 mm" is "4 cm"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claimx.normalise.numbers import read_data
from claimx.normalise.quantities import QuantityFound, find_quantities
from claimx.records import CURRENCIES

_FEW = re.compile(r"\b(?:couple|pair)\b(?! of (?:dozen|hundred|thousand|million|billion)\b)", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?:dozens|scores|tens|hundreds|thousands|millions|billions|several|a few|a couple)\b", re.IGNORECASE
)
_VAGUE_WIDTH = 10
"""How far "hundreds" and the like may reach, as a multiple of the least they can be."""
_POINTS = ("percentage point", "percentage points")
_USUAL = {"dollar": "usd", "franc": "chf", "krone": "nok"}
"""What a currency's name means where nothing says whose it is."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """A quantity by the words it spans: the number ends before word ``number_end``, the whole before ``end``.

    ``unit`` is a currency, "share", "percentage point" or the base unit of a measure; ``None`` where a noun is
    counted (``counts``) or nothing said.  ``most`` is the upper end of a range, or how far "hundreds" may reach
    (``vague``).
    """

    number_end: int
    end: int
    value: float
    most: float | None
    unit: str | None
    counts: bool
    vague: bool


@cache
def _bases() -> dict[str, list[str | float]]:
    """``base_units.json``: unit to its base unit, the factor, and for temperatures the difference."""
    return read_data("base_units.json")


def comparable(text: str, starts: Sequence[int], first: int = 0) -> dict[int, Comparable]:
    """The quantities of ``text`` by the index of the word where the number begins.

    ``starts`` are the offsets of its words; their indices count from ``first``.
    """
    read: dict[int, Comparable] = {}
    for found in find_quantities(text):
        begin = first + bisect_right(starts, found.number[0]) - 1
        number_end, end = (first + bisect_left(starts, place) for place in (found.number[1], found.end))
        unit, value, most = _scaled(found) or (None, found.value or 0.0, found.value_max)
        vague = found.modifier == "at-least" and most is None and _VAGUE.match(found.exact) is not None
        most = value * _VAGUE_WIDTH if vague else most
        read.setdefault(begin, Comparable(number_end, end, value, most, unit, _counts(found), vague))
    return read


def _counts(found: QuantityFound) -> bool:
    """Whether a noun or nothing is counted; "a couple" is as little a number as "few" is."""
    return found.kind == "count" and _FEW.search(found.exact) is None


def _scaled(found: QuantityFound) -> tuple[str, float, float | None] | None:
    """Unit and values of money, a share or a known measure; ``None`` for what only counts."""
    unit = found.unit or ""
    factor, offset = 1.0, 0.0
    if found.kind == "share":
        if found.exact.endswith(_POINTS):
            # A share that grows by five points does not grow by five per cent.
            unit, factor = "percentage point", 100.0
        elif found.exact.endswith(("point", "points")):
            return None
    elif known := _bases().get(unit):
        unit, factor = str(known[0]), float(known[1])
        offset = float(known[2]) if len(known) > 2 else 0.0
    elif found.kind != "money":
        return None
    unit = _USUAL.get(unit, unit.lower() if unit.lower() in CURRENCIES else unit)
    value, most = (
        None if one is None else float(f"{one * factor + offset:.9g}") for one in (found.value, found.value_max)
    )
    return unit, value or 0.0, most
