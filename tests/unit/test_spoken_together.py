"""Two who are named side by side: each has his own office, and what "they" say is both's."""

from __future__ import annotations

from source_support import Name, base, decide, mentions

from claimx.knowledge.roles import roles
from claimx.nlp.nested import with_nested
from claimx.records import Attribution

PEOPLE: tuple[Name, ...] = (("Ola Bragg", "PERSON", None), ("Siv Lunn", "PERSON", None), ("Tim Roe", "PERSON", None))
BODIES: tuple[Name, ...] = (("Harbour Authority", "ORG", None), ("Coast Guard", "ORG", None))


def named(text: str, *sources: str, names: tuple[Name, ...] = PEOPLE) -> list[str | None]:
    return [d.canonical for d in decide(text, *sources, names=names)]


def test_each_has_his_own_office() -> None:
    text = (
        "Finance Minister Ola Bragg and Trade Minister Siv Lunn presented the budget on Monday.\n"
        "The trade minister said exports would grow."
    )
    assert named(text, "The trade minister") == ["Siv Lunn"]
    text = "Health Minister Ola Bragg and Bishop Tim Roe quarrelled on Monday.\nThe bishop said the clinic was needed."
    assert named(text, "Health Minister Ola Bragg and Bishop Tim Roe", "The bishop")[1] == "Tim Roe"


def test_what_stands_before_the_second_body_is_not_its_office() -> None:
    text = "The Coast Guard and the rival Harbour Authority said so.\nThe guard said it would wait."
    decision = decide(text, "The Coast Guard and the rival Harbour Authority", names=BODIES)[0]
    assert not any(
        "Guard" in role for source in decision.sources for role in source.roles if source.name != "Coast Guard"
    )


def test_they_are_both_who_spoke_before() -> None:
    text = "The Coast Guard and the Harbour Authority said the man drowned. They said he was 40."
    both = named(text, "The Coast Guard and the Harbour Authority", "They", names=BODIES)
    assert both[1] == both[0] and "; " in (both[0] or "")
    text = "The Coast Guard said the man drowned. Two witnesses shouted. They said he was 40."
    assert "; " not in (named(text, "The Coast Guard", "They", names=BODIES)[1] or "")


def test_both_ministers() -> None:
    text = (
        "Trade Minister Ola Bragg said it cost much. His counterpart, Siv Lunn, said it cost little.\n"
        "Both ministers said patrols would go on. Both nurses said so too."
    )
    found = named(text, "Trade Minister Ola Bragg", "His counterpart, Siv Lunn,", "Both ministers", "Both nurses")
    assert found[2] == "Ola Bragg; Siv Lunn"
    assert "Ola" not in (found[3] or "")


def test_both_ministers_though_another_spoke_since() -> None:
    text = (
        "Trade Minister Ola Bragg said it cost much. Finance Minister Siv Lunn said it cost little.\n"
        "Lawmaker Tim Roe said it was theft. Both ministers said he had voted for it."
    )
    phrases = ("Trade Minister Ola Bragg", "Finance Minister Siv Lunn", "Lawmaker Tim Roe", "Both ministers")
    assert named(text, *phrases)[3] == "Ola Bragg; Siv Lunn"


def test_a_dateline_is_no_part_of_who_speaks() -> None:
    text = "MORVA - Tram drivers in Morva will stop work, their union said."
    assert not (named(text, "their union", names=())[0] or "").startswith("MORVA")


def test_a_pronoun_for_who_is_quoted() -> None:
    text = "“We are ready,” the agency quoted her as saying."
    cue, source = text.index("quoted her as saying"), text.index("the agency")
    given = Attribution([(source, source + 10)], [(cue, len(text) - 1)], [(0, 15)])
    (found,) = with_nested(base()(text), [given], mentions(text), roles())
    assert [text[s:e] for s, e in found.source] == ["her"]
