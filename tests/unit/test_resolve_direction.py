"""Which way things go, who does what to whom, and words that differ in the small ones only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from claimx.records import Fact, NormalForm, Reading
from claimx.resolve.compare import numbers_agree
from claimx.resolve.direction import turned
from claimx.resolve.exact import to_the_letter
from claimx.resolve.gate import conflict
from claimx.resolve.group import group
from claimx.resolve.own_words import admits

BASE = NormalForm("m-1", "a-1", "s-1", "run", words=("ferry", "run", "tuesday"), published="2031-05-01")


def said(text: str, **other: object) -> NormalForm:
    return replace(BASE, text=f"Solheim said : {text}", **other)


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("the ferry from Orle to Karsk was cancelled", "the ferry from Karsk to Orle was cancelled", "karsk"),
        ("the missiles came from Norland", "the missiles went to Norland", "norland"),
        ("the missiles came from the north", "missiles came from the north", None),
        ("the toll would go up by 3 euros", "the toll would go up to 3 euros", "3"),
        ("it was handed to the bank", "it was handed over by the bank", "bank"),
        ("sent by the yard to the port", "sent to the port by the yard", None),
        ("the train ran to Orle and back to Karsk", "the train ran to Karsk", None),
        ("they moved into the city", "they moved to the city", None),
        ("they moved from house to house", "they moved to the house", None),
    ],
)
def test_a_way_turned(one: str, other: str, word: str | None) -> None:
    there, back = said(one), said(other)
    assert turned(there, back) == word and (turned(back, there) is None) == (word is None)
    assert (conflict(there, replace(back, mention="m-2", article="a-2")) is None) == (word is None)


def test_by_and_to_are_two_ways_only_of_one_verb() -> None:
    sold, bought = said("it was sold to the bank", predicate="sell"), said("it was bought by the bank", predicate="buy")
    assert turned(sold, bought) is None
    assert turned(said("sent from the bank", predicate="send"), said("it came to the bank", predicate="come")) == "bank"


@pytest.mark.parametrize(
    ("subjects", "objects", "predicate", "apart"),
    [
        ((), ("grant",), "owe", True),
        (("pell",), ("grant",), "owe", True),
        ((), ("grant",), "repay", False),
        (("grant",), (), "owe", False),
        (("grant", "pell"), (), "owe", False),
    ],
)
def test_one_name_that_does_it_here_and_bears_it_there(
    subjects: tuple[str, ...], objects: tuple[str, ...], predicate: str, apart: bool
) -> None:
    one = NormalForm("m-1", "a-1", "s-1", "owe", ("grant",), words=("grant", "owe", "pound"))
    other = NormalForm("m-2", "a-2", "s-1", predicate, subjects, objects, words=("grant", "owe", "pound"))
    for found in (conflict(one, other), conflict(other, one)):
        assert (found is not None and found.kind == "roles") == apart


def test_at_the_number_itself_two_bounds_only_touch() -> None:
    least, most = Fact("number", "50", low=50.0), Fact("number", "50", high=50.0)
    assert not numbers_agree(least, most) and not numbers_agree(most, least)
    assert numbers_agree(least, Fact("number", "50", low=50.0, high=50.0))
    # "more than 900", "nearly 920": one number may be both.
    assert numbers_agree(Fact("number", "900", low=900.0), Fact("number", "920", high=920.0))


def test_small_words_are_read() -> None:
    words = ("season", "ticket", "cost", "cent")
    one = said("season tickets would cost 10 per cent more", words=words)
    other = said("season tickets would cost 10 per cent less", words=words, mention="m-2", article="a-2")
    assert not to_the_letter(one, other) and to_the_letter(one, replace(one, text=one.text.upper()))
    asked: list[str] = []

    def reader(pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        asked.extend(pair[0] for pair in pairs)
        return [Reading(-4000, -4000, 3000, "contradicts") for _ in pairs]

    assert len(group([one, other], 14, 450, reader=reader).clusters) == 2 and asked
    again = replace(other, text=one.text)
    asked.clear()
    assert len(group([one, again], 14, 450, reader=reader).clusters) == 1 and not asked


def test_who_says_later_what_he_denied_admits_it() -> None:
    denial = said("soldiers fired", polarity="deny", published="2031-05-02")
    later = said("soldiers fired", published="2031-05-05")
    assert admits(later, denial)
    assert not admits(replace(later, published="2031-05-01"), denial)
    assert not admits(replace(later, holder="s-2"), denial)
    assert not admits(denial, later)
