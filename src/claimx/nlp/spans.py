"""What lists of spans have in common."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.schema import Span


def overlap(left: Sequence[Span], right: Sequence[Span]) -> int:
    """Characters that both cover."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)


def length(spans: Sequence[Span]) -> int:
    """Characters covered."""
    return sum(end - start for start, end in spans)
