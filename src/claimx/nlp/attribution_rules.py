"""The rule tier of attribution: source, cue and content from quotation marks, cue lexicon and dependency parse.

Candidates come from three places (verbs and their complements, closed patterns, quotations), each with a frame.  The
lexicon
says how often a cue lemma in that frame attributes; the likeliest candidates that do not contradict each other are
kept.
Read :func:`find_by_rules` first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from claimx.nlp.cue_lexicon import CueLexicon, load_lexicon
from claimx.nlp.datelines import openings
from claimx.nlp.quotes import Quotation, outermost
from claimx.nlp.rules_closed import adverbs, headlines, nominal, prepositional
from claimx.nlp.rules_continuation import continue_speech, join_continuations
from claimx.nlp.rules_features import features
from claimx.nlp.rules_frames import verb_candidates
from claimx.nlp.rules_quotes import Speech, quote_candidates, speeches
from claimx.nlp.rules_spans import Candidate, char_span, to_chars
from claimx.nlp.spans import overlap
from claimx.records import Attribution, Paragraph
from claimx.schema import Span

__all__ = ["THRESHOLD", "Proposal", "find_by_rules", "join_continuations", "propose", "score", "select"]

THRESHOLD = 0.26
"""Candidates less likely than this are not attributions."""

CERTAIN = 0.75
"""A rule that is beyond doubt in general is not so in a case less likely than this."""

SHARP = 0.3
"""How much the share of contents right to the edges counts when candidates compete."""


_STRETCH = 1000  # characters; only candidates that reach into the same stretch are compared


@dataclass(slots=True)
class Proposal:
    """A candidate in characters with its probability; ``speech`` is the index of the quotation it is about."""

    candidate: Candidate
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    features: tuple[str, ...]
    speech: int | None = None
    probability: float = 0.0
    rank: float = 0.0


@cache
def packaged_lexicon() -> CueLexicon:
    """The lexicon that ships with the package, read once."""
    return load_lexicon()


def find_by_rules(
    doc: Doc,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    lexicon: CueLexicon | None = None,
    threshold: float = THRESHOLD,
) -> list[Attribution]:
    """Attributions of a parsed article in text order, spans in code points of ``doc.text``.

    ``confidence`` is the probability of the rule's candidate being right (source and content).  ``evidence`` names the
    frame
    (``rule:quote-inverted``), the cue's lemma (``cue:say``), and ``rule:certain`` where the rule is beyond doubt.
    Speech that
    goes on without a cue has explicitness ``continuation`` and the index it ``continues``.
    """
    found = rule_attributions(doc, paragraphs, quotations, lexicon, threshold)
    return continue_speech(doc, speeches(doc, paragraphs, outermost(quotations)), found)


def rule_attributions(
    doc: Doc,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    lexicon: CueLexicon | None = None,
    threshold: float = THRESHOLD,
) -> list[Attribution]:
    """As :func:`find_by_rules`, without the speech that goes on."""
    known = lexicon or packaged_lexicon()
    outer = outermost(quotations)
    spoken = speeches(doc, paragraphs, outer)
    return to_attributions(select(score(propose(doc, paragraphs, outer, spoken, known), known), threshold), known)


def propose(
    doc: Doc, paragraphs: Sequence[Paragraph], outer: Sequence[Quotation], spoken: Sequence[Speech], known: CueLexicon
) -> list[Proposal]:
    """Every candidate of the article, unscored."""
    found: list[tuple[int | None, Candidate]] = []
    for token in doc:
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in {"aux", "auxpass"}):
            found.extend((None, c) for c in verb_candidates(token, known.catenatives))
        elif token.pos_ == "NOUN":
            found.extend((None, c) for c in nominal(token, known.catenatives))
    found.extend((None, c) for c in prepositional(doc, known.phrases))
    found.extend((None, c) for c in adverbs(doc, known.adverbs))
    found.extend((None, c) for c in headlines(doc, paragraphs, known.headline_speakers))
    found.extend(quote_candidates(doc, paragraphs, spoken, known.catenatives))
    proposals = []
    text = doc.text
    opening = openings(text, paragraphs)
    for speech, candidate in found:
        content = to_chars(doc, text, candidate.content, outer, doc[candidate.anchor].idx, opening)
        if not content or (candidate.source is not None and candidate.source[0] >= candidate.source[1]):
            continue
        source = [char_span(doc, candidate.source)] if candidate.source else []
        cue = [char_span(doc, candidate.cue)] if candidate.cue else []
        for role in (source, cue):
            content = _minus(content, role)
        content = [s for s in content if any(c.isalnum() for c in text[s[0] : s[1]])]
        if content:
            seen = features(doc, text, candidate, content, outer)
            proposals.append(Proposal(candidate, source, cue, content, seen, speech))
    return proposals


def _minus(spans: list[Span], holes: list[Span]) -> list[Span]:
    for start, end in holes:
        spans = [
            part
            for a, b in spans
            for part in ([(a, b)] if end <= a or start >= b else [(a, start), (end, b)])
            if part[0] < part[1]
        ]
    return spans


def score(proposals: list[Proposal], known: CueLexicon) -> list[Proposal]:
    """Give each proposal its probability."""
    for p in proposals:
        lemma, frame = p.candidate.lemma, p.candidate.frame
        p.probability = known.probability(lemma, frame, p.features)
        p.rank = p.probability * (1 - SHARP + SHARP * known.sharpness(lemma, frame))
    return proposals


def select(proposals: Sequence[Proposal], threshold: float) -> list[Proposal]:
    """The likeliest proposals that do not contradict one another: roles of two attributions do not overlap much."""
    ranked = sorted(
        (p for p in proposals if p.probability >= threshold),
        key=lambda p: (-p.rank, p.content[0][0], p.candidate.anchor, p.candidate.frame),
    )
    kept: list[Proposal] = []
    near: defaultdict[int, list[Proposal]] = defaultdict(list)  # kept ones by the stretches of text they reach into
    for p in ranked:
        start, end = _hull(p)
        cells = range(start // _STRETCH, end // _STRETCH + 1)
        if not any(_clash(p, q) for cell in cells for q in near[cell]):
            kept.append(p)
            for cell in cells:
                near[cell].append(p)
    return sorted(kept, key=lambda p: (p.content[0][0], p.candidate.anchor))


def _clash(p: Proposal, q: Proposal) -> bool:
    return (
        p.candidate.anchor == q.candidate.anchor
        or overlap(p.cue, q.cue) > 0
        or overlap(p.content, q.content) > 0
        or overlap(p.cue, q.content) > 0
        or overlap(q.cue, p.content) > 0
        or overlap(p.content, q.source) > 0
        or overlap(p.source, q.content) > 0
    )


def _hull(p: Proposal) -> Span:
    spans = [*p.source, *p.cue, *p.content]
    return min(s[0] for s in spans), max(s[1] for s in spans)


def to_attributions(chosen: Sequence[Proposal], known: CueLexicon) -> list[Attribution]:
    """Records in text order."""
    records = []
    for p in sorted(chosen, key=lambda p: (p.content[0][0], p.candidate.anchor)):
        evidence = [f"rule:{p.candidate.frame}", f"cue:{p.candidate.lemma}"]
        if p.probability >= CERTAIN and known.is_certain(p.candidate.lemma, p.candidate.frame):
            evidence.append("rule:certain")
        records.append(Attribution(p.source, p.cue, p.content, round(p.probability, 4), evidence))
    return records
