"""What points to a state besides its name, and whose a body is in a text that names it without its state."""

from __future__ import annotations

from time import process_time

import pytest

from claimx.knowledge.home_signs import home_signs
from claimx.knowledge.kb import load_knowledge
from claimx.knowledge.store import table
from claimx.nlp.home_state import HomeState
from claimx.schema import EntityMention, Label

Found = tuple[str, Label, str | None]


def mentions(text: str, *found: Found) -> list[EntityMention]:
    return [
        EntityMention(start=i, end=i + len(name), exact=name, label=label, ref=ref)
        for name, label, ref in found
        for i in range(len(text))
        if text.startswith(name, i)
    ]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Lorries queued in Kumasi and Tamale.", [("GHA", "place"), ("GHA", "place")]),
        ("It cost 40 million reais.", [("BRA", "money")]),
        ("A bill of £300 came.", [("GBR", "money")]),
        ("The frigate KRI Bung Rusa sailed.", [("IDN", "ships")]),
        ("The prize is real; a won game.", []),
        ("An anti-Kano mood, he said.", []),
    ],
)
def test_signs_of_a_state(text: str, signs: list[tuple[str, str]]) -> None:
    assert [(s.state, s.kind) for s in home_signs(text)] == signs


def test_every_sign_is_of_a_known_state_and_of_one_only() -> None:
    data = table("home_signs")
    for kind, words in data.items():
        assert set(words) <= set(load_knowledge().states), kind
        known = [word for of_state in words.values() for word in of_state]
        assert len(known) == len(set(known)), kind


def test_signs_are_found_in_linear_time() -> None:
    start = process_time()
    assert list(home_signs("1 " * 50_000)) == []
    assert process_time() - start < 1.0


def test_towns_outweigh_the_foreign_state_that_is_named() -> None:
    text = "Barracks in Kaunas and Alytus.\nBelarus protested. Belarus threatened. The army said nothing."
    found = mentions(text, ("Belarus", "STATE", "BLR"))
    assert HomeState(text, found, load_knowledge()).at(text.index("Barracks")) == "LTU"


def test_a_body_that_needs_the_adjective_is_no_sign_of_being_at_home() -> None:
    text = "Talks.\nNorwegian diplomats hosted the Ruritanian army.\nThe ELN left. The army stayed."
    found = mentions(text, ("Norwegian", "STATE", "NOR"), ("ELN", "ORG", "local:org:eln"))
    assert HomeState(text, found, load_knowledge()).at(text.index("The army stayed")) == "COL"


def test_people_named_like_towns_are_no_sign() -> None:
    text = "Mr Preston came.\nThe army said nothing."
    assert HomeState(text, mentions(text, ("Preston", "PERSON", None)), load_knowledge()).at(20) is None


def test_only_states_that_can_have_a_body_are_meant() -> None:
    text = "In Bamako and Gao they wait.\nAbidjan is far. The navy came."
    found = mentions(text, ("Bamako", "PLACE", None))
    home = HomeState(text, found, load_knowledge())
    assert home.ranked(text.index("The navy"))[0] in ("MLI", "CIV")
    assert home.at(text.index("The navy"), without=("MLI",)) == "CIV"
    assert home.at(text.index("The navy"), among=("CIV", "FRA")) == "CIV"
    assert home.at(text.index("The navy"), among=("FRA",)) == home.ranked(text.index("The navy"))[0]


def test_a_report_filed_in_a_capital_is_at_home_there() -> None:
    text = "LIMA, 2 June – Nobody came.\nCochabamba is quiet, Oruro too. The army said nothing."
    found = mentions(text, ("LIMA", "STATE", "PER"))
    assert HomeState(text, found, load_knowledge()).at(text.index("The army")) == "PER"
    assert (
        HomeState(text.replace("LIMA, 2 June", "In Lima"), found[:0], load_knowledge()).at(text.index("The army"))
        == "BOL"
    )
