"""The pair score: logistic regressions over readable features, with the weights in a versioned JSON file.

The heads share the features: ``claim`` (the two say the same), ``sentence`` (the same, where neither has a holder:
headlines and the outlet's own voice), ``matter`` (they are about one matter, agreeing or not), ``opposed`` (one
updates, contradicts or denies the other), ``denied`` (the same, where one of the two is a denial) and ``updates``
(where it is opposed, as a later state).  Everything is whole numbers until the last step.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from claimx.errors import ModelError
from claimx.records import NormalForm, Reader, Reading
from claimx.resolve.features import NAMES, THOUSAND, Stances, pair_features, stances
from claimx.resolve.frequencies import frequencies
from claimx.resolve.restated import restated
from claimx.resolve.table import Ints, Table, make_table
from claimx.resolve.words import DATA

VERSION = 4
HeadName = Literal["claim", "sentence", "matter", "opposed", "denied", "updates"]
HEADS: tuple[HeadName, ...] = ("claim", "sentence", "matter", "opposed", "denied", "updates")

FLOOR = 100
"""Least claim score (thousandths) at which a pair may be one claim, and is read: most pairs are below it, hardly any of
them one claim.
"""

ASKED = 300
"""Score of the heads ``opposed`` and ``denied`` (thousandths) from which two claims that no rule links are read."""

_LIMIT = 12 * THOUSAND
_PROBABILITY = np.array([round(THOUSAND / (1 + math.exp(-z / THOUSAND))) for z in range(-_LIMIT, _LIMIT + 1)], np.int64)
_LOG_ODDS = [round(THOUSAND * math.log((p + 0.5) / (THOUSAND + 0.5 - p))) for p in range(THOUSAND + 1)]


@dataclass(frozen=True, slots=True)
class Head:
    """One regression: bias and weights (in the order of ``NAMES``) in thousandths."""

    bias: int
    weights: Ints

    def logits(self, features: Ints) -> Ints:
        """Log odds in thousandths of each row of ``features`` (which are in thousandths too)."""
        total = np.full(len(features), self.bias * THOUSAND, np.int64)
        for column, weight in enumerate(self.weights.tolist()):
            if weight:
                total += features[:, column] * weight
        return np.floor_divide(total + THOUSAND // 2, THOUSAND)


@dataclass(frozen=True, slots=True)
class Trust:
    """What a pair reader's log odds add to a score's: so many thousandths of them, and a constant."""

    weight: int
    bias: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The heads, for pairs with sentence vectors and for pairs without; and what a pair reader adds to the head
    ``claim`` and to the head ``sentence``.
    """

    version: int
    with_vectors: Mapping[HeadName, Head]
    without_vectors: Mapping[HeadName, Head]
    read_claim: Trust
    read_sentence: Trust


def read_weights(text: str) -> Weights:
    """Weights from JSON.  Raises ModelError when the version or the features are not those of this code."""
    data = json.loads(text)
    if data.get("version") != VERSION or data.get("features") != list(NAMES):
        raise ModelError("the pair weights do not fit this version", "they list other features", "reinstall claimx")

    def heads(part: Mapping[str, Mapping[str, object]]) -> dict[HeadName, Head]:
        found: dict[HeadName, Head] = {}
        for name in HEADS:
            head = json.loads(json.dumps(part[name]))
            found[name] = Head(int(head["bias"]), np.array([int(head["weights"].get(f, 0)) for f in NAMES], np.int64))
        return found

    read = (Trust(int(data[name]["weight"]), int(data[name]["bias"])) for name in ("read_claim", "read_sentence"))
    return Weights(VERSION, heads(data["with_vectors"]), heads(data["without_vectors"]), *read)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The packaged weights, ``weights.json``."""
    return read_weights((DATA / "weights.json").read_text("utf-8"))


def probability(logits: Ints) -> Ints:
    """Probabilities in thousandths of log odds in thousandths."""
    return _PROBABILITY[np.clip(logits, -_LIMIT, _LIMIT) + _LIMIT]


def reread(score: int, reading: Reading, held: bool, chosen: Weights) -> int:
    """A claim score (thousandths) after the pair was read.  ``held``: somebody says at least one of the two."""
    trust, odds = _trusted(reading, held, chosen)
    return raised(score, (odds * trust.weight + THOUSAND // 2) // THOUSAND + trust.bias)


def raised(score: int, added: int, weight: int = THOUSAND) -> int:
    """A score (thousandths) with log odds (thousandths) added to its own, which count ``weight`` thousandths."""
    return int(probability(np.array(weight * _LOG_ODDS[score] // THOUSAND + added)))


def _trusted(reading: Reading, held: bool, chosen: Weights) -> tuple[Trust, int]:
    return (chosen.read_claim, reading.same) if held else (chosen.read_sentence, reading.alike)


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores pairs of rows of one table."""

    table: Table
    stance: Stances
    weights: Weights

    @classmethod
    def of(cls, table: Table) -> Scorer:
        """A scorer for ``table`` with the packaged weights."""
        return cls(table, stances(table), weights())

    def scores(self, left: Ints, right: Ints) -> dict[HeadName, Ints]:
        """Probabilities in thousandths by head, for the pairs ``(left[k], right[k])``.

        ``claim`` is the ``sentence`` head's where neither has a holder.
        """
        features = pair_features(self.table, self.stance, left, right)
        both = (self.table.norms[left] > 0) & (self.table.norms[right] > 0)
        found: dict[HeadName, Ints] = {}
        for name in self.weights.with_vectors:
            rich = self.weights.with_vectors[name].logits(features)
            plain = self.weights.without_vectors[name].logits(features)
            found[name] = probability(np.where(both, rich, plain))
        unheld = (self.table.holders[left] < 0) & (self.table.holders[right] < 0)
        found["claim"] = np.where(unheld, found["sentence"], found["claim"])
        return found


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the waterfall: a feature, its value, its weight, and what it adds to the log odds."""

    feature: str
    value: float
    weight: float
    adds: float


def pair_steps(one: NormalForm, other: NormalForm, reader: Reader | None = None) -> list[Step]:
    """How a pair's log odds of one claim come about: the bias first, then what moves them, the strongest first; at the
    end what a reader adds, where there is one and features alone would not rule the pair out.
    """
    head: HeadName = "claim" if one.holder or other.holder else "sentence"
    table = make_table([one, other], frequencies())
    scorer = Scorer.of(table)
    features = pair_features(table, scorer.stance, np.array([0]), np.array([1]))[0]
    vectors = bool(table.norms.min() > 0)
    chosen = (scorer.weights.with_vectors if vectors else scorer.weights.without_vectors)[head]
    steps = [
        Step(name, value / THOUSAND, weight / THOUSAND, value * weight / THOUSAND**2)
        for name, value, weight in zip(NAMES, features.tolist(), chosen.weights.tolist(), strict=True)
        if value and weight
    ]
    bias = chosen.bias / THOUSAND
    found = [Step("bias", 1.0, bias, bias), *sorted(steps, key=lambda step: (-abs(step.adds), step.feature))]
    score = int(scorer.scores(np.array([0]), np.array([1]))["claim"][0])
    if reader and one.text and other.text and score >= FLOOR:
        found += _read_steps(reader([restated(one, other)])[0], head == "claim", scorer.weights)
    return found


def _read_steps(reading: Reading, held: bool, chosen: Weights) -> list[Step]:
    trust, odds = _trusted(reading, held, chosen)
    value, weight, bias = odds / THOUSAND, trust.weight / THOUSAND, trust.bias / THOUSAND
    return [Step("pair_reader", value, weight, value * weight), Step("pair_reader_bias", 1.0, bias, bias)]


def pair_scores(pairs: Sequence[tuple[NormalForm, NormalForm]], head: HeadName = "claim") -> list[int]:
    """Probabilities (thousandths) of pairs of normal forms; the two of a pair need not differ in id from other
    pairs'.
    """
    forms = [form for pair in pairs for form in pair]
    if not forms:
        return []
    table = make_table(forms, frequencies(), keep_order=True)
    rows = np.arange(0, len(forms), 2)
    scores: list[int] = Scorer.of(table).scores(rows, rows + 1)[head].tolist()
    return scores
