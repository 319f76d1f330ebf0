"""Whom each person's name in a text means: full names, surnames, namesakes, a wife by her husband's surname."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from claimx.ids import name_key
from claimx.knowledge.roles import Gender
from claimx.nlp.forms_of_names import bare_name, short_for, with_title
from claimx.nlp.kin import kin_gender, namesakes_titled
from claimx.nlp.nominals import name_gender
from claimx.nlp.referents import Referent
from claimx.schema import EntityMention

if TYPE_CHECKING:
    from claimx.nlp.discourse import Discourse

_PLAIN = re.compile(r"\w+")

_BESIDE = 40
"""Characters between a name and that of a wife or brother who is named beside it."""


def name_people(discourse: Discourse) -> None:
    """Give every mention of a person its referent; makes the referents."""
    people = [m for m in discourse.mentions if m.label == "PERSON"]
    full: dict[str, Referent] = {}
    called = _names_of_people(discourse, people)
    keys = {name_key(name) for name in called}
    forms = sorted(keys, key=lambda k: (all(len(w) == 1 for w in k.split()), -len(k.split()), k))
    bearers: dict[str, list[Referent]] = {}
    for key in forms:
        longer = [r for k, r in full.items() if short_for(key, k)]
        if not longer:
            full[key] = discourse.new("person")
            bearers[key] = [full[key]]
        else:
            bearers[key] = longer
    usual: dict[str, Referent] = {}
    titles: dict[int, set[str]] = {}
    for m, name in zip(people, called, strict=True):
        found = bearers[name_key(name)]
        title = None if any(by_surname(r, m) for r in found) else name_gender(m.exact, discourse.roles)
        before = discourse.text[max(0, m.start - 6) : m.start].split()
        title = discourse.roles.gender_of.get(before[-1].strip(".").lower(), title) if before else title
        title = kin_gender(discourse.text, m.start) or title
        fitting = [r for r in found if title is None or r.gender in (None, title)]
        if not fitting and (spouse := _spouse(discourse, found, name, title)) is not None:
            bearers[name_key(name)] = [*found, spouse]
            fitting = [spouse]
        fitting = namesakes_titled(discourse.text, m, fitting or found, titles, discourse.roles)
        known = usual.get(name_key(name))
        recent = max(fitting, key=lambda r: (bool(r.spots), r.spots[-1].start if r.spots else -r.id))
        # Who was called so before still is, though a namesake ("Ms Finch") has been named in between.
        referent = known if known in fitting and known is not None else recent
        usual[name_key(name)] = referent if title is None or known is None else known
        if name not in referent.names:
            referent.names.append(name)
        referent.gender = referent.gender or title
        referent.classes.add("person")
        discourse.add(referent, m)


def _spouse(discourse: Discourse, found: Sequence[Referent], name: str, gender: Gender | None) -> Referent | None:
    """Of one by whose surname "Mrs Vale" is called, his wife who was named without it: "Ivo Vale and his wife Ada"."""
    alone = [r for r in discourse.referents if r not in found and r.spots and r.gender == gender]
    alone = [r for r in alone if all(" " not in n for n in r.names)]
    near = [
        r
        for r in alone
        if kin_gender(discourse.text, r.spots[0].start) == gender
        and any(0 < r.spots[0].start - s.end <= _BESIDE for other in found for s in other.spots)
    ]
    if len(near) != 1:
        return None
    near[0].names.append(f"{near[0].names[0]} {name}")
    return near[0]


def by_surname(referent: Referent, m: EntityMention) -> bool:
    """Whether a mention has one word of a longer name, which as a given name would tell another gender."""
    return " " not in m.exact and any(" " in n for n in referent.names)


def _names_of_people(discourse: Discourse, people: Sequence[EntityMention]) -> list[str]:
    """Each person's name without titles, and without a word that only opens the sentence before it."""
    bare = [bare_name(m.exact, discourse.roles) for m in people]
    whole = set(bare)
    out: list[str] = []
    for m, name in zip(people, bare, strict=True):
        first, _, rest = name.partition(" ")
        opens = m.exact.startswith(first) and m.start in discourse.opening
        # "Parent Ana Babic": no mother is called so.
        told = " " in rest and first.lower() in discourse.roles.person
        if opens and rest and ((rest in whole and " " in rest) or told or _lower(discourse.text, first)):
            name = rest
        out.append(with_title(name, discourse.text[max(0, m.start - 20) : m.start], discourse.roles))
    return out


def _lower(text: str, word: str) -> bool:
    """Whether a word stands in the text in lower case."""
    low = word.lower()
    if _PLAIN.fullmatch(low):
        return low in _words(text)
    return bool(re.search(rf"\b{re.escape(low)}\b", text))


@lru_cache(maxsize=2)
def _words(text: str) -> frozenset[str]:
    return frozenset(_PLAIN.findall(text))
