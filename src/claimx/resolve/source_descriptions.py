"""Unnamed sources that one article describes in short, another in full: "the governor", "the governor of Moravia"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from claimx.ids import RANKS, name_key
from claimx.resolve.offices import telling
from claimx.resolve.source_entries import Entry, Groups, related, singular
from claimx.schema import Source

_BREAK = re.compile(r"\s(?:of|in|at|for|from|with|on|by|to|near|who|which|that)\s|,|\s\(")
_COUNTED = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)(?=\s)", re.I)
_KINDS = frozenset({"person", "document", "organisation", "group"})
_MOST_BEARERS = 400
"""Sources of a corpus that a word may be of and still tell one from another."""
_MOST_WORDS = 2
"""Telling words of a description at most that may be another's in short."""


def by_fuller_description(order: Sequence[Entry], groups: Groups) -> None:
    """ "The governor" and "the governor of Moravia": the one description in related articles that says more."""
    held: dict[int, list[int]] = defaultdict(list)
    for i in range(len(order)):
        held[groups.find(i)].append(i)
    named = {root for root, members in held.items() if any(order[i].source.named for i in members)}
    words = [_words(e.source) for e in order]
    holding: dict[str, list[int]] = defaultdict(list)
    for i, known in enumerate(words):
        for word in {w for told in known for w in told}:
            holding[word].append(i)
    found: list[tuple[int, int]] = []
    for i, e in enumerate(order):
        short = _short(e.source)
        if short is None or groups.find(i) in named:
            continue
        mine, head = short
        rarest = min(mine, key=lambda w: (len(holding[w]), w))
        if len(holding[rarest]) > _MOST_BEARERS:
            continue
        fuller = {
            groups.find(j): j
            for j in holding[rarest]
            if groups.find(j) != groups.find(i)
            and order[j].source.kind == e.source.kind
            and _count(order[j].source) == _count(e.source)
            and any(mine < told and not (told - mine) & RANKS for told in words[j])
            and (e.source.kind == "document" or head in _heads(order[j].source))
            and related(e, order[j])
        }
        if len(fuller) == 1:
            j = next(iter(fuller.values()))
            if not order[j].source.named:
                found.append((j, i))
    for j, i in found:
        groups.union(j, i)


def _told(source: Source) -> list[str]:
    """All that a source is called: descriptions, and the roles of one with a name."""
    return [*source.roles] if source.named else [source.name, *source.aliases]


def _words(source: Source) -> list[frozenset[str]]:
    return [telling(name) for name in _told(source)] if source.kind in _KINDS else []


def _count(source: Source) -> str:
    """The number of a group that is told by one: "two" officials."""
    counted = _COUNTED.match(source.name) if source.kind == "group" else None
    return counted[0].lower() if counted else ""


def _heads(source: Source) -> set[str]:
    return {_head(name) for name in _told(source)}


def _head(name: str) -> str:
    key = name_key(_BREAK.split(name)[0]).split()
    return key[-1] if key else ""


def _short(source: Source) -> tuple[frozenset[str], str] | None:
    """The telling words and head of a short definite description; ``None`` for every other source."""
    if source.named or source.kind not in _KINDS:
        return None
    if source.kind == "group" and not _count(source):
        return None
    known = [n for n in (source.name, *source.aliases) if singular(n) or _COUNTED.match(n)]
    if not known:
        return None
    longest = max((source.name, *source.aliases), key=lambda n: (len(telling(n)), n))
    mine = telling(longest)
    return (mine, _head(longest)) if 0 < len(mine) <= _MOST_WORDS else None
