"""Seats of government and the cities where bodies stand: the Kremlin, "the embassy in Oslo", "the ministry there"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from claimx.knowledge.state_bodies import seats
from claimx.schema import EntityMention

if TYPE_CHECKING:
    from claimx.nlp.discourse import Discourse

_THE = re.compile(r"^[Tt]he ")
_IN = re.compile(r"\s+in\s+(?=[A-Z])")
_OPENING = re.compile(r"(?:^|\n|[.!?][\"”’']? )In (?:the )?$")
"""What opens a sentence before the place where it is set."""


def as_body(m: EntityMention) -> EntityMention:
    """A state's mention by the seat of its government as one of a body: the Kremlin is no name of Russia."""
    name = _THE.sub("", m.exact)
    if m.label != "STATE" or name not in seats():
        return m
    start = m.end - len(name)
    return m.model_copy(update={"label": "ORG", "start": start, "exact": name, "ref": None, "attributes": {}})


def linked(m: EntityMention, capitals: Mapping[str, str]) -> EntityMention:
    """A state's mention by its capital that stands for no state of the knowledge base's, as that state's."""
    ref = capitals.get(m.exact) if m.label == "STATE" and (m.ref or "local:").startswith("local:") else None
    return m.model_copy(update={"ref": ref, "attributes": {"use": "metonym"}}) if ref else m


def city_after(text: str, end: int, places: Sequence[EntityMention], capitals: Iterable[str]) -> str | None:
    """The city where something stands that a text has just named: "in Oslo"."""
    link = _IN.match(text, end)
    if link is None:
        return None
    marked = next((m.exact for m in places if m.start == link.end()), None)
    return marked or next((c for c in capitals if text.startswith(c, link.end())), None)


def scene(position: int, discourse: Discourse) -> str | None:
    """The state (iso3) where what a paragraph tells by then takes place: "In Oslo, the ministry said", "In Norway
    itself".
    """
    set_in = [(m.start, m.ref or "") for m in discourse.mentions if m.label == "STATE"]
    set_in += [(m.start, discourse.capitals[m.exact]) for m in discourse.places if m.exact in discourse.capitals]
    opening = [x for x in set_in if x[0] < position and _OPENING.search(discourse.text, max(0, x[0] - 12), x[0])]
    at, state = max(opening, default=(-1, ""))
    here = state in discourse.demonyms and discourse.paragraph(at) == discourse.paragraph(position)
    return state if here else None


def state_spoken_of(position: int, discourse: Discourse) -> str | None:
    """The state (iso3) named last before a position in its paragraph, by name, adjective or capital."""
    near = [(m.start, m.ref or "") for m in discourse.mentions if m.label == "STATE" and m.start < position]
    near += [
        (m.start, discourse.capitals[m.exact])
        for m in discourse.places
        if m.start < position and m.exact in discourse.capitals
    ]
    at, state = max(near, default=(-1, ""))
    return state if state and discourse.paragraph(at) == discourse.paragraph(position) else None
