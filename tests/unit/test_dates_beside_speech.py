"""Dates that a neighbouring day of speech, a later clause or a possessor leads astray."""

from __future__ import annotations

import pytest

from claimx.normalise.dates import find_dates

PUBLISHED = "2031-03-17"  # a Monday


def values(text: str) -> list[str | None]:
    return [d.value for d in find_dates(text, PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "The kite was lost on Friday night, the club said on Sunday. It had gone up shortly before 9 p.m.",
            "14T21:00",
        ),
        ("The kite was lost on Friday, the club said Sunday. A baker saw sparks the same night.", "14"),
        ("A van hit a wall on Friday, the fire brigade said on Saturday. The driver had had no rest that day.", "14"),
        ("The mast fell on 1 March. The club said in a note on Sunday that no one had been there that day.", "01"),
        # The day of speech is the only one, or stands in the sentence.
        ("The abbot said on Thursday she would go. Her deputy said the same day that he would stay.", "13"),
        ("A barn burned on Tuesday. The abbot said on Thursday that it began at 4 a.m.", "13T04:00"),
        # "The day before" is told from when somebody spoke.
        ("A barn burned on Tuesday. The club said on Sunday it had counted the sheep the day before.", "15"),
        # What is said may begin with a noun: the day is the fire's.
        ("Prosecutors said the fire on 12 March was set. The baker was asleep that night.", "12"),
    ],
)
def test_what_happened_that_night_did_not_when_it_was_told(text: str, last: str) -> None:
    assert values(text)[-1] == f"2031-03-{last}"


def test_a_sentence_may_begin_behind_an_abbreviation() -> None:
    found = find_dates("It shut on Friday at 9 p.m. That night was clear.", PUBLISHED)
    assert [d.exact for d in found] == ["Friday at 9 p.m.", "That night"]
    found = find_dates("The hall was shut at 9 p.m. That night was clear.", PUBLISHED)
    assert [d.exact for d in found] == ["9 p.m.", "That night"]
    (found_day,) = find_dates("The hall was shut at 9 p.m. Friday.", PUBLISHED)
    assert found_day.exact == "9 p.m. Friday"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The guild will hold a ballot of all its members in the old mill on Wednesday, aides said.", "19"),
        ("They will mourn the men who died at the mill in the lower valley on Wednesday, aides said.", "12"),
        ("We are following the aftermath of Friday's blast.", "14"),
        ("Guards are hunting three men after Friday’s theft.", "14"),
        ("Ahead of Sunday's ballot, the guilds are level.", "23"),
        ("Crews are preparing for Saturday's regatta.", "22"),
        ("The guild called a walkout for Thursday.", "20"),
        ("The forecast for Sunday was wrong.", "16"),
        ("The crates named in the Courier on Thursday are rumoured to be empty.", "13"),
    ],
)
def test_a_weekday_lies_where_its_own_clause_says(text: str, day: str) -> None:
    assert values(text) == [f"2031-03-{day}"]
