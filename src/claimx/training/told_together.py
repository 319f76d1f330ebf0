"""Claims that are told together, and which of them are the same or opposed: what the sentence encoder learns from.

Of each claim there is the text that is read of it in its article alone; who says it may be named elsewhere.
"""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

from claimx.config import Settings
from claimx.evaluate.gold import claim_texts, read_claims
from claimx.evaluate.predictions import DocumentFinder
from claimx.nlp.pipeline import Analyser
from claimx.records import NormalForm
from claimx.resolve.gate import overlap
from claimx.schema import OPPOSED
from claimx.training.judged import events_to_learn_from
from claimx.training.pair_examples import analysed, found_clusters

Place = tuple[int, int]
"""Two places in a list of texts, the smaller first."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Texts of claims; the pairs that are the ``same`` and that are ``opposed``; those that are one inside the other,
    of which nothing is learned.  All others are neither.
    """

    texts: Sequence[str]
    same: Collection[Place]
    opposed: Collection[Place]
    nested: Collection[Place]


def listed_matters(path: Path, articles: Path) -> Iterator[Matter]:
    """Those of articles read whole, see :mod:`claimx.training.judged`."""
    for _, listed, found in events_to_learn_from(path, articles):
        at = [k for k, form in enumerate(listed.forms) if form is not None]
        forms = [form for form in listed.forms if form is not None]
        place = {k: i for i, k in enumerate(at)}
        same, opposed = (
            [(place[min(p)], place[max(p)]) for p in sorted(pairs, key=sorted) if p <= place.keys()]
            for pairs in (listed.same, {*listed.said, *listed.implied} - listed.same)
        )
        yield Matter([found.alone[form.mention] for form in forms], same, opposed, _nested(forms))


def annotated_matters(folder: Path) -> Iterator[Matter]:
    """Those of a folder of annotated claims, of mentions as the pipeline finds them; a set's articles together."""
    gold = read_claims(folder)
    shards = analysed(claim_texts(folder, gold), Analyser(Settings()))
    clusters, document = found_clusters(shards, gold), DocumentFinder(gold.docs)
    opposed = {frozenset((r["a"], r["b"])) for r in gold.relations if r["relation"] in OPPOSED}
    events: dict[str, list[NormalForm]] = {}
    for shard in shards:
        about = gold.docs[document(shard.article.path) or ""]
        event = str(about.get("set") or about["event"])
        events.setdefault(event, []).extend(form for form in shard.forms if form.mention in clusters)
    for _, forms in sorted(events.items()):
        found = [clusters[form.mention] for form in forms]
        pairs = list(combinations(range(len(forms)), 2))
        same = [(i, j) for i, j in pairs if found[i] & found[j]]
        against = [
            (i, j)
            for i, j in pairs
            if not found[i] & found[j] and any(frozenset(ends) in opposed for ends in product(found[i], found[j]))
        ]
        yield Matter([form.read for form in forms], same, against, _nested(forms))


def written_matters(path: Path, wanted: int, seed: int) -> Iterator[Matter]:
    """``wanted`` of the written matters, see :mod:`claimx.training.matters`."""
    lines = path.read_text("utf-8").splitlines()
    for line in random.Random(seed).sample(lines, min(wanted, len(lines))):
        row = json.loads(line)
        told = [
            (key, f"{cue} : {content}" if cue else content)
            for key, said in row["claims"].items()
            for _, cue, content in said
        ]
        opposed = {frozenset((one, other)) for one, relation, other in row["relations"] if relation in OPPOSED}
        pairs = list(combinations(range(len(told)), 2))
        same = [(i, j) for i, j in pairs if told[i][0] == told[j][0]]
        against = [(i, j) for i, j in pairs if frozenset((told[i][0], told[j][0])) in opposed]
        yield Matter([text for _, text in told], same, against, [])


def _nested(forms: Sequence[NormalForm]) -> list[Place]:
    return [(i, j) for i, j in combinations(range(len(forms)), 2) if overlap(forms[i], forms[j])]
