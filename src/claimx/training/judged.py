"""News that somebody has read, with what its claims are to each other.

Two kinds of files, both of JSON Lines and without a text: that is the articles'.  Of events read whole see
:mod:`claimx.evaluate.events`.  Of pairs judged one by one, in context: ``one`` and ``other``, each ``[article, [[start,
end], ...]]``, the second the code points of a content, and ``relation``, one of the pair reader's labels.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

import numpy as np

from claimx.config import Settings
from claimx.evaluate.events import ALIKE, Event, Place, joined, read_events
from claimx.evaluate.gold import Text, jsonl
from claimx.evaluate.spans import jaccard, mask
from claimx.knowledge.kb import load_knowledge
from claimx.nlp.pair_reader import LABELS
from claimx.nlp.pipeline import Analyser
from claimx.records import NormalForm, Shard
from claimx.resolve.core import place
from claimx.resolve.features import THOUSAND, pair_features, stances
from claimx.resolve.frequencies import frequencies
from claimx.resolve.gate import overlap
from claimx.resolve.group import link
from claimx.resolve.relate import ASKED_OF_PAPERS
from claimx.resolve.score import FLOOR
from claimx.resolve.table import make_table
from claimx.training.pair_examples import Pair, analysed, nearness

SINCE = "2015-12-01"
"""Day from which judged pairs are learned from; those of earlier articles are held back."""

UNLISTED = 11
"""Pairs that are neither the same nor opposed to learn from, for each article: two in five of them stand side by side
in one article, two in five sound alike, the rest are any.
"""

BESIDE = 4
"""Places in an article within which two claims stand side by side."""

IMPLIED = 4
"""Of the pairs of an article that are opposed because the same was said twice, as many are learned from."""

Places = frozenset[int]
"""Two claims of a line, by their places in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The claims that the pipeline finds in some articles: their forms by mention, their places by article, as bits;
    and ``alone``, what is read of each mention in its article, before sources are joined.
    """

    forms: Mapping[str, NormalForm]
    contents: Mapping[str, Sequence[tuple[int, str]]]
    alone: Mapping[str, str]

    @classmethod
    def in_articles(cls, path: Path, wanted: Collection[str], since: str = "") -> Found:
        """Those of the articles ``wanted`` of ``path``, JSON Lines with id, text, publisher and date."""
        texts = [
            Text(row["id"], row["text"], {"outlet": row["publisher"], "published": row["date"]})
            for row in jsonl(path)
            if row["id"] in wanted and row["date"] >= since
        ]
        settings, knowledge = Settings(), load_knowledge(None)
        shards = analysed(texts, Analyser(settings))
        placed = place(shards, knowledge.state_words(), knowledge.holder_name).forms
        forms = {form.mention: form for form in placed if form.text}
        alone = {form.mention: form.read for shard in shards for form in shard.forms}
        return cls(forms, {shard.article.path: _contents(shard, forms) for shard in shards}, alone)

    def at(self, wanted: Place) -> NormalForm | None:
        """The claim whose content has most in common with the spans, if that is enough."""
        article, spans = wanted
        judged = mask(spans)
        known = self.contents.get(article, ())
        best, mention = max(((jaccard(judged, bits), mention) for bits, mention in known), default=(0.0, ""))
        return self.forms[mention] if best >= ALIKE else None


def _contents(shard: Shard, forms: Collection[str]) -> list[tuple[int, str]]:
    return [(mask(m.content.spans), m.id) for m in shard.mentions if m.id in forms]


def judged_pairs(path: Path, articles: Path) -> list[Pair]:
    """The pairs of ``path`` to learn from, as the pair reader will see them: those whose claims the pipeline finds."""
    rows = list(jsonl(path))
    found = Found.in_articles(articles, {row[side][0] for row in rows for side in ("one", "other")}, SINCE)
    pairs = []
    for row in rows:
        one, other = (found.at(tuple(row[side])) for side in ("one", "other"))
        if one is not None and other is not None and one.read != other.read:
            pairs.append(Pair(one.read, other.read, "claims", LABELS.index(row["relation"])))
    return pairs


@dataclass(frozen=True, slots=True)
class Listed:
    """What a line of articles read whole lists, of the claims that the pipeline finds: the ``forms`` by place, each
    once, and None where it finds none; ``number``, the place of each mention; ``said`` to be opposed, and how;
    ``implied``, because the same was said elsewhere.
    """

    forms: Sequence[NormalForm | None]
    number: Mapping[str, int]
    same: Set[Places]
    said: Mapping[Places, str]
    implied: Mapping[Places, str]

    @classmethod
    def of(cls, event: Event, found: Found) -> Listed:
        """Of a line and what was found in its articles."""
        forms = [found.at(claim) for claim in event.claims]
        first: dict[str, int] = {}
        # Two listed claims may be one that the pipeline finds now.
        number = [k if form is None else first.setdefault(form.mention, k) for k, form in enumerate(forms)]
        groups = joined(len(forms), ([number[k] for k in places] for places in event.same))
        said: dict[Places, str] = {}
        for relation, one, other in event.opposed:
            if number[one] != number[other]:
                said.setdefault(frozenset((number[one], number[other])), relation)
        implied = {
            frozenset(pair): said[opposed]
            for opposed in sorted(said, key=sorted)
            for pair in product(*(groups[k] for k in sorted(opposed)))
            if len(set(pair)) > 1
        }
        same = {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}
        known = [form if number[k] == k else None for k, form in enumerate(forms)]
        return cls(known, first, same, said, implied)


def events_to_learn_from(path: Path, articles: Path) -> Iterator[tuple[Event, Listed, Found]]:
    """Each event of ``path`` that is not held back, with what it lists and what the pipeline finds."""
    events = read_events(path, held_back=False)
    found = Found.in_articles(articles, {name for event in events for name in event.articles})
    return ((event, Listed.of(event, found), found) for event in events)


def listed_pairs(path: Path, articles: Path, seed: int) -> list[Pair]:
    """Pairs to learn from out of the articles that ``path`` lists: all that are the same or said to be opposed, and
    some of the others.
    """
    rng = random.Random(seed)
    events = events_to_learn_from(path, articles)
    return [pair for event, listed, _ in events for pair in _of_event(listed, len(event.articles), rng)]


def suspected_pairs(path: Path, articles: Path, wanted: int, seed: int) -> list[Pair]:
    """Of the pairs that the heads suspect to be the same or opposed and that are neither, ``wanted`` for each article:
    what the reader is asked most of the time.
    """
    rng = random.Random(seed)
    chosen: list[Pair] = []
    for event, listed, _ in events_to_learn_from(path, articles):
        known = {form.mention: form for form in listed.forms if form is not None}
        links = link(known.values(), Settings().window_days)
        suspected = (np.maximum(links.opposed, links.denied) >= ASKED_OF_PAPERS) | (links.claim >= FLOOR)
        pairs = []
        for k in np.flatnonzero(suspected).tolist():
            one, other = (known[links.ids[row]] for row in (links.left[k], links.right[k]))
            places = frozenset((listed.number[one.mention], listed.number[other.mention]))
            if not (places in listed.same or places in listed.said or places in listed.implied or overlap(one, other)):
                pairs.append(Pair(one.read, other.read, "apart", 0))
        chosen += rng.sample(pairs, min(len(pairs), wanted * len(event.articles)))
    return chosen


def _of_event(listed: Listed, articles: int, rng: random.Random) -> Iterator[Pair]:
    some = sorted(listed.implied.keys() - listed.said.keys() - listed.same, key=sorted)
    chosen = dict.fromkeys(listed.same, "same") | dict(listed.said)
    chosen |= {pair: listed.implied[pair] for pair in rng.sample(some, min(len(some), IMPLIED * articles))}
    known = [form for form in listed.forms if form is not None]
    apart = _apart(known, listed.number, {*chosen, *listed.implied}, UNLISTED * articles, rng)
    for pair in [*sorted(chosen, key=sorted), *apart]:
        one, other = (listed.forms[k] for k in sorted(pair))
        if one is None or other is None or one.read == other.read:
            continue
        if relation := chosen.get(pair):
            yield Pair(one.read, other.read, "claims", LABELS.index(relation))
        else:
            yield Pair(one.read, other.read, "apart", 0)


def _apart(
    forms: Sequence[NormalForm],
    number: Mapping[str, int],
    listed: Collection[frozenset[int]],
    wanted: int,
    rng: random.Random,
) -> list[frozenset[int]]:
    """Pairs of claims, by ``number`` of their mention, that are neither the same nor opposed, nor one part of the
    other.
    """
    table = make_table(forms, frequencies())
    left, right = np.triu_indices(len(table), 1)
    features = pair_features(table, stances(table), left, right) / THOUSAND
    beside, alike = [], []
    for i, j, likeness in zip(left.tolist(), right.tolist(), nearness(features).tolist(), strict=True):
        one, other = table.forms[i], table.forms[j]
        pair = frozenset((number[one.mention], number[other.mention]))
        here = one.article == other.article
        if pair in listed or (here and one.extent[0] < other.extent[1] and other.extent[0] < one.extent[1]):
            continue
        alike.append((-likeness, sorted(pair)))
        if here and abs(one.place - other.place) <= BESIDE:
            beside.append(pair)
    share = 2 * wanted // 5
    chosen = dict.fromkeys(rng.sample(beside, min(len(beside), share)))
    ranked = [pair for _, numbers in sorted(alike) if (pair := frozenset(numbers)) not in chosen]
    chosen |= dict.fromkeys(ranked[:share])
    rest = ranked[share:]
    return [*chosen, *rng.sample(rest, min(len(rest), wanted - 2 * share))]
