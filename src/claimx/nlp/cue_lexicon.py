"""How much a cue lemma in a construction is worth: counts from annotated text, and weights of what else is seen.

The data files stand in ``nlp/data``: ``cues.toml`` (lists written by hand), ``cue_counts.tsv`` (lemma, frame,
candidates seen, of them right, of these right to the edges) and ``cue_weights.json`` (a logistic model over the counts
and features).
:mod:`claimx.training.cue_lexicon` makes the last two.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

COUNTS_FILE = "cue_counts.tsv"
WEIGHTS_FILE = "cue_weights.json"
_UNSEEN = (0, 0, 0)
_PSEUDO = 3.0  # strength of the prior, in candidates

Counts = dict[tuple[str, str], tuple[int, int, int]]
"""``(lemma, frame) -> (candidates, right, right to the edges)``; lemma or frame ``*`` sums over all."""


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Lists, counts and weights; immutable once loaded."""

    catenatives: frozenset[str]
    adverbs: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    say: frozenset[str]
    hearsay: frozenset[str]
    headline_speakers: frozenset[str]
    priors: Mapping[str, float]
    certain: frozenset[str]
    certain_with_say: frozenset[str]
    counts: Counts
    weights: Mapping[str, float]

    def rate(self, lemma: str, frame: str) -> float:
        """The smoothed share of candidates with ``lemma`` in ``frame`` that were right."""
        frame_rate = self._smooth("*", frame, self._smooth("*", "*", 0.2))
        return self._smooth(lemma, frame, frame_rate)

    def _smooth(self, lemma: str, frame: str, prior: float) -> float:
        seen, right, _ = self.counts.get((lemma, frame), _UNSEEN)
        return (right + _PSEUDO * prior) / (seen + _PSEUDO)

    def numbers(self, lemma: str, frame: str) -> list[tuple[str, float]]:
        """The counts as named numeric features of the logistic model."""
        base = self._smooth("*", "*", 0.2)
        seen = self.counts.get((lemma, frame), _UNSEEN)[0]
        return [
            ("#cue", logit(self.rate(lemma, frame))),
            ("#frame", logit(self._smooth("*", frame, base))),
            ("#lemma", logit(self._smooth(lemma, "*", base))),
            ("#seen", math.log1p(min(seen, 1000))),
        ]

    def share(self, lemma: str) -> float:
        """The smoothed share of candidates with ``lemma``, in whatever frame, that were right."""
        return self._smooth(lemma, "*", self._smooth("*", "*", 0.2))

    def sharpness(self, lemma: str, frame: str) -> float:
        """Of right candidates with ``lemma`` in ``frame``, the smoothed share whose content is right to the edges."""
        value = 0.5
        for key in (("*", frame), (lemma, frame)):
            _, right, exact = self.counts.get(key, _UNSEEN)
            value = (exact + _PSEUDO * value) / (right + _PSEUDO)
        return value

    def probability(self, lemma: str, frame: str, features: Iterable[str]) -> float:
        """The probability that a candidate is right."""
        if frame in self.priors:
            return self._smooth("*", frame, self.priors[frame])
        score = self.weights.get("bias", 0.0)
        for name, value in self.numbers(lemma, frame):
            score += self.weights.get(name, 0.0) * value
        for name in features:
            score += self.weights.get(name, 0.0)
        return 1.0 / (1.0 + math.exp(-score))

    def is_certain(self, lemma: str, frame: str) -> bool:
        """Is the rule beyond doubt: a closed pattern, or a saying verb in a construction that nothing else shares?"""
        return frame in self.certain or (frame in self.certain_with_say and lemma in self.say)


def logit(p: float) -> float:
    """Log-odds of ``p``, kept finite."""
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def load_lexicon(counts: Counts | None = None, weights: Mapping[str, float] | None = None) -> CueLexicon:
    """The packaged lexicon; ``counts`` and ``weights`` replace the packaged ones (used in training)."""
    folder = files("claimx.nlp") / "data"
    lists = tomllib.loads((folder / "cues.toml").read_text("utf-8"))
    if counts is None:
        counts = parse_counts((folder / COUNTS_FILE).read_text("utf-8").splitlines())
    if weights is None:
        weights = json.loads((folder / WEIGHTS_FILE).read_text("utf-8"))
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(lists["phrases"], key=len, reverse=True):
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append(words)
    return CueLexicon(
        catenatives=frozenset(lists["catenatives"]),
        adverbs=frozenset(lists["adverbs"]),
        phrases={k: tuple(v) for k, v in phrases.items()},
        say=frozenset(lists["say"]),
        hearsay=frozenset(lists["hearsay"]),
        headline_speakers=frozenset(lists["headline_speakers"]),
        priors=dict(lists["priors"]),
        certain=frozenset(lists["certain"]),
        certain_with_say=frozenset(lists["certain_with_say"]),
        counts=counts,
        weights=weights,
    )


def parse_counts(lines: Sequence[str]) -> Counts:
    """Read ``cue_counts.tsv``."""
    counts: Counts = {}
    for line in lines:
        if line and not line.startswith("#"):
            lemma, frame, seen, right, exact = line.split("\t")
            counts[lemma, frame] = (int(seen), int(right), int(exact))
    return counts
