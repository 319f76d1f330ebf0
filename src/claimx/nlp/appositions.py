"""What a text says that named people and bodies are: titles before a name, appositions, "X is the head of Y"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from claimx.ids import name_key
from claimx.knowledge.entry import Person
from claimx.nlp.called import Called
from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal, analyse
from claimx.nlp.referents import Referent
from claimx.schema import EntityMention

_SMALL = frozenset({"of", "for", "the", "and", "to"})
_PERSONAL = frozenset({"person", "spokes"})
_MEMBERS = frozenset(
    {"rebel", "guerrilla", "insurgent", "militant", "fighter", "jihadist", "islamist", "separatist", "gunman"}
)
_MOST_TITLES = 3
_WIDEST = 48
"""Characters before a name in which its titles stand."""
_AND = re.compile(r"\s+and\s+(?P<calling>(?:[A-Z][\w.-]{0,30}\s+){1,4})")
"""What stands between two names, of which the second is called something too."""
_IMPERSONAL = frozenset({"body", "media", "document"})


def learn_roles(discourse: Discourse, sources: Sequence[Nominal]) -> dict[int, Referent]:
    """Give every named referent the roles that noun phrases and ``sources`` (phrases with a name) tell of it.

    Returns the referent of each nameless half of an apposition, by its start.
    """
    chunks = discourse.chunks()
    for nominal in [*chunks, *sources]:
        if (body := body_of_members(discourse, nominal)) is not None:
            body.heads.add(nominal.head)
            body.classes.add("group")
        for part in _of_each(discourse, nominal):
            referent = _named(discourse, part)
            if referent is not None and not _tells_of_another(discourse, part):
                discourse.describe(referent, part, naming=True)
                if part.classes:
                    add_role(discourse, referent, part)
    _learn_titles(discourse)
    found: dict[int, Referent] = {}
    for first, second in pairwise(chunks):
        if not (discourse.apposed(first, second) or _titled(discourse, first, second)):
            continue
        named, plain = (first, second) if first.names else (second, first)
        referent = _named(discourse, named)
        person = named.names[0].label == "PERSON"
        told = "body" in plain.classes or any(q.label == "STATE" for q in plain.qualifiers)
        if named.names[0].label == "STATE" and told:
            continue  # "According to the US government, Russia ...", "in Norway, the agency said": no state is a body.
        if plain is second and plain.possessor and not person and not _closed(discourse, second):
            continue  # "Moravia closed the embassy, its foreign ministry said": the ministry is no embassy.
        if plain is second and plain.text.lower().startswith("whose "):
            continue  # "Ana Babic, whose son …": she is no son.
        if plain is second and _begins(discourse, second):
            continue  # "Nobody armed the Front, the report finds": the report is no front.
        fits = plain.classes & (_PERSONAL if person else _IMPERSONAL) and not (person and plain.plural)
        if referent is not None and fits and plain.start not in found:
            discourse.describe(referent, plain)
            add_role(discourse, referent, plain)
            found[plain.start] = referent
    return found


def _titled(discourse: Discourse, first: Nominal, second: Nominal) -> bool:
    """Whether a phrase in capitals is right before a name, of which the parser cut it off: "… and Trade Minister", "Ana
    Vale".
    """
    if first.names or not second.names or second.names[0].label != "PERSON" or second.names[0].start != second.start:
        return False
    capitals = all(word[:1].isupper() for word in first.text.split())
    return capitals and "person" in first.classes and discourse.text[first.end : second.start] == " "


def _of_each(discourse: Discourse, nominal: Nominal) -> list[Nominal]:
    """The phrase of each name in one: "Trade Minister Ivo Kral and Bishop Ana Vale"; the phrase itself where it has one
    name or says more between them.
    """
    if len(nominal.names) != len(("one", "other")):
        return [nominal]
    one, other = nominal.names
    if (joint := _AND.fullmatch(discourse.text, one.end, other.start)) is None:
        return [nominal]
    spans = [(nominal.start, one.end), (joint.start("calling"), other.end)]
    parts = [analyse(discourse.doc, discourse.text, [span], discourse.mentions, discourse.roles) for span in spans]
    return [part for part in parts if part is not None]


def _tells_of_another(discourse: Discourse, nominal: Nominal) -> bool:
    """Whether a phrase says what somebody else is: "Ivo Kral and his wife, the treasurer Ana Kral", "Minister Ivo Kral
    and Bishop Ana Vale", "the army and the Harbour Front".
    """
    first, *further = nominal.names
    if further:
        between = discourse.text[first.end : further[0].start].split()
        return len(between) > len(("and", "Mr")) or any(_calling(discourse, word) for word in between)
    before = [q for q in nominal.qualifiers if q.label == "ORG" and q.end <= first.start]
    return first.label == "ORG" and any(" and " in discourse.text[q.end : first.start] for q in before)


def _calling(discourse: Discourse, word: str) -> set[str]:
    """The nouns for people that a word before a name is or stands for."""
    roles = discourse.roles
    title = word.strip(".,").lower()
    return {title, *roles.title_nouns.get(title, ())} & roles.person


def _closed(discourse: Discourse, nominal: Nominal) -> bool:
    """Whether a comma, dash or the end of the sentence follows a noun phrase."""
    return discourse.text[nominal.end : nominal.end + 2].strip()[:1] in (",", "–", "—", ")", ".", ";", "")


def _begins(discourse: Discourse, nominal: Nominal) -> bool:
    """Whether a noun phrase is the subject of the verb that follows it at once."""
    span = discourse.doc.char_span(nominal.start, nominal.end)
    if span is None or span.root.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return span.end < len(discourse.doc) and discourse.doc[span.end].pos_ in ("VERB", "AUX")


def learn_called(discourse: Discourse, names: Sequence[Called]) -> dict[int, Referent]:
    """The referent of each description whose bearer goes by a name, by its start; learns the role that it tells."""
    found: dict[int, Referent] = {}
    chunks = {chunk.start: chunk for chunk in discourse.chunks()}
    for name in names:
        m = name.mention
        referent, chunk = discourse.of_mention.get((m.start, m.end, m.label)), chunks.get(name.described)
        if name.bearer is not None:
            _join(discourse, name.bearer, referent)
            continue
        if referent is not None:
            found[name.described] = referent
            if chunk is not None and not chunk.names:
                discourse.describe(referent, chunk)
                add_role(discourse, referent, chunk)
    return found


def _learn_titles(discourse: Discourse) -> None:
    """Give people what the words right before their names call them: "Rep. Ana Babic", "elder Ivo Kral"."""
    roles = discourse.roles
    for m in discourse.mentions:
        referent = discourse.of_mention.get((m.start, m.end, m.label)) if m.label == "PERSON" else None
        before = discourse.text[max(0, m.start - _WIDEST) : m.start].rpartition("\n")[2].split()[-_MOST_TITLES:]
        inside = takewhile(lambda word: word.strip(".,").lower() in roles.titles, m.exact.split())
        for word in reversed([*before, *inside]):
            title = word.strip(".,").lower()
            if title not in roles.titles and title not in roles.person:
                break
            nouns = _calling(discourse, word)
            if referent is not None and nouns:
                told = {roles.same.get(w, w) for w in nouns}
                referent.words |= told
                referent.heads |= told
                referent.classes.add("person")
                role = min(nouns)
                if not any(role in r.lower() for r in referent.roles):
                    referent.roles.append(role)


def learn_offices(discourse: Discourse, published: str | None, people: Mapping[str, Person]) -> None:
    """Give every person of public life the words of the offices held by the day of publication.  ``people`` by id."""
    if not published:
        return
    roles = discourse.roles
    for referent in discourse.referents:
        known = people.get(referent.entity or "") if referent.kind == "person" else None
        for office in known.roles if known is not None else ():
            if office.start and office.start > published:
                continue
            words = {roles.same.get(w, w) for w in name_key(office.title).split()} - _SMALL
            referent.words |= words
            if not office.to or office.to >= published:
                referent.heads |= words & (roles.person | roles.spokes)


def _join(discourse: Discourse, named: EntityMention, nickname: Referent | None) -> None:
    """Give all places of a nickname to the person who has it; nobody else is called so."""
    bearer = discourse.of_mention.get((named.start, named.end, named.label))
    if bearer is None or nickname is None or bearer is nickname or len(nickname.names) != 1:
        return
    for place, referent in discourse.of_mention.items():
        if referent is nickname:
            discourse.of_mention[place] = bearer
    bearer.spots = sorted([*bearer.spots, *nickname.spots], key=lambda s: (s.start, s.end))
    nickname.spots, nickname.names = [], []


def body_of_members(discourse: Discourse, nominal: Nominal) -> Referent | None:
    """The body that "the M23 rebels" are."""
    bodies = [m for m in nominal.qualifiers if m.label == "ORG"]
    if not (nominal.plural and len(bodies) == 1 and nominal.head in _MEMBERS) or nominal.possessor:
        return None
    return discourse.of_mention.get((bodies[0].start, bodies[0].end, "ORG"))


def add_role(discourse: Discourse, referent: Referent, nominal: Nominal) -> None:
    """Add a description to a referent's roles, unless it is its name."""
    role = discourse.role_phrase(nominal)
    if role and role not in referent.roles and name_key(role) not in {name_key(n) for n in referent.names}:
        referent.roles.append(role)
        if nominal.possessor:
            referent.offices.append(nominal)


def _named(discourse: Discourse, nominal: Nominal) -> Referent | None:
    if not nominal.names:
        return None
    m = nominal.names[0]
    return discourse.of_mention.get((m.start, m.end, m.label))
