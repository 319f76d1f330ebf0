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
def rates() -> re.Pattern[str]:
    """What says that so much of something is in every stretch of time."""
    return re.compile("|".join(_texts()["rates"].split("\n")), re.I)


@cache
def _texts() -> Mapping[str, str]:
    file = resources.files("claimx.resolve").joinpath("words.toml")
    return {name: text.strip() for name, text in tomllib.loads(file.read_text("utf-8")).items()}
