"""Word sequences of a text as hashes, for finding reprints (Broder 1997)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

from claimx.records import Paragraph

WORDS = 5
"""Words in a sequence."""

_WORD = re.compile(r"\w+")


def shingles(text: str, paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """Sorted 63-bit hashes of all sequences of five words, case apart, inside paragraphs that are no boilerplate."""
    found: set[int] = set()
    for paragraph in paragraphs:
        if paragraph.zone == "boilerplate":
            continue
        words = _WORD.findall(text[paragraph.start : paragraph.end].casefold())
        for first in range(len(words) - WORDS + 1):
            key = " ".join(words[first : first + WORDS]).encode("utf-8", "surrogatepass")
            found.add(int.from_bytes(blake2b(key, digest_size=8).digest()) >> 1)
    return tuple(sorted(found))
