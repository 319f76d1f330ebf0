"""A text cut at every edge of what was found in it, so that overlapping spans can be marked without nesting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from claimx.schema import Article, Mention, Span

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked span.  ``kind``: class names; ``note``: tooltip; ``ref``: mention id; ``home``: id of its claim."""

    start: int
    end: int
    kind: str
    note: str = ""
    ref: str = ""
    home: str = ""


@dataclass(slots=True)
class Piece:
    """A stretch of text that one set of marks covers.

    ``anchors`` are the mentions whose first character it holds; ``home`` is the claim of the innermost one.
    """

    text: str
    kinds: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    home: str = ""


def marks_of(
    article: Article,
    mentions: Iterable[Mention],
    dropped: Iterable[Span],
    notes: Mapping[str, str],
    homes: Mapping[str, str],
) -> list[Mark]:
    """Everything to be marked in an article.  ``notes`` and ``homes`` give a mention's tooltip and claim by its id."""
    marks = [Mark(a, b, "dropped", "left out") for a, b in dropped]
    for e in article.entity_mentions:
        value = e.attributes.get("value")
        about = e.ref or ("" if value is None else str(value))
        marks.append(Mark(e.start, e.end, f"entity {e.label.lower()}", f"{e.label} {about}".strip()))
    for m in mentions:
        more = (notes.get(m.id, ""), m.id, homes.get(m.id, ""))
        if m.voice == "outlet":
            marks += [Mark(a, b, "own", *more) for a, b in m.content.spans]
            continue
        content = "content" if m.polarity == "affirm" else f"content {m.polarity}"
        marks += [Mark(a, b, content, *more) for a, b in m.content.spans]
        marks += [Mark(a, b, "cue", *more) for a, b in (m.cue.spans if m.cue else [])]
        marks += [Mark(a, b, "source", *more) for a, b in (m.source.spans if m.source else [])]
    return marks


def pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The text in pieces, in order; together they are the text.

    Where more than a handful of marks lie over each other only the shortest are shown, so that the page stays linear
    in the text and its marks.
    """
    marks = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    edges = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    opening: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
    seen: set[str] = set()
    active: list[Mark] = []
    out = []
    for start, end in pairwise(edges):
        begun = opening.get(start, [])
        active = [m for m in active if m.end > start]
        if begun:
            # Longest first, so that the innermost has the last word.
            active = sorted([*active, *begun], key=lambda m: m.start - m.end)[-_DEEPEST:]
        piece = _piece(text[start:end], active)
        for m in begun:
            if m.ref and m.ref not in seen:
                seen.add(m.ref)
                piece.anchors.append(m.ref)
        out.append(piece)
    return out


def _piece(text: str, active: Sequence[Mark]) -> Piece:
    kinds = [m.kind for m in active]
    piece = Piece(text, list(dict.fromkeys(" ".join(kinds).split())))
    if sum(k.startswith("content") for k in kinds) > 1:
        piece.kinds.append("nested")
    piece.notes = list(dict.fromkeys(m.note for m in active if m.note))
    piece.home = next((m.home for m in reversed(active) if m.home), "")
    return piece
