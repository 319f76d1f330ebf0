"""What stands above an article: mastheads, labels, credits and their dates."""

from __future__ import annotations

import time

import pytest

from claimx.ingest.days import first_day
from claimx.ingest.masthead import credit_day
from claimx.ingest.metadata import Metadata, from_front_matter, from_text
from claimx.ingest.paragraphs import split
from claimx.ingest.zones import lay_out

HEADLINE = "Tug with forty crates is held at the outer pier"
BODY = (
    "A tug was held at the outer pier of Split on Wednesday night after inspectors had found forty crates in its hold, "
    "harbour master Ana Babic said."
)
MORE = "The owner, a company of two brothers, denied that it had known of the crates and asked for the tug to be freed."


def zones(*lines: str, title: str | None = None, outlet: str | None = None) -> list[tuple[str, str]]:
    text = "\n\n".join(lines)
    layout = lay_out(text, list(split(text)), title, outlet)
    return [(p.zone, text[p.start : p.end]) for p in layout.paragraphs]


def stated(*lines: str) -> Metadata:
    text = "\n\n".join(lines)
    return from_text(text, lay_out(text, list(split(text))).paragraphs)


@pytest.mark.parametrize(
    "above",
    [
        ("The Harbour Gazette",),
        ("Daily Anchor",),
        ("ADRIATIC POST", "Friday 3 May 2024"),
        ("The Harbour Gazette", "Friday 3 May 2024", "WORLD NEWS"),
        ("Evening Lantern",),
        ("BuzzPort",),
    ],
)
def test_what_stands_above_the_headline_is_not_the_title(above: tuple[str, ...]) -> None:
    found = zones(*above, HEADLINE, "From our naval correspondent", BODY, MORE)
    assert [z for z, _ in found[len(above) :]] == ["headline", "boilerplate", "body", "body"]
    assert {z for z, _ in found[: len(above)]} <= {"boilerplate", "heading"}
    assert stated(*above, HEADLINE, BODY, MORE).title == HEADLINE


def test_a_question_can_be_the_title() -> None:
    assert stated("Coast Herald", "What was in the crates at Split?", BODY, MORE).title == (
        "What was in the crates at Split?"
    )


def test_a_known_outlet_is_recognised_whatever_it_is_called() -> None:
    found = zones("Salt & Rope", HEADLINE, BODY, MORE, "Salt & Rope", outlet="Salt & Rope")
    assert [z for z, _ in found] == ["boilerplate", "headline", "body", "body", "boilerplate"]
    found = zones("The Anchor Line", HEADLINE, BODY, MORE, outlet="Anchor Line")
    assert [z for z, _ in found] == ["boilerplate", "headline", "body", "body"]


@pytest.mark.parametrize(
    "headline",
    [
        "Tug Held At Split Pier",
        "Forty Crates",
        "Tug Held",
        "Kestrel Crew Freed",
        "Harbour master resigns",
        "Crates Shake Harbour Politics",
    ],
)
def test_a_headline_in_capitals_stays_the_headline(headline: str) -> None:
    lead = f"{BODY} The crew of the Kestrel was freed, and the harbour master resigns."
    found = zones(headline, "Inspectors find forty crates that no list names", lead, MORE)
    assert found[0] == ("headline", headline)


def test_a_known_title_is_never_a_masthead() -> None:
    assert zones("Evening Post", HEADLINE, BODY, MORE, title="Evening Post")[0] == ("headline", "Evening Post")


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Gazette, May 3, 2024",
        "Split, 3 May 2024",
        "Gazette live desk | 3 May 2024 | Times are GMT",
        "Harbour-Rundschau, 3.5.2024. Translated from the German by machine.",
        "Friday, 3 May 2024",
        "The Harbour Gazette – 2024-05-03",
        "3.5.2024",
    ],
)
def test_credit_lines_are_no_story_and_state_the_date(line: str) -> None:
    assert credit_day(line) == "2024-05-03"
    assert (("boilerplate", line)) in zones(HEADLINE, line, BODY, MORE)
    for lines in ((HEADLINE, line, BODY, MORE), (HEADLINE, BODY, MORE, line)):
        published = stated(*lines).published
        assert (published.value, published.basis) == ("2024-05-03", "text")


@pytest.mark.parametrize(
    "line",
    [
        "On May 3, 2024, the tug was held again.",
        "The tug, held on 3 May 2024, sailed.",
        "Since Friday, May 3, 2024, nobody has sailed.",
        "It was Friday, May 3, 2024.",
        "The mayor said Friday, May 3, 2024.",
        "Split, 3/5/2024",
        "Split, 31.2.2024",
        "Split, May 3",
        "Split, May 2024",
    ],
)
def test_a_sentence_or_half_a_date_is_no_credit(line: str) -> None:
    assert credit_day(line) is None
    assert stated(HEADLINE, line, BODY, MORE).published.value is None


def test_a_line_between_headline_and_date_is_a_credit() -> None:
    assert [z for z, _ in zones(HEADLINE, "Split Lantern", "03.05.2024", BODY, MORE)] == (
        ["headline", "boilerplate", "boilerplate", "body", "body"]
    )


def test_dates_of_pictures_and_other_stories_are_not_the_article_s() -> None:
    assert stated(HEADLINE, "Photo: Gazette archive, 3 May 2019", BODY, MORE).published.value is None
    assert stated(HEADLINE, BODY, MORE, "Read more: Split pier, 3 May 2019").published.value is None


@pytest.mark.parametrize("dateline", ["SPLIT, 3.5.2024 (HG) – ", "Split, 3 May 2024 (HG) – ", "SPLIT, May 3, 2024. "])
def test_datelines_with_a_full_date(dateline: str) -> None:
    published = stated(HEADLINE, dateline + BODY, MORE).published
    assert (published.value, published.basis) == ("2024-05-03", "dateline")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("03.05.2024", "2024-05-03"),
        ("3. 5. 2024", "2024-05-03"),
        ("13/05/2024", "2024-05-13"),
        ("05/13/2024", "2024-05-13"),
        ("05/05/2024", "2024-05-05"),
        ("03/05/2024", None),
        ("13/13/2024", None),
        ("2024/05/03", "2024-05-03"),
        ("version 1.3.5.2024", None),
        ("3.5.24", None),
    ],
)
def test_numeric_days(line: str, day: str | None) -> None:
    assert first_day(line) == day


def test_front_matter_lists_and_other_names() -> None:
    head = (
        "---\nheadline: Tug held\nsource: Harbour Gazette\npubdate: May 3, 2024\n"
        "authors:\n  - Jane Roe\n  - 'John Doe'\ntags:\n  - ports\n---\n"
    )
    known, start = from_front_matter(head + BODY)
    assert (known.title, known.outlet, known.authors) == ("Tug held", "Harbour Gazette", ("Jane Roe", "John Doe"))
    assert known.published.value == "2024-05-03"
    assert start == len(head)


@pytest.mark.parametrize("unit", ["A, ", "1.1.", "May ", "a | ", "A – ", "12/", "Friday, ", "- a\n", "A"])
def test_long_lines_are_read_in_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    first_day(text)
    credit_day(text)
    credit_day(text[:120])
    from_front_matter(f"---\n{text}\n---\n")
    assert time.process_time() - start < 20
