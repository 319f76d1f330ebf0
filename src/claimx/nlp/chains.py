"""Through whom a claim came: the relays between its origin and the article, innermost first.

A relay is another attribution whose content holds this one, who answers an interview, or a party beside the attribution
(:mod:`claimx.nlp.relay_parties`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from claimx.nlp.decisions import Resolved
from claimx.nlp.nested import Relayed
from claimx.nlp.relay_parties import Relay, beside, parties, passes_on
from claimx.nlp.turns import Turn
from claimx.records import Attribution
from claimx.schema import Article, ChainLink, EntityMention, Source, Span

_INSIDE = 0.9


def build(
    doc: Doc,
    attributions: Sequence[Attribution],
    resolved: Resolved,
    entity_mentions: Sequence[EntityMention],
    article: Article,
    paragraphs: Sequence[Span],
    denied: Sequence[bool] = (),
) -> list[list[Relay]]:
    """The relays of each attribution, innermost first, in the order of the attributions.

    ``denied`` tells which attributions reject their content: who denies a report does not pass it on.
    """
    around = list(parties(doc, resolved, entity_mentions, article))
    out: list[list[Relay]] = []
    for index, attribution in enumerate(attributions):
        relays = [
            Relay(p.source, ((p.start, p.end),))
            for p in around
            if passes_on(doc, resolved.discourse.text, index, attributions, p)
        ]
        relays += beside(doc, index, attributions, resolved, resolved.discourse.mentions, article)
        if isinstance(attribution, Relayed):
            relays += [
                Relay(s, attribution.outer, attribution.outer_cue) for s in resolved.decisions[index].relayed_by[:1]
            ]
        relays += _around(index, attributions, resolved, denied)
        relays += _interviewed(attribution, resolved)
        out.append(_distinct(relays, resolved.decisions[index].sources))
    for index, attribution in enumerate(attributions):
        origin = _origin_of(index, attributions)
        if origin is None or origin == index:
            origin = _speech_before(index, attributions, resolved, out)
        if (
            origin is not None
            and origin != index
            and not out[index]
            and _near(paragraphs, attributions[origin], attribution)
        ):
            out[index] = list(out[origin])
    _shared_by_one_phrase(attributions, out)
    _kept_by_the_unnamed(resolved, out)
    return out


def _shared_by_one_phrase(attributions: Sequence[Attribution], relays: list[list[Relay]]) -> None:
    """What one noun phrase says by several verbs is said to one party: "she told Radio North, adding …"."""
    told: dict[tuple[Span, ...], list[Relay]] = {}
    for attribution, passed in zip(attributions, relays, strict=True):
        if attribution.source and passed:
            told.setdefault(tuple(attribution.source), passed)
    for attribution, passed in zip(attributions, relays, strict=True):
        if attribution.source and not passed:
            passed.extend(told.get(tuple(attribution.source), ()))


def _kept_by_the_unnamed(resolved: Resolved, relays: list[list[Relay]]) -> None:
    """Who is not named, and is known through a relay, stays known through it: "the report", "the captain"."""
    outlet = resolved.discourse.outlet
    known: dict[int, list[Relay]] = {}
    for decision, passed in zip(resolved.decisions, relays, strict=True):
        if len(decision.referents) != 1 or decision.referents[0].named:
            continue
        referent = decision.referents[0]
        if "body" in referent.classes:
            continue
        if passed:
            own = outlet is not None and any(r.source.id == resolved.source_of(outlet).id for r in passed)
            media = all(r.source.kind == "media" for r in passed)
            known.setdefault(referent.id, passed if media and not own else [])
        elif decision.resolution in ("role", "description", "pronoun", "continuation"):
            passed.extend(known.get(referent.id, ()))


def links(attribution: Attribution, origins: Sequence[Source], relays: Sequence[Relay]) -> list[ChainLink]:
    """The chain of the contract: its origins, then the relays outwards."""
    chain = [
        ChainLink(
            ref=s.id,
            role="origin",
            source=list(attribution.source),
            cue=list(attribution.cue),
            content=list(attribution.content),
        )
        for s in origins
    ]
    return chain + [
        # A turn without a label has no words that name its speaker.
        ChainLink(ref=r.source.id, role="relay", source=[s for s in r.spans if s[0] < s[1]], cue=list(r.cue))
        for r in relays
    ]


def _around(index: int, attributions: Sequence[Attribution], resolved: Resolved, denied: Sequence[bool]) -> list[Relay]:
    """The attributions whose content holds this one whole, innermost first."""
    inner = attributions[index]
    # The words of a cue may stand outside ("…, a notice said"); who spoke and what must not.
    own = [*inner.source, *inner.content] if inner.source and inner.content else [*inner.source, *inner.cue]
    size = sum(e - s for s, e in own)
    found: list[tuple[int, Relay]] = []
    for other, outer in enumerate(attributions):
        if other == index or not size or not (inner.cue or inner.source) or (denied and denied[other]):
            continue
        held = sum(max(0, min(e, oe) - max(s, os)) for s, e in own for os, oe in outer.content)
        width = sum(e - s for s, e in outer.content)
        if held >= _INSIDE * size and width > size - 2 and outer.content != inner.content:
            found += [
                (width, Relay(s, tuple(outer.source), tuple(outer.cue))) for s in resolved.decisions[other].sources[:1]
            ]
    return [relay for _, relay in sorted(found, key=lambda x: x[0])]


def _interviewed(attribution: Attribution, resolved: Resolved) -> list[Relay]:
    """Who answers in an interview passes on what others say in his answer."""
    if not (attribution.cue and attribution.source):
        return []
    at = attribution.cue[0][0]
    # Where no label says who speaks, what stands after a question may be anybody's, unless he speaks of himself.
    return [
        Relay(resolved.source_of(r), ((t.start, t.label_end),))
        for t, r in resolved.interviewees
        if (t.label or t.own_words) and t.label_end <= at < t.end and _in_his_words(resolved.discourse.text, t, at)
    ]


def _in_his_words(text: str, turn: Turn, at: int) -> bool:
    """Whether a place in a turn is what its speaker says: between quotation marks, if it has any; never in brackets."""
    line = text.rfind("\n", turn.label_end, at) + 1 or turn.label_end
    said = text[turn.label_end : turn.end].lstrip(" :")
    quoted = said[:1] == "“"
    return text[line : line + 1] != "(" and (not quoted or text.count("“", line, at) > text.count("”", line, at))


def _distinct(relays: Sequence[Relay], origins: Sequence[Source]) -> list[Relay]:
    seen = {s.id for s in origins}
    out: list[Relay] = []
    for relay in relays:
        if relay.source.id not in seen:
            seen.add(relay.source.id)
            out.append(relay)
    return out


def _origin_of(index: int, attributions: Sequence[Attribution]) -> int | None:
    seen: set[int] = set()
    at: int | None = index
    while at is not None and at not in seen and attributions[at].continues is not None:
        seen.add(at)
        at = attributions[at].continues
    return at


def _speech_before(
    index: int, attributions: Sequence[Attribution], resolved: Resolved, relays: Sequence[Sequence[Relay]]
) -> int | None:
    """The attribution just before, where the same source goes on speaking to whom it told that."""
    here, own = attributions[index], resolved.decisions[index].sources
    at = (here.source or here.cue or here.content or [(0, 0)])[0][0]
    before = [
        ((a.source or a.cue or a.content)[0][0], i)
        for i, a in enumerate(attributions)
        if i != index and (a.source or a.cue or a.content) and (a.source or a.cue or a.content)[0][0] < at
    ]
    if not before or not own or resolved.decisions[index].resolution != "pronoun":
        return None
    last = max(before)[1]
    same = [s.id for s in resolved.decisions[last].sources] == [s.id for s in own]
    return last if same and relays[last] else None


def _near(paragraphs: Sequence[Span], first: Attribution, second: Attribution) -> bool:
    """Whether two attributions stand in one paragraph."""
    a = (first.source or first.cue or first.content)[0][0]
    b = (second.content or second.cue or second.source)[0][0]
    return any(s <= a < e and s <= b < e for s, e in paragraphs)
