"""Whatever the text holds: no exception, slices of the text, values that are ISO."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.normalise.dates import find_dates, normalise_spans
from claimx.normalise.iso import bounds, is_duration
from claimx.normalise.quantities import find_quantities

SOUP = """
the a of in on from to until since between by before after last next this every each early late mid end first
third half quarter week month year day night Monday Friday May March April 1 2 10 30 31 1999 2024 29 February
noon midnight p.m. 14:30 2024-02-30 08/24/2023 two twenty hundred dozens thousands more than about - – ' , . %
$ million people km ago later years decade century 1990s summer Christmas Q3 overnight weekend per twice times
"""
PUBLISHED = st.sampled_from([None, "2024-02-29", "0001-01-01", "9999-12-31", "2024-05-02T10:00:00Z", "soon"])


@given(st.lists(st.sampled_from(SOUP.split()), max_size=25), PUBLISHED, st.sampled_from([" ", "", "\n"]))
@settings(max_examples=300, deadline=None)
def test_word_soup(words: list[str], published: str | None, glue: str) -> None:
    check(glue.join(words), published)


@given(st.text(max_size=60), PUBLISHED)
@settings(max_examples=150, deadline=None)
def test_any_text(text: str, published: str | None) -> None:
    check(text, published)


def check(text: str, published: str | None) -> None:
    dates = find_dates(text, published)
    quantities = find_quantities(text, dates)
    for found in dates:
        assert found.exact == text[found.start : found.end] != ""
    for amount in quantities:
        assert amount.exact == text[amount.start : amount.end] != ""
    for date in dates:
        if date.value is not None:
            assert is_duration(date.value) if date.type in ("duration", "set") else bounds(date.value), date
    assert len(normalise_spans(text, [(one.start, one.end) for one in dates], published)) == len(dates)
    for quantity in quantities:
        assert quantity.value_max is None or (quantity.value is not None and quantity.value < quantity.value_max)
