"""Who speaks in turns and is named in part: by surname, initial, title, in one article or over several."""

from __future__ import annotations

import re
from functools import cache

import pytest
from spacy.language import Language

from claimx.config import Settings
from claimx.ids import source_id
from claimx.knowledge.kb import load_knowledge
from claimx.knowledge.roles import roles
from claimx.nlp.appositions import learn_roles
from claimx.nlp.base import load_base
from claimx.nlp.discourse import Discourse
from claimx.nlp.entities import EntityTagger
from claimx.nlp.forms_of_names import bare_name, whole_bodies
from claimx.nlp.nominals import is_title
from claimx.nlp.phrases import mended
from claimx.nlp.sources import resolve_article
from claimx.nlp.turns import turns
from claimx.records import Attribution
from claimx.resolve.sources import Entry, context_keys, join
from claimx.schema import Article, EntityMention, Published, Source


@cache
def base() -> Language:
    return load_base(Settings().spacy_model)


def paragraphs(text: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


def told(text: str, names: list[tuple[str, str]], *sources: str) -> list[str | None]:
    """Whom the sources of a text mean, each looked for after the one before."""
    mentions = [
        EntityMention(start=m.start(), end=m.end(), exact=name, label=label)  # type: ignore[arg-type]
        for name, label in names
        for m in re.finditer(rf"\b{re.escape(name)}", text)
    ]
    given, at = [], 0
    for source in sources:
        at = next(m.start() for m in re.compile(rf"(?<!\w){re.escape(source)}(?!\w)").finditer(text, at))
        given.append(Attribution([(at, at + len(source))], [], []))
        at += len(source)
    article = Article(id="a", path="a", sha256="", length=len(text), published=Published(value=None), outlet=None)
    return [d.canonical for d in resolve_article(base()(text), given, mentions, article, paragraphs(text)).decisions]


@pytest.mark.parametrize("label", ["VALE", "VALE (laughs)", "MS. VALE", "V"])
def test_a_turn_is_that_of_the_person_whose_label_it_has(label: str) -> None:
    text = f"Ruta Vale runs the lock.\nHOST: Is it shut?\n{label}: It is shut.\nHOST: For long?\n{label}: For a week."
    assert told(text, [("Ruta Vale", "PERSON")], label) == ["Ruta Vale"]


def test_a_label_may_be_the_first_of_two_surnames() -> None:
    text = "Eva Rojas Pineda runs the lock.\nHOST: Is it shut?\nROJAS: It is shut.\nHOST: For long?\nROJAS: Yes, it is."
    assert told(text, [("Eva Rojas Pineda", "PERSON")], "ROJAS") == ["Eva Rojas Pineda"]


def test_one_label_in_capitals_is_enough_where_the_text_has_the_full_name() -> None:
    text = "Ruta Vale runs the lock.\nVALE: It is shut.\nThe crane stands still."
    assert [t.label for t in turns(text, paragraphs(text))] == ["VALE"]
    assert told(text, [], "VALE") == ["Ruta Vale"]
    alone = "The lock is old.\nNOTE: It is shut.\nThe crane stands still."
    assert turns(alone, paragraphs(alone)) == []


def test_an_initial_with_a_title_is_a_name() -> None:
    assert is_title("Maj.", roles()) and not is_title("K.", roles())
    assert told("He is called Sergeant K. The sergeant said that it was cold.", [("K", "PERSON")], "The sergeant") == [
        "Sergeant K."
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A spokesman for the port in Aden, Omar al-Harbi, said it was shut.", "Omar al-Harbi"),
        ("The pilot is presented as Captain M. He flew alone.", "M"),
    ],
)
def test_a_name_has_its_particle_and_no_pronoun(text: str, name: str) -> None:
    doc = base()(text)
    at = text.index(name)
    cut = (at + 5, at + 7) if "al-" in name else (at, at + 5)
    proposals = [(*cut, "PERSON", 0.99)]
    found, _ = EntityTagger(load_knowledge()).tag(doc, paragraphs=[], proposals=proposals, published=None)
    assert name in [m.exact.rstrip(".") for m in found if m.label == "PERSON"]


def test_a_question_is_no_part_of_a_name() -> None:
    text = "Did the Harbour Bank know?"
    marked = EntityMention(start=0, end=len("Did the Harbour Bank"), exact="Did the Harbour Bank", label="ORG")
    assert [m.exact for m in whole_bodies([marked], text)] == ["Harbour Bank"]


def test_a_title_may_follow_a_name() -> None:
    assert bare_name("Leyla Hanım", roles()) == "Leyla"


def test_a_name_that_nothing_marks_is_still_one() -> None:
    text = "At noon Dorval, the foreman, spoke of the crane. The day ended."
    assert told(text, [], "Dorval, the foreman") == ["Dorval"]


@pytest.mark.parametrize(
    "source", ["Captain Dorval of the pilots", "the port's Major Dorval, tired", "Madam Dorval", "Captain Dorval"]
)
def test_a_title_tells_a_name_that_nothing_marks(source: str) -> None:
    assert told(f"According to {source} the crane fell. The day ended.", [], source) == ["Dorval"]


def test_a_company_whose_name_has_a_title_in_it_is_nobody() -> None:
    assert told("According to Air Dorval of Brest the crane fell.", [], "Air Dorval of Brest") != ["Dorval"]


def test_a_source_cut_inside_a_name_has_the_whole_name() -> None:
    text = "Zoë Álvarez-Néri said so."
    marked = EntityMention(start=0, end=16, exact=text[:16], label="PERSON")
    assert mended(base()(text), text, [(0, 11)], [marked]) == [(0, 16)]


def test_a_surname_is_known_without_its_article() -> None:
    text = "Omar al-Harbi spoke. Harbi left, said Harbi."
    assert (
        told(text, [("Omar al-Harbi", "PERSON"), ("Harbi", "PERSON")], "Harbi left", "Harbi") == ["Omar al-Harbi"] * 2
    )


def test_a_description_and_a_name_without_a_comma_are_one_person() -> None:
    text = "The harbour lawyer Piet Hoogstra cut in."
    marked = EntityMention(start=19, end=32, exact="Piet Hoogstra", label="PERSON")
    discourse = Discourse(base()(text), [(0, len(text))], [marked], roles(), None, {}, load_knowledge())
    assert [r.name() for r in learn_roles(discourse, []).values()] == ["Piet Hoogstra"]


def test_another_is_like_the_one_before_and_no_group_further_back() -> None:
    text = "The captains were in town. A diplomat said that it was late. Another said that it was early."
    assert told(text, [], "A diplomat", "Another")[1] == "another diplomat"
    text += " Another said that nobody was late."
    assert told(text, [], "A diplomat", "Another", "Another")[2] == "another diplomat"


def test_a_name_with_an_article_has_one_article_in_a_description() -> None:
    text = "The Harbour Post told of a raid. A lawyer for The Post says so."
    assert told(text, [("The Harbour Post", "ORG")], "A lawyer for The Post") == ["a lawyer for The Harbour Post"]


def test_the_former_and_the_latter_are_the_two_last_named() -> None:
    text = "Ivo Kral wants a lock. Brest Marine wants a bridge. The latter pays, the former says."
    names = [("Ivo Kral", "PERSON"), ("Brest Marine", "ORG")]
    assert told(text, names, "The latter", "the former") == ["Brest Marine", "Ivo Kral"]


def test_the_lady_is_she() -> None:
    text = "The mayor, Mrs Ana Babic, spoke. The pump is old. Into that the lady had no wish to enter. She left."
    assert told(text, [("Ana Babic", "PERSON")], "She") == ["Ana Babic"]
    text = "Ana Babic met a lady from Brest. The lady said that it was late."
    assert told(text, [("Ana Babic", "PERSON")], "Ana Babic", "The lady")[1] != "Ana Babic"


def test_to_whom_somebody_speaks_is_no_part_of_him() -> None:
    text = "“It is shut,” snaps the harbour master at anyone who asks."
    assert told(text, [], "the harbour master at anyone who asks") == ["harbour master"]


def test_nobody_is_his_own_lawyer() -> None:
    text = "Ana Babic is a lawyer. She was told so by her lawyer."
    assert told(text, [("Ana Babic", "PERSON")], "Ana Babic", "her lawyer") == ["Ana Babic", "lawyer of Ana Babic"]


def test_who_is_only_told_of_is_not_he() -> None:
    text = "The clerk of the port said that a boy from Brest had slept. He closed the gate."
    said = [(text.index("a boy"), text.index(". He"))]
    clerk, he = Attribution([(0, 21)], [], said), Attribution([(text.index("He"), text.index("He") + 2)], [], [])
    article = Article(id="a", path="a", sha256="", length=len(text), published=Published(value=None), outlet=None)
    decisions = resolve_article(base()(text), [clerk, he], [], article, paragraphs(text)).decisions
    assert decisions[1].canonical == "clerk of the port"


def test_a_described_body_owns_what_is_its() -> None:
    text = "Brest Marine met Odra Lines in town. The navy keeps silent. Its spokeswoman said that it was late."
    names = [("Brest Marine", "ORG"), ("Odra Lines", "ORG")]
    assert "navy" in (told(text, names, "Its spokeswoman")[0] or "").lower()


def test_an_office_that_is_its_says_whose() -> None:
    text = "The harbour board shut the lock on Monday. It is too old, its director, Ana Babic, said."
    at = text.index("Ana Babic")
    marked = EntityMention(start=at, end=at + 9, exact="Ana Babic", label="PERSON")
    given = [Attribution([(0, 17)], [], []), Attribution([(at, at + 9)], [], [])]
    article = Article(id="a", path="a", sha256="", length=len(text), published=Published(value=None), outlet=None)
    source = resolve_article(base()(text), given, [marked], article, paragraphs(text)).decisions[1].sources[0]
    assert "director of harbour board" in source.roles


def test_what_is_no_human_being_owns_no_people() -> None:
    text = "Ivo Kral left. The charge sheet tells the rest. His people said nothing."
    assert told(text, [("Ivo Kral", "PERSON")], "The charge sheet", "His people")[1] == "people of Ivo Kral"


def person(name: str) -> Source:
    return Source(id=source_id(name), name=name, kind="person", named=True)


def called(short: str, *full: tuple[str, str, str], context: str = "") -> str:
    """What a person is called whom an article of 2 March has in short; ``full``: name, date and context of others."""
    given = [Entry(person(n), f"a{i}", day, frozenset(c.split())) for i, (n, day, c) in enumerate(full)]
    done = join([*given, Entry(person(short), "z", "2026-03-02", frozenset(context.split()))])
    return done.sources[done.ids["z", source_id(short)]].name


def test_a_surname_finds_its_full_name() -> None:
    assert called("Vale", ("Ruta Vale", "2026-03-05", "")) == "Ruta Vale"
    assert called("Vale", ("Ruta Vale", "2026-05-05", "")) == "Vale"
    assert called("Vale", ("Ruta Vale", "2026-03-05", ""), ("Ivo Vale", "2026-03-01", "")) == "Vale"
    # A name shared with the other of two bearers is no evidence, another name is.
    assert called("Vale", ("Ruta Vale", "2026-03-05", "vale"), ("Ivo Vale", "2025-03-01", ""), context="vale") == "Vale"
    with_quay = [("Ruta Vale", "2026-03-05", "quay"), ("Ivo Vale", "2025-03-01", "")]
    assert called("Vale", *with_quay, context="quay") == "Ruta Vale"


def test_the_first_of_two_surnames_is_one() -> None:
    full = ("Marta Rojas Pineda", "2026-03-03", "quay")
    assert called("Rojas", full, context="quay") == "Marta Rojas Pineda"
    assert called("Rojas", full) == "Rojas"


def test_two_surnames_are_found_where_a_third_name_goes_before_them() -> None:
    ole, full = ("Ole Tasik", "2026-03-02", "quay"), ("Gideon Ole Tasik", "2026-03-03", "quay")
    assert called("Tasik", ole, full, context="quay") == "Gideon Ole Tasik"
    assert called("Marta Rojas", ("Marta Rojas Pineda", "2026-03-03", "quay"), context="quay") == "Marta Rojas Pineda"


@pytest.mark.parametrize("short", ["Harbi", "al-Harbi", "Al-Harbi"])
def test_an_article_is_no_part_of_a_surname(short: str) -> None:
    assert called(short, ("Omar al-Harbi", "2026-03-03", "")) == "Omar al-Harbi"


def test_the_brigadier_is_the_one_of_the_matter_though_another_word_names_her_too() -> None:
    told_so = Source(id="s-b", name="a brigadier", kind="person", named=False, aliases=["HEAD", "brigadier"])
    known = person("Ana Babic").model_copy(update={"roles": ["brigadier"]})
    done = join([Entry(known, "a", None, frozenset("xy")), Entry(told_so, "b", None, frozenset("xy"))])
    assert done.sources[done.ids["b", "s-b"]].name == "Ana Babic"


def test_people_are_told_by_surname_in_what_articles_share() -> None:
    marked = [EntityMention(start=0, end=9, exact="Ruta Vale", label="PERSON", ref="local:person:ruta-vale")]
    assert context_keys(marked) == {"vale"}


def test_a_deputy_does_not_hold_the_office() -> None:
    shared = frozenset({"quay", "crane", "lock", "pilot"})

    def holder(role: str) -> str:
        vale = Source(id=source_id("Ruta Vale"), name="Ruta Vale", kind="person", named=True, roles=[role])
        head = Source(id="s-head", name="head of the harbour district", kind="person", named=False)
        done = join([Entry(vale, "a", "2026-03-02", shared), Entry(head, "b", "2026-03-02", shared)])
        return done.sources[done.ids["b", "s-head"]].name

    assert holder("head of the Kestrel harbour district") == "Ruta Vale"
    assert holder("deputy head of the harbour district") == "head of the harbour district"
