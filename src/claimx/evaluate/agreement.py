"""When two claim mentions agree on a name, a date or the relays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from claimx.evaluate.predictions import ClaimMention

_US = re.compile(r"\bu\.?s\b")
_WORD = re.compile(r"[a-z0-9]+")
_IDLE = frozenset({"the", "unnamed", "mr", "ms", "mrs"})


@lru_cache(maxsize=4096)
def name_words(name: str | None) -> frozenset[str]:
    """The words of a name that count: no accents, case, article or title."""
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode("ascii").lower()
    return frozenset(_WORD.findall(_US.sub("us", plain))) - _IDLE


def same_source(predicted: str | None, gold: Mapping[str, Any]) -> bool:
    """Whether a name is the gold source's, or one of its alternatives.

    Right are: the same words; more words than the gold has; at least half of its words when they are two or more.
    No name is right where the gold's source is unspecified.
    """
    mine = name_words(predicted)
    for candidate in (gold["source_canonical"], *(gold.get("source_alt") or ())):
        theirs = name_words(candidate)
        if mine == theirs:
            return True
        if mine and theirs and (theirs <= mine or (mine <= theirs and len(mine) >= max(2, len(theirs) / 2))):
            return True
    return not predicted and gold["source_canonical"] in (None, "unspecified")


def same_relays(predicted: Iterable[str], gold: Mapping[str, Any]) -> bool | None:
    """Whether the relays are the gold's; ``None`` (not counted) where neither has one or the gold's is only implied."""

    def words(names: Iterable[str] | None) -> frozenset[frozenset[str]]:
        return frozenset(name_words(n) for n in names or ())

    mine, theirs = words(predicted), words(gold.get("via"))
    if not mine and not theirs:
        return None
    if mine == theirs or mine in [words(other) for other in gold.get("via_alt") or ()]:
        return True
    return None if not theirs and mine == words(gold.get("via_implied")) else False


def same_date(predicted: str | None, gold: str | None) -> bool:
    """Whether two ISO dates agree as far as the coarser one goes; one end of a gold interval is enough."""
    if not predicted or not gold:
        return False
    ends = [gold, *(end for end in gold.split("/") if end not in ("", ".."))]
    return any(predicted.startswith(end) or end.startswith(predicted) for end in ends)


def scored_date(gold: Mapping[str, Any], key: str, certainty: str) -> bool:
    """Whether a gold date is there and can be known from the text."""
    return bool(gold.get(key)) and gold.get(certainty) != "world"


_DESCRIPTION = re.compile(r"(?:he|she|they|him|her|them|who|it|his|its)$|(?:the|both)\b|an? \w", re.I)


def is_anaphoric(gold: Mapping[str, Any]) -> bool:
    """Whether the gold source does not stand by name: pronoun, role, description, or nothing in a continuation."""
    if "source_anaphoric" in gold:
        return bool(gold["source_anaphoric"])
    return gold["explicitness"] == "continuation" or bool(_DESCRIPTION.match(gold.get("source_text") or ""))


def value_of(mention: ClaimMention, key: str) -> str | None:
    """A predicted attribute by its gold name."""
    return {
        "type": mention.type,
        "polarity": mention.polarity,
        "modality": mention.modality,
        "act": mention.act,
        "date_of_statement_iso": mention.stated,
        "event_date_iso": mention.event,
    }[key]
