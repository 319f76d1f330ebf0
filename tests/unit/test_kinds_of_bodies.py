"""Bodies that are called by their kind, and bodies under names that nothing marks."""

from __future__ import annotations

import re

import pytest
from source_support import DEMONYMS, STATES, Name, base, mentions

from claimx.knowledge.roles import roles
from claimx.nlp.media_names import is_medium
from claimx.nlp.seats import with_union
from claimx.nlp.sources import resolve_article
from claimx.records import Attribution
from claimx.schema import Article, Published


def who(text: str, *names: Name) -> str | None:
    """What the last of the sources is called in a text that has them in [], their cues in {} and contents in <>."""
    plain, marks = "", []
    for piece in re.split(r"([\[\]{}<>])", text):
        if len(piece) == 1 and piece in "[]{}<>":
            marks.append((piece, len(plain)))
        else:
            plain += piece
    spans = {kind: [] for kind in "[{<"}
    open_at: dict[str, int] = {}
    for mark, at in marks:
        if mark in "[{<":
            open_at[mark] = at
        else:
            opening = {"]": "[", "}": "{", ">": "<"}[mark]
            spans[opening].append((open_at[opening], at))
    given = [Attribution([s], [c], [t]) for s, c, t in zip(spans["["], spans["{"], spans["<"], strict=True)]
    known = {ref: STATES[ref].name for _, label, ref in names if label == "STATE" and ref in STATES}
    known |= {ref: name for name, label, ref in names if label == "ORG" and ref}
    article = Article(id="one", path="one.txt", sha256="", length=len(plain), published=Published(value=None))
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", plain)]
    found = mentions(plain, *names)
    return (
        resolve_article(base()(plain), given, found, article, paragraphs, entity_names=known, demonyms=DEMONYMS)
        .decisions[-1]
        .canonical
    )


KORAL, DENMARK = ("Koral Motors", "ORG", None), ("Danish", "STATE", "DNK")


@pytest.mark.parametrize("kind", ["carmaker", "Danish carmaker", "Aarhus-based carmaker", "Danish plane maker"])
def test_a_business_is_called_by_its_trade(kind: str) -> None:
    text = f"Koral Motors shut a plant on Friday.\n[The {kind}] {{said}} <demand had fallen>."
    assert who(text, KORAL, DENMARK) == "Koral Motors"


def test_the_business_that_acts_goes_before_the_one_that_it_deals_with() -> None:
    text = "Koral Motors has sued Betula Foods.\n[The carmaker] {said} <it was owed money>."
    assert who(text, KORAL, ("Betula Foods", "ORG", None)) == "Koral Motors"


def test_no_office_of_a_state_is_the_firm() -> None:
    text = "[UK Maritime Trade Operations] {said} <a ship was hit>. [Tarn Shield] {said} <all were safe>."
    names: tuple[Name, ...] = (("UK Maritime Trade Operations", "ORG", None), ("Tarn Shield", "ORG", None))
    assert who(f"{text} [The firm] {{said}} <it was under way>.", *names) == "Tarn Shield"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tolka Museum", "museum"),
        ("Rovers Antrim", "club"),
        ("NATO", "alliance"),
        ("ASEAN", "bloc"),
        ("OPEC", "cartel"),
    ],
)
def test_a_body_is_called_by_what_it_is(name: str, kind: str) -> None:
    text = f"{name} met on Friday.\n[The {kind}] {{said}} <all was well>."
    assert who(text, (name, "ORG", None)) == name


def test_no_commission_is_a_charity() -> None:
    text = "The Ports Commission met on Friday.\n[The charity] {said} <all was well>."
    assert who(text, ("Ports Commission", "ORG", None)) == "charity"


def test_rebels_are_the_militia_named_before() -> None:
    text = "Hamas met mediators on Friday.\n[The militants] {said} <nothing was agreed>."
    assert who(text, ("Hamas", "ORG", None)) == "Hamas"


def test_an_air_force_is_not_the_armed_forces() -> None:
    text = "[Poland's armed forces] {said} <a jet was lost>. [The air force] {said} <the pilot was safe>."
    names = (("Poland's armed forces", "ORG", None), ("Poland", "STATE", "POL"))
    assert who(text, *names) == "Polish Air Force"


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The security firm Tarn Shield", "Tarn Shield"),
        ("The opposition party Clara Voz", "Clara Voz"),
        ("The owner's lobby, Fizz Sundby", "Fizz Sundby"),
        ("Racing Almora", "Racing Almora"),
    ],
)
def test_a_name_that_nothing_marks_is_a_bodys_where_it_speaks(phrase: str, name: str) -> None:
    text = f"A dispute has begun.\n[{phrase}] {{said}} <the talks had failed>. It met nobody."
    assert who(text) == name


def test_plain_words_are_no_name() -> None:
    assert who("A dispute.\n[Fans of Almora] {said} <the talks had failed>.") == "Fans of Almora"
    text = "A dispute.\n[The company that Koral owns] {said} <the talks had failed>."
    assert "company" in (who(text) or "")


def test_it_may_be_the_body_that_what_is_said_opens_with() -> None:
    text = "<Koral Motors will cut 900 jobs in Denmark>, [it] {said}."
    assert who(text, KORAL, ("Denmark", "STATE", "DNK")) == "Koral Motors"


def test_a_ministry_is_told_by_the_city_where_it_stands() -> None:
    text = (
        "[Norway's defence ministry] {said} <a boat was lost>. [Sweden's defence ministry] {said} <it was not>. "
        "[The ministry in Oslo] {said} <it was sure>."
    )
    names = (
        ("Norway's defence ministry", "ORG", None),
        ("Sweden's defence ministry", "ORG", None),
        ("Norway", "STATE", "NOR"),
        ("Sweden", "STATE", "SWE"),
    )
    assert who(text, *names) == "Norwegian Ministry of Defence"


def test_a_ministry_tells_what_its_own_state_does() -> None:
    names = (("Chile", "STATE", "CHL"), ("Peru", "STATE", "PER"), ("Chilean", "STATE", "CHL"))
    ends = "[the foreign ministry] {said}."
    before = "Chile has put up a fence. Chilean police guard it.\n"
    assert who(f"{before}<Peru summoned the envoy of Chile>, {ends}", *names) == "Peruvian Ministry of Foreign Affairs"


def test_a_ministers_ministry_is_the_one_that_he_leads() -> None:
    text = (
        "Police met in Chile. [The interior minister, Ada Vera,] {said} <it was late>. [Her ministry] {said} <no more>."
    )
    names = (("Chile", "STATE", "CHL"), ("Ada Vera", "PERSON", None))
    assert who(text, *names) == "Chilean Ministry of Interior"


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The U.N. refugee agency", "UN High Commissioner for Refugees"),
        ("The UN's children's fund", "UNICEF"),
        ("The UN nuclear watchdog", "International Atomic Energy Agency"),
    ],
)
def test_an_agency_of_the_un_is_told_by_what_it_does(phrase: str, name: str) -> None:
    text = f"A camp is full.\n[{phrase}] {{said}} <there was no room>."
    assert who(text, ("UN", "ORG", None), ("U.N.", "ORG", None)) == name


def test_an_acronym_may_be_written_in_small_letters() -> None:
    text = "The Marsh and Heath Agency met.\n[Maha] {said} <the burn was clean>."
    assert who(text, ("Marsh and Heath Agency", "ORG", None), ("Maha", "ORG", None)) == "Marsh and Heath Agency"


@pytest.mark.parametrize(("other", "label"), [("Danish", "ORG"), ("Belgian", "STATE")])
def test_brussels_is_the_unions_seat_where_no_belgian_is_spoken_of(other: str, label: str) -> None:
    text = f"A {other} envoy met the European Union. Brussels said planes would come."
    known: tuple[Name, ...] = (
        ("European Union", "ORG", "local:org:european-union"),
        ("Danish", "STATE", "DNK"),
        ("Belgian", "STATE", "BEL"),
    )
    (brussels,) = mentions(text, ("Brussels", "STATE", "BEL"))
    acts = brussels.model_copy(update={"attributes": {"use": "metonym"}})
    assert with_union([*mentions(text, *known), acts])[-1].label == label


@pytest.mark.parametrize("last", ["service", "agency"])
def test_the_service_is_the_body_that_spoke_just_before(last: str) -> None:
    text = f"[Quakenet] {{said}} <the ground shook>. [The {last}] {{said}} <it was deep>."
    assert who(text, ("Quakenet", "ORG", None)) == "Quakenet"


def test_one_of_several_people_is_nobody_whom_he_speaks_of() -> None:
    text = (
        "[Lawyers for the crew] {said} <they would appeal>. <“There is not one witness,”> [one of the lawyers] {said}."
    )
    assert who(text) != "one witness"


@pytest.mark.parametrize(
    ("name", "medium"), [("Corinth Canal Authority", False), ("Post Bank", False), ("Daily Post", True)]
)
def test_what_ends_as_an_office_is_no_medium(name: str, medium: bool) -> None:
    assert is_medium(name, (), roles()) is medium
