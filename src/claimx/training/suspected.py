"""Pairs of claims out of real news that the resolver's features take for opposed.

Hardly one in thirty is (counted on annotated articles), so all are learned from as unopposed: what two polls find, what
an attack and its answer say, what two groups pay.  Written articles have few of the kind.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from claimx.config import Settings
from claimx.evaluate.gold import Text, jsonl
from claimx.knowledge.kb import load_knowledge
from claimx.nlp.pipeline import Analyser
from claimx.resolve.block import candidates
from claimx.resolve.core import place
from claimx.resolve.frequencies import frequencies
from claimx.resolve.matter import Matters
from claimx.resolve.score import Scorer
from claimx.resolve.table import make_table
from claimx.training.pair_examples import Pair, analysed

SINCE = "2016-06-15"
"""Day from which articles are read: those of a few weeks share their matters."""

SUSPECTED = 300
"""Score of the heads ``opposed`` and ``denied`` (thousandths) from which a pair is taken, and of the head ``claim`` up
to which it is.
"""

WANTED = 6000


def suspected_pairs(path: Path, seed: int) -> list[Pair]:
    """At most ``WANTED`` pairs of one matter, by chance, out of JSON Lines of dated articles."""
    settings, knowledge = Settings(), load_knowledge(None)
    texts = [
        Text(row["id"], row["text"], {"outlet": row["publisher"], "published": row["date"]})
        for row in jsonl(path)
        if row["date"] >= SINCE
    ]
    shards = analysed(texts, Analyser(settings))
    matters = Matters(shards)
    table = make_table(place(shards, knowledge.state_words(), knowledge.holder_name).forms, frequencies())
    left, right = candidates(table, settings.window_days)
    scores = Scorer.of(table).scores(left, right)
    suspected = np.maximum(scores["opposed"], scores["denied"]) >= SUSPECTED
    taken = np.flatnonzero(suspected & (scores["claim"] < SUSPECTED)).tolist()
    found = []
    for one, other in ((table.forms[left[k]], table.forms[right[k]]) for k in taken):
        if one.text and other.text and matters.one(one.article, other.article):
            found.append(Pair(one.read, other.read, "unopposed", 0.0))
    rng = random.Random(seed)
    return rng.sample(found, min(WANTED, len(found)))
