"""Who is only talked of, whose somebody is, where a scene is set, and when a source spoke."""

from __future__ import annotations

import pytest
from source_support import DEMONYMS, STATES, Name, base, decide, mentions

from claimx.nlp.dating import article_dates
from claimx.nlp.decisions import SourceDecision
from claimx.nlp.sources import resolve_article
from claimx.records import Attribution
from claimx.resolve.sources import context_keys
from claimx.schema import Article, EntityMention, Published


def said(text: str, content: str, source: str, *names: Name) -> SourceDecision:
    """The decision for one attribution of which content and source are given."""
    at, start = text.index(source, text.index(content)), text.index(content)
    given = Attribution([(at, at + len(source))], [], [(start, start + len(content))])
    article = Article(
        id="one", path="one.txt", sha256="", length=len(text), published=Published(value=None), outlet=None
    )
    known = {ref: STATES[ref].name for _, label, ref in names if label == "STATE" and ref in STATES}
    return resolve_article(
        base()(text), [given], mentions(text, *names), article, [(0, len(text))], entity_names=known, demonyms=DEMONYMS
    ).decisions[0]


@pytest.mark.parametrize(
    ("content", "source", "name"),
    [
        ("The board had dismissed Karl Weber", "the chairman", "Karl Weber"),
        ("Two officers arrested Peter Novak", "the prosecutor", "Peter Novak"),
        ("He handed the keys to Lena Fox", "the caretaker", "Lena Fox"),
    ],
)
def test_who_is_named_only_in_what_is_said_does_not_say_it(content: str, source: str, name: str) -> None:
    decision = said(f"{content}, {source} said on Friday.", content, source, (name, "PERSON", None))
    assert name not in (decision.canonical or "") and source.removeprefix("the ") in (decision.canonical or "")


def test_who_is_called_so_may_say_it() -> None:
    text = "Karl Weber, the chairman of the yard, came late. The board had wronged Karl Weber, the chairman said."
    decision = said(text, "The board had wronged Karl Weber", "the chairman", ("Karl Weber", "PERSON", None))
    assert decision.canonical == "Karl Weber"


def test_a_body_speaks_of_itself_by_name() -> None:
    text = "Arvo Steel will cut 900 jobs, the company said on Friday."
    decision = said(text, "Arvo Steel will cut 900 jobs", "the company", ("Arvo Steel", "ORG", None))
    assert decision.canonical == "Arvo Steel"


def test_a_name_before_what_is_his_is_not_him() -> None:
    text = "Karl Weber was held on Monday. Karl Weber's brother, who owns the boat, said that it was sold."
    (decision,) = decide(text, "Karl Weber's brother, who owns the boat,", names=(("Karl Weber", "PERSON", None),))
    assert decision.canonical != "Karl Weber"


def test_initials_of_a_label_are_no_name() -> None:
    text = (
        "Ilse Brandt has counted shells for years.\n\nGazette: Do you still see them?\n\n"
        "IB: Every week. We file them.\n\nGazette: Where?\n\nIB: Near the front, she says.\n"
    )
    names: tuple[Name, ...] = (("Ilse Brandt", "PERSON", None), ("IB", "PERSON", None))
    decisions = decide(text, "IB", "IB", names=names)
    assert [d.canonical for d in decisions] == ["Ilse Brandt"] * 2


@pytest.mark.parametrize("opening", ["In Warsaw, ", "In Poland itself, "])
def test_a_place_that_opens_a_sentence_sets_the_scene(opening: str) -> None:
    text = (
        f"The United States counted the crates and the United States is content. {opening}the defense ministry said no."
    )
    names: tuple[Name, ...] = (
        ("United States", "STATE", "USA"), ("Poland", "STATE", "POL"), ("Warsaw", "PLACE", None),
        ("defense ministry", "ORG", None),
    )  # fmt: skip
    (decision,) = decide(text, "the defense ministry", names=names)
    assert "Poli" in (decision.canonical or "") or "Pola" in (decision.canonical or "")


def test_a_spokesman_speaks_for_the_body_that_spoke_before_him() -> None:
    names: tuple[Name, ...] = (("Arvo Steel", "ORG", None), ("Nord Bank", "ORG", None))
    text = "Arvo Steel rejected the offer. A spokesman added that it was too low."
    first, second = decide(text, "Arvo Steel", "A spokesman", names=names)
    assert second.sources[0].speaks_for == first.sources[0].id
    text = "Arvo Steel rejected the offer.\n\nNord Bank is its lender. A spokesman added that it was too low."
    first, second = decide(text, "Arvo Steel", "A spokesman", names=names)
    assert second.sources[0].speaks_for is None


def test_a_class_of_weapons_is_no_matter() -> None:
    weapon = EntityMention(start=0, end=8, exact="missiles", label="WEAPON", ref="GEN:missile")
    port = EntityMention(start=9, end=14, exact="Gdynia", label="PORT", ref="P:PLGDY")
    assert context_keys([weapon, port]) == {"P:PLGDY"}


def date(text: str, exact: str, value: str) -> EntityMention:
    at = text.index(exact)
    return EntityMention(
        start=at, end=at + len(exact), exact=exact, label="DATE", attributes={"value": value, "type": "date"}
    )


def stated(text: str, day: EntityMention, *given: Attribution) -> list[str | None]:
    told = article_dates(base()(text), given, [None] * len(given), [day], "2031-05-06")
    return [first.value for first, _ in told]


def spans(text: str, part: str) -> list[tuple[int, int]]:
    return [(text.index(part), text.index(part) + len(part))] if part else []


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    return Attribution(spans(text, source), spans(text, cue), spans(text, content))


def test_a_date_of_what_is_said_beside_is_not_when_it_is_said() -> None:
    text = "The yard disputes that, saying 40 units were delivered in February."
    given = [
        attribution(text, "The yard", "disputes", "that"),
        attribution(text, "The yard", "saying", "40 units were delivered in February"),
    ]
    assert stated(text, date(text, "in February", "2031-02"), *given) == [None, None]


def test_a_date_of_a_clause_beside_is_not_when_it_is_said() -> None:
    text = "The yard now expects 9 million, down from the 10 million that it guided for in July."
    given = [attribution(text, "The yard", "expects", "9 million")]
    assert stated(text, date(text, "in July", "2030-07"), *given) == [None]


@pytest.mark.parametrize(("value", "known"), [("2031-05-05", True), ("2031-05-06", True), ("2031-05-09", False)])
def test_nobody_has_spoken_after_the_article(value: str, known: bool) -> None:
    text = "The yard said on Monday that the lock was sold."
    given = [attribution(text, "The yard", "said", "that the lock was sold")]
    assert stated(text, date(text, "on Monday", value), *given) == [value if known else None]
    assert stated(text, date(text, "on Monday", "../2031-12-25"), *given) == [None]
    assert stated(text, date(text, "on Monday", "2031-05"), *given) == ["2031-05"]
