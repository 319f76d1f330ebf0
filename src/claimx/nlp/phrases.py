"""Noun phrases around a speaker's: with the "of …" that follows, before a relative pronoun, of a state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sp

from claimx.knowledge.roles import Roles, roles
from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal, analyse
from claimx.nlp.referents import Referent
from claimx.schema import EntityMention, Span

_LONGEST_OF = 9
"""Words of an "of …" that still belongs to a description's name."""
_PERSONAL_PRONOUNS = frozenset({"who", "whom"})
_LONGEST_CLAUSE = 8
"""Words of a relative clause that may be part of a description."""
_BESIDE = 14
_OF = re.compile(r",?\s(?:of|at|from|with)\s(?:the\s)?")
"""What stands between a person and the body he is of."""
_CONTRAST = re.compile(
    r"(?<=\w),?\s(?:for (?:its|his|her|their) part|in (?:its|his|her|their) turn|in turn|meanwhile)$"
)
"""What sets a speaker against another and is no part of who he is."""
_ADDRESSED = re.compile(
    r"(?<=\w)\s(?:at|to)\s(?:any(?:one|body)|every(?:one|body)|all|whoever|whomever)\b[^,;]*$", re.I
)
"""To whom somebody speaks, which is no part of who he is: "the mayor at anyone who asked"."""
_PLACE_IN = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?)\s)?(?:[a-z-]+\s){0,2}(?:sentence|line|passage|paragraph|page|chapter|footnote)s?\s(?:\d+\s)?"
    r"(?:of|in|to|from)\s(?=(?:an?|the|its|his|her|their)\s|[A-Z])"
)
"""Where in a document something stands: the document says it."""
_HEARD = re.compile(
    r"\b(?:rumou?rs?|talk|word|gossip|whispers?|chatter|murmurs?|the\stalk(?=\sof)|it\s(?:is|was)\s(?:rumou?red|whispered|said|believed|bruited\sabout))"
    r"\s(?:in|on|at|around|round|about|across|(?<=talk\s)of)\s$",
    re.I,
)
"""What makes of a phrase the place where something is heard, which nobody says: "there is talk in the cafés"."""
_FROM = re.compile(r"(?:from|by)\s(?=(?:the|an?|its|his|her|their)\s|[A-Z])", re.I)
"""What stands before a source and is no part of it: "From Oslo came a denial"."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SPEECHLESS = frozenset({"ADV", "CCONJ", "SCONJ", "INTJ", "AUX", "ADP", "PART"})
_WIDEST_LINK = 40
"""Characters before a place in which the word for a rumour stands."""
_NEAR = 80
"""Characters between a relative pronoun and the noun that it follows."""


class Phrases:
    """The noun phrases of one parsed text."""

    def __init__(self, doc: Doc, mentions: Sequence[EntityMention], lexicon: Roles) -> None:
        self.doc, self.text, self.mentions, self.lexicon = doc, doc.text, mentions, lexicon

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
        wider = analyse(self.doc, self.text, [(nominal.start, end.idx + len(end))], self.mentions, self.lexicon)
        return wider if wider is not None and wider.form == "nominal" else nominal

    def antecedent(self, nominal: Nominal) -> Nominal | None:
        """The noun phrase that a relative pronoun follows."""
        span = self.doc.char_span(nominal.start, nominal.end) if nominal.form == "relative" else None
        clause = next((t for t in (span.root, *span.root.ancestors) if t.dep_ == "relcl"), None) if span else None
        if span is None or clause is None or not clause.head.i < span.start or nominal.start - clause.head.idx > _NEAR:
            return None
        if nominal.head in _PERSONAL_PRONOUNS and (bearer := self._bearer(nominal)) is not None:
            return bearer
        noun: Token | None = clause.head
        while noun is not None:
            found = self._ending(noun, span.start)
            if found is None or nominal.head not in _PERSONAL_PRONOUNS or _personal(found):
                return found
            # "Ana Babic of the harbour office, who …": no office is anybody.
            preposition = noun.head if noun.dep_ == "pobj" else None
            noun = preposition.head if preposition is not None and preposition.dep_ == "prep" else None
        return self._ending(clause.head, span.start)

    def _bearer(self, nominal: Nominal) -> Nominal | None:
        """The person named right before the body that a "who" follows: "Ana Babic, of the harbour office, who …"."""
        before = [m for m in self.mentions if 0 <= nominal.start - m.end <= len(", ")]
        if not before or before[-1].label != "ORG":
            return None
        people = [m for m in self.mentions if m.label == "PERSON" and 0 < before[-1].start - m.end <= _BESIDE]
        if not people or not _OF.fullmatch(self.text, people[-1].end, before[-1].start):
            return None
        place = (people[-1].start, people[-1].end)
        return analyse(self.doc, self.text, [place], self.mentions, self.lexicon)

    def _ending(self, head: Token, stop: int) -> Nominal | None:
        """The noun phrase of a head that is followed by a clause from token ``stop``."""
        first = min([head, *head.lefts], key=lambda t: t.i)
        if self.doc[stop - 1].tag_ in ("IN", "TO") and stop - 1 > head.i:
            stop -= 1  # "the log in which": no phrase ends in a preposition
        last = self.doc[stop - 1]
        text = self.text[first.idx : last.idx + len(last)].rstrip(" ,")
        place = (first.idx, first.idx + len(text))
        found = analyse(self.doc, self.text, [place], self.mentions, self.lexicon)
        return found if found is not None and found.form in ("name", "nominal") else None


def no_speaker(doc: Doc, nominal: Nominal) -> bool:
    """Whether a phrase is a lone word that names nobody: "So", "also"."""
    span = doc.char_span(nominal.start, nominal.end)
    if span is None or len(span) != 1 or nominal.form != "nominal" or nominal.classes:
        return False
    return span[0].pos_ in _SPEECHLESS


def only_where(text: str, nominal: Nominal) -> bool:
    """Whether a phrase is where a rumour goes round: "rumour on the island has it"."""
    first = max(0, nominal.start - _WIDEST_LINK)
    # "It is said in a statement": a document, a body or a person is more than a place.
    return not nominal.classes and _HEARD.search(text, first, nominal.start) is not None


def _personal(nominal: Nominal) -> bool:
    """Whether a noun phrase is somebody: a person's name, or a noun for people."""
    if nominal.names:
        return nominal.names[0].label == "PERSON"
    return bool(nominal.classes & {"person", "spokes", "group"}) or not nominal.classes


def mended(doc: Doc, text: str, spans: Sequence[Span], mentions: Sequence[EntityMention]) -> Sequence[Span]:
    """A source without its noun, or cut off after "who" or inside a name, as far as the parsed phrase or the name
    goes.

    ``text``: ``doc.text``, which the document puts together anew each time that it is asked.
    """
    if len(spans) != 1:
        return spans
    start, end = spans[0]
    if (name := next((m for m in mentions if start <= m.start < end < m.end), None)) is not None:
        end, spans = name.end, [(start, name.end)]
    if (place := _PLACE_IN.match(text, start, end)) is not None:
        start, spans = place.end(), [(place.end(), end)]
    if (link := _FROM.match(text, start, end)) is not None:
        start, spans = link.end(), [(link.end(), end)]
    if (contrast := _CONTRAST.search(text, start, end)) is not None:
        end, spans = contrast.start(), [(start, contrast.start())]
    if (addressed := _ADDRESSED.search(text, start, end)) is not None:
        end, spans = addressed.start(), [(start, addressed.start())]
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return spans
    if (who := _of_clause(span)) is not None:
        return [who]
    last = span[-1]
    if last.tag_ in ("WP", "WDT") and len(span) > 1 and last.head.dep_ == "relcl" and span.start <= last.head.head.i:
        clause = [t for t in last.head.subtree if t.i > last.i]
        tokens = list(takewhile(lambda t: t.is_alpha or t.lower_ in ("'s", "’s"), clause))
        return [(start, tokens[-1].idx + len(tokens[-1]))] if 0 < len(tokens) <= _LONGEST_CLAUSE else spans
    owner = next((t for t in span if t.tag_ == "POS"), None)
    if owner is not None and last.tag_.startswith("JJ") and last.head.i > last.i and owner.head.i < owner.i:
        return [(start, owner.idx)]  # "The ministry's public" of its "public claim": the ministry claims
    # "Nand's co-founder, Felix Roth": who is named after it speaks.
    apposed = owner is not None and any(m.label == "PERSON" and owner.idx < m.start < m.end <= end for m in mentions)
    if owner is not None and start < owner.idx and not apposed and _mute(span.root, owner, mentions):
        return [(start, owner.idx)]  # "Novak's count": nobody but Novak speaks
    if len(span) == 1 and last.tag_ == "DT" and last.lower_ in ("the", "a", "an") and last.head.i > last.i:
        noun = last.head
        return [(start, noun.idx + len(noun))] if noun.pos_ in ("NOUN", "PROPN") else spans
    return spans


def _mute(noun: Token, owner: Token, mentions: Sequence[EntityMention]) -> bool:
    """Whether what a person has is neither named nor of a kind that speaks."""
    named = any(m.start <= noun.idx < m.end for m in mentions)
    of_a_person = any(m.label == "PERSON" and m.end in (owner.idx, owner.idx + len(owner)) for m in mentions)
    return of_a_person and noun.i > owner.i and not named and noun.lemma_ not in roles().classes


def _of_clause(span: Sp) -> Span | None:
    """Of a source that is a whole clause the name that it gives, else its subject: "The broker is called Osk"."""
    verb = span.root
    finite = any(t.tag_ in _FINITE for t in (verb, *verb.lefts) if t.pos_ in ("VERB", "AUX"))
    subject = next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass") and t in span), None)
    # A surname may be taken for a verb.
    opens = subject is not None and next(iter(subject.subtree)).i == span.start
    if not finite or subject is None or not opens or not verb.text.islower():
        return None
    told = (t for t in verb.rights if t.dep_ in ("attr", "oprd") and t.pos_ == "PROPN" and t in span)
    tokens = [t for t in next(told, subject).subtree if t in span]
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def state_in(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """The state that "the Greek side" means."""
    states = [m for m in nominal.qualifiers if m.label == "STATE"]
    return discourse.of_mention.get((states[0].start, states[0].end, "STATE")) if len(states) == 1 else None
