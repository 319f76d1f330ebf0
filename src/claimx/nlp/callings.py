"""What people do: "Kral, who leads the union" is its leader; "the geologist" is the scientist who was just speaking."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.word_lists import word_lists

_FILE, _AGAIN = "callings", "again"
_FAR = 1
"""Paragraphs since somebody spoke who is called by his calling."""


@cache
def _does() -> re.Pattern[str]:
    verbs = "|".join(sorted(set(word_lists(_FILE)) - {_AGAIN}))
    return re.compile(rf",\swho\s(?:has\s|also\s|now\s|once\s)?(?P<does>{verbs})\s(?:the\s|an?\s|his\s|her\s)?(?=\w)")


def learn_callings(discourse: Discourse) -> dict[str, list[Referent]]:
    """The people of whom a clause after their names tells what they do, by the nouns for it; learns these."""
    found: dict[str, list[Referent]] = {}
    chunks = {c.start: c for c in discourse.chunks()}
    bodies = {m.start: m for m in discourse.mentions if m.label != "PERSON"}
    for m in discourse.mentions:
        told = _does().match(discourse.text, m.end) if m.label == "PERSON" else None
        if told is None:
            continue
        referent = discourse.of_mention[m.start, m.end, m.label]
        nouns = {discourse.roles.same.get(w, w) for w in word_lists(_FILE)[told["does"]]}
        of = next((chunks[at] for at in range(told.end(), told.start("does"), -1) if at in chunks), None)
        for noun in sorted(nouns):
            found.setdefault(noun, []).append(referent)
        referent.words |= nouns | (of.words if of is not None else frozenset())
        body = bodies.get(told.end())
        other = discourse.of_mention.get((body.start, body.end, body.label)) if body is not None else None
        if other is not None:
            referent.words |= {word.rstrip("s'’") for word in other.name().lower().split()} - {"party"}
    return found


def by_calling(
    nominal: Nominal, discourse: Discourse, speakers: Sequence[Referent], doing: Mapping[str, Sequence[Referent]]
) -> Referent | None:
    """The one person who is said to do what a noun tells; else the named one who spoke last near by, of whom the text
    has not told the calling by which it calls him now.
    """
    bare = nominal.form == "nominal" and nominal.definite == "definite" and nominal.words <= {nominal.head}
    if not bare or nominal.plural:
        return None
    called = [r for r in discourse.referents if r.kind == "person" and nominal.head in r.heads and r.named]
    if len(who := doing.get(nominal.head, ())) == 1 and not called:
        return who[0]
    if nominal.head not in word_lists(_FILE)[_AGAIN] or not speakers:
        return None
    last = speakers[-1]
    if last.kind != "person" or not last.named or last.plural or nominal.head in last.heads:
        return None
    if any(nominal.head in r.heads | r.words for r in discourse.referents if r.kind == "person"):
        return None
    agrees = nominal.gender is None or last.gender in (None, nominal.gender)
    here = discourse.paragraph(nominal.start)
    near = any(s.source and 0 <= here - s.paragraph <= _FAR for s in last.spots if s.start < nominal.start)
    return last if agrees and near else None
