"""Who is described before he is named: "the army's head of logistics", and a paragraph on "General Ivo Kral"; "the
ministry", and later "the Ministry of Works".
"""

from __future__ import annotations

from collections.abc import Sequence

from claimx.ids import RANKS
from claimx.nlp.coreference import may_be
from claimx.nlp.discourse import Discourse
from claimx.nlp.kinds_of_bodies import of_another_kind, told_by_kind
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.word_lists import word_lists
from claimx.records import Attribution

_JOINED = frozenset({"union", "club", "federation", "association", "party", "league"})
"""Bodies that people belong to, which an article on them names."""
_OPENING = 1
"""The title or the first paragraph."""


def named_next(
    nominal: Nominal, discourse: Discourse, attributions: Sequence[Attribution], speakers: Sequence[Referent]
) -> Referent | None:
    """Whom the opening of an article only describes, where the next paragraph quotes the first person to be named.

    ``speakers``: who has spoken before.
    """
    here = discourse.paragraph(nominal.start)
    if here > _OPENING or not _introduces(nominal) or any(r.kind == "person" for r in speakers):
        return None
    people = [m for m in discourse.mentions if m.label == "PERSON"]
    if not people or not 0 < discourse.paragraph(people[0].start) - here <= 1:
        return None
    if not any(s <= people[0].start < e for a in attributions for s, e in a.source):
        return None
    referent = discourse.of_mention.get((people[0].start, people[0].end, people[0].label))
    if referent is None or (_ranks(referent) - nominal.words):
        return None
    return referent if may_be(nominal, referent) else None


def only_one(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """The body that the bare noun for it means which the text names only later, if it names one such body alone."""
    roles = discourse.roles
    if nominal.form != "nominal" or nominal.definite != "definite" or nominal.category != "body" or nominal.plural:
        return None
    # "The army" is that of the state at home, though only another state's is called by its name.
    if nominal.words - {nominal.head} or nominal.qualifiers or nominal.head in roles.state_bodies | roles.businesses:
        return None
    bodies = [r for r in discourse.referents if r.kind == "organisation" and nominal.head in r.heads]
    named = bodies[0].named and any(s.start > nominal.end for s in bodies[0].spots) if len(bodies) == 1 else False
    return bodies[0] if named else None


def body_named_next(nominal: Nominal, discourse: Discourse, attributions: Sequence[Attribution]) -> Referent | None:
    """The body that "his club" or "their union" means which the text has not named yet: the one that speaks at the
    beginning of the next sentence, if nothing says that it is of another kind; else the only one to be named whose name
    says that it is such.
    """
    roles, head = discourse.roles, nominal.head
    whose = roles.pronouns.get(nominal.possessor, "")
    if nominal.form != "nominal" or nominal.plural or not whose or whose.startswith("first"):
        return None
    if not told_by_kind(head) or head in roles.state_bodies or nominal.words - {head}:
        return None
    new = [
        r
        for r in discourse.referents
        if r.kind == "organisation" and r.named and r.spots and all(s.start > nominal.end for s in r.spots)
    ]
    kin = word_lists("source_kinds").get(head, frozenset()) | {head}
    here = discourse.sentence(nominal.start)
    for referent in new:
        first = min(referent.spots, key=lambda s: s.start)
        speaks = any(s <= first.start < e for a in attributions for s, e in a.source)
        opens = first.start - discourse.sentence_start(here + 1) <= len("The ")
        if first.sentence == here + 1 and opens and speaks and not of_another_kind(head, referent, discourse.knowledge):
            return referent
    bodies = [r for r in discourse.referents if r.kind == "organisation" and r.named and r.words & kin]
    return bodies[0] if len(bodies) == 1 and bodies[0] in new and head in _JOINED else None


def _ranks(referent: Referent) -> set[str]:
    """Words of somebody's roles that make an office another one: a deputy head is not "the head"."""
    return {word for role in referent.roles for word in role.lower().split()} & RANKS


def _introduces(nominal: Nominal) -> bool:
    """Whether a phrase describes one person as known: "the army's head of logistics"."""
    known = nominal.form == "nominal" and nominal.definite in ("definite", "possessive")
    return known and nominal.category == "person" and not (nominal.plural or nominal.partitive or nominal.possessor)
