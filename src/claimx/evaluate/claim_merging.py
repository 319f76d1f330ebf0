"""Which claims were merged and linked: pairs, B-cubed, opposed claims, relations; over mentions that were found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from claimx.evaluate.cluster_metrics import b_cubed_of
from claimx.evaluate.counts import Prf
from claimx.evaluate.gold import ClaimGold
from claimx.evaluate.predictions import ClaimMention
from claimx.evaluate.spans import dice, mask
from claimx.schema import OPPOSED


class Placed(NamedTuple):
    """A found mention: its gold cluster, its predicted cluster, and the prediction that found it."""

    gold: str
    predicted: str
    by: int


@dataclass(slots=True)
class MergeScores:
    """``pairs`` counts pairs of mentions put together; ``wrongly_merged`` must be empty.

    ``reachable`` opposed relations have both claims found, ``linked`` of them are linked by any opposed relation.
    ``relations`` counts links: predicted ones between two found claims, gold ones that are reachable, right ones of the
    right type; ``links`` is the same whatever the type.
    """

    pairs: Prf = field(default_factory=Prf)
    b_cubed: Prf = field(default_factory=Prf)
    reachable: int = 0
    linked: int = 0
    wrongly_merged: list[tuple[str, str, str]] = field(default_factory=list)
    relations: Prf = field(default_factory=Prf)
    links: Prf = field(default_factory=Prf)

    def __iadd__(self, other: MergeScores) -> MergeScores:
        self.pairs += other.pairs
        self.b_cubed += other.b_cubed
        self.reachable += other.reachable
        self.linked += other.linked
        self.wrongly_merged += other.wrongly_merged
        self.relations += other.relations
        self.links += other.links
        return self

    def as_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        right = int(self.pairs.p_credit)
        return {
            "merge_pairs": {
                "tp": right,
                "wrong": int(self.pairs.predicted) - right,
                "missed": int(self.pairs.gold) - right,
                "f1": self.pairs.f1,
            },
            "b_cubed": {"p": self.b_cubed.precision, "r": self.b_cubed.recall, "f1": self.b_cubed.f1},
            "opposed_pairs": {
                "reachable": self.reachable,
                "linked": self.linked,
                "WRONGLY_MERGED": [list(x) for x in self.wrongly_merged],
            },
            "relations": self.relations.as_dict(),
            "links": self.links.as_dict(),
        }


def merging(
    gold: ClaimGold,
    predicted: Sequence[ClaimMention],
    partner: Mapping[int, int],
    own_voice: Collection[int],
    threshold: float,
) -> MergeScores:
    """Score merging and linking.  partner: gold index -> predicted index; own_voice: found ones of the outlet."""
    items = _placed(gold, predicted, partner, own_voice, threshold)
    pairs = Prf()
    for a, b in combinations(items, 2):
        if a.by != b.by:
            together, belong = a.predicted == b.predicted, a.gold == b.gold
            pairs += Prf.hits(together and belong, together, belong)
    b3 = b_cubed_of([(x.gold, x.predicted) for x in items])
    where: defaultdict[str, set[str]] = defaultdict(set)
    for item in items:
        where[item.gold].add(item.predicted)
    opposed = [
        (x["a"], x["b"], x["relation"])
        for x in gold.relations
        if x["relation"] in OPPOSED and where.get(x["a"]) and where.get(x["b"])
    ]
    links = {(p.cluster, other): kind for p in predicted for kind, other in p.links if kind in OPPOSED and p.cluster}
    linked = [(a, b, kind) for a, b, kind in opposed if _kinds_between(where[a], where[b], links)]
    return MergeScores(
        pairs,
        b3,
        len(opposed),
        len(linked),
        [(a, b, kind) for a, b, kind in opposed if where[a] & where[b]],
        *_relation_counts(items, where, opposed, links),
    )


def _placed(
    gold: ClaimGold,
    predicted: Sequence[ClaimMention],
    partner: Mapping[int, int],
    own_voice: Collection[int],
    threshold: float,
) -> list[Placed]:
    found = [(gold.attributed[k]["id"], i) for k, i in sorted(partner.items())]
    for m in gold.own_voice:
        content = mask(m["content"])
        overlaps = [(dice(mask(predicted[i].content), content), -i) for i in own_voice if predicted[i].doc == m["doc"]]
        overlap, index = max(overlaps, default=(0.0, 0))
        if overlap >= threshold:
            found.append((m["id"], -index))
    return [Placed(gold.cluster[m], cluster, i) for m, i in found if (cluster := predicted[i].cluster) is not None]


def _kinds_between(a: Collection[str], b: Collection[str], links: Mapping[tuple[Any, str], str]) -> set[str]:
    ends = [(x, y) for x in a for y in b] + [(y, x) for x in a for y in b]
    return {links[end] for end in ends if end in links}


def _relation_counts(
    items: Sequence[Placed],
    where: Mapping[str, set[str]],
    opposed: Sequence[tuple[str, str, str]],
    links: Mapping[tuple[Any, str], str],
) -> tuple[Prf, Prf]:
    """Counts of typed relations and of links of any type; a prediction counts when both its claims were found."""
    is_found = {x.predicted for x in items}
    mine = {frozenset(ends): kind for ends, kind in sorted(links.items()) if is_found.issuperset(ends)}
    mine = {ends: kind for ends, kind in mine.items() if len(ends) == 2}
    allowed: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for a, b, kind in opposed:
        for x in where[a]:
            for y in where[b]:
                allowed[frozenset((x, y))].add(kind)
    gold_pairs = Counter(frozenset((a, b)) for a, b, _ in opposed)
    typed = sum(kind in _kinds_between(where[a], where[b], links) for a, b, kind in opposed)
    any_type = sum(bool(_kinds_between(where[a], where[b], links)) for a, b, _ in opposed)
    total = gold_pairs.total()
    return (
        Prf(sum(kind in allowed[ends] for ends, kind in mine.items()), typed, len(mine), total),
        Prf(sum(bool(allowed[ends]) for ends in mine), any_type, len(mine), total),
    )
