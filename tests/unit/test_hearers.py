"""Who is asked, told or sits to listen is not the source of what he hears."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimx.nlp.hearers import HEARER, addressed
from claimx.records import Attribution
from claimx.schema import Span


def read(
    nlp: Language, text: str, source: str, cue: str, content: str, headline: bool = False, answer: str = ""
) -> Attribution | None:
    """What becomes of an attribution with these roles beside one that has ``answer`` for its cue."""

    def place(piece: str) -> list[Span]:
        return [(text.index(piece), text.index(piece) + len(piece))] if piece else []

    given = Attribution(place(source), place(cue), place(content))
    other = Attribution([], place(answer), [])
    return addressed(nlp(text), given, [given, other], [(0, len(text))] if headline else [])


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Pressed on whether it was safe, Osk said yes.", "Osk", "Pressed on", "whether it was safe"),
        ("Asked about the delay, Osk said it had rained.", "", "Asked about", "the delay"),
        ("When asked if it was safe, Osk said yes.", "", "asked", "if it was safe"),
        ("But when pressed on the cost, Osk said it was low.", "", "pressed on", "the cost"),
    ],
)
def test_a_question_put_to_somebody_is_no_claim(nlp: Language, text: str, source: str, cue: str, content: str) -> None:
    assert read(nlp, text, source, cue, content, answer="said") is None


def test_a_question_without_an_answer_stays(nlp: Language) -> None:
    assert read(nlp, "Asked whether it was safe, Osk only smiled.", "", "Asked", "whether it was safe") is not None


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The pilot asked whether it was safe.", "The pilot", "asked", "whether it was safe"),
        ("“Is it safe?” asked Osk, who had come late.", "Osk", "asked", "“Is it safe?”"),
        ("Asked by the pilot whether it was safe, Osk nodded.", "the pilot", "Asked by", "whether it was safe"),
        ("The pilot told the court that it was safe.", "The pilot", "told", "that it was safe"),
        ("The court told the pilot that it was safe.", "The court", "told", "that it was safe"),
        ("The court said that it was safe.", "The court", "said", "that it was safe"),
        ("The pilot heard that it was safe.", "The pilot", "heard", "that it was safe"),
    ],
)
def test_who_asks_and_who_tells_stays_the_source(nlp: Language, text: str, source: str, cue: str, content: str) -> None:
    made = read(nlp, text, source, cue, content)
    assert made is not None and made.source and HEARER not in made.evidence


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "headline"),
    [
        ("The court heard that the valve was open.", "The court", "heard", "that the valve was open", False),
        ("An inquest in Leith heard the valve was open.", "An inquest in Leith", "heard", "the valve was open", False),
        ("The valve was open, the tribunal heard.", "the tribunal", "heard", "The valve was open", False),
        ("Judge Osk heard that the valve was open.", "Judge Osk", "heard", "that the valve was open", False),
        ("The valve was open, Osk was told.", "Osk", "was told", "The valve was open", False),
        ("Valve was open for days, jury told", "jury", "told", "Valve was open for days", True),
        ("Valve was open for days, court told", "court", "told", "Valve was open for days", True),
        ("Told that the valve was open, Osk ran.", "Osk", "Told", "that the valve was open", False),
    ],
)
def test_a_hearer_is_no_source(nlp: Language, text: str, source: str, cue: str, content: str, headline: bool) -> None:
    made = read(nlp, text, source, cue, content, headline)
    assert made is not None and not made.source and made.content and HEARER in made.evidence
