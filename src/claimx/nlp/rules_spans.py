"""Spans of sources, cues and contents, cut from a dependency parse by our conventions.

Token ranges are ``(first, last)`` with ``last`` exclusive.  Source: the noun phrase with the apposition that
identifies it.
Cue: the lexical cue with auxiliaries, negation, particle and preposition.  Content: with its leading "that" and its
quotation
marks, without the outer sentence's comma and full stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from claimx.nlp.quotes import Quotation, enclosing
from claimx.schema import Span

Range = tuple[int, int]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_AUXILIARY = frozenset({"aux", "auxpass", "neg"})
_OUTER = frozenset({",", ".", ";", ":", "-", "--", "–", "—", "…", "...", "*", "•"})
_LEADING = _OUTER | frozenset({")", "]"})
_TRAILING = (_OUTER - {"…", "..."}) | frozenset({"(", "["})
_QUOTES = frozenset({'"', "“", "”", "''", "``", "‘", "’", "'", "«", "»", "„"})
_DASHES = frozenset({"-", "--", "–", "—", ":", ";"})
_CLIMB = 6  # how far a subject is looked for upwards


@dataclass(slots=True)
class Candidate:
    """A possible attribution: where, by which frame, with which cue lemma.

    anchor: index of the token that carries the cue.  frame: the construction (a key of the cue lexicon).  features:
    what else speaks for or against it.  ``cue`` is ``None`` where only a colon or dash attributes.
    """

    anchor: int
    lemma: str
    frame: str
    cue: Range | None
    source: Range | None
    content: list[Range]
    features: tuple[str, ...] = ()


def subtree(token: Token) -> Range:
    """The range that the subtree of ``token`` covers."""
    return token.left_edge.i, token.right_edge.i + 1


def subject_of(verb: Token) -> Token | None:
    """The subject of ``verb``, its own or inherited over coordination, control and participles.

    A participle that modifies a noun ("a statement saying") has that noun; a relative clause has its pronoun.
    """
    node = verb
    for _ in range(_CLIMB):
        for child in node.children:
            if child.dep_ in SUBJECTS and child.pos_ != "PUNCT":
                return child
        head = node.head
        if node.dep_ in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "aux", "auxpass", "dep"} and head.i != node.i:
            if node.dep_ == "xcomp":
                controller = next((c for c in head.children if c.dep_ == "dobj" and c.i < node.i), None)
                if controller is not None and head.lemma_ not in {"promise", "use", "take"}:
                    return controller
            node = head
            if node.pos_ == "ADP" and node.head.i != node.i:
                node = node.head
            if node.pos_ not in {"VERB", "AUX", "ADP"}:
                return None
        elif node.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return head if node.dep_ == "acl" else None
        else:
            return None
    return None


def noun_phrase(head: Token, stop: Iterable[int] = ()) -> Range:
    """The phrase of ``head`` with its identifying apposition; ends before a clause that is none of its own and before
    ``stop``.

    A relative clause belongs to it, unless that clause has a content of its own ("Rao, who says that …").
    """
    doc = head.doc
    first, last = subtree(head)
    barriers = [i for i in stop if i > head.i]
    for child in head.rights:
        loose = doc[max(child.left_edge.i - 1, 0)].text in {",", "–", "—"}
        if (child.dep_ in {"advcl", "parataxis"} and loose) or child.dep_ in {"dep", "ccomp"}:
            barriers.append(child.left_edge.i)
        if child.dep_ == "relcl" and any(c.dep_ == "ccomp" for c in child.rights):
            barriers.append(child.left_edge.i)  # it attributes something itself
    last = min([last, *barriers])
    before = [i + 1 for i in stop if i < head.i]
    first = max([first, *before])
    for i in range(head.i - 1, first - 1, -1):
        if doc[i].text in _DASHES or (doc[i].is_space and "\n" in doc[i].text):
            first = i + 1
            break
    for i in range(head.i + 1, last):
        if doc[i].text in {":", ";"} or (doc[i].is_space and "\n" in doc[i].text):
            last = i
            break
    return trim(doc, (first, last), quotes=True)


def trim(doc: Doc, span: Range, quotes: bool = False) -> Range:
    """``span`` without outer punctuation and white space; ``quotes``: without quotation marks too."""
    first, last = span
    while first < last and (
        doc[first].is_space or doc[first].text in _LEADING or (quotes and doc[first].text in _QUOTES)
    ):
        first += 1
    while last > first and (
        doc[last - 1].is_space or doc[last - 1].text in _TRAILING or (quotes and doc[last - 1].text in _QUOTES)
    ):
        last -= 1
    return first, last


def verb_group(verb: Token, catenatives: frozenset[str]) -> Range:
    """``verb`` with its auxiliaries, negation and particle, and the catenative verb above it ("refused to say")."""
    doc = verb.doc
    first, last = verb.i, verb.i + 1
    head = verb.head
    if verb.dep_ == "xcomp" and head.lemma_ in catenatives and head.i < verb.i and verb.i - head.i <= 4:
        first = _group_start(head)
    else:
        first = _group_start(verb)
    for child in verb.rights:
        if (child.dep_ == "prt" and child.i == last) or (child.dep_ == "neg" and child.i == last):
            last = child.i + 1
    return trim(doc, (first, last))


def _group_start(verb: Token) -> int:
    first = verb.i
    marks = {c.i for c in verb.lefts if c.dep_ in _AUXILIARY}
    inside = {c.i for c in verb.lefts if c.dep_ == "advmod" and c.tag_ == "RB"}
    at = verb.i - 1
    while at >= 0 and (at in marks or at in inside):
        if at in marks and verb.doc[at].text.lower() != "to":
            first = at
        at -= 1
    return first


def without(span: Range, *holes: Range) -> list[Range]:
    """``span`` less the ``holes``."""
    parts = [span]
    for start, end in holes:
        cut: list[Range] = []
        for a, b in parts:
            if end <= a or start >= b:
                cut.append((a, b))
            else:
                cut.extend(p for p in ((a, start), (end, b)) if p[0] < p[1])
        parts = cut
    return parts


def to_chars(
    doc: Doc,
    text: str,
    ranges: Sequence[Range],
    quotations: Sequence[Quotation],
    anchor: int,
    opening: Callable[[int], int],
) -> list[Span]:
    """Content ranges as character spans, trimmed, and whole quotations where they lie in one that ``anchor`` is not in.

    ``anchor`` is the offset of the cue; ``opening`` gives, for an offset, where its paragraph's text begins (after a
    dateline).
    """
    spans: list[Span] = []
    cue_in = enclosing(quotations, anchor)
    for item in ranges:
        first, last = trim(doc, item)
        if first >= last:
            continue
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        start = max(start, opening(start))
        if start >= end:
            continue
        around = enclosing(quotations, start)
        if around is not None and around is not cue_in and start < around.inner[-1][1] and end <= around.end:
            start, end = around.start, around.end
        start, end = _fit_marks(text, start, end, quotations)
        if any(c.isalnum() for c in text[start:end]):
            spans.append((start, end))
    return _merge(spans)


def _fit_marks(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> Span:
    """Take in a quotation's marks at both edges, and drop a mark whose partner is outside."""
    before = enclosing(quotations, start)
    if before is not None and before.start < start:
        opening = before.inner[0][0]
        if not text[opening:start].strip():
            start = before.start
    last = enclosing(quotations, end - 1)
    if last is not None:
        if start <= last.start and end < last.end:
            end = last.end
        elif last.start < start and end == last.end:
            end = last.inner[-1][1]
    after = enclosing(quotations, end)
    if after is not None and start <= after.start < end:
        end = after.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


def _merge(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def char_span(doc: Doc, span: Range) -> Span:
    """The character span of a token range."""
    return doc[span[0]].idx, doc[span[1] - 1].idx + len(doc[span[1] - 1])
