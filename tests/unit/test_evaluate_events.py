"""Events read whole: what a line says, and how claims merged and linked are counted against it."""

from __future__ import annotations

from typing import Any

import pytest

from claimx.errors import MalformedError
from claimx.evaluate import events
from claimx.evaluate.events import Event
from claimx.evaluate.predictions import ClaimMention

ROW: dict[str, Any] = {
    "articles": ["one", "two"],
    "claims": [[0, [[0, 20]]], [0, [[30, 50]]], [1, [[0, 20]]], [1, [[40, 60]]], [1, [[70, 90]]]],
    "found": [["same", 0, 2], ["same", 2, 3], ["contradicts", 1, 0], ["near", 1, 4]],
}


def mention(doc: str, start: int, end: int, cluster: str, *links: tuple[str, str]) -> ClaimMention:
    return ClaimMention(doc, [[start, end]], cluster=cluster, links=links)


def test_what_is_the_same_as_one_is_the_same_as_all() -> None:
    gold = Event.of(ROW).gold
    assert gold.cluster["0"] == gold.cluster["2"] == gold.cluster["3"] == "one:0-20"
    assert len(set(gold.cluster.values())) == 3
    assert gold.relations == [{"a": "one:30-50", "b": "one:0-20", "relation": "contradicts"}]


def test_merging_and_links_are_counted_within_the_event() -> None:
    found = [
        mention("one", 0, 18, "A"),
        mention("one", 30, 50, "B", ("updates", "A")),
        mention("two", 0, 20, "A"),
        mention("two", 40, 60, "C"),
        mention("two", 72, 90, "C"),
        mention("three", 0, 20, "A"),
    ]
    scores = events.score([Event.of(ROW)], found)
    # One of three pairs that belong together is, and of the two that are together one does not belong.
    assert (scores.pairs.p_credit, scores.pairs.predicted, scores.pairs.gold) == (1, 2, 3)
    assert scores.wrongly_merged == []
    assert (scores.relations.f1, scores.links.f1) == (0, 1)


def test_opposed_claims_that_are_merged_are_named() -> None:
    found = [mention("one", 0, 20, "A"), mention("one", 30, 50, "A")]
    twice = events.score([Event.of(ROW), Event.of(ROW)], found)
    assert twice.wrongly_merged == [("one:30-50", "one:0-20", "contradicts")] * 2
    assert (twice.pairs.predicted, twice.reachable) == (2, 2)


def test_a_claim_that_is_not_found_again_does_not_count() -> None:
    scores = events.score([Event.of(ROW)], [mention("one", 0, 8, "A"), mention("two", 0, 20, "A")])
    assert (scores.pairs.gold, scores.reachable) == (0, 0)


@pytest.mark.parametrize(
    "change",
    [{"found": [["same", 0, 9]]}, {"found": [["denies", 0]]}, {"claims": [[2, [[0, 4]]]]}, {"articles": None}],
)
def test_a_line_that_does_not_fit_together_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        Event.of(ROW | change)
