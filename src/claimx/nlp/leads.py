"""Who is named only after a first sentence has told what he is: "A nurse denies it", and then "Alma Reis, 42, …".

Or where a text names him by the same noun later on: "a colonel", and "The colonel, Yusuf Daran, …".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimx.nlp.another_person import holds
from claimx.nlp.appositions import add_role
from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.schema import EntityMention

AGE_AFTER = re.compile(r"(?:,\s(?:aged\s)?|\s\(|\sis\s)(\d{1,3})(?=[,.;:)]|\s(?:and|who|of|from)\b|$)")
"""How old somebody is, after his name."""
_AGED = re.compile(r"\b(\d{1,3})-year-old\b")
_ACTS = re.compile(r",\swho\b|\s(?:(?:has|had)\s)?(?:said|says|told|tells)\b|,\s[^,\n]{2,60},\s(?:said|says|told)\b")
"""What follows the name of one who is told of or speaks."""
_TELLS = re.compile(r"\s(?:(?:has|had)\s)?(?:said|says|told|tells|testified|claimed)\b")
_TITLES = 24
"""Characters of titles before a name that opens a paragraph."""
_OF = " of "
_OPENING = 2
"""Paragraphs, with a title, after which a person is no longer introduced."""
_FAR = 3
"""Paragraphs between "a colonel" and "The colonel, Yusuf Daran"."""


def named_after_lead(discourse: Discourse) -> dict[int, Referent]:
    """The first person whom an article names after it has told of him in the sentence before, by the start of the
    phrase that did; learns what it says.  Empty where it may have told of somebody else.
    """
    people = [m for m in discourse.mentions if m.label == "PERSON"]
    for first, m in enumerate(people):
        if discourse.paragraph(m.start) > _OPENING:
            break
        if (lead := _lead_to(discourse, m, people[:first])) is None:
            continue
        named = discourse.of_mention[m.start, m.end, "PERSON"]
        discourse.describe(named, lead)
        add_role(discourse, named, lead)
        named.spots = sorted([*named.spots, discourse.spot(lead.start, lead.end)], key=lambda s: (s.start, s.end))
        return {lead.start: named}
    return {}


def _lead_to(discourse: Discourse, m: EntityMention, before: Sequence[EntityMention]) -> Nominal | None:
    """What the sentence before that which begins with a name tells of its bearer; ``before``: who is named there."""
    named = discourse.of_mention[m.start, m.end, "PERSON"]
    here = discourse.paragraph(m.start)
    if " " not in m.exact or any(discourse.of_mention[o.start, o.end, "PERSON"] is named for o in before):
        return None
    age = AGE_AFTER.match(discourse.text, m.end)
    start = discourse.paragraphs[here][0]
    sentence = discourse.sentence(m.start)
    if age is not None and not before and here > 0:
        lead = _subject(discourse, here - 1, named, aged=True)
    elif (age or _ACTS.match(discourse.text, m.end)) and m.start - start <= _TITLES and here > 0:
        lead = _subject(discourse, here - 1, named)
        if lead is not None and discourse.paragraph(lead.start) != discourse.paragraph(start - 1):
            lead = None
    elif age is not None and sentence == discourse.sentence(start) + 1:
        lead = _subject(discourse, here, named)
    else:
        return None
    if lead is None or (named.heads and not holds(lead, named)):
        return None
    told = _AGED.search(discourse.text, lead.start, lead.end)
    return lead if told is None or age is None or told[1] == age[1] else None


def named_by_noun(discourse: Discourse, apposed: Mapping[int, Referent]) -> dict[int, Referent]:
    """Of "the colonel, Yusuf Daran" the one "colonel" of whom the text has told before, by the start of his phrase."""
    found: dict[int, Referent] = {}
    chunks = discourse.chunks()
    for plain in chunks:
        referent = apposed.get(plain.start)
        bare = plain.definite == "definite" and plain.words <= {plain.head} and not plain.plural
        if referent is None or referent.kind != "person" or not bare:
            continue
        near = [
            c
            for c in chunks
            if c.start < plain.start
            and c.head == plain.head
            and discourse.paragraph(plain.start) - discourse.paragraph(c.start) <= _FAR
        ]
        one = near[0] if len(near) == 1 else None
        if one is not None and one.definite == "indefinite" and not (one.names or one.plural or one.possessor):
            discourse.describe(referent, one)
            add_role(discourse, referent, one)
            found[one.start] = referent
    return found


def _subject(discourse: Discourse, paragraph: int, named: Referent, aged: bool = False) -> Nominal | None:
    """The one person who may be ``named`` in the first sentence of a paragraph, if he is what it begins with; of one
    whose age is told (``aged``) also who says it.
    """
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
    lead = people[0] if people and people[0].start == start else _teller(people, discourse) if aged else None
    if lead is None or not discourse.spot(lead.start, lead.end).subject:
        return None
    # "The widow of a farmer" is one; "a man … a woman" are two.
    others = [c for c in people if c.start - lead.end > len(_OF)]
    return lead if not others else None


def _teller(people: Sequence[Nominal], discourse: Discourse) -> Nominal | None:
    """Who tells what a first sentence says before him: "The roof was rotten, a tenant told the court"."""
    told = [c for c in people if c.definite == "indefinite" and _TELLS.match(discourse.text, c.end)]
    return told[0] if len(told) == 1 and told[0] is people[0] else None
