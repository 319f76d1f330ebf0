"""Who is said to have said something: "Vale is said to have told the court that …", where the subject of the verb of
hearsay is the source of what follows.

Where what he is said to have done is no speech ("is said to have resigned"), he stays part of the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from claimx.nlp.cue_lexicon import CueLexicon
from claimx.nlp.stance import tokens_of
from claimx.records import Attribution
from claimx.schema import Span

RAISED = "rule:raised"
"""Stands in the evidence of what somebody is said to have said."""

_COMPLEMENTS = frozenset({"ccomp", "parataxis"})
_QUOTES = frozenset("“”\"‘’«»„'")


def raised(doc: Doc, text: str, attribution: Attribution, lexicon: CueLexicon) -> Attribution:
    """The attribution, or where its cue is hearsay of speech the one of the speech, with its subject as the source.

    ``text``: ``doc.text``.
    """
    for verb in tokens_of(doc, attribution.cue):
        subject, speech = _subject(verb), _speech(verb, lexicon)
        if subject is None or speech is None or verb.lemma_.lower() not in lexicon.hearsay:
            continue
        who = _span(subject.subtree)
        first = min((t for t in verb.children if t.dep_ in ("aux", "auxpass")), key=lambda t: t.i, default=verb)
        cue = (first.idx, speech.idx + len(speech))
        content = _content(text, attribution.content, who, cue, speech)
        if content and who[1] <= cue[0] and not _apart(attribution.source, who):
            made = replace(attribution, source=[who], cue=[cue], content=content, explicitness="explicit")
            return replace(made, evidence=[*attribution.evidence, RAISED])
    return attribution


def _subject(verb: Token) -> Token | None:
    """The subject of a passive verb that is somebody: not "it", not "there"."""
    return next((t for t in verb.children if t.dep_ == "nsubjpass" and t.lower_ not in ("it", "there")), None)


def _speech(verb: Token, lexicon: CueLexicon) -> Token | None:
    """The infinitive of a verb of saying that depends on a verb."""
    for inner in verb.children:
        says = inner.dep_ == "xcomp" and inner.lemma_.lower() in lexicon.say and inner.i > verb.i
        if says and any(t.dep_ == "aux" and t.lower_ == "to" for t in inner.children):
            return inner
    return None


def _content(text: str, given: Sequence[Span], who: Span, cue: Span, speech: Token) -> list[Span]:
    """What is said: the clause after the verb of saying, as far as the content goes, or what precedes the speaker."""
    clause = next((t for t in (*speech.children, *speech.head.children) if t.dep_ in _COMPLEMENTS), None)
    if clause is None:
        return []
    start, end = _span(clause.subtree)
    if start < who[0]:
        return [(a, _trimmed(text, a, min(b, who[0]))) for a, b in given if a < min(b, who[0])]
    while start > cue[1] and text[start - 1] in _QUOTES:
        start -= 1
    return [(start, max([end, *(b for _, b in given)]))] if start >= cue[1] else []


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a span without the white space and commas before it."""
    return start + len(text[start:end].rstrip(" ,"))


def _span(tokens: Iterable[Token]) -> Span:
    words = [t for t in tokens if not t.is_space]
    return words[0].idx, words[-1].idx + len(words[-1])


def _apart(source: Sequence[Span], who: Span) -> bool:
    """Whether a source found elsewhere tells who says that he said it: "is said by the clerk to have told"."""
    return any(b <= who[0] or who[1] <= a for a, b in source)
