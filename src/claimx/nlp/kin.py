"""Relatives: "his wife Ada", "Vale's brother", "the mother of one of them"; each is somebody else than whose he is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claimx.knowledge.roles import Gender, Roles
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.word_lists import word_lists
from claimx.schema import EntityMention

_FILE = "kin"
_WIDEST = 40
_AGED = r"(?:(?:\d{1,3}-year-old|the|late|former)\s){0,2}"
_WHOSE = r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ww]hose)\s"


@cache
def _before_name() -> re.Pattern[str]:
    nouns = "|".join(sorted(word_lists(_FILE)["male"] | word_lists(_FILE)["female"]))
    return re.compile(rf"(?:{_WHOSE}|['’]s?\s)(?:[a-z-]{{1,12}}\s){{0,2}}(?P<kin>{nouns}),?\s{_AGED}$")


def kin_gender(text: str, start: int) -> Gender | None:
    """The gender of one who is named right after what he is to another: "his mother, 91-year-old Odile Vale"."""
    told = _before_name().search(text, max(0, start - _WIDEST - _WIDEST), start)
    if told is None:
        return None
    return "male" if told["kin"] in word_lists(_FILE)["male"] else "female"


def namesakes_titled(
    text: str, m: EntityMention, found: Sequence[Referent], titles: dict[int, set[str]], roles: Roles
) -> list[Referent]:
    """Those of some people of one surname whom the text has called by the title that a mention has: "Senator Vale"."""
    before = text[max(0, m.start - _WIDEST) : m.start].split()[-1:]
    inside = [w for w in m.exact.split() if w.strip(".,").lower() in roles.titles][:1]
    title = next((w.strip(".,").lower() for w in [*inside, *before]), "")
    title = title if title in roles.titles or title in roles.person else ""
    same = [r for r in found if title and title in titles.get(r.id, ())]
    chosen = same or list(found)
    if title and len(chosen) == 1:
        titles.setdefault(chosen[0].id, set()).add(title)
    return chosen


def is_kin(noun: str) -> bool:
    """Whether a noun says what somebody is to another of his family."""
    lists = word_lists(_FILE)
    return noun in lists["male"] | lists["female"] | lists["either"]


def has_kin(noun: str, referent: Referent, text: str) -> bool:
    """Whether a text tells of somebody's relative to whom he is what a noun says: "Babic said her son" of a mother."""
    others = word_lists(_FILE).get(noun)
    if not others or not is_kin(noun):
        return False
    said = re.compile(rf"{_WHOSE}(?:[\w-]{{1,15}}\s){{0,2}}(?:{'|'.join(sorted(others))})\b")
    return any(said.search(text, s.end, s.end + _WIDEST) for s in referent.spots)


def is_somebodys(nominal: Nominal) -> bool:
    """Whether a description is of a person by another: "the pilot's brother", "the mother of one of them"."""
    if nominal.form != "nominal" or nominal.plural or nominal.possessor or "person" not in nominal.classes:
        return False
    if is_kin(nominal.head) and " of " in nominal.text:
        return True
    return re.search(r"\w['’]s?\s\w", nominal.text) is not None
