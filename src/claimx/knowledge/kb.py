"""The knowledge base: packaged entries and a user's own, looked up by id, by name, and by office and date.

Everything is read when first asked for.  A knowledge base never changes once made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from claimx.errors import KnowledgeError
from claimx.ids import name_key
from claimx.knowledge.entry import KINDS_OF_ORGANISATIONS, Entry, Organisation, Person, Place, Port, State, Weapon
from claimx.knowledge.names import NameIndex, index, small_particles
from claimx.knowledge.offices import Offices
from claimx.knowledge.store import KINDS, packaged, table, user_records

E = TypeVar("E", bound=Entry)

_TYPES: dict[str, type[Entry]] = {
    "states": State, "ports": Port, "weapons": Weapon, "people": Person, "organisations": Organisation, "places": Place,
}  # fmt: skip


KEPT = 4
"""Of how many knowledge bases is kept what was worked out from them; a run has one."""


class StateName(NamedTuple):
    """How a name stands for a state: ``use`` is name, demonym or metonym; a ``capital`` is one only if it acts.

    ``unsure`` names need evidence in the text, ``other`` ones are common words or other names too; of states that share
    a name, the ``usual`` one is meant if the text does not say.
    """

    id: str
    use: str
    capital: bool = False
    unsure: bool = False
    other: bool = False
    usual: bool = False


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """Packaged knowledge, and the entries of ``folder`` (``states.jsonl``, ``ports.jsonl``, … as the package's own).

    A user's entry replaces the packaged one of the same id.  Raises KnowledgeError, when first used, for a user's entry
    that cannot be read.  Each is equal to itself alone: what is worked out from one is kept by it (:data:`KEPT`), and a
    folder that is read again is not taken for what it was.
    """

    folder: Path | None = None

    @cached_property
    def states(self) -> dict[str, State]:
        """States by iso3."""
        return self._load("states", State)

    @cached_property
    def ports(self) -> dict[str, Port]:
        """Ports by id."""
        return self._load("ports", Port)

    @cached_property
    def weapons(self) -> dict[str, Weapon]:
        """Weapon systems and classes by id."""
        return self._load("weapons", Weapon)

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return self._load("people", Person)

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Organisations by id."""
        return self._load("organisations", Organisation)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Seas, regions and towns by id."""
        return self._load("places", Place)

    @cached_property
    def state_names(self) -> NameIndex[StateName]:
        """All names of states, demonyms, capitals and seats of government."""
        made: NameIndex[StateName] = NameIndex(capitals=True)
        # Names of states in their own languages that mean something else in English texts.
        dropped = frozenset(table("additions")["drop"])
        prefer: dict[str, str] = table("additions")["prefer"]
        for state in self.states.values():
            if state.status == "historical" and state.id not in ("SUN", "YUG", "CSK", "DDR"):
                continue
            unsure, other = set(state.context_only), set(state.ambiguous)
            for names, use, capital in (
                (state.names(), "name", False),
                (state.demonyms, "demonym", False),
                (state.metonyms, "metonym", True),
                (state.capitals(), "metonym", True),
            ):
                for name in names:
                    bare = name.removeprefix("the ")
                    if bare in dropped:
                        continue
                    usual = prefer.get(bare) == state.id
                    unlike = (name in unsure or bare in unsure, name in other)
                    made.add(bare, StateName(state.id, use, capital, *unlike, usual))
        return made

    @cached_property
    def port_names(self) -> NameIndex[str]:
        """Names of tier-1 ports, to be looked at only where something says that a port is meant."""
        pairs = ((name, port.id) for port in self.ports.values() if port.tier == 1 for name in port.names())
        return index(pairs, capitals=True)

    @cached_property
    def weapon_names(self) -> NameIndex[str]:
        """Names of weapon systems and classes; acronyms of five letters or more as some papers write them, too."""
        names = [(name, w.id) for w in self.weapons.values() for name in w.names()]
        names += [(name.capitalize(), i) for name, i in names if len(name) > 4 and name.isalpha() and name.isupper()]
        return index(names)

    @cached_property
    def organisation_names(self) -> NameIndex[str]:
        """Names of organisations."""
        return index(
            (name.removeprefix("the "), o.id) for o in self.organisations.values() for name in o.names()
        )  # fmt: skip

    @cached_property
    def place_names(self) -> NameIndex[str]:
        """Names of seas, regions and towns."""
        return index(((name, p.id) for p in self.places.values() for name in p.names()), capitals=True)

    @cached_property
    def people_by_name(self) -> dict[str, tuple[str, ...]]:
        """Ids of people by the key of a full name or alias of several words."""
        made: dict[str, list[str]] = {}
        for person in self.people.values():
            for name in person.names():
                if " " in name:
                    ids = made.setdefault(name_key(name), [])
                    if person.id not in ids:
                        ids.append(person.id)
        return {key: tuple(ids) for key, ids in made.items()}

    @cached_property
    def people_by_surname(self) -> dict[str, tuple[str, ...]]:
        """Ids of people by the key of a surname or an alias of one word."""
        made: dict[str, list[str]] = {}
        for person in self.people.values():
            for name in (person.surname, *(a for a in person.aliases if " " not in a)):
                if name:
                    ids = made.setdefault(name_key(name), [])
                    if person.id not in ids:
                        ids.append(person.id)
        return {key: tuple(ids) for key, ids in made.items()}

    @cached_property
    def offices(self) -> Offices:
        """Offices and their holders."""
        return Offices(self.people.values())

    @cached_property
    def cues(self) -> dict[str, Any]:
        """The word lists of the entity rules (``data/entity_cues.json``)."""
        return table("entity_cues")

    def get(self, ident: str) -> Entry | None:
        """The entry of an id, or None."""
        for kind in KINDS:
            entries = cast("dict[str, Entry]", getattr(self, kind))
            if ident in entries:
                return entries[ident]
        return None

    def all(self, kind: str) -> Iterator[Entry]:
        """Entries of a kind (see :data:`claimx.knowledge.store.KINDS`) in order of id."""
        if kind not in KINDS:
            raise KnowledgeError(f"no kind {kind!r} of entries", "", f"kinds are {', '.join(KINDS)}")
        entries = cast("dict[str, Entry]", getattr(self, kind))
        yield from (entries[key] for key in sorted(entries))

    def lookup(self, text: str) -> list[Entry]:
        """Entries with this id, code, name or alias, regardless of accents and case; in order of kind and id."""
        wanted, key = text.strip(), name_key(text)
        found: list[Entry] = []
        for kind in KINDS:
            for entry in self.all(kind):
                names = list(entry.names())
                if isinstance(entry, State):
                    names += [*entry.demonyms, *entry.metonyms, *entry.capitals()]
                elif isinstance(entry, Person):
                    names.append(entry.surname)
                codes = {entry.id, *(str(v) for v in entry.codes().values() if v)}
                if wanted in codes or any(name_key(name) == key for name in names):
                    found.append(entry)
        return found

    def holder(self, title: str, state: str | None, date: str | None) -> Person | None:
        """Who held the office of the title words ("defence minister") in the state (iso3) at the ISO date.

        None when nobody or more than one person fits, or the date is unknown; see :mod:`claimx.knowledge.offices`.
        """
        return self.offices.holder(title, state, date)

    def holder_name(self, title: str, state: str | None, date: str | None) -> str | None:
        """The name of :meth:`holder`."""
        person = self.holder(title, state, date)
        return person.name if person else None

    def state_words(self) -> dict[str, str]:
        """Names and demonyms of today's states, lower case, to iso3; none that several states or other things share."""
        found: dict[str, set[str]] = {}
        for state in self.states.values():
            if state.status != "historical":
                for name in {*state.names(), *state.demonyms} - {*state.ambiguous, *state.context_only}:
                    found.setdefault(name.casefold(), set()).add(state.id)
        return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}

    def check(self, folder: Path | None = None) -> list[str]:
        """What is wrong with the entries of a user's folder, one line a fault; an empty list if nothing is."""
        where = folder or self.folder
        faults: list[str] = []
        if where is None:
            return faults
        if not where.is_dir():
            return [f"{where} is no folder"]
        known = {f"{kind}.jsonl" for kind in KINDS}
        faults += [
            f"{f.name}: not one of {', '.join(sorted(known))}" for f in sorted(where.glob("*")) if f.name not in known
        ]
        for kind in KINDS:
            seen: set[str] = set()
            try:
                for line, record in user_records(where, kind, faults):
                    try:
                        entry = _TYPES[kind].read(record)
                    except KnowledgeError as error:
                        faults.append(f"{line}: {error.message}")
                        continue
                    if entry.id in seen:
                        faults.append(f"{line}: id {entry.id} twice")
                    seen.add(entry.id)
                    faults += [f"{line}: {fault}" for fault in self._unknown(entry)]
            except KnowledgeError as error:
                faults.append(error.message)
        return faults

    def _unknown(self, entry: Entry) -> Iterator[str]:
        """What an entry names that there is not: states, kinds of organisations."""
        codes = [(key, getattr(entry, key, None)) for key in ("country", "state", "origin")]
        if isinstance(entry, Person):
            codes += [(f"state of {role.title!r}", role.state) for role in entry.roles]
            for role in entry.roles:
                if not role.to and not role.asof:
                    yield f"{role.title!r} has neither 'to' nor 'asof': nobody knows until when it holds"
        for key, code in codes:
            if code and code not in self.states:
                yield f"{key} {code!r} is no ISO 3166 alpha-3 code"
        if isinstance(entry, Organisation) and entry.kind not in KINDS_OF_ORGANISATIONS:
            yield f"kind {entry.kind!r} is not one of {', '.join(KINDS_OF_ORGANISATIONS)}"

    def _load(self, kind: str, form: type[E]) -> dict[str, E]:
        records = packaged(kind)
        additions: dict[str, dict[str, Any]] = table("additions").get(kind, {})
        records += table("additions")["new"].get(kind, [])
        if kind == "weapons":
            records += packaged("further_weapons")
        for record in records:
            if kind == "ports":
                record["name"] = small_particles(record["name"])
            for key, more in additions.get(record["id"], {}).items():
                if key == "name":
                    # What it is called in English news; the name of the list stays an alias.
                    record["aliases"] = [*record.get("aliases", []), record["name"]]
                    record["name"] = more
                    continue
                if not isinstance(more, list):
                    record[key] = more
                    continue
                record[key] = [*record.get(key, []), *(name for name in more if name not in record.get(key, []))]
        made = {entry.id: entry for entry in map(form.read, records)}
        if self.folder is not None:
            if not self.folder.is_dir():
                raise KnowledgeError(f"no knowledge folder {self.folder}", "", "give a folder of JSON Lines files")
            for where, record in user_records(self.folder, kind):
                try:
                    entry = form.read(record)
                except KnowledgeError as error:
                    raise KnowledgeError(f"{where}: {error.what}", error.why, error.remedy) from error
                made[entry.id] = entry
        return made


def load_knowledge(folder: str | Path | None = None) -> KnowledgeBase:
    """The packaged knowledge base, one for the whole process, or one with the entries of a user's folder."""
    return KnowledgeBase(Path(folder)) if folder is not None else _packaged_base()


@cache
def _packaged_base() -> KnowledgeBase:
    return KnowledgeBase()
