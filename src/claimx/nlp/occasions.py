"""When somebody spoke who does not say so beside the cue: the time that heads an entry of a live blog, the day of a
document, the day on which he did what goes with speaking ("met reporters on Monday. He said …").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from claimx.nlp.word_lists import word_lists
from claimx.schema import EntityMention, Span

_LIVE = 3
"""So many paragraphs that begin with a time make a live blog."""
_CHAIN = 6
"""Words between a date and what it dates."""
_BESIDE = 30
"""Words between a date and the occasion that is held then."""
CLAUSES = frozenset({"relcl", "acl"})
"""How a clause hangs on what it describes."""
HAD = frozenset({"had", "'d", "’d"})
"""What tells of something as done before what is told around it."""
_KNOWN = frozenset({"the", "this", "that", "its", "his", "her", "their"})
_DAY = len("2031-05-03")
_TOLD = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = ("nsubj", "nsubjpass")
"""How a subject hangs on its verb."""


def _words(name: str) -> frozenset[str]:
    return word_lists("occasions")[name]


def entry_times(paragraphs: Sequence[Span], found: Sequence[EntityMention]) -> list[tuple[int, EntityMention]]:
    """Where the entries of a live blog begin, in order, with the times that head them; nothing for other articles."""
    begins = {start for start, _ in paragraphs}
    heads = [(m.start, m) for m in found if m.start in begins and str(m.attributes.get("value"))[10:11] == "T"]
    timed = [(at, m) for at, m in heads if m.exact[:1].isdigit()]
    return sorted(timed, key=lambda head: head[0]) if len(timed) >= _LIVE else []


def heading(entries: Sequence[tuple[int, EntityMention]], at: int) -> EntityMention | None:
    """The time that heads the entry in which ``at`` stands."""
    place = bisect_right([start for start, _ in entries], at) - 1
    return entries[place][1] if place >= 0 else None


def dated(doc: Doc, mention: EntityMention, head: Token) -> bool:
    """Whether a date is that of a document which ``head`` names: "a report of 3 May", "a poll taken in March"."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    token, published = (span.root if span is not None else head), False
    for _ in range(_CHAIN):
        if token.head.i == token.i:
            return False
        token = token.head
        if token.i == head.i:
            return True
        published = published or token.lemma_.lower() in _words("publishing")
        # What was published may stand before other nouns: "a survey of 900 farmers carried out in April".
        if token.pos_ != "ADP" and not (published and token.pos_ in ("VERB", "NOUN", "ADP", "NUM")):
            return False
    return False


def speaks_in(clause: Token) -> bool:
    """Whether a clause tells when what it describes spoke or came out: "who spoke on Tuesday", "asked on Monday",
    "a call recorded on Sunday".
    """
    lemma = clause.lemma_.lower()
    return clause.dep_ in CLAUSES and (
        lemma in _words("speaking") or (clause.dep_ == "acl" and lemma in _words("publishing"))
    )


def replies(doc: Doc, cue: Sequence[Span]) -> bool:
    """Whether a cue takes up what another has just said: "asked him", "she answered"."""
    span = doc.char_span(*cue[0], alignment_mode="expand") if cue else None
    told = [t for t in span or () if t.tag_ in _TOLD and t.lemma_.lower() in _words("replying")]
    return any(not any(c.dep_ == "neg" for c in t.children) for t in told)


def is_later(adverb: Token) -> bool:
    """Whether an adverb tells that time has passed since what was told last: "later"."""
    return adverb.lower_ in _words("later")


def is_told(verb: Token) -> bool:
    """Whether a verb tells that something is said, done in public, or put out: "reported", "published"."""
    lemma = verb.lemma_.lower()
    return any(lemma in _words(name) for name in ("telling", "speaking", "deeds", "publishing", "replying"))


def is_shared(noun: Token) -> bool:
    """Whether a noun names an occasion at which people speak, or a document: "hearing", "letter"."""
    return noun.lemma_.lower() in _words("shared")


def held(doc: Doc, found: Sequence[EntityMention], said: Sequence[Span]) -> dict[str, list[tuple[int, str]]]:
    """The days of the occasions and documents that the article's own words date, by their nouns: where each is told,
    and its day ("the inquest sat on Monday", "a meeting of 3 May").
    """
    out: dict[str, list[tuple[int, str]]] = {}
    for m in found:
        span = doc.char_span(m.start, m.end, alignment_mode="expand")
        if span is None or any(s <= m.start < e for s, e in said):
            continue
        verb = _verb_of(doc, m)
        for noun in doc[max(span.start - _BESIDE, span.sent.start) : min(span.end + _BESIDE, span.sent.end)]:
            if noun.pos_ != "NOUN" or not is_shared(noun) or any(s <= noun.idx < e for s, e in said):
                continue
            above = next((t.i for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), -1)
            if dated(doc, m, noun) or (verb >= 0 and above == verb and span.root.dep_ != "nsubj"):
                out.setdefault(noun.lemma_.lower(), []).append((noun.idx, str(m.attributes["value"])[:_DAY]))
    return out


def shared(doc: Doc, anchor: int, said: Sequence[Span], *, again: bool = False) -> list[Token]:
    """The occasions and documents named around what is said in a sentence: "told the inquiry", "said in a letter".

    ``again``: only those that the text speaks of as known.
    """
    span = doc.char_span(anchor, anchor + 1, alignment_mode="expand")
    named = [t for t in (span.sent if span is not None else ()) if t.lemma_.lower() in _words("shared")]
    outside = [t for t in named if t.pos_ == "NOUN" and not any(s <= t.idx < e for s, e in said)]
    return [t for t in outside if not again or any(c.lower_ in _KNOWN for c in t.children)]


def deeds(
    doc: Doc, spots: Iterable[Span], found: Sequence[EntityMention], said: Sequence[Span]
) -> list[tuple[int, EntityMention]]:
    """The dated deeds of somebody who speaks when he does them: where each is told, and its date.

    ``spots``: where he stands.  What somebody ``said`` tells other matters.
    """
    out = []
    for start, end in sorted(spots):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        subject = span.root.head if span.root.dep_ == "appos" else span.root
        for verb in (*_deeds_of(subject), *(c for c in span.root.children if speaks_in(c))):
            if any(s <= verb.idx < e for s, e in said):
                continue
            for m in found:
                if verb.sent.start_char <= m.start < verb.sent.end_char and _verb_of(doc, m) == verb.i:
                    out.append((verb.idx, m))
    return out


def _deeds_of(subject: Token) -> list[Token]:
    """The verbs of a subject, and those joined to them, that tell something that goes with speaking."""
    if subject.dep_ not in SUBJECTS:
        return []
    first, passive = subject.head, subject.dep_ == "nsubjpass"
    joined = [v for v in first.conjuncts if not any(c.dep_ in SUBJECTS for c in v.children)]
    return [v for v in (first, *joined) if _is_deed(v, first, passive=passive)]


def _is_deed(verb: Token, first: Token, *, passive: bool) -> bool:
    """Whether a verb tells, as done before now, something that goes with speaking; a document "was published".

    ``first``: the verb whose helpers it may share ("was printed and sent out").
    """
    known = _words("deeds") | (_words("publishing") if passive else frozenset())
    taken = any(t.dep_ == "dobj" and t.lemma_.lower() in _words("taken") for t in verb.children)
    if verb.lemma_.lower() not in known and not (verb.lemma_ == "take" and taken):
        return False
    helpers = [t for t in verb.children if t.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBN" and not helpers:
        helpers = [t for t in first.children if t.dep_ in ("aux", "auxpass")]
    if any(t.tag_ == "MD" or t.lower_ in HAD for t in helpers):
        return False
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(helpers))


def _verb_of(doc: Doc, mention: EntityMention) -> int:
    """The index of the verb on which a date hangs, -1 for none."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    verb = next((t for t in span.root.ancestors if t.pos_ in ("VERB", "AUX")), None) if span is not None else None
    return verb.i if verb is not None else -1
