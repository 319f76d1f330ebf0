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
def test_repetition_takes_seconds_at_most(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = time.process_time()
    find_quantities(text, find_dates(text, "2024-05-02"))
    assert time.process_time() - begin < 60
