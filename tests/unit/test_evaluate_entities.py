"""Entity measures: worked cases, agreement with the independent scorer, values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evaluate_support import Writer, scorer

from claimx.errors import MalformedError
from claimx.evaluate import entities
from claimx.evaluate.gold import EntitySpan, read_entities

LABELS = ("PERSON", "STATE", "WEAPON", "PORT", "ORG")


def span(start: int, end: int, label: str, *ids: str, **attributes: Any) -> EntitySpan:
    return EntitySpan(start, end, label, frozenset(ids), attributes=attributes)


def test_exact_and_partial() -> None:
    gold = {"a": [span(0, 5, "STATE", "HRV"), span(10, 20, "WEAPON", "W:x"), span(30, 35, "PERSON", "NIL:y")]}
    perfect = entities.score(gold, gold)
    assert perfect.micro("exact").prf.f1 == 1 and perfect.macro_f1("partial") == 1
    assert (perfect.micro("exact").ids.right, perfect.micro("exact").ids.of) == (2, 2)
    near = entities.score(
        gold, {"a": [span(0, 5, "STATE", "SVN"), span(12, 20, "WEAPON", "W:x"), span(40, 45, "PERSON")]}
    )
    assert (near.micro("exact").prf.p_credit, near.micro("partial").prf.p_credit) == (1, 2)
    assert near.by_mode["exact"]["STATE"].ids.value == 0
    assert entities.score(gold, {}).missing == ["a"]


def test_pairs_are_one_to_one_and_the_best_overlap_wins() -> None:
    gold, two = [span(0, 10, "ORG")], [span(0, 4, "ORG"), span(3, 10, "ORG")]
    assert entities.pair(gold, two, exact=False) == [(0, 1)]
    assert entities.pair(gold, [span(10, 12, "ORG"), span(0, 10, "PORT")], exact=False) == []


def test_agrees_with_the_independent_scorer() -> None:
    judge = scorer("score_entities")
    write = Writer(11)

    def some(n: int) -> list[dict[str, Any]]:
        rows = []
        for _ in range(n):
            start = write.random.randrange(120)
            row = {"start": start, "end": start + write.random.randint(1, 9), "label": write.random.choice(LABELS)}
            row["kb_id"] = write.random.choice((None, "A", "B", ["A", "C"], "NIL:1"))
            row["alt_labels"] = write.random.sample(LABELS, write.random.choice((0, 0, 1)))
            rows.append(row)
        return rows

    def both(rows: dict[str, list[dict[str, Any]]]) -> tuple[Any, Any]:
        theirs, ours = {}, {}
        for key, items in rows.items():
            unique = {(r["start"], r["end"], r["label"]): r for r in reversed(items)}.values()
            ids = [frozenset([r["kb_id"]] if isinstance(r["kb_id"], str) else r["kb_id"] or ()) for r in unique]
            args = [
                (r["start"], r["end"], r["label"], i, frozenset(r["alt_labels"]))
                for r, i in zip(unique, ids, strict=True)
            ]
            theirs[key] = [judge.Entity(*a) for a in args]
            ours[key] = [EntitySpan(*a) for a in args]
        return theirs, ours

    for round_ in range(60):
        gold = {str(k): some(write.random.randrange(12)) for k in range(4)}
        predicted = {
            k: [r | {"start": max(0, r["start"] - write.random.choice((0, 0, 1)))} for r in rows[1:]] + some(2)
            for k, rows in gold.items()
            if k != "3"
        }
        lenient, labels = bool(round_ % 2), ("STATE", "ORG") if round_ % 3 == 0 else ()
        (their_gold, our_gold), (their_pred, our_pred) = both(gold), both(predicted)
        theirs = judge.score(their_gold, their_pred, judge.Options(lenient, frozenset(labels)))
        ours = entities.score(our_gold, our_pred, labels=labels, lenient=lenient)
        assert ours.as_dict() == theirs


def test_values_given_the_span() -> None:
    gold = {
        "a": [
            EntitySpan(0, 4, "DATE", attributes={"v": "2024-05-01"}),
            EntitySpan(5, 9, "DATE", attributes={"v": ""}),
            EntitySpan(10, 14, "QUANTITY", attributes={"v": "40", "unit": "crate"}),
            EntitySpan(15, 20, "PERSON", names=frozenset(["Ana Babić"])),
            EntitySpan(21, 26, "STATE", names=frozenset(["HRV"])),
        ]
    }
    found = {
        "a": [
            EntitySpan(0, 4, "DATE", attributes={"value": "2024-05-01"}),
            EntitySpan(5, 9, "DATE", attributes={"value": "2024"}),
            EntitySpan(10, 14, "QUANTITY", attributes={"value": 40.0, "value_max": None}),
            EntitySpan(15, 20, "PERSON", names=frozenset(["Ana Babic", "Babic"])),
            EntitySpan(21, 26, "STATE", frozenset(["HRV"])),
        ]
    }
    rates = entities.value_scores(gold, found)
    assert {k: (r.right, r.of) for k, r in rates.items() if r.of} == {
        "DATE": (1, 2), "QUANTITY": (1, 1), "PERSON": (1, 1), "STATE": (1, 1),
    }  # fmt: skip
    lines = list(entities.misses({"a": "x" * 30}, gold, {"a": found["a"][:4]}))
    assert len(lines) == 2 and "missed STATE" in lines[0] and "value of DATE" in lines[1]


def test_reading_gold(tmp_path: Path) -> None:
    file = tmp_path / "e.jsonl"
    rows = [{"start": 0, "end": 3, "label": "STATE", "kb_id": "HRV"}, {"start": 0, "end": 3, "label": "STATE"}]
    file.write_text(json.dumps({"id": "a", "text": "abc", "entities": rows}), "utf-8")
    [[only]] = read_entities(file).values()
    assert only.ids == {"HRV"}
    for bad in ([{"start": 3, "end": 3, "label": "X"}], [{"start": 0}], ["x"]):
        file.write_text(json.dumps({"id": "a", "text": "abc", "entities": bad}), "utf-8")
        with pytest.raises(MalformedError):
            read_entities(file)
