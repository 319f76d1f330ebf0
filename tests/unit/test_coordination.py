"""Clauses that are claims of their own, and what stays one claim."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from claimx.nlp.coordination import clauses
from claimx.nlp.quotes import find_quotations, outermost
from claimx.records import Attribution, Paragraph


def split(nlp: Language, text: str, cue: str, content: list[str]) -> list[list[str]]:
    """The contents, as texts, that the attribution with this cue and content becomes."""
    spans = [(text.index(piece), text.index(piece) + len(piece)) for piece in content]
    at = re.search(rf"\b{cue}\b", text)
    assert at is not None
    quotations = outermost(find_quotations(text, [Paragraph(0, len(text), "body")]))
    found = clauses(nlp(text), Attribution([], [at.span()], spans), quotations)
    return [[text[start:end] for start, end in a.content] for a in found]


@pytest.mark.parametrize(
    ("text", "cue", "content", "parts"),
    [
        (
            "The pier was closed on Monday, she said, and two cranes were sealed by the police.",
            "said",
            ["The pier was closed on Monday", "and two cranes were sealed by the police"],
            [["The pier was closed on Monday"], ["two cranes were sealed by the police"]],
        ),
        (
            "The frigate left Split at dawn, but the tanker never moved, a port official said.",
            "said",
            ["The frigate left Split at dawn, but the tanker never moved"],
            [["The frigate left Split at dawn"], ["but the tanker never moved"]],
        ),
    ],
)
def test_a_clause_with_its_own_subject_is_a_claim(
    nlp: Language, text: str, cue: str, content: list[str], parts: list[list[str]]
) -> None:
    assert split(nlp, text, cue, content) == parts


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The crew took the boat and left the bay, she said.", "said", "The crew took the boat and left the bay"),
        ("She said that the pier was closed and that the cranes were sealed.", "said",
         "that the pier was closed and that the cranes were sealed"),
        ("“The pier was closed and the cranes were sealed,” she said.", "said",
         "“The pier was closed and the cranes were sealed,”"),
        ("Men who loaded crates and women who counted them were paid, she said.", "said",
         "Men who loaded crates and women who counted them were paid"),
        ("He left and she stayed, she said.", "said", "He left and she stayed"),
    ],
)  # fmt: skip
def test_what_stays_one_claim(nlp: Language, text: str, cue: str, content: str) -> None:
    assert split(nlp, text, cue, [content]) == [[content]]
