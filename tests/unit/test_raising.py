"""Who is said to have said something is its source; who is said to have done something is not."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimx.nlp.attribution_rules import packaged_lexicon
from claimx.nlp.raising import raised
from claimx.records import Attribution


def read(nlp: Language, text: str, cue: str, *content: str, source: str = "") -> tuple[list[str], str, list[str]]:
    """Source, cue and content, as texts, that an attribution with this cue and content becomes."""
    place = lambda piece: (text.index(piece), text.index(piece) + len(piece))  # noqa: E731
    given = Attribution([place(source)] if source else [], [place(cue)], [place(piece) for piece in content])
    found = raised(nlp(text), text, given, packaged_lexicon())
    texts = [[text[a:b] for a, b in spans] for spans in (found.source, found.cue, found.content)]
    return texts[0], texts[1][0], texts[2]


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        (
            "Rita Osk is said to have told the inspector that the valve was open.",
            "is said to have told",
            ["Rita Osk", "that the valve was open"],
            (["Rita Osk"], "is said to have told", ["that the valve was open"]),
        ),
        (
            "The two stokers are believed to have warned that the boiler would burst.",
            "are believed to",
            ["The two stokers", "have warned that the boiler would burst"],
            (["The two stokers"], "are believed to have warned", ["that the boiler would burst"]),
        ),
        (
            "“The valve was open,” Rita Osk is said to have told the inspector.",
            "is said to have told",
            ["“The valve was open,”", "Rita Osk"],
            (["Rita Osk"], "is said to have told", ["“The valve was open,”"]),
        ),
    ],
)
def test_who_is_said_to_have_said_it_is_the_source(
    nlp: Language, text: str, cue: str, content: list[str], expected: tuple[list[str], str, list[str]]
) -> None:
    assert read(nlp, text, cue, *content) == expected


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Rita Osk is said to have left the yard.", "is said to", ["Rita Osk", "have left the yard"]),
        ("It is said that Rita Osk told lies.", "is said", ["that Rita Osk told lies"]),
    ],
)
def test_hearsay_of_a_deed_stays_hearsay(nlp: Language, text: str, cue: str, content: list[str]) -> None:
    assert read(nlp, text, cue, *content) == ([], cue, content)


def test_who_tells_that_he_said_it_stays_the_source(nlp: Language) -> None:
    text = "Rita Osk is said by the clerk to have told friends that the valve was open."
    content = ["Rita Osk", "to have told friends that the valve was open"]
    assert read(nlp, text, "is said", *content, source="the clerk") == (["the clerk"], "is said", content)


def test_a_parse_without_an_auxiliary_is_read_too(nlp: Language) -> None:
    words = ["Osk", "said", "to", "have", "told", "us", "that", "it", "sank"]
    heads = [1, 1, 4, 4, 1, 4, 8, 8, 4]
    deps = ["nsubjpass", "ROOT", "aux", "aux", "xcomp", "dobj", "mark", "nsubj", "ccomp"]
    lemmas = ["Osk", "say", "to", "have", "tell", "we", "that", "it", "sink"]
    doc = Doc(nlp.vocab, words, heads=heads, deps=deps, lemmas=lemmas)
    text = doc.text
    cue, content = text.index("said"), text.index("that")
    given = Attribution([], [(cue, cue + 4)], [(0, 3), (content, len(text))])
    found = raised(doc, text, given, packaged_lexicon())
    assert [text[a:b] for a, b in (*found.source, *found.cue)] == ["Osk", "said to have told"]
