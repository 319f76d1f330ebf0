"""Through whom a claim came: the relays between its origin and the article, innermost first.

A relay is another attribution whose content holds this one, who answers an interview, or a party beside the attribution
(:mod:`claimx.nlp.relay_evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from claimx.ids import name_key, source_id
from claimx.nlp.decisions import Resolved
from claimx.nlp.nested import Relayed
from claimx.nlp.relay_evidence import beside, passes_on, quoted_somewhere, quoting
from claimx.nlp.relay_inheritance import inherit
from claimx.nlp.relay_parties import Party, Relay, parties
from claimx.nlp.relay_patterns import triggers
from claimx.nlp.report_relay import report_relay
from claimx.nlp.spans import length, overlap
from claimx.nlp.turns import Turn
from claimx.records import Attribution
from claimx.schema import Article, ChainLink, EntityMention, Source, Span

_INSIDE = 0.9
_SELF = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b")
_BASIS = re.compile(r"based\b|basing\b|on the (?:basis|evidence|strength)\b|in (?:view|light) of\b", re.I)
"""What somebody's words rest on does not pass them on."""
_TOLD_ME = re.compile(r"\b(?:I|we)\s(?:am|was|were|are|have\sbeen|hear|heard|understand)\b", re.I)


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

    ``denied`` tells which attributions reject their content or will not speak of it: such do not pass a report on.
    """
    name = report_relay(resolved.discourse.text, paragraphs, article.outlet)
    agency = Source(id=source_id(name), name=name, kind="media", named=True) if name else None
    around = list(parties(doc, resolved, entity_mentions, article, agency))
    out: list[list[Relay]] = []
    for index, attribution in enumerate(attributions):
        passing = [p for p in around if passes_on(doc, resolved.discourse.text, index, attributions, p)]
        medium = any(p.medium for p in passing)
        relays = [Relay(p.source, ((p.start, p.end),)) for p in passing if not (p.asks and medium)]
        relays += [
            _published(r, around)
            for r in quoting(doc, index, attributions, resolved, resolved.discourse.mentions, article, around)
        ]
        aside = beside(doc, index, attributions, resolved, resolved.discourse.mentions, article)
        # Who stands before a medium told it: "a clerk told Roe, who told the Evening Post".
        relays = aside + relays if aside and relays and aside[0].spans < relays[0].spans else relays + aside
        if isinstance(attribution, Relayed):
            relays += [
                _published(Relay(s, attribution.outer, attribution.outer_cue), around)
                for s in resolved.decisions[index].relayed_by[:1]
            ]
        relays += [_published(r, around) for r in _around(index, attributions, resolved, denied)]
        if not relays:
            relays = quoted_somewhere(index, attributions, resolved, around, agency)
        relays += _interviewed(attribution, resolved)
        out.append(_distinct(relays, resolved.decisions[index].sources))
    inherit(attributions, resolved, paragraphs, out)
    return [_distinct(relays, decision.sources) for relays, decision in zip(out, resolved.decisions, strict=True)]


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
    size = length(own)
    found: list[tuple[int, Relay]] = []
    spans = [*inner.source, *inner.cue, *inner.content]
    low, high = min((s for s, _ in spans), default=0), max((e for _, e in spans), default=0)
    for other, outer in enumerate(attributions):
        if not outer.content or outer.content[-1][1] <= low or outer.content[0][0] >= high:
            continue
        # What nobody in particular says is nobody's to pass on.
        if other == index or not size or not inner.source or (denied and denied[other]):
            continue
        if any(_BASIS.match(resolved.discourse.text, s) for s, _ in outer.cue[:1]):
            continue
        held, width = overlap(own, outer.content), length(outer.content)
        words = [*inner.source, *inner.cue]
        # "The board stated this on Monday, the paper writes": what was stated stands before.
        apart = bool(inner.content) and not overlap(inner.content, outer.content)
        whole = apart and overlap(words, outer.content) >= length(words)
        if (held >= _INSIDE * size and width > size - 2 and outer.content != inner.content) or whole:
            found += [
                (width, Relay(s, tuple(outer.source), tuple(outer.cue))) for s in resolved.decisions[other].sources[:1]
            ]
    return [relay for _, relay in sorted(found, key=lambda x: x[0])]


def _published(relay: Relay, around: Sequence[Party]) -> Relay:
    """The relay, or where it is a medium's report, the medium: "according to a report in the Evening Post"."""
    if relay.source.kind != "document" or relay.source.named:
        return relay
    inside = [p for p in around if p.medium and any(s + 4 < p.start and p.end <= e for s, e in relay.spans)]
    return Relay(inside[-1].source, ((inside[-1].start, inside[-1].end),), relay.cue) if inside else relay


def _interviewed(attribution: Attribution, resolved: Resolved) -> list[Relay]:
    """Who answers in an interview passes on what others say in his answer."""
    text = resolved.discourse.text
    # "I am told" names nobody but the one who was told.
    told = any(_TOLD_ME.search(text, s, e) for s, e in attribution.cue)
    if not attribution.cue or not (attribution.source or told):
        return []
    at = attribution.cue[0][0]
    # Where no label says who speaks, what stands after a question may be anybody's, unless he speaks of himself.
    return [
        Relay(resolved.source_of(r), ((t.start, t.label_end),))
        for t, r in resolved.interviewees
        # A reporter who is asked tells what everybody may know.
        if not (r.words | r.heads) & triggers().journalists and t.label_end <= at < t.end and _in_his_words(text, t, at)
    ]


def _in_his_words(text: str, turn: Turn, at: int) -> bool:
    """Whether a place in a turn is what its speaker says: between quotation marks, if it has any; never in brackets."""
    line = text.rfind("\n", turn.label_end, at) + 1 or turn.label_end
    said = text[turn.label_end : turn.end].lstrip(" :")
    quoted = said[:1] == "“"
    bracketed = text.count("(", line, at) > text.count(")", line, at)
    # Without labels a paragraph that does not say "I" may be the interviewer's.
    his = bool(turn.label) or _SELF.search(text, line, _end_of_line(text, at)) is not None
    return his and not bracketed and (not quoted or text.count("“", line, at) > text.count("”", line, at))


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _distinct(relays: Sequence[Relay], origins: Sequence[Source]) -> list[Relay]:
    # One person may be known to the article by two records: nobody passes on his own words.
    seen = {x for s in origins for x in (s.id, name_key(s.name))}
    out: list[Relay] = []
    for relay in relays:
        known = {relay.source.id, name_key(relay.source.name)} & seen
        # The same words may have been read as two names.
        if not known and not any(overlap(relay.spans, other.spans) for other in out):
            seen |= {relay.source.id, name_key(relay.source.name)}
            out.append(relay)
    return out
