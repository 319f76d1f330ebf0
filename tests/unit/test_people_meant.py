"""Which person a description or pronoun means: offices that change hands, relatives, leads, callings, letters."""

from __future__ import annotations

import re

import pytest
from source_support import base, decide

from claimx.nlp.sources import resolve_article
from claimx.nlp.tenures import state_told
from claimx.records import Attribution
from claimx.schema import Article, EntityMention

PERSON = "PERSON"


def who(text: str, *said: tuple[str, str], people: tuple[str, ...]) -> list[str | None]:
    """Whom the sources mean, each given with what it says, both as they first stand after the one before."""
    given, at = [], 0
    for source, content in said:
        at = text.index(source, at)
        there = text.index(content, text.rfind("\n", 0, at) + 1)
        given.append(Attribution([(at, at + len(source))], [], [(there, there + len(content))]))
    found = [
        EntityMention(start=m.start(), end=m.end(), exact=name, label="PERSON")
        for name in people
        for m in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]
    found = [m for m in found if not any(o.start <= m.start and m.end <= o.end and o.exact != m.exact for o in found)]
    article = Article(id="one", path="one.txt", sha256="", length=len(text))
    paragraphs = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    return [d.canonical for d in resolve_article(base()(text), given, found, article, paragraphs).decisions]


@pytest.mark.parametrize(
    ("phrase", "state"),
    [
        ("the former mayor", "old"),
        ("the then-commissioner", "old"),
        ("the outgoing governor", "old"),
        ("the president-elect", "new"),
        ("the acting director", "new"),
        ("the mayor", None),
    ],
)
def test_a_description_tells_whether_an_office_is_held(phrase: str, state: str | None) -> None:
    assert state_told(phrase) == state


SWORN_IN = (
    "Vera Kolda was sworn in as mayor of Westry on Monday, replacing Piet Haas, who had resigned.\n"
    "The SOURCE spoke for an hour and said the square would be paved."
)


@pytest.mark.parametrize(
    ("phrase", "meant"), [("mayor", "Vera Kolda"), ("new mayor", "Vera Kolda"), ("former mayor", "Piet Haas")]
)
def test_who_is_sworn_in_has_the_office(phrase: str, meant: str) -> None:
    text = SWORN_IN.replace("SOURCE", phrase)
    said = (f"The {phrase}", "the square would be paved")
    assert who(text, said, people=("Vera Kolda", "Piet Haas")) == [meant]


def test_who_is_named_to_replace_somebody_has_his_office() -> None:
    text = (
        "Police chief Omar Bello was dismissed on Friday, and his deputy, Lia Arens, was named to replace him.\n"
        "The new chief said the guards had slept.\nThe former chief said the locks were old."
    )
    said = (("The new chief", "the guards had slept"), ("The former chief", "the locks were old"))
    assert who(text, *said, people=("Omar Bello", "Lia Arens")) == ["Lia Arens", "Omar Bello"]


def test_his_successor_has_the_office_now() -> None:
    text = (
        "Hugo Stran, the chief executive of the bank until 2029, told the inquiry that he remembered nothing.\n"
        "His successor, Amara Dial, found the diary. The current chief executive said it was legible."
    )
    said = (("The current chief executive", "it was legible"),)
    assert who(text, *said, people=("Hugo Stran", "Amara Dial")) == ["Amara Dial"]


def test_an_office_alone_is_not_its_former_holder() -> None:
    text = "Former governor Elin Marsh leads Governor Ray Tibb in the polls, and says so. The governor said polls lie."
    assert who(text, ("The governor", "polls lie"), people=("Elin Marsh", "Ray Tibb")) == ["Ray Tibb"]


def test_who_took_another_ministry_no_longer_has_his_own() -> None:
    text = (
        "Foreign Minister Ivo Castel and Interior Minister Rosa Lindt swapped posts.\n"
        "Castel, now interior minister, left at noon. Lindt, who takes over the foreign ministry, stayed.\n"
        "The foreign minister said she was tired."
    )
    people = ("Ivo Castel", "Rosa Lindt", "Castel", "Lindt")
    assert who(text, ("The foreign minister", "she was tired"), people=people) == ["Rosa Lindt"]


def test_a_wife_is_called_by_her_husbands_surname() -> None:
    text = "Garth Treen, 71, and his wife Lowen, 68, won in court.\nMr Treen wept.\nMrs Treen said it smelled of oil."
    people = ("Garth Treen", "Lowen", "Treen")
    assert who(text, ("Mrs Treen", "it smelled of oil"), people=people) == ["Lowen Treen"]


def test_a_title_tells_namesakes_apart() -> None:
    text = (
        "Senator Tom Hadley and his wife, state treasurer Joan Hadley, will not run again.\n"
        "Senator Hadley said it was decided at Christmas. The treasurer said she would finish her term."
    )
    said = (("Senator Hadley", "it was decided at Christmas"), ("The treasurer", "she would finish her term"))
    assert who(text, *said, people=("Tom Hadley", "Joan Hadley", "Hadley")) == ["Tom Hadley", "Joan Hadley"]


def test_a_mother_named_with_her_surname_is_no_mr() -> None:
    text = (
        "Claude Remi said the boat was borrowed. His mother, 91-year-old Odile Remi, laughed.\n"
        "Mr Remi left early.\n“I get sick in the bath,” she said."
    )
    people = ("Claude Remi", "Odile Remi", "Remi")
    said = (("Mr Remi", "left early"), ("she", "“I get sick in the bath,”"))
    assert who(text, *said, people=people) == ["Claude Remi", "Odile Remi"]


@pytest.mark.parametrize("phrase", ["The mother of one of the prisoners", "The pilot's brother"])
def test_a_relative_is_somebody_else(phrase: str) -> None:
    text = f"Lu Arens, the new chief of police, said the guards had slept.\n{phrase} said nobody had called."
    found = who(text, (phrase, "nobody had called"), people=("Lu Arens",))
    assert found != ["Lu Arens"]


def test_who_has_a_son_is_the_father() -> None:
    text = "Darren Mosse, a builder whose son Kyle is nine, said it was odd. The father of three said the ban was daft."
    said = (("Darren Mosse", "it was odd"), ("The father of three", "the ban was daft"))
    assert who(text, *said, people=("Darren Mosse", "Kyle")) == ["Darren Mosse", "Darren Mosse"]


def test_the_surgeons_counsel_is_not_that_of_the_tribunal() -> None:
    text = (
        "Rajan Pillay, a surgeon, denied it. Counsel for the tribunal, Lara Finn, said the notes were new.\n"
        "The surgeon's counsel said they were old."
    )
    said = (("Counsel for the tribunal, Lara Finn", "the notes were new"), ("The surgeon's counsel", "they were old"))
    found = who(text, *said, people=("Rajan Pillay", "Lara Finn"))
    assert found[0] == "Lara Finn" and found[1] not in ("Lara Finn", "Rajan Pillay")


def test_the_boys_mother_is_a_woman() -> None:
    text = (
        "The mother of a boy who died told an inquest that she had begged for help.\n"
        "Aoife Branner said her son had been grey.\nThe boy's mother said she wanted change."
    )
    said = (("The boy's mother", "she wanted change"),)
    assert who(text, *said, people=("Aoife Branner",)) == ["Aoife Branner"]


def test_he_is_the_one_who_acts_in_the_paragraph() -> None:
    text = (
        "Otto Fehl and Wladimir Kranz fell out.\n"
        "Kranz told the court that Fehl had taken the money. He said he had seen it."
    )
    said = (("Kranz", "Fehl had taken the money"), ("He", "he had seen it"))
    found = who(text, *said, people=("Otto Fehl", "Wladimir Kranz", "Kranz", "Fehl"))
    assert found == ["Wladimir Kranz", "Wladimir Kranz"]


LEADS = (
    "A former engineer at Volcre says the carmaker knew of the fault.\nInga Thors, who left in 2029, kept the letters.",
    "A colonel who changed sides says the garrison is hungry.\nThe colonel, Inga Thors, spoke in a hotel.",
    "The last doctor in the valley is leaving, and says she is tired.\nInga Thors said she had seen enough.",
)


@pytest.mark.parametrize("text", LEADS)
def test_who_is_told_of_first_is_named_next(text: str) -> None:
    phrase = re.match(
        r"(?:A former engineer at Volcre|A colonel who changed sides|The last doctor in the valley)", text
    )
    assert phrase is not None
    assert [d.canonical for d in decide(text, phrase[0], names=(("Inga Thors", PERSON, None),))] == ["Inga Thors"]


def test_two_people_in_a_lead_are_not_named_next() -> None:
    text = "A surgeon sued a nurse over a swab, and says he is right.\nInga Thors said she was shocked by it all."
    assert decide(text, "A surgeon", names=(("Inga Thors", PERSON, None),))[0].canonical != "Inga Thors"


def test_who_leads_a_party_is_its_leader() -> None:
    text = (
        "Economy minister Oksana Petrova doubled the tax. Bohdan Melnik, who leads the Farmers' Party, objected.\n"
        "The Farmers' leader said he did not believe her."
    )
    people = ("Oksana Petrova", "Bohdan Melnik")
    assert who(text, ("The Farmers' leader", "he did not believe her"), people=people) == ["Bohdan Melnik"]


def test_a_calling_that_was_not_told_is_that_of_the_last_speaker() -> None:
    text = "Lead author Sigrun Dahl said the cores held quartz.\n“That is the proof,” the geologist said."
    said = (("Lead author Sigrun Dahl", "the cores held quartz"), ("the geologist", "“That is the proof,”"))
    assert who(text, *said, people=("Sigrun Dahl",)) == ["Sigrun Dahl", "Sigrun Dahl"]


def test_whom_an_age_in_words_means() -> None:
    text = "Kyle said he had broken nothing. “It was Jack,” the nine-year-old said."
    said = (("Kyle", "he had broken nothing"), ("the nine-year-old", "“It was Jack,”"))
    assert who(text, *said, people=("Kyle",)) == ["Kyle", "Kyle"]


def test_a_word_for_what_somebody_is_opens_no_name() -> None:
    text = "It rained.\nParent Darren Mosse said the ban was daft."
    assert who(text, ("Parent Darren Mosse", "the ban was daft"), people=("Parent Darren Mosse",)) == ["Darren Mosse"]


def test_who_signs_a_letter_says_i() -> None:
    text = (
        "To the Editor:\nThe report omits one fact.\nI believe the closure is unlawful.\n"
        "The county solicitor says that it is not.\nMarga Oldfield\nBrackham"
    )
    said = (("I", "the closure is unlawful"), ("The county solicitor", "it is not"))
    assert who(text, *said, people=("Marga Oldfield",)) == ["Marga Oldfield", "county solicitor"]


def test_who_is_appointed_as_manager_has_the_office() -> None:
    text = (
        "Rovers have appointed Emil Jansk as manager in place of Tom Purcel, who was sacked.\n"
        "The new manager said the squad was unfit. The former manager said he had asked for a coach."
    )
    said = (("The new manager", "the squad was unfit"), ("The former manager", "he had asked for a coach"))
    assert who(text, *said, people=("Emil Jansk", "Tom Purcel")) == ["Emil Jansk", "Tom Purcel"]


def test_a_manager_who_has_been_named_is_no_firm() -> None:
    text = (
        "The mine's manager, Pavel Dudak, said the records were clear. It rained.\nThe manager said Lis was mistaken."
    )
    said = (("The mine's manager, Pavel Dudak", "the records were clear"), ("The manager", "Lis was mistaken"))
    assert who(text, *said, people=("Pavel Dudak",)) == ["Pavel Dudak", "Pavel Dudak"]


def test_a_name_after_a_clause_is_the_speakers() -> None:
    text = "A miner who was there, Jacek Liss, said they had been beside him."
    said = (("A miner who was there, Jacek Liss", "they had been beside him"),)
    assert who(text, *said, people=("Jacek Liss",)) == ["Jacek Liss"]


def test_who_owns_a_club_is_the_owner() -> None:
    text = "Chairwoman Della Prycer, who owns the club, said money was tight. The owner said nobody would be bought."
    said = (("Della Prycer", "money was tight"), ("The owner", "nobody would be bought"))
    assert who(text, *said, people=("Della Prycer",)) == ["Della Prycer", "Della Prycer"]
