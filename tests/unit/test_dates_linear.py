"""Time grows with the length of the text, whatever it holds."""

from __future__ import annotations

import time

import pytest

from claimx.normalise.dates import find_dates
from claimx.normalise.quantities import find_quantities

PIECES = [
    "1",
    "1 ",
    "since ",
    "the end of ",
    "May 1 to ",
    "Monday ",
    "two hundred and ",
    "tens of thousands of ",
    "1-",
    "'",
    "\n",
    "$1 to ",
    "between 1 and ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(2):
            begin = time.process_time()
            find_quantities(text, find_dates(text, "2024-05-02"))
            best = min(best, time.process_time() - begin)
        return best

    find_dates("May 1", "2024-05-02")
    small, large = seconds(1_500), seconds(6_000)
    assert large < 10 * small + 0.05
