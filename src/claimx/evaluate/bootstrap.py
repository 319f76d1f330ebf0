"""Paired bootstrap over articles: is one system better than another, or is it chance?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claimx.errors import UsageError
from claimx.evaluate.counts import Prf

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Comparison:
    """F1 of two systems on the same articles, their difference (b - a) with its 95 % interval, and how often b wins.

    ``p_value`` is two-sided: how easily a difference of this sign would turn over under resampling.
    """

    a: float
    b: float
    low: float
    high: float
    b_wins: float
    p_value: float
    samples: int

    @property
    def difference(self) -> float:
        """F1 of b less F1 of a."""
        return self.b - self.a

    def line(self, name: str) -> str:
        """One line of a table, in percent."""
        figures = f"{100 * self.a:7.1f}{100 * self.b:7.1f}{100 * self.difference:+8.1f}"
        interval = f"[{100 * self.low:+.1f}, {100 * self.high:+.1f}]"
        return f"{name:<20}{figures}  {interval:>16}  {100 * self.b_wins:6.1f}  {self.p_value:7.3f}"


HEADER = f"{'F1':<20}{'A':>7}{'B':>7}{'B - A':>8}  {'95 % interval':>16}  {'B wins':>6}  {'p':>7}"


def paired_bootstrap(a: Sequence[Prf], b: Sequence[Prf], *, samples: int = 10_000, seed: int = 1) -> Comparison:
    """Compare two systems whose counts are given article by article, in the same order (Efron and Tibshirani 1993).

    Raises UsageError where the two lists differ in length or are empty.
    """
    if len(a) != len(b) or not a:
        raise UsageError("a paired bootstrap needs the same articles for both", f"{len(a)} against {len(b)}")
    table = np.array([[[x.p_credit, x.r_credit, x.predicted, x.gold] for x in side] for side in (a, b)])
    draws = np.random.default_rng(seed).multinomial(len(a), [1 / len(a)] * len(a), size=samples)
    f1 = _f1(np.einsum("sn,knc->ksc", draws, table))
    whole = _f1(table.sum(axis=1))
    difference = f1[1] - f1[0]
    low, high = np.quantile(difference, [0.025, 0.975])
    above, below = float(np.mean(difference > 0)), float(np.mean(difference < 0))
    return Comparison(
        float(whole[0]), float(whole[1]), float(low), float(high), above, min(1.0, 2 * (1 - max(above, below))), samples
    )


def _f1(counts: Floats) -> Floats:
    """F1 along the last axis (p credit, r credit, predicted, gold); 0 where nothing is right."""
    p = np.divide(counts[..., 0], counts[..., 2], out=np.zeros(counts.shape[:-1]), where=counts[..., 2] > 0)
    r = np.divide(counts[..., 1], counts[..., 3], out=np.zeros(counts.shape[:-1]), where=counts[..., 3] > 0)
    f1: Floats = np.divide(2 * p * r, p + r, out=np.zeros_like(p), where=p + r > 0)
    return f1
