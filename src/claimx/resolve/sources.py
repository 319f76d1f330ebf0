"""One source under many names, across articles: the holder of an office, a body and its acronym, a surname and its
bearer.

Pure functions over source records.  Two sources join only where something besides likeness says so, and never where two
bearers of a name are possible.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from claimx.ids import RANKS, masthead, name_key, source_id, surname_key
from claimx.records import Shard
from claimx.resolve.offices import office, offices_of, telling
from claimx.resolve.source_bodies import by_acronym, by_kind_of_body, by_kind_of_medium, by_short_body
from claimx.resolve.source_descriptions import by_fuller_description
from claimx.resolve.source_entries import Entry, Groups, related, singular
from claimx.resolve.source_names import fullest, plain_spelling, spell_out, with_acronym, without_article
from claimx.schema import Article, EntityMention, Source

Holder = Callable[[str, str | None, str | None], str | None]
"""(words of the title, state or None, ISO date or None) -> the name of who held the office then."""

_TELLING = frozenset({"PERSON", "ORG", "WEAPON", "PORT", "PLACE"})
_DAYS = 366
_FEW_DAYS = 10
"""Days between articles in which a surname that only one person bears is his: one of the whole corpus, or one of these
days whose article shares another name.
"""


@dataclass(slots=True)
class Joined:
    """``sources`` by id, and for each (article, id before) the id after."""

    sources: dict[str, Source] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)


def entries(shards: Iterable[Shard], reprints: Mapping[str, str]) -> list[Entry]:
    """The sources of all articles with their contexts; names that very many articles hold are left out of contexts.
    ``reprints``: for each article the first of its reprints.
    """
    held = list(shards)
    keys = [context_keys(s.article.entity_mentions) for s in held]
    seen = Counter(k for ks in keys for k in ks)
    most = max(6, len(held) // 10)
    out: list[Entry] = []
    for shard, ks in zip(held, keys, strict=True):
        article, context = shard.article, frozenset(k for k in ks if seen[k] <= most)
        sources = {s.id: s for s in shard.sources}
        for named in _named(article):
            sources.setdefault(named.id, named)
        first, day = reprints.get(article.id, ""), article.published.value
        out += [Entry(sources[i], article.id, day, context, first) for i in sorted(sources)]
    return out


def _named(article: Article) -> list[Source]:
    """The outlet, and the people and bodies that an article names without quoting them: they may be in full what
    another article has in short.
    """
    outlet = masthead(article.outlet or "")
    found = [Source(id=source_id(outlet), name=outlet, kind="media", named=True)] if outlet else []
    for m in article.entity_mentions:
        if m.label in ("PERSON", "ORG") and " " in m.exact and m.exact[:1].isupper():
            name = re.sub(r"['’]s?$", "", m.exact)
            entity = m.ref if m.ref and not m.ref.startswith("local:") else None
            found.append(
                Source(
                    id=source_id(name),
                    name=name,
                    kind="person" if m.label == "PERSON" else "organisation",
                    named=True,
                    entity=entity,
                )
            )
    return found


def context_keys(mentions: Iterable[EntityMention]) -> frozenset[str]:
    """What an article names, as keys: entity ids, or names where no knowledge base knows one; people by surname.

    A class of weapons tells no matter: "missiles" are in every other article.
    """
    return frozenset(_context_key(m) for m in mentions if m.label in _TELLING and not _is_class(m))


def _is_class(m: EntityMention) -> bool:
    return (m.ref or "").startswith("GEN:")


def _context_key(m: EntityMention) -> str:
    if m.ref and not m.ref.startswith("local:"):
        return m.ref
    key = name_key(re.sub(r"['’]s?$", "", m.exact))
    return surname_key(key.rpartition(" ")[2]) if m.label == "PERSON" else key


def join(given: Sequence[Entry], *, states: Mapping[str, str] | None = None, holder: Holder | None = None) -> Joined:
    """Join the sources of several articles.

    ``states`` maps names and adjectives of states, lower case, to one id ("polish" and "poland" to "POL"); ``holder``
    is the knowledge base's.  The result does not depend on the order of ``given``.
    """
    order = sorted(given, key=lambda e: (e.article, e.source.id, e.source.name))
    groups = Groups(len(order))
    _by_identity(order, groups)
    offices = [offices_of(e.source, states or {}) for e in order]
    by_acronym(order, groups)
    _by_short_name(order, groups, offices)
    _by_given_name(order, groups)
    by_short_body(order, groups)
    by_kind_of_medium(order, groups)
    _by_office(order, groups, offices)
    _by_part_of_office(order, groups, offices)
    _by_bare_noun(order, groups)
    by_kind_of_body(order, groups)
    by_fuller_description(order, groups)
    if holder is not None:
        _by_holder(order, groups, holder, states or {})
    return _merge(order, groups)


def _by_identity(order: Sequence[Entry], groups: Groups) -> None:
    first: dict[tuple[str, str], int] = {}
    alike = Counter((e.article, e.source.kind, e.source.name) for e in order if not e.source.named)
    for i, e in enumerate(order):
        scope = "" if e.source.named else e.article
        keys = [(scope, e.source.id)]
        if e.source.entity and not e.source.entity.startswith("local:") and e.source.named:
            keys.append((e.source.kind, e.source.entity))
        words = _words(e.source) if e.source.kind == "person" and e.source.named else []
        if len(words) > 1:
            keys.append((e.source.kind, " ".join(words)))
        if e.source.kind == "organisation" and e.source.named:
            # "Coast Survey Office (CSO)" here, "Coast Survey Office" there.
            keys.append((e.source.speaks_for or "", name_key(e.source.name.partition(" (")[0])))
        if e.reprint and alike[e.article, e.source.kind, e.source.name] == 1:
            # Who has no name is the same in a reprint; of two residents nobody knows which.
            keys.append((f"{e.reprint} {e.source.kind}", e.source.name))
        for key in keys:
            if key in first:
                groups.union(first[key], i)
            else:
                first[key] = i


def _by_short_name(order: Sequence[Entry], groups: Groups, offices: Sequence[frozenset[frozenset[str]]]) -> None:
    people = [(i, _words(e.source)) for i, e in enumerate(order) if e.source.kind == "person" and e.source.named]
    by_surname: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    double: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, words in people:
        if words:
            by_surname[words[-1]].append((i, words))
        if len(words) > 2:
            for first in (words[-2:-1], words[:-1]):
                double[tuple(first)].append(i)
    # "S. Vale" finds its full name first, and is then no other bearer of "Vale".
    for i, words in sorted(people, key=lambda p: (-len(p[1]), p[0])):
        longer = (
            [(j, long) for j, long in by_surname[words[-1]] if len(long) > 1 and _extends(words, long)] if words else []
        )
        near = [j for j, _ in longer if _evidence(order[i], order[j], words[-1]) > 1 or offices[i] & offices[j]]
        if not near:
            dated = [j for j, _ in longer if _close(order[i], order[j], _FEW_DAYS)]
            if len({groups.find(j) for j, _ in longer}) == 1:
                near = dated
            elif len({groups.find(j) for j in dated}) == 1:
                near = [j for j in dated if _evidence(order[i], order[j], words[-1])]
        whole = double.get(tuple(words), ())
        if not longer and len({groups.find(j) for j in whole}) == 1:
            # The first of two surnames, alone or after a given name: "Restrepo" of "Marta Restrepo Lince".
            near = [j for j in whole if _evidence(order[i], order[j], words[-1])]
            near = [j for j in near if _close(order[i], order[j], _FEW_DAYS)]
        bearers = {groups.find(j): j for j in near}
        if len(bearers) > 1:
            same = {r: j for r, j in bearers.items() if _one_entity(order[i], order[j])}
            same = same or {r: j for r, j in bearers.items() if offices[i] & offices[j]}
            same = same or {r: j for r, j in bearers.items() if _role_words(order[i]) & _role_words(order[j])}
            bearers = same if len(same) == 1 else {}
        for j in bearers.values():
            groups.union(j, i)


def _words(source: Source) -> list[str]:
    """The words of a person's name as they are compared, "Moeller" like "Möller"."""
    return [plain_spelling(surname_key(word)) for word in name_key(source.name).split()]


def _one_entity(a: Entry, b: Entry) -> bool:
    """Whether the articles' entities for two people are one."""
    return bool(a.source.entity) and a.source.entity == b.source.entity


def _evidence(a: Entry, b: Entry, surname: str) -> float:
    """How many telling names two articles share besides a surname; no end of them within one article."""
    return math.inf if a.article == b.article else len((a.context & b.context) - {surname})


def _by_given_name(order: Sequence[Entry], groups: Groups) -> None:
    """ "Ruta" and "Ruta Vale": the one person of related articles who is called so, where it is nobody's surname."""
    full: dict[str, list[int]] = defaultdict(list)
    surnames: dict[str, list[int]] = defaultdict(list)
    for i, e in enumerate(order):
        words = _words(e.source)
        if e.source.kind == "person" and e.source.named and len(words) > 1:
            full[words[0]].append(i)
            surnames[words[-1]].append(i)
    for i, e in enumerate(order):
        word = name_key(e.source.name)
        if e.source.kind != "person" or not e.source.named or " " in word:
            continue
        if any(related(e, order[j]) for j in surnames[word]):
            continue
        found = {groups.find(j): j for j in full[word] if related(e, order[j])}
        if len(found) == 1:
            groups.union(next(iter(found.values())), i)


def _role_words(entry: Entry) -> frozenset[str]:
    """The telling words of all that a person is called."""
    return frozenset(w for role in entry.source.roles for w in office(role, {}))


def _extends(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a longer name may be the short one in full: a surname alone, or two, or initials before it."""
    if len(short) == 1:
        return True
    if len(short) < len(long) and list(long[-len(short) :]) == list(short):
        return True
    rest = short[:-1]
    return (
        list(short) != list(long)
        and all(any(w == x or (len(w) == 1 and x.startswith(w)) for x in long[:-1]) for w in rest)
        and any(len(w) == 1 for w in rest)
    )


def _close(a: Entry, b: Entry, days: int = _DAYS) -> bool:
    if not (a.published and b.published):
        return True
    try:
        return abs((date.fromisoformat(a.published[:10]) - date.fromisoformat(b.published[:10])).days) <= days
    except ValueError:
        return False


def _by_office(order: Sequence[Entry], groups: Groups, offices: Sequence[frozenset[frozenset[str]]]) -> None:
    """The holder that another article names: the same office of the same state, or in related articles the same
    office.
    """
    named: dict[frozenset[str], list[int]] = defaultdict(list)
    for j, e in enumerate(order):
        if e.source.named and e.source.kind == "person":
            for held in offices[j]:
                named[held].append(j)
    for i, e in enumerate(order):
        if e.source.named or e.source.kind != "person" or not singular(_told(e.source)):
            continue
        found: dict[int, int] = {}
        for mine in sorted(offices[i], key=sorted):
            for theirs in sorted(named, key=sorted):
                if not _same_office(mine, theirs):
                    continue
                for j in named[theirs]:
                    exact = mine == theirs and any(len(w) == 3 and w.isupper() for w in mine)
                    if _close(e, order[j]) and (exact or related(e, order[j])):
                        found.setdefault(groups.find(j), j)
        if len(found) == 1:
            groups.union(next(iter(found.values())), i)


def _by_part_of_office(order: Sequence[Entry], groups: Groups, offices: Sequence[frozenset[frozenset[str]]]) -> None:
    """ "The Harbour Party critic": the one person of related articles whose office has these words and more."""
    named: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for j, e in enumerate(order):
        if e.source.named and e.source.kind == "person":
            for held in offices[j]:
                for word in held:
                    named[word].append((j, held))
    for i, e in enumerate(order):
        if e.source.named or e.source.kind != "person" or not singular(_told(e.source)):
            continue
        found: dict[int, int] = {}
        for mine in sorted(offices[i], key=sorted):
            rarest = min(mine, key=lambda w: (len(named.get(w, ())), w))
            for j, held in named.get(rarest, ()):
                if mine < held and not (held - mine) & RANKS and related(e, order[j]):
                    found.setdefault(groups.find(j), j)
        if len(found) == 1:
            groups.union(next(iter(found.values())), i)


def _by_bare_noun(order: Sequence[Entry], groups: Groups) -> None:
    """ "The prosecutor": the one person of related articles whom a role calls so."""
    named: dict[str, list[int]] = defaultdict(list)
    for j, e in enumerate(order):
        if e.source.named and e.source.kind == "person":
            held = [office(role, {}) for role in e.source.roles]
            for word in {word for words in held if not words & RANKS for word in words}:
                named[word].append(j)
    for i, e in enumerate(order):
        told = e.source.aliases or [e.source.name]
        if e.source.named or e.source.kind != "person" or any(" " in phrase for phrase in told):
            continue
        if len(telling(e.source.name) - {word for phrase in told for word in telling(phrase)}) > 1:
            # A state may have been added to the noun; more than that is the article's own description.
            continue
        words = {word for phrase in told for word in office(phrase, {})}
        found = {groups.find(j): j for word in sorted(words) for j in named[word] if related(e, order[j])}
        if len(found) == 1:
            groups.union(next(iter(found.values())), i)


def _told(source: Source) -> str:
    """The text's own words for an unnamed source, which its name may add to."""
    return source.aliases[0] if source.aliases else source.name


def _same_office(a: frozenset[str], b: frozenset[str]) -> bool:
    """Equal, or one leaves out only the state."""
    if a == b:
        return True
    rest = a ^ b
    return (a < b or b < a) and len(rest) == 1 and all(len(w) == 3 and w.isupper() for w in rest)


def _by_holder(
    order: Sequence[Entry],
    groups: Groups,
    holder: Holder,
    states: Mapping[str, str],
) -> None:
    known: dict[str, int] = {}
    for i, e in enumerate(order):
        if e.source.named and e.source.kind == "person":
            known.setdefault(name_key(e.source.name), i)
    for i, e in enumerate(order):
        if e.source.named or e.source.kind != "person" or not singular(_told(e.source)):
            continue
        # A name may hold a state that was only inferred.
        told = e.source.model_copy(update={"name": _told(e.source)})
        for mine in sorted(offices_of(told, states), key=sorted):
            state = next((w for w in sorted(mine) if len(w) == 3 and w.isupper()), None)
            name = holder(" ".join(sorted(mine - {state} if state else mine)), state, e.published)
            if name is None:
                continue
            if name_key(name) in known:
                groups.union(known[name_key(name)], i)
            else:
                groups.renamed[groups.find(i)] = name
            break


def _merge(order: Sequence[Entry], groups: Groups) -> Joined:
    sets: dict[int, list[int]] = defaultdict(list)
    for i in range(len(order)):
        sets[groups.find(i)].append(i)
    out = Joined()
    renamed: dict[int, str] = {}
    for i, name in groups.renamed.items():
        renamed[groups.find(i)] = name
    for root in sorted(sets):
        members = [order[i].source for i in sets[root]]
        best = fullest(members)
        name = renamed.get(root, without_article(best.name)) if not best.named else best.name
        aliases = {a for s in members for a in (s.name, *s.aliases) if a != name}
        name = with_acronym(name, best.kind, aliases)
        out.sources[best.id] = best.model_copy(
            update={
                "name": name,
                "named": best.named or root in renamed,
                "aliases": sorted(aliases),
                "roles": list(dict.fromkeys(r for s in members for r in s.roles)),
                "speaks_for": next((s.speaks_for for s in members if s.speaks_for), None),
                "entity": next((s.entity for s in members if s.entity), None),
            }
        )
        for i in sets[root]:
            out.ids[order[i].article, order[i].source.id] = best.id
    spell_out(out.sources)
    return out
