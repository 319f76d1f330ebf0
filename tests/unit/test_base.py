"""The base model's steps that claimx runs itself do what spaCy's own do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler, EntityRecognizer
from spacy.tokens import Doc

from claimx.nlp.base import WORDS as KNOWN
from claimx.nlp.base import parse
from claimx.nlp.entity_moves import recognise
from claimx.nlp.tag_rules import annotate
from claimx.records import Document, Paragraph
from claimx.schema import Article

TEXTS = [
    "",
    "\n",
    "Lisbon",
    " a\nb\n",
    "Ana Babic, the harbour master of Split, told Radio North on 3 May 2021 that 40 containers of the Hanse Line lay "
    "in Berth 9.\n\nThe Danish navy's frigate Absalon and two tugs left Aarhus at 06:30, Captain Ole Brandt said.",
    "I'm gonna ask what's there. Y'all ain't ready, c'mon: it's that that was better, to have had one more is ours.",
    "MINISTER QUITS; MARKETS FALL 3 %\nWhich of them, if any, would've gone? Nobody's — neither theirs nor hers …",
]
WORDS = st.sampled_from(
    [
        "that",
        "more",
        "have",
        "'s",
        "Ana",
        "Babic",
        "to",
        "be",
        ",",
        ".",
        "\n",
        "one",
        "better",
        "Aarhus",
        "what",
        "40",
        "n't",
    ]
)


def before(nlp: Language, text: str, last: type) -> tuple[Doc, Doc, object]:
    """Two copies of the text as it comes to the component of that kind, and the component."""
    doc = nlp.make_doc(text)
    for _, component in nlp.pipeline:
        if isinstance(component, last):
            return doc, doc.copy(), component
        doc = component(doc)
    raise AssertionError


def same(nlp: Language, text: str) -> None:
    doc, copy, ruler = before(nlp, text, AttributeRuler)
    assert isinstance(ruler, AttributeRuler)
    assert annotate(ruler, doc).to_bytes() == ruler(copy).to_bytes()
    doc, copy, recogniser = before(nlp, text, EntityRecognizer)
    assert isinstance(recogniser, EntityRecognizer)
    assert recognise(recogniser, doc).to_bytes() == recogniser(copy).to_bytes()


@pytest.mark.parametrize("text", TEXTS)
def test_tags_and_entities_are_those_of_spacy(nlp: Language, text: str) -> None:
    same(nlp, text)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_so_they_are_for_any_words(nlp: Language, words: list[str]) -> None:
    same(nlp, " ".join(words))


def test_no_sentence_crosses_a_paragraph(nlp: Language) -> None:
    text = "Tug sinks off Split\nThe crew is safe"
    document = Document(Article(id="a-1", path="a.txt", sha256="", length=len(text)), text)
    document.paragraphs = [Paragraph(0, 19, "headline"), Paragraph(20, 36, "body")]
    assert [s.start_char for s in parse(nlp, document).sents] == [0, 20]


def test_known_words_are_looked_up_and_not_searched_for(nlp: Language) -> None:
    """A word that is in no list would be compared with all of it, each time one is met."""
    known = nlp.vocab.lookups.get_table(KNOWN)
    assert nlp.get_pipe("lemmatizer").lookups.get_table(KNOWN) is known
    assert {type(known[kind]) for kind in ("noun", "verb", "adj", "adv")} == {frozenset}
    assert [token.lemma_ for token in nlp("The ferries ran.")] == ["the", "ferry", "run", "."]
