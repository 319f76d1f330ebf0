"""Two mentions that may be one claim, compared to the end: the gate first, then a pair reader, where there is one.

The reader sees the texts and nothing else.  Its word is added to the score of the features, and it may overrule the
gate where that rests on how a mention was classified rather than on what it says.
"""

from __future__ import annotations

from claimx.records import NormalForm, Reader
from claimx.resolve.gate import Conflict, ConflictKind, conflict
from claimx.resolve.score import Weights, is_open, reread

OVERRULED: frozenset[ConflictKind] = frozenset({"act", "modality"})
"""What the gate says of a mention's class: a demand or a plan here, a statement there."""

SURE = 500
"""Log odds of "the same" (thousandths) from which the reader overrules."""


def compare(
    one: NormalForm, other: NormalForm, score: int, reader: Reader | None, chosen: Weights
) -> tuple[int, Conflict | None]:
    """The claim score (thousandths) after reading, and what keeps the two apart, if anything."""
    refused = conflict(one, other)
    held = bool(one.holder or other.holder)
    read = one.text and other.text and is_open(score, held) and (refused is None or refused.kind in OVERRULED)
    if reader is None or not read:
        return score, refused
    (reading,) = reader([(one.text, other.text)])
    if held and reading.same >= SURE:
        refused = None
    return reread(score, reading, held, chosen), refused
