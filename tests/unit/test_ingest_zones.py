"""What each paragraph is, and what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.errors import TooLargeError
from claimx.ingest.headings import has_dateline
from claimx.ingest.paragraphs import Block, split
from claimx.ingest.patterns import patterns
from claimx.ingest.zones import Layout, lay_out

BODY = (
    "The tug was turned back from the outer pier on Wednesday night, harbour master Ana Babic said, after inspectors "
    "had found forty crates in its hold that were on no list."
)
MORE = "The owner, a company of two brothers, denied that it had known of the crates and asked for the tug to be freed."


def zones(text: str, title: str | None = None) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    layout: Layout = lay_out(text, list(split(text)), title)
    return (
        [(p.zone, text[p.start : p.end]) for p in layout.paragraphs],
        [(reason, text[start:end]) for (start, end), reason in layout.dropped],
    )


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def test_headline_standfirst_body() -> None:
    kept, dropped = zones(page("Tug held at Split", "Inspectors find forty crates that no list names", BODY, MORE))
    assert [z for z, _ in kept] == ["headline", "standfirst", "body", "body"]
    assert not dropped


def test_a_repeated_headline_is_a_headline_twice() -> None:
    kept, _ = zones(page("Tug held: forty crates found at Split", "Forty crates found at Split", BODY, MORE))
    assert [z for z, _ in kept] == ["headline", "headline", "body", "body"]


def test_a_known_title_is_found_wherever_it_stands() -> None:
    kept, _ = zones(page("By Jane Roe", "The tug is held.", BODY, MORE), "The tug is held.")
    assert [z for z, _ in kept] == ["boilerplate", "headline", "body", "body"]


def test_a_lead_is_no_headline() -> None:
    assert [z for z, _ in zones(page(BODY, MORE))[0]] == ["body", "body"]
    assert [z for z, _ in zones(BODY)[0]] == ["body"]
    assert [z for z, _ in zones("Tug held at Split")[0]] == ["body"]


def test_the_paragraph_before_the_dateline_sums_up() -> None:
    summary = "A tug with forty crates on board has been held. Its owner knew nothing of them. The port wants more men."
    kept, _ = zones(page("By Jane Roe", summary, "SPLIT, May 3 (HG) – " + BODY, MORE))
    assert [z for z, _ in kept] == ["boilerplate", "standfirst", "body", "body"]


@pytest.mark.parametrize(
    ("line", "yes"),
    [
        ("SPLIT (HG) – The tug", True),
        ("NEW HAVEN, Conn., Oct. 3 (HG) -- The tug", True),
        ("LONDON. The tug", True),
        ("Tartu – The tug", True),
        ("The tug – held since May – sailed", False),
        ("LIVE – Tug held at Split", False),
        ("Five held, not three – police", False),
    ],
)
def test_datelines(line: str, yes: bool) -> None:
    assert has_dateline(line) is yes


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our weekly newsletter. All rights reserved.",
        "Share this article: copy link, e-mail, print",
        "© 2024 Harbour Gazette Ltd. All Rights Reserved.",
        "Published 9 months ago",
        "Published: 3 May 2024, 10:15 GMT",
        "(Reporting by Jane Roe; editing by John Doe)",
        "Photo: Gazette archive",
        "Sign in to comment",
        "We use cookies to make this site better",
        "Comments are closed on this page.",
        "Follow us on Facebook.",
        "- News",
        "This article has been updated.",
        "Jane Roe is a reporter for the Harbour Gazette.",
        "***",
        "HG/jr/tv",
    ],
)
def test_lines_that_go(line: str) -> None:
    text = page("Tug held at Split", BODY, MORE, line)
    kept, dropped = zones(text)
    assert [z for z, _ in kept[:3]] == ["headline", "body", "body"]
    assert dropped and all(reason == "boilerplate" for reason, _ in dropped)
    assert " ".join(words for _, words in dropped) == line


@pytest.mark.parametrize(
    "line", ["Read more: the ferry timetable", "Related: how a port works", "Also read: ten piers"]
)
def test_teasers(line: str) -> None:
    assert zones(page("Tug held at Split", BODY, line, MORE))[1] == [("teaser", line)]


def test_a_kicker_and_a_title_inside_a_story_are_a_teaser() -> None:
    text = page("Tug held at Split", BODY, "Adriatic", "The long summer of the tugs and their crews", MORE)
    assert [r for r, _ in zones(text)[1]] == ["teaser", "teaser"]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell after the news, the bank said.",
        "Published reports that the tug was armed are wrong, she said.",
        "The port is held.",
        "No comment was given.",
        "“Subscribe to this and you are a fool,” he told the council.",
        "Copyright law does not cover the pictures of the tug.",
        "Updated radar will be fitted to the tugs next year.",
        "Source of the fire was a lamp.",
        "In the picture: six faces, a flag, and a paper of last week.",
        "And where is the owner now, she asked?",
        "– Four meetings, the last one on the pier",
        "Follow her example, and the port will be safe.",
    ],
)
def test_sentences_of_the_story_stay(line: str) -> None:
    for text in (page("Tug held at Split", BODY, line, MORE), page("Tug held at Split", BODY, MORE, line)):
        kept, dropped = zones(text)
        assert not dropped
        assert line in [words for _, words in kept]


def test_headings_and_questions() -> None:
    text = page("Tug held at Split", BODY, "What the papers say", MORE, "Will she sail again?", BODY.upper())
    kept, dropped = zones(text)
    assert [z for z, _ in kept] == ["headline", "body", "heading", "body", "heading", "body"]
    assert dropped == [("question", "Will she sail again?")]


def test_a_list_is_not_headings() -> None:
    text = page("Tug held at Split", BODY, "Stop the tugs", "Seal the piers", "Open the crates", MORE)
    assert [z for z, _ in zones(text)[0]] == ["headline", "body", "body", "body", "body", "body"]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Photo: the east gate from the hill above.",
            [("boilerplate", "Photo:"), ("caption", "the east gate from the hill above.")],
        ),
        (
            "The tug could stay for two months. © PICTURA/Jane Roe",
            [("caption", "The tug could stay for two months."), ("boilerplate", "© PICTURA/Jane Roe")],
        ),
        (
            "The tug at her berth (Photo: J. Roe) " + BODY,
            [("caption", "The tug at her berth"), ("boilerplate", "(Photo: J. Roe)"), ("body", BODY)],
        ),
        (
            "Two men on a pier IMAGE SOURCE, REUTERS Image caption, The brothers denied it, according to Ms Babic.",
            [
                ("caption", "Two men on a pier"),
                ("boilerplate", "IMAGE SOURCE, REUTERS"),
                ("boilerplate", "Image caption,"),
                ("caption", "The brothers denied it, according to Ms Babic."),
            ],
        ),
        (
            "A tug in the rain IMAGE SOURCE: PORT NEWS However, she sailed.",
            [
                ("caption", "A tug in the rain"),
                ("boilerplate", "IMAGE SOURCE: PORT NEWS"),
                ("body", "However, she sailed."),
            ],
        ),
    ],
)  # fmt: skip
def test_captions(paragraph: str, expected: list[tuple[str, str]]) -> None:
    kept, _ = zones(page("Tug held at Split", BODY, paragraph, MORE))
    assert kept[2:-1] == expected


def test_torn_off_rests() -> None:
    text = page("Tug held at Split", BODY + " about the next ferry. The crew slept.", MORE + " She told the …")
    assert zones(text)[1] == [("truncated", "about the next ferry."), ("truncated", "She told the …")]


def test_an_abbreviation_tears_nothing() -> None:
    text = page("Tug held at Split", "The tug of Bura Ltd. of Split came at 5 p.m. on Monday. It stayed. " + MORE)
    assert not zones(text)[1]


def test_pointers_inside_a_paragraph_go() -> None:
    text = page("Tug held at Split", BODY + " An overview of all tugs can be found here. " + MORE)
    assert zones(text)[1] == [("teaser", "An overview of all tugs can be found here.")]


def test_the_foot_of_a_page() -> None:
    text = page("Tug held at Split", BODY, MORE, "About the author", "Jane Roe", "Ports", "More tugs", "• Imprint")
    kept, _ = zones(text)
    assert [z for z, _ in kept] == ["headline", "body", "body"] + ["boilerplate"] * 5


def test_too_many_paragraphs() -> None:
    with pytest.raises(TooLargeError):
        lay_out("a", [Block(0, 1)] * 50_001)


@given(
    st.lists(
        st.sampled_from([BODY, MORE, "Tug held", "Why?", "Photo: x", "", "IMAGE SOURCE, A", "x …", "Share it.", "©"])
    )
)
def test_pieces_are_ordered_and_lose_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    layout = lay_out(text, list(split(text)))
    last = 0
    for paragraph in layout.paragraphs:
        assert last <= paragraph.start < paragraph.end
        last = paragraph.end
    assert "".join("".join(text[p.start : p.end] for p in layout.paragraphs).split()) == "".join(text.split())
    spans = {(p.start, p.end) for p in layout.paragraphs}
    assert all(span in spans for span, _ in layout.dropped)


@pytest.mark.parametrize(
    "unit", ["A", "A ", "a. about ", "(Photo ", "IMAGE SOURCE, A ", "© ", "By A ", "1 May 2024 ", "“", "The a/b "]
)
def test_patterns_are_linear(unit: str) -> None:
    import time
    from dataclasses import fields

    text = unit * (100_000 // len(unit))
    rules = patterns()
    for field in fields(rules):
        pattern = getattr(rules, field.name)
        for one in pattern if isinstance(pattern, tuple) else (pattern,):
            if hasattr(one, "fullmatch"):
                start = time.process_time()
                one.fullmatch(text)
                one.match(text)
                assert time.process_time() - start < 20, field.name
