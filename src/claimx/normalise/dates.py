"""Dates in a text: where they stand and what they mean (ISO 8601), relative to the publication date.

The expressions, their types and values follow TIMEX3 of TimeML (Pustejovsky et al. 2003) where the contract does
not say otherwise: weeks, quarters, seasons and decades are written as intervals, parts of periods as thirds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from claimx.normalise.expressions import Expression, HalfOpen, Length, Moved, Point, Recurring, Span, Vague
from claimx.normalise.grammar import expression, may_hold, starters
from claimx.normalise.iso import day_bounds
from claimx.normalise.lexicon import date_words
from claimx.normalise.numbers import cardinal
from claimx.normalise.resolution import Setting
from claimx.normalise.spoken_days import beside_speech
from claimx.normalise.tense import firmly_ahead, guess_tense, sentence_ends
from claimx.normalise.tokens import BREAK, Tokens, tokenise
from claimx.normalise.values import Anchor, DateType, Value, evaluate

TenseOf = Callable[[int], str | None]
"""Character offset to the tense of the verb that governs it ("past", "present", "future"), or ``None``."""

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_PRESENT = ("now", "currently", "presently", "nowadays")
_RECENT = ("recently", "lately")
_NOT_FOUND = ("so", "thus", "to", "at")
"""First words of "so far", "to date" and "at night", which are dates only where something else has found them to be."""
_RATES = ("every", "each", "a", "an", "per")
_COMMON = frozenset(
    (
        "dawn",
        "today",
        "tomorrow",
        "yesterday",
        "noon",
        "midnight",
        "daily",
        "weekly",
        "monthly",
        "quarterly",
        "morning",
        "evening",
        "night",
        "summer",
        "winter",
        "spring",
        "autumn",
        "sunset",
        "sunrise",
        "dusk",
    )
)
_OLDEST = 115
_CONTEXT = 3
"""Tokens before a span that its reading may depend on."""
_NEARBY = 60
"""Tokens within which a time of day belongs to the last day that was named."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: code-point offsets, and its reading.

    ``type`` is date, interval, duration or set; ``value`` ISO 8601 (an open end of an interval is ``..``) or
    ``None``; ``grain`` the unit it is given in (minute, day, week, month, quarter, season, year, decade …); ``mod``
    approx, start, early, mid, late, end, earlier, later, before, after, or a modifier of quantities on durations;
    ``anchor`` what the value rests on: the words alone (explicit), the publication date, another date or event of
    the text, or ``None`` for no date.
    """

    start: int
    end: int
    exact: str
    type: DateType
    value: str | None
    grain: str | None = None
    mod: str | None = None
    anchor: Anchor | None = None


def find_dates(text: str, published: str | None, tense_of: TenseOf | None = None) -> list[DateMention]:
    """Every date of ``text`` in order, none overlapping; see :class:`DateMention`.

    ``published`` is an ISO date or ``None``: then what is told relative to it has no value.  ``tense_of`` settles
    weekdays and months that stand alone; without it the words around them do.
    """
    tokens = tokenise(text)
    return [mention for mention, _ in _Reader(tokens, _day(published), tense_of).read()]


def normalise_spans(
    text: str, spans: Iterable[tuple[int, int]], published: str | None, tense_of: TenseOf | None = None
) -> list[DateMention]:
    """The readings of date spans that something else has found, in the order given (which should be the text's)."""
    tokens = tokenise(text)
    reader = _Reader(tokens, _day(published), tense_of)
    return [reader.read_span(start, end) for start, end in spans]


def normalise_date(expression_: str, published: str | None, tense: str | None = None) -> DateMention:
    """The reading of one expression that stands alone."""
    return normalise_spans(expression_, [(0, len(expression_))], published, (lambda _: tense) if tense else None)[0]


def _day(published: str | None) -> date | None:
    found = day_bounds(published[:10]) if published else None
    return found[0] if found and len(published or "") >= 10 else None


class _Reader:
    """Reads one text from left to right and remembers the dates it has seen."""

    def __init__(self, tokens: Tokens, published: date | None, tense_of: TenseOf | None) -> None:
        self.tokens = tokens
        self.tense_of = tense_of
        self.setting = Setting(published)
        self.topic_at = self.event_at = -_NEARBY
        self.hint_at = -1

    def read(self) -> list[tuple[DateMention, int]]:
        """Scan for expressions; linear in the number of tokens, since each attempt looks a bounded way ahead."""
        tokens = self.tokens
        starts, near = starters(), may_hold(tokens)
        found: list[tuple[DateMention, int]] = []
        at, count = 0, len(tokens)
        low = tokens.low
        while at < count:
            word = low[at]
            if not near[at] or not (word in starts or word[0].isdigit()):
                at += 1
                continue
            parsed = None if self._inside_a_name(at) else expression(tokens, at)
            if parsed is None:
                at += 1
                continue
            end, what = parsed
            if word in _NOT_FOUND and isinstance(what, Vague | Recurring):
                at = end
                continue
            found.append((self._mention(at, end, what), end))
            at = end
        return found

    def read_span(self, start: int, end: int) -> DateMention:
        """The reading of the characters ``start`` to ``end``."""
        inside = tokenise(self.tokens.text[start:end])
        first = self._token_at(start)
        size = len(inside)
        parsed, left = self._longest(first, first + size)
        parsed = parsed or _alone(inside)
        if parsed is None or any(word[0].isdigit() for word in left):
            odd = _odd_spelling(self.tokens.text, start, end)
            # A year that the grammar left over must not be replaced by one told from publication.
            if parsed is None or odd.value or any(_YEAR.fullmatch(word) for word in left):
                return odd
        mention = self._mention(first, first + size, parsed)
        return replace(mention, start=start, end=end, exact=self.tokens.text[start:end])

    def _token_at(self, offset: int) -> int:
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens.end[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def _longest(self, first: int, last: int) -> tuple[Expression | None, list[str]]:
        """The expression that covers most of the tokens ``first`` to ``last``, and the tokens it leaves over."""
        back = min(first, _CONTEXT)
        cut = slice(first - back, last)
        tokens = self.tokens
        view = Tokens(tokens.text, tokens.low[cut], tokens.start[cut], tokens.end[cut])
        if view.word(back - 1) in _RATES and last - first <= 2:
            rate = expression(view, back - 1)
            if rate and rate[0] == len(view) and isinstance(rate[1], Recurring):
                return rate[1], []
        if view.word(back - 1) in ("between", "from"):
            spanned = expression(view, back - 1)
            if spanned and spanned[0] == len(view) and isinstance(spanned[1], Span):
                return spanned[1], []
        found = [(at, parsed) for at in range(back, len(view)) if (parsed := expression(view, at))]
        if found:
            at, (end, what) = max(found, key=lambda one: (one[1][0] - one[0], -one[0]))
            return what, view.low[back:at] + view.low[end:]
        for at in range(back - 1, max(-1, back - 3), -1):
            parsed = expression(view, at)
            if parsed and parsed[0] == len(view):
                return parsed[1], []
        return None, []

    def _inside_a_name(self, at: int) -> bool:
        """Whether the token is glued to a designator ("MH-17", "F-16", "Su-35") or a decimal before it."""
        tokens = self.tokens
        if not tokens.glued(at):
            # "The Pelorus Dawn", "Dijla Today": a common word that is part of a name.
            capital = (
                tokens.form(at)[0].isupper() and tokens.form(at - 1)[:1].isupper() and tokens.low[at - 1].isalpha()
            )
            return capital and tokens.low[at] in _COMMON and len(tokens.low[at - 1]) > 2
        before = tokens.low[at - 1]
        if before in ("-", "–", "/", ".", "_"):
            return tokens.glued(at - 1) and tokens.word(at - 2)[:1].isalnum()
        return before[0].isalnum() or before in ("$", "€", "£", "#", "@")

    def _mention(self, first: int, end: int, what: Expression) -> DateMention:
        tokens = self.tokens
        start, stop = tokens.start[first], tokens.end[min(end, len(tokens)) - 1]
        tense = self.tense_of(start) if self.tense_of else None
        # A present tense may plan or report ("meets on Monday", "says on Monday"): the words around it decide.
        told = tense if tense in ("past", "future") else guess_tense(tokens, first, end)
        setting = replace(self.setting, tense=told)
        if isinstance(what, Length) and self._lies_ahead(first, what):
            what = Moved(what, 1, "published")
        if setting.year_hint is not None and sentence_ends(tokens, self.hint_at, first):
            setting = replace(setting, year_hint=None)
        anaphoric = isinstance(what, Point) and what.shift is not None
        if (first - self.topic_at > _NEARBY and not anaphoric) or (
            (first == 0 or tokens.low[first - 1] == BREAK) and isinstance(what, Point) and what.clock
        ):
            setting = replace(setting, topic_day=None)
        spoken = beside_speech(tokens, first, end)
        same = isinstance(what, Point) and what.clock is not None and not sentence_ends(tokens, self.topic_at, first)
        if spoken or same or first - self.event_at > _NEARBY:
            setting = replace(setting, event_day=None)
        value = evaluate(what, setting)
        if value.soft and isinstance(what, HalfOpen):
            start = tokens.start[first + 1]
        self._remember(value, what, end, spoken=spoken)
        return DateMention(
            start, stop, tokens.text[start:stop], value.type, value.value, value.grain, value.mod, value.anchor
        )

    def _lies_ahead(self, first: int, what: Length) -> bool:
        """Whether "(in) 10 days" says when something will be, and not how long it takes or took."""
        tokens = self.tokens
        inside = tokens.word(first) == "in"
        if not inside and tokens.word(first - 1) != "in":
            return False
        days = len(what.amounts) == 1 and what.amounts[0][1] in ("D", "W", "FN", "M", "Y")
        return days and self.setting.published is not None and firmly_ahead(tokens, first - (not inside))

    def _remember(self, value: Value, what: Expression, end: int, *, spoken: bool) -> None:
        """What later expressions ("the same day", "a year earlier", "in March") are told from."""
        stretch = value.stretch
        if stretch is None:
            return
        setting = replace(self.setting, discussed=stretch)
        if stretch.unit in "DT" and stretch.low == stretch.high and not isinstance(what, HalfOpen):
            setting = replace(setting, topic_day=stretch.low)
            self.topic_at = end
            if not spoken:
                setting = replace(setting, event_day=stretch.low)
                self.event_at = end
        if isinstance(what, Point) and what.year is not None and what.period in ("Y", "M", "D"):
            self.hint_at = end
            setting = replace(
                setting,
                year_hint=what.year if self.setting.published and what.year < self.setting.published.year else None,
            )
        self.setting = setting


def _alone(inside: Tokens) -> Expression | None:
    """The reading of a span whose words are a date only because something else says so: "May", "the quarter", "58"."""
    prefixed = tokenise(f"in {inside.text}")
    parsed = expression(prefixed, 1)
    if parsed and parsed[0] == len(prefixed):
        return parsed[1]
    if len(inside) == 1 and inside.low[0] in date_words().adjectives:
        return Recurring(date_words().adjectives[inside.low[0]])
    unit = date_words().units.get(inside.low[-1]) if inside.low else None
    if unit in ("D", "W", "M", "Q", "Y", "DE", "CE") and inside.low[0] in ("the", inside.low[-1]) and len(inside) < 3:
        return Point(unit, shift=0)
    if any(word in _PRESENT for word in inside.low):
        return Vague("present")
    if any(word in _RECENT for word in inside.low):
        return Vague("past")
    number = cardinal(inside, 0)
    aged = number is not None and number.end == len(inside) and not number.vague and 0 < number.value < _OLDEST
    return Length(((number.value, "Y"),)) if number and aged else None


def _odd_spelling(text: str, start: int, end: int) -> DateMention:
    """A span the grammar does not know: dateparser reads it where it names a day in full, else it has no value."""
    exact = text[start:end]
    value = None
    if len(exact) <= 40 and _YEAR.search(exact):
        value = _by_dateparser(exact)
    return DateMention(start, end, exact, "date", value, "day" if value else None, None, "explicit" if value else None)


def _by_dateparser(exact: str) -> str | None:
    # Imported here: it takes a third of a second, and hardly any text needs it.
    from dateparser.date import DateDataParser

    parser = DateDataParser(
        languages=["en"],
        settings={"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True, "PARSERS": ["absolute-time"]},
    )
    found = parser.get_date_data(exact).date_obj
    return found.date().isoformat() if found else None
