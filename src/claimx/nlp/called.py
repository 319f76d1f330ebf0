"""Names that a text gives by formula: "a commander with the call sign Falcon", "a man who calls himself “Kiko”"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from claimx.knowledge.roles import Roles
from claimx.nlp.nominals import classes_of, lemma
from claimx.nlp.word_lists import lines
from claimx.schema import EntityMention

_NAME = r"(?:simply |just |only )?[\"“‘'«]?(?P<name>[A-Z][\w’'-]*(?:[^\S\n][A-Z][\w'-]*\.?){0,2})"
_PERSONAL = re.compile(r"\b(?:himself|herself|his|her|guerre|asked)\b")
"""What is said of people only."""
_NICKNAMES = re.compile(
    r"(?:nicknamed|dubbed|alias|aka|known(?: only| locally)? as|call[ -]?sign|nom de guerre|code[ -]named?|goes by)\b"
)
_LINK = re.compile(r",?\s\(?(?:who\sis\s|who\s|whose\s|(?:also|better|widely|often|popularly|the|his|her)\s){0,2}")
_WIDEST = 90
"""Characters between a description and the name by which its bearer goes."""


@dataclass(frozen=True, slots=True)
class Called:
    """A description's first character and the mention of the name that its bearer goes by."""

    described: int
    mention: EntityMention
    bearer: EntityMention | None = None
    """The full name of one who only has a name more: "Marek Kolb, known as “The Hammer”"."""


@cache
def _formula() -> re.Pattern[str]:
    known = sorted(lines("descriptions", "formulas"), key=lambda x: (-len(x), x))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})\s{_NAME}")


def called(doc: Doc, mentions: Sequence[EntityMention], roles: Roles) -> list[Called]:
    """Who a text says is called what; a name that is marked as somebody's already keeps its mention."""
    people = {(m.start, m.end): m for m in mentions if m.label == "PERSON"}
    chunks = list(doc.noun_chunks)
    found: list[Called] = []
    for match in _formula().finditer(doc.text):
        start, end = match.span("name")
        end = start + len(re.sub(r"['’]s?$", "", match["name"]))
        noun, bearer = _described(doc, match, chunks, roles), None
        if noun is None and (bearer := _nicknamed(doc.text, match, mentions)) is not None:
            start += len("The ") if doc.text.startswith("The ", start) else 0
            noun = bearer.start
        if noun is None:
            continue
        marked = next((m for (s, e), m in people.items() if s <= start < e), None)
        new = EntityMention(start=start, end=end, exact=doc.text[start:end], label="PERSON")
        found.append(Called(noun, marked or new, bearer))
    return found


def _nicknamed(text: str, match: re.Match[str], mentions: Sequence[EntityMention]) -> EntityMention | None:
    """The person named right before a formula that gives nicknames."""
    if match["name"] == "The" or "'s" in match["name"] or not _NICKNAMES.match(text, match.start()):
        return None
    people = [m for m in mentions if m.label == "PERSON" and m.end <= match.start()]
    last = max(people, key=lambda m: m.end, default=None)
    return last if last is not None and _LINK.fullmatch(text, last.end, match.start()) else None


def with_called(text: str, mentions: Sequence[EntityMention], names: Sequence[Called]) -> list[EntityMention]:
    """The mentions with those of every such name, wherever it stands."""
    new = {(c.mention.start, c.mention.end): c.mention for c in names if c.mention not in mentions}
    for again in _elsewhere(text, {m.exact: m for m in new.values()}):
        new.setdefault((again.start, again.end), again)
    covered = {i for start, end in new for i in range(start, end)}
    kept = [m for m in mentions if covered.isdisjoint(range(m.start, m.end))]
    return sorted([*kept, *new.values()], key=lambda m: (m.start, -m.end))


def _elsewhere(text: str, names: Mapping[str, EntityMention]) -> Iterator[EntityMention]:
    """Each place of a name in a text."""
    longest = sorted(names, key=lambda n: (-len(n), n))
    places = re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", text) if longest else ()
    for match in places:
        yield names[match[0]].model_copy(update={"start": match.start(), "end": match.end()})


def _described(doc: Doc, match: re.Match[str], chunks: Sequence[Span], roles: Roles) -> int | None:
    """Where the description of somebody begins that stands last before a formula in its sentence."""
    position = match.start()
    token = doc.char_span(position, position + 1, alignment_mode="expand")
    if token is None:
        return None
    first = max(token.sent.start_char, position - _WIDEST)
    for chunk in reversed(chunks[: bisect_right(chunks, position, key=lambda c: c.end_char)]):
        if chunk.end_char < first or chunk.start_char < token.sent.start_char:
            return None
        person = "person" in classes_of([lemma(t) for t in chunk if not t.is_punct], roles)
        # "The chief of the valley, who calls himself …": no valley does.
        person = person or (bool(_PERSONAL.search(match[0])) and chunk.root.dep_ != "pobj")
        if chunk.root.pos_ == "NOUN" and chunk.root.tag_ != "NNS" and person:
            return chunk.start_char
    return None
