"""Days on which somebody spoke, as the words beside them say: they are not the days of what he tells."""

from __future__ import annotations

from claimx.normalise.lexicon import date_words
from claimx.normalise.tense import is_past, stops
from claimx.normalise.tokens import Tokens

_REACH = 8
"""Words from a verb of saying to its day: "told reporters in the old town hall on Friday"."""
_CLAUSE = frozenset(
    (",", ";", ":", "—", "–", "(", ")", "”", "“", '"', "that", "who", "which", "when", "after", "before")
)


_QUOTED = frozenset((",", "”", "“", '"', "'", "’"))
"""Behind these a source stands after its verb: "…”, said the abbot on Friday"."""
_SUBJECTS = frozenset(("a", "an", "the", "this", "that", "its", "his", "her", "their", "our", "some", "all", "no"))


def beside_speech(t: Tokens, first: int, end: int) -> bool:
    """Whether the date of the tokens ``first`` to ``end`` tells when somebody spoke: "said on Friday", "on Friday
    said".
    """
    words = date_words()
    if t.word(end) in words.speaking:
        return True
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        low = t.low[at]
        if low in words.speaking:
            return low in words.telling_whom or not _has_subject(t, at + 1) or t.word(at - 1) in _QUOTED
        if low in _CLAUSE or low in words.auxiliaries or low in words.scheduled or is_past(t, at) or stops(t, at):
            return False
    return False


def _has_subject(t: Tokens, at: int) -> bool:
    """Whether what somebody tells begins at ``at``: "said the fire on Friday …"."""
    return t.word(at) in _SUBJECTS or t.word(at)[:1].isdigit()
