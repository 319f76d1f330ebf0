"""Measures of a clustering against a gold one: MUC, B-cubed, CEAF-e, CoNLL F1, pairs, adjusted Rand, V-measure.

A clustering maps mentions to cluster ids of any kind; both must hold the same mentions.  0/0 is 0 for precision, recall
and F1 (so singletons alone have MUC 0), as in the CoNLL-2012 scorer; adjusted Rand and V are 1 for equal partitions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import comb, fsum, log
from typing import Any

from claimx.errors import UsageError
from claimx.evaluate.counts import Prf
from claimx.evaluate.matching import best_assignment

Clustering = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Contingency:
    """Sizes of gold and predicted clusters, and of each non-empty cell where two of them cross."""

    gold: Counter[Hashable]
    predicted: Counter[Hashable]
    cells: Counter[tuple[Hashable, Hashable]]

    @classmethod
    def of(cls, labels: Iterable[tuple[Hashable, Hashable]]) -> Contingency:
        """From the (gold, predicted) cluster of each mention."""
        cells = Counter(labels)
        gold, predicted = Counter[Hashable](), Counter[Hashable]()
        for (g, p), n in cells.items():
            gold[g] += n
            predicted[p] += n
        return cls(gold, predicted, cells)


def muc(table: Contingency) -> Prf:
    """Links kept (Vilain et al. 1995): a cluster of n mentions that lies in k clusters keeps n - k of n - 1."""
    mentions, cells = table.gold.total(), len(table.cells)
    kept = mentions - cells
    return Prf(kept, kept, mentions - len(table.predicted), mentions - len(table.gold))


def b_cubed(table: Contingency) -> Prf:
    """Mean overlap of each mention's two clusters (Bagga and Baldwin 1998)."""
    n = table.gold.total()
    p = fsum(c * c / table.predicted[b] for (_, b), c in table.cells.items())
    r = fsum(c * c / table.gold[a] for (a, _), c in table.cells.items())
    return Prf(p, r, n, n)


def b_cubed_of(labels: Iterable[tuple[Hashable, Hashable]]) -> Prf:
    """B-cubed from the (gold, predicted) cluster of each mention; a mention may stand more than once."""
    return b_cubed(Contingency.of(labels))


def ceaf_e(table: Contingency) -> Prf:
    """Summed Dice overlap of the best one-to-one alignment of clusters (Luo 2005, phi4).

    Cubic only in the size of each connected group of crossing clusters.
    """
    dice = {(g, p): 2 * c / (table.gold[g] + table.predicted[p]) for (g, p), c in table.cells.items()}
    total = fsum(_best_sum(dice, group) for group in _connected(table))
    return Prf(total, total, len(table.predicted), len(table.gold))


def _connected(table: Contingency) -> list[list[tuple[Hashable, Hashable]]]:
    by_gold: defaultdict[Hashable, list[tuple[Hashable, Hashable]]] = defaultdict(list)
    by_predicted: defaultdict[Hashable, list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for cell in table.cells:
        by_gold[cell[0]].append(cell)
        by_predicted[cell[1]].append(cell)
    groups, seen = [], set[tuple[Hashable, Hashable]]()
    for start in table.cells:
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for g, p in group:
            for cell in by_gold.pop(g, []) + by_predicted.pop(p, []):
                if cell not in seen:
                    seen.add(cell)
                    group.append(cell)
        groups.append(group)
    return groups


def _best_sum(dice: Mapping[tuple[Hashable, Hashable], float], group: list[tuple[Hashable, Hashable]]) -> float:
    rows = {g: k for k, g in enumerate(dict.fromkeys(g for g, _ in group))}
    columns = {p: k for k, p in enumerate(dict.fromkeys(p for _, p in group))}
    if 1 in (len(rows), len(columns)):
        return max(dice[cell] for cell in group)
    weights = [[0.0] * len(columns) for _ in rows]
    for g, p in group:
        weights[rows[g]][columns[p]] = dice[g, p]
    return fsum(weights[r][c] for r, c in best_assignment(weights))


def pairwise(table: Contingency) -> Prf:
    """Pairs of mentions that share a cluster."""
    both, p, r = (sum(comb(n, 2) for n in sizes.values()) for sizes in (table.cells, table.predicted, table.gold))
    return Prf(both, both, p, r)


def adjusted_rand(table: Contingency) -> float:
    """Rand index corrected for chance (Hubert and Arabie 1985); 1 for equal partitions, about 0 for chance."""
    counts = pairwise(table)
    possible = comb(table.gold.total(), 2)
    if counts.gold == counts.predicted and counts.gold in (0, possible):
        return 1.0
    chance = counts.gold * counts.predicted / possible
    return (counts.p_credit - chance) / ((counts.gold + counts.predicted) / 2 - chance)


def v_measure(table: Contingency) -> tuple[float, float, float]:
    """Homogeneity, completeness and their harmonic mean (Rosenberg and Hirschberg 2007)."""
    n = table.gold.total()

    def entropy(sizes: Counter[Hashable]) -> float:
        return -fsum(c / n * log(c / n) for c in sizes.values())

    def left(axis: int, sizes: Counter[Hashable]) -> float:
        return -fsum(c / n * log(c / sizes[cell[axis]]) for cell, c in table.cells.items())

    h_gold, h_predicted = entropy(table.gold), entropy(table.predicted)
    homogeneity = 1 - left(1, table.predicted) / h_gold if h_gold else 1.0
    completeness = 1 - left(0, table.gold) / h_predicted if h_predicted else 1.0
    both = homogeneity + completeness
    return homogeneity, completeness, 2 * homogeneity * completeness / both if both else 0.0


@dataclass(frozen=True, slots=True)
class ClusterScores:
    """Every measure of one pair of clusterings."""

    mentions: int
    gold_clusters: int
    predicted_clusters: int
    muc: Prf
    b_cubed: Prf
    ceaf_e: Prf
    pairwise: Prf
    ari: float
    homogeneity: float
    completeness: float
    v_measure: float

    @property
    def conll_f1(self) -> float:
        """Mean F1 of MUC, B-cubed and CEAF-e."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3

    def as_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON; ``undefined`` names the measures with a 0/0 in them."""
        named = {name: getattr(self, name) for name in ("muc", "b_cubed", "ceaf_e", "pairwise")}
        return {
            "mentions": self.mentions,
            "gold_clusters": self.gold_clusters,
            "predicted_clusters": self.predicted_clusters,
            **{k: {"precision": v.precision, "recall": v.recall, "f1": v.f1} for k, v in named.items()},
            "conll_f1": self.conll_f1,
            "ari": self.ari,
            "homogeneity": self.homogeneity,
            "completeness": self.completeness,
            "v_measure": self.v_measure,
            "undefined": [name for name, prf in named.items() if prf.undefined],
        }

    def table(self) -> str:
        """A plain-text table."""
        lines = [
            f"mentions {self.mentions}, clusters: gold {self.gold_clusters}, predicted {self.predicted_clusters}",
            f"{'':10}{'P':>8}{'R':>8}{'F1':>8}",
        ]
        named = {"MUC": self.muc, "B3": self.b_cubed, "CEAF-e": self.ceaf_e, "pairwise": self.pairwise}
        for name, prf in named.items():
            lines.append(f"{name:10}{prf.precision:8.4f}{prf.recall:8.4f}{prf.f1:8.4f}{'  (0/0)' * prf.undefined}")
        lines += [f"{'CoNLL F1':26}{self.conll_f1:8.4f}", f"{'ARI':26}{self.ari:8.4f}"]
        lines.append(f"{'V-measure':10}{self.homogeneity:8.4f}{self.completeness:8.4f}{self.v_measure:8.4f}")
        return "\n".join(lines)


def score(gold: Clustering, predicted: Clustering) -> ClusterScores:
    """Score two clusterings; UsageError where they do not hold the same mentions, or none."""
    if gold.keys() != predicted.keys() or not gold:
        raise UsageError(
            "both clusterings must hold the same mentions, at least one",
            f"{len(gold.keys() - predicted.keys())} only in gold, {len(predicted.keys() - gold.keys())} only predicted",
        )
    table = Contingency.of((cluster, predicted[mention]) for mention, cluster in gold.items())
    homogeneity, completeness, v = v_measure(table)
    return ClusterScores(
        mentions=len(gold),
        gold_clusters=len(table.gold),
        predicted_clusters=len(table.predicted),
        muc=muc(table),
        b_cubed=b_cubed(table),
        ceaf_e=ceaf_e(table),
        pairwise=pairwise(table),
        ari=adjusted_rand(table),
        homogeneity=homogeneity,
        completeness=completeness,
        v_measure=v,
    )
