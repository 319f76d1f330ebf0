"""Whether two numbers are of one thing by what befell those whom they count: of 44 who were taken off a ship and four
who died neither number puts the other right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from claimx.records import Fact, NormalForm
from claimx.resolve.words import by_word, lemmas

Fates = frozenset[str]


def of_one_fate(one: NormalForm, other: NormalForm, left: str, right: str) -> bool:
    """Whether what befell those whom the numbers ``left`` and ``right`` (as they are written) of two contents count may
    be the same; true where it is unknown of either.
    """
    (ours, around), (theirs, others) = _fates(one, left), _fates(other, right)
    # "Missing, feared dead" is both.
    return not (ours and theirs and ours.isdisjoint(others) and theirs.isdisjoint(around))


def _fates(form: NormalForm, number: str) -> tuple[Fates, Fates]:
    """What befell those whom a number of a content counts, by the verb above it and the noun beside it, else by any
    word, where it is the only number; and whatever the content tells.
    """
    numbers = [fact for fact in form.facts if fact.kind == "number"]
    fact = next((fact for fact in numbers if fact.exact == number), None)
    if fact is None:
        return Fates(), Fates()
    of_people = not lemmas("persons").isdisjoint((fact.unit or "").split()[-1:])
    around = _told((form.predicate, *form.words, *(word for one in numbers for word in _beside(one))), of_people)
    return _told(_beside(fact), of_people) or (around if len(numbers) == 1 else Fates()), around


def _beside(fact: Fact) -> tuple[str, ...]:
    return fact.predicate, *(fact.unit or "").split()


def _told(words: Iterable[str], of_people: bool) -> Fates:
    tables = [_fates_by_lemma("people")] if of_people else [_fates_by_lemma("people"), _fates_by_lemma("things")]
    return Fates(fate for word in words for table in tables for fate in table.get(word, ()))


@cache
def _fates_by_lemma(kind: str) -> Mapping[str, Fates]:
    """The fates of people, or of things, that each lemma tells."""
    found: dict[str, set[str]] = {}
    for fate, words in by_word(f"fates_of_{kind}").items():
        for word in words:
            found.setdefault(word, set()).add(fate)
    return {word: Fates(fates) for word, fates in found.items()}
