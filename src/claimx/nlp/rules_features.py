"""What else is seen at a candidate: names of binary features, weighed by the lexicon's logistic model."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from claimx.nlp.quotes import Quotation, enclosing
from claimx.nlp.rules_spans import Candidate
from claimx.schema import Span

_MODALS = frozenset(
    {"can", "could", "may", "might", "must", "shall", "should", "will", "would", "'ll", "’ll", "'d", "’d", "to"}
)
_WORD_STEPS = (1, 2, 3, 5, 8, 14)


def features(
    doc: Doc, text: str, candidate: Candidate, content: Sequence[Span], outer: Sequence[Quotation]
) -> tuple[str, ...]:
    """Feature names of a candidate: its source, its cue, its content, and where it stands."""
    anchor = doc[candidate.anchor]
    names = [f"tag:{anchor.tag_}", f"dep:{anchor.dep_}"]
    inside = enclosing(outer, anchor.idx)
    if inside is not None:
        names.append("cue in quotation")
        if inside.end - inside.start < 60:
            names.append("cue in short quotation")
    if candidate.source is None:
        names.append("source:none")
    else:
        words = [doc[i] for i in range(*candidate.source)]
        names.append(f"source words:{_step(len(words))}")
        last = words[-1]
        if len(words) == 1:
            names.append(f"source:{last.lower_}" if last.pos_ in {"PRON", "DET"} else f"source:{last.pos_}")
        distance = candidate.anchor - candidate.source[1]
        names.append(f"distance:{_step(abs(distance))}{'-' if distance < 0 else ''}")
    if candidate.cue is not None:
        for i in range(*candidate.cue):
            word = doc[i].lower_
            if word in _MODALS:
                names.append("cue modal")
            elif doc[i].dep_ == "neg" or word in {"never", "not", "n't", "n’t"}:
                names.append("cue negated")
    length = len(text[content[0][0] : content[-1][1]].split())
    names.append(f"content words:{_step(length)}")
    first = text[content[0][0]]
    if first in "\"“«'‘`":
        names.append("content quoted")
    elif any(enclosing(outer, s) is not None or enclosing(outer, e - 1) is not None for s, e in content):
        names.append("content partly quoted")
    if len(content) > 1:
        names.append("content split")
    if doc[anchor.sent.end - 1].text == "?":
        names.append("question")
    return tuple(dict.fromkeys(names))


def _step(n: int) -> str:
    for step in _WORD_STEPS:
        if n <= step:
            return str(step)
    return "more"
