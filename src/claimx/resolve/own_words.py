"""What a holder does to his own words: he takes them back, puts them right, or admits what he denied."""

from __future__ import annotations

from claimx.records import NormalForm
from claimx.resolve.features import is_denial
from claimx.resolve.gate import counts, overlap, plain_stems


def takes_back(later: NormalForm, earlier: NormalForm) -> bool:
    """Whether who retracts denies what he, or nobody known, said by then: the same number, else the same words."""
    told = later.article == earlier.article or later.published >= earlier.published
    if is_denial(earlier) or not told or not later.holder or earlier.holder not in (later.holder, ""):
        return False
    numbers = counts(later), counts(earlier)
    if all(numbers):
        return bool(numbers[0] & numbers[1])
    return bool(plain_stems(later) & plain_stems(earlier)) or answers(later, earlier)


def puts_right(later: NormalForm, earlier: NormalForm) -> bool:
    """Whether who corrects himself speaks of what he said by then: of the same number, or in the same words."""
    here = later.article == earlier.article
    told = later.place > earlier.place if here else later.published > earlier.published
    if not told or not later.holder or later.holder != earlier.holder or overlap(later, earlier):
        return False
    return bool(counts(later) & counts(earlier) or plain_stems(later) & plain_stems(earlier))


def admits(later: NormalForm, denial: NormalForm) -> bool:
    """Whether somebody says on a later day what he denied before."""
    same = bool(later.holder) and later.holder == denial.holder and is_denial(denial) and not is_denial(later)
    return same and bool(denial.published) and later.published > denial.published


def answers(denial: NormalForm, other: NormalForm) -> bool:
    """Whether the two stand side by side, so that one may answer the other without repeating a word; what denies "it"
    stands behind it.
    """
    steps = denial.place - other.place
    return denial.article == other.article and (steps == 1 or (steps == -1 and bool(denial.words)))
