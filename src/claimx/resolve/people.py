"""People named by surname alone in one article and in full in another on the same matter are one entity.

Pure functions over shards.  A name joins only with one bearer in reach and with evidence besides it: near dates, and
shared entities of which one is no state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from claimx.ids import name_key, surname_key
from claimx.records import Shard
from claimx.schema import Entity

NEAR_DAYS = 10
"""Days between the articles, where both have a date."""
SHARED = 3
"""Least number of entities that both articles name, one of them no state."""


def join_people(shards: Sequence[Shard]) -> list[Shard]:
    """The shards with the entity of a surname replaced by that of the one full name it stands for.

    Only entities that no knowledge base knows take part.  A shard that nothing changes is the same object; which full
    name a surname gets depends on all shards together, never on their order.
    """
    bearers: dict[str, list[tuple[int, Entity]]] = {}
    for at, shard in enumerate(shards):
        for entity in shard.entities:
            if _local(entity) and not _short(entity.name):
                for form in _forms(entity.name):
                    bearers.setdefault(form, []).append((at, entity))
    return [_renamed(shard, _owners(shards, at, bearers)) for at, shard in enumerate(shards)]


def _owners(shards: Sequence[Shard], at: int, bearers: Mapping[str, list[tuple[int, Entity]]]) -> dict[str, Entity]:
    """The entity of the full name, by id of the short one, for one article."""
    found: dict[str, Entity] = {}
    for entity in shards[at].entities:
        if not _local(entity) or not _short(entity.name):
            continue
        reach = {
            other.id: other
            for place, other in bearers.get(_last(entity.name), ())
            if place != at and _initial_fits(entity.name, other.name) and _same_matter(shards[at], shards[place])
        }
        if len(reach) == 1:
            found[entity.id] = next(iter(reach.values()))
    return found


def _local(entity: Entity) -> bool:
    return entity.label == "PERSON" and entity.id.startswith("local:")


def _short(name: str) -> bool:
    """Whether the name is one word, or initials and a word ("R. Vale")."""
    words = name.split()
    return all(w.endswith(".") for w in words[:-1])


def _last(name: str) -> str:
    return surname_key(name_key(name.split()[-1]))


def _forms(name: str) -> set[str]:
    """The last word and the first: people are called by either."""
    words = name.split()
    return {name_key(words[0]), _last(name)}


def _initial_fits(short: str, full: str) -> bool:
    words = short.split()
    return len(words) == 1 or name_key(words[0])[:1] == name_key(full)[:1]


def _same_matter(one: Shard, two: Shard) -> bool:
    a, b = one.article.published.value, two.article.published.value
    days = [date.fromisoformat(day[:10]) for day in (a, b) if day and len(day) >= 10]
    if len(days) == 2 and abs((days[0] - days[1]).days) > NEAR_DAYS:
        return False
    shared = _telling(one) & _telling(two)
    return len(shared) >= SHARED and any(label != "STATE" for label, _ in shared)


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
