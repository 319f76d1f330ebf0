"""Pairs of sentences or headlines: would the resolver merge them, and should it?

Read are JSON Lines of pairs, in any of four forms: ``a``, ``b`` with ``score`` (0 to 5, the same from 4 up) or with
``label``; ``claim``, ``evidence`` with ``label``.  Labels ``same``, ``agree`` and ``entailment`` are to be merged;
``contradict`` and ``contradiction`` must never be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimx.errors import UsageError
from claimx.evaluate.gold import read_file
from claimx.files import write_file

SAME_GRADE = 4.0
_SAME = frozenset({"same", "agree", "entailment"})
_OPPOSED = frozenset({"contradict", "contradiction"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and what they are to each other; ``kind`` is how the pair was made, "" where unknown."""

    id: str
    one: str
    other: str
    same: bool
    opposed: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The resolver on a pair: ``score`` ranks (0 to 1, low where the gate forbids), ``merged`` decides, ``conflict``
    says why not.
    """

    score: float
    merged: bool
    conflict: str | None = None


Judge = Callable[[Sequence[tuple[str, str]]], Sequence[Verdict]]
"""What is measured: texts in, a verdict for each pair."""


def read_pairs(path: Path) -> list[Pair]:
    """Pairs from JSON Lines.  Raises UsageError for a line that is none."""
    pairs = []
    for number, line in enumerate(read_file(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            one, other = (row["a"], row["b"]) if "a" in row else (row["claim"], row["evidence"])
            if "score" in row:
                same, opposed = float(row["score"]) >= SAME_GRADE, False
            else:
                same, opposed = row["label"] in _SAME, row["label"] in _OPPOSED
            pairs.append(
                Pair(str(row.get("id", number)), str(one), str(other), same, opposed, str(row.get("kind", "")))
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise UsageError(f"{path.name}, line {number}: no pair", str(error)) from error
    if not pairs:
        raise UsageError(f"{path.name} holds no pairs")
    return pairs


def average_precision(same: Sequence[bool], scores: Sequence[float]) -> float:
    """Mean precision at each rank that raises recall; pairs of one score share a rank.  0 without positives."""
    positives = sum(same)
    ranked = sorted(zip(scores, same, strict=True), key=lambda item: -item[0])
    total = hits = seen = 0.0
    at = 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        found = sum(flag for _, flag in ranked[at:end])
        hits, seen = hits + found, float(end)
        total += found * hits / seen
        at = end
    return total / positives if positives else 0.0


def figures(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> dict[str, float]:
    """AP, and precision, recall and F1 of the decisions; share of the contradicting and of the equal pairs that are
    merged.

    Shares are also given by ``kind``, where pairs have one.
    """
    same = [pair.same for pair in pairs]
    right = sum(v.merged and s for v, s in zip(verdicts, same, strict=True))
    merged = sum(v.merged for v in verdicts)
    found = {
        "ap": average_precision(same, [v.score for v in verdicts]),
        "precision": right / merged if merged else 0.0,
        "recall": right / sum(same) if any(same) else 0.0,
        "f1": 2 * right / (merged + sum(same)) if right else 0.0,
    }
    groups: dict[str, list[bool]] = {}
    for pair, verdict in zip(pairs, verdicts, strict=True):
        if pair.opposed:
            groups.setdefault("contradictions_merged", []).append(verdict.merged)
        if pair.same and not pair.kind:
            groups.setdefault("same_merged", []).append(verdict.merged)
        if pair.kind:
            name = "rewrites_merged" if pair.same else f"{pair.kind}_merged"
            groups.setdefault(name, []).append(verdict.merged)
    return found | {name: sum(flags) / len(flags) for name, flags in sorted(groups.items())}


def evaluate_pairs(path: Path, judge: Judge, predictions: Path | None = None) -> dict[str, float]:
    """Figures of ``judge`` on the pairs of ``path``.  ``predictions``: write a JSON line for each pair there."""
    pairs = read_pairs(path)
    verdicts = judge([(pair.one, pair.other) for pair in pairs])
    if predictions is not None:
        rows: list[dict[str, Any]] = [
            {"id": pair.id, "score": round(v.score, 4), "merged": v.merged, "conflict": v.conflict}
            for pair, v in zip(pairs, verdicts, strict=True)
        ]
        write_file(predictions, "".join(json.dumps(row, sort_keys=True) + "\n" for row in rows))
    return figures(pairs, verdicts)
