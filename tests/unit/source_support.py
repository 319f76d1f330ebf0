"""Sources decided in texts of our own, for the tests of what they are called."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language

from claimx.config import Settings
from claimx.knowledge.kb import load_knowledge
from claimx.nlp.base import load_base
from claimx.nlp.decisions import SourceDecision
from claimx.nlp.sources import resolve_article
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Label, Published

STATES = load_knowledge().states
DEMONYMS = {ref: s.demonyms[0] for ref, s in STATES.items() if s.demonyms}

Name = tuple[str, Label, str | None]
"""A name in a text, its label, and its id where it has one."""


@cache
def base() -> Language:
    return load_base(Settings().spacy_model)


def mentions(text: str, *names: Name) -> list[EntityMention]:
    """All places of the names."""
    return [
        EntityMention(start=m.start(), end=m.end(), exact=name, label=label, ref=ref)
        for name, label, ref in names
        for m in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]


def decide(text: str, *sources: str, names: tuple[Name, ...] = (), outlet: str | None = None) -> list[SourceDecision]:
    """The decisions for attributions whose sources stand in ``text``, each after the one before."""
    given, at = [], 0
    for source in sources:
        at = text.index(source, at)
        given.append(Attribution([(at, at + len(source))], [], []))
        at += len(source)
    article = Article(
        id="one", path="one.txt", sha256="", length=len(text), published=Published(value=None), outlet=outlet
    )
    known = {ref: STATES[ref].name for _, label, ref in names if label == "STATE" and ref in STATES}
    found = mentions(text, *names)
    paragraphs = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    return resolve_article(
        base()(text), given, found, article, paragraphs, entity_names=known, demonyms=DEMONYMS
    ).decisions
