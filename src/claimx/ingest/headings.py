"""Which paragraphs are headlines, the standfirst and headings: by place, length, ending and repetition."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from rapidfuzz import fuzz

from claimx.ingest.bylines import is_byline
from claimx.ingest.cuts import QUOTES, Piece
from claimx.ingest.patterns import patterns

HEAD = 12
"""Headline, standfirst and byline are looked for in so many first pieces."""

LONGEST_HEADLINE = 200
_LONGEST_STANDFIRST = 350
_LONGEST_HEADING = 120
_SAME_WORDS = 92
_LEAD = 400
_LONGEST_SENTENCE = 90
_STEM = 5

_WORDS = re.compile(r"\w+")
_SPEAKER = re.compile(r"[A-ZÀ-Þ][\w.&’'-]{0,30}(?: [A-ZÀ-Þ][\w.&’'-]{0,30}){0,3}: ")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m\b")
_SENTENCES = re.compile(r"[a-z]{2}\. [A-Z]")
_LETTER_END = re.compile(r",\s*\n")
_POST = re.compile(r"[—–-]{1,2}\s?[^@\n]{2,60}\(@")
_CLOSERS = "”’\"'»)]"


def top_of(pieces: list[Piece]) -> int:
    """Where the top of an article ends: its first pieces, those not counted that were dropped."""
    open_pieces = (i for i, p in enumerate(pieces) if p.reason is None)
    return next(islice(open_pieces, HEAD - 1, None), len(pieces) - 1) + 1


def has_dateline(paragraph: str) -> bool:
    """A paragraph that opens with a place: "SPLIT (HG) – The tug …"."""
    return patterns().dateline.match(paragraph[:160]) is not None


def same_words(a: str, b: str) -> bool:
    """The same words in any letter case and punctuation."""
    return _normal(a) == _normal(b)


def _normal(line: str) -> str:
    return " ".join(_WORDS.findall(line.casefold()))


def _repeats(line: str, headline: str) -> bool:
    """The same words, or a part of the headline of three words or more, a letter aside."""
    mine = _normal(line)
    if mine == headline:
        return True
    return mine.count(" ") >= 2 and len(mine) <= len(headline) and fuzz.partial_ratio(mine, headline) >= _SAME_WORDS


def mark_headlines(text: str, pieces: list[Piece], title: str | None) -> list[Piece]:
    """The title, or the first line that looks like one, and its repetitions at the top."""
    top = [i for i, p in enumerate(pieces[: top_of(pieces)]) if p.zone is None and p.end - p.start <= LONGEST_HEADLINE]
    headline = _normal(title[:LONGEST_HEADLINE]) if title else ""
    if not any(headline and _repeats(pieces[i].within(text), headline) for i in top):
        first = next((i for i, p in enumerate(pieces) if p.zone is None), None)
        lead = (
            [p.within(text)[:_LEAD] for p in pieces[first + 1 : first + HEAD] if p.zone is None] if first in top else []
        )
        if (
            first is None
            or not lead
            or not _is_title(pieces[first].within(text), lead, pieces[first].mark == "heading")
        ):
            return pieces
        headline = _normal(pieces[first].within(text))
        pieces[first] = replace(pieces[first], zone="headline")
        following = pieces[first + 1]
        # A kicker ("OBITUARY") stands over the headline proper.
        if " " not in headline and following.zone is None and _is_heading(text, following):
            pieces[first] = replace(pieces[first], zone="heading")
            pieces[first + 1] = replace(following, zone="headline")
            headline = _normal(following.within(text))
    for i in top:
        if pieces[i].zone is None and _repeats(pieces[i].within(text), headline):
            pieces[i] = replace(pieces[i], zone="headline")
    return pieces


def _is_title(line: str, lead: list[str], marked: bool) -> bool:
    words = line.split()
    if not 1 <= len(words) <= 30 or line[0] in "(•-–" or (has_dateline(line) and not marked) or _CLOCK.match(line):
        return False
    end = line.rstrip(_CLOSERS)[-1:]
    if end in ":," or _SENTENCES.search(line):
        return False
    if end not in ".;":
        return True
    # With a full stop it may be the lead itself, unless it has capitals throughout, or a fuller lead says it again.
    long = [w for w in words if len(w) > 4]
    if len(long) > 2 and sum(not w[0].islower() for w in long) * 10 >= len(long) * 8:
        return True
    if len(line) > _LONGEST_SENTENCE or len(lead[0]) <= len(line):
        return False
    return has_dateline(lead[0]) or is_told_in(line, " ".join(lead[:2]))


def is_told_in(line: str, lead: str) -> bool:
    """Half of the line's longer words, or more, come again in the lead (by their first letters)."""
    told = {w[:_STEM] for w in _WORDS.findall(lead.casefold())}
    stems = [w[:_STEM] for w in _WORDS.findall(line.casefold()) if len(w) >= _STEM - 1]
    return len(stems) >= 2 and sum(s in told for s in stems) * 2 >= len(stems)


def mark_standfirst(text: str, pieces: list[Piece]) -> list[Piece]:
    """The paragraph under the headline, or before the dateline, that sums up: no full stop, or set off by a byline, or
    given again below."""
    heads = [i for i, p in enumerate(pieces[: top_of(pieces)]) if p.zone == "headline"]
    start = heads[-1] + 1 if heads else 0
    index = next((i for i in range(start, min(len(pieces), start + 4)) if pieces[i].zone is None), None)
    if index is None or index + 1 >= len(pieces):
        return pieces
    piece = pieces[index]
    line = piece.within(text[: piece.start + _LONGEST_STANDFIRST + 1]) if piece.start < 10_000 else ""
    if (
        not line
        or piece.end - piece.start > _LONGEST_STANDFIRST
        or has_dateline(line)
        or line[0] in "(•-–"
        or line[-1] in ":,;"
    ):
        return pieces
    following = pieces[index + 1].within(text)
    again = any(p.within(text) == line for p in pieces[index + 1 : HEAD])
    set_off = bool(heads) and pieces[index + 1].reason == "boilerplate" and is_byline(following)
    unstopped = bool(heads) and line.rstrip(_CLOSERS)[-1:].isalnum() and len(line.split()) > 6
    if again or set_off or unstopped or has_dateline(following):
        pieces[index] = replace(piece, zone="standfirst")
    return pieces


def mark_headings(text: str, pieces: list[Piece]) -> list[Piece]:
    """Short lines without an end between longer ones.  Two together are a teaser's kicker and title; more, a list."""
    index = 0
    while index < len(pieces):
        run = index
        while run < len(pieces) and pieces[run].zone is None and _is_heading(text, pieces[run]):
            run += 1
        # The words of a post, with its signature below them.
        if run > index and run < len(pieces) and _POST.match(pieces[run].within(text)):
            run -= 1
        count = run - index
        follows = run < len(pieces) and pieces[run].zone is None
        marked = any(p.mark == "heading" for p in pieces[index:run])
        if count and follows and (index > 0 or marked):
            if count == 1 or marked:
                pieces[index:run] = [replace(p, zone="heading") for p in pieces[index:run]]
            elif count == 2 and _in_story(pieces[:index]) and _is_teaser(text, pieces[index], pieces[index + 1]):
                pieces[index:run] = [replace(p, zone="boilerplate", reason="teaser") for p in pieces[index:run]]
            elif all(p.within(text).endswith("?") for p in pieces[index:run]):
                pieces[index:run] = [replace(p, zone="heading") for p in pieces[index:run]]
        index = max(run, index + 1)
    return pieces


def _is_heading(text: str, piece: Piece) -> bool:
    if piece.mark == "heading":
        return True
    if piece.mark != "plain" or piece.end - piece.start > _LONGEST_HEADING:
        return False
    line = piece.within(text)
    if line[0].islower() or not (line[0].isalnum() or line[0] in "‘'") or _CLOCK.match(line) or _SPEAKER.match(line):
        return False
    if _LETTER_END.search(line):
        return False
    if line.endswith("?"):
        return not QUOTES & set(line)
    if has_dateline(line) and line[-1] == ".":
        return False
    return line[-1].isalnum() or (line[-1] == "." and line.isupper())


def _in_story(before: list[Piece]) -> bool:
    return any(p.zone is None and p.end - p.start > _LONGEST_HEADING for p in before[-HEAD:])


def _is_teaser(text: str, kicker: Piece, title: Piece) -> bool:
    first, second = kicker.within(text).split(), title.within(text).split()
    return len(first) <= 3 and len(second) >= 6 and all(w[0].isupper() for w in first) and not second[-1].endswith("?")
