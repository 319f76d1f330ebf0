"""Whose things and people are that a text only describes, and what no text says of them."""

from __future__ import annotations

import pytest
from source_support import Name, base, decide

from claimx.knowledge.kb import load_knowledge
from claimx.knowledge.roles import roles
from claimx.knowledge.state_bodies import embassy, official_name, state_body
from claimx.nlp.discourse import Discourse
from claimx.nlp.forms_of_names import whole_people
from claimx.nlp.media_names import acting_as_media
from claimx.nlp.whereabouts import placed
from claimx.schema import EntityMention

BOARD: Name = ("Osk Harbour Board", "ORG", None)


def test_its_is_of_the_body_in_the_sentence_before_rather_than_of_one_further_back() -> None:
    text = "The Osk Harbour Board met. Rain fell. Many suspect the navy. Its officials deny that."
    (decision,) = decide(text, "Its officials", names=(BOARD,))
    assert "Board" not in (decision.canonical or "")


def test_a_body_has_its_claims() -> None:
    text = "The Osk Harbour Board met. The board's public claim that it was shut is false."
    (decision,) = decide(text, "The board's public", names=(BOARD,))
    assert decision.canonical == "Osk Harbour Board"


def test_what_was_seen_or_leaked_is_not_the_last_speakers() -> None:
    text = "The Osk Harbour Board said nothing. A draft text seen by the Lamp says that the quay is sold."
    (decision,) = decide(text, "A draft text seen by the Lamp", names=(BOARD,))
    assert decision.canonical == "a draft text"


@pytest.mark.parametrize(("use", "name"), [("metonym", "residents"), ("name", "residents of Riga")])
def test_nobody_lives_in_a_capital_that_is_its_government(use: str, name: str) -> None:
    text = "Riga spoke. The residents heard a shot."
    riga = EntityMention(start=0, end=4, exact="Riga", label="STATE", ref="LVA", attributes={"use": use})
    discourse = Discourse(base()(text), [(0, len(text))], [riga], roles(), None, {}, load_knowledge())
    residents = discourse.new("group")
    residents.plural, residents.spots = True, [discourse.spot(12, 25)]
    assert placed("residents", residents, discourse) == name


@pytest.mark.parametrize(("name", "state"), [("the Latvian embassy", "LVA"), ("the Riga embassy", None)])
def test_an_embassy_named_by_a_capital_is_one_in_it(name: str, state: str | None) -> None:
    assert embassy(name, load_knowledge()) == state


def test_a_place_that_nobody_knows_has_no_state() -> None:
    text = "Poland paid. A clerk of the police of Osk Verde spoke of a theft."
    (decision,) = decide(text, "A clerk of the police of Osk Verde", names=(("Poland", "STATE", "POL"),))
    assert "Polish" not in (decision.canonical or "")


def test_a_minister_of_somebody_has_no_ministry_of_his_name() -> None:
    text = "Vale smiled on Friday. His minister spoke of a fire."
    (decision,) = decide(text, "His minister", names=(("Vale", "PERSON", None),))
    assert decision.canonical == "minister of Vale"


def test_it_is_nobody_whom_he_could_mean() -> None:
    text = "The bottle lies in a tin. It smells of tar. He wept."
    first, second = decide(text, "It", "He")
    assert first.canonical != second.canonical


def test_somebodys_watchman_is_not_somebody_else_who_was_named() -> None:
    text = "That is a lie, says Osk chief Ivo Kral, who weeps. His night watchman, in a letter, tells another tale."
    names: tuple[Name, ...] = (("Osk", "PERSON", None), ("Ivo Kral", "PERSON", None))
    _, decision = decide(text, "who", "His night watchman, in a letter", names=names)
    assert decision.canonical == "night watchman of Ivo Kral"


def test_a_border_post_is_no_message() -> None:
    text = "The Osk Harbour Board met. The border post said that nobody had crossed."
    (decision,) = decide(text, "The border post", names=(BOARD,))
    assert decision.canonical == "border post"


def test_her_own_party_is_hers() -> None:
    text = "Ruta Vale shouted. Her own party asked for quiet."
    (decision,) = decide(text, "Her own party", names=(("Ruta Vale", "PERSON", None),))
    assert decision.canonical == "Ruta Vale's party"


def test_a_nickname_stands_inside_a_name() -> None:
    text = "Rui “Tito” Vale sang."
    pieces = [
        EntityMention(start=0, end=3, exact="Rui", label="PERSON"),
        EntityMention(start=11, end=15, exact="Vale", label="PERSON"),
    ]
    assert [m.exact for m in whole_people(pieces, text)] == ["Rui “Tito” Vale"]


def test_a_states_agency_is_one_medium() -> None:
    text = "The crane fell, as per the Latvian agency Osk Vestis, on Friday."
    places = [text[start:end] for (start, end), sure in acting_as_media(text, roles()).items() if sure]
    assert places == ["Osk Vestis"]


def test_congress_is_that_of_the_state_at_home() -> None:
    body = state_body("Peruvian Congress", load_knowledge())
    assert body is not None and official_name(body, load_knowledge()) == "Peruvian Congress"
    text = "Peru needs radars. Congress said so on Friday."
    (decision,) = decide(text, "Congress", names=(("Peru", "STATE", "PER"), ("Congress", "ORG", None)))
    assert decision.canonical == "Peruvian Congress"


@pytest.mark.parametrize(
    ("phrase", "called"),
    [
        ("Polish and allied government officials", "Polish and allied government officials"),
        ("allied government officials", "allied Polish government officials"),
    ],
)
def test_a_government_is_of_the_home_state_where_no_other_is_told(phrase: str, called: str) -> None:
    text = f"WARSAW - Poland paid. The Polish army was pleased. Some {phrase} spoke of a fire."
    (decision,) = decide(text, f"Some {phrase}", names=(("Poland", "STATE", "POL"), ("Polish", "STATE", "POL")))
    assert (decision.canonical or "").removeprefix("some ").removeprefix("Some ") == called
