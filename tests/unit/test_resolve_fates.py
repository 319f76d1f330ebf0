"""What befell those whom two numbers count, and at which of two places."""

from __future__ import annotations

import pytest

from claimx.records import Fact, NormalForm
from claimx.resolve.comparable import comparable
from claimx.resolve.fates import of_one_fate
from claimx.resolve.gate import Conflict
from claimx.resolve.scenes import Scenes


def counted(number: str, unit: str, verb: str, *words: str) -> NormalForm:
    """A content that counts something."""
    facts = (Fact("number", number, verb, unit, float(len(number)), float(len(number))),)
    return NormalForm(f"m-{number}", "a-1", predicate=verb, words=(unit, verb, *words), facts=facts)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("9", "miner", "kill"), ("14", "miner", "rescue"), False),
        (("9", "miner", "kill"), ("14", "worker", "die"), True),
        (("9", "miner", "kill"), ("14", "miner", "work"), True),
        (("9", "person", "miss", "fear", "dead"), ("14", "body", "find"), True),
        (("40", "shop", "close"), ("300", "shop", "reopen"), False),
        (("40", "barrel", "leak"), ("300", "barrel", "collect"), False),
        # A ship founders, not the people aboard.
        (("40", "migrant", "sink"), ("300", "migrant", "carry"), True),
    ],
)
def test_two_numbers_are_of_one_thing_where_the_same_befell_what_they_count(
    one: tuple[str, ...], other: tuple[str, ...], same: bool
) -> None:
    ours, theirs = (counted(number, unit, verb, *words) for number, unit, verb, *words in (one, other))
    assert of_one_fate(ours, theirs, one[0], other[0]) == same
    assert of_one_fate(theirs, ours, other[0], one[0]) == same
    assert comparable(ours, theirs, Conflict("quantity", one[1], one[0], other[0])) == same
    assert comparable(ours, theirs, Conflict("date", one[1], one[0], other[0]))


def test_of_two_numbers_in_one_content_each_has_its_own_fate() -> None:
    facts = (Fact("number", "9", "kill", "guest", 9, 9), Fact("number", "31", "hurt", "guest", 31, 31))
    both = NormalForm("m-1", "a-1", predicate="kill", words=("guest", "kill", "hurt"), facts=facts)
    saved = counted("55", "guest", "rescue")
    assert not of_one_fate(both, saved, "9", "55") and not of_one_fate(both, saved, "31", "55")
    assert of_one_fate(both, counted("28", "guest", "injure"), "31", "28")


def at(article: str, text: str, numbers: bool = True) -> NormalForm:
    """A claim of an article."""
    facts = (Fact("number", "9", "kill", "guest", 9, 9),) if numbers else ()
    return NormalForm(f"m-{text}", article, facts=facts, text=f"Police said : {text}")


def test_an_article_that_counts_at_two_places_tells_two_events_apart() -> None:
    one, other = at("a-1", "nine died in the Orun valley"), at("a-1", "four were killed at Teshet")
    later, elsewhere = at("a-2", "seven were killed near Teshet"), at("a-2", "nine died in Murnia")
    denied = at("a-3", "it had not bombed anybody at Teshet", numbers=False)
    scenes = Scenes([one, other, later, elsewhere, denied])
    assert scenes.two(one, other) and scenes.two(one, later) and scenes.two(denied, one)
    # Teshet may lie in Murnia for all that the one paper says; the other gives both a count.
    assert scenes.two(later, elsewhere) and not scenes.two(other, later)
    assert not Scenes([one, later]).two(one, later)
    assert not Scenes([one, at("a-1", "six were hurt in March")]).two(one, at("a-1", "six were hurt in March"))
