"""Who a surname, a first name or initials mean: the people the article names in full, without a guess between two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from claimx.ids import PARTICLES, fold, name_key, surname_key
from claimx.knowledge.roles import roles

_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\. ?){2,3}$")
_HONORIFIC = re.compile(r"\b(Mrs?|Ms|Miss|Madame|Monsieur|Sir|Dame|Lady|Lord)\.? $")
_GENDER = {"Mr": "male", "Monsieur": "male", "Sir": "male", "Lord": "male"}


class Namesakes:
    """The full names of an article's people, by the short forms they may be called by."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        """``names``: where each full name (see :func:`is_full`) stands, and the name, in order."""
        self._by_form: dict[str, dict[str, list[int]]] = {}
        self._gender = roles().given
        for start, name in names:
            for form in _forms(name):
                self._by_form.setdefault(form, {}).setdefault(name, []).append(start)

    def owner(self, form: str, start: int, before: str, since: int) -> str | None:
        """The full name meant by ``form`` at ``start`` with the text ``before`` it; None where there is none.

        Of two bearers of a surname the one whom "Mr" or "Ms" leaves; the one named last in full ``since`` the sentence
        before; else the one introduced first: the relative who comes in later is told apart in news by a first name.
        """
        owners = self._by_form.get(_key(form), {})
        if len(owners) == 1:
            return next(iter(owners))
        if (said := _HONORIFIC.search(before)) is not None:
            wanted = _GENDER.get(said.group(1), "female")
            fitting = [n for n in owners if self._gender.get(fold(n.split(" ")[0]).lower(), wanted) == wanted]
            owners = {n: owners[n] for n in fitting} or owners
        last = [(places[i - 1], n) for n, places in owners.items() if (i := bisect_left(places, start))]
        if last and max(last)[0] >= since:
            return max(last)[1]
        known = [(places[0], n) for n, places in owners.items() if places[0] < start]
        return min(known)[1] if known else None


def is_full(name: str) -> bool:
    """Whether the name is more than a surname with its particle ("De Haan") or initials ("K.A.")."""
    words = name.split(" ")
    particle = len(words) == 2 and words[0].lower() in PARTICLES
    return len(words) > 1 and not particle and not _is_initials(name)


def _is_initials(name: str) -> bool:
    return _INITIALS.fullmatch(name) is not None


def _key(form: str) -> str:
    return re.sub(r"[.\s]+", "", fold(form)).lower() if _is_initials(form) else name_key(form)


def _forms(name: str) -> set[str]:
    """Keys of the name's first word, its last words from each on ("de Haan"), the last without an article, its
    initials, and the whole.
    """
    words = name.split(" ")
    tails = [" ".join(words[i:]) for i in range(1, len(words))]
    initials = "".join(w[0] for w in words if w[0].isupper())
    made = {_key(w) for w in (name, words[0], *tails)} | {surname_key(_key(words[-1]))}
    return made | ({fold(initials).lower()} if len(initials) > 1 else set())
