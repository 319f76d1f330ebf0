"""Names as a text writes them: without titles, in short, cut where a sentence begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claimx.knowledge.roles import Roles
from claimx.schema import EntityMention

_THE = re.compile(r"(?:The|the|An?)(?:\s+|$)")
_CALENDAR = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"}
    | {"april", "may", "june", "july", "august", "september", "october", "november", "december"}
)


def bare_name(name: str, roles: Roles) -> str:
    """A person's name without titles before it."""
    words = name.split()
    while len(words) > 1 and words[0].strip(".,").lower() in roles.titles:
        words.pop(0)
    return re.sub(r"['’]s?$", "", " ".join(words))


def short_for(short: str, long: str) -> bool:
    """Whether a person's shorter name may stand for a longer: its surname, given name, or initials and surname."""
    a, b = short.split(), long.split()
    if all(len(x) == 1 for x in a) and 1 < len(a) <= len(b):
        return [x[0] for x in b] == a
    if not a or len(a) >= len(b) + 1 or a == b:
        return False
    if len(a) == 1:
        return a[0] in b
    if a[-1] != b[-1] and not set(a) <= set(b):
        return False
    return all(any(y == x or (len(x) <= 2 and y.startswith(x[0])) for y in b) for x in a)


def within_sentences(m: EntityMention, starts: Sequence[int]) -> list[EntityMention]:
    """A body's name as it is, or the pieces of one that runs over the start of a sentence ("Friday. The Guards")."""
    cuts = [s for s in starts if m.start < s < m.end] if m.label == "ORG" else []
    if not cuts:
        return [m]
    pieces: list[EntityMention] = []
    for start, end in pairwise([m.start, *cuts, m.end]):
        name = m.exact[start - m.start : end - m.start]
        lead = _THE.match(name)
        name = name[lead.end() if lead else 0 :]
        at = start + (lead.end() if lead else 0)
        name = name.rstrip(" .\n")
        if name and name.lower() not in _CALENDAR:
            pieces.append(m.model_copy(update={"start": at, "end": at + len(name), "exact": name, "ref": None}))
    long = [piece for piece in pieces if " " in piece.exact]
    return long or pieces[:1]


def head_of(words: Sequence[str]) -> list[str]:
    """The noun that a body's name is built on: that before "of", else the last."""
    at = next((i for i, w in enumerate(words) if i and w in ("of", "for")), len(words))
    return list(words[at - 1 : at])


def position_in(starts: Sequence[int], position: int) -> int:
    """The index of the last start that a position does not precede."""
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle] <= position:
            low = middle + 1
        else:
            high = middle
    return max(low - 1, 0)
