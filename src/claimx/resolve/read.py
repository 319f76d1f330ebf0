"""Two mentions that may be one claim, compared to the end: the gate first, then a pair reader, where there is one.

The reader sees the texts and nothing else.  Its word is added to the score of the features, and it may overrule the
gate where that rests on how something is put rather than on a fact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from claimx.records import NormalForm, Reader, Reading
from claimx.resolve.exact import same_words
from claimx.resolve.gate import Conflict, ConflictKind, conflict, conflicts
from claimx.resolve.place_names import of_one_sort
from claimx.resolve.restated import restated
from claimx.resolve.score import Weights, reread
from claimx.resolve.substitutes import one_for_one, one_vocabulary
from claimx.resolve.words import lemmas

OVERRULED: Mapping[ConflictKind, tuple[int, int]] = {
    "act": (200, 400),
    "modality": (200, 400),
    "polarity": (1100, 400),
    "frame": (100, 600),
    "place": (1600, 600),
    "roles": (2000, 600),
}
"""What the gate says that may be a matter of wording: a demand or a plan here, a statement there; "did not" and
"denied"; another verb; another name of a place; who does it in a verb here, in a noun there.  Log odds of "the same"
(thousandths) and score after reading from which the reader overrules it.  Numbers and dates it never overrules, nor a
holder.
"""

BOTH_MAY_HOLD, FRAGMENT, SHORT = (1600, 600), (1000, 600), (2500, 600)
"""The same for two numbers that may both be true ("fewer than 15", "fourteen"); where one content alone says too little
("There is none now"); and where it is of two words ("the judge's retirement").
"""

REJECTED = (0, -1500)
"""Log odds (thousandths) of "the same" below which, and of "opposed" above which, the reader keeps two claims apart
that the gate lets pass: a wrong merge costs more than a missed one.
"""

REWORDED = (-1500, 1500)
"""Both where all content words are the same: "had fallen" here, "fell" there.  More opposed than alike they stay apart.
"""

SUBSTITUTED = 900
"""The first of these where the two are alike but for a word: "frame" here, "canvas" there."""

CERTAIN = 950
"""Score from which it does not, where one holder is quoted by two papers: "ammunition" here, "munitions" there."""

UNLIKE = -3000
"""Log odds of "the same" down to which that holds."""

NEVER = frozenset({"addressee", "direction"})
"""Slots of a conflict of roles that no wording explains."""

FRAMES = frozenset({"predicate", "subject", "words"})
"""Slots of a conflict of frames that two wordings may differ in; what is inside the other stays apart."""

BESIDE: Set[ConflictKind] = frozenset({"quantity", "date", "place", "polarity", "comment"})
"""What counts beside another reason: facts that differ, and a "not"."""

WORDINGS: Set[ConflictKind] = OVERRULED.keys() - BESIDE - {"roles"}
"""What keeps nobody apart who is not likely to be one anyway, and so not read."""

_WORD = re.compile(r"\w+?(?=n['’]t\b)|n['’]t\b|\w+")
_FEWEST = 3
"""Words and facts that both contents must hold for that."""


def compare(
    one: NormalForm, other: NormalForm, score: int, reader: Reader | None, chosen: Weights
) -> tuple[int, Conflict | None]:
    """The claim score (thousandths) after reading, and what keeps the two apart, if anything."""
    if reader is None:
        return score, conflict(one, other)
    held = bool(one.holder or other.holder)
    refused = conflict(one, other)
    if refused is not None and (not held or _least(refused, one, other) is None):
        return score, refused
    reasons = _telling(one, other)
    least = None if not held or _answers_a_denial(one, other) else _least_of_all(reasons, one, other)
    if not (one.text and other.text) or (refused and least is None):
        return score, refused
    texts = restated(one, other)
    (reading,) = reader([texts])
    # Where only what differs was read there is no doubt left of what that may be.
    alike = reading.opposed < 0 and reading.same > UNLIKE and texts == (one.read, other.read)
    sure = score >= CERTAIN and one.holder == other.holder and one.article != other.article and alike
    score = reread(score, reading, held, chosen)
    if least is not None and reading.same >= least[0] and score >= least[1]:
        return score, None
    if refused is None and held and not sure and _unlike(one, other, reading):
        refused = Conflict("frame", "reading", one.predicate, other.predicate)
    return score, refused


def _unlike(one: NormalForm, other: NormalForm, reading: Reading) -> bool:
    """Whether the reader keeps two claims apart that the gate lets pass."""
    least, most = REJECTED
    if same_words(one, other) or one_vocabulary(one, other):
        least, most = REWORDED[0], max(REWORDED[1], reading.same)
    if one_for_one(one, other):
        least = SUBSTITUTED
    return reading.same < least or reading.opposed > most


def unread(one: NormalForm, other: NormalForm) -> Conflict | None:
    """What keeps two claims apart that a reader might be asked about and is not: no difference of wording, since how
    alike the rest of two clusters is says more.
    """
    reasons = _telling(one, other)
    if not (one.text and other.text) or _answers_a_denial(one, other):
        return reasons[0] if reasons else None
    kept = (r for r in reasons if r.kind not in WORDINGS or _least(r, one, other) is None)
    return next(kept, None)


def _telling(one: NormalForm, other: NormalForm) -> list[Conflict]:
    """What keeps two claims apart: the first reason, and facts or a "not" that differ beside it; beside roles, any.

    Whose a demand is says nothing where it may be none.
    """
    reasons = list(conflicts(one, other))
    if reasons and reasons[0].kind == "roles":
        return reasons
    return [*reasons[:1], *(reason for reason in reasons[1:] if reason.kind in BESIDE)]


def _least_of_all(reasons: Sequence[Conflict], one: NormalForm, other: NormalForm) -> tuple[int, int] | None:
    """From which log odds and score all that keeps two claims apart is overruled; None where something never is: a
    demand for five boats and a report of two differ in more than wording.
    """
    each = [_least(reason, one, other) for reason in reasons]
    known = [least for least in each if least is not None]
    if not each or len(known) < len(each):
        return None
    return max(odds for odds, _ in known), max(score for _, score in known)


def _least(refused: Conflict, one: NormalForm, other: NormalForm) -> tuple[int, int] | None:
    """From which log odds and score a refusal is overruled."""
    said = min(len(form.words) + len(form.facts) for form in (one, other))
    if refused.kind == "frame" and refused.slot == "content" and said:
        return FRAGMENT
    if refused.kind == "frame" and refused.slot not in FRAMES:
        return None
    if refused.kind == "frame" and said < _FEWEST:
        return SHORT
    if refused.kind == "roles" and refused.slot in NEVER:
        return None
    if refused.kind == "place" and of_one_sort(refused.left, refused.right):
        return None
    # "Two boats, not four" answers who said four, however alike it is to another claim.
    if refused.kind == "polarity" and refused.left == refused.right:
        return None
    return BOTH_MAY_HOLD if refused.open else OVERRULED.get(refused.kind)


def _answers_a_denial(one: NormalForm, other: NormalForm) -> bool:
    """Whether one denies what the other says without a "no": those are no two wordings of one claim."""
    denials = [form.polarity == "deny" for form in (one, other)]
    saying = other if denials[0] else one
    return denials[0] != denials[1] and lemmas("negators").isdisjoint(_WORD.findall(saying.text.lower()))
