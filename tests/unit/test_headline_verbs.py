"""The second verb of a headline has the subject of the first."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimx.nlp.attribution_rules import packaged_lexicon
from claimx.nlp.headline_verbs import SHARED, with_subject
from claimx.records import Attribution
from claimx.schema import Span


def read(nlp: Language, text: str, source: str, cue: str, content: str) -> tuple[list[str], list[str], list[str]]:
    """Source, cue and content that an attribution in a headline becomes."""

    def place(piece: str) -> list[Span]:
        return [(text.index(piece), text.index(piece) + len(piece))] if piece else []

    given = Attribution(place(source), place(cue), place(content))
    made = with_subject(nlp(text), given, [(0, len(text))], packaged_lexicon())
    assert (SHARED in made.evidence) == (made != given)
    source_, cue_, content_ = ([text[a:b] for a, b in spans] for spans in (made.source, made.cue, made.content))
    return source_, cue_, content_


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        (
            "Ministry rejects report of leak, says reactor is safe",
            "",
            "says",
            "Ministry rejects report of leak",
            ("Ministry", "says", "reactor is safe"),
        ),
        (
            "Ministry rejects report of leak, says reactor is safe",
            "reactor",
            "says",
            "Ministry rejects report of leak",
            ("Ministry", "says", "reactor is safe"),
        ),
        (
            "The harbour board will close the pier, says repairs are too dear",
            "",
            "says",
            "repairs are too dear",
            ("The harbour board", "says", "repairs are too dear"),
        ),
        (
            "Navy stops tanker, says it was empty",
            "Navy stops tanker",
            "says",
            "it was empty",
            ("Navy", "says", "it was empty"),
        ),
        (
            "Ministry denies leak, accuses paper of lying",
            "",
            "accuses",
            "paper of lying",
            ("Ministry", "accuses", "paper of lying"),
        ),
    ],
)
def test_the_first_subject_speaks(
    nlp: Language, text: str, source: str, cue: str, content: str, expected: tuple[str, str, str]
) -> None:
    assert read(nlp, text, source, cue, content) == tuple([piece] for piece in expected)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Reactor is safe, says ministry", "ministry", "says", "Reactor is safe"),
        ("Reactor is safe, ministry says", "ministry", "says", "Reactor is safe"),
        ("Ministry rejects report, says reactor is safe", "Ministry", "says", "reactor is safe"),
    ],
)
def test_a_verb_with_its_own_subject_stays(nlp: Language, text: str, source: str, cue: str, content: str) -> None:
    assert read(nlp, text, source, cue, content) == ([source], [cue], [content])
