"""When what a source tells happened: which of the dates in a content is that of its matter."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from claimx.nlp.stance_words import NEGATIONS
from claimx.records import Attribution
from claimx.schema import EntityMention, Span

_ADDING = frozenset({"which", "who", "whose", "whom", "where", "when"})
_CLAUSE = 12
"""Words before "before" that may deny it."""


def event_date(doc: Doc, attribution: Attribution, found: Sequence[EntityMention]) -> tuple[EntityMention, str] | None:
    """The date in the content nearest its main verb in the tree, and its value; one that is told not to be it comes
    last.
    """
    content = attribution.content
    covered = [m for m in found if any(s <= m.start and m.end <= e for s, e in content)]
    inside = [m for m in covered if not _beside(doc, m, content)]
    if not inside:
        return None

    def depth(m: EntityMention) -> tuple[bool, int, int]:
        span = doc.char_span(m.start, m.end, alignment_mode="expand")
        above = sum(1 for _ in span.root.ancestors) if span is not None else 99
        return (_is_refused(span), above, m.start)

    chosen = min(inside, key=depth)
    value = str(chosen.attributes.get("value"))
    span = doc.char_span(chosen.start, chosen.end, alignment_mode="expand")
    if value.startswith("../") and chosen.exact.lower().startswith("before ") and _is_denied(span):
        # What will "not sail before May" will sail in May or later.
        value = f"{value.removeprefix('../')}/.."
    return chosen, value


def _beside(doc: Doc, mention: EntityMention, content: Sequence[Span]) -> bool:
    """Whether a date tells of something that a clause of a content adds: "the ship, which left on Friday, sank"."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    within = (t for t in (span.root.ancestors if span is not None else ()) if any(s <= t.idx < e for s, e in content))
    added = (t.left_edge for t in within if t.dep_ == "relcl")
    return any(t.lower_ in _ADDING and t.i > 0 and t.nbor(-1).text == "," for t in added)


def _is_refused(span: SpacySpan | None) -> bool:
    """Whether "not" stands right before a date or its preposition: "not on the 27th but on the 29th"."""
    before = [t.lower_ for t in span.doc[max(span.start - 2, 0) : span.start]] if span is not None else []
    return before[-1:] == ["not"] or (before[:1] == ["not"] and before[-1] in ("on", "in", "at"))


def _is_denied(span: SpacySpan | None) -> bool:
    """Whether the clause of a date is denied up to it: "cannot sail before May", "no ship before Monday"."""
    before = span.doc[max(span.start - _CLAUSE, span.sent.start) : span.start] if span is not None else ()
    words = [t.lower_ for t in before]
    last = max((k for k, w in enumerate(words) if w in (",", ";", "that", "if", "because")), default=-1)
    return any(w in NEGATIONS for w in words[last + 1 :])
