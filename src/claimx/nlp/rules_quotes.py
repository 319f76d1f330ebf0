"""Candidates from quotations: the cue before, after or between the marks, and speech that goes on without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from claimx.nlp.quotes import Quotation
from claimx.nlp.rules_spans import Candidate, Range, noun_phrase, subject_of, verb_group
from claimx.records import Paragraph

_LONGEST_MIDDLE = 24  # tokens of a cue between two parts of one quotation
_STOPS = frozenset({".", "?", "!"})
_LONGEST_GAP = 40  # tokens between a quotation and its cue that are looked at


@dataclass(frozen=True, slots=True)
class Speech:
    """An outermost quotation in tokens: ``[first, last)``, its paragraph's index, and whether it is a sentence of its
    own."""

    first: int
    last: int
    paragraph: int
    whole: bool
    quotation: Quotation


def speeches(doc: Doc, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]) -> list[Speech]:
    """The outermost quotations that can be speech, in text order."""
    found: list[Speech] = []
    at = 0
    for quotation in quotations:
        while at + 1 < len(paragraphs) and paragraphs[at].end <= quotation.start:
            at += 1
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        if span is not None:
            found.append(Speech(span.start, span.end, at, _whole(doc, span.start, span.end), quotation))
    return found


def _whole(doc: Doc, first: int, last: int) -> bool:
    words = [doc[i] for i in range(first, last) if doc[i].is_alpha]
    if not words:
        return False
    ending = next(
        (doc[i].text for i in range(last - 1, first, -1) if doc[i].text not in {'"', "”", "''", "’", "'", "»"}), ""
    )
    has_verb = any(t.pos_ in {"VERB", "AUX"} for t in words)
    stopped = ending[-1:] in {".", ",", "?", "!", "…", "-", "—"}
    return (stopped and (has_verb or words[0].text[0].isupper())) or (
        words[0].text[0].isupper() and has_verb and len(words) > 4
    )


def quote_candidates(
    doc: Doc, paragraphs: Sequence[Paragraph], found: Sequence[Speech], catenatives: frozenset[str]
) -> Iterator[tuple[int, Candidate]]:
    """``(index of the speech, candidate)`` for each cue near a quotation that is a sentence of its own."""
    for k, speech in enumerate(found):
        if not speech.whole:
            continue
        floor = found[k - 1].last if k else 0
        ceiling = found[k + 1].first if k + 1 < len(found) else len(doc)
        lead = _window_before(doc, speech, floor, paragraphs)
        tail = _window_after(doc, speech, ceiling, paragraphs)
        following = found[k + 1] if k + 1 < len(found) and found[k + 1].paragraph == speech.paragraph else None
        if following is not None and (tail[1] != following.first or following.first - speech.last > _LONGEST_MIDDLE):
            following = None
        yield from ((k, c) for c in _tail(doc, speech, tail, catenatives, following))
        same = k > 0 and found[k - 1].whole and found[k - 1].paragraph == speech.paragraph
        if not (
            same and lead[0] == found[k - 1].last
        ):  # between two quotations: the cue of the first, and this one goes on
            yield from ((k, c) for c in _lead(doc, speech, lead, catenatives))


def _window_before(doc: Doc, speech: Speech, floor: int, paragraphs: Sequence[Paragraph]) -> Range:
    first = max(floor, speech.first - _LONGEST_GAP)
    start = paragraphs[speech.paragraph].start if speech.paragraph < len(paragraphs) else 0
    at = speech.first - 1
    while at >= first and doc[at].idx >= start:
        if at < speech.first - 1 and (doc[at].text in _STOPS or (doc[at].is_space and "\n" in doc[at].text)):
            return at + 1, speech.first
        at -= 1
    return at + 1, speech.first


def _window_after(doc: Doc, speech: Speech, ceiling: int, paragraphs: Sequence[Paragraph]) -> Range:
    last = min(ceiling, speech.last + _LONGEST_GAP, len(doc))
    for at in range(speech.last, last):
        if doc[at].text in {".", "?", "!", ";"} or (doc[at].is_space and "\n" in doc[at].text):
            return speech.last, at
    return speech.last, last


def _verbs(doc: Doc, window: Range) -> list[Token]:
    return [
        doc[i]
        for i in range(*window)
        if doc[i].pos_ == "VERB" or (doc[i].pos_ == "AUX" and doc[i].dep_ in {"ROOT", "ccomp"})
    ]


def _tail(
    doc: Doc, speech: Speech, window: Range, catenatives: frozenset[str], following: Speech | None
) -> Iterator[Candidate]:
    """ "…," she said; "…," said Rao; the first finite verb after the marks with a subject in the window."""
    first = window[0]
    while first < window[1] and doc[first].text in {",", "-", "–", "—"}:
        first += 1
    for verb in _verbs(doc, (first, window[1])):
        subject = next(
            (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and first <= c.i < window[1]), None
        )
        if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} and not (verb.tag_ == "VBG" and verb.i == first):
            continue
        if subject is None:
            subject = _neighbour(doc, verb, (first, window[1]))
        if subject is None:
            continue
        source = noun_phrase(subject, stop=[verb.i])
        source = (max(source[0], first), min(source[1], window[1]))
        begin = min(source[0], verb_group(verb, catenatives)[0])
        if source[0] >= source[1] or begin > first + 3:
            return
        inverted = source[0] > verb.i
        cue = verb_group(verb, catenatives)
        joined = (
            doc[speech.last - 2].text in {",", "?", "!", "—", "-"} or doc[speech.last].text == ","
            if speech.last < len(doc)
            else False
        )
        frame = f"quote-{'inverted' if inverted else 'tail'}{'' if joined else '-loose'}"
        content = [(speech.first, speech.last)]
        cue = (max(cue[0], first), cue[1])
        if following is not None:
            link = doc[following.first - 1].lower_
            link = f":{link}" if link in {",", ":", "that", "and", "but"} else ""
            both = [*content, (following.first, following.last)]
            yield Candidate(verb.i, verb.lemma_.lower(), f"{frame}-mid{link}", cue, source, both)
        yield Candidate(verb.i, verb.lemma_.lower(), frame, cue, source, content)
        return


def _neighbour(doc: Doc, verb: Token, window: Range) -> Token | None:
    """A name or pronoun right beside a verb whose subject the parser did not find."""
    for at in (verb.i - 1, verb.i + 1):
        if window[0] <= at < window[1] and doc[at].pos_ in {"PROPN", "PRON", "NOUN", "DET"}:
            node = doc[at]
            while (
                node.dep_ in {"compound", "det", "amod", "poss", "nmod"}
                and window[0] <= node.head.i < window[1]
                and node.head.i != verb.i
            ):
                node = node.head
            if node.pos_ in {"PROPN", "PRON", "NOUN"}:
                return node
    return None


def _lead(doc: Doc, speech: Speech, window: Range, catenatives: frozenset[str]) -> Iterator[Candidate]:
    """She said, "…"; she said: "…"; she said that "…"; the last verb before the marks."""
    if window[0] >= window[1]:
        return
    last = doc[window[1] - 1]
    link = {",": "comma", ":": "colon", "that": "that", ".": "stop"}.get(last.lower_, "bare")
    verbs = _verbs(doc, window)
    for verb in reversed(verbs):
        subject = subject_of(verb)
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        if subject is None or not (window[0] <= subject.i < window[1]):
            if verb.tag_ in {"VBG", "VBN", "VB"}:
                continue
            return
        source = noun_phrase(subject, stop=[verb.i])
        source = (max(source[0], window[0]), min(source[1], window[1]))
        if source[0] >= source[1]:
            return
        cue = verb_group(verb, catenatives)
        first = speech.first - 1 if link == "that" else speech.first
        frame = f"quote-lead-{link}{'-passive' if passive else ''}"
        yield Candidate(verb.i, verb.lemma_.lower(), frame, cue, source, [(first, speech.last)])
        if link == "colon":
            yield Candidate(window[1] - 1, "colon", "quote-colon", None, source, [(first, speech.last)])
        return
    if link == "colon":
        names = [doc[i] for i in range(*window) if doc[i].dep_ == "ROOT" and doc[i].pos_ in {"NOUN", "PROPN"}]
        if names:
            yield Candidate(
                window[1] - 1,
                "colon",
                "quote-colon-name",
                None,
                noun_phrase(names[0], stop=[window[1] - 1]),
                [(speech.first, speech.last)],
            )
