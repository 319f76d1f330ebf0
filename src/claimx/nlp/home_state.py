"""Whose "the army" is: the state at home in a text, by the places, bodies and people that it names and where.

What is at home goes without its adjective, so that the foreign state is often named more.  The weights are data
(``data/home_state.json``), fitted once to bodies of known states.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from claimx.errors import ModelError
from claimx.knowledge.kb import KnowledgeBase, load_knowledge
from claimx.schema import EntityMention

_FILE = Path(__file__).parent / "data" / "home_state.json"
_SHORT = 3
"""Letters of an acronym at most: longer names in capitals stand in datelines."""
_NAMESAKE = "namesake"
"""A place with the name of a port may be another place: it counts only where something else points to its state."""
_PORT_OF = re.compile(r"^(?:[Tt]he )?[Pp]ort of ")


@cache
def _weights() -> dict[str, float]:
    try:
        return {str(k): float(v) for k, v in json.loads(_FILE.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"cannot read {_FILE.name}", str(error), "reinstall claimx") from error


@cache
def _knowledge() -> KnowledgeBase:
    return load_knowledge()


@cache
def _places() -> tuple[dict[str, str], dict[str, str]]:
    """States (iso3) by their capitals, and by ports whose name no port of another state has."""
    kb = _knowledge()
    found: dict[str, set[str]] = defaultdict(set)
    for port in kb.ports.values():
        found[port.name].add(port.country)
    ports = {name: next(iter(states)) for name, states in found.items() if len(states) == 1}
    return {s.capital: ref for ref, s in kb.states.items() if s.capital and s.status != "historical"}, ports


def _evidence(m: EntityMention) -> tuple[str, str] | None:
    """The state (iso3) that a mention points to, and what kind of sign it is."""
    kb = _knowledge()
    capitals, ports = _places()
    name = _PORT_OF.sub("", m.exact)
    name = name.title() if name.isupper() and len(name) > _SHORT else name
    if m.label == "STATE" and m.ref:
        return m.ref, "state"
    if name in capitals:
        return capitals[name], "capital"
    if m.label in ("PORT", "PLACE"):
        port = kb.ports.get(m.ref or "")
        state = port.country if port else ports.get(name)
        return (state, "port" if m.label == "PORT" else _NAMESAKE) if state else None
    if m.label == "ORG" and (body := kb.organisations.get(m.ref or "")) and body.state:
        return body.state, "body"
    if m.label == "PERSON" and (person := kb.people.get(m.ref or "")) and person.state:
        return person.state, "person"
    return None


class HomeState:
    """The evidence of one text; made once, asked for each body."""

    def __init__(self, text: str, mentions: Sequence[EntityMention]) -> None:
        self._text = text
        signs = [(m.start, *found) for m in mentions if (found := _evidence(m))]
        sure = {state for _, state, kind in signs if kind != _NAMESAKE}
        self._signs = sorted(
            (start, state, "port" if kind == _NAMESAKE else kind) for start, state, kind in signs if state in sure
        )

    def at(self, position: int) -> str | None:
        """The state (iso3) whose a body at a position is that the text names without its state; ``None`` if no state
        is spoken of.
        """
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        paragraph, title = self._text.rfind("\n", 0, position), self._text.find("\n")
        for _, state, kind in self._signs:
            counts[state][f"count-{kind}"] += 1
        features = {state: {k: math.log1p(v) for k, v in found.items()} for state, found in counts.items()}
        for start, state, kind in self._signs:
            if start < title:
                features[state]["title"] = 1.0
            if paragraph <= start < position:
                features[state]["paragraph-state" if kind == "state" else "paragraph-place"] = 1.0
        if self._signs:
            features[self._signs[0][1]]["first"] = 1.0
        weights = _weights()
        scores = {s: sum(weights.get(k, 0.0) * v for k, v in f.items()) for s, f in features.items()}
        return min(scores, key=lambda s: (-scores[s], s)) if scores else None
