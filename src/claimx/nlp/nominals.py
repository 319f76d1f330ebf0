"""What a phrase that names a speaker says of him: head, class, gender, number, names inside it.

Works on a parsed text and entity mentions, and knows nothing of who was mentioned before; that is
:mod:`claimx.nlp.discourse`.  Offsets are code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc, Token

from claimx.knowledge.roles import Gender, Roles
from claimx.nlp.word_lists import descriptions, word_lists
from claimx.schema import EntityMention, Span

Form = Literal[
    "male", "female", "thing", "plural", "first", "first_plural", "relative", "indefinite", "name", "nominal"
]
Definite = Literal["definite", "indefinite", "possessive", "bare"]

_STOP_TAGS = frozenset({"IN", "TO", ",", ":", "WP", "WDT", "WP$", "WRB", "VBZ", "VBD", "VBP", "-LRB-", "(", "MD"})
_DETERMINERS = {
    "the": "definite",
    "this": "definite",
    "these": "definite",
    "that": "definite",
    "those": "definite",
    "a": "indefinite",
    "an": "indefinite",
    "another": "indefinite",
    "some": "indefinite",
    "one": "indefinite",
    "several": "indefinite",
}
_ANAPHORIC = frozenset({"same", "latter", "former", "said"})
_STRESSING = frozenset({"both", "all", "'s", "’s", "himself", "herself", "itself", "themselves", "too", "also"})
_NAMELESS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase or pronoun that may name a speaker.

    ``head`` is the lemma of its head; ``classes`` the classes of :class:`~claimx.knowledge.roles.Roles` that the
    head belongs
    to; ``words`` the lemmas of the phrase up to its first clause, without determiners and proper names of others.
    ``names``
    are the mentions that *are* the speaker (several: joint holders), ``qualifiers`` those that only tell him apart
    ("HUR" in
    "HUR spokesman").  ``partitive``: "one of them".
    """

    start: int
    end: int
    text: str
    form: Form
    head: str = ""
    classes: frozenset[str] = frozenset()
    gender: Gender | None = None
    plural: bool = False
    definite: Definite = "bare"
    words: frozenset[str] = frozenset()
    names: tuple[EntityMention, ...] = ()
    qualifiers: tuple[EntityMention, ...] = ()
    possessor: str = ""
    partitive: bool = False
    anaphoric: bool = False

    @property
    def category(self) -> str:
        """The class that matters most for what it can refer to; "other" where none is known."""
        for name in ("spokes", "media", "document", "body", "group", "person"):
            if name in self.classes and not (self.plural and name in ("spokes", "person")):
                return "person" if name == "spokes" else name
        return "group" if self.plural and self.classes else "other"


def lemma(token: Token) -> str:
    """Lower-case lemma; the model's lemma of a capitalised noun is its form."""
    return token.lemma_.lower() if token.pos_ != "PROPN" else token.lower_


def is_proper(mention: EntityMention) -> bool:
    """Whether a mention is a name: "the navy" may be marked as a body, but only describes it."""
    return mention.label != "ORG" or any(
        c.isupper() for c in re.sub(r"^(?:The|A|An|Its|Their|Our)\b", "", mention.exact)
    )


def is_title(name: str, roles: Roles) -> bool:
    """Whether a name is nothing but titles: "Maj."; an initial alone is somebody's: "Captain M."."""
    words = [word.strip(".,").lower() for word in name.split()]
    return all(word in roles.titles for word in words) and any(len(word) > 1 for word in words)


def classes_of(words: Sequence[str], roles: Roles) -> frozenset[str]:
    """The classes of a head, given the lemmas that end with it (a two-word head goes before a one-word head)."""
    for size in (2, 1):
        if found := roles.classes.get(" ".join(words[-size:])):
            return found
    return frozenset()


def _embedded(doc: Doc, first: int, last: int, low: int, high: int, roles: Roles) -> bool:
    """Whether the name ``doc[first:last]`` only qualifies another noun of the phrase, whose last token is ``high``."""
    after = doc[last] if last < len(doc) else None
    if (
        after is not None
        and after.lower_ in ("'s", "’s", "'", "’")
        and after.i < high
        and after.idx == doc[last - 1].idx + len(doc[last - 1])
    ):
        return True
    i = first - 1
    while i >= low and (
        doc[i].tag_ in ("DT", "PRP$", "CD")
        or doc[i].is_quote
        or doc[i].lower_.strip(".") in roles.titles
        or doc[i].lower_ in roles.person
        or (doc[i].dep_ == "compound" and doc[i].head.lower_ in roles.person)
    ):
        i -= 1
    return i >= low and doc[i].tag_ in ("IN", "TO")


def _modifies(doc: Doc, last: int, high: int, roles: Roles) -> bool:
    """Whether the person's name that ends before token ``last`` stands before a noun: "Brandt aides"."""
    i = last
    while i <= high and doc[i].tag_ in ("NN", "NNS", "JJ"):
        if classes_of([lemma(doc[i])], roles):
            return True
        i += 1
    return False


def _gender(words: Iterable[str], roles: Roles) -> Gender | None:
    for word in words:
        if word in roles.gender_of:
            return roles.gender_of[word]
    return None


def by_courtesy(nominal: Nominal) -> bool:
    """Whether a description tells no more than a pronoun would: "the lady", "the same gentleman"."""
    if nominal.form != "nominal" or nominal.definite != "definite" or nominal.plural:
        return False
    return nominal.head in descriptions("courtesies") and nominal.words <= {nominal.head, *_ANAPHORIC}


def name_gender(name: str, roles: Roles) -> Gender | None:
    """Gender told by a title or given name at the start of a person's name."""
    words = [w.strip(".").lower() for w in name.split()]
    for word in words[:3]:
        if word in roles.gender_of:
            return roles.gender_of[word]
        if word in roles.titles:
            continue
        return roles.given.get(word)
    return None


def prefix_tokens(tokens: Sequence[Token]) -> list[Token]:
    """The tokens up to the first preposition, comma, clause or bracket: determiners, modifiers, head."""
    out: list[Token] = []
    for token in tokens:
        if out and token.tag_ in _STOP_TAGS and token.lower_ not in ("'s", "’s"):
            break
        out.append(token)
    return out


def analyse(
    doc: Doc, text: str, spans: Sequence[Span], mentions: Sequence[EntityMention], roles: Roles
) -> Nominal | None:
    """The nominal at ``spans`` of ``text`` (``doc.text``; only the longest piece is read); ``None`` when they
    hold no word.
    """
    if not spans:
        return None
    start, end = max(spans, key=lambda s: (s[1] - s[0], -s[0]))
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not _NAMELESS.search(span.text):
        return None
    tokens = [t for t in span if not t.is_space]
    whole, text = text, text[start:end]
    inside = [
        m
        for m in mentions
        if start <= m.start and m.end <= end and m.label in ("PERSON", "ORG", "STATE") and is_proper(m)
    ]
    lower = [t.lower_ for t in tokens if not t.is_punct]
    if len(lower) == 1 or (len(lower) == 2 and lower[1] in _STRESSING):
        kind = roles.pronouns.get(lower[0])
        if kind and not (kind == "indefinite" and inside):
            form: Form = kind  # type: ignore[assignment]
            gender: Gender | None = "male" if kind == "male" else "female" if kind == "female" else None
            plural = kind in ("plural", "first_plural") or lower[0] in (
                "both",
                "these",
                "those",
                "others",
                "some",
                "many",
            )
            return Nominal(start, end, text, form, lower[0], gender=gender, plural=plural)
    if lower[0] in ("who", "whom") and not inside:
        return Nominal(start, end, text, "relative", lower[0])
    core, around = _split_names(doc, whole, inside, span.start, tokens, roles)
    prefix = prefix_tokens(tokens) or tokens
    nouns = [t for t in prefix if t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "VERB")]
    head = next((t for t in reversed(nouns) if t.pos_ in ("NOUN", "PROPN")), nouns[-1] if nouns else tokens[-1])
    chain = [lemma(t) for t in prefix if t.i <= head.i and not t.is_punct]
    classes = classes_of(chain, roles)
    if head.lower_ in ("paper", "papers") and word_lists("documents")["papers"] & set(re.findall(r"\w+", text.lower())):
        classes = frozenset({"document"})
    named_at = {i for m in core for i in range(m.start, m.end)}
    covered = {i for m in (*core, *around) if m.label == "PERSON" for i in range(m.start, m.end)}
    stop = next(
        (t.i for t in tokens[1:] if t.tag_ in ("WP", "WDT", "WP$", "WRB") or t.dep_ == "relcl"), tokens[-1].i + 1
    )
    words = frozenset(
        lemma(t)
        for t in tokens
        if t.i < stop and t.idx not in covered and (t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")) and not t.is_punct
    )
    if not classes and core:
        classes = classes_of(
            [w for t in tokens if t.idx not in named_at and t.pos_ == "NOUN" for w in [lemma(t)]][-2:], roles
        )
    first = tokens[0].lower_
    definite: Definite = _DETERMINERS.get(first, "bare")  # type: ignore[assignment]
    possessor = first if tokens[0].tag_ == "PRP$" else ""
    if possessor or any(t.tag_ == "POS" for t in prefix):
        definite = "possessive"
    if tokens[0].tag_ == "CD":
        definite = "indefinite"
    gender = None
    if core and core[0].label == "PERSON":
        titled = text[max(0, core[0].start - start - 12) : core[0].start - start].split()
        gender = _gender((w.strip(".,").lower() for w in titled[-1:]), roles) or name_gender(core[0].exact, roles)
    gender = (
        # "The boy's mother" is no boy.
        gender or _gender([head.lower_, *sorted(words & roles.gender_of.keys())], roles)
        if "PERSON" in {m.label for m in core} or not core
        else gender
    )
    told = (
        {noun for w in words for noun in roles.title_nouns.get(w.strip("."), ())}
        if core and core[0].label == "PERSON"
        else set()
    )
    words = frozenset(roles.same.get(w, w) for w in (*words, *told))
    plural = head.tag_ in ("NNS", "NNPS") or bool(classes & {"group"} and "body" not in classes) or len(core) > 1
    if tokens[0].tag_ == "CD" and first not in ("one", "1"):
        plural = True
    return Nominal(
        start,
        end,
        text,
        "name" if core else "nominal",
        roles.same.get(chain[-1], chain[-1]) if chain else head.lower_,
        classes,
        gender,
        plural and len(core) != 1,
        definite,
        words,
        tuple(core),
        tuple(around),
        possessor,
        partitive=any(t.lower_ == "of" for t in tokens[1:3]) and (head.tag_ == "CD" or head.lower_ in roles.pronouns),
        anaphoric=bool(_ANAPHORIC & set(lower[:2])),
    )


def _split_names(
    doc: Doc, text: str, inside: Sequence[EntityMention], low: int, tokens: Sequence[Token], roles: Roles
) -> tuple[list[EntityMention], list[EntityMention]]:
    """The names that are the speaker, and those that only qualify."""
    core: list[EntityMention] = []
    around: list[EntityMention] = []
    prefix = prefix_tokens(tokens)
    head_end = prefix[-1].idx + len(prefix[-1]) if prefix else 0
    stop = next((t.idx for t in tokens[1:] if t.tag_ in ("WP", "WDT", "WP$", "WRB")), tokens[-1].idx + 1)
    for m in sorted(inside, key=lambda m: (m.start, -m.end)):
        if any(
            o is not m and o.start <= m.start and m.end <= o.end and (o.end - o.start) > (m.end - m.start)
            for o in inside
        ):
            around.append(m)
            continue
        span = doc.char_span(m.start, m.end, alignment_mode="expand")
        # "A miner who was there, Jacek Lis".
        apposed = m.label == "PERSON" and text[m.start - 2 : m.start] == ", " and m.end >= tokens[-1].idx
        if (
            span is None
            or (m.start > stop and not apposed)
            or _embedded(doc, span.start, span.end, low, tokens[-1].i, roles)
        ):
            around.append(m)
        elif m.label == "PERSON":
            (around if _modifies(doc, span.end, tokens[-1].i, roles) else core).append(m)
        else:
            ends_head = head_end and m.start < head_end <= m.end + 1
            bracketed = bool(core) and text[m.start - 1 : m.start] == "("
            (core if ends_head and not bracketed and not any(c.label == "PERSON" for c in core) else around).append(m)
    persons = [m for m in core if m.label == "PERSON"]
    if persons:
        around += [m for m in core if m.label != "PERSON"]
        joint = persons[:1]
        for m in persons[1:]:
            between = text[joint[-1].end : m.start]
            if re.fullmatch(r",?\s+(?:and|&)\s+.{0,40}|,\s+|\s+and\s+.{0,40}", between, re.S):
                joint.append(m)
            else:
                around.append(m)
        return joint, around
    if not core:
        core, around = _medium_beside_noun(text, around, prefix, core)
    if core:
        listed = _listed(text, core[0], around, tokens[-1].idx + len(tokens[-1]))
        core, around = [*listed, *core[len(listed) > 0 :]], [m for m in around if m not in listed]
    return core[:1] if len(core) > 1 and not _joined(text, core) else core, around


def _listed(text: str, one: EntityMention, others: Sequence[EntityMention], end: int) -> list[EntityMention]:
    """The names of a list that ends a phrase at ``end`` and of which one is known to speak: "Norway, Denmark and
    Ghana"; none where there is no list.
    """
    names = sorted([one, *others], key=lambda m: m.start)
    while names and names[-1].end < end:
        names.pop()
    first = len(names) - 1
    while first > 0 and _joined(text, names[first - 1 : first + 1]):
        first -= 1
    listed = names[max(first, 0) :]
    ends_well = len(listed) > 1 and "and" in text[listed[-2].end : listed[-1].start].split()
    return listed if ends_well and one in listed else []


def _joined(text: str, core: Sequence[EntityMention]) -> bool:
    return all(re.fullmatch(r",?\s+(?:and|&)\s+(?:the\s+)?|,\s+", text[a.end : b.start]) for a, b in pairwise(core))


_BESIDE = frozenset(
    {
        "newspaper",
        "paper",
        "daily",
        "weekly",
        "magazine",
        "journal",
        "tabloid",
        "broadcaster",
        "channel",
        "station",
        "agency",
        "radio",
        "television",
        "tv",
        "website",
        "site",
        "portal",
        "group",
        "company",
        "firm",
        "organisation",
        "institute",
        "yard",
        "shipyard",
        "party",
        "union",
        "ministry",
    }
)


def _medium_beside_noun(
    text: str, around: list[EntityMention], prefix: Sequence[Token], core: list[EntityMention]
) -> tuple[list[EntityMention], list[EntityMention]]:
    """ "The newspaper X" and "the X newspaper": the name is the speaker though another noun is the head."""
    if prefix and lemma(prefix[-1]) in _BESIDE and prefix[0].lower_ not in ("a", "an"):
        for m in around:
            last = prefix[-1]
            if m.label == "ORG" and m.end < last.idx and text[m.end : last.idx] in (" ", " news ", " press "):
                return [m], [x for x in around if x is not m]
    return core, around
