"""Blocking: which pairs are compared at all.

A pair is compared when both were published within the window, or name the same day, and they share enough weight of
words, a long quotation, or the sense of the sentence; or when they stand side by side in one article.  Whether a pair
is compared depends on that pair alone: there are no ranks and no counts of the corpus, so a new article never takes an
old pair away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, hstack

from claimx.records import NormalForm
from claimx.resolve.frequencies import SCALE
from claimx.resolve.table import UNDATED, Ints, Sets, Table, day_number

NEIGHBOURS = 5
"""Places in an article within which mentions are compared whatever they say."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ONE_KEY = 1 << 32
_CELLS = 40_000_000
"""Most cells of one block of comparisons: bounds the memory, never the result."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Least likeness of a pair that is compared.

    ``weight``: what the two share, in nats, and ``share``: by the weight of the lighter of the two (``alone``: the
    share that one single thing in common must have).  Words have their own weight; a common ``holder``, ``entity``,
    telling ``number`` and a ``refusal`` by one holder have these.  ``cosine`` of the sentence vectors instead, or
    ``runs`` of words that two quotations share.
    """

    weight: float = 4.0
    share: float = 0.12
    alone: float = 0.3
    holder: float = 2.0
    entity: float = 1.5
    number: float = 1.0
    refusal: float = 4.0
    cosine: float = 0.45
    runs: int = 1


@dataclass(frozen=True, slots=True)
class _Keys:
    """What blocking looks at: every row's keys as columns with whole weights, and each row's total."""

    table: Table
    matrix: csr_array
    weights: Ints
    totals: Ints
    reach: Reach


def _keys(table: Table, reach: Reach) -> _Keys:
    def weighed(sets: Sets, nats: float) -> tuple[csr_array, Ints]:
        return sets.matrix, np.maximum(1, np.rint(sets.weights * nats * SCALE)).astype(np.int64)

    def one_hot(codes: Ints, keep: npt.NDArray[np.bool_], nats: float) -> tuple[csr_array, Ints]:
        rows = np.flatnonzero(keep & (codes >= 0))
        width = int(codes.max(initial=0)) + 1
        ones = np.ones(len(rows), np.int32)
        return csr_array((ones, (rows, codes[rows])), shape=(len(table), width)), np.full(width, round(nats * SCALE))

    silent = np.array([form.polarity == "no-comment" for form in table.forms], np.bool_)
    parts = [
        (table.words.matrix, table.words.weights),
        weighed(table.entities, reach.entity),
        weighed(table.numbers, reach.number),
        one_hot(table.holders, np.ones(len(table), np.bool_), reach.holder),
        one_hot(table.holders, silent, reach.refusal),
    ]
    matrix = csr_array(hstack([matrix for matrix, _ in parts], format="csr"))
    weights = np.concatenate([weights for _, weights in parts])
    return _Keys(table, matrix, weights, np.asarray(matrix @ weights, np.int64), reach)


def candidates(table: Table, window: int, fresh: Ints | None = None, reach: Reach | None = None) -> tuple[Ints, Ints]:
    """Pairs of rows to compare, ``left < right``, sorted.

    ``window``: most days between publication dates; rows without a date are compared with all.  ``fresh``: only pairs
    with one of these rows.
    """
    keys = _keys(table, reach or Reach())
    pairs = [_alike(keys, rows, columns, window) for rows, columns in _blocks(table, window, fresh)]
    pairs.extend(_same_day(keys, window, fresh))
    pairs.append(_neighbours(table, fresh))
    merged = np.unique(np.concatenate(pairs)) if pairs else np.zeros(0, np.int64)
    return merged // len(table), merged % len(table)


def _neighbours(table: Table, fresh: Ints | None) -> Ints:
    """Mentions a few places apart in one article: an answer need not repeat a word of what it answers."""
    order = np.lexsort((table.places, table.articles))
    found = [np.zeros(0, np.int64)]
    for step in range(1, NEIGHBOURS + 1):
        one, other = order[:-step], order[step:]
        keep = table.articles[one] == table.articles[other]
        if fresh is not None:
            keep &= np.isin(one, fresh) | np.isin(other, fresh)
        low, high = np.minimum(one, other)[keep], np.maximum(one, other)[keep]
        found.append(low * len(table) + high)
    return np.concatenate(found)


def in_reach(forms: Iterable[NormalForm], fresh: Sequence[NormalForm], window: int) -> list[NormalForm]:
    """The forms that blocking could compare with one of ``fresh``, and ``fresh`` themselves."""
    days = sorted({day_number(form.published) for form in fresh})
    if UNDATED in days:
        return list(forms)
    near = {day + shift for day in days for shift in range(-window, window + 1)} | {int(UNDATED)}
    named = {value for form in fresh for value in _named_days(form)}
    return [form for form in forms if day_number(form.published) in near or not named.isdisjoint(_named_days(form))]


def _named_days(form: NormalForm) -> list[str]:
    return sorted({f.value for f in form.facts if f.kind == "date" and f.value and _DAY.fullmatch(f.value)})


def _blocks(table: Table, window: int, fresh: Ints | None) -> Iterator[tuple[Ints, Ints]]:
    """Blocks of rows by day of publication with all rows from that day to the end of the window."""
    order = np.argsort(table.days, kind="stable")
    days = table.days[order]
    undated = int(np.searchsorted(days, UNDATED, side="right"))
    wanted = np.ones(len(table), np.bool_)
    if fresh is not None:
        wanted[:] = False
        wanted[fresh] = True
    everything = np.arange(len(table))
    yield from _chunks(order[:undated][wanted[order[:undated]]], everything)
    if fresh is not None and undated:
        yield from _chunks(everything[wanted], order[:undated])
    for day in np.unique(days[undated:]):
        start, end = np.searchsorted(days, (day, day + 1))
        first = np.searchsorted(days, day - window) if fresh is not None else start
        last = np.searchsorted(days, day + window, side="right")
        rows = order[start:end][wanted[order[start:end]]]
        yield from _chunks(rows, order[max(first, undated) : last])


def _chunks(rows: Ints, columns: Ints) -> Iterator[tuple[Ints, Ints]]:
    size = max(1, _CELLS // max(1, len(columns)))
    for start in range(0, len(rows), size):
        yield rows[start : start + size], columns


def _near(table: Table, left: Ints, right: Ints, window: int) -> npt.NDArray[np.bool_]:
    a, b = table.days[left], table.days[right]
    return np.asarray((a == UNDATED) | (b == UNDATED) | (np.abs(a - b) <= window))


def _alike(keys: _Keys, rows: Ints, columns: Ints, window: int | None) -> Ints:
    """``left * n + right`` for the pairs of ``rows`` x ``columns`` that are alike enough."""
    table = keys.table
    found = [_by_keys(keys, rows, columns), _by_quotes(keys, rows, columns)]
    if table.norms.any():
        found.append(_by_vectors(keys, rows, columns))
    left, right = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
    keep = left != right
    if window is not None:
        keep &= _near(table, left, right, window)
    low, high = np.minimum(left, right)[keep], np.maximum(left, right)[keep]
    return np.unique(low * len(table) + high)


def _by_keys(keys: _Keys, rows: Ints, columns: Ints) -> tuple[Ints, Ints]:
    # One product gives both the weight that two rows share (low bits) and how many keys (high bits).
    weighted = csr_array(keys.matrix[rows] * (keys.weights + _ONE_KEY))
    product = (weighted @ keys.matrix[columns].T).tocoo()
    heavy = (product.data & (_ONE_KEY - 1)) >= keys.reach.weight * SCALE
    shared, several = product.data[heavy] & (_ONE_KEY - 1), product.data[heavy] >= 2 * _ONE_KEY
    left, right = rows[product.coords[0][heavy]], columns[product.coords[1][heavy]]
    lighter = np.minimum(keys.totals[left], keys.totals[right])
    share = np.where(several, round(keys.reach.share * 1000), round(keys.reach.alone * 1000))
    keep = shared * 1000 >= share * lighter
    return left[keep], right[keep]


def _by_quotes(keys: _Keys, rows: Ints, columns: Ints) -> tuple[Ints, Ints]:
    quotes = keys.table.quotes.matrix
    product = (quotes[rows] @ quotes[columns].T).tocoo()
    keep = product.data >= keys.reach.runs
    return rows[product.coords[0][keep]], columns[product.coords[1][keep]]


def _by_vectors(keys: _Keys, rows: Ints, columns: Ints) -> tuple[Ints, Ints]:
    # Products of int8 values stay below 2**24, so single precision is exact and the order of summation cannot matter.
    table = keys.table
    product = table.vectors[rows].astype(np.float32) @ table.vectors[columns].astype(np.float32).T
    least = keys.reach.cosine * np.outer(table.norms[rows], table.norms[columns])
    hit = np.nonzero((product >= least) & (least > 0))
    return rows[hit[0]], columns[hit[1]]


def _same_day(keys: _Keys, window: int, fresh: Ints | None) -> Iterator[Ints]:
    """Pairs beyond the window that name the same day."""
    table = keys.table
    named: dict[str, list[int]] = {}
    for row, form in enumerate(table.forms):
        for value in _named_days(form):
            named.setdefault(value, []).append(row)
    for value in sorted(named):
        members = np.array(named[value], np.int64)
        rows = members if fresh is None else np.intersect1d(members, fresh)
        days = table.days[members]
        if len(members) > 1 and len(rows) and int(days.max()) - int(days.min()) > window:
            for part, columns in _chunks(rows, members):
                yield _alike(keys, part, columns, None)
