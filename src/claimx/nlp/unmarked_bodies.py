"""Bodies that speak under a name which nothing marks as one: "the security firm Aegis Reach", "Racing Montaña said"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from claimx.knowledge.roles import roles
from claimx.nlp.kinds_of_bodies import told_by_kind, un_office, un_offices_in
from claimx.nlp.seats import with_union
from claimx.nlp.word_lists import descriptions
from claimx.records import Attribution
from claimx.schema import EntityMention, Span

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'&-]{1,30}"
_NAME = re.compile(
    rf"(?:(?:The|the)\s)?(?P<name>(?!The\s){_WORD}(?:\s(?:(?:of|and|for|de|del|di|du|la)\s)?{_WORD}){{1,4}})$"
)
"""A source phrase that is nothing but a name of several words."""
_KIND = re.compile(
    rf"(?:^|\s)(?:[Tt]he|[Aa]n?)\s(?:[\w’'-]{{1,20}}\s){{0,4}}?(?P<kind>[a-z][a-z-]{{2,20}}),?\s(?P<name>{_WORD}(?:\s{_WORD}){{0,3}})$"
)
"""A source phrase that ends with a name after the kind of its bearer."""
_ASIDE = re.compile(
    rf"^(?:[Tt]he|[Aa]n?)\s(?:[\w’'-]{{1,20}}\s){{0,3}}?(?P<kind>[a-z][a-z-]{{2,20}})\s(?:of|in|at|for)\s[^,]{{3,40}},\s(?P<name>{_WORD}(?:\s{_WORD}){{0,3}})$"
)
"""A source phrase that ends with a name after its bearer's kind and where or whose it is."""
_GIVEN_UP = frozenset({"the", "a", "an", "and", "of", "for"})


def _sources(attributions: Sequence[Attribution], text: str) -> Iterator[Span]:
    """The phrases that speak below the title, each once."""
    below = text.find("\n")
    for start, end in dict.fromkeys(span for a in attributions if a.cue for span in a.source):
        if start > below:
            yield start, end


def unmarked_bodies(
    doc: Doc, attributions: Sequence[Attribution], mentions: Sequence[EntityMention]
) -> list[EntityMention]:
    """The mentions, and one for each place of a name that a source phrase shows to be a body's and that no mention
    covers; a name of which a mention has a part is widened.
    """
    text = doc.text
    names: dict[str, None] = {}
    for start, end in _sources(attributions, text):
        found = _named(text[start:end])
        at = start + found[0] if found else end
        if found and not any(_clashes(m, at, end) for m in mentions) and (found[2] or _proper(doc, at, end)):
            names.setdefault(found[1])
    out = with_union(mentions)
    names.update((text[start:end], None) for start, end in un_offices_in(text))
    for name in names:
        for match in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?!\w)", text):
            start, end = match.span()
            if any(_clashes(m, start, end) for m in out) and not un_office(name):
                continue
            out = [m for m in out if not (start <= m.start and m.end <= end)]
            out.append(EntityMention(start=start, end=end, exact=name, label="ORG"))
    return sorted(out, key=lambda m: (m.start, -m.end))


def _clashes(m: EntityMention, start: int, end: int) -> bool:
    """Whether a mention keeps a place from being a new name: one that reaches beyond it, a person's, or its own."""
    if m.end <= start or end <= m.start:
        return False
    own = m.start == start and m.label in ("ORG", "STATE")
    return m.start < start or m.end > end or m.label in ("PERSON", "DATE", "QUANTITY") or own


def _named(phrase: str) -> tuple[int, str, bool] | None:
    """The name in a source phrase, where it begins there, and whether the kind of its bearer stands before it."""
    lexicon = roles()
    told = _KIND.search(phrase) or _ASIDE.search(phrase)
    if told and (told_by_kind(told["kind"]) or told["kind"] in descriptions("clubs")):
        return told.start("name"), told["name"], True
    alone = _NAME.match(phrase)
    if alone is None:
        return None
    words = {w.lower() for w in alone["name"].split()} - _GIVEN_UP
    singular = {w.removesuffix("s") for w in words}
    if words & (lexicon.person | lexicon.titles | lexicon.spokes | lexicon.group) or singular & lexicon.person:
        return None
    return alone.start("name"), alone["name"], False


def _proper(doc: Doc, start: int, end: int) -> bool:
    """Whether the parser takes all the words of a name for names, but for the links between them."""
    span = doc.char_span(start, end)
    return span is not None and all(t.pos_ in ("PROPN", "ADP", "CCONJ", "DET", "X") or t.is_punct for t in span)
