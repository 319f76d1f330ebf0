"""Bodies and states that speak, told by their kind, their seat or their country; and where nobody speaks."""

from __future__ import annotations

import pytest
from source_support import Name, decide, mentions

from claimx.ids import source_id
from claimx.knowledge.kb import load_knowledge
from claimx.nlp.home_state import HomeState
from claimx.resolve.sources import Entry, join
from claimx.schema import Source


def called(text: str, *sources: str, names: tuple[Name, ...] = (), **more: str) -> str | None:
    """What the last of the sources is called."""
    return decide(text, *sources, names=names, **more)[-1].canonical


def test_a_company_is_itself_in_its_own_newsroom() -> None:
    text = "Orsted Ferries has no comment. The harbour board shut the quay. The company said it would sail."
    outlet = "Orsted Ferries (newsroom)"
    assert called(text, "Orsted Ferries", "The company", outlet=outlet) == "Orsted Ferries"
    assert called(text, "Orsted Ferries", "The company", outlet="Orsted Ferries") == "company"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("There is talk in the taverns that the dam will go.", "the taverns"),
        ("It is rumoured in the bazaar that the dam will go.", "the bazaar"),
        ("Rumour on the island has it that the dam will go.", "the island"),
        ("The talk of the valley is of a dam that will go.", "the valley"),
    ],
)
def test_where_a_rumour_goes_round_nobody_speaks(text: str, where: str) -> None:
    assert called(text, where) is None


def test_who_speaks_in_a_place_still_does() -> None:
    assert called("They talk in riddles. The miller said the dam would go.", "The miller") == "miller"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("From Lima came a denial.", "From Lima"),
        ("A denial was issued, and official Lima recoiled.", "official Lima"),
    ],
)
def test_a_state_is_meant_by_its_capital(text: str, source: str) -> None:
    assert called(text, source) == "Peru"


def test_a_capital_that_is_linked_to_nothing_is_its_states() -> None:
    names: tuple[Name, ...] = (("Lima", "STATE", "local:state:lima"),)
    (decision,) = decide("Lima: seven boats sunk.", "Lima", names=names)
    assert decision.canonical == "Peru"
    # The article has no such entity, which a source would refer to in vain.
    assert decision.sources[0].entity is None


def test_the_countrys_ministry_is_that_of_the_state_last_named() -> None:
    text = "Chile and Peru met in Quito. Peru left early. The country's defence ministry said it was tired."
    names: tuple[Name, ...] = (("Chile", "STATE", "CHL"), ("Peru", "STATE", "PER"))
    assert called(text, "The country's defence ministry", names=names) == "Peruvian Ministry of Defence"


def test_a_ministry_in_one_capital_is_not_that_of_another_state() -> None:
    text = "The Chilean defence ministry spoke first. The defence ministry in Lima said nothing was known."
    names: tuple[Name, ...] = (("Chilean", "STATE", "CHL"),)
    found = decide(text, "The Chilean defence ministry", "The defence ministry in Lima", names=names)
    assert [d.canonical for d in found] == ["Chilean Ministry of National Defence", "Peruvian Ministry of Defence"]


def test_no_state_is_the_body_named_after_it() -> None:
    text = "Dust fell on northern Peru, the country's weather agency said."
    names: tuple[Name, ...] = (("Peru", "STATE", "PER"),)
    assert called(text, "the country's weather agency", names=names) == "Peruvian weather agency"


def test_an_embassy_is_no_other_body() -> None:
    text = "The Danish military in Lima was silent. As the embassy in Lima pointed out, the quay is closed."
    names: tuple[Name, ...] = (("Danish", "STATE", "DNK"),)
    last = called(text, "The Danish military in Lima", "the embassy in Lima", names=names)
    assert last is not None and "embassy" in last


def test_a_group_may_be_called_by_two_words() -> None:
    names: tuple[Name, ...] = (("Salt", "PERSON", None),)
    assert called("The charity Bread and Salt said so.", "The charity Bread and Salt", names=names) == "Bread and Salt"
    assert called("A boy and Salt said so.", "Salt", names=names) == "Salt"


def test_a_site_manager_makes_no_medium_of_his_company() -> None:
    text = "Norrkraft's site manager wrote a memo. The company sees a forgery."
    names: tuple[Name, ...] = (("Norrkraft", "ORG", None),)
    assert called(text, "The company", names=names) == "Norrkraft"


def test_emergencies_are_no_defence() -> None:
    text = "Peru's defence ministry spoke. The emergencies ministry said six were hurt."
    names: tuple[Name, ...] = (("Peru", "STATE", "PER"),)
    found = decide(text, "Peru's defence ministry", "The emergencies ministry", names=names)
    assert found[0].canonical != found[1].canonical


def test_an_outlet_tells_the_state_at_home_though_nothing_else_does() -> None:
    text = "The harbour slept. The navy did not."
    assert HomeState(text, [], load_knowledge(), "Lima Ledger").at(text.index("The navy")) == "PER"
    assert HomeState(text, [], load_knowledge(), "Coast Ledger").at(text.index("The navy")) is None


def test_a_city_that_only_one_state_has_counts_though_a_port_is_called_so() -> None:
    text = "Boats lay off Bushehr. The navy watched."
    found = mentions(text, ("Bushehr", "PLACE", None))
    assert HomeState(text, found, load_knowledge()).at(text.index("The navy")) == "IRN"


def test_a_body_alluded_to_is_named_whichever_way_its_name_is_spelt() -> None:
    names: tuple[Name, ...] = (
        ("South Korea", "STATE", "KOR"),
        ("Defence Ministry", "ORG", None),
    )
    text = "South Korea's Defence Ministry said so. Two clerks at the Defence Ministry laughed."
    told = called(text, "South Korea's Defence Ministry", "Two clerks at the Defence Ministry", names=names)
    assert told == "Two clerks at the South Korean Ministry of National Defense"


def test_what_an_article_itself_says_of_a_body_goes_before_a_namesake() -> None:
    def body(name: str, named: bool, scope: str = "") -> Source:
        return Source(id=source_id(name, scope), name=name, kind="organisation", named=named)

    shared = frozenset({"quay", "crane", "lock", "pilot"})
    office, fuller = body("office", False, "a"), body("regional harbour office", False, "a")
    other = body("Coastal Trade Office", True)
    given = [Entry(office, "a", "2026-03-02", shared), Entry(other, "b", "2026-03-02", shared)]
    assert join(given).ids["a", office.id] == other.id
    assert join([*given, Entry(fuller, "a", "2026-03-02", shared)]).ids["a", office.id] == fuller.id


def test_a_body_is_one_with_and_without_its_acronym_where_it_is_of_one_state() -> None:
    def body(name: str, state: str) -> Source:
        return Source(id=source_id(name), name=name, kind="organisation", named=True, speaks_for=state)

    short, full = body("Coast Survey Office", "s-1"), body("Coast Survey Office (CSO)", "s-1")
    joined = join([Entry(short, "one"), Entry(full, "two")])
    assert joined.ids["one", short.id] == joined.ids["two", full.id]
    elsewhere = body("Coast Survey Office (CSO)", "s-2")
    apart = join([Entry(short, "one"), Entry(elsewhere, "two")])
    assert apart.ids["one", short.id] != apart.ids["two", elsewhere.id]
