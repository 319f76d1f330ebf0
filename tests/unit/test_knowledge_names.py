"""Names as tokens, and linking names of people."""

from __future__ import annotations

import pytest

from claimx.ids import fold
from claimx.knowledge.kb import KnowledgeBase, load_knowledge
from claimx.knowledge.link import Evidence, PersonLinker, Spelling
from claimx.knowledge.names import index, lex


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load_knowledge()


@pytest.fixture(scope="module")
def linker(kb: KnowledgeBase) -> PersonLinker:
    return PersonLinker(kb)


def test_folding_takes_accents_and_dashes() -> None:
    assert fold("Łódź’s Ağrı‑2") == "Lodz's Agri-2"


def test_lexemes_keep_offsets_of_the_unfolded_text() -> None:
    text = "Gdańsk: T‑72s"
    assert [(t.text, text[t.start : t.end]) for t in lex(text)] == [
        ("Gdansk", "Gdańsk"), (":", ":"), ("T", "T"), ("-", "‑"), ("72", "72"), ("s", "s"),
    ]  # fmt: skip


def test_the_longest_name_wins_and_none_overlap() -> None:
    names = index([("South China Sea", 1), ("China", 2), ("China Sea Lines", 3)])
    tokens = lex("in the South China Sea off China")
    assert [(" ".join(t.text for t in tokens[h.first : h.last]), h.values) for h in names.find(tokens)] == [
        ("South China Sea", (1,)), ("China", (2,)),
    ]  # fmt: skip


def test_capitals_are_found_where_asked_for() -> None:
    assert index([("Moscow", 1)], capitals=True).get("MOSCOW") == (1,)
    assert index([("Moscow", 1)]).get("MOSCOW") == ()
    assert index([("USA", 1)], capitals=True).get("usa") == ()


@pytest.mark.parametrize(
    ("one", "other"), [("Sergei Schoigu", "Sergey Shoygu"), ("Volodymyr Zelenskyy", "Volodimir Zelenskiy")]
)
def test_transliterations_have_one_key(one: str, other: str) -> None:
    spelling = Spelling()
    assert spelling.key(one) == spelling.key(other)


@pytest.mark.parametrize(
    ("name", "states", "ident"),
    [
        ("Volodymyr Zelensky", (), "Q3874799"),
        ("Wolodymyr Selenskyj", ("UKR",), "Q3874799"),
        ("Sergey Shoygu", (), "Q32024"),
        ("Kim Jong-un", (), "Q56226"),
        ("Vladimir Putin", (), "Q7747"),
    ],
)
def test_full_names_are_linked(linker: PersonLinker, name: str, states: tuple[str, ...], ident: str) -> None:
    assert linker.full(name, Evidence(frozenset(states))) == ident


@pytest.mark.parametrize("name", ["John Kerr", "Vladimir Petrov", "Ana Putina", "Jane Roe"])
def test_a_name_that_is_only_near_is_not_linked(linker: PersonLinker, name: str) -> None:
    assert linker.full(name, Evidence(frozenset({"USA", "RUS", "GBR"}))) is None


def test_a_surname_needs_evidence(linker: PersonLinker) -> None:
    assert linker.surname("Putin", Evidence(frozenset({"RUS"}))) == "Q7747"
    assert linker.surname("Putin", Evidence()) is None
    assert linker.surname("Kim", Evidence(frozenset({"PRK", "KOR"}))) is None
    assert linker.surname("Lavrov", Evidence(frozenset({"RUS"}), "foreign minister")) == "Q58217"
