"""Sources that are names though nothing marks them as such: "Vale", "Vale, the foreman", "the army's Major Vale"."""

from __future__ import annotations

import re

from claimx.knowledge.roles import Roles
from claimx.nlp.discourse import Discourse
from claimx.nlp.kinds_of_bodies import told_by_kind
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent

_WORD = r"[A-Z][\w-]+"
_NAME = rf"(?P<name>{_WORD}(?: {_WORD})?)"
_NAMELIKE = re.compile(rf"(?P<title>[Oo]fficial )?{_NAME}(?:, (?:the|an?) .*)?", re.S)
"""A phrase that is a name, with what is said of its bearer; "official Warsaw" is a state."""
_WHOSE = r"(?:(?:[Tt]he )?(?:[\w-]+ ){0,3}[\w-]+['’]s )?"
_KIND = re.compile(r"(?:[Tt]he|[Aa]n?)\s[^,;]{2,50},\s(?:the\s)?")
"""A description of a body before its name."""
_TITLED = re.compile(rf"{_WHOSE}(?P<title>{_WORD}\.?) {_NAME}(?:,\s.*|\s(?:of|from|at|in)\s.*)?", re.S)
"""A name after a title, whose bearer may be said to be somebody's, of something, and in some state."""


_PLAIN = re.compile(
    rf"(?:(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]he)\s|{_WHOSE})(?:[a-z][\w-]{{1,20}}\s){{0,2}}(?P<title>[a-z][\w-]{{2,20}})\s{_NAME}"
    r"(?:,\s.*)?",
    re.S,
)
"""A name after what somebody is, whose bearer may be somebody's: "his lawyer Coppens"."""


def unmarked(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """Whom a name means that is not marked as one: a state by its capital, somebody named elsewhere in full, else a
    person of whom the text gives no more than that.
    """
    if (apposed := _apposed(nominal, discourse)) is not None:
        return apposed
    title, name = _parts(nominal, discourse.roles)
    if not name:
        return None
    known = discourse.capital_of(name) or discourse.called(name)
    if known is not None or nominal.plural or title == "official" or not _names_somebody(name, nominal, discourse):
        return known
    person = discourse.new("person")
    person.names.append(name)
    person.classes.add("person")
    person.gender = discourse.roles.gender_of.get(title)
    person.heads |= {title} & discourse.roles.person
    person.roles += sorted(person.heads)
    return person


def _apposed(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """The body whose name ends a description that tells its kind: "a utility, Brazos Light"."""
    if nominal.form != "nominal" or nominal.plural or "," not in nominal.text:
        return None
    last = next((m for m in nominal.qualifiers if m.label == "ORG" and m.end == nominal.end), None)
    if last is None or not _KIND.fullmatch(discourse.text, nominal.start, last.start):
        return None
    return discourse.of_mention.get((last.start, last.end, last.label)) if told_by_kind(nominal.head) else None


def _parts(nominal: Nominal, roles: Roles) -> tuple[str, str]:
    """The title, in lower case, and the name of which a phrase consists; empty where it has none."""
    if nominal.form != "nominal":
        return "", ""
    text = re.sub(r"['’]s?$", "", nominal.text)
    if (titled := _TITLED.fullmatch(text)) is not None:
        title = titled["title"].strip(".").lower()
        if title in roles.titles and (title in roles.person or title in roles.gender_of):
            return title, titled["name"]
    plain = _PLAIN.fullmatch(text)
    if plain is not None and plain["title"] in roles.person:
        return plain["title"], plain["name"]
    match = _NAMELIKE.fullmatch(text)
    return ((match["title"] or "").strip().lower(), match["name"]) if match is not None else ("", "")


def _names_somebody(name: str, nominal: Nominal, discourse: Discourse) -> bool:
    """Whether words are proper nouns, of no place, of which the text has none in lower case and no role or body."""
    start = discourse.text.find(name, nominal.start)
    span = discourse.doc.char_span(start, start + len(name))
    somewhere = any(m.start < start + len(name) and start < m.end for m in discourse.places)
    if span is None or somewhere or name.isupper() or any(t.pos_ != "PROPN" for t in span):
        return False
    words = name.lower().split()
    return not any(w in discourse.roles.classes or re.search(rf"\b{re.escape(w)}\b", discourse.text) for w in words)
