"""Who is named only after a first sentence has told what he is: "A nurse denies it", and then "Alma Reis, 42, …"."""

from __future__ import annotations

import re

from claimx.nlp.appositions import add_role
from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent

AGE_AFTER = re.compile(r"(?:,\s(?:aged\s)?|\s\(|\sis\s)(\d{1,3})(?=[,.;:)]|\s(?:and|who|of|from)\b|$)")
"""How old somebody is, after his name."""
_AGED = re.compile(r"\b(\d{1,3})-year-old\b")
_OF = " of "
_OPENING = 2
"""Paragraphs, with a title, after which a person is no longer introduced."""


def named_after_lead(discourse: Discourse) -> dict[int, Referent]:
    """The first person whom an article names, with his age, by the start of the phrase that told of him in the sentence
    before; learns what it says.  Empty where it may have told of somebody else.
    """
    people = [m for m in discourse.mentions if m.label == "PERSON"]
    age = AGE_AFTER.match(discourse.text, people[0].end) if people and " " in people[0].exact else None
    if age is None:
        return {}
    named = discourse.of_mention[people[0].start, people[0].end, "PERSON"]
    here = discourse.paragraph(people[0].start)
    lead = _subject(discourse, here - 1, named) if 0 < here <= _OPENING and not named.heads else None
    if lead is None:
        return {}
    told = _AGED.search(discourse.text, lead.start, lead.end)
    if told is not None and told[1] != age[1]:
        return {}
    discourse.describe(named, lead)
    add_role(discourse, named, lead)
    named.spots = sorted([*named.spots, discourse.spot(lead.start, lead.end)], key=lambda s: (s.start, s.end))
    return {lead.start: named}


def _subject(discourse: Discourse, paragraph: int, named: Referent) -> Nominal | None:
    """The one person who may be ``named`` in the first sentence of a paragraph, if he is what it begins with."""
    start = discourse.paragraphs[paragraph][0]
    people = [
        c
        for c in discourse.chunks()
        if discourse.sentence(c.start) == discourse.sentence(start)
        and c.start >= start
        and "person" in c.classes
        and not (c.names or c.plural or c.possessor)
        and c.gender in (None, named.gender or c.gender)
    ]
    lead = people[0] if people and people[0].start == start else None
    if lead is None or not discourse.spot(lead.start, lead.end).subject:
        return None
    # "The widow of a farmer" is one; "a man … a woman" are two.
    others = [c for c in people[1:] if c.start - lead.end > len(_OF)]
    return lead if not others else None
