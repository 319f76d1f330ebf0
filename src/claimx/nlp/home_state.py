"""Whose "the army" is: the state at home in a text, by the places, bodies and people that it names and where.

What is at home goes without its adjective, so that the foreign state is often named more.  The weights are data
(``data/home_state.json``), fitted once to bodies of known states.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from claimx.errors import ModelError
from claimx.ids import name_key
from claimx.knowledge.home_signs import home_signs
from claimx.knowledge.kb import KEPT, KnowledgeBase
from claimx.knowledge.state_bodies import state_body
from claimx.schema import EntityMention

_FILE = Path(__file__).parent / "data" / "home_state.json"
_SHORT = 3
"""Letters of an acronym at most: longer names in capitals stand in datelines."""
_NAMESAKE = "namesake"
"""A place with the name of a port may be another place: it counts only where something else points to its state."""
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,30}(?:,|/|\(| ?[–—-])")
"""A place where a report was filed, which stands before its first words."""
_CLEAR = 1.0
"""By how much a state must be likelier than the next one to be at home beyond doubt."""
_PORT_OF = re.compile(r"^(?:[Tt]he )?[Pp]ort of ")
_ARTICLE = re.compile(r"^[Tt]he |['’]s?$")
_FOLLOWING = re.compile(r"(?:['’]s?)?((?: [a-z]+){1,3})")
"""What a state's body is called after its name or adjective."""


@cache
def _weights() -> dict[str, float]:
    try:
        return {str(k): float(v) for k, v in json.loads(_FILE.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"cannot read {_FILE.name}", str(error), "reinstall claimx") from error


@lru_cache(maxsize=KEPT)
def _places(kb: KnowledgeBase) -> tuple[dict[str, str], dict[str, str]]:
    """States (iso3) by their capitals, and by ports whose name no port of another state has."""
    found: dict[str, set[str]] = defaultdict(set)
    for port in kb.ports.values():
        found[port.name].add(port.country)
    ports = {name: next(iter(states)) for name, states in found.items() if len(states) == 1}
    return {s.capital: ref for ref, s in kb.states.items() if s.capital and s.status != "historical"}, ports


def _evidence(m: EntityMention, kb: KnowledgeBase) -> tuple[str, str] | None:
    """The state (iso3) that a mention points to, and what kind of sign it is."""
    capitals, ports = _places(kb)
    name = _PORT_OF.sub("", m.exact)
    name = name.title() if name.isupper() and len(name) > _SHORT else name
    if m.label == "STATE" and m.ref:
        return m.ref, "acting" if name in capitals else "state"
    if name in capitals:
        return capitals[name], "capital"
    if m.label in ("PORT", "PLACE"):
        port = kb.ports.get(m.ref or "")
        state = port.country if port else ports.get(name)
        return (state, "port" if m.label == "PORT" else _NAMESAKE) if state else None
    if m.label == "ORG":
        # Mentions have an id of the text's own where the knowledge base has no code of another authority.
        ids = kb.organisation_names.get(_ARTICLE.sub("", m.exact)) or (m.ref or "",)
        body = kb.organisations.get(ids[0])
        return (body.state, "company" if body.kind == "company" else "body") if body and body.state else None
    if m.label == "PERSON" and (person := kb.people.get(m.ref or "")) and person.state:
        return person.state, "person"
    return None


_NO_STATES = frozenset({"island", "valley"})
"""What states are called too, and English papers are called by: "The Island Record"."""


@lru_cache(maxsize=KEPT)
def _outlet_words(kb: KnowledgeBase) -> dict[str, str]:
    """States (iso3) by what outlets take from them for a name: their names, adjectives and capitals."""
    return kb.state_words() | {name_key(capital): state for capital, state in _places(kb)[0].items()}


def _told_by_outlet(name: str, kb: KnowledgeBase) -> frozenset[str]:
    """The states (iso3) by whose name, adjective, capital, city or region an outlet is called."""
    owners = _outlet_words(kb)
    words = name_key(re.sub(r"\([^()]*\)", "", name)).split()
    pieces = {" ".join(words[i : i + size]) for size in (1, 2, 3) for i in range(len(words))}
    towns = {sign.state for sign in home_signs(name) if sign.kind == "place"}
    return frozenset(owners[piece] for piece in pieces & owners.keys() - _NO_STATES) | towns


class HomeState:
    """The evidence of one text; made once, asked for each body."""

    def __init__(
        self, text: str, mentions: Sequence[EntityMention], knowledge: KnowledgeBase, outlet: str | None = None
    ) -> None:
        self._text, self._knowledge = text, knowledge
        self._outlet = _told_by_outlet(outlet or "", knowledge)
        words = list(self._of_words(mentions))
        at = {start for start, _, _ in words}
        signs = [*words, *(sign for sign in self._of_mentions(mentions) if sign[0] not in at)]
        opening = (0, text.find("\n") + 1)
        capitals = {(at, state) for at, state, kind in signs if at in opening and kind in ("capital", "acting")}
        self._datelines = {state for at, state in capitals if _DATELINE.match(text, at)}
        sure = {state for _, state, kind in signs if kind != _NAMESAKE}
        self._signs = sorted(
            (start, state, "port" if kind == _NAMESAKE else kind) for start, state, kind in signs if state in sure
        )

    def _of_mentions(self, mentions: Sequence[EntityMention]) -> Iterator[tuple[int, str, str]]:
        for m in mentions:
            if found := _evidence(m, self._knowledge):
                stated = found[1] in ("state", "acting") and self._stated(m)
                yield m.start, found[0], "stated" if stated else found[1]

    def _stated(self, m: EntityMention) -> bool:
        """Whether a body follows that needs this state's name: "the Polish navy" """
        following = _FOLLOWING.match(self._text, m.end)
        words = following[1].split() if following else []
        return any(state_body(" ".join(words[:size]), self._knowledge) for size in range(1, len(words) + 1))

    def _of_words(self, mentions: Sequence[EntityMention]) -> Iterator[tuple[int, str, str]]:
        """Signs that are no mention of an entity, nor the name of a person."""
        known = {m.start for m in mentions if (found := _evidence(m, self._knowledge)) and found[1] != _NAMESAKE}
        people = [(m.start, m.end) for m in mentions if m.label == "PERSON"]
        for sign in home_signs(self._text):
            if sign.start not in known and not any(start <= sign.start < end for start, end in people):
                yield sign.start, sign.state, sign.kind

    def features(self, position: int) -> dict[str, dict[str, float]]:
        """What speaks for each state (iso3) at a position, by the names of the weights."""
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        paragraph, title = self._text.rfind("\n", 0, position), self._text.find("\n")
        for _, state, kind in self._signs:
            counts[state][f"count-{kind}"] += 1
        found = {state: {k: math.log1p(v) for k, v in kinds.items()} for state, kinds in counts.items()}
        for start, state, kind in self._signs:
            if start < title:
                found[state]["title"] = 1.0
            if paragraph <= start < position:
                near = "state" if kind in ("state", "acting", "stated") else "place"
                found[state][f"paragraph-{near}"] = 1.0
        if self._signs:
            found[self._signs[0][1]]["first"] = 1.0
        for state in self._outlet:
            found.setdefault(state, {})["outlet"] = 1.0
        for state in self._datelines & found.keys():
            found[state]["dateline"] = 1.0
        return found

    def at(self, position: int, among: Collection[str] = (), without: Collection[str] = ()) -> str | None:
        """The state (iso3) whose a body at a position is that the text names without its state; ``None`` if no state
        is spoken of.

        ``among``: the only states that usually have such a body; ``without``: those that have none.
        """
        able = [s for s in self.ranked(position) if s not in without]
        return next((s for s in able if s in among), able[0] if able else None)

    def clearly(self, position: int, without: Collection[str] = ()) -> str | None:
        """The state (iso3) at home at a position, if no other is nearly as likely; ``without``: those it cannot be."""
        scores = self._scores(position)
        able = [s for s in self.ranked(position) if s not in without]
        doubt = len(able) > 1 and scores[able[0]] - scores[able[1]] < _CLEAR
        return able[0] if able and not doubt else None

    def ranked(self, position: int) -> list[str]:
        """The states (iso3) that are spoken of, the one most likely at home at the position first."""
        scores = self._scores(position)
        return sorted(scores, key=lambda s: (-scores[s], s))

    def _scores(self, position: int) -> dict[str, float]:
        weights = _weights()
        return {s: sum(weights.get(k, 0.0) * v for k, v in f.items()) for s, f in self.features(position).items()}
