"""Speech inside speech: "Roe said that the union had called for a strike" is the union's demand, passed on by Roe."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from spacy.tokens import Doc, Token

from claimx.errors import KnowledgeError
from claimx.knowledge.roles import Roles
from claimx.nlp.nominals import analyse
from claimx.nlp.relay_patterns import triggers
from claimx.records import Attribution
from claimx.schema import EntityMention, Span

_FILE = Path(__file__).parent / "data" / "relays.toml"
_HELD = 0.2
"""Share of a content that what an inner speaker says must make up."""
_SHARES = frozenset({"percent", "cent", "%", "half", "third", "majority", "share"})
"""Heads of answers to a survey, which belong to the survey."""
_NEAR = 60
"""Characters after one who is quoted within which a clause says that he speaks."""
_TO_WHOM = re.compile(r",\saccording\sto\s(?:whom|which)\b")
_QUOTED = frozenset({"him", "her"})
"""Pronouns for one who is quoted: "the agency quoted him as saying …"."""
_HAVE = frozenset({"have", "'ve", "’ve"})
_CLOSING = {"“": "”", "‘": "’", "«": "»", "„": "[“”]", '"': '"', "'": "'"}
"""The marks that open a quotation, and what closes each."""
_ENDING = " ,.;”’»\"'"
_BE = frozenset({"be", "'s", "’s", "'re", "’re"})


@dataclass(slots=True)
class Relayed(Attribution):
    """An attribution that another passes on: ``outer`` is his noun phrase, ``outer_cue`` the words that say so."""

    outer: tuple[Span, ...] = ()
    outer_cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verbs:
    clause: frozenset[str]
    object: frozenset[str]
    preposition: dict[str, tuple[str, ...]]
    told: frozenset[str]
    heard: dict[str, tuple[str, ...]]
    unsaid: frozenset[str]
    inferred: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Inner:
    """An inner speaker: the head of his phrase, the words that say so, and where what he says begins and ends."""

    noun: Token
    cue: Span
    content: tuple[Span, ...]


@cache
def _verbs() -> _Verbs:
    try:
        data = tomllib.loads(_FILE.read_text("utf-8"))
        return _Verbs(
            frozenset(data["nested"]),
            frozenset(data["nested_object"]),
            {verb: tuple(words) for verb, words in data["nested_preposition"].items()},
            frozenset(data["told"]),
            {verb: tuple(words) for verb, words in data["heard"].items()},
            frozenset(data["unsaid"]),
            frozenset(data["inferred"]),
        )
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise KnowledgeError(f"cannot read {_FILE.name}", str(error)) from error


def with_nested(
    doc: Doc, attributions: Sequence[Attribution], mentions: Sequence[EntityMention], lexicon: Roles
) -> list[Attribution]:
    """The attributions, each whose content reports another's speech as that other's, relayed by its own source."""
    out: list[Attribution] = []
    text = doc.text
    for attribution in attributions:
        found = None
        if attribution.source and attribution.cue and attribution.content and not _unsaid(doc, attribution):
            found = _passed_on(doc, attribution) or _inside(doc, text, attribution)
            if found is not None and _known(found, attribution, attributions):
                found = None
        out.append((_relayed(doc, attribution, found, mentions, lexicon) if found else None) or attribution)
    return out


def _tokens(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    found = (doc.char_span(s, e, alignment_mode="expand") for s, e in spans)
    return [t for span in found if span is not None for t in span]


def _unsaid(doc: Doc, attribution: Attribution) -> bool:
    """Whether a cue rejects or asks what another said."""
    return any(t.lemma_.lower() in _verbs().unsaid for t in _tokens(doc, attribution.cue))


def _known(found: _Inner, attribution: Attribution, attributions: Sequence[Attribution]) -> bool:
    """Whether what an inner speaker says is an attribution of its own already."""
    low, high = found.cue
    return any(other is not attribution and any(s < high and low < e for s, e in other.cue) for other in attributions)


def _passed_on(doc: Doc, attribution: Attribution) -> _Inner | None:
    """Who told it to the source of an attribution, or whom that quotes: "she had been told by the board that …", "she
    quoted the clerk as saying …", "the lock was shut, a clerk said, according to her".
    """
    if _first_person(doc, attribution):
        return None
    own = (*attribution.content, *attribution.source)
    for verb in _tokens(doc, attribution.cue):
        noun = _teller(verb) or _quoted(verb)
        if noun is not None and not any(s <= noun.idx < e for s, e in own):
            return _Inner(noun, attribution.cue[0], tuple(attribution.content))
    return _reported(doc, attribution)


def _quoted(verb: Token) -> Token | None:
    """Whom the subject of a verb quotes."""
    words, lemma = triggers(), verb.lemma_.lower()
    if verb.pos_ != "VERB" or any(t.dep_ in ("auxpass", "nsubjpass", "neg") for t in verb.children):
        return None
    after = [t for t in verb.children if t.i > verb.i]
    speaking = any(t.lower_ == "as" and any(c.tag_ == "VBG" for c in t.children) for t in after)
    held = [t for t in after if t.dep_ == "dobj"] if lemma in words.quoting and speaking else []
    for to in after:
        if to.dep_ == "prep" and to.lower_ in words.quoting_preposition.get(lemma, ()):
            held += [t for t in to.children if t.dep_ == "pobj" and _TO_WHOM.search(_following(t))]
    return next((t for t in held if t.pos_ in ("NOUN", "PROPN") or t.lower_ in _QUOTED), None)


def _following(noun: Token) -> str:
    return noun.doc.text[noun.idx + len(noun) : noun.idx + len(noun) + _NEAR]


def _reported(doc: Doc, attribution: Attribution) -> _Inner | None:
    """Who says, in the clause that a content belongs to, what the attribution's own source only reports."""
    cue = _tokens(doc, attribution.cue)
    content = doc.char_span(*attribution.content[0], alignment_mode="contract")
    if content is None or not cue or cue[0].lower_ != "according" or content.root.dep_ != "ccomp":
        return None
    verb = content.root.head
    subject = _speaker(verb, 0) if verb.lemma_.lower() in _verbs().clause and verb not in cue else None
    own = (*attribution.content, *attribution.source)
    if subject is None or any(s <= x.idx < e for x in (subject, verb) for s, e in own):
        return None
    if ";" in doc.text[min(content.end_char, verb.idx) : max(content.start_char, verb.idx)]:
        return None
    return _Inner(subject, _cue(verb, -1), tuple(attribution.content))


def _first_person(doc: Doc, attribution: Attribution) -> bool:
    """Whether an attribution's source is "I" or "we": what the outlet hears it does not pass on from itself."""
    return any(t.lower_ in ("i", "we") for t in _tokens(doc, attribution.source))


def _inside(doc: Doc, text: str, attribution: Attribution) -> _Inner | None:
    """Who speaks in the content of an attribution.  ``text``: ``doc.text``, which is put together anew at each call."""
    start, end = attribution.content[0][0], attribution.content[-1][1]
    gaps = [text[a[1] : b[0]] for a, b in pairwise(attribution.content)]
    if not all(gap.lstrip(" ,").startswith("according to ") for gap in gaps):
        return None
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None or len(span) < 4:
        return None
    verb = span.root
    # Of several sentences the others are not what the inner speaker says.
    around = text[start : max(start, verb.sent.start_char)] + text[verb.sent.end_char : end]
    if any(c.isalnum() for c in around):
        return None
    found = _was_told(verb, end) or _speaks(verb, span.start, end)
    found = found or _according(doc, verb, (start, end), attribution.cue)
    return _with_marks(text, found, (start, end)) if found is not None else None


def _with_marks(text: str, found: _Inner, outer: Span) -> _Inner | None:
    """An inner speaker with the mark that opens his quotation; ``None`` where who quotes him goes on after it."""
    start, end = found.content[0][0], outer[1]
    start += text[start] in _CLOSING  # the mark may be in already
    opening = text[start - 1] if start else ""
    if len(found.content) > 1:
        return found
    if opening not in _CLOSING:
        # The mark that closes the outer quotation is no part of what is inside of it.
        closed = text[outer[0]] in _CLOSING and start > outer[0] and found.content[0][1] == end
        if not closed or not _quoted_whole(text, outer):
            return found
        inner = text[start:end].rstrip(_ENDING)
        return replace(found, content=((start, start + len(inner)),))
    # An apostrophe inside closes nothing.
    closing = re.compile(rf"{_CLOSING[opening]}(?!\w)").search(text, start, end)
    if closing is None:
        return found
    goes_on = any(c.isalnum() for c in text[closing.end() : end])
    return None if goes_on else replace(found, content=((start - 1, end),))


def _quoted_whole(text: str, span: Span) -> bool:
    """Whether a span is one quotation with its marks."""
    closing = re.compile(_CLOSING[text[span[0]]])
    found = list(closing.finditer(text, span[0] + 1, span[1]))
    return len(found) == 1 and found[0].end() == span[1]


def _relayed(
    doc: Doc, outer: Attribution, inner: _Inner, mentions: Sequence[EntityMention], lexicon: Roles
) -> Relayed | None:
    low = next((t.i for t in _tokens(doc, outer.content) if t.idx <= inner.noun.idx), 0)
    who = _phrase(inner.noun, low)
    nominal = analyse(doc, doc.text, [who], mentions, lexicon)
    if nominal is None or not (nominal.names or nominal.classes or nominal.text.lower() in _QUOTED):
        return None
    if "document" in nominal.classes and inner.noun.head.lemma_.lower() in _verbs().inferred:
        return None
    size = sum(e - s for s, e in outer.content)
    if nominal.head in _SHARES or sum(e - s for s, e in inner.content) < _HELD * size:
        return None
    return Relayed(
        [who],
        [inner.cue],
        list(inner.content),
        outer.confidence,
        [*outer.evidence, "nested"],
        outer.explicitness,
        outer.continues,
        outer=tuple(outer.source),
        outer_cue=tuple(outer.cue),
    )


def _cue(verb: Token, low: int) -> Span:
    auxiliaries = [t for t in verb.children if t.dep_ in ("aux", "auxpass") and low < t.i < verb.i]
    return (min([verb, *auxiliaries], key=lambda t: t.i).idx, verb.idx + len(verb))


def _teller(verb: Token) -> Token | None:
    """Who told it, where the subject of a verb is the one who was told."""
    verbs, lemma = _verbs(), verb.lemma_.lower()
    children = list(verb.children)
    if any(t.dep_ == "neg" or t.tag_ == "MD" or t.lower_ in ("if", "whether") for t in children):
        return None
    if lemma in verbs.told and any(t.dep_ in ("auxpass", "nsubjpass") for t in children):
        by = [t for t in children if t.dep_ == "agent"]
    else:
        by = [t for t in children if t.i > verb.i and t.dep_ == "prep" and t.lower_ in verbs.heard.get(lemma, ())]
    return next((t for p in by for t in p.children if t.dep_ == "pobj" and t.pos_ in ("NOUN", "PROPN")), None)


def _was_told(verb: Token, end: int) -> _Inner | None:
    noun = _teller(verb)
    if noun is None:
        return None
    clauses = [t for t in verb.children if t.dep_ in ("ccomp", "xcomp") and t.left_edge.i > noun.i]
    # The parser may hang the clause on the one who told it.
    clauses += [t for t in noun.children if t.i > noun.i and t.left_edge.lower_ == "that"]
    first = next((t.left_edge for t in clauses), None)
    return _Inner(noun, _cue(verb, -1), ((first.idx, end),)) if first is not None else None


def _speaks(verb: Token, low: int, end: int) -> _Inner | None:
    subject = _speaker(verb, low)
    if subject is None:
        return None
    said = _said(verb)
    if not said:
        return _after(verb, subject, low)
    first = min((t.left_edge for t in said), key=lambda t: t.i)
    start = first if first.i > verb.i else verb.doc[verb.i + 1]
    return _Inner(subject, _cue(verb, subject.i), ((start.idx, end),))


def _after(verb: Token, subject: Token, low: int) -> _Inner | None:
    """One who speaks after what he says: "the lock was shut, a clerk said"."""
    said = [t for t in verb.children if t.dep_ == "ccomp" and low <= t.i < subject.left_edge.i]
    if verb.lemma_.lower() not in _verbs().clause or not said:
        return None
    held = _stripped(verb.doc.text, verb.doc[low].idx, subject.left_edge.idx)
    return _Inner(subject, _cue(verb, subject.i), (held,))


def _according(doc: Doc, verb: Token, content: Span, cue: Sequence[Span]) -> _Inner | None:
    """Whom a content names beside what it states: "that, according to the clerk, the lock was shut"."""
    for token in verb.children:
        inside = token.lower_ == "according" and content[0] <= token.idx < content[1]
        inside = inside and not any(s <= token.idx < e for s, e in cue)
        to = doc[token.i + 1] if inside and token.i + 1 < len(doc) else None
        noun = next((t for t in to.children if t.dep_ == "pobj"), None) if to is not None else None
        if to is None or noun is None or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        _, last = _phrase(noun, noun.left_edge.i)
        pieces = [_stripped(doc.text, content[0], token.idx), _stripped(doc.text, last, content[1])]
        kept = tuple(p for p in pieces if p[1] - p[0] > len("that"))
        return _Inner(noun, (token.idx, to.idx + len(to)), kept) if kept else None
    return None


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " ,":
        start += 1
    while start < end and text[end - 1] in " ,":
        end -= 1
    return start, end


def _speaker(verb: Token, low: int) -> Token | None:
    """The subject of a verb that reports plainly what was said: neither denied, nor possible, nor passive."""
    if verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return None
    children = list(verb.children)
    if any(t.dep_ in ("neg", "auxpass") or t.tag_ == "MD" or t.lower_ in ("if", "whether") for t in children):
        return None
    # "The union, called for in May" and "the union calling for it" report nothing.
    needed = {"VBN": _HAVE, "VBG": _BE}.get(verb.tag_)
    if needed is not None and not any(t.dep_ == "aux" and t.lemma_.lower() in needed for t in children):
        return None
    subject = next((t for t in children if t.dep_ == "nsubj" and low <= t.i < verb.i), None)
    return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None


def _said(verb: Token) -> list[Token]:
    """What a verb of speech reports, as its dependents; empty where the verb is none."""
    verbs, lemma = _verbs(), verb.lemma_.lower()
    after = [t for t in verb.children if t.i > verb.i]
    if lemma in verbs.clause and (found := [t for t in after if t.dep_ in ("ccomp", "xcomp")]):
        return found
    if lemma in verbs.object and (found := [t for t in after if t.dep_ == "dobj"]):
        return found
    return [t for t in after if t.dep_ == "prep" and t.lower_ in verbs.preposition.get(lemma, ())]


def _phrase(noun: Token, low: int) -> Span:
    tokens = [t for t in noun.subtree if t.i >= low]
    kept = [
        t
        for t in tokens
        if t.i <= noun.i or not any(a.dep_ in ("relcl", "acl") for a in (t, *t.ancestors) if a.i > noun.i)
    ]
    return kept[0].idx, kept[-1].idx + len(kept[-1])
