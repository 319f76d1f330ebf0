"""What a pair of mentions has in common, as a dozen and some readable numbers.

Every feature is rounded to whole thousandths before it is weighed: no decision hangs on the last bit of a float.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claimx.records import NormalForm
from claimx.resolve.frequencies import SCALE
from claimx.resolve.table import UNDATED, Ints, Sets, Table
from claimx.resolve.words import lemmas

Floats = npt.NDArray[np.float64]
AnyColumn = Floats | Ints | npt.NDArray[np.bool_]

THOUSAND = 1000

FEATURES: dict[str, str] = {
    "word_jaccard": "weight of shared content words by weight of all",
    "word_jaccard_some": "the same, at most .15",
    "word_containment": "weight of shared content words by weight of the shorter content",
    "shared_weight": "weight of shared content words, in nats (at most 60)",
    "unshared_short": "weight of the shorter content's words that the other lacks, in nats (at most 60)",
    "unshared_short_some": "the same, at most 6 nats",
    "unshared_long_some": "weight of the longer content's words that the other lacks, in nats (at most 12)",
    "unshared_long": "weight of the longer content's words that the other lacks, in nats (at most 60)",
    "stem_jaccard": "shared word beginnings by all",
    "plain_jaccard": "weight of shared words that are no names by weight of all such",
    "plain_containment": "weight of shared words that are no names by weight of the shorter content's",
    "plain_shared": "weight of shared words that are no names, in nats (at most 30)",
    "plain_unshared_short": "weight of the shorter content's unshared words that are no names, in nats (at most 15)",
    "plain_words_shared": "how many words that are no names are shared (at most 5)",
    "few_plain_words": "the words of the shorter content that are no names (at most 8)",
    "no_plain_word": "one content has no word but names",
    "plain_stem_jaccard": "shared beginnings of words that are no names by all such",
    "plain_stem_containment": "shared beginnings of words that are no names by those of the shorter content",
    "sentence_cosine": "cosine of the sentence vectors",
    "cosine_some": "the same, at most .5",
    "cosine_high": "by how much that cosine exceeds .7",
    "cosine_higher": "by how much that cosine exceeds .85",
    "cosine_one_holder": "that cosine, where the holder is the same",
    "predicate_equal": "the same predicate",
    "predicate_inside": "one predicate is among the other's words",
    "predicate_stem_equal": "predicates with one beginning",
    "predicate_stem_inside": "one predicate's beginning is among those of the other's words",
    "predicate_stems_inside": "the same, both ways",
    "arguments_jaccard": "weight of shared subjects and objects by weight of all",
    "subjects_disjoint": "both have subjects, none shared",
    "subjects_shared": "a subject is shared",
    "entities_jaccard": "shared entities by all",
    "entities_disjoint": "both name entities, none shared",
    "numbers_shared": "how telling the shared numerals are (at most 6)",
    "numbers_lacking": "one side has a numeral that the other lacks",
    "numbers_conflict": "each side has a numeral that the other lacks",
    "dates_shared": "a date is shared",
    "dates_conflict": "each side has a date that the other lacks",
    "quotes_shared": "shared four-word runs by those of the shorter quotation",
    "holder_equal": "the same holder",
    "holder_differs": "two holders",
    "same_article": "the same article",
    "days_apart": "logarithm of one plus the days between publication (at most 30 days)",
    "stance_differs": "one negates or denies, the other does not",
    "intended_differs": "an intention on one side, a fact on the other",
    "possible_differs": "a possibility on one side, a fact on the other",
    "reported_differs": "hearsay on one side, a fact on the other",
    "comment_differs": "one refuses to comment, the other does not",
    "accusation_denial": "an accusation on one side, a denial on the other",
    "act_differs": "another act of speech",
    "both_refuse": "both refuse to comment, for one holder",
    "both_deny": "both deny, for one holder",
    "bound_to_holders": "a demand, hope, denial or refusal, of two holders",
    "unit_shared": "both count the same thing",
    "unit_conflict": "both count the same thing, and each side has a numeral that the other lacks",
    "amounts_near": "the first numbers differ, and neither is twice the other",
    "amounts_far": "one first number is four times the other or more",
    "measures_equal": "the first numbers have one unit",
    "measures_differ": "the first numbers have two units",
    "newer_is_more": "the later of the two has the greater first number",
    "newer_is_less": "the later of the two has the smaller first number",
    "later_day": "published on two days",
    "few_words": "the words of the shorter content (at most 8)",
    "next_to": "neighbours in one article",
    "near_by": "at most two mentions apart in one article",
    "not_far": "at most five mentions apart in one article",
    "denial_differs": "one denies or dismisses, the other does not",
    "denial_next_to": "the same, and the two are neighbours",
    "denial_near_by": "the same, at most two mentions apart",
    "denial_after": "the same, and the denial comes after, at most two mentions on",
    "denial_not_far": "the same, at most five mentions apart",
    "accusation_denied": "an accusation and a denial at most two mentions apart",
    "negation_differs": "one content is negated, the other is not",
    "one_accuses": "an accusation on one side or both",
    "one_believes": "a belief on one side or both",
    "one_demands": "a demand, proposal or promise on one side or both",
    "same_holder_later": "the same holder on another day",
    "one_holder_here": "the same holder in one article",
    "holders_near_by": "two holders at most two mentions apart",
}  # fmt: skip

NAMES = tuple(FEATURES)

_ELSEWHERE = 1 << 30
"""Places between mentions of two articles."""

BOUND_ACTS = frozenset({"demand", "refusal", "denial", "proposal", "recommendation"})


@dataclass(frozen=True, slots=True)
class Stances:
    """Stance by row, as 0 or 1, and the act's code."""

    negative: Ints
    intended: Ints
    possible: Ints
    reported: Ints
    silent: Ints
    denial: Ints
    accusation: Ints
    belief: Ints
    demand: Ints
    negated: Ints
    bound: Ints
    act: Ints


def dismisses(form: NormalForm) -> bool:
    """Whether the content calls something false or absurd, and does not say that it is not."""
    return not form.negated and not lemmas("dismissals").isdisjoint(form.words)


def is_denial(form: NormalForm) -> bool:
    """Whether the holder rejects what somebody says: by the cue, by the act, or by a word like "baseless"."""
    return form.polarity == "deny" or form.act == "denial" or dismisses(form)


def is_negative(form: NormalForm) -> bool:
    """Whether the holder says that something is not so: by negation or by denial, but not by both."""
    return dismisses(form) or form.negated != (form.polarity == "deny")


def cosine(one: NormalForm, other: NormalForm) -> float:
    """Cosine of the sentence vectors, rounded to thousandths; 0 where one is missing."""
    if not one.vector or len(one.vector) != len(other.vector):
        return 0.0
    a, b = (np.frombuffer(form.vector, np.int8).astype(np.int32) for form in (one, other))
    norms = float(int(a @ a) * int(b @ b)) ** 0.5
    return round(int(a @ b) / norms, 3) if norms else 0.0


def is_bound(form: NormalForm) -> bool:
    """Whether the claim is its holder's alone: a demand, hope, denial or refusal merges for one holder only."""
    return form.act in BOUND_ACTS or form.polarity != "affirm"


def stances(table: Table) -> Stances:
    """The stance columns of a table."""

    def codes(values: Sequence[str]) -> Ints:
        known = {v: k for k, v in enumerate(sorted(set(values)))}
        return np.array([known[v] for v in values], np.int64)

    def flags(test: Callable[[NormalForm], bool]) -> Ints:
        return np.array([test(form) for form in table.forms], np.int64)

    return Stances(
        negative=flags(is_negative),
        intended=flags(lambda form: form.modality == "intended"),
        possible=flags(lambda form: form.modality == "possible"),
        reported=flags(lambda form: form.modality == "reported"),
        silent=flags(lambda form: form.polarity == "no-comment"),
        denial=flags(is_denial),
        accusation=flags(lambda form: form.act == "accusation"),
        belief=flags(lambda form: form.act == "belief"),
        demand=flags(lambda form: form.act in ("demand", "proposal", "promise")),
        negated=flags(lambda form: form.negated),
        bound=flags(is_bound),
        act=codes([form.act for form in table.forms]),
    )


def _ratio(part: Floats | Ints, whole: Floats | Ints) -> Floats:
    return np.divide(part, whole, out=np.zeros(len(part)), where=np.asarray(whole) > 0)


def _jaccard(sets: Sets, left: Ints, right: Ints, shared: Ints) -> Floats:
    return _ratio(shared, sets.totals[left] + sets.totals[right] - shared)


def _cosine(table: Table, left: Ints, right: Ints) -> Floats:
    """Cosine of the int8 vectors (exact integer products); 0 where one is missing."""
    products = np.einsum("ij,ij->i", table.vectors[left].astype(np.int32), table.vectors[right].astype(np.int32))
    norms = table.norms[left] * table.norms[right]
    return _ratio(products.astype(np.float64), norms)


def pair_features(table: Table, stance: Stances, left: Ints, right: Ints) -> Ints:
    """Features of the pairs ``(left[k], right[k])`` in thousandths, shape ``len(left)`` x ``len(NAMES)``."""
    columns: dict[str, AnyColumn] = {}
    words, totals = table.words, table.words.totals
    shared = words.shared(left, right)
    short = np.minimum(totals[left], totals[right])
    long = np.maximum(totals[left], totals[right])
    columns["word_jaccard"] = _jaccard(words, left, right, shared)
    columns["word_jaccard_some"] = np.minimum(columns["word_jaccard"], 0.15)
    columns["word_containment"] = _ratio(shared, short)
    for name, value in (
        ("shared_weight", shared),
        ("unshared_short", short - shared),
        ("unshared_long", long - shared),
    ):
        columns[name] = np.minimum(value / SCALE, 60.0)
    columns["unshared_short_some"] = np.minimum(columns["unshared_short"], 6.0)
    columns["unshared_long_some"] = np.minimum(columns["unshared_long"], 12.0)
    stems = table.stems.shared(left, right)
    columns["stem_jaccard"] = _jaccard(table.stems, left, right, stems)
    columns |= _plain(table, left, right)
    cosine = _cosine(table, left, right)
    columns["sentence_cosine"] = cosine
    columns["cosine_some"] = np.minimum(cosine, 0.5)
    columns["cosine_high"] = np.maximum(0.0, cosine - 0.7)
    columns["cosine_higher"] = np.maximum(0.0, cosine - 0.85)
    p, q = table.predicates[left], table.predicates[right]
    columns["predicate_equal"] = (p == q) & (p >= 0)
    columns["predicate_inside"] = _predicate_inside(table, left, right)
    arguments = table.arguments.shared(left, right)
    columns["arguments_jaccard"] = _jaccard(table.arguments, left, right, arguments)
    subjects = table.subjects.shared(left, right)
    some = (table.subjects.totals[left] > 0) & (table.subjects.totals[right] > 0)
    columns["subjects_disjoint"] = some & (subjects == 0)
    columns["subjects_shared"] = subjects > 0
    entities = table.entities.shared(left, right)
    columns["entities_jaccard"] = _jaccard(table.entities, left, right, entities)
    some = (table.entities.totals[left] > 0) & (table.entities.totals[right] > 0)
    columns["entities_disjoint"] = some & (entities == 0)
    for name, sets in (("numbers", table.numbers), ("dates", table.dates)):
        same = sets.shared(left, right)
        a, b = sets.totals[left] > same, sets.totals[right] > same
        columns[f"{name}_shared"] = np.minimum(same, 6)
        columns[f"{name}_conflict"] = a & b
        if name == "numbers":
            columns["numbers_lacking"] = a ^ b
    quotes = table.quotes.shared(left, right)
    columns["quotes_shared"] = _ratio(quotes, np.minimum(table.quotes.totals[left], table.quotes.totals[right]))
    h, k = table.holders[left], table.holders[right]
    same_holder = ((h == k) & (h >= 0)).astype(np.int64)
    two_holders = ((h != k) & (h >= 0) & (k >= 0)).astype(np.int64)
    columns["holder_equal"], columns["holder_differs"] = same_holder, two_holders
    columns["cosine_one_holder"] = cosine * same_holder
    columns["same_article"] = table.articles[left] == table.articles[right]
    columns["days_apart"] = _days_apart(table, left, right)
    columns["stance_differs"] = stance.negative[left] != stance.negative[right]
    for name in ("intended", "possible", "reported"):
        flag = getattr(stance, name)
        columns[f"{name}_differs"] = flag[left] != flag[right]
    columns["comment_differs"] = stance.silent[left] != stance.silent[right]
    accused = (stance.accusation[left] & stance.denial[right]) | (stance.accusation[right] & stance.denial[left])
    columns["accusation_denial"] = accused
    columns["act_differs"] = stance.act[left] != stance.act[right]
    columns["both_refuse"] = stance.silent[left] & stance.silent[right] & same_holder
    columns["both_deny"] = stance.denial[left] & stance.denial[right] & same_holder
    columns["bound_to_holders"] = (stance.bound[left] | stance.bound[right]) & two_holders
    columns |= _side_by_side(table, stance, left, right, columns)
    # A feature's values lie side by side: the heads weigh one feature after the other.
    matrix = np.empty((len(NAMES), len(left)))
    for at, name in enumerate(NAMES):
        np.multiply(columns[name], THOUSAND, out=matrix[at], casting="unsafe")
    return np.rint(matrix, out=matrix).astype(np.int64).T


def _plain(table: Table, left: Ints, right: Ints) -> dict[str, AnyColumn]:
    """What is shared besides names: words, their beginnings, and the predicate's."""
    found: dict[str, AnyColumn] = {}
    plain, stems = table.plain, table.plain_stems
    shared, short = plain.shared(left, right), np.minimum(plain.totals[left], plain.totals[right])
    found["plain_jaccard"] = _jaccard(plain, left, right, shared)
    found["plain_containment"] = _ratio(shared, short)
    found["plain_shared"] = np.minimum(shared / SCALE, 30.0)
    found["plain_unshared_short"] = np.minimum((short - shared) / SCALE, 15.0)
    found["plain_words_shared"] = np.minimum(plain.matrix[left].multiply(plain.matrix[right]).sum(axis=1), 5)
    sizes = np.diff(plain.matrix.indptr)
    found["few_plain_words"] = np.minimum(np.minimum(sizes[left], sizes[right]), 8)
    found["no_plain_word"] = np.minimum(sizes[left], sizes[right]) == 0
    alike = stems.shared(left, right)
    found["plain_stem_jaccard"] = _jaccard(stems, left, right, alike)
    found["plain_stem_containment"] = _ratio(alike, np.minimum(stems.totals[left], stems.totals[right]))
    p, q = table.stemmed[left], table.stemmed[right]
    found["predicate_stem_equal"] = (p == q) & (p >= 0)
    one, other = (
        np.asarray(table.heads[a].multiply(stems.matrix[b]).sum(axis=1) > 0) for a, b in ((left, right), (right, left))
    )
    found["predicate_stem_inside"], found["predicate_stems_inside"] = one | other, one & other
    return found


def _side_by_side(
    table: Table, stance: Stances, left: Ints, right: Ints, known: Mapping[str, AnyColumn]
) -> dict[str, AnyColumn]:
    """What speaks for one answering the other: counts of one thing, the days, the places, who denies."""
    found: dict[str, AnyColumn] = {}
    found["unit_shared"] = unit = table.units.shared(left, right) > 0
    found["unit_conflict"] = unit & np.asarray(known["numbers_conflict"], np.bool_)
    a, b = table.days[left], table.days[right]
    found["later_day"] = later = (a != b) & (a != UNDATED) & (b != UNDATED)
    found["same_holder_later"] = later & np.asarray(known["holder_equal"], np.bool_)
    found |= _amounts(table, left, right)
    sizes = np.diff(table.words.matrix.indptr)
    found["few_words"] = np.minimum(np.minimum(sizes[left], sizes[right]), 8)
    here = table.articles[left] == table.articles[right]
    gap = np.where(here, np.abs(table.places[left] - table.places[right]), _ELSEWHERE)
    near = {"next_to": gap <= 1, "near_by": gap <= 2, "not_far": gap <= 5}
    denials = (stance.denial[left] > 0), (stance.denial[right] > 0)
    found["denial_differs"] = differs = denials[0] != denials[1]
    for name, flag in near.items():
        found[name], found[f"denial_{name}"] = flag, flag & differs
    after = np.where(denials[0], table.places[left] > table.places[right], table.places[right] > table.places[left])
    found["denial_after"] = near["near_by"] & differs & after
    found["accusation_denied"] = near["near_by"] & np.asarray(known["accusation_denial"], np.bool_)
    found["negation_differs"] = stance.negated[left] != stance.negated[right]
    for name, flags in (("accuses", stance.accusation), ("believes", stance.belief), ("demands", stance.demand)):
        found[f"one_{name}"] = flags[left] | flags[right]
    found["one_holder_here"] = here & np.asarray(known["holder_equal"], np.bool_)
    found["holders_near_by"] = near["near_by"] & np.asarray(known["holder_differs"], np.bool_)
    return found


def _amounts(table: Table, left: Ints, right: Ints) -> dict[str, AnyColumn]:
    """How the first numbers compare: in size, in unit, and from the earlier mention to the later."""
    found: dict[str, AnyColumn] = {}
    one, other = table.amounts[left], table.amounts[right]
    both = (one >= 0) & (other >= 0) & (one != other)
    low, high = np.minimum(one, other), np.maximum(one, other)
    found["amounts_near"], found["amounts_far"] = both & (high < 2 * low), both & (high >= 4 * low)
    p, q = table.measures[left], table.measures[right]
    found["measures_equal"], found["measures_differ"] = (
        both & (p == q) & (p >= 0),
        both & (p != q) & (p >= 0) & (q >= 0),
    )
    here = table.articles[left] == table.articles[right]
    days = table.days[right] - table.days[left]
    dated = (table.days[left] != UNDATED) & (table.days[right] != UNDATED)
    later = np.where(here, np.sign(table.places[right] - table.places[left]), np.where(dated, np.sign(days), 0))
    growth = np.where(both, np.sign(other - one) * later, 0)
    found["newer_is_more"], found["newer_is_less"] = growth > 0, growth < 0
    return found


def _days_apart(table: Table, left: Ints, right: Ints) -> Floats:
    a, b = table.days[left], table.days[right]
    apart = np.where((a == UNDATED) | (b == UNDATED), 0, np.abs(a - b))
    steps = np.array([round(float(np.log1p(days)), 3) for days in range(31)])
    return np.asarray(steps[np.minimum(apart, 30)])


def _predicate_inside(table: Table, left: Ints, right: Ints) -> npt.NDArray[np.bool_]:
    words, inside = table.words.matrix, table.inside
    there = inside[left].multiply(words[right]).sum(axis=1) + inside[right].multiply(words[left]).sum(axis=1)
    return np.asarray(there > 0)
