"""Cluster measures: worked cases of the literature, agreement with the independent scorer."""

from __future__ import annotations

import random

import pytest
from evaluate_support import scorer
from hypothesis import given
from hypothesis import strategies as st

from claimx.errors import UsageError
from claimx.evaluate import cluster_metrics
from claimx.evaluate.matching import best_assignment


def groups(*names: str) -> dict[str, int]:
    return {mention: k for k, group in enumerate(names) for mention in group}


def test_a_worked_case() -> None:
    """Luo (2005), figure 1: two of three gold clusters are merged."""
    got = cluster_metrics.score(groups("12345", "67", "89abc"), groups("12345", "6789abc"))
    assert (got.muc.precision, got.muc.recall) == (9 / 10, 1)
    assert got.b_cubed.precision == pytest.approx((5 + 4 / 7 + 25 / 7) / 12)
    assert got.ceaf_e.recall == pytest.approx((1 + 10 / 12) / 3)
    assert got.pairwise.precision == 21 / 31
    assert got.completeness == 1


def test_singletons_have_no_links() -> None:
    got = cluster_metrics.score(groups("a", "b"), groups("a", "b"))
    assert (got.muc.f1, got.ari, got.v_measure, got.as_dict()["undefined"]) == (0, 1, 1, ["muc", "pairwise"])


def test_different_mentions_are_refused() -> None:
    for gold, predicted in (({"a": 1}, {"b": 1}), ({}, {})):
        with pytest.raises(UsageError):
            cluster_metrics.score(gold, predicted)


def test_the_best_assignment_is_not_the_greedy_one() -> None:
    assert best_assignment([[0.9, 0.8], [0.7, 0.0]]) == [(0, 1), (1, 0)]
    assert best_assignment([]) == best_assignment([[]]) == []
    assert best_assignment([[0.0, 0.5]]) == [(0, 1)]


labels = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=40)


@given(labels)
def test_a_partition_agrees_with_itself_and_sides_can_be_swapped(pairs: list[tuple[int, int]]) -> None:
    gold = {str(k): a for k, (a, _) in enumerate(pairs)}
    predicted = {str(k): b for k, (_, b) in enumerate(pairs)}
    same = cluster_metrics.score(gold, {k: -v for k, v in gold.items()})
    assert same.b_cubed.f1 == pytest.approx(1) and same.ceaf_e.f1 == pytest.approx(1) and same.ari == 1
    one, other = cluster_metrics.score(gold, predicted), cluster_metrics.score(predicted, gold)
    for name in ("muc", "b_cubed", "ceaf_e", "pairwise"):
        assert getattr(one, name).precision == pytest.approx(getattr(other, name).recall)
    assert one.ari == pytest.approx(other.ari) and one.v_measure == pytest.approx(other.v_measure)


def test_agrees_with_the_independent_scorer() -> None:
    judge = scorer("score_clusters")
    chance = random.Random(3)
    for _ in range(80):
        n, k = chance.randint(1, 60), chance.randint(1, 12)
        gold = {str(i): chance.randrange(k) for i in range(n)}
        predicted = {m: c if chance.random() < 0.6 else chance.randrange(k) for m, c in gold.items()}
        theirs = judge.score(gold, predicted)
        ours = cluster_metrics.score(gold, predicted)
        expected = theirs.as_dict()
        for name, figure in ours.as_dict().items():
            same = expected[name] if name == "undefined" else pytest.approx(expected[name], abs=1e-12)
            assert figure == same, name
        assert ours.table() == judge.report(theirs)
