"""Dates and quantities of an article as entity mentions, and the quantities of a content."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.nlp.entity_fusion import Proposal
from claimx.normalise.dates import find_dates
from claimx.normalise.quantities import QuantityFound, find_quantities
from claimx.schema import EntityMention, QuantityMention, Span

_COUNTED = ("WEAPON", "PERSON", "ORG", "STATE", "PORT", "PLACE")


def with_amounts(
    text: str, published: str | None, entities: Sequence[EntityMention], proposals: Sequence[Proposal] = ()
) -> list[EntityMention]:
    """The entity mentions with those of dates and quantities, in text order.

    A quantity takes its counted noun, unless a mention of its own stands there: then it ends before it, and ``item``
    is that entity's id.  ``published`` is an ISO date or ``None``.  ``proposals``: where a learned tagger speaks, a
    number that it does not in the least take for a quantity is none ("both sides", "one of them").
    """
    dates = find_dates(text, published)
    amounts = [
        EntityMention(
            start=d.start,
            end=d.end,
            exact=d.exact,
            label="DATE",
            attributes={"type": d.type, "value": d.value, "grain": d.grain, "mod": d.mod, "anchor": d.anchor},
        )
        for d in dates
    ]
    counted = [e for e in entities if e.label in _COUNTED]
    supported = [(start, end) for start, end, label, _ in proposals if label == "QUANTITY"]
    amounts += [
        _quantity(text, q, counted)
        for q in find_quantities(text, dates)
        if not _inside(q, entities) and (not proposals or any(a < q.end and q.start < b for a, b in supported))
    ]
    return sorted([*entities, *amounts], key=lambda e: (e.start, -e.end, e.label))


def quantities_in(content: Sequence[Span], entities: Sequence[EntityMention]) -> list[QuantityMention]:
    """The quantities among ``entities`` that lie in the content."""
    return [
        QuantityMention(
            value=e.attributes["value"],
            value_max=e.attributes["value_max"],
            unit=e.attributes["unit"],
            modifier=e.attributes["modifier"],
            item=e.attributes["item"],
            spans=[(e.start, e.end)],
        )
        for e in entities
        if e.label == "QUANTITY" and any(start <= e.start and e.end <= end for start, end in content)
    ]


def _quantity(text: str, found: QuantityFound, counted: Sequence[EntityMention]) -> EntityMention:
    item, end = None, found.end
    if found.noun:
        first, last = found.noun
        held = next((e for e in counted if first <= e.start and e.end <= last), None)
        if held:
            item, end = held.ref, found.bare_end
    return EntityMention(
        start=found.start,
        end=end,
        exact=text[found.start : end],
        label="QUANTITY",
        attributes={
            "value": found.value,
            "value_max": found.value_max,
            "unit": found.unit,
            "modifier": found.modifier,
            "item": item,
        },
    )


def _inside(found: QuantityFound, entities: Sequence[EntityMention]) -> bool:
    """Whether the number is part of a name ("Leopard 2", "155mm shells")."""
    first, last = found.number
    return any(e.start <= first and last <= e.end for e in entities)
