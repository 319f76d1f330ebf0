"""Names as token sequences, and an index that finds the longest at a place."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from claimx.ids import fold

Value = TypeVar("Value", bound=Hashable)

_TOKEN = re.compile(r"[^\W\d_]+[\u0300-\u036f]*(?:[^\W\d_]+[\u0300-\u036f]*)*|\d+|[^\w\s]|_")


_PARTICLE = re.compile(
    r"(?<=[\w.] )(?:A[lnsu]|Au[xd]|And|D[aeiou]|D[ao]s|Del|Della|Des|E[ln]|In|Na|O[fn]|Sur|The|Upon|Y)(?= )"
)
_ARTICLE = re.compile(r"(?<= )(a[ln]|as|el) (?=[A-Z])")
_SAINT = re.compile(r"(?:St\.?|Saint)(?=[ -][A-Z])")


def small_particles(name: str) -> str:
    """A name from a list that begins every word with a capital, as texts write it ("Mar del Plata")."""
    return _PARTICLE.sub(lambda m: m.group().lower(), name)


def spellings(name: str) -> tuple[str, ...]:
    """The name and the ways texts write it: small particles, hyphens for spaces and spaces for hyphens, "St." """
    forms = [name, small_particles(name)]
    forms.append(_ARTICLE.sub(r"\1-", forms[1]))
    if _SAINT.match(name):
        forms += [_SAINT.sub(saint, form, count=1) for form in forms for saint in ("St", "St.", "Saint")]
    forms += [form.replace("-", " ") for form in forms] + [form.replace(" ", "-") for form in forms]
    return tuple(dict.fromkeys(forms))


class Token(NamedTuple):
    """A run of letters, a run of digits or one other sign; ``text`` is folded, ``start`` and ``end`` are not."""

    start: int
    end: int
    text: str


def lex(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of ``text[start:end]``, offsets into ``text``."""
    stop = len(text) if end is None else end
    return [Token(m.start(), m.end(), fold(m.group())) for m in _TOKEN.finditer(text, start, stop)]


class Hit(NamedTuple, Generic[Value]):
    """A name found: ``tokens[first:last]`` and what it may stand for, in the order they were added."""

    first: int
    last: int
    values: tuple[Value, ...]


@dataclass(slots=True)
class NameIndex(Generic[Value]):
    """Finds names in token sequences, longest first, with regard to case.

    ``capitals`` also finds names written wholly in capitals ("MOSCOW"), of at least four letters.
    """

    capitals: bool = False
    _by_first: dict[str, dict[tuple[str, ...], list[Value]]] = field(default_factory=dict)
    _lengths: dict[str, list[int]] = field(default_factory=dict)

    def add(self, name: str, value: Value) -> None:
        """Let the name stand for the value too; a name without tokens is ignored."""
        self._add(tuple(t.text for t in lex(name)), value)
        if self.capitals and len(name) > 3 and name != name.upper():
            self._add(tuple(t.text for t in lex(name.upper())), value)

    def _add(self, key: tuple[str, ...], value: Value) -> None:
        if not key:
            return
        values = self._by_first.setdefault(key[0], {}).setdefault(key, [])
        if value not in values:
            values.append(value)
        lengths = self._lengths.setdefault(key[0], [])
        if len(key) not in lengths:
            lengths.append(len(key))
            lengths.sort(reverse=True)

    def get(self, name: str) -> tuple[Value, ...]:
        """What the whole name may stand for."""
        # Most names asked for are unknown, and most of these from their first token on.
        first = _TOKEN.search(name)
        names = self._by_first.get(fold(first.group())) if first else None
        return tuple(names.get(tuple(t.text for t in lex(name)), ())) if names else ()

    def at(self, tokens: Sequence[Token], first: int) -> Hit[Value] | None:
        """The longest name that begins at the token, or None."""
        names = self._by_first.get(tokens[first].text)
        if names is None:
            return None
        for length in self._lengths[tokens[first].text]:
            last = first + length
            if last <= len(tokens) and (values := names.get(tuple(t.text for t in tokens[first:last]))):
                return Hit(first, last, tuple(values))
        return None

    def find(self, tokens: Sequence[Token]) -> Iterator[Hit[Value]]:
        """Names from left to right, the longest at each place, none overlapping another."""
        first = 0
        while first < len(tokens):
            hit = self.at(tokens, first)
            if hit is None:
                first += 1
            else:
                yield hit
                first = hit.last


def index(pairs: Iterable[tuple[str, Value]], *, capitals: bool = False) -> NameIndex[Value]:
    """An index of (name, value) pairs."""
    made: NameIndex[Value] = NameIndex(capitals=capitals)
    for name, value in pairs:
        made.add(name, value)
    return made
