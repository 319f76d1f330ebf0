"""Whom nicknames, surnames of two, "the pair", "the defendant" and descriptions of deputies mean."""

from __future__ import annotations

import pytest
from source_support import Name, decide


def person(name: str) -> Name:
    return (name, "PERSON", None)


def names(text: str, *sources: str, people: tuple[str, ...] = ()) -> list[str | None]:
    """What the sources are called, each of which stands after the one before."""
    return [d.canonical for d in decide(text, *sources, names=tuple(map(person, people)))]


@pytest.mark.parametrize("formula", ["known as “The Anvil”", "nicknamed Anvil", "call sign Anvil"])
def test_a_nickname_is_the_named_persons(formula: str) -> None:
    text = f"Jurek Maly, {formula}, won in three rounds. Ivo Kral lost. “He has no chin,” the Anvil said."
    assert names(text, "the Anvil", people=("Jurek Maly", "Ivo Kral")) == ["Jurek Maly"]


def test_a_courtesy_title_does_not_move_the_bare_surname() -> None:
    text = (
        "Patients came. Karl Osk, 78, said it was late. Mr Osk sat. His daughter, Susan Osk, waited. "
        "Ms Osk said she rang. Osk said he was angry."
    )
    said = names(text, "Karl Osk", "Ms Osk", "Osk", people=("Karl Osk", "Susan Osk", "Osk"))
    assert said == ["Karl Osk", "Susan Osk", "Karl Osk"]


def test_the_pair_are_the_two_who_were_the_subject() -> None:
    text = "Rita Vale and Jon Adde said they would return. The pair said the drill was weak."
    assert names(text, "The pair", people=("Rita Vale", "Jon Adde")) == ["Rita Vale; Jon Adde"]


def test_who_is_named_with_his_age_was_told_of_in_the_lead() -> None:
    text = (
        "A nurse accused of poisoning four patients told a court that she did as told.\n"
        "Alma Ries, 42, said the doses were written down. Denis Kwill spoke. “It looks like it,” the defendant said. "
        "The nurse said so. The accused said no more."
    )
    said = names(
        text, "A nurse accused of poisoning four patients", "the defendant", "The nurse", "The accused",
        people=("Alma Ries", "Denis Kwill"),
    )  # fmt: skip
    assert said == ["Alma Ries"] * 4
    two = "A man told a court that a woman had fired first.\nAlma Ries, 42, said no."
    assert names(two, "A man", people=("Alma Ries",)) == ["a man"]


def test_a_noun_for_an_age_is_the_one_person_of_that_age() -> None:
    text = "Karl Osk, 78, has heard nothing. Ruth Vale, 45, runs the ward. The pensioner said he would pay."
    assert names(text, "The pensioner", people=("Karl Osk", "Ruth Vale")) == ["Karl Osk"]


def test_a_deputy_is_not_the_head_and_a_former_mayor_is_not_the_mayor() -> None:
    text = "The chairman, Piet Voss, said it was over. The deputy chairman said it was not."
    assert names(text, "The chairman, Piet Voss", "The deputy chairman", people=("Piet Voss",))[1] == "deputy chairman"
    text = "The mayor said the line would be built. The former mayor said it would not."
    first, second = names(text, "The mayor", "The former mayor")
    assert first != second


def test_another_noun_that_tells_more_is_another() -> None:
    text = "The prime minister said she trusted him. The finance ministry's permanent secretary said it was repaid."
    first, second = names(text, "The prime minister", "The finance ministry's permanent secretary")
    assert first != second


def test_who_is_named_after_whose_he_is_speaks() -> None:
    text = "Priya Nandor founded it. Nandor's co-founder, Felix Rot, told them so."
    assert names(text, "Nandor's co-founder, Felix Rot", people=("Priya Nandor", "Nandor", "Felix Rot")) == [
        "Felix Rot"
    ]


def test_a_headlines_noun_does_not_keep_a_body_from_its_name() -> None:
    text = "Ferry line and port trade blame\nThe Tessel Port Authority met.\nThe port said it would check."
    said = decide(text, "port", "The port", names=(("Tessel Port Authority", "ORG", None),))
    assert said[1].canonical == "Tessel Port Authority"
