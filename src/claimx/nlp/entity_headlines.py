"""Where a person's name ends in a headline that capitalises every word: "Ana Roe Slams Jo Vik After Vote"."""

from __future__ import annotations

import re

from claimx.ids import name_key
from claimx.nlp.base import WORDS
from claimx.nlp.entity_context import Context

_GENERATION = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_OF = re.compile(r"\b[A-Z]\w+ (?:of|for) (?:the )?$")
_LONG = 4
"""Letters of the words that only such a headline capitalises, and how many of them it has at least."""


def without_headline(context: Context, start: int, end: int) -> tuple[int, int]:
    """A person's span without the words of a headline around the name, where one is known or a verb follows it.

    Outside headlines only what somebody who is known is called goes ("Crooked Ana Roe"), and the rest of an
    office ("Chief of Staff Ann Lee").
    """
    words = context.text[start:end].split(" ")
    office = _OF.search(context.text, max(0, start - 40), start)
    while office and len(words) > 2 and _is_word(context, words[0]):
        start += len(words.pop(0)) + 1
    if len(words) < 3 or name_key(" ".join(words)) in context.kb.people_by_name:
        return start, end
    if not _headline(context, start):
        if _is_word(context, words[0]) and _known(context, words[1:]):
            start += len(words[0]) + 1
        return start, end
    for count in range(len(words) - 1, 1, -1):
        if _known(context, words[:count]) and words[count].lower() not in _GENERATION:
            return start, start + len(" ".join(words[:count]))
    for first in range(1, len(words) - 1):
        if _known(context, words[first:]) and _is_word(context, words[first - 1]):
            return start + len(" ".join(words[:first])) + 1, end
    verb = next((i for i, word in enumerate(words) if i > 1 and _third_person(context, word)), len(words))
    return start, start + len(" ".join(words[:verb]))


def _known(context: Context, words: list[str]) -> bool:
    return len(words) > 1 and name_key(" ".join(words)) in context.kb.people_by_name


def _is_word(context: Context, word: str) -> bool:
    """Whether a capitalised word is one of the language, and no given name."""
    lower = word.lower()
    return lower not in context.rules.given_names and (
        any(lower in _words(context, kind) for kind in ("adj", "verb", "noun")) or _third_person(context, word)
    )


def _third_person(context: Context, word: str) -> bool:
    """Whether a word is a verb as a headline has it: "slams", "denies"."""
    lower, verbs = word.lower(), _words(context, "verb")
    stems = (lower[:-1], lower[:-2], f"{lower[:-3]}y") if lower.endswith("es") else (lower[:-1],)
    return lower.endswith("s") and len(lower) >= _LONG and any(stem in verbs for stem in stems)


def _words(context: Context, kind: str) -> frozenset[str]:
    found: frozenset[str] = context.doc.vocab.lookups.get_table(WORDS).get(kind, frozenset())
    return found


def _headline(context: Context, at: int) -> bool:
    """Whether the sentence around a place capitalises nearly all of its longer words."""
    long = [t.text for t in context.sentence(at) if t.is_alpha and len(t) >= _LONG]
    return len(long) >= _LONG and sum(word[0].isupper() for word in long) >= 0.8 * len(long)
