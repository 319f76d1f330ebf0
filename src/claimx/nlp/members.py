"""Who is told apart only from others: "one of them", "another", "both"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from claimx.ids import name_key
from claimx.nlp.discourse import Discourse
from claimx.nlp.naming import ARTICLE, ASIDE, THE, indefinite, last_place
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent, is_acronym
from claimx.nlp.word_lists import descriptions, word_lists
from claimx.schema import EntityMention

_DISTANT = 2
_MOST_WORDS = 3
"""Words of "the five experts"."""
_BOTH_WITHIN = 6
"""Sentences over which "both" reaches back."""
_APPOSED_ONE = re.compile(r"^\w+(?: of \w+)?, (an? [^,]+)")
_HEAD = re.compile(
    r"[\w'’.-]+(?: [\w'’.-]+){0,6}?(?= (?:of|with|at|in|from|on|who|that|close|near|familiar|for|to|here|there)\b|,|$)"
)
_COUNTED = re.compile(r"^(?:the\s+)?(?:two|three|four|five|six|seven|eight|nine|ten)\s", re.I)
_BOTH = re.compile(r"[Bb]oth\s\w+")
_COUNT = re.compile(
    r"^(?:the\s+)?(?:(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|most|other|both|these|those|\d+)"
    r"\s+)+",
    re.I,
)
_PAIR = re.compile(r"(?:both|the two)\s", re.I)
_PAIR_WITHIN = 2
_AND = re.compile(r"(?:['’]s?)?\s+and\s+(?:the\s+)?")
_ONE_OF_TWO = "one of two "
_OF_TWO = {"former": 0, "latter": 1}
_SPEAKING = frozenset({"person", "organisation", "state", "media"})
_SPEAKERS = frozenset({"person", "spokes", "group", "body"})
_SEVERAL = frozenset({"some", "several", "many", "most"})


def one_of(nominal: Nominal, whole: str) -> str:
    """What one of a group is called: "a Western diplomat" of "two Western diplomats"; an apposition goes first."""
    aside = _APPOSED_ONE.search(nominal.text)
    if aside:
        return ASIDE.sub("", aside[1]).strip(" ,")
    if _COUNTED.match(whole):
        return f"one of {THE.sub('', whole)[0].lower()}{THE.sub('', whole)[1:]}"
    text = _COUNT.sub("", whole)
    head = _HEAD.match(text)
    if head is None or not text[head.start() : head.end()].endswith(("s", "people", "men")):
        return f"one of {whole}"
    words = head[0].split()
    last = words[-1]
    words[-1] = (
        f"{last[:-6]}person"
        if last.endswith("people")
        else f"{last[:-2]}an"
        if last.endswith("men")
        else f"{last[:-3]}y"
        if last.endswith("ies")
        else last[:-1]
    )
    one = " ".join(words) if len(words) > 1 or is_acronym(words[0]) else words[0].lower()
    return f"{indefinite(one)}{text[head.end() :]}"


def _called_another(nominal: Nominal, discourse: Discourse, speakers: Sequence[Referent]) -> str | None:
    """What "another" and "some" are called: by the noun of the unnamed speaker or group before them."""
    word = nominal.head
    if word == "other" and nominal.definite == "definite" and not nominal.plural:
        ones = (r.name() for r in reversed(speakers) if not r.named and r.name().startswith(_ONE_OF_TWO))
        return next((f"the other {one.removeprefix('one ')}" for one in ones), None)
    if word not in _SEVERAL | {"another"}:
        return None
    nearest = group_before(nominal, discourse, {}) if word in _SEVERAL else None
    for referent in [*([nearest] if nearest is not None else []), *reversed(speakers)]:
        if referent.named or referent.plural != (word in _SEVERAL) or referent.kind not in ("person", "group"):
            continue
        rest = _COUNT.sub("", ARTICLE.sub("", referent.name())).removeprefix(f"{word} ")
        if rest and rest.lower() not in discourse.roles.pronouns:
            return f"{word} {rest}"
    return None


def body_called_by_members(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """The one body in whose name "the doctors" or "the five experts" are: the "Kordun Doctors' Union"; or that has the
    office of "the auditors" in its name.
    """
    noun = nominal.text.split()[-1].lower()
    if nominal.form != "nominal" or not nominal.plural or nominal.possessor or nominal.partitive:
        return None
    officers = word_lists("officers").get(nominal.head)
    states = all(m.label == "STATE" for m in nominal.qualifiers)
    if officers and states and not nominal.words - {nominal.head} - _adjectives(nominal):
        found = [r for r in discourse.referents if _body(r) and officers & _words(r)]
        return found[0] if len(found) == 1 else None
    if nominal.definite != "definite" or nominal.qualifiers:
        return None
    if noun == nominal.head or len(nominal.text.split()) > _MOST_WORDS or not nominal.classes & {"person", "group"}:
        return None
    before = [r for r in discourse.referents if _body(r) and last_place(r, nominal.start) is not None]
    found = [r for r in before if noun in _words(r)]
    return found[0] if len(found) == 1 else None


def _adjectives(nominal: Nominal) -> frozenset[str]:
    """The words of a description that name a state."""
    return frozenset(w for m in nominal.qualifiers for w in name_key(m.exact).split())


def _body(referent: Referent) -> bool:
    return referent.kind == "organisation" and referent.named


def _words(referent: Referent) -> set[str]:
    return set(name_key(referent.name()).split())


def another(nominal: Nominal, discourse: Discourse, speakers: Sequence[Referent]) -> Referent | None:
    """ "Another": a new referent that is called as the one before him."""
    phrase = _called_another(nominal, discourse, speakers)
    if phrase is None:
        return None
    made = discourse.new("group" if nominal.plural else "person")
    made.plural = nominal.plural
    made.phrases.append(phrase)
    return made


def another_than(nominal: Nominal, discourse: Discourse, speakers: Sequence[Referent]) -> Referent | None:
    """ "Another" right after one who was only described: no group goes before him."""
    last = speakers[-1] if speakers else None
    if nominal.head != "another" or nominal.partitive or last is None or last.named or last.plural:
        return None
    return another(nominal, discourse, [last]) if last.kind == "person" else None


def both(nominal: Nominal, discourse: Discourse, speakers: Sequence[Referent]) -> list[Referent]:
    """The two people, else the two bodies or states, that last spoke near by, where they are named."""
    here = discourse.sentence(nominal.start)
    near = {
        r.id: r
        for r in reversed(speakers)
        if r.named and any(0 <= here - s.sentence <= _BOTH_WITHIN for s in r.spots if s.start < nominal.start)
    }
    for kinds in (("person",), ("organisation", "state")):
        two = [r for r in near.values() if r.kind in kinds][:2]
        if len(two) == 2:
            return two[::-1]
    return []


def _both_called(nominal: Nominal, discourse: Discourse, speakers: Sequence[Referent]) -> list[Referent]:
    """Whom "both ministers" mean: the two who last spoke near by, if one of them is a minister and the
    other may be, "her counterpart".
    """
    if nominal.form != "nominal" or not nominal.plural or not _BOTH.fullmatch(nominal.text):
        return []
    two = both(nominal, discourse, [r for r in speakers if nominal.head in r.heads])
    two = two or both(nominal, discourse, speakers)
    known = [r.heads for r in two if r.heads]
    return two if known and all(nominal.head in heads for heads in known) else []


def _said_together(nominal: Nominal, discourse: Discourse, holders: Sequence[Referent]) -> list[Referent]:
    """Whom "they" means right after an attribution of several ``holders``: these, if nobody else who may be "they" has
    been told of since.
    """
    if nominal.form != "plural" or not holders[1:]:
        return []
    ends = [max((s.end for s in r.spots if s.source and s.start < nominal.start), default=0) for r in holders]
    if discourse.sentence(nominal.start) - discourse.sentence(max(ends)) > 1:
        return []
    since = [r for r in discourse.referents if r.plural and (last_place(r, nominal.start) or 0) > max(ends)]
    return [] if any(r.classes & _SPEAKERS for r in since) else list(holders)


def together(
    nominal: Nominal, discourse: Discourse, speakers: Sequence[Referent], last: Sequence[Referent]
) -> list[Referent]:
    """The several speakers before whom a plural means; ``last``: the holders of the attribution before it."""
    return _both_called(nominal, discourse, speakers) or _said_together(nominal, discourse, last)


def pair_of_states(nominal: Nominal, discourse: Discourse) -> list[Referent]:
    """Whom "both countries", "the two sides" mean: the two states last named side by side, in this sentence or the one
    before; or the one before that, if the paragraph has named no third since.
    """
    if not _PAIR.match(nominal.text) or nominal.head not in descriptions("states"):
        return []
    here = discourse.sentence(nominal.start)
    named = [
        m
        for m in discourse.mentions
        if m.label == "STATE" and m.end <= nominal.start and here - discourse.sentence(m.start) <= _PAIR_WITHIN
    ]
    for one, other in reversed(list(pairwise(named))):
        if here - discourse.sentence(one.start) > 1 and (
            discourse.paragraph(one.start) != discourse.paragraph(nominal.start)
            or any(m.start > other.start and m.ref not in (one.ref, other.ref) for m in named)
        ):
            continue
        two = [discourse.of_mention.get((m.start, m.end, m.label)) for m in (one, other)]
        if _AND.fullmatch(discourse.text, one.end, other.start) and two[0] is not two[1]:
            return [state for state in two if state is not None]
    return []


def joint_before(nominal: Nominal, discourse: Discourse) -> list[Referent]:
    """Whom "they" or "the pair" mean where two people were the subject just before, "Iden and Oru met, where they
    agreed": both, if nobody else who may be "they" stands between.
    """
    pair = nominal.definite == "definite" and nominal.head in descriptions("pairs") and nominal.words <= {nominal.head}
    if nominal.form != "plural" and not pair:
        return []
    here = discourse.sentence(nominal.start)
    people = [m for m in discourse.mentions if m.label == "PERSON" and m.end <= nominal.start]
    for one, other in reversed(list(pairwise(people))):
        if here - discourse.sentence(other.start) > 1:
            return []
        if _joint_subject(discourse, one, other):
            two = [discourse.of_mention.get((m.start, m.end, m.label)) for m in (one, other)]
            between = [
                r
                for r in discourse.referents
                if r.plural and r.classes & _SPEAKERS and (last_place(r, nominal.start) or 0) > other.end
            ]
            return [] if between or two[0] is two[1] else [person for person in two if person is not None]
    return []


def _joint_subject(discourse: Discourse, one: EntityMention, other: EntityMention) -> bool:
    """Whether two names are joined by "and" and the subject of a clause."""
    spans = [discourse.doc.char_span(m.start, m.end, alignment_mode="expand") for m in (one, other)]
    if spans[0] is None or spans[1] is None:
        return False
    first, second = spans[0].root, spans[1].root
    joined = second.dep_ == "conj" and second.head.i == first.i and any(t.lower_ == "and" for t in first.children)
    return joined and first.dep_ in ("nsubj", "nsubjpass")


def of_two(nominal: Nominal, discourse: Discourse) -> Referent | None:
    """Whom "the former" and "the latter" mean: the first or second of the two that were last spoken of near by."""
    if nominal.form != "nominal" or nominal.definite != "definite" or nominal.words - {nominal.head}:
        return None
    if nominal.head not in _OF_TWO:
        return None
    here = discourse.sentence(nominal.start)
    last = {
        r.id: (s.start, r)
        for r in discourse.referents
        if r.kind in _SPEAKING and (r.named or r.kind != "person")
        for s in r.spots
        if 0 < here - s.sentence <= _DISTANT
    }
    two = sorted(last.values(), key=lambda x: (x[0], x[1].id))[-2:]
    return two[_OF_TWO[nominal.head]][1] if len(two) == 2 else None


def part_of(nominal: Nominal, whole: Referent, discourse: Discourse) -> Referent:
    """ "One of them": a new referent whose name says of whom."""
    if not whole.plural or nominal.plural:
        return whole
    part = discourse.new("person" if whole.kind == "group" else whole.kind)
    part.phrases.append(one_of(nominal, whole.name()))
    part.words, part.heads, part.classes = set(whole.words), set(whole.heads), set(whole.classes)
    part.affiliations = list(whole.affiliations)
    return part


def group_before(nominal: Nominal, discourse: Discourse, counts: Mapping[int, int]) -> Referent | None:
    """The group last spoken of, of which "one" or "one of them" is a part; one that spoke goes first, but not before
    one of which the sentence before tells: "Users were angry.  One wrote …".
    """
    here = discourse.sentence(nominal.start)
    near = [
        (at, r)
        for r in discourse.referents
        if r.kind in ("group", "person")
        and r.plural
        and (at := last_place(r, nominal.start)) is not None
        and here - discourse.sentence(at) <= _DISTANT
    ]
    told = [
        (s.start, r)
        for _, r in near
        for s in r.spots
        if s.subject and s.sentence == here - 1 and s.paragraph == discourse.paragraph(nominal.start)
    ]
    spoke = told if nominal.head == "one" and not nominal.partitive and len(told) == 1 else []
    spoke = spoke or [x for x in near if counts.get(x[1].id)]
    return max(spoke or near, key=lambda x: (x[0], x[1].id))[1] if near else None
