"""PERSON, ORG and PLACE for names no list knows: every mention of a name in the text votes on what it is.

spaCy's small model calls one name a person here and a place there.  Titles, prepositions of place, head nouns, speech
verbs and spaCy's own labels are votes; a name gets the label with most of them, in all its mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from claimx.ids import name_key
from claimx.nlp.entity_context import NAME_PART, Candidate, Context, Occupied, Tier
from claimx.nlp.entity_mending import WEEKDAYS, mend, proper
from claimx.nlp.entity_organisations import headed
from claimx.nlp.entity_people import never_person
from claimx.nlp.entity_places import in_event, with_region
from claimx.schema import Label

_USED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "EVENT", "LAW"})
_VOTE: dict[str, Label] = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
_LEARNED_VOTE = 2.0
"""The weight of a sure proposal: that of a title before the name."""
_AGE = re.compile(r",? (?:\d{2}|aged \d{2})[,.\s]")


@dataclass(slots=True)
class _Name:
    """All mentions of a name and the votes for its label."""

    places: list[tuple[int, int]] = field(default_factory=list)
    votes: dict[Label, float] = field(default_factory=dict)

    def add(self, label: Label, weight: float) -> None:
        self.votes[label] = self.votes.get(label, 0.0) + weight


def find_names(
    context: Context, certain: Iterable[Candidate], proposals: Iterable[tuple[int, int, str, float]] = ()
) -> list[Candidate]:
    """Candidates for PERSON, ORG and PLACE by vote, outside the spans of the certain candidates.

    ``proposals`` of a learned tagger (start, end, label, probability) vote for the name they span.
    """
    learned: dict[tuple[int, int], list[tuple[str, float]]] = {}
    for first, last, proposed, probability in proposals:
        learned.setdefault((first, last), []).append((proposed, probability))
    taken = Occupied((c.start, c.end) for c in certain)
    names: dict[str, _Name] = {}
    for start, end, label in _spans(context):
        if not taken.free(start, end):
            continue
        text = context.text[start:end]
        if not usable(context, start, end):
            continue
        name = names.setdefault(text.title() if text.isupper() and len(text) > 4 else text, _Name())
        name.places.append((start, end))
        if label in _VOTE:
            name.add(_VOTE[label], _trust(context, start, text, label))
        for proposed, probability in learned.get((start, end), ()):
            if proposed in ("PERSON", "ORG", "PLACE"):
                name.add(cast(Label, proposed), _LEARNED_VOTE * probability)
        _around(context, name, start, end)
    for text, name in names.items():
        _itself(context, name, text)
    _surnames(names)
    found: list[Candidate] = []
    for text in sorted(names):
        name = names[text]
        if not name.votes:
            continue
        label, votes = max(sorted(name.votes.items()), key=lambda kv: kv[1])
        # A capitalised common word that spaCy alone calls an organisation once is mostly none.
        if votes < (0.65 if label == "ORG" else 0.9) or name.votes.get("WEAPON", -9.0) > votes:
            continue
        if label == "PERSON" and never_person(context, *name.places[0]):
            continue
        tier = Tier.RULE if votes >= 2.0 else Tier.TAGGER
        if label in ("PLACE", "ORG"):
            name.places = [(s, e) for s, e in name.places if not in_event(context, e)]
        ref = known_person(context, name.places[0]) if label == "PERSON" and name.places else None
        found += [
            Candidate(s, with_region(context, s, e) if label == "PLACE" else e, label, tier, ref)
            for s, e in name.places
        ]
    return found


def known_person(context: Context, place: tuple[int, int]) -> str | None:
    """The id of somebody whom the knowledge base has by the full name at the place, or None."""
    text = context.text[slice(*place)]
    ids = context.kb.people_by_name.get(name_key(text), ()) if " " in text else ()
    return ids[0] if ids else None


def _trust(context: Context, start: int, text: str, label: str) -> float:
    """The weight of spaCy's own label: little for one word that opens a sentence, or that it calls an organisation."""
    if " " in text:
        return 1.0
    weight = 0.6 if context.token(start).is_sent_start else 1.0
    return weight * 0.7 if label == "ORG" and not text.isupper() else weight


def _spans(context: Context) -> list[tuple[int, int, str]]:
    """Possible names: spaCy's entities, mended, and runs of proper nouns that it left out."""
    found: list[tuple[int, int, str]] = []
    for entity in context.ents:
        if entity.label_ not in _USED:
            continue
        start, end = mend(context, entity.start_char, entity.end_char, person=entity.label_ == "PERSON")
        if entity.label_ == "NORP" and context.kb.state_names.get(context.text[start:end]):
            continue
        person_of = re.match(
            rf"({NAME_PART}(?: {NAME_PART}){{0,3}}) of (?:the )?({NAME_PART}.*)$", context.text[start:end], re.S
        )
        if person_of is not None and not set(person_of.group(1).split(" ")) & _heads(context):
            found.append((start, start + person_of.end(1), ""))
            found.append((start + person_of.start(2), end, entity.label_ if entity.label_ == "ORG" else ""))
        elif parted := re.search(r" and (?:the )?(?=[A-Z])", context.text[start:end]):
            # Two names that spaCy joins; one name where only its end is a body's head ("Fish and Game Department").
            first, rest = context.text[start : start + parted.start()], context.text[start + parted.end() : end]
            named = headed(context, first.split(" ")) or first.isupper()
            if parted.group() == " and the " or entity.label_ != "ORG" or (named and headed(context, rest.split(" "))):
                found.append((start, start + parted.start(), entity.label_))
                found.append((end - len(rest), end, entity.label_))
            else:
                found.append((start, end, entity.label_))
        elif start < end:
            found.append((start, end, entity.label_))
    covered = Occupied((s, e) for s, e, _ in found if s < e)
    tokens = list(context.doc)
    at = 0
    while at < len(tokens):
        if not proper(tokens[at]) or tokens[at].ent_type_ in ("DATE", "CARDINAL", "TIME", "LANGUAGE"):
            at += 1
            continue
        last = at
        while last + 1 < len(tokens) and proper(tokens[last + 1]) and tokens[last].whitespace_ == " ":
            last += 1
        start, end = mend(context, tokens[at].idx, tokens[last].idx + len(tokens[last]))
        if start < end and covered.free(start, end):
            found.append((start, end, ""))
        at = last + 1
    return found


def _heads(context: Context) -> frozenset[str]:
    return context.cues("org", "heads") | context.cues("place", "heads") | context.cues("place", "of_heads")


def usable(context: Context, start: int, end: int) -> bool:
    """Whether the span can be a name that the lists do not know as something else."""
    kb, text = context.kb, context.text[start:end]
    if len(text) < 2 or not (text[0].isupper() or re.match(r"(?:al|el|as|ar|ad)-[A-Z]", text)) or len(text) > 70:
        return False
    if re.search(r"[\"“”:;!?()/\[\]@#…]", text) or WEEKDAYS.match(text) or text in context.cues("org", "not"):
        return False
    if context.heading_like(start) and not re.match(r"\s*[,(–—-]", context.text[end : end + 3]):
        return False
    first = context.token(start)
    if " " not in text and (first.is_stop or first.pos_ not in ("PROPN", "X", "NOUN", "ADJ")):
        return False
    if " " not in text and first.pos_ != "PROPN" and (first.is_sent_start or first.ent_type_ == ""):
        return False
    if text in context.cues("person", "titles") or any(not v.capital for v in kb.state_names.get(text)):
        return False
    if any(not kb.weapons[i].generic for i in kb.weapon_names.get(text)):
        return False
    vessel = context.token(start - 2) if start > 1 else None
    if (
        vessel is not None
        and vessel.lower_ in context.cues("port", "vessel")
        and vessel.pos_ == "NOUN"
        and vessel.lower_ not in context.cues("port", "crew")
    ):
        return False
    return not re.fullmatch(r"[A-Z]{0,2}[-\d.,]+[A-Z]?", text)


def _around(context: Context, name: _Name, start: int, end: int) -> None:
    """Votes from the words around one mention."""
    text, doc = context.text, context.doc
    first, last = context.index(start), context.index(end - 1)
    before = doc[first - 1] if first else None
    after = doc[last + 1] if last + 1 < len(doc) else None
    root = context.root(start, end)
    several = " " in text[start:end]
    if before is not None and "\n" not in text[before.idx : start]:
        word = before.lower_
        if before.text in context.cues("person", "titles") or (
            word in context.cues("person", "lower_titles") and before.pos_ in ("NOUN", "PROPN")
        ):
            name.add("PERSON", 2.0 if several or before.text[0].isupper() else 1.0)
        elif word in context.rules.place_prepositions:
            weight = context.rules.place_prepositions[word]
            name.add("PLACE", weight if not several else 0.6 * weight)
        elif word == "the":
            name.add("ORG", 0.6)
            name.add("PERSON", -1.5)
            name.add("PLACE", -0.3)
        elif word == "of" and first > 1 and doc[first - 2].lower_ in context.cues("place", "before_of"):
            name.add("PLACE", 1.6)
        elif before.text in ("Mr", "Ms", "Mrs", "Dr"):
            name.add("PERSON", 3.0)
        elif word == "told" and not several:
            name.add("ORG", 0.3)
    if root.dep_ == "nsubj" and root.head.lemma_.lower() in context.cues("person", "verbs"):
        name.add("PERSON", 0.8)
        name.add("ORG", 0.5)
        name.add("PLACE", -0.5)
    follows = text[end : end + 40]
    if _AGE.match(follows):
        name.add("PERSON", 1.5)
    if re.match(r",? who\b", follows):
        name.add("PERSON", 1.5)
    elif several and (match := re.match(r", (?:an?|the|its|his|her)? ?(?:\w+ )?(\w+)", follows)):
        name.add("PERSON", 1.2 if match.group(1) in context.cues("person", "lower_titles") else 0.0)
    country = re.match(r", ([A-Z]\w+(?: [A-Z]\w+)?)\b", follows)
    if country is not None and any(v.use == "name" for v in context.kb.state_names.get(country.group(1))):
        name.add("PLACE", 1.5)
    if after is not None and after.lower_ in ("province", "region", "district", "oblast", "governorate", "county"):
        name.add("PLACE", 1.5)
    if (
        re.match(r"\s*\([A-Z]", follows)
        and context.text[context.line_start(start) : start] == ""
        and text[start:end].isupper()
    ):
        name.add("PLACE", 2.0)
    if text[start - 1 : start] == "(" and follows[:1] == ")" and re.match(r"\)\s*[–—-]", follows):
        name.add("ORG", 2.5)
    if root.dep_ in ("pobj",) and before is not None and before.lower_ in ("by",) and not several:
        name.add("ORG", 0.2)


def _itself(context: Context, name: _Name, text: str) -> None:
    """Votes from the name's own words."""
    kb, words = context.kb, text.split(" ")
    org_heads, place_heads = context.cues("org", "heads"), context.cues("place", "heads")
    if len(words) > 1 and (
        words[-1] in org_heads or words[0] in ("Radio", "TV", "Bank", "University", "Ministry", "Agência", "Al-Jazeera")
    ):
        name.add("ORG", 2.5)
        name.add("PERSON", -2.0)
    if len(words) > 1 and words[-1] in place_heads - org_heads:
        name.add("PLACE", 2.5)
        name.add("PERSON", -2.0)
    if re.search(r" (?:of|for|and|&) ", text):
        name.add("ORG", 0.8)
        name.add("PERSON", -1.5)
    if re.fullmatch(r"[A-Z][A-Z&]{1,6}", text):
        name.add("ORG", 0.9)
        name.add("PERSON", -2.0)
    if kb.place_names.get(text):
        name.add("PLACE", 1.5)
    elif ids := kb.port_names.get(text):
        name.add("PLACE", 0.3 if any("common-word" in kb.ports[i].risk for i in ids) else 1.2)
    if (
        len(words) in (2, 3)
        and all(re.fullmatch(NAME_PART, w) for w in words)
        and words[-1] not in org_heads | place_heads
    ):
        if name_key(text) in kb.people_by_name:
            name.add("PERSON", 2.0)
        name.add("PERSON", 1.2 if words[0].lower() in context.rules.given_names else 0.3)
    elif len(words) == 1:
        name.add("PERSON", -0.1)
    if re.search(r"\d", text):
        name.add("PERSON", -2.0)
        name.add("PLACE", -0.5)


def _surnames(names: dict[str, _Name]) -> None:
    """One word that ends the full name of a person in the text is that person."""
    last: set[str] = set()
    for text, name in names.items():
        words = text.split(" ")
        if len(words) > 1 and name.votes and max(name.votes, key=lambda k: (name.votes[k], k)) == "PERSON":
            last.add(words[-1])
    for text, name in names.items():
        if text in last:
            name.add("PERSON", 2.5)
