"""Sources that are names though nothing marks them as such: "Vale", "Vale, the foreman"."""

from __future__ import annotations

import re

from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent

_NAMELIKE = re.compile(r"(?:[Oo]fficial )?([A-Z][\w-]+(?: [A-Z][\w-]+)?)(?:, (?:the|an?) .*)?", re.S)
"""A phrase that is a name, with what is said of its bearer; "official Warsaw" is a state."""


def unmarked(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """Whom a name means that is not marked as one: a state by its capital, somebody named elsewhere in full, else a
    person of whom the text gives no more than that.
    """
    match = _NAMELIKE.fullmatch(re.sub(r"['’]s?$", "", nominal.text)) if nominal.form == "nominal" else None
    if match is None:
        return None
    name = match[1]
    known = discourse.capital_of(name) or discourse.called(name)
    if (
        known is not None
        or nominal.plural
        or not nominal.text.startswith(name)
        or not _names_somebody(name, nominal, discourse)
    ):
        return known
    person = discourse.new("person")
    person.names.append(name)
    person.classes.add("person")
    return person


def _names_somebody(name: str, nominal: Nominal, discourse: Discourse) -> bool:
    """Whether words are proper nouns, of no place, of which the text has none in lower case and no role or body."""
    span = discourse.doc.char_span(nominal.start, nominal.start + len(name))
    somewhere = any(m.start < nominal.end and nominal.start < m.end for m in discourse.places)
    if span is None or somewhere or name.isupper() or any(t.pos_ != "PROPN" for t in span):
        return False
    words = name.lower().split()
    return not any(w in discourse.roles.classes or re.search(rf"\b{re.escape(w)}\b", discourse.text) for w in words)
