"""Descriptions that lean on something named elsewhere: "an army spokesman" as "a Sudanese Armed Forces spokesman"."""

from __future__ import annotations

import re
from collections import defaultdict

from claimx.ids import is_usual, name_key
from claimx.knowledge.home_signs import home_signs
from claimx.knowledge.state_bodies import StateBody, official_name, state_body
from claimx.nlp.bodies import body_of_state
from claimx.nlp.discourse import Discourse
from claimx.nlp.naming import THERE, agreeing, indefinite
from claimx.nlp.referents import Referent, is_acronym
from claimx.nlp.seats import state_spoken_of
from claimx.nlp.word_lists import descriptions

_OFFICES = frozenset(
    {"minister", "president", "premier", "king", "emir", "sultan", "opposition", "coalition"}
    | {"officials", "ministers", "lawmakers", "prosecutors"}
)
_ARTICLE = re.compile(r"^(?:the|an?)\s", re.I)
_MINISTER = re.compile(
    r"^(?:(?:the|an?)\s)?(?P<before>(?:deputy)?)\s?minister (?:of|for) (?:the )?(?P<of>\w+(?: affairs)?)"
    r"(?: in (?P<in>\w+))?$",
    re.I,
)
_FORENAME = r"\b[A-Z][\w-]{1,40} "
"""A capitalised word before a surname is the given name of somebody else."""
_SEAT = re.compile(r"\s(?:of|in|at)\s(?:the\s)?([A-Z][\w-]*(?:\s[A-Z][\w-]*)*)")
_WORD = re.compile(r"[\w-]+")
_TWICE = re.compile(r"(\([^()]{1,12}\)) \1|\b[Tt]he (?=The\b)")
"""The same acronym twice, or the article before a name that has one ("The The Harbour Post")."""
_THE_FAMILY = re.compile(r"\b[Tt]he family\b")
_FAMILY = re.compile(
    r"\b(?P<whose>[A-Z][\w-]{1,40}(?: [A-Z][\w-]{1,40}){0,3})['’]s family|\b[Tt]he (?P<name>[A-Z][\w-]{1,40}) family"
)
"""Whose a family is: "Olga Vale's family", "the Vale family"."""
_LINKS = frozenset({"the", "a", "an", "of", "for", "by", "with", "from", "in", "at", "on", "to", "and", "near"})
"""What may stand before a noun that is not told by a word of its own: no "company" is "the ferry company"."""
_LONGEST = 3
"""Words of a body's kind: "coast guard", "ministry of defence"."""


def expanded(referent: Referent, discourse: Discourse) -> str:
    """What an unnamed source is called, with the bodies and people that its description only alludes to by name."""
    name = referent.name()
    if not referent.spots:
        return name
    at = referent.spots[0].start
    bare = _ARTICLE.sub("", name)
    if bare.lower() in _OFFICES:
        return _with_state(bare, referent, discourse, at)
    if referent.kind == "person" and bare in discourse.roles.person and not referent.plural:
        return indefinite(bare)
    name = _of_family(_of_office(name, discourse), discourse, at)
    name = _with_full_names(name, referent, discourse)
    found = [(m.start(), m.end()) for m in _WORD.finditer(name)]
    for i, (start, _) in enumerate(found):
        for size in range(min(_LONGEST, len(found) - i), 0, -1):
            end = found[i + size - 1][1]
            if i == 0 and size == len(found):
                continue
            full = _full(name[start:end], name[:start], name[end:], referent, discourse, at)
            if full is not None and full.lower() not in name.lower():
                before = re.sub(r"\b[Tt]he\s$", "", name[:start])
                return agreeing(f"{before}{full}{name[end:]}", referent.name())
    return agreeing(name, referent.name())


def _words(name: str) -> set[str]:
    """The words of a name, whichever way English spells them."""
    return set(name_key(name).replace("defense", "defence").split())


def _with_full_names(name: str, referent: Referent, discourse: Discourse) -> str:
    """A description with every name that it holds in full: "Brandt aides" as "Olga Brandt aides"."""
    bearers: dict[str, list[Referent]] = defaultdict(list)
    for r in discourse.referents:
        if r is not referent and r.kind in ("person", "organisation", "media"):
            for short in dict.fromkeys(r.names):
                bearers[short].append(r)
    for short in sorted((n for n in bearers if n in name), key=lambda n: (-len(n), n)):
        full = full_name(bearers[short][0], discourse)
        longer = is_acronym(short) or _words(full) > _words(short)
        if len(bearers[short]) == 1 and longer and full.partition(" (")[0] not in name and not is_usual(short):
            whole = _FORENAME + re.escape(short)
            if " " in short or bearers[short][0].kind != "person" or not re.search(whole, name):
                name = re.sub(rf"(?<![\w(-]){re.escape(short)}(?![\w)-])", full.replace("\\", ""), name, count=1)
    return _TWICE.sub(r"\1", name)


def full_name(referent: Referent, discourse: Discourse) -> str:
    """What a named referent is called inside another's description: a body with the acronym that the text gives it."""
    name = body_of_state(referent, discourse, discourse.demonyms) or referent.name()
    short = next((n for n in referent.names if is_acronym(n) and n != name and not is_usual(n)), None)
    return f"{name} ({short})" if short and referent.kind == "organisation" and "(" not in name else name


def _of_family(name: str, discourse: Discourse, at: int) -> str:
    """ "Attorneys for the family" as "attorneys for Vale's family": the one last spoken of, else the next."""
    if not _THE_FAMILY.search(name):
        return name
    told = list(_FAMILY.finditer(discourse.text))
    before = [match for match in told if match.start() < at]
    family = before[-1] if before else told[0] if told else None
    whose = family and (family["whose"] or family["name"])
    return _THE_FAMILY.sub(lambda _: f"{whose}'s family", name, count=1) if whose else name


def _of_office(name: str, discourse: Discourse) -> str:
    """ "Minister of information in Asmara" as "Eritrean information minister"."""
    found = _MINISTER.match(name)
    people = [r for r in discourse.referents if r.kind == "person"]
    if found is None or any(found["of"] in n.split() for r in people for n in r.names):
        return name
    subject = "foreign" if found["of"].lower() == "foreign affairs" else found["of"].lower()
    adjective = discourse.demonyms.get(discourse.capitals.get(found["in"] or "", ""))
    if found["in"] and not adjective:
        return name
    return " ".join(x for x in (adjective, found["before"].lower(), subject, "minister") if x)


def _with_state(name: str, referent: Referent, discourse: Discourse, at: int) -> str:
    adjective = discourse.demonyms.get(_state_of(referent, discourse, at) or "")
    return f"{adjective} {name}" if adjective else name


def _state_of(referent: Referent, discourse: Discourse, at: int) -> str | None:
    """The state that a referent's descriptions tell or point to ("a source there"), else the one at home there."""
    if THERE.search(referent.name()) and (spoken_of := state_spoken_of(at, discourse)) is not None:
        return spoken_of
    told = [key for kind, key in referent.affiliations if kind == "state"]
    state = next((r.entity for r in discourse.referents if r.kind == "state" and name_key(r.name()) in told), None)
    return state or discourse.home.at(at)


def _state_around(place: str, discourse: Discourse) -> str | None:
    """The state (iso3) in which a place lies that says whose police "the police of Narvik" are, if that is known."""
    signs = (sign.state for sign in home_signs(place) if sign.kind == "place")
    return discourse.capitals.get(place) or next(signs, None)


def _full(phrase: str, before: str, after: str, referent: Referent, discourse: Discourse, at: int) -> str | None:
    """The full name of a body or person that a phrase inside a description alludes to."""
    if phrase != phrase.lower():
        return None
    roles = discourse.roles
    definite = bool(re.search(r"\b[Tt]he\s$", before)) or after[:2] in ("'s", "’s")
    last = before.rstrip().rpartition(" ")[2]
    owned = last.endswith(("'s", "’s", "'", "’")) or last[:1].isupper()
    if owned:
        return None
    body = state_body(phrase, discourse.knowledge)
    # "US and allied government officials" are not of one government.
    if any(word[:1].isupper() for word in before.split()[1:]):
        body = None
    if body is not None and body.state is None and (definite or after[:1] == " "):
        where = _SEAT.match(after)
        state = _state_around(where[1], discourse) if where else _state_of(referent, discourse, at)
        return official_name(StateBody(state, body.kind), discourse.knowledge)
    compound = after[:1] == " " and not re.match(r"\s(?:of|in|at|for|from|with|on|who|that)\b", after)
    if last and last.lower() not in _LINKS:
        return None
    if " " in phrase or not (definite or (compound and phrase in ("ministry", "embassy", "committee", "department"))):
        return None
    head = roles.same.get(phrase, phrase)
    if head in roles.media and after[:2] not in ("'s", "’s"):
        return None
    return _last_named(head, referent, discourse, at)


def _last_named(head: str, referent: Referent, discourse: Discourse, at: int) -> str | None:
    """The one last named of those that a noun describes."""
    roles = discourse.roles
    before = [
        (last, r)
        for r in discourse.referents
        if r is not referent
        and r.named
        and (last := max((s.start for s in r.spots if s.start < at), default=None)) is not None
    ]
    if head in roles.media:
        known = [x for x in before if x[1].kind == "media" and x[1] is not discourse.outlet]
    elif head in roles.body | roles.person:
        human = head not in roles.body
        called = [x for x in before if head in x[1].heads and (x[1].kind == "person") == human]
        known = called + [x for x in before if x[1].kind == "organisation" and head in x[1].words]
    else:
        known = [x for x in before if x[1].kind == "organisation" and name_key(x[1].name()).split()[-1:] == [head]]
    if not known and head in descriptions("firms"):
        offices = (roles.body | roles.person | roles.group) - roles.businesses
        known = [x for x in before if x[1].kind == "organisation" and not x[1].words & offices]
    return full_name(max(known, key=lambda x: (x[0], x[1].id))[1], discourse) if known else None
