"""When a source spoke and when what it tells happened, from the dates that stand beside the cue and in the content.

Values come from the DATE mentions (:mod:`claimx.normalise.dates`); here it is only decided which date belongs to what.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

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


def dates(doc: Doc, attribution: Attribution, entity_mentions: Sequence[EntityMention]) -> tuple[DateValue, DateValue]:
    """``(stated, event)`` of an attribution; empty values where the text tells neither."""
    found = [m for m in entity_mentions if _usable(m)]
    outer = [
        m
        for m in found
        if not any(
            o is not m and o.start <= m.start and m.end <= o.end and (o.end - o.start) > (m.end - m.start)
            for o in found
        )
    ]
    stated = _stated(doc, attribution, outer)
    event = _event(doc, attribution, outer)
    return (_value(stated) if stated else DateValue(), _value(event) if event else DateValue())


def article_dates(
    doc: Doc,
    attributions: Sequence[Attribution],
    holders: Sequence[str | None],
    entity_mentions: Sequence[EntityMention],
) -> list[tuple[DateValue, DateValue]]:
    """``(stated, event)`` of every attribution of an article.

    ``holders`` are the ids of their first sources.  Who spoke at a date spoke then also in what follows without a
    date of its
    own: that is inferred.
    """
    out = [dates(doc, a, entity_mentions) for a in attributions]
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


def _stated(doc: Doc, attribution: Attribution, found: Sequence[EntityMention]) -> EntityMention | None:
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
        if any(s <= m.start < e for s, e in attribution.source):
            continue
        gap = m.start - high if m.start >= high else low - m.end
        span = doc.char_span(m.start, m.end, alignment_mode="expand")
        attached = span is not None and any(a.i in cue for a in span.root.ancestors)
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
