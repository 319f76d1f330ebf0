"""What somebody does is no claim: "built the wall", "imposed sanctions on two men".

A learned model takes some deeds for attitudes ("endorsed the deal").  The line: a content without a verb, under a cue
whose words hardly ever attribute anything in annotated text, of which the model is not sure.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claimx.nlp.cue_lexicon import CueLexicon
from claimx.nlp.stance import tokens_of
from claimx.records import Attribution

RARELY = 0.1
"""Share of a word's uses, as :meth:`CueLexicon.share` counts them, below which it is no cue by itself."""

UNSURE = 0.5
"""Confidence from which the model is believed all the same."""

_OPEN = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})


def is_deed(doc: Doc, attribution: Attribution, lexicon: CueLexicon) -> bool:
    """Whether an attribution that neither a rule nor great confidence speaks for tells a deed, not words or thought."""
    if not attribution.cue or attribution.confidence >= UNSURE:
        return False
    if any(evidence.startswith("rule:") for evidence in attribution.evidence):
        return False
    if any(_is_verb(token) for token in tokens_of(doc, attribution.content)):
        return False
    words = [token for token in tokens_of(doc, attribution.cue) if token.pos_ in _OPEN]
    return bool(words) and all(lexicon.share(token.lemma_.lower()) < RARELY for token in words)


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound")
