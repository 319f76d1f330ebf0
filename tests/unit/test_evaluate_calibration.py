"""Calibration: reliability table, expected calibration error, isotonic fit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_isotonic_pools_violators() -> None:
    fit = calibration.isotonic_fit([0.1, 0.2, 0.3, 0.4], [False, True, False, True])
    assert fit([0.1, 0.2, 0.3, 0.4]).tolist() == pytest.approx([0, 0.5, 0.5, 1])
    assert fit([-1, 2]).tolist() == [0, 1]


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=60))
def test_isotonic_is_the_least_squares_fit(rows: list[tuple[int, bool]]) -> None:
    """Monotone, of equal mean, and the min-max formula of isotonic regression holds."""
    scores, right = [s / 20 for s, _ in rows], [r for _, r in rows]
    fit = calibration.isotonic_fit(scores, right)
    values = fit(sorted(scores))
    assert np.all(np.diff(values) >= 0)
    assert float(fit(scores).mean()) == pytest.approx(float(np.mean(right)))
    x = sorted(set(scores))
    mean = {
        (i, j): float(np.mean([r for s, r in zip(scores, right, strict=True) if x[i] <= s <= x[j]]))
        for i in range(len(x))
        for j in range(i, len(x))
    }
    expected = [max(min(mean[i, j] for j in range(k, len(x))) for i in range(k + 1)) for k in range(len(x))]
    assert fit(x).tolist() == pytest.approx(expected)


def test_a_fit_calibrates_what_it_was_fitted_on() -> None:
    chance = np.random.default_rng(1)
    scores = chance.random(4000)
    right = chance.random(4000) < scores**2
    before = calibration.reliability(scores.tolist(), right.tolist()).ece
    after = calibration.reliability(
        calibration.isotonic_fit(scores.tolist(), right.tolist())(scores).tolist(), right.tolist()
    )
    assert before > 0.1 and after.ece < 0.02


def test_a_map_must_rise() -> None:
    for x, y in (((0.0, 0.0), (0.0, 1.0)), ((0.0, 1.0), (1.0, 0.0)), ((), ())):
        with pytest.raises(UsageError):
            calibration.Isotonic(x, y)


def test_outcomes_of_predictions() -> None:
    text = "Rain fell, Babic said."
    gold = [Roles("1", [[11, 16]], [[17, 21]], [[0, 9]])]
    sure = Roles("a", [[11, 16]], [], [[0, 9]], confidence=0.9)
    lost = Roles("b", [], [], [[17, 21]], confidence=0.3)
    predicted = [sure, lost, Roles("c", [], [], [[5, 9]])]
    paired = attribution.pair_all({"a": text}, {"a": gold}, {"a": predicted})
    assert calibration.outcomes(paired.values(), [predicted]) == ([0.9, 0.3], [True, False])
