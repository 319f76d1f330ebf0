"""Turns of a transcript or an interview in which nobody was found to say anything: whose turn it is says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc

from claimx.nlp.spans import overlap
from claimx.nlp.turns import Turn, turns
from claimx.records import Attribution, Paragraph
from claimx.schema import Span

EVIDENCE = "rule:turn"
LABELLED, ANSWERING = 0.6, 0.5
"""How sure such a turn is: with the label of who speaks, and where only a question stands before it."""

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_FEWEST_TURNS = 3
_FEWEST_WORDS = 4
_FEWEST_ANSWERS = 2
_CLOSING = ".!…"
_I = re.compile(r"\b(?:I|I['’]\w{1,3}|[Mm]y|[Mm]e|[Mm]yself)\b")
_QUOTED = re.compile(r"[“\"«„][^”\"»“\n]{0,600}[”\"»“]")
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_ROLES = frozenset({"q", "a", "question", "answer"})


def with_spoken(doc: Doc, paragraphs: Sequence[Paragraph], found: Sequence[Attribution]) -> list[Attribution]:
    """What has been found, and what stands in turns where nothing was; a turn without a source gets its label.

    ``paragraphs`` are those in which attributions may stand.
    """
    text = doc.text
    given = turns(text, [match.span() for match in _LINE.finditer(text)])
    speakers = _speakers(text, given)
    answered = _in_person(text, given)
    said = sorted(span for a in found for span in (*a.source, *a.cue, *a.content))
    body = [(p.start, p.end) for p in paragraphs if p.zone == "body"]
    made: list[Attribution] = []
    for turn in given:
        if turn.role == "question" or (turn.label not in speakers if turn.label else not answered):
            continue
        # "A" is no name: whose answers they are is told elsewhere.
        named = bool(turn.label) and turn.label.lower() not in _ROLES
        label = [(turn.start, turn.label_end)] if named else []
        for start, end in body:
            if not turn.start <= start < turn.end:
                continue
            opens = start == turn.start and bool(turn.label)
            begin = _after_label(text, turn, end) if opens else start
            _give(found, label if opens else [], (start, end), begin, unlabelled=not named)
            content = _statement(doc, begin, end)
            if content is None or overlap([(start, end)], said):
                continue
            source, explicitness = (label if opens else []), "explicit" if opens or not turn.label else "continuation"
            sure = LABELLED if turn.label else ANSWERING
            made.append(Attribution(source, [], [content], sure, [EVIDENCE], explicitness))  # type: ignore[arg-type]
    return sorted([*found, *made], key=_place) if made else list(found)


def _speakers(text: str, given: Sequence[Turn]) -> set[str]:
    """The labels that mean who speaks: they come again, and are capitals, full names or names that the text has."""
    labels = Counter(t.label for t in given if t.label)
    if sum(labels.values()) < _FEWEST_TURNS:
        return set()
    return {
        label
        for label, count in labels.items()
        if (count > 1 and len(labels) > 1) and (label.lower() in _ROLES or label.isupper() or _is_named(text, label))
    }


def _in_person(text: str, given: Sequence[Turn]) -> bool:
    """Whether somebody answers for himself what stands without labels: an explainer asks and answers, too."""
    answers = [_QUOTED.sub("", text[t.start : t.end]) for t in given if t.role == "answer" and not t.label]
    return sum(_I.search(answer) is not None for answer in answers) >= max(_FEWEST_ANSWERS, len(answers) / 3)


def _is_named(text: str, label: str) -> bool:
    full = " " in label and all(word[:1].isupper() for word in label.split())
    return full or re.search(rf"[A-Z]\w{{1,40}} {re.escape(label)}\b(?!\s?:)", text) is not None


def _after_label(text: str, turn: Turn, end: int) -> int:
    colon = text.find(":", turn.label_end, end) + 1
    while colon < end and text[colon].isspace():
        colon += 1
    return colon


def _give(found: Sequence[Attribution], label: list[Span], paragraph: Span, begin: int, *, unlabelled: bool) -> None:
    """Speech that was found without a speaker gets the label before it, or stands as an answer to a question."""
    for a in found:
        if a.source or a.cue or not a.content or not paragraph[0] <= a.content[0][0] < paragraph[1]:
            continue
        if label and begin <= a.content[0][0] <= begin + 1:
            a.source, a.explicitness, a.continues = list(label), "explicit", None
        elif unlabelled and a.explicitness == "continuation" and a.continues is None:
            a.explicitness = "explicit"


def _statement(doc: Doc, start: int, end: int) -> Span | None:
    """The span without its final stop; ``None`` where it only asks, greets or calls."""
    text = doc.text
    while end > start and text[end - 1] in _CLOSING:
        end -= 1
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or end <= start or text[end - 1] == "?" or text[start] in "([":
        return None
    words = sum(t.is_alpha for t in span)
    return (start, end) if words >= _FEWEST_WORDS and any(t.tag_ in _FINITE for t in span) else None


def _place(a: Attribution) -> tuple[int, int]:
    spans = [*a.content, *a.cue, *a.source]
    return min(start for start, _ in spans), min(start for start, _ in (a.cue or spans))
