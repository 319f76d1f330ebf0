"""Whose an editor or a crew is, newspapers by their name, bodies named later, and where an outlet is at home."""

from __future__ import annotations

import pytest
from entity_support import run
from source_support import Name, decide
from spacy.language import Language

from claimx.knowledge.kb import load_knowledge
from claimx.knowledge.roles import roles
from claimx.nlp.entities import EntityTagger
from claimx.nlp.entity_newspapers import is_newspaper
from claimx.nlp.home_state import HomeState
from claimx.nlp.media_names import is_medium
from claimx.schema import EntityMention, Label

BOARD: Name = ("Osk Harbour Board", "ORG", None)


def tagged(nlp: Language, tagger: EntityTagger, text: str, label: Label) -> list[str]:
    return [m.exact for m in run(nlp, tagger, text)[0] if m.label == label]


@pytest.mark.parametrize("office", ["editor", "captain", "columnist"])
def test_a_board_has_no_editor_and_no_captain(office: str) -> None:
    text = f"The Osk Harbour Board met on Friday. Its {office} said that the quay was shut."
    (decision,) = decide(text, f"Its {office}", names=(BOARD,))
    assert "Board" not in (decision.canonical or "")
    assert not (decision.canonical or "").lower().startswith("its")


def test_a_medium_has_an_editor_and_a_board_a_director() -> None:
    text = "Osk Tidende came late on Friday. Its editor said that the press had failed."
    (decision,) = decide(text, "Its editor", names=(("Osk Tidende", "ORG", None),))
    assert decision.canonical == "editor of Osk Tidende"
    text = "The Osk Harbour Board met on Friday. Its director said that the quay was shut."
    (decision,) = decide(text, "Its director", names=(BOARD,))
    assert decision.canonical == "director of Osk Harbour Board"


@pytest.mark.parametrize(
    "name", ["Gazeta do Vale", "Le Courrier de Brest", "Osker Tageblatt", "Diário Velho", "Zuider Dagblad"]
)
def test_a_newspaper_is_known_by_the_word_that_opens_or_closes_its_name(
    nlp: Language, tagger: EntityTagger, name: str
) -> None:
    assert is_newspaper(name)
    assert is_medium(name, (), roles())
    for before in ("A week later", "The"):
        assert tagged(nlp, tagger, f"{before} {name} wrote that the lock had been sold.", "ORG") == [name]


def test_a_day_before_a_body_is_no_part_of_its_name(nlp: Language, tagger: EntityTagger) -> None:
    text = "On Friday the Pilots Council met. On 3 May the Ministry of Locks was told."
    assert tagged(nlp, tagger, text, "ORG") == ["Pilots Council", "Ministry of Locks"]


def test_an_unknown_word_that_is_a_place_elsewhere_is_no_body(nlp: Language, tagger: EntityTagger) -> None:
    text = "Sundmark buyers wait. It is cold in Sundmark."
    second = text.rindex("Sundmark")
    given = [(0, 8, "ORG", 0.95), (second, second + 8, "PLACE", 0.99)]
    found, _ = run(nlp, tagger, text, given)
    assert [m.label for m in found if m.exact == "Sundmark"] == ["PLACE", "PLACE"]


def test_the_ministry_is_the_only_one_that_is_named_later() -> None:
    text = "The ministry said on Friday that the lock was sound. It was built by the Ministry of Locks."
    (decision,) = decide(text, "The ministry", names=(("Ministry of Locks", "ORG", None),))
    assert decision.canonical == "Ministry of Locks"


def test_the_ministry_is_none_of_two() -> None:
    text = "The ministry said that the lock was sound. The Ministry of Locks and the Ministry of Piers paid for it."
    names: tuple[Name, ...] = (("Ministry of Locks", "ORG", None), ("Ministry of Piers", "ORG", None))
    (decision,) = decide(text, "The ministry", names=names)
    assert decision.canonical == "ministry"


def test_an_outlet_is_at_home_in_its_city() -> None:
    text = "Army: two boats lost\nThe boats were lost off Venezuela."
    at = text.index("Venezuela")
    found = [EntityMention(start=at, end=at + 9, exact="Venezuela", label="STATE", ref="VEN")]
    assert HomeState(text, found, load_knowledge()).at(0) == "VEN"
    assert HomeState(text, found, load_knowledge(), "Stabroek Lamp").at(0) == "GUY"


@pytest.mark.parametrize("phrase", ["A log in which two pages are missing", "A log from which the pilot read"])
def test_a_document_ends_before_the_preposition_of_a_clause(phrase: str) -> None:
    (decision,) = decide(f"{phrase} says that the hull was cracked.", phrase)
    assert decision.canonical == "a log"


def test_a_source_that_is_a_clause_is_the_name_in_it_or_its_subject() -> None:
    names: tuple[Name, ...] = (("Osk Services", "ORG", None),)
    text = "The broker is called Osk Services and says that it sold nothing."
    (decision,) = decide(text, "The broker is called Osk Services", names=names)
    assert decision.canonical == "Osk Services"
    text = "The harbour pilot never sleeps and says that he saw nothing."
    (decision,) = decide(text, "The harbour pilot never sleeps")
    assert decision.canonical == "harbour pilot"


@pytest.mark.parametrize("before", ["Rival", "Challenger", "Young", "Miss Universe"])
def test_what_somebody_is_to_others_is_no_part_of_his_name(nlp: Language, tagger: EntityTagger, before: str) -> None:
    text = f"Only: {before} Alicia Vale, the one with the raft, blamed the mayor. Alicia Vale had won in May."
    assert tagged(nlp, tagger, text, "PERSON") == ["Alicia Vale", "Alicia Vale"]


def test_the_region_that_somebody_knows_is_no_part_of_his_name(nlp: Language, tagger: EntityTagger) -> None:
    text = "The expert for East Asia Jonas Lindgren warned of ice. Jonas Lindgren teaches in Bergen."
    assert tagged(nlp, tagger, text, "PERSON") == ["Jonas Lindgren", "Jonas Lindgren"]
