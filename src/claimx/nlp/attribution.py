"""Every attribution of an article: the learned tier first, the rule tier where it is certain, then speech that goes on.

Order of precedence: (1) what the model finds; (2) a rule's attribution that is beyond doubt and whose cue and
content the model left
alone; (3) quotations without a cue that continue either.  Where a rule and the model agree, the evidence names both.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from claimx.config import RULES_ONLY, Settings
from claimx.ids import PARTICLES
from claimx.nlp.attribution_model import AttributionModel, load_attribution_model
from claimx.nlp.attribution_rules import packaged_lexicon, rule_attributions
from claimx.nlp.attribution_zones import Zones
from claimx.nlp.coordination import clauses
from claimx.nlp.decode import Proposal, Scored
from claimx.nlp.headline_verbs import with_subject
from claimx.nlp.hearers import addressed
from claimx.nlp.joined_verbs import joined
from claimx.nlp.quotes import Quotation, outermost
from claimx.nlp.raising import raised
from claimx.nlp.role_edges import closed, inside_aside, inside_brackets, labelled
from claimx.nlp.rules_continuation import continue_speech
from claimx.nlp.rules_quotes import speeches
from claimx.nlp.signed import with_headed, with_signed
from claimx.nlp.spans import length, overlap
from claimx.nlp.spoken import with_spoken
from claimx.records import Attribution, Paragraph
from claimx.schema import Span

THRESHOLD = 0.4
"""Least probability of a trigger."""

CERTAIN = "rule:certain"
MODEL = "model:attribution"
SILENT_REACH = 700
"""Characters between a silent content and the speech that it continues."""

_HEADLINES = frozenset({"headline", "heading"})

_LINE = re.compile(r"\S(?:[^\n]*\S)?")

_IMPERSONAL = re.compile(
    r"(?:is|was|has been|had been|will be|'s|’s)(?: \w{1,20}){0,2} "
    r"(?:\w{2,20}ed|said|known|thought|understood|told|held)"
)
"""A cue whose "it" is nobody: "it is said", "it was widely believed"."""

_PAIRED = re.compile(r"\s+(?:in|at|on|from|by|for|among|within|before|after|during)\b")
"""What follows a "both" that pairs two places or times and is no source: "both in Riga and in Oslo"."""

_NAME = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
_APPOSED = re.compile(rf"(, {_NAME}(?: (?:{_NAME}|{'|'.join(sorted(PARTICLES))})){{0,4}}),? ")
"""A name between a source and its cue belongs to the source: "the harbour master, Ines Rao, said"."""

_DANGLING = re.compile(r"[\s,–—-]{1,6}as$")
"""What a content ends in that belongs to its cue: "“It is warm,” as" before "my neighbour likes to say"."""

_MARKUP = re.compile(r"^[*_]{1,3}(?=[“‘„«\"'])|(?<=[”’“»\"'.,!?])[*_]{1,3}$")
"""Bold or slanted type around a quotation in plain text."""

_WIRE = re.compile(
    r"(?:(?:ADVISORY|BRIEF|CORRECTED|EXCLUSIVE|EXPLAINER|FACTBOX|INSIGHT|REFILE|RPT|TIMELINE|UPDATE|WRAPUP)"
    r"(?: \d{1,2})?-)+"
)
"""What an agency puts before its headline."""

_DENYING = re.compile(
    r"(?:^|[.!?”\"]\s|\n)\s{0,4}((?:At no|In no|Neither|Never|No|Nor|Not|On no|Under no)\b[^,.\n“”\"]{0,60}?),? $"
)
"""A negation that opens a sentence before the cue, without which it would say the opposite: "Nor, she adds, is it"."""
_BEFORE = 80
"""Characters before a cue in which it is looked for: more than it can have."""

_APART = re.compile(r"\s*[,(\[—–-]|.*\n|.*[“‘„«\"']$", re.DOTALL)
"""What keeps two pieces of a content apart: a remark of the outlet's begins, a paragraph ends, a quotation begins."""

Prior = Mapping[str, Mapping[str, float]]


@dataclass(slots=True)
class Extraction:
    """What was found in one article; ``priors`` holds the model's view of each attribution's stance, or ``None``."""

    attributions: list[Attribution]
    priors: list[Prior | None]
    entities: list[Proposal] = field(default_factory=list)


class AttributionFinder:
    """Holds the model; :meth:`find` has no memory of earlier articles."""

    def __init__(self, settings: Settings) -> None:
        rules_only = settings.attribution_model == RULES_ONLY
        self.model: AttributionModel | None = None if rules_only else load_attribution_model(settings.attribution_model)

    def find(self, doc: Doc, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]) -> Extraction:
        """Attributions in text order, with ``continues`` set, and the model's entity proposals.

        ``paragraphs`` are those in which attributions may stand; the model reads the whole text all the same.
        """
        text = doc.text
        by_rule = rule_attributions(doc, paragraphs, quotations)
        if self.model is None:
            merged: list[Attribution] = by_rule
            entities: list[Proposal] = []
            priors: dict[int, Prior] = {}
        else:
            scored, entities = learned(self.model, text)
            merged, priors = merge(scored, by_rule, self.model.settings["calibration"])
        outer = [q for q in outermost(quotations) if _stands(q, paragraphs)]
        headlines = [(p.start, p.end) for p in paragraphs if p.zone in _HEADLINES]
        kept = []
        standing = Zones(text, paragraphs).standing(with_signed(text, outer, merged))
        for attribution in standing:
            heard = addressed(doc, attribution, standing, headlines)
            if heard is None:
                continue
            said = with_subject(doc, raised(doc, text, heard, packaged_lexicon()), headlines, packaged_lexicon())
            first, *further = joined(doc, said, standing, outer, packaged_lexicon())
            parts = clauses(doc, first, outer)
            if id(attribution) in priors:
                priors.update({id(part): priors[id(attribution)] for part in parts})
            kept += [*parts, *further]
        spoken = speeches(doc, paragraphs, outer)
        going_on = with_headed(text, outer, continue_speech(doc, spoken, kept))
        attributions = _continuing(with_spoken(doc, paragraphs, going_on), text)
        return Extraction(attributions, [priors.get(id(a)) for a in attributions], entities)


def _stands(quotation: Quotation, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a quotation is in a paragraph where attributions may stand."""
    at = bisect_right(paragraphs, quotation.start, key=lambda p: p.start) - 1
    return at >= 0 and quotation.start < paragraphs[at].end


def learned(model: AttributionModel, text: str) -> tuple[list[Scored], list[Proposal]]:
    """What the model finds in a text, tidied and without repetitions, and its entity proposals."""
    scored, entities = model.find(text, THRESHOLD)
    return distinct([tidy(s, text) for s in scored]), entities


def tidy(s: Scored, text: str) -> Scored:
    """With a source and a cue that stay in their paragraph, and a source of one piece: the piece nearest to the cue."""
    anchor = (s.cue or s.content or s.source)[0][0] if s.cue or s.content or s.source else 0

    def distance(span: Span) -> tuple[int, int]:
        return max(span[0] - anchor, anchor - span[1], 0), -(span[1] - span[0])

    cue = [min(lines(span, text), key=distance) for span in s.cue]
    pieces = [piece for span in s.source for piece in lines(span, text)]
    source = [min(pieces, key=distance)] if pieces else []
    if source and cue and (name := _APPOSED.fullmatch(text, source[0][1], max(source[0][1], cue[0][0]))):
        source = [(source[0][0], name.end(1))]
    if source and cue and text[slice(*source[0])].lower() == "it" and _IMPERSONAL.fullmatch(text[slice(*cue[0])]):
        source = []
    if source and text[slice(*source[0])].lower() == "both" and _PAIRED.match(text, source[0][1]):
        source = []
    # A mark beside the cue that was taken for a word.
    if source and not any(c.isalnum() for c in text[slice(*source[0])]):
        source = []
    # "Came the answer": what is left of a cue's noun phrase is nobody.
    if source and text[slice(*source[0])].lower() == "the" and overlap([(source[0][1] + 1, source[0][1] + 2)], cue):
        source = []
    source = [closed(span, text) for span in source]
    cue, said = labelled(cue, s.content, text)
    own = [*source, *cue]
    content = _edges(_whole(said, own, text), own, text)
    content = inside_aside(own, inside_brackets(own, content, text), text)
    # The mark that opens the next quotation is no piece of this one.
    lettered = [span for span in content if any(c.isalnum() for c in text[slice(*span)])]
    return replace(s, cue=cue, source=source, content=[closed(span, text) for span in lettered or content])


def _edges(content: Sequence[Span], own: Sequence[Span], text: str) -> list[Span]:
    """A content without what is no part of it at its edges, and with the negation that was left before the cue."""
    if not content:
        return []
    found = []
    first = min((start for start, _ in own), default=0)
    for start, end in content:
        piece = text[start:end]
        if any(end < a <= end + 2 for a, _ in own) and (dangling := _DANGLING.search(piece)) is not None:
            end, piece = start + dangling.start(), piece[: dangling.start()]
        base = start
        for mark in _MARKUP.finditer(piece):
            start, end = (base + mark.end(), end) if mark.start() == 0 else (start, base + mark.start())
        if (wire := _WIRE.match(text, start, end)) is not None and text[start - 1 : start] in ("", "\n"):
            start = wire.end()
        found.append((start, end))
    low = max(0, first - _BEFORE)
    aside = bool(own) and found[0][0] > first and text.startswith(",", max(end for _, end in own))
    if aside and (denying := _DENYING.search(text[low:first])) is not None:
        found.insert(0, (low + denying.start(1), low + denying.end(1)))
    return found


def _whole(content: Sequence[Span], own: Sequence[Span], text: str) -> list[Span]:
    """A content without holes, but for its source and cue and for what stands between commas, dashes or brackets."""
    pieces: list[Span] = []
    for start, end in content:
        if pieces:
            gap = (pieces[-1][1], start)
            if not _APART.match(text, gap[0], start + 1) and overlap([gap], own) == 0:
                pieces[-1] = (pieces[-1][0], end)
                continue
        pieces.append((start, end))
    return pieces


def lines(span: Span, text: str) -> list[Span]:
    """The span cut at line breaks."""
    return [(span[0] + m.start(), span[0] + m.end()) for m in _LINE.finditer(text[span[0] : span[1]])]


def distinct(scored: Sequence[Scored]) -> list[Scored]:
    """Without those that say again what a likelier one says: the words of one cue may each have been taken for a
    trigger.
    """
    kept: list[Scored] = []
    for s in sorted(scored, key=lambda s: (-s.detect, s.trigger)):
        if not s.content and not s.cue:
            continue
        if not any(_same(s, k) for k in kept):
            kept.append(s)
    return sorted(kept, key=lambda s: s.trigger)


def _same(a: Scored, b: Scored) -> bool:
    if a.content and b.content:
        shared = overlap(a.content, b.content)
        return shared > 0.8 * min(length(a.content), length(b.content)) and (
            a.source == b.source or overlap(a.cue, b.cue) > 0 or a.silent or b.silent
        )
    return overlap(a.cue, b.cue) > 0


def merge(
    scored: Sequence[Scored], by_rule: Sequence[Attribution], calibration: Mapping[str, float]
) -> tuple[list[Attribution], dict[int, Prior]]:
    """The learned attributions, completed by certain rules; priors by ``id`` of the record."""
    out: list[Attribution] = []
    priors: dict[int, Prior] = {}
    for s in scored:
        rule = next((r for r in by_rule if agrees(s, r)), None)
        confidence = calibrated(s, rule is not None, calibration)
        explicit = bool(s.cue or s.source)
        record = Attribution(
            s.source, s.cue, s.content, confidence, [MODEL, *(rule.evidence if rule else [])],
            "explicit" if explicit else "continuation",
        )  # fmt: skip
        priors[id(record)] = s.attributes
        out.append(record)
    for r in by_rule:
        if CERTAIN in r.evidence and not any(_taken(r, a) for a in out):
            out.append(r)
    return sorted(out, key=_place), priors


def agrees(s: Scored, rule: Attribution) -> bool:
    """Do model and rule mean the same attribution?"""
    shared = overlap(s.content, rule.content)
    return 2 * shared > max(length(s.content), length(rule.content)) and (
        overlap(s.source, rule.source) > 0 or (not s.source and not rule.source)
    )


def calibrated(s: Scored, agreed: bool, weights: Mapping[str, float]) -> float:
    """Probability that source and content are right, by logistic regression on what the model and the rules say."""
    x = sum(weights.get(name, 0.0) * value for name, value in calibration_features(s, agreed).items())
    return round(1 / (1 + math.exp(-x)), 4)


def calibration_features(s: Scored, agreed: bool) -> dict[str, float]:
    """What the confidence rests on, by name."""
    detect = min(max(s.detect, 1e-4), 1 - 1e-4)
    return {
        "bias": 1.0, "detect": math.log(detect / (1 - detect)), "path": max(s.path, -8.0), "rule": float(agreed),
        "silent": float(s.silent), "sourceless": float(not s.source),
    }  # fmt: skip


def _taken(rule: Attribution, other: Attribution) -> bool:
    """Does another attribution already use the rule's cue, or most of its content?"""
    return overlap(rule.cue, other.cue) > 0 or 2 * overlap(rule.content, other.content) > length(rule.content)


def _continuing(found: Sequence[Attribution], text: str) -> list[Attribution]:
    """Sets what each continuation goes on from: the nearest explicit one before it, else right after it.

    A continuation that has neither within reach is no attribution.
    """
    explicit = [i for i, a in enumerate(found) if a.explicitness == "explicit"]
    out: list[Attribution] = []
    target: dict[int, Attribution] = {}
    for i, a in enumerate(found):
        if a.explicitness == "continuation" and a.continues is None:
            at = bisect_left(explicit, i)
            begin, end = a.content[0][0], a.content[-1][1]
            before = found[explicit[at - 1]] if at else None
            after = found[explicit[at]] if at < len(explicit) else None
            if before is not None and begin - _end(before) <= SILENT_REACH:
                target[id(a)] = before
            elif after is not None and "\n" not in text[end : _place(after)[0]]:
                target[id(a)] = after
            else:
                continue
        elif a.continues is not None:
            target[id(a)] = found[a.continues]
        out.append(a)
    places = {id(a): i for i, a in enumerate(out)}
    for a in out:
        if id(a) in target:
            a.continues = places.get(id(target[id(a)]))
    return out


def _end(a: Attribution) -> int:
    return max(end for _, end in (*a.content, *a.cue, *a.source))


def _place(a: Attribution) -> tuple[int, int]:
    spans = [*a.content, *a.cue, *a.source]
    return min(start for start, _ in spans), min(start for start, _ in (a.cue or spans))
