"""Numbers and dates inside a content, read from its tokens: the facts that a resolver must never average away.

The entity layers give dates resolved to the publication date and quantities with their counted nouns.  What they leave
out still has to part two claims ("nine of ten", "the third tug"), so every numeral of the content is read here as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from spacy.tokens import Token

from claimx.normalise.comparable import Comparable, comparable
from claimx.normalise.modifiers import modifier_words
from claimx.normalise.units import unit_words
from claimx.records import Fact

ABOUT = 0.04
"""Relative width given to "about", "nearly" and the like."""

_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+")
_DIGITS_SCALE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)-?([a-z]{1,8})", re.IGNORECASE)
_REJECTED = (("rather", "than"), ("instead", "of"), ("and", "not"))
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])(?:[:h]|([.]))([0-5][0-9])(?:[ap]m)?", re.IGNORECASE)
_ORDINAL = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th)", re.IGNORECASE)
_RANGE = re.compile(r"([0-9][0-9,.]*)[-–]([0-9][0-9,.]*)")
_YEAR = re.compile(r"(?:1[89]|20)[0-9][0-9]")
_AT = frozenset({"at", "by", "until", "till", "since", "before", "after", "around"})


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, dict[str, float | str]]:
    text = resources.files("claimx.nlp").joinpath("numerals.json").read_text("utf-8")
    return dict(json.loads(text))


def _plain(text: str) -> float | None:
    if _DIGITS.fullmatch(text):
        return float(text.replace(",", "").rstrip("."))
    return None


def _value(token: Token) -> tuple[float, bool] | None:
    """The token's number and whether it is a scale ("million") that multiplies what stands before it."""
    lexicon, low = _lexicon(), token.lower_
    if (number := _plain(low)) is not None:
        return number, False
    if match := _DIGITS_SCALE.fullmatch(low):
        scale = lexicon["scales"].get(match[2].lower())
        if isinstance(scale, (int, float)):
            return float(match[1].replace(",", "")) * scale, False
    if low in lexicon["scales"]:
        return float(lexicon["scales"][low]), True
    if low in lexicon["words"]:
        return float(lexicon["words"][low]), False
    parts = low.split("-")
    if len(parts) == 2 and all(p in lexicon["words"] for p in parts):
        return float(lexicon["words"][parts[0]]) + float(lexicon["words"][parts[1]]), False
    return None


def _run(tokens: Sequence[Token], start: int) -> tuple[float, int] | None:
    """The number whose words begin at ``start`` and the index behind it; "two hundred and fifty" is one number."""
    total, current, index, last = 0.0, None, start, 0.0
    while index < len(tokens):
        token = tokens[index]
        found = _value(token)
        if found is None:
            if token.text == "-" and current is not None and _hyphenated(tokens, index, last):
                index += 1
                continue
            if token.lower_ == "and" and current is not None and last >= 100 and index + 1 < len(tokens):
                following = _value(tokens[index + 1])
                if following and not following[1] and following[0] < 100 and tokens[index + 1].i == token.i + 1:
                    index += 1
                    continue
            break
        number, scale = found
        if token.i and index > start and token.i != tokens[index - 1].i + 1:
            break
        if scale and (current is not None or token.lower_ in ("hundred", "thousand", "dozen", "million", "billion")):
            if current is None and index > start:
                break
            base = 1.0 if current is None else current
            if number == 100.0 or token.lower_ == "dozen":
                current = base * number
            else:
                total, current = total + base * number, 0.0
            last = number
        elif scale:
            break
        elif current is None:
            current, last = number, number
        elif (last >= 20 and number < 10 and last < 100 and not tokens[index - 1].is_digit) or (
            last >= 100 and number < last and not token.is_digit
        ):
            current, last = current + number, number
        else:
            break
        index += 1
    if current is None:
        return None
    return total + current, index


def _hyphenated(tokens: Sequence[Token], index: int, last: float) -> bool:
    """Whether the hyphen at ``index`` stands inside a number: "twenty-three", "137-million"."""
    following = tokens[index + 1].lower_ if index + 1 < len(tokens) else ""
    lexicon = _lexicon()
    tens = 20 <= last < 100 and following in lexicon["words"] and float(lexicon["words"][following]) < 10
    return tens or following in lexicon["scales"]


def _unit(tokens: Sequence[Token], start: int, end: int) -> str | None:
    """The counted noun, a currency or "share" of the numeral ``tokens[start:end]``."""
    lexicon = _lexicon()
    before = tokens[start - 1].lower_ if start else ""
    after = tokens[end].lower_ if end < len(tokens) else ""
    if before in lexicon["currencies"] and not before.isalpha():
        return str(lexicon["currencies"][before])
    if after in lexicon["currencies"]:
        return str(lexicon["currencies"][after])
    if after in lexicon["shares"]:
        return "share"
    head = tokens[end - 1]
    for _ in range(4):
        if head.dep_ in ("nummod", "quantmod", "compound", "amod", "appos") and head.head.i != head.i:
            head = head.head
            if head.pos_ in ("NOUN", "PROPN") and head.lower_ not in lexicon["scales"]:
                return str(lexicon["currencies"].get(head.lower_, head.lemma_.lower()))
        else:
            break
    if after and tokens[end].pos_ == "NOUN" and tokens[end].i == tokens[end - 1].i + 1:
        return tokens[end].lemma_.lower()
    return None


def _bounds(tokens: Sequence[Token], start: int, end: int, value: float) -> tuple[float | None, float | None]:
    """The interval that the words around the numeral ``tokens[start:end]`` make of it: "over 20", "20 men or more"."""
    kind = _bound_before(tokens, start) or _bound_after(tokens, end)
    if kind == "about":
        return value * (1 - ABOUT), value * (1 + ABOUT)
    return (None if kind == "most" else value), (None if kind == "least" else value)


def _bound_before(tokens: Sequence[Token], start: int) -> str | None:
    left = [t.lower_ for t in tokens[max(0, start - 4) : start] if not t.is_currency]
    if left[-2:] == ["up", "to"] and left[-3:-2] and left[-3] in modifier_words().motion:
        return None
    known = (_lexicon()["bounds"].get(" ".join(left[-width:])) for width in (3, 2, 1) if len(left) >= width)
    return next((str(kind) for kind in known if kind), None)


def _bound_after(tokens: Sequence[Token], end: int) -> str | None:
    """What bounds a numeral behind it or behind what it counts, unless that belongs to the next numeral."""
    counted = end < len(tokens) and tokens[end].pos_ == "NOUN"
    for at in (end, end + 1) if counted else (end,):
        for width in (4, 3, 2, 1):
            kind = _lexicon()["bounds_after"].get(" ".join(t.lower_ for t in tokens[at : at + width]))
            if kind and (at + width >= len(tokens) or _value(tokens[at + width]) is None):
                return str(kind)
    return None


def _predicate(token: Token) -> str:
    for ancestor in (token, *token.ancestors):
        if ancestor.pos_ == "VERB":
            return ancestor.lemma_.lower()
    return ""


def _number(exact: str, token: Token, low: float | None, high: float | None, unit: str | None) -> Fact:
    return Fact("number", exact, _predicate(token), unit, low, high)


def _single(token: Token) -> Fact | None:
    """A fact that one token holds whole: an ordinal, a multiple."""
    if match := _ORDINAL.fullmatch(token.text):
        rank = float(match[1])
        return _number(token.text, token, rank, rank, "rank")
    lexicon = _lexicon()
    if (times := lexicon["multiples"].get(token.lemma_.lower())) is not None and token.pos_ in ("VERB", "ADV", "ADJ"):
        negated = any(child.dep_ == "neg" for child in token.children)
        return None if negated else _number(token.text, token, float(times), float(times), "times")
    ordinals = lexicon["ordinals"]
    if token.lower_ in ordinals and token.pos_ == "ADJ":
        rank = float(ordinals[token.lower_])
        return _number(token.text, token, rank, rank, "rank")
    return None


def _quantities(tokens: Sequence[Token]) -> dict[int, Comparable]:
    """What the reader of quantities finds in each stretch of unbroken tokens, by the number's first token."""
    read: dict[int, Comparable] = {}
    first = 0
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or tokens[index].i != tokens[index - 1].i + 1:
            text = tokens[first].doc[tokens[first].i : tokens[index - 1].i + 1].text
            read |= comparable(text, [t.idx - tokens[first].idx for t in tokens[first:index]], first)
            first = index
    return read


def _quantity(tokens: Sequence[Token], index: int, read: Comparable) -> tuple[Fact, int] | None:
    """The fact of a quantity whose number begins at ``index``, where the words of its number or its unit say more than
    the numerals alone, and the index behind it.
    """
    words = tokens[index : read.number_end]
    if read.unit is None:
        own = _run(tokens, index)
        same = own is not None and (own[0] == read.value or read.number_end <= own[1])
        if (same and not read.vague) or not (read.counts and words):
            return None
    end = read.number_end if read.unit is None else read.end
    low, high = _bounds(tokens, index, end, read.value)
    if read.most is not None:
        low, high = read.value, read.most
    unit = read.unit or _unit(tokens, index, read.number_end)
    return _number(" ".join(t.text for t in words), tokens[index], low, high, unit), max(end, index + 1)


def numbers(tokens: Sequence[Token]) -> list[Fact]:
    """The numerals of a content as facts, in text order.

    ``tokens``: tokens of the content that no other layer has read (no dates, no names).
    """
    found: list[Fact] = []
    index = 0
    quantities = _quantities(tokens)
    while index < len(tokens):
        token = tokens[index]
        if index in quantities and (fact := _quantity(tokens, index, quantities[index])):
            if not _rejected(tokens, index):
                found.append(fact[0])
            index = fact[1]
            continue
        if single := _single(token):
            found.append(single)
            index += 1
            continue
        if match := _RANGE.fullmatch(token.text):
            low, high = _plain(match[1]), _plain(match[2])
            if low is not None and high is not None:
                is_range = low < high and _is_range(tokens, index + 1, high)
                ends = [(low, high)] if is_range else [(low, low), (high, high)]
                unit = _unit(tokens, index, index + 1)
                found.extend(_number(token.text, token, a, b, unit) for a, b in ends)
                index += 1
                continue
        run = _run(tokens, index)
        if run is None or (token.lower_ == "one" and token.pos_ in ("PRON", "NOUN")):
            index += 1
            continue
        value, end = run
        unit = _unit(tokens, index, end)
        if unit == "share":
            value /= 100
        low_bound, high_bound = _bounds(tokens, index, end, value)
        if low_bound == high_bound and (other := _range_end(tokens, index, end, value)):
            high_bound, end = other
            unit = unit or _unit(tokens, index, end)
        if _rejected(tokens, index):
            index = end
            continue
        exact = " ".join(t.text for t in tokens[index:end])
        found.append(_number(exact, token, low_bound, high_bound, unit))
        index = end
    return found


def _range_end(tokens: Sequence[Token], start: int, end: int, value: float) -> tuple[float, int] | None:
    """The upper end of a range that begins with ``tokens[start:end]``; "20-13" and "20-26" alone are scores, no
    ranges.
    """
    if end + 1 >= len(tokens) or tokens[end].lower_ not in ("to", "and", "-", "–"):
        return None
    other = _run(tokens, end + 1)
    if other is None or other[0] <= value:
        return None
    word = tokens[end].lower_
    if word == "and":
        return other if start and tokens[start - 1].lower_ in ("between", "from") else None
    return other if word == "to" or _is_range(tokens, other[1], other[0]) else None


def _is_range(tokens: Sequence[Token], end: int, high: float) -> bool:
    """Whether two numbers joined by a dash are a range: a plural is counted, or they are shares, years or thousands."""
    following = tokens[end] if end < len(tokens) else None
    counted = following is not None and following.tag_ in ("NNS", "NN") and following.lower_[-1:] == "s"
    return counted or high >= 1000 or (following is not None and following.lower_ in _lexicon()["shares"])


def is_designation(token: Token) -> bool:
    """Whether a numeral stands behind a proper name that it counts no more than "Route" in "Route 94"."""
    if token.i == 0 or _plain(token.lower_) is None:
        return False
    name = token.nbor(-1)
    if name.lower_ in unit_words().codes:
        return False
    counted = token.dep_ == "nummod" and token.head.i > token.i
    is_month = name.lower_.rstrip(".") in _lexicon()["months"]
    return name.pos_ == "PROPN" and name.text[:1].isupper() and not counted and not is_month


def designations(tokens: Sequence[Token]) -> list[Fact]:
    """Numerals that are part of a name ("Terminal 3", "Resolution 1701"): unit "no. " and the word before."""
    found = []
    for token in tokens:
        number = _plain(token.lower_)
        if number is None or token.i == 0:
            continue
        name = token.nbor(-1)
        if is_designation(token):
            found.append(_number(f"{name.text} {token.text}", token, number, number, f"no. {name.lower_}"))
    return found


def _rejected(tokens: Sequence[Token], start: int) -> bool:
    """Whether the numeral is named to be denied ("86, not 62"): then it is no fact of the content."""
    left = tuple(t.lower_ for t in tokens[max(0, start - 2) : start])
    punctuated = start >= 2 and tokens[start - 1].i - 1 >= 0 and tokens[start - 1].nbor(-1).is_punct
    return left[-2:] in _REJECTED or (left[-1:] == ("not",) and (punctuated or left[:1] == ("and",)))


def dates(tokens: Sequence[Token]) -> tuple[list[Fact], set[int]]:
    """Dates named without help of the publication date, as ISO 8601, and the indices (``Token.i``) of their tokens.

    ``2024``, ``2024-05``, ``2024-05-03``; without a year ``--05`` and ``--05-03``; a bare weekday ``-W-5`` (Friday);
    a bare time of day ``T16:45``.
    """
    lexicon = _lexicon()
    found: list[Fact] = []
    used: set[int] = set()
    for index, token in enumerate(tokens):
        low = token.lower_.rstrip(".")
        if token.i in used:
            continue
        if low in lexicon["weekdays"] and token.pos_ in ("PROPN", "NOUN", "ADV"):
            found.append(Fact("date", token.text, _predicate(token), value=f"-W-{int(lexicon['weekdays'][low])}"))
            used.add(token.i)
        elif (
            low in lexicon["months"]
            and token.text[:1].isupper()
            and (low not in ("may", "march") or _dated(tokens, index))
        ):
            value, spent = _month(tokens, index, int(lexicon["months"][low]))
            found.append(Fact("date", " ".join(t.text for t in spent), _predicate(token), value=value))
            used.update(t.i for t in spent)
        elif _YEAR.fullmatch(token.text) and token.dep_ != "nummod" and (token.ent_type_ in ("DATE", "")):
            before = tokens[index - 1].lower_ if index else ""
            if token.ent_type_ == "DATE" or before in ("in", "since", "by", "until", "of"):
                found.append(Fact("date", token.text, _predicate(token), value=token.text))
                used.add(token.i)
        elif (clock := _CLOCK.fullmatch(token.text)) and (not clock[2] or _is_time(tokens, index)):
            found.append(Fact("date", token.text, _predicate(token), value=f"T{int(clock[1]):02}:{clock[3]}"))
            used.add(token.i)
    return found, used


def _is_time(tokens: Sequence[Token], index: int) -> bool:
    """Whether "4.45" is a time: it says so ("pm"), or stands behind a preposition of time and counts nothing."""
    if tokens[index].lower_.endswith("m"):
        return True
    before = tokens[index - 1].lower_ if index else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return before in _AT and (after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM"))


def _dated(tokens: Sequence[Token], index: int) -> bool:
    """Whether "May" or "March" is the month: a day, a year or a preposition of time stands beside it."""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    before = tokens[index - 1].lower_ if index else ""
    return after[:1].isdigit() or before[:1].isdigit() or before in ("in", "last", "next", "since", "by", "of", "until")


def _day(text: str) -> int | None:
    match = re.fullmatch(r"([0-3]?[0-9])(?:st|nd|rd|th)?", text)
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None


def _month(tokens: Sequence[Token], index: int, month: int) -> tuple[str, list[Token]]:
    """The date around a month's name: "3 May 2024", "May 3, 2024", "May 2024", "May"."""
    spent, day, year = [tokens[index]], None, ""
    rest = list(tokens[index + 1 : index + 4])
    if index and (day := _day(tokens[index - 1].text)):
        spent.insert(0, tokens[index - 1])
    elif rest and (day := _day(rest[0].text)):
        spent.append(rest.pop(0))
    if rest and rest[0].text == ",":
        rest.pop(0)
    if rest and _YEAR.fullmatch(rest[0].text):
        year = rest[0].text
        spent.append(rest[0])
    stem = f"{year}-{month:02}" if year else f"--{month:02}"
    return (f"{stem}-{day:02}" if day else stem), spent
