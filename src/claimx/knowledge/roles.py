"""Who can speak: nouns for offices, bodies, media and documents, pronouns, titles, given names (``roles.toml``).

Everything is lower case and in the singular; the engine that reads it is :mod:`claimx.nlp.nominals`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from claimx.errors import KnowledgeError

Gender = Literal["male", "female"]
_FILE = Path(__file__).with_name("roles.toml")


_CLASSES = ("spokes", "person", "group", "body", "media", "document")


@dataclass(frozen=True, slots=True)
class Roles:
    """The nouns by class, and what tells gender.  ``gender_of`` maps a noun or title, ``given`` a given name;
    ``titles_after`` are titles that follow a name;
    ``title_nouns`` says what a title before a name makes its bearer; ``same`` maps nouns for one office to one of them,
    ``classes`` a noun to those of the first six that have it.
    """

    spokes: frozenset[str]
    person: frozenset[str]
    group: frozenset[str]
    body: frozenset[str]
    media: frozenset[str]
    document: frozenset[str]
    media_words: frozenset[str]
    mastheads: frozenset[str]
    media_names: frozenset[str]
    state_bodies: frozenset[str]
    businesses: frozenset[str]
    outlet_self: frozenset[str]
    addressees: frozenset[str]
    platforms: frozenset[str]
    titles: frozenset[str]
    titles_after: frozenset[str]
    gender_of: dict[str, Gender]
    given: dict[str, Gender]
    pronouns: dict[str, str]
    title_nouns: dict[str, tuple[str, ...]]
    same: dict[str, str]
    classes: dict[str, frozenset[str]]


def _genders(table: dict[str, Any]) -> dict[str, Gender]:
    out: dict[str, Gender] = {}
    for word in _words(table["male"]):
        out[word] = "male"
    for word in _words(table["female"]):
        out[word] = "female"
    return out


def _words(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else [str(x) for x in value]


def load_roles(path: Path = _FILE) -> Roles:
    """Read the lexicon.  Raises KnowledgeError when the file cannot be read or lacks a table."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        lists = {
            key: frozenset(_words(data[key]))
            for key in (
                "spokes",
                "person",
                "group",
                "body",
                "media",
                "document",
                "media_words",
                "mastheads",
                "media_names",
                "state_bodies",
                "businesses",
                "outlet_self",
                "addressees",
                "platforms",
            )
        }
        lists["media_words"] |= lists["mastheads"]
        titles = [word for words in data["titles"].values() for word in words]
        return Roles(
            **lists,
            titles=frozenset(titles),
            titles_after=frozenset(data["titles_after"]["words"]),
            gender_of=_genders(data["nouns"]) | _genders(data["titles"]),
            given=_genders(data["given"]),
            pronouns={word: kind for kind, words in data["pronouns"].items() for word in words},
            title_nouns={title: tuple(nouns) for title, nouns in data["title_nouns"].items()},
            same={str(a): str(b) for a, b in data["same"].items()},
            classes={
                noun: frozenset(name for name in _CLASSES if noun in lists[name])
                for name in _CLASSES
                for noun in lists[name]
            },
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"cannot read {path.name}", str(error)) from error


@cache
def roles() -> Roles:
    """The packaged lexicon, read once; it is never changed."""
    return load_roles()
