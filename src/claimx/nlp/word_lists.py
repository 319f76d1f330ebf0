"""The packaged word lists of this layer: ``data/FILE.toml``, read by :mod:`claimx.word_lists`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from claimx.word_lists import lines_of, word_sets

_FOLDER = Path(__file__).parent / "data"


def word_lists(file: str) -> Mapping[str, frozenset[str]]:
    """The words under each name of a file.  Raises KnowledgeError where the file cannot be used."""
    return word_sets(_FOLDER, file)


def lines(file: str, name: str) -> tuple[str, ...]:
    """The lines under a name of a file, in order.  Raises KnowledgeError where the file cannot be used."""
    return lines_of(_FOLDER, file, name)


def descriptions(name: str) -> frozenset[str]:
    """The words of ``descriptions.toml`` under a name."""
    return word_lists("descriptions")[name]
