"""What the models learn from: articles with other cues, and pairs out of written matters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimx.training.matters import matter_pairs
from claimx.training.rephrasing import inflected, rephrased

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


def test_pairs_of_a_matter(tmp_path: Path) -> None:
    matter = {
        "matter": "tug",
        "claims": {
            "k1": [["Ana Roe", "said", "that the tug had left"], ["", "reportedly", "the tug was gone"]],
            "k2": [["the union", "denied", "any part in it"]],
            "k3": [["Ana Roe", "", "the pier is shut"]],
        },
        "relations": [["k2", "denies", "k1"]],
    }
    file = tmp_path / "matters.jsonl"
    file.write_text(json.dumps(matter) + "\n", "utf-8")
    pairs = {(p.one, p.other): p.target for p in matter_pairs(file, 0)}
    assert pairs["Ana Roe said : that the tug had left", "reportedly : the tug was gone"] == 1
    assert pairs["Ana Roe said : that the tug had left", "the union denied : any part in it"] == 4
    assert pairs == {p: t for p, t in pairs.items() if t in (0, 1, 4)}
    assert any("Ana Roe  : the pier is shut" in p for p in pairs)
