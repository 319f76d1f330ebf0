"""The packaged word lists of a layer: ``FILE.toml`` in its folder, where each name holds words, or lines of words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from claimx.errors import KnowledgeError


@cache
def words_in_order(folder: Path, file: str) -> Mapping[str, tuple[str, ...]]:
    """The words under each name of a file, as it has them.  Raises KnowledgeError where the file cannot be used."""
    return {name: tuple(text.split()) for name, text in _texts(folder, file).items()}


@cache
def word_sets(folder: Path, file: str) -> Mapping[str, frozenset[str]]:
    """The words under each name of a file.  Raises KnowledgeError where the file cannot be used."""
    return {name: frozenset(words) for name, words in words_in_order(folder, file).items()}


@cache
def lines_of(folder: Path, file: str, name: str) -> tuple[str, ...]:
    """The lines under a name of a file, in order.  Raises KnowledgeError where the file cannot be used."""
    return tuple(line.strip() for line in _texts(folder, file)[name].splitlines() if line.strip())


def _texts(folder: Path, file: str) -> dict[str, str]:
    path = folder / f"{file}.toml"
    try:
        found = tomllib.loads(path.read_text("utf-8"))
        return {name: text.strip() for name, text in found.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise KnowledgeError(f"cannot read {path.name}", str(error), "reinstall claimx") from error
