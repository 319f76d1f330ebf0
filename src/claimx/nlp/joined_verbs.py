"""A second verb of saying with the same speaker: "Roe confirmed it had met but insisted no deal was made" are two
claims of Roe's, the second under "insisted".

In annotated text a saying verb that follows "and" or "but" inside of what another was found to introduce, without a
subject of its own, is ten times oftener a cue than a part of what is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from claimx.nlp.cue_lexicon import CueLexicon
from claimx.nlp.quotes import Quotation
from claimx.nlp.spans import overlap
from claimx.nlp.stance import tokens_of
from claimx.records import Attribution
from claimx.schema import Span

JOINED = "rule:joined-verb"
"""Stands in the evidence of what has the speaker of the verb before."""

_WORTH = 0.9  # of the confidence of what the first verb says
_JOINTS = frozenset({"and", "but"})
_TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present"}
_HEARERS = frozenset({"dobj", "dative"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_FEWEST = 2
"""Words of what a verb says."""


def joined(
    doc: Doc, attribution: Attribution, others: Sequence[Attribution], outer: Sequence[Quotation], lexicon: CueLexicon
) -> list[Attribution]:
    """The attribution, or where its content runs into a second verb of saying, what each verb says.

    ``others``: all attributions of the article; where one has the second verb for its cue it stays.  ``outer``: the
    outermost quotations.
    """
    cue, content = tokens_of(doc, attribution.cue), attribution.content
    if not attribution.source or not cue or not content or content[0][0] < cue[-1].idx:
        return [attribution]
    for verb in tokens_of(doc, content):
        if verb.lemma_.lower() not in lexicon.say or not _goes_on(verb, cue):
            continue
        first = _first(verb)
        joint = first.nbor(-1)
        if any(q.start < joint.idx < q.end for q in outer) or joint.idx <= content[0][0]:
            continue
        said, rest = _split(doc.text, content, joint.idx, verb.idx + len(verb))
        if len(_words(doc, said)) < _FEWEST or len(_words(doc, rest)) < _FEWEST:
            continue
        own: Span = (first.idx, verb.idx + len(verb))
        shorter = replace(attribution, content=said, evidence=list(attribution.evidence))
        if any(overlap([own], other.cue) for other in others):
            return [shorter]
        sure = round(attribution.confidence * _WORTH, 4)
        return [shorter, Attribution(list(attribution.source), [own], rest, sure, [JOINED, f"cue:{verb.lemma_}"])]
    return [attribution]


def _goes_on(verb: Token, cue: Sequence[Token]) -> bool:
    """Whether a verb without a subject, in the tense of the cue, goes on from the cue's verb and says a clause."""
    tense = _TENSES.get(verb.tag_)
    if verb.dep_ != "conj" or tense is None or any(t.dep_ in _SUBJECTS | _AUXILIARIES for t in verb.children):
        return False
    # "Continued to shell the town" says nothing, and "told him that it would" may well be what another did.
    after = [t.dep_ for t in verb.children if t.i > verb.i]
    said = "ccomp" in after and not _HEARERS.intersection(after)
    if not said or _first(verb).i == 0 or _first(verb).nbor(-1).lower_ not in _JOINTS:
        return False
    speaking = next((t for t in cue if t.tag_ in _TENSES), None)
    if speaking is None or _TENSES[speaking.tag_] != tense:
        return False
    # The parser joins it to the cue, or to a clause whose verb is of another form: "had erred and promised".
    head = verb.head
    return head in cue or (head.dep_ == "ccomp" and head.head in cue and _tense(head) != tense)


def _tense(verb: Token) -> str | None:
    helpers = [t for t in verb.children if t.dep_ in _AUXILIARIES]
    return None if helpers else _TENSES.get(verb.tag_)


def _first(verb: Token) -> Token:
    """The verb, or the adverb before it: "and later insisted"."""
    before = verb.nbor(-1) if verb.i else verb
    return before if before.pos_ == "ADV" and before.head.i == verb.i else verb


def _split(text: str, content: Sequence[Span], end: int, start: int) -> tuple[list[Span], list[Span]]:
    """What of a content stands before ``end``, and what from ``start`` on, without white space and commas."""
    before = [(a, min(b, end)) for a, b in content if a < end]
    after = [(max(a, start), b) for a, b in content if b > start]
    return [_trimmed(text, s) for s in before], [_trimmed(text, s) for s in after]


def _trimmed(text: str, span: Span) -> Span:
    piece = text[slice(*span)]
    return span[0] + len(piece) - len(piece.lstrip(" ,:")), span[0] + len(piece.rstrip(" ,"))


def _words(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    return [t for t in tokens_of(doc, spans) if not t.is_punct and not t.is_space]
