"""Somebody or something that an article speaks of, and the places where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from claimx.knowledge.roles import Gender
from claimx.nlp.nominals import Nominal
from claimx.schema import SourceKind

_LINKERS = frozenset({"of", "the", "for", "and", "in", "on", "de", "la", "du", "des", "&"})

_KIND_OF: dict[str, SourceKind] = {
    "person": "person",
    "spokes": "person",
    "media": "media",
    "document": "document",
    "body": "organisation",
    "group": "group",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a referent stands: its span, sentence and paragraph, and whether it is a subject or a
    source there.
    """

    start: int
    end: int
    sentence: int
    paragraph: int
    subject: bool
    source: bool = False


@dataclass(slots=True)
class Referent:
    """Somebody or something that the article speaks of.  ``names`` are proper, ``phrases`` descriptions; both as
    written.

    ``words`` and ``heads`` are lemmas of its descriptions; ``affiliations`` the keys of bodies and states that
    qualify it.
    ``offices`` are the roles that a pronoun begins: "its director".
    ``official`` is a state's name in the knowledge base,
    ``listed`` a body's.  ``label`` says in training which annotated source this is.
    """

    id: int
    kind: SourceKind
    names: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    offices: list[Nominal] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    gender: Gender | None = None
    plural: bool = False
    entity: str | None = None
    affiliations: list[tuple[str, str]] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    official: str = ""
    listed: str = ""
    label: str = ""

    @property
    def named(self) -> bool:
        return bool(self.names)

    def name(self) -> str:
        """The fullest name, or without one the fullest description; its acronym is another name of it."""
        if self.official:
            return self.official
        if self.names:
            full = [n for n in self.names if not is_acronym(n)] or self.names
            # The text's own spelling goes before that of the knowledge base.
            return max(full, key=lambda n: (len(n.split()), n != self.listed, len(n), n))
        return max(self.phrases, key=lambda p: (len(set(p.lower().split())), len(p), p), default="")


def is_acronym(name: str) -> bool:
    """Whether a body's name is an acronym: one short word with several capitals."""
    return " " not in name.strip() and sum(c.isupper() for c in name) > 1 and len(name) <= 8


@lru_cache(maxsize=4096)
def initials(name: str) -> frozenset[str]:
    """The acronyms that a name may have: with and without its small words."""
    words = [w for w in re.split(r"[\s/-]+", name) if w and w[0].isalnum()]
    strong = [w for w in words if w.lower() not in _LINKERS]
    return frozenset("".join(w[0] for w in chosen).upper() for chosen in (words, strong) if len(chosen) > 1)


def called_so(nominal: Nominal, referents: Sequence[Referent]) -> Referent | None:
    """The one last spoken of before a description whom its noun describes, and no more than is known of him."""
    told, more = nominal.words | {nominal.head}, bool(nominal.words - {nominal.head})
    same = [
        (at, r.id, r)
        for r in referents
        if nominal.head in r.heads
        and r.plural == nominal.plural
        and (at := max((s.start for s in r.spots if s.start < nominal.start), default=None)) is not None
        and not (more and not told <= r.words | {nominal.head} and r.words - r.heads)
    ]
    return max(same, key=lambda x: x[:2])[2] if same else None


def kind_of(nominal: Nominal) -> SourceKind:
    """What kind of source somebody is who is only described."""
    if nominal.plural and nominal.category in ("person", "other", "group"):
        return "group"
    without: SourceKind = "group" if nominal.plural else "document" if nominal.form == "thing" else "person"
    return _KIND_OF.get(nominal.category, without)
