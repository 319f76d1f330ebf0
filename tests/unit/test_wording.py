"""A claim that only points is read with its sentence, what follows a cue that says more than "said" with that."""

from __future__ import annotations

import pytest
from claimset_support import POE, claim, mention

from claimx.export.wording import wording


@pytest.mark.parametrize(
    ("text", "cue", "content", "around", "read"),
    [
        ("It burned. The pilot denied this. He left.", "denied", "this", 32, "The pilot denied this."),
        ("The pilot denied it", "denied", "it", 32, "The pilot denied it"),
        ("Smoke over the pier; the pilot doubts that very much", "doubts", "that", 20, "the pilot doubts that very …"),
        ("Smoke rose, which the pilot denied.", "denied", "which", 8, "… rose, which the …"),
        ("The pilot denied the smoke.", "denied", "the smoke", 32, "denied the smoke"),
    ],
)
def test_what_only_points_is_read_in_its_sentence(text: str, cue: str, content: str, around: int, read: str) -> None:
    found = mention("gazette.txt", text, POE, "pilot", cue, content)
    start, end = found.content.spans[0]
    found.content.prefix, found.content.suffix = text[max(0, start - around) : start], text[end : end + around]
    assert wording(claim("c-1", [found], "single-origin")) == read


def test_a_refusal_without_content_stands_as_it_is() -> None:
    found = mention("gazette.txt", "The pilot declined to say this.", POE, "pilot", "declined", "this")
    refused = claim("c-1", [found], "single-origin")
    found.content.spans, found.content.exact = [], ""
    assert wording(refused) == "this"


@pytest.mark.parametrize(
    ("text", "cue", "content", "more", "read"),
    [
        ("The pilot accused the mill of hiding it.", "accused", "the mill of hiding it", "accusation", True),
        ("The pilot accused the mill of hiding it.", "accused", "hiding it", "accusation", True),
        ("The pilot accused the mill of “dozing”.", "accused", "the mill of “dozing”", "accusation", True),
        ("The pilot urged Norland to leave the pier.", "urged", "to leave the pier", "demand", True),
        ("The pilot told Norland to leave the pier.", "told", "to leave the pier", "demand", True),
        ("The pilot asked that they be ready to go.", "asked", "that they be ready to go", "demand", True),
        ("The pilot called the tariff a swindle.", "called", "the tariff a swindle", "assertion", True),
        ("The pilot admitted on Monday that it burned.", "admitted", "that it burned", "assertion", True),
        ("The pilot said the mill was to blame.", "said", "the mill was to blame", "assertion", False),
        ("The pilot demanded, on Monday, to leave.", "demanded", "to leave", "demand", False),
        ("To leave is what the pilot wants.", "wants", "To leave", "demand", False),
        ("Norland: a pilot writes of smoke.", ":", "a pilot writes of smoke", "assertion", False),
    ],
)
def test_what_follows_a_cue_that_says_more_than_said_is_read_behind_it(
    text: str, cue: str, content: str, more: str, read: bool
) -> None:
    found = mention("gazette.txt", text, POE, "pilot", cue, content, act=more)
    start = found.content.spans[0][0]
    found.content.prefix = text[max(0, start - 32) : start]
    whole = text[text.index(cue) : start + len(content)]
    assert wording(claim("c-1", [found], "single-origin")) == (whole if read else content)


def test_a_quotation_stands_alone() -> None:
    found = mention(
        "gazette.txt", "The pilot warned: “It burns”", POE, "pilot", "warned", "“It burns”", quote_type="direct"
    )
    found.content.prefix = "The pilot warned: "
    assert wording(claim("c-1", [found], "single-origin")) == "“It burns”"


@pytest.mark.parametrize(
    ("content", "polarity", "read"),
    [
        ("that smoke had been seen", "affirm", "smoke had been seen"),
        ("that was not enough", "affirm", "that was not enough"),
        ("that smoke had been seen", "no-comment", "said that smoke had been seen"),
    ],
)
def test_what_joins_a_clause_to_its_cue_goes_with_it(content: str, polarity: str, read: str) -> None:
    text = f"The pilot said {content}."
    found = mention("gazette.txt", text, POE, "pilot", "said", content, polarity=polarity)
    found.content.prefix = "The pilot said "
    assert wording(claim("c-1", [found], "single-origin")) == read


@pytest.mark.parametrize(
    ("text", "cue", "spans", "read"),
    [
        ("He is accused of leaving port", "is accused of", [(0, 2), (17, 29)], "He is accused of leaving port"),
        ("The pier , he said , was closed", "said", [(0, 8), (21, 31)], "The pier … was closed"),
    ],
)
def test_a_cue_inside_its_content_is_read_there(text: str, cue: str, spans: list[tuple[int, int]], read: str) -> None:
    found = mention("gazette.txt", text, POE, "e", cue, text[: spans[0][1]])
    found.content.spans, found.content.exact = spans, " … ".join(text[a:b] for a, b in spans)
    assert wording(claim("c-1", [found], "single-origin")) == read
