"""Sentences about one event: groups by the ``matter`` head alone, with no gate and no window."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from claimx.records import NormalForm
from claimx.resolve.cluster import Edges, cluster
from claimx.resolve.features import THOUSAND
from claimx.resolve.frequencies import frequencies
from claimx.resolve.score import Scorer
from claimx.resolve.table import make_table

MATTER = 0.5
"""Least mean score of the ``matter`` head at which sentences are about one event."""


def group_events(forms: Sequence[NormalForm]) -> dict[str, int]:
    """A cluster for each id: forms about one event.  Every pair is compared."""
    table = make_table(forms, frequencies())
    left, right = (side.astype(np.int64) for side in np.triu_indices(len(table), k=1))
    scores = Scorer.of(table).scores(left, right)["matter"]
    keep = np.flatnonzero(scores > 0)
    edges = Edges(left[keep], right[keep], scores[keep], np.zeros(len(keep), np.int64))
    least = round(MATTER * THOUSAND)
    found = cluster(np.arange(len(table)), edges, least, least, lambda i, j: False)
    return {table.forms[row].mention: k for k, rows in enumerate(found) for row in rows}
