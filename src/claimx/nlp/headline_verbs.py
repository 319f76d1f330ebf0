"""A headline's second verb has the first one's subject: "Navy stops tanker, says it was empty" is the navy's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from claimx.nlp.cue_lexicon import CueLexicon
from claimx.nlp.stance import tokens_of
from claimx.records import Attribution
from claimx.schema import Span

SHARED = "rule:headline-subject"
"""Stands in the evidence of what has the subject of the headline's first verb for its source."""

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_NOBODY = frozenset({"it", "there", "this", "that"})
_JOINTS = frozenset({",", ";", "and", "but"})


def with_subject(doc: Doc, attribution: Attribution, headlines: Sequence[Span], lexicon: CueLexicon) -> Attribution:
    """The attribution, or where its cue is the second verb of a headline the one with the first verb's subject.

    What is said then stands after the cue.  "Port is shut, says mayor" has a subject of its own and stays.
    """
    cue = tokens_of(doc, attribution.cue)
    home = next((h for h in headlines if cue and h[0] <= cue[0].idx < h[1]), None)
    if home is None or not _is_second(cue[0], home) or not _has_complement(cue[0], lexicon):
        return attribution
    verb, said = cue[0], attribution.content
    found = _subject(doc, home, verb)
    if found is None:
        return attribution
    subject, first = found
    right = bool(attribution.source and said) and said[0][0] > verb.idx and attribution.source[0][1] <= verb.idx
    # A source that takes in the first verb is not right: "Navy stops tanker".
    if right and (attribution.source[0][0] != subject[0] or attribution.source[0][1] <= first.idx):
        return attribution
    rest = [t for t in verb.doc[verb.i + 1 :] if t.idx < home[1] and not t.is_space]
    while rest and rest[-1].is_punct and not rest[-1].is_quote:
        rest.pop()
    if not rest:
        return attribution
    return replace(
        attribution,
        source=[subject],
        cue=[(verb.idx, verb.idx + len(verb))],
        content=[(rest[0].idx, rest[-1].idx + len(rest[-1]))],
        explicitness="explicit",
        continues=None,
        evidence=[*attribution.evidence, SHARED],
    )


def _is_second(verb: Token, home: Span) -> bool:
    """Whether a finite verb stands behind a comma or "and", with words of the headline before that."""
    return verb.tag_ in _FINITE and verb.i > 1 and verb.nbor(-1).lower_ in _JOINTS and verb.nbor(-2).idx >= home[0]


def _has_complement(verb: Token, lexicon: CueLexicon) -> bool:
    """Whether what is said stands after a verb, and not who says it: a clause with a subject, or an object.

    The object of a verb of saying may be its speaker, put last ("says mayor").
    """
    after = [t for t in verb.children if t.i > verb.i]
    if any(t.dep_ in _SUBJECTS for t in after):
        return False
    if any(t.dep_ == "ccomp" and any(c.dep_ in _SUBJECTS and c.i > verb.i for c in t.children) for t in after):
        return True
    return verb.lemma_.lower() not in lexicon.say and any(t.dep_ == "dobj" for t in after)


def _subject(doc: Doc, home: Span, verb: Token) -> tuple[Span, Token] | None:
    """The subject of the headline's first finite verb, where it is somebody, and that verb."""
    for first in (t for t in doc[: verb.i] if t.idx >= home[0]):
        # A noun in the place of a clause is a verb that the tagger has not known: "Ministry rejects".
        if first.tag_ == "NNS" and first.dep_ == "ccomp" and first.head.i == verb.i and first.n_lefts:
            return _span(t for t in first.subtree if t.i < first.i), first
        if first.tag_ not in _FINITE:
            continue
        # Of "will close" the subject is the main verb's.
        for head in (first, first.head):
            who = next((t for t in head.children if t.dep_ in _SUBJECTS and home[0] <= t.idx < first.idx), None)
            if who is not None:
                named = _span(t for t in who.subtree if t.i < first.i)
                return None if who.lower_ in _NOBODY else (named, first)
        return None
    return None


def _span(tokens: Iterable[Token]) -> Span:
    words = [t for t in tokens if not t.is_space]
    return words[0].idx, words[-1].idx + len(words[-1])
