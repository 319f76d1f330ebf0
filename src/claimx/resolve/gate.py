"""The gate: what keeps two mentions apart however alike they sound, and the relation that follows from it.

No similarity sees a number, a date or a "not"; so whether two mentions *may* be one claim is asked of their facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from claimx.records import Fact, NormalForm
from claimx.resolve.compare import (
    bare_clock,
    both_may_hold,
    conflicting,
    numbers_agree,
    of_one_thing,
    year_for_number,
)
from claimx.resolve.direction import turned
from claimx.resolve.features import cosine, is_bound, is_denial, is_negative
from claimx.resolve.frequencies import names
from claimx.resolve.name_swap import swapped
from claimx.resolve.place_names import one_name
from claimx.resolve.substitutes import one_verb, replaced, restricted, under_way
from claimx.resolve.table import stem
from claimx.resolve.words import by_word, lemmas

ConflictKind = Literal[
    "comment", "act", "polarity", "quantity", "date", "place", "antonym", "roles", "modality", "holder", "frame"
]

_DIRECTING = frozenset({"demand", "proposal", "recommendation"})
_MOVING = frozenset({"up", "down"})

_COMMON, _HEADLINE, _SOME = 0.34, 0.25, 0.12
"""Share of common words from which another predicate may still be the same claim told the other way round: of two
subjects, the same where nobody speaks, and where a subject is missing or one speaker goes on.
"""

_FRAGMENT = 2
"""Words, names aside, up to which a content without a subject says too little."""

_SENSE = 0.53
"""Cosine of the sentence vectors from which other words may still say the same."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why two mentions may not be one claim: the kind of fact, the slot, and the value on each side.

    ``one_thing``: whether the two values are of one thing, as far as units and sizes tell.  ``open``: whether a bound
    on one side leaves room for the other value, so that both may be true.
    """

    kind: ConflictKind
    slot: str
    left: str
    right: str
    one_thing: bool = True
    open: bool = False


@lru_cache(maxsize=1)
def _opposites_by_word() -> Mapping[str, frozenset[str]]:
    """The packaged opposites, both ways."""
    found: dict[str, set[str]] = {}
    for word, opposites in by_word("antonyms").items():
        for opposite in opposites:
            found.setdefault(word, set()).add(opposite)
            found.setdefault(opposite, set()).add(word)
    return {word: frozenset(opposites) for word, opposites in found.items()}


def conflict(one: NormalForm, other: NormalForm) -> Conflict | None:
    """The first thing that keeps the two apart, or ``None``; the same whichever comes first, but for the sides."""
    return next(conflicts(one, other), None)


def conflicts(one: NormalForm, other: NormalForm) -> Iterator[Conflict]:
    """Whatever keeps the two apart, the weightiest reason first."""
    checks = (
        *(_comment, _acts, _nested, _empty, _rebuttal, _correction, _polarity, _rejection, _numbers, _bearers, _dates),
        *(_antonyms, _substitutes, _places, _roles, _addressees, _direction, _modality, _holders, _fragments, _frames),
    )
    return (found for check in checks if (found := check(one, other)) is not None)


def _comment(one: NormalForm, other: NormalForm) -> Conflict | None:
    if (one.polarity == "no-comment") == (other.polarity == "no-comment"):
        return None
    return Conflict("comment", "polarity", one.polarity, other.polarity)


def _acts(one: NormalForm, other: NormalForm) -> Conflict | None:
    """What is asked of somebody is no statement that it is so, and a question none either."""
    for test in (_directs, _asks):
        if test(one) != test(other):
            return Conflict("act", "act", one.act, other.act)
    return None


def _directs(form: NormalForm) -> bool:
    """Whether the holder wants something done: by the act, or because the content says so of him ("we ask ...")."""
    return form.act in _DIRECTING or (form.predicate in lemmas("directives") and form.act != "question")


def _asks(form: NormalForm) -> bool:
    return form.act == "question"


def _nested(one: NormalForm, other: NormalForm) -> Conflict | None:
    """What is said of a saying is another claim than the saying: contents that overlap in one article stay apart."""
    if one.mention == other.mention or not overlap(one, other):
        return None
    return Conflict("frame", "nested", one.predicate, other.predicate)


def overlap(one: NormalForm, other: NormalForm) -> bool:
    """Whether two contents share words of one article."""
    (start, end), (first, last) = one.extent, other.extent
    return one.article == other.article and max(start, first) < min(end, last)


def _rejection(one: NormalForm, other: NormalForm) -> Conflict | None:
    """One says "not V" of the V that the other affirms, even where both have a "not" somewhere."""
    for a, b in ((one, other), (other, one)):
        for lemma in a.rejected:
            affirmed = lemma == b.predicate and lemma not in b.rejected and (bool(b.rejected) or not is_negative(b))
            if affirmed and not _opposites(one, other):
                return Conflict("polarity", lemma, stance(one), stance(other))
    return None


def _empty(one: NormalForm, other: NormalForm) -> Conflict | None:
    """A content without a word that means anything ("it", "so") says what only its article can tell."""
    if one.polarity == other.polarity == "no-comment" or (_says(one) and _says(other)):
        return None
    return Conflict("frame", "content", one.predicate, other.predicate)


def _rebuttal(one: NormalForm, other: NormalForm) -> Conflict | None:
    """That something goes against what others claim is another claim than the thing itself."""
    ours, theirs = (not lemmas("rebuttals").isdisjoint(form.words) for form in (one, other))
    return Conflict("frame", "rebuttal", one.predicate, other.predicate) if ours != theirs else None


def _correction(one: NormalForm, other: NormalForm) -> Conflict | None:
    """Who takes back what he has said, puts it right, or says what he meant by it, does not say it again."""
    if (one.corrects or one.retracts) == (other.corrects or other.retracts):
        return None
    return Conflict("frame", "correction", one.predicate, other.predicate)


def _says(form: NormalForm) -> bool:
    return bool(form.words or form.facts or form.quote)


def _polarity(one: NormalForm, other: NormalForm) -> Conflict | None:
    """A "not" on one side; but not to be safe is to be in danger."""
    if is_negative(one) == is_negative(other) or _opposites(one, other):
        return None
    return Conflict("polarity", one.predicate or other.predicate or "polarity", stance(one), stance(other))


def stance(form: NormalForm) -> str:
    """How the holder stands to the content, in one word."""
    return "deny" if form.polarity == "deny" else "negated" if form.negated else "affirm"


def _of_kind(form: NormalForm, kind: str) -> list[Fact]:
    return [fact for fact in form.facts if fact.kind == kind]


def _numbers(one: NormalForm, other: NormalForm) -> Conflict | None:
    ours, theirs = _numerals(one), _numerals(other)
    pair = conflicting(ours, theirs) or _overtaken(one, other, ours, theirs) or year_for_number(one.facts, other.facts)
    if pair is None:
        return None
    slot = pair[0].unit or pair[1].unit or "number"
    return Conflict(
        "quantity", slot, pair[0].exact, pair[1].exact, one_thing=of_one_thing(*pair), open=both_may_hold(*pair)
    )


def _bearers(one: NormalForm, other: NormalForm) -> Conflict | None:
    """As many dead, but fighters here and herders there."""
    ours, theirs = _of_kind(one, "number"), _of_kind(other, "number")
    if {fact.unit for fact in ours} & {fact.unit for fact in theirs}:
        return None
    for a in ours:
        for b in theirs:
            kinds = [_bears_arms(fact.unit) for fact in (a, b)]
            if numbers_agree(a, b) and None not in kinds and kinds[0] != kinds[1]:
                return Conflict("quantity", "counted", a.unit or "", b.unit or "")
    return None


def _bears_arms(unit: str | None) -> bool | None:
    """Whether those who are counted bear arms; ``None`` for who may or may not."""
    if unit in lemmas("armed"):
        return True
    return False if unit in lemmas("unarmed") else None


def _numerals(form: NormalForm) -> list[Fact]:
    """The numbers of a content; of "fourteen, up from nine" the new one; and a "five" that was read as an hour."""
    numbers = [*_of_kind(form, "number"), *(n for f in _of_kind(form, "date") if (n := bare_clock(f)))]
    return numbers[:1] if len(numbers) > 1 and not _MOVING.isdisjoint(form.words) else numbers


def _overtaken(one: NormalForm, other: NormalForm, ours: list[Fact], theirs: list[Fact]) -> tuple[Fact, Fact] | None:
    """An "earlier figure of 21" says that 21 holds no longer, and "nine is the polite number" that it is more."""
    return (ours[0], theirs[0]) if ours and theirs and _is_of_figures(one) != _is_of_figures(other) else None


def _is_of_figures(form: NormalForm) -> bool:
    """Whether a content is about a figure rather than about what it counts."""
    words, tallies = set(form.words), lemmas("tallies")
    if form.predicate in tallies and any(fact.unit in form.subjects for fact in _of_kind(form, "number")):
        return True
    return not (words.isdisjoint(lemmas("superseded")) or words.isdisjoint(tallies))


def _dates(one: NormalForm, other: NormalForm) -> Conflict | None:
    pair = conflicting(_of_kind(one, "date"), _of_kind(other, "date"))
    if pair is None:
        return None
    return Conflict("date", pair[0].predicate or "date", pair[0].value or "", pair[1].value or "")


def _places(one: NormalForm, other: NormalForm) -> Conflict | None:
    ours, theirs = ({f.value or "": f.exact for f in _of_kind(form, "place")} for form in (one, other))
    left, right = sorted(ours.keys() - theirs.keys()), sorted(theirs.keys() - ours.keys())
    if left and right and not any(a == b or one_name(ours[a], theirs[b]) for a in ours for b in theirs):
        return Conflict("place", "place", ours[left[0]], theirs[right[0]])
    return None


def _opposites(one: NormalForm, other: NormalForm) -> tuple[str, str] | None:
    ours, theirs = set(one.words), set(other.words)
    for word in sorted(ours - theirs):
        for opposite in sorted(_opposites_by_word().get(word, frozenset()) & (theirs - ours)):
            return word, opposite
    return None


def _antonyms(one: NormalForm, other: NormalForm) -> Conflict | None:
    pair = _opposites(one, other)
    if pair is None or is_negative(one) != is_negative(other):
        return None
    return Conflict("antonym", one.predicate or pair[0], *pair)


def _substitutes(one: NormalForm, other: NormalForm) -> Conflict | None:
    """All else alike, a cinema here, a theatre there; "are leaving", "have left"; "on Sundays", "only on Sundays"."""
    if is_negative(one) != is_negative(other):
        return None
    if pair := replaced(one, other) or swapped(one, other):
        return Conflict("frame", "kind", *pair)
    if _limits(one, other) or _limits(other, one):
        return Conflict("frame", "limit", one.predicate, other.predicate)
    if under_way(one, other):
        return Conflict("frame", "stage", one.predicate, other.predicate)
    return Conflict("frame", "only", one.predicate, other.predicate) if restricted(one, other) else None


def _limits(one: NormalForm, other: NormalForm) -> bool:
    """Whether one says how much may be where the other says how much there is: "the speed limit is 90"."""
    set_by = {one.predicate, *one.subjects} & lemmas("limits")
    said = {other.predicate, *other.words}
    free = said.isdisjoint(lemmas("limits") | lemmas("limiting")) and other.modality == "asserted"
    return bool(set_by and free and _of_kind(one, "number") and _of_kind(other, "number"))


def _roles(one: NormalForm, other: NormalForm) -> Conflict | None:
    """Who does it and who bears it have changed places."""
    subjects, others = set(one.subjects), set(other.subjects)
    swapped = sorted(subjects & set(other.objects) - others), sorted(others & set(one.objects) - subjects)
    if subjects & others:
        return None
    if swapped[0] and swapped[1]:
        return Conflict("roles", one.predicate, swapped[0][0], swapped[1][0])
    # "Grant owed him", "he owed Grant": where both do the same, one name tells.
    moved = [(name, "") for name in swapped[0]] or [("", name) for name in swapped[1]]
    return Conflict("roles", one.predicate, *moved[0]) if moved and one.predicate == other.predicate else None


def _addressees(one: NormalForm, other: NormalForm) -> Conflict | None:
    """Another state, person or body is to do it, or is said to have done it."""
    ours, theirs = ({name.partition(" ")[0]: name for name in form.addressees} for form in (one, other))
    told = sorted(ours.keys() & theirs.keys())
    if not told or not set(one.addressees).isdisjoint(other.addressees):
        return None
    left, right = (names[told[0]].partition(" ")[2] for names in (ours, theirs))
    return Conflict("roles", "addressee", left, right)


def _direction(one: NormalForm, other: NormalForm) -> Conflict | None:
    """Where one has it coming the other has it going."""
    word = turned(one, other)
    return Conflict("roles", "direction", word, word) if word else None


def _modality(one: NormalForm, other: NormalForm) -> Conflict | None:
    """A plan is not its execution."""
    pair = {one.modality, other.modality}
    if pair in ({"intended", "asserted"}, {"intended", "reported"}):
        return Conflict("modality", "modality", one.modality, other.modality)
    return None


def _holders(one: NormalForm, other: NormalForm) -> Conflict | None:
    """Demands, hopes, denials and refusals are their holder's."""
    if one.holder and other.holder and one.holder != other.holder and (is_bound(one) or is_bound(other)):
        return Conflict("holder", "holder", one.holder, other.holder)
    return None


def _fragments(one: NormalForm, other: NormalForm) -> Conflict | None:
    """Two holders, no subject, not a number on each side, and one content is a word or two: it says too little."""
    if not one.holder or not other.holder or one.holder == other.holder or is_bound(one) or is_bound(other):
        return None
    if one.subjects or other.subjects or stem(one.predicate) == stem(other.predicate):
        return None
    short = min(len(plain_stems(one)), len(plain_stems(other)))
    if short > _FRAGMENT or (_of_kind(one, "number") and _of_kind(other, "number")) or one.words == other.words:
        return None
    return Conflict("frame", "content", one.predicate, other.predicate)


def _frames(one: NormalForm, other: NormalForm) -> Conflict | None:
    """Too little in common to be the same claim, whose predicate and participants agree.

    Neither predicate nor subject nor count is shared, but only some words; or one speaker goes on in one article; or
    one content is two words, and the other holds one of them.
    """
    ours, theirs = set(one.words), set(other.words)
    share = len(ours & theirs) / max(1, len(ours | theirs))
    if share >= _COMMON or (one.quote and one.quote == other.quote):
        return None
    speaker = one.holder if one.holder == other.holder else ""
    if share < _SOME and speaker and one.article == other.article and not (is_denial(one) and is_denial(other)):
        return Conflict("frame", "words", one.predicate, other.predicate)
    if one_verb(one, other) or one.predicate in theirs or other.predicate in ours:
        return None
    free = not (is_bound(one) or is_bound(other) or one.quote or other.quote)
    if free and not one.facts and not other.facts and len(min(ours, theirs, key=len)) == 2 and len(ours & theirs) == 1:
        return Conflict("frame", "predicate", one.predicate, other.predicate)
    if set(one.subjects) & set(other.subjects) or counts(one) & counts(other):
        return None
    if one.subjects and other.subjects:
        held = one.holder or other.holder
        apart = share < (_COMMON if held else _HEADLINE)
        return Conflict("frame", "subject", one.subjects[0], other.subjects[0]) if apart else None
    if not (one.holder or other.holder) or (speaker and is_bound(one) and is_bound(other)):
        return None
    return Conflict("frame", "predicate", one.predicate, other.predicate) if _far(one, other, share) else None


def plain_stems(form: NormalForm) -> set[str]:
    """The beginnings of its words that are no names."""
    return {stem(word) for word in form.words if word not in names()}


def _far(one: NormalForm, other: NormalForm, share: float) -> bool:
    return share < _SOME and cosine(one, other) < _SENSE


def counts(form: NormalForm) -> set[tuple[float | None, float | None]]:
    """The numbers of a content, each from its least to its greatest value."""
    return {(fact.low, fact.high) for fact in _of_kind(form, "number")}
