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
        ({"act": "demand"}, "act"),
        ({"act": "question"}, "act"),
        ({"act": "accusation"}, None),
        ({"act": "promise"}, None),
        ({"words": ("ferry", "strand", "sandbank", "day")}, "antonym"),
        ({"subjects": ("sandbank",), "objects": ("ferry",)}, "roles"),
        ({"corrects": True}, "frame"),
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
        ("../2031-06-01", "2031-05-30", False),
        ("../2031-05-03", "2031-05-03", True),
        ("2031-01-01/..", "2031-01", True),
        ("../2031-06-01", "../2031-06-01", True),
        ("--05-01", "2031-05-01", True),
        ("--05-01", "2031-05-02", False),
        ("-W-5", "-W-1", False),
        ("-W-5", "2031-05-02", None),
        ("2031-02-30", "2031-02-28", None),
        ("T15:50", "T15:50", True),
        ("T15:50", "T16:10", False),
        ("T16:00", "T15:52", True),
        ("T03:58", "T15:58", True),
        ("T15:50", "2031-05-01T15:50", True),
        ("T15:50", "2031-05-01", None),
        ("2031-05-01T15:50", "2031-05-02T15:50", False),
        ("2031-05-01T15:50", "2031-05-01T17:10", False),
    ],
)
def test_dates(one: str, other: str, expected: bool | None) -> None:
    assert dates_compare(one, other) is expected is dates_compare(other, one)


def test_until_a_day_and_from_it_are_two_times() -> None:
    assert dates_compare("../2031-05-02", "2031-05-02/..") is False
    assert dates_compare("../2031-05-09", "2031-05-02/..") is True
    assert dates_compare("../2031-05-02", "../2031-05-09") is True


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"), [("eur", "usd", True), ("usd", "CAD", False), ("GBP", "share", False)]
)
def test_as_much_in_another_currency_is_another_sum(ours: str, theirs: str, apart: bool) -> None:
    one, other = (replace(BASE, facts=(number(500, unit=unit),)) for unit in (ours, theirs))
    found = conflict(one, replace(other, mention="m-2", article="a-2"))
    assert (found is not None and found.kind == "quantity" and not found.open) == apart


def test_eight_per_cent_are_no_eight_points() -> None:
    share, points = number(0.08, unit="share"), number(8, unit="percentage point")
    assert (
        kind(replace(BASE, facts=(share,)), replace(BASE, mention="m-2", article="a-2", facts=(points,))) == "quantity"
    )
    more = number(9, unit="percentage point")
    assert kind(replace(BASE, facts=(share,)), replace(BASE, mention="m-2", article="a-2", facts=(more,))) is None


def test_a_month_has_its_last_day() -> None:
    low, high = interval("2032-02") or (0, 0)
    assert high - low == 28


def test_a_date_that_differs_names_both_values() -> None:
    one, other = replace(BASE, facts=(date("2031-04-30"),)), replace(BASE, facts=(date("2031-05-01"),))
    found = conflict(one, other)
    assert found and (found.kind, found.left, found.right) == ("date", "2031-04-30", "2031-05-01")


def test_the_same_correction_in_two_papers_is_one_claim() -> None:
    one = replace(BASE, corrects=True)
    assert kind(one, replace(one, mention="m-2", article="a-2")) is None


def test_a_demand_is_its_holders() -> None:
    one = replace(BASE, act="demand")
    assert kind(one, one) is None
    assert kind(one, replace(one, holder="s-2")) == "holder"


def test_who_asks_states_nothing() -> None:
    asked = replace(BASE, predicate="urge", subjects=(), words=("urge", "ferry", "strand", "sandbank", "night"))
    assert kind(asked, BASE) == "act"
    assert kind(asked, replace(asked, act="demand")) is None


def test_an_earlier_figure_is_not_the_figure() -> None:
    now = replace(BASE, facts=(number(21),))
    earlier = replace(now, predicate="figure", words=(*BASE.words, "early", "figure"))
    assert kind(now, earlier) == "quantity"
    assert kind(earlier, earlier) is None
    remark = replace(now, predicate="number", subjects=("crate",))
    assert kind(now, remark) == "quantity"
    assert kind(now, replace(now, words=(*BASE.words, "early"))) is None


def test_of_a_number_that_went_up_the_new_one_counts() -> None:
    grown = replace(BASE, facts=(number(14), number(9)), words=(*BASE.words, "up"))
    assert kind(grown, replace(BASE, facts=(number(9),))) == "quantity"
    assert kind(grown, replace(BASE, facts=(number(14),))) is None


def test_a_bare_number_before_last_night_is_no_hour() -> None:
    read = Fact("date", "five last night", "raise", value="2031-04-30T05:00")
    assert kind(replace(BASE, facts=(read,)), replace(BASE, facts=(number(3),))) == "quantity"
    assert kind(replace(BASE, facts=(read,)), replace(BASE, facts=(number(5),))) is None
    hour = replace(read, exact="5 a.m. last night")
    assert kind(replace(BASE, facts=(hour,)), replace(BASE, facts=(number(3),))) is None


def test_a_not_beside_the_predicate_opposes_only_what_affirms_it() -> None:
    contrast = replace(BASE, rejected=("sandbank",))
    assert kind(contrast, BASE) is None
    rejects = replace(BASE, predicate="float", words=("ferry", "float", "sandbank"), rejected=("strand",))
    assert kind(rejects, BASE) == "polarity"
    assert kind(replace(rejects, negated=True), replace(BASE, negated=True)) is None


def test_numbers_of_one_thing_have_one_unit_or_one_size() -> None:
    def one_thing(ours: Fact, theirs: Fact) -> bool:
        found = conflict(replace(BASE, facts=(ours,)), replace(BASE, facts=(theirs,)))
        assert found and found.kind == "quantity"
        return found.one_thing

    assert one_thing(number(40), number(900))
    assert not one_thing(number(40), number(55, unit="sailor"))
    assert one_thing(number(40), number(55, unit=None))
    assert not one_thing(number(40), number(900, unit=None))


def test_a_fragment_is_no_claim_of_somebody_else() -> None:
    whole = replace(BASE, subjects=(), predicate="repair", words=("repair", "tug", "dredger", "harbour", "storm"))
    scrap = replace(BASE, holder="s-2", subjects=(), predicate="tug", words=("tug", "harbour"))
    assert kind(whole, scrap) == "frame"
    assert kind(whole, replace(scrap, holder="s-1")) is None
    assert kind(replace(whole, facts=(number(3),)), replace(scrap, facts=(number(3),))) is None


def test_that_something_belies_a_claim_is_another_claim() -> None:
    answer = replace(BASE, mention="m-2", words=(*BASE.words, "contradict", "harbour", "claim"))
    assert kind(BASE, answer) == "frame"
    assert kind(answer, replace(answer, mention="m-3")) is None


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ("herder", "fighter", True),
        ("soldier", "child", True),
        ("herder", "villager", False),
        ("person", "fighter", False),
        ("crate", "fighter", False),
        (None, "fighter", False),
    ],
)
def test_as_many_fighters_are_no_herders(ours: str | None, theirs: str | None, apart: bool) -> None:
    forms = [replace(BASE, mention=f"m-{unit}", facts=(number(7, unit=unit),)) for unit in (ours, theirs)]
    assert kind(*forms) == ("quantity" if apart else None)


def test_fighters_and_herders_side_by_side_are_no_conflict() -> None:
    both = replace(BASE, facts=(number(7, unit="herder"), number(7, unit="fighter")))
    assert kind(both, replace(BASE, mention="m-2", facts=(number(7, unit="fighter"),))) is None
