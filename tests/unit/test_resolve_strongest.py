"""A claim with hundreds of links has the likeliest read, and the rest is logged."""

from __future__ import annotations

import logging

import numpy as np
import pytest

from claimx.resolve.strongest import compared, strongest


def test_few_links_are_all_kept(caplog: pytest.LogCaptureFixture) -> None:
    links = {(0, 1): (5,), (0, 2): (3,), (1, 2): (9,)}
    assert strongest(links, 2) == links.keys()
    assert not caplog.records


def test_a_link_stays_where_it_is_among_the_strongest_of_either_claim(caplog: pytest.LogCaptureFixture) -> None:
    links = {(0, k): (k, -k) for k in range(1, 6)} | {(3, 4): (9, 0), (3, 5): (8, 0), (4, 5): (7, 0)}
    with caplog.at_level(logging.WARNING):
        kept = strongest(links, 2)
    # Of the links of 0 its two strongest; those of 1 and 2, who have no other.
    assert kept == {(0, 4), (0, 5), (0, 1), (0, 2), (3, 4), (3, 5), (4, 5)}
    assert "1 of 8 links are not read" in caplog.text


def test_the_order_of_the_links_does_not_matter() -> None:
    links = {(i, j): ((i * 7 + j * 3) % 5, i, j) for i in range(9) for j in range(i + 1, 9)}
    back = dict(reversed(list(links.items())))
    assert strongest(links, 3) == strongest(back, 3)


def test_of_two_articles_only_the_likeliest_links_are_read(caplog: pytest.LogCaptureFixture) -> None:
    links = {(k, k + 10): (k,) for k in range(6)}
    articles = {pair: ("list", "list") if pair[0] < 4 else ("list", "report") for pair in links}
    with caplog.at_level(logging.WARNING):
        kept = strongest(links, articles=articles, between=2)
    assert kept == {(2, 12), (3, 13), (4, 14), (5, 15)}
    assert "2 of 6 links are not read: their articles have more than 2" in caplog.text


def test_of_two_articles_only_the_likeliest_links_are_compared(caplog: pytest.LogCaptureFixture) -> None:
    articles = ["list", "report", "list", "report", "letter"]
    left, right = np.array([0, 0, 1, 2, 0, 1]), np.array([1, 3, 2, 3, 2, 4])
    scores = np.array([400, 700, 700, 500, 1, 1], np.int16)
    with caplog.at_level(logging.WARNING):
        kept = compared(scores, left, right, articles, most=2)
    # The first and the fourth are between "list" and "report", which have two likelier ones.
    assert kept.tolist() == [False, True, True, False, True, True]
    assert "2 of 6 links are not compared" in caplog.text
    back = compared(scores[::-1], left[::-1], right[::-1], articles, most=2)
    assert back.tolist() == kept.tolist()[::-1]


def test_where_nothing_is_linked_nothing_is_compared() -> None:
    none = np.zeros(0, np.int64)
    assert compared(none, none, none, []).tolist() == []
    assert strongest({}, articles={}) == set()
