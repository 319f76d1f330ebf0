"""When a source spoke and when what it tells happened, from the dates that stand beside the cue and in the content.

Values come from the DATE mentions (:mod:`claimx.normalise.dates`); here it is only decided which date belongs to what.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from claimx.records import Attribution
from claimx.schema import DateBasis, DateValue, EntityMention, Span

_NO_DATE = frozenset({"duration", "set"})
_FARTHEST = 60
_BASIS: dict[str, DateBasis] = {"explicit": "explicit", "published": "anchored", "event": "inferred"}


def _covers(spans: Sequence[Span], mention: EntityMention) -> bool:
    return any(s <= mention.start and mention.end <= e for s, e in spans)


def _value(mention: EntityMention) -> DateValue:
    return DateValue(
        value=mention.attributes.get("value"), basis=_BASIS[mention.attributes.get("anchor") or "explicit"]
    )


def _usable(mention: EntityMention) -> bool:
    value = mention.attributes.get("value")
    return (
        mention.label == "DATE"
        and isinstance(value, str)
        and not value.startswith("P")
        and mention.attributes.get("type") not in _NO_DATE
    )


def dates(
    doc: Doc,
    attribution: Attribution,
    entity_mentions: Sequence[EntityMention],
    others: Sequence[Attribution] = (),
    published: str | None = None,
) -> tuple[DateValue, DateValue]:
    """``(stated, event)`` of an attribution; empty values where the text tells neither.

    ``others``: all attributions of the article, whose dates are not this one's.  Nobody has spoken after the article
    was ``published``.
    """
    found = [m for m in entity_mentions if _usable(m)]
    outer = [
        m
        for m in found
        if not any(
            o is not m and o.start <= m.start and m.end <= o.end and (o.end - o.start) > (m.end - m.start)
            for o in found
        )
    ]
    told = [m for m in outer if not _others(m, attribution, others) and not _later(m, published)]
    stated = _stated(doc, attribution, told, others)
    event = _event(doc, attribution, outer)
    return (_value(stated) if stated else DateValue(), _value(event) if event else DateValue())


def article_dates(
    doc: Doc,
    attributions: Sequence[Attribution],
    holders: Sequence[str | None],
    entity_mentions: Sequence[EntityMention],
    published: str | None = None,
) -> list[tuple[DateValue, DateValue]]:
    """``(stated, event)`` of every attribution of an article.

    ``holders`` are the ids of their first sources.  Who spoke at a date spoke then also in what follows without a date
    of its own: that is inferred.
    """
    out = [dates(doc, a, entity_mentions, attributions, published) for a in attributions]
    order = sorted(
        range(len(out)),
        key=lambda i: (attributions[i].source or attributions[i].content or attributions[i].cue or [(0, 0)])[0],
    )
    spoke: dict[str, str] = {}
    for i in order:
        holder, stated = holders[i], out[i][0]
        if holder is None:
            continue
        if stated.value:
            spoke[holder] = stated.value
        elif holder in spoke:
            out[i] = (DateValue(value=spoke[holder], basis="inferred"), out[i][1])
    return out


def _others(mention: EntityMention, attribution: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether a date is part of what somebody else says, or of what he is called: "the report of May", "by Christmas".

    Of an attribution inside another's content, that content's dates are its own.
    """
    anchor = attribution.cue or attribution.source
    at = anchor[0][0] if anchor else -1
    for other in others:
        if other is attribution:
            continue
        if _covers(other.content, mention) and not any(s <= at < e for s, e in other.content):
            return True
        if other.source != attribution.source and any(s <= mention.start < e for s, e in other.source):
            return True
    return False


def _later(mention: EntityMention, published: str | None) -> bool:
    """Whether a date lies after the day of publication, or reaches beyond it."""
    first, _, last = str(mention.attributes.get("value") or "").partition("/")
    day = last if first in ("", "..") else first
    return bool(published) and day[:4].isdigit() and day[:10] > str(published)[: len(day[:10])]


def _in_clause(doc: Doc, mention: EntityMention, attribution: Attribution) -> bool:
    """Whether a date hangs on the verb of a relative clause that neither the cue nor the source is part of: "down from
    the 10 million that it guided for in July, it said".
    """
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    spoken = [*attribution.cue, *attribution.source]
    for token in (span.root, *span.root.ancestors) if span is not None else ():
        if any(s <= token.idx < e for s, e in attribution.cue):
            return False
        if token.dep_ == "relcl" and not any(s <= token.idx < e for s, e in spoken):
            return True
    return False


def _when_another_spoke(
    span: SpacySpan | None, attribution: Attribution, others: Sequence[Attribution], *, attached: bool
) -> bool:
    """Whether a date hangs first on the cue of another source: "Sources told the Post …, but the mayor denied it on
    Monday".

    ``attached``: it hangs on this cue, too; then only a coordinated one goes before it.
    """
    for token in span.root.ancestors if span is not None else ():
        for other in others:
            if any(s <= token.idx < e for s, e in other.cue):
                another = bool(other.source) and other.source != attribution.source
                return another and (not attached or token.dep_ == "conj")
    return False


def _stated(
    doc: Doc, attribution: Attribution, found: Sequence[EntityMention], others: Sequence[Attribution]
) -> EntityMention | None:
    """The date outside the content that hangs on the cue's verb, or stands right beside cue and source."""
    anchor = attribution.cue or attribution.source
    if not anchor:
        return None
    low, high = min(s for s, _ in anchor), max(e for _, e in anchor)
    sentence = doc.char_span(low, high, alignment_mode="expand")
    if sentence is None:
        return None
    first, last = sentence.sent.start_char, sentence.sent.end_char
    cue = {t.i for t in sentence}
    best: tuple[int, int, EntityMention] | None = None
    for m in found:
        if not first <= m.start < last or _covers(attribution.content, m):
            continue
        if any(s <= m.start < e for s, e in attribution.source) or _in_clause(doc, m, attribution):
            continue
        gap = m.start - high if m.start >= high else low - m.end
        span = doc.char_span(m.start, m.end, alignment_mode="expand")
        attached = span is not None and any(a.i in cue for a in span.root.ancestors)
        if _when_another_spoke(span, attribution, others, attached=attached):
            continue
        if gap > _FARTHEST and not (attached and gap < 3 * _FARTHEST):
            continue
        rank = (0 if attached else 1, max(gap, 0))
        if best is None or rank < best[:2]:
            best = (*rank, m)
    return best[2] if best else None


def _event(doc: Doc, attribution: Attribution, found: Sequence[EntityMention]) -> EntityMention | None:
    """The date in the content nearest its main verb in the tree."""
    inside = [m for m in found if _covers(attribution.content, m)]
    if not inside:
        return None

    def depth(m: EntityMention) -> tuple[int, int]:
        span = doc.char_span(m.start, m.end, alignment_mode="expand")
        return (sum(1 for _ in span.root.ancestors) if span is not None else 99, m.start)

    return min(inside, key=depth)
