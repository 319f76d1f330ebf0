"""A claim that only points is read with its sentence, one that leans on its cue with that; others stand alone."""

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
        ("The pilot denied the smoke.", "denied", "the smoke", 32, "the smoke"),
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
    ("text", "cue", "content", "act", "read"),
    [
        ("The pilot accused the mill of hiding it.", "accused", "the mill of hiding it", "accusation", True),
        ("The pilot urged Norland to leave the pier.", "urged", "to leave the pier", "demand", True),
        ("The pilot said the mill was to blame.", "said", "the mill was to blame", "assertion", False),
        ("The pilot asked that they be ready to go.", "asked", "that they be ready to go", "demand", False),
        ("The pilot demanded, on Monday, to leave.", "demanded", "to leave", "demand", False),
        ("To leave is what the pilot wants.", "wants", "To leave", "demand", False),
    ],
)
def test_what_somebody_is_asked_for_or_accused_of_is_read_behind_the_cue(
    text: str, cue: str, content: str, act: str, read: bool
) -> None:
    found = mention("gazette.txt", text, POE, "pilot", cue, content, act=act)
    start = found.content.spans[0][0]
    found.content.prefix = text[max(0, start - 32) : start]
    whole = text[text.index(cue) : start + len(content)]
    assert wording(claim("c-1", [found], "single-origin")) == (whole if read else content)
