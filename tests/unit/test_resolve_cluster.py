"""Average link under cannot-link."""

from __future__ import annotations

import itertools
import logging

import numpy as np
import pytest

from claimx.resolve import cluster as module
from claimx.resolve.cluster import UNASKED, Edges, cluster, weakest


def edges(*rows: tuple[int, int, int] | tuple[int, int, int, int]) -> Edges:
    full = [(*row, 0)[:4] for row in sorted(rows)]
    columns = np.array(full, np.int64).reshape(-1, 4).T
    return Edges(*columns)


def allowed(_: int, __: int) -> bool:
    return False


def test_a_chain_is_not_one_cluster() -> None:
    found = cluster(np.arange(3), edges((0, 1, 900), (1, 2, 600)), 500, 100, allowed)
    assert found == [(0, 1), (2,)]


def test_forbidden_pairs_stay_apart_even_through_a_third() -> None:
    strong = edges((0, 1, 900), (0, 2, 950, 1), (1, 2, 900))
    assert cluster(np.arange(3), strong, 500, 100, allowed) == [(0, 1), (2,)]
    unscored = edges((0, 1, 1000), (1, 2, 1000))
    assert cluster(np.arange(3), unscored, 400, 100, lambda a, b: (a, b) == (0, 2)) == [(0, 1), (2,)]


def test_what_nobody_has_asked_yet_is_asked_before_a_merge() -> None:
    """A weak edge without an answer from the gate forbids as one with an answer does."""
    asked: list[tuple[int, int]] = []

    def forbid(a: int, b: int) -> bool:
        asked.append((a, b))
        return (a, b) == (0, 2)

    open_ended = edges((0, 1, 1000), (1, 2, 1000), (0, 2, 90, UNASKED))
    assert cluster(np.arange(3), open_ended, 400, 100, forbid) == [(0, 1), (2,)]
    assert asked == [(0, 2)]


def test_ties_go_to_the_smaller_rows() -> None:
    assert cluster(np.arange(3), edges((0, 1, 700), (1, 2, 700)), 500, 100, allowed) == [(0, 1), (2,)]


def test_rows_need_not_begin_at_nought() -> None:
    assert cluster(np.array([3, 5, 8]), edges((3, 8, 800)), 500, 100, allowed) == [(3, 8), (5,)]


def test_an_outsized_component_is_cut_again_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "LARGEST", 3)
    tight = [(a, b, 900) for a, b in itertools.combinations(range(3), 2)]
    tight += [(a, b, 900) for a, b in itertools.combinations(range(3, 6), 2)]
    with caplog.at_level(logging.WARNING):
        found = cluster(np.arange(6), edges(*tight, (2, 3, 120)), 500, 100, allowed)
    assert found == [(0, 1, 2), (3, 4, 5)] and "cut again" in caplog.text


def test_the_weakest_link() -> None:
    assert weakest([0], {}) == 1000
    assert weakest([0, 1, 2], {(0, 1): 900, (1, 2): 600}) == 600
