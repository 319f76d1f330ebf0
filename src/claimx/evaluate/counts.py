"""Precision, recall and F1 out of counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Prf:
    """Credit earned towards precision and towards recall, and what each is divided by.

    The two credits differ only for soft measures.  0/0 is 0.
    """

    p_credit: float = 0.0
    r_credit: float = 0.0
    predicted: float = 0.0
    gold: float = 0.0

    @classmethod
    def hits(cls, hits: float, predicted: float, gold: float) -> Prf:
        """Counts whose credit is the same on both sides."""
        return cls(hits, hits, predicted, gold)

    def __iadd__(self, other: Prf) -> Prf:
        self.p_credit += other.p_credit
        self.r_credit += other.r_credit
        self.predicted += other.predicted
        self.gold += other.gold
        return self

    @property
    def precision(self) -> float:
        """Credit over what was predicted."""
        return self.p_credit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Credit over what is in gold."""
        return self.r_credit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    @property
    def undefined(self) -> bool:
        """Whether precision or recall is 0/0."""
        return not (self.predicted and self.gold)

    def as_dict(self) -> dict[str, Any]:
        """``p``, ``r``, ``f1`` as fractions, and the two totals."""
        return {
            "p": self.precision,
            "r": self.recall,
            "f1": self.f1,
            "n_pred": int(self.predicted),
            "n_gold": int(self.gold),
        }


@dataclass(slots=True)
class Rate:
    """How many of how many were right."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one."""
        self.right += right
        self.of += 1

    @property
    def value(self) -> float | None:
        """The share, ``None`` where there was nothing to count."""
        return self.right / self.of if self.of else None


def table_of(figures: Mapping[str, Any]) -> str:
    """A line for each figure: a number, a pair of a share and what it is of, or several figures by name."""
    lines = []
    for key, value in figures.items():
        if isinstance(value, list):
            rate = "-" if value[0] is None else f"{value[0]:.3f}"
            lines.append(f"{key:28} {rate:>7}  of {value[1]}")
        elif isinstance(value, dict):
            parts = (f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in value.items())
            lines.append(f"{key:28} {'  '.join(parts)}")
        else:
            lines.append(f"{key:28} {value:7.3f}" if isinstance(value, float) else f"{key:28} {value:7d}")
    return "\n".join(lines)
