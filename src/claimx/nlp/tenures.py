"""Who has an office now and who had it: "sworn in as mayor, replacing Kral", "the former governor", "his successor".

What a text calls an office's new holder and its old one keeps them apart; who is called by the office alone has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from claimx.nlp.appositions import add_role
from claimx.nlp.discourse import Discourse
from claimx.nlp.naming import owner
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.word_lists import word_lists
from claimx.schema import EntityMention

State = Literal["new", "old"]

_FILE = "tenures"
_REPLACES = re.compile(
    r"\b(?:replac(?:ing|es|ed)|succeed(?:ing|s|ed)|replace|succeed|in\splace\sof|(?:takes|took|taking|take)\sover\sfrom)\s"
    r"(?!by\b)(?P<whom>(?:him|her)\b)?"
)
"""What stands before the name of one who had an office before another."""
_BY = re.compile(r"\b(?:replaced|succeeded)\sby\s(?:[\w.,'’-]{1,20}\s){0,4}$")
_TAKES = re.compile(
    r"(?:,\s[^,\n]{1,60},)?\s(?:who\s)?(?:(?:will|would|has|had|is|was|to)\s){0,2}(?:becom(?:es?|ing)|became|(?:takes?|took|taken)"
    r"\s(?:over|office)\sas|(?:acts?|acted)\sas)\s"
)
_TAKES_BODY = re.compile(
    r",?\s(?:who\s)?(?:takes|took|has\staken|will\stake)\sover\s(?:at\s)?the\s(\w{3,20})\sministry\b"
)
_NOW = re.compile(r",\s(?:who\sis\s)?now\s(?:its\s)?(?=[a-z])")
_AS = re.compile(r"\s(?:as|to\sbe|to\sbecome)\s")
_CHOSE = re.compile(
    r"\b(?:appoint|nam|hir|install|choos|elect|pick|unveil|confirm|nominat)(?:e|ed|s|es|ing)?\s(?:[\w.-]{1,20}\s){0,2}$"
)
"""What stands before the name of one who is given an office: "The club has appointed Kral as manager"."""
_LEFT_OUT = frozenset({"the", "of", "and", "for", "a", "an"})
_WIDEST = 80
"""Characters between a name and what tells that somebody else has his office now."""
_PRONOUNS = {"him": "male", "her": "female"}


@dataclass(frozen=True, slots=True)
class Tenure:
    """That somebody has an office, or had it.  ``words`` tell which; without them it is that of ``like``."""

    holder: Referent
    state: State
    words: frozenset[str]
    like: Referent | None = None

    def told(self) -> set[str]:
        """The words of the office, by what is known of its holders by now."""
        if self.words:
            return set(self.words)
        other = self.like.heads | self.like.words if self.like is not None else set[str]()
        return self.holder.heads | self.holder.words | other


@cache
def _given() -> re.Pattern[str]:
    verbs = "|".join(sorted(word_lists(_FILE)["given"]))
    return re.compile(
        rf"(?:,\s[^,\n]{{1,60}},)?\s(?:(?:who|was|is|were|has|had|been|be|will|to|being|formally|later)\s){{1,4}}"
        rf"(?:sworn\sin|(?:{verbs}))(?:\son\s\w{{3,6}}day)?\s(?:(?:as|to\sbe|to\sthe\spost\sof)\s)?"
    )


@cache
def _left() -> re.Pattern[str]:
    verbs = "|".join(sorted(word_lists(_FILE)["left"]))
    return re.compile(
        rf"(?:,\s[^,\n]{{1,60}},)?\s(?:who\s)?(?:(?:was|has|had|is|been|were|abruptly|suddenly)\s){{0,3}}"
        rf"(?:stepp?(?:ed|s)\sdown|{verbs})\b"
    )


def state_told(phrase: str) -> State | None:
    """What a description says of an office's time: "former" and "then-" of the old holder, "new" and "-elect" of the
    new one.
    """
    for word in re.findall(r"[a-z]+", phrase.lower()):
        for state in ("old", "new"):
            if word in word_lists(_FILE)[state]:
                return state
    return None


def learn_tenures(discourse: Discourse) -> tuple[list[Tenure], dict[int, Referent]]:
    """What a text tells of who has which office and who had it, and the new holder of each office that a phrase only
    names ("sworn in as *mayor*"), by the phrase's start; learns that he has it.
    """
    found: list[Tenure] = []
    for referent in discourse.referents:
        for role in referent.roles if referent.kind == "person" and referent.named else ():
            if (state := state_told(role)) is not None:
                found.append(Tenure(referent, state, _words(role, discourse)))
    starts: dict[int, Referent] = {}
    chunks = {c.start: c for c in discourse.chunks()}
    people = [m for m in discourse.mentions if m.label == "PERSON"]
    for m in people:
        holder = _referent(discourse, m)
        office = _office_given(discourse.text, m, chunks)
        ministry = _TAKES_BODY.match(discourse.text, m.end)
        if ministry is not None:
            found.append(Tenure(holder, "new", frozenset({ministry[1], "minister"})))
        if office is not None:
            discourse.describe(holder, office)
            add_role(discourse, holder, office)
            starts[office.start] = holder
            found.append(Tenure(holder, "new", _words(office.text, discourse)))
        if _left().match(discourse.text, m.end):
            found.append(Tenure(holder, "old", frozenset()))
    return [*found, *_replaced(discourse, people), *_successors(discourse, chunks)], starts


def _office_given(text: str, m: EntityMention, chunks: Mapping[int, Nominal]) -> Nominal | None:
    """The office that somebody is said to be given, right after his name."""
    told = _given().match(text, m.end) or _TAKES.match(text, m.end) or _NOW.match(text, m.end)
    if told is None and _CHOSE.search(text, max(0, m.start - _WIDEST), m.start):
        told = _AS.match(text, m.end)
    office = chunks.get(told.end()) if told is not None else None
    if office is None or office.names or office.plural or office.possessor or "person" not in office.classes:
        return None
    return office


def _replaced(discourse: Discourse, people: Sequence[EntityMention]) -> Iterator[Tenure]:
    """Who is said to replace whom: "Vale, replacing Kral", "Kral was replaced by Vale", "Vale will replace him"."""
    for match in _REPLACES.finditer(discourse.text):
        near = [m for m in people if discourse.sentence(m.start) == discourse.sentence(match.start())]
        before = [m for m in near if m.end <= match.start()]
        after = [m for m in near if 0 <= m.start - match.end() <= _WIDEST]
        if (whom := match["whom"]) is not None:
            fitting = [m for m in before[:-1] if _referent(discourse, m).gender in (None, _PRONOUNS[whom])]
            yield from _pair(discourse, before[-1:], fitting[:1])
        else:
            yield from _pair(discourse, before[-1:], after[:1])
    for m in people:
        by = _BY.search(discourse.text, max(0, m.start - _WIDEST), m.start)
        sentence = discourse.sentence(m.start)
        before = [o for o in people if by and o.end <= by.start() and discourse.sentence(o.start) == sentence]
        yield from _pair(discourse, [m], before[:1])


def _pair(discourse: Discourse, new: Sequence[EntityMention], old: Sequence[EntityMention]) -> Iterator[Tenure]:
    if not new or not old:
        return
    now, before = _referent(discourse, new[0]), _referent(discourse, old[0])
    if now is not before:
        yield Tenure(before, "old", frozenset(), now)
        yield Tenure(now, "new", frozenset(), before)


def _referent(discourse: Discourse, m: EntityMention) -> Referent:
    return discourse.of_mention[m.start, m.end, m.label]


def _successors(discourse: Discourse, chunks: Mapping[int, Nominal]) -> Iterator[Tenure]:
    """Of "his successor, Ana Babic" and "his predecessor": she has, and he had, the office that is spoken of."""
    kinds = word_lists(_FILE)["after"] | word_lists(_FILE)["before"]
    told = [chunk for chunk in chunks.values() if chunk.possessor in ("his", "her") and chunk.head in kinds]
    for m in discourse.mentions if told else ():
        if m.label != "PERSON":
            continue
        referent = _referent(discourse, m)
        for chunk in told:
            if not (0 <= m.start - chunk.end <= len(", ") or 0 <= chunk.start - m.end <= len(", ")):
                continue
            other = owner(chunk, discourse, None)
            if other is None or other is referent:
                continue
            later = chunk.head in word_lists(_FILE)["after"]
            new, old = (referent, other) if later else (other, referent)
            yield Tenure(new, "new", frozenset(), other if later else None)
            yield Tenure(old, "old", frozenset(), None if later else other)


def _words(office: str, discourse: Discourse) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", office.lower())
    same = {discourse.roles.same.get(w, w) for w in words} - _LEFT_OUT
    return frozenset(same - word_lists(_FILE)["new"] - word_lists(_FILE)["old"])


def holder_of(nominal: Nominal, discourse: Discourse, tenures: Sequence[Tenure]) -> Referent | None:
    """Whom a description by an office means where the text has told of its old or its new holder."""
    office = nominal.head in word_lists(_FILE)["offices"] and nominal.definite == "definite"
    if nominal.form != "nominal" or not office or nominal.plural or nominal.partitive or nominal.possessor:
        return None
    if "body" in nominal.classes and nominal.words <= {nominal.head}:
        # "The manager" may be a firm, but not where a person is called so.
        called = [r for r in discourse.referents if r.kind == "person" and r.named and nominal.head in r.heads]
        return called[0] if len(called) == 1 and any(s.start < nominal.start for s in called[0].spots) else None
    of_it = [t for t in tenures if nominal.head in t.told()]
    wanted = nominal.words - word_lists(_FILE)["new"] - word_lists(_FILE)["old"]
    new = {t.holder.id for t in of_it if t.state == "new"}
    old = {t.holder.id for t in of_it if t.state == "old"} - new
    known: dict[int, Referent] = {}
    for r in discourse.referents:
        now = [t.words for t in tenures if t.holder is r and t.state == "new" and t.words]
        # Who is now the interior minister is no longer the foreign minister.
        told = set().union(*now) if now else r.heads | r.words | {w for t in of_it if t.holder is r for w in t.told()}
        before = any(s.start < nominal.start for s in r.spots)
        agrees = nominal.gender is None or r.gender in (None, nominal.gender)
        if r.kind == "person" and r.named and before and agrees and nominal.head in told and wanted <= told:
            known[r.id] = r
    state = state_told(nominal.text)
    chosen = [r for r in known.values() if (r.id in old if state == "old" else r.id not in old)]
    if state == "old" and not chosen and len(known) == 1 and not new & known.keys():
        return next(iter(known.values()))
    if state == "new":
        chosen = [r for r in chosen if r.id in new] or chosen
    if state is None and not old & known.keys() and not any(wanted <= t.words and t.state == "new" for t in of_it):
        return None
    return chosen[0] if len(chosen) == 1 and (state is None or new or old) else None
