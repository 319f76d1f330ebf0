"""What the models learn from: articles with other cues, pairs of claims of one matter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimx.nlp.pair_reader import LABELS
from claimx.training.judged import SINCE, judged_pairs, listed_pairs
from claimx.training.matters import matter_pairs
from claimx.training.rephrasing import inflected, rephrased
from claimx.training.told_together import listed_matters, written_matters

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


def test_judged_pairs_of_the_news(tmp_path: Path) -> None:
    texts = [f"Harbour master Ana Roe said that {n} boats had sunk off Skarv." for n in ("five", "nine")]
    texts.append("The mayor of Skarv said the harbour would stay shut until Monday.")
    rows = [{"id": str(k), "publisher": "Echo", "date": SINCE, "text": f"{t}\n"} for k, t in enumerate(texts)]
    rows.append({**rows[0], "id": "early", "date": "2015-11-30"})
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")

    def claim(article: int, first: str) -> list[Any]:
        at = texts[article].index(first)
        return [str(article), [[at, len(texts[article]) - 1]]]

    five, nine, shut = claim(0, "that five"), claim(1, "nine boats"), claim(2, "the harbour would")
    judged = [
        {"one": five, "other": nine, "relation": "contradicts"},
        {"one": shut, "other": nine, "relation": "none"},
        {"one": ["0", [[0, 12]]], "other": nine, "relation": "same"},  # no claim of the pipeline's
        {"one": ["lost", [[0, 9]]], "other": nine, "relation": "same"},
        {"one": ["early", five[1]], "other": nine, "relation": "same"},  # held back
    ]
    (tmp_path / "judged.jsonl").write_text("".join(json.dumps(row) + "\n" for row in judged), "utf-8")
    first, second = judged_pairs(tmp_path / "judged.jsonl", tmp_path / "news.jsonl")
    assert [LABELS[int(pair.target)] for pair in (first, second)] == ["contradicts", "none"]
    assert "five boats" in first.one and "nine boats" in first.other and "shut" in second.one


def test_articles_read_whole(tmp_path: Path) -> None:
    contents = [
        ["five boats had sunk off Skarv", "the harbour would stay shut until Monday", "the light had been out"],
        ["nine boats had sunk off Skarv", "the lighthouse was dark", "fish had never been dearer in the town"],
    ]
    speakers = ("Harbour master Ana Roe", "Mayor Olav Lund", "Skipper Mia Dahl")
    texts = [
        "\n\n".join(f"{who} said that {what}." for who, what in zip(speakers, row, strict=True)) for row in contents
    ]
    rows = [{"id": str(k), "publisher": "Echo", "date": "2020-03-04", "text": f"{t}\n"} for k, t in enumerate(texts)]
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    claims = []
    for article, said in enumerate(contents):
        for what in said:
            at = texts[article].index(what)
            claims.append([article, [[at, at + len(what)]]])
    five, shut, out, nine, dark, _fish = range(6)
    found = [["same", out, dark], ["contradicts", nine, five], ["denies", shut, out], ["near", five, dark]]
    row = {"articles": ["0", "1"], "claims": claims, "found": found}
    held_back = {**row, "found": [["same", five, nine]], "held_back": True}
    (tmp_path / "found.jsonl").write_text("".join(json.dumps(r) + "\n" for r in (row, held_back)), "utf-8")
    pairs = listed_pairs(tmp_path / "found.jsonl", tmp_path / "articles.jsonl", 0)
    told = {frozenset((p.one.rpartition(" : ")[2], p.other.rpartition(" : ")[2])): p for p in pairs}
    assert len(told) == len(pairs) == 15
    labelled = {both: LABELS[int(p.target)] for both, p in told.items() if p.kind == "claims"}
    # Who denies one of two wordings denies the other.
    assert sorted(labelled.values()) == ["contradicts", "denies", "denies", "same"]
    assert {p.kind for p in pairs} == {"claims", "apart"}
    (matter,) = listed_matters(tmp_path / "found.jsonl", tmp_path / "articles.jsonl")
    said = [text.partition("\n")[0].rpartition(" : ")[2].removeprefix("that ") for text in matter.texts]
    assert said == [*contents[0], *contents[1]]
    assert (matter.same, matter.opposed, matter.nested) == (
        [(out, dark)],
        [(five, nine), (shut, out), (shut, dark)],
        [],
    )
    both = next(both for both, label in labelled.items() if label == "contradicts")
    assert any("nine boats" in text for text in both) and any("five boats" in text for text in both)


def test_a_written_matter_is_told_together(tmp_path: Path) -> None:
    claims = {"k1": [["Ana Roe", "said", "four"], ["", "", "four tugs"]], "k2": [["the port", "said", "five tugs"]]}
    claims["k3"] = [["a pilot", "said", "it rained"]]
    row = {"claims": claims, "relations": [["k2", "contradicts", "k1"], ["k3", "elaborates", "k1"]]}
    (tmp_path / "matters.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (matter,) = written_matters(tmp_path / "matters.jsonl", 5, 0)
    assert matter.texts == ["said : four", "four tugs", "said : five tugs", "said : it rained"]
    assert (matter.same, matter.opposed, matter.nested) == ([(0, 1)], [(0, 2), (1, 2)], [])
