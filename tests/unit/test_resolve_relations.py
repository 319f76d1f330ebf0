"""Relations between claims: only with a reason that can be named, and from the right side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from relating import Reads, related

from claimx.records import Fact, NormalForm, Shard
from claimx.resolve.group import Grouping, Links
from claimx.resolve.matter import Matters
from claimx.resolve.relate import ANSWERS, ASKED, ASKED_OF_PAPERS, DENIED, OPPOSED, PLAIN, SECOND, relations
from claimx.schema import Article, Entity, Label

TOLL = NormalForm(
    "m-1",
    "a-1",
    "s-1",
    "drown",
    ("sailor",),
    (),
    ("sailor", "drown", "trawler", "storm"),
    facts=(Fact("number", "nine", "drown", "sailor", 9, 9),),
    published="2031-05-01",
)
LATER = replace(
    TOLL,
    mention="m-2",
    article="a-2",
    holder="s-2",
    facts=(Fact("number", "twelve", "drown", "sailor", 12, 12),),
    published="2031-05-03",
)
DENIAL = replace(
    TOLL, mention="m-2", article="a-2", holder="s-2", polarity="deny", act="denial", published="2031-05-02"
)


def shard(article: str, *names: str) -> Shard:
    """An article that names these places."""
    found = Article(id=article, path=f"{article}.txt", sha256="0", length=0, language="en")
    places = [Entity(id=f"local:{name}", label="PLACE", name=name) for name in names]
    return Shard(found, "", entities=places)


def test_a_later_count_updates_and_names_both_values() -> None:
    (found,) = related(TOLL, LATER, opposed=800, updates=900)
    assert (found.type, found.from_, found.to, found.confidence) == ("updates", "c-2", "c-1", 0.8)
    assert (found.basis.kind, found.basis.slot) == ("quantity", "sailor")
    assert (found.basis.from_, found.basis.to) == ("twelve", "nine")


def test_two_counts_contradict() -> None:
    (found,) = related(TOLL, replace(LATER, published="2031-05-01"), opposed=800, updates=100)
    assert found.type == "contradicts"


def test_counts_of_two_things_are_not_opposed() -> None:
    containers = replace(LATER, facts=(Fact("number", "2,000", "ship", "container", 2000, 2000),))
    assert not related(TOLL, containers, opposed=900)


def test_people_are_counted_under_many_words() -> None:
    victims = replace(LATER, facts=(Fact("number", "twelve", "drown", "victim", 12, 12),))
    (found,) = related(TOLL, victims, opposed=OPPOSED["quantity"])
    assert (found.basis.from_, found.basis.to) == ("twelve", "nine")


def test_a_not_is_opposed_where_the_score_is_high() -> None:
    never = replace(LATER, facts=(), negated=True)
    (found,) = related(TOLL, never, opposed=OPPOSED["polarity"])
    assert (found.type, found.basis.kind, found.basis.from_, found.basis.to) == (
        *("contradicts", "polarity"),
        *("negated", "affirm"),
    )
    assert not related(TOLL, never, opposed=OPPOSED["polarity"] - 1)
    assert not related(TOLL, replace(never, predicate="bribe", words=("mayor", "bribe")), opposed=900)


def test_what_a_ship_can_hold_is_no_count_of_what_it_brought() -> None:
    brought = replace(TOLL, predicate="bring", facts=(Fact("number", "more than 1,000", "bring", "crate", 1000, None),))
    holds = replace(LATER, predicate="carry", facts=(Fact("number", "up to 600", "carry", "crate", None, 600),))
    assert not related(brought, holds, opposed=900)
    assert related(brought, replace(holds, predicate="deliver"), opposed=900)


def test_so_many_a_day_is_no_count_of_all() -> None:
    rate = replace(TOLL, text="Navy said : nine sailors drown every year")
    counted = replace(LATER, text="Navy said : twelve sailors drowned in a year")
    assert not related(rate, counted, opposed=900)
    assert related(rate, replace(counted, text="Navy said : twelve sailors a year"), opposed=900)
    bare = replace(counted, text="Navy said : twelve", facts=(Fact("number", "twelve", "drown", None, 12, 12),))
    assert related(rate, bare, opposed=900)


@pytest.mark.parametrize(
    "change",
    [
        {"facts": (), "modality": "intended"},
        {"modality": "possible"},
        {"facts": (), "act": "demand"},
        {"facts": (), "predicate": "sail", "subjects": ("tug",), "words": ("tug", "sail", "harbour")},
        {"facts": ()},
    ],
)
def test_what_is_only_unlike_is_not_opposed(change: dict[str, object]) -> None:
    assert not related(TOLL, replace(LATER, **change), opposed=900)  # type: ignore[arg-type]


TAKEN_BACK = replace(
    DENIAL,
    holder="s-1",
    retracts=True,
    words=("figure", "nine"),
    predicate="withdraw",
    subjects=(),
    facts=(Fact("number", "nine", "withdraw", None, 9, 9),),
)
OWN = replace(TOLL, holder="s-1")


def test_who_takes_a_number_back_denies_his_own_claim() -> None:
    (found,) = related(OWN, TAKEN_BACK, claim=250, opposed=900)
    assert (found.type, found.from_, found.to, found.confidence) == ("denies", "c-2", "c-1", 0.25)
    (found,) = related(replace(OWN, holder=""), TAKEN_BACK, denied=700)
    assert (found.type, found.from_) == ("denies", "c-2")


PUT_RIGHT = replace(LATER, holder="s-1", corrects=True, facts=TOLL.facts)


def test_who_puts_himself_right_updates_his_own_claim() -> None:
    (found,) = related(OWN, PUT_RIGHT, claim=250)
    assert (found.type, found.from_, found.to, found.basis.slot) == ("updates", "c-2", "c-1", "correction")


@pytest.mark.parametrize("change", [{"holder": "s-9"}, {"published": "2031-05-09"}, {"corrects": True}])
def test_nobody_puts_right_what_others_said_or_what_was_not_said_yet(change: dict[str, object]) -> None:
    assert not related(replace(OWN, **change), PUT_RIGHT, claim=250)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"holder": "s-9"},
        {"published": "2031-05-09"},
        {"facts": (Fact("number", "twelve", "drown", "sailor", 12, 12),)},
        {"polarity": "deny"},
        {"facts": ()},
    ],
)
def test_nobody_takes_back_what_others_said_or_what_was_not_said_yet(change: dict[str, object]) -> None:
    other = replace(OWN, **change)  # type: ignore[arg-type]
    reader = Reads(9000, "contradicts")
    assert not related(replace(other, text="one"), replace(TAKEN_BACK, text="two"), reader, opposed=950, denied=950)
    assert not reader.asked


def test_a_denial_goes_from_who_denies() -> None:
    (found,) = related(TOLL, DENIAL, denied=700)
    assert (found.type, found.from_, found.to) == ("denies", "c-2", "c-1")
    assert (found.basis.kind, found.basis.slot, found.basis.from_, found.basis.to) == (
        *("polarity", "drown"),
        *("deny", "affirm"),
    )
    assert not related(TOLL, DENIAL, denied=DENIED - 1, opposed=900)


def test_a_denial_denies_nothing_that_holds_it() -> None:
    told = replace(TOLL, article="a-2", extent=(10, 90))
    assert related(told, replace(DENIAL, extent=(100, 150)), denied=900)
    assert related(told, replace(DENIAL, extent=(0, 90)), denied=900)
    assert not related(told, replace(DENIAL, extent=(40, 90)), denied=900)


def test_a_denial_far_off_must_share_a_word() -> None:
    other = replace(DENIAL, predicate="bribe", subjects=("mayor",), words=("mayor", "bribe"), facts=())
    assert not related(TOLL, other, denied=900)
    assert related(TOLL, replace(other, article="a-1", place=1), denied=900)


@pytest.mark.parametrize(("second", "links"), [(SECOND, 2), (SECOND - 1, 1)])
def test_a_denial_answers_a_second_claim_only_where_that_is_sure(second: int, links: int) -> None:
    forms = [replace(TOLL, mention=f"m-{k}", article=f"a-{k}") for k in (0, 1, 3)] + [DENIAL]
    ids = [form.mention for form in sorted(forms, key=lambda form: form.mention)]
    denied = np.array([900, second, DENIED])
    columns = {name: np.zeros(3, np.int64) for name in ("claim", "matter", "opposed", "updates", "apart")}
    linked = Links(ids, left=np.array([0, 1, 2]), right=np.array([2, 2, 3]), denied=denied, **columns)
    grouping = Grouping({form.mention: form for form in forms}, linked, [(k,) for k in range(4)])
    found = relations(grouping, ["c-0", "c-1", "c-2", "c-3"])
    assert [r.to for r in found if r.type == "denies"] == ["c-0", "c-1"][:links]


def test_a_denial_of_no_more_than_the_figure_answers_one_claim() -> None:
    short = replace(DENIAL, words=("figure",), facts=(), place=1, article="a-0")
    said = [replace(TOLL, mention=f"m-{k}", article="a-0") for k in (0, 1)]
    denied = np.array([900, 800])
    columns = {name: np.zeros(2, np.int64) for name in ("claim", "matter", "opposed", "updates", "apart")}
    linked = Links(["m-0", "m-1", "m-2"], left=np.array([0, 1]), right=np.array([2, 2]), denied=denied, **columns)
    for denial, links in ((short, ["c-0"]), (replace(short, words=TOLL.words), ["c-0", "c-1"])):
        grouping = Grouping({form.mention: form for form in (*said, denial)}, linked, [(0,), (1,), (2,)])
        assert [r.to for r in relations(grouping, ["c-0", "c-1", "c-2"]) if r.type == "denies"] == links


def test_elaborating_says_the_same_and_adds_a_fact() -> None:
    fuller = replace(
        TOLL, mention="m-2", article="a-2", facts=(*TOLL.facts, Fact("place", "Skarv", value="local:skarv"))
    )
    (found,) = related(TOLL, fuller, matter=800)
    assert (found.type, found.from_, found.basis.kind, found.basis.from_) == (
        "elaborates",
        "c-2",
        "place",
        "local:skarv",
    )
    assert not related(TOLL, replace(TOLL, mention="m-2", article="a-2"), matter=800)
    beside = replace(fuller, predicate="moor", words=("pilot", "moor", "jetty"))
    assert not related(TOLL, beside, matter=800)


STRUCK = replace(
    TOLL, facts=(), predicate="strike", words=("drone", "strike", "pier"), text="Navy said : a drone hit it"
)
ASHORE = replace(
    STRUCK,
    mention="m-2",
    article="a-2",
    holder="s-2",
    predicate="explode",
    words=("fuel", "tank", "explode"),
    text="Mayor said : a fuel tank blew up",
    published="2031-05-02",
)


def test_a_reader_sees_what_no_rule_can_name() -> None:
    assert not related(STRUCK, ASHORE, opposed=ASKED)
    reader = Reads(3000, "contradicts")
    (found,) = related(STRUCK, ASHORE, reader, opposed=ASKED)
    assert (found.type, found.from_, found.to) == ("contradicts", "c-2", "c-1")
    assert found.confidence > ASKED / 1000
    assert (found.basis.kind, found.basis.slot, found.basis.from_, found.basis.to) == ("frame", "content", None, None)
    assert reader.asked == [(STRUCK.text, ASHORE.text)]


def test_a_not_that_was_said_before_only_contradicts_and_who_rejects_what_was_said_denies() -> None:
    missed = replace(ASHORE, negated=True, published="2031-04-30")
    for polarity, kind in (("affirm", "contradicts"), ("deny", "denies")):
        (found,) = related(STRUCK, replace(missed, polarity=polarity), Reads(3000, "denies"), opposed=900)
        assert found.type == kind


def test_a_reader_is_given_what_stands_before() -> None:
    reader = Reads(3000, "contradicts")
    short = replace(ASHORE, before="Where the boats are now, nobody would say.")
    related(STRUCK, short, reader, opposed=900)
    assert reader.asked == [(STRUCK.text, f"{ASHORE.text}\nWhere the boats are now, nobody would say.")]


def test_a_reader_that_is_not_sure_links_nothing() -> None:
    assert not related(STRUCK, ASHORE, Reads(-3000, "contradicts"), opposed=ASKED)


def test_a_reader_is_not_asked_what_the_heads_do_not_suspect() -> None:
    reader = Reads(9000, "contradicts")
    assert not related(STRUCK, ASHORE, reader, opposed=ASKED_OF_PAPERS - 1)
    assert not related(STRUCK, replace(ASHORE, text=""), reader, opposed=ASKED)
    for inner in ((9, 40), (0, 90), (80, 120)):
        beside = replace(ASHORE, article="a-1", extent=inner)
        assert not related(replace(STRUCK, extent=(0, 90)), beside, reader, opposed=900)
    assert reader.asked == []


def test_a_reader_confirms_that_two_values_are_of_one_thing_and_says_how_they_are_opposed() -> None:
    read, later = replace(TOLL, text="nine drowned"), replace(LATER, text="a dozen drowned")
    assert [r.type for r in related(read, later, Reads(2000, "updates"), opposed=800)] == ["updates"]
    assert [r.type for r in related(read, later, Reads(2000, "denies"), opposed=800)] == ["contradicts"]
    undated = replace(later, published="")
    assert [r.type for r in related(read, undated, Reads(2000, "updates"), opposed=800)] == ["contradicts"]
    assert not related(read, later, Reads(-2000, "updates"), opposed=800)
    assert related(read, replace(later, text=""), Reads(-2000, "updates"), opposed=800)


def test_who_gives_another_value_later_puts_his_own_right() -> None:
    read, later = replace(TOLL, text="nine drowned"), replace(LATER, text="a dozen drowned", holder="s-1")
    reader = Reads(2000, "contradicts")
    assert [r.type for r in related(read, later, reader, opposed=800)] == ["updates"]
    assert [r.type for r in related(read, replace(later, holder="s-2"), reader, opposed=800)] == ["contradicts"]
    assert [r.type for r in related(read, replace(later, published=""), reader, opposed=800)] == ["contradicts"]


def test_a_bound_that_leaves_room_contradicts_nothing() -> None:
    more = replace(TOLL, text="more than nine drowned", facts=(Fact("number", "nine", "drown", "sailor", 9, None),))
    later = replace(LATER, text="a dozen drowned")
    assert [r.type for r in related(more, later, Reads(2000, "updates"), opposed=800, updates=900)] == ["updates"]
    assert not related(more, later, Reads(2000, "contradicts"), opposed=800, updates=900)


def test_a_later_count_puts_an_open_one_right_where_it_does_not_say_again_whom_it_counts() -> None:
    open_ = replace(TOLL, text="at least nine drowned", facts=(Fact("number", "nine", "drown", "sailor", 9, None),))
    grown = replace(LATER, text="the toll had risen to 31", facts=(Fact("number", "31", "rise", None, 31, 31),))
    (found,) = related(open_, grown, Reads(5000, "updates"), opposed=600)
    assert (found.type, found.from_, found.basis.from_, found.basis.to) == ("updates", "c-2", "31", "nine")
    counted = replace(grown, facts=(Fact("number", "31", "rise", "sailor", 31, 31),))
    assert not related(open_, counted, Reads(5000, "contradicts"), opposed=500)


def test_who_says_another_thing_later_updates_his_own_without_a_fact() -> None:
    before = replace(STRUCK, holder="s-1", published="2031-05-01")
    after = replace(ASHORE, holder="s-1", published="2031-05-03")
    (found,) = related(before, after, Reads(5000, "contradicts"), opposed=900)
    assert (found.type, found.from_) == ("updates", "c-2")
    for holder in ("s-2", ""):
        others = replace(after, holder=holder), replace(before, holder=holder and "s-1")
        assert not related(*others, Reads(1500, "updates"), opposed=500)


def test_numbers_of_two_things_hide_nothing_of_what_is_opposed() -> None:
    few = Fact("number", "900", "join", "nurse", None, 900)
    none = replace(TOLL, text="fewer than 900 nurses joined and no operation was cancelled", facts=(few,))
    called_off = Fact("number", "forty", "call", "operation", 40, None)
    some = replace(LATER, text="at least forty operations were called off", facts=(called_off,))
    (found,) = related(none, some, Reads(3000, "contradicts"), opposed=ASKED + 100)
    assert (found.type, found.basis.kind, found.basis.from_) == ("contradicts", "frame", None)


def test_two_who_stand_in_one_report_disagree() -> None:
    read, beside = replace(TOLL, text="nine drowned"), replace(LATER, text="a dozen drowned", article="a-1")
    reader = Reads(2000, "updates")
    assert [r.type for r in related(read, replace(beside, published="2031-05-01"), reader, opposed=800)] == [
        "contradicts"
    ]
    one_speaker = replace(beside, published="2031-05-01", holder="s-1")
    assert [r.type for r in related(read, one_speaker, reader, opposed=800)] == ["updates"]


def test_a_denial_in_no_words_of_its_own_stays_unless_the_reader_is_sure_that_it_answers_nothing() -> None:
    said = replace(TOLL, text="nine drowned", place=0)
    denied = replace(DENIAL, article="a-1", words=(), facts=(), predicate="", text="it denied this", place=1)
    assert related(said, denied, Reads(ANSWERS, "denies"), denied=PLAIN - 1)
    assert not related(said, denied, Reads(ANSWERS - 1, "denies"), denied=PLAIN - 1)
    unread = Reads(ANSWERS - 1, "denies")
    assert related(said, denied, unread, denied=PLAIN) and not unread.asked


def test_of_two_papers_a_reader_is_asked_sooner() -> None:
    reader = Reads(5000, "contradicts")
    one = replace(TOLL, text="nine drowned")
    other = replace(LATER, text="a dozen guests drowned", facts=(Fact("number", "twelve", "drown", "guest", 12, 12),))
    assert related(one, other, reader, opposed=ASKED_OF_PAPERS)
    assert not related(one, other, reader, opposed=ASKED_OF_PAPERS - 1)
    assert not related(one, replace(other, article="a-1", extent=(9, 40)), reader, opposed=ASKED - 1)


def test_between_two_matters_nothing_is_linked() -> None:
    def matters(*names: str) -> Matters:
        shards = [shard(f"a-{k}", name) for k, name in enumerate(names, 1)]
        return Matters(shards)

    assert related(TOLL, LATER, matters=matters("Port of Skarv", "Skarv"), opposed=800)
    assert not related(TOLL, LATER, matters=matters("Port of Skarv", "Guayaquil"), opposed=800)
    assert related(TOLL, replace(LATER, article="a-1"), matters=matters("Skarv"), opposed=800)


@pytest.mark.parametrize(("label", "one"), [("STATE", False), ("PLACE", True)])
def test_a_state_that_both_name_says_little(label: Label, one: bool) -> None:
    shards = [shard("a-1", "Skarv", "Brask", "Hjelm", "Tunvik"), shard("a-2", "Guayaquil", "Manta", "Tulcan", "Ambato")]
    for each in shards:
        each.entities.append(Entity(id="norway", label=label, name="Norway"))
    assert Matters(shards).one("a-1", "a-2") == one


def test_a_denial_that_the_reader_sees_comes_from_the_denying_side() -> None:
    denial = replace(STRUCK, polarity="deny", act="denial", holder="s-3")
    (found,) = related(denial, ASHORE, Reads(3000, "denies"), opposed=ASKED)
    assert (found.type, found.from_, found.to) == ("denies", "c-1", "c-2")
