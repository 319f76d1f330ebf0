"""What shows that a party beside an attribution passes its claim on: it was told, quotes, reports, or is put aside.

The words that say so are data (``data/relays.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from claimx.ids import source_id
from claimx.knowledge.roles import roles
from claimx.nlp.decisions import Resolved
from claimx.nlp.naming import literal, owner
from claimx.nlp.nominals import analyse
from claimx.nlp.relay_parties import Party, Relay
from claimx.nlp.relay_patterns import triggers
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Source, SourceKind, Span

_BEFORE, _AFTER = 90, 40
_LET = 12
"""Characters of "letting" before the one who is let know."""
_HOPS = 3
"""Verbs up to which a participle's subject is looked for."""
_PUBLISHING = re.compile(
    r"(?:told|tells?|writes|wrote)\s$|(?:quoted|carried|published|aired|broadcast|cited)\b.*\bby\s$", re.I
)
_SPEAKING = re.compile(
    r"(?:told|tells?|telling)\s$|(?:speaking|spoke|speaks|talking|talked|interview|conversation)\s(?:\w+\s)?(?:to|with|by)\s$",
    re.I,
)
_ITS_SOURCES = re.compile(r"\bsources?\s(?:of|at)\s$", re.I)
_TO = re.compile(r"\b(?:to|with|on|in|by)\s(?:the\s)?$", re.I)
_ENDS_TO = re.compile(r"\s(?:to|with)$", re.I)
_SEEN = re.compile(r"quot|copy|seen|shown", re.I)
_BUT_COMMA = re.compile(r"[”\"’]?,\s")
_COPY = re.compile(r"copy|seen|shown|obtained|reviewed", re.I)


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
    if _in_another_clause(text, party, own):
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
    if party.medium and any(s < begin and party.end <= e and _TO.search(text, s, begin) for s, e in attribution.cue):
        return True
    for pattern in words.before:
        match = pattern.search(left)
        if match:
            plain = (_SPEAKING if party.asks else _PUBLISHING).match(match[0]) and attribution.content
            if (not party.medium and not plain) or (party.own and words.passed_on.search(left)):
                return False
            return not any(s <= first + match.start() < e for s, e in attribution.content) and not _elsewhere(
                index, attributions, first + match.start(), begin
            )
    last = max((e for _, e in attribution.cue if e <= begin), default=None)
    if party.medium and not inside_source and last is not None:
        # The preposition may be the cue's own: "confided to".
        to = next((m.start() for s, e in attribution.cue if e == last and (m := _ENDS_TO.search(text, s, e))), last)
        if words.cue_then.fullmatch(text[to:begin]):
            return True
    if party.medium and words.let_know.search(f"{left[-_LET:]}\0{right}"):
        return True
    if party.medium and not party.own:
        if any(p.search(left) for p in words.leaked):
            return True
        match = next((m for p in words.asked if (m := p.search(left + "\0" + right))), None)
        if match is not None:
            whom = first + match.start()
            near = match[0][:4] != "whom" or any(s <= whom <= e + 2 for s, e in attribution.source)
            return near and not _elsewhere(index, attributions, party.start, party.end)
    return _speaks(text, index, attributions, party, (low, high, begin), inside_source)


def _in_another_clause(text: str, party: Party, own: Sequence[Span]) -> bool:
    """Whether a semicolon stands between a party and all of an attribution."""
    gaps = [text[e : party.start] if e <= party.start else text[party.end : s] for s, e in own]
    return bool(gaps) and all(";" in gap for gap in gaps)


def _speaks(
    text: str,
    index: int,
    attributions: Sequence[Attribution],
    party: Party,
    place: tuple[int, int, int],
    inside_source: bool,
) -> bool:
    """Whether what follows a party says that it reports; ``place``: the sentence, and where its phrase begins."""
    low, high, begin = place
    right, words = text[party.end : min(high, party.end + _AFTER)], triggers()
    if words.subordinate.search(text[max(low, begin - _BEFORE) : begin]):
        return False
    for pattern in words.after:
        match = pattern.search(right)
        if match:
            # A document that the outlet itself has seen is the outlet's own reading.
            if party.own and _COPY.search(match[0]):
                return False
            if inside_source:
                return _SEEN.search(match[0]) is not None
            if not party.medium and "told" in match[0]:
                return False
            return not _elsewhere(index, attributions, party.end, party.end + match.end())
    if inside_source or not party.medium:
        return False
    put_aside = text[max(low, begin - 2) : begin].strip() in (",", "”", '"', "’", "–", "—", "-", "(")
    for pattern in words.aside:
        match = pattern.search(right)
        if match and put_aside:
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
    # A cue may hold the aside: "admitted through his lawyer".
    own = sorted([*attribution.source, *attribution.content])
    out: list[Relay] = []
    for pattern in triggers().beside:
        for match in pattern.finditer(text, bounds[0], bounds[1]):
            start, end = match.span("who")
            if any(s < end and start < e for s, e in own):
                continue
            between = _between(attribution, start, end)
            if not between and _elsewhere(index, attributions, *match.span("cue")):
                continue
            if not between and any(
                s <= start and end <= e
                for other, a in enumerate(attributions)
                if other != index
                for s, e in a.source
                if _elsewhere(index, attributions, s, e) or a.cue
            ):
                continue
            source = _who(doc, index, (start, end), resolved, mentions, article)
            if source is not None and source.kind != "media":
                out.append(Relay(source, ((start, end),), (match.span("cue"),)))
    return out[:1]


def _between(attribution: Attribution, start: int, end: int) -> bool:
    """Whether words stand between source and cue: "the crew, according to their lawyers, said …", also where the crew
    does something else first.
    """
    last = max(e for _, e in attribution.source)
    return bool(attribution.cue) and last <= start and end <= min(s for s, _ in attribution.cue)


def quoting(
    doc: Doc,
    index: int,
    attributions: Sequence[Attribution],
    resolved: Resolved,
    mentions: Sequence[EntityMention],
    article: Article,
    around: Sequence[Party],
) -> list[Relay]:
    """Who quotes the source of an attribution: "Roe quoted the clerk as saying …", "was quoted by Roe as saying …",
    "Roe pointed to the clerk, according to whom …".
    """
    attribution = attributions[index]
    text = resolved.discourse.text
    for verb in _quoting_verbs(doc, attribution):
        # "According to the Evening Post, citing a clerk, …"
        just = [p for p in around if p.medium and p.end <= verb.idx and _BUT_COMMA.fullmatch(text[p.end : verb.idx])]
        if just:
            return [Relay(just[-1].source, ((just[-1].start, just[-1].end),), ((verb.idx, verb.idx + len(verb)),))]
        noun = _quoter(verb)
        if noun is None:
            continue
        phrase, at = _phrase_of(noun), noun.idx
        if any(s <= at < e for s, e in (*attribution.source, *attribution.content)):
            continue
        beside = [p for p in around if p.medium and p.start <= at < p.end]
        source = beside[0].source if beside else _who(doc, index, phrase, resolved, mentions, article)
        if source is not None:
            whole = (noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge))
            return [Relay(source, (whole,), ((verb.idx, verb.idx + len(verb)),))]
    return []


def _phrase_of(noun: Token) -> Span:
    """A noun with what stands before it and its "of" and "for"."""
    last = noun
    for token in noun.children:
        if token.i > noun.i and token.dep_ == "prep" and token.lower_ in ("of", "for") and token.i == last.i + 1:
            last = token.right_edge
    return noun.left_edge.idx, last.idx + len(last)


def quoted_somewhere(
    index: int, attributions: Sequence[Attribution], resolved: Resolved, around: Sequence[Party], agency: Source | None
) -> list[Relay]:
    """Who quotes a source that "was quoted as saying", by nobody in its sentence: the medium of the sentence before in
    the same paragraph, or ``agency``, whose report the article reprints.
    """
    discourse, cue = resolved.discourse, attributions[index].cue
    if not cue or not triggers().quoted.search(" ".join(discourse.text[s:e] for s, e in cue)):
        return []
    at = cue[0][0]
    here, paragraph = discourse.sentence(at), discourse.paragraph(at)
    before = [
        p
        for p in around
        if p.medium
        and not p.own
        and p.end <= at
        and here - discourse.sentence(p.start) <= 1
        and discourse.paragraph(p.start) == paragraph
    ]
    if before:
        last = max(before, key=lambda p: (p.start, p.source.id))
        return [Relay(last.source, ((last.start, last.end),))]
    return [Relay(agency, ())] if agency is not None else []


def _quoting_verbs(doc: Doc, attribution: Attribution) -> list[Token]:
    """The verbs of quoting in a cue, and the one that its source is the object of."""
    spans = [doc.char_span(s, e, alignment_mode="expand") for s, e in (*attribution.cue, *attribution.source[:1])]
    tokens = [t for span in spans[: len(attribution.cue)] if span is not None for t in span]
    source = spans[-1].root if attribution.source and spans[-1] is not None else None
    if source is not None and source.dep_ in ("dobj", "obj", "pobj"):
        tokens += [source.head, source.head.head]
    return [t for t in tokens if _quotes(t)]


def _quotes(verb: Token) -> bool:
    words, lemma = triggers(), verb.lemma_.lower()
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    return lemma in words.quoting or any(
        t.dep_ == "prep" and t.lower_ in words.quoting_preposition.get(lemma, ()) for t in verb.children
    )


def _quoter(verb: Token) -> Token | None:
    """The subject of a verb, or where it is passive its agent; of a participle, the subject that it goes with."""
    passive = any(t.dep_ in ("nsubjpass", "auxpass") for t in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )
    if passive:
        by = next((t for t in verb.children if t.dep_ == "agent" or (t.dep_ == "prep" and t.lower_ == "in")), None)
        return next((t for t in by.children if t.dep_ == "pobj"), None) if by is not None else None
    for _ in range(_HOPS):
        subject = next((t for t in verb.children if t.dep_ == "nsubj" and t.pos_ in ("NOUN", "PROPN")), None)
        if subject is not None or verb.dep_ not in ("advcl", "conj", "acl", "xcomp", "prep", "pcomp"):
            return subject
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
            return verb.head
        verb = verb.head
    return None


def _who(
    doc: Doc, index: int, span: Span, resolved: Resolved, mentions: Sequence[EntityMention], article: Article
) -> Source | None:
    """The source that a noun phrase names, literally where nobody of that name is known."""
    nominal = analyse(doc, resolved.discourse.text, [span], mentions, roles())
    if nominal is None or nominal.form not in ("name", "nominal"):
        return None
    if nominal.names:
        m = nominal.names[0]
        referent = resolved.discourse.of_mention.get((m.start, m.end, m.label))
        return resolved.source_of(referent) if referent is not None else None
    if (called := resolved.discourse.called(nominal.text)) is not None and nominal.text[0].isupper():
        return resolved.source_of(called)
    if not nominal.classes or "media" in nominal.classes:
        return None
    same = [
        r for r in resolved.discourse.referents if nominal.head in r.heads and any(s.start < span[0] for s in r.spots)
    ]
    if nominal.definite == "definite" and same:
        return resolved.source_of(max(same, key=lambda r: (max(s.start for s in r.spots if s.start < span[0]), r.id)))
    speaker = next(iter(resolved.decisions[index].referents), None)
    whose = owner(nominal, resolved.discourse, speaker) or speaker if nominal.possessor else None
    name = literal(nominal, whose, resolved.discourse)
    kind: SourceKind = "document" if "document" in nominal.classes else "group" if nominal.plural else "person"
    return Source(id=source_id(name, article.id), name=name, kind=kind, named=False)
