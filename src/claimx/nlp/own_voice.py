"""Claims that the outlet makes in its own voice: sentences that state something and that no attribution covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from claimx.records import Attribution, Paragraph
from claimx.schema import Span

CONFIDENCE = 0.5
"""Of every own-voice claim: nothing measures how sure one is, so they rank below every likely attribution."""

_ZONES = ("headline", "standfirst", "body")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_FINITE = ("VBD", "VBP", "VBZ", "MD")
_SHORTEST = 4
_CLOSING = ".!…"


def find_own_voice(doc: Doc, paragraphs: Sequence[Paragraph], attributions: Sequence[Attribution]) -> list[Attribution]:
    """Attributions without source and cue, one for each such sentence, in text order.

    A sentence states something when it has a subject and a finite main verb, is no question and has four words or more.
    """
    taken = sorted(s for a in attributions for s in (*a.source, *a.cue, *a.content))
    found = []
    for start, end in _statements(doc, paragraphs):
        if not any(a < end and start < b for a, b in taken):
            found.append(Attribution([], [], [(start, end)], CONFIDENCE, ["rule:own-voice"]))
    return found


def _statements(doc: Doc, paragraphs: Sequence[Paragraph]) -> Iterator[Span]:
    open_to = iter([(p.start, p.end) for p in paragraphs if p.zone in _ZONES])
    zone = next(open_to, None)
    for sentence in doc.sents:
        while zone and zone[1] <= sentence.start_char:
            zone = next(open_to, None)
        if zone is None:
            return
        if sentence.start_char >= zone[0] and _states(sentence):
            start, end = sentence.start_char, sentence.start_char + len(sentence.text.rstrip())
            while end > start and doc.text[end - 1] in _CLOSING:
                end -= 1
            yield start, end


def _states(sentence: Sentence) -> bool:
    if sentence.text.rstrip(" \n”\"'’").endswith("?") or sum(t.is_alpha for t in sentence) < _SHORTEST:
        return False
    root = sentence.root
    finite = root.tag_ in _FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE for c in root.children)
    return finite and any(c.dep_ in _SUBJECTS for c in root.children)
