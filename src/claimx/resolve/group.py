"""From normal forms to clusters: blocking, scores, gate, clustering; whole, or only what a change touches.

Whether two mentions are linked depends on the two alone, and a cluster on its component alone.  So an update that
compares the changed mentions with the rest and clusters the touched components again gives exactly what a full run
gives.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, fields, replace

import numpy as np

from claimx.records import NormalForm, Reader
from claimx.resolve.alike import Reach
from claimx.resolve.block import Block, blocks, in_reach
from claimx.resolve.cluster import UNASKED, Edges, cluster, label_components
from claimx.resolve.exact import same_word_codes, to_the_letter
from claimx.resolve.features import THOUSAND
from claimx.resolve.frequencies import frequencies
from claimx.resolve.gate import Conflict, conflict
from claimx.resolve.read import compare, unread
from claimx.resolve.rejoinders import answered
from claimx.resolve.score import ASKED, FLOOR, HEADS, Scorer
from claimx.resolve.table import Ints, Whole, make_table

MATTER_FLOOR = 150
"""Least score of the other heads at which a link is kept for the relations."""

_BATCH = 8_000
"""Pairs scored at once: what fits a processor's cache."""

_THREADS = 4
"""Most blocks of pairs at once: bounds the memory.  However many, the result is the same."""


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs that were found alike: rows of ``ids`` (sorted mention ids), ``left < right``, scores in thousandths by
    head, and whether the gate keeps the two apart: asked from FLOOR up, else UNASKED."""

    ids: Sequence[str]
    left: Whole
    right: Whole
    claim: Whole
    matter: Whole
    opposed: Whole
    denied: Whole
    updates: Whole
    apart: Whole

    def where(self, keep: Ints) -> Links:
        """The links at the given places."""
        return Links(self.ids, *(getattr(self, name)[keep] for name in _COLUMNS))

    @property
    def edges(self) -> Edges:
        """The links as clustering sees them."""
        return Edges(self.left, self.right, self.claim, self.apart)


_COLUMNS = tuple(field.name for field in fields(Links))[1:]
_WIDTHS = (np.int32, np.int32, np.int16, np.int16, np.int16, np.int16, np.int16, np.int8)


@dataclass(frozen=True, slots=True)
class Grouping:
    """The outcome: forms by mention id, links, and clusters of rows of ``links.ids``."""

    forms: Mapping[str, NormalForm]
    links: Links
    clusters: Sequence[tuple[int, ...]]


def workers() -> int:
    """Threads to compare and to read with."""
    return min(_THREADS, os.cpu_count() or 1)


def link(
    forms: Iterable[NormalForm],
    window: int,
    fresh: frozenset[str] | None = None,
    reach: Reach | None = None,
    reader: Reader | None = None,
) -> Links:
    """Compare forms (ids must differ) within the window; only pairs with a ``fresh`` mention, where given.

    ``reader``: reads the pairs that may be one claim; the result then depends on its model, too.
    """
    table = make_table(forms, frequencies())
    ids = [form.mention for form in table.forms]
    rows = None if fresh is None else np.array([k for k, name in enumerate(ids) if name in fresh], np.int64)
    scorer = Scorer.of(table)
    with ThreadPoolExecutor(workers()) as pool, ThreadPoolExecutor(workers()) as readers:
        comparison = _Comparison(ids, scorer, *same_word_codes(table.forms), reader, readers)
        parts = list(pool.map(comparison, blocks(table, window, rows, reach)))
    return _concatenate(ids, parts)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Finds the links of a block of pairs.  ``words``, ``quotes``: see :func:`same_word_codes`; ``readers`` work for
    all blocks together.
    """

    ids: Sequence[str]
    scorer: Scorer
    words: Ints
    quotes: Ints
    reader: Reader | None
    readers: Executor

    def __call__(self, block: Block) -> Links:
        left, right = block()
        batches = range(0, len(left), _BATCH)
        return _joined(self.ids, [self.links(left[at : at + _BATCH], right[at : at + _BATCH]) for at in batches])

    def links(self, left: Ints, right: Ints) -> Links:
        """The links among the pairs ``(left[k], right[k])``."""
        scores = self.scorer.scores(left, right)
        suspected = np.where(answered(self.scorer.table, left, right), ASKED, 0)
        scores["opposed"] = np.maximum(scores["opposed"], suspected)
        related = np.max([scores[name] for name in ("matter", "opposed", "denied")], axis=0)
        keep = np.flatnonzero((scores["claim"] >= FLOOR) | (related >= MATTER_FLOOR))
        a, b = left[keep], right[keep]
        same = (self.words[a] == self.words[b]) & (self.words[a] >= 0)
        same |= (self.quotes[a] == self.quotes[b]) & (self.quotes[a] >= 0)
        claim = np.where(same, THOUSAND, scores["claim"][keep])
        apart = np.full(len(keep), UNASKED)
        forms = self.scorer.table.forms

        def compared(k: int) -> tuple[int, Conflict | None]:
            one, other = forms[a[k]], forms[b[k]]
            # The same words need no reader, but where the gate sees a difference between them, or the small words do.
            reader = None if same[k] and to_the_letter(one, other) and conflict(one, other) is None else self.reader
            return compare(one, other, int(claim[k]), reader, self.scorer.weights)

        asked = np.flatnonzero(claim >= FLOOR).tolist()
        each = map if self.reader is None else self.readers.map
        for k, (score, refused) in zip(asked, each(compared, asked), strict=True):
            claim[k], apart[k] = score, refused is not None
        columns = (a, b, claim, *(scores[name][keep] for name in HEADS[2:]), apart)
        return Links(self.ids, *(column.astype(width) for column, width in zip(columns, _WIDTHS, strict=True)))


def _joined(ids: Sequence[str], parts: Sequence[Links]) -> Links:
    columns = (
        np.concatenate([np.zeros(0, width), *(getattr(part, name) for part in parts)])
        for name, width in zip(_COLUMNS, _WIDTHS, strict=True)
    )
    return Links(ids, *columns)


def _concatenate(ids: Sequence[str], parts: Sequence[Links]) -> Links:
    """The links of all parts (which have none in common) by rows."""
    whole = _joined(ids, parts)
    # Timsort: quick where the parts are in order.
    return whole.where(np.argsort(whole.left.astype(np.int64) * len(ids) + whole.right, kind="stable"))


def group(
    forms: Iterable[NormalForm],
    window: int,
    threshold: int,
    before: Grouping | None = None,
    reader: Reader | None = None,
) -> Grouping:
    """Cluster forms.  ``threshold``: least mean score in thousandths.  ``reader``: see :func:`link`.

    ``before``: the grouping of an earlier state of the corpus under the same settings; the result is the same without
    it.
    """
    now = {form.mention: form for form in sorted(forms, key=lambda form: form.mention)}
    if before is None:
        links = link(now.values(), window, reader=reader)
        return Grouping(now, links, _clusters(now, links, np.arange(len(now)), threshold, reader))
    fresh = frozenset(name for name, form in now.items() if _other(before.forms.get(name), form))
    stale = frozenset(name for name, form in before.forms.items() if _other(now.get(name), form))
    pool = in_reach(now.values(), [now[name] for name in sorted(fresh)], window)
    ids = list(now)
    found = _renumbered(link(pool, window, fresh, reader=reader), ids)
    links = _concatenate(ids, [_carried(before.links, ids, stale), found])
    touched = _touched(before, links, fresh, stale)
    untouched = np.flatnonzero(~touched)
    place = {name: row for row, name in enumerate(ids)}
    kept: list[tuple[int, ...]] = []
    for old in before.clusters:
        row = place.get(before.links.ids[old[0]])
        if row is not None and not touched[row]:
            kept.append(tuple(place[before.links.ids[k]] for k in old))
    assert sum(map(len, kept)) == len(untouched)
    again = _clusters(now, links, np.flatnonzero(touched), threshold, reader)
    return Grouping(now, links, sorted([*kept, *again]))


def _other(one: NormalForm | None, form: NormalForm) -> bool:
    return one is not form and one != form


def _clusters(
    forms: Mapping[str, NormalForm], links: Links, rows: Ints, threshold: int, reader: Reader | None
) -> list[tuple[int, ...]]:
    ordered = [forms[name] for name in links.ids]
    keeps_apart = conflict if reader is None else unread

    def forbid(i: int, j: int) -> bool:
        return keeps_apart(ordered[i], ordered[j]) is not None

    chosen = np.zeros(len(links.ids), np.bool_)
    chosen[rows] = True
    edges = links.edges.where(np.flatnonzero(chosen[links.left] & chosen[links.right]))
    return cluster(rows, edges, threshold, min(FLOOR, threshold), forbid)


def _renumbered(links: Links, ids: Sequence[str]) -> Links:
    """The same links as rows of another list of ids (sorted, too)."""
    place = {name: row for row, name in enumerate(ids)}
    rows = np.array([place.get(name, -1) for name in links.ids] or [0], np.int32)
    return replace(links, ids=ids, left=rows[links.left], right=rows[links.right])


def _carried(links: Links, ids: Sequence[str], stale: frozenset[str]) -> Links:
    """The earlier links between mentions that are as they were."""
    good = np.array([name not in stale for name in links.ids], np.bool_)
    return _renumbered(links.where(np.flatnonzero(good[links.left] & good[links.right])), ids)


def _touched(
    before: Grouping, links: Links, fresh: frozenset[str], stale: frozenset[str]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Rows whose component holds a changed mention, or one that was linked to a changed or removed mention."""
    old = before.links
    gone = np.array([name in stale for name in old.ids], np.bool_)
    names = set(fresh)
    for row in np.concatenate([old.right[gone[old.left]], old.left[gone[old.right]]]).tolist():
        names.add(old.ids[row])
    marked = np.array([name in names for name in links.ids], np.bool_)
    label = label_components(np.arange(len(links.ids)), links.edges, FLOOR)
    return np.asarray(np.isin(label, np.unique(label[marked])))
