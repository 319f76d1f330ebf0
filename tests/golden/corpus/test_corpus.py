"""What a reader finds in the sample articles, against the committed outputs.

The tables beside this file were written by a reader.  Claims that oppose each other in number, date or polarity
(``opposed``) must stay apart, all of them.  Of the rest (attributions to be found, claims to be merged, unlike claims
to be kept ``apart``, relations) a share must be right: the floors rise as the program gets better, never fall.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

TABLES = Path(__file__).parent
FLOORS = {"attributions": 0.8, "merged": 0.7, "apart": 0.4, "related": 0.2}


def table(name: str) -> list[list[str]]:
    lines = (TABLES / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def outputs(root: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((root / "outputs" / "claims.json").read_bytes())
    return made


def claims_with(outputs: dict[str, Any], path: str, words: str) -> set[str]:
    """Claims with a mention in this article whose content holds these words."""
    article = next(a["id"] for a in outputs["articles"] if a["path"] == path)
    return {
        c["id"]
        for c in outputs["claims"]
        for m in c["mentions"]
        if m["article"] == article and words in m["content"]["exact"]
    }


def share(name: str, missed: list[list[str]]) -> None:
    rows = len(table(name))
    print(f"{name}: {rows - len(missed)} of {rows}", *("\t".join(row) for row in missed), sep="\n  missed: ")
    assert rows - len(missed) >= FLOORS[name] * rows


def test_every_article_has_an_outcome(root: Path, outputs: dict[str, Any]) -> None:
    found = {a["path"].split("#")[0] for a in outputs["articles"]}
    wanted = {p.name for p in (root / "corpus").iterdir() if not p.name.endswith(".meta.json")}
    assert found == wanted
    assert {a["status"] for a in outputs["articles"]} == {"ok"}


def test_the_words_of_the_tables_stand_in_the_articles(root: Path, outputs: dict[str, Any]) -> None:
    texts = {}
    for article in outputs["articles"]:
        file = root / "outputs" / "text" / f"{article['id']}.txt"
        data = (file if file.exists() else root / "corpus" / article["path"]).read_bytes()
        texts[article["path"]] = data.decode("windows-1252" if article["path"].startswith("elbe-") else "utf-8")
    for path, source, words, _ in table("attributions"):
        assert source in texts[path] and words in texts[path], (path, source, words)
    for name in ("merged", "opposed", "apart", "related"):
        for first, words, second, others, *_ in table(name):
            assert words in texts[first], (first, words)
            assert others in texts[second], (second, others)


def test_attributions(outputs: dict[str, Any]) -> None:
    paths = {a["id"]: a["path"] for a in outputs["articles"]}
    found = {
        (paths[m["article"]], m["source"]["exact"] if m["source"] else "", m["content"]["exact"], m["polarity"])
        for c in outputs["claims"]
        for m in c["mentions"]
    }
    missed = [
        [path, source, words, polarity]
        for path, source, words, polarity in table("attributions")
        if not any(
            path == p and polarity == q and words in content and (source in holder if source else not holder)
            for p, holder, content, q in found
        )
    ]
    share("attributions", missed)


def test_merged(outputs: dict[str, Any]) -> None:
    missed = [row for row in table("merged") if not claims_with(outputs, *row[:2]) & claims_with(outputs, *row[2:])]
    share("merged", missed)


@pytest.mark.parametrize("row", table("opposed"), ids=lambda row: row[1][:40])
def test_opposed_claims_stay_apart(outputs: dict[str, Any], row: list[str]) -> None:
    assert not claims_with(outputs, *row[:2]) & claims_with(outputs, *row[2:])


def test_apart(outputs: dict[str, Any]) -> None:
    missed = [row for row in table("apart") if claims_with(outputs, *row[:2]) & claims_with(outputs, *row[2:])]
    share("apart", missed)


def test_related(outputs: dict[str, Any]) -> None:
    links = {(r["from"], r["to"], r["type"]) for r in outputs["relations"]}
    missed = [
        row
        for row in table("related")
        if not any(
            {(a, b, row[4]), (b, a, row[4])} & links
            for a in claims_with(outputs, *row[:2])
            for b in claims_with(outputs, *row[2:4])
        )
    ]
    share("related", missed)
