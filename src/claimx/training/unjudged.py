"""Pairs of claims of the news that nobody has judged: what a run compares, and a deeper reader can be asked about."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from claimx.config import Settings
from claimx.evaluate.gold import jsonl
from claimx.resolve.block import candidates
from claimx.resolve.frequencies import frequencies
from claimx.resolve.score import Scorer
from claimx.resolve.table import make_table
from claimx.training.judged import Found
from claimx.training.pair_examples import Pair

LOOK = 150
"""Score (thousandths) of a head from which two claims are alike or opposed enough to ask a teacher about."""

ANY = 0.15
"""Share of the pairs that nobody has judged which need not be."""


def unjudged_pairs(path: Path, wanted: int, seed: int, since: str = "", without: Collection[str] = ()) -> list[Pair]:
    """Pairs that a run over the articles of ``path`` (see :class:`claimx.training.judged.Found`) would compare, most
    of them likely to be something to each other.
    """
    names = {row["id"] for row in jsonl(path)} - set(without)
    table = make_table(Found.in_articles(path, names, since).forms.values(), frequencies())
    left, right = candidates(table, Settings().window_days)
    scores = Scorer.of(table).scores(left, right)
    likely = np.max([scores[head] for head in ("claim", "opposed", "denied")], axis=0) >= LOOK
    rng = random.Random(seed)
    chosen = _some(np.flatnonzero(likely).tolist(), round((1 - ANY) * wanted), rng)
    chosen += _some(np.flatnonzero(~likely).tolist(), round(ANY * wanted), rng)
    texts = [form.read for form in table.forms]
    pairs = ((texts[left[k]], texts[right[k]]) for k in chosen)
    return [Pair(one, other, "unjudged", 0) for one, other in pairs if one != other]


def _some(rows: Sequence[int], wanted: int, rng: random.Random) -> list[int]:
    return rng.sample(rows, min(len(rows), wanted))
