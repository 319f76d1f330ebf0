"""A guess at the tense around a date, from the words of its sentence, where no parse says it."""

from __future__ import annotations

from claimx.normalise.lexicon import date_words
from claimx.normalise.tokens import BREAK, Tokens

_WINDOW = 14
_CLOSE = 6
"""Within so many words a verb in the present sets a date: "the court meets again on Monday"."""
_ARTICLES = ("a", "an", "the", "this", "its", "their", "his", "her")
_CLOSING = ("”", "’", '"', "'", "»", ")")
_LINKS = ("to", "until", "till", "by", "for")
_DEADLINES = ("by", "before")
_WITH_A_GERUND = ("after", "since")
_WILL = ("will", "shall", "ll", "wo")
_WAS = ("was", "were", "been", "had")
_ADVERBS = ("not", "also", "still", "now", "already", "never", "then", "again", "all", "both", "largely", "t", "’", "'")
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "there"))
_CLAUSE = frozenset((",", ";", ":", "—", "–", "(", ")", "”", "“", '"', "and", "but", "which", "who", "that"))


def guess_tense(t: Tokens, first: int, last: int) -> str | None:
    """``past`` or ``future`` by the nearest verb-like word before the tokens ``first`` to ``last``, else after them."""
    if _foretold(t, first, last):
        return "past"
    owned = t.word(last) in ("'", "’") and t.word(last + 1) == "s"
    if owned:
        if t.word(first - 1) == "of" and t.word(first - 2) == "ahead":
            return "future"
        owned = t.word(first - 1) != "for"
    elif t.word(first - 1) == "for" and t.word(last) not in _WAS and _has_weekday(t, first, last):
        # "called a strike for Thursday"
        return "future"
    linked = any(t.word(k) in _LINKS for k in (first - 1, first))
    # Of two weekdays the nearer is told from publication; a month or a feast lies ahead.
    deadline = t.word(first) in _DEADLINES and not _has_weekday(t, first, last)
    before = _look(t, range(first - 1, max(-1, first - 1 - _WINDOW), -1), linked=linked, deadline=deadline, owned=owned)
    after = _look(t, range(last, min(len(t), last + _WINDOW)))
    if before is None:
        return after[1] if after else None
    if after is None or before[0] <= after[0]:
        return before[1]
    if before[0] <= _WINDOW and t.word(last) == "," and _in_one_clause(t, first, before[0]):
        # A clause that ends with its date says more of it than the next one: "will meet … on Friday, aides said".
        return before[1]
    return after[1]


def _has_weekday(t: Tokens, first: int, last: int) -> bool:
    """Whether one of the tokens ``first`` to ``last`` names a weekday."""
    return any(t.word(k) in date_words().weekdays for k in range(first, last))


def _in_one_clause(t: Tokens, first: int, cost: float) -> bool:
    """Whether no clause begins among the words before ``first`` that ``cost`` counts, one each."""
    return not any(t.word(k) in _CLAUSE for k in range(first - int(cost), first))


def firmly_ahead(t: Tokens, first: int) -> bool:
    """Whether the clause before token ``first`` says outright that something lies ahead, and counts nothing ("the first
    time in 10 days").
    """
    words = date_words()
    for at in range(first - 1, max(-1, first - 1 - _WINDOW), -1):
        low = t.low[at]
        if low in _CLAUSE or low in words.of_a_record or stops(t, at):
            return False
        if low in words.firmly_ahead:
            return t.word(at - 1) not in _WAS
        if is_past(t, at) and _told(t, at) != "future":
            return False
    return False


def is_past(t: Tokens, at: int) -> bool:
    """Whether the word looks like a past tense or a participle."""
    low, words = t.word(at), date_words()
    return low in words.past or (len(low) > 4 and low.endswith("ed") and low not in words.no_past)


def _perfect(t: Tokens, at: int, last: int) -> bool:
    """Whether a participle follows a form of "be" at ``at``, which then says nothing by itself: "is said"."""
    return any(is_past(t, k) for k in range(at + 1, min(last + 1, at + 4)))


def _told(t: Tokens, at: int) -> str | None:
    """What the verb group before the participle ``at`` says: "will be held", "stays closed" and "is closed" look ahead,
    "was held", "has held" and "is accused" back; ``None`` where the word has no auxiliary.
    """
    words = date_words()
    low, k = t.word(at), _before(t, at)
    if t.word(k) == "to":
        return "future" if not low.endswith("ed") or low.endswith("eed") else None
    if t.word(k) == "being":
        k = _before(t, k)
    state = t.word(k)
    if state in words.past_state_verbs:
        if state != "been":
            return "past"
        k = _before(t, k)
        state = t.word(k)
    if state in ("have", "has", "had", "having"):
        return "future" if state == "have" and t.word(_before(t, k)) in _WILL else "past"
    if state not in words.state_verbs:
        return None
    if t.word(_before(t, k)) in words.auxiliaries:
        return "future"
    if low in words.future:
        return "future"
    return "past" if low in words.looking_back else "future"


def _foretold(t: Tokens, first: int, last: int) -> bool:
    """Whether the date is when somebody demanded or foretold it: "demanded on Monday", "forecast in May that"."""
    at = next((k for k in (first - 1, first - 2) if t.word(k) in date_words().foretelling), -1)
    # "4 per cent higher than forecast in May"
    return at >= 0 and (t.word(at) == "demanded" or t.word(last) == "that" or t.word(at - 1) == "than")


def _is_gerund(t: Tokens, at: int) -> bool:
    """Whether the clause that begins at ``at`` has a participle for a verb: "(after) pleading guilty on Monday"."""
    low = t.word(at)
    return len(low) > 5 and low.endswith("ing") and low not in date_words().shifts


def _bound_to(t: Tokens, at: int) -> bool:
    """Whether "to" at ``at`` opens what somebody is bound or means to do, so that a deadline behind it lies ahead:
    "promised on Friday to resign by Easter".
    """
    for k in range(at - 1, max(-1, at - 1 - _CLOSE), -1):
        if stops(t, k) or t.low[k] == "to":
            return False
        if t.low[k] in date_words().binding:
            return True
    return False


def _before(t: Tokens, at: int) -> int:
    """The token before ``at``, past two adverbs at most."""
    k = at - 1
    while k > at - 3 and (t.word(k) in _ADVERBS or (len(t.word(k)) > 4 and t.word(k).endswith("ly"))):
        k -= 1
    return k


def _moves(t: Tokens, at: int) -> bool:
    """Whether the verb sets a new date: "postponed", "brought forward"."""
    moved = date_words().moved
    return t.word(at) in moved or f"{t.word(at)} {t.word(at + 1)}" in moved


def _ahead_before(t: Tokens, at: int) -> bool:
    """Whether a bare participle stands as an adjective in a clause that looks ahead: "will show revised plans on
    Friday".
    """
    words = date_words()
    follows = t.word(at + 1)
    if (
        not follows[:1].isalpha()
        or follows in words.no_nouns
        or follows in words.after_a_day
        or _PRONOUNS & {t.word(at - 1)}
    ):
        return False
    for k in range(at - 1, max(-1, at - 1 - _CLOSE), -1):
        if t.low[k] in _CLAUSE or t.low[k] in words.clause_words or stops(t, k) or t.low[k] in _PRONOUNS:
            return False
        if t.low[k] in _WILL or t.low[k] == "would":
            return True
        if is_past(t, k):
            return False
    return False


def _look(
    t: Tokens, places: range, *, linked: bool = False, deadline: bool = False, owned: bool = False
) -> tuple[float, str] | None:
    """The cost of reaching the nearest tense word and what it says; clause marks on the way cost more.

    ``linked``: the date hangs on "to", "until" or the like; ``deadline``: on "by" or "before"; ``owned``: something is
    the date's ("Friday's fire"), which a verb in the present does not set.
    """
    words = date_words()
    cost = 0.0
    for at in places:
        low = t.low[at]
        if stops(t, at):
            return None
        cost += 4.0 if low in _CLAUSE else 1.0
        if linked and _moves(t, at):
            return cost, "future"
        if low in words.future or (low == "to" and t.word(at - 1) in words.intending):
            # "Had been due to begin on Monday": that it was due is past.
            due = at - (low == "to" and t.word(at - 1) in words.future)
            return cost, "past" if t.word(due - 1) == "been" and t.word(due - 2) == "had" else "future"
        if places.step < 0 and low in _WITH_A_GERUND and _is_gerund(t, at + 1):
            return cost, "past"
        if places.step < 0 and low in words.under_way and t.word(_before(t, at)) in words.state_verbs:
            return cost, "future"
        if deadline and low == "to" and _bound_to(t, at):
            return cost, "future"
        if t.word(at - 1) in _ARTICLES:
            continue
        if t.word(at - 1) in ("had", "has", "have") and low in words.scheduled:
            return cost, "past"
        if places.step < 0 and low in words.scheduled_homographs and t.word(at + 1) in words.after_a_verb:
            return cost, "future"
        if (
            low in words.scheduled
            and not owned
            and places.step < 0
            and cost <= _CLOSE
            and not _perfect(t, at, places.start)
        ):
            return cost, "future"
        if is_past(t, at):
            told = _told(t, at)
            if told is None:
                told = "future" if _ahead_before(t, at) else "past"
            return cost, told
    return None


def sentence_ends(t: Tokens, first: int, last: int) -> bool:
    """Whether a sentence ends among the tokens ``first`` to ``last``, or they are too far apart to tell."""
    if not 0 <= first <= last <= first + 40:
        return True
    return any(stops(t, at) for at in range(first, last))


def stops(t: Tokens, at: int) -> bool:
    """Whether the token ends a sentence or a paragraph."""
    low = t.low[at]
    return low in (BREAK, "?", "!") or (
        low == "." and (not t.glued(at + 1) or t.word(at + 1) in _CLOSING) and len(t.word(at - 1)) > 2
    )
