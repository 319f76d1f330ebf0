"""A claim with hundreds of links has the likeliest read, and the rest is logged."""

from __future__ import annotations

import logging

import pytest

from claimx.resolve.strongest import strongest


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
