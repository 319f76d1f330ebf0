"""Noun phrases around a speaker's: with the "of …" that follows, before a relative pronoun, of a state."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from claimx.knowledge.roles import Roles
from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal, analyse
from claimx.nlp.referents import Referent
from claimx.schema import EntityMention

_LONGEST_OF = 9
"""Words of an "of …" that still belongs to a description's name."""
_NEAR = 80
"""Characters between a relative pronoun and the noun that it follows."""


class Phrases:
    """The noun phrases of one parsed text."""

    def __init__(self, doc: Doc, mentions: Sequence[EntityMention], lexicon: Roles) -> None:
        self.doc, self.mentions, self.lexicon = doc, mentions, lexicon

    def whole(self, nominal: Nominal) -> Nominal:
        """A noun phrase with the "of …" that follows it: "the captain of the Okeanis Star"."""
        span = self.doc.char_span(nominal.start, nominal.end)
        if span is None or nominal.names or span.end >= len(self.doc) or self.doc[span.end].lower_ not in ("of", "for"):
            return nominal
        of = self.doc[span.end]
        objects = [t for t in of.children if t.dep_ == "pobj"]
        if of.head.i != span.root.i or not objects:
            return nominal
        last = max(
            t.i for t in (objects[0], *objects[0].lefts, *objects[0].children) if t.dep_ not in ("relcl", "punct")
        )
        inner = [t for c in objects[0].children if c.dep_ == "prep" and c.lower_ == "of" for t in c.subtree]
        end = self.doc[max([last, *(t.i for t in inner)])]
        if end.i - span.end > _LONGEST_OF:
            return nominal
        wider = analyse(self.doc, self.doc.text, [(nominal.start, end.idx + len(end))], self.mentions, self.lexicon)
        return wider if wider is not None and wider.form == "nominal" else nominal

    def antecedent(self, nominal: Nominal) -> Nominal | None:
        """The noun phrase that a relative pronoun follows."""
        span = self.doc.char_span(nominal.start, nominal.end) if nominal.form == "relative" else None
        clause = next((t for t in (span.root, *span.root.ancestors) if t.dep_ == "relcl"), None) if span else None
        if span is None or clause is None or not clause.head.i < span.start or nominal.start - clause.head.idx > _NEAR:
            return None
        first = min([clause.head, *clause.head.lefts], key=lambda t: t.i)
        place = (first.idx, self.doc[span.start - 1].idx + len(self.doc[span.start - 1]))
        text = self.doc.text[place[0] : place[1]].rstrip(" ,")
        found = analyse(self.doc, self.doc.text, [(place[0], place[0] + len(text))], self.mentions, self.lexicon)
        return found if found is not None and found.form in ("name", "nominal") else None


def state_in(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """The state that "the Greek side" means."""
    states = [m for m in nominal.qualifiers if m.label == "STATE"]
    return discourse.of_mention.get((states[0].start, states[0].end, "STATE")) if len(states) == 1 else None
