"""PORT mentions: a name is a port where the word port, a vessel or a shipping verb says so; else it stays a place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Token

from claimx.nlp.entity_ashore import ashore, vessel_words
from claimx.nlp.entity_context import Candidate, Context, Occupied, Tier
from claimx.nlp.entity_states import acts, dateline

_NAME = r"[A-ZÀ-ÞĀ-Ž][\w'’]{0,40}(?:[- ](?:al|el|ad|as|es|de|da|do|of|am|the)?[- ]?[A-ZÀ-ÞĀ-Ž]\w{0,40}){0,3}"
_FACILITY = r"(?:[Pp]ort|[Hh]arbou?r|[Ss]eaport)"
_OF = re.compile(rf"\b(?:[Pp]ort|[Hh]arbou?r|[Ss]eaport) of ({_NAME})")
_BEHIND = re.compile(rf"\b({_NAME})(?:['’]s)? ({_FACILITY})\b(?! (?:of|authority|city|town|state|[A-Z])\b)")
_TERMINAL = re.compile(
    r"(?:['’]s)? (?:naval base|(?:container|oil|gas|grain|ferry) terminal|dockyard|roadstead|anchorage|docks)(?![\w])"
)


def find_ports(context: Context, phrases: list[Candidate], places: Iterable[Candidate]) -> list[Candidate]:
    """Candidates for PORT among known ports and the places of the text, outside the phrases that say so themselves."""
    told = {c.name for c in phrases if c.name}
    return _governed(context, phrases, told, places)


def port_id(context: Context, name: str) -> str | None:
    """The id of the one tier-1 port of that name, or of the one in a state that the text names; else None."""
    kb = context.kb
    ids = kb.port_names.get(name) or kb.port_names.get(name.title() if name.isupper() else name)
    if len(ids) > 1:
        named = [i for i in ids if kb.ports[i].country in context.states]
        exact = [i for i in named or ids if kb.ports[i].name == name]
        ids = tuple(exact or named)
        if len(ids) > 1:
            order = {"Large": 0, "Medium": 1, "Small": 2, "Very Small": 3}
            ranks = sorted((order.get(kb.ports[i].size or "", 4), i) for i in ids)
            ids = (ranks[0][1],) if ranks[0][0] < ranks[1][0] else ()
    return ids[0] if len(ids) == 1 else None


def port_phrases(context: Context) -> list[Candidate]:
    """Candidates for PORT that say so themselves ("port of Split", "Gdansk's port")."""
    found: list[Candidate] = []
    adjectives = context.cues("port", "adjectives")
    for match in _OF.finditer(context.text):
        end = match.end(1)
        name = match.group(1)
        name = re.split(r" (?:of|the)\b| (?=(?:said|says)\b)", name)[0].removesuffix("'s").removesuffix("’s")
        end = match.start(1) + len(name)
        if _is_month_or_common(context, match.start(1), name):
            continue
        start = match.start()
        # What kind of port it is belongs to the phrase ("commercial port of"), what one thinks of it does not.
        before = context.token(start - 1) if start > 1 else None
        if before is not None and before.lower_ in ("commercial", "naval", "military", "fishing"):
            start = before.idx
        found.append(_port(context, start, end, name, Tier.CERTAIN))
    for match in _BEHIND.finditer(context.text):
        name = match.group(1).removesuffix("'s").removesuffix("’s")
        words = name.split(" ")
        while words and words[0] in context.cues("port", "not_names"):
            words.pop(0)
        name = " ".join(words)
        if not name or name.lower() in adjectives or not _placelike(context, match.end(1) - len(name), name):
            continue
        start = match.start(1) + len(match.group(1)) - len(name)
        if match.group(1) != match.group(1).removesuffix("'s").removesuffix("’s"):
            start = match.start(1) + match.group(1).index(name)
        if context.kb.state_names.get(name) and not any(v.capital for v in context.kb.state_names.get(name)):
            continue
        found.append(_port(context, start, match.end(), name, Tier.CERTAIN))
    return found


def _is_month_or_common(context: Context, start: int, name: str) -> bool:
    if name in ("Entry", "Call", "Registry", "Origin", "Destination"):
        return True
    return bool(context.kb.state_names.get(name)) and not any(
        v.capital for v in context.kb.state_names.get(name)
    ) and not context.kb.port_names.get(name)  # fmt: skip


def _placelike(context: Context, start: int, name: str) -> bool:
    """Whether the name before "port" or "harbour" is a town's: a port we know, a place spaCy sees, or a plain name."""
    if context.kb.port_names.get(name) or context.kb.place_names.get(name):
        return True
    token = context.token(start)
    # A town that the parser does not know it takes for a person or a people.
    named = token.ent_type_ in ("GPE", "LOC", "FAC", "PERSON", "NORP", "")
    return named and token.pos_ == "PROPN" and not token.is_sent_start


def _port(context: Context, start: int, end: int, name: str, tier: Tier) -> Candidate:
    return Candidate(start, end, "PORT", tier, port_id(context, name), name)


def _governed(
    context: Context, phrases: list[Candidate], told: set[str], places: Iterable[Candidate]
) -> list[Candidate]:
    kb, found = context.kb, []
    busy = Occupied((c.start, c.end) for c in phrases)
    names: list[tuple[int, int]] = []
    for hit in kb.port_names.find(context.tokens):
        start, end = context.tokens[hit.first].start, context.tokens[hit.last - 1].end
        if context.text[start].isupper() and context.whole(start, end):
            names.append((start, end))
    known = Occupied(names)
    for place in places:
        inside = not known.free(place.start, place.end)
        if place.label == "PLACE" and not inside and not _geographic(context, place):
            names.append((place.start, place.end))
    by_name: dict[str, list[tuple[int, int, float]]] = {}
    for start, end in sorted(set(names)):
        if not busy.free(start, end) or _other_name(context, start, end):
            continue
        text = context.text[start:end]
        by_name.setdefault(text.title() if text.isupper() else text, []).append(
            (start, end, _score(context, start, end))
        )
    for name, uses in by_name.items():
        best = max(score for *_, score in uses)
        for start, end, score in uses:
            if _is_port(context, start, end, name, score, best, name in told):
                found.append(_port(context, start, end, name, Tier.KNOWN))
    return found


_SIZES = {"Large": 3, "Medium": 2, "Small": 1}


def _is_port(context: Context, start: int, end: int, name: str, score: float, best: float, told: bool) -> bool:
    """Whether the evidence adds up to a port; without a maritime word in sentence or text it never does."""
    if dateline(context, start, end) or (
        context.kb.state_names.get(name) and (score < 1.5 or acts(context, start, end))
    ):
        return False
    kb, points = context.kb, context.rules.port_points
    ids = kb.port_names.get(name)
    token = context.token(start)
    vessels = len(vessel_words(context, token))
    density = context.density("port", "vessel")
    if not (vessels or told or best >= 1.5 or density >= points["least_density"]):
        return False
    before = context.lowers[context.index(start) - 1] if start else ""
    total = points["bias"] + points["governed"] * score + points["best_mention"] * best
    total += points["vessel_words"] * min(vessels, 3) + points["maritime_text"] * min(density, 2.0)
    if ids:
        total += points["known"] + points["size"] * max(_SIZES.get(kb.ports[i].size or "", 0) for i in ids)
    total += points["named_as_port"] if told else 0.0
    total += points["in"] if before == "in" else points["from_to_at"] if before in ("from", "to", "at") else 0.0
    total += points["capital"] if kb.state_names.get(name) else 0.0
    total += points["possessor"] if token.dep_ == "poss" else 0.0
    total += points["ashore"] if ashore(context, start, end) else 0.0
    return total > points["threshold"]


def _geographic(context: Context, place: Candidate) -> bool:
    """Whether the place is a sea, a region or a named feature, which is no port."""
    text = context.text[place.start : place.end]
    ids = context.kb.place_names.get(text)
    return (bool(ids) and context.kb.places[ids[0]].kind != "city") or text.split(" ")[-1] in context.cues(
        "place", "heads"
    )


def _other_name(context: Context, start: int, end: int) -> bool:
    """Whether the name is a state, a word, or a piece of a longer name."""
    kb, text = context.kb, context.text[start:end]
    values = kb.state_names.get(text)
    if (
        values
        and not any(v.capital for v in values)
        and text not in ("Djibouti", "Singapore", "Hong Kong", "Gibraltar")
    ):
        return True
    place = kb.place_names.get(text)
    if place and kb.places[place[0]].kind != "city" and not kb.port_names.get(text):
        return True
    after, before = context.text[end : end + 2], context.text[max(0, start - 2) : start]
    following = context.token(end + 1) if len(after) == 2 and after[0] == " " else None
    if (
        following is not None
        and following.text[0].isupper()
        and following.pos_ == "PROPN"
        and following.ent_iob_ == "I"
    ):
        return True
    preceding = context.token(start - 2) if len(before) == 2 and before[1] == " " and before[0].isalnum() else None
    if (
        preceding is not None
        and preceding.text[0].isupper()
        and preceding.pos_ == "PROPN"
        and context.token(start).ent_iob_ == "I"
    ):
        return True
    if context.after(end) == "-" or context.token(start).pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
        return True
    ids = kb.port_names.get(text)
    risky = bool(ids) and any("common-word" in kb.ports[i].risk for i in ids)
    return risky and context.token(start).ent_type_ not in ("GPE", "LOC", "FAC")


def _score(context: Context, start: int, end: int) -> float:
    """How much says that the name is meant as a port: 1.5 is enough by itself."""
    kb = context.kb
    if dateline(context, start, end):
        return 0.0
    text = context.text[start:end]
    token = context.root(start, end)
    known = kb.port_names.get(text) or kb.port_names.get(text.title() if text.isupper() else text)
    points = 0.5 if known else 0.0
    if _TERMINAL.match(context.text, end):
        points += 1.5
    if text.split()[0] in kb.cues["port"]["named"] and " " in text:
        points += 0.5
    vessel, verbs = context.cues("port", "vessel"), context.cues("port", "verbs")
    preposition = token.head if token.dep_ == "pobj" else None
    if token.dep_ in ("conj", "appos") and token.head.dep_ == "pobj":
        preposition = token.head.head
    head = preposition.head if preposition is not None else token.head
    while head.dep_ == "prep" and head.head.i != head.i:
        head = head.head
    sentence = vessel_words(context, token)
    if preposition is not None:
        if preposition.lower_ == "off":
            points += 0.75 + (0.75 if sentence else 0.0)
        lemma = head.lemma_.lower()
        if lemma in verbs and (
            lemma
            not in ("put", "call", "load", "board", "export", "import", "weigh", "seize", "divert", "mine", "dock")
            or sentence
            or (known and preposition.lower_ in ("through", "via"))
        ):
            points += 1.25
        elif lemma in vessel or _vessel_subject(head, vessel):
            points += 1.0
        elif lemma == "bind" or head.lower_ == "bound":
            points += 0.75 + (0.5 if sentence else 0.0)
    elif token.dep_ in ("dobj", "nsubj", "nsubjpass"):
        if _vessel_subject(token.head, vessel) and token.dep_ == "dobj":
            points += 1.0
        if token.dep_ != "dobj" and token.head.lemma_.lower() in ("handle", "unload", "load", "ship"):
            points += 1.0
    if token.dep_ == "compound" and token.head.lemma_.lower() in vessel - {"crew", "captain", "pilot", "sailor"}:
        points += 0.75
    if sentence:
        points += 0.35 + (0.25 if len(sentence) > 1 else 0.0)
    return points


def _vessel_subject(verb: Token, vessel: frozenset[str]) -> bool:
    """Whether what the verb is about is a vessel or a cargo."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "agent") and child.lemma_.lower() in vessel:
            return True
    return verb.dep_ in ("acl", "relcl") and verb.head.lemma_.lower() in vessel
