"""Names as a text writes them: without titles, in short, cut where a sentence begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claimx.ids import surname_key
from claimx.knowledge.roles import Gender, Roles
from claimx.nlp.word_lists import descriptions
from claimx.schema import EntityMention

_THE = re.compile(r"(?:The|the|An?)(?:\s+|$)")
_DATED = re.compile(r"([A-Z][a-z]+)\s(?:\d{4}\s(?:[Tt]he\s)?|[Tt]he\s)(?=[A-Z])")
_ASKED = re.compile(
    r"(?:Did|Does|Do|Has|Have|Had|Is|Are|Was|Were|Will|Would|Can|Could|Should|Must)\s(?:[Tt]he|[Aa]n?)\s(?=[A-Z])"
)
"""How a question begins, before the body that it asks of."""
_WHOSE = re.compile(r"(?<!\w)(?:(?!The\s)[A-Z][\w-]{0,20}\s){0,3}[A-Z][\w-]{0,20}['’]s\s$")
_JOINT = re.compile(r"\b(?P<kind>\w{1,20}+) (?P<first>[A-Z][a-z]{0,20}+) (?:and|&) $")
_WIDEST = 60
"""Characters before a body's name in which the office stands whose it is."""
_HONOURED: dict[str, Gender] = {"his": "male", "her": "female"}
_CALENDAR = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"}
    | {"april", "may", "june", "july", "august", "september", "october", "november", "december"}
)
_ASKING = frozenset(
    {"did", "does", "do", "is", "was", "are", "were", "has", "have", "had", "will", "would", "can", "could", "should"}
)
"""What stands before "the" and a body's name in a question: "Did the Bank know?"."""


def bare_name(name: str, roles: Roles) -> str:
    """A person's name without titles before or after it: "Leyla Hanım"."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in roles.titles_after:
        words.pop()
    while len(words) > 1 and words[0].strip(".,").lower() in roles.titles:
        words.pop(0)
    return re.sub(r"['’]s?$", "", " ".join(words))


def with_title(name: str, before: str, roles: Roles) -> str:
    """A person's name; an initial alone is none, and has the title that stands before it: "Captain M."."""
    title = (before.split() or [""])[-1]
    alone = len(name.strip(".")) == 1 and title.lower() in roles.titles
    return f"{title} {name.strip('.')}." if alone else name


def by_honour(text: str) -> Gender | None:
    """The gender told by a form of address that stands for somebody named before: "Her Excellency"."""
    first, _, rest = text.partition(" ")
    gender = _HONOURED.get(first.lower())
    return gender if gender and rest and all(w.lower() in descriptions("honours") for w in rest.split()) else None


def whole_bodies(mentions: Sequence[EntityMention], text: str) -> list[EntityMention]:
    """The mentions with bodies' names from their first word on: "Prime Minister's Office" for "Office", "Council of
    Ministers" for "May the Council of Ministers".
    """
    whole = [_whole_body(m, text, mentions) if m.label == "ORG" else _joint_name(m, text) for m in mentions]
    return [m for m in whole if not any(o is not m and o.start < m.start and m.end <= o.end for o in whole)]


def _joint_name(m: EntityMention, text: str) -> EntityMention:
    """A body called by two words, of which only the last was taken for a name: "the charity Bread and Salt"."""
    link = (
        _JOINT.search(text, max(0, m.start - _WIDEST), m.start) if m.label == "PERSON" and " " not in m.exact else None
    )
    if link is None or link["kind"].lower() not in descriptions("clubs"):
        return m
    start = link.start("first")
    return m.model_copy(update={"label": "ORG", "start": start, "exact": text[start : m.end], "ref": None})


def _whole_body(m: EntityMention, text: str, mentions: Sequence[EntityMention]) -> EntityMention:
    start = m.start
    dated = _DATED.match(m.exact)
    if dated is not None and dated[1].lower() in _CALENDAR | _ASKING:
        start += dated.end()
    elif (asked := _ASKED.match(m.exact)) is not None:
        start += asked.end()
    elif " " not in m.exact:
        whose = _WHOSE.search(text, max(0, start - _WIDEST), start)
        # "Iraq's Office" or "Karim's Office" is told by a name of its own.
        if whose is not None and not any(whose.start() < o.end and o.start < start for o in mentions if o is not m):
            start = whose.start()
    return m if start == m.start else m.model_copy(update={"start": start, "exact": text[start : m.end], "ref": None})


def _word_before(text: str, position: int) -> str:
    return (text[max(0, position - 8) : position].split() or [""])[-1]


_NICKNAME = re.compile(r" [\"“‘«'][A-Z][\w-]{1,20}[\"”’»'] ")
"""What friends call somebody, between two pieces of his name: Rui “Tito” Vale."""


def whole_people(mentions: Sequence[EntityMention], text: str) -> list[EntityMention]:
    """The mentions without those that are nothing but a form of address, and with a person's name in two pieces as
    one: "Ana", "Babic"; or with a nickname between them.
    """
    out: list[EntityMention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if m.label == "PERSON" and by_honour(f"{_word_before(text, m.start)} {m.exact}"):
            continue
        last = out[-1] if out else None
        pieces = (m.label, last.label if last else "") == ("PERSON", "PERSON")
        between = text[last.end : m.start] if last else ""
        alone = last is not None and " " not in last.exact
        if last and pieces and ((between == " " and alone and " " not in m.exact) or _NICKNAME.fullmatch(between)):
            out[-1] = last.model_copy(update={"end": m.end, "exact": text[last.start : m.end], "ref": None})
        else:
            out.append(m)
    return out


def short_for(short: str, long: str) -> bool:
    """Whether a person's shorter name may stand for a longer: its surname, given name, or initials and surname."""
    a, b = ([surname_key(w) for w in name.split()] for name in (short, long))
    if all(len(x) == 1 for x in a) and 1 < len(a) <= len(b):
        return [x[0] for x in b] == a
    if not a or len(a) > len(b) or short == long:
        return False
    if len(a) == 1:
        return a[0] in b
    if a[-1] != b[-1] and not set(a) <= set(b):
        return False
    return all(any(y == x or (len(x) <= 2 and y.startswith(x[0])) for y in b) for x in a)


def within_sentences(m: EntityMention, starts: Sequence[int]) -> list[EntityMention]:
    """A body's name as it is, or the pieces of one that runs over the start of a sentence ("Friday. The Guards")."""
    cuts = [s for s in starts if m.start < s < m.end] if m.label == "ORG" else []
    if not cuts:
        return [m]
    pieces: list[EntityMention] = []
    for start, end in pairwise([m.start, *cuts, m.end]):
        name = m.exact[start - m.start : end - m.start]
        lead = _THE.match(name)
        name = name[lead.end() if lead else 0 :]
        at = start + (lead.end() if lead else 0)
        name = name.rstrip(" .\n")
        if name and name.lower() not in _CALENDAR:
            pieces.append(m.model_copy(update={"start": at, "end": at + len(name), "exact": name, "ref": None}))
    long = [piece for piece in pieces if " " in piece.exact]
    return long or pieces[:1]


def head_of(words: Sequence[str]) -> list[str]:
    """The noun that a body's name is built on: that before "of", else the last."""
    at = next((i for i, w in enumerate(words) if i and w in ("of", "for")), len(words))
    return list(words[at - 1 : at])


def position_in(starts: Sequence[int], position: int) -> int:
    """The index of the last start that a position does not precede."""
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle] <= position:
            low = middle + 1
        else:
            high = middle
    return max(low - 1, 0)


def is_place(m: EntityMention) -> bool:
    """Whether a mention is of somewhere to be: a town, a port, a state by its name or capital."""
    return m.label in ("PLACE", "PORT") or (m.label == "STATE" and m.attributes.get("use") != "demonym")
