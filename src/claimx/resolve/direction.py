"""Which way a thing goes: "from Orle" is not "to Orle", and "rose by 3 euros" not "rose to 3 euros".

The same words, so no comparison of words sees it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimx.records import NormalForm
from claimx.resolve.words import lemmas

_WORD = re.compile(r"\w+")

Way = tuple[str, str]
"""A way, by the name of its list, and the first word behind it."""


def turned(one: NormalForm, other: NormalForm) -> str | None:
    """The word that something goes to on one side and comes from on the other; or, where the two say the same of it,
    to on one side and by, or from and by.
    """
    ours, theirs = ways(one.content), ways(other.content)
    # Of "would go up by 3 euros" the parser may take either "go" or "euros" for the predicate.
    alike = one.predicate == other.predicate or one.predicate in other.words or other.predicate in one.words
    found = set()
    for way, word in ours - theirs:
        others = {there for there, same in theirs - ours if same == word}
        if others and (alike or "agents" not in {way, *others}):
            found.add(word)
    return min(found, default=None)


@lru_cache(maxsize=4096)
def ways(content: str) -> frozenset[Way]:
    """The ways that a content goes."""
    words = _WORD.findall(content.lower())
    found = set()
    for place, word in enumerate(words):
        way = next((name for name in ("whence", "whither", "agents") if word in lemmas(name)), None)
        following = next((w for w in words[place + 1 :] if w not in lemmas("articles")), None)
        if way and following:
            found.add((way, following))
    return frozenset(found)
