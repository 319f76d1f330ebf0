"""claimx in anyone's spaCy pipeline: ``nlp.add_pipe("claimx_attribution")``."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from claimx.config import Settings
from claimx.nlp.attribution import AttributionFinder
from claimx.nlp.quotes import find_quotations
from claimx.records import Attribution, Paragraph

NAME = "claimx_attribution"
ROLES = ("source", "cue", "content")

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


class AttributionComponent:
    """Sets ``doc.spans["claimx/source"]``, ``["claimx/cue"]``, ``["claimx/content"]`` and ``doc._.claims``.

    ``doc._.claims`` is the list of :class:`claimx.records.Attribution` in text order, in code points of
    ``doc.text``.  A span's
    ``id`` is the index of its attribution in that list; a role that is interrupted has several spans of one id.
    Lines are taken for paragraphs.  The pipeline must have a tagger and a parser before it.
    """

    def __init__(self, nlp: Language, name: str, min_confidence: float, attribution_model: str | None) -> None:
        self.name = name
        self._least = min_confidence
        self._finder = AttributionFinder(Settings(attribution_model=attribution_model))
        if not Doc.has_extension("claims"):
            Doc.set_extension("claims", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Find the attributions of a parsed document."""
        paragraphs = [Paragraph(m.start(), m.end(), "body") for m in _LINE.finditer(doc.text)]
        found = self._finder.find(doc, paragraphs, find_quotations(doc.text, paragraphs)).attributions
        kept = [a for a in found if a.confidence >= self._least]
        for role in ROLES:
            doc.spans[f"claimx/{role}"] = _spans(doc, kept, role)
        doc._.claims = kept
        return doc


def _spans(doc: Doc, found: list[Attribution], role: str) -> list[Span]:
    out = []
    for i, attribution in enumerate(found):
        for start, end in getattr(attribution, role):
            span = doc.char_span(start, end, label=role, alignment_mode="expand", span_id=i)
            if span is not None:
                out.append(span)
    return out


@Language.factory(
    NAME,
    assigns=["doc.spans", "doc._.claims"],
    requires=["token.dep", "token.tag", "doc.sents"],
    default_config={"min_confidence": 0.0, "attribution_model": None},
)
def make_attribution(
    nlp: Language, name: str, min_confidence: float, attribution_model: str | None
) -> AttributionComponent:
    """The factory behind the ``spacy_factories`` entry point.

    attribution_model: a folder, ``None`` for the packaged model, or ``"rules"`` for the rule tier alone.
    """
    return AttributionComponent(nlp, name, min_confidence, attribution_model)
