"""Speech inside speech: "Roe said that the union had called for a strike" is the union's demand, passed on by Roe."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

from claimx.errors import KnowledgeError
from claimx.knowledge.roles import Roles
from claimx.nlp.nominals import analyse
from claimx.records import Attribution
from claimx.schema import EntityMention, Span

_FILE = Path(__file__).parent / "data" / "relays.toml"
_HELD = 0.2
"""Share of a content that what an inner speaker says must make up."""
_SHARES = frozenset({"percent", "cent", "%", "half", "third", "majority", "share"})
"""Heads of answers to a survey, which belong to the survey."""


@dataclass(slots=True)
class Relayed(Attribution):
    """An attribution that another passes on: ``outer`` is his noun phrase, ``outer_cue`` the words that say so."""

    outer: tuple[Span, ...] = ()
    outer_cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verbs:
    clause: frozenset[str]
    object: frozenset[str]
    preposition: dict[str, tuple[str, ...]]


@cache
def _verbs() -> _Verbs:
    try:
        data = tomllib.loads(_FILE.read_text("utf-8"))
        return _Verbs(
            frozenset(data["nested"]),
            frozenset(data["nested_object"]),
            {verb: tuple(words) for verb, words in data["nested_preposition"].items()},
        )
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise KnowledgeError(f"cannot read {_FILE.name}", str(error)) from error


def with_nested(
    doc: Doc, attributions: Sequence[Attribution], mentions: Sequence[EntityMention], lexicon: Roles
) -> list[Attribution]:
    """The attributions, each whose content reports another's speech as that other's, relayed by its own source."""
    out: list[Attribution] = []
    for attribution in attributions:
        inner = None
        if attribution.source and attribution.cue and not _holds_another(attribution, attributions):
            inner = _inner(doc, attribution, mentions, lexicon)
        out.append(inner or attribution)
    return out


def _holds_another(attribution: Attribution, attributions: Sequence[Attribution]) -> bool:
    return any(
        other is not attribution and any(s <= cs and ce <= e for s, e in attribution.content for cs, ce in other.cue)
        for other in attributions
    )


def _inner(doc: Doc, attribution: Attribution, mentions: Sequence[EntityMention], lexicon: Roles) -> Relayed | None:
    if len(attribution.content) != 1:
        return None
    start, end = attribution.content[0]
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None or len(span) < 4:
        return None
    verb = span.root
    subject = _speaker(verb, span.start)
    said = _said(verb)
    if subject is None or not said:
        return None
    who = _phrase(subject, span.start)
    nominal = analyse(doc, doc.text, [who], mentions, lexicon)
    if nominal is None or nominal.form not in ("name", "nominal") or not (nominal.names or nominal.classes):
        return None
    if nominal.head in _SHARES:
        return None
    auxiliaries = [t for t in verb.children if t.dep_ == "aux" and subject.i < t.i < verb.i]
    cue = (min([verb, *auxiliaries], key=lambda t: t.i).idx, verb.idx + len(verb))
    content = (doc[verb.i + 1].idx, end)
    if content[1] - content[0] < _HELD * (end - start):
        return None
    return Relayed(
        [who],
        [cue],
        [content],
        attribution.confidence,
        [*attribution.evidence, "nested"],
        attribution.explicitness,
        attribution.continues,
        outer=tuple(attribution.source),
        outer_cue=tuple(attribution.cue),
    )


def _speaker(verb: Token, low: int) -> Token | None:
    """The subject of a verb that reports plainly what was said: neither denied, nor possible, nor passive."""
    if verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    children = list(verb.children)
    if any(t.dep_ in ("neg", "auxpass") or t.tag_ == "MD" or t.lower_ in ("if", "whether") for t in children):
        return None
    if verb.tag_ == "VBN" and not any(t.dep_ == "aux" and t.lemma_.lower() in ("have", "'ve", "’ve") for t in children):
        return None
    subject = next((t for t in children if t.dep_ == "nsubj" and low <= t.i < verb.i), None)
    return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None


def _said(verb: Token) -> list[Token]:
    """What a verb of speech reports, as its dependents; empty where the verb is none."""
    verbs, lemma = _verbs(), verb.lemma_.lower()
    after = [t for t in verb.children if t.i > verb.i]
    if lemma in verbs.clause and (found := [t for t in after if t.dep_ in ("ccomp", "xcomp")]):
        return found
    if lemma in verbs.object and (found := [t for t in after if t.dep_ == "dobj"]):
        return found
    return [t for t in after if t.dep_ == "prep" and t.lower_ in verbs.preposition.get(lemma, ())]


def _phrase(noun: Token, low: int) -> Span:
    tokens = [t for t in noun.subtree if t.i >= low]
    kept = [
        t
        for t in tokens
        if t.i <= noun.i or not any(a.dep_ in ("relcl", "acl") for a in (t, *t.ancestors) if a.i > noun.i)
    ]
    return kept[0].idx, kept[-1].idx + len(kept[-1])
