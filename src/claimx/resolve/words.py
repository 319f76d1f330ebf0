"""English that the resolver knows: the packaged word lists of this layer, ``data/FILE.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from claimx.word_lists import lines_of, word_sets, words_in_order

DATA = Path(__file__).parent / "data"
"""Where this layer's lists and numbers are."""


def lemmas(name: str) -> frozenset[str]:
    """The lemmas of ``words.toml`` under a name."""
    return word_sets(DATA, "words")[name]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The alternatives of ``words.toml`` under a name, a line each."""
    return re.compile("|".join(lines_of(DATA, "words", name)), re.I)


def by_word(file: str) -> Mapping[str, tuple[str, ...]]:
    """The words that a file has under each, in order."""
    return words_in_order(DATA, file)


def groups(file: str, name: str) -> list[list[str]]:
    """The words of each line under a name of a file."""
    return [line.split() for line in lines_of(DATA, file, name)]
