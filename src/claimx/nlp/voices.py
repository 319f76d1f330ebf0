"""Who speaks with whose voice in an article, as its own words tell: "a navy spokesman" with the navy's, "one of the
sources" with those of the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Token

from claimx.nlp.word_lists import word_lists
from claimx.schema import Span

_LINKS = frozenset({"of", "for", "from"})
_MEMBERS = frozenset({"one", "two", "both", "another"})
"""Who is one of several that have spoken: "one of the sources"."""


def voices_in(doc: Doc, spots: Mapping[str, Iterable[Span]]) -> dict[str, str]:
    """For whom sources speak, by their ids, where one body alone is called what they are said to speak for.

    ``spots``: the places where each source stands.
    """
    heads: dict[str, set[str]] = {}
    owners: dict[str, set[str]] = {}
    for holder, places in spots.items():
        for start, end in places if holder else ():
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None:
                continue
            heads.setdefault(span.root.lemma_.lower(), set()).add(holder)
            if span.root.lower_ in _MEMBERS:
                owners.setdefault(holder, set()).update(_owners(span.root))
            for token in span:
                if token.lemma_.lower() in word_lists("occasions")["voices"]:
                    owners.setdefault(holder, set()).update(_owners(token))
    found = {}
    for holder, names in owners.items():
        bodies = set().union(*(heads.get(name, set()) for name in names)) - {holder}
        if len(bodies) == 1:
            found[holder] = bodies.pop()
    return found


def _owners(noun: Token) -> set[str]:
    """What a spokesperson or a statement is of: "navy spokesman", "a spokesman for the navy", "the navy's release"."""
    before = [t for t in noun.children if t.dep_ in ("compound", "poss", "nmod")]
    behind = [t for p in noun.children if p.lower_ in _LINKS for t in p.children if t.dep_ == "pobj"]
    return {t.lemma_.lower() for t in (*before, *behind) if t.pos_ in ("NOUN", "PROPN")}
