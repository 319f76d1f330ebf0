"""From what the stages found to the mentions of the contract."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimx.ids import mention_id, stable_id
from claimx.nlp.quotes import Quotation, outermost
from claimx.records import Attribution, Document, Stance
from claimx.schema import (
    ChainLink,
    Content,
    Cue,
    DateValue,
    EntityMention,
    Mention,
    MentionConfidence,
    QuantityMention,
    QuoteType,
    SourceMention,
    Span,
    Zone,
)

_AROUND = 32
"""Characters of context in the quote selector, on either side."""

_GAP = " … "


@dataclass(slots=True)
class Found:
    """One attribution with what the later stages added to it; ``source`` is ``None`` for the outlet's own voice."""

    attribution: Attribution
    source: SourceMention | None
    chain: list[ChainLink] = field(default_factory=list)
    stance: Stance = field(default_factory=Stance)
    stated: DateValue = field(default_factory=DateValue)
    event: DateValue = field(default_factory=DateValue)
    quantities: list[QuantityMention] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)


def to_mentions(
    document: Document, found: Sequence[Found], quotations: Sequence[Quotation], entities: Sequence[EntityMention]
) -> list[Mention]:
    """The mentions of one article, in the order of ``found``.  ``entities`` are those of the whole article."""
    text, article = document.text, document.article.id
    outer = outermost(quotations)
    ids = [_id(article, text, f.attribution) for f in found]
    shared = Counter(_frame(f.attribution) for f in found if f.attribution.cue)
    mentions = []
    for ident, item in zip(ids, found, strict=True):
        a = item.attribution
        several = bool(a.cue) and shared[_frame(a)] > 1
        mentions.append(
            Mention(
                id=ident,
                article=article,
                zone=_zone(document, _first(a)),
                voice="attributed" if item.source else "outlet",
                quote_type=quote_type(text, a.content, outer),
                explicitness=a.explicitness,
                continues=None if a.continues is None else ids[a.continues],
                group=stable_id("g", article, repr(_frame(a))) if several else None,
                source=item.source,
                cue=Cue(spans=a.cue, exact=joined(text, a.cue)) if a.cue else None,
                content=content_of(text, a.content),
                chain=item.chain,
                polarity=item.stance.polarity,
                modality=item.stance.modality,
                act=item.stance.act,
                negated=item.stance.negated,
                stated=item.stated,
                event=item.event,
                quantities=item.quantities,
                entities=_entities_in(a.content, entities),
                confidence=MentionConfidence(detect=round(a.confidence, 4)),
                evidence=[*a.evidence, *item.stance.evidence, *item.evidence],
            )
        )
    return mentions


def content_of(text: str, spans: Sequence[Span]) -> Content:
    """A content with its selectors."""
    if not spans:
        return Content(spans=[], exact="", prefix="", suffix="")
    start, end = spans[0][0], spans[-1][1]
    return Content(
        spans=list(spans),
        exact=joined(text, spans),
        prefix=text[max(0, start - _AROUND) : start],
        suffix=text[end : end + _AROUND],
    )


def joined(text: str, spans: Sequence[Span]) -> str:
    """The slices of the spans, joined as the contract says."""
    return _GAP.join(text[start:end] for start, end in spans)


def quote_type(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> QuoteType:
    """direct: all words of the content stand between quotation marks; mixed: some; indirect: none.  ``quotations``: the
    outermost ones, in order.
    """
    inside = outside = False
    for start, end in content:
        at = start
        for q in quotations[bisect_right(quotations, start, key=lambda q: q.end) :]:
            if q.start >= end:
                break
            outside |= _worded(text, at, min(q.start, end))
            inside |= _worded(text, max(q.start, start), min(q.end, end))
            at = q.end
        outside |= _worded(text, at, end)
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def _worded(text: str, start: int, end: int) -> bool:
    return any(c.isalnum() for c in text[start:end])


def _id(article: str, text: str, a: Attribution) -> str:
    spans = a.content or a.cue
    return mention_id(article, spans, joined(text, spans), repr(a.cue), repr(a.source))


def _frame(a: Attribution) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return tuple(a.source), tuple(a.cue)


def _first(a: Attribution) -> int:
    return min(start for start, _ in (*a.content, *a.cue, *a.source))


def _zone(document: Document, offset: int) -> Zone:
    index = bisect_right([p.start for p in document.paragraphs], offset) - 1
    return document.paragraphs[index].zone if index >= 0 else "body"


def _entities_in(content: Sequence[Span], entities: Sequence[EntityMention]) -> list[str]:
    found = {e.ref for e in entities if e.ref and any(start <= e.start and e.end <= end for start, end in content)}
    return sorted(found)
