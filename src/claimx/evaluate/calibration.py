"""Is a confidence a probability?  Reliability table and expected calibration error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claimx.errors import UsageError
from claimx.evaluate.attribution import Paired
from claimx.evaluate.gold import Roles

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of similar confidence: their number, mean confidence, and the share that was right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Reliability table with expected (``ece``) and largest (``mce``) calibration error and the Brier score."""

    bins: list[Bin]
    ece: float
    mce: float
    brier: float

    def table(self) -> str:
        """A plain-text table and reliability plot: the bar is the share that was right, ``|`` the mean confidence."""
        lines = [f"{'confidence':<14}{'n':>7}{'mean':>8}{'right':>8}"]
        lines += [
            f"{b.low:.2f} to {b.high:.2f}  {b.count:7d}{b.confidence:8.3f}{b.right:8.3f}  {_bar(b)}" for b in self.bins
        ]
        lines.append(f"expected calibration error {self.ece:.3f}, largest {self.mce:.3f}, Brier score {self.brier:.3f}")
        return "\n".join(lines)


def _bar(b: Bin) -> str:
    bar, mark = f"{'#' * round(30 * b.right):<31}", round(30 * b.confidence)
    return f"{bar[:mark]}|{bar[mark + 1 :]}".rstrip()


def reliability(confidence: Sequence[float], right: Sequence[bool], bins: int = 10) -> Reliability:
    """Bins of equal width over [0, 1]; empty ones are left out (Guo et al. 2017).

    Raises UsageError for no predictions, lists of two lengths, or a confidence outside [0, 1].
    """
    c, r = _arrays(confidence, right)
    if c.min() < 0 or c.max() > 1:
        raise UsageError("a confidence outside 0 to 1")
    index = np.minimum((c * bins).astype(int), bins - 1)
    rows = []
    for k in range(bins):
        inside = index == k
        if inside.any():
            rows.append(
                Bin(k / bins, (k + 1) / bins, int(inside.sum()), float(c[inside].mean()), float(r[inside].mean()))
            )
    gaps = [abs(b.confidence - b.right) for b in rows]
    ece = sum(gap * b.count for gap, b in zip(gaps, rows, strict=True)) / len(c)
    return Reliability(rows, ece, max(gaps), float(np.mean((c - r) ** 2)))


def _arrays(scores: Sequence[float], right: Sequence[bool]) -> tuple[Floats, Floats]:
    if len(scores) != len(right) or not len(scores):
        raise UsageError("calibration needs as many outcomes as scores, at least one")
    return np.asarray(scores, dtype=float), np.asarray(right, dtype=float)


def outcomes(
    paired: Iterable[Paired], predicted: Iterable[Sequence[Roles]], level: str = "attribution"
) -> tuple[list[float], list[bool]]:
    """Confidence of each prediction and whether it is right at a level; both iterables go article by article.

    Predictions without a confidence are left out.
    """
    confidence, right = [], []
    for article, rows in zip(paired, predicted, strict=True):
        gold_of = article.gold_of
        for i, row in enumerate(rows):
            if row.confidence is not None:
                confidence.append(row.confidence)
                right.append(gold_of.get(i) in article.hits[level])
    return confidence, right
