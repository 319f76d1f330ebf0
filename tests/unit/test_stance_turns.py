"""Stance where the words take a turn: what a cue leaves to its content, what never came to be, words of two senses."""

from __future__ import annotations

import pytest

from claimx.nlp.dating import dates
from claimx.normalise.dates import find_dates
from claimx.schema import EntityMention
from unit.test_stance import attribution, base, classified


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("[The guild] {said} <the theatre reopens in June>.", "assertion"),
        ("[The guild] {said} <he told a joke>.", "assertion"),
        ("[The guild] {said} <something went wrong>.", "assertion"),
        ("[The guild] {said} <the barge lies at anchor>.", "assertion"),
        ("[The guild] {said} <the charge was a joke>.", "denial"),
        ("[The guild] {said} <that was wrong>.", "denial"),
        ("[The guild] {said} <the charge was a lie>.", "denial"),
        ("[The families] {demanded to know} <why nobody was punished>.", "question"),
        ("[The families] {want to know} <who had the key>.", "question"),
        ("[The families] {demanded} <a new inquiry>.", "demand"),
        ("[The petition] {calls} <for fences>.", "demand"),
    ],
)
def test_act(text: str, act: str) -> None:
    assert classified(text).act == act


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("[She] {said} <the fire would have been avoided if he had listened>.", "possible"),
        ("[She] {said} <the fire would be out by noon>.", "intended"),
        ("[The families] {demanded to know} <why nobody was punished>.", "asserted"),
        ("[The petition] {calls} <for fences>.", "intended"),
        ("{According to} [unconfirmed reports], <the bridge fell>.", "reported"),
        ("{According to} [the first reports], <the bridge fell>.", "asserted"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert classified(text).modality == modality


def test_who_has_nothing_to_add_does_not_comment() -> None:
    assert classified("[She] {said} <she had nothing to add>.").polarity == "no-comment"
    assert classified("[She] {said} <she had nothing to hide>.").polarity == "affirm"


def test_who_will_not_rule_something_out_does_not_comment() -> None:
    assert classified("[She] {refused} <to exclude a rise>.").polarity == "no-comment"
    assert classified("[She] {declined} <to rule out a rise>.").polarity == "no-comment"
    assert classified("[She] {refused} <to leave>.").polarity == "affirm"


def test_not_one_is_a_negation() -> None:
    assert classified("[She] {said} <not one boat left the quay>.").negated
    assert not classified("[She] {said} <one boat left the quay>.").negated


def test_a_learned_denial_is_no_assertion() -> None:
    from claimx.nlp import stance

    text, found = attribution("[The greens] {oppose} <the dam>.")
    prior = {"polarity": {"deny": 0.99, "affirm": 0.01}, "act": {"assertion": 0.6, "denial": 0.4}}
    assert stance.classify(base()(text), found, prior=prior).act == "denial"


def test_when_another_spoke_is_not_when_the_first_did() -> None:
    text, first = attribution("[The guards] {told} the Post <the gate was open>, but the mayor denied this on Monday.")
    _, other = attribution("The guards told the Post the gate was open, but [the mayor] {denied} <this> on Monday.")
    mentions = [
        EntityMention(
            start=d.start, end=d.end, exact=d.exact, label="DATE", attributes={"value": d.value, "anchor": d.anchor}
        )
        for d in find_dates(text, "2031-05-07")
    ]
    doc = base()(text)
    assert dates(doc, first, mentions, [first, other], "2031-05-07")[0].value is None
    assert dates(doc, other, mentions, [first, other], "2031-05-07")[0].value == "2031-05-05"
