"""Two claims of one mention each, and what they are to each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from claimx.records import NormalForm, Reading
from claimx.resolve.group import Grouping, Links
from claimx.resolve.matter import Matters
from claimx.resolve.relate import relations
from claimx.schema import Relation, RelationType


class Reads:
    """A reader that takes every pair for opposed, by so much, and remembers what it was asked about."""

    def __init__(self, opposed: int, relation: RelationType) -> None:
        self.answer = Reading(-9000, 0, opposed, relation)
        self.asked: list[tuple[str, str]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        self.asked.extend(pairs)
        return [self.answer for _ in pairs]


def related(
    one: NormalForm, other: NormalForm, reader: Reads | None = None, matters: Matters | None = None, **scores: int
) -> list[Relation]:
    """The relations of two claims of one mention each; ``scores`` by head, 0 where not given."""
    heads = ("claim", "matter", "opposed", "denied", "updates", "apart")
    columns = {"left": 0, "right": 1} | {name: scores.get(name, 0) for name in heads}
    ids = [one.mention, other.mention]
    links = Links(ids, **{name: np.array([value], np.int64) for name, value in columns.items()})
    grouping = Grouping({form.mention: form for form in (one, other)}, links, [(0,), (1,)])
    return relations(grouping, ["c-1", "c-2"], reader, matters)
