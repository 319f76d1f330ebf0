"""Blocking: which pairs are compared at all.

A pair is compared when both were published within the window, or name the same day, and they share enough weight of
words, a long quotation, or the sense of the sentence; or when they stand side by side in one article.  Whether a pair
is compared depends on that pair alone: there are no ranks and no counts of the corpus, so a new article never takes an
old pair away.

The work comes in blocks that have no pair in common, so that each can be finished before the next, or beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from claimx.records import NormalForm
from claimx.resolve.alike import Likeness, Pairs, Reach
from claimx.resolve.table import UNDATED, Ints, Table, day_number, distinct, named_days

NEIGHBOURS = 5
"""Places in an article within which mentions are compared whatever they say."""

_CELLS = 40_000_000
"""Most cells of one block of comparisons: bounds the memory, never the result."""

_SEATS = 20_000
"""Mentions of one block of neighbours."""

Block = Callable[[], Pairs]
"""Finds the pairs of one block, ``left < right``, sorted."""


@dataclass(frozen=True, slots=True)
class _Blocking:
    """What all blocks look at.  ``wanted``: a pair must have one of these rows.  ``rank``: place of each row by day of
    publication, the undated first; ``seat``: by article and place in it.
    """

    likeness: Likeness
    window: int
    wanted: npt.NDArray[np.bool_]
    rank: Ints
    seat: Ints

    @property
    def table(self) -> Table:
        return self.likeness.table

    def within(self, rows: Ints, columns: Ints) -> Pairs:
        """Pairs of rows that are in the window."""
        return self._settled(*self.likeness.pairs(rows, columns))

    def on_day(self, day: int, rows: Ints, columns: Ints) -> Pairs:
        """Pairs beyond the window whose first day in common is column ``day`` of the days that are named."""
        left, right = self.likeness.pairs(rows, columns)
        days, named = self.table.days, self.table.named.matrix
        far = (days[left] != UNDATED) & (days[right] != UNDATED) & (np.abs(days[left] - days[right]) > self.window)
        left, right = left[far], right[far]
        common = named[left].multiply(named[right]).tocsr()
        first = common.indices[common.indptr[:-1]] == day
        return self._settled(left[first], right[first])

    def beside(self, order: Ints, start: int) -> Pairs:
        """Mentions a few places apart in one article: an answer need not repeat a word of what it answers."""
        found: list[Pairs] = []
        for step in range(1, NEIGHBOURS + 1):
            one = order[start : start + _SEATS]
            other = order[start + step : start + step + _SEATS]
            one = one[: len(other)]
            keep = (self.table.articles[one] == self.table.articles[other]) & (self.wanted[one] | self.wanted[other])
            found.append((one[keep], other[keep]))
        return self._sorted(*(np.concatenate([pair[side] for pair in found]) for side in (0, 1)))

    def _settled(self, left: Ints, right: Ints) -> Pairs:
        """Each pair once, from the row that ranks first, neighbours left out."""
        keep = (self.rank[right] > self.rank[left]) | ~self.wanted[right]
        here = self.table.articles[left] == self.table.articles[right]
        keep &= ~(here & (np.abs(self.seat[left] - self.seat[right]) <= NEIGHBOURS)) & (left != right)
        return self._sorted(left[keep], right[keep])

    def _sorted(self, left: Ints, right: Ints) -> Pairs:
        count = len(self.table)
        pairs = distinct(np.minimum(left, right) * count + np.maximum(left, right))
        return pairs // count, pairs % count


def blocks(table: Table, window: int, fresh: Ints | None = None, reach: Reach | None = None) -> Iterator[Block]:
    """All pairs to compare, in blocks without a pair in common.

    ``window``: most days between publication dates; rows without a date are compared with all.  ``fresh``: only pairs
    with one of these rows.
    """
    if not len(table):
        return
    wanted = np.ones(len(table), np.bool_)
    if fresh is not None:
        wanted[:] = False
        wanted[fresh] = True
    by_day, by_article = np.argsort(table.days, kind="stable"), np.lexsort((table.places, table.articles))
    shared = _Blocking(Likeness.of(table, reach or Reach()), window, wanted, _inverse(by_day), _inverse(by_article))
    for rows, columns in _windows(shared, by_day, fresh is not None):
        yield partial(shared.within, rows, columns)
    for day, rows, columns in _same_day(shared):
        yield partial(shared.on_day, day, rows, columns)
    for start in range(0, len(table), _SEATS):
        yield partial(shared.beside, by_article, start)


def candidates(table: Table, window: int, fresh: Ints | None = None, reach: Reach | None = None) -> Pairs:
    """Pairs of rows to compare, ``left < right``, sorted; see :func:`blocks`."""
    found = [block() for block in blocks(table, window, fresh, reach)]
    empty = np.zeros(0, np.int64)
    left, right = (np.concatenate([empty, *(pairs[side] for pairs in found)]) for side in (0, 1))
    order = np.lexsort((right, left))
    return left[order], right[order]


def in_reach(forms: Iterable[NormalForm], fresh: Sequence[NormalForm], window: int) -> list[NormalForm]:
    """The forms that blocking could compare with one of ``fresh``, and ``fresh`` themselves."""
    days = sorted({day_number(form.published) for form in fresh})
    if UNDATED in days:
        return list(forms)
    near = {day + shift for day in days for shift in range(-window, window + 1)} | {int(UNDATED)}
    named = {value for form in fresh for value in named_days(form)}
    return [form for form in forms if day_number(form.published) in near or not named.isdisjoint(named_days(form))]


def _inverse(order: Ints) -> Ints:
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place


def _windows(shared: _Blocking, order: Ints, partly: bool) -> Iterator[tuple[Ints, Ints]]:
    """Rows by day of publication with all rows from that day (``partly``: from the start of the window) to its end."""
    days, window = shared.table.days[order], shared.window
    undated = int(np.searchsorted(days, UNDATED, side="right"))
    wanted = shared.wanted[order]
    yield from _chunks(order[:undated][wanted[:undated]], order)
    if partly and undated:
        yield from _chunks(order[undated:][wanted[undated:]], order[:undated])
    for day in np.unique(days[undated:][wanted[undated:]]):
        start, end = np.searchsorted(days, (day, day + 1))
        first = max(undated, int(np.searchsorted(days, day - window))) if partly else start
        last = np.searchsorted(days, day + window, side="right")
        yield from _chunks(order[start:end][wanted[start:end]], order[first:last])


def _same_day(shared: _Blocking) -> Iterator[tuple[int, Ints, Ints]]:
    """Rows that name a day, where they were not all published within the window."""
    named = shared.table.named.matrix.tocsc()
    for day in np.flatnonzero(np.diff(named.indptr) > 1).tolist():
        members = named.indices[named.indptr[day] : named.indptr[day + 1]].astype(np.int64)
        days = shared.table.days[members]
        if int(days.max()) - int(days.min()) > shared.window:
            for rows, columns in _chunks(members[shared.wanted[members]], members):
                yield day, rows, columns


def _chunks(rows: Ints, columns: Ints) -> Iterator[tuple[Ints, Ints]]:
    size = max(1, _CELLS // max(1, len(columns)))
    for start in range(0, len(rows), size):
        yield rows[start : start + size], columns
