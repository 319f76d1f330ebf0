"""Which attribution a sentence without source and cue goes on from."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.nlp.discourse import Discourse
from claimx.records import Attribution


def continued(index: int, attributions: Sequence[Attribution], discourse: Discourse) -> int | None:
    """The attribution with a source that one goes on from: as its record says, else the nearest in its paragraph, or
    before.

    ``None`` for hearsay: a cue without a source.
    """
    seen: set[int] = set()
    at: int | None = index
    while at is not None and at not in seen:
        seen.add(at)
        attribution = attributions[at]
        if attribution.source:
            return at
        if attribution.continues is not None:
            at = attribution.continues
        elif attribution.cue or not attribution.content or attribution.explicitness == "implied":
            return None
        else:
            at = _nearest(attribution.content[0][0], attributions, discourse)
    return None


def _nearest(here: int, attributions: Sequence[Attribution], discourse: Discourse) -> int | None:
    found: list[tuple[bool, bool, int, int]] = []
    for i, a in enumerate(attributions):
        if a.source:
            there = a.source[0][0]
            elsewhere = discourse.paragraph(here) != discourse.paragraph(there)
            if not elsewhere or there < here:
                found.append((elsewhere, there >= here, abs(here - there), i))
    return min(found)[3] if found else None
