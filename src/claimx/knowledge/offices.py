"""Who held an office at a date: title words against the roles of the knowledge base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from claimx.ids import name_key
from claimx.knowledge.entry import Person, Role
from claimx.knowledge.store import table


def held(role: Role, date: str) -> bool | None:
    """Whether the role was held at the ISO date (any grain); None where the knowledge base cannot say."""
    if role.start and date < role.start[: len(date)]:
        return False
    if role.to:
        return date <= role.to or role.to.startswith(date)
    if role.start and date[:7] <= role.asof[:7]:
        return True
    return None


class Offices:
    """The offices of people, for looking up their holders; made once for a knowledge base."""

    def __init__(self, people: Iterable[Person]) -> None:
        words = table("offices")
        self._same: dict[str, str] = words["same"]
        self._joined: dict[str, str] = words["joined"]
        self._empty, self._ranks, self._offices = (frozenset(words[k]) for k in ("empty", "ranks", "offices"))
        roles = [(role, person) for person in people for role in person.roles]
        words_of = {title: self.words(title) for title in {role.title: None for role, _ in roles}}
        self._roles: dict[str | None, list[tuple[frozenset[str], Role, Person]]] = defaultdict(list)
        for role, person in roles:
            entry = (words_of[role.title], role, person)
            self._roles[None].append(entry)
            if state := role.state or person.state:
                self._roles[state].append(entry)

    def words(self, title: str) -> frozenset[str]:
        """The telling words of a title: "Minister of Foreign Affairs" and "foreign minister" give the same."""
        text = name_key(title)
        for pair, one in self._joined.items():
            text = text.replace(pair, one)
        return frozenset(w for word in text.split() if (w := self._same.get(word, word)) and w not in self._empty)

    def holder(self, title: str, state: str | None, date: str | None) -> Person | None:
        """Who certainly held the office at the ISO date; None when nobody did, nobody is certain, or two are.

        ``state`` is iso3, or None for the office of an organisation.  The telling words must be the same on both sides,
        so that a deputy is never taken for the minister; a role may name its state besides.
        """
        wanted = self.words(title)
        if not date or not wanted or wanted <= self._ranks:
            return None
        found: dict[str, Person] = {}
        for words, role, person in self._roles.get(state, ()):
            same = words == wanted or (state is not None and wanted < words and self._only_state(words - wanted))
            if same and held(role, date):
                found[person.id] = person
        return next(iter(found.values())) if len(found) == 1 else None

    def _only_state(self, rest: frozenset[str]) -> bool:
        # What a role's title says beyond the office is the state's name ("President of Somalia"), never a rank.
        return len(rest) <= 2 and rest.isdisjoint(self._ranks | self._offices)
