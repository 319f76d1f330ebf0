"""Running heads: short lines that a page has above or below its text, the same on every page but for its number."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONGEST = 100
_NUMBER = re.compile(r"\d{1,4}")
_STOPS = frozenset(".!?…”\"'’:;,")


def running_heads(lines: Iterable[str], fewest_words: int = 1) -> set[str]:
    """Those of the lines that come again with another number; ``fewest_words``: what must stand beside it.

    >>> sorted(running_heads(["Orle Gazette 4", "It sank in 2031.", "Orle Gazette 6", "It sank in 2032."]))
    ['Orle Gazette 4', 'Orle Gazette 6']
    """
    seen: dict[str, set[str]] = {}
    for line in lines:
        if len(line) > _LONGEST or not _NUMBER.search(line):
            continue
        words = _NUMBER.sub("", line).split()
        if len(words) >= fewest_words and words[-1][-1] not in _STOPS:
            seen.setdefault(" ".join(words), set()).add(line)
    return {line for alike in seen.values() if len(alike) > 1 for line in alike}
