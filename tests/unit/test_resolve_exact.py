"""Mentions in the same words, found before anything is weighed."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from claimx import schema
from claimx.ids import article_id
from claimx.records import Fact, NormalForm, Shard
from claimx.resolve.exact import included, reprints, same_word_codes, same_words

TENTH = Fact("number", "0.1 percent", unit="share", low=0.1, high=0.1)
FIFTH = Fact("number", "0.2 percent", unit="share", low=0.2, high=0.2)
PORT = Fact("place", "Skarv", value="skarv")
WORDS = ("skarv", "herring", "price", "fall")
ONE = NormalForm("m-1", "a-1", words=WORDS, facts=(TENTH, PORT))


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"facts": (TENTH,)}, True),
        ({"facts": (replace(TENTH, exact="a tenth of a percent", predicate="drop"), PORT)}, True),
        ({"facts": (FIFTH, PORT)}, False),
        ({"facts": (replace(TENTH, high=None), PORT)}, False),
        ({"facts": (PORT,)}, False),
        ({"facts": (TENTH, Fact("date", "Monday", value="2024-03-04"))}, False),
        ({"words": ("skarv", "price", "herring", "fall")}, False),
        ({"words": ("herring", "price", "fall")}, False),
    ],
)
def test_the_same_words_and_figures(change: dict[str, object], same: bool) -> None:
    other: NormalForm = replace(ONE, mention="m-2", article="a-2", **change)  # type: ignore[arg-type]
    assert same_words(ONE, other) is same_words(other, ONE) is same


def test_one_quotation_is_one_whatever_was_made_of_it() -> None:
    quote = ("we", "have", "never", "sold", "a", "single", "shell")
    other = replace(ONE, mention="m-2", quote=quote, facts=())
    assert same_words(replace(ONE, quote=quote), other)
    assert not same_words(replace(ONE, quote=quote[:3]), replace(other, quote=quote[:3]))


def test_codes_say_of_many_what_is_said_of_two() -> None:
    forms = [
        replace(ONE, mention=f"m-{k}", words=words, facts=facts, quote=quote)
        for k, (words, facts, quote) in enumerate(
            itertools.product((WORDS, WORDS[:3]), ((TENTH,), (FIFTH,)), ((), ("so", "it", "was", "then")))
        )
    ]
    words, quotes = same_word_codes(forms)
    for i, j in itertools.combinations(range(len(forms)), 2):
        together = (words[i] == words[j] >= 0) or (quotes[i] == quotes[j] >= 0)
        assert together == same_words(forms[i], forms[j])


def test_the_shorter_quotation_stands_in_the_longer_one() -> None:
    long = replace(ONE, quote=("he", "said", "we", "have", "never", "sold", "a", "single", "shell", "to", "them"))
    short = replace(ONE, mention="m-2", quote=("we", "have", "never", "sold", "a", "single", "shell"))
    assert included(long, short)
    assert included(short, long)
    assert not included(long, replace(short, quote=("never", "sold", "a", "shell", "to")))
    assert not included(long, replace(short, quote=("never", "sold")))


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"text": "Ilse Brant refused : a full audit"}, False),
        ({"holder": "s-2"}, False),
        ({"published": "2031-05-04"}, False),
        ({"published": ""}, False),
        ({"place": 3}, False),
        ({"quote": ("a", "full", "audit")}, False),
        ({"text": ""}, False),
    ],
)
def test_few_words_are_the_same_with_all_that_is_around_them(change: dict[str, object], same: bool) -> None:
    short = NormalForm(
        "m-1", "a-1", "s-1", "audit", words=("audit",), published="2031-05-03", place=2,
        text="Ilse Brant promised : a full audit",
    )  # fmt: skip
    short = replace(short, **{k: v for k, v in change.items() if k in ("quote", "text") and not v})  # type: ignore[arg-type]
    other: NormalForm = replace(short, mention="m-2", article="a-2", **change)  # type: ignore[arg-type]
    assert same_words(short, other) is same_words(other, short) is same


def printed(path: str, outlet: str, day: str | None, text: str) -> Shard:
    """An article of an outlet, all of one text."""
    published = schema.Published(value=day, basis="sidecar" if day else None)
    article = schema.Article(
        id=article_id(path), path=path, sha256="0", length=len(text), outlet=outlet, published=published
    )
    return Shard(article, text, shingles=tuple(range(20)))


@pytest.mark.parametrize("paths", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
@pytest.mark.parametrize(
    ("credit", "days", "later"),
    [
        ("The mole has sunk. (Skarv Wire)", ("2031-05-03", "2031-05-03"), 1),
        ("The mole has sunk. (Skarv Wire)", ("2031-05-04", "2031-05-03"), 0),
        ("The mole has sunk. (Skarv Wire)", (None, None), 1),
    ],
)
def test_of_two_of_one_day_who_credits_the_other_reprints_it(
    paths: tuple[str, str], credit: str, days: tuple[str | None, str | None], later: int
) -> None:
    wire = printed(paths[0], "Skarv Wire", days[0], "The mole has sunk.")
    herald = printed(paths[1], "Orle Herald", days[1], credit)
    articles = [wire.article.id, herald.article.id]
    assert reprints([wire, herald]) == {articles[later]: [articles[1 - later]]}


def test_of_two_of_one_day_that_credit_each_other_the_smaller_id_is_the_first() -> None:
    both = "The mole has sunk, Skarv Wire and Orle Herald say."
    pair = [printed("a.txt", "Skarv Wire", "2031-05-03", both), printed("b.txt", "Orle Herald", "2031-05-03", both)]
    first, second = sorted(shard.article.id for shard in pair)
    assert reprints(pair) == {second: [first]}
