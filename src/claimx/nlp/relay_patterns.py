"""The words that make a party beside an attribution its relay: ``data/relays.toml``, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claimx.errors import KnowledgeError

_FILE = Path(__file__).parent / "data" / "relays.toml"


@dataclass(frozen=True, slots=True)
class Triggers:
    """Patterns by where they stand; the file says what each is for."""

    before: tuple[re.Pattern[str], ...]
    leaked: tuple[re.Pattern[str], ...]
    asked: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    aside: tuple[re.Pattern[str], ...]
    beside: tuple[re.Pattern[str], ...]
    opening: re.Pattern[str]
    let_know: re.Pattern[str]
    passed_on: re.Pattern[str]
    cue_then: re.Pattern[str]
    going_on: re.Pattern[str]
    quoted: re.Pattern[str]
    subordinate: re.Pattern[str]
    programme: re.Pattern[str]
    own_programme: re.Pattern[str]
    of_medium: re.Pattern[str]
    kinds_of_medium: frozenset[str]
    journalists: frozenset[str]
    quoting: frozenset[str]
    quoting_preposition: dict[str, tuple[str, ...]]


@cache
def triggers() -> Triggers:
    """The packaged patterns, compiled once.  Raises KnowledgeError when the file cannot be used."""
    try:
        data = tomllib.loads(_FILE.read_text("utf-8"))
        made = {
            key: tuple(re.compile(x, re.I) for x in data[key])
            for key in ("before", "leaked", "asked", "after", "aside", "beside")
        }
        return Triggers(
            **made,
            opening=re.compile(rf"(?<!\w)(?=[\w“\"‘]){data['opening']}\s?$", re.I),
            let_know=re.compile(data["let_know"], re.I),
            passed_on=re.compile(data["passed_on"], re.I),
            cue_then=re.compile(data["cue_then"], re.I),
            going_on=re.compile(data["going_on"], re.I),
            quoted=re.compile(data["quoted"], re.I),
            subordinate=re.compile(data["subordinate"], re.I),
            programme=re.compile(data["programme"]),
            own_programme=re.compile(data["own_programme"]),
            of_medium=re.compile(data["of_medium"]),
            kinds_of_medium=frozenset(data["kinds_of_medium"]),
            journalists=frozenset(data["journalists"]),
            quoting=frozenset(data["quoting"]),
            quoting_preposition={verb: tuple(words) for verb, words in data["quoting_preposition"].items()},
        )
    except (OSError, ValueError, KeyError, AttributeError, re.error) as error:
        raise KnowledgeError(f"cannot read {_FILE.name}", str(error)) from error
