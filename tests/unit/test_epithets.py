"""People who are called by where they are from or how old they are."""

from __future__ import annotations

import re

import pytest
from source_support import DEMONYMS, STATES, base

from claimx.nlp.sources import resolve_article
from claimx.records import Attribution
from claimx.schema import Article, EntityMention

FENCERS = (
    "Ilka Toneva lost the final to the Korean Han Yuna.\n“I had her,” SOURCE said. “It is on me.”\n"
    "Toneva’s coach, Petar Vale, was silent."
)


def who(text: str, source: str, *states: tuple[str, str], people: tuple[str, ...] = ()) -> str | None:
    """Whom ``source`` means where it last stands in a text; what it says is the last quotation before it."""
    mentions = [
        EntityMention(start=m.start(), end=m.end(), exact=word, label="STATE", ref=ref, attributes={"use": "demonym"})
        for word, ref in states
        for m in re.finditer(rf"\b{re.escape(word)}\b", text)
    ] + [
        EntityMention(start=m.start(), end=m.end(), exact=name, label="PERSON")
        for name in people
        for m in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]
    start = text.rindex(source)
    quoted = [m.span() for m in re.finditer(r"“[^”]*”", text) if m.end() <= start]
    given = Attribution([(start, start + len(source))], [], quoted[-1:])
    paragraphs = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    known = {ref: STATES[ref].name for _, ref in states}
    article = Article(id="one", path="one.txt", sha256="", length=len(text))
    resolved = resolve_article(
        base()(text), [given], mentions, article, paragraphs, entity_names=known, demonyms=DEMONYMS
    )
    return resolved.decisions[0].canonical


@pytest.mark.parametrize(
    ("phrase", "word", "ref", "meant"),
    [
        ("the Bulgarian", "Bulgarian", "BGR", "Ilka Toneva"),
        ("the Korean", "Korean", "KOR", "Han Yuna"),
        # What has no plural is a person who says "I".
        ("the Portuguese", "Portuguese", "PRT", "Ilka Toneva"),
        ("the Bulgarians", "Bulgarians", "BGR", "Bulgaria"),
    ],
)
def test_a_person_is_called_by_his_nation(phrase: str, word: str, ref: str, meant: str) -> None:
    text = FENCERS.replace("SOURCE", phrase)
    names = ("Ilka Toneva", "Han Yuna", "Petar Vale")
    assert who(text, phrase, *dict.fromkeys([(word, ref), ("Korean", "KOR")]), people=names) == meant


def test_a_nation_without_a_plural_is_a_state_that_does_not_say_i() -> None:
    text = "Talks with Ilka Toneva failed.\n“The offer is too low,” the Portuguese said."
    assert who(text, "the Portuguese", ("Portuguese", "PRT"), people=("Ilka Toneva",)) == "Portugal"


def test_a_person_is_called_by_his_region() -> None:
    text = "Manager Glen Abbot blamed the referee.\n“I saw it,” the Scot said."
    assert who(text, "the Scot", people=("Glen Abbot",)) == "Glen Abbot"
    text = "Gwen Dale met Ivo Kral.\n“I saw it,” the Welshwoman said."
    assert who(text, "the Welshwoman", people=("Gwen Dale", "Ivo Kral")) == "Gwen Dale"
    text = "The Irish minister, Aoife Tye, spoke.\nIvo Kral left.\n“I saw it,” the Irishwoman said."
    assert who(text, "the Irishwoman", ("Irish", "IRL"), people=("Aoife Tye", "Ivo Kral")) == "Aoife Tye"


def test_a_person_is_called_by_his_age() -> None:
    text = "Rita Nolan, 54, swam the strait. Her trainer, Ivo Daly, 33, rowed.\n“It was cold,” the 54-year-old said."
    assert who(text, "the 54-year-old", people=("Rita Nolan", "Ivo Daly")) == "Rita Nolan"
    assert who(text.replace("the 54", "the 33"), "the 33-year-old", people=("Rita Nolan", "Ivo Daly")) == "Ivo Daly"
