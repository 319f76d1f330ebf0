"""Bylines: lines that say who wrote."""

from __future__ import annotations

import re

from claimx.ingest.patterns import patterns

_LONGEST = 200


def is_byline(line: str) -> bool:
    """A line that says who wrote, in letter case."""
    return len(line) <= _LONGEST and any(p.fullmatch(line) for p in patterns().bylines)


def byline_authors(line: str) -> tuple[str, ...]:
    """The names in a byline: "By Jane Roe and John Doe in Split" gives both.

    >>> byline_authors("By Jane Roe and John Doe in Split")
    ('Jane Roe', 'John Doe')
    """
    if len(line) > _LONGEST:
        return ()
    for pattern in patterns().bylines:
        found = pattern.fullmatch(line.strip())
        if found and (names := found.groupdict().get("names")):
            return tuple(n.strip() for n in re.split(r"(?<!\s)\s+(?:and|&)\s+", names) if n.strip())
    return ()
