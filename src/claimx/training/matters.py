"""Pairs to learn from out of written matters: claims of one event, each as several newspapers print it.

A line of the file is an object: ``claims``, for each key a list of [holder, cue, content]; ``relations``, a list of
[key, relation, key].
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimx.nlp.normal_form import SHORT
from claimx.nlp.pair_reader import LABELS
from claimx.records import to_read
from claimx.training.pair_examples import Pair

RELATED = 4
"""Of two claims that stand to each other in some way, as many pairs of their mentions are learned from."""
UNLIKE = 3
"""So many pairs with mentions of other claims of the matter for each mention."""
TOLD_BEFORE = 0.4
"""Share of short mentions before which another one of the matter is told, as it might be in an article."""


def matter_pairs(path: Path, seed: int) -> list[Pair]:
    """All pairs of mentions of one claim, and some of two claims, as the pair reader will see them."""
    rng = random.Random(seed)
    return [pair for line in path.read_text("utf-8").splitlines() for pair in _pairs(json.loads(line), rng)]


def _pairs(matter: dict[str, Any], rng: random.Random) -> Iterator[Pair]:
    mentions = [(key, mention) for key, mentions in matter["claims"].items() for mention in mentions]
    texts: dict[str, list[str]] = {}
    for key, mention in mentions:
        short = len(mention[2].split()) <= SHORT
        before = _sentence(*rng.choice(mentions)[1]) if short and rng.random() < TOLD_BEFORE else ""
        texts.setdefault(key, []).append(to_read(_text(*mention), before))
    relation = {frozenset((a, b)): label for a, label, b in matter["relations"]}
    apart = []
    for one, other in itertools.combinations_with_replacement(sorted(texts), 2):
        if one == other:
            yield from (_pair(a, b, "same") for a, b in itertools.combinations(texts[one], 2))
            continue
        both = list(itertools.product(texts[one], texts[other]))
        label = relation.get(frozenset((one, other)))
        if label is None:
            apart += both
        else:
            yield from (_pair(a, b, label) for a, b in rng.sample(both, min(RELATED, len(both))))
    count = UNLIKE * sum(map(len, texts.values())) // 2
    yield from (_pair(a, b, "none") for a, b in rng.sample(apart, min(count, len(apart))))


def _pair(one: str, other: str, label: str) -> Pair:
    return Pair(one, other, "claims", LABELS.index(label))


def _text(holder: str, cue: str, content: str) -> str:
    return f"{holder} {cue} : {content}".lstrip() if holder or cue else content


def _sentence(holder: str, cue: str, content: str) -> str:
    return f"{content}, {holder} {cue}.".lstrip() if holder or cue else f"{content}."
