"""Gold and predictions that are not what they must be, and ids that are no names of files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from claimset_support import claimset

from claimx.config import Settings
from claimx.errors import ClaimxError, MalformedError, UnreadableError, UsageError
from claimx.evaluate.clusters import read_sentences
from claimx.evaluate.commands import evaluate_attribution, evaluate_claims
from claimx.evaluate.gold import Text, check_dates, jsonl, read_claims, through_files
from claimx.evaluate.pairs import read_pairs
from claimx.evaluate.predictions import articles_by_doc, load_claim_mentions, read_claimset
from claimx.export.claimset import ClaimSet
from claimx.ingest.discover import discover

IDS = [
    "plain",
    "set/one",
    "/etc/pwn",
    "../../pwn",
    ".a",
    "b/.c",
    "readme",
    "README.x",
    "",
    "..",
    "a b",
    "x" * 300,
    "\0",
]


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def test_ids_are_no_paths_and_each_is_read_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "inside"

    def run(place: Path) -> ClaimSet:
        items = list(discover([place], Settings()))
        assert all(Path(item.file).resolve().is_relative_to(place.resolve()) for item in items)
        claims = claimset()
        shape = claims.articles[0]
        claims.articles = [
            shape.model_copy(update={"id": f"a-{n}", "path": item.path, "title": Path(item.file).read_text("utf-8")})
            for n, item in enumerate(items)
        ]
        return claims

    claims = through_files(run)([Text(ident, f"text of {ident}", {"outlet": ident}) for ident in IDS])
    assert not folder.exists()
    found = {claims.article(ref).title: doc for ref, doc in articles_by_doc(claims, IDS).items()}
    named = [ident for ident in IDS if ident not in ("", "..")]
    assert {doc: title for title, doc in found.items() if doc in named} == {i: f"text of {i}" for i in named}
    assert {a.path for a in claims.articles} >= {"plain.txt", "set/one.txt", "../../pwn", ""}


@pytest.mark.parametrize(
    "row",
    [
        {"id": "a", "attributions": []},
        {"id": "a", "text": 5, "attributions": []},
        {"id": "a", "text": "Ana said so.", "attributions": [5]},
        {"id": "a", "text": "Ana said so.", "attributions": [{"source": "x"}]},
        {"id": "a", "text": "Ana said so.", "attributions": [{"content": [[0]]}]},
        {"id": "a", "text": "Ana said so.", "attributions": [{"content": [[0, "1"]]}]},
        {"text": "Ana said so.", "attributions": []},
    ],
)
def test_a_gold_article_that_is_none(tmp_path: Path, row: object) -> None:
    with pytest.raises(MalformedError):
        evaluate_attribution(written(tmp_path / "gold.jsonl", row), lambda texts: claimset())


@pytest.mark.parametrize(
    "data", [[], {}, {"schema": "claimx/claimset/1"}, {"schema": "claimx/claimset/1", "claims": 5}]
)
def test_predictions_that_are_no_claim_set(tmp_path: Path, data: object) -> None:
    (tmp_path / "claims.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(MalformedError, match=r"claims\.json"):
        read_claimset(tmp_path / "claims.json")


@pytest.mark.parametrize("row", [{}, {"doc": 5}, {"doc": "a", "content": "x"}, {"doc": "a", "links": [1]}])
def test_a_predicted_mention_that_is_none(tmp_path: Path, row: object) -> None:
    with pytest.raises(MalformedError):
        load_claim_mentions(written(tmp_path / "found.jsonl", row), ["a"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("claims.jsonl", '{"id": "m"}'),
        ("claims.jsonl", '{"id": "m", "doc": "a", "content": 5}'),
        ("claims.jsonl", '{"id": "m", "doc": "a", "content": [[0, 1]]}'),
        ("claims.jsonl", "5"),
        ("clusters.json", "[]"),
        ("relations.json", "[5]"),
        ("docs.json", '{"a": 5}'),
        ("docs.json", "[5]"),
    ],
)
def test_a_folder_of_claims_that_is_none(tmp_path: Path, name: str, content: str) -> None:
    for usual, empty in (("claims.jsonl", ""), ("clusters.json", '{"m": "c"}'), ("relations.json", "[]")):
        (tmp_path / usual).write_text(empty, "utf-8")
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(MalformedError):
        evaluate_claims(tmp_path, lambda texts: claimset(), predictions=written(tmp_path / "found.jsonl", {"doc": "a"}))


@pytest.mark.parametrize(
    "change",
    [{"text": None}, {"start": "0"}, {"start": 9, "end": 3}, {"end": 999}, "published", "tense", "value"],
)
def test_a_date_expression_that_is_none(tmp_path: Path, change: Any) -> None:
    row: dict[str, Any] = {
        "text": "It sailed on Monday.", "start": 13, "end": 19, "published": "2024-05-03", "tense": "past",
        "type": "date", "value": "2024-04-29",
    }  # fmt: skip
    check_dates(written(tmp_path / "dates.jsonl", row))
    if isinstance(change, str):
        del row[change]
    else:
        row |= change
    with pytest.raises(MalformedError, match=r"dates\.jsonl|date"):
        check_dates(written(tmp_path / "dates.jsonl", row))


READERS: list[Callable[[Path], object]] = [
    lambda path: list(jsonl(path)),
    check_dates,
    read_pairs,
    read_sentences,
    lambda path: load_claim_mentions(path, []),
    lambda path: read_claims(path.parent),
]


@pytest.mark.parametrize("read", READERS)
def test_a_file_that_is_not_there_or_no_text_is_a_coded_error(tmp_path: Path, read: Callable[[Path], object]) -> None:
    file = tmp_path / "claims.jsonl"
    with pytest.raises(UnreadableError):
        read(file)
    file.write_bytes(b'{"a": "\xff"}\n')
    with pytest.raises((MalformedError, UsageError)):
        read(file)
    file.write_text("[" * 100_000, "utf-8")
    with pytest.raises(ClaimxError):
        read(file)


def test_a_torn_gzip_file_is_a_coded_error(tmp_path: Path) -> None:
    whole = gzip.compress(json.dumps({"id": "a", "text": "x" * 99}).encode())
    for part in (whole[:-9], whole[:12] + b"\xff" * 20, b"{}"):
        (tmp_path / "gold.jsonl.gz").write_bytes(part)
        with pytest.raises((UnreadableError, MalformedError)):
            list(jsonl(tmp_path / "gold.jsonl.gz"))
