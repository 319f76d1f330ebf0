"""One-to-one pairing of predictions with gold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment


def best_assignment(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Row and column pairs of greatest summed weight, each row and column used once; pairs of weight 0 are left out."""
    if not weights or not weights[0]:
        return []
    rows, columns = linear_sum_assignment(np.asarray(weights, dtype=float), maximize=True)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if weights[int(r)][int(c)] > 0]
