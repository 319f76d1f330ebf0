"""What the tests of ``claimx.evaluate`` share: random texts with random annotation, and the independent scorers.

The scorers stand beside the data, outside the repository; where they are absent, agreement cannot be tested.
"""

from __future__ import annotations

import importlib.util
import os
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
DATA = Path(os.environ.get("CLAIMX_DATA") or REPOSITORY.parent / "shared" / "data")

WORDS = (
    *(
        "the",
        "harbour",
        "pilot",
        "said",
        "that",
        "two",
        "tugs",
        "lay",
        "idle",
        "near",
        "Split",
        ",",
        "Ana",
        "Babic",
        ".",
    ),
    *("«", "No", "crane", "moves", "»", "he", "told", '"', "we", "saw", "it", ",", '"', "U.S.", "crews", "12", "she"),
    *("denied", "…", "may", "close", "—", "officials"),
)


def scorer(name: str) -> ModuleType:
    """Load an independent scorer, or skip the test."""
    file = DATA.parent / "tools" / f"{name}.py"
    if not file.exists():
        pytest.skip(f"{name}.py is not beside the data: agreement with it cannot be tested")
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


class Writer:
    """Random articles and annotation, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def text(self, words: int = 80) -> str:
        """Words with single, double and line-breaking white space between them."""
        return "".join(
            self.random.choice(WORDS) + self.random.choice((" ", " ", " ", "  ", "\n")) for _ in range(words)
        )

    def spans(self, text: str, pieces: int = 1, longest: int = 60) -> list[list[int]]:
        """Random spans in order."""
        out = []
        for _ in range(pieces):
            start = self.random.randrange(len(text) - 1)
            out.append([start, min(len(text), start + self.random.randint(1, longest))])
        return sorted(out)

    def attribution(self, text: str) -> dict[str, Any]:
        """Random roles; source and cue are missing at times."""
        return {
            "source": self.spans(text, self.random.choice((0, 1, 1, 1)), 15),
            "cue": self.spans(text, self.random.choice((0, 1, 1, 1)), 10),
            "content": self.spans(text, self.random.choice((1, 1, 2))),
        }

    def shifted(self, spans: list[list[int]] | None, length: int) -> list[list[int]]:
        """The spans with their ends moved a little, or as they are."""
        if self.random.random() < 0.4:
            return [list(s) for s in spans or ()]
        moved = []
        for start, end in spans or ():
            start = max(0, min(length - 1, start + self.random.randint(-6, 6)))
            moved.append([start, max(start + 1, min(length, end + self.random.randint(-6, 6)))])
        return moved

    def perturbed(self, gold: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
        """Predictions out of gold: some dropped, some moved, some roles lost, some invented."""
        out = []
        for row in gold:
            if self.random.random() < 0.8:
                guess = {role: self.shifted(row[role], len(text)) for role in ("source", "cue", "content")}
                if self.random.random() < 0.2:
                    guess[self.random.choice(("source", "cue"))] = []
                out.append(guess)
            if self.random.random() < 0.2:
                out.append(self.attribution(text))
        self.random.shuffle(out)
        return out
