"""Bodies that publish a text of their own: what stands there without a source, they say."""

from __future__ import annotations

from collections.abc import Mapping

from claimx.ids import name_key
from claimx.nlp.discourse import Discourse
from claimx.nlp.forms_of_names import head_of
from claimx.nlp.media_names import is_medium
from claimx.nlp.referents import Referent
from claimx.nlp.word_lists import word_lists
from claimx.records import Attribution

_QUOTED = frozenset('"“‘«')


def publisher(discourse: Discourse, counts: Mapping[int, int]) -> Referent | None:
    """The outlet, where it is a business or office that speaks in its text and no medium.

    ``counts``: how often each referent has spoken, by id.
    """
    outlet = discourse.outlet
    if outlet is None or not counts.get(outlet.id):
        return None
    words = name_key(outlet.names[0]).split()
    firm = words[-1:] and words[-1] in word_lists("publishers")["forms"]
    office = set(head_of(words)) & discourse.roles.body and not is_medium(outlet.names[0], (), discourse.roles)
    return outlet if firm or office else None


def in_own_voice(attribution: Attribution, discourse: Discourse) -> bool:
    """Whether a sentence goes on from nobody in particular: without source, cue and quotation marks."""
    if attribution.cue or attribution.source or not attribution.content:
        return False
    return discourse.text[attribution.content[0][0]] not in _QUOTED
