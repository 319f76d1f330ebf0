"""Words, numbers and marks of a text with their offsets: what the grammars of dates and quantities read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(r"[0-9]+(?:[.,:][0-9]+)*|[^\W\d_]+|\n|[^\s\w]|_")
_SENTENCE_END = frozenset(".!?:;…”\"’'»)]")
BREAK = "\n"
"""The lower-cased form of a token that no expression may cross: the end of a paragraph or line of its own."""


@dataclass(slots=True)
class Tokens:
    """Parallel lists: the lower-cased forms and the code-point offsets of each token.

    ``memo`` is for grammars: what a rule found at a token, so that no rule is tried twice there.
    """

    text: str
    low: list[str]
    start: list[int]
    end: list[int]
    memo: dict[tuple[str, int], Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.low)

    def word(self, index: int) -> str:
        """The lower-cased token at ``index``, "" beyond either end."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def form(self, index: int) -> str:
        """The token at ``index`` as written, "" beyond either end."""
        return self.text[self.start[index] : self.end[index]] if 0 <= index < len(self.low) else ""

    def glued(self, index: int) -> bool:
        """Whether the token at ``index`` follows the one before it without white space."""
        return 0 < index < len(self.low) and self.start[index] == self.end[index - 1]

    def words(self, index: int, *forms: str) -> bool:
        """Whether the tokens from ``index`` on are exactly ``forms``."""
        return self.low[index : index + len(forms)] == list(forms)


def tokenise(text: str) -> Tokens:
    """Split ``text`` once, in linear time.

    A line break inside hard-wrapped text is white space; one after a sentence's end or a short line, or a blank
    line, is a :data:`BREAK`.
    """
    low: list[str] = []
    start: list[int] = []
    end: list[int] = []
    for match in _TOKEN.finditer(text):
        form = match.group()
        begin = match.start()
        if form == BREAK:
            if not low or low[-1] == BREAK:
                continue
            if low[-1] not in _SENTENCE_END and _wrapped(text, begin):
                continue
        if not form.isascii() and any(mark.isdigit() for mark in form):
            # Superscripts and the like answer to isdigit() and are no numbers to int().
            form = "_"
        low.append(form.lower())
        start.append(begin)
        end.append(match.end())
    return Tokens(text, low, start, end)


def _wrapped(text: str, at: int) -> bool:
    """Whether the line break at ``at`` was made by wrapping a long line: no blank line, and a long line before it."""
    following = text[at + 1 : at + 2]
    return bool(following) and not following.isspace() and at - text.rfind("\n", max(0, at - 200), at) > 50
