"""The likeliest links of each claim: what bounds the reading where hundreds of claims differ in a number only."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping, Set
from typing import TypeVar

Pair = tuple[int, int]
Order = TypeVar("Order", bound="tuple[int, ...]")

MOST = 32
"""Links of one claim that are read; the most that a claim of 164 articles on 41 events has is 25."""

log = logging.getLogger(__name__)


def strongest(links: Mapping[Pair, Order], most: int = MOST) -> Set[Pair]:
    """The pairs of claims that are among the ``most`` greatest of one of their two, by what is given for each; no two
    are alike.  What is left out is logged.
    """
    of_claim: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in sorted(links, key=lambda pair: links[pair], reverse=True):
        for claim in pair:
            of_claim[claim].append(pair)
    kept = {pair for pairs in of_claim.values() for pair in pairs[:most]}
    if len(kept) < len(links):
        log.warning(
            "%d of %d links are not read: their claims have more than %d likelier ones each",
            *(len(links) - len(kept), len(links), most),
        )
    return kept
