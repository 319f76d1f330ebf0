"""The two tiers together, and the spaCy component."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

import claimx.nlp.components  # noqa: F401  (a checkout has no entry points)
from claimx.config import Settings
from claimx.nlp.attribution import AttributionFinder, distinct, tidy
from claimx.nlp.decode import Scored
from claimx.nlp.quotes import find_quotations
from claimx.nlp.signed import with_signed
from claimx.records import Attribution, Paragraph
from claimx.schema import Span

TEXT = (
    "The harbour master, Ines Rao, said on Monday that the port of Split would reopen within a week.\n"
    "“We are ready,” she added. “The cranes were tested twice.”\n"
    "According to Reuters, two tugs had touched bottom since March."
)


def whole(text: str) -> list[Paragraph]:
    """Every line a paragraph."""
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(at, at + len(line), "body"))
        at += len(line) + 1
    return paragraphs


def found(nlp: Language, text: str, **settings: str) -> list[Attribution]:
    paragraphs = whole(text)
    return (
        AttributionFinder(Settings(**settings))
        .find(nlp(text), paragraphs, find_quotations(text, paragraphs))
        .attributions
    )  # type: ignore[arg-type]


def words(text: str, spans: list[Span]) -> str:
    return " … ".join(text[a:b] for a, b in spans)


def test_the_learned_tier_finds_source_cue_and_content(nlp: Language) -> None:
    made = [(words(TEXT, a.source), words(TEXT, a.cue), words(TEXT, a.content)) for a in found(nlp, TEXT)]
    assert ("The harbour master, Ines Rao", "said", "that the port of Split would reopen within a week") in made
    assert any(s == "she" and c == "added" and "We are ready" in t for s, c, t in made)
    assert ("Reuters", "According to", "two tugs had touched bottom since March") in made


def test_confidence_is_a_probability_and_evidence_names_the_tier(nlp: Language) -> None:
    for a in found(nlp, TEXT):
        assert 0 <= a.confidence <= 1 and a.evidence


def test_rules_alone(nlp: Language) -> None:
    made = found(nlp, TEXT, attribution_model="rules")
    assert made and all("model:attribution" not in a.evidence for a in made)


def test_dropped_paragraphs_attribute_nothing(nlp: Language) -> None:
    doc, first = nlp(TEXT), TEXT.index("\n")
    paragraphs = [Paragraph(0, first, "body")]
    made = AttributionFinder(Settings()).find(doc, paragraphs, find_quotations(TEXT, paragraphs)).attributions
    assert made and all(a.content[0][0] < first for a in made)


def scored(trigger: int, source: list[Span], cue: list[Span], content: list[Span], detect: float = 0.9) -> Scored:
    return Scored(trigger, not cue, source, cue, content, detect, -0.1, {})


def test_a_source_keeps_to_its_paragraph() -> None:
    text = "the North\nOfficials said it rained"
    made = tidy(scored(3, [(0, 19)], [(20, 24)], [(25, 34)]), text)
    assert words(text, made.source) == "Officials"


@pytest.mark.parametrize("name", ["Ines Rao", "Élise Faure", "Ömer de Souza", "Łukasz van der Berg"])
def test_a_name_between_a_source_and_its_cue_belongs_to_the_source(name: str) -> None:
    text = f"The harbour master, {name}, said it rained"
    said = text.index("said")
    made = tidy(scored(6, [(0, 18)], [(said, said + 4)], [(said + 5, len(text))]), text)
    assert words(text, made.source) == f"The harbour master, {name}"


def test_an_impersonal_it_is_no_source() -> None:
    text = "It is said that it rained"
    assert tidy(scored(1, [(0, 2)], [(3, 10)], [(11, 25)]), text).source == []
    text = "It was ready and said that it rained"
    assert tidy(scored(4, [(0, 2)], [(17, 21)], [(22, 36)]), text).source == [(0, 2)]


def test_a_both_that_pairs_places_is_no_source() -> None:
    text = "Both in Riga and in Oslo they fear that it rains"
    assert tidy(scored(6, [(0, 4)], [(30, 34)], [(35, 48)]), text).source == []
    text = "Both fear in Riga that it rains"
    assert tidy(scored(1, [(0, 4)], [(5, 9)], [(18, 31)]), text).source == [(0, 4)]


@pytest.mark.parametrize(
    ("text", "pieces", "whole"),
    [
        # A word that was left out, inside a quotation.
        ("‘Our tug came first. Theirs came later,’ he said.", ["‘Our", "Theirs came later,’"], 1),
        # Its own cue, a remark of the outlet's, a quotation that begins, a paragraph that ends.
        ("The tug came, he said, at noon.", ["The tug came", "at noon"], 2),
        ("He said the tug, which is blue, came at noon.", ["the tug", "came at noon"], 2),
        ("He said that it came. He knew. “At noon.”", ["that it came", "“At noon.”"], 2),
        ("He said that it came\nThen it left.", ["that it came", "it left"], 2),
    ],
)
def test_a_content_has_no_holes_but_those_that_are_meant(text: str, pieces: list[str], whole: int) -> None:
    cue = (text.index("said"), text.index("said") + 4)
    content = [(text.index(p), text.index(p) + len(p)) for p in pieces]
    made = tidy(scored(0, [], [cue], content), text)
    assert len(made.content) == whole
    assert (made.content[0][0], made.content[-1][1]) == (content[0][0], content[-1][1])


SIGNED = [
    ("“Nobody asked us.” — Marta Kolb, crane driver", "Marta Kolb, crane driver"),
    ("“What are we to live on?”\n― Ivo van der Berg", "Ivo van der Berg"),
    ("“It was a good harbour.” – Jana Roth.", "Jana Roth"),
    ("“We pray for them.” — Bishop of Skarv", "Bishop of Skarv"),
    ("“Nobody warned us.”\n\n— Jana Roth, ferry pilot", "Jana Roth, ferry pilot"),
    ("> “Nobody warned us.”\n> — Jana Roth, ferry pilot", "Jana Roth, ferry pilot"),
    ("> “Nobody warned us.”\n>\n> — Jana Roth, ferry pilot", "Jana Roth, ferry pilot"),
]


@pytest.mark.parametrize(("text", "who"), SIGNED)
def test_a_signed_quotation_is_his_who_signs_it(text: str, who: str) -> None:
    (one,) = with_signed(text, find_quotations(text, whole(text)), [])
    assert [text[s:e] for s, e in one.source] == [who]
    assert [text[s:e] for s, e in one.content] == [text[text.index("“") : text.index("”") + 1]]


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody asked us.” – The crane was old.",
        "“Nobody asked us.”\n– Cranes\n– Tugs",
        "“Nobody asked us.”\n\n– Harbour Board\n\n– Pilot Guild",
        "“Nobody” — Marta Kolb said so",
    ],
)
def test_a_dash_alone_is_no_signature(text: str) -> None:
    assert with_signed(text, find_quotations(text, whole(text)), []) == []


def test_a_signature_gives_way_to_who_was_found_and_not_to_nobody() -> None:
    text, who = SIGNED[0]
    quotations = find_quotations(text, whole(text))
    said = [(0, text.index("”") + 1)]
    known = Attribution([(20, 30)], [], said, 0.9, [])
    assert with_signed(text, quotations, [known]) == [known]
    (one,) = with_signed(text, quotations, [Attribution([], [], said, 0.9, [])])
    assert text[slice(*one.source[0])] == who


def test_the_likelier_of_two_that_say_the_same_is_kept() -> None:
    one = scored(2, [(0, 2)], [(3, 6)], [(10, 30)], 0.6)
    two = scored(3, [(0, 2)], [(3, 9)], [(10, 30)], 0.9)
    assert distinct([one, two]) == [two]


def test_component_in_a_pipeline(nlp: Language) -> None:
    pipeline = spacy.util.load_model(nlp.path) if nlp.path else nlp
    pipeline.add_pipe("claimx_attribution")
    doc = pipeline(TEXT)
    contents = doc.spans["claimx/content"]
    assert len(doc._.claims) >= 3 and {s.label_ for s in contents} == {"content"}
    for span in contents:
        claim = doc._.claims[int(span.id)]
        assert any(start <= span.start_char < end for start, end in claim.content)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("“It was low,” as the keeper says.", "the keeper", "says", "“It was low,” as", "“It was low,”"),
        ("*“It was low,”* the keeper says.", "the keeper", "says", "*“It was low,”*", "“It was low,”"),
        ("UPDATE 2-Lock is shut, keeper says", "keeper", "says", "UPDATE 2-Lock is shut", "Lock is shut"),
        ("Nor, he adds, is the lock shut.", "he", "adds", "is the lock shut", "Nor … is the lock shut"),
        (
            "It held. At no point, she said, was it shut.",
            "she",
            "said",
            "was it shut",
            "At no point … was it shut",
        ),
        # Words like these that belong where they are.
        ("Not far away, he said the lock was shut.", "he", "said", "the lock was shut", "the lock was shut"),
        ("In May, he said, the lock was shut.", "he", "said", "the lock was shut", "the lock was shut"),
        ("The lock was used as he said.", "he", "said", "The lock was used", "The lock was used"),
        ("He called it s***, he said.", "he", "said", "He called it s***", "He called it s***"),
    ],
)
def test_a_content_ends_where_its_words_do(text: str, source: str, cue: str, content: str, expected: str) -> None:
    def place(piece: str) -> list[Span]:
        at = text.index(f" {piece}") + 1 if f" {piece}" in text else text.index(piece)
        return [(at, at + len(piece))]

    made = tidy(scored(0, place(source), place(cue), place(content)), text)
    assert words(text, made.content) == expected


def test_the_article_of_a_cue_is_nobody() -> None:
    text = "“I listen,” came the answer."
    made = tidy(scored(3, [(17, 20)], [(12, 16), (21, 27)], [(0, 11)]), text)
    assert (words(text, made.cue), made.source) == ("came … answer", [])


def test_who_signs_one_letter_does_not_speak_in_the_next() -> None:
    text = "“No bus has run since May.”\n— Marta Kolb, Tromvik\n\n“The clinic needs it more.”\n— Jana Roth"
    quotations = find_quotations(text, whole(text))
    first, second = ((q.start, q.end) for q in quotations)
    name = (text.index("Marta"), text.index("Marta") + len("Marta Kolb, Tromvik"))
    made = with_signed(text, quotations, [Attribution([name], [], [first, second], 0.6, [])])
    assert {(words(text, a.source), words(text, a.content)) for a in made} == {
        ("Marta Kolb, Tromvik", "“No bus has run since May.”"),
        ("Jana Roth", "“The clinic needs it more.”"),
    }
