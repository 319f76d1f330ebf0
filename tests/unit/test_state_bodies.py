"""A state's body under its many names, and whose the body is that the text names without its state."""

from __future__ import annotations

import pytest

from claimx.knowledge.state_bodies import executive, official_name, state_body
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
        ("Baku's defence ministry", "Azerbaijani Ministry of Defence"),
    ],
)
def test_the_full_name_of_a_states_body(name: str, official: str) -> None:
    body = state_body(name)
    assert body is not None and official_name(body) == official


@pytest.mark.parametrize("name", ["Turkish company", "Polish pilots' union", "Navy Pier", "Army of Northern Dawn", ""])
def test_other_names_are_no_states_body(name: str) -> None:
    assert state_body(name) is None


def test_a_body_without_its_state_has_no_name_yet() -> None:
    body = state_body("the navy")
    assert body is not None and body.state is None and official_name(body) is None


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
    assert HomeState(text, mentions).at(text.index("the army")) == "POL"
    assert HomeState(text, []).at(5) is None


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
    assert executive(name) == state
