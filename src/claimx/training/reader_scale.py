"""Puts a new pair reader's log odds on an earlier one's scale, so that the resolver's thresholds need not move.

    python -m claimx.training.reader_scale NEW EARLIER DATA WRITTEN

``NEW`` and ``EARLIER`` are model folders; ``DATA`` holds ``domain/dev``, ``claims`` and ``polnear``, ``WRITTEN`` what
``written/README.md`` says.  Both read the pairs of claims of these sets, and of the events held back, that the heads
suspect to be the same or opposed.  Printed is the average precision of each reader, alone and with the heads; written
is the calibration in NEW's ``config.json``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from claimx.config import Settings
from claimx.evaluate.events import read_events
from claimx.evaluate.gold import claim_texts, read_claims
from claimx.knowledge.kb import load_knowledge
from claimx.nlp.pair_reader import PairReader
from claimx.nlp.pipeline import Analyser
from claimx.records import NormalForm, Reader
from claimx.resolve.core import place
from claimx.resolve.features import THOUSAND
from claimx.resolve.gate import overlap
from claimx.resolve.group import link, workers
from claimx.resolve.relate import SUSPICION
from claimx.resolve.score import FLOOR, weights
from claimx.schema import OPPOSED
from claimx.training.export import recalibrate
from claimx.training.judged import Found, Listed
from claimx.training.pair_examples import analysed, found_clusters

Floats = npt.NDArray[np.float64]

SUSPECTED = 200
"""Score of the heads ``opposed`` and ``denied`` from which a pair is read here."""

_SLIGHT = 0.0005
"""Least probability that is told from none."""

HEADS = ("same", "opposed")
WEIGHT: Mapping[str, float] = {"same": weights().read_claim.weight / THOUSAND, "opposed": THOUSAND / SUSPICION}
"""What a reader's log odds count beside those of the heads, as the resolver takes them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Pairs that a reader is asked about: ``texts``; ``labels`` (n), same, opposed or ""; the log odds of the heads
    (n), in units.
    """

    texts: Sequence[tuple[str, str]]
    labels: npt.NDArray[np.str_]
    same: Floats
    opposed: Floats


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a reader's log odds count, and a constant, beside the heads' in a regression."""

    weight: float
    bias: float


def asked(forms: Iterable[NormalForm], labels: Mapping[frozenset[str], str]) -> Asked:
    """The pairs of ``forms`` that the heads suspect.  ``labels``: by their mentions, same or opposed."""
    known = {form.mention: form for form in forms if form.text}
    links = link(known.values(), Settings().window_days)
    against = np.maximum(links.opposed, links.denied)
    texts, named, same, opposed = [], [], [], []
    for k in np.flatnonzero((against >= SUSPECTED) | (links.claim >= FLOOR)).tolist():
        one, other = (known[links.ids[row]] for row in (links.left[k], links.right[k]))
        if not overlap(one, other) and (one.holder or other.holder):
            texts.append((one.read, other.read))
            named.append(labels.get(frozenset((one.mention, other.mention)), ""))
            same.append(int(links.claim[k]))
            opposed.append(int(against[k]))
    return Asked(texts, np.array(named, dtype=np.str_), _log_odds(same), _log_odds(opposed))


def _log_odds(scores: Sequence[int]) -> Floats:
    """Of scores in thousandths."""
    share = np.clip(np.array(scores, np.float64) / THOUSAND, _SLIGHT, 1 - _SLIGHT)
    return np.asarray(np.log(share / (1 - share)))


def of_folder(folder: Path, analyser: Analyser) -> Asked:
    """Of annotated articles."""
    gold = read_claims(folder)
    shards, knowledge = analysed(claim_texts(folder, gold), analyser), load_knowledge(None)
    clusters = found_clusters(shards, gold)
    related = {frozenset((row["a"], row["b"])) for row in gold.relations if row["relation"] in OPPOSED}
    forms = [f for f in place(shards, knowledge.state_words(), knowledge.holder_name).forms if f.mention in clusters]
    labels: dict[frozenset[str], str] = {}
    for one, other in product(forms, repeat=2):
        ours, theirs = clusters[one.mention], clusters[other.mention]
        if ours & theirs:
            labels[frozenset((one.mention, other.mention))] = "same"
        elif any(frozenset(pair) in related for pair in product(ours, theirs)):
            labels[frozenset((one.mention, other.mention))] = "opposed"
    return asked(forms, labels)


def of_events(path: Path, articles: Path) -> Asked:
    """Of the events of ``path`` that are held back."""
    events = read_events(path, held_back=True)
    found = Found.in_articles(articles, {name for event in events for name in event.articles})
    return joined([_of_event(Listed.of(event, found)) for event in events])


def _of_event(listed: Listed) -> Asked:
    known = {k: form for k, form in enumerate(listed.forms) if form is not None}
    told = [(places, "same") for places in listed.same - listed.implied.keys()]
    told += [(places, "opposed") for places in listed.implied]
    labels = {frozenset(known[k].mention for k in places): name for places, name in told if places <= known.keys()}
    return asked(known.values(), labels)


def joined(parts: Sequence[Asked]) -> Asked:
    """Several as one."""
    return Asked(
        [texts for part in parts for texts in part.texts],
        np.concatenate([part.labels for part in parts]),
        np.concatenate([part.same for part in parts]),
        np.concatenate([part.opposed for part in parts]),
    )


def readings(pairs: Asked, reader: Reader) -> dict[str, Floats]:
    """A reader's log odds (n) of "same" and "opposed", in units."""
    with ThreadPoolExecutor(workers()) as pool:
        read = list(pool.map(lambda texts: reader([texts])[0], pairs.texts))
    return {name: np.array([getattr(r, name) for r in read]) / THOUSAND for name in HEADS}


def fit(name: str, parts: Sequence[Asked], read: Sequence[Mapping[str, Floats]]) -> Fitted:
    """The regression of one label on a reader's and the heads' log odds, each part as heavy as the others."""
    pairs = joined(parts)
    odds = np.concatenate([found[name] for found in read])
    heavy = np.repeat([len(pairs.texts) / len(part.texts) for part in parts], [len(part.texts) for part in parts])
    model = LogisticRegression(C=1e6, max_iter=1000)
    model.fit(np.stack([odds, getattr(pairs, name)], 1), pairs.labels == name, sample_weight=heavy)
    return Fitted(float(model.coef_[0][0]), float(model.intercept_[0]))


def calibration(new: Fitted, earlier: Fitted) -> list[float]:
    """Factor and summand that make of the new reader's log odds what the earlier one's stand for."""
    return [round(new.weight / earlier.weight, 2), round((new.bias - earlier.bias) / earlier.weight, 2)]


def main(arguments: Sequence[str]) -> None:
    """Read, print, write."""
    new, earlier, data, written = map(Path, arguments)
    analyser = Analyser(Settings())
    sets = {
        str(folder): of_folder(folder, analyser) for folder in (data / "domain/dev", data / "claims", written / "dev")
    }
    for name, articles in (("polnear", data / "polnear/train.jsonl.gz"), ("news", written / "news/articles.jsonl")):
        sets[name] = of_events(written / name / "found.jsonl", articles)
    recalibrate(new, {name: [1.0, 0.0] for name in HEADS})
    read = {folder: [readings(part, PairReader(folder)) for part in sets.values()] for folder in (earlier, new)}
    for folder, found in read.items():
        for (title, part), odds in zip(sets.items(), found, strict=True):
            each = (
                f"{name} {average_precision_score(part.labels == name, odds[name]):.3f}, with the heads "
                f"{average_precision_score(part.labels == name, WEIGHT[name] * odds[name] + getattr(part, name)):.3f}"
                for name in HEADS
            )
            print(f"{folder} {title} ({len(part.texts)} pairs):", *each, sep="  ")
    fitted = {name: [fit(name, list(sets.values()), read[folder]) for folder in (new, earlier)] for name in HEADS}
    made = {name: calibration(*both) for name, both in fitted.items()}
    recalibrate(new, made)
    print(made)


if __name__ == "__main__":
    main(sys.argv[1:])
