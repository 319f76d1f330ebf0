"""Whose relays hold for what is said next: a speech that goes on, one phrase with several verbs, one of its speakers.

Only speech that plainly goes on keeps its relays: a new sentence with a verb of its own may come from anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimx.nlp.decisions import Resolved, SourceDecision
from claimx.nlp.relay_parties import Relay
from claimx.nlp.relay_patterns import triggers
from claimx.records import Attribution
from claimx.schema import Span

_NEAR = 2
"""Sentences within which a source goes on."""
_PARTS = frozenset({"one", "another", "both", "others"})


def inherit(
    attributions: Sequence[Attribution], resolved: Resolved, paragraphs: Sequence[Span], relays: list[list[Relay]]
) -> None:
    """Give the attributions without relays those of the speech that they go on with; ``relays`` is changed in place."""
    outlet = resolved.discourse.outlet
    own = resolved.source_of(outlet).id if outlet is not None else None
    for index, attribution in enumerate(attributions):
        if relays[index]:
            continue
        origin = _continued(index, attributions)
        if origin is None:
            origin = _told_before(index, attributions, resolved, relays)
            # What the outlet was told it need not have been told alone.
            if origin is not None and any(r.source.id == own for r in relays[origin]):
                continue
        if origin is not None and _in_one_paragraph(paragraphs, attributions[origin], attribution):
            relays[index] = list(relays[origin])
    _shared_by_one_phrase(attributions, relays)
    _kept_by_the_unnamed(resolved, relays, own)


def _start(attribution: Attribution) -> int:
    return (attribution.source or attribution.cue or attribution.content or [(0, 0)])[0][0]


def _continued(index: int, attributions: Sequence[Attribution]) -> int | None:
    """The attribution that one without words of its own goes on from."""
    seen: set[int] = set()
    at: int | None = index
    while at is not None and at not in seen and attributions[at].continues is not None:
        seen.add(at)
        at = attributions[at].continues
    return at if at != index else None


def _told_before(
    index: int, attributions: Sequence[Attribution], resolved: Resolved, relays: Sequence[Sequence[Relay]]
) -> int | None:
    """The attribution just before, whose relays hold where the same source plainly goes on, or one of its sources."""
    here, decision, text = attributions[index], resolved.decisions[index], resolved.discourse.text
    at = _start(here)
    # The medium that reports what was said just before says nothing of its own.
    before = [
        (_start(a), i)
        for i, a in enumerate(attributions)
        if i != index and _start(a) < at and not _is_medium(resolved.decisions[i])
    ]
    if not before or not here.source or not here.cue or not decision.sources:
        return None
    last = max(before)[1]
    sentence = resolved.discourse.sentence
    if not relays[last] or sentence(at) - sentence(_start(attributions[last])) > _NEAR:
        return None
    phrase = text[here.source[0][0] : here.source[0][1]].lower()
    if phrase.split()[0] in _PARTS:
        return last
    same = [s.id for s in resolved.decisions[last].sources] == [s.id for s in decision.sources]
    cue = " ".join(text[s:e] for s, e in here.cue)
    return last if same and decision.resolution == "pronoun" and triggers().going_on.search(cue) else None


def _is_medium(decision: SourceDecision) -> bool:
    return bool(decision.sources) and all(s.kind == "media" for s in decision.sources)


def _in_one_paragraph(paragraphs: Sequence[Span], first: Attribution, second: Attribution) -> bool:
    a = _start(first)
    b = (second.content or second.cue or second.source)[0][0]
    return any(s <= a < e and s <= b < e for s, e in paragraphs)


def _shared_by_one_phrase(attributions: Sequence[Attribution], relays: Sequence[list[Relay]]) -> None:
    """What one noun phrase goes on to say is said to the same party: "she told Radio North, adding …"."""
    told: dict[tuple[Span, ...], tuple[int, list[Relay]]] = {}
    for attribution, passed in zip(attributions, relays, strict=True):
        if attribution.source and attribution.cue and passed:
            told.setdefault(tuple(attribution.source), (attribution.cue[0][0], passed))
    for attribution, passed in zip(attributions, relays, strict=True):
        first = told.get(tuple(attribution.source)) if attribution.source and attribution.cue else None
        if first is not None and not passed and first[0] < attribution.cue[0][0]:
            passed.extend(first[1])


def _kept_by_the_unnamed(resolved: Resolved, relays: Sequence[list[Relay]], own: str | None) -> None:
    """Who is not named, and is known through a relay, stays known through it: "the report", "the captain"."""
    known: dict[int, list[Relay]] = {}
    for decision, passed in zip(resolved.decisions, relays, strict=True):
        if len(decision.referents) != 1 or decision.referents[0].named:
            continue
        referent = decision.referents[0]
        if "body" in referent.classes:
            continue
        if passed:
            media = all(r.source.kind == "media" and r.source.id != own for r in passed)
            known.setdefault(referent.id, list(passed) if media else [])
        elif decision.resolution in ("role", "description", "continuation"):
            passed.extend(known.get(referent.id, ()))
