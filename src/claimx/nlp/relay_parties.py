"""Who beside an attribution passes its claim on: a medium (or person) that was told, quotes, or reports.

The words that say so are data (``data/relays.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from claimx.ids import name_key, source_id
from claimx.knowledge.roles import Roles, roles
from claimx.nlp.decisions import Resolved
from claimx.nlp.media_names import named_like_medium
from claimx.nlp.nominals import analyse
from claimx.nlp.referents import Referent
from claimx.nlp.relay_patterns import triggers
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Source, SourceKind, Span

_BEFORE, _AFTER = 90, 40
_PUBLISHING = re.compile(
    r"(?:told|tells?|writes|wrote)\s$|(?:quoted|carried|published|aired|broadcast|cited)\b.*\bby\s$", re.I
)
_ITS_SOURCES = re.compile(r"\bsources?\s(?:of|at)\s$", re.I)
_KIND_OF_MEDIUM = re.compile(
    r"[”\"’»]?\s(?:newspaper|paper|daily|weekly|magazine|news agency|agency|television|TV|radio|channel|network"
    r"|broadcaster)\b"
)


@dataclass(frozen=True, slots=True)
class Relay:
    """One who passes a claim on, with the spans of his name and of the words that say so."""

    source: Source
    spans: tuple[Span, ...]
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A noun phrase that could be a relay: with its introducing words ``[start, end)``, and who it is."""

    start: int
    end: int
    source: Source
    medium: bool
    own: bool = False


def parties(doc: Doc, resolved: Resolved, mentions: Sequence[EntityMention], article: Article) -> Iterator[Party]:
    """The noun phrases of an article that could be relays."""
    lexicon, discourse, text = roles(), resolved.discourse, resolved.discourse.text
    taken: list[Span] = []
    orgs = [m for m in discourse.mentions if m.label == "ORG"]
    for m in orgs:
        referent = discourse.of_mention.get((m.start, m.end, m.label))
        if any(o.start <= m.start and m.end <= o.end and len(o.exact) > len(m.exact) for o in orgs):
            continue
        if referent is not None:
            medium = referent.kind == "media" or referent is discourse.outlet
            if not medium and _another_body(m.exact, lexicon):
                continue
            start, end = discourse.wider.get((m.start, m.end), (m.start, m.end))
            kind = _KIND_OF_MEDIUM.match(text, end)
            taken.append((start, kind.end() if kind else end))
            if name_key(m.exact) in lexicon.platforms:
                continue
            yield Party(*taken[-1], resolved.source_of(referent), medium, referent is discourse.outlet)
    if discourse.outlet is not None:
        outlet = resolved.source_of(discourse.outlet)
        for phrase in sorted(lexicon.outlet_self, key=len, reverse=True):
            for match in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.I):
                if not (phrase in ("us", "me") and match[0] == match[0].upper()):
                    yield Party(match.start(), match.end(), outlet, True, True)
    for chunk in doc.noun_chunks:
        start, end = chunk.start_char, chunk.end_char
        if any(s < end and start < e for s, e in taken):
            continue
        nominal = analyse(
            doc, text, [(start, end)], [m for m in mentions if start <= m.start and m.end <= end], lexicon
        )
        if (
            nominal is None
            or nominal.form != "nominal"
            or not ("media" in nominal.classes or nominal.head in ("agency", "outlet"))
        ):
            continue
        if text[start:end].lower() in lexicon.outlet_self | lexicon.platforms or any(
            0 <= s - end <= 2 or 0 <= start - e <= 1 for s, e in taken
        ):
            continue
        if nominal.possessor or nominal.head == "media":
            continue
        if discourse.outlet is not None and text[start:end].lower().startswith(("this ", "our ")):
            yield Party(start, end, resolved.source_of(discourse.outlet), True, True)
            continue
        antecedent = (
            _medium_before(discourse.referents, start, nominal.head)
            if nominal.definite == "definite" or nominal.anaphoric
            else None
        )
        if antecedent is not None:
            yield Party(start, end, resolved.source_of(antecedent), True)
        elif nominal.definite == "definite" and not nominal.words - {nominal.head} and discourse.outlet is not None:
            yield Party(start, end, resolved.source_of(discourse.outlet), True, True)
        elif "media" in nominal.classes:
            bare = len(nominal.words) > 1 or nominal.definite == "definite"
            name = re.sub(r"^(?:the|an?)\s+" if bare else r"^the\s+", "", text[start:end], flags=re.I)
            yield Party(start, end, Source(id=source_id(name, article.id), name=name, kind="media", named=False), True)


def _another_body(name: str, lexicon: Roles) -> bool:
    """Whether a name is that of a body that does not publish."""
    words = set(name_key(name).split())
    return bool(words & (lexicon.body | lexicon.group | lexicon.addressees)) and not named_like_medium(name, lexicon)


def _medium_before(referents: Sequence[Referent], position: int, head: str) -> Referent | None:
    """The medium last named before a place: what "the paper" or "the agency" means."""
    known = [
        (max(s.end for s in r.spots if s.end <= position), r)
        for r in referents
        if r.kind == "media" and r.named and any(s.end <= position for s in r.spots)
    ]
    same = [x for x in known if head in x[1].heads or head in x[1].words] or known
    return max(same, key=lambda x: (x[0], x[1].id))[1] if same else None


def _sentences(doc: Doc, attribution: Attribution) -> Span | None:
    """From the start of the first to the end of the last sentence that cue and source touch."""
    anchor = attribution.cue or attribution.source
    if not anchor:
        return None
    span = doc.char_span(min(s for s, _ in anchor), max(e for _, e in anchor), alignment_mode="expand")
    return (doc[span.start].sent.start_char, doc[span.end - 1].sent.end_char) if span is not None else None


def _elsewhere(index: int, attributions: Sequence[Attribution], start: int, end: int) -> bool:
    """Whether words belong to another attribution's cue, one that does not share this one's content."""
    own = attributions[index]
    if any(s < end and start < e for s, e in own.cue):
        return False
    for other, attribution in enumerate(attributions):
        if other != index and any(s < end and start < e for s, e in attribution.cue):
            shared = sum(max(0, min(e, oe) - max(s, os)) for s, e in own.content for os, oe in attribution.content)
            if shared < 0.5 * sum(e - s for s, e in own.content) or not shared:
                return True
    return False


def passes_on(doc: Doc, text: str, index: int, attributions: Sequence[Attribution], party: Party) -> bool:
    """Whether a medium beside an attribution is one of its relays."""
    attribution = attributions[index]
    bounds = _sentences(doc, attribution)
    if bounds is None:
        return False
    low, high = bounds
    own = [*attribution.source, *attribution.cue, *attribution.content]
    if not low <= party.start < high or any(s <= party.start < e for s, e in attribution.content):
        return False
    inside_source = any(s <= party.start < e for s, e in attribution.source)
    if inside_source and any(party.start <= s + 4 for s, _ in attribution.source):
        return False
    words = triggers()
    begin = party.start
    farthest = max(low, begin - 60)
    while lead := words.opening.search(text, farthest, begin):
        begin = lead.start()
    first = max(low, begin - _BEFORE)
    left, right = text[first:begin], text[party.end : min(high, party.end + _AFTER)]
    if inside_source and party.medium and not party.own and _ITS_SOURCES.search(left):
        return True
    for pattern in words.before:
        match = pattern.search(left)
        if match:
            if not party.medium and not (_PUBLISHING.match(match[0]) and attribution.content):
                return False
            return not any(s <= first + match.start() < e for s, e in attribution.content) and not _elsewhere(
                index, attributions, first + match.start(), begin
            )
    last = max((e for _, e in attribution.cue if e <= begin), default=None)
    if party.medium and not inside_source and last is not None and words.cue_then.fullmatch(text[last:begin]):
        return True
    if party.medium and not party.own and any(p.search(left) for p in words.leaked):
        return True
    for pattern in words.after:
        match = pattern.search(right)
        if match:
            if inside_source:
                return re.search(r"quot|copy|seen|shown", match[0], re.I) is not None
            if not party.medium and "told" in match[0]:
                return False
            return not _elsewhere(index, attributions, party.end, party.end + match.end())
    if inside_source or not party.medium:
        return False
    between = any(s < party.start for s, _ in own) and any(e > party.end for _, e in own)
    trailing = text[max(low, begin - 2) : begin].strip() in (",", "”", '"', "’")
    for pattern in words.aside:
        match = pattern.search(right)
        if match and (between or trailing):
            return not _elsewhere(index, attributions, party.end, party.end + match.end())
    return False


def beside(
    doc: Doc,
    index: int,
    attributions: Sequence[Attribution],
    resolved: Resolved,
    mentions: Sequence[EntityMention],
    article: Article,
) -> list[Relay]:
    """People, bodies and documents that pass a claim on in an aside: "…, Gao said, …", "…, according to the
    minutes".
    """
    attribution, text = attributions[index], resolved.discourse.text
    bounds = _sentences(doc, attribution)
    if bounds is None or not attribution.source:
        return []
    own = sorted([*attribution.source, *attribution.cue, *attribution.content])
    out: list[Relay] = []
    for pattern in triggers().beside:
        for match in pattern.finditer(text, bounds[0], bounds[1]):
            start, end = match.span("who")
            if any(s < end and start < e for s, e in own) or _elsewhere(index, attributions, *match.span("cue")):
                continue
            if any(
                s <= start and end <= e
                for other, a in enumerate(attributions)
                if other != index
                for s, e in a.source
                if _elsewhere(index, attributions, s, e) or a.cue
            ):
                continue
            source = _who(doc, text, (start, end), resolved, mentions, article)
            if source is not None and source.kind != "media":
                out.append(Relay(source, ((start, end),), (match.span("cue"),)))
    return out[:1]


def _who(
    doc: Doc, text: str, span: Span, resolved: Resolved, mentions: Sequence[EntityMention], article: Article
) -> Source | None:
    """The source that a noun phrase names, literally where nobody of that name is known."""
    nominal = analyse(doc, text, [span], mentions, roles())
    if nominal is None or nominal.form not in ("name", "nominal"):
        return None
    if nominal.names:
        m = nominal.names[0]
        referent = resolved.discourse.of_mention.get((m.start, m.end, m.label))
        return resolved.source_of(referent) if referent is not None else None
    if not nominal.classes or "media" in nominal.classes:
        return None
    same = [
        r for r in resolved.discourse.referents if nominal.head in r.heads and any(s.start < span[0] for s in r.spots)
    ]
    if nominal.definite == "definite" and same:
        return resolved.source_of(max(same, key=lambda r: (max(s.start for s in r.spots if s.start < span[0]), r.id)))
    name = re.sub(r"^the\s+", "", nominal.text, flags=re.I)
    kind: SourceKind = "document" if "document" in nominal.classes else "group" if nominal.plural else "person"
    return Source(id=source_id(name, article.id), name=name, kind=kind, named=False)
