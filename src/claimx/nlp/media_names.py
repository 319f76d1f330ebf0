"""Media that an article shows to be such only by what they do: "X reported, citing …", "the broadcaster X".

The sentences that say so are data (``data/relays.toml``, ``medium`` and ``medium_if_so_called``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from claimx.errors import KnowledgeError
from claimx.ids import name_key
from claimx.knowledge.roles import Roles
from claimx.nlp.word_lists import word_lists
from claimx.schema import EntityMention, Span

_FILE = Path(__file__).parent / "data" / "relays.toml"
# Atomic groups, since a group repeated possessively ends at the wrong place before Python 3.11.5.
_WORD = r"[A-ZÀ-ÖØ-ÞĀČŁŚŠŞŻŽÇİĐ][\w&]{0,40}+(?>(?:[’'-][\w&]{1,40}+){0,8})"
_LINK = r"(?:(?:of|the|de|del|di|du|da|do|la|le|el|al|tis|für|and|&|y|e)\s)?"
_NAME = rf"(?P<name>(?<![\w’'&-])(?<![A-Z]\s){_WORD}(?>(?:\s{_LINK}{_WORD}){{0,4}}))"
_NOT_NAMES = frozenset({"The", "A", "An", "He", "She", "It", "They", "We", "I", "But", "And", "In", "On", "At", "As"})
_OF_MEDIA_TOO = frozenset({"line", "house", "service", "group", "network", "union", "region", "side", "league"})
"""Words for bodies that stand in the names of media as well."""


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    try:
        data = tomllib.loads(_FILE.read_text("utf-8"))
        return {
            key: tuple(re.compile(x.replace("NAME", rf"[“\"‘«]?{_NAME}[”\"’»]?")) for x in data[key])
            for key in ("medium", "medium_if_unknown", "medium_if_so_called")
        }
    except (OSError, ValueError, KeyError, re.error) as error:
        raise KnowledgeError(f"cannot read {_FILE.name}", str(error)) from error


def named_like_medium(name: str, roles: Roles) -> bool:
    """Whether a name has a word that media have in theirs."""
    return name_key(name) in roles.media_names or bool(set(name_key(name).split()) & roles.media_words)


def acting_as_media(text: str, roles: Roles) -> dict[Span, bool]:
    """The places of names that what stands around them shows to be media's; true where that is beyond doubt."""
    found: dict[Span, bool] = {}
    for key, places in _acting(text):
        for start, end in places:
            words = text[start:end].split()
            while words and words[0] in _NOT_NAMES:
                start += len(words[0]) + 1
                words.pop(0)
            start, words = _after_of(start, words, roles)
            plain = {w.lower() for w in words}
            media = named_like_medium(" ".join(words), roles)
            if not words or (key == "medium_if_so_called" and not media):
                continue
            others = roles.person | roles.spokes | roles.titles | roles.group | (roles.body - _OF_MEDIA_TOO)
            if not media and plain & others:
                continue
            if not plain & (roles.addressees | roles.platforms):
                sure = key == "medium" or (len(words) > 1 and words[-1].lower() in roles.media_words)
                found[start, end] = found.get((start, end), False) or sure
    return found


@lru_cache(maxsize=1)
def _acting(text: str) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    """Where the patterns of each kind find a name; an article is asked for them twice, one after the other."""
    return tuple(
        (key, tuple(match.span("name") for pattern in patterns for match in pattern.finditer(text)))
        for key, patterns in _patterns().items()
    )


def _after_of(start: int, words: list[str], roles: Roles) -> tuple[int, list[str]]:
    """A name without what only stands before it: "Roe of Channel Five", "What the Ledger"; "Voice of Spring" stays."""
    for i, word in enumerate(words):
        if word == "the" and i and words[i - 1] not in ("of", "and", "for"):
            return _after_of(start + len(" ".join(words[: i + 1])) + 1, words[i + 1 :], roles)
    at = words.index("of") if "of" in words else 0
    before, after = " ".join(words[:at]), " ".join(words[at + 1 :])
    if at and not named_like_medium(before, roles) and named_like_medium(after, roles):
        return start + len(before) + 4, words[at + 1 :]
    return start, words


def without_media(
    mentions: Sequence[EntityMention], acting: Mapping[Span, bool]
) -> tuple[list[EntityMention], dict[Span, Span]]:
    """The mentions but for people and places that are media or part of their names, and those names' places: by that of
    the mention of a body inside it, or by its own.
    """
    sure = [span for span, certain in sorted(acting.items()) if certain]
    kept: list[EntityMention] = []
    wider: dict[Span, Span] = {}
    for m in mentions:
        around = next((x for x in sure if x[0] <= m.start and m.end <= x[1]), None)
        known = bool(m.ref) and not str(m.ref).startswith("local:")
        if around is None or m.label not in ("PERSON", "PLACE", "ORG", "STATE", "PORT"):
            kept.append(m)
        elif m.label == "ORG":
            kept.append(m)
            if not known and len(m.exact) > 1:
                wider[m.start, m.end] = around
        elif (m.start, m.end) == around and (known or m.label in ("STATE", "PORT")):
            kept.append(m)
    return kept, wider


def unmarked_media(text: str, acting: Mapping[Span, bool], mentions: Sequence[EntityMention]) -> list[EntityMention]:
    """Names of media that no mention covers, wherever they stand, as mentions of bodies."""
    wide = [span for span, certain in sorted(acting.items()) if certain]
    taken = [
        (m.start, m.end)
        for m in mentions
        if not any(s <= m.start and m.end <= e and (s, e) != (m.start, m.end) and len(m.exact) < 5 for s, e in wide)
    ]
    names = dict.fromkeys(text[s:e] for s, e in sorted(acting) if not any(a < e and s < b for a, b in taken))
    out: list[EntityMention] = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        for match in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?!\w)", text):
            if not any(s < match.end() and match.start() < e for s, e in taken):
                out.append(EntityMention(start=match.start(), end=match.end(), exact=name, label="ORG"))
                taken.append(match.span())
    return sorted(out, key=lambda m: m.start)


def is_medium(name: str, near: Sequence[str], roles: Roles) -> bool:
    """Whether a body's name, or the words beside it, say that it publishes."""
    key = name_key(name)
    if key in roles.media_names:
        return True
    words = key.split()
    if words and words[-1] in word_lists("publishers")["offices"]:
        return False
    if any(w in roles.media_words for w in words):
        return not ({"agency", "service", "office"} & set(words) and not {"news", "press"} & set(words))
    return any(w.strip(",.'’“”\"") in roles.media for w in near)
