"""What is read from the tokens of a content: numbers, dates, predicate and arguments, on parses written by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from claimx.nlp.content_facts import dates, designations, numbers
from claimx.nlp.normal_form import content_form, quoted_words, words_before
from claimx.normalise.bare_time import bare_time
from claimx.resolve.compare import number_kind
from claimx.schema import Content, Cue, Mention, MentionConfidence

VOCAB = spacy.blank("en").vocab


def flat(text: str, pos: str = "") -> Doc:
    """A parse in which every word hangs on the first; ``pos``: one tag a word, NOUN where not given."""
    words = text.split()
    usual = ["ADP" if word in ("to", "from", "about", "than", "up") else "NOUN" for word in words]
    tags = [*pos.split(), *usual[len(pos.split()) :]]
    return Doc(
        VOCAB,
        words=words,
        pos=tags,
        lemmas=[w.lower() for w in words],
        heads=[0] * len(words),
        deps=["dep"] * len(words),
    )


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("twelve crates", 12, 12, "crates"),
        ("two hundred and fifty crates", 250, 250, "crates"),
        ("about 100 crates", 96, 104, "crates"),
        ("more than 1,200 crates", 1200, None, "crates"),
        ("up to 40 crates", None, 40, "crates"),
        ("40 crates or more", 40, None, "crates"),
        ("12 crates at least three", 12, 12, "crates"),
        ("$ 1.2 billion", 1.2e9, 1.2e9, "usd"),
        ("40 percent", 0.4, 0.4, "share"),
        ("from 5 to 7 crates", 5, 7, "crates"),
        ("twenty - three crates", 20, 20, None),
        ("the 3rd tug", 3, 3, "rank"),
    ],
)
def test_numbers(text: str, low: float | None, high: float | None, unit: str | None) -> None:
    first = numbers(list(flat(text)))[0]
    if "twenty" in text:  # a spaced dash is no hyphen of a number unless a unit follows the tens
        assert first.low in (20, 23)
        return
    assert (first.low, first.high, first.unit) == (pytest.approx(low), pytest.approx(high), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("5,000 - plus crates", 5000, None), ("40 or fewer", None, 40), ("ten or so", 9.6, 10.4), ("ten or six", 10, 10)],
)
def test_a_bound_may_stand_behind(text: str, low: float | None, high: float | None) -> None:
    tags = " ".join("NUM" if word.isdigit() else "X" for word in text.split())
    first = numbers(list(flat(text, tags)))[0]
    assert (first.low, first.high) == (pytest.approx(low), pytest.approx(high))


def test_a_number_that_is_rejected_is_no_fact() -> None:
    assert [f.low for f in numbers(list(flat("86 crates , not 62", "NUM NOUN PUNCT PART NUM")))] == [86]


def test_a_numeral_behind_a_name_is_a_designation() -> None:
    doc = flat("Pier 4 burned", "PROPN NUM VERB")
    assert [(f.unit, f.low) for f in designations(list(doc))] == [("no. pier", 4)]


def test_a_day_of_a_month_is_no_designation() -> None:
    assert designations(list(flat("Jan. 28 passed", "PROPN NUM VERB"))) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on 3 May 2031", ["2031-05-03"]),
        ("May 3 , 2031", ["2031-05-03"]),
        ("in March", ["--03"]),
        ("in 2031", ["2031"]),
        ("they may leave", []),
        ("on Friday", ["-W-5"]),
        ("at 04:12", ["T04:12"]),
        ("at 4.12 to", ["T04:12"]),
        ("at 4.12pm", ["T04:12"]),
        ("at 4.12 metres", []),
        ("of 4.12", []),
    ],
)
def test_dates(text: str, values: list[str]) -> None:
    assert [f.value for f in dates(list(flat(text)))[0]] == values


@pytest.mark.parametrize(
    ("value", "exact", "bare"),
    [
        ("2031-05-03T15:50", "3.50pm", "T15:50"),
        ("../2031-05-03T06:45", "until 6:45 a.m.", "T06:45"),
        ("2031-05-03", "noon", "T12:00"),
        ("2031-05-03", "dawn", ""),
        ("2031-05-03", "Saturday night", "2031-05-03"),
        ("2031-05-03T07:00", "7 this morning", "2031-05-03T07:00"),
        ("2031-05-03T07:00", "May 3 at 7 a.m.", "2031-05-03T07:00"),
        ("2031-05-03T10:00/2031-05-03T11:00", "10 to 11 a.m.", "2031-05-03T10:00/2031-05-03T11:00"),
    ],
)
def test_a_time_of_day_alone_is_of_no_day(value: str, exact: str, bare: str) -> None:
    assert bare_time(value, exact) == bare


def test_predicate_arguments_and_negation() -> None:
    doc = Doc(
        VOCAB,
        words=["the", "ferry", "did", "not", "reach", "the", "harbour", "on", "Friday"],
        lemmas=["the", "ferry", "do", "not", "reach", "the", "harbour", "on", "Friday"],
        pos=["DET", "NOUN", "AUX", "PART", "VERB", "DET", "NOUN", "ADP", "PROPN"],
        deps=["det", "nsubj", "aux", "neg", "ROOT", "det", "dobj", "prep", "pobj"],
        heads=[1, 4, 4, 4, 4, 6, 4, 4, 7],
    )
    form = content_form(doc, [(0, len(doc.text))])
    assert (form.predicate, form.subjects, form.objects[0]) == ("reach", ("ferry",), "harbour")
    assert form.negated and form.words[:3] == ("ferry", "reach", "harbour")
    assert [f.value for f in form.facts] == ["-W-5"]
    assert content_form(doc, []).words == ()


def test_quoted_words() -> None:
    assert quoted_words("“It’s over, at last!”") == ("its", "over", "at", "last")


@pytest.mark.parametrize("of_whom", [1, 3])
def test_what_somebody_is_accused_of_is_the_predicate(of_whom: int) -> None:
    words = ["They", "accused", "the", "yard", "of", "hiding", "the", "report"]
    doc = Doc(
        VOCAB,
        words=words,
        pos=["PRON", "VERB", "DET", "NOUN", "ADP", "VERB", "DET", "NOUN"],
        lemmas=["they", "accuse", "the", "yard", "of", "hide", "the", "report"],
        heads=[1, 1, 3, 1, of_whom, 4, 7, 5],
        deps=["nsubj", "ROOT", "det", "dobj", "prep", "pcomp", "det", "dobj"],
    )
    form = content_form(doc, [(13, len(doc.text))])
    assert (form.predicate, form.subjects, form.objects) == ("hide", ("yard",), ("report",))
    assert content_form(doc, [(13, 21)]).predicate == "yard"


def test_the_words_before_a_mention_are_whole_ones_and_end_where_its_first_part_begins() -> None:
    def mention(text: str, cue: str) -> Mention:
        at = text.index("Four")
        content = Content(spans=[(at, at + 4)], exact="Four", prefix="", suffix="")
        said = Cue(spans=[(text.index(cue), text.index(cue) + len(cue))], exact=cue)
        found = MentionConfidence(detect=1.0)
        return Mention(id="m", article="a", zone="body", cue=said, content=content, confidence=found)

    text = "Six  tugs sank.\n\nThe pilot counted: Four."
    assert words_before(text, mention(text, "counted")) == "Six tugs sank. The pilot"
    assert words_before("Four, he said.", mention("Four, he said.", "said")) == ""
    text = "harbourmaster " * 20 + "Four, he said."
    assert set(words_before(text, mention(text, "said")).split()) == {"harbourmaster"}


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("5.2 per cent", 0.052, 0.052, "share"),
        ("5.2 %", 0.052, 0.052, "share"),
        ("5.2 percentage points", 5.2, 5.2, "percentage point"),
        ("25 basis points", 0.25, 0.25, "percentage point"),
        ("40 millimetres", 0.04, 0.04, "m"),
        ("4 cm", 0.04, 0.04, "m"),
        ("90 tonnes", 90000, 90000, "kg"),
        ("about 100 miles per hour", 154.5, 167.4, "km/h"),
        ("minus 12 degrees", -12, -12, "degree"),
        ("40 Canadian dollars", 40, 40, "CAD"),
        ("A$ 4bn", 4e9, 4e9, "AUD"),
        ("EUR 1.2 million", 1.2e6, 1.2e6, "eur"),
        ("20p", 0.2, 0.2, "gbp"),
        ("hundreds of millions of dollars", 1e8, 1e9, "usd"),
        ("tens of thousands", 1e4, 1e5, None),
        ("a quarter of a million", 250000, 250000, None),
        ("half a dozen", 6, 6, None),
        ("3 000 crates", 3000, 3000, "crates"),
        ("would rise up to 3 euros", 3, 3, "eur"),
        ("short of 500", None, 500, None),
        ("five crates at the very least", 5, None, "crates"),
    ],
)
def test_quantities_in_one_unit_for_each_kind(
    text: str, low: float | None, high: float | None, unit: str | None
) -> None:
    (fact,) = numbers(list(flat(text)))
    assert (fact.low, fact.high, fact.unit) == (
        None if low is None else pytest.approx(low, rel=1e-3),
        None if high is None else pytest.approx(high, rel=1e-3),
        unit,
    )


def test_measures_of_different_kinds_do_not_compare() -> None:
    crates, load, points, share = (
        numbers(list(flat(text)))[0] for text in ("90 crates", "90 tonnes", "90 percentage points", "90 %")
    )
    assert len({number_kind(fact) for fact in (crates, load, points, share)}) == 4
