"""Who says "I" in a letter to an editor: whoever signs it."""

from __future__ import annotations

import re

from claimx.nlp.discourse import Discourse
from claimx.nlp.referents import Referent

_ADDRESS = re.compile(r"(?:SIR|Sirs?|Madam|To\sthe\s[Ee]ditors?|Dear\s[A-Z][^\n]{1,40})\b\s{0,2}(?:[,:–—-]|\n|$)")
_FIRST = 2
"""Paragraphs, with a title, in which a letter addresses somebody."""
_LAST = 3
"""Paragraphs in which it is signed, with the writer's office and place."""
_LONGEST = 60


def writer(discourse: Discourse) -> Referent | None:
    """The person who signs a letter, if the text is one."""
    text, paragraphs = discourse.text, discourse.paragraphs
    if not any(_ADDRESS.match(text, start) for start, _ in paragraphs[:_FIRST]):
        return None
    lines = [(s + i, s + i + len(line)) for s, e in paragraphs[-_LAST:] for i, line in _lines(text[s:e])]
    people = {m.start: m for m in discourse.mentions if m.label == "PERSON"}
    signed = [people[s] for s, e in lines[-_LAST:] if s in people and e - s <= _LONGEST and text[e - 1] not in ".?!”"]
    return discourse.of_mention[signed[0].start, signed[0].end, "PERSON"] if signed else None


def _lines(paragraph: str) -> list[tuple[int, str]]:
    return [(m.start(), m[0]) for m in re.finditer(r"[^\n]+", paragraph)]
