"""From normal forms to clusters: blocking, scores, gate, clustering; whole, or only what a change touches.

Whether two mentions are linked depends on the two alone, and a cluster on its component alone.  So an update that
compares the changed mentions with the rest and clusters the touched components again gives exactly what a full run
gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from claimx.records import NormalForm
from claimx.resolve.block import Reach, candidates, in_reach
from claimx.resolve.cluster import Edges, cluster, label_components
from claimx.resolve.exact import same_words
from claimx.resolve.frequencies import frequencies
from claimx.resolve.gate import conflict
from claimx.resolve.score import HEADS, Scorer, Weights, weights
from claimx.resolve.table import Ints, make_table

FLOOR = 100
"""Least claim score (thousandths) of a link that is kept: below it no mean that counts can be reached."""

MATTER_FLOOR = 150
"""Least score of the other heads at which a link is kept for the relations."""

_BATCH = 200_000


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs that were found alike: rows of ``ids`` (sorted mention ids), ``left < right``, scores in thousandths by
    head, and whether the gate keeps the two apart."""

    ids: Sequence[str]
    left: Ints
    right: Ints
    claim: Ints
    matter: Ints
    opposed: Ints
    denied: Ints
    updates: Ints
    apart: Ints

    def where(self, keep: Ints) -> Links:
        """The links at the given places."""
        return Links(self.ids, *(getattr(self, name)[keep] for name in _COLUMNS))

    @property
    def edges(self) -> Edges:
        """The links as clustering sees them."""
        return Edges(self.left, self.right, self.claim, self.apart)


_COLUMNS = tuple(field.name for field in fields(Links))[1:]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The outcome: forms by mention id, links, and clusters of rows of ``links.ids``."""

    forms: Mapping[str, NormalForm]
    links: Links
    clusters: Sequence[tuple[int, ...]]


def link(
    forms: Iterable[NormalForm],
    window: int,
    fresh: frozenset[str] | None = None,
    reach: Reach | None = None,
    chosen: Weights | None = None,
) -> Links:
    """Compare forms (ids must differ) within the window; only pairs with a ``fresh`` mention, where given."""
    table = make_table(forms, frequencies())
    ids = [form.mention for form in table.forms]
    rows = None if fresh is None else np.array([k for k, name in enumerate(ids) if name in fresh], np.int64)
    left, right = candidates(table, window, rows, reach)
    scorer = Scorer.of(table, chosen or weights())
    kept: list[Links] = []
    for start in range(0, len(left), _BATCH):
        a, b = left[start : start + _BATCH], right[start : start + _BATCH]
        scores = scorer.scores(a, b)
        related = np.max([scores[name] for name in ("matter", "opposed", "denied")], axis=0)
        keep = np.flatnonzero((scores["claim"] >= FLOOR) | (related >= MATTER_FLOOR))
        claim, a, b = scores["claim"][keep].copy(), a[keep], b[keep]
        apart = np.zeros(len(keep), np.int64)
        for k, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
            one, other = table.forms[i], table.forms[j]
            apart[k] = conflict(one, other) is not None
            if same_words(one, other):
                claim[k] = 1000
        columns = (a, b, claim, *(scores[name][keep] for name in HEADS[2:]), apart)
        kept.append(Links(ids, **dict(zip(_COLUMNS, columns, strict=True))))
    return _concatenate(ids, kept)


def _concatenate(ids: Sequence[str], parts: Sequence[Links]) -> Links:
    empty = np.zeros(0, np.int64)
    columns = (np.concatenate([empty, *(getattr(part, name) for part in parts)]) for name in _COLUMNS)
    whole = Links(ids, *columns)
    return whole.where(np.lexsort((whole.right, whole.left)))


def group(forms: Iterable[NormalForm], window: int, threshold: int, before: Grouping | None = None) -> Grouping:
    """Cluster forms.  ``threshold``: least mean score in thousandths.

    ``before``: the grouping of an earlier state of the corpus under the same settings; the result is the same without
    it.
    """
    now = {form.mention: form for form in sorted(forms, key=lambda form: form.mention)}
    if before is None:
        links = link(now.values(), window)
        return Grouping(now, links, _clusters(now, links, np.arange(len(now)), threshold))
    fresh = frozenset(name for name, form in now.items() if before.forms.get(name) != form)
    stale = frozenset(name for name, form in before.forms.items() if now.get(name) != form)
    pool = in_reach(now.values(), [now[name] for name in sorted(fresh)], window)
    ids = list(now)
    links = _concatenate(ids, [_carried(before.links, ids, stale), _renumbered(link(pool, window, fresh), ids)])
    touched = _touched(before, links, fresh, stale)
    untouched = np.flatnonzero(~touched)
    place = {name: row for row, name in enumerate(ids)}
    kept: list[tuple[int, ...]] = []
    for old in before.clusters:
        row = place.get(before.links.ids[old[0]])
        if row is not None and not touched[row]:
            kept.append(tuple(place[before.links.ids[k]] for k in old))
    assert sum(map(len, kept)) == len(untouched)
    again = _clusters(now, links, np.flatnonzero(touched), threshold)
    return Grouping(now, links, sorted([*kept, *again]))


def _clusters(forms: Mapping[str, NormalForm], links: Links, rows: Ints, threshold: int) -> list[tuple[int, ...]]:
    ordered = [forms[name] for name in links.ids]

    def forbid(i: int, j: int) -> bool:
        return conflict(ordered[i], ordered[j]) is not None

    chosen = np.zeros(len(links.ids), np.bool_)
    chosen[rows] = True
    edges = links.edges.where(np.flatnonzero(chosen[links.left] & chosen[links.right]))
    return cluster(rows, edges, threshold, min(FLOOR, threshold), forbid)


def _renumbered(links: Links, ids: Sequence[str]) -> Links:
    """The same links as rows of another list of ids (sorted, too)."""
    place = {name: row for row, name in enumerate(ids)}
    rows = np.array([place.get(name, -1) for name in links.ids] or [0], np.int64)
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
