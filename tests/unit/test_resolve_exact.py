"""Mentions in the same words, found before anything is weighed."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from claimx.records import Fact, NormalForm
from claimx.resolve.exact import included, same_word_codes, same_words

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
