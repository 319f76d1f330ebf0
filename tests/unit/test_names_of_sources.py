"""What sources are called that the text does not name, and who they are in other articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from source_support import base, decide

import claimx
from claimx.config import Settings
from claimx.ids import source_id
from claimx.knowledge.kb import load_knowledge
from claimx.knowledge.roles import roles
from claimx.nlp.coreference import candidates, fits
from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.talked_of import Speaking
from claimx.resolve.sources import Entry, join
from claimx.schema import EntityMention, Source, SourceKind


def source(name: str, article: str, kind: SourceKind = "person", roles: tuple[str, ...] = ()) -> Source:
    named = name[0].isupper()
    return Source(
        id=source_id(name, "" if named else article), name=name, kind=kind, named=named, roles=list(roles), aliases=[]
    )


MATTER = frozenset({"quay", "tanker"})


def joined(first: list[Source], second: Source, context: frozenset[str] = MATTER) -> str:
    """What a source of one article is called when another article on the same matter has the others."""
    done = join([Entry(s, "one", context=MATTER) for s in first] + [Entry(second, "two", context=context)])
    return done.sources[done.ids["two", second.id]].name


def test_a_document_is_that_of_the_body_that_spoke_before() -> None:
    text = "The Harbour Inspectorate met on Monday. A statement said that the crane was unsafe."
    (decision,) = decide(text, "A statement", names=(("Harbour Inspectorate", "ORG", None),))
    assert decision.canonical == "Harbour Inspectorate statement"


@pytest.mark.parametrize("phrase", ["A statement of the union", "A union statement", "A video"])
def test_a_document_that_tells_whose_it_is_keeps_its_name(phrase: str) -> None:
    text = f"The Harbour Inspectorate met on Monday. {phrase} said that the crane was unsafe."
    (decision,) = decide(text, phrase, names=(("Harbour Inspectorate", "ORG", None),))
    assert "Inspectorate" not in (decision.canonical or "")


def test_a_ruling_is_that_of_a_court() -> None:
    text = (
        "The Port Court sat on Friday. The Dockers League was not there. "
        "The ruling said that the quay belongs to the town."
    )
    (decision,) = decide(text, "The ruling", names=(("Port Court", "ORG", None), ("Dockers League", "ORG", None)))
    assert decision.canonical == "Port Court ruling"


def test_a_lone_noun_has_its_article() -> None:
    (decision,) = decide("The welder said that the hull was cracked.", "The welder")
    assert decision.canonical == "a welder"


def test_a_lone_adverb_is_no_source() -> None:
    (decision,) = decide("So said the paper, and the ship stayed.", "So")
    assert decision.canonical is None


def test_they_are_no_documents() -> None:
    they = Nominal(0, 4, "they", "plural", "they", plural=True)
    assert not fits(they, Referent(1, "document", plural=True))
    assert fits(they, Referent(1, "group", plural=True))


@pytest.mark.parametrize(("word", "sign"), [("diplomat", "kind-in-role"), ("economist", "kind-not-in-role")])
def test_an_office_makes_somebody_a_diplomat(word: str, sign: str) -> None:
    text = f"Ambassador Ruta Vale left on Monday. The {word} spoke of a truce."
    doc = base()(text)
    m = EntityMention(start=11, end=20, exact="Ruta Vale", label="PERSON")
    discourse = Discourse(doc, [(0, len(text))], [m], roles(), None, {}, load_knowledge())
    (vale,) = [r for r in discourse.referents if r.named]
    vale.words.add("ambassador")
    vale.heads.add("ambassador")
    start = text.index("The ")
    spoken = Nominal(
        start,
        start + 4 + len(word),
        f"The {word}",
        "nominal",
        word,
        classes=frozenset({"person"}),
        definite="definite",
        words=frozenset({word}),
    )
    found = candidates(spoken, discourse, Speaking(None, None, [], {}))
    assert [sign in c.features for c in found if c.referent is vale] == [True]


def test_a_given_name_is_the_one_person_called_so() -> None:
    assert joined([source("Ruta Vale", "one")], source("Ruta", "two")) == "Ruta Vale"
    assert joined([source("Ruta Vale", "one"), source("Ruta Holm", "one")], source("Ruta", "two")) == "Ruta"
    assert joined([source("Ruta Vale", "one"), source("Nils Ruta", "one")], source("Ruta", "two")) != "Ruta Vale"
    assert joined([source("Ruta Vale", "one")], source("Ruta", "two"), frozenset()) == "Ruta"


def test_of_two_with_one_surname_the_role_tells() -> None:
    two = [source("Nils Holm", "one", roles=("pilot",)), source("Ada Holm", "one", roles=("customs clerk",))]
    assert joined(two, source("Holm", "two", roles=("clerk of the customs",))) == "Ada Holm"
    assert joined(two, source("Holm", "two")) == "Holm"


def test_part_of_an_office_is_enough_where_one_person_holds_it() -> None:
    named = [source("Nils Holm", "one", roles=("Harbour Party transport critic",))]
    assert joined(named, source("Harbour Party critic".lower(), "two")) == "Nils Holm"
    rival = source("Ada Vale", "one", roles=("Harbour Party housing critic",))
    assert joined([*named, rival], source("harbour party critic", "two")) == "harbour party critic"
    assert joined(named, source("a harbour party critic", "two")) != "Nils Holm"


def test_a_body_is_what_another_article_calls_it() -> None:
    named = [source("Front of the Coast", "one", "organisation", ("rebels",))]
    assert joined(named, source("rebels", "two", "group")) == "Front of the Coast"
    rival = source("Army of the Hills", "one", "organisation", ("rebels",))
    assert joined([*named, rival], source("rebels", "two", "group")) == "rebels"


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("A diver of the HCA cable agency", "a diver of the Harbour Cable Agency (HCA)"),
        ("A diver of the HCA depot", "a diver of the Harbour Cable Agency (HCA) depot"),
        ("A clerk in our weekend office (The boxes", "a clerk in our weekend office"),
    ],
)
def test_a_description_says_nothing_twice_and_ends_before_what_does_not_close(phrase: str, name: str) -> None:
    text = f"The Harbour Cable Agency (HCA) met on Monday. {phrase} counted nine breaks."
    (decision,) = decide(text, phrase, names=(("Harbour Cable Agency", "ORG", None), ("HCA", "ORG", None)))
    assert decision.canonical == name


def test_a_spokesman_of_a_body_is_not_somebody_elses_spokesman() -> None:
    other = source("Rana Vale", "one", roles=("spokeswoman",))
    described = source("a spokesman for the Coast Command of Moravia", "two")
    described = described.model_copy(update={"aliases": ["spokesman"]})
    assert joined([other], described) == described.name
    bare = source("spokesman", "two")
    assert joined([other], bare) == "Rana Vale"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Olga Brandt and Jan Kowal signed letters in which they promised peace.", ["Olga Brandt", "Jan Kowal"]),
        ("Mayor Olga Brandt and pilot Jan Kowal met in May. Later they warned of ice.", ["Olga Brandt", "Jan Kowal"]),
        ("Olga Brandt and Jan Kowal met the dockers. Later they warned of ice.", ["dockers"]),
        ("A dinghy carried Olga Brandt and Jan Kowal. The harbour police, they warned, had slept.", None),
    ],
)
def test_they_are_the_two_who_were_the_subject_just_before(text: str, meant: list[str] | None) -> None:
    names = (("Olga Brandt", "PERSON", None), ("Jan Kowal", "PERSON", None))
    (decision,) = decide(text, "they", names=names)
    found = [source.name for source in decision.sources]
    assert found == meant if meant else found != ["Olga Brandt", "Jan Kowal"]


@pytest.mark.parametrize("told", ["Olga Vale's family met the mayor.", "The Vale family met the mayor."])
def test_the_family_is_the_one_last_spoken_of(told: str) -> None:
    (decision,) = decide(f"{told} Attorneys for the family called the film thin.", "Attorneys for the family")
    assert decision.canonical in ("Attorneys for Olga Vale's family", "Attorneys for Vale's family")
    (decision,) = decide(f"Attorneys for the family called the film thin. {told}", "Attorneys for the family")
    assert decision.canonical in ("Attorneys for Olga Vale's family", "Attorneys for Vale's family")
    (decision,) = decide("Attorneys for the family called the film thin.", "Attorneys for the family")
    assert decision.canonical == "Attorneys for the family"


def called(folder: Path, text: str) -> list[str]:
    """The names of the sources of a text, through all of the program."""
    (folder / "a.txt").write_text(text, "utf-8")
    claims = claimx.extract(folder, settings=Settings(jobs=1, quiet=True))
    return sorted({source.name for source in claims.sources})


def test_what_somebody_has_that_does_not_speak_is_he_himself(tmp_path: Path) -> None:
    text = "By Emmanuel Locsin's count, the ferry carried 300 people. Emmanuel Locsin is a priest."
    assert called(tmp_path, text) == ["Emmanuel Locsin"]


@pytest.mark.parametrize(
    ("phrase", "name"), [("Olga Vale's lawyer", "Olga Vale's lawyer"), ("Vale's guest Ida Osk", "Ida Osk")]
)
def test_who_is_somebody_s_is_another(phrase: str, name: str) -> None:
    names = (("Olga Vale", "PERSON", None), ("Vale", "PERSON", None), ("Ida Osk", "PERSON", None))
    (decision,) = decide(f"{phrase} said so.", phrase, names=names)
    assert decision.canonical == name


def test_an_acronym_stands_once_in_a_name(tmp_path: Path) -> None:
    text = (
        "SEOUL - South Korea's Joint Chiefs of Staff (JCS) said it saw two rockets. A JCS officer said they fell into "
        "the sea. An officer of the Joint Chiefs of Staff (JCS) said more would follow."
    )
    assert "an officer of the South Korean Joint Chiefs of Staff (JCS)" in called(tmp_path, text)


@pytest.mark.parametrize(
    "before", ["BAE Systems (BAE) lost the order, and BAE wept.", "BAE's shares rose. BAE Systems lost the order."]
)
def test_an_acronym_inside_the_name_that_it_stands_for_is_not_spelt_out(tmp_path: Path, before: str) -> None:
    text = f"London - {before} A BAE Systems spokeswoman said it was a matter for governments."
    assert "BAE Systems spokeswoman" in called(tmp_path, text)


def test_whom_a_possessive_describes_speaks_and_not_whose_he_is(tmp_path: Path) -> None:
    text = "The surveyor went aboard. Lloyd's surveyor Pernille Aakjær said the hull was sound."
    assert "Pernille Aakjær" in called(tmp_path, text)


def test_what_everybody_knows_is_no_acronym_of_a_body(tmp_path: Path) -> None:
    assert called(tmp_path, "The U.S. military said a drone fell into the sea.") == ["US military", "United States"]


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("The Harbour Lines met. Their lawyers said so.", "Their lawyers", "lawyers of Harbour Lines"),
        ("The Harbour Lines met. Its statement said so.", "Its statement", "Harbour Lines' statement"),
        ("A harbour study of March 2031 said so.", "A harbour study of March 2031", "a harbour study"),
        ("A study of March 2031 said so.", "A study of March 2031", "a study of March 2031"),
        ("A study conducted in early May said so.", "A study conducted in early May", "a study"),
        ("A study being said so.", "A study being", "a study"),
        ("A pilot, in talks with us, said so.", "A pilot, in talks with us", "a pilot"),
    ],
)
def test_what_is_no_part_of_what_a_source_is_called(text: str, phrase: str, name: str) -> None:
    (decision,) = decide(text, phrase, names=(("Harbour Lines", "ORG", None),))
    assert decision.canonical == name


def test_an_article_agrees_with_the_name_that_replaces_an_acronym() -> None:
    text = "The Security Office (SO) met. An SO clerk said so."
    (decision,) = decide(text, "An SO clerk", names=(("Security Office", "ORG", None), ("SO", "ORG", None)))
    assert decision.canonical == "a Security Office (SO) clerk"


def test_a_medium_named_sentences_ago_owns_nothing() -> None:
    told = "A nurse told the Morning Post so. The aircraft turned. It was late. It could have landed, its pilot said."
    names = (("Morning Post", "ORG", None),)
    assert "Post" not in (decide(told, "its pilot", names=names)[0].canonical or "")


@pytest.mark.parametrize(("subject", "whose"), [("It", "NOR"), ("The tug", "SWE")])
def test_in_a_sentence_on_it_its_is_whose_it_is(subject: str, whose: str) -> None:
    text = f"Norway has denied this. {subject} has no dealings with Sweden and plans none, its defence ministry said."
    names = (("Norway", "STATE", "NOR"), ("Sweden", "STATE", "SWE"))
    (decision,) = decide(text, "its defence ministry", names=names)
    assert {"NOR": "Norw", "SWE": "Swed"}[whose] in (decision.canonical or "")


def test_nobody_is_the_company_that_he_speaks_for() -> None:
    text = (
        "The company's press chief, Ylva Brand, spoke on Monday. A former seller at the company remembers "
        "that the price was doubled."
    )
    (decision,) = decide(text, "A former seller at the company", names=(("Ylva Brand", "PERSON", None),))
    assert decision.canonical == "a former seller at the company"


@pytest.mark.parametrize("phrase", ["Harbour information", "A briefing from the harbour office"])
def test_what_is_told_is_a_document(phrase: str) -> None:
    (decision,) = decide(f"The crane was unsafe, according to {phrase}.", phrase)
    assert decision.sources[0].kind == "document"


@pytest.mark.parametrize(
    ("bodies", "told", "name"),
    [
        (("Quay Workers' Federation", "Quay Owners Association"), "union", "Quay Workers' Federation"),
        (("Quay Owners Association", "Harbour Inspectorate"), "union", "Quay Owners Association"),
        (("Quay Workers' Federation", "Pilots Federation"), "union", "union"),
        (("Vale Cattle Carriers", "Directorate of Shipping"), "company", "Vale Cattle Carriers"),
    ],
)
def test_a_kind_of_body_is_first_what_it_surest_means(bodies: tuple[str, ...], told: str, name: str) -> None:
    named = [source(body, "one", "organisation") for body in bodies]
    assert joined(named, source(told, "two", "organisation")) == name


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("Jörg Möhlmann", "Joerg Moehlmann", "Jörg Möhlmann"),
        ("Łukasz Wróbel", "Lukasz Wrobel", "Łukasz Wróbel"),
        ("Ayşe Yıldız", "Ayse Yildiz", "Ayşe Yıldız"),
        ("Søren Bjørk", "Bjork", "Søren Bjørk"),
        ("Bauer", "Anna Bauer", "Anna Bauer"),
        ("Jan Möhlmann", "Joerg Moehlmann", None),
    ],
)
def test_papers_without_the_letters_spell_a_name_another_way(one: str, other: str, name: str | None) -> None:
    first, second = (Source(id=source_id(n), name=n, kind="person", named=True) for n in (one, other))
    done = join([Entry(first, "one", context=MATTER), Entry(second, "two", context=MATTER)])
    names = {done.sources[ref].name for ref in done.ids.values()}
    assert names == ({name} if name else {one, other})


def test_who_has_no_name_is_the_same_in_a_reprint_and_of_two_nobody_knows_which() -> None:
    def unnamed(ident: str, name: str, article: str, reprint: str) -> Entry:
        return Entry(Source(id=ident, name=name, kind="organisation", named=False), article, reprint=reprint)

    given = [
        *(unnamed("s-1", "dockers' union", "a-1", "a-1"), unnamed("s-2", "dockers' union", "a-2", "a-1")),
        *(unnamed("s-3", "dockers' union", "a-3", "a-3"), unnamed("s-4", "pilots' union", "a-2", "a-1")),
        *(unnamed("s-5", "yard", "a-1", "a-1"), unnamed("s-6", "yard", "a-1", "a-1")),
        unnamed("s-7", "yard", "a-2", "a-1"),
    ]
    ids = join(given).ids
    assert ids["a-1", "s-1"] == ids["a-2", "s-2"] != ids["a-3", "s-3"]
    assert ids["a-2", "s-4"] == "s-4"
    assert len({ids["a-1", "s-5"], ids["a-1", "s-6"], ids["a-2", "s-7"]}) == 3
