"""Giving each mention its entity: ids of the knowledge base where the evidence is clear, else stable local ids."""

from __future__ import annotations

import re
from collections import Counter

from claimx.ids import local_entity_id
from claimx.knowledge.link import Evidence, PersonLinker
from claimx.nlp.entity_context import Candidate, Context
from claimx.nlp.entity_namesakes import Namesakes, is_full
from claimx.nlp.entity_platforms import set_platforms
from claimx.nlp.entity_ports import port_id
from claimx.nlp.entity_weapon_classes import generic_id
from claimx.nlp.entity_weapon_names import singular, system_name, without_class
from claimx.schema import Entity, EntityMention


def link(
    context: Context, chosen: list[Candidate], published: str | None, linker: PersonLinker
) -> tuple[list[EntityMention], list[Entity]]:
    """Mentions with ``ref``, in text order, and the entities they name, by id."""
    _people(context, chosen, published, linker)
    _organisations(context, chosen)
    mentions: list[EntityMention] = []
    forms: dict[str, Counter[str]] = {}
    made: dict[str, Entity] = {}
    for c in chosen:
        exact = context.text[c.start : c.end]
        ref, name = c.ref, c.name or exact
        if c.label == "PORT":
            ref = ref or port_id(context, name)
        elif c.label == "PLACE":
            c.attributes["port_id"] = port_id(context, exact)
            ref = ref if ref is not None else _place(context, exact)
        elif c.label == "STATE" and ref is None:
            ref = _state(context, exact)
        elif c.label == "WEAPON":
            ref, name = _weapon(context, c, exact, name)
        elif c.label == "ORG" and ref is None:
            ids = context.kb.organisation_names.get(exact)
            ref = ids[0] if ids else None
        entry = context.kb.get(ref) if ref is not None else None
        if entry is not None and c.label in ("ORG", "PLACE"):
            # The contract gives no ids of a knowledge base to organisations and places.
            ref = local_entity_id(c.label, entry.name)
        if ref is None and not (c.label == "ORG" and c.attributes.pop("bare", False)):
            ref = local_entity_id(c.label, name)
        attributes = {k: v for k, v in c.attributes.items() if k != "bare"}
        mentions.append(
            EntityMention(start=c.start, end=c.end, exact=exact, label=c.label, ref=ref, attributes=attributes)
        )
        if ref is None:
            continue
        forms.setdefault(ref, Counter())[exact] += 1
        if c.label == "WEAPON":
            # Two tanks are called a tank, too, and Kornet missiles Kornet.
            forms[ref].update(_shorter(context, c))
        elif c.label == "PORT":
            forms[ref][name] += 1
        if ref not in made:
            codes = entry.codes() if entry is not None else {}
            made[ref] = Entity(id=ref, label=c.label, name=entry.name if entry is not None else name, kb=codes)
    set_platforms(context, mentions)
    for ref, entity in made.items():
        entity.aliases = sorted(f for f in forms[ref] if f != entity.name)
    return mentions, [made[ref] for ref in sorted(made)]


def _people(context: Context, chosen: list[Candidate], published: str | None, linker: PersonLinker) -> None:
    people = [c for c in chosen if c.label == "PERSON"]
    states = frozenset(c.ref for c in chosen if c.label == "STATE" and c.ref)
    texts = [(c.start, context.text[c.start : c.end]) for c in people]
    full = Namesakes((start, text) for start, text in texts if is_full(text))
    for c in people:
        text = context.text[c.start : c.end]
        if is_full(text):
            c.name = text
        else:
            before = context.text[max(0, c.start - 12) : c.start]
            c.name = full.owner(text, c.start, before, _last_sentence(context.text, c.start)) or c.name
        evidence = Evidence(states, _title(context, c), published or "")
        name = c.name or text
        c.ref = linker.full(name, evidence) if " " in name else linker.surname(name, evidence)
        c.name = name


def _last_sentence(text: str, char: int) -> int:
    """About where the sentence before that of the character begins, at most 400 characters back."""
    first = max(0, char - 400)
    stop = text.rfind(". ", first, char)
    return max(first, text.rfind(". ", first, stop)) if stop > first else first


def _title(context: Context, candidate: Candidate) -> str:
    """Up to four words of office before the name, or after it in an apposition."""
    before = context.text[max(0, candidate.start - 60) : candidate.start]
    before = re.split(r"[.;:!?\"“”\n]", before)[-1]
    words = re.findall(r"[A-Za-z'-]+", before)[-4:]
    titles = context.cues("person", "lower_titles") | {t.lower() for t in context.kb.cues["person"]["titles"]}
    kept: list[str] = []
    for word in reversed(words):
        if (
            word.lower() in titles
            or word.lower() in context.cues("org", "ministries")
            or (kept and word.lower() == "of")
        ):
            kept.insert(0, word)
        else:
            break
    return " ".join(kept)


def _organisations(context: Context, chosen: list[Candidate]) -> None:
    """Institutions get their state's name; short forms get the long form seen in the text if only one fits."""
    orgs = [c for c in chosen if c.label == "ORG" and c.ref is None]
    states = {(c.start, c.end): c.ref for c in chosen if c.label == "STATE" and c.ref}
    kinds = context.cues("org", "forces") | {f"{m} ministry" for m in context.kb.cues["org"]["ministries"]}
    long: dict[str, set[str]] = {}
    bare: list[tuple[Candidate, str]] = []
    for c in orgs:
        text = context.text[c.start : c.end]
        kind = _kind(text)
        owner = next((ref for (s, e), ref in states.items() if c.start <= s and e <= c.end), None)
        if owner is None:
            owner = next((ref for (s, e), ref in states.items() if context.text[e : c.start] in ("'s ", "’s ")), None)
            rest = kind
        else:
            rest = _kind(
                re.sub(
                    rf"\b(?:{'|'.join(map(re.escape, _names(context, owner)))})(?:['’]s)?\b|\bof\b|\bthe\b", "", text
                ).strip()
            )
        if rest in kinds:
            if owner is not None:
                state = context.kb.states[owner]
                c.name = f"{state.demonyms[0] if state.demonyms else state.name} {rest}"
                long.setdefault(rest, set()).add(c.name)
            else:
                bare.append((c, rest))
        elif " " in text and c.name is None:
            c.name = text
            for short in (text.split(" ")[0], text.split(" ")[-1]):
                long.setdefault(short.lower(), set()).add(text)
        elif " " not in text and c.name is None:
            bare.append((c, text.lower()))
    for c, rest in bare:
        owners = long.get(rest, set())
        if len(owners) == 1:
            c.name = next(iter(owners))
        elif rest in kinds:
            c.attributes["bare"] = True


def _kind(text: str) -> str:
    kind = re.sub(r"\s+", " ", text.lower().replace("defense", "defence").replace("coastguard", "coast guard")).strip()
    if match := re.fullmatch(r"ministry of (?:the )?(?:national )?(.+)", kind):
        kind = f"{match.group(1).removesuffix(' affairs')} ministry"
    return kind


def _names(context: Context, owner: str) -> list[str]:
    state = context.kb.states[owner]
    return sorted({*state.names(), *state.demonyms}, key=len, reverse=True)


def _state(context: Context, exact: str) -> str | None:
    values = context.kb.state_names.get(exact.removeprefix("the ").removeprefix("The "))
    ids = sorted({v.id for v in values})
    return ids[0] if len(ids) == 1 else None


def _place(context: Context, exact: str) -> str | None:
    ids = context.kb.place_names.get(exact)
    return ids[0] if ids else None


def _weapon(context: Context, c: Candidate, exact: str, name: str) -> tuple[str | None, str]:
    kb = context.kb
    if c.attributes.get("specificity") is None:
        c.attributes["specificity"] = "system" if any(ch.isupper() or ch.isdigit() for ch in exact[:4]) else "class"
    if c.ref is not None:
        c.attributes.setdefault("cls", kb.weapons[c.ref].cls)
        return c.ref, kb.weapons[c.ref].name
    head = context.root(c.start, c.end).lemma_.lower()
    if c.attributes["specificity"] == "class":
        ref = generic_id(kb, exact, head) if "calibre_mm" not in c.attributes else None
        if ref is not None:
            c.attributes.setdefault("cls", kb.weapons[ref].cls)
        return ref, name if "calibre_mm" in c.attributes else _one(context, c)
    hit, name = system_name(context, c.start, c.end, c.name)
    c.attributes.setdefault("cls", kb.weapons[hit].cls if hit is not None else None)
    return hit, name


def _shorter(context: Context, c: Candidate) -> list[str]:
    text = context.text[c.start : c.end]
    bare = without_class(context, text) if c.attributes.get("specificity") == "system" else text
    return [_one(context, c), *([singular(context, c.start, bare)] if bare != text else [])]


def _one(context: Context, c: Candidate) -> str:
    """The words of a weapon in the singular."""
    text = context.text[c.start : c.end]
    if c.attributes.get("specificity") == "class":
        return re.sub(r"\S+$", context.doc[context.index(c.end - 1)].lemma_.lower(), text.lower())
    return singular(context, c.start, text)
