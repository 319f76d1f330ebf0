"""The packaged word lists of this layer: ``data/FILE.toml``, where each name holds words, or lines of words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from claimx.errors import KnowledgeError

_FOLDER = Path(__file__).parent / "data"


@cache
def word_lists(file: str) -> Mapping[str, frozenset[str]]:
    """The words under each name of a file.  Raises KnowledgeError where the file cannot be used."""
    return {name: frozenset(text.split()) for name, text in _texts(file).items()}


def lines(file: str, name: str) -> tuple[str, ...]:
    """The lines under a name of a file, in order.  Raises KnowledgeError where the file cannot be used."""
    return tuple(line.strip() for line in _texts(file)[name].splitlines() if line.strip())


def descriptions(name: str) -> frozenset[str]:
    """The words of ``descriptions.toml`` under a name."""
    return word_lists("descriptions")[name]


def _texts(file: str) -> dict[str, str]:
    path = _FOLDER / f"{file}.toml"
    try:
        found = tomllib.loads(path.read_text("utf-8"))
        return {name: text.strip() for name, text in found.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise KnowledgeError(f"cannot read {path.name}", str(error), "reinstall claimx") from error
