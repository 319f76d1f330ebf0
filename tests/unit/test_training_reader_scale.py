"""A new reader's log odds are put on the scale of the one before it."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn")

from claimx.records import NormalForm
from claimx.training.reader_scale import Asked, asked, calibration, fit, joined


def pairs(seed: int, count: int) -> tuple[Asked, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Pairs whose labels follow what a reader and the heads say, and the reader's log odds."""
    rng = np.random.default_rng(seed)
    read, heads, chance = rng.normal(0, 2, count), rng.normal(0, 1, count), rng.logistic(0, 1, count)
    labels = np.where(1.5 * read + heads + chance > 1, "same", "")
    return Asked([("", "")] * count, labels, heads, heads), read


def test_a_reader_that_says_half_as_much_less_one_is_doubled_and_raised() -> None:
    (one, read), (two, more) = pairs(0, 600), pairs(1, 300)
    earlier = fit("same", [one, two], [{"same": read}, {"same": more}])
    new = fit("same", [one, two], [{"same": (read - 1) / 2}, {"same": (more - 1) / 2}])
    assert calibration(new, earlier) == pytest.approx([2, 1], abs=0.02)
    assert calibration(earlier, earlier) == [1, 0]


def test_joined_parts_keep_their_order() -> None:
    both = joined([pairs(0, 3)[0], pairs(1, 2)[0]])
    assert len(both.texts) == len(both.labels) == len(both.same) == len(both.opposed) == 5
    assert both.same.tolist() == [*pairs(0, 3)[0].same, *pairs(1, 2)[0].same]


def test_only_what_the_heads_suspect_is_asked() -> None:
    form = NormalForm(
        *("m-1", "a-1", "s-1", "drown", ("sailor",), ()),
        words=("sailor", "drown", "trawler", "storm"),
        text="said : sailors drowned when the trawler met a storm",
        published="2031-05-01",
    )
    again = NormalForm(
        *("m-2", "a-2", "s-2", "drown", ("sailor",), ()),
        words=("sailor", "drown", "trawler", "storm"),
        text="said : in a storm sailors of the trawler drowned",
        published="2031-05-01",
    )
    far = NormalForm(
        *("m-3", "a-3", "s-3", "rise", ("price",), ()),
        words=("price", "rise", "bread"),
        text="said : the price of bread rose",
        published="2031-05-01",
    )
    found = asked([form, again, far], {frozenset(("m-1", "m-2")): "same"})
    assert found.labels.tolist() == ["same"] and found.texts == [(form.read, again.read)]
