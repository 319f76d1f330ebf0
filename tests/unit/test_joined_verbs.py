"""A second verb of saying with the same speaker says a claim of its own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimx.nlp.attribution_rules import packaged_lexicon
from claimx.nlp.joined_verbs import joined
from claimx.nlp.quotes import find_quotations, outermost
from claimx.records import Attribution, Paragraph


def parts(nlp: Language, text: str, source: str, cue: str, others: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Source, cue and content of each part of the attribution whose content is the rest of the text."""
    at = text.index(f" {cue} ") + 1
    content = [(at + len(cue) + 1, len(text) - 1)]
    given = Attribution([(text.index(source), text.index(source) + len(source))], [(at, at + len(cue))], content, 0.9)
    further = [Attribution([], [(text.index(o), text.index(o) + len(o))], [(0, 1)]) for o in others]
    outer = outermost(find_quotations(text, [Paragraph(0, len(text), "body")]))
    made = joined(nlp(text), given, [given, *further], outer, packaged_lexicon())
    return [tuple("|".join(text[a:b] for a, b in role) for role in (a.source, a.cue, a.content)) for a in made]


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        (
            "Okafor confirmed he had spoken to the board but insisted his job was safe.",
            "Okafor",
            "confirmed",
            [("Okafor", "confirmed", "he had spoken to the board"), ("Okafor", "insisted", "his job was safe")],
        ),
        (
            "The minister said the lock was sound but warned that repairs would take a year.",
            "The minister",
            "said",
            [
                ("The minister", "said", "the lock was sound"),
                ("The minister", "warned", "that repairs would take a year"),
            ],
        ),
    ],
)
def test_a_second_verb_says_what_follows(
    nlp: Language, text: str, source: str, cue: str, expected: list[tuple[str, ...]]
) -> None:
    assert parts(nlp, text, source, cue) == expected


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        # Another's verb, another tense, a deed, a subject of its own, quoted words.
        ("Okafor said the clerk opened the letter and told him it was a threat.", "Okafor", "said"),
        ("Okafor says the board met and insisted the yard was safe.", "Okafor", "says"),
        ("Okafor said the army had retreated but continued to shell the town.", "Okafor", "said"),
        ("Okafor said the clerk had called him and told him that it was a threat.", "Okafor", "said"),
        ("Okafor said he had opened the lock and let the water out.", "Okafor", "said"),
        ("Okafor said the lock was sound but the mayor warned that it would break.", "Okafor", "said"),
        ("Okafor said “the board met but insisted that it had not”.", "Okafor", "said"),
    ],
)
def test_what_stays_one_claim(nlp: Language, text: str, source: str, cue: str) -> None:
    assert len(parts(nlp, text, source, cue)) == 1


def test_who_was_found_to_say_it_stays(nlp: Language) -> None:
    text = "Okafor confirmed he had spoken to the board but insisted his job was safe."
    assert parts(nlp, text, "Okafor", "confirmed", ("insisted",)) == [
        ("Okafor", "confirmed", "he had spoken to the board")
    ]
