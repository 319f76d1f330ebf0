"""People named by surname alone in one article and in full in another on the same matter are one entity.

Pure functions over shards.  A name joins only with one bearer in reach and with evidence besides it: near dates, and
shared entities of which one is no state.  Less is asked where nobody else in all articles bears the name, and of two
bearers the one is taken who holds the same office.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from claimx.ids import PARTICLES, name_key, surname_key
from claimx.records import Shard
from claimx.resolve.offices import telling
from claimx.resolve.source_names import plain_spelling
from claimx.schema import Entity

NEAR_DAYS = 10
"""Days between the articles, where both have a date."""
SHARED = 3
"""Least number of entities that both articles name, one of them no state."""
FAR_DAYS = 31
FAR_SHARED = 5
"""Days further apart, and how much articles of these share."""
_TELLING = frozenset({"PERSON", "ORG", "PORT", "PLACE"})
"""What tells a matter where it is all that two articles share."""
_BEFORE_SURNAMES = PARTICLES - {"al"}
"""Without what is short for a given name: "Al Vale"."""


def join_people(shards: Sequence[Shard]) -> list[Shard]:
    """The shards with the entity of a surname replaced by that of the one full name it stands for.

    Only entities that no knowledge base knows are replaced and stand for others.  A shard that nothing changes is the
    same object; which full name a surname gets depends on all shards together, never on their order.
    """
    spelt = [_renamed(shard, owners) for shard, owners in zip(shards, _spelt_out(shards), strict=True)]
    bearers: dict[str, list[tuple[int, Entity]]] = {}
    for at, shard in enumerate(spelt):
        for entity in shard.entities:
            if entity.label == "PERSON" and not _short(entity.name):
                for form in _forms(entity.name):
                    bearers.setdefault(form, []).append((at, entity))
    return [_renamed(shard, _owners(spelt, at, bearers)) for at, shard in enumerate(spelt)]


def _spelt_out(shards: Sequence[Shard]) -> list[dict[str, Entity]]:
    """For each article the full names that others spell with the letters which it lacks: "Möller" for "Moeller"."""
    spelt: dict[str, dict[str, Entity]] = {}
    for shard in shards:
        for entity in shard.entities:
            if _local(entity) and not _short(entity.name):
                spelt.setdefault(plain_spelling(name_key(entity.name)), {})[entity.id] = entity
    several = {key: _best_spelt(same.values()) for key, same in spelt.items() if len(same) > 1}
    found: list[dict[str, Entity]] = []
    for shard in shards:
        people = [e for e in shard.entities if _local(e) and not _short(e.name)]
        best = {e.id: several.get(plain_spelling(name_key(e.name)), e) for e in people}
        found.append({ref: owner for ref, owner in best.items() if owner.id != ref})
    return found


def _best_spelt(same: Iterable[Entity]) -> Entity:
    """Of the spellings of one name the shortest with letters that are not ASCII, if any has them."""
    return min(same, key=lambda e: (e.name.isascii(), len(e.name), e.name))


def _owners(shards: Sequence[Shard], at: int, bearers: Mapping[str, list[tuple[int, Entity]]]) -> dict[str, Entity]:
    """The entity of the full name, by id of the short one, for one article."""
    found: dict[str, Entity] = {}
    for entity in shards[at].entities:
        if not _local(entity) or not _short(entity.name):
            continue
        fitting = [
            (place, other)
            for place, other in bearers.get(_last(entity.name), ())
            if place != at and _initial_fits(entity.name, other.name)
        ]
        reach = {o.id: o for place, o in fitting if _same_matter(shards[at], shards[place])}
        if not reach and len({o.id for _, o in fitting}) == 1 and _last(entity.name) == _last(fitting[0][1].name):
            reach = {o.id: o for place, o in fitting if _touch(shards[at], shards[place])}
        if len(reach) > 1:
            mine = _role_words(shards[at], entity)
            reach = {o.id: o for place, o in fitting if o.id in reach and mine & _role_words(shards[place], o)}
        if len(reach) == 1 and _local(owner := next(iter(reach.values()))):
            found[entity.id] = owner
    return found


def _local(entity: Entity) -> bool:
    return entity.label == "PERSON" and entity.id.startswith("local:")


def _short(name: str) -> bool:
    """Whether the name is one word, or initials or particles and a word ("R. Vale", "Van der Vale")."""
    words = name.split()
    return all(w.endswith(".") or w.lower() in _BEFORE_SURNAMES for w in words[:-1])


def _last(name: str) -> str:
    return plain_spelling(surname_key(name_key(name.split()[-1])))


def _forms(name: str) -> set[str]:
    """The last word and the first: people are called by either."""
    words = name.split()
    return {plain_spelling(name_key(words[0])), _last(name)}


def _initial_fits(short: str, full: str) -> bool:
    first = short.split()[0]
    return not first.endswith(".") or name_key(first)[:1] == name_key(full)[:1]


def _role_words(shard: Shard, entity: Entity) -> frozenset[str]:
    """The telling words of what an article calls somebody who speaks in it."""
    return frozenset(w for s in shard.sources if s.entity == entity.id for role in s.roles for w in telling(role))


def _same_matter(one: Shard, two: Shard) -> bool:
    shared = _telling(one) & _telling(two)
    least = SHARED if _within(one, two, NEAR_DAYS) else FAR_SHARED
    return _within(one, two, FAR_DAYS) and len(shared) >= least and any(label != "STATE" for label, _ in shared)


def _touch(one: Shard, two: Shard) -> bool:
    """Whether articles of the same days name anybody or any place in common."""
    shared = _telling(one) & _telling(two)
    return _within(one, two, NEAR_DAYS) and any(label in _TELLING for label, _ in shared)


def _within(one: Shard, two: Shard, most: int) -> bool:
    a, b = one.article.published.value, two.article.published.value
    days = [date.fromisoformat(day[:10]) for day in (a, b) if day and len(day) >= 10]
    return len(days) < 2 or abs((days[0] - days[1]).days) <= most


def _telling(shard: Shard) -> set[tuple[str, str]]:
    """Entities by label and id, without names that may be anybody's."""
    return {(e.label, e.id) for e in shard.entities if not (e.label == "PERSON" and _short(e.name))}


def _renamed(shard: Shard, owners: Mapping[str, Entity]) -> Shard:
    if not owners:
        return shard
    new = {before: owner.id for before, owner in owners.items()}

    def swap(refs: Sequence[str]) -> list[str]:
        return sorted({new.get(ref, ref) for ref in refs})

    mentions = [
        m.model_copy(update={"ref": new.get(m.ref, m.ref) if m.ref else None}) for m in shard.article.entity_mentions
    ]
    kept: dict[str, Entity] = {}
    for entity in shard.entities:
        if entity.id in owners:
            owner = owners[entity.id]
            aliases = sorted({entity.name, *entity.aliases} - {owner.name})
            entity = owner.model_copy(update={"aliases": aliases})
        if (known := kept.get(entity.id)) is not None:
            entity = known.model_copy(update={"aliases": sorted({*known.aliases, *entity.aliases})})
        kept[entity.id] = entity
    return replace(
        shard,
        article=shard.article.model_copy(update={"entity_mentions": mentions}),
        mentions=[m.model_copy(update={"entities": swap(m.entities)}) for m in shard.mentions],
        forms=[replace(f, entities=tuple(swap(f.entities))) for f in shard.forms],
        sources=[
            s.model_copy(update={"entity": new.get(s.entity, s.entity)}) if s.entity else s for s in shard.sources
        ],
        entities=[kept[ref] for ref in sorted(kept)],
    )
