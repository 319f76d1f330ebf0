"""On which day somebody spoke, as another voice, another sentence or another day tells it."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from source_support import base

from claimx.nlp.dating import article_dates
from claimx.normalise.dates import find_dates
from claimx.records import Attribution
from claimx.schema import EntityMention, Span

PUBLISHED = "2031-05-08"  # a Thursday


def spans(text: str, words: str) -> list[Span]:
    at = text.index(words) if words else 0
    return [(at, at + len(words))] if words else []


def stated(
    text: str,
    *said: tuple[str, str, str],
    holders: str = "",
    papers: str = "",
    spots: dict[str, tuple[str, ...]] | None = None,
    voices: dict[str, str] | None = None,
) -> list[str | None]:
    """The days of attributions given as content, cue and source; ``holders``: a letter for the source of each."""
    found = [asdict(d) for d in find_dates(text, PUBLISHED)]
    marked = [
        EntityMention(**{k: d.pop(k) for k in ("start", "end", "exact")}, label="DATE", attributes=d) for d in found
    ]
    given = [Attribution(spans(text, s), spans(text, c), spans(text, w)) for w, c, s in said]
    whose = list(holders or "a" * len(given))
    places = spots or {}
    told = article_dates(
        base()(text),
        given,
        whose,
        marked,
        PUBLISHED,
        paragraphs=[spans(text, line)[0] for line in text.split("\n") if line],
        spots=[[p for w in places.get(h, (said[i][2],)) for p in spans(text, w)] for i, h in enumerate(whose)],
        documents=[h in papers for h in whose],
        voices=voices,
    )
    return [when.value for when, _ in told]


@pytest.mark.parametrize(
    ("second", "source"),
    [
        ("The pier was safe, harbour spokesman Ivo Brandl said.", "harbour spokesman Ivo Brandl"),
        ("The pier was safe, a spokeswoman for the harbour said.", "a spokeswoman for the harbour"),
        ("The pier was safe, a harbour statement said.", "a harbour statement"),
    ],
)
def test_who_speaks_for_a_body_speaks_when_it_does(second: str, source: str) -> None:
    text = f"Two cranes fell, the harbour said on Tuesday. {second}"
    first = ("Two cranes fell", "said on", "the harbour")
    then = ("The pier was safe", second.rpartition(" ")[2], source)
    assert stated(text, first, then, holders="ab") == ["2031-05-06", "2031-05-06"]


def test_one_of_several_speaks_when_they_do() -> None:
    text = "Output rose in April, two mill sources told us on Tuesday. The kiln was shut, one of the sources said."
    first = ("Output rose in April", "told", "two mill sources")
    then = ("The kiln was shut", "said.", "one of the sources")
    assert stated(text, first, then, holders="ab") == ["2031-05-06", "2031-05-06"]


def test_a_known_voice_speaks_when_its_body_does() -> None:
    text = "Two cranes fell, Port Ravna said on Tuesday. The pier was safe, Ivo Brandl said."
    first, then = ("Two cranes fell", "said on", "Port Ravna"), ("The pier was safe", "said.", "Ivo Brandl")
    assert stated(text, first, then, holders="ab", voices={"b": "a"}) == ["2031-05-06", "2031-05-06"]
    assert stated(text, first, then, holders="ab") == ["2031-05-06", None]


def test_a_day_beside_another_verb_is_none_of_speech() -> None:
    text = "The barge left Ravna on Tuesday on what the harbour called a routine trip."
    assert stated(text, ("a routine trip", "called", "the harbour")) == [None]
    text = "Three cadets went home on Tuesday; the harbour calls it a gesture."
    assert stated(text, ("it a gesture", "calls", "the harbour")) == [None]
    text = "The barge had sprung a leak, the Courier reported on Tuesday, citing two stokers."
    assert stated(text, ("The barge had sprung a leak", "citing", "two stokers")) == ["2031-05-06"]


def test_a_document_has_one_date_wherever_it_is_told() -> None:
    text = "The lift is safe, a memo says. Nobody uses it.\nThe memo is stamped and dated 2 May."
    said = ("The lift is safe", "says", "a memo")
    assert stated(text, said, papers="a", spots={"a": ("a memo", "The memo")}) == ["2031-05-02"]


def test_a_participle_tells_when_a_document_came_out() -> None:
    text = "The survey, tabled on Tuesday, caused a stir. It says the lift is safe."
    said = ("the lift is safe", "says", "It")
    assert stated(text, said, papers="a", spots={"a": ("The survey", "It")}) == ["2031-05-06"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The yard shut on Tuesday, when Orme said that it would stay.", None),
        ("The yard shut on Tuesday. The move came a day after Orme said that it would stay.", "2031-05-05"),
        ("The yard shut on Tuesday, two weeks after Orme said that it would stay.", "2031-04-22"),
        ("The yard shut on Tuesday, three months after Orme said that it would stay.", "2031-02"),
        ("The yard shut on Tuesday, weeks after Orme said that it would stay.", None),
    ],
)
def test_a_day_may_be_counted_from_another(text: str, day: str | None) -> None:
    assert stated(text, ("that it would stay", "said", "Orme")) == [day]


def test_a_day_may_be_counted_from_another_statement() -> None:
    text = "The yard is lost, Roe said on Tuesday, a week after Orme promised that it would stay."
    first, then = ("The yard is lost", "said", "Roe"), ("that it would stay", "promised", "Orme")
    assert stated(text, first, then, holders="ab") == ["2031-05-06", "2031-04-29"]


def test_a_quotation_behind_tells_when_the_words_before_it_were_said() -> None:
    text = "Roe said the figures were old. “We mended sixty wells,” she told the Courier on Tuesday."
    first = ("the figures were old", "said", "Roe")
    then = ("“We mended sixty wells,”", "told", "she")
    assert stated(text, first, then) == ["2031-05-06", "2031-05-06"]
    text = text.replace(". “", ".\n“")
    assert stated(text, first, then) == [None, "2031-05-06"]


def test_nobody_knows_when_somebody_spoke_later() -> None:
    text = "Roe said on Tuesday that she would go. Roe later said that she would stay."
    first, then = ("that she would go", "said on", "Roe"), ("that she would stay", "later said", "Roe")
    at = text.index("Roe later")
    given = [Attribution(spans(text, s), spans(text, c), spans(text, w)) for w, c, s in (first, then)]
    given[1].source[:] = [(at, at + 3)]
    given[1].cue[:] = [(text.index("said that she would stay"), text.index(" that she would stay"))]
    found = [asdict(d) for d in find_dates(text, PUBLISHED)]
    marked = [
        EntityMention(**{k: d.pop(k) for k in ("start", "end", "exact")}, label="DATE", attributes=d) for d in found
    ]
    told = article_dates(base()(text), given, ["a", "a"], marked, PUBLISHED, paragraphs=[(0, len(text))])
    assert [when.value for when, _ in told] == ["2031-05-06", None]


def test_an_occasion_is_on_the_day_on_which_the_article_says_it_was() -> None:
    text = "The inquest sat on Tuesday. Nobody had slept, Orme told the inquest."
    assert stated(text, ("Nobody had slept", "told", "Orme")) == ["2031-05-06"]


def test_an_occasion_stays_on_its_day_where_that_was_inferred() -> None:
    text = (
        "The coach resigned on Tuesday. “I am empty,” Stam told a news conference. "
        "A new one would come, the chairman said at the same news conference."
    )
    first = ("“I am empty,”", "told", "Stam")
    then = ("A new one would come", "said at", "the chairman")
    assert stated(text, first, then, holders="ab", spots={"a": ("The coach",)}) == ["2031-05-06", "2031-05-06"]
