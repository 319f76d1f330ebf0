"""PERSON mentions: whole names without titles, and surnames of people the text has named."""

from __future__ import annotations

import re

from claimx.ids import surname_key
from claimx.nlp.entity_context import NAME_PART, Candidate, Context, Occupied, Tier
from claimx.nlp.entity_mending import strip_titles
from claimx.nlp.entity_newspapers import is_newspaper

_NAME = re.compile(
    rf"{NAME_PART}(?: (?:al|el|bin|bint|binti|ibn|mint|ould|von|van|zu|de|der|den|da|dos|la|le|di|du|ten|ter|abu|y)"
    rf"[- ]?{NAME_PART}"
    rf"| {NAME_PART}){{0,4}}"
)

_DOCTRINE = re.compile(r"^\w+(?:isms?|ists|crats|viks)$")
"""Movements and those who follow them."""


def find_people(context: Context) -> list[Candidate]:
    """Candidates for PERSON."""
    return _titled(context)


def never_person(context: Context, start: int, end: int) -> bool:
    """Whether the name is a state, place, body, weapon or doctrine, and so cannot be a person."""
    kb, text = context.kb, context.text[start:end]
    if _DOCTRINE.search(text) or is_newspaper(text):
        return True
    if text in context.cues("person", "not") or text in context.cues("person", "titles"):
        return True
    if kb.state_names.get(text) or kb.place_names.get(text) or kb.organisation_names.get(text):
        return True
    if any(not kb.weapons[i].generic for i in kb.weapon_names.get(text)):
        return True
    if re.search(r"\d|&", text):
        return True
    last = text.split(" ")[-1]
    if last in context.cues("place", "heads") or last in context.cues("org", "heads") - {
        "Cross",
        "Post",
        "Star",
        "Bank",
        "Day",
    }:
        return True
    return any(p in text.split(" ") for p in context.cues("weapon", "ship_prefixes") if len(p) > 2)


def _titled(context: Context) -> list[Candidate]:
    """Capitalised names after a title or role ("harbour master Ana Babic", "Adm. Li Wei")."""
    _kb, found = context.kb, []
    for match in context.rules.titled.finditer(context.text):
        named = _NAME.match(context.text, match.end(), context.paragraph_end(match.start()))
        if named is None:
            continue
        start, end = named.span()
        text = re.sub(r"(?:'s|’s)$", "", named.group())
        end = start + len(text)
        start = strip_titles(context, start, end)
        text = context.text[start:end]
        title = match.group().strip()
        if title[0].islower() and " " not in text:
            continue
        if any(
            t.pos_ not in ("PROPN", "ADP", "X", "NOUN", "ADJ", "PART", "PUNCT") for t in context.span(start, end)
        ) or never_person(context, start, end):
            continue
        if any(w in context.cues("org", "heads") for w in text.split(" ")) or (
            context.kb.state_names.get(text.split(" ")[0]) and " " in text
        ):
            continue
        if context.token(start).ent_type_ in ("ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "EVENT"):
            continue
        doubtful = title in context.cues("person", "words_too") and " " not in text
        if doubtful and context.token(start).ent_type_ != "PERSON":
            continue
        found.append(Candidate(start, end, "PERSON", Tier.RULE))
    return found


def find_surnames(context: Context, full: list[Candidate]) -> list[Candidate]:
    """Further mentions of people named in full, by surname (in Korean, Chinese, Vietnamese: first word)."""
    kb, made = context.kb, []
    names: dict[str, str] = {}
    for candidate in full:
        text = context.text[candidate.start : candidate.end]
        words = text.split(" ")
        if len(words) < 2:
            continue
        surnames = (words[-1], _without_article(words[-1]))
        for part in (*surnames, words[0]):
            if (
                len(part) > 2
                and part[0].isupper()
                and not part.endswith(".")
                and (part in surnames or _first_is_surname(context, words))
            ):
                names.setdefault(part, text)
        particle = next((i for i, w in enumerate(words) if w[0].islower()), None)
        if particle:
            names.setdefault(" ".join(words[particle:]), text)
    spans = Occupied((c.start, c.end) for c in full)
    for name in sorted(names):
        if kb.state_names.get(name) and any(not v.capital for v in kb.state_names.get(name)):
            continue
        for start, end in context.occurrences(name):
            if not spans.free(start, end) or context.after(end) == "-":
                continue
            token = context.token(start)
            if token.ent_type_ in ("PERSON", "") or (
                token.ent_type_ in ("ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART")
                and token.pos_ == "PROPN"
            ):
                neighbours = context.text[end : end + 2]
                if (
                    len(neighbours) == 2
                    and neighbours[0] == " "
                    and neighbours[1].isupper()
                    and token.ent_iob_ != "O"
                    and context.token(end + 1).ent_iob_ == "I"
                ):
                    continue
                made.append(Candidate(start, end, "PERSON", Tier.KNOWN, name=names[name]))
    return made


def _without_article(word: str) -> str:
    """ "Halabi" for "al-Halabi"."""
    return word[-len(surname_key(word.lower())) :]


def _first_is_surname(context: Context, words: list[str]) -> bool:
    return len(words) in (2, 3) and (
        ("-" in words[-1] and words[-1].split("-")[-1].islower()) or words[0] in context.cues("person", "family_first")
    )
