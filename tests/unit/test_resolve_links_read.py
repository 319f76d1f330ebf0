"""What a reader has to say of links that rules or heads find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from claimx.records import Fact, NormalForm, Reading
from claimx.resolve.group import Grouping, Links
from claimx.resolve.relate import OPPOSED, PLAIN, SECOND, relations
from claimx.schema import Relation

BURIED = NormalForm(
    "m-1",
    "a-1",
    "s-1",
    "bury",
    ("walker",),
    words=("walker", "bury", "landslide"),
    facts=(Fact("number", "nine", "bury", "walker", 9, 9),),
    published="2031-05-01",
    text="said : nine walkers were buried by the landslide",
)
MORE = replace(
    BURIED,
    mention="m-2",
    article="a-2",
    holder="s-2",
    facts=(Fact("number", "twelve", "bury", "walker", 12, 12),),
    text="said : twelve walkers were buried by the landslide",
)
DENIAL = replace(
    BURIED,
    mention="m-2",
    holder="s-2",
    predicate="pay",
    words=("guide", "pay", "landslide"),
    facts=(),
    polarity="deny",
    act="denial",
    place=1,
    text="denied : guides had been paid to go below the landslide",
)


def related(forms: Sequence[NormalForm], odds: Sequence[int], **scores: int) -> tuple[list[Relation], int]:
    """The relations of the first claim with each other, read as opposed by these ``odds``; how many pairs were read."""
    asked: list[tuple[str, str]] = []

    def reader(pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        asked.extend(pairs)
        by_text = {form.text: value for form, value in zip(forms[1:], odds, strict=True)}
        return [Reading(-9000, 0, next(by_text[text] for text in pair if text in by_text), "denies") for pair in pairs]

    others = len(forms) - 1
    ids = [form.mention for form in forms]
    columns = {name: [scores.get(name, 0)] * others for name in ("claim", "matter", "opposed", "denied", "updates")}
    columns |= {"apart": [0] * others, "left": [0] * others, "right": list(range(1, others + 1))}
    links = Links(ids, **{name: np.array(values, np.int64) for name, values in columns.items()})
    grouping = Grouping({form.mention: form for form in forms}, links, [(row,) for row in range(others + 1)])
    return relations(grouping, [f"c-{row}" for row in range(others + 1)], reader), len(asked)


def test_what_a_denial_says_itself_is_read_however_sure_the_heads_are() -> None:
    found, asked = related([BURIED, DENIAL], [-3000], denied=PLAIN + 200)
    assert not found and asked
    (link,), _ = related([BURIED, DENIAL], [2000], denied=PLAIN)
    assert link.type == "denies" and link.confidence > 0.9
    # "Denied it" tells a reader nothing.
    bare = replace(DENIAL, words=(), predicate="", text="denied : it")
    (link,), asked = related([BURIED, bare], [-3000], denied=PLAIN)
    assert link.type == "denies" and not asked


def test_a_denial_answers_a_second_claim_only_where_that_is_as_sure() -> None:
    paid = replace(BURIED, mention="m-3", holder="s-3", words=("guide", "pay"), place=2, text="said : guides were paid")
    found, _ = related([DENIAL, BURIED, paid], [500, 3000], denied=PLAIN)
    assert [relation.to for relation in found] == ["c-2"] and found[0].confidence * 1000 > SECOND
    assert len(related([DENIAL, BURIED, paid], [3000, 3000], denied=PLAIN)[0]) == 2


def test_what_the_rules_link_is_read_and_both_count() -> None:
    assert not related([BURIED, MORE], [-500], opposed=OPPOSED["quantity"])[0]
    assert related([BURIED, MORE], [-500], opposed=900)[0]
    bare = replace(MORE, words=(), text="said : twelve")
    assert not related([BURIED, bare], [-500], opposed=OPPOSED["quantity"])[0]
    assert related([BURIED, bare], [2000], opposed=OPPOSED["quantity"])[0]


def test_what_two_sides_count_of_their_own_is_not_opposed() -> None:
    ours = replace(BURIED, text="said : nine of its own walkers were buried by the landslide")
    theirs = replace(MORE, text="said : the landslide had buried its twelve walkers")
    assert not related([ours, theirs], [4000], opposed=900)[0]
    assert related([ours, replace(theirs, holder="s-1")], [4000], opposed=900)[0]
    assert related([ours, MORE], [4000], opposed=900)[0]
