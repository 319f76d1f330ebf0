"""The ledger of claims: ids that live from run to run.

A claim is named by its founding mention.  The ledger is input as well as output: with it a claim keeps its id while
it grows, merges, splits, or loses its founder.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from claimx.errors import ContractError
from claimx.ids import stable_id


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim id: its founding mention, that mention's date ("" where unknown) and anchor, the ids merged into it,
    and the mentions of the last run.  ``anchor`` finds the founder again after an edit elsewhere in its article moved
    it, ``imprint`` after its file was renamed.
    """

    id: str
    founder: str
    published: str
    anchor: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    imprint: str = ""

    @property
    def age(self) -> tuple[str, str]:
        """Sort key: the earliest published first, then the smaller mention id."""
        return self.published or "9999", self.founder


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries by claim id."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def dump(self) -> str:
        """Sorted JSON Lines."""
        lines = []
        for entry in sorted(self.entries.values(), key=lambda e: e.id):
            row = {
                "id": entry.id,
                "founder": entry.founder,
                "published": entry.published,
                "anchor": entry.anchor,
                "aliases": list(entry.aliases),
                "mentions": list(entry.mentions),
                "imprint": entry.imprint,
            }
            lines.append(json.dumps(row, sort_keys=True, ensure_ascii=False) + "\n")
        return "".join(lines)


def load(text: str) -> Ledger:
    """A ledger from its JSON Lines.  Raises ContractError for a line that is not an entry."""
    entries: dict[str, Entry] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            entry = Entry(
                str(row["id"]),
                str(row["founder"]),
                str(row["published"]),
                str(row["anchor"]),
                _ids(row["aliases"]),
                _ids(row["mentions"]),
                str(row.get("imprint", "")),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ContractError(f"the ledger's line {number} is no entry", str(error), "restore the file") from error
        entries[entry.id] = entry
    return Ledger(entries)


def _ids(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list of ids")
    return tuple(map(str, value))


@dataclass(frozen=True, slots=True)
class Member:
    """A mention as the ledger sees it: id, date of publication ("" where unknown), anchor (its article and words), and
    imprint (the bytes of its file and its place in them).
    """

    id: str
    published: str
    anchor: str
    imprint: str = ""

    @property
    def age(self) -> tuple[str, str]:
        """Sort key: the earliest published first, then the smaller id."""
        return self.published or "9999", self.id


def claim_id(founder: str) -> str:
    """The id of the claim that a mention founded."""
    return stable_id("c", founder)


def assign(clusters: Sequence[Sequence[Member]], ledger: Ledger) -> tuple[list[str], Ledger]:
    """An id for every cluster, and the ledger that goes with them.

    Merge: the claim founded earliest keeps its id and takes the others as aliases.  Split: the part with the founder
    keeps it.  Founder gone: the part with most of the claim's last mentions keeps it.  The order of ``clusters`` does
    not matter.
    """
    where = {member.id: k for k, members in enumerate(clusters) for member in members}
    anchors = _places(clusters, lambda member: member.anchor)
    imprints = _places(clusters, lambda member: member.imprint)
    heirs: dict[int, list[Entry]] = {}
    for entry in sorted(ledger.entries.values(), key=lambda e: e.age):
        place = where.get(entry.founder, -1)
        for known, key in ((anchors, entry.anchor), (imprints, entry.imprint)):
            place = known.get(key, -1) if place < 0 else place
        if place < 0:
            place = _most(clusters, where, entry)
        if place >= 0:
            heirs.setdefault(place, []).append(entry)
    entries = dict(ledger.entries)
    retired = {alias for entry in entries.values() for alias in entry.aliases}
    ids: list[str] = []
    for k, members in enumerate(clusters):
        claimed = [entry for entry in heirs.get(k, ()) if entry.id not in retired] or heirs.get(k, [])
        ids.append(_settle(members, claimed, entries))
    live = set(ids)
    return ids, Ledger({key: _without(entries[key], live) for key in sorted(entries)})


def _places(clusters: Sequence[Sequence[Member]], of: Callable[[Member], str]) -> dict[str, int]:
    """The cluster of each anchor, or imprint; -1 for one that stands in several."""
    found: dict[str, int] = {}
    for k, members in enumerate(clusters):
        for key in {of(member) for member in members} - {""}:
            found[key] = k if found.setdefault(key, k) == k else -1
    return found


def _founder(entry: Entry, members: Sequence[Member]) -> Entry:
    """The entry with the anchor and imprint that its founder has now: it may be edited after it was renamed."""

    def order(member: Member) -> tuple[bool, bool, str]:
        return member.id != entry.founder, member.imprint != entry.imprint or not entry.imprint, member.id

    found = [
        m for m in members if m.id == entry.founder or m.anchor == entry.anchor or m.imprint == entry.imprint != ""
    ]
    if found:
        first = min(found, key=order)
        return replace(entry, anchor=first.anchor, imprint=first.imprint)
    return entry


def _without(entry: Entry, live: set[str]) -> Entry:
    """The entry without aliases that name a claim again: a split brings a merged claim's id back."""
    if not live.intersection(entry.aliases):
        return entry
    kept = tuple(alias for alias in entry.aliases if alias not in live)
    return replace(entry, aliases=kept)


def _most(clusters: Sequence[Sequence[Member]], where: Mapping[str, int], entry: Entry) -> int:
    """The cluster that holds most of an entry's last mentions (ties: the one with the eldest mention); -1 for none."""
    counts: dict[int, int] = {}
    for mention in entry.mentions:
        if mention in where:
            counts[where[mention]] = counts.get(where[mention], 0) + 1
    return min(counts, key=lambda k: (-counts[k], min(m.age for m in clusters[k])), default=-1)


def _settle(members: Sequence[Member], claimed: Sequence[Entry], entries: dict[str, Entry]) -> str:
    """Write one cluster's entry and give its id."""
    ids = tuple(sorted(member.id for member in members))
    if claimed:
        eldest = claimed[0]
        others: Iterable[str] = (i for e in claimed[1:] for i in (e.id, *e.aliases))
        aliases = tuple(sorted({*eldest.aliases, *others} - {eldest.id}))
        for entry in claimed[1:]:
            entries[entry.id] = replace(_founder(entry, members), mentions=())
        entries[eldest.id] = replace(_founder(eldest, members), aliases=aliases, mentions=ids)
        return eldest.id
    founder = min(members, key=lambda member: member.age)
    new = claim_id(founder.id)
    entries[new] = Entry(new, founder.id, founder.published, founder.anchor, (), ids, founder.imprint)
    return new
