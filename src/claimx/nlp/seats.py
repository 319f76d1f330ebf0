"""Seats of government and the cities where bodies stand: the Kremlin, "the embassy in Oslo", "the ministry there"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from claimx.knowledge.kb import KnowledgeBase
from claimx.knowledge.state_bodies import seats
from claimx.nlp.word_lists import lines
from claimx.schema import EntityMention

if TYPE_CHECKING:
    from claimx.nlp.discourse import Discourse

_THE = re.compile(r"^[Tt]he ")
_IN = re.compile(r"\s+in\s+(?=[A-Z])")
_SEAT, _HOST = "Brussels", "BEL"
_UNION = frozenset({"European Union", "EU", "E.U."})
_LEAD = 60
"""Characters of a sentence before the state that opens it: a dateline, "On Monday"."""
_FREE = re.compile(r"(?:^|[,:–—-]\s|\b(?:[Bb]ut|[Aa]nd|[Ww]hile)\s)(?:[Tt]he\s)?$")
"""What stands before a state that is the subject of its sentence."""
_ONLY_ARTICLE = re.compile(r",[”\"’]?\s(?:the|its)?\s?")
_OPENING = re.compile(r"(?:^|\n|[.!?][\"”’']? )In (?:the )?$")
"""What opens a sentence before the place where it is set."""


def as_body(m: EntityMention, kb: KnowledgeBase) -> EntityMention:
    """A state's mention by the seat of its government as one of a body: the Kremlin is no name of Russia."""
    name = _THE.sub("", m.exact)
    if m.label != "STATE" or name not in seats(kb):
        return m
    start = m.end - len(name)
    return m.model_copy(update={"label": "ORG", "start": start, "exact": name, "ref": None, "attributes": {}})


def linked(m: EntityMention, capitals: Mapping[str, str]) -> EntityMention:
    """A state's mention by its capital that stands for no state of the knowledge base's, as that state's."""
    ref = capitals.get(m.exact) if m.label == "STATE" and (m.ref or "local:").startswith("local:") else None
    return m.model_copy(update={"ref": ref, "attributes": {"use": "metonym"}}) if ref else m


def with_union(mentions: Sequence[EntityMention]) -> list[EntityMention]:
    """The mentions, "Brussels" that acts as the European Union's where that is named and Belgium is not."""
    union = next((m for m in mentions if m.label == "ORG" and m.exact in _UNION and m.ref), None)
    belgian = any(m.label == "STATE" and m.ref == _HOST and m.exact != _SEAT for m in mentions)
    if union is None or belgian:
        return list(mentions)
    ours: dict[str, object] = {"label": "ORG", "ref": union.ref, "attributes": {}}
    acts = [m.label == "STATE" and m.exact == _SEAT and m.attributes.get("use") == "metonym" for m in mentions]
    return [m.model_copy(update=ours) if act else m for m, act in zip(mentions, acts, strict=True)]


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


def acting(position: int, name: str, discourse: Discourse) -> str | None:
    """The state (iso3) that opens a sentence which its ministry ends, telling what the state does or will do: "Tokyo
    lodged a protest, the foreign ministry said".
    """
    start = discourse.text.rfind(",", 0, position)
    here = discourse.sentence(position)
    if start < 0 or "ministry" not in name.lower() or not _ONLY_ARTICLE.fullmatch(discourse.text, start, position):
        return None
    opening = [m for m in discourse.mentions if discourse.sentence(m.start) == here][:1]
    for m in opening:
        began = discourse.text[_start_of_sentence(m.start, discourse) : m.start]
        if m.label == "STATE" and len(began) <= _LEAD and _FREE.search(began) and m.attributes.get("use") != "demonym":
            return m.ref if _own_acts().match(discourse.text, m.end) and m.ref in discourse.demonyms else None
    return None


def _start_of_sentence(position: int, discourse: Discourse) -> int:
    span = discourse.doc.char_span(position, position + 1, alignment_mode="expand")
    return span.sent.start_char if span is not None else position


@cache
def _own_acts() -> re.Pattern[str]:
    acts = "|".join(re.escape(line) for line in lines("official_acts", "acts"))
    return re.compile(rf"\s(?:(?:has|have|had|also|again|now)\s){{0,2}}(?:{acts})\b")


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
