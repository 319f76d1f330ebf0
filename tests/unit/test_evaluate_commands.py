"""``claimx evaluate``: gold as prediction through files and through a claim set, the comparison, the tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.errors import MalformedError, UsageError
from claimx.evaluate import commands
from claimx.evaluate.predictions import DocumentFinder, articles_by_doc
from claimx.schema import Article, ClaimSet, Generator

TEXTS = ("Fog closed the river, Ana Babic said.", "Ships waited, the pilot wrote.")
ROLES = (((22, 31), (32, 36), (0, 20)), ((14, 23), (24, 29), (0, 12)))


def rows() -> list[dict[str, object]]:
    return [
        {
            "id": f"n/{k}",
            "text": text,
            "attributions": [{"id": "1", "source": [s], "cue": [q], "content": [c], "confidence": 0.8}],
            "entities": [{"start": s[0], "end": s[1], "label": "PERSON"}],
        }
        for k, (text, (s, q, c)) in enumerate(zip(TEXTS, ROLES, strict=True))
    ]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in rows()), "utf-8")
    return file


def test_gold_as_prediction(gold: Path) -> None:
    result = commands.evaluate_attribution(gold, predictions=gold, misses=True)
    assert result.data["attributions"]["attribution"]["f1"] == 1
    assert "right" in result.text and "not found" not in result.text
    entities = commands.evaluate_entities(gold, predictions=gold)
    assert entities.data["exact"]["micro"]["f1"] == 1
    assert commands.evaluate_calibration(gold, predictions=gold).data["ece"] == pytest.approx(0.2)
    json.dumps([result.data, entities.data])


def test_the_pipeline_is_run_on_the_texts(gold: Path) -> None:
    seen: list[str] = []

    def extract(texts: object) -> ClaimSet:
        seen.extend(t.text for t in texts)  # type: ignore[attr-defined]
        return ClaimSet(generator=Generator(version="0", config_sha256="0"))

    assert commands.evaluate_attribution(gold, extract).data["outcomes"] == {"not found": 2}
    assert seen == list(TEXTS)
    with pytest.raises(UsageError):
        commands.evaluate_attribution(gold)
    with pytest.raises(UsageError):
        commands.evaluate_calibration(gold, extract, level="none")


def test_two_predictions_are_compared(gold: Path, tmp_path: Path) -> None:
    worse = tmp_path / "worse.jsonl"
    worse.write_text(json.dumps(rows()[0] | {"attributions": []}) + "\n", "utf-8")
    result = commands.compare_attributions(gold, worse, gold, samples=200)
    assert result.data["attribution"]["difference"] == 1
    assert result.text.splitlines()[1].startswith("detection")


def test_a_claim_set_is_told_from_other_json(gold: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.json"
    empty = ClaimSet(generator=Generator(version="0", config_sha256="0"))
    file.write_text(empty.model_dump_json(by_alias=True), "utf-8")
    assert commands.evaluate_attribution(gold, predictions=file).data["attributions"]["detection"]["n_pred"] == 0
    file.write_text("{}", "utf-8")
    with pytest.raises(MalformedError):
        commands.evaluate_attribution(gold, predictions=file)


def test_articles_are_found_by_path() -> None:
    articles = [
        Article(id="a-1", path="deep/n/1.txt", sha256="", length=0),
        Article(id="a-2", path="x.txt", sha256="", length=0),
    ]
    claims = ClaimSet(generator=Generator(version="0", config_sha256="0"), articles=articles)
    assert articles_by_doc(claims, ["n/1", "n/2"]) == {"a-1": "n/1"}
    assert DocumentFinder(["n/1", "m/1"])("1.txt") is None
    twice = claims.model_copy(update={"articles": [*articles, articles[0].model_copy(update={"id": "a-3"})]})
    with pytest.raises(UsageError):
        articles_by_doc(twice, ["n/1"])
