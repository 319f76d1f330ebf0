"""Which attribution a sentence without source and cue goes on from."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.nlp.discourse import Discourse
from claimx.nlp.referents import Referent
from claimx.records import Attribution

_OPENING = frozenset({'"', "“", "‘", "«"})
_READ = frozenset({"document", "media", "state"})


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


def voiced(
    index: int,
    origin: int,
    attributions: Sequence[Attribution],
    held: Sequence[Sequence[Referent]],
    discourse: Discourse,
) -> int:
    """The attribution that one goes on from, given the one next to it: words in quotation marks go on from somebody who
    speaks, not from what is read.  ``held`` are the holders of each attribution.
    """
    content = attributions[index].content
    start = content[0][0] if content else 0
    kinds = [r.kind for r in held[origin]]
    if discourse.text[start : start + 1] not in _OPENING or len(kinds) != 1 or kinds[0] not in _READ:
        return origin
    paragraph = discourse.paragraph(start)
    people = [
        (a.source[0][0], i)
        for i, a in enumerate(attributions)
        if a.source
        and a.source[0][0] < start
        and paragraph - discourse.paragraph(a.source[0][0]) <= 1
        and [r.kind for r in held[i]] == ["person"]
    ]
    return max(people)[1] if people else origin
