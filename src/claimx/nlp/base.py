"""The base model: a verified spaCy pipeline, and a document parsed by it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import cast

import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler, EntityRecognizer, Lemmatizer
from spacy.tokens import Doc

from claimx.errors import ModelError, TooLargeError
from claimx.nlp.entity_moves import recognise
from claimx.nlp.models import base_model
from claimx.nlp.tag_rules import annotate
from claimx.records import Document

_BREAK = re.compile("[\r\n\u2028\u2029]")
_READ_AS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "「": "“", "」": "”", "『": "“", "』": "”"})
"""Characters by what they are read as; one for one, so that offsets stay."""

WORDS = "lemma_index"
"""The vocabulary's table of lemmas by part of speech ("noun", "verb", "adj", "adv")."""


def load_base(name: str) -> Language:
    """The spaCy pipeline package ``name``, its weights verified (see :func:`claimx.nlp.models.base_model`).

    It is read from its folder: none of the package's own code runs.  Raises ModelError.
    """
    folder = base_model(name).folder
    try:
        with warnings.catch_warnings():
            # The hash was compared: a patch version of spaCy beside the one the model was trained with is no news.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(folder)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the spaCy pipeline {name} cannot be loaded", str(error)) from error
    known = cast(Lemmatizer, nlp.get_pipe("lemmatizer")).lookups.get_table(WORDS)
    for kind, words in list(known.items()):
        # The package has lists, of up to 60 000 words, in which each word that is not known is sought to the end.
        known[kind] = frozenset(words)
    # What the lemmatizer knows as verbs and adjectives, for whoever reads its texts.
    nlp.vocab.lookups.set_table(WORDS, known)
    return nlp


def parse(nlp: Language, document: Document) -> Doc:
    """The document's text, parsed; ``doc.text`` is ``document.text`` with a space for each line break inside of a
    paragraph, and no sentence crosses the edge of one.

    Raises TooLargeError for a text that the parser cannot hold in memory.
    """
    if len(document.text) > nlp.max_length:
        raise TooLargeError(
            "the text is too long to analyse", f"{len(document.text)} characters, {nlp.max_length} is the limit"
        )
    doc = nlp.make_doc(flowing(document))
    _start_sentences(doc, document)
    for _, component in nlp.pipeline:
        doc = _run(component, doc)
    return doc


def flowing(document: Document) -> str:
    """The text with a space for each line break inside a paragraph, since where a line was full says nothing, and for
    what looks like a space; corner brackets are quotation marks.
    """
    text = document.text
    parts: list[str] = []
    position = 0
    for paragraph in document.paragraphs:
        parts.append(text[position : paragraph.start])
        parts.append(_BREAK.sub(" ", text[paragraph.start : paragraph.end]))
        position = paragraph.end
    return "".join([*parts, text[position:]]).translate(_READ_AS)


def _run(component: Callable[[Doc], Doc], doc: Doc) -> Doc:
    if isinstance(component, EntityRecognizer):
        return recognise(component, doc)
    if isinstance(component, AttributeRuler):
        return annotate(component, doc)
    return component(doc)


def _start_sentences(doc: Doc, document: Document) -> None:
    starts = [p.start for p in document.paragraphs]
    following = 0
    for token in doc:
        while following < len(starts) and token.idx + len(token) > starts[following]:
            token.is_sent_start = True
            following += 1
