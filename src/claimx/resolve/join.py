"""Shards whose sources and entities are one of each across all articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from claimx.records import Shard
from claimx.resolve.sources import Holder, entries, join
from claimx.schema import Entity, Mention, Source

Rename = Callable[[str | None], str | None]


def join_sources(
    shards: Sequence[Shard],
    states: Mapping[str, str] | None = None,
    holder: Holder | None = None,
    reprints: Mapping[str, str] | None = None,
) -> tuple[list[Shard], list[Source]]:
    """The shards with the ids of joined sources, and the sources that anything refers to, by id.

    ``states`` and ``holder``: see :func:`claimx.resolve.sources.join`; ``reprints``: for each article the first of its
    reprints.
    """
    joined = join(entries(shards, reprints or {}), states=states, holder=holder)
    anywhere: dict[str, str] = {}
    for (_, before), after in sorted(joined.ids.items()):
        anywhere.setdefault(before, after)
    sources = {
        ref: source.model_copy(update={"speaks_for": _spoken_for(source, anywhere)})
        for ref, source in joined.sources.items()
    }
    renamed = [_rename(shard, joined.ids) for shard in shards]
    used = {ref for shard in renamed for mention in shard.mentions for ref in _refs(mention)}
    used |= {shard.article.relay for shard in renamed if shard.article.relay}
    waiting = sorted(used)
    while waiting:
        source = sources.get(waiting.pop())
        above = source.speaks_for if source else None
        if above and above not in used:
            used.add(above)
            waiting.append(above)
    return renamed, [sources[ref] for ref in sorted(used) if ref in sources]


def _spoken_for(source: Source, anywhere: Mapping[str, str]) -> str | None:
    above = anywhere.get(source.speaks_for, source.speaks_for) if source.speaks_for else None
    return None if above == source.id else above


def _rename(shard: Shard, ids: Mapping[tuple[str, str], str]) -> Shard:
    """The shard with new ids of sources; the same object where none changes."""
    article = shard.article
    if all(ids.get((article.id, s.id), s.id) == s.id for s in shard.sources):
        return shard

    def new(ref: str | None) -> str | None:
        return ids.get((article.id, ref), ref) if ref else ref

    return replace(
        shard,
        article=article.model_copy(update={"relay": new(article.relay)}),
        mentions=[_renamed(mention, new) for mention in shard.mentions],
        forms=[replace(form, holder=new(form.holder) or "") for form in shard.forms],
    )


def _renamed(mention: Mention, new: Rename) -> Mention:
    source = mention.source
    if source is not None:
        others = [other.model_copy(update={"ref": new(other.ref)}) for other in source.alternatives]
        source = source.model_copy(update={"ref": new(source.ref), "alternatives": others})
    chain = [link.model_copy(update={"ref": new(link.ref)}) for link in mention.chain]
    return mention.model_copy(update={"source": source, "chain": chain})


def _refs(mention: Mention) -> list[str]:
    """Every source that a mention refers to."""
    refs = [link.ref for link in mention.chain]
    if mention.source is not None:
        refs += [mention.source.ref, *(other.ref for other in mention.source.alternatives)]
    return [ref for ref in refs if ref]


def join_entities(entities: Iterable[Entity]) -> list[Entity]:
    """One entity of each id, by id."""
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        groups.setdefault(entity.id, []).append(entity)
    return [_entity(groups[ref]) for ref in sorted(groups)]


def _entity(same: list[Entity]) -> Entity:
    first = min(same, key=lambda e: (e.name, e.label))
    aliases = {alias for e in same for alias in e.aliases} | {e.name for e in same}
    return first.model_copy(update={"aliases": sorted(aliases - {first.name})})
