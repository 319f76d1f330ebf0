"""Verbs with a particle, stages and places of one sort: what parts or joins two claims."""

from __future__ import annotations

import pytest

from claimx.records import Fact, NormalForm, Reading
from claimx.resolve.gate import conflict
from claimx.resolve.read import compare
from claimx.resolve.score import weights
from claimx.resolve.substitutes import one_verb, synonymous

SAME = Reading(4000, 4000, -4000, "elaborates")


def said(mention: str, predicate: str, words: str, **changes: object) -> NormalForm:
    listed = tuple(words.split())
    return NormalForm(mention, f"a-{mention}", "s-1", predicate, words=listed, text=f"she said : {words}", **changes)  # type: ignore[arg-type]


def test_a_verb_and_its_particle_are_one() -> None:
    assert synonymous(("board", "turn", "merger", "down")) == synonymous(("board", "reject", "merger"))
    assert synonymous(("turn", "left")) == ("turn", "left")
    assert one_verb(said("m-1", "turn", "board turn merger down"), said("m-2", "reject", "merger reject"))
    assert not one_verb(said("m-1", "turn", "board turn merger"), said("m-2", "reject", "merger reject"))


@pytest.mark.parametrize(("predicate", "expected"), [("ratify", "kind"), ("draft", None)])
def test_what_is_at_one_stage_is_not_at_another(predicate: str, expected: str | None) -> None:
    one = said("m-1", "draft", "fishery pact draft", subjects=("pact",))
    other = said("m-2", predicate, f"lower upper chamber {predicate} fishery pact", subjects=("pact",))
    for found in (conflict(one, other), conflict(other, one)):
        assert (found.slot if found else None) == expected


@pytest.mark.parametrize(("name", "apart"), [("Odrin canton", True), ("Upper Velm", False)])
def test_no_wording_makes_one_of_two_cantons(name: str, apart: bool) -> None:
    one, other = (
        said(
            f"m-{value}",
            "flood",
            "street flood night",
            subjects=("street",),
            facts=(Fact("place", exact, "", value=value),),
        )
        for value, exact in (("p-1", "Velisk canton"), ("p-2", name))
    )
    refused = compare(one, other, 950, lambda pairs: [SAME for _ in pairs], weights())[1]
    assert (refused is not None) == apart
