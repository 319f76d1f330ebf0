"""What a page holds beside its story: menus, titles of other stories, running heads, what stands below a press release,
and quotations set once more in large type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimx.ingest.cuts import QUOTES, Piece
from claimx.ingest.patterns import Patterns
from claimx.ingest.running_heads import running_heads
from claimx.schema import DropReason

_LONGEST_TITLE = 160
_MOST_TITLES = 12
_LONGEST_PULLED = 300
_FEWEST_PULLED_WORDS = 5
_MOST_ALIKE = 8
"""So many lines of one beginning are looked for: it bounds the work for each word."""
_LONGEST_ENTRY = 30
_FEWEST_ENTRIES = 2

_WORD = re.compile(r"\w+")
_SIGNED = re.compile(r"\s{0,3}[—–―-]{1,2}\s{0,3}[A-ZÀ-Þ][^.!?“”\"«»]{1,80}$")
_STOPS = frozenset(".!?…”\"'’:;,")


def mark_furniture(text: str, pieces: list[Piece], rules: Patterns) -> list[Piece]:
    """The pieces, with what is no part of the story dropped; only pieces whose zone is open are looked at."""
    pieces = _menus(text, pieces, rules)
    pieces = _other_titles(text, pieces, rules)
    pieces = _running_heads(text, pieces)
    pieces = _below_release(text, pieces, rules)
    return _pulled(text, pieces)


def _drop(pieces: list[Piece], indexes: Sequence[int], reason: DropReason) -> None:
    for index in indexes:
        pieces[index] = replace(pieces[index], zone="boilerplate", reason=reason)


def _menus(text: str, pieces: list[Piece], rules: Patterns) -> list[Piece]:
    """Two and more names of sections, one after the other."""
    run: list[int] = []
    for index, piece in enumerate([*pieces, None]):
        line = piece.within(text) if piece is not None and piece.end - piece.start <= _LONGEST_ENTRY else ""
        if line and all(w in rules.sections for w in line.lower().replace("&", " ").split()):
            run.append(index)
            continue
        if len(run) >= _FEWEST_ENTRIES:
            _drop(pieces, [i for i in run if pieces[i].zone is None], "boilerplate")
        run = []
    return pieces


def _other_titles(text: str, pieces: list[Piece], rules: Patterns) -> list[Piece]:
    """Lines without an end after one that announces other stories."""
    for index, piece in enumerate(pieces):
        if index == 0 or piece.end - piece.start > _LONGEST_TITLE or not rules.titles.fullmatch(piece.within(text)):
            continue
        titles: list[int] = []
        for i in range(index + 1, min(len(pieces), index + 1 + _MOST_TITLES)):
            if pieces[i].reason is None and not _is_title(text, pieces[i]):
                break
            titles.append(i)
        _drop(pieces, [index, *(i for i in titles if pieces[i].zone is None)], "teaser")
    return pieces


def _is_title(text: str, piece: Piece) -> bool:
    if piece.zone is not None or piece.end - piece.start > _LONGEST_TITLE:
        return False
    line = piece.within(text)
    return " " in line and (line[-1] not in _STOPS or line.endswith("?"))


def _running_heads(text: str, pieces: list[Piece]) -> list[Piece]:
    lines = {i: p.within(text) for i, p in enumerate(pieces) if p.zone is None and p.end - p.start <= _LONGEST_TITLE}
    heads = running_heads(lines.values())
    _drop(pieces, [index for index, line in lines.items() if line in heads], "boilerplate")
    return pieces


def _below_release(text: str, pieces: list[Piece], rules: Patterns) -> list[Piece]:
    """What stands below the text of a press release, about the company that sent it."""
    short = [p.within(text) for p in pieces if p.end - p.start <= 2 * _LONGEST_TITLE]
    if not any(rules.release_marks.fullmatch(line) for line in short):
        return pieces
    middle = pieces[-1].end // 2
    below = False
    dropped: list[int] = []
    for index, piece in enumerate(pieces):
        line = piece.within(text)
        if piece.start > middle and len(line) <= _LONGEST_TITLE and rules.below_release.fullmatch(line):
            below = True
        elif QUOTES & set(line):
            below = False
        if below and piece.zone is None:
            dropped.append(index)
    _drop(pieces, dropped, "boilerplate")
    return pieces


def _pulled(text: str, pieces: list[Piece]) -> list[Piece]:
    """A quotation that stands by itself and again, word for word, in a longer paragraph."""
    alone = _standing_alone(text, pieces)
    again: set[int] = set()
    for index, piece in enumerate(pieces):
        words = _words(piece.within(text)) if alone and _quotes(text, piece) else []
        for at in range(len(words) - _FEWEST_PULLED_WORDS + 1):
            # Found by their first words: to look for every line in every paragraph takes minutes in a long file.
            for other, short in alone.get(tuple(words[at : at + _FEWEST_PULLED_WORDS]), ()):
                if other != index and len(short) < len(words) and words[at : at + len(short)] == short:
                    again.add(other)
    _drop(pieces, sorted(again), "boilerplate")
    return pieces


def _standing_alone(text: str, pieces: list[Piece]) -> dict[tuple[str, ...], list[tuple[int, list[str]]]]:
    """The pieces that may be pulled quotations, with their words, by the first of these."""
    found: dict[tuple[str, ...], list[tuple[int, list[str]]]] = {}
    for index, piece in enumerate(pieces):
        if piece.zone is not None or piece.end - piece.start > _LONGEST_PULLED or index == 0:
            continue
        bare = _SIGNED.sub("", piece.within(text))
        words = _words(bare)
        if len(words) >= _FEWEST_PULLED_WORDS and _stands_alone(bare):
            alike = found.setdefault(tuple(words[:_FEWEST_PULLED_WORDS]), [])
            if len(alike) < _MOST_ALIKE:
                alike.append((index, words))
    return found


def _quotes(text: str, piece: Piece) -> bool:
    return piece.zone is None and bool(QUOTES & set(piece.within(text)))


def _stands_alone(line: str) -> bool:
    """No more than a quotation, or a line without marks."""
    marks = [i for i, c in enumerate(line) if c in QUOTES]
    return not marks or (marks[0] == 0 and marks[-1] >= len(line) - 2)


def _words(line: str) -> list[str]:
    return _WORD.findall(line.casefold())
