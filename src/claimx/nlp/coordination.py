"""One attribution over several claims: clauses with subjects of their own, joined by "and", "but" or a semicolon, are a
mention each; joined verb phrases, and whatever one pair of quotation marks holds, stay one.

So do clauses that all follow the cue ("said that A and that B"): there annotators keep them together as often as not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from claimx.nlp.quotes import Quotation
from claimx.nlp.stance import tokens_of
from claimx.records import Attribution
from claimx.schema import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_JOINED = frozenset({"conj", "ccomp", "parataxis"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FEWEST = 3
"""Words of a clause that can stand alone as a claim."""


def clauses(doc: Doc, attribution: Attribution, quotations: Sequence[Quotation]) -> list[Attribution]:
    """The attribution, or one for each clause of its content, with the same source and cue.

    ``quotations``: the outermost ones.
    """
    if not attribution.cue or not attribution.content or attribution.cue[0] < attribution.content[0]:
        return [attribution]
    content = [t for t in tokens_of(doc, attribution.content) if not t.is_punct]
    cuts = list(_cuts(content, quotations))
    if not cuts:
        return [attribution]
    pieces: list[list[Span]] = []
    start, text = 0, doc.text
    for end, following in (*cuts, (len(text), len(text))):
        pieces.append(_within(text, attribution.content, start, end))
        start = following
    if any(len(_words(doc, piece)) < _FEWEST for piece in pieces):
        return [attribution]
    return [replace(attribution, content=piece, evidence=list(attribution.evidence)) for piece in pieces]


def _cuts(content: Sequence[Token], quotations: Sequence[Quotation]) -> Iterable[tuple[int, int]]:
    """Where one clause ends and where the next begins, in characters, in text order."""
    heads: set[int] = set()
    at = {t.i: k for k, t in enumerate(content)}
    for verb in content:
        if not _has_subject(verb, at) or not (_is_top(verb, at) or (verb.dep_ in _JOINED and verb.head.i in heads)):
            continue
        heads.add(verb.i)
        first = min(t.i for t in verb.subtree if t.i in at and t.dep_ != "cc")
        joint = _before(verb.doc[first])
        if first == content[0].i or not (joint.lower_ in ("and", "but") or joint.text == ";"):
            continue
        if any(q.start < joint.idx < q.end for q in quotations):
            continue
        yield joint.idx, joint.idx if joint.lower_ == "but" else verb.doc[first].idx


def _before(token: Token) -> Token:
    """The token before, white space left out; the first token of a text stays itself."""
    while token.i and (token := token.nbor(-1)).is_space:
        pass
    return token


def _is_top(verb: Token, inside: dict[int, int]) -> bool:
    return verb.head.i == verb.i or verb.head.i not in inside


def _has_subject(verb: Token, inside: dict[int, int]) -> bool:
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    finite = verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in verb.children if c.dep_ in ("aux", "auxpass"))
    return finite and any(c.dep_ in _SUBJECTS and c.i in inside for c in verb.children)


def _within(whole: str, spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The part of ``spans`` of a text from ``start`` to ``end``, without white space and stops at its edges."""
    found = []
    for a, b in spans:
        a, b = max(a, start), min(b, end)
        text = whole[a:b] if a < b else ""
        b -= len(text) - len(text.rstrip(" \t\n,;"))
        a += len(text) - len(text.lstrip(" \t\n,;"))
        if a < b:
            found.append((a, b))
    return found


def _words(doc: Doc, spans: Sequence[Span]) -> list[str]:
    return [t.text for t in tokens_of(doc, spans) if not t.is_punct]
