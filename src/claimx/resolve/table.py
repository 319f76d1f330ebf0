"""Normal forms as columns: sparse sets of whole numbers, so that pairs are compared by the hundred thousand.

Row order is mention id order and column order is the order of the strings, so nothing depends on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from claimx.records import Fact, NormalForm
from claimx.resolve.frequencies import Frequencies, names

Ints = npt.NDArray[np.int64]

UNDATED = np.iinfo(np.int32).min
SHINGLE = 4
"""Words in a run that two verbatim contents must share to count as the same quotation."""


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
    ``days``: publication day as ordinal, or UNDATED.  ``inside``: the predicate as a 0/1 row over the columns of
    ``words``, ``heads``: the predicate's stem as a 0/1 row over the columns of ``plain_stems``.  ``plain``: the words
    that are no names.  ``places``: among the article's mentions.  ``vectors``: int8, ``n`` x dimension, zero rows where
    there is none.
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


def _names(rows: Sequence[Iterable[str]]) -> list[str]:
    return sorted({name for row in rows for name in row})


def _sets(rows: Sequence[Iterable[str]], weight: Callable[[str], int]) -> Sets:
    names = _names(rows)
    column = {name: k for k, name in enumerate(names)}
    indptr = np.zeros(len(rows) + 1, np.int64)
    indices: list[int] = []
    for k, row in enumerate(rows):
        indices.extend(sorted({column[name] for name in row}))
        indptr[k + 1] = len(indices)
    data = np.ones(len(indices), np.int32)
    shape = (len(rows), max(1, len(names)))
    matrix = csr_array((data, np.asarray(indices, np.int32), indptr), shape=shape)
    weights = np.array([weight(name) for name in names] or [0], np.int64)
    return Sets(matrix, weights, np.asarray(matrix @ weights, dtype=np.int64))


def _within(names: Sequence[str], values: Sequence[str], columns: int) -> csr_array:
    """One-hot rows: the column of each value in the sorted ``names``, an empty row where it is not among them."""
    column = {name: k for k, name in enumerate(names)}
    hits = [(row, column[value]) for row, value in enumerate(values) if value in column]
    rows, cols = (np.array(part, np.int64) for part in zip(*hits, strict=True)) if hits else (np.zeros(0, int),) * 2
    return csr_array((np.ones(len(hits), np.int32), (rows, cols)), shape=(len(values), columns))


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
    matrix = np.zeros((len(forms), max(1, width)), np.int8)
    for k, form in enumerate(forms):
        if len(form.vector) == width and width:
            matrix[k] = np.frombuffer(form.vector, np.int8)
    return matrix


def make_table(forms: Iterable[NormalForm], known: Frequencies, *, keep_order: bool = False) -> Table:
    """Columns of ``forms``, sorted by mention id (ids must differ), or in the given order."""
    rows = list(forms) if keep_order else sorted(forms, key=lambda form: form.mention)
    vectors = _vectors(rows)
    words = [form.words for form in rows]
    plain = [[word for word in form.words if word not in names()] for form in rows]
    stems = [[stem(word) for word in row] for row in plain]
    predicates = [form.predicate for form in rows]
    first = [next(iter(_facts(form, "number")), None) for form in rows]
    wide: npt.NDArray[Any] = np.array([int(v.astype(np.int32) @ v.astype(np.int32)) for v in vectors], np.int64)
    return Table(
        forms=rows,
        words=_sets(words, known.weight),
        stems=_sets([[stem(w) for w in form.words] for form in rows], _one),
        plain=_sets(plain, known.weight),
        plain_stems=_sets(stems, _one),
        arguments=_sets([(*form.subjects, *form.objects) for form in rows], known.weight),
        subjects=_sets([form.subjects for form in rows], _one),
        entities=_sets([form.entities for form in rows], _one),
        numbers=_sets([[number_key(f) for f in _facts(form, "number")] for form in rows], telling),
        units=_sets([[f.unit for f in _facts(form, "number") if f.unit] for form in rows], _one),
        amounts=np.array([_amount(fact) for fact in first]),
        measures=_codes([(fact.unit or "") if fact else "" for fact in first]),
        dates=_sets([[f.value or "" for f in _facts(form, "date")] for form in rows], _one),
        quotes=_sets([shingles(form.quote) for form in rows], _one),
        inside=_within(_names(words), predicates, max(1, len(_names(words)))),
        heads=_within(_names(stems), [stem(p) for p in predicates], max(1, len(_names(stems)))),
        predicates=_codes(predicates),
        stemmed=_codes([stem(p) for p in predicates]),
        holders=_codes([form.holder for form in rows]),
        articles=_codes([form.article for form in rows]),
        places=np.array([form.place for form in rows], np.int64),
        days=np.array([day_number(form.published) for form in rows], np.int64),
        vectors=vectors,
        norms=np.sqrt(wide.astype(np.float64)),
    )
