"""The telling words of an office, so that two ways to write it are one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from claimx.ids import name_key
from claimx.schema import Source

_EMPTY = frozenset(
    {
        "of",
        "the",
        "for",
        "and",
        "in",
        "at",
        "to",
        "a",
        "an",
        "s",
        "affairs",
        "national",
        "federal",
        "his",
        "her",
        "its",
        "their",
        "same",
        "mr",
        "mrs",
        "ms",
    }
)
_SAME = {
    "defense": "defence",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "chairwoman": "chairman",
    "premier": "minister prime",
    "centre": "center",
    "chief": "head",
    "boss": "head",
    "director": "head",
}


def office(phrase: str, states: Mapping[str, str]) -> frozenset[str]:
    """The telling words of an office, states as their ids: "Polish foreign minister" = "foreign minister of Poland"."""
    key = re.sub(r"[-/]", " ", name_key(phrase))
    words: list[str] = []
    for name in _long_names(tuple(states)):
        if name in key and re.search(rf"\b{re.escape(name)}\b", key):
            key = re.sub(rf"\b{re.escape(name)}\b", " ", key)
            words.append(states[name])
    for word in key.split():
        word = states.get(word, word)
        words += _SAME.get(word, word).split()
    return frozenset(w for w in words if w not in _EMPTY)


@lru_cache(maxsize=4)
def _long_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of several words, the longest first."""
    return tuple(sorted((name for name in names if " " in name), key=lambda name: (-len(name), name)))


def offices_of(source: Source, states: Mapping[str, str]) -> frozenset[frozenset[str]]:
    """The offices that a source's roles and descriptions tell, those of one word left out."""
    if source.kind not in ("person", "organisation"):
        return frozenset()
    phrases = [*source.roles, *([] if source.named else [source.name, *source.aliases])]
    return frozenset(o for o in (office(p, states) for p in phrases) if len(o) > 1)


def telling(phrase: str) -> frozenset[str]:
    """The words of a description that tell something, as an office's but with the state's as written."""
    return frozenset(
        w
        for word in re.sub(r"[-/']", " ", name_key(phrase)).split()
        for w in _SAME.get(word, word).split()
        if w not in _EMPTY
    )
