"""To whom a mention is addressed: "urged [Norland] to withdraw", "accused [the mill] of hiding it".

Whoever is asked to do something, or is accused of it, is whom the claim is about.  Where that stands between cue and
content it is part of neither.  Who is merely told something ("told reporters that …") is not meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from claimx.schema import Mention

CHARGES = frozenset({"of", "for", "with", "over"})
"""What stands between somebody and what he is accused of, blamed for, charged with."""

_LONGEST = 12
"""Tokens of an addressee."""

_TIMES = frozenset({"DATE", "TIME"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Addressee:
    """The words that say to whom, none where nobody is named; ``apart``: outside the content."""

    words: Sequence[Token] = ()
    apart: bool = False


def addressee(doc: Doc, mention: Mention, content: Sequence[Token]) -> Addressee:
    """Who is to do what the ``content`` says, the mention's, or is said to have done it: before an infinitive or a
    charge, at the beginning of the content or between it and its cue.
    """
    if not mention.cue or not content:
        return Addressee()
    first = content[0]
    before = [end for _, end in mention.cue.spans if end <= first.idx]
    if not before:
        return Addressee()
    if not _begins(first):
        to = next((k for k, t in enumerate(content[:_LONGEST]) if _begins(t)), 0)
        near = max(before) + 1 >= first.idx
        return Addressee(content[:to]) if near and _names_somebody(content[:to]) else Addressee()
    between = doc.char_span(max(before), first.idx, alignment_mode="contract")
    if not between or len(between) > _LONGEST or between[0].sent != first.sent:
        return Addressee()
    words = _undated([t for t in between if not (t.is_space or t.is_quote or t.is_punct)])
    taken = [*(mention.source.spans if mention.source else ()), *mention.content.spans]
    if not _names_somebody(words) or any(a < words[-1].idx + len(words[-1]) and words[0].idx < b for a, b in taken):
        return Addressee()
    return Addressee(words, apart=True)


def _begins(token: Token) -> bool:
    """Whether a charge or an infinitive begins here: "of hiding", "to withdraw", "not to withdraw"."""
    if token.lower_ in CHARGES:
        return True
    follows = token.doc[token.i : token.i + 2]
    to = next((t for t in follows if t.lower_ == "to" and (t.i == token.i or token.dep_ == "neg")), None)
    return to is not None and to.i + 1 < len(to.doc) and to.nbor(1).tag_ == "VB"


def _names_somebody(words: Sequence[Token]) -> bool:
    return any(t.pos_ in _NAMING for t in words) and not any(
        t.pos_ in _VERBS or t.dep_ == "mark" or t.is_punct for t in words
    )


def _undated(words: Sequence[Token]) -> Sequence[Token]:
    """The words before a day or an hour, and before its preposition."""
    end = next((k for k, t in enumerate(words) if t.ent_type_ in _TIMES), len(words))
    if 0 < end < len(words) and words[end - 1].pos_ == "ADP":
        end -= 1
    return words[:end]
