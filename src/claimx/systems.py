"""The resolver apart from a run: a judge of pairs and a grouper of sentences for the evaluation, and a pair explained.

With :mod:`claimx.api` the only place that joins layers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimx.config import Settings
from claimx.errors import UsageError
from claimx.evaluate.clusters import Grouper, Tree, evaluate_clusters
from claimx.evaluate.measures import FileMeasure
from claimx.evaluate.pairs import Judge, Verdict, evaluate_pairs
from claimx.ingest.discover import discover
from claimx.knowledge.kb import load_knowledge
from claimx.nlp.pair_reader import load_pair_reader
from claimx.nlp.sentences import SentenceReader
from claimx.normalise.accuracy import date_accuracy
from claimx.records import Reading
from claimx.resolve import Step, pair_scores, pair_steps
from claimx.resolve.core import place
from claimx.resolve.events import group_events
from claimx.resolve.exact import same_words
from claimx.resolve.features import THOUSAND, is_denial
from claimx.resolve.gate import Conflict
from claimx.resolve.read import compare
from claimx.resolve.score import weights
from claimx.run.shard import ShardMaker

__all__ = ["Explained", "date_accuracy", "explain_pair", "grouper", "judge", "resolver_measures"]

_PAIR_FILES = ("headlines", "edits")
_CLUSTER_FILES = {"ecbplus": "dev"}
"""Set -> the split of it that is measured."""

_REFUSED = 8
"""By how much a refusal of the gate lowers the odds by which pairs are ranked: of 381 refused pairs of headlines 13 are
the same, and they score as high as others that are.  What is refused is never merged, whatever its rank.
"""


def judge(settings: Settings) -> Judge:
    """A judge of pairs of texts: the pair score, 0 where the gate keeps the two apart, and the decision to merge."""
    sentences, reader = SentenceReader(settings), load_pair_reader()

    def verdicts(pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        forms = sentences.forms(text for pair in pairs for text in pair)
        couples = list(zip(forms[::2], forms[1::2], strict=True))
        found = []
        for (one, other), score in zip(couples, pair_scores(couples), strict=True):
            same = same_words(one, other)
            read, fault = compare(one, other, score, None if same else reader, weights())
            rank = 1.0 if same else read / THOUSAND
            merged = fault is None and rank >= settings.merge_threshold
            kind = None if fault is None else fault.kind
            found.append(Verdict(rank if fault is None else rank / (rank + (1 - rank) * _REFUSED), merged, kind))
        return found

    return verdicts


def grouper(settings: Settings) -> Grouper:
    """A grouper of tokenised sentences: a cluster for each."""
    reader = SentenceReader(settings)

    def clusters(rows: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[list[Tree], Mapping[str, object]]:
        parsed = reader.tokenised(rows)
        cluster_of = group_events([form for form, _, _ in parsed])
        return [Tree(depths, lemmas) for _, depths, lemmas in parsed], cluster_of

    return clusters


@dataclass(frozen=True, slots=True)
class Explained:
    """Why two mentions are one claim or two: the steps of log odds, and what keeps them apart, if anything; and whether
    one is opposed to the other: the score of the head ``opposed`` or, where one of the two is a denial, ``denied``
    (thousandths), and a reading of the two side by side, where both have words.
    """

    steps: list[Step]
    conflict: Conflict | None
    opposed: int
    reading: Reading | None


def explain_pair(corpus: str, paths: tuple[str, str], mentions: tuple[str, str], settings: Settings) -> Explained:
    """How two mentions compare.

    paths: of their articles, relative to ``corpus``, which is read again.  Raises UsageError where a mention is not
    found in it.
    """
    make, knowledge = ShardMaker(settings), load_knowledge(settings.knowledge)
    items = [item for item in discover([corpus], settings) if item.path in paths]
    placed = place([make(item).shard for item in items], knowledge.state_words(), knowledge.holder_name)
    forms = {form.mention: form for form in placed.forms}
    if absent := [ref for ref in mentions if ref not in forms]:
        raise UsageError(f"no mention {absent[0]} in {corpus}", "the articles or the settings have changed since")
    one, other = forms[mentions[0]], forms[mentions[1]]
    (score,) = pair_scores([(one, other)])
    (opposed,) = pair_scores([(one, other)], "denied" if is_denial(one) != is_denial(other) else "opposed")
    reader = load_pair_reader()
    _, refused = compare(one, other, score, reader, weights())
    reading = reader([(one.read, other.read)])[0] if one.text and other.text else None
    return Explained(pair_steps(one, other, reader), refused, opposed, reading)


def resolver_measures(settings: Settings) -> dict[str, FileMeasure]:
    """For each set of the quality gate that measures the resolver alone: a function of its file."""

    def pairs(path: Path) -> dict[str, float]:
        return evaluate_pairs(path, judge(settings))

    def clusters(split: str) -> FileMeasure:
        def measure(path: Path) -> dict[str, float]:
            scores = evaluate_clusters(path, grouper(settings), split=split)
            return {"conll_f1": float(scores["conll_f1"])}

        return measure

    return {**dict.fromkeys(_PAIR_FILES, pairs), **{name: clusters(split) for name, split in _CLUSTER_FILES.items()}}
