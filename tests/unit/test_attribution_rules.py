"""The rule tier, on sentences of our own: who said what, by which rule, with which spans."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimx.nlp.attribution_rules import find_by_rules, join_continuations, packaged_lexicon
from claimx.nlp.base import parse
from claimx.nlp.cue_lexicon import CueLexicon, load_lexicon, parse_counts
from claimx.nlp.quotes import find_quotations
from claimx.records import Attribution, Document, Paragraph
from claimx.schema import Article, Zone

Spans = list[tuple[int, int]]


def read(nlp: Language, text: str, zone: Zone = "body") -> tuple[Doc, list[Attribution]]:
    places, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            places.append(Paragraph(at, at + len(line), zone))
        at += len(line) + 1
    doc = parse(nlp, Document(Article(id="a", path="a.txt", sha256="", length=len(text)), text, places))
    return doc, find_by_rules(doc, places, find_quotations(text, places))


def roles(text: str, a: Attribution) -> tuple[str, str, str]:
    def cut(spans: Spans) -> str:
        return " | ".join(text[s:e] for s, e in spans)

    return cut(a.source), cut(a.cue), cut(a.content)


CASES = [
    (
        "The harbour master said that the lock would stay shut until Friday.",
        ("The harbour master", "said", "that the lock would stay shut until Friday"),
    ),
    (
        '"The lock stays shut," said Ines Rao, the harbour master.',
        ("Ines Rao, the harbour master", "said", '"The lock stays shut,"'),
    ),
    (
        "“The pumps are dead. Nobody can mend them,” she said.",
        ("she", "said", "“The pumps are dead. Nobody can mend them,”"),
    ),
    (
        "“The lock,” the harbour master said, “stays shut.”",
        ("the harbour master", "said", "“The lock,” | “stays shut.”"),
    ),
    ("The lock stays shut, the harbour master said.", ("the harbour master", "said", "The lock stays shut")),
    (
        "According to the harbour master, two tugs turned back on Monday.",
        ("the harbour master", "According to", "two tugs turned back on Monday"),
    ),
    (
        "Two tugs turned back on Monday, according to the harbour master.",
        ("the harbour master", "according to", "Two tugs turned back on Monday"),
    ),
    ("The ministry denied that a tug had sunk.", ("The ministry", "denied", "that a tug had sunk")),
    (
        "Officials told reporters that the crew was safe.",
        ("Officials", "told", "that the crew was safe"),
    ),
    (
        "The union accused the company of hiding the report.",
        ("The union", "accused", "the company of hiding the report"),
    ),
    (
        "The minister wants to close the port before winter.",
        ("The minister", "wants", "to close the port before winter"),
    ),
    (
        "A report by the coast guard found that the buoy had drifted.",
        ("A report by the coast guard", "found", "that the buoy had drifted"),
    ),
    (
        'The mayor wrote on Sunday: "We will not pay for the bridge."',
        ("The mayor", "wrote", '"We will not pay for the bridge."'),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:30] for c in CASES])
def test_patterns(nlp: Language, text: str, expected: tuple[str, str, str]) -> None:
    _, found = read(nlp, text)
    assert expected in [roles(text, a) for a in found]


def test_hearsay_has_no_source(nlp: Language) -> None:
    text = "It is believed that the depot holds rockets."
    _, found = read(nlp, text)
    assert [roles(text, a) for a in found] == [("", "It is believed", "that the depot holds rockets")]


def test_a_relative_pronoun_is_the_source(nlp: Language) -> None:
    text = "The pilot met Ines Rao, who said that the channel had silted up."
    _, found = read(nlp, text)
    assert ("who", "said", "that the channel had silted up") in [roles(text, a) for a in found]


def test_datelines_and_times_are_no_part_of_it(nlp: Language) -> None:
    text = "SPLIT (HG) – The tug was turned back on Wednesday, the harbour master said."
    _, found = read(nlp, text)
    assert roles(text, found[0])[2] == "The tug was turned back on Wednesday"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Harbour police: port hit by two missiles", "Harbour police", "port hit by two missiles"),
        ("Port hit by two missiles: Kyiv", "Kyiv", "Port hit by two missiles"),
    ],
)
def test_headlines_with_a_colon(nlp: Language, text: str, source: str, content: str) -> None:
    _, found = read(nlp, text, "headline")
    assert (source, "", content) in [roles(text, a) for a in found]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Lock 'will not be sold' – port chairman", "port chairman", "Lock 'will not be sold'"),
        ("Owner: no buyer came forward", "Owner", "no buyer came forward"),
        ("Lock to shut for good in May: report", "report", "Lock to shut for good in May"),
    ],
)
def test_who_speaks_before_or_after_a_headlines_mark_is_beyond_doubt(
    nlp: Language, text: str, source: str, content: str
) -> None:
    _, found = read(nlp, text, "headline")
    (one,) = [a for a in found if roles(text, a) == (source, "", content)]
    assert "rule:certain" in one.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Police-led raid nets three",
        "Owner: how the lock was lost",
        "Mayor on the lock: it leaks again",
        "Exclusive: the lock leaks again",
        "Union: a short history",
    ],
)
def test_a_matter_before_a_headlines_mark_is_no_certain_speaker(nlp: Language, text: str) -> None:
    _, found = read(nlp, text, "headline")
    assert not any("rule:certain" in a.evidence for a in found)


def test_the_next_quotation_goes_on_under_the_same_cue(nlp: Language) -> None:
    text = '"It was close," the pilot said. "Nobody was hurt. We were lucky."'
    _, found = read(nlp, text)
    first, second = found
    assert (second.explicitness, second.continues, second.source, second.cue) == ("continuation", 0, [], [])
    assert roles(text, second)[2] == '"Nobody was hurt. We were lucky."'
    assert second.confidence <= first.confidence
    (joined,) = join_continuations(found)
    assert roles(text, joined) == ("the pilot", "said", '"It was close," | "Nobody was hurt. We were lucky."')


def test_a_quotation_may_go_before_the_one_with_the_cue(nlp: Language) -> None:
    text = '"It was close." "Nobody was hurt," the pilot said.'
    _, found = read(nlp, text)
    assert [a.explicitness for a in found] == ["continuation", "explicit"]
    assert found[0].continues == 1


def test_speech_over_paragraphs_is_one_content(nlp: Language) -> None:
    text = "The pilot said: “It was close.\n\n“Nobody was hurt.”"
    _, found = read(nlp, text)
    assert roles(text, found[0])[2] == "“It was close.\n\n“Nobody was hurt.”"


def test_news_without_a_source_gives_nothing(nlp: Language) -> None:
    _, found = read(nlp, "The ferry left at noon. Rain fell on the quay, and the market opened late.")
    assert found == []


def test_evidence_names_rule_cue_and_certainty(nlp: Language) -> None:
    _, found = read(nlp, '"The lock stays shut," said Ines Rao, the harbour master.')
    assert found[0].evidence[1:] == ["cue:say", "rule:certain"]
    assert found[0].evidence[0].startswith("rule:")
    assert 0.75 <= found[0].confidence <= 1


def test_roles_never_overlap_and_order_is_that_of_the_text(nlp: Language) -> None:
    text = " ".join(case[0] for case in CASES)
    doc, found = read(nlp, text)
    assert len(found) >= len(CASES) - 3
    assert found == read(nlp, text)[1]
    for a in found:
        spans = sorted([*a.source, *a.cue, *a.content])
        assert all(x[1] <= y[0] for x, y in pairwise(spans))
        assert all(0 <= s < e <= len(doc.text) and doc.text[s:e] == doc.text[s:e].strip() for s, e in spans)
    starts = [a.content[0][0] for a in found]
    assert starts == sorted(starts)


def lexicon(lines: list[str], weights: dict[str, float]) -> CueLexicon:
    return load_lexicon(parse_counts(["# lemma\tframe\tseen\tright\texact", *lines]), weights)


def test_a_rate_is_smoothed_towards_that_of_its_frame() -> None:
    known = lexicon(["*\t*\t100\t20\t10", "*\tccomp\t50\t40\t20", "say\tccomp\t20\t20\t10"], {"#cue": 1.0})
    assert known.rate("say", "ccomp") > 0.95
    assert known.rate("mumble", "ccomp") == pytest.approx((40 + 3 * 0.2) / 53, abs=0.01)
    assert known.rate("mumble", "unheard") == pytest.approx(0.2, abs=0.01)
    assert known.probability("say", "ccomp", []) > known.probability("mumble", "ccomp", [])
    assert 0 < known.sharpness("say", "ccomp") < 1


def test_a_feature_moves_the_probability() -> None:
    known = lexicon(["*\t*\t10\t5\t2"], {"#cue": 1.0, "question": -2.0})
    assert known.probability("say", "ccomp", ["question"]) < known.probability("say", "ccomp", [])


def test_the_packaged_data_holds_no_sentence(source_root: Path) -> None:
    lexicon = packaged_lexicon()
    assert lexicon.counts["say", "*"][0] > 100
    assert max(len(lemma.split()) for lemma, _ in lexicon.counts) <= 5
    assert (source_root / "nlp" / "data" / "cue_counts.tsv").stat().st_size < 500_000
