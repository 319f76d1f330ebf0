"""The annotated articles of ``written/`` are sound, and no set is both learned from and measured on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

WRITTEN = Path(__file__).parents[2] / "written"
PARTS = ("train", "dev")


def _rows(part: str, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (WRITTEN / part / name).read_text("utf-8").splitlines()]


def test_no_set_is_in_both_parts() -> None:
    train, dev = ({row["set"] for row in _rows(part, "articles.jsonl")} for part in PARTS)
    assert train and dev and train.isdisjoint(dev)


@pytest.mark.parametrize("part", PARTS)
def test_every_span_is_a_piece_of_its_article(part: str) -> None:
    for article in _rows(part, "articles.jsonl"):
        text = article["text"]
        for a in article["attributions"]:
            spans = [tuple(span) for role in ("source", "cue", "content") for span in a[role]]
            assert spans, (article["id"], a["id"])
            for start, end in spans:
                assert text[start:end] == text[start:end].strip() != "", (article["id"], a["id"])


@pytest.mark.parametrize("part", PARTS)
def test_claims_clusters_and_relations_fit_together(part: str) -> None:
    folder = WRITTEN / part
    claims = _rows(part, "claims.jsonl")
    clusters = json.loads((folder / "clusters.json").read_text("utf-8"))
    assert {c["id"] for c in claims} == set(clusters)
    assert {c["doc"] for c in claims} <= {a["id"] for a in _rows(part, "articles.jsonl")}
    for relation in json.loads((folder / "relations.json").read_text("utf-8")):
        assert {relation["a"], relation["b"]} <= set(clusters.values())
        assert relation["relation"] in ("updates", "contradicts", "denies", "elaborates")


def test_matters_name_their_claims_and_how_they_stand_to_each_other() -> None:
    lines = [json.loads(line) for line in (WRITTEN / "matters.jsonl").read_text("utf-8").splitlines()]
    assert len({line["matter"] for line in lines}) == len(lines) > 300
    for line in lines:
        assert all(len(mention) == 3 and mention[2] for mentions in line["claims"].values() for mention in mentions)
        for one, relation, other in line["relations"]:
            assert {one, other} <= set(line["claims"]), line["matter"]
            assert relation in ("updates", "contradicts", "denies", "elaborates")
