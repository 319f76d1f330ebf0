"""Turns of interviews, transcripts and live blogs: a label before a colon at the start of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from claimx.schema import Span

_LABEL = re.compile(
    r"(?:\d{1,2}[:.]\d{2}\s+(?:[–—-]\s+)?)?((?:Q|A|Question|Answer)|[^\W\d_][\w.’' -]{0,40}?)\s?:\s", re.U
)
_MOST_LABEL_WORDS = 5
_LONGEST_QUESTION, _FEWEST_QUESTIONS = 160, 3
_MARKS = frozenset('"“‘«')


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next label: ``[start, end)``, the label's end, and its part in an interview."""

    start: int
    end: int
    label_end: int
    label: str
    role: Literal["question", "answer", "speaker"]


def turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """The turns of a text, in order; empty unless two paragraphs begin with a label, or several only ask."""
    found: list[tuple[int, int, str]] = []
    for start, end in paragraphs:
        match = _LABEL.match(text, start, min(end, start + 80))
        if match and len(match[1].split()) <= _MOST_LABEL_WORDS and match[1][0].isupper():
            found.append((start, match.end(1), match[1].strip()))
    labels = [label for _, _, label in found]
    if len(found) < 2:
        return _after_questions(text, paragraphs)
    out: list[Turn] = []
    for i, (start, label_end, label) in enumerate(found):
        end = found[i + 1][0] if i + 1 < len(found) else paragraphs[-1][1]
        short = label.lower()
        role: Literal["question", "answer", "speaker"] = (
            "question"
            if short in ("q", "question")
            else "answer"
            if short in ("a", "answer") and {"Q", "Question"} & set(labels)
            else "speaker"
        )
        out.append(Turn(start, end, label_end, label, role))
    return out


def _after_questions(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """An interview without labels: short paragraphs that ask, each with what answers it."""
    asking = [
        i
        for i, (s, e) in enumerate(paragraphs)
        if text[e - 1 : e] == "?" and e - s < _LONGEST_QUESTION and text[s] not in _MARKS
    ]
    asking = [i for i in asking if i > 0]
    if len(asking) < _FEWEST_QUESTIONS:
        return []
    out: list[Turn] = []
    for i, following in zip(asking, [*asking[1:], len(paragraphs)], strict=True):
        start, end = paragraphs[i]
        out.append(Turn(start, end, start, "", "question"))
        last = following - 1 if following < len(paragraphs) else min(i + 1, len(paragraphs) - 1)
        if last > i:
            out.append(Turn(paragraphs[i + 1][0], paragraphs[last][1], paragraphs[i + 1][0], "", "answer"))
    return out
