"""Names made whole, offices and parties apart from people, weapons by form, what is for which platform, namesakes."""

from __future__ import annotations

import time

import pytest
from entity_support import run
from spacy.language import Language

from claimx.nlp.entities import EntityTagger
from claimx.nlp.entity_fusion import Proposal
from claimx.nlp.entity_namesakes import Namesakes, is_full
from claimx.records import Paragraph


def proposed(text: str, *spans: tuple[str, str, float]) -> list[Proposal]:
    """Proposals for the first place of each piece of text."""
    return [(at, at + len(piece), label, p) for piece, label, p in spans if (at := text.index(piece)) >= 0]


def found(nlp: Language, tagger: EntityTagger, text: str, label: str, *spans: tuple[str, str, float]) -> list[str]:
    return [m.exact for m in run(nlp, tagger, text, proposed(text, *spans))[0] if m.label == label]


@pytest.mark.parametrize(
    ("text", "piece", "whole"),
    [
        ("Deputy minister Pak Min-ho arrived at noon.", "Pak Min-", ["Pak Min-ho"]),
        ("Captain Tomasz Wolski-O’Dell signed the log.", "Tomasz Wolski", ["Tomasz Wolski-O’Dell"]),
        ("The pilot, Marie-Claude Renard, was unhurt.", "Claude Renard", ["Marie-Claude Renard"]),
        ("The skipper Lars Holm-Berg's boat sank.", "Lars Holm", ["Lars Holm-Berg"]),
        ("A tug owner, Ruta Kalnina-backed by her bank, sued.", "Ruta Kalnina", ["Ruta Kalnina"]),
    ],
)
def test_a_name_cut_at_a_hyphen_is_made_whole(
    nlp: Language, tagger: EntityTagger, text: str, piece: str, whole: list[str]
) -> None:
    assert found(nlp, tagger, text, "PERSON", (piece, "PERSON", 0.95)) == whole


@pytest.mark.parametrize(
    "text",
    [
        "The London-based broker and a Kremlin-backed bank agreed.",
        "The Moscow-led talks and the Russia-Ukraine prisoner swap went on.",
        "US-made shells were found.",
    ],
)
def test_a_compound_is_no_name(nlp: Language, tagger: EntityTagger, text: str) -> None:
    exact = [m.exact for m in run(nlp, tagger, text)[0]]
    assert not any("based" in e or "led" in e or "backed" in e or "made" in e or "-" in e for e in exact)


@pytest.mark.parametrize(
    ("text", "piece", "name"),
    [
        ("Actress Helen Marlow spoke at the quay.", "Actress Helen Marlow", "Helen Marlow"),
        ("City Comptroller Peter Lund resigned.", "City Comptroller Peter Lund", "Peter Lund"),
        ("He lost to Liberal Grace Tully in May.", "Liberal Grace Tully", "Grace Tully"),
        ("She met Secretary of State Amos Field in Geneva.", "State Amos Field", "Amos Field"),
        ("The envoy MFA Olena Hnatiuk answered.", "MFA Olena Hnatiuk", "Olena Hnatiuk"),
        ("Will Amos Ray Field travel by train?", "Will Amos Ray Field", "Amos Ray Field"),
        ("Will Ray Field travels by train.", "Will Ray Field", "Will Ray Field"),
        (
            "Sergei Shoigu Slams Jens Stoltenberg After Border Talks",
            "Sergei Shoigu Slams Jens Stoltenberg",
            "Sergei Shoigu",
        ),
        ("Figure Endorses Sergei Shoigu as Talks Drag Forward", "Figure Endorses Sergei Shoigu", "Sergei Shoigu"),
        ("Maria Keller Defends Harbour Pilots Before Final Vote", "Maria Keller Defends Harbour", "Maria Keller"),
        ("The crowd shouted for Crooked Sergei Shoigu and left.", "Crooked Sergei Shoigu", "Sergei Shoigu"),
        ("The premier's Chief of Staff Denis Horvat resigned.", "Staff Denis Horvat", "Denis Horvat"),
        ("Head of Harbour Safety James Orlov resigned.", "Harbour Safety James Orlov", "James Orlov"),
        ("A letter by Omar Abdul Halim was read out.", "Omar Abdul Halim", "Omar Abdul Halim"),
        ("Ken Burns Films Long Night in Harbour Town", "Ken Burns", "Ken Burns"),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(
    nlp: Language, tagger: EntityTagger, text: str, piece: str, name: str
) -> None:
    assert found(nlp, tagger, text, "PERSON", (piece, "PERSON", 0.95)) == [name]


def test_parties_and_movements_are_no_people(nlp: Language, tagger: EntityTagger) -> None:
    text = "Fianna Fáil lost a seat, and Likud kept one. Trotskyism is dead, said the Tories."
    spans = [(w, "PERSON", 0.9) for w in ("Fianna Fáil", "Likud", "Trotskyism", "Tories")]
    assert found(nlp, tagger, text, "PERSON", *spans) == []
    assert found(nlp, tagger, text, "ORG", *spans) == ["Fianna Fáil", "Likud", "Tories"]


def test_a_longer_body_goes_before_a_known_short_name(nlp: Language, tagger: EntityTagger) -> None:
    text = "The National Rally Council of Lower Vaud met."
    assert found(nlp, tagger, text, "ORG") == ["National Rally Council of Lower Vaud"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army fired; boys sold cartridge cases and showed bullet wounds.", []),
        ("There is no silver bullet against drones.", ["drones"]),
        ("The rocket put a weather satellite into orbit, and its payload separated.", []),
        ("Ukraine fired Himars rockets at the bridge.", ["Himars rockets"]),
        ("Ten Leopard 2A4 Block II tanks arrived with missiles.", ["Leopard 2A4 Block II tanks", "missiles"]),
        ("The pilots fly Sukhoi Su-24 bombers.", ["Sukhoi Su-24 bombers"]),
        ("The navy has two Corvina III missile boats.", ["Corvina III missile boats"]),
        ("“Submarines need a harbour,” the admiral said of the missile test.", ["Submarines"]),
        ("The frigate HMS Trent. The British crew slept.", ["frigate", "HMS Trent"]),
    ],
)
def test_weapons_by_form_and_sense(nlp: Language, tagger: EntityTagger, text: str, expected: list[str]) -> None:
    assert found(nlp, tagger, text, "WEAPON") == expected


def test_a_weapon_that_only_the_learned_tagger_sees(nlp: Language, tagger: EntityTagger) -> None:
    text = "The unit keeps a Zephyr and a KX-70 in its shed."
    assert found(nlp, tagger, text, "WEAPON", ("Zephyr", "WEAPON", 0.8), ("KX-70", "WEAPON", 0.6)) == ["KX-70"]
    assert found(nlp, tagger, text, "WEAPON", ("Zephyr", "WEAPON", 0.99)) == ["Zephyr"]


def test_a_name_goes_with_its_class_noun(nlp: Language, tagger: EntityTagger) -> None:
    text = "The battery has sixty QZ-R missiles left."
    assert found(nlp, tagger, text, "WEAPON", ("QZ-R missiles", "WEAPON", 0.99)) == ["QZ-R missiles"]


@pytest.mark.parametrize(
    ("text", "weapon", "platform"),
    [
        ("Norway sent missiles for the F-16.", "missiles", "F-16"),
        ("Two missiles fired from a Tu-95 bomber broke the dam.", "missiles", "Tu-95 bomber"),
        ("HIMARS rockets hit the depot.", "HIMARS rockets", "HIMARS rockets"),
        ("A frigate armed with torpedoes left.", "torpedoes", "frigate"),
        ("Missiles and a frigate were seen.", "Missiles", None),
        ("Missiles for the winter were stored, and a frigate left.", "Missiles", None),
    ],
)
def test_for_platform(nlp: Language, tagger: EntityTagger, text: str, weapon: str, platform: str | None) -> None:
    by_text = {m.exact: m for m in run(nlp, tagger, text)[0] if m.label == "WEAPON"}
    assert by_text[weapon].attributes["for_platform"] == (by_text[platform].ref if platform else None)


def test_namesakes() -> None:
    text = "Ana Babic … Ivo Babic … Marit de Haan … Kemal Aydin"
    full = Namesakes((text.index(n), n) for n in ("Ana Babic", "Ivo Babic", "Marit de Haan", "Kemal Aydin"))
    end = len(text)
    assert full.owner("BABIC", end, "", end) == "Ana Babic"
    assert full.owner("Babic", end, "said Mr ", end) == "Ivo Babic"
    assert full.owner("Babic", end, "", text.index("Ivo")) == "Ivo Babic"
    assert full.owner("De Haan", end, "", end) == "Marit de Haan"
    assert full.owner("K.A.", end, "", end) == "Kemal Aydin"
    assert full.owner("Aydın", end, "", end) == "Kemal Aydin"
    assert full.owner("Novak", end, "", end) is None
    assert [is_full(n) for n in ("Ana Babic", "De Haan", "K. A.", "Babic")] == [True, False, False, False]


def test_mending_is_linear(tagger: EntityTagger, nlp: Language) -> None:
    text = "Ann-" * 5_000
    began = time.perf_counter()
    for pattern in (tagger.rules.ships, tagger.rules.titled):
        list(pattern.finditer(text))
    assert time.perf_counter() - began < 20


def test_a_word_that_opens_the_sentence_is_no_part_of_a_body(nlp: Language, tagger: EntityTagger) -> None:
    text = "As the Estonian Harbour Ministry announced on Monday, the quay stays shut."
    assert found(nlp, tagger, text, "ORG") == ["Estonian Harbour Ministry"]


def test_a_name_ends_where_what_was_dropped_begins(nlp: Language, tagger: EntityTagger) -> None:
    text = "The visitors with harbour leader Rui Vasco Matos IMAGE SOURCE, Mr. Matos left at noon."
    credit = text.index("IMAGE SOURCE,")
    parts = [Paragraph(0, credit - 1, "caption"), Paragraph(credit + len("IMAGE SOURCE, "), len(text), "body")]
    names, _ = tagger.tag(nlp(text), paragraphs=parts)
    assert [m.exact for m in names if m.label == "PERSON"] == ["Rui Vasco Matos", "Matos"]
