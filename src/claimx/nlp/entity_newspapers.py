"""Newspapers by the word that opens or closes their name: "Diário da Foz", "Le Courrier de Brest"."""

from __future__ import annotations

import re
from functools import cache

from claimx.knowledge.roles import roles
from claimx.nlp.entity_context import Candidate, Context, Tier
from claimx.nlp.entity_mending import WEEKDAYS

_WORD = r"[^\W\d_a-zà-öø-ÿ][\w’'-]{1,40}"
_LINK = r"(?:(?:da|das|de|del|della|des|di|do|dos|du|für|la|las|les|los|of|van|von|y) ){0,2}"
_ARTICLE = r"(?:(?:Das|De|Der|Die|El|Il|La|Le|O|Os) )?"
_MOST = 3
"""Capitalised words before the one that closes a name."""

_BEFORE = frozenset({"The", "A", "An", "In", "On", "At", "To", "But", "And", "If", "When", "As", "For", "From", "By"})
"""What opens a sentence before a name."""


@cache
def _names() -> re.Pattern[str]:
    closing = "|".join(sorted(re.escape(word.capitalize()) for word in roles().mastheads))
    opening = rf"{_ARTICLE}(?:{closing})(?: {_LINK}{_WORD}){{1,2}}"
    before = "|".join(sorted(_BEFORE))
    closed = rf"{_WORD}(?: {_WORD}){{0,{_MOST - 1}}}? (?:{closing})"
    return re.compile(rf"(?<![\w’'-])(?!(?:{before}) )(?:{opening}|{closed})(?![\w-])")


def is_newspaper(name: str) -> bool:
    """Whether a name of several words opens or closes as those of newspapers do."""
    return _names().fullmatch(name) is not None


def find_newspapers(context: Context) -> list[Candidate]:
    """Candidates for ORG."""
    found = []
    for match in _names().finditer(context.text):
        start, words = match.start(), match[0].split(" ")
        while len(words) > 1 and WEEKDAYS.match(words[0]):
            start, words = start + len(words[0]) + 1, words[1:]
        if len(words) > 1 and not context.heading_like(start):
            found.append(Candidate(start, match.end(), "ORG", Tier.KNOWN))
    return found
