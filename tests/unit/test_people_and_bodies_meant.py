"""Whom descriptions mean: bodies named only later, bodies of one acronym, who has no office, and pairs."""

from __future__ import annotations

import pytest
from source_support import base, decide, mentions

from claimx.knowledge.kb import load_knowledge
from claimx.nlp.home_state import HomeState
from claimx.nlp.own_acronyms import with_own_acronyms
from claimx.nlp.sources import resolve_article
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Published

ROVERS = ("Dynamo Hestra", "ORG", None)


def last(text: str, *sources: str, names: tuple = (), outlet: str | None = None) -> str | None:
    """What the last of the sources is called."""
    return decide(text, *sources, names=names, outlet=outlet)[-1].canonical


def test_a_club_is_told_of_before_it_speaks_under_its_name() -> None:
    text = "Ulf Brenna will not play on Sunday, his club said.\nDynamo Hestra said he had hurt a knee."
    found = decide(text, "his club", "Dynamo Hestra", names=(("Ulf Brenna", "PERSON", None), ROVERS))
    assert [d.canonical for d in found] == ["Dynamo Hestra", "Dynamo Hestra"]


def test_a_union_is_the_only_one_that_is_named_later() -> None:
    text = "Drivers stayed at home on Monday. Their union said 80 had joined.\nThe Guards' Union will meet on Friday."
    assert last(text, "Their union", names=(("Guards' Union", "ORG", None),)) == "Guards' Union"


def test_a_union_is_neither_of_two_that_are_named_later() -> None:
    text = (
        "Drivers stayed at home on Monday. Their union said 80 had joined.\n"
        "The Guards' Union will meet on Friday. So will the Workers' Union."
    )
    names = (("Guards' Union", "ORG", None), ("Workers' Union", "ORG", None))
    assert last(text, "Their union", names=names) not in ("Guards' Union", "Workers' Union")


def test_an_acronym_that_the_article_spells_out_is_no_other_body() -> None:
    text = "The Lakeside Tenants League (LTL) will march. The LTL said rents had doubled."
    found = mentions(text, ("Lakeside Tenants League", "ORG", "O:ltl"), ("LTL", "ORG", "O:ltl"))
    assert not any(m.ref for m in with_own_acronyms(text, found, {"O:ltl": "Logistics Transport Limited"}))
    kept = with_own_acronyms(text, found, {"O:ltl": "Lakeside Tenants' League"})
    assert all(m.ref == "O:ltl" for m in kept)


def test_a_source_with_an_acronym_of_its_own_is_called_by_its_name() -> None:
    text = "The Roofers Strike Fund (RSF) will march. The RSF said rents had doubled."
    found = mentions(text, ("RSF", "ORG", "O:rsf"))
    given = [Attribution([(text.index("The RSF"), text.index(" said rents"))], [], [])]
    article = Article(id="one", path="one.txt", sha256="", length=len(text), published=Published(value=None))
    names = {"O:rsf": "Rapid Support Forces"}
    told = resolve_article(base()(text), given, found, article, [(0, len(text))], entity_names=names).decisions
    assert told[0].canonical != "Rapid Support Forces"


def test_an_acronym_stays_with_a_body_that_is_called_by_another_of_its_names() -> None:
    text = "The Frente de Inquilinos Norte (FIN) spoke. Northern Renters marched. The FIN said rents had doubled."
    names = {"O:fin": "Northern Renters"}
    found = mentions(text, ("FIN", "ORG", "O:fin"), ("Northern Renters", "ORG", "O:fin"))
    assert all(m.ref == "O:fin" for m in with_own_acronyms(text, found, names))


def test_a_business_is_called_by_its_name_without_its_seat() -> None:
    text = "Bergen-based Havbris Lines said the crew was safe."
    assert (
        last(text, "Bergen-based Havbris Lines", names=(("Bergen-based Havbris Lines", "ORG", None),))
        == "Havbris Lines"
    )


def test_a_group_is_called_by_its_seat() -> None:
    text = "Havbris opened a yard in May.\nThe Bergen-based group said it would hire."
    assert last(text, "The Bergen-based group", names=(("Havbris", "ORG", None),)) == "Havbris"


@pytest.mark.parametrize("office", ["agency", "authority"])
def test_a_business_by_its_name_is_no_office(office: str) -> None:
    text = f"Havbris Shipping said the crew was safe. A tug left, the {office} said."
    assert (
        last(text, "Havbris Shipping", f"the {office}", names=(("Havbris Shipping", "ORG", None),))
        != "Havbris Shipping"
    )


def test_a_body_of_many_states_is_no_ministry() -> None:
    body = "International Committee of the Red Cross"
    text = (
        f"A boat left on Monday.\nThe {body} said the road was shut. It said 40 had fled. It said none was hurt. "
        "The ministry said it would follow."
    )
    found = last(text, f"The {body}", "It", "It", "The ministry", names=((body, "ORG", None),))
    assert found != "International Committee of the Red Cross"


def test_a_guild_is_not_its_chair() -> None:
    text = "Bakers' Guild chair Odo Fenn said flour was dear. Fenn spoke on Monday. The guild said bread would follow."
    assert last(text, "Bakers' Guild chair Odo Fenn", "The guild", names=(("Odo Fenn", "PERSON", None),)) != "Odo Fenn"


def test_the_body_is_the_federation_just_named() -> None:
    text = "The World Sculling Federation has banned its treasurer. The body said he had taken gifts."
    assert last(text, "The body", names=(("World Sculling Federation", "ORG", None),)) == "World Sculling Federation"


CRANE = (("Ida Vorn", "PERSON", None), ("Vorn", "PERSON", None))


def test_who_is_called_by_age_or_courtesy_is_no_judge() -> None:
    text = (
        "Ida Vorn, 29, said the roof was rotten. She said that Ms Vorn's landlord knew.\n"
        "Ms Vorn replied that she was afraid.\nThe judge told the court to rise."
    )
    assert last(text, "Ida Vorn", "Ms Vorn", "The judge", names=CRANE) != "Ida Vorn"


def test_who_tells_a_lead_is_named_with_an_age_below_it() -> None:
    text = "The roof was rotten, a tenant told the court on Monday.\nIda Vorn, 29, said it had rained in."
    assert last(text, "a tenant", names=CRANE) == "Ida Vorn"


def test_the_two_states_are_those_named_together_before_one_of_them_spoke() -> None:
    names = tuple((n, "STATE", r) for n, r in (("Peru", "PER"), ("Chile", "CHL"), ("Brazil", "BRA")))
    text = "Peru and Chile backed the plan. {} said it was fair. The two countries said they would sue."
    two = decide(text.format("Chile"), "Chile", "The two countries", names=names)[-1]
    assert [s.name for s in two.sources] == ["Peru", "Chile"]
    third = decide(text.format("Brazil"), "Brazil", "The two countries", names=names)[-1]
    assert [s.name for s in third.sources] != ["Peru", "Chile"]


def test_one_is_of_those_of_whom_the_sentence_before_tells() -> None:
    text = "Engineers at the yard said the bug was mended.\nUsers were angry. One said he had lost a week."
    assert "user" in (last(text, "Engineers at the yard", "One") or "").lower()


@pytest.mark.parametrize("phrase", ["her lawyer Brodin", "the company's lawyer Brodin", "their lawyer Brodin"])
def test_a_name_after_a_trade_is_a_name(phrase: str) -> None:
    text = f"Ida Vorn left the court, {phrase} said."
    assert last(text, phrase, names=CRANE) == "Brodin"


def test_a_paper_called_by_an_island_is_of_no_state() -> None:
    mention = EntityMention(start=0, end=4, exact="Navy", label="ORG")
    home = HomeState("Navy divers found it.", [mention], load_knowledge(), "The Island Record")
    assert "ISL" not in home._outlet
