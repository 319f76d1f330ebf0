"""WEAPON mentions: systems of the knowledge base, designators, calibres, classes of weapons, warships by name."""

from __future__ import annotations

import re
from typing import Any

from claimx.ids import name_key
from claimx.knowledge.entry import Weapon
from claimx.nlp.entity_context import Candidate, Context, Occupied, Tier
from claimx.nlp.entity_ships import find_ships
from claimx.nlp.entity_weapon_classes import find_classes, spaceflight, weapon_class, weapon_id
from claimx.nlp.entity_weapon_names import plural_systems, popular_name
from claimx.nlp.entity_weapon_nouns import class_after

_DESIGNATOR = re.compile(
    r"(?<![\w/.-])([A-Z][A-Za-z/]{0,11}|2S|9K|9M|9A|3M|5V|48N|9N|5N|1L)[-‑ ]?"
    r"(\d{1,4}[A-Z]{0,4}\d{0,3}[A-Za-rt-z]?(?:[-/]\d{1,4}[A-Z]?)?(?:/[A-Z](?!\w))?)(s?)(?![\w])(?!\.\d)"
)
_NUMERAL = re.compile(r"(?<![\w-])([A-Z][a-z]{3,14})[-‑ ](I{1,3}|IV|V|VI{0,3}|[A-Z]|Prime|\d{1,3}[A-Z]?)(?![\w-])")
_BUILD = re.compile(r" (?:(?:Block|Mark|Mod|Batch|Tranche|Flight)[ -]|Mk[ .-]?)(?:[IVX]{1,4}|\d{1,3})[A-Z]?s?(?![\w-])")
_NAMED = re.compile(r"(?<![\w/-])([A-Z]\w{1,20}(?:[-‑][A-Z\d]\w{0,20})?(?: (?:[IVX]{1,4}|\d{1,4}[A-Z]{0,2}))?) $")
"""The name of a system right before the noun that says what it is ("Cheetah", "Peregrine II", "AX 4", "GEM-T")."""
_SERIES = re.compile(r"(?<![\w-])([A-Z]\w{1,30}(?: [A-Z]\w{1,30})?)[-‑]class(?![\w])")
_VERSION = re.compile(r"([-‑][A-Z]{1,2}\d{0,2})(s?)(?![\w‑-])")
"""What tells the versions of a system apart, after its name: "Iskander-Ms"."""
_BEFORE_SERIES = frozenset(
    {"the", "a", "an", "its", "their", "her", "his", "our", "this", "that", "these", "two", "three"}
)
_CALIBRE = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[.,]\d{1,2})?)\s?[-‑]?\s?(?:mm|millimetre|millimeter)(?![\w])"
    r"|(?<![\w.,])(\.\d{2,3})[- ]cal(?:ibre|iber)(?![\w])"
    r"|(?<![\w.,-])(\d{1,2}(?:\.\d)?)[- ]inch(?![\w])"
)


def find_weapons(context: Context) -> list[Candidate]:
    """Candidates for WEAPON, in no order; overlapping ones are left to the fusion."""
    systems = _known(context) + _designators(context)
    merged = _widen(context, systems)
    merged += _named_by_class(context, Occupied((c.start, c.end) for c in merged))
    ships = find_ships(context)
    calibres = _calibres(context)
    taken = [(c.start, c.end) for c in merged + ships + calibres]
    return merged + ships + calibres + find_classes(context, taken)


def weapon_name(context: Context, start: int, end: int, rockets: frozenset[str], *, likely: bool) -> bool:
    """Whether the words are a system that the knowledge base knows, or have the form of a designator.

    ``rockets``: designators that are none here (see :func:`space_rockets`).  ``likely``: a name and a number that no
    list knows ("Strand 40") are enough.
    """
    text = context.text[start:end]
    if any(weapon_id(context.kb, name) for name in (text, text.removesuffix("s"))):
        return True
    match = _DESIGNATOR.match(context.text, start)
    if match is None or match.end() != end or text.removesuffix("s") in rockets:
        return False
    known = context.cues("weapon", "designator_free") | context.cues("weapon", "designator_cued")
    return likely or match.group(1) in known or (match.group(1).isupper() and " " not in text)


def _known(context: Context) -> list[Candidate]:
    kb, found = context.kb, []
    for hit in kb.weapon_names.find(context.tokens):
        start, end = context.tokens[hit.first].start, context.tokens[hit.last - 1].end
        weapon = kb.weapons[hit.values[0]]
        text = context.text[start:end]
        if weapon.generic or text.islower():
            continue
        plural = context.after(end) == "s" and not context.after(end + 1).isalnum()
        if (
            context.before(start).isalnum()
            or context.before(start) == "-"
            or (context.after(end).isalnum() and not plural)
        ):
            continue
        if re.match(r"[-‑/]\d", context.text[end : end + 2]):
            continue
        if (version := _VERSION.match(context.text, end)) is not None and text[-1].isalpha():
            found.append(_system(context, start, version.end() - len(version.group(2)), version.end()))
            found[-1].attributes.setdefault("cls", weapon.cls)
            continue
        if not _sure_name(context, weapon, start, end):
            continue
        family = (
            text != weapon.name
            and weapon.name.startswith(text)
            and not any(c.isdigit() for c in text)
            and any(c.isdigit() for c in weapon.name)
        )
        attributes: dict[str, Any] = {"cls": weapon.cls, "specificity": "family" if family else "system"}
        found.append(Candidate(start, end + plural, "WEAPON", Tier.KNOWN, weapon.id, weapon.name, attributes))
    found += _plurals(context)
    return found


def _plurals(context: Context) -> list[Candidate]:
    """Names in the plural that the knowledge base lists in the singular ("Caesars", "Patriots")."""
    found = []
    for start, end, ident in plural_systems(context):
        weapon = context.kb.weapons[ident]
        if _sure_name(context, weapon, start, end):
            attributes = {"cls": weapon.cls, "specificity": "system"}
            found.append(Candidate(start, end, "WEAPON", Tier.KNOWN, ident, weapon.name, attributes))
    return found


def _sure_name(context: Context, weapon: Weapon, start: int, end: int) -> bool:
    """A name that is also a word, a person or a place needs a weapon word near it, here or at another mention."""
    text = context.text[start:end]
    bare = text.removesuffix("s")
    doubtful = (
        text in weapon.ambiguous
        or bare in weapon.ambiguous
        or len(text) < (4 if any(c.isdigit() for c in text) or (text.isupper() and context.strong_weapons) else 5)
    )
    plain_word = text.isalpha() and text[1:].islower()
    if not doubtful and not plain_word:
        return True
    cues = context.cues("weapon", "cues")
    if context.before(start) in '“"‘' and context.after(end) in '”"’':
        return context.near(start, cues, 4)
    if not doubtful and len(text) > 5 and context.strong_weapons:
        return True
    if text != bare and text[0].isupper() and (context.systems > 1 or context.strong_weapons):
        return True
    reach = 6 if doubtful else 14
    if context.near(start, cues, reach):
        return True
    # Once told, the name is good for the whole text.
    return any(
        context.near(t.start, cues, 4) for t in context.tokens if t.text in (text, bare) and t.start != start
    )  # fmt: skip


def _designators(context: Context) -> list[Candidate]:
    kb, found = context.kb, []
    free, cued = context.cues("weapon", "designator_free"), context.cues("weapon", "designator_cued")
    cues = context.cues("weapon", "cues") | context.cues("weapon", "ship_classes")
    carriers = space_rockets(context)
    for match in _DESIGNATOR.finditer(context.text):
        if match.group().removesuffix("s") in carriers:
            continue
        prefix, start, end = match.group(1), match.start(), match.end()
        separated = context.text[match.end(1)] == " "
        known = prefix in free or prefix in ("2S", "9K", "9M", "9A", "3M", "5V", "48N", "9N")
        if separated and not (
            (prefix in free and len(prefix) > 2) or prefix in ("Bell", "Glock", "Type", "HP", "Mk", "MK")
        ):
            continue
        if not known and not (
            (prefix in cued or (prefix.isupper() and len(prefix) <= 4)) and context.near(start, cues, 6)
        ):
            continue
        if not known and _road_or_code(context, match):
            continue
        found.append(_system(context, start, end - len(match.group(3)), end))
    for match in _NUMERAL.finditer(context.text):
        if context.near(match.start(), cues, 5) and match.group(1) in free:
            found.append(_system(context, match.start(), match.end(), match.end()))
    for match in _SERIES.finditer(context.text):
        start = match.start()
        first = match.group().split(" ")[0]
        if first != match.group() and first.lower() in _BEFORE_SERIES:
            start += len(first) + 1
        follows = context.text[match.end() + 1 : match.end() + 30].split(" ")
        if any(
            w.strip(",.;").rstrip("s") in context.cues("weapon", "ship_classes") | {"boat", "ship", "submarine"}
            for w in follows[:3]
        ):
            cls = "submarine" if "submarine" in " ".join(follows[:3]) else "ship"
            attributes = {"cls": cls, "specificity": "family"}
            found.append(
                Candidate(
                    start,
                    match.end(),
                    "WEAPON",
                    Tier.KNOWN,
                    weapon_id(kb, context.text[start : match.end()]),
                    None,
                    attributes,
                )
            )
    return found


def space_rockets(context: Context) -> frozenset[str]:
    """Designators that the text gives to rockets for spaceflight, unless the knowledge base has them."""
    found = set()
    for match in _DESIGNATOR.finditer(context.text):
        after = context.token(match.end() + 1) if context.after(match.end()) == " " else None
        if after is not None and after.lemma_.lower() == "rocket" and spaceflight(context, after):
            found.add(match.group())
    return frozenset(name for name in found if weapon_id(context.kb, name) is None)


def _road_or_code(context: Context, match: re.Match[str]) -> bool:
    before = context.text[max(0, match.start() - 14) : match.start()].lower()
    if re.search(
        r"\b(?:road|highway|motorway|route|channel|group|flight|hall|gate|room|platform|pier|berth|page|form|line|no\.?)\s$",
        before,
    ):
        return True
    after = context.text[match.end() : match.end() + 12].lower()
    return bool(
        re.match(r"\s(?:road|highway|motorway|route|visa|summit|vaccine|rebels|group|countries|junction)", after)
    ) or (
        match.group(1) in ("G", "M", "A", "E", "B", "D")
        and "-" not in match.group()
        and bool(re.search(r"\b(?:on|along|off)(?: the)?\s$", before))
    )


def _system(context: Context, start: int, bare: int, end: int) -> Candidate:
    kb = context.kb
    name = context.text[start:bare]
    ref = weapon_id(kb, name)
    attributes: dict[str, Any] = {"specificity": "system"}
    if ref is None:
        stem = re.match(r"[A-Z][A-Za-z/]*[-‑ ]?\d+", name)
        parent = weapon_id(kb, stem.group()) if stem is not None and stem.group() != name else None
        if parent is not None:
            attributes["cls"] = kb.weapons[parent].cls
    else:
        attributes["cls"] = kb.weapons[ref].cls
    return Candidate(start, end, "WEAPON", Tier.KNOWN, ref, kb.weapons[ref].name if ref else name, attributes)


def _widen(context: Context, systems: list[Candidate]) -> list[Candidate]:
    """Systems with the class noun that follows ("Hellfire missiles"), a maker's name before and a type after joined."""
    made: list[Candidate] = []
    for candidate in sorted(systems, key=lambda c: (c.start, -c.end)):
        if made and candidate.start < made[-1].end:
            continue
        last = made[-1] if made else None
        before = context.text[max(0, candidate.start - 20) : candidate.start].split(" ")
        if len(before) > 1 and before[-2] in context.cues("weapon", "makers") and before[-1] == "":
            candidate.start -= len(before[-2]) + 1
        if last is not None and context.text[last.end : candidate.start] == " " and last.name is not None:
            last.end = candidate.end
            last.attributes.setdefault("cls", candidate.attributes.get("cls"))
        else:
            made.append(candidate)
    for candidate in made:
        if any(c.isdigit() for c in context.text[candidate.start : candidate.end]):
            candidate.end = popular_name(context, candidate.end)
        if build := _BUILD.match(context.text, candidate.end):
            candidate.end = build.end()
        end, cls = class_after(context, candidate.end)
        if cls is not None:
            candidate.end = end
            candidate.attributes.setdefault("cls", cls)
    return made


def _named_by_class(context: Context, taken: Occupied) -> list[Candidate]:
    """Systems that no list knows, named right before what they are ("Cheetah helicopters"), and the names alone."""
    kb, found = context.kb, []
    names: dict[str, str] = {}
    phrases: dict[str, str] = kb.cues["weapon"]["phrases"]
    for token in context.doc:
        cls = weapon_class(kb, token) if token.text[0].islower() and token.pos_ == "NOUN" else None
        first = token.i
        if cls is None and first > 1 and token.pos_ == "NOUN":
            cls = phrases.get(f"{context.lowers[first - 1]} {context.lemmas[first]}")
            first -= cls is not None
        if (
            cls is None
            or (cls in ("weapon", "munition") and token.lemma_.lower() != "bomb")
            or token.lemma_.lower() in context.cues("weapon", "unnamed")
        ):
            continue
        while (
            first > 0
            and context.lowers[first - 1] in context.cues("weapon", "sub_modifiers")
            and context.doc[first - 1].text[0].islower()
        ):
            first -= 1
        before = context.text[max(0, context.doc[first].idx - 40) : context.doc[first].idx]
        name = _NAMED.search(before)
        start, end = context.doc[first].idx - len(before) + (name.start() if name else 0), token.idx + len(token)
        if name is None or not _unlisted(context, context.index(start), numbered=" " in name.group(1)):
            continue
        if not taken.free(start, end):
            continue
        names[name.group(1)] = cls
        attributes = {"cls": cls, "specificity": "system"}
        found.append(Candidate(start, end, "WEAPON", Tier.KNOWN, None, name.group(1), attributes))
    for text, cls in sorted(names.items()):
        attributes = {"cls": cls, "specificity": "system"}
        for start, end in context.occurrences(text):
            before = context.lowers[context.index(start) - 1] if start else ""
            if before in ("the", "a", "an", "this", "that", "these", "new") and context.after(end) != "-":
                found.append(Candidate(start, end, "WEAPON", Tier.KNOWN, None, text, dict(attributes)))
        for start, end in context.occurrences(f"{text}s"):
            found.append(Candidate(start, end, "WEAPON", Tier.KNOWN, None, text, dict(attributes)))
    return found


def _unlisted(context: Context, at: int, *, numbered: bool) -> bool:
    """Whether the token is a capitalised name that no list knows as a state, place, body or person."""
    kb, token = context.kb, context.doc[at]
    text = token.text
    if (
        not text[0].isupper()
        or len(text) < 3
        or token.pos_ != "PROPN"
        or token.is_sent_start
        or (token.ent_type_ in ("GPE", "NORP", "LOC", "DATE") and not numbered)
    ):
        return False
    if (
        kb.state_names.get(text)
        or kb.place_names.get(text)
        or kb.organisation_names.get(text)
        or kb.port_names.get(text)
    ):
        return False
    if (
        (at and context.doc[at - 1].pos_ == "PROPN")
        or name_key(text) in kb.people_by_surname
        or context.before(token.idx) in "-‑"
    ):
        return False
    return (
        text not in context.cues("org", "heads")
        and text.lower() not in context.cues("weapon", "sub_modifiers")
        and not kb.weapon_names.get(text)
    )


def _calibres(context: Context) -> list[Candidate]:
    """Calibres with what they are of; "122mm and 152mm shells" are two mentions."""
    found: list[Candidate] = []
    matches = list(_CALIBRE.finditer(context.text))
    for position, match in enumerate(matches):
        value = match.group(1) or match.group(2) or match.group(3)
        number = float(value.replace(",", "."))
        at = context.lexeme(match.end())
        end, cls = _class_phrase(context, at)
        coordinated = False
        if cls is None and position + 1 < len(matches):
            between = context.text[match.end() : matches[position + 1].start()]
            if re.fullmatch(r"\s*(?:,|and|or|, and)\s*", between):
                end, cls = _class_phrase(context, context.lexeme(matches[position + 1].end()))
                coordinated = True
        if cls is None:
            continue
        stop = match.end() if coordinated else end
        head = context.text[context.tokens[context.lexeme(end) - 1].start : end].lower()
        head = head if head in ("ammunition", "artillery") else head.removesuffix("s")
        attributes: dict[str, Any] = {"cls": cls, "specificity": "class"}
        if match.group(1):
            attributes["calibre_mm"] = int(number) if number == int(number) else number
        unit = " mm" if match.group(1) else " calibre" if match.group(2) else "-inch"
        name = f"{value}{unit} {head}"
        found.append(Candidate(match.start(), stop, "WEAPON", Tier.KNOWN, None, name, attributes))
    return found


def _class_phrase(context: Context, at: int) -> tuple[int, str | None]:
    """The end and class of a class noun with its modifiers that begins at the lexeme ("artillery shells")."""
    tokens, end, cls = context.tokens, 0, None
    modifiers = context.cues("weapon", "sub_modifiers")
    heads: dict[str, str] = context.kb.cues["weapon"]["heads"]
    for token in tokens[at : at + 4]:
        word = token.text.lower()
        singular = word[:-1] if word.endswith("s") and word not in heads else word
        if singular in heads and singular not in ("fighter", "jet"):
            end, cls = token.end, heads[singular]
        elif word not in modifiers and not token.text[0].isupper():
            break
        if context.after(token.end) not in (" ", "-"):
            break
    return end, cls
