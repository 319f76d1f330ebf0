"""A time of day without its day."""

from __future__ import annotations

import re

_OF_A_DAY = re.compile(
    r"\b(?:19|20)[0-9][0-9]\b|[0-9]/[0-9]|\b(?:(?:to|yester)day|to(?:morrow|night)|this|last|next|the|that|of|on"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\b",
    re.I,
)
"""What says of a time which day's it is."""

_PART_OF_DAY = re.compile(r"\b(?:noon|midday|midnight|dawn|dusk|daybreak|nightfall|morning|afternoon|evening)$", re.I)


def bare_time(value: str, exact: str) -> str:
    """A date's value without the day where its words name only a time of day, since an article of the next day means
    the same hour; "" where they name no hour either ("dawn").
    """
    if "/" in value.strip("./") or _OF_A_DAY.search(exact):
        return value
    if clock := re.search(r"T[0-9]{2}:[0-9]{2}", value):
        return clock[0]
    part = _PART_OF_DAY.search(exact)
    return {"noon": "T12:00", "midday": "T12:00", "midnight": "T00:00"}.get(part[0].lower(), "") if part else value
