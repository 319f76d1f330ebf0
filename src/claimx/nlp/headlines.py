"""Who speaks in a headline that has only a noun for him: "Port is shut, mayor says", and below it a mayor by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimx.nlp.decisions import SourceDecision
from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent

_LONGEST = 160
"""Code points of a headline at most."""
_NAMED = frozenset({"person", "organisation", "media"})
_SENTENCE = re.compile(r"[.;]\s*$")


def named_below(given: Sequence[Nominal | None], decisions: Sequence[SourceDecision], discourse: Discourse) -> None:
    """Give the bare nouns of the headline the first speaker below who is called so, else the one named.

    ``given``: the source phrases, in the order of the decisions, which are changed in place.
    """
    for nominal, decision in zip(given, decisions, strict=True):
        if nominal is None or not _bare(nominal, discourse) or not _only_called(nominal, decision.referents):
            continue
        below = [
            (other.start, told.referents)
            for other, told in zip(given, decisions, strict=True)
            if other is not None
            and discourse.paragraph(other.start) > 0
            and told.referents
            and _is_called(nominal, other)
        ]
        if below:
            decision.referents = list(min(below, key=lambda x: x[0])[1])
        elif not nominal.plural and (one := _one_named(nominal, discourse)) is not None:
            decision.referents = [one]


def _one_named(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """The only one with a name who is called by a noun; of media, else the only one of the first paragraph."""
    named = [r for r in discourse.referents if r.named and r.kind in _NAMED and r is not discourse.outlet]
    called = [r for r in named if nominal.head in r.heads]
    if not called and nominal.category == "media":
        called = [r for r in named if r.kind == "media" and any(s.paragraph == 1 for s in r.spots)]
    return called[0] if len(called) == 1 else None


def _bare(nominal: Nominal, discourse: Discourse) -> bool:
    """Whether a phrase is a noun alone in the first paragraph, which is no sentence."""
    start, end = discourse.paragraphs[0]
    headline = discourse.text[start:end]
    return (
        start <= nominal.start < end <= start + _LONGEST
        and len(discourse.paragraphs) > 1
        and _SENTENCE.search(headline) is None
        and nominal.form == "nominal"
        and nominal.definite == "bare"
        and not nominal.names
        and len(nominal.text.split()) == 1
    )


def _only_called(nominal: Nominal, referents: Sequence[Referent]) -> bool:
    """Whether nothing is known of a speaker but his noun."""
    return len(referents) == 1 and not referents[0].named and referents[0].words <= {nominal.head}


def _is_called(nominal: Nominal, other: Nominal) -> bool:
    """Whether a noun is another phrase's own, in the same number: "two harbour sources", "Jane Roe, the mayor"."""
    said = re.search(rf"\b{re.escape(nominal.text.lower())}\b", other.text.lower())
    return other.plural == nominal.plural and said is not None
