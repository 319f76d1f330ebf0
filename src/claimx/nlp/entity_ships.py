"""Warships by name: by prefix ("HMS Kestrel"), by the class noun beside them, and by name alone thereafter."""

from __future__ import annotations

from claimx.nlp.entity_context import Candidate, Context, Occupied, Tier
from claimx.nlp.entity_mending import WEEKDAYS
from claimx.nlp.entity_weapon_classes import weapon_id


def find_ships(context: Context) -> list[Candidate]:
    """Warships by prefix ("HMS Kestrel"), by class noun ("the frigate Kestrel"), and by name alone thereafter."""
    kb, found = context.kb, []
    names: dict[str, str] = {}
    for match in context.rules.ships.finditer(context.text):
        end = _trim_possessive(context, match.end())
        full = context.text[match.start() : end]
        names[full.split(" ", 1)[1]] = full
        found.append(_ship(context, match.start(), end, full))
    for match in context.rules.classed_ships.finditer(context.text):
        if match.group().startswith("carrier") and not _warship(context, match.start()):
            continue
        for group in (1, 2):
            if match.group(group) is None:
                continue
            start, end = match.start(group), _trim_possessive(context, match.end(group))
            name = context.text[start:end]
            if (
                len(name) < 4
                or WEEKDAYS.match(name)
                or kb.state_names.get(name)
                or name.split(" ")[0] in context.cues("weapon", "ship_prefixes")
            ):
                continue
            names.setdefault(name, name)
            found.append(_ship(context, start, end, name))
    for match in context.rules.described_ships.finditer(context.text):
        name = match.group(1)
        if len(name) > 3 and not kb.state_names.get(name):
            names.setdefault(name, name)
            found.append(_ship(context, match.start(1), match.end(1), name))
    for name in list(names):
        # A ship named after somebody is called by the last word too.
        last = name.split(" ")[-1]
        if " " in name and len(last) > 4:
            names.setdefault(last, names[name])
    taken = Occupied((c.start, c.end) for c in found)
    for name in sorted(names, key=lambda n: (-len(n), n)):
        for start, end in context.occurrences(name):
            before = context.text[max(0, start - 5) : start].lower()
            if context.after(end) in ("-", "‑"):
                continue
            if taken.free(start, end) and (before.endswith(("the ", "‘", "“", '"')) or " " in name):
                found.append(_ship(context, start, end, names[name]))
                taken.add(start, end)
    return found


def _warship(context: Context, start: int) -> bool:
    """Whether the carrier at the offset is one of aircraft, and no airline and no freighter ("bulk carrier Erna")."""
    before = context.lowers[context.index(start) - 1] if start else ""
    if before in context.cues("weapon", "warship_carriers"):
        return True
    return before not in context.cues("weapon", "other_carriers") and not context.cues("weapon", "naval").isdisjoint(
        context.lemmas
    )


def _ship(context: Context, start: int, end: int, name: str) -> Candidate:
    ref = weapon_id(context.kb, name)
    cls = context.kb.weapons[ref].cls if ref else "ship"
    return Candidate(start, end, "WEAPON", Tier.CERTAIN, ref, name, {"cls": cls, "specificity": "system"})


def _trim_possessive(context: Context, end: int) -> int:
    for tail in ("'s", "’s", "'", "’", ".", "-"):
        if context.text.endswith(tail, 0, end):
            return end - len(tail)
    return end
