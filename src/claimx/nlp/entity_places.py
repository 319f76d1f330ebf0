"""PLACE mentions: seas, regions and towns we know, names with a geographic head, and what spaCy calls a place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from claimx.nlp.entity_context import Candidate, Context, Tier


def find_places(context: Context) -> list[Candidate]:
    """Candidates for PLACE."""
    return _known(context) + _headed(context) + _ports_of_states(context)


def _known(context: Context) -> list[Candidate]:
    kb, found = context.kb, []
    for hit in kb.place_names.find(context.tokens):
        start, end = context.tokens[hit.first].start, context.tokens[hit.last - 1].end
        if not context.whole(start, end) or context.token(start).pos_ not in ("PROPN", "ADJ", "NOUN"):
            continue
        text = context.text[start:end]
        if text in ("Nice", "Split", "Maine", "Cork", "Dover", "Porto", "Perth") and context.token(
            start
        ).ent_type_ not in ("GPE", "LOC"):
            continue
        place = kb.places[hit.values[0]]
        if in_event(context, end) or (place.kind == "river" and _in_longer_name(context, start, end)):
            continue
        found.append(Candidate(start, end, "PLACE", Tier.KNOWN, place.id, place.name))
        if (wider := with_region(context, start, end)) > end:
            found.append(Candidate(start, wider, "PLACE", Tier.CERTAIN))
    return found


def _in_longer_name(context: Context, start: int, end: int) -> bool:
    """Whether a capitalised word stands right before or after the name ("Volga Tidings", "Upper Rhine")."""
    words = context.span(start, end)
    before = context.doc[words.start - 1] if words.start else None
    after = context.doc[words.end] if words.end < len(context.doc) else None
    return any(word is not None and word.pos_ == "PROPN" and word.text[0].isupper() for word in (before, after))


def _ports_of_states(context: Context) -> list[Candidate]:
    """Towns called after a state and the port they grew from ("Port Sudan"): the whole is no state, port or not."""
    kb, found = context.kb, []
    for hit in kb.port_names.find(context.tokens):
        start, end = context.tokens[hit.first].start, context.tokens[hit.last - 1].end
        last = context.text[start:end].rpartition(" ")[2]
        if hit.last - hit.first > 1 and kb.state_names.get(last) and context.whole(start, end):
            found.append(Candidate(start, end, "PLACE", Tier.KNOWN))
    return found


def _headed(context: Context) -> list[Candidate]:
    """Names with a head that says what they are ("Sabina Shoal", "Gulf of Lions", "Vostochny Cosmodrome")."""
    kb, found = context.kb, []
    heads = context.cues("place", "heads")
    for match in context.rules.headed_places.finditer(context.text):
        start, end = match.span()
        words = context.text[start:end].split(" ")
        while len(words) > 2 and (
            words[0] in ("The", "In", "At", "On", "A", "From", "Near", "But", "And")
            or (
                kb.state_names.get(words[0])
                and any(v.use == "demonym" for v in kb.state_names.get(words[0]))
                and len(words) > 2
                and words[1] not in heads
            )
        ):
            start += len(words[0]) + 1
            words = words[1:]
        if (
            words[0] in ("The", "In", "At", "On", "A", "This", "That")
            or re.search(r"['’]s ", context.text[start:end])
            or context.heading_like(start)
        ):
            continue
        if (
            end < len(context.text) - 1
            and context.text[end] == " "
            and context.text[end + 1].isupper()
            and context.token(end + 1).pos_ == "PROPN"
            and context.token(end + 1).ent_iob_ == "I"
        ):
            continue
        if not in_event(context, end):
            found.append(Candidate(start, end, "PLACE", Tier.KNOWN))
    for match in context.rules.places_of.finditer(context.text):
        if not match.group().startswith("Port"):
            found.append(Candidate(match.start(), match.end(), "PLACE", Tier.CERTAIN))
    return found


def as_places(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """The candidates with each unknown body of one word as the place that its name is elsewhere in the text, where it
    is that as often: "Gulf orders", "in the Gulf".
    """
    places = Counter(text[c.start : c.end] for c in candidates if c.label == "PLACE")
    bodies = Counter(text[c.start : c.end] for c in candidates if c.label == "ORG" and c.ref is None)
    wrong = {name for name, n in bodies.items() if name in places and n <= places[name] and _one_word(name)}
    return [
        replace(c, label="PLACE") if c.label == "ORG" and c.ref is None and text[c.start : c.end] in wrong else c
        for c in candidates
    ]


def _one_word(name: str) -> bool:
    return name.isalpha() and not name.isupper()


_EVENT = re.compile(r"(?: [A-Z][\w'-]*){0,4} ([A-Z]\w+)(?![\w-])|(?: \w+){0,3} (?:elections?|referendum)(?![\w])")


def in_event(context: Context, end: int) -> bool:
    """Whether the place only names an event ("Tehran Conference", "1981 Ontario general election")."""
    match = _EVENT.match(context.text, end)
    return match is not None and (match.group(1) is None or match.group(1) in context.cues("place", "events"))


def with_region(context: Context, start: int, end: int) -> int:
    """The end of a place's name with the kind of region after it ("Kharkiv region")."""
    match = _REGION.match(context.text, end)
    return match.end() if match is not None and context.text[start].isupper() else end


_REGION = re.compile(r" (?:region|province|district|oblast|governorate|county|river|islands|archipelago)(?![\w])")
