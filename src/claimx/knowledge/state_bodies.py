"""What a state's own bodies are called: "Iraq's oil ministry" and "the Ministry of Oil of Iraq" are one.

The kinds, ministries and official names, and which of them speak for nobody but themselves, are data
(``data/state_bodies.json``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any

from claimx.ids import name_key
from claimx.knowledge.entry import State
from claimx.knowledge.kb import KEPT, KnowledgeBase
from claimx.knowledge.store import table

_EMBASSY = re.compile(r"^(?:the )?(?:(?P<before>.+?)(?:['’]s?)? embassy|embassy of (?:the )?(?P<of>.+?))$", re.I)
_MINISTRY = re.compile(
    r"^(?:ministry (?:of|for) (?:the )?(?:popular power for (?:the )?)?(?P<of>.+)|(?P<before>.+) ministry)$"
)


@dataclass(frozen=True, slots=True)
class StateBody:
    """A kind of body, and the state (iso3) whose it is; ``None`` where the name does not say."""

    state: str | None
    kind: str


@cache
def _data() -> dict[str, Any]:
    return table("state_bodies")


@lru_cache(maxsize=KEPT)
def _owners(kb: KnowledgeBase) -> dict[str, str]:
    """States (iso3) by names, adjectives and capitals, as keys."""
    today = {ref: s for ref, s in sorted(kb.states.items()) if s.status != "historical"}
    owners: dict[str, str] = {name_key(s.capital): ref for ref, s in today.items() if s.capital}
    owners |= {name_key(word): ref for word, ref in kb.state_words().items()}
    # Dependencies may have their state's adjective as well; the state is meant, whose name is short and alike.
    known = [(adjective, today[ref]) for ref, adjective in adjectives(kb).items() if ref in today]
    known += [(s.demonyms[0], s) for s in today.values() if s.demonyms]
    for adjective, state in sorted(known, key=lambda x: (*_unlike(*x), x[1].id)):
        owners.setdefault(name_key(adjective), state.id)
    return owners


def _unlike(adjective: str, state: State) -> tuple[bool, int, int]:
    pairs = zip(adjective.casefold(), state.name.casefold(), strict=False)
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    return " " in state.name, -same, -len(state.aliases)


@lru_cache(maxsize=KEPT)
def adjectives(kb: KnowledgeBase) -> dict[str, str]:
    """The adjective of each state (iso3), as its bodies have it: "US", not "American"."""
    first = {ref: s.demonyms[0] for ref, s in kb.states.items() if s.demonyms}
    own: dict[str, str] = _data()["adjective"]
    return first | own


def _kind(words: str) -> str | None:
    kinds: dict[str, str] = _data()["kinds"]
    subjects: dict[str, str] = _data()["subjects"]
    if words in kinds:
        return kinds[words]
    ministry = _MINISTRY.match(words)
    subject = subjects.get(ministry["of"] or ministry["before"]) if ministry else None
    return f"Ministry of {subject}" if subject else None


@lru_cache(maxsize=4096)
def state_body(name: str, kb: KnowledgeBase) -> StateBody | None:
    """What kind of a state's body a name means; ``None`` for every other name.

    >>> kb = KnowledgeBase()
    >>> state_body("Iraq's oil ministry", kb) == state_body("Ministry of Oil of Iraq", kb)
    True
    """
    text = re.sub(r"^(?:the|an?)\s", "", re.sub(r"\s+", " ", name.strip().lower()))
    kind = _kind(name_key(text))
    if kind is not None:
        return StateBody(None, kind)
    return _owned(text, _owners(kb))


def _owned(text: str, owners: Mapping[str, str]) -> StateBody | None:
    """The body of a state that the name tells, before or after the kind."""
    words = text.split()
    for size in range(1, len(words)):
        owner = re.sub(r"['’]s?$", "", " ".join(words[:size]))
        if (state := owners.get(name_key(owner))) and (kind := _kind(name_key(" ".join(words[size:])))):
            return StateBody(state, kind)
        tail = re.sub(r"^(?:the)\s", "", " ".join(words[size:]))
        of = words[size - 1] in ("of", "in")
        if of and (state := owners.get(name_key(tail))) and (kind := _kind(name_key(" ".join(words[: size - 1])))):
            return StateBody(state, kind)
    return None


def official_name(body: StateBody, kb: KnowledgeBase) -> str | None:
    """The full name of a state's body; ``None`` where its state is not known.

    >>> official_name(StateBody("GIB", "Navy"), KnowledgeBase())
    'Royal Navy'
    """
    if body.state is None:
        return None
    state = sovereign(body.state) if body.kind in _data()["sovereign"]["kinds"] else body.state
    known: dict[str, dict[str, str]] = _data()["names"]
    if body.kind.lower() in known.get(state, {}):
        return known[state][body.kind.lower()]
    if body.kind in _data()["of"]:
        return _of(body.kind, state, kb)
    adjective = adjectives(kb).get(state)
    return f"{adjective} {body.kind}" if adjective else None


def _of(name: str, state: str, kb: KnowledgeBase) -> str | None:
    entry = kb.states.get(state)
    article = "the " if entry and entry.name in _data()["articles"] else ""
    return f"{name} of {article}{entry.name}" if entry else None


def spelt_out(acronym: str, state: str) -> str | None:
    """What an acronym stands for in a state (iso3), for a state's or an own body of it.

    >>> spelt_out("SIS", "PRT"), spelt_out("SIS", "POL")
    ('Portuguese Security Intelligence Service', None)
    """
    known: dict[str, dict[str, str]] = _data()["acronyms"]
    return known.get(state, {}).get(acronym)


def with_state(name: str, states: Sequence[str], kb: KnowledgeBase) -> str | None:
    """The name, with its state, of a body that the likeliest of the states is known to have: the "National Audit
    Office" of which; else ``None``.  ``states``: those spoken of (iso3), the likeliest first.
    """
    return _without_state(kb).get(name_key(name), {}).get(states[0]) if states else None


def sovereign(state: str) -> str:
    """The state (iso3) whose forces and diplomacy a territory has; every other state is its own."""
    states: dict[str, str] = _data()["sovereign"]["of"]
    return states.get(state, state)


def may_own(name: str, kb: KnowledgeBase) -> tuple[frozenset[str], frozenset[str]]:
    """The only states (iso3) that can be meant by a body's name without its state, if not any can, and those that have
    none such: the Foreign Office is no Pole's, and no landlocked state has a navy.
    """
    words = re.sub(r"^(?:the|an?)\s", "", re.sub(r"\s+", " ", name.strip().lower()))
    body = state_body(name, kb)
    return (
        frozenset(_data()["bare"].get(name_key(words), ())),
        frozenset(_data()["without"].get(body.kind, ()) if body else ()),
    )


def embassy(name: str, kb: KnowledgeBase) -> str | None:
    """The state (iso3) whose embassy a name means, if it says no more; "the Oslo embassy" is one in Oslo.

    >>> kb = KnowledgeBase()
    >>> embassy("Embassy of Chile", kb), embassy("the Chilean embassy", kb), embassy("Chilean embassy in Oslo", kb)
    ('CHL', 'CHL', None)
    """
    found = _EMBASSY.match(re.sub(r"\s+", " ", name.strip()))
    if found and found["before"] and any(s.capital == found["before"] != s.name for s in kb.states.values()):
        return None
    return _owners(kb).get(name_key(found["before"] or found["of"])) if found else None


def embassies_in(state: str, kb: KnowledgeBase) -> str | None:
    """The city where other states have their embassies."""
    cities: dict[str, str] = _data()["embassies"]
    entry = kb.states.get(state)
    return cities.get(state) or (entry.capital if entry else None)


@lru_cache(maxsize=KEPT)
def cities_of_states(kb: KnowledgeBase) -> dict[str, str]:
    """States (iso3) by the names of their capitals and seats of government."""
    today = {ref: s for ref, s in kb.states.items() if s.status != "historical"}
    seated = {seat: ref for ref in today if (seat := embassies_in(ref, kb))}
    return seated | {s.capital: ref for ref, s in today.items() if s.capital}


@lru_cache(maxsize=KEPT)
def _without_state(kb: KnowledgeBase) -> dict[str, dict[str, str]]:
    """Official names by state, by what is left of them without the state's name or adjective."""
    found: dict[str, dict[str, str]] = {}
    for table_of in (_data()["names"], _data()["acronyms"]):
        for state, names in table_of.items():
            owner = "|".join(map(re.escape, (adjectives(kb).get(state, "-"), *kb.states[state].names())))
            for name in names.values():
                bare = re.sub(r" \([^()]*\)$", "", name)
                rest = re.sub(rf"^(?:{owner}) | of (?:the )?(?:{owner})$", "", bare)
                if " " in rest and rest != bare:
                    found.setdefault(name_key(rest), {}).setdefault(state, bare)
    return {name: states for name, states in found.items() if _kind(name) is None}


def executive(name: str, kb: KnowledgeBase) -> str | None:
    """The state (iso3) for which a body of this name speaks: a ministry, a force, an agency, the seat of a government;
    ``None`` for every other name, for parliaments, courts and central banks, and where the state is not known.

    >>> executive("Kremlin", KnowledgeBase()), executive("Polish parliament", KnowledgeBase())
    ('RUS', None)
    """
    body = state_body(name, kb)
    if body is not None:
        return None if body.kind in _data()["independent"] else body.state
    return _executives(kb).get(name_key(name.removeprefix("the ")))


@lru_cache(maxsize=KEPT)
def seats(kb: KnowledgeBase) -> frozenset[str]:
    """The seats of governments that are bodies of their own, not towns: the Kremlin, Downing Street."""
    known = {m for s in kb.states.values() if s.status != "historical" for m in s.metonyms}
    return frozenset(m.removeprefix("the ") for m in known) - set(_data()["towns"])


@lru_cache(maxsize=KEPT)
def _executives(kb: KnowledgeBase) -> dict[str, str]:
    """States by the proper names of their bodies and seats; none that two states share."""
    known = [(name, o.state) for o in kb.organisations.values() if o.kind == "agency" and o.state for name in o.names()]
    known += [(name, s.id) for s in kb.states.values() if s.status != "historical" for name in s.metonyms]
    apart = {kind.lower() for kind in _data()["independent"]}
    known += [(name, s) for s, names in _data()["names"].items() for kind, name in names.items() if kind not in apart]
    states: dict[str, set[str]] = {}
    for name, state in known:
        states.setdefault(name_key(name.removeprefix("the ")), set()).add(state)
    return {name: min(owners) for name, owners in states.items() if len(owners) == 1}
