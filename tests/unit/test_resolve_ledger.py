"""Ids that live: founding, merging, splitting, losing the founder."""

from __future__ import annotations

import json

import pytest

from claimx.errors import ContractError
from claimx.resolve.ledger import Ledger, Member, assign, claim_id, load

A, B, C = (Member(f"m-{name}", day, f"k-{name}") for name, day in (("a", "2031-05-02"), ("b", "2031-05-01"), ("c", "")))


def test_the_earliest_published_founds() -> None:
    ids, ledger = assign([[A, B, C]], Ledger())
    assert ids == [claim_id("m-b")]
    assert ledger.entries[ids[0]].mentions == ("m-a", "m-b", "m-c")


def test_an_id_lives_when_an_earlier_mention_arrives() -> None:
    first, ledger = assign([[A]], Ledger())
    assert assign([[A, B]], ledger)[0] == first


def test_a_merge_keeps_the_elder_id_and_the_other_as_alias() -> None:
    (a, b), ledger = assign([[A], [B]], Ledger())
    (merged,), after = assign([[A, B]], ledger)
    assert merged == b and after.entries[b].aliases == (a,)
    assert assign([[A, B]], after) == ([merged], after)


def test_a_split_gives_each_part_its_own_id_back() -> None:
    (a, b), ledger = assign([[A], [B]], Ledger())
    _, merged = assign([[A, B]], ledger)
    ids, after = assign([[A], [B]], merged)
    assert ids == [a, b] and after.entries[b].aliases == ()


def test_a_split_of_a_founded_claim_keeps_the_founders_id() -> None:
    (whole,), ledger = assign([[A, B]], Ledger())
    ids, _ = assign([[A], [B]], ledger)
    assert ids == [claim_id("m-a"), whole]


def test_without_its_founder_a_claim_goes_on_with_the_rest() -> None:
    (whole,), ledger = assign([[A, B, C]], Ledger())
    assert assign([[A, C]], ledger)[0] == [whole]


def test_a_founder_that_moved_is_found_by_its_anchor() -> None:
    (whole,), ledger = assign([[B]], Ledger())
    assert assign([[Member("m-moved", B.published, B.anchor)]], ledger)[0] == [whole]


def test_a_founder_whose_file_was_renamed_is_found_by_its_imprint() -> None:
    here, there = Member("m-1", "2031-05-01", "k-1", "i-1"), Member("m-2", "2031-05-01", "k-2", "i-1")
    edited = Member("m-3", "2031-05-01", "k-2", "i-3")
    ids, ledger = assign([[here]], Ledger())
    for later in (there, edited):
        found, ledger = assign([[later]], ledger)
        assert found == ids
        assert assign([[later]], ledger) == (ids, ledger)


def test_an_imprint_in_two_claims_says_nothing() -> None:
    ids, ledger = assign([[Member("m-1", "", "k-1", "i-1")]], Ledger())
    two = [[Member("m-2", "", "k-2", "i-1")], [Member("m-3", "", "k-3", "i-1")]]
    assert not {*ids} & {*assign(two, ledger)[0]}


def test_a_ledger_from_before_there_were_imprints_is_read() -> None:
    ids, ledger = assign([[A]], Ledger())
    row = {k: v for k, v in json.loads(ledger.dump()).items() if k != "imprint"}
    assert assign([[A]], load(json.dumps(row)))[0] == ids


def test_the_order_of_clusters_does_not_matter() -> None:
    _, ledger = assign([[A], [B], [C]], Ledger())
    one, other = assign([[A, B], [C]], ledger), assign([[C], [A, B]], ledger)
    assert one[0] == other[0][::-1] and one[1] == other[1]


def test_round_trip() -> None:
    _, ledger = assign([[A, B], [C]], Ledger())
    assert load(ledger.dump()) == ledger
    assert ledger.dump().splitlines() == sorted(ledger.dump().splitlines(), key=lambda line: line.split('"id": ')[1])
    with pytest.raises(ContractError):
        load("{}\n")
    row = json.loads(ledger.dump().splitlines()[0]) | {"mentions": "m-a"}
    with pytest.raises(ContractError, match="no list of ids"):
        load(json.dumps(row))
