"""What the models learn from: articles with other cues, pairs of claims of one matter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimx.nlp.pair_reader import LABELS
from claimx.training.matters import matter_pairs
from claimx.training.rephrasing import inflected, rephrased
from claimx.training.suspected import SINCE, suspected_pairs

TEXT = (
    "Harbour master Ana Roe said on Monday that the tug had left. “It was gone by noon,” she added. "
    "The union denied any part in it."
)
ROLES = (
    ("Harbour master Ana Roe", "said", "that the tug had left"),
    ("she", "added", "“It was gone by noon,”"),
    ("The union", "denied", "any part in it"),
)


def _spans(part: str) -> list[list[int]]:
    return [[TEXT.index(part), TEXT.index(part) + len(part)]]


def _article() -> dict[str, Any]:
    return {
        "id": "roe",
        "text": TEXT,
        "attributions": [{"source": _spans(s), "cue": _spans(q), "content": _spans(c)} for s, q, c in ROLES],
        "entities": [{"start": TEXT.index("Ana"), "end": TEXT.index("Ana") + 7, "label": "PERSON"}],
    }


def _slices(article: dict[str, Any], role: str) -> list[str]:
    return [article["text"][s:e] for a in article["attributions"] for s, e in a[role]]


@pytest.mark.parametrize("seed", range(12))
def test_only_cues_change_and_spans_go_with_them(seed: int) -> None:
    other = rephrased(_article(), seed, 1.0)
    plain = str.maketrans("«»“”", '""""')
    for role, place in (("source", 0), ("content", 2)):
        assert [s.translate(plain) for s in _slices(other, role)] == [r[place].translate(plain) for r in ROLES]
    cues = _slices(other, "cue")
    assert all(new != old for new, old in zip(cues, ("said", "added", "denied"), strict=True))
    entity = other["entities"][0]
    assert other["text"][entity["start"] : entity["end"]] == "Ana Roe"


def test_a_share_of_none_changes_no_cue() -> None:
    assert _slices(rephrased(_article(), 3, 0.0), "cue") == ["said", "added", "denied"]


@pytest.mark.parametrize(
    ("phrase", "form", "expected"),
    [
        ("retort", "past", "retorted"),
        ("let it be known", "third", "lets it be known"),
        ("swear", "participle", "sworn"),
        ("specify", "past", "specified"),
        ("quip", "past", "quipped"),
        ("pour scorn on", "progressive", "pouring scorn on"),
        ("be adamant", "third", "is adamant"),
        ("argue", "progressive", "arguing"),
    ],
)
def test_inflection(phrase: str, form: str, expected: str) -> None:
    assert inflected(phrase, form) == expected


def test_pairs_of_a_matter_and_what_stands_before_short_claims(tmp_path: Path) -> None:
    long = "that the pier will stay shut until the last of the four cranes has been taken down"
    claims = {
        "k1": [["Ana Roe", "said", "four"], ["the pilot", "counted", "four tugs"]],
        "k2": [["the port", "said", long]],
    }
    matter = {"matter": "pier", "claims": claims, "relations": [["k2", "contradicts", "k1"]]}
    (tmp_path / "matters.jsonl").write_text(json.dumps(matter), "utf-8")
    pairs = [pair for seed in range(20) for pair in matter_pairs(tmp_path / "matters.jsonl", seed)]
    assert {LABELS[int(pair.target)] for pair in pairs} == {"same", "contradicts"}
    texts = {text for pair in pairs for text in (pair.one, pair.other)}
    assert {text.partition("\n")[0] for text in texts} == {
        "Ana Roe said : four", "the pilot counted : four tugs", f"the port said : {long}",
    }  # fmt: skip
    before = {text.partition("\n")[2] for text in texts}
    assert before == {"", "four, Ana Roe said.", "four tugs, the pilot counted.", f"{long}, the port said."}
    assert all("\n" not in text for text in texts if long in text.partition("\n")[0])


def test_claims_of_the_news_that_look_opposed(tmp_path: Path) -> None:
    said = "Harbour master Ana Roe said that five boats had sunk off Skarv. "
    other = "Mayor Jon Vik said that the storm had cost the town of Skarv {} boats."
    others = (other.format("nine"), "The union said fish prices had risen.")
    rows = [
        {"id": str(k), "publisher": "Echo", "date": day, "text": f"{said}\n\n{told}\n"}
        for k, (day, told) in enumerate([("2016-06-14", other.format("seven")), *((SINCE, told) for told in others)])
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    pairs = suspected_pairs(path, 0)
    assert {pair.kind for pair in pairs} == {"unopposed"}
    texts = [{pair.one, pair.other} for pair in pairs]
    assert any("five" in min(pair) + max(pair) and "nine" in min(pair) + max(pair) for pair in texts)
    assert not any("seven" in text or "prices" in text for pair in texts for text in pair)
