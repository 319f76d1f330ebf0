"""Pairs of claims to learn from: those that a run would compare, of mentions as the pipeline finds them.

Pairs of annotated spans with true sources would not do: what is learned from them trusts both too much.  Most pairs are
of one matter and not the same claim: those are the negatives that count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from claimx.config import Settings
from claimx.evaluate.claims import match
from claimx.evaluate.gold import ClaimGold, Text, claim_texts, read_claims
from claimx.evaluate.predictions import ClaimMention, DocumentFinder
from claimx.knowledge.kb import KnowledgeBase, load_knowledge
from claimx.nlp.pipeline import Analyser
from claimx.records import Shard
from claimx.resolve.block import candidates
from claimx.resolve.core import place
from claimx.resolve.features import NAMES, THOUSAND, pair_features, stances
from claimx.resolve.frequencies import Frequencies, frequencies
from claimx.resolve.gate import Conflict, conflict
from claimx.resolve.table import make_table
from claimx.schema import Published
from claimx.training.documents import as_document

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Strings = npt.NDArray[np.str_]


Kind = Literal["claims", "apart", "grade", "inference"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, and for the head of its kind a label's place (claims, inference) or a grade of 0 to 1; of two claims
    ``apart`` no more is known than that they are neither the same nor opposed.
    """

    one: str
    other: str
    kind: Kind
    target: float


@dataclass(frozen=True, slots=True)
class Examples:
    """Feature rows (in units, not thousandths) with a label each: same, updates, contradicts, denies, elaborates or
    none.

    ``unheld``: neither of the two has a holder.  ``reasons``: the kind of conflict that the gate sees ("unlike" where
    it is not of one thing), "" where it lets the two be one.  ``matters``: the event
    that they are about, "" where it is two.  ``texts`` (n, 2): what a pair reader reads, as a form's ``read`` has it.
    """

    features: Floats
    labels: Strings
    unheld: Flags
    reasons: Strings
    matters: Strings
    texts: Strings

    def where(self, keep: Flags) -> Examples:
        """The examples at the given places."""
        return Examples(*(getattr(self, field.name)[keep] for field in fields(self)))

    @property
    def nearness(self) -> Floats:
        """How much the two of each pair sound alike."""
        return nearness(self.features)


def nearness(features: Floats) -> Floats:
    """How much two claims sound alike, of feature rows (n, features) in units: by sense and by words, 0 to 2."""
    sense, words = (features[:, NAMES.index(name)] for name in ("sentence_cosine", "plain_jaccard"))
    return np.asarray(sense + words)


def analysed(texts: Iterable[Text], analyser: Analyser) -> list[Shard]:
    """The shards of annotated articles, with the outlets and dates that they are given."""
    found = []
    for text in texts:
        document = as_document(text.id, text.text)
        document.article.outlet = text.meta.get("outlet")
        document.article.published = Published(value=text.meta.get("published"), basis="sidecar")
        found.append(analyser.analyse(document))
    return found


def found_clusters(shards: Sequence[Shard], gold: ClaimGold) -> dict[str, frozenset[str]]:
    """Gold clusters of each mention of the pipeline's that is an annotated one."""
    document = DocumentFinder(gold.docs)
    listed = [(mention, document(shard.article.path)) for shard in shards for mention in shard.mentions]
    predicted = [
        ClaimMention(
            doc=doc or "",
            content=[list(span) for span in m.content.spans],
            source=[list(span) for span in (m.source.spans if m.source else ())],
            cue=[list(span) for span in (m.cue.spans if m.cue else ())],
        )
        for m, doc in listed
    ]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for k, i in match(gold, predicted).partner.items():
        found[listed[i][0].id].add(gold.cluster[gold.attributed[k]["id"]])
    return {mention: frozenset(clusters) for mention, clusters in found.items()}


def claim_examples(folder: Path, analyser: Analyser, known: Frequencies, knowledge: KnowledgeBase) -> Examples:
    """The pairs that a run would compare, of mentions that are annotated, labelled by clusters and relations."""
    gold = read_claims(folder)
    shards = analysed(claim_texts(folder, gold), analyser)
    clusters = found_clusters(shards, gold)
    document = DocumentFinder(gold.docs)
    about = {s.article.id: gold.docs[document(s.article.path) or ""] for s in shards}
    event = {article: str(row.get("set") or row["event"]) for article, row in about.items()}
    relation = {frozenset((row["a"], row["b"])): str(row["relation"]) for row in gold.relations}
    forms = place(shards, knowledge.state_words(), knowledge.holder_name).forms
    table = make_table(forms, known)
    left, right = candidates(table, Settings().window_days)
    mention = [form.mention for form in table.forms]
    matter = [event[form.article] for form in table.forms]
    keep = [
        k
        for k, (i, j) in enumerate(zip(left.tolist(), right.tolist(), strict=True))
        if mention[i] in clusters and mention[j] in clusters
    ]
    left, right = left[keep], right[keep]

    def label(i: int, j: int) -> str:
        ours, theirs = clusters[mention[i]], clusters[mention[j]]
        linked = sorted({relation.get(frozenset((a, b)), "none") for a in ours for b in theirs})
        return "same" if ours & theirs else linked[0]

    pairs = list(zip(left.tolist(), right.tolist(), strict=True))
    return Examples(
        features=pair_features(table, stances(table), left, right) / THOUSAND,
        labels=np.array([label(i, j) for i, j in pairs]),
        unheld=(table.holders[left] < 0) & (table.holders[right] < 0),
        reasons=np.array([_reason(conflict(table.forms[i], table.forms[j])) for i, j in pairs]),
        matters=np.array([matter[i] if matter[i] == matter[j] else "" for i, j in pairs]),
        texts=np.array([(table.forms[i].read, table.forms[j].read) for i, j in pairs]),
    )


def _reason(found: Conflict | None) -> str:
    return "" if found is None else found.kind if found.one_thing else "unlike"


def packaged_examples(folder: Path) -> Examples:
    """The pairs of one folder under the settings and statistics that come with the package."""
    return claim_examples(folder, Analyser(Settings()), frequencies(), load_knowledge(None))
