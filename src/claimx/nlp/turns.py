"""Turns of interviews, transcripts and live blogs: a label before a colon at the start of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from claimx.ids import name_key
from claimx.knowledge.roles import Roles
from claimx.nlp.forms_of_names import bare_name
from claimx.nlp.referents import Referent
from claimx.nlp.word_lists import descriptions
from claimx.records import Attribution
from claimx.schema import EntityMention, Span

_LABEL = re.compile(
    r"(?:\d{1,2}[:.]\d{2}\s+(?:[–—-]\s+)?)?((?:Q|A|Question|Answer)|[^\W\d_][\w.’'& -]{0,40}?)"
    r"(?:\s?\([^()\n]{1,40}\))?\s?:\s",
    re.U,
)
"""A label before a colon, which may hold how something is said: "VALE (laughs):"."""
_ASKS = re.compile(r"[^.!?\n]{3,160}\?")
_MOST_LABEL_WORDS = 5
_LONGEST_QUESTION, _FEWEST_QUESTIONS = 160, 3
_MARKS = frozenset('"“‘«')
_SELF = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b")
_AFTERWARDS = re.compile(r"\b[Oo]ur (?:conversation|interview|talk|call|meeting)\b")
"""What the interviewer says who goes on to tell of something else."""
_TIMED = re.compile(r"\d{1,2}[:.]\d{2}\s")
"""The next entry of a live blog."""
_MOST_INITIALS = 4
_ASKING = 0.5
"""Share of a label's turns that end in a question mark from which on it asks."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next label: ``[start, end)``, the label's end, and its part in an interview."""

    start: int
    end: int
    label_end: int
    label: str
    role: Literal["question", "answer", "speaker"]


def turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """The turns of a text, in order; empty unless two paragraphs begin with a label, one with a surname in capitals, or
    several only ask.
    """
    found: list[tuple[int, int, str]] = []
    for start, end in paragraphs:
        match = _LABEL.match(text, start, min(end, start + 80))
        if match and len(match[1].split()) <= _MOST_LABEL_WORDS and match[1][0].isupper():
            found.append((start, match.end(1), match[1].strip()))
    labels = [label for _, _, label in found if not _notice(label)]
    if len(labels) < 2:
        unlabelled = _after_questions(text, paragraphs)
        if unlabelled or not any(_full_name(label, text) for label in labels):
            return unlabelled
    out: list[Turn] = []
    asking = _askers(text, paragraphs, found)
    questions_only = all(label.lower() in ("q", "question") for label in labels)
    for i, (start, label_end, label) in enumerate(found):
        if _notice(label):
            continue
        limit = found[i + 1][0] if i + 1 < len(found) else paragraphs[-1][1]
        end = _end(text, [p for p in paragraphs if start <= p[0] < limit])
        short = label.lower()
        role: Literal["question", "answer", "speaker"] = (
            "question"
            if short in ("q", "question") or label in asking
            else "answer"
            if short in ("a", "answer") and {"Q", "Question"} & set(labels)
            else "speaker"
        )
        out.append(Turn(start, end, label_end, label, role))
        if role == "question" and (questions_only or short in ("q", "question")):
            between = [p for p in paragraphs if start < p[0] < limit]
            if between and (questions_only or i + 1 < len(found)):
                first, last = between[0][0], (between[-1] if i + 1 < len(found) else between[0])[1]
                out.append(Turn(first, last, first, "", "answer"))
    return out


def _notice(label: str) -> bool:
    """Whether a label says what follows rather than who speaks: "CORRECTION: we wrote ..."."""
    return descriptions("notices").issuperset(label.lower().split())


def labelled(label: str, people: Sequence[Referent], labels: Collection[str], roles: Roles) -> Referent | None:
    """Whom of the people of a text a label means: by name or surname, in capitals or by initials."""
    key = name_key(bare_name(label, roles))
    if not key:
        return None
    # A label that the tagger took for a name is no fuller name of itself.
    initials = label.isupper() and len(key) <= _MOST_INITIALS
    keys = [
        (r, [name_key(n).split() for n in r.names if len(n.strip(".")) > 1 and not (initials and n == label)])
        for r in people
    ]
    exact = [r for r, names in keys if any(key in (" ".join(words), words[-1]) for words in names)]
    # The first of two surnames.
    exact = exact or [r for r, names in keys if any(len(words) > 2 and key == words[-2] for words in names)]
    longer = max(exact, key=lambda r: (len(r.name().split()), -r.id), default=None)
    letters = re.sub(r"[^a-z]", "", key)
    if longer is not None or len(key.split()) > 1 or len(letters) > _MOST_INITIALS:
        return longer
    short = [
        r for r, names in keys if any("".join(w[0] for w in words) == letters for words in names if len(words) > 1)
    ]
    if not short and len(letters) == 1:
        # "N" beside "Nairn": the label of one who has been labelled in full, else the one surname with this letter.
        full = {name_key(other) for other in labels if other != label}
        short = [r for r, names in keys if any(words[-1][0] == letters and words[-1] in full for words in names)]
        short = short or [r for r, names in keys if any(len(w) > 1 and w[-1][0] == letters for w in names)]
    return short[0] if len(short) == 1 else next((r for r in people if label in r.names), None)


def named_by_labels(text: str, given: Iterable[Turn], mentions: Sequence[EntityMention]) -> list[EntityMention]:
    """The full names of those whom labels in capitals call by surname, where nothing marks them as people."""
    people = {name_key(m.exact).split()[-1] for m in mentions if m.label == "PERSON" and " " in m.exact}
    found: list[EntityMention] = []
    for label in dict.fromkeys(t.label for t in given):
        full = _full_name(label, text) if label.lower() not in people else None
        if full is not None and not any(m.start < full.end() and full.start() < m.end for m in mentions):
            found.append(EntityMention(start=full.start(), end=full.end(), exact=full[0], label="PERSON"))
    return found


def _full_name(label: str, text: str) -> re.Match[str] | None:
    """The name that ends with a label in capitals: "Ruta Vale" for "VALE"."""
    capitals = label.isupper() and label.isalpha() and len(label) > 1
    return re.search(rf"\b[A-Z]\w{{1,40}}[^\S\n]{label.capitalize()}\b", text) if capitals else None


def _end(text: str, paragraphs: Sequence[Span]) -> int:
    """Where a turn ends: with its paragraph, or the last of those after it that are quoted or in the first person."""
    end = paragraphs[0][1]
    for s, e in paragraphs[1:]:
        if (
            _TIMED.match(text, s, e)
            or _AFTERWARDS.search(text, s, e)
            or (text[s] not in _MARKS and not _SELF.search(text, s, e))
        ):
            break
        end = e
    return end


def _askers(text: str, paragraphs: Sequence[Span], found: Sequence[tuple[int, int, str]]) -> set[str]:
    """The labels of those who ask, where another answers."""
    ends = {s: text[e - 1 : e] for s, e in paragraphs}
    by_label: dict[str, list[bool]] = {}
    for start, _, label in found:
        by_label.setdefault(label, []).append(ends[start] == "?")
    asking = {label for label, marks in by_label.items() if len(marks) > 1 and sum(marks) >= _ASKING * len(marks)}
    return asking if len(asking) < len(by_label) else set()


def _after_questions(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """An interview without labels: short paragraphs that ask, each with what answers it."""
    asking = [
        i
        for i, (s, e) in enumerate(paragraphs)
        if e - s < _LONGEST_QUESTION and text[s] not in _MARKS and _ASKS.match(text, s, e)
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
            first = paragraphs[i + 1][0]
            out.append(Turn(first, paragraphs[last][1], first, "", "answer"))
    return out


def answering_turn(attribution: Attribution, among: Sequence[Turn]) -> Turn | None:
    """The turn of an interview in which somebody answers what stands without source and cue."""
    if attribution.cue or attribution.source or not attribution.content:
        return None
    at = attribution.content[0][0]
    return next((t for t in among if t.role != "question" and t.label_end <= at < t.end), None)
