"""Dates and quantities in the ways that business, sport and weather news tell them."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from claimx.nlp.content_facts import numbers
from claimx.normalise.comparable import comparable
from claimx.normalise.dates import find_dates
from claimx.normalise.quantities import find_quantities

PUBLISHED = "2031-05-07"
"""A Wednesday."""


def dates(text: str) -> list[str | None]:
    return [d.value for d in find_dates(text, PUBLISHED)]


def amounts(text: str) -> list[tuple[float | None, float | None, str | None]]:
    return [(q.value, q.value_max, q.unit) for q in find_quantities(text, find_dates(text, PUBLISHED))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sales rose in the three months to March.", "2031-01/2031-03"),
        ("Rents fell in the 12 months to the end of April.", "2030-05/2031-04"),
        ("It made a loss in the year ended 31 March 2029.", "2028-04-01/2029-03-31"),
        ("Orders doubled in the half-year to end-December.", "2030-07/2030-12"),
        ("Profit fell in the six months ending June 30, 2030.", "2030-01-01/2030-06-30"),
        ("It opened in the first week in June 2020.", "2020-06-01/2020-06-07"),
    ],
)
def test_a_period_of_account_ends_with_what_it_is_told_by(text: str, value: str) -> None:
    assert dates(text) == [value]


def test_months_up_to_a_month_that_lies_ahead_are_a_length() -> None:
    assert dates("He has three months to August to decide.")[0] == "P3M"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("She is due in court on Friday after pleading guilty on Monday.", ["2031-05-09", "2031-05-05"]),
        ("The debate had been due to take place on Monday.", ["2031-05-05"]),
        ("The rebels demanded on Monday that he go.", ["2031-05-05"]),
        ("The rebels demanded the money by Friday.", ["../2031-05-09"]),
        ("The bank forecast in March that growth would slow.", ["2031-03"]),
        ("The gap is 4 per cent wider than forecast in November.", ["2030-11"]),
        ("Rain is forecast for Friday.", ["2031-05-09"]),
        ("Forecasters expect rain between Thursday and Saturday.", ["2031-05-08/2031-05-10"]),
        ("He refused to say whether she is leaving in the summer.", ["2031-06/2031-08"]),
        ("It has cancelled flights over the coming weekend.", ["2031-05-10/2031-05-11"]),
        ("The mayor promised in a speech on Friday to resign by Christmas.", ["2031-05-02", "../2031-12-25"]),
    ],
)
def test_which_way_a_day_lies(text: str, values: list[str]) -> None:
    assert dates(text) == values


def test_money_raised_to_boost_something_is_no_deadline() -> None:
    assert dates("Clubs had raised 3 million euros to boost her campaign by the end of January.") == ["../2031-01-31"]


def test_a_time_of_day_in_two_zones_has_one_day() -> None:
    assert dates("The quake struck at 5:30 a.m. local time (0330 GMT) on Sunday.") == ["2031-05-04T05:30"]
    assert dates("It sailed at 11:40 local time on Sunday.") == ["2031-05-04T11:40"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The lake holds 1.2m cubic metres.", [(1_200_000.0, None, "m3")]),
        ("It serves 3.4m homes.", [(3_400_000.0, None, "home")]),
        ("They spent 1.3m euros.", [(1_300_000.0, None, "EUR")]),
        ("They built a 1.2m fence.", [(1.2, None, "m")]),
        ("She ran the 100m hurdles.", [(100.0, None, "m")]),
        ("It fell to minus 4 at night.", [(-4.0, None, None)]),
        ("Growth was minus 2 per cent.", [(-0.02, None, "share")]),
        ("The margin is plus or minus 3 per cent.", [(0.03, None, "share")]),
        ("They came minus three players.", [(3.0, None, "player")]),
        ("A couple of hundred walkers came.", [(200.0, None, "walker")]),
        ("A couple of men came.", [(2.0, None, "man")]),
        ("Shares fell 4p to 112p.", [(4.0, None, "penny"), (112.0, None, "penny")]),
        ("The tank was three-quarters full.", [(0.75, None, "share")]),
        ("He lost 6-4, 3-6, 7-5.", []),
        ("They lost 1-2 to Delmar.", []),
        ("It was a 2-3 defeat.", []),
        ("They lost 10-15 boats.", [(10.0, 15.0, "boat")]),
        ("The bids were 3-5, 10-15 and 20-30.", [(3.0, 5.0, None), (10.0, 15.0, None), (20.0, 30.0, None)]),
        ("They sold Radium One in three separate deals.", [(3.0, None, "deal")]),
    ],
)
def test_what_a_number_says(text: str, read: list[tuple[float | None, float | None, str | None]]) -> None:
    assert amounts(text) == read


def test_a_couple_of_hundred_is_no_hundred() -> None:
    text = "a couple of hundred walkers"
    read = comparable(text, [0, 2, 9, 12, 20])
    assert [(c.value, c.counts, c.vague) for c in read.values()] == [(200.0, True, True)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("upwards of 40 crates", 40, None),
        ("in excess of 40 crates", 40, None),
        ("not fewer than 40 crates", 40, None),
        ("not quite 40 crates", None, 40),
        ("in the region of 100 crates", 96, 104),
        ("40 crates or thereabouts", 38.4, 41.6),
    ],
)
def test_what_bounds_a_fact(text: str, low: float | None, high: float | None) -> None:
    words = text.split()
    tags = ["NOUN" if word == "crates" else "ADP" for word in words]
    doc = Doc(spacy.blank("en").vocab, words=words, pos=tags, heads=[0] * len(words), deps=["dep"] * len(words))
    (fact,) = numbers(list(doc))
    assert (fact.low, fact.high) == (low, high)
