"""The two halves of the golden date expressions: one written before the rules, one after."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.normalise.accuracy import date_accuracy

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize(("name", "floor"), [("dates_first", 0.95), ("dates_second", 0.90)])
def test_values_given_the_span(name: str, floor: float) -> None:
    score = date_accuracy(GOLDEN / f"{name}.jsonl")
    assert score.total >= 125
    assert score.values / score.total >= floor, "\n".join(score.wrong)
    assert score.untold / score.total >= floor, "\n".join(score.wrong)
