"""An addressee is no source: who is asked, who is told, and the court that hears.

"Pressed on whether it was safe, Osk said …" asks and claims nothing; of "the court heard that …" and "…, jury told" the
claim stays, and who makes it is not said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from claimx.nlp.stance import tokens_of
from claimx.nlp.word_lists import word_lists
from claimx.records import Attribution
from claimx.schema import Span

HEARER = "rule:hearer"
"""Stands in the evidence of what has lost its source, who was only told it."""

_FILE = "hearers"
_VERBS = frozenset({"VERB", "AUX"})


def addressed(
    doc: Doc, attribution: Attribution, found: Sequence[Attribution], headlines: Sequence[Span]
) -> Attribution | None:
    """The attribution, without a source that is only spoken to; ``None`` where it is only a question that one of the
    others found answers.

    ``headlines``: the paragraphs in headline style, where "told" alone is a passive.
    """
    cue = tokens_of(doc, attribution.cue)
    if not cue or not attribution.content:
        return attribution
    asked = cue[0].lower_ in word_lists(_FILE)["asked"]
    if _is_bare(cue) and attribution.content[0][0] > cue[0].idx and not _has_agent(cue[0]):
        own = _follows(attribution.source, cue[-1]) or any(t.pos_ in _VERBS for t in cue[1:])
        if asked and not own and _is_answered(cue[0], attribution, found):
            return None
        if _is_told(cue[0]) and attribution.source and attribution.source[0][0] > attribution.content[0][0]:
            return _without(attribution)
    if attribution.source and _is_spoken_to(doc, attribution, cue, headlines):
        return _without(attribution)
    return attribution


def _without(attribution: Attribution) -> Attribution:
    return replace(attribution, source=[], evidence=[*attribution.evidence, HEARER])


def _is_bare(cue: Sequence[Token]) -> bool:
    """Whether a cue begins with a participle that has no subject: it opens the sentence, or stands after "when"."""
    first, lists = cue[0], word_lists(_FILE)
    if any(t.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") and t.i < first.i for t in first.children):
        return False
    if first.tag_ == "VBN" and first.dep_ in ("acl", "advcl"):
        return True
    before = first
    while before.i > first.sent.start:
        before = before.nbor(-1)
        if before.lower_ in lists["openers"]:
            return True
        if not (before.is_space or before.is_quote or before.lower_ in lists["joints"]):
            return False
    # An inverted "… asked Osk" after a quotation has no capital.
    return first.is_title or before.lower_ in lists["joints"]


def _has_agent(verb: Token) -> bool:
    """Whether who asks or tells is named: "asked by the judge"."""
    return verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "by"


def _follows(source: Sequence[Span], last: Token) -> bool:
    """Whether a source stands right after the cue, as who asks does: "Asked Osk: …"."""
    return bool(source) and 0 <= source[0][0] - (last.idx + len(last)) <= 1


def _is_answered(asked: Token, attribution: Attribution, found: Sequence[Attribution]) -> bool:
    """Whether the sentence of a question tells what was said to it; "asked …, she only smiled" tells no answer."""
    start, end = asked.sent.start_char, asked.sent.end_char
    return any(other is not attribution and other.cue and start <= other.cue[0][0] < end for other in found)


def _is_told(verb: Token) -> bool:
    return verb.lemma_.lower() in word_lists(_FILE)["told"] and verb.lower_ != verb.lemma_.lower()


def _is_spoken_to(doc: Doc, attribution: Attribution, cue: Sequence[Token], headlines: Sequence[Span]) -> bool:
    """Whether a source before its cue is told something: the subject of a passive, or a body that hears."""
    start, end = attribution.source[0]
    source = doc.char_span(start, end, alignment_mode="expand")
    verbs = [t for t in cue if t.pos_ in _VERBS and t.dep_ not in ("aux", "auxpass")]
    if source is None or len(verbs) != 1 or end > verbs[0].idx:
        return False
    (verb,) = verbs
    passive = any(t.dep_ == "auxpass" for t in verb.children)
    if passive:
        return _is_told(verb) and any(t.dep_ == "nsubjpass" and source.start <= t.i < source.end for t in verb.children)
    names = {form for t in source for form in (t.lower_, t.lemma_.lower())}
    if names.isdisjoint(word_lists(_FILE)["bodies"]):
        return False
    if verb.lemma_.lower() == "hear":
        return True
    # The auxiliary is left out: headlines tell in the present, and elsewhere "told" needs somebody who is told.
    reduced = any(a <= verb.idx < b for a, b in headlines) or attribution.content[-1][1] <= start
    return reduced and verb.lower_ == "told" and len(cue) == 1 and not any(t.dep_ == "dobj" for t in verb.children)
