"""What a body may be called by its kind though its name does not say so: "the carmaker", "the club", "the alliance".

The kinds are data (``data/body_kinds.toml``); what is known of bodies with a name is in the knowledge base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from claimx.ids import name_key
from claimx.knowledge.kb import KnowledgeBase
from claimx.knowledge.roles import roles
from claimx.knowledge.state_bodies import StateBody, state_body
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.word_lists import lines, word_lists

_FILE = "body_kinds"
_SEATED = re.compile(r"^(?:[A-Z][\w.’'-]{0,20}\s){0,2}[A-Z][\w.’']{0,20}-based\s")
"""Where a body has its seat, before its kind: "the New Jersey-based drugmaker"."""
_ARTICLE = re.compile(r"^(?:the|this|that)\s", re.I)
_NO_FIRMS = frozenset({"igo", "party", "armed-group", "parliament"})
"""Kinds of bodies in the knowledge base that are no businesses, whatever they are called."""
_PLAIN = frozenset({"company", "firm"})
_GROUP = "group"
"""What a business is called too, where its seat is told."""


@cache
def _trades() -> frozenset[str]:
    return frozenset(lines(_FILE, "trades"))


@cache
def _societies() -> frozenset[str]:
    return frozenset(lines(_FILE, "societies"))


@cache
def _known() -> dict[str, str]:
    told = (line.partition(" ") for line in lines(_FILE, "known"))
    return {noun: kind for noun, _, kind in told}


@cache
def _leagues() -> dict[str, frozenset[str]]:
    told = (line.partition(": ") for line in lines(_FILE, "leagues"))
    return {noun: frozenset(names.split("; ")) for noun, _, names in told}


@cache
def _nouns() -> frozenset[str]:
    return _trades() | _societies() | frozenset(_known()) | frozenset(_leagues())


@lru_cache(maxsize=4096)
def _in_knowledge(name: str, kb: KnowledgeBase) -> tuple[str, str]:
    """The kind and the name of a body of the knowledge base; "" where none is called so."""
    bodies = [kb.organisations[i] for i in (kb.organisation_names.get(name) or ()) if i in kb.organisations]
    return (bodies[0].kind, bodies[0].name) if bodies else ("", "")


def _known_as(referent: Referent, kb: KnowledgeBase) -> tuple[str, str]:
    return next((found for name in referent.names if (found := _in_knowledge(name, kb))[0]), ("", ""))


def kind_told(nominal: Nominal, referent: Referent | None = None) -> str:
    """The kind by which a definite description calls a body, without what only says where it is from ("the Hungarian
    carmaker", "the London-based lender") or what ``referent`` is known to be; "" where there is none.
    """
    if nominal.form != "nominal" or nominal.definite != "definite" or nominal.possessor:
        return ""
    text = _SEATED.sub("", _ARTICLE.sub("", nominal.text))
    for m in nominal.qualifiers:
        if m.label == "STATE" or m.exact in ("UN", "U.N."):
            text = text.replace(f"{m.exact} ", "", 1)
    words = text.lower().split()
    while len(words) > 1 and " ".join(words) not in _nouns() and referent is not None and words[0] in referent.words:
        words.pop(0)
    return " ".join(words)


def only_seat_told(nominal: Nominal) -> bool:
    """Whether a description of a business tells no more than where it has its seat: "the Malmö-based group"."""
    told = _ARTICLE.sub("", nominal.text)
    return _SEATED.match(told) is not None and _SEATED.sub("", told).lower() in roles().businesses | {_GROUP}


def may_be_called(nominal: Nominal, referent: Referent, kb: KnowledgeBase) -> bool:
    """Whether a named body may be what a description calls by its kind."""
    kind, name = _known_as(referent, kb)
    if any(m.exact in ("UN", "U.N.") for m in nominal.qualifiers):
        return nominal.head in ("agency", "body", "organisation") and name in lines(_FILE, "of_the_un")
    noun = kind_told(nominal, referent)
    if noun in _leagues():
        return name in _leagues()[noun]
    if noun in _known():
        return kind == _known()[noun]
    if noun in _trades() or only_seat_told(nominal):
        return kind in ("", "company") and not _says_otherwise(noun, referent, kb, _trades_heads())
    if noun in _societies():
        return kind in ("", "body") and not _says_otherwise(noun, referent, kb, word_lists(_FILE)["joined"])
    return False


@cache
def _trades_heads() -> frozenset[str]:
    """The nouns that trades are told by, which do not contradict each other: "the firm", "the lender"."""
    return frozenset(trade.split()[-1] for trade in _trades()) | roles().businesses | {"bank"}


@cache
def _heads() -> frozenset[str]:
    return frozenset(noun.split()[-1] for noun in _nouns()) | roles().body


def told_by_kind(noun: str) -> bool:
    """Whether a noun is one for bodies, and for nobody else."""
    return noun in _heads() and noun not in roles().person


def of_another_kind(noun: str, referent: Referent, kb: KnowledgeBase) -> bool:
    """Whether a body's name or what it was called says that it is no such body as "the service"."""
    return _says_otherwise(noun, referent, kb, frozenset())


def _says_otherwise(noun: str, referent: Referent, kb: KnowledgeBase, same: frozenset[str]) -> bool:
    """Whether a body's name or what it was called says that it is of another kind."""
    if any(state_body(name, kb) is not None for name in referent.names):
        return True
    head = noun.split()[-1]
    named = {w for name in referent.names for w in name_key(name).split()}
    told = (named | referent.heads) & roles().body
    kin = word_lists("source_kinds").get(head, frozenset()) | {head}
    return not told & kin and bool(told - same)


@cache
def _un_offices() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {words: name for words, _, name in (line.partition(": ") for line in lines(_FILE, "un_offices"))}
    fields = "|".join(re.escape(w).replace("'", "['’]") for w in sorted(names, key=lambda w: (-len(w), w)))
    kinds = "agency|watchdog|office|body|arm|fund|programme|organisation|organization"
    return re.compile(rf"\b(?:UN|U\.N\.|United Nations)(?:['’]s)?\s(?P<field>{fields})\s(?:{kinds})\b"), names


def un_office(name: str) -> str | None:
    """The agency that "the UN refugee agency" is."""
    pattern, names = _un_offices()
    found = pattern.search(name)
    whole = found is not None and found.end() == len(name) and found.start() <= len("the ")
    return names[found["field"].replace("’", "'")] if found is not None and whole else None


def un_offices_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text speaks of agencies of the United Nations by what they do."""
    return (match.span() for match in _un_offices()[0].finditer(text))


def no_business(nominal: Nominal, referent: Referent, kb: KnowledgeBase) -> bool:
    """Whether a description is of a business, and a referent is none: an office of state, a party, a militia."""
    if nominal.form != "nominal" or referent.kind != "organisation":
        return False
    if nominal.head not in _PLAIN and kind_told(nominal) not in _trades():
        return False
    kind, _ = _known_as(referent, kb)
    if not referent.named:
        return state_body(referent.name(), kb) is not None
    words = {w for name in referent.names for w in name_key(name).split()}
    return kind in _NO_FIRMS or (kind == "agency" and bool(words & word_lists(_FILE)["official"]))


def no_office(nominal: Nominal, referent: Referent, kb: KnowledgeBase) -> bool:
    """Whether a description is of a ministry, and a referent is known to be no office of a state ("the Red Cross"), or
    of some office, and the referent's name that of a business: "Helmos Shipping" is not "the agency".
    """
    if nominal.form != "nominal" or referent.kind != "organisation" or nominal.head in referent.words:
        return False
    if nominal.head == "ministry" and _known_as(referent, kb)[0] in _NO_FIRMS | {"company"}:
        return True
    kinds = word_lists("source_kinds")
    if nominal.head not in word_lists(_FILE)["offices"] or referent.words & kinds.get(nominal.head, frozenset()):
        return False
    last = {words[-1] for name in referent.names if len(words := name_key(name).split()) > 1}
    return bool(last) and last <= kinds["company"]


_EQUAL = frozenset({"army", "military", "armed forces"})
_ALONE = frozenset({"Navy", "Air Force", "Coast Guard", "central bank", "police", *_EQUAL})
"""Kinds of a state's bodies of which none is another."""


def other_body_of_state(nominal: Nominal, referent: Referent, kb: KnowledgeBase) -> bool:
    """Whether a description and a referent are two kinds of a state's bodies ("the air force", "the armed forces"), one
    of them no state's at all, or of two states ("India's drug regulator").
    """
    if nominal.form != "nominal" or referent.kind != "organisation":
        return False
    kind, state = _known_as(referent, kb)[0], _state_of(referent, kb)
    told = [m.ref for m in nominal.qualifiers if m.label == "STATE"]
    mine = state_body(_ARTICLE.sub("", nominal.text), kb)
    if nominal.category == "body" and len(told) == 1 and told[0] in kb.states and state is not None:
        whose = nominal.text.lower().startswith(nominal.qualifiers[0].exact.lower()) or mine is not None
        if whose and state != told[0]:
            return True
    theirs = _state_body(referent, kb)
    if mine is not None and theirs is None and mine.kind.startswith(("Ministry", "Department")):
        return kind in _NO_FIRMS | {"company"}
    if mine is None or theirs is None or mine.kind == theirs.kind or {mine.kind, theirs.kind} <= _EQUAL:
        return False
    return bool({mine.kind, theirs.kind} & _ALONE)


def _state_body(referent: Referent, kb: KnowledgeBase) -> StateBody | None:
    return next((body for name in (referent.names or [referent.name()]) if (body := state_body(name, kb))), None)


def _state_of(referent: Referent, kb: KnowledgeBase) -> str | None:
    """The state (iso3) that a named body is known to be an office of."""
    body = _state_body(referent, kb)
    if body is not None or not referent.named:
        return body.state if body is not None else None
    return next((state for name in referent.names if (state := _agency_of(name, kb))), None)


@lru_cache(maxsize=4096)
def _agency_of(name: str, kb: KnowledgeBase) -> str | None:
    bodies = [kb.organisations[i] for i in (kb.organisation_names.get(name) or ()) if i in kb.organisations]
    return bodies[0].state if bodies and bodies[0].kind == "agency" else None
