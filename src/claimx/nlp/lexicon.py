"""Patterns over tokens as data: category, pattern, where it is looked for; and the matcher, linear in the text.

After ConText (Harkema, Dowling, Thornblade, Chapman 2009) as medspaCy carries it: the knowledge is a table, the engine
knows no word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from spacy.tokens import Token

from claimx.errors import KnowledgeError

_FILE = Path(__file__).parent / "data" / "stance.toml"
_WHERE = ("cue", "opening", "main", "content")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: for each element its alternatives and how many tokens may be skipped before it."""

    category: str
    where: str
    elements: tuple[tuple[frozenset[str], int], ...]
    if_negated: bool
    unless_negated: bool
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern that matched the tokens ``[first, last]`` of the list it was given."""

    pattern: Pattern
    first: int
    last: int


def compile_pattern(text: str) -> tuple[tuple[frozenset[str], int], ...]:
    """Elements of a pattern text.  Raises KnowledgeError for a gap at its end."""
    out: list[tuple[frozenset[str], int]] = []
    gap = 0
    for part in text.split():
        if part.startswith("~"):
            gap = int(part[1:])
            continue
        out.append((frozenset(part.split("|")), gap))
        gap = 0
    if gap or not out:
        raise KnowledgeError(f"pattern {text!r} ends with a gap or is empty")
    return tuple(out)


def load_patterns(path: Path = _FILE) -> tuple[Pattern, ...]:
    """The patterns of a file.  Raises KnowledgeError when it cannot be used."""
    try:
        rules = tomllib.loads(path.read_text("utf-8"))["rule"]
        made: list[Pattern] = []
        for rule in rules:
            if rule["where"] not in _WHERE:
                raise KnowledgeError(f"{path.name}: where = {rule['where']!r}", f"it is one of {', '.join(_WHERE)}")
            made += [
                Pattern(
                    rule["category"],
                    rule["where"],
                    compile_pattern(text),
                    rule.get("if_negated", False),
                    rule.get("unless_negated", False),
                    text,
                )
                for text in rule["patterns"]
            ]
        return tuple(made)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"cannot read {path.name}", str(error)) from error


@cache
def packaged_patterns() -> Mapping[tuple[str, str], tuple[Pattern, ...]]:
    """The packaged patterns by category and place, read once; they are never changed."""
    made: dict[tuple[str, str], tuple[Pattern, ...]] = {}
    for pattern in load_patterns():
        made[pattern.category, pattern.where] = (*made.get((pattern.category, pattern.where), ()), pattern)
    return MappingProxyType(made)


def forms(token: Token) -> frozenset[str]:
    """The lower-case form and lemma of a token."""
    return frozenset((token.lower_, token.lemma_.lower()))


def match(pattern: Pattern, tokens: Sequence[frozenset[str]]) -> Hit | None:
    """The first place where a pattern matches."""
    for start in range(len(tokens)):
        last = _at(pattern, tokens, start)
        if last is not None:
            return Hit(pattern, start, last)
    return None


def _at(pattern: Pattern, tokens: Sequence[frozenset[str]], start: int) -> int | None:
    at = start
    for i, (words, gap) in enumerate(pattern.elements):
        window = range(at, min(at + (gap if i else 0) + 1, len(tokens)))
        found = next((j for j in window if tokens[j] & words), None)
        if found is None:
            return None
        at = found + 1
    return at - 1
