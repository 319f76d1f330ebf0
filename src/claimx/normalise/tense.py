"""A guess at the tense around a date, from the words of its sentence, where no parse says it."""

from __future__ import annotations

from claimx.normalise.lexicon import date_words
from claimx.normalise.tokens import BREAK, Tokens

_WINDOW = 14
_CLOSE = 6
"""Within so many words a verb in the present sets a date: "the court meets again on Monday"."""
_ARTICLES = ("a", "an", "the", "this", "its", "their", "his", "her")
_CLOSING = ("”", "’", '"', "'", "»", ")")
_TO_COME = ("is", "are", "due", "set", "ready", "about")
_CLAUSE = frozenset((",", ";", ":", "—", "–", "(", ")", "”", "“", '"', "and", "but", "which", "who", "that"))


def guess_tense(t: Tokens, first: int, last: int) -> str | None:
    """``past`` or ``future`` by the nearest verb-like word before the tokens ``first`` to ``last``, else after them."""
    before = _look(t, range(first - 1, max(-1, first - 1 - _WINDOW), -1))
    after = _look(t, range(last, min(len(t), last + _WINDOW)))
    if before is None:
        return after[1] if after else None
    if after is None or before[0] <= after[0]:
        return before[1]
    return after[1]


def _perfect(t: Tokens, at: int, last: int) -> bool:
    """Whether a participle that looks back follows a form of "be" at ``at``: "is said", "are accused"."""
    between = range(at + 1, min(last + 1, at + 4))
    return any(t.word(k) in date_words().past or (len(t.word(k)) > 4 and t.word(k).endswith("ed")) for k in between)


def _to_come(t: Tokens, at: int) -> bool:
    """Whether a participle stands in a verb group that looks ahead: "will be held", "to be let", "is expected"."""
    words = date_words()
    if t.word(at - 1) == "to":
        return True
    if t.word(at - 1) in ("be", "not"):
        return t.word(at - 2) in words.auxiliaries or t.word(at - 3) in words.auxiliaries
    return t.word(at) in words.future and t.word(at - 1) in ("is", "are", "be")


def _look(t: Tokens, places: range) -> tuple[float, str] | None:
    """The cost of reaching the nearest tense word and what it says; clause marks on the way cost more."""
    words = date_words()
    cost = 0.0
    for at in places:
        low = t.low[at]
        if _stops(t, at):
            return None
        cost += 4.0 if low in _CLAUSE else 1.0
        if low in words.future or (low == "to" and t.word(at - 1) in _TO_COME):
            return cost, "future"
        if t.word(at - 1) in _ARTICLES:
            continue
        if t.word(at - 1) in ("had", "has", "have") and low in words.scheduled:
            return cost, "past"
        if low in words.scheduled and places.step < 0 and cost <= _CLOSE and not _perfect(t, at, places.start):
            return cost, "future"
        if low in words.past or (len(low) > 4 and low.endswith("ed")):
            return cost, "future" if _to_come(t, at) else "past"
    return None


def sentence_ends(t: Tokens, first: int, last: int) -> bool:
    """Whether a sentence ends among the tokens ``first`` to ``last``, or they are too far apart to tell."""
    if not 0 <= first <= last <= first + 40:
        return True
    return any(_stops(t, at) for at in range(first, last))


def _stops(t: Tokens, at: int) -> bool:
    low = t.low[at]
    return low in (BREAK, "?", "!") or (
        low == "." and (not t.glued(at + 1) or t.word(at + 1) in _CLOSING) and len(t.word(at - 1)) > 2
    )
