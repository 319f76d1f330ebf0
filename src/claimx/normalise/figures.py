"""Numbers that count something: with their currency signs, and without those that are part of a name, a time or a
telephone number.
"""

from __future__ import annotations

from claimx.normalise.counted import counted_noun
from claimx.normalise.lexicon import date_words
from claimx.normalise.modifiers import modifier_at
from claimx.normalise.numbers import Number, cardinal, figure, number_words, spaced_end
from claimx.normalise.tokens import BREAK, Tokens
from claimx.normalise.units import phrase_at, unit_words

_MAY_TOUCH = frozenset("([{“\"'‘—–~≈/-”’«»„\n|•")
_BEFORE_A_NUMBER = frozenset(
    (
        "another",
        "some",
        "only",
        "all",
        "over",
        "under",
        "nearly",
        "almost",
        "rs",
        "first",
        "last",
        "next",
        "top",
        "these",
        "those",
    )
)


def number_at(t: Tokens, at: int) -> tuple[Number, str | None, int] | None:
    """A number with the currency sign or code before it, scale suffixes read: ``(number, currency, first token)``."""
    words = unit_words()
    low = t.word(at)
    currency = None
    start = at
    if low in words.symbols:
        currency, start = words.symbols[low], at + 1
    elif low in words.prefixes and t.word(at + 1) == "$" and t.glued(at + 1):
        currency, start = words.prefixes[low], at + 2
    elif low in words.codes and t.form(at)[:1].isupper() and t.word(at + 1 + (t.word(at + 1) == "."))[:1].isdigit():
        currency, start = words.codes[low], at + 1 + (t.word(at + 1) == ".")
    if currency is None and not _may_count(t, start):
        return None
    number = cardinal(t, start)
    if number is None or (currency and not number.figures):
        return None
    suffix = t.word(number.end)
    suffixes = number_words().suffixes
    scaled = currency or suffix in ("bn", "mn", "k") or (suffix == "m" and _in_millions(t, number.end + 1))
    if number.figures and suffix in suffixes and t.glued(number.end) and scaled:
        number = Number(number.end + 1, number.value * suffixes[suffix], figures=True)
    return number, currency, at


def _in_millions(t: Tokens, at: int) -> bool:
    """Whether the "m" before token ``at`` is no metre: a unit follows, or what is told in millions ("1.2m homes")."""
    words = unit_words()
    unit = phrase_at(t, at, words.measures) or phrase_at(t, at, words.currencies)
    if unit:
        return len(unit[1]) > 3
    noun = counted_noun(t, at, plural=True)
    return noun is not None and t.word(noun.end - 1) in words.told_in_millions


def _may_count(t: Tokens, at: int) -> bool:
    """Whether a number may stand at ``at``: not in a name, a designator, a telephone number, a time or a fraction of
    one.
    """
    before, low = t.word(at - 1), t.word(at)
    if t.glued(at) and before not in _MAY_TOUCH:
        return False
    if t.glued(at) and before in ("/", "-", "–", "’", "'") and t.glued(at - 1) and t.word(at - 2)[:1].isalnum():
        return False
    if not low[:1].isdigit():
        return True
    if t.glued(at) and ((before in ("-", "/") and not t.word(at - 2)[:1].isalpha()) or before == ";"):
        return False
    last = spaced_end(t, at) - 1
    if last > at:
        return not t.word(at - 1)[:1].isdigit() and not _named(t, at)
    after = t.word(at + 1)
    if t.glued(at + 1) and after[:1].isalpha() and t.glued(at + 2) and t.word(at + 2)[:1].isalnum():
        return False
    if (
        after in ("-", "–")
        and t.glued(at + 1)
        and t.glued(at + 2)
        and t.word(at + 2)[:1].isdigit()
        and not _ascending(t, at)
    ):
        return False
    if (
        t.glued(at + 1)
        and after[:1].isalpha()
        and after not in unit_words().measures
        and after not in unit_words().glued_only
        and after not in ("bn", "mn", "k", "m", "b")
    ):
        return False
    if (
        (before == "[" and after == "]")
        or (after in ("°", "′", "º") and _coordinate(t, at + 2))
        or (t.glued(at) and before in ("°", "′", "'"))
    ):
        return False
    if (
        t.glued(at + 1)
        and after in ("/", "-", "–")
        and t.glued(at + 2)
        and t.word(at + 2).isdigit()
        and (
            t.word(at + 3) in ("/", "-")
            or after == "/"
            or (len(t.word(at + 2)) >= len(low) >= 3 and int(t.word(at + 2)) < 10000 and after == "-")
        )
    ):
        return False
    if (
        (after[:1].isdigit() and not (t.glued(at + 2) and t.word(at + 2)[:1].isalpha()))
        or (before[:1].isdigit() and at > 0)
        or (len(low) > 1 and low[0] == "0" and low.isdigit())
    ):
        return False
    if before in unit_words().designating and not counted_noun(t, at + 1, plural=True):
        return False
    return not _named(t, at)


def _named(t: Tokens, at: int) -> bool:
    """Whether a figure belongs to the capitalised name before it: "Leopard 2", "Boeing 737", "Article 5"."""
    before = t.form(at - 1)
    if not before[:1].isupper() or not before.isalpha() or t.glued(at):
        return False
    if before.lower() in unit_words().not_nouns or before.lower() in _BEFORE_A_NUMBER or modifier_at(t, at - 1):
        return False
    words = date_words()
    if before.lower() in words.weekdays or before.lower() in words.months:
        return False
    after = t.word(at + 1)
    unit = phrase_at(t, at + 1, unit_words().measures) or after in (
        "%",
        "percent",
        "per",
        "million",
        "billion",
        "thousand",
    )
    return not unit and counted_noun(t, at + 1, plural=True) is None


def _ascending(t: Tokens, at: int) -> bool:
    """Whether "3-4" is a range: a dash between falling numbers makes a score, a telephone number or a name."""
    low, high = figure(t.low[at]), figure(t.low[at + 2])
    joined = t.word(at + 3) in ("-", "–") and t.glued(at + 3) and t.word(at + 4)[:1].isdigit()
    return low is not None and high is not None and low < high and not joined and not _is_score(t, at)


def _is_score(t: Tokens, at: int) -> bool:
    """Whether "1-2" tells of a game: it was lost or won, or a score that falls stands beside it ("6-4, 3-6, 7-5")."""
    if len(t.word(at)) > 2 or counted_noun(t, at + 3, plural=True):
        return False
    if t.word(at - 1) in unit_words().score_words or t.word(at + 3) in unit_words().score_words:
        return True
    for comma, first in ((at - 1, at - 4), (at + 3, at + 4)):
        ends = t.word(first), t.word(first + 2)
        dashed = t.word(comma) == "," and t.word(first + 1) in ("-", "–") and all(e.isdigit() for e in ends)
        if dashed and len(ends[0]) < 3 and int(ends[0]) >= int(ends[1]):
            return True
    return False


def _coordinate(t: Tokens, at: int) -> bool:
    """Whether a degree sign belongs to a place on the map."""
    return t.word(at) in ("n", "s", "e", "w") or t.word(at)[:1].isdigit()


def is_age(t: Tokens, at: int, end: int) -> bool:
    """ "Jorge Vaz, 88, a former comrade": a number between commas after a name."""
    aged = t.word(at - 1) == "," and t.word(end) in (",", ".", ")", ":") and t.form(at - 2)[:1].isupper()
    return aged and t.low[at].isdigit() and 5 < int(t.low[at]) < 115


def scale_of(t: Tokens, found: tuple[Number, str | None, int]) -> float:
    """The scale word of a number ("million"), which it lends to the number before it."""
    number = found[0]
    return float(number_words().scales.get(t.word(number.end - 1), 1))


_CLOSING = frozenset((".", ",", ";", "?", "!", ")", "”", '"', BREAK, ""))


def bare_hour(t: Tokens, at: int) -> bool:
    """Whether an hour in words stands alone where only a time can: "opened at six.", "lasted until three,"."""
    if t.word(at - 1) not in ("at", "until", "till") or t.glued(at):
        return False
    for back in range(at - 2, max(-1, at - 10), -1):
        if t.low[back] in _COUNTED:
            return False
        if t.low[back] in (".", BREAK):
            break
    number = cardinal(t, at)
    if number is None or number.figures or number.end != at + 1 or not 1 <= number.value <= 12:
        return False
    return t.word(at + 1) in _CLOSING


_COUNTED = frozenset(
    ["age", "aged", "aim", "capped", "count", "dead", "deaths", "estimate", "estimated", "estimates", "fired", "look",
     "looked", "number", "price", "priced", "put", "puts", "rate", "rated", "remain", "remained", "remains", "score",
     "set", "shot", "stand", "stands", "stood", "toll", "total", "unchanged", "valued"]
)  # fmt: skip
"""What leads to a figure and not to an hour ("put the dead at six")."""
