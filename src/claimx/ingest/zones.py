"""What each paragraph is: headline, standfirst, heading, body, caption or boilerplate; and what is left out, and why.

The rule of thumb is an editor's: a line goes only when nobody would call it part of the story.  A sentence that
reports ("said", "according to") stays, and so does whatever is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claimx.errors import TooLargeError
from claimx.ingest.bylines import byline_authors, is_byline
from claimx.ingest.cuts import QUOTES, Piece, cut, torn_end
from claimx.ingest.furniture import mark_furniture
from claimx.ingest.headings import HEAD, LONGEST_HEADLINE, mark_headings, mark_headlines, mark_standfirst
from claimx.ingest.masthead import mark_credits, mark_masthead
from claimx.ingest.paragraphs import Block
from claimx.ingest.patterns import Patterns, patterns
from claimx.records import Paragraph
from claimx.schema import DropReason, Span, Zone

MOST_PARAGRAPHS = 50_000

_FOOT = 8
"""Footer sentences and author notes are looked for in so many last paragraphs."""

_LINE_BREAK = re.compile(r"\s{0,9}[\r\n]\s{0,9}")
_LONGEST_LINE = 300
_LONGEST_NOTE = 700


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs in text order; the dropped ones are among them, as boilerplate or headings."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    dropped: list[tuple[Span, DropReason]] = field(default_factory=list)

    def first(self, zone: Zone) -> Span | None:
        """The span of the first paragraph of that zone."""
        return next(((p.start, p.end) for p in self.paragraphs if p.zone == zone), None)


def lay_out(text: str, blocks: Sequence[Block], title: str | None = None, outlet: str | None = None) -> Layout:
    """Zones of the paragraphs ``blocks`` of ``text``; ``title`` and ``outlet`` are those already known.

    Raises TooLargeError when there are more than 50,000 paragraphs.
    """
    if len(blocks) > MOST_PARAGRAPHS:
        raise TooLargeError("the text has too many paragraphs", f"more than {MOST_PARAGRAPHS:,}", "split the file")
    rules = patterns()
    pieces: list[Piece] = []
    for index, block in enumerate(blocks):
        pieces += cut(text, block, rules, near_end=index >= len(blocks) - _FOOT)
    pieces = [_boilerplate(text, piece, rules) for piece in pieces]
    pieces = mark_furniture(text, pieces, rules)
    pieces = _author_notes(text, pieces, rules)
    pieces = _page_foot(text, pieces, rules)
    pieces = _signed(text, pieces)
    pieces = _torn(text, pieces)
    pieces = mark_credits(text, pieces, title)
    pieces = mark_masthead(text, pieces, title, outlet)
    pieces = mark_headlines(text, pieces, title)
    pieces = mark_standfirst(text, pieces)
    pieces = mark_headings(text, pieces)
    pieces = [_question(text, piece, rules) for piece in pieces]
    return Layout(
        [Paragraph(p.start, p.end, p.zone or "body") for p in pieces],
        [((p.start, p.end), p.reason) for p in pieces if p.reason],
    )


def _dropped(piece: Piece, reason: DropReason) -> Piece:
    return replace(piece, zone="boilerplate", reason=reason)


def _boilerplate(text: str, piece: Piece, rules: Patterns) -> Piece:
    if piece.zone is not None or piece.end - piece.start > _LONGEST_LINE:
        return piece
    line = _LINE_BREAK.sub(" ", piece.within(text))
    bare = line.lstrip("•-–—* \t")
    if not any(c.isalnum() for c in line) or piece.mark == "code":
        return _dropped(piece, "boilerplate")
    if rules.teaser.fullmatch(bare):
        return _dropped(piece, "teaser")
    if rules.reports.search(line):
        return piece
    if rules.boilerplate.fullmatch(bare) or rules.closing.fullmatch(bare) or is_byline(bare):
        return _dropped(piece, "boilerplate")
    # One or two words in lower case, without a stop: a tag or a menu entry.
    if len(words := line.split()) <= 2 and line.islower() and line.replace(" ", "").isalpha() and words:
        return _dropped(piece, "boilerplate")
    return piece


def _author_notes(text: str, pieces: list[Piece], rules: Patterns) -> list[Piece]:
    for index in _last_open(pieces, 2):
        piece = pieces[index]
        if piece.end - piece.start <= _LONGEST_NOTE:
            note = piece.within(text)
            if rules.author_note.fullmatch(note) and not rules.reports.search(note) and not QUOTES & set(note):
                pieces[index] = _dropped(piece, "boilerplate")
    return pieces


def _last_open(pieces: list[Piece], count: int) -> list[int]:
    """Indexes of the last pieces that are still undecided, last first; no more than ``count``."""
    found: list[int] = []
    for index in range(len(pieces) - 1, max(-1, len(pieces) - 1 - 4 * HEAD), -1):
        if pieces[index].zone is None:
            found.append(index)
            if len(found) == count:
                break
    return found


def _page_foot(text: str, pieces: list[Piece], rules: Patterns) -> list[Piece]:
    """What is short and stands after a line such as "Comments", in the article's second half."""
    if len(pieces) < 4:
        return pieces
    middle = pieces[-1].end // 2
    for index, piece in enumerate(pieces):  # noqa: B007
        if piece.start > middle and piece.end - piece.start < 60 and rules.foot.fullmatch(piece.within(text)):
            break
    else:
        return pieces
    rest = pieces[index:]
    if any(p.zone is None and _tells(p.within(text), rules) for p in rest):
        return pieces
    return pieces[:index] + [_dropped(p, "boilerplate") if p.zone is None else p for p in rest]


def _tells(line: str, rules: Patterns) -> bool:
    return len(line) > 120 or bool(QUOTES & set(line)) or rules.reports.search(line) is not None


def _signed(text: str, pieces: list[Piece]) -> list[Piece]:
    """The author's name in brackets at the very end, where a byline gives the same name."""
    lines = [p.within(text) for p in pieces[:HEAD] if p.reason == "boilerplate"]
    names = [name for line in lines for name in byline_authors(line)]
    for index in _last_open(pieces, 1):
        piece = pieces[index]
        for name in names:
            if text[piece.start : piece.end].endswith(f" ({name})"):
                split = piece.end - len(name) - 2
                signature = Piece(split, piece.end, "boilerplate", "boilerplate")
                pieces[index : index + 1] = [replace(piece, end=split - 1), signature]
                break
    return pieces


def _torn(text: str, pieces: list[Piece]) -> list[Piece]:
    for index in _last_open(pieces, 1):
        if index > 0:
            pieces[index : index + 1] = torn_end(text, pieces[index])
    return pieces


def _question(text: str, piece: Piece, rules: Patterns) -> Piece:
    """A headline or heading that only asks."""
    if piece.zone not in ("headline", "heading") or piece.end - piece.start > LONGEST_HEADLINE:
        return piece
    line = piece.within(text)
    words = line.replace("’", "'").split()
    if words[0].lower() not in rules.question_openers and len(words) > rules.short_question:
        return piece
    if not line.endswith("?") or re.search(r"[.!:–—]\s", line) or QUOTES & set(line) or rules.reports.search(line):
        return piece
    return replace(piece, reason="question")
