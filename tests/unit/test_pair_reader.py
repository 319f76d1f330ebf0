"""The pair reader, and what its word does: to the score, and to the gate."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from claimx.ids import sha256
from claimx.nlp.model_files import packaged
from claimx.nlp.pair_reader import BEFORE, BOTH, LONGEST, PairReader, load_pair_reader, pair_ids, read_ids
from claimx.records import Fact, NormalForm, Reading
from claimx.resolve import pair_steps
from claimx.resolve.group import group
from claimx.resolve.read import CERTAIN, OVERRULED, REJECTED, REWORDED, compare, unread
from claimx.resolve.score import FLOOR, reread, weights

SUNK = "Coast guard said : that the trawler sank off Skarv on Monday"
WENT_DOWN = "Harbour office said : the fishing boat went down near Skarv on Monday"
PRICE = "The union said : that fish prices rose by a tenth"

ONE = NormalForm("m-1", "a-1", "s-1", "sink", ("trawler",), (), ("trawler", "sink", "skarv"), text=SUNK)
BOAT = ("boat", "sink", "skarv", "monday")
OTHER = replace(ONE, mention="m-2", article="a-2", holder="s-2", subjects=("boat",), words=BOAT, text=WENT_DOWN)


class Saying:
    """A reader that gives one answer to all, and remembers what it was asked about."""

    def __init__(self, same: int, opposed: int = -9000) -> None:
        self.answer = Reading(same, same, opposed, "contradicts")
        self.asked: list[tuple[str, str]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        self.asked.extend(pairs)
        return [self.answer for _ in pairs]


def test_what_says_the_same_reads_higher_and_the_order_does_not_matter() -> None:
    reader = load_pair_reader()
    same, turned, other = reader([(SUNK, WENT_DOWN), (WENT_DOWN, SUNK), (SUNK, PRICE)])
    assert same == turned
    assert same.same > other.same + 1000
    assert same.alike > other.alike
    assert reader([(SUNK, PRICE), (SUNK, WENT_DOWN)]) == [other, same]


def test_long_and_empty_texts_are_read() -> None:
    reader = load_pair_reader()
    for text in ("", " : ", "x" * 50_000, "tug " * 20_000, "\u202e\x00"):
        (reading,) = reader([(text, SUNK)])
        assert abs(reading.same) <= 12_000


def test_two_texts_in_one_sequence() -> None:
    assert pair_ids([7], [8, 9]) == [1, 7, 2, 8, 9, 2]


def test_what_stands_before_is_read_as_far_as_there_is_room() -> None:
    wordpieces = load_pair_reader().wordpieces
    text = read_ids(wordpieces, "Norway counters : four")
    both = read_ids(wordpieces, "Norway counters : four\nSix ships were lost.")
    ahead = read_ids(wordpieces, "Six ships were lost.")
    assert both[: len(text)] == text
    assert both[-len(ahead) :] == ahead
    assert len(both) == len(text) + 1 + len(ahead)
    assert len(read_ids(wordpieces, "four\n" + "tug " * 99)) == len(read_ids(wordpieces, "four")) + 1 + BEFORE
    assert len(read_ids(wordpieces, "tug " * 50 + "\n" + "tug " * 99)) == BOTH
    assert len(read_ids(wordpieces, "tug " * 99 + "\n" + "tug " * 99)) == LONGEST


def test_how_an_article_breaks_its_lines_says_nothing() -> None:
    one = NormalForm("m-1", "a-1", text="the pilot said : that the tug\nhad sunk off\r\n  Skarv", before="On Monday")
    flat = NormalForm("m-2", "a-2", text="the pilot said : that the tug had sunk off Skarv", before="On Monday")
    assert one.read == flat.read == f"{flat.text}\nOn Monday"
    assert replace(one, before="").read == flat.text
    assert replace(one, text="").read == ""


def test_a_bare_number_is_read_with_what_it_counts() -> None:
    reader = load_pair_reader()
    counted = "Norway counters : four\nThe ministry says that three of its boats were sunk off Skarv."
    other = "The mayor has : nine\nNobody knows how many villages have no water yet."
    boats = "The ministry says : that three of its boats were sunk off Skarv"
    near, far = reader([(counted, boats), (other, boats)])
    assert near.opposed > far.opposed + 1000


def test_a_word_for_it_raises_the_score_and_one_against_it_lowers_it() -> None:
    chosen = weights()

    def read(same: int, alike: int, held: bool) -> int:
        return reread(500, Reading(same, alike, 0, "contradicts"), held, chosen)

    assert read(-4000, 0, True) < 400 < 600 < read(4000, 0, True)
    assert read(0, -4000, False) < 400 < 600 < read(0, 4000, False)


def test_the_same_content_words_stay_one_claim_unless_the_reader_is_surer_that_they_are_opposed() -> None:
    fell = replace(
        ONE, words=("trawler", "sink", "skarv", "rock"), text="Coast guard said : the trawler sank off Skarv"
    )
    had = replace(fell, mention="m-2", article="a-2", text="Coast guard said : the trawler had sunk off Skarv")
    other = replace(had, words=("trawler", "sink", "skarv", "reef"))
    least, most = REWORDED
    for form, opposed, apart in ((had, most, False), (had, most + 1, True), (other, most, True)):
        _, refused = compare(fell, form, 1000, Saying(-400, opposed), weights())
        assert (refused is not None) == apart
    assert compare(fell, had, 900, Saying(least), weights())[1] is None
    assert compare(fell, had, 900, Saying(least - 1), weights())[1] is not None


SURE = max(same for same, _ in OVERRULED.values())


@pytest.mark.parametrize(
    ("change", "same", "refused"),
    [
        ({"act": "demand"}, SURE, False),
        ({"act": "demand"}, 100, True),
        ({"modality": "intended"}, SURE, False),
        ({"negated": True}, SURE, False),
        ({"negated": True}, 1000, True),
        ({"polarity": "no-comment"}, 9000, True),
        ({"polarity": "deny"}, 9000, True),
        ({"polarity": "deny", "text": "The mate denied : that no boat sank"}, 9000, True),
        ({"facts": (Fact("number", "two", "boat", low=2, high=2),)}, 9000, True),
    ],
)
def test_it_overrules_wordings_but_no_numbers_and_no_denials(
    change: dict[str, object], same: int, refused: bool
) -> None:
    one = replace(ONE, facts=(Fact("number", "five", "boat", low=5, high=5),)) if "facts" in change else ONE
    other: NormalForm = replace(OTHER, **change)  # type: ignore[arg-type]
    found = compare(one, other, 500, Saying(same), weights())
    assert (found[1] is not None) is refused


def test_a_number_counts_beside_a_wording_that_is_overruled() -> None:
    five, two = (Fact("number", exact, "boat", low=n, high=n) for exact, n in (("five", 5), ("two", 2)))
    demand = replace(ONE, act="demand", facts=(five,))
    for score in (100, 900):
        assert compare(demand, replace(OTHER, facts=(five,)), score, Saying(9000), weights())[1] is None
        assert compare(demand, replace(OTHER, facts=(two,)), score, Saying(9000), weights())[1] is not None


def test_what_one_rejects_in_his_own_claim_is_never_overruled() -> None:
    four = replace(ONE, rejected=("sink",), predicate="float", text="The mate said : two floated, none sank")
    found = compare(four, replace(OTHER, predicate="sink"), 900, Saying(9000), weights())[1]
    assert found is not None and found.kind == "polarity"


@pytest.mark.parametrize(
    ("change", "apart"),
    [
        ({"act": "demand"}, False),
        ({"modality": "intended"}, False),
        ({"negated": True}, True),
        ({"polarity": "deny"}, True),
        ({"holder": "s-3", "act": "demand", "text": ""}, True),
        ({"facts": (Fact("number", "two", "boat", low=2, high=2),)}, True),
    ],
)
def test_of_what_is_not_read_a_wording_keeps_nobody_apart(change: dict[str, object], apart: bool) -> None:
    one = replace(ONE, facts=(Fact("number", "five", "boat", low=5, high=5),)) if "facts" in change else ONE
    other: NormalForm = replace(OTHER, **change)  # type: ignore[arg-type]
    assert (unread(one, other) is not None) is apart
    assert compare(one, other, FLOOR, None, weights())[1] is not None


def test_the_same_words_are_read_only_where_the_gate_sees_a_difference() -> None:
    words = ("trawler", "sink", "skarv", "monday")
    one, other = replace(ONE, words=words), replace(OTHER, words=words, text=ONE.text)
    reader = Saying(9000)
    assert len(group([one, other], 14, 450, reader=reader).clusters) == 1
    assert not reader.asked
    assert len(group([one, replace(other, negated=True)], 14, 450, reader=reader).clusters) == 1
    assert reader.asked


def test_a_denial_and_its_wording_with_a_no_may_be_one() -> None:
    denial = replace(ONE, polarity="deny", text="The mate denied : that a boat had sunk")
    plain = replace(OTHER, text="The master said : that no boat had gone down")
    assert compare(denial, plain, 500, Saying(SURE), weights())[1] is None


def test_what_it_holds_to_be_another_claim_stays_apart() -> None:
    least, most = REJECTED
    assert compare(ONE, OTHER, 990, Saying(least, most), weights())[1] is None
    assert compare(ONE, OTHER, 990, Saying(least - 1, most), weights())[1] is not None
    assert compare(ONE, OTHER, 990, Saying(2000, most + 1), weights())[1] is not None


def test_two_papers_that_quote_one_holder_nearly_alike_are_not_held_apart() -> None:
    quoted = replace(OTHER, holder=ONE.holder)
    least, _ = REJECTED
    rejecting = Saying(least - 1)
    assert compare(ONE, quoted, CERTAIN, rejecting, weights())[1] is None
    assert compare(ONE, quoted, CERTAIN, Saying(least - 1, 0), weights())[1] is not None
    assert compare(ONE, quoted, CERTAIN - 1, rejecting, weights())[1] is not None
    assert compare(ONE, replace(quoted, article=ONE.article), CERTAIN, rejecting, weights())[1] is not None


def test_log_odds_are_scaled_as_the_model_says(tmp_path: Path) -> None:
    here = tmp_path / "pairs"
    shutil.copytree(packaged("pairs"), here)
    recalibrate = json.loads((here / "config.json").read_text("utf-8"))
    readings = []
    for scale in ([1.0, 0.0], [2.0, 0.5]):
        recalibrate["calibration"] = {"same": scale, "opposed": scale}
        (here / "config.json").write_text(json.dumps(recalibrate), "utf-8")
        names = sorted(file.name for file in here.iterdir() if file.name != "SHA256SUMS")
        sums = "".join(f"{sha256((here / name).read_bytes())}  {name}\n" for name in names)
        (here / "SHA256SUMS").write_text(sums, "ascii")
        readings += PairReader(here)([(SUNK, WENT_DOWN)])
    plain, scaled = readings
    assert abs(scaled.same - (2 * plain.same + 500)) <= 1 and abs(scaled.opposed - (2 * plain.opposed + 500)) <= 1
    assert (scaled.alike, scaled.relation) == (plain.alike, plain.relation)


def test_only_pairs_that_the_gate_and_the_score_leave_open_are_read() -> None:
    reader = Saying(0)
    apart = replace(OTHER, mention="m-3", article="a-3", polarity="no-comment")
    far = NormalForm("m-4", "a-4", "s-4", "rise", ("price",), (), ("fish", "price", "rise"), text=PRICE)
    group([ONE, OTHER, apart, far], 14, 500, reader=reader)
    assert [set(pair) for pair in reader.asked] == [{SUNK, WENT_DOWN}]
    assert compare(ONE, replace(OTHER, text=""), 500, reader, weights())[0] == 500
    assert len(reader.asked) == 1


def test_the_waterfall_ends_with_the_reader() -> None:
    steps = pair_steps(ONE, OTHER, Saying(2000))
    assert [step.feature for step in steps][-2:] == ["pair_reader", "pair_reader_bias"]
    assert steps[-2].adds == pytest.approx(2 * weights().read_claim.weight / 1000)
