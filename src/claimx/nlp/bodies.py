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
from claimx.nlp.kinds_of_bodies import may_be_called, no_business, no_office, of_another_kind, un_office
from claimx.nlp.naming import ARTICLE, state_there
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent, is_acronym
from claimx.nlp.seats import acting, city_after, scene
from claimx.nlp.word_lists import word_lists

_NEXT = 2
"""Sentences over which "the service" may reach back."""
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
    if (office := un_office(referent.name())) is not None:
        return office
    body = state_body(referent.name(), discourse.knowledge)
    if body is None:
        return _embassy(referent, discourse) or _at_home(referent, discourse)
    if body.state is None:
        key = name_key(referent.name())
        state = _told(referent, discourse) or _beside(key, discourse, demonyms)
        ref = _by_city(referent, discourse) or (state.entity if state is not None else None)
        ref = ref or bare_owner(referent.name(), referent.spots[0].start, discourse)
        body = StateBody(ref, body.kind)
    return official_name(body, discourse.knowledge)


def bare_owner(name: str, at: int, discourse: Discourse) -> str | None:
    """The state (iso3) whose a body at a position is that is named without its state."""
    among, without = may_own(name, discourse.knowledge)
    here = scene(at, discourse)
    for state in (here, acting(at, name, discourse)):
        if state is not None and state not in without and (not among or state in among):
            return state
    return discourse.home.at(at, among, without) or (next(iter(among)) if len(among) == 1 else None)


def _embassy(referent: Referent, discourse: Discourse) -> str | None:
    """An embassy and the city where it must stand, if its host is beyond doubt."""
    owner = embassy(referent.name(), discourse.knowledge)
    host = discourse.home.clearly(referent.spots[0].start, without=(owner,)) if owner else None
    city = embassies_in(host, discourse.knowledge) if host else None
    return f"{re.sub(r'^[Tt]he ', '', referent.name())} in {city}" if city else None


def _at_home(referent: Referent, discourse: Discourse) -> str | None:
    """A body of the state at home by its acronym or a name that other states' bodies have as well, in full."""
    name = referent.name()
    if not referent.named:
        return None
    states = discourse.home.ranked(referent.spots[0].start)
    if is_acronym(name):
        full = next((full for state in states if (full := spelt_out(name, state))), None)
        beside = full is not None and full[0] != name[0] and state_body(full, discourse.knowledge) is None
        return f"{full} ({name})" if beside else full
    return with_state(name, states, discourse.knowledge)


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


def only_described(nominal: Nominal, discourse: Discourse, by_kind: bool = True) -> Referent | None:
    """The body that "the company", "the union" or "the Hungarian carmaker" means: the one last named whose name says
    so, or for a word that fits every kind of business the last that is no office of a state, or whatever is known to
    be of the kind, if that is to be looked at (``by_kind``).
    """
    roles = discourse.roles
    if nominal.form != "nominal" or nominal.definite != "definite":
        return None
    if (stands := _ministry_there(nominal, discourse)) is not None:
        return stands
    here = discourse.paragraph(nominal.start)
    known = [
        (last, r)
        for r in discourse.referents
        if r.kind == "organisation"
        and r.named
        and (last := max((s.start for s in r.spots if s.start < nominal.start), default=None)) is not None
        and here - discourse.paragraph(last) <= _FAR
        and not any(unlike(nominal, r, discourse.knowledge) for unlike in (no_business, no_office))
    ]
    bare = (nominal.plural or nominal.category == "body") and not (nominal.words - {nominal.head} or nominal.qualifiers)
    said = [x for x in known if bare and nominal.head in (x[1].heads if nominal.plural else x[1].words)]
    if bare and not said and not nominal.plural and nominal.head in roles.businesses:
        said = [x for x in known if not x[1].words & (roles.body - roles.businesses)]
    if said:
        return max(said, key=lambda x: (x[0], x[1].id))[1]
    if not by_kind:
        return None
    return _of_kind(nominal, [r for _, r in known], discourse) or _just_spoke(nominal, discourse)


def _just_spoke(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """The body that spoke last before "the service", or the medium named last before "the newspaper", near by."""
    word = nominal.text.lower().removeprefix("the ")
    here, sentence = discourse.paragraph(nominal.start), discourse.sentence(nominal.start)
    named = [r for r in discourse.referents if r.named and r is not discourse.outlet]
    before = [(s, r) for r in named for s in r.spots if s.start < nominal.start]
    if word in word_lists("body_kinds")["papers"]:
        media = [(s.start, r.id, r) for s, r in before if r.kind == "media" and here - s.paragraph <= 1]
        return max(media, key=lambda x: x[:2])[2] if media else None
    if word not in word_lists("body_kinds")["general"]:
        return None
    spoke = [
        (s.start, r.id, r) for s, r in before if s.source and s.paragraph == here and sentence - s.sentence <= _NEXT
    ]
    last = max(spoke, key=lambda x: x[:2])[2] if spoke else None
    if last is None or last.kind != "organisation" or no_office(nominal, last, discourse.knowledge):
        return None
    return last if not of_another_kind(word, last, discourse.knowledge) else None


def below_title(nominal: Nominal, chosen: Referent | None, discourse: Discourse) -> Referent | None:
    """Whom a description or pronoun means, where the likeliest is one whom the title only describes: the body that is
    named below it.
    """
    if chosen is None or chosen.named or any(s.paragraph for s in chosen.spots):
        return chosen
    # "A yard" is introduced, and "the yard" no other that the text names; a title leaves articles out.
    introduced = any(ARTICLE.match(phrase) for phrase in chosen.phrases)
    told = only_described(nominal, discourse, by_kind=not introduced)
    if told is not None and not _acts(told, nominal.start):
        told = only_described(nominal, discourse, by_kind=False)
    if told is not None or chosen.kind != "organisation":
        return told or chosen
    full = [r for r in discourse.referents if r.kind == chosen.kind and r.named and chosen.words < r.words]
    telling = len(chosen.words) > 1 and len(full) == 1 and any(s.start < nominal.start for s in full[0].spots)
    return full[0] if telling else chosen


def _acts(referent: Referent, position: int) -> bool:
    """Whether a referent has been the subject of a clause, or has spoken, before a position."""
    return any(s.start < position and (s.subject or s.source) for s in referent.spots)


def _ministry_there(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """The ministry last spoken of, by name, of the state where one is said to stand: "the ministry in Lima"."""
    state = state_there(nominal, discourse) if nominal.head == "ministry" else None
    if state is None or nominal.text.lower().partition(" in ")[0] != "the ministry":
        return None
    spots = [
        (s.start, r.id, r)
        for r in discourse.referents
        if r.kind == "organisation" and r.named and "ministry" in r.heads
        if any((body := state_body(n, discourse.knowledge)) is not None and body.state == state for n in r.names)
        for s in r.spots
        if s.start < nominal.start
    ]
    return max(spots, key=lambda x: x[:2])[2] if spots else None


def _of_kind(nominal: Nominal, named: Sequence[Referent], discourse: Discourse) -> Referent | None:
    """The one of some named bodies that a description means by its kind: the subject of the sentence that names one
    last.
    """
    fitting = [r for r in named if may_be_called(nominal, r, discourse.knowledge)]
    fitting = [r for r in fitting if nominal.head in name_key(r.name()).split()] or fitting
    spots = [
        (s.sentence, s.subject or s.source, s.start, r.id, r)
        for r in fitting
        for s in r.spots
        if s.start < nominal.start
    ]
    return max(spots, key=lambda x: x[:4])[4] if spots else None


def spoken_for(nominal: Nominal, speakers: Sequence[Referent], discourse: Discourse) -> Referent | None:
    """The body that "a spokesman" without a word more speaks for: the one that has just spoken in his paragraph."""
    bare = "spokes" in nominal.classes and nominal.definite == "indefinite" and not nominal.plural
    if not bare or nominal.words - {nominal.head} or not speakers:
        return None
    last, here = speakers[-1], discourse.paragraph(nominal.start)
    near = any(s.start < nominal.start and discourse.paragraph(s.start) == here for s in last.spots)
    return last if last.kind == "organisation" and last.named and near else None
