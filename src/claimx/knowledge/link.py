"""Linking names to the knowledge base: by name, office, state and date, and never a guess between two.

Transliterations are compared by a key that writes them alike ("Zelenskyy", "Zelenskiy"), then by edit
distance with a margin (rapidfuzz), the latter only with the person's state in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from claimx.ids import name_key
from claimx.knowledge.entry import Person
from claimx.knowledge.kb import KnowledgeBase
from claimx.knowledge.store import table

ALIKE = 88.0
"""Least similarity (0 to 100) of each word of two names."""
MARGIN = 5.0
"""How much more alike than the next person's name the best must be."""


class Spelling:
    """Writes names alike whatever their transliteration (``data/spelling.json``)."""

    def __init__(self) -> None:
        rules = table("spelling")
        self._rules = [(re.compile(pattern), by) for pattern, by in rules["rules"]]
        self.latin = frozenset(rules["latin"])
        """States whose names need no transliteration, so that another spelling is another name."""

    def key(self, name: str) -> str:
        """A name with the usual differences of transliteration removed.

        >>> Spelling().key("Sergei Schoigu") == Spelling().key("Sergey Shoygu")
        True
        """
        words = []
        for word in re.split(r"[\s-]+", name_key(name)):
            for pattern, by in self._rules:
                word = pattern.sub(by, word)
            words.append(word)
        return " ".join(w for w in words if w)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a text says around a name: states named in it (iso3), the title words beside the name, its ISO date."""

    states: frozenset[str] = frozenset()
    title: str = ""
    date: str = ""


class PersonLinker:
    """Links names of people; made once for a knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._spelling = Spelling()
        self._by_spelling: dict[str, set[str]] = {}
        self._by_last: dict[str, list[str]] = {}
        self._by_initial: dict[str, list[tuple[str, list[str], str]]] = {}
        self._foreign: dict[str, frozenset[str]] = {}
        for person in kb.people.values():
            self._foreign[person.id] = self._states(person) - self._spelling.latin
            for name in person.names():
                if " " in name:
                    key = self._spelling.key(name)
                    self._by_spelling.setdefault(key, set()).add(person.id)
                    self._by_last.setdefault(key.split(" ")[-1], []).append(person.id)
                    self._by_initial.setdefault(key.split(" ")[-1][:1], []).append((key, key.split(" "), person.id))

    def full(self, name: str, evidence: Evidence) -> str | None:
        """The id of a person named in full, or None."""
        ids = set(self.kb.people_by_name.get(name_key(name), ()))
        if ids:
            return self._only(ids, evidence, sure=True)
        if ids := self._by_spelling.get(self._spelling.key(name), set()):
            return self._only(ids, evidence, sure=True)
        return self._alike(name, evidence)

    def surname(self, name: str, evidence: Evidence) -> str | None:
        """The id of a person named by surname alone: the one bearer whose state and office the text names, or None."""
        ids = set(self.kb.people_by_surname.get(name_key(name), ()))
        if not ids:
            wanted = self._spelling.key(name)
            ids = set(self._by_last.get(wanted, ())) if len(wanted) > 4 else set()
        return self._only(ids, evidence, sure=False)

    def _only(self, ids: Iterable[str], evidence: Evidence, *, sure: bool) -> str | None:
        people = [self.kb.people[i] for i in sorted(ids)]
        if sure and len(people) == 1:
            return people[0].id
        fitting = [p for p in people if self._states(p) & evidence.states]
        office = [p for p in fitting or people if evidence.title and self._office(p, evidence)]
        if len(office) == 1:
            return office[0].id
        if sure:
            return fitting[0].id if len(fitting) == 1 else None
        known = [p for p in fitting if p.curated]
        # One word is enough only for somebody well known, whose state the text names, and who has no namesake there.
        return known[0].id if len(fitting) == 1 and known else None

    @staticmethod
    def _states(person: Person) -> frozenset[str]:
        return frozenset(s for s in (person.state, *(r.state for r in person.roles)) if s)

    def _office(self, person: Person, evidence: Evidence) -> bool:
        wanted = self.kb.offices.words(evidence.title)
        held = [self.kb.offices.words(r.title) for r in person.roles]
        return bool(wanted) and any(wanted <= words or words <= wanted for words in held)

    def _alike(self, name: str, evidence: Evidence) -> str | None:
        key = self._spelling.key(name)
        words = key.split(" ")
        if len(words) < 2 or not evidence.states:
            return None
        scored: dict[str, float] = {}
        for other, parts, ident in self._by_initial.get(words[-1][:1], ()):
            if len(parts) != len(words) or self._foreign[ident].isdisjoint(evidence.states):
                continue
            if any(
                a != b and (a.startswith(b) or b.startswith(a)) and abs(len(a) - len(b)) > 1
                for a, b in zip(words, parts, strict=True)
            ):
                # A longer name is another name (Petrov, Petrovsky), not another spelling.
                continue
            worst = min(fuzz.ratio(a, b) for a, b in zip(words, parts, strict=True))
            if worst >= ALIKE - 10 and fuzz.ratio(key, other) >= ALIKE:
                scored[ident] = max(scored.get(ident, 0.0), fuzz.ratio(key, other))
        ranked = sorted(scored.items(), key=lambda kv: (-kv[1], kv[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
            return None
        return ranked[0][0]
