"""The source record of a referent: what it is called, who it is, for whom it speaks."""

from __future__ import annotations

import re

from claimx.ids import name_key, source_id
from claimx.nlp.bodies import body_of_state
from claimx.nlp.decisions import SourceDecision
from claimx.nlp.descriptions import expanded
from claimx.nlp.discourse import Discourse
from claimx.nlp.documents import issued, written_by
from claimx.nlp.naming import owner
from claimx.nlp.referents import Referent
from claimx.nlp.whereabouts import placed
from claimx.schema import Alternative, Source

_BODIES = frozenset({"organisation", "state", "media"})
_ITS = re.compile(r"(?:its|their|whose)\b", re.I)


class SourceRecords:
    """Makes the records of one article's sources.  ``scope``: its id, within which unnamed sources are told apart.

    ``bodies`` are, by id, those for whom somebody speaks, whether they are ever quoted themselves or not.
    """

    def __init__(self, discourse: Discourse, scope: str) -> None:
        self._discourse, self._scope = discourse, scope
        self.bodies: dict[str, Source] = {}

    def name(self, decision: SourceDecision) -> None:
        """Set the sources of a decision, and those that were weighed beside them."""
        decision.sources = [self.source_of(referent) for referent in decision.referents]
        weighed: dict[str, tuple[Source, float]] = {}
        for referent, probability in reversed(decision.others):
            source = self.source_of(referent)
            weighed[source.id] = (source, probability)
        chosen = {source.id for source in decision.sources}
        best = [pair for ref, pair in reversed(weighed.items()) if ref not in chosen]
        decision.considered = [source for source, _ in best]
        decision.alternatives = [Alternative(ref=source.id, confidence=round(p, 3)) for source, p in best]

    def source_of(self, referent: Referent) -> Source:
        """The source record of a referent."""
        name, named = referent.name(), referent.named
        if (whose := body_of_state(referent, self._discourse, self._discourse.demonyms)) is not None:
            name, named = whose, True
        elif not named:
            name = issued(referent, expanded(referent, self._discourse), self._discourse)
            name = placed(written_by(referent, name, self._discourse), referent, self._discourse)
        scope = "" if named else self._scope
        offices = self._offices(referent)
        speaks_for = None
        if "spokes" in referent.classes and referent.affiliations:
            speaks_for = self._body(referent.affiliations[0][1], referent).id
        elif "spokes" in referent.classes and offices:
            speaks_for = self._body(name_key(next(iter(offices.values())).name()), referent).id
        aliases = sorted({n for n in (*referent.names, *(referent.phrases if not referent.named else ())) if n != name})
        return Source(
            id=source_id(name, scope),
            name=name,
            kind=referent.kind,
            named=named,
            aliases=aliases,
            roles=[_office(role, offices.get(role)) for role in referent.roles],
            speaks_for=speaks_for,
            # A state that only its capital means has no mention, and so no entity of its own.
            entity=referent.entity if referent.entity in self._discourse.entity_names else None,
        )

    def _offices(self, referent: Referent) -> dict[str, Referent]:
        """Whose a role is that begins with a pronoun, by the role: a body's, named or only described."""
        found: dict[str, Referent] = {}
        for nominal in referent.offices:
            whose = owner(nominal, self._discourse, None)
            if _ITS.match(nominal.possessor) and whose is not None and whose.kind in _BODIES:
                found[self._discourse.role_phrase(nominal)] = whose
        return found

    def _body(self, key: str, speaker: Referent) -> Source:
        """The source for whom a spokesperson speaks, whether it is ever quoted itself or not."""
        known = next((r for r in self._discourse.referents if r is not speaker and name_key(r.name()) == key), None)
        if known is not None and not ("spokes" in known.classes and known.affiliations):
            body = self.source_of(known)
        else:
            body = Source(id=source_id(key), name=key, kind="organisation", named=True)
        return self.bodies.setdefault(body.id, body)


def _office(role: str, whose: Referent | None) -> str:
    """ "Its director, Captain" with the body by its name, "director of the Harbour Board, Captain"; a state's may be
    that of a body in it which nothing marks, and stays.
    """
    if whose is None or whose.kind == "state":
        return role
    office, comma, more = role.partition(" ")[2].partition(",")
    return f"{office} of {whose.name()}{comma}{more}"
