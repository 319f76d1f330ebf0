"""People called by where they are from or how old they are: "the Bulgarian said" of a fencer, "the 54-year-old".

Whom an epithet means is told by what the text says of people elsewhere, else by who was the subject just before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from claimx.ids import name_key
from claimx.knowledge.kb import KnowledgeBase
from claimx.nlp.discourse import Discourse
from claimx.nlp.leads import AGE_AFTER
from claimx.nlp.nominals import Nominal
from claimx.nlp.quotes import MARKS
from claimx.nlp.referents import Referent
from claimx.nlp.talked_of import within
from claimx.nlp.word_lists import descriptions, lines
from claimx.schema import EntityMention, Span

_DETERMINED = re.compile(r"(?:[Tt]he|[Aa]n?|[Aa]nother|[Oo]ne|[Tt]his|[Tt]hat)\s(?:[a-z\d][\w-]*\s){0,2}$")
_WORD = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat)\s(?:[a-z\d][\w-]*\s){0,2}(?P<word>[A-Z][a-z]{1,20})(?:,\swho\s.*)?", re.S
)
_OF_SOMEWHERE = re.compile(r"[A-Z][a-z]{1,16}(?:(?P<female>woman)|(?:sh|ch|ts|re|ster)man)")
"""An "Englishman", a "Frenchwoman"; no German, and no Roman."""
_SPELT = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
_AGED = re.compile(rf"(?:the|this|that)\s(?P<age>\d{{1,3}}|{'|'.join(_SPELT)})-year-old(?P<more>\s[\w-]+){{0,3}}", re.I)
_AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old\s(?:[\w-]+\s){0,4}$")
_WIDEST = 60
"""Characters before a name in which its bearer's age stands."""
_FAR = 3
"""Paragraphs over which an epithet reaches back to who was the subject."""
_CHARGED = re.compile(
    r"(?:,\s\d{1,3})?,?\s(?:who\s)?(?:(?:is|was|has|had|been|went|goes|stands|stood|also|now)\s){0,3}(?:accused\sof|charged"
    r"\swith|on\strial|indicted|arrested|pleaded|pleads|remanded|convicted|sentenced)\b"
)
"""What follows the name of one of whom a court hears."""
_SELF = re.compile(r"\b(?:I|I['’]\w{1,2}|[Mm]y|[Mm]e|[Mm]yself)\b")


def as_person(nominal: Nominal | None, text: str, content: Sequence[Span], kb: KnowledgeBase) -> Nominal | None:
    """A phrase that calls somebody by his nation as a description of a person: no state is "the Bulgarian"; "the
    Portuguese" are a state, unless what they say (``content``) is what one says of himself.
    """
    if nominal is None:
        return None
    said = text[content[0][0] : content[-1][1]] if content else ""
    if nominal.form == "name" and len(nominal.names) == 1 and nominal.names[0].label == "STATE":
        name = nominal.names[0]
        lone = name.end == nominal.end and _DETERMINED.fullmatch(nominal.text[: name.start - nominal.start])
        if lone and name.attributes.get("use") == "demonym" and _one_person(name.exact, said, kb):
            return _person(nominal, name.exact, nominal.names)
    word = _WORD.fullmatch(nominal.text) if nominal.form == "nominal" and not nominal.classes else None
    if word is not None:
        of_somewhere = _OF_SOMEWHERE.fullmatch(word["word"])
        if of_somewhere is not None or word["word"].lower() in descriptions("natives"):
            return _person(nominal, word["word"], ())
    return nominal


def is_native(m: EntityMention, text: str) -> bool:
    """Whether what was taken for a name only says where somebody is from: "the Scot"."""
    before = text[max(0, m.start - _WIDEST) : m.start]
    word = re.sub(r"^(?:[Tt]he|[Aa]n?)\s", "", m.exact)
    known = word.lower() in descriptions("natives") or _OF_SOMEWHERE.fullmatch(word) is not None
    determined = word != m.exact or _DETERMINED.search(before) is not None
    return known and determined and m.attributes.get("use") != "demonym"


def _person(nominal: Nominal, word: str, states: Sequence[EntityMention]) -> Nominal:
    told = _OF_SOMEWHERE.fullmatch(word)
    return replace(
        nominal,
        form="nominal",
        head=word.lower(),
        classes=frozenset({"person"}),
        gender=None if told is None else "female" if told["female"] else "male",
        plural=False,
        words=frozenset({word.lower()}),
        names=(),
        qualifiers=tuple(states),
    )


def _one_person(demonym: str, said: str, kb: KnowledgeBase) -> bool:
    """Whether a demonym is a noun for one person, which has a plural; what has none may be, of who says "I"."""
    names = kb.state_names
    if _OF_SOMEWHERE.fullmatch(demonym) or any(v.use == "demonym" for v in names.get(f"{demonym}s")):
        return True
    plural = any(v.use == "demonym" for v in names.get(demonym.removesuffix("s"))) if demonym.endswith("s") else False
    return not plural and said[:1] in MARKS and _SELF.search(said) is not None


def so_called(nominal: Nominal, discourse: Discourse, said: Sequence[Span]) -> Referent | None:
    """Whom an epithet means: the one of whom the text tells the same, else the last subject of whom it tells nothing
    else, and who is known to be so from then on; ``said``: what is said in the article, where nobody speaks who only
    stands there.
    """
    if nominal.form != "nominal" or nominal.definite != "definite" or nominal.plural:
        return None
    people = [r for r in discourse.referents if r.kind == "person" and not r.plural and _agrees(r, nominal)]
    aged = _AGED.fullmatch(nominal.text)
    ages = _ages(discourse) if aged is not None else {}
    age = _SPELT.get(aged["age"].lower(), aged["age"]) if aged is not None else ""
    same = [r for r in people if aged is not None and ages.get(r.id) == age]
    if same or (aged is not None and not aged["more"]):
        rest = [r for r in people if r.named and r.id not in ages]
        return _last(same, nominal, discourse, said, far=None) or _last(rest, nominal, discourse, said, far=_FAR)
    if (called := nominal.text.lower().removeprefix("the ")) in descriptions("accused") or called in _of_age():
        return _only(called, people, discourse)
    if nominal.words != {nominal.head} or not _is_native(nominal):
        return None
    told = {r.id: _origins(r) for r in people}
    own = _own(nominal, discourse)
    # Who was called "the Irish minister" is "the Irishwoman".
    words = {nominal.head, re.sub(r"(?:wo)?man$", "", nominal.head)}
    same = [r for r in people if own & told[r.id] or words & r.words]
    rest = [r for r in people if r.named and not told[r.id]]
    found = _last(same, nominal, discourse, said, far=None) or _last(rest, nominal, discourse, said, far=_FAR)
    if found is not None:
        found.words.add(nominal.head)
        found.affiliations += [("state", key) for key in sorted(_own(nominal, discourse) - _origins(found))]
    return found


def _only(noun: str, people: Sequence[Referent], discourse: Discourse) -> Referent | None:
    """The one named person whom a court calls the defendant, or of whose age there is a "teenager"."""
    if noun in descriptions("accused"):
        found = [r for r in people if any(_CHARGED.match(discourse.text, s.end) for s in r.spots)]
    else:
        ages, (low, high) = _ages(discourse), _of_age()[noun]
        found = [r for r in people if low <= int(ages.get(r.id, "0")) <= high]
    return found[0] if len(found) == 1 and found[0].named else None


@cache
def _of_age() -> dict[str, tuple[int, int]]:
    """Nouns for people of an age, with the least and the greatest."""
    told = (line.split() for line in lines("descriptions", "ages"))
    return {noun: (int(low), int(high)) for noun, low, high in told}


def _agrees(referent: Referent, nominal: Nominal) -> bool:
    return nominal.gender is None or referent.gender in (None, nominal.gender)


def _is_native(nominal: Nominal) -> bool:
    """Whether a description is nothing but where somebody is from."""
    states = [m for m in nominal.qualifiers if m.label == "STATE"]
    word = nominal.text.partition(",")[0].rpartition(" ")[2]
    named = len(states) == 1 and states[0].end == nominal.end and nominal.head == states[0].exact.lower()
    return named or nominal.head in descriptions("natives") or _OF_SOMEWHERE.fullmatch(word) is not None


def _own(nominal: Nominal, discourse: Discourse) -> set[str]:
    """The key of the state that an epithet names."""
    states = [discourse.of_mention.get((m.start, m.end, m.label)) for m in nominal.qualifiers]
    return {name_key(state.name()) for state in states if state is not None}


def _origins(referent: Referent) -> set[str]:
    """The keys of the states of which a text says that somebody is."""
    return {key for kind, key in referent.affiliations if kind == "state"}


def _ages(discourse: Discourse) -> dict[int, str]:
    """How old people are said to be, beside their names or in what they are called."""
    found: dict[int, str] = {}
    for m in discourse.mentions:
        referent = discourse.of_mention.get((m.start, m.end, m.label)) if m.label == "PERSON" else None
        told = AGE_AFTER.match(discourse.text, m.end)
        told = told or _AGE_BEFORE.search(discourse.text, max(0, m.start - _WIDEST), m.start)
        if referent is not None and told is not None:
            found.setdefault(referent.id, told[1])
    for referent in discourse.referents:
        for phrase in referent.phrases if not referent.named else ():
            if told := re.search(r"\b(\d{1,3})-year-old\b", phrase):
                found.setdefault(referent.id, told[1])
    return found


def _last(
    people: Sequence[Referent], nominal: Nominal, discourse: Discourse, said: Sequence[Span], far: int | None
) -> Referent | None:
    """The last of some people before a phrase; ``far``: only who was a subject or spoke, that many paragraphs back."""
    here = discourse.paragraph(nominal.start)
    before = [
        (s.start, r)
        for r in people
        for s in r.spots
        if s.start < nominal.start
        and (far is None or (here - s.paragraph <= far and (s.subject or s.source) and not within(s.start, said)))
    ]
    return max(before, key=lambda x: (x[0], x[1].id))[1] if before else None
