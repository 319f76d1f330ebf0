"""Links between claims of two articles: who denies, who tells of a later state, and what makes two of one matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from relating import Reads, related

from claimx.records import Fact, NormalForm, Shard
from claimx.resolve.matter import Matters
from claimx.schema import Article, Entity

SUNK = NormalForm(
    *("m-1", "a-1", "s-1", "sink", ("ferry",), (), ("ferry", "sink", "reef")),
    published="2031-05-01",
    text="Owner said : the ferry sank on a reef",
)
AFLOAT = replace(
    SUNK,
    mention="m-2",
    article="a-2",
    holder="s-2",
    predicate="moor",
    words=("vessel", "moor", "harbour"),
    text="Mayor said : the vessel is moored in the harbour",
    published="2031-05-02",
)
PLAN = replace(
    SUNK,
    predicate="borrow",
    words=("treasury", "borrow", "crown"),
    facts=(Fact("number", "four", "borrow", "crown", 4, 4),),
    modality="intended",
    text="Treasury said : it would borrow four crowns",
)
FORECAST = replace(
    PLAN,
    mention="m-2",
    article="a-2",
    facts=(Fact("number", "five", "borrow", "crown", 5, 5),),
    modality="possible",
    text="Treasury said : it expects to borrow five crowns",
    published="2031-05-04",
)


def shard(article: str, text: str, *names: str) -> Shard:
    """An article with a text that names these places."""
    found = Article(id=article, path=f"{article}.txt", sha256="0", length=len(text), language="en")
    return Shard(found, text, entities=[Entity(id=f"local:{name}", label="PLACE", name=name) for name in names])


@pytest.mark.parametrize("holder", ["s-1", "s-2"])
def test_who_says_not_to_what_another_said_denies_it_where_a_reader_takes_it_so(holder: str) -> None:
    afloat = replace(AFLOAT, negated=True, holder=holder)
    for pair in ((SUNK, afloat), (replace(afloat, mention="m-1"), replace(SUNK, mention="m-2"))):
        (found,) = related(*pair, Reads(3000, "denies"), opposed=900)
        denying = "c-2" if pair[1].negated else "c-1"
        assert (found.type, found.from_) == ("denies" if holder == "s-2" else "updates", denying)
    (found,) = related(SUNK, afloat, Reads(3000, "contradicts"), opposed=900)
    assert found.type == ("contradicts" if holder == "s-2" else "updates")


def test_what_may_be_says_something_against_a_plan_only_where_a_reader_says_so() -> None:
    assert related(PLAN, replace(FORECAST, modality="intended"), opposed=900, updates=900)
    assert not related(PLAN, FORECAST, opposed=900, updates=900)
    (found,) = related(PLAN, FORECAST, Reads(3000, "updates"), opposed=900)
    assert (found.type, found.basis.from_, found.basis.to) == ("updates", "five", "four")


def test_a_later_state_without_a_fact_is_told_by_who_spoke_before_or_is_beyond_doubt() -> None:
    assert not related(SUNK, AFLOAT, Reads(1500, "updates"), opposed=500)
    assert not related(SUNK, replace(AFLOAT, holder=""), Reads(5000, "updates"), opposed=500)
    own = replace(AFLOAT, holder=SUNK.holder)
    for other, odds in ((own, 1500), (AFLOAT, 5000)):
        (found,) = related(SUNK, other, Reads(odds, "updates"), opposed=500)
        assert (found.type, found.from_) == ("updates", "c-2")


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Divers reached the Skarv lock at dawn.", True),
        ("Skarv lock was reached at dawn.", False),
        ("Divers came on the Police boat at dawn.", False),
    ],
)
def test_a_rare_name_of_the_one_that_the_other_only_writes_is_shared(text: str, one: bool) -> None:
    named, other = shard("a-1", "", "Skarv", "Police"), shard("a-2", text, "Guayaquil")
    assert Matters([named, other]).one("a-1", "a-2") == Matters([other, named]).one("a-2", "a-1") == one
