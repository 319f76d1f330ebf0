"""What ISO values cover."""

from __future__ import annotations

from datetime import date

import pytest

from claimx.normalise.iso import bounds, easter, is_duration, overlap


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-05-01T14:30", date(2024, 5, 1), date(2024, 5, 1)),
        ("2019/2021", date(2019, 1, 1), date(2021, 12, 31)),
        ("2024-03/..", date(2024, 3, 1), None),
        ("../2030", None, date(2030, 12, 31)),
    ],
)
def test_bounds(value: str, first: date | None, last: date | None) -> None:
    assert bounds(value) == (first, last)


@pytest.mark.parametrize("value", [None, "", "P3D", "2024-13", "2023-02-30", "../..", "2024/2020", "soon"])
def test_what_covers_no_days(value: str | None) -> None:
    assert bounds(value) is None


def test_comparing() -> None:
    assert overlap("2024-05", "2024-05-31/2024-06-03") is True
    assert overlap("2024-03/..", "../2024-02") is False
    assert overlap("P3D", "2024") is None


def test_durations_and_feasts() -> None:
    assert is_duration("P1Y6M") and is_duration("PT90M")
    assert not is_duration("P") and not is_duration("2024") and not is_duration(None)
    assert [easter(year) for year in (1999, 2024, 2025)] == [date(1999, 4, 4), date(2024, 3, 31), date(2025, 4, 20)]
