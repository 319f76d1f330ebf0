"""Bodies and media under several names across articles: acronyms, short names, what kind of body they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimx.ids import name_key
from claimx.resolve.offices import telling
from claimx.resolve.source_entries import Entry, Groups, related, singular
from claimx.resolve.source_names import COMMON, KINDS_OF_MEDIA, initials, is_acronym
from claimx.resolve.words import by_word

_MOST_WORDS = 2
"""Words of a description that may be part of a body's name."""


def by_acronym(order: Sequence[Entry], groups: Groups) -> None:
    """ "RCO" and "Regional Coast Office": the one full name with these initials."""
    full: dict[str, set[int]] = defaultdict(set)
    for i, e in enumerate(order):
        if e.source.kind in ("organisation", "media") and e.source.named and not is_acronym(e.source.name):
            for short in {a.upper() for a in e.source.aliases if is_acronym(a)} | initials(e.source.name):
                full[short].add(i)
    for i, e in enumerate(order):
        if not (e.source.named and is_acronym(e.source.name)):
            continue
        known = sorted(full.get(e.source.name.upper(), ()))
        bearers = {groups.find(j): j for j in known}
        if len(bearers) > 1:
            bearers = {groups.find(j): j for j in known if related(e, order[j])}
        if len(bearers) == 1:
            groups.union(next(iter(bearers.values())), i)


def by_short_body(order: Sequence[Entry], groups: Groups) -> None:
    """ "Rotem" and "Hyundai Rotem": a word that begins or ends one body's name in related articles, and no person's."""
    bodies: dict[str, list[int]] = defaultdict(list)
    people: set[str] = set()
    for i, e in enumerate(order):
        words = name_key(e.source.name).split()
        if not e.source.named or len(words) < 2:
            continue
        if e.source.kind in ("organisation", "media"):
            for word in {words[0], words[-1]} - COMMON:
                bodies[word].append(i)
        elif e.source.kind == "person":
            people.update(words)
    for i, e in enumerate(order):
        word = name_key(e.source.name)
        if not e.source.named or e.source.kind == "state" or " " in word or word in people:
            continue
        found = {groups.find(j): j for j in bodies[word] if related(e, order[j])}
        if len(found) == 1:
            groups.union(next(iter(found.values())), i)


def by_kind_of_body(order: Sequence[Entry], groups: Groups) -> None:
    """ "The union" and "Pacific Dockers' Union": the one body of related articles with a description's words, else the
    one that another article calls so ("the rebels").
    """
    named: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    called: dict[str, list[int]] = defaultdict(list)
    described: dict[str, list[frozenset[str]]] = defaultdict(list)
    for i, e in enumerate(order):
        if e.source.kind == "organisation" and not e.source.named:
            described[e.article].append(telling(e.source.name))
        if e.source.kind == "organisation" and e.source.named:
            words = telling(e.source.name)
            if len(words) > 1:
                for word in words:
                    named[word].append((i, words))
            for role in {name_key(r) for r in e.source.roles}:
                called[role].append(i)
    for i, e in enumerate(order):
        if e.source.named or e.source.kind not in ("organisation", "group") or not singular(e.source.name):
            continue
        told = name_key(e.source.name)
        own = sorted(telling(e.source.name))
        if not own or len(own) > _MOST_WORDS or any(words > set(own) for words in described[e.article]):
            # Of two words or less, or its own article says more.
            continue
        near = named[min(own, key=lambda w: (len(named[w]), w))] if e.source.kind == "organisation" else []
        found = {groups.find(j): j for j, known in near if known.issuperset(own) and related(e, order[j])}
        if not found:
            found = {groups.find(j): j for j in called[told] if related(e, order[j])}
        if not found and len(own) == 1 and e.source.kind == "organisation":
            for word in by_word("kinds_of_bodies").get(own[0], ()):
                # A body of its own article the reading of that article has passed over.
                elsewhere = [j for j, _ in named[word] if order[j].article != e.article]
                found = found or {groups.find(j): j for j in elsewhere if related(e, order[j])}
        if len(found) == 1:
            groups.union(next(iter(found.values())), i)


def by_kind_of_medium(order: Sequence[Entry], groups: Groups) -> None:
    """ "Al-Rafid" and "Al-Rafid TV" in related articles: media whose names differ in what kind of medium they are."""
    bare: dict[str, list[int]] = defaultdict(list)
    for i, e in enumerate(order):
        if e.source.kind == "media" and e.source.named:
            key = " ".join(w for w in name_key(e.source.name).split() if w not in KINDS_OF_MEDIA)
            if key:
                bare[key].append(i)
    for members in bare.values():
        for i in members:
            for j in members:
                if i < j and related(order[i], order[j]):
                    groups.union(i, j)
