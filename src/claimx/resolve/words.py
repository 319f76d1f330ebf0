"""English that the resolver knows, from ``words.toml``: lists of lemmas, and patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def lemmas(name: str) -> frozenset[str]:
    """The lemmas under a name."""
    return frozenset(_texts()[name].split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The alternatives under a name, a line each."""
    return re.compile("|".join(_texts()[name].split("\n")), re.I)


def rates() -> re.Pattern[str]:
    """What says that so much of something is in every stretch of time."""
    return pattern("rates")


@cache
def _texts() -> Mapping[str, str]:
    file = resources.files("claimx.resolve").joinpath("words.toml")
    return {name: text.strip() for name, text in tomllib.loads(file.read_text("utf-8")).items()}
