"""Ports by the names news gives them, towns that are not meant as ports, and states by their other names."""

from __future__ import annotations

import pytest
from entity_support import run
from spacy.language import Language

from claimx.knowledge.kb import load_knowledge
from claimx.knowledge.names import small_particles, spellings
from claimx.nlp.entities import EntityTagger
from claimx.nlp.entity_ashore import ashore, vessel_words
from claimx.nlp.entity_context import Context, Rules


@pytest.fixture(scope="module")
def tagger() -> EntityTagger:
    return EntityTagger(load_knowledge())


@pytest.mark.parametrize(
    ("name", "usual", "country"),
    [
        ("Rio de Janeiro", "Rio de Janeiro", "BRA"),
        ("Port-au-Prince", "Port au Prince", "HTI"),
        ("Barrow-in-Furness", "Barrow in Furness", "GBR"),
        ("Mina al-Ahmadi", "Mina al Ahmadi", "KWT"),
        ("Hodeida", "Hodeidah", "YEM"),
        ("Caucedo", "Caucedo", "DOM"),
        ("Brega", "Brega", "LBY"),
        ("Saint-Nazaire", "Saint-Nazaire", "FRA"),
    ],
)
def test_a_port_has_the_names_of_news(name: str, usual: str, country: str) -> None:
    kb = load_knowledge()
    found = {(kb.ports[i].name, kb.ports[i].country) for i in kb.port_names.get(name)}
    assert (usual, country) in found


def test_spellings() -> None:
    assert small_particles("Mar Del Plata") == "Mar del Plata"
    assert small_particles("La Guaira") == "La Guaira"
    assert {"St. Orm", "Saint Orm", "Saint-Orm"} <= set(spellings("St Orm"))


def labels(nlp: Language, tagger: EntityTagger, text: str) -> list[tuple[str, str]]:
    mentions, _ = run(nlp, tagger, text)
    return [(m.exact, m.label) for m in mentions if m.label in ("PORT", "PLACE", "STATE", "ORG")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A convoy of lorries with crates of flour left for Hobyo by road.", set()),
        ("A freighter with crates of flour left for Hobyo.", {"freighter", "crate"}),
        ("Clinics in Port Sudan were closed.", set()),
        ("The port of Hobyo was closed.", {"port"}),
    ],
)
def test_what_goes_by_road_is_not_maritime(nlp: Language, text: str, words: set[str]) -> None:
    context = Context(nlp(text), [], Rules(load_knowledge()))
    assert vessel_words(context, context.token(0)) == words


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("A lawyer in Ravenna said so.", True),
        ("He was born in Ravenna and studied law.", True),
        ("The plane landed in Ravenna at noon.", True),
        ("A port official in Ravenna said so.", False),
        ("The ferry left Ravenna at noon.", False),
    ],
)
def test_the_town_is_meant(nlp: Language, text: str, town: bool) -> None:
    context = Context(nlp(text), [], Rules(load_knowledge()))
    at = text.index("Ravenna")
    assert ashore(context, at, at + 7) is town


def test_goods_go_through_ports(nlp: Language, tagger: EntityTagger) -> None:
    text = "Growers will export more coffee through Berbera once the road is finished."
    assert ("Berbera", "PORT") in labels(nlp, tagger, text)


def test_rivers_are_no_ports(nlp: Language, tagger: EntityTagger) -> None:
    text = "A barge sank in the Scheldt near a quay, and two ships waited on the Danube."
    assert [found for found in labels(nlp, tagger, text) if found[1] == "PORT"] == []


def test_a_town_called_after_a_state_is_none(nlp: Language, tagger: EntityTagger) -> None:
    text = "Clinics in Port Sudan and Port of Spain were closed, nurses said."
    assert [found for found in labels(nlp, tagger, text) if found[1] == "STATE"] == []


def test_a_capital_and_a_body_are_two(nlp: Language, tagger: EntityTagger) -> None:
    text = "Envoys of Bogotá and the Coastal Liberation Army met on Monday."
    found = labels(nlp, tagger, text)
    assert ("Coastal Liberation Army", "ORG") in found


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Argentinian", "ARG"), ("Salvadorean", "SLV"), ("Azeri", "AZE"), ("Bosnia", "BIH"), ("Zaire", "COD"),
        ("St. Lucia", "LCA"), ("Trinidad", "TTO"),
    ],
)  # fmt: skip
def test_states_by_their_other_names(name: str, iso3: str) -> None:
    assert {v.id for v in load_knowledge().state_names.get(name)} == {iso3}


def test_hong_kong_is_one_of_the_states(nlp: Language, tagger: EntityTagger) -> None:
    assert ("Hong Kong", "STATE") in labels(nlp, tagger, "Police boarded a Hong Kong-flagged ship on Sunday.")
