"""Acronyms that an article spells out itself: "the Riverside Strike Front (RSF)" is no other body of that acronym."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimx.ids import name_key
from claimx.nlp.referents import initials
from claimx.schema import EntityMention

_SHORT = re.compile(r"\s\((?P<short>[A-Z]{2,8})\)")
_LONGEST = 90
"""Characters before the brackets in which the whole name stands."""
_LINKS = frozenset({"of", "for", "and", "the", "de", "del", "di", "du", "la", "des", "von", "in"})


def with_own_acronyms(
    text: str, mentions: Sequence[EntityMention], names: Mapping[str, str]
) -> Sequence[EntityMention]:
    """The mentions, those without an id that have only an acronym in common with the body they were taken for.

    ``names``: the full names of the bodies, by id.
    """
    spelt = dict(_spelt_out(text))
    bodies = [(m.ref, _short_of(m)) for m in mentions if m.label == "ORG" and m.ref]
    others = {ref for ref, short in bodies if short in spelt and _another(spelt[short], names.get(ref, ""))}
    # Who is called by another of his names too is who he was taken for.
    others -= {m.ref for m in mentions if m.ref in others and _short_of(m) not in spelt and not _is_one(m, spelt)}
    return [m.model_copy(update={"ref": None}) if m.label == "ORG" and m.ref in others else m for m in mentions]


def _spelt_out(text: str) -> list[tuple[str, str]]:
    """Acronyms with the names before them whose initials they are."""
    found: list[tuple[str, str]] = []
    for match in _SHORT.finditer(text):
        line = text[max(text.rfind("\n", 0, match.start()) + 1, match.start() - _LONGEST) : match.start()]
        words = line.split()
        for count in range(2, min(len(words), len(match["short"]) + 4) + 1):
            name = words[-count:]
            named = name[0][:1].isupper() and all(w[:1].isupper() or w in _LINKS for w in name)
            if named and match["short"] in initials(" ".join(name)):
                found.append((match["short"], " ".join(name)))
                break
    return found


def _short_of(m: EntityMention) -> str:
    """The acronym that a mention is or ends with in brackets; "" where it has none."""
    bracketed = _SHORT.search(m.exact)
    return bracketed["short"] if bracketed else m.exact if m.exact.isupper() else ""


def _is_one(m: EntityMention, spelt: Mapping[str, str]) -> bool:
    """Whether a mention is one of the names that are spelt out."""
    return any(m.exact.endswith(name) for name in spelt.values())


def _another(spelt: str, known: str) -> bool:
    """Whether two full names have no word in common but links."""
    return bool(known) and not (set(name_key(spelt).split()) & set(name_key(known).split())) - _LINKS
