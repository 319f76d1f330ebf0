"""The packaged lists of words in descriptions (``data/descriptions.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from claimx.errors import KnowledgeError

_FILE = Path(__file__).parent / "data" / "descriptions.toml"


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of the list ``name``, in order.  Raises KnowledgeError where the file cannot be used."""
    try:
        found: str = tomllib.loads(_FILE.read_text("utf-8"))[name]
        return tuple(line.strip() for line in found.splitlines() if line.strip())
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise KnowledgeError(f"cannot read {_FILE.name}", str(error), "reinstall claimx") from error


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list ``name``.  Raises KnowledgeError where the file cannot be used."""
    return frozenset(word for line in lines(name) for word in line.split())
