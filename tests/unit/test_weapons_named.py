"""What weapons, ports and people are called, and where their mentions end."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from entity_support import run
from spacy.language import Language

from claimx.knowledge.kb import load_knowledge
from claimx.nlp.entities import EntityTagger
from claimx.nlp.entity_context import Context
from claimx.nlp.entity_fusion import Proposal
from claimx.nlp.entity_mending import whole_name
from claimx.records import Paragraph


def named(
    nlp: Language, tagger: EntityTagger, text: str, label: str, proposals: Sequence[tuple[str, str, float]] = ()
) -> list[tuple[str, str]]:
    spans: list[Proposal] = [(text.index(s), text.index(s) + len(s), kind, p) for s, kind, p in proposals]
    mentions, entities = run(nlp, tagger, text, spans)
    names = {e.id: e.name for e in entities}
    return [(m.exact, names[m.ref or ""]) for m in mentions if m.label == label]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The s of the plural is no letter of the version.
        ("The air force flies twelve F-16Vs and four KX-70s.", [("F-16Vs", "F-16V")]),
        ("The army fired two Iskander-Ms at the depot.", [("Iskander-Ms", "9K720 Iskander")]),
        ("The navy flew a P-3C Orion over the strait.", [("P-3C Orion", "P-3 Orion")]),
        ("Three F-14 Tomcats were seen at the air base.", [("F-14 Tomcats", "F-14 Tomcat")]),
        ("Paris sent SAMP/Ts and missiles.", [("SAMP/Ts", "SAMP/T"), ("missiles", "missile")]),
        ("They ordered JF-17 Block IIIs for the air force.", [("JF-17 Block IIIs", "JF-17")]),
        ("The Zumwalt-class destroyers will get missiles.", [("Zumwalt-class destroyers", "Zumwalt-class")]),
        ("The ship fired a 5-inch gun.", [("5-inch gun", "5-inch gun")]),
    ],
)
def test_names_of_systems(nlp: Language, tagger: EntityTagger, text: str, expected: list[tuple[str, str]]) -> None:
    assert set(expected) <= set(named(nlp, tagger, text, "WEAPON"))


def test_a_description_between_name_and_noun_makes_two_mentions(nlp: Language, tagger: EntityTagger) -> None:
    text = "A Kh-59 cruise missile fell near the school."
    assert [m for m, _ in named(nlp, tagger, text, "WEAPON")] == ["Kh-59", "cruise missile"]


def test_the_learned_tagger_parts_a_name_from_its_noun(nlp: Language, tagger: EntityTagger) -> None:
    text = "They fired three T-72 tanks."
    assert [m for m, _ in named(nlp, tagger, text, "WEAPON")] == ["T-72 tanks"]
    alone = [("T-72", "WEAPON", 0.9), ("tanks", "WEAPON", 0.9), ("T-72 tanks", "WEAPON", 0.1)]
    assert [m for m, _ in named(nlp, tagger, text, "WEAPON", alone)] == ["T-72", "tanks"]


def test_a_weapon_is_called_by_the_singular_and_without_its_noun(nlp: Language, tagger: EntityTagger) -> None:
    text = "The brigade has Kornet missiles, forty assault rifles and two Abrams tanks."
    _, entities = run(nlp, tagger, text)
    aliases = {a for e in entities if e.label == "WEAPON" for a in (e.name, *e.aliases)}
    assert {"Kornet", "assault rifle", "Abrams"} <= aliases
    assert "Abram" not in aliases


@pytest.mark.parametrize(
    ("text", "ships"),
    [
        ("The budget carrier Nordwing said two flights were late.", []),
        ("The bulk carrier Erna Star was hit by a missile, the navy said.", []),
        ("The carrier Valiant left with two frigates, the navy said.", ["Valiant"]),
        ("The TCG Kemalpasa launched a drone.", ["TCG Kemalpasa"]),
        ("The USS Amos T. Field took on stores.", ["USS Amos T. Field"]),
        ("The destroyers Kestrel and Plover sailed on.", ["Kestrel", "Plover"]),
        ("Two navy destroyers Thursday sailed past the cape.", []),
    ],
)
def test_ships(nlp: Language, tagger: EntityTagger, text: str, ships: list[str]) -> None:
    found = [m for m, _ in named(nlp, tagger, text, "WEAPON") if m[0].isupper()]
    assert found == ships


def test_to_drop_is_no_kind_of_grenade(nlp: Language, tagger: EntityTagger) -> None:
    assert named(nlp, tagger, "They drop grenades on the trench.", "WEAPON")[0][0] == "grenades"


def test_ports_have_their_usual_english_names(nlp: Language, tagger: EntityTagger) -> None:
    kb = load_knowledge()
    for usual, listed in (("Port Said", "Bur Sa'id"), ("Antwerp", "Antwerpen"), ("Jeddah", "Jiddah")):
        assert {kb.ports[i].name for i in kb.port_names.get(usual)} == {usual}
        assert kb.port_names.get(listed) == kb.port_names.get(usual)
    _, entities = run(nlp, tagger, "The ferry left the port of Zelmin with 40 lorries.")
    assert next(e.name for e in entities if e.label == "PORT") == "Zelmin"


def test_a_known_person_needs_no_support(nlp: Language, tagger: EntityTagger) -> None:
    text = "The envoy spoke in Tokyo with Wang Yi on Friday."
    assert ("Wang Yi", "PERSON") in [(m.exact, m.label) for m in run(nlp, tagger, text, [(0, 9, "ORG", 0.2)])[0]]


def test_the_end_of_a_name(nlp: Language, tagger: EntityTagger) -> None:
    text = "On Friday Amos Field Jr. of the union spoke of tired crews."
    assert [m.exact for m in run(nlp, tagger, text, [(10, 24, "PERSON", 0.95)])[0] if m.label == "PERSON"] == [
        "Amos Field Jr."
    ]
    text = "On Friday Kees van der Velde-de Boer spoke."
    context = Context(nlp(text), [Paragraph(0, len(text), "body")], tagger.rules)
    assert text[slice(*whole_name(context, 10, 28))] == "Kees van der Velde-de Boer"
