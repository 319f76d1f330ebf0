"""From a text to what the encoder reads: words, wordpieces, surface features, windows.

Each word carries its case, its place inside or outside quotation marks, and its place in the paragraph as features.
Windows overlap; every word of the text lies in at least one, and nothing is cut off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

WINDOW = 384
"""Wordpieces in a window, the two special ones included."""
OVERLAP = 64
"""Least number of wordpieces that neighbouring windows share."""
WISHED = 128
"""Wordpieces that they share where that takes no further window: so many tell what stands at an edge."""
MAX_PIECES = 24
"""Wordpieces kept of one word: a "word" of 10,000 letters must not fill the window."""

LONGEST_WORD = 200
"""Characters of a word that are looked at."""

CASES = 6
QUOTE_STATES = 4
LAYOUTS = 4

_CLS, _SEP, _UNKNOWN = 1, 2, 3
_SPACE = "\u2581"
"""How SentencePiece writes the space before a word."""

_WORD = re.compile(r"\w+|[^\w\s]")
_OPENING = "“«„"
_CLOSING = "”»"


class WordPieces:
    """Cuts words as a unigram ``tokenizer.json`` (SentencePiece) does, each by itself."""

    def __init__(self, tokenizer: str) -> None:
        made = Tokenizer.from_str(tokenizer)
        self._normal, self._model = made.normalizer.normalize_str, made.model

    def __call__(self, word: str, after_space: bool) -> list[int]:
        """The ids of a word's first pieces, one at least."""
        normal = self._normal(word[:LONGEST_WORD])
        return [piece.id for piece in self._model.tokenize(_SPACE + normal if after_space else normal)][
            :MAX_PIECES
        ] or [_UNKNOWN]


@dataclass(slots=True)
class EncodedText:
    """A text cut into words.

    ``starts``, ``ends``: code-point offsets of the words, shape (n,).  ``features``: (n, 3), case, quotation state
    and layout.
    ``pieces``: flat wordpiece ids; word ``i`` owns ``pieces[first[i]:first[i + 1]]``; ``first`` has n + 1 entries.
    """

    starts: Ints
    ends: Ints
    features: Ints
    pieces: Ints
    first: Ints

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(slots=True)
class Window:
    """Words ``[start, end)`` of a text as one input of the encoder.

    ``ids``: wordpiece ids with the special ones, shape (t,).  ``features``: (t, 3).  ``heads``: position of each
    word's first
    wordpiece in ``ids``, shape (end - start,).
    """

    start: int
    end: int
    ids: Ints
    features: Ints
    heads: Ints


def words(text: str) -> tuple[Ints, Ints]:
    """Offsets of the words: runs of word characters, and every other visible character by itself."""
    spans = [m.span() for m in _WORD.finditer(text)]
    array = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return array[:, 0].copy(), array[:, 1].copy()


def _case(word: str) -> int:
    if not word[0].isalnum():
        return 0
    if any(c.isdigit() for c in word):
        return 1
    if word.islower():
        return 2
    if word.isupper() and len(word) > 1:
        return 3
    return 4 if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 5


def surface_features(text: str, starts: Ints, ends: Ints) -> Ints:
    """Case, quotation state (outside, inside, opening, closing mark) and layout of each word, shape (n, 3).

    A quotation is not carried over a paragraph break, so that an odd mark does no harm beyond its paragraph.
    Layout: 0 inside a paragraph, 1 its first word; 2 and 3 the same in the first paragraph of the text.
    """
    out = np.zeros((len(starts), 3), dtype=np.int64)
    inside = False
    headline = True
    previous_end = 0
    for i, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        word = text[start:end]
        new_paragraph = i == 0 or "\n" in text[previous_end:start]
        if new_paragraph:
            inside = False
            headline = i == 0
        state = 1 if inside else 0
        if word in _OPENING or (word == '"' and not inside):
            inside, state = True, 2
        elif word in _CLOSING or word == '"':
            inside, state = False, 3
        out[i] = (_case(word), state, (2 if headline else 0) + new_paragraph)
        previous_end = end
    return out


def encode(text: str, wordpieces: Callable[[str, bool], list[int]]) -> EncodedText:
    """Cut ``text`` into words and wordpieces."""
    starts, ends = words(text)
    features = surface_features(text, starts, ends)
    surface = [text[s:e] for s, e in zip(starts.tolist(), ends.tolist(), strict=True)]
    spaced = [True, *(starts[1:] > ends[:-1]).tolist()][: len(surface)]
    # Articles repeat their words: each distinct one is cut once.
    table = {key: wordpieces(*key) for key in dict.fromkeys(zip(surface, spaced, strict=True))}
    first = np.zeros(len(surface) + 1, dtype=np.int64)
    flat: list[int] = []
    for i, key in enumerate(zip(surface, spaced, strict=True)):
        flat.extend(table[key])
        first[i + 1] = len(flat)
    return EncodedText(starts, ends, features, np.array(flat, dtype=np.int64), first)


def window(text: EncodedText, start: int, end: int) -> Window:
    """The window over words ``[start, end)``."""
    a, b = int(text.first[start]), int(text.first[end])
    ids = np.concatenate(([_CLS], text.pieces[a:b], [_SEP])).astype(np.int64)
    counts = np.diff(text.first[start : end + 1])
    features = np.zeros((len(ids), 3), dtype=np.int64)
    features[1:-1] = np.repeat(text.features[start:end], counts, axis=0)
    return Window(start, end, ids, features, text.first[start:end] - a + 1)


def bounds(text: EncodedText, size: int = WINDOW, overlap: int = OVERLAP) -> Iterator[tuple[int, int]]:
    """Word ranges of overlapping windows of at most ``size`` wordpieces that cover the text, evenly spread: as few as
    can be, of like length, and no longer than it takes to share what is wished.
    """
    n, total = len(text), int(text.first[-1])
    room = size - 2
    if n == 0:
        return
    if total <= room:
        yield 0, n
        return
    count = -(-(total - overlap) // (room - overlap))
    # What a window loses where it would cut a word in two, it has in excess.
    length = min(room, -(-(total + WISHED * (count - 1)) // count) + MAX_PIECES)
    for k in range(count):
        begin = (total - length) * k // (count - 1)
        start = int(np.searchsorted(text.first, begin, "left"))
        end = int(np.searchsorted(text.first, int(text.first[start]) + length, "right")) - 1
        yield start, (n if k == count - 1 else min(end, n))
