"""One word in the place of another, amounts in other words, and what a reader may then overrule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from claimx.records import Fact, NormalForm, Reading
from claimx.resolve.compare import both_may_hold, numbers_agree
from claimx.resolve.gate import conflict
from claimx.resolve.read import compare
from claimx.resolve.restated import restated
from claimx.resolve.score import weights
from claimx.resolve.substitutes import akin, one_for_one, one_vocabulary
from claimx.resolve.words import groups


def said(text: str, words: str, predicate: str = "", mention: str = "m-1", **changes: object) -> NormalForm:
    form = NormalForm(
        mention,
        f"a-{mention[2:]}",
        "s-1",
        predicate,
        words=tuple(words.split()),
        text=f"abbey said : {text}",
        published="2031-05-01",
    )
    return replace(form, **changes)  # type: ignore[arg-type]


def amount(exact: str, low: float | None, high: float | None, unit: str | None) -> Fact:
    return Fact("number", exact, "lose", unit, low, high)


def slot(one: NormalForm, other: NormalForm) -> str | None:
    """The slot of the conflict, which must not depend on the order."""
    there, back = conflict(one, other), conflict(other, one)
    assert (there and there.slot) == (back and back.slot)
    return there.slot if there else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("thief steal cello night", "kind"),
        ("thief steal old cello night", "kind"),
        ("thief steal violin night", None),
        ("thief steal violin cello night", None),
        ("thief steal heavy painted cello night", None),
        ("thief steal harp night", None),
    ],
)
def test_what_is_one_thing_is_no_other_of_its_kind(words: str, expected: str | None) -> None:
    one = said("thieves stole a violin at night", "thief steal violin night", "steal")
    assert slot(one, said("thieves stole it at night", words, "steal", "m-2")) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("the chapel opens only at Easter", "chapel open only easter", "only"),
        ("the chapel opens at Easter only", "chapel open only easter", "only"),
        ("the chapel opens solely at Easter", "chapel open solely easter", "only"),
        ("the chapel opens not only at Easter", "chapel open only easter", None),
        ("the chapel opens only after Easter", "chapel open only easter", None),
        ("the chapel opens in only 3 days, at Easter", "chapel open only easter", None),
        ("the chapel opens only at Easter, for old pilgrims", "chapel open only easter old pilgrim", None),
    ],
)
def test_what_is_so_alone_is_more_than_what_is_so(text: str, words: str, expected: str | None) -> None:
    one = said("the chapel opens at Easter", "chapel open easter", "open")
    assert slot(one, said(text, words, "open", "m-2")) == expected


@pytest.mark.parametrize(
    ("going", "done", "predicate", "expected"),
    [
        ("the monks are leaving the island", "the monks have left the island", "leave", "stage"),
        ("the monks were leaving the island", "the monks had left the island", "leave", "stage"),
        ("the roof is being repaired", "the roof has been repaired", "repair", "stage"),
        ("the monks are leaving the island", "the monks were leaving the island", "leave", None),
        ("the monks left the island", "the monks had left the island", "leave", None),
        ("the monks are considering the offer", "the monks have considered the offer", "consider", None),
        ("the monks are leaving the island", "the monks have been leaving the island", "leave", None),
    ],
)
def test_what_is_going_on_is_not_done(going: str, done: str, predicate: str, expected: str | None) -> None:
    words = f"monk {predicate} island roof"
    assert slot(said(going, words, predicate), said(done, words, predicate, "m-2")) == expected


def test_two_words_of_one_root_are_one_predicate() -> None:
    assert akin("retire", "retirement") and akin("explode", "explosion") and not akin("retire", "return")
    one = said("the abbot had retired", "abbot retire", "retire")
    assert slot(one, said("the abbot's retirement", "abbot retirement", "retirement", "m-2")) is None


def test_stretches_of_time_compare_in_one_unit() -> None:
    days, hours = amount("two", 2.0, 2.0, "day"), amount("48", 48.0, 48.0, "hour")
    assert numbers_agree(days, hours) and numbers_agree(hours, days)
    assert numbers_agree(amount("one", 1.0, 1.0, "month"), amount("30", 30.0, 30.0, "day"))
    assert not numbers_agree(amount("40", 40.0, 40.0, "minute"), amount("40", 40.0, 40.0, "hour"))
    assert not numbers_agree(amount("40", 40.0, 40.0, "minute"), amount("41", 41.0, 41.0, "minute"))


def test_bounds_that_only_touch_leave_no_room() -> None:
    least, most = amount("6", 0.06, None, "share"), amount("6", None, 0.06, "share")
    assert not both_may_hold(least, most) and not both_may_hold(most, least)
    assert both_may_hold(amount("5", 0.05, None, "share"), most)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (
            ("a quarter of the hens", "a quarter", 0.25, 0.25, "share"),
            ("25% of the hens", "25", 0.25, 0.25, "share"),
            1,
        ),
        (("10 miles", "10", 16093.0, 16093.0, "m"), ("16 kilometres", "16", 16000.0, 16000.0, "m"), 1),
        (("4,987 hens", "4,987", 4987.0, 4987.0, "hen"), ("about 5,000 hens", "5,000", 4800.0, 5200.0, "hen"), 1),
        (("7 hens", "7", 7.0, 7.0, "hen"), ("9 hens", "9", 9.0, 9.0, "hen"), 0),
        (("over 900 hens", "900", 900.0, None, "hen"), ("930 hens", "930", 930.0, 930.0, "hen"), 0),
        (("9 hens and 9 cocks", "9", 9.0, 9.0, "hen"), ("nine hens", "nine", 9.0, 9.0, "hen"), 0),
    ],
)
def test_the_same_amount_is_read_in_the_same_words(
    ours: tuple[str, str, float, float, str], theirs: tuple[str, str, float, float, str], expected: int
) -> None:
    one = said(f"it had lost {ours[0]} in May", "lose hen", facts=(amount(*ours[1:]),))
    other = said(f"it had lost {theirs[0]} in May", "lose hen", mention="m-2", facts=(amount(*theirs[1:]),))
    read, again = restated(one, other)
    assert (read == again) is bool(expected)
    assert expected or (read, again) == (one.read, other.read)
    assert restated(other, one) == (again, read)


def test_numbers_written_alike_and_ranks_are_left_as_they_are() -> None:
    one = said("$500 was lost", "lose", facts=(amount("500", 500.0, 500.0, "usd"),))
    other = said("500 dollars was lost", "lose", mention="m-2", facts=(amount("500", 500.0, 500.0, "usd"),))
    assert restated(one, other) == (one.read, other.read)
    one = said("lost in the second week", "lose", facts=(amount("second", 2.0, 2.0, "rank"),))
    other = said("lost in the 2nd month", "lose", mention="m-2", facts=(amount("2nd", 2.0, 2.0, "rank"),))
    assert restated(one, other) == (one.read, other.read)
    one = said("20 roubles were lost", "lose", facts=(amount("20", 20.0, 20.0, "rouble"),))
    other = said("twenty crowns were lost", "lose", mention="m-2", facts=(amount("twenty", 20.0, 20.0, "crown"),))
    assert restated(one, other) == (one.read, other.read)


def test_of_long_near_copies_what_differs_is_read() -> None:
    common = " ".join(f"word{k}" for k in range(60))
    one, other = said(f"{common} sold a mill", "sell"), said(f"{common} sold a barn", "sell", mention="m-2")
    read, again = restated(one, other)
    assert len(read.split()) < 25 and read.endswith("sold a mill") and again.endswith("sold a barn")
    assert restated(other, one) == (again, read)
    short = said("sold a mill", "sell", mention="m-3")
    assert restated(one, short) == (one.read, short.read) and restated(one, one) == (one.read, one.read)


def reads(same: int, opposed: int) -> object:
    def reader(pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        return [Reading(same, same, opposed, "contradicts") for _ in pairs]

    return reader


def kept(one: NormalForm, other: NormalForm, same: int, opposed: int = -3000, score: int = 800) -> bool:
    """Whether the two stay apart when read so."""
    return compare(one, other, score, reads(same, opposed), weights())[1] is not None  # type: ignore[arg-type]


def test_one_word_for_another_must_be_read_as_the_same() -> None:
    one, other = said("x", "abbey sell its orchard", "sell"), said("y", "abbey sell its vineyard", "sell", "m-2")
    assert one_for_one(one, other)
    assert kept(one, other, 600) and not kept(one, other, 1200)
    other = said("y", "abbey sell its orchard vineyard", "sell", "m-2")
    assert not one_for_one(one, other) and not kept(one, other, 600)


def test_synonyms_may_be_read_as_opposed_a_little() -> None:
    one, other = said("x", "abbey stop three truck", "stop"), said("y", "abbey halt three lorry", "halt", "m-2")
    assert one_vocabulary(one, other) and not one_for_one(one, other)
    assert not kept(one, other, -200, 300) and kept(one, other, -200, 1600)
    unknown = said("y", "abbey halt three sledge", "halt", "m-2")
    assert not one_vocabulary(one, unknown) and kept(one, unknown, -200, 300)


def test_who_does_it_may_stand_in_a_noun() -> None:
    one = said("prices would rise", "price rise", "rise", subjects=("price",))
    other = said("a rise in prices", "rise price", "rise", "m-2", objects=("price",))
    assert slot(one, other) == "rise"
    assert kept(one, other, 1500) and not kept(one, other, 2500)
    # Whose a demand is tells beside it.
    asked = replace(other, holder="s-2", act="demand"), replace(one, act="demand")
    assert kept(*asked, 2500)


def test_what_is_read_as_quite_another_thing_is_no_rewording() -> None:
    one, other = said("x", "abbey grow its own maize rye", "grow"), said("y", "abbey grow its oat hop", "grow", "m-2")
    assert not kept(one, other, -2500, -2000, 990) and kept(one, other, -3500, -2000, 990)


def test_two_words_are_enough_for_a_sure_reader() -> None:
    one = said("the witness was credible", "witness credible", "credible", subjects=("witness",))
    other = said("the witness was believable", "witness believable", "believable", "m-2", subjects=("witness",))
    assert slot(one, other) == "predicate"
    assert kept(one, other, 2000) and not kept(one, other, 3000)


def test_no_word_has_two_first_synonyms() -> None:
    words = [word for line in groups("substitutes", "synonyms") for word in line]
    assert len(words) == len(set(words))
