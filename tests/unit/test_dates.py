"""Where dates are found, and what they mean."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claimx.normalise.dates import find_dates, normalise_date, normalise_spans

PUBLISHED = "2024-05-02"  # a Thursday


def read(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(found.exact, found.value) for found in find_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "exact", "value"),
    [
        ("The pier reopens from 10 to 13 May.", "from 10 to 13 May", "2024-05-10/2024-05-13"),
        ("Divers worked between April 2 and April 5.", "between April 2 and April 5", "2024-04-02/2024-04-05"),
        ("The levy ran from May to July 2019.", "from May to July 2019", "2019-05/2019-07"),
        ("It was shut from November 2022 to March.", "from November 2022 to March", "2022-11/2023-03"),
        ("The lock closes at the end of July.", "the end of July", "2024-07-21/2024-07-31"),
        ("Rates rose in mid-2022 again.", "mid-2022", "2022-05/2022-08"),
        ("He left early last month for Oslo.", "early last month", "2024-04-01/2024-04-10"),
        ("A gale broke the mast on the night of 26 April.", "the night of 26 April", "2024-04-26/2024-04-27"),
        ("The crew has been missing since March.", "since March", "2024-03/.."),
        ("The last kiln must go by 2030, it says.", "by 2030", "../2030"),
        ("They meet again the week after next in Bern.", "the week after next", "2024-05-13/2024-05-19"),
        ("He sat for six years in the upper house.", "six years", "P6Y"),
        ("The baker opens every Tuesday at dawn.", "every Tuesday", "P1W"),
        ("The inn closed two years ago.", "two years ago", "2022"),
        ("The sluice failed at 2:30 p.m. on Tuesday.", "2:30 p.m. on Tuesday", "2024-04-30T14:30"),
        ("Barges waited in the first half of 2023.", "the first half of 2023", "2023-01/2023-06"),
        ("The strike hit the third week of April.", "the third week of April", "2024-04-15/2024-04-21"),
        ("Two died following Tuesday's fire.", "Tuesday", "2024-04-30"),
        ("He left the following Tuesday.", "the following Tuesday", "2024-05-07"),
        ("The barracks date from the 19th century.", "the 19th century", "1801/1900"),
    ],
)
def test_finds_and_reads(text: str, exact: str, value: str) -> None:
    assert (exact, value) in read(text)


def test_bare_weekdays_follow_the_tense() -> None:
    text = "on Monday"
    assert normalise_date(text, PUBLISHED, "past").value == "2024-04-29"
    assert normalise_date(text, PUBLISHED, "future").value == "2024-05-06"
    assert normalise_date("on Thursday", PUBLISHED, "past").value == "2024-05-02"


def test_words_around_a_date_stand_in_for_the_tense() -> None:
    assert read("The court will rule on Monday.") == [("Monday", "2024-05-06")]
    assert read("The court ruled on Monday.") == [("Monday", "2024-04-29")]


def test_without_a_publication_date_only_explicit_dates_have_a_value() -> None:
    found = find_dates("On Tuesday, last year and in March he spoke of 4 May 2021 and of three days.", None)
    assert [one.value for one in found] == [None, None, None, "2021-05-04", "P3D"]
    assert [one.anchor for one in found] == [None, None, None, "explicit", None]


def test_dates_are_told_from_the_date_under_discussion() -> None:
    text = "The tug sank on April 3, 2021. A day later divers found it. That night the wind rose."
    assert [one[1] for one in read(text)] == ["2021-04-03", "2021-04-04", "2021-04-04"]


def test_a_date_given_by_an_event_has_no_value() -> None:
    found = find_dates("Nobody slept on the night of the landing.", PUBLISHED)
    assert [(one.exact, one.value, one.anchor) for one in found] == [("the night of the landing", None, "event")]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the second floor.",
        "The Su-35 and the F-16 flew past hall 2000.",
        "The tanker Pelican Dawn carries 2000 soldiers.",
        "Mrs May met Mr March of the Daily Ledger.",
        "A second boat fell behind at the spring sale.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


def test_slashes_are_read_only_where_one_order_is_possible() -> None:
    assert normalise_date("08/24/2023", PUBLISHED).value == "2023-08-24"
    assert normalise_date("24/08/2023", PUBLISHED).value == "2023-08-24"
    assert normalise_date("03/04/2019", PUBLISHED).value is None


def test_impossible_days_have_no_value() -> None:
    assert normalise_date("30 February 2023", PUBLISHED).value is None


def test_spans_found_elsewhere_are_read_in_their_text() -> None:
    text = "Sales fell between March 2022 and May 2023, he said."
    start = text.index("March")
    found = normalise_spans(text, [(start, text.index(","))], PUBLISHED)[0]
    assert (found.exact, found.value) == ("March 2022 and May 2023", "2022-03/2023-05")


def test_odd_spellings_of_full_dates_go_to_dateparser() -> None:
    assert normalise_date("3-Apr-2021", PUBLISHED).value == "2021-04-03"
    assert normalise_date("2021 Apr 03", None).value == "2021-04-03"
    assert normalise_date("Apr-03-2021 or so", PUBLISHED).value is None
    assert normalise_date("no date at all", PUBLISHED).value is None


def test_mentions_are_slices_in_order_and_apart() -> None:
    text = "From Monday to Friday, and again since May 1999, until noon on 3 June; every week; for two years."
    found = find_dates(text, PUBLISHED)
    assert all(text[one.start : one.end] == one.exact for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The lock will remain closed to the end of July.", "2024-07-21/2024-07-31"),
        ("The ferry stays moored till Saturday.", "../2024-05-04"),
        ("The lane is closed from Friday to Saturday.", "2024-05-03/2024-05-04"),
        ("The guild aims for a start in November.", "2024-11"),
        ("The fair was brought forward to November.", "2024-11"),
        ("The fair was postponed until November.", "../2024-11"),
        ("Crews will have left by December.", "../2024-12"),
        ("He pledged to reopen it in December.", "2024-12"),
        ("The mayor will show revised plans in December.", "2024-12"),
        ("The fair was moved and the pier was closed in December.", "2023-12"),
        ("Two men are accused of burning it in December.", "2023-12"),
        ("It had been expected in December.", "2023-12"),
        ("The strike lasted until Wednesday.", "../2024-05-01"),
    ],
)
def test_the_verb_group_sets_the_tense(text: str, value: str) -> None:
    assert [found for _, found in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "exact", "value"),
    [
        ("They meet on Tuesday week.", "Tuesday week", "2024-05-14"),
        ("They meet a week on Friday.", "a week on Friday", "2024-05-10"),
        ("They meet a week tomorrow.", "a week tomorrow", "2024-05-10"),
        ("They meet tomorrow week.", "tomorrow week", "2024-05-10"),
        ("They will meet in 10 days.", "10 days", "2024-05-12"),
        ("They won for the first time in 10 days.", "10 days", "P10D"),
        ("It will be the first win in 10 days.", "10 days", "P10D"),
        ("They will meet in two weeks' time.", "two weeks' time", "2024-05-13/2024-05-19"),
        ("They vote on the first Sunday in June.", "the first Sunday in June", "2024-06-02"),
        ("They voted on the last Friday of April.", "the last Friday of April", "2024-04-26"),
        ("Replies are due no later than Friday.", "no later than Friday", "../2024-05-03"),
        ("It opened at 1830 hours.", "1830 hours", "2024-05-02T18:30"),
        ("It opened at 18h30.", "18h30", "2024-05-02T18:30"),
        ("They left at half nine.", "half nine", "2024-05-02T09:30"),
        ("It took three quarters of an hour.", "three quarters of an hour", "PT45M"),
    ],
)
def test_days_ahead_and_hours(text: str, exact: str, value: str) -> None:
    assert read(text) == [(exact, value)]


def test_the_time_of_a_race_is_no_clock() -> None:
    assert read("She won in 2:04:11.") == []
