"""Bylines: lines that say who wrote."""

from __future__ import annotations

import re

from claimx.ids import PARTICLES
from claimx.ingest.patterns import patterns

_LONGEST = 200
_AND = re.compile(r"(?<!\s)\s+(?:and|AND|&)\s+")
_PARTS = re.compile(r",\s+(?:(?:and|&)\s+)?|(?<!\s)\s+(?:and|&)\s+")
_WHERE = re.compile(r"\s(?:in|for|at)\s.*")
_SMALL = PARTICLES | {"and", "for", "in", "with"}
_NAME = re.compile(r"[A-ZÀ-Þ][\w.’'-]{0,40}(?: (?:van |von |de |da |al-|bin |el )*[A-ZÀ-Þ][\w.’'-]{0,40}){1,3}")


def is_byline(line: str) -> bool:
    """A line that says who wrote, in letter case."""
    return len(line) <= _LONGEST and any(p.fullmatch(line) for p in patterns().bylines)


def is_name(words: str) -> bool:
    """Whether each of the words has a capital, or stands in names in lower case ("van", "and", "news desk").

    >>> is_name("Ada van Vorn"), is_name("Ada Vorn covers farming")
    (True, False)
    """
    return all(not w[0].islower() or w.lower() in _SMALL or w in patterns().name_words for w in words.split())


def byline_authors(line: str) -> tuple[str, ...]:
    """The names in a byline: "By Jane Roe and John Doe in Split" gives both; a desk or an agency is no author.

    >>> byline_authors("By Jane Roe and John Doe in Split")
    ('Jane Roe', 'John Doe')
    """
    line = line.strip()
    found = next((m for p in patterns().bylines if (m := p.fullmatch(line))), None) if len(line) <= _LONGEST else None
    names = found.groupdict().get("names") if found else None
    if not found or not names:
        return ()
    first = [n.strip() for n in _AND.split(names) if n.strip()]
    return tuple(dict.fromkeys([*first, *_further(line[found.end("names") :])]))


def _further(rest: str) -> list[str]:
    """Names in what follows the first: ", John Doe and Max Poe", " in Split and John Doe in Zadar"; without an "and" it
    is an office, a place or a paper.
    """
    parts = _PARTS.split(rest)
    if not re.search(r"\s(?:and|&)\s", rest):
        return []
    no_names = patterns().no_authors | patterns().press_nouns
    bare = [_WHERE.sub("", part.strip()) for part in parts[1:]]
    return [n for n in bare if _NAME.fullmatch(n) and no_names.isdisjoint(n.lower().split())]
