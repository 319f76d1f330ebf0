"""What a claim says: the words of the mention that stands nearest to all the others, of those that say it in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimx.records import NormalForm
from claimx.resolve.exact import included
from claimx.schema import Mention

_ALIKE = 0.5


_CLIPPED = frozenset({"headline", "heading"})


def telling(rows: Sequence[int], forms: Sequence[NormalForm], mentions: Mapping[str, Mention]) -> Sequence[int]:
    """Those of the rows that best say what all mean: running text before headlines, which leave out words, and what
    names something before what points to it ("the accusation", "a memo").
    """
    running = [row for row in rows if mentions[forms[row].mention].zone not in _CLIPPED] or rows
    return [row for row in running if len(forms[row].words) + len(forms[row].facts) > 1] or running


def medoid(
    rows: Sequence[int],
    scores: Mapping[tuple[int, int], int],
    forms: Sequence[NormalForm],
    among: Sequence[int] | None = None,
) -> int:
    """The row, of those in ``among``, with the highest summed score to all others; ties by publication (the earliest),
    then mention id.
    """

    def order(row: int) -> tuple[int, str, str]:
        total = sum(scores.get((min(row, other), max(row, other)), 0) for other in rows if other != row)
        return -total, forms[row].published or "9999", forms[row].mention

    return min(rows if among is None else among, key=order)


def quote_variants(rows: Sequence[int], forms: Sequence[NormalForm], mentions: Mapping[str, Mention]) -> list[str]:
    """Verbatim contents that give one holder's words differently in different articles, sorted; empty where all agree.

    A quotation that stands whole inside another is a shorter one, no variant; two that share less than half of their
    words are two sayings.
    """
    quoted = [forms[row] for row in rows if len(forms[row].quote) >= 4]
    found: set[str] = set()
    for k, one in enumerate(quoted):
        for other in quoted[k + 1 :]:
            if one.article == other.article or one.holder != other.holder or one.quote == other.quote:
                continue
            if not included(one, other, least=1) and _overlap(one.quote, other.quote) >= _ALIKE:
                found |= {mentions[one.mention].content.exact, mentions[other.mention].content.exact}
    return sorted(found)


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    return len(set(one) & set(other)) / max(1, min(len(set(one)), len(set(other))))
