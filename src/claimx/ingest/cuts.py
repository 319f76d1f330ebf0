"""Cutting one paragraph where it is certainly two: caption and body, body and footer, body and a torn-off rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimx.ingest.paragraphs import Block, Mark
from claimx.ingest.patterns import Patterns
from claimx.schema import DropReason, Zone

LONGEST_CAPTION = 300

_LONGEST_PARAGRAPH = 20_000
"""A paragraph longer than that is nobody's, and is left as it is."""

_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+")
_FRAGMENT = re.compile(r"(?<=[\w)])([.!?])\s+(?=([a-z]+)\s)")
_FRAGMENT_END = re.compile(r"[.!?](?=\s|\Z)")
_MOST_FRAGMENTS = 3
_TORN = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\])\s*$")
QUOTES = frozenset('"“”«»„')


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of the text with what is known of it so far; ``zone`` is None where that is still open."""

    start: int
    end: int
    zone: Zone | None = None
    reason: DropReason | None = None
    mark: Mark = "plain"

    def within(self, text: str) -> str:
        """The piece's own text."""
        return text[self.start : self.end]


def cut(text: str, block: Block, rules: Patterns, *, near_end: bool) -> list[Piece]:
    """The pieces of a paragraph, in order, without outer white space.  ``near_end``: footers are looked for too."""
    whole = Piece(block.start, block.end, mark=block.mark)
    if block.end - block.start > _LONGEST_PARAGRAPH:
        return [whole]
    pieces: list[Piece] = []
    for piece in _caption(text, whole, rules):
        if piece.zone is not None:
            pieces.append(piece)
            continue
        body, tail = _closing(text, piece, rules) if near_end else (piece, [])
        for part in _asides(text, body, rules) if body else ():
            pieces += [part] if part.reason else _fragments(text, part, rules)
        pieces += tail
    return [p for p in (_trimmed(text, p) for p in pieces) if p.start < p.end]


def torn_end(text: str, piece: Piece) -> list[Piece]:
    """The last paragraph of an article, parted from a last sentence that breaks off."""
    words = piece.within(text)
    if not _TORN.search(words[-8:]):
        return [piece]
    start = 0
    for found in _SENTENCE_END.finditer(words[:-4]):
        start = found.end()
    torn = Piece(piece.start + start, piece.end, "boilerplate", "truncated")
    kept = _trimmed(text, replace(piece, end=piece.start + start))
    return [kept, torn] if kept.start < kept.end else [torn]


def _trimmed(text: str, piece: Piece) -> Piece:
    words = piece.within(text)
    left = len(words) - len(words.lstrip())
    if not left and words == words.rstrip():
        return piece
    return replace(piece, start=piece.start + left, end=piece.start + max(left, len(words.rstrip())))


def _caption(text: str, whole: Piece, rules: Patterns) -> Iterator[Piece]:
    words = whole.within(text)
    if len(words) <= LONGEST_CAPTION:
        if opening := rules.caption_opening.match(words):
            yield from _opened_caption(whole, words, opening.end(), rules)
            return
        split = whole.start + _credit_start(words, rules)
        if split < whole.end:
            yield Piece(whole.start, split, "caption")
            yield Piece(split, whole.end, "boilerplate", "boilerplate")
            return
    if whole.mark == "caption":
        yield replace(whole, zone="caption")
        return
    yield from _glued(whole, words, rules)


def _opened_caption(whole: Piece, words: str, opening: int, rules: Patterns) -> Iterator[Piece]:
    rest = words[opening:]
    if _is_credit(rest, rules):
        yield replace(whole, zone="boilerplate", reason="boilerplate")
        return
    end = whole.start + opening + _credit_start(rest, rules)
    yield Piece(whole.start, whole.start + opening, "boilerplate", "boilerplate")
    yield Piece(whole.start + opening, end, "caption")
    yield Piece(end, whole.end, "boilerplate", "boilerplate")


def _credit_start(words: str, rules: Patterns) -> int:
    """Where the credit at the end of a caption begins; the caption's length where there is none."""
    found = rules.ending_credit.search(words)
    if not found or not _is_credit(found[0].rpartition(":")[2], rules):
        return len(words)
    return found.start()


def _is_credit(rest: str, rules: Patterns) -> bool:
    """A name or two, an agency, "archive": nothing that says anything."""
    words = re.findall(r"[^\s/|,.()©]+", rest)
    return len(words) <= 8 and all(not w[0].islower() or w.lower() in rules.credit_words for w in words)


def _glued(whole: Piece, words: str, rules: Patterns) -> Iterator[Piece]:
    """Credits inside a paragraph: what stands before the first is a caption if it is short, what follows "Image
    caption" is one too, and the rest is body."""
    position = 0
    zone: Zone | None = None
    for found in rules.glued_credit.finditer(words):
        start, end = found.span()
        before = words[position:start]
        if position == 0 and len(before) <= LONGEST_CAPTION and not _SENTENCE_END.search(before):
            zone = "caption"
        yield Piece(whole.start + position, whole.start + start, zone, mark=whole.mark)
        yield Piece(whole.start + start, whole.start + end, "boilerplate", "boilerplate")
        zone = "caption" if found["caption"] else None
        position = end
    yield replace(whole, start=whole.start + position, zone=zone)


def _closing(text: str, piece: Piece, rules: Patterns) -> tuple[Piece | None, list[Piece]]:
    """The piece without the footer sentences at its end, and those."""
    tail: list[Piece] = []
    offset = max(piece.start, piece.end - LONGEST_CAPTION)
    window = text[offset : piece.end]
    starts = [0, *(m.end() for m in _SENTENCE_END.finditer(window))]
    end = piece.end
    for start in reversed(starts):
        at = offset + start
        if (start == 0 and at > piece.start) or not rules.closing.fullmatch(text[at:end].strip()):
            break
        tail.insert(0, Piece(at, end, "boilerplate", "boilerplate"))
        end = at
    return (replace(piece, end=end) if end > piece.start else None), tail


def _asides(text: str, piece: Piece, rules: Patterns) -> Iterator[Piece]:
    """Sentences inside a paragraph that only point to another page."""
    words = piece.within(text)
    position = 0
    for found in rules.aside.finditer(words):
        yield replace(piece, start=piece.start + position, end=piece.start + found.start())
        yield Piece(piece.start + found.start(), piece.start + found.end(), "boilerplate", "teaser")
        position = found.end()
    yield replace(piece, start=piece.start + position)


def _fragments(text: str, piece: Piece, rules: Patterns) -> Iterator[Piece]:
    """Parts of a cut sentence that begin in lower case after a full stop; many in one paragraph are its style."""
    words = piece.within(text)
    torn: list[tuple[int, int]] = []
    for found in _FRAGMENT.finditer(words):
        if found[2] in rules.openers and not _abbreviated(words, found.start(), rules):
            stop = _FRAGMENT_END.search(words, found.end(), min(len(words), found.end() + rules.longest_fragment))
            if stop and _is_torn(words[found.end() : stop.end()], words[stop.end() : stop.end() + 2], rules):
                torn.append((found.end(), stop.end()))
                if len(torn) > _MOST_FRAGMENTS:
                    yield piece
                    return
    position = 0
    for start, end in torn:
        yield replace(piece, start=piece.start + position, end=piece.start + start)
        yield Piece(piece.start + start, piece.start + end, "boilerplate", "truncated")
        position = end
    yield replace(piece, start=piece.start + position)


def _is_torn(rest: str, following: str, rules: Patterns) -> bool:
    if QUOTES & set(rest) or rules.reports.search(rest) or _abbreviated(rest, len(rest) - 1, rules):
        return False
    return not following.strip() or following[1:].isupper() or following[1:] in QUOTES


def _abbreviated(words: str, dot: int, rules: Patterns) -> bool:
    start = dot
    while start > 0 and dot - start < 20 and not words[start - 1].isspace():
        start -= 1
    last = words[start:dot]
    short = len(last) < 3 or (len(last) <= 5 and last[0].isupper())
    return "." in last or (last.isalpha() and (short or last.lower() in rules.abbreviations))
