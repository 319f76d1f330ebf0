"""What a body is called that the text calls only by its kind: "the navy", "the company"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimx.ids import name_key
from claimx.knowledge.state_bodies import (
    StateBody,
    embassies_in,
    embassy,
    may_own,
    official_name,
    spelt_out,
    state_body,
    with_state,
)
from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent, is_acronym
from claimx.nlp.seats import city_after, scene

_FAR = 3
"""Paragraphs over which "the company" may reach back."""


def body_of_state(referent: Referent, discourse: Discourse, demonyms: Mapping[str, str]) -> str | None:
    """The full name of a state's body, whichever way the text names it: "the navy", "Iraq's oil ministry"; ``None``
    where it is no such body or no state is known.
    """
    if (
        referent.kind != "organisation"
        or not referent.spots
        or (referent.entity and not referent.entity.startswith("local:"))
    ):
        return None
    body = state_body(referent.name())
    if body is None:
        return _embassy(referent, discourse) or _at_home(referent, discourse)
    if body.state is None:
        key = name_key(referent.name())
        state = _told(referent, discourse) or _beside(key, discourse, demonyms)
        ref = _by_city(referent, discourse) or (state.entity if state is not None else None)
        ref = ref or bare_owner(referent.name(), referent.spots[0].start, discourse)
        body = StateBody(ref, body.kind)
    return official_name(body)


def bare_owner(name: str, at: int, discourse: Discourse) -> str | None:
    """The state (iso3) whose a body at a position is that is named without its state."""
    among, without = may_own(name)
    here = scene(at, discourse)
    if here is not None and here not in without and (not among or here in among):
        return here
    return discourse.home.at(at, among, without) or (next(iter(among)) if len(among) == 1 else None)


def _embassy(referent: Referent, discourse: Discourse) -> str | None:
    """An embassy and the city where it must stand, if its host is beyond doubt."""
    owner = embassy(referent.name())
    host = discourse.home.clearly(referent.spots[0].start, without=(owner,)) if owner else None
    city = embassies_in(host) if host else None
    return f"{re.sub(r'^[Tt]he ', '', referent.name())} in {city}" if city else None


def _at_home(referent: Referent, discourse: Discourse) -> str | None:
    """A body of the state at home by its acronym or a name that other states' bodies have as well, in full."""
    name = referent.name()
    if not referent.named:
        return None
    states = discourse.home.ranked(referent.spots[0].start)
    if is_acronym(name):
        full = next((full for state in states if (full := spelt_out(name, state))), None)
        beside = full is not None and full[0] != name[0] and state_body(full) is None
        return f"{full} ({name})" if beside else full
    return with_state(name, states)


def _by_city(referent: Referent, discourse: Discourse) -> str | None:
    """The state (iso3) in whose seat of government a body is said to be: "the ministry in Lima"."""
    cities = (city_after(discourse.text, s.end, (), discourse.capitals) for s in referent.spots)
    return next((discourse.capitals[city] for city in cities if city), None)


def _told(referent: Referent, discourse: Discourse) -> Referent | None:
    """The state that its descriptions tell."""
    keys = [key for kind, key in referent.affiliations if kind == "state"]
    return next((r for r in discourse.referents if r.kind == "state" and name_key(r.name()) in keys), None)


def _beside(key: str, discourse: Discourse, demonyms: Mapping[str, str]) -> Referent | None:
    """The one state whose adjective stands before the word somewhere in the text."""
    text = discourse.text.lower()
    states = [(r, demonyms.get(r.entity or "")) for r in discourse.referents if r.kind == "state"]
    found = [r for r, adjective in states if adjective and f"{adjective.lower()} {key}" in text]
    return found[0] if len(found) == 1 else None


def only_described(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """The body that "the company" or "the union" means: the one last named whose name says so, or for a word that fits
    every kind of business the last that is no office of a state.
    """
    roles = discourse.roles
    if nominal.form != "nominal" or nominal.definite != "definite":
        return None
    if not nominal.plural and nominal.category != "body":
        return None
    if nominal.words - {nominal.head} or nominal.qualifiers:
        return None
    here = discourse.paragraph(nominal.start)
    known = [
        (last, r)
        for r in discourse.referents
        if r.kind == "organisation"
        and r.named
        and (last := max((s.start for s in r.spots if s.start < nominal.start), default=None)) is not None
        and here - discourse.paragraph(last) <= _FAR
    ]
    said = [x for x in known if nominal.head in (x[1].heads if nominal.plural else x[1].words)]
    if not said and not nominal.plural and nominal.head in roles.businesses:
        said = [x for x in known if not x[1].words & (roles.body - roles.businesses)]
    return max(said, key=lambda x: (x[0], x[1].id))[1] if said else None


def spoken_for(nominal: Nominal, speakers: Sequence[Referent], discourse: Discourse) -> Referent | None:
    """The body that "a spokesman" without a word more speaks for: the one that has just spoken in his paragraph."""
    bare = "spokes" in nominal.classes and nominal.definite == "indefinite" and not nominal.plural
    if not bare or nominal.words - {nominal.head} or not speakers:
        return None
    last, here = speakers[-1], discourse.paragraph(nominal.start)
    near = any(s.start < nominal.start and discourse.paragraph(s.start) == here for s in last.spots)
    return last if last.kind == "organisation" and last.named and near else None
