"""The base of all knowledge-base entries: an id, a name, other names."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Self

from claimx.errors import KnowledgeError
from claimx.knowledge.names import spellings
from claimx.schema import Label


def strings(record: dict[str, Any], key: str) -> tuple[str, ...]:
    """A list of strings of a record, or (); raises KnowledgeError for anything else."""
    value = record.get(key, ())
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
        raise KnowledgeError(f"{key!r} is not a list of strings", f"it is {value!r}")
    return tuple(value)


_KINDS: dict[str, tuple[type, ...]] = {"str": (str,), "int": (int,), "float": (int, float), "bool": (bool,)}


def checked(record: dict[str, Any], key: str, declared: str) -> Any:
    """A record's value of a declared type ("int", "str | None", "tuple[str, ...]"); KnowledgeError for another."""
    if declared.startswith("tuple"):
        return strings(record, key)
    kind, _, optional = declared.partition(" | ")
    value = record[key]
    if type(value) not in _KINDS[kind] and not (optional and value is None):
        raise KnowledgeError(f"{key!r} is not of type {kind}", f"it is {value!r}"[:200])
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Anything in the knowledge base.  ``wikidata`` is a QID or None."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None

    @property
    def label(self) -> Label:
        """The label its mentions carry."""
        raise NotImplementedError

    def codes(self) -> dict[str, Any]:
        """Its identifiers elsewhere, as ``kb`` of the contract's entity."""
        return {"wikidata": self.wikidata} if self.wikidata else {}

    def names(self) -> tuple[str, ...]:
        """Its name and aliases."""
        return (self.name, *self.aliases)

    @classmethod
    def read(cls, record: dict[str, Any]) -> Self:
        """The entry of a JSON record; keys it does not know are ignored.

        Raises KnowledgeError when ``id`` or ``name`` is missing or a value is of another type than it must be.
        """
        return cls(**cls._values(record))

    @classmethod
    def _values(cls, record: dict[str, Any], besides: str = "") -> dict[str, Any]:
        """The values of a record by field, those of ``besides`` left out."""
        for key in ("id", "name"):
            if not isinstance(record.get(key), str) or not record[key].strip():
                raise KnowledgeError(f"entry without {key!r}", f"the record is {record!r}"[:200], f"give it a {key}")
        known = ((f.name, str(f.type)) for f in fields(cls) if f.name in record and f.name != besides)
        return {name: checked(record, name, declared) for name, declared in known}


@dataclass(frozen=True, slots=True, kw_only=True)
class State(Entry):
    """A state or territory; ``id`` is its ISO 3166 alpha-3 code.

    ``context_only`` names need evidence ("the North"), ``ambiguous`` ones mean other things too (Georgia, Polish).
    """

    iso2: str = ""
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    capital_aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    status: str = "iso"
    context_only: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        return "STATE"

    def codes(self) -> dict[str, Any]:
        return {"iso3": self.id, **({"wikidata": self.wikidata} if self.wikidata else {})}

    def capitals(self) -> tuple[str, ...]:
        """Names of the capital."""
        return ((self.capital,) if self.capital else ()) + self.capital_aliases


@dataclass(frozen=True, slots=True, kw_only=True)
class Port(Entry):
    """A port.  Tier 1 is a seaport of the World Port Index (or added by hand); tier 2 is never matched by name.

    ``lat`` and ``lon`` are degrees; ``country`` is iso3; ``risk`` says what else the name may be.
    """

    locode: str | None = None
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    size: str | None = None
    tier: int = 1
    risk: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        return "PORT"

    def names(self) -> tuple[str, ...]:
        """Its name and aliases as texts write them."""
        return tuple(dict.fromkeys(form for name in (self.name, *self.aliases) for form in spellings(name)))

    def codes(self) -> dict[str, Any]:
        return {"locode": self.locode, "country": self.country}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon(Entry):
    """A weapon system (``W:…``) or, if ``generic``, a class of weapons (``GEN:…``); ``origin`` is iso3."""

    cls: str = "weapon"
    origin: str | None = None
    generic: bool = False
    ambiguous: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        return "WEAPON"


@dataclass(frozen=True, slots=True)
class Role:
    """An office held by a person; dates are ISO 8601 of any grain, "" where unknown.

    An empty ``to`` means "not known to have ended by ``asof``".
    """

    title: str
    state: str = ""
    start: str = ""
    to: str = ""
    asof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entry):
    """A person of public life; ``state`` is iso3."""

    surname: str = ""
    state: str = ""
    roles: tuple[Role, ...] = field(default=())
    curated: bool = False

    @property
    def label(self) -> Label:
        return "PERSON"

    @classmethod
    def read(cls, record: dict[str, Any]) -> Self:
        roles = record.get("roles", [])
        if not isinstance(roles, list) or not all(isinstance(r, dict) and r.get("title") for r in roles):
            raise KnowledgeError("'roles' is not a list of objects with a title", f"it is {roles!r}"[:200])
        made = tuple(
            Role(str(r["title"]), *(str(r.get(k) or "") for k in ("state", "from", "to", "asof"))) for r in roles
        )
        values = cls._values(record, besides="roles")
        values["surname"] = values.get("surname") or values["name"].split()[-1]
        return cls(**values, roles=made)


KINDS_OF_ORGANISATIONS = ("igo", "agency", "parliament", "media", "armed-group", "company", "party", "body")
"""What an organisation may be: an agency is one of a state, a body anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Entry):
    """An organisation known by name; ``kind`` is one of :data:`KINDS_OF_ORGANISATIONS`."""

    kind: str = "body"
    state: str = ""

    @property
    def label(self) -> Label:
        return "ORG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entry):
    """A sea, region or town that is neither a state nor, in itself, a port."""

    kind: str = "region"

    @property
    def label(self) -> Label:
        return "PLACE"
