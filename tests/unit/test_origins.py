"""Independent origins: who says one thing together says it once."""

from __future__ import annotations

from itertools import permutations

import pytest
from claimset_support import GAZETTE, mention

from claimx import schema
from claimx.resolve.origins import Origins


def said_by(*refs: str, article: str = "a") -> schema.Mention:
    """A mention with these origins, in an article."""
    made = mention("gazette.txt", GAZETTE, refs[0], "The harbour master", "said", "that twelve containers had burned")
    links = [made.chain[0].model_copy(update={"ref": ref}) for ref in refs]
    return made.model_copy(update={"article": article, "chain": links})


def hearsay(ref: str, article: str = "a") -> schema.Mention:
    """The same, with "reportedly"."""
    return said_by(ref, article=article).model_copy(update={"modality": "reported"})


def believed_by(ref: str, article: str = "a") -> schema.Mention:
    """What somebody thinks is so."""
    return said_by(ref, article=article).model_copy(update={"act": "belief"})


def said_by_him(ref: str, other: str, article: str = "a") -> schema.Mention:
    """What "he" said, who may be one or the other."""
    made = said_by(ref, article=article)
    source = made.source.model_copy(  # type: ignore[union-attr]
        update={"resolution": "pronoun", "alternatives": [schema.Alternative(ref=other, confidence=0.1)]}
    )
    return made.model_copy(update={"source": source})


@pytest.fixture
def origins() -> Origins:
    """Three states, a spokesman of one of them, and officials without a name."""
    named = ("russia", "china", "iran")
    holder = {name: name for name in (*named, "officials")} | {"spokesman": "russia"}
    return Origins(holder, frozenset(named), {}, {})


@pytest.mark.parametrize(
    ("mentions", "count"),
    [
        ([said_by("russia")], 1),
        ([said_by("russia"), said_by("china")], 2),
        ([said_by("russia"), said_by("spokesman")], 1),
        # In one breath.
        ([said_by("russia", "china")], 1),
        ([said_by("russia", "china"), said_by("spokesman", article="b")], 1),
        ([said_by("russia"), said_by("china"), said_by("russia", "china")], 1),
        ([said_by("russia", "china"), said_by("china", "iran"), said_by("russia", article="b")], 1),
        # Without a name: one more, where their report has no named origin.
        ([said_by("officials")], 1),
        ([said_by("officials"), said_by("officials", article="b")], 1),
        ([said_by("russia"), said_by("officials", article="b")], 2),
        ([said_by("russia"), said_by("officials")], 1),
        # "He" may be the one who says the same.
        ([said_by_him("china", "russia"), said_by("spokesman", article="b")], 1),
        ([said_by_him("china", "russia"), said_by("iran", article="b")], 2),
        ([said_by("china"), said_by_him("china", "russia"), said_by("russia", article="b")], 2),
        ([said_by_him("china", "russia"), said_by_him("russia", "iran", article="b")], 1),
        # Hearsay is nobody's word.
        ([hearsay("russia")], 1),
        ([said_by("china"), hearsay("russia")], 1),
        ([said_by("china"), hearsay("russia", article="b")], 2),
        ([hearsay("russia"), hearsay("china", article="b")], 1),
        # Who believes it confirms nobody.
        ([said_by("china"), believed_by("russia", article="b")], 1),
        ([believed_by("china"), believed_by("russia", article="b")], 2),
    ],
)
def test_count(origins: Origins, mentions: list[schema.Mention], count: int) -> None:
    assert {origins.count(order) for order in permutations(mentions)} == {count}


def passed_on(ref: str, by: str, article: str) -> schema.Mention:
    """What one told another."""
    made = said_by(ref, article=article)
    relay = made.chain[0].model_copy(update={"role": "relay", "ref": by})
    return made.model_copy(update={"chain": [*made.chain, relay]})


def test_who_passes_on_what_nobody_named_told_is_one_origin_with_it(origins: Origins) -> None:
    told, itself, another = passed_on("officials", "china", "b"), said_by("china", article="a"), said_by("iran")
    for mentions in permutations([told, itself]):
        assert origins.count(mentions) == 1
    for mentions in permutations([told, another]):
        assert origins.count(mentions) == 2
    assert origins.count([told]) == 1


def test_a_headline_adds_nobody_to_its_article(origins: Origins) -> None:
    headline = said_by("china").model_copy(update={"zone": "headline"})
    assert origins.count([headline]) == 1
    for mentions in permutations([headline, said_by("russia")]):
        assert origins.count(mentions) == 1
    for mentions in permutations([headline, said_by("russia", article="b")]):
        assert origins.count(mentions) == 2
