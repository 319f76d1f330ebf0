"""A state's body under its many names, and whose the body is that the text names without its state."""

from __future__ import annotations

import pytest

from claimx.knowledge.kb import load_knowledge
from claimx.knowledge.state_bodies import (
    cities_of_states,
    embassies_in,
    embassy,
    executive,
    may_own,
    official_name,
    seats,
    sovereign,
    spelt_out,
    state_body,
    with_state,
)
from claimx.knowledge.store import table
from claimx.nlp.home_state import HomeState
from claimx.schema import EntityMention, Label


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("Iraq's oil ministry", "Iraqi Ministry of Oil"),
        ("the Ministry of Oil of Iraq", "Iraqi Ministry of Oil"),
        ("Chilean foreign ministry", "Chilean Ministry of Foreign Affairs"),
        ("the Greek coast guard", "Hellenic Coast Guard"),
        ("Sudanese army", "Sudanese Armed Forces"),
        ("French army", "French army"),
        ("US military", "US military"),
        ("the UAE interior ministry", "UAE Ministry of Interior"),
        ("the Emirati coast guard", "UAE Coast Guard"),
        ("Israel's defence ministry", "Israeli Ministry of Defense"),
        ("the Taiwanese defence ministry", "Taiwanese Ministry of National Defense"),
        ("Seoul's ministry of national defence", "South Korean Ministry of National Defense"),
        ("Sierra Leone's central bank", "Bank of Sierra Leone"),
        ("Baku's defence ministry", "Azerbaijani Ministry of Defence"),
        ("the Thai navy", "Royal Thai Navy"),
        ("Colombia's army", "Colombian National Army"),
        ("Uzbek police", "Uzbek police"),
        ("the navy in Gibraltar", "Royal Navy"),
        ("the Bermudian police", "Bermudian police"),
        ("Norwegian cops", "Norwegian police"),
        ("the Ministry of the Popular Power for the Defence of Venezuela", "Venezuelan Ministry of Defence"),
        ("Iceland's prime minister's office", "Prime Minister's Office of Iceland"),
        ("the Malian junta", "Malian military government (junta)"),
    ],
)
def test_the_full_name_of_a_states_body(name: str, official: str) -> None:
    body = state_body(name, load_knowledge())
    assert body is not None and official_name(body, load_knowledge()) == official


@pytest.mark.parametrize("name", ["Turkish company", "Polish pilots' union", "Navy Pier", "Army of Northern Dawn", ""])
def test_other_names_are_no_states_body(name: str) -> None:
    assert state_body(name, load_knowledge()) is None


def test_a_body_without_its_state_has_no_name_yet() -> None:
    body = state_body("the navy", load_knowledge())
    assert body is not None and body.state is None and official_name(body, load_knowledge()) is None


def test_the_home_state_is_where_the_places_are_not_the_foreign_state_named_most() -> None:
    text = "Gdansk was calm.\nRussia protested, and Russia again. In Gdansk and Warsaw the army said nothing."
    found: list[tuple[str, Label, str | None]] = [
        ("Gdansk", "PORT", None),
        ("Russia", "STATE", "RUS"),
        ("Warsaw", "PLACE", None),
    ]
    mentions = [
        EntityMention(start=i, end=i + len(name), exact=name, label=label, ref=ref)
        for name, label, ref in found
        for i in range(len(text))
        if text.startswith(name, i)
    ]
    assert HomeState(text, mentions, load_knowledge()).at(text.index("the army")) == "POL"
    assert HomeState("Nobody came. The army slept.", [], load_knowledge()).at(20) is None


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Polish Ministry of Defence", "POL"),
        ("the Kremlin", "RUS"),
        ("Royal Navy", "GBR"),
        ("US Air Force", "USA"),
        ("Polish parliament", None),
        ("Bundestag", None),
        ("ministry", None),
        ("Reuters", None),
    ],
)
def test_for_which_state_a_body_speaks(name: str, state: str | None) -> None:
    assert executive(name, load_knowledge()) == state


def test_every_state_that_the_table_names_is_known() -> None:
    data, states = table("state_bodies"), load_knowledge().states
    kinds = {k.lower() for k in data["kinds"].values()} | {
        f"ministry of {s}".lower() for s in data["subjects"].values()
    }
    for code, names in data["names"].items():
        assert code in states
        assert all(name == name.strip() and kind == kind.lower() for kind, name in names.items()), code
        assert set(names) <= kinds, code
    owners = [code for codes in data["bare"].values() for code in codes]
    assert set(owners) | set(data["sovereign"]["of"].values()) | set(data["acronyms"]) <= set(states)


def test_some_words_belong_to_certain_states() -> None:
    assert may_own("the Home Office", load_knowledge())[0] == {"GBR"}
    assert "USA" in may_own("the defence department", load_knowledge())[0]
    assert may_own("the navy", load_knowledge())[0] == frozenset()
    assert "CHE" in may_own("the navy", load_knowledge())[1]
    assert may_own("company", load_knowledge()) == (frozenset(), frozenset())


def test_a_territory_has_the_forces_of_its_sovereign() -> None:
    assert sovereign("FLK") == "GBR"
    assert sovereign("POL") == "POL"


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("the Chilean embassy", "CHL"),
        ("Embassy of the Philippines", "PHL"),
        ("Peru's embassy", "PER"),
        ("embassy", None),
        ("Chilean embassy in Oslo", None),
        ("Embassy Hotel", None),
    ],
)
def test_whose_embassy(name: str, state: str | None) -> None:
    assert embassy(name, load_knowledge()) == state


def test_embassies_stand_where_the_government_sits() -> None:
    assert embassies_in("NLD", load_knowledge()) == "The Hague"
    assert embassies_in("NOR", load_knowledge()) == "Oslo"


def test_an_acronym_is_another_body_in_another_state() -> None:
    assert spelt_out("SIS", "PRT") == "Portuguese Security Intelligence Service"
    assert spelt_out("SIS", "SVK") == "Slovak Information Service"
    assert spelt_out("SIS", "JPN") is None


@pytest.mark.parametrize(
    ("name", "spoken_of", "full"),
    [
        ("State Border Committee", ["BLR", "LVA"], "Belarusian State Border Committee"),
        ("State Border Committee", ["LVA", "BLR"], None),
        ("National Pilotage Authority", ["FIN"], None),
        ("State Border Committee", [], None),
    ],
)
def test_a_name_is_completed_only_for_the_state_that_has_such_a_body(
    name: str, spoken_of: list[str], full: str | None
) -> None:
    assert with_state(name, spoken_of, load_knowledge()) == full


def test_seats_of_government_are_bodies_but_no_towns() -> None:
    known, cities = seats(load_knowledge()), cities_of_states(load_knowledge())
    assert {"Kremlin", "Pentagon"} <= known and not {"The Hague", "Rawalpindi"} & known
    assert cities["The Hague"] == cities["Amsterdam"] == "NLD"


def test_a_markets_authority_is_told_by_its_state() -> None:
    name, kb = "Financial Market Authority", load_knowledge()
    assert with_state(name, ["LIE"], kb) == f"Liechtenstein {name}"
    assert with_state(name, ["AUT"], kb) == f"Austrian {name}"
