"""Calibration: reliability table, expected calibration error."""

from __future__ import annotations

import pytest

from claimx.errors import UsageError
from claimx.evaluate import attribution, calibration
from claimx.evaluate.gold import Roles


def test_a_worked_table() -> None:
    table = calibration.reliability([0.9, 0.9, 0.9, 0.9, 0.2, 0.2], [True, True, True, False, False, False])
    assert [(b.count, b.right) for b in table.bins] == [(2, 0.0), (4, 0.75)]
    assert table.ece == pytest.approx((2 * 0.2 + 4 * 0.15) / 6)
    assert table.mce == pytest.approx(0.2)
    assert "expected calibration error 0.167" in table.table()


def test_certainty_belongs_to_the_last_bin() -> None:
    assert calibration.reliability([1.0, 0.0], [True, False]).ece == 0


@pytest.mark.parametrize(("scores", "right"), [([], []), ([0.5], []), ([1.5], [True])])
def test_bad_input_is_refused(scores: list[float], right: list[bool]) -> None:
    with pytest.raises(UsageError):
        calibration.reliability(scores, right)


def test_outcomes_of_predictions() -> None:
    text = "Rain fell, Babic said."
    gold = [Roles("1", [[11, 16]], [[17, 21]], [[0, 9]])]
    sure = Roles("a", [[11, 16]], [], [[0, 9]], confidence=0.9)
    lost = Roles("b", [], [], [[17, 21]], confidence=0.3)
    predicted = [sure, lost, Roles("c", [], [], [[5, 9]])]
    paired = attribution.pair_all({"a": text}, {"a": gold}, {"a": predicted})
    assert calibration.outcomes(paired.values(), [predicted]) == ([0.9, 0.3], [True, False])
