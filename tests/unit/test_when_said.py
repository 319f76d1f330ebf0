"""On which day somebody spoke where the sentence itself does not say so, and when what he tells happened."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from source_support import base

from claimx.nlp.dating import article_dates
from claimx.nlp.stance import classify
from claimx.normalise.dates import find_dates
from claimx.records import Attribution
from claimx.schema import DateValue, EntityMention, Span

PUBLISHED = "2031-05-08"
Said = tuple[str, str, str]


def days(text: str) -> list[EntityMention]:
    found = [asdict(d) for d in find_dates(text, PUBLISHED)]
    return [
        EntityMention(**{k: d.pop(k) for k in ("start", "end", "exact")}, label="DATE", attributes=d) for d in found
    ]


def spans(text: str, words: str) -> list[Span]:
    at = text.index(words) if words else 0
    return [(at, at + len(words))] if words else []


def told(
    text: str, *said: Said, spots: tuple[str, ...] = (), document: bool = False
) -> list[tuple[DateValue, DateValue]]:
    """The dates of attributions given as content, cue and source, all of one source that stands at ``spots``."""
    given = [Attribution(spans(text, s), spans(text, c), spans(text, w)) for w, c, s in said]
    lines = [spans(text, line)[0] for line in text.split("\n") if line]
    where = [[span for words in spots for span in spans(text, words)] for _ in given]
    return article_dates(
        base()(text),
        given,
        ["s-1"] * len(given),
        days(text),
        PUBLISHED,
        paragraphs=lines,
        spots=where,
        documents=[document] * len(given),
    )


def stated(text: str, *said: Said, spots: tuple[str, ...] = (), document: bool = False) -> list[str | None]:
    return [when.value for when, _ in told(text, *said, spots=spots, document=document)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The abbot met reporters on Monday. The roof would be mended, Stam said.", "The abbot"),
        ("The abbot, Ivo Stam, visited the mill on Monday. The roof would be mended, Stam said.", "Ivo Stam"),
        ("The abbot took questions on Monday. The roof would be mended, Stam said.", "The abbot"),
    ],
)
def test_who_did_what_goes_with_speaking_spoke_on_that_day(text: str, subject: str) -> None:
    said = ("The roof would be mended", "said", "Stam said")
    (when, _) = told(text, said, spots=(subject,))[0]
    assert (when.value, when.basis) == ("2031-05-05", "inferred")


def test_what_was_done_weeks_ago_is_no_day_of_speech() -> None:
    text = "The abbot cut the rent on 1 April. The roof would be mended, Stam said."
    assert stated(text, ("The roof would be mended", "said", "Stam said"), spots=("The abbot",)) == [None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Tuesday the first mate left.", ("Tuesday", "2031-05-06")),
        ("On Tuesday the 14th tram was burned.", ("Tuesday", "2031-05-06")),
        ("On Tuesday the 29th no tram ran.", ("Tuesday the 29th", "2031-04-29")),
        ("On Tuesday the 29th we walked.", ("Tuesday the 29th", "2031-04-29")),
        ("On Tuesday the 13th he left.", ("Tuesday the 13th", "2031-05-13")),
    ],
)
def test_an_ordinal_before_a_noun_is_no_day_of_the_month(text: str, found: tuple[str, str]) -> None:
    (day,) = find_dates(text, "2031-05-07")
    assert (day.exact, day.value) == found


def test_what_somebody_else_does_dates_no_speech() -> None:
    text = "The abbot slipped on Monday. The roof would be mended, Stam said."
    assert stated(text, ("The roof would be mended", "said", "he"), spots=("The abbot",)) == [None]


def test_a_report_was_published_on_the_day_on_which_it_says_so() -> None:
    text = "The survey was published on Tuesday. It says the well is dry."
    assert stated(text, ("the well is dry", "says", "It"), spots=("The survey",)) == ["2031-05-06"]


def test_what_is_said_in_an_entry_of_a_live_blog_was_said_then() -> None:
    text = (
        "09:12 The gates of the yard are shut and nobody has come out to us, the porter says.\n"
        "10:05 Rain.\n"
        "11:30 The pickets have gone home for the day, a steward tells us."
    )
    first = ("The gates of the yard are shut and nobody has come out to us", "says", "the porter")
    assert stated(text, first) == ["2031-05-08T09:12"]
    assert told(text, first)[0][0].basis == "inferred"


def test_one_time_makes_no_live_blog() -> None:
    text = "09:12 The gates of the yard are shut and nobody at all has come out to speak to us, the porter says."
    said = ("The gates of the yard are shut and nobody at all has come out to speak to us", "says", "the porter")
    assert stated(text, said) == [None]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "day"),
    [
        (
            "A poll taken on 3 May found that half would leave.",
            "A poll taken on 3 May",
            "found",
            "half would leave",
            "03",
        ),
        (
            "A survey of 900 tenants carried out on 3 May found that half would leave.",
            "A survey of 900 tenants carried out on 3 May",
            "found",
            "half would leave",
            "03",
        ),
        ("A memo of 5 May says the lift is safe.", "A memo of 5 May", "says", "the lift is safe", "05"),
        (
            "The lift is safe, according to a memo released on 5 May.",
            "a memo released on 5 May",
            "according to",
            "The lift is safe",
            "05",
        ),
    ],
)
def test_a_document_speaks_on_its_date(text: str, source: str, cue: str, content: str, day: str) -> None:
    assert stated(text, (content, cue, source), document=True) == [f"2031-05-{day}"]


def test_what_a_document_is_based_on_is_not_its_date() -> None:
    text = "The memo, based on visits in April, says the lift is safe."
    assert stated(text, ("the lift is safe", "says", "The memo, based on visits in April,"), document=True) == [None]


def test_a_clause_tells_when_its_head_spoke() -> None:
    text = "Two divers, who spoke on Tuesday, said the wreck had moved."
    assert stated(text, ("the wreck had moved", "said", "Two divers, who spoke on Tuesday,")) == ["2031-05-06"]


@pytest.mark.parametrize("clause", ["the sum named in Lund on Tuesday", "the sum that they named on Tuesday"])
def test_a_clause_beside_another_noun_does_not(clause: str) -> None:
    text = f"Vole put the bill at two million, well under {clause}."
    assert stated(text, ("the bill at two million", "put", "Vole")) == [None]


def test_what_had_been_said_before_is_no_day_for_what_follows() -> None:
    text = "Roe had promised in February to stay. She said the grant was gone."
    promise, grant = ("to stay", "had promised", "Roe"), ("the grant was gone", "said", "She")
    assert stated(text, promise, grant) == ["2031-02", None]
    text = "Roe promised on Tuesday to stay. She said the grant was gone."
    assert stated(text, ("to stay", "promised", "Roe"), grant) == ["2031-05-06", "2031-05-06"]


def test_a_later_day_ends_the_one_before() -> None:
    text = "Roe said on Saturday that she would stay. On Monday the office was empty. She had been sacked, she said."
    first, then = ("that she would stay", "said", "Roe"), ("She had been sacked", "said.", "she said")
    assert stated(text, first, then)[1] is None


def test_a_hearing_is_on_one_day() -> None:
    text = "Roe told the inquest on Tuesday that it rained. Nobody was there, Orme told the inquest later."
    first, then = ("that it rained", "told", "Roe"), ("Nobody was there", "told the inquest later", "Orme")
    given = [Attribution(spans(text, s), spans(text, c), spans(text, w)) for w, c, s in (first, then)]
    found = article_dates(base()(text), given, ["s-1", "s-2"], days(text), PUBLISHED, paragraphs=[(0, len(text))])
    assert [when.value for when, _ in found] == ["2031-05-06", "2031-05-06"]


@pytest.mark.parametrize(("cue", "day"), [("answered", "2031-05-06"), ("did not reply to a letter", None)])
def test_who_answers_speaks_on_the_same_occasion(cue: str, day: str | None) -> None:
    text = f"Roe asked on Tuesday who had the key. The janitor, Orme {cue}."
    given = [
        Attribution(spans(text, "Roe"), spans(text, "asked"), spans(text, "who had the key")),
        Attribution(spans(text, "Orme"), spans(text, cue), spans(text, "The janitor")),
    ]
    found = article_dates(base()(text), given, ["s-1", "s-2"], days(text), PUBLISHED, paragraphs=[(0, len(text))])
    assert found[1][0].value == day


def test_what_goes_on_before_its_cue_was_said_when_the_rest_was() -> None:
    text = "“The bell rang twice. Nobody came,” Orme said on Tuesday."
    given = [
        Attribution([], [], spans(text, "“The bell rang twice."), explicitness="continuation", continues=1),
        Attribution(spans(text, "Orme"), spans(text, "said"), spans(text, "Nobody came,”")),
    ]
    found = article_dates(base()(text), given, ["s-1", "s-1"], days(text), PUBLISHED)
    assert found[0][0].value == "2031-05-06"


@pytest.mark.parametrize(
    ("when", "value"), [("by Wednesday", "2031-05-07"), ("until Wednesday", None), ("on Wednesday", "2031-05-07")]
)
def test_nobody_speaks_until_a_day(when: str, value: str | None) -> None:
    text = f"The yard had no comment {when}."
    assert stated(text, ("", "had no comment", "The yard")) == [value]


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("The ferry cannot sail before June", "2031-06/.."),
        ("The ferry will sail before June", "../2031-06"),
        ("The ferry sank not on 3 May but on 4 May", "2031-05-04"),
        ("The ferry, which left Lund on Friday, was sold", None),
        ("The ferry that left Lund on Friday was sold", "2031-05-02"),
    ],
)
def test_when_what_is_told_happened(content: str, value: str | None) -> None:
    text = f"{content}, the owner says."
    assert told(text, (content, "says", "the owner"))[0][1].value == value


@pytest.mark.parametrize(
    ("text", "cue", "content", "act", "modality"),
    [
        ("Orme noted that nobody was paid.", "noted", "that nobody was paid", "assertion", "asserted"),
        ("Orme admitted that she had been wrong.", "admitted", "that she had been wrong", "assertion", "asserted"),
        ("Orme said the tally proved them wrong.", "said", "the tally proved them wrong", "assertion", "asserted"),
        ("“We demand a new count,” Orme said.", "said", "“We demand a new count,”", "demand", "intended"),
        ("“I ask everybody to wait,” Orme said.", "said", "“I ask everybody to wait,”", "demand", "intended"),
        ("Orme said they feared a second slide.", "said", "they feared a second slide", "assertion", "possible"),
        ("Orme said the report was due by July.", "said", "the report was due by July", "assertion", "intended"),
        (
            "Orme said a leak could not be excluded, and it could not rule out a fire.",
            "said",
            "it could not rule out a fire",
            "assertion",
            "possible",
        ),
    ],
)
def test_what_is_done_by_saying_so(text: str, cue: str, content: str, act: str, modality: str) -> None:
    found = classify(base()(text), Attribution(spans(text, "Orme"), spans(text, cue), spans(text, content)))
    assert (found.act, found.modality) == (act, modality)
