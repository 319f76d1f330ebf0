"""The class noun after the name of a system ("Kornet missiles"): one mention with it, or one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimx.nlp.entity_context import Candidate, Context, Tier
from claimx.nlp.entity_weapon_classes import generic_id, weapon_class

ALONE = 0.4
"""The learned tagger thinks this at least of a name alone where it stands without the noun."""
_WORDS_AFTER = re.compile(r"(?: [a-z][\w‑-]{0,30}){1,3}")
_NOUN = re.compile(r"(?<=\S) [a-z]{3,20}$")


def class_after(context: Context, end: int) -> tuple[int, str | None]:
    """The end and class of the class noun right after a name ("tanks", "armoured cars"); what describes the noun at
    greater length makes a mention of its own ("a KX-70 one-way attack drone").
    """
    match = _WORDS_AFTER.match(context.text, end)
    words = match.group()[1:].lower().split(" ") if match is not None else []
    phrases: dict[str, str] = context.kb.cues["weapon"]["phrases"]
    none_after = context.cues("weapon", "none_after")
    at, stop, cls = end, end, None
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if (pair := phrases.get(f"{word} {following.removesuffix('s')}")) is not None:
            return at + len(word) + len(following) + 2, pair
        token = context.token(at + 1)
        found = weapon_class(context.kb, token) if len(token) == len(word) else None
        if found is None:
            break
        narrows = bool(following) and weapon_class(context.kb, context.token(at + len(word) + 2)) is not None
        if following in none_after and token.tag_ == "NN" and not narrows:
            break
        stop, cls = at + 1 + len(word), found
        at = stop
    return stop, cls


def apart(
    context: Context, candidates: Iterable[Candidate], proposals: Iterable[tuple[int, int, str, float]]
) -> list[Candidate]:
    """The candidates, with the name and the noun of a system apart where the learned tagger ends the mention with the
    name rather than with the noun.
    """
    thought: dict[tuple[int, int], float] = {}
    for start, end, label, probability in proposals:
        if label == "WEAPON":
            thought[start, end] = max(probability, thought.get((start, end), 0.0))
    made: list[Candidate] = []
    for c in candidates:
        noun = _NOUN.search(context.text, c.start, c.end) if c.label == "WEAPON" and c.tier is Tier.KNOWN else None
        first = context.text[c.start]
        if noun is None or not (first.isupper() or first.isdigit()):
            made.append(c)
            continue
        alone = thought.get((c.start, noun.start()), 0.0)
        if alone < ALONE or alone <= thought.get((c.start, c.end), 0.0):
            made.append(c)
            continue
        made.append(Candidate(c.start, noun.start(), "WEAPON", c.tier, c.ref, c.name, dict(c.attributes)))
        if thought.get((noun.start() + 1, c.end), 0.0) >= ALONE:
            token = context.token(noun.start() + 1)
            ref = generic_id(context.kb, token.text, token.lemma_.lower())
            attributes = {"cls": weapon_class(context.kb, token), "specificity": "class"}
            made.append(Candidate(noun.start() + 1, c.end, "WEAPON", Tier.KNOWN, ref, None, attributes))
    return made
