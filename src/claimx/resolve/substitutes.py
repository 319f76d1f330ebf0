"""One word in the place of another: what cannot be the same ("cinema", "theatre"), and what is ("lorry", "truck").

Of two claims that are alike but for a word all depends on what the two words mean, which no similarity knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from claimx.records import NormalForm
from claimx.resolve.table import stem
from claimx.resolve.words import groups, lemmas, pattern

_MOST = 2
"""Words that either side may have to itself where one of them stands in another's place."""

_LEAST = 2
"""Words that both must have where one of them has an "only" besides."""

_ALL = 4
"""Words and figures from which two contents that differ in synonyms alone say the same."""

_PARTICLE = 4
"""Words behind a verb among which its particle stands: "turned an offer down"."""

_ROOT = 4
"""Letters that two words of one root share at their beginning."""


def replaced(one: NormalForm, other: NormalForm) -> tuple[str, str] | None:
    """Two words that exclude each other, one on each side, where hardly anything else differs."""
    first, second = set(one.words), set(other.words)
    ours, theirs = first - second, second - first
    verbs = one.predicate, other.predicate
    # What is done with one thing: "a pact was drafted" here, "both sides signed a pact" there.
    if len(first & second) >= _LEAST and verbs[0] in ours and verbs[1] in theirs and _exclude(*verbs):
        return verbs
    if not first & second or not (0 < len(ours) <= _MOST and 0 < len(theirs) <= _MOST):
        return None
    pairs = [(a, b) for a in ours for b in theirs if _exclude(a, b)]
    return min(pairs, default=None)


def restricted(one: NormalForm, other: NormalForm) -> bool:
    """Whether one says of a thing alone what the other says of it ("on weekdays", "only on weekdays"), and hardly
    anything else differs.
    """
    first, second = (set(form.words) - {"only"} for form in (one, other))
    if len(first & second) < max(_LEAST, len(first | second) - 1):
        return False
    limits = [pattern("restrictions").search(form.content) is not None for form in (one, other)]
    return limits[0] != limits[1]


def one_for_one(one: NormalForm, other: NormalForm) -> bool:
    """Whether the two are alike but for one word each, of two beginnings and no synonyms, and numbers."""
    first, second = (set(synonymous(form.words)) - _units(form) for form in (one, other))
    ours, theirs = first - second, second - first
    if len(ours) != 1 or len(theirs) != 1 or len(first & second) < _LEAST:
        return False
    return not akin(*ours, *theirs)


def _units(form: NormalForm) -> set[str]:
    """The words of its measures, which its numbers have already been compared with."""
    return {word for word in form.words if pattern("measures").fullmatch(word)}


def akin(one: str, other: str) -> bool:
    """Whether two lemmas begin alike: "retire", "retirement"."""
    short, long = sorted((stem(one), stem(other)), key=len)
    return one == other or (len(short) >= _ROOT and long.startswith(short))


def under_way(one: NormalForm, other: NormalForm) -> bool:
    """Whether one says that something is going on of which the other says that it is done ("are leaving", "have
    left").
    """
    if one.predicate != other.predicate or one.predicate not in lemmas("achieved"):
        return False
    going = [_goes_on(form) for form in (one, other)]
    done = other if going[0] else one
    return going[0] != going[1] and pattern("perfect").search(done.content) is not None


def _goes_on(form: NormalForm) -> bool:
    found = pattern("progressive").finditer(form.content)
    return any(match[0].lower().split()[-1][:3] == form.predicate[:3] for match in found)


def one_vocabulary(one: NormalForm, other: NormalForm) -> bool:
    """Whether the two have words and figures in common, four in all, once synonyms are taken for one."""
    (words, figures), (others, other_figures) = _in_first_synonyms(one), _in_first_synonyms(other)
    return words == others and figures == other_figures and len(words) + len(figures) >= _ALL


def _in_first_synonyms(form: NormalForm) -> tuple[list[str], list[str]]:
    figures = (f"{f.kind} {f.low} {f.high} {f.value} {' '.join(synonymous((f.unit or '',)))}" for f in form.facts)
    return sorted(synonymous(form.words)), sorted(figures)


def synonymous(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, each that has synonyms as the first of them; a verb and its particle are one ("turn_down")."""
    found: list[str] = []
    spent: set[int] = set()
    for at, word in enumerate(words):
        near = range(at + 1, min(at + _PARTICLE, len(words)))
        behind = next((k for k in near if f"{word}_{words[k]}" in _synonyms()), None)
        if at not in spent:
            found.append(_synonyms().get(f"{word}_{words[behind]}" if behind else word, word))
        spent |= {behind} if behind else set()
    return tuple(found)


def one_verb(one: NormalForm, other: NormalForm) -> bool:
    """Whether two predicates are of one root, or synonyms."""
    return akin(one.predicate, other.predicate) or _verb(one) == _verb(other)


def _verb(form: NormalForm) -> str:
    """The predicate with its particle, as the first of its synonyms."""
    if form.predicate not in form.words:
        return synonymous((form.predicate,))[0]
    return synonymous(form.words[form.words.index(form.predicate) :])[0]


def _exclude(one: str, other: str) -> bool:
    """Whether two words are of one kind, so that what is the one is not the other."""
    return not _kinds(one).isdisjoint(_kinds(other))


@lru_cache(maxsize=4096)
def _kinds(word: str) -> frozenset[int]:
    return _members().get(word, frozenset())


@cache
def _members() -> Mapping[str, frozenset[int]]:
    """The kinds that a word is one of, or the courses of things that it is a stage of."""
    found: dict[str, set[int]] = {}
    for number, words in enumerate(groups("substitutes", "kinds") + groups("substitutes", "stages")):
        for word in words:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def _synonyms() -> Mapping[str, str]:
    return {word: words[0] for words in groups("substitutes", "synonyms") for word in words}
