"""Average-link clustering under cannot-link, one connected component at a time.

Connected components alone chain everything into everything; here two clusters join only when the mean of *all* pairs
between them reaches the threshold (a pair that was never scored counts as 0) and no pair is forbidden.
"""

from __future__ import annotations

import heapq
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from claimx.resolve.table import Ints, Whole

LARGEST = 500
"""Mentions in a component beyond which it is cut again at a higher floor."""

_STEP = 50

UNASKED = -1
"""Stands in ``Edges.apart`` where nobody has asked yet whether the two may be one claim."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Edges:
    """Scored pairs of rows, ``left < right``: probability of the same claim in thousandths, and whether they are kept
    apart (1, 0, or UNASKED).

    Rows are in mention id order, so the smaller row is the smaller id.
    """

    left: Whole
    right: Whole
    score: Whole
    apart: Whole

    def where(self, keep: Ints) -> Edges:
        """The edges at the given places."""
        return Edges(self.left[keep], self.right[keep], self.score[keep], self.apart[keep])


Forbid = Callable[[int, int], bool]
"""Whether two rows may not be one claim; asked where the edges do not say, and for pairs that were never scored."""


def cluster(rows: Ints, edges: Edges, threshold: int, floor: int, forbid: Forbid) -> list[tuple[int, ...]]:
    """Clusters of ``rows`` (sorted), each sorted, in the order of their first rows.

    ``threshold``: least mean score (thousandths) at which clusters join; ``floor``: least score of an edge that
    connects.
    """
    found: list[tuple[int, ...]] = []
    for members, inner in components(rows, edges, floor):
        found.extend(_cut(members, inner, threshold, floor, forbid))
    joined = {row for members in found for row in members}
    found.extend((row,) for row in rows.tolist() if row not in joined)
    return sorted(found)


def label_components(rows: Ints, edges: Edges, floor: int) -> Ints:
    """A component number for each of ``rows`` (sorted), under edges of at least ``floor`` that are not forbidden."""
    links = (edges.score >= floor) & (edges.apart <= 0)
    ends = np.searchsorted(rows, edges.left[links]), np.searchsorted(rows, edges.right[links])
    graph = coo_array((np.ones(int(links.sum()), np.int8), ends), shape=(len(rows),) * 2)
    return np.asarray(connected_components(graph.tocsr(), directed=False)[1], np.int64)


def components(rows: Ints, edges: Edges, floor: int) -> Iterator[tuple[Ints, Edges]]:
    """The connected components of two rows or more, with all their edges."""
    label = label_components(rows, edges, floor)
    order = np.argsort(label, kind="stable")
    bounds = np.searchsorted(label[order], np.arange(int(label.max(initial=-1)) + 2))
    left, right = label[np.searchsorted(rows, edges.left)], label[np.searchsorted(rows, edges.right)]
    inside = np.flatnonzero(left == right)
    inside = inside[np.argsort(left[inside], kind="stable")]
    edge_bounds = np.searchsorted(left[inside], np.arange(len(bounds)))
    for k in np.flatnonzero(np.diff(bounds) > 1).tolist():
        yield rows[order[bounds[k] : bounds[k + 1]]], edges.where(inside[edge_bounds[k] : edge_bounds[k + 1]])


def _cut(members: Ints, edges: Edges, threshold: int, floor: int, forbid: Forbid) -> list[tuple[int, ...]]:
    """Cluster one component; an outsized one is split at a higher floor first."""
    if len(members) <= LARGEST or floor + _STEP >= 1000:
        return average_link(members.tolist(), edges, threshold, forbid)
    log.warning("a component of %d mentions is cut again at score %.2f", len(members), (floor + _STEP) / 1000)
    found: list[tuple[int, ...]] = []
    for part, inner in components(members, edges, floor + _STEP):
        found.extend(_cut(part, inner, threshold, floor + _STEP, forbid))
    return found


def average_link(members: Sequence[int], edges: Edges, threshold: int, forbid: Forbid) -> list[tuple[int, ...]]:
    """Greedy agglomeration: the pair of clusters with the highest mean joins first, ties by their smallest rows.

    ``members`` sorted.  Means are compared as whole thousandths.
    """
    clusters: dict[int, list[int]] = {row: [row] for row in members}
    sums: dict[int, dict[int, int]] = {row: {} for row in members}
    apart: dict[tuple[int, int], bool] = {}
    for i, j, score, forbidden in zip(
        edges.left.tolist(), edges.right.tolist(), edges.score.tolist(), edges.apart.tolist(), strict=True
    ):
        sums[i][j] = sums[j][i] = score
        if forbidden != UNASKED:
            apart[i, j] = bool(forbidden)

    def mean(a: int, b: int) -> int:
        return sums[a][b] // (len(clusters[a]) * len(clusters[b]))

    def kept_apart(a: int, b: int) -> bool:
        pairs = ((min(x, y), max(x, y)) for x in clusters[a] for y in clusters[b])
        return any(apart[pair] if pair in apart else forbid(*pair) for pair in pairs)

    heap = [(-s, i, j) for i, near in sums.items() for j, s in near.items() if i < j and s >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if i not in clusters or j not in clusters or -negative != mean(i, j) or kept_apart(i, j):
            continue
        _join(i, j, clusters, sums)
        for k in sums[i]:
            value = mean(i, k)
            if value >= threshold:
                heapq.heappush(heap, (-value, min(i, k), max(i, k)))
    return sorted(tuple(sorted(rows)) for rows in clusters.values())


def _join(i: int, j: int, clusters: dict[int, list[int]], sums: dict[int, dict[int, int]]) -> None:
    """Merge cluster ``j`` into ``i`` (``i < j``: a cluster goes by its smallest row)."""
    clusters[i] += clusters.pop(j)
    for k, value in sums.pop(j).items():
        sums[k].pop(j)
        if k != i:
            sums[i][k] = sums[k][i] = sums[i].get(k, 0) + value


def weakest(rows: Sequence[int], scores: Mapping[tuple[int, int], int]) -> int:
    """The least of the members' best links, in thousandths: what holds the loosest member; 1000 for one alone."""
    best = [max((scores.get((min(a, b), max(a, b)), 0) for b in rows if b != a), default=1000) for a in rows]
    return min(best, default=1000)
