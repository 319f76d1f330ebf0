"""Whether what somebody says is put against the words before it: "but the union says", "the mayor disputed that"."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from claimx.nlp.stance import tokens_of
from claimx.nlp.word_lists import word_lists
from claimx.schema import Mention

_AHEAD, _WORDS = 60, 3
"""Characters and words before who says it and how, of their sentence, that may say so."""

_BREAK = re.compile(r"[.!?\n]")
_WORD = re.compile(r"\w+")


def is_rejoinder(doc: Doc, text: str, mention: Mention) -> bool:
    """Whether a mention's cue, or what leads to it, says so.  ``text``: ``doc.text``."""
    lists = word_lists("rejoinders")
    cue = mention.cue.spans if mention.cue else []
    if any(token.lemma_.lower() in lists["cues"] for token in tokens_of(doc, cue)):
        return True
    said = [*cue, *(mention.source.spans if mention.source else [])]
    if not said:
        return False
    start = min(first for first, _ in said)
    ahead = _BREAK.split(text[max(0, start - _AHEAD) : start])[-1]
    return not lists["links"].isdisjoint(_WORD.findall(ahead.lower())[-_WORDS:])
