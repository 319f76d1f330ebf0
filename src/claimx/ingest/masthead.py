"""What stands above an article and is not of it: the outlet's name, section labels, lines of name, place and date."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from claimx.ingest.cuts import QUOTES, Piece
from claimx.ingest.days import day_in
from claimx.ingest.headings import HEAD, LONGEST_HEADLINE, has_dateline, is_told_in, same_words, top_of
from claimx.ingest.patterns import patterns

_LONGEST_CREDIT = 120
_LONGEST_NAME = 40
_MOST_NAME_WORDS = 5
_MOST_CREDIT_WORDS = 8
_LEAD = 400
_LONG = 200
_FEWEST_HEADLINE_WORDS = 4
_NAMEPLATES = 3
_FOOT = 2

_WEEKDAY = re.compile(
    r"(?:^|(?<=[\s,|(]))(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*$", re.I
)
_APART_BEFORE = re.compile(r"(?:^|[,|·•–—(/]|\s-)\s*$")
_APART_AFTER = re.compile(r"\s*(?:$|[|·•–—)/]|-\s|[,.]\s*(?![^\W\d_])|[,.]\s+(?=[A-ZÀ-Þ]))")
_NO_NAME = re.compile(r"[!?;:]|\.\s+[A-Z]")


def credit_day(line: str) -> str | None:
    """The day of a line that only credits: "Harbour Gazette, 3 May 2024", "Split, 3.5.2024", "Jane Roe | May 3, 2024".

    None for a sentence, and for a line without a full date.
    """
    if len(line) > _LONGEST_CREDIT or QUOTES & set(line) or patterns().reports.search(line):
        return None
    found = day_in(line)
    if found is None or found.day is None:
        return None
    before = _WEEKDAY.sub("", line[: found.start])
    after = line[found.end :]
    if not _APART_BEFORE.search(before) or not _APART_AFTER.match(after):
        return None
    names = re.findall(r"[^\s,|·•–—()/]+", before)
    rest = re.findall(r"[^\s,|·•–—()/]+", after)
    if len(names) > _MOST_CREDIT_WORDS or len(rest) > _MOST_CREDIT_WORDS or _NO_NAME.search(before.strip()):
        return None
    return found.day if _are_names(names) else None


def _are_names(words: list[str]) -> bool:
    rules = patterns()
    if words and words[0].lower() in rules.prepositions:
        return False
    return all(not w[0].islower() or w in rules.name_words for w in words if w[0].isalnum())


def mark_credits(text: str, pieces: list[Piece], title: str | None) -> list[Piece]:
    """Lines of name, place and date above the story, and at its very end; what stands over a date line is one too."""
    end = next((i for i, p in enumerate(pieces) if p.zone is None and p.end - p.start > _LONG), len(pieces))
    first = next((i for i, p in enumerate(pieces) if p.zone is None), None)
    for index in [*range(min(end, top_of(pieces))), *range(max(end, len(pieces) - _FOOT), len(pieces))]:
        piece = pieces[index]
        line = piece.within(text) if piece.zone is None and piece.end - piece.start <= _LONGEST_CREDIT else ""
        if not line or piece.mark == "heading" or (title and same_words(line, title)):
            continue
        if index == first and not _headline_follows(text, pieces, index, line):
            continue
        signs = index != first and index < end and _is_name(line) and _dated_next(text, pieces, index)
        if signs or credit_day(line):
            pieces[index] = replace(piece, zone="boilerplate", reason="boilerplate")
    return pieces


def _dated_next(text: str, pieces: list[Piece], index: int) -> bool:
    """The next piece is a bare date."""
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if (
        following is None
        or following.end - following.start > _LONGEST_NAME
        or following.zone not in (None, "boilerplate")
    ):
        return False
    line = following.within(text)
    found = day_in(line)
    return found is not None and found.day is not None and not _WEEKDAY.sub("", line[: found.start]) + line[found.end :]


def mark_masthead(text: str, pieces: list[Piece], title: str | None, outlet: str | None) -> list[Piece]:
    """The outlet's name and section labels above the headline; the outlet's name alone on the last line."""
    for index in [i for i, p in enumerate(pieces[: top_of(pieces)]) if p.zone is None][:_NAMEPLATES]:
        piece = pieces[index]
        line = piece.within(text[: piece.start + LONGEST_HEADLINE + 1])
        if title and same_words(line, title):
            break
        if outlet and _is_outlet(line, outlet):
            pieces[index] = replace(piece, zone="boilerplate", reason="boilerplate")
            continue
        if piece.mark == "heading" or not _is_name(line) or not _headline_follows(text, pieces, index, line):
            break
        if _is_nameplate(text, pieces, index, line) or _signs_off(text, pieces, line):
            pieces[index] = replace(piece, zone="boilerplate", reason="boilerplate")
        elif _is_label(text, pieces, index, line):
            pieces[index] = replace(piece, zone="heading")
        else:
            break
    if outlet and len(pieces) > 1 and pieces[-1].zone is None and _is_outlet(pieces[-1].within(text), outlet):
        pieces[-1] = replace(pieces[-1], zone="boilerplate", reason="boilerplate")
    return pieces


def _is_outlet(line: str, outlet: str) -> bool:
    bare = re.sub(r"^\s*the\s+", "", line, flags=re.I)
    return len(line) <= _LONGEST_NAME * 2 and same_words(bare, re.sub(r"^\s*the\s+", "", outlet, flags=re.I))


def _is_name(line: str) -> bool:
    """A few words, each with a capital, and no stop."""
    words = line.split()
    if len(line) > _LONGEST_NAME or not 1 <= len(words) <= _MOST_NAME_WORDS or not line[-1].isalnum():
        return False
    return not _NO_NAME.search(line) and not any(c.isdigit() for c in line) and _are_names(words)


def _is_nameplate(text: str, pieces: list[Piece], index: int, line: str) -> bool:
    """It ends as newspapers' names do, or calls itself a daily; a longer one must not be what the story is about."""
    rules = patterns()
    words = line.lower().split()
    if any(w in rules.press_adjectives for w in words):
        return True
    if words[-1] not in rules.press_nouns:
        return False
    return len(words) <= 2 or words[0] == "the" or not _is_told_below(text, pieces, index, " ".join(words[:-1]))


def _signs_off(text: str, pieces: list[Piece], line: str) -> bool:
    """The same line closes the article."""
    return len(pieces) > HEAD // 2 and any(
        p.end - p.start <= 2 * _LONGEST_NAME and same_words(p.within(text).lstrip("© 0123456789"), line)
        for p in pieces[-_FOOT:]
    )


def _is_label(text: str, pieces: list[Piece], index: int, line: str) -> bool:
    """None of its words comes again below, but those of the line after it do."""
    rest = _open_below(pieces, index)
    lead = " ".join(p.within(text)[:_LEAD] for p in rest[1:3])
    return not _is_told_below(text, pieces, index, line) and is_told_in(rest[0].within(text), lead)


def _is_told_below(text: str, pieces: list[Piece], index: int, line: str) -> bool:
    """A word of the line, or one that begins alike, comes again in the next line or the lead."""
    below = " ".join(p.within(text)[:_LEAD] for p in _open_below(pieces, index)[:3]).casefold()
    words = [w for w in re.findall(r"\w+", line.casefold()) if len(w) > 2]
    return not words or any(w[:5] in below for w in words)


def _open_below(pieces: list[Piece], index: int) -> list[Piece]:
    return list(islice((p for p in pieces[index + 1 :] if p.zone is None), HEAD - 1))


def _headline_follows(text: str, pieces: list[Piece], index: int, line: str) -> bool:
    """The next line that is open could be a headline, or a further label before one, and a story follows it."""
    rest = _open_below(pieces, index)
    while len(rest) > 1 and rest[0].end - rest[0].start <= _LONGEST_NAME and _is_name(rest[0].within(text)):
        rest = rest[1:]
    if len(rest) < 2 or rest[0].end - rest[0].start > LONGEST_HEADLINE:
        return False
    following = rest[0].within(text)
    words = following.split()
    if len(words) < max(_FEWEST_HEADLINE_WORDS, len(line.split()) + 1) or following[-1] in ".:,;":
        return False
    if following[0].islower() or following[0] in "(•-–*" or has_dateline(following) or credit_day(following):
        return False
    return any(p.end - p.start > _LONG // 2 for p in rest[1:])
