"""Whole runs: an update, with the cache and ledger of the run before, gives the bytes of a rebuild from that ledger."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hostile_files import everything, write_corpus

import claimx
from claimx.config import Settings

SPEAKERS = ("Jane Roe", "the port authority", "Ed Poe, the pilot", "officials")
FACTS = (
    "twelve containers had burned at the pier",
    "20 containers had burned at the pier",
    "the ferry had been damaged",
)


def article(dice: random.Random) -> str:
    """A short article that repeats, or contradicts, what others say."""
    lines = [
        f"{dice.choice(SPEAKERS).capitalize()} {dice.choice(('said', 'denied'))} that {dice.choice(FACTS)}."
        for _ in range(3)
    ]
    return "\n\n".join(["From the harbour", *dict.fromkeys(lines)]) + "\n"


def step(corpus: Path, dice: random.Random) -> None:
    """Add an article, change one, remove one."""
    names = sorted(p.name for p in corpus.glob("n*.txt"))
    (corpus / f"n{dice.randrange(100)}.txt").write_text(article(dice), "utf-8")
    if names:
        (corpus / dice.choice(names)).write_text(article(dice), "utf-8")
        (corpus / dice.choice(names)).unlink()


@pytest.mark.parametrize(("seed", "steps"), [(1, 2), *(pytest.param(s, 6, marks=pytest.mark.slow) for s in (2, 3, 4))])
def test_an_update_equals_a_rebuild(tmp_path: Path, seed: int, steps: int) -> None:
    dice, corpus, output = random.Random(seed), write_corpus(tmp_path / "corpus"), tmp_path / "outputs"
    for number in range(2):
        (corpus / f"n{number}.txt").write_text(article(dice), "utf-8")
    settings, cache = Settings(), str(tmp_path / "cache")
    first = claimx.extract(corpus, output, settings=settings, cache_dir=cache)
    for number in range(steps):
        step(corpus, dice)
        if number == steps - 1:
            (corpus / "page.html").unlink()
        rebuilt = tmp_path / f"rebuilt{number}"
        rebuilt.mkdir()
        shutil.copy(output / "ledger.jsonl", rebuilt)
        claimx.extract(corpus, output, settings=settings, cache_dir=cache)
        claimx.extract(corpus, rebuilt, settings=settings)
        assert everything(output) == everything(rebuilt)
    kept = {m.id for _, m in first.mentions()} & {m.id for _, m in claimx.load(output).mentions()}
    assert kept, "what did not change keeps its ids"
