"""Whether a description's own words keep it apart from a person: his rank, his office, whose brother he is."""

from __future__ import annotations

import re

from claimx.ids import RANKS, name_key
from claimx.knowledge.roles import roles
from claimx.nlp.kin import has_kin, is_somebodys
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.word_lists import descriptions, word_lists

_PEOPLE = "person_kinds"
"""For a noun, the words of a role that make its bearer one."""
_PERSONAL = frozenset({"his", "her"})
_WHOSE = re.compile(r"(?:[Tt]he\s)?(?P<whose>[\w.-]{1,30}(?:\s[\w.-]{1,30}){0,2})['’]s?\s")
_AGED = re.compile(r",\s(?:aged\s)?\d{2},")
_COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.?\s$")
_FOR = re.compile(r"\b(?:for|of)\s|['’]s?\s")


def another_person(nominal: Nominal, referent: Referent, whose: Referent | None, text: str) -> bool:
    """Whether a description cannot mean a person; ``whose``: the referent of its possessive pronoun."""
    if whose is not None and whose.kind == "state" and nominal.possessor:
        states = [key for kind, key in referent.affiliations if kind == "state"]
        return bool(states) and name_key(whose.name()) not in states
    if _in_another_rank(nominal, referent) or _told_otherwise(nominal, referent) or _private(nominal, referent, text):
        return True
    if referent.named and _somebodys(nominal):
        return not holds(nominal, referent)
    if referent.named and nominal.head in descriptions("offices"):
        # A party's leader is no "chief minister", though no office of his is told.
        return bool(referent.heads or referent.affiliations) and not holds(nominal, referent)
    if referent.named and referent.heads and is_somebodys(nominal):
        return not (holds(nominal, referent) or has_kin(nominal.head, referent, text)) or _of_another(nominal, referent)
    return False


def holds(nominal: Nominal, referent: Referent) -> bool:
    """Whether a person is called by a description's noun, or by one that makes him such."""
    roles = word_lists(_PEOPLE).get(nominal.head, frozenset()) | {nominal.head}
    return bool(roles & (referent.words | referent.heads))


def _somebodys(nominal: Nominal) -> bool:
    """Whether a description is of somebody by another person: "her foreman"; his lawyer's "client" is himself."""
    return nominal.possessor in _PERSONAL and nominal.head not in descriptions("mutual")


def _in_another_rank(nominal: Nominal, referent: Referent) -> bool:
    """Whether a description is of a deputy, and a referent has only the office itself; of those without a name also the
    other way round, and a mayor is no "former mayor".
    """
    other = nominal.words - referent.words if referent.named else nominal.words ^ referent.words
    ranks = descriptions("ranks") if referent.named else descriptions("ranks") | RANKS
    return nominal.head in referent.heads and bool(ranks & other)


def _told_otherwise(nominal: Nominal, referent: Referent) -> bool:
    """Whether a description by another noun tells more than a referent has: "the finance ministry's secretary" is not
    the prime minister; of those with a name only that they speak for somebody.
    """
    if not nominal.words - {nominal.head} or not referent.heads or nominal.words & (referent.words | referent.heads):
        return False
    return not referent.named or "spokes" in nominal.classes


def _private(nominal: Nominal, referent: Referent, text: str) -> bool:
    """Whether a description is of a judge or an officer, and somebody of whom no office is told is called by how old he
    is, or "Ms Crane": who has a rank is called by it.
    """
    ranks = word_lists(_PEOPLE).get("officer", frozenset()) | descriptions("bench")
    if nominal.head not in ranks or not referent.named or referent.heads:
        return False
    return any(_AGED.match(text, s.end) or _COURTESY.search(text, max(0, s.start - 5), s.start) for s in referent.spots)


def _of_another(nominal: Nominal, referent: Referent) -> bool:
    """Whether a description is of one person's lawyer or doctor, and somebody is another's: "the surgeon's counsel"."""
    told = _WHOSE.match(nominal.text)
    if told is None:
        return False
    words = set(name_key(told["whose"]).split())
    personal = any(q.label == "PERSON" for q in nominal.qualifiers) or bool(words & roles().person)
    known = referent.words | {w for _, key in referent.affiliations for w in key.split()}
    known |= {w for role in referent.roles for w in name_key(role).split()}
    return personal and any(_FOR.search(role) for role in referent.roles) and not words & known
