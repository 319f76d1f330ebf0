"""Normal forms as columns: sparse sets of whole numbers, so that pairs are compared by the hundred thousand.

Row order is mention id order and column order is the order of the strings, so nothing depends on the order of arrival.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from claimx.records import Fact, NormalForm
from claimx.resolve.frequencies import Frequencies, names

Ints = npt.NDArray[np.int64]
Whole = npt.NDArray[np.integer[Any]]
"""Whole numbers of any width: long columns are kept narrow."""

UNDATED = np.iinfo(np.int32).min
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

SHINGLE = 4
"""Words in a run that two verbatim contents must share to count as the same quotation."""


def distinct(values: Ints) -> Ints:
    """The different values (0 or more), sorted; quicker than a hash table where most come once."""
    ordered = np.sort(values)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))] if len(ordered) else ordered


@dataclass(frozen=True, slots=True)
class Sets:
    """A set of strings for each row, as a 0/1 matrix, with the weight of each string and of each row's set."""

    matrix: csr_array
    weights: Ints
    totals: Ints

    def shared(self, left: Ints, right: Ints) -> Ints:
        """Weight of what rows ``left[k]`` and ``right[k]`` have in common, for every k."""
        both = self.matrix[left].multiply(self.matrix[right])
        return np.asarray(both @ self.weights, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Table:
    """``n`` normal forms in mention id order, and their columns (each of length ``n``).

    ``amounts``: the first number (its lower bound, if any), -1 where there is none; ``measures``: its unit.
    ``days``: publication day as ordinal, or UNDATED; ``named``: the days that the content names in full.  ``inside``:
    the predicate as a 0/1 row over the columns of ``words``, ``heads``: the predicate's stem as a 0/1 row over the
    columns of ``plain_stems``.  ``plain``: the words that are no names.  ``places``: among the article's mentions.
    ``vectors``: int8, ``n`` x dimension, zero rows where there is none.
    """

    forms: Sequence[NormalForm]
    words: Sets
    stems: Sets
    plain: Sets
    plain_stems: Sets
    arguments: Sets
    subjects: Sets
    entities: Sets
    numbers: Sets
    units: Sets
    amounts: npt.NDArray[np.float64]
    measures: Ints
    dates: Sets
    named: Sets
    quotes: Sets
    inside: csr_array
    heads: csr_array
    predicates: Ints
    stemmed: Ints
    holders: Ints
    articles: Ints
    places: Ints
    days: Ints
    vectors: npt.NDArray[np.int8]
    norms: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.forms)


@dataclass(frozen=True, slots=True)
class _Words:
    """Strings by row: ``names`` sorted; the k-th string of all rows is ``names[codes[k]]``, in row ``rows[k]`` of
    ``count``.
    """

    names: Sequence[str]
    rows: Ints
    codes: Ints
    count: int

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]]) -> _Words:
        """The strings of ``rows``."""
        code: dict[str, int] = {}
        found = np.array([code.setdefault(name, len(code)) for row in rows for name in row], np.int64)
        where = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        return _sorted(list(code), where, found, len(rows))

    def map(self, change: Callable[[str], str]) -> _Words:
        """Every string changed."""
        code: dict[str, int] = {}
        new = np.array([code.setdefault(change(name), len(code)) for name in self.names], np.int64)
        return _sorted(list(code), self.rows, new[self.codes], self.count)

    def without(self, left_out: Container[str]) -> _Words:
        """The strings that are not in ``left_out``."""
        good = np.array([name not in left_out for name in self.names], np.bool_)
        keep = np.flatnonzero(good[self.codes])
        kept = np.cumsum(good) - 1
        names = [name for name in self.names if name not in left_out]
        return _Words(names, self.rows[keep], kept[self.codes[keep]], self.count)

    def sets(self, weight: Callable[[str], int]) -> Sets:
        """The strings of each row as a weighed set."""
        width = max(1, len(self.names))
        cells = distinct(self.rows * width + self.codes)
        indptr = np.searchsorted(cells, np.arange(self.count + 1) * width)
        matrix = csr_array(
            (np.ones(len(cells), np.int32), (cells % width).astype(np.int32), indptr), shape=(self.count, width)
        )
        weights = np.array([weight(name) for name in self.names] or [0], np.int64)
        return Sets(matrix, weights, np.asarray(matrix @ weights, dtype=np.int64))


def _sorted(names: Sequence[str], rows: Ints, codes: Ints, count: int) -> _Words:
    """Words whose ``names`` come in any order."""
    order = sorted(range(len(names)), key=names.__getitem__)
    place = np.zeros(len(names), np.int64)
    place[order] = np.arange(len(names))
    return _Words([names[k] for k in order], rows, place[codes], count)


def _sets(rows: Sequence[Sequence[str]], weight: Callable[[str], int]) -> Sets:
    return _Words.of(rows).sets(weight)


def _within(names: Sequence[str], values: Sequence[str]) -> csr_array:
    """One-hot rows: the column of each value in the sorted ``names``, an empty row where it is not among them."""
    column = {name: k for k, name in enumerate(names)}
    found = np.array([column.get(value, -1) for value in values], np.int64)
    rows = np.flatnonzero(found >= 0)
    return csr_array((np.ones(len(rows), np.int32), (rows, found[rows])), shape=(len(values), max(1, len(names))))


def _codes(values: Sequence[str]) -> Ints:
    """A number for each distinct string; -1 for the empty one."""
    code = {value: k for k, value in enumerate(sorted(set(values) - {""}))}
    return np.array([code.get(value, -1) for value in values], np.int64)


def stem(word: str) -> str:
    """A crude stem, so that "negotiation" meets "negotiate" and "Russian" meets "Russia"."""
    return word[:5] if len(word) > 6 else word[:4]


def number_key(fact: Fact) -> str:
    """A numeral as a string, without its unit: units are read less surely than values."""
    return f"{fact.unit if (fact.unit or '').startswith('no. ') else ''}:{fact.low}/{fact.high}"


def telling(key: str) -> int:
    """How telling a numeral is, 1 to 4: its significant digits, one more from 100 up."""
    low, _, high = key.rpartition(":")[2].partition("/")
    value = high if low == "None" else low
    digits = value.partition(".")[0].rstrip("0") if value.endswith(".0") else value.replace(".", "")
    return min(4, max(1, len(digits.lstrip("0"))) + (len(value.partition(".")[0]) > 2))


def day_number(published: str) -> int:
    """Ordinal of an ISO date; UNDATED when it is not a full date."""
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return int(UNDATED)


def named_days(form: NormalForm) -> list[str]:
    """The days that a form names with day, month and year, sorted."""
    return sorted({f.value for f in form.facts if f.kind == "date" and f.value and _DAY.fullmatch(f.value)})


def shingles(words: Sequence[str]) -> list[str]:
    """Runs of SHINGLE words, or the whole when it is shorter."""
    if len(words) <= SHINGLE:
        return [" ".join(words)] if words else []
    return [" ".join(words[k : k + SHINGLE]) for k in range(len(words) - SHINGLE + 1)]


def _one(_: str) -> int:
    return 1


def _facts(form: NormalForm, kind: str) -> list[Fact]:
    return [fact for fact in form.facts if fact.kind == kind]


def _amount(fact: Fact | None) -> float:
    low = None if fact is None else fact.low if fact.low is not None else fact.high
    return -1.0 if low is None else abs(low)


def _vectors(forms: Sequence[NormalForm]) -> npt.NDArray[np.int8]:
    width = max((len(form.vector) for form in forms), default=0)
    if not width:
        return np.zeros((len(forms), 1), np.int8)
    empty = bytes(width)
    rows = b"".join(form.vector if len(form.vector) == width else empty for form in forms)
    return np.frombuffer(rows, np.int8).reshape(len(forms), width)


def _norms(vectors: npt.NDArray[np.int8]) -> npt.NDArray[np.float64]:
    squares: npt.NDArray[np.int32] = np.einsum("ij,ij->i", vectors, vectors, dtype=np.int32)
    return np.sqrt(squares.astype(np.float64))


def make_table(forms: Iterable[NormalForm], known: Frequencies, *, keep_order: bool = False) -> Table:
    """Columns of ``forms``, sorted by mention id (ids must differ), or in the given order."""
    rows = list(forms) if keep_order else sorted(forms, key=lambda form: form.mention)
    vectors = _vectors(rows)
    words = _Words.of([form.words for form in rows])
    plain = words.without(names())
    stems = plain.map(stem)
    predicates = [form.predicate for form in rows]
    first = [next(iter(_facts(form, "number")), None) for form in rows]
    return Table(
        forms=rows,
        words=words.sets(known.weight),
        stems=words.map(stem).sets(_one),
        plain=plain.sets(known.weight),
        plain_stems=stems.sets(_one),
        arguments=_sets([(*form.subjects, *form.objects) for form in rows], known.weight),
        subjects=_sets([form.subjects for form in rows], _one),
        entities=_sets([form.entities for form in rows], _one),
        numbers=_sets([[number_key(f) for f in _facts(form, "number")] for form in rows], telling),
        units=_sets([[f.unit for f in _facts(form, "number") if f.unit] for form in rows], _one),
        amounts=np.array([_amount(fact) for fact in first]),
        measures=_codes([(fact.unit or "") if fact else "" for fact in first]),
        dates=_sets([[f.value or "" for f in _facts(form, "date")] for form in rows], _one),
        named=_sets([named_days(form) for form in rows], _one),
        quotes=_sets([shingles(form.quote) for form in rows], _one),
        inside=_within(words.names, predicates),
        heads=_within(stems.names, [stem(p) for p in predicates]),
        predicates=_codes(predicates),
        stemmed=_codes([stem(p) for p in predicates]),
        holders=_codes([form.holder for form in rows]),
        articles=_codes([form.article for form in rows]),
        places=np.array([form.place for form in rows], np.int64),
        days=np.array([day_number(form.published) for form in rows], np.int64),
        vectors=vectors,
        norms=_norms(vectors),
    )
