"""Who speaks where a medium only passes on: "Radio North reported, citing two officials"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from claimx.knowledge.roles import Roles, roles
from claimx.nlp.media_names import acting_as_media, is_medium
from claimx.nlp.nested import with_nested
from claimx.nlp.nominals import analyse
from claimx.records import Attribution
from claimx.schema import EntityMention, Span

_ENDS = r"\s+(?:as|that|(?<!familiar )(?<!acquainted )with|who|which)\b|[,.;:()“”\"]|\s+-\s|\s*$"
_WHO = rf"(?P<who>[^\W\d_][^,.;:()“”\"]{{1,60}}?)(?={_ENDS})"
_CITED = re.compile(
    r"(?<!without )\b(?:citing|quoting|referring to|with (?:a )?reference to|quoted|quotes|cited|cites)\s+" + _WHO
)
_LONGEST = 400
"""Characters of a sentence within which the one who is cited is looked for, on either side of the cue."""


def with_cited(doc: Doc, attributions: Sequence[Attribution], mentions: Sequence[EntityMention]) -> list[Attribution]:
    """The attributions, with the one whom a medium cites as the source in the medium's place, and with speech that
    others pass on as that of who spoke (:mod:`claimx.nlp.nested`).

    Nothing changes where the one cited already is the source of an attribution of his own.
    """
    lexicon, text = roles(), doc.text
    acting = [span for span, certain in sorted(acting_as_media(text, lexicon).items()) if certain]
    out: list[Attribution] = []
    for attribution in attributions:
        span = _cited(doc, text, attribution, mentions, lexicon, acting)
        taken = span is not None and any(
            other is not attribution and other.content and any(s < span[1] and span[0] < e for s, e in other.source)
            for other in attributions
        )
        out.append(attribution if span is None or taken else replace(attribution, source=[span]))
    return with_nested(doc, out, mentions, lexicon)


def _cited(
    doc: Doc,
    text: str,
    attribution: Attribution,
    mentions: Sequence[EntityMention],
    lexicon: Roles,
    acting: Sequence[Span],
) -> Span | None:
    if not (attribution.cue and attribution.source) or not _by_medium(
        doc, text, attribution, mentions, lexicon, acting
    ):
        return None
    low, high = _sentence(doc, attribution)
    for match in _CITED.finditer(text, low, high):
        start, end = match.span("who")
        if any(s < end and start < e for s, e in attribution.content):
            continue
        nominal = analyse(doc, text, [(start, end)], mentions, lexicon)
        if (
            nominal is not None
            and (nominal.names or nominal.classes or nominal.partitive or nominal.form in ("male", "female"))
            and not (nominal.names and nominal.names[0].label == "STATE")
        ):
            return (start, end)
    return None


def _sentence(doc: Doc, attribution: Attribution) -> Span:
    anchor = [*attribution.cue, *attribution.source]
    start, end = min(s for s, _ in anchor), max(e for _, e in anchor)
    span = doc.char_span(start, end, alignment_mode="expand")
    low, high = (doc[span.start].sent.start_char, doc[span.end - 1].sent.end_char) if span is not None else (start, end)
    return max(low, start - _LONGEST), min(high, end + _LONGEST)


def _by_medium(
    doc: Doc,
    text: str,
    attribution: Attribution,
    mentions: Sequence[EntityMention],
    lexicon: Roles,
    acting: Sequence[Span],
) -> bool:
    if any(s <= start and end <= e + 12 for start, end in attribution.source for s, e in _with_article(text, acting)):
        return True
    nominal = analyse(doc, text, attribution.source, mentions, lexicon)
    if nominal is None:
        return False
    if nominal.form == "name":
        m = nominal.names[0]
        near = text[max(0, m.start - 22) : m.start].lower().split()[-2:] + text[m.end : m.end + 14].lower().split()[:2]
        return m.label == "ORG" and is_medium(m.exact, near, lexicon)
    return "media" in nominal.classes


def _with_article(text: str, spans: Sequence[Span]) -> list[Span]:
    return [(s - 4, e) if text[max(0, s - 4) : s].lower() == "the " else (s, e) for s, e in spans]
