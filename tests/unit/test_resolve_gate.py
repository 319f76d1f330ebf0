"""What keeps two mentions apart, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimx.records import Fact, NormalForm
from claimx.resolve.compare import dates_compare, interval, numbers_agree
from claimx.resolve.gate import conflict

BASE = NormalForm(
    "m-1",
    "a-1",
    "s-1",
    "strand",
    ("ferry",),
    ("sandbank",),
    ("ferry", "strand", "sandbank", "night"),
    published="2031-05-01",
)


def number(low: float | None, high: float | None = None, unit: str | None = "crate") -> Fact:
    return Fact("number", f"{low}", "hold", unit, low, high if high is not None or low is None else low)


def date(value: str) -> Fact:
    return Fact("date", value, "strand", value=value)


def kind(one: NormalForm, other: NormalForm) -> str | None:
    """The kind of conflict, which must not depend on the order."""
    there, back = conflict(one, other), conflict(other, one)
    assert (there is None) == (back is None)
    assert there is None or back is None or there.kind == back.kind
    return there.kind if there else None


def test_equal_forms_do_not_conflict() -> None:
    assert kind(BASE, replace(BASE, mention="m-2", article="a-2", holder="s-2")) is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"negated": True}, "polarity"),
        ({"polarity": "deny"}, "polarity"),
        ({"polarity": "no-comment"}, "comment"),
        ({"negated": True, "polarity": "deny"}, None),
        ({"modality": "intended"}, "modality"),
        ({"modality": "possible"}, None),
        ({"act": "demand", "holder": "s-2"}, "holder"),
        ({"act": "demand"}, None),
        ({"words": ("ferry", "strand", "sandbank", "day")}, "antonym"),
        ({"subjects": ("sandbank",), "objects": ("ferry",)}, "roles"),
        ({"predicate": "sail", "subjects": ("tug",), "words": ("tug", "sail", "harbour")}, "frame"),
    ],
)
def test_one_difference(change: dict[str, object], expected: str | None) -> None:
    assert kind(BASE, replace(BASE, **change)) == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ([number(40)], [number(55)], True),
        ([number(40)], [number(38.4, 41.6)], False),
        ([number(40)], [], False),
        ([number(40), number(7)], [number(40)], False),
        ([number(1), number(2)], [number(2), number(2)], True),
        ([number(40)], [number(40, unit="box")], False),
        ([number(0.4, unit="share")], [number(40)], False),
        ([number(5980)], [number(6000)], False),
        ([number(19)], [number(20)], True),
        ([number(1020)], [number(1200)], True),
        ([number(3, unit="no. pier")], [number(4, unit="no. pier")], True),
        ([number(3, unit="no. pier")], [number(4)], False),
    ],
)
def test_numbers(ours: list[Fact], theirs: list[Fact], apart: bool) -> None:
    one, other = replace(BASE, facts=tuple(ours)), replace(BASE, facts=tuple(theirs))
    assert kind(one, other) == ("quantity" if apart else None)


def test_open_bounds_reach_a_little_way() -> None:
    least = Fact("number", "more than 900", "", "crate", 900.0, None)
    assert numbers_agree(least, number(930)) and not numbers_agree(least, number(2000))
    most = Fact("number", "up to 50", "", "crate", None, 50.0)
    assert numbers_agree(most, number(49)) and not numbers_agree(most, number(20))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2031-05-01", "2031-05-02", False),
        ("2031-05-01", "2031-05", True),
        ("2031-05-01/2031-05-10", "2031-05-09", True),
        ("../2031", "2032-01-01", False),
        ("--05-01", "2031-05-01", True),
        ("--05-01", "2031-05-02", False),
        ("-W-5", "-W-1", False),
        ("-W-5", "2031-05-02", None),
        ("2031-02-30", "2031-02-28", None),
    ],
)
def test_dates(one: str, other: str, expected: bool | None) -> None:
    assert dates_compare(one, other) is expected is dates_compare(other, one)


def test_a_month_has_its_last_day() -> None:
    low, high = interval("2032-02") or (0, 0)
    assert high - low == 28


def test_a_date_that_differs_names_both_values() -> None:
    one, other = replace(BASE, facts=(date("2031-04-30"),)), replace(BASE, facts=(date("2031-05-01"),))
    found = conflict(one, other)
    assert found and (found.kind, found.left, found.right) == ("date", "2031-04-30", "2031-05-01")
