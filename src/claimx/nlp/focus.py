"""Whom a paragraph is about: the one person in it who is not only talked of."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent, Spot
from claimx.nlp.talked_of import within
from claimx.nlp.turns import Turn
from claimx.records import Attribution


def in_focus(
    nominal: Nominal, discourse: Discourse, own: Attribution, found: Sequence[Attribution], among: Sequence[Turn]
) -> Referent | None:
    """Whom "he" or "she" means where one person alone stands before it in its paragraph outside what is said, and acts
    or speaks there: "Vale told the court that Kral had lied.  He said …".

    ``own``: the attribution whose source it is, of those ``found``; ``among``: the turns of an interview, where whom a
    paragraph begins with only speaks of others.
    """
    said = [span for attribution in found for span in attribution.content]
    named = [span for attribution in found for span in attribution.source]
    if nominal.form not in ("male", "female") or within(nominal.start, said):
        return None
    if any(t.start <= nominal.start < t.end for t in among):
        return None
    here = discourse.paragraph(nominal.start)
    acting: dict[int, bool] = {}
    for referent in discourse.referents:
        if referent.kind != "person" or referent.plural or referent.gender not in (None, nominal.form):
            continue
        for spot in referent.spots:
            # In "Babic, whose son Ivo is at school, said" nobody speaks but her.
            beside = not spot.source and (within(spot.start, named) or _in_a_clause(discourse, spot))
            if spot.paragraph == here and spot.start < nominal.start and not (beside or within(spot.start, said)):
                acting[referent.id] = acting.get(referent.id, False) or spot.subject or spot.source
    people = [discourse.referents[i] for i in acting]
    if len(people) != 1 or not people[0].named or not acting[people[0].id]:
        return None
    # Who is named in what "he" says is another.
    return people[0] if not any(within(s.start, own.content) for s in people[0].spots) else None


def _in_a_clause(discourse: Discourse, spot: Spot) -> bool:
    """Whether somebody stands only in what is said of another: "who met Kral", "whose son is at school"."""
    span = discourse.doc.char_span(spot.start, spot.end, alignment_mode="expand")
    return span is not None and any(t.dep_ == "relcl" for t in (span.root, *span.root.ancestors))
