"""The likeliest links: what bounds the comparing and reading where hundreds of claims differ in a number only.

A bound is one of two articles or of one claim, never of the corpus: an article more takes no link away elsewhere.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence, Set
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Pair = tuple[int, int]
Order = TypeVar("Order", bound="tuple[int, ...]")

MOST = 32
"""Links of one claim that are read; the most that a claim of 164 articles on 41 events has is 25."""

BETWEEN = 256
"""Links between two articles, or inside one, that are read: only a list has so many."""

COMPARED = 4096
"""Links between two articles, or inside one, of which rules see whether they are a relation."""

log = logging.getLogger(__name__)


def strongest(
    links: Mapping[Pair, Order],
    most: int = MOST,
    articles: Mapping[Pair, Hashable] | None = None,
    between: int = BETWEEN,
) -> Set[Pair]:
    """The pairs of claims that are among the ``most`` greatest of one of their two, by what is given for each; no two
    are alike.  Of the pairs of one of ``articles`` at most the ``between`` greatest are kept.  What is left out is
    logged.
    """
    greatest = sorted(links, key=lambda pair: links[pair], reverse=True)
    near = greatest
    if articles is not None:
        of_articles: defaultdict[Hashable, list[Pair]] = defaultdict(list)
        for pair in greatest:
            of_articles[articles[pair]].append(pair)
        within = {pair for pairs in of_articles.values() for pair in pairs[:between]}
        near = [pair for pair in greatest if pair in within]
        _tell(len(near), len(greatest), between, "read", "articles")
    of_claim: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in near:
        for claim in pair:
            of_claim[claim].append(pair)
    kept = {pair for pairs in of_claim.values() for pair in pairs[:most]}
    _tell(len(kept), len(near), most, "read", "claims")
    return kept


def compared(
    scores: npt.NDArray[np.integer],
    left: npt.NDArray[np.integer],
    right: npt.NDArray[np.integer],
    articles: Sequence[str],
    most: int = COMPARED,
) -> npt.NDArray[np.bool_]:
    """Of links with these scores, between these rows, those that are among the ``most`` greatest of their two articles.

    ``articles``: the article of each row.  What is left out is logged.
    """
    number = np.unique(np.array(articles, np.str_), return_inverse=True)[1] if articles else np.zeros(0, np.int64)
    one, other = number[left], number[right]
    two = np.minimum(one, other).astype(np.int64) * (len(articles) + 1) + np.maximum(one, other)
    order = np.lexsort((right, left, -scores.astype(np.int64), two))
    first = np.flatnonzero(np.diff(two[order], prepend=-1))
    place = np.arange(len(order)) - np.repeat(first, np.diff(first, append=len(order)))
    kept = np.zeros(len(order), np.bool_)
    kept[order[place < most]] = True
    _tell(int(kept.sum()), len(kept), most, "compared", "articles")
    return kept


def _tell(kept: int, found: int, most: int, done: str, of_what: str) -> None:
    if kept < found:
        log.warning(
            "%d of %d links are not %s: their %s have more than %d likelier ones each",
            *(found - kept, found, done, of_what, most),
        )
