"""Bodies that publish a text of their own: what stands there without a source, they say."""

from __future__ import annotations

from collections.abc import Mapping

from claimx.ids import name_key
from claimx.knowledge.roles import Roles
from claimx.nlp.discourse import Discourse
from claimx.nlp.forms_of_names import head_of
from claimx.nlp.media_names import is_medium
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.word_lists import word_lists
from claimx.records import Attribution

_QUOTED = frozenset('"“‘«')


def publisher(discourse: Discourse, counts: Mapping[int, int], outlet_name: str) -> Referent | None:
    """The outlet, where it is a business or office that speaks in its text and no medium.

    ``counts``: how often each referent has spoken, by id; ``outlet_name``: with its edition, "Nordia (newsroom)".
    """
    outlet = discourse.outlet
    if outlet is None or not counts.get(outlet.id):
        return None
    words = name_key(outlet.names[0]).split()
    firm = words[-1:] and words[-1] in word_lists("publishers")["forms"]
    office = set(head_of(words)) & discourse.roles.body and not is_medium(outlet.names[0], (), discourse.roles)
    edition = outlet_name.removeprefix(outlet.names[0]).strip(" ()").lower().replace(" ", "-")
    own = edition in word_lists("publishers")["editions"]
    return outlet if firm or office or own else None


def called_by_kind(nominal: Nominal, issuer: Referent | None, roles: Roles) -> Referent | None:
    """The body whose own text calls it by its kind: "the company" in a company's statement."""
    if issuer is None or nominal.form != "nominal" or nominal.plural or nominal.words - {nominal.head}:
        return None
    fits = nominal.head in roles.businesses or nominal.head in head_of(name_key(issuer.names[0]).split())
    return issuer if fits and not nominal.possessor and nominal.text[:4].lower() == "the " else None


def in_own_voice(attribution: Attribution, discourse: Discourse) -> bool:
    """Whether a sentence goes on from nobody in particular: without source, cue and quotation marks."""
    if attribution.cue or attribution.source or not attribution.content:
        return False
    return discourse.text[attribution.content[0][0]] not in _QUOTED
