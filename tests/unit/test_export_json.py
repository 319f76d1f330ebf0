"""Canonical bytes, and back."""

from __future__ import annotations

import json

import pytest
from claimset_support import claimset

from claimx.errors import ContractError, UnreadableError
from claimx.export.claimset import ClaimSet
from claimx.export.json import dumps, loads, read


def test_round_trip() -> None:
    data = dumps(claimset())
    assert loads(data, ClaimSet) == claimset()
    assert dumps(loads(data, ClaimSet)) == data


def test_canonical_form() -> None:
    data = dumps(claimset())
    assert data.endswith(b"}\n") and b"\r" not in data

    def keys_sorted(value: object) -> bool:
        if isinstance(value, dict):
            return list(value) == sorted(value) and all(map(keys_sorted, value.values()))
        return all(map(keys_sorted, value)) if isinstance(value, list) else True

    assert keys_sorted(json.loads(data))


def test_a_span_is_one_line_and_text_like_a_span_is_left_alone() -> None:
    made = claimset()
    made.claims[0].text = "[\n 1,\n 2\n]"
    data = dumps(made)
    assert b"[26, 60]" in data or b"[24, 58]" in data or b"      [" in data
    assert json.loads(data)["claims"][0]["text"] == "[\n 1,\n 2\n]"
    assert not any(line.strip().rstrip(b",").isdigit() for line in data.splitlines())


def test_names_of_the_contract_not_of_python() -> None:
    made = json.loads(dumps(claimset()))
    assert made["schema"] == "claimx/claimset/1"
    assert made["relations"][0]["from"] == "c-000000000002"
    assert made["relations"][0]["basis"] == {"from": "20", "kind": "quantity", "slot": "container", "to": "12"}


def test_what_is_no_claim_set_is_refused_with_the_place() -> None:
    made = json.loads(dumps(claimset()))
    made["claims"][1]["polarity"] = "perhaps"
    with pytest.raises(ContractError, match=r"claims\.1\.polarity"):
        loads(json.dumps(made).encode(), ClaimSet)
    made["extra"] = 1
    with pytest.raises(ContractError):
        loads(b"not json", ClaimSet)


def test_a_lone_surrogate_is_no_text() -> None:
    made = claimset()
    made.claims[0].text = "\ud800"
    with pytest.raises(ContractError):
        dumps(made)


def test_reading_a_folder_or_a_file(tmp_path) -> None:
    (tmp_path / "claims.json").write_bytes(dumps(claimset()))
    assert read(tmp_path, ClaimSet) == read(tmp_path / "claims.json", ClaimSet) == claimset()
    with pytest.raises(UnreadableError, match="CX101"):
        read(tmp_path / "none.json", ClaimSet)
