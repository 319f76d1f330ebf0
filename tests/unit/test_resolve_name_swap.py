"""One name in the place of another; what may be, and what is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimx.records import Fact, NormalForm, Reading
from claimx.resolve.gate import conflict
from claimx.resolve.read import compare
from claimx.resolve.score import weights


def said(mention: str, text: str, words: str, predicate: str, **changes: object) -> NormalForm:
    form = NormalForm(mention, f"a-{mention}", "s-1", predicate, words=tuple(words.split()), text=f"she said : {text}")
    return replace(form, **changes)  # type: ignore[arg-type]


def read(one: NormalForm, other: NormalForm, same: int) -> bool:
    """Whether a reader that holds the two for one claim, as surely as ``same`` says, is overruled."""
    found = [
        compare(a, b, 950, lambda pairs: [Reading(same, same, -3000, "elaborates") for _ in pairs], weights())[1]
        for a, b in ((one, other), (other, one))
    ]
    assert (found[0] is None) == (found[1] is None)
    return found[0] is not None


SUNK = said("m-1", "the tug Ostvik had been salvaged", "tug ostvik salvage", "salvage")


@pytest.mark.parametrize(
    ("text", "words", "apart"),
    [
        ("that the Brenja was salvaged", "brenja salvage", True),
        ("the barge Brenja has been salvaged", "barge brenja salvage", True),
        # The same name, spelt another way or with more beside it.
        ("the Ostvyk was salvaged", "ostvyk salvage", False),
        ("the Ostvik Maru was salvaged", "ostvik maru salvage", False),
        # No name, and a name in another role.
        ("the vessel was salvaged", "vessel salvage", False),
        ("it was salvaged by Brenja", "salvage brenja", False),
        # Much else differs.
        ("the Brenja lay on a reef and was salvaged by divers", "brenja lie reef salvage diver", False),
    ],
)
def test_what_befell_one_of_two_names_did_not_befall_the_other(text: str, words: str, apart: bool) -> None:
    assert read(SUNK, said("m-2", text, words, "salvage"), 4000) == apart


def test_two_names_of_a_place_may_be_one() -> None:
    one = said("m-1", "Ostvik was flooded", "ostvik flood", "flood", facts=(Fact("place", "Ostvik", "", value="p-1"),))
    assert not read(one, said("m-2", "Brenja was flooded", "brenja flood", "flood"), 4000)


@pytest.mark.parametrize(
    ("text", "words", "subject", "modality", "apart"),
    [
        ("boats had landed 70 tonnes of hake", "boat land tonne hake", "boat", "asserted", True),
        ("boats may not exceed 70 tonnes of hake", "boat exceed tonne hake", "boat", "asserted", False),
        ("the ceiling for hake is 70 tonnes", "ceiling hake tonne", "ceiling", "asserted", False),
        ("boats would land 70 tonnes of hake", "boat land tonne hake", "boat", "intended", False),
    ],
)
def test_a_limit_is_not_what_there_is(text: str, words: str, subject: str, modality: str, apart: bool) -> None:
    amount = (Fact("number", "70", "", "tonne", 70.0, 70.0),)
    quota = said(
        "m-1", "the quota for hake was 70 tonnes", "quota hake tonne", "tonne", subjects=("quota",), facts=amount
    )
    other = said("m-2", text, words, "land", subjects=(subject,), facts=amount, modality=modality)
    for found in (conflict(quota, other), conflict(other, quota)):
        assert (found is not None and found.slot == "limit") == apart
