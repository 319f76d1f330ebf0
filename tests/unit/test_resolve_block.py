"""Blocking finds the same pairs however the work is cut, each of them once, and a part finds its part."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from claimx.records import Fact, NormalForm
from claimx.resolve import alike
from claimx.resolve import block as module
from claimx.resolve import group as grouping
from claimx.resolve.block import NEIGHBOURS, blocks, candidates, in_reach
from claimx.resolve.frequencies import frequencies
from claimx.resolve.table import Table, make_table

WINDOW = 3
WORDS = ("quay", "crane", "tanker", "berth", "harbourmaster", "strike", "cargo", "pilotage")
DAYS = ("", "2031-05-01", "2031-05-03", "2031-05-09", "2031-06-20", "2031-06-21")
NAMED = ("2031-05-01", "2031-05-02", "2031-05")


def some_forms(count: int, seed: int) -> list[NormalForm]:
    """Claims that share words, holders, days, quotations and directions at random."""
    chance = random.Random(seed)
    generator = np.random.default_rng(seed)
    senses = generator.normal(size=(6, 24))
    forms = []
    for k in range(count):
        sense = senses[chance.randrange(6)] + 0.7 * generator.normal(size=24)
        vector = np.clip(np.rint(sense * 30), -127, 127).astype(np.int8).tobytes()
        dates = tuple(Fact("date", value, value=value) for value in chance.sample(NAMED, chance.randrange(3)) if k % 2)
        forms.append(
            NormalForm(
                f"m{k:03}", f"a{chance.randrange(count // 6)}", chance.choice(("", "s1", "s2")), "load",
                words=tuple(chance.sample(WORDS, 4)), facts=dates, published=chance.choice(DAYS), place=k,
                vector=chance.choice((b"", vector, vector)), polarity=chance.choice(("affirm", "no-comment")),
                quote=tuple(chance.sample(WORDS, 5)) if k % 7 == 0 else (),
            )
        )  # fmt: skip
    return forms


def pairs_of(table: Table, fresh: list[int] | None = None) -> set[tuple[int, int]]:
    """The candidates as a set; each comes once."""
    rows = None if fresh is None else np.array(fresh, np.int64)
    found = [
        pair for block in blocks(table, WINDOW, rows) for pair in zip(*map(np.ndarray.tolist, block()), strict=True)
    ]
    assert len(found) == len(set(found))
    assert sorted(found) == list(zip(*map(np.ndarray.tolist, candidates(table, WINDOW, rows)), strict=True))
    return set(found)


@pytest.mark.parametrize("seed", range(3))
def test_a_pair_is_found_whatever_else_is_there(seed: int) -> None:
    """Blocking is a rule on two mentions (and on their places in one article)."""
    table = make_table(some_forms(24, seed), frequencies())
    whole = pairs_of(table)
    for i in range(len(table)):
        for j in range(i + 1, len(table)):
            if table.articles[i] != table.articles[j]:
                two = make_table([table.forms[i], table.forms[j]], frequencies())
                assert len(candidates(two, WINDOW)[0]) == ((i, j) in whole)


@pytest.mark.parametrize("seed", range(6))
def test_a_part_finds_the_pairs_of_its_rows(seed: int) -> None:
    """With ``fresh`` rows: exactly the pairs that hold one; nor does it need rows that are out of reach."""
    table = make_table(some_forms(80, seed), frequencies())
    fresh = random.Random(seed).sample(range(len(table)), 9)
    expected = {pair for pair in pairs_of(table) if not set(fresh).isdisjoint(pair)}
    assert pairs_of(table, fresh) == expected
    near = make_table(in_reach(table.forms, [table.forms[row] for row in fresh], WINDOW), frequencies())
    names = {table.forms[row].mention for row in fresh}
    rows = [row for row, form in enumerate(near.forms) if form.mention in names]
    found = {(near.forms[i].mention, near.forms[j].mention) for i, j in pairs_of(near, rows)}
    assert {(table.forms[i].mention, table.forms[j].mention) for i, j in expected} <= found


def test_neighbours_are_compared_whatever_they_say() -> None:
    """Mentions a few places apart in one article."""
    forms = [NormalForm(f"m{k}", "a1", words=(word,), place=k) for k, word in enumerate(WORDS)]
    found = pairs_of(make_table(forms, frequencies()))
    assert found == {(i, j) for i in range(8) for j in range(i + 1, 8) if j - i <= NEIGHBOURS}


def test_the_cut_of_the_work_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small blocks and batches, one thread or several: the same links and clusters."""
    forms = [replace(form, place=k % 9) for k, form in enumerate(some_forms(60, 3))]
    whole = grouping.group(forms, WINDOW, 500)
    monkeypatch.setattr(module, "_CELLS", 700)
    monkeypatch.setattr(module, "_SEATS", 11)
    monkeypatch.setattr(alike, "_GATHERED", 7)
    monkeypatch.setattr(grouping, "_BATCH", 40)
    for threads in (1, 3):
        monkeypatch.setattr(grouping, "_THREADS", threads)
        cut = grouping.group(forms, WINDOW, 500)
        assert cut.clusters == whole.clusters
        for name in ("left", "right", "claim", "matter", "opposed", "denied", "updates", "apart"):
            assert np.array_equal(getattr(cut.links, name), getattr(whole.links, name)), name
