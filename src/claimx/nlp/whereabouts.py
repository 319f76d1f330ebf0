"""Where people are whom a text calls only by what they are: "residents" as "residents of Narvik", "diplomats here"."""

from __future__ import annotations

import re

from claimx.nlp.discourse import Discourse
from claimx.nlp.referents import Referent
from claimx.nlp.word_lists import descriptions
from claimx.schema import EntityMention

_MOST_WORDS = 3
_NEAR = 3
"""Sentences over which a place is still that of the people spoken of."""
_BEFORE = 20
"""Characters before a place in which its preposition stands."""
_POINTING = re.compile(r"\s(?P<where>here|there)$")
_TELLS = re.compile(r"\s(?:of|in|at|near|from|outside|around|on|who|with)\s")


def placed(name: str, referent: Referent, discourse: Discourse) -> str:
    """A description with the place that its paragraph named last."""
    if not referent.spots or any(c.isupper() for c in name[1:]):
        return name
    at = referent.spots[0].start
    if (pointing := _POINTING.search(name)) is not None:
        place = _dateline(discourse) if pointing["where"] == "here" else _nearest(at, discourse)
        return f"{name[: pointing.start()]} in {_cased(place)}" if place is not None else name
    if _TELLS.search(name):
        return name
    last = name.split(" ")[-1].lower()
    if referent.plural and last in descriptions("dwellers") and len(name.split()) <= _MOST_WORDS:
        place = _nearest(at, discourse)
        return f"{name} {_link(last, place, discourse)} {_cased(place)}" if place is not None else name
    return name


def _nearest(at: int, discourse: Discourse) -> EntityMention | None:
    """The place named last before a position, in its paragraph and not far from it."""
    here, paragraph = discourse.sentence(at), discourse.paragraph(at)
    near = [
        m
        for m in discourse.places
        # "Baku denied it.  Residents …": of a capital that is its government nobody is a resident.
        if m.attributes.get("use") != "metonym"
        and m.start < at
        and here - discourse.sentence(m.start) <= _NEAR
        and discourse.paragraph(m.start) == paragraph
    ]
    return near[-1] if near else None


def _dateline(discourse: Discourse) -> EntityMention | None:
    """The first place of a text, where it stands in its first paragraph."""
    first = discourse.places[0] if discourse.places else None
    return first if first is not None and discourse.paragraph(first.start) == 0 else None


def _link(noun: str, place: EntityMention, discourse: Discourse) -> str:
    """The preposition between people and their place."""
    if place.label == "PORT" and place.exact[:5].lower() == "port ":
        return "at the"
    before = [w for w in discourse.text[max(0, place.start - _BEFORE) : place.start].lower().split() if w != "the"]
    link = before[-1] if before else ""
    return link if link in descriptions("kept") else "of" if noun in descriptions("belonging") else "in"


def _cased(place: EntityMention) -> str:
    """A place as it is written inside a sentence: datelines have capitals."""
    return place.exact.title() if place.exact.isupper() and len(place.exact) > 3 else place.exact
