"""What an article puts against the words before it is read beside them, whatever its words suggest."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from spacy.language import Language

from claimx.nlp.rejoinders import is_rejoinder
from claimx.records import NormalForm
from claimx.resolve.frequencies import frequencies
from claimx.resolve.group import link
from claimx.resolve.rejoinders import NEAR, answered
from claimx.resolve.score import ASKED
from claimx.resolve.table import make_table


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        ("The dam is safe, but farmers said it leaked.", "farmers", "said", True),
        ("However, the farmers said it leaked.", "the farmers", "said", True),
        ("The farmers disputed that it was safe.", "The farmers", "disputed", True),
        ("The farmers said it leaked.", "The farmers", "said", False),
        ("They grow nothing but rye. The farmers said it leaked.", "The farmers", "said", False),
    ],
)
def test_a_link_or_a_cue_puts_words_against_those_before(
    nlp: Language, text: str, source: str, cue: str, expected: bool
) -> None:
    def spans(words: str) -> Any:
        return SimpleNamespace(spans=[(text.index(words), text.index(words) + len(words))])

    mention: Any = SimpleNamespace(source=spans(source), cue=spans(cue))
    assert is_rejoinder(nlp(text), text, mention) is expected


CHARGE = NormalForm(
    "m-1",
    "a-1",
    "s-1",
    "drain",
    words=("keeper", "drain", "pond"),
    place=4,
    text="the angler said : Keeper Olm had drained the pond at night",
)
REPLY = NormalForm(
    "m-2", "a-1", "s-2", "see", words=("herons", "week"), place=5, text="Ada Olm said : herons had been there all week"
)
DENIAL = replace(REPLY, polarity="deny", act="denial", text="Ada Olm denied : the tale")


def is_answered(one: NormalForm, other: NormalForm) -> bool:
    return bool(answered(make_table([one, other], frequencies()), np.array([0]), np.array([1]))[0])


def test_the_next_claim_answers_where_it_is_put_against_it_or_denies() -> None:
    assert not is_answered(CHARGE, REPLY)
    assert is_answered(CHARGE, replace(REPLY, rejoins=True))
    assert is_answered(CHARGE, DENIAL)
    assert not is_answered(CHARGE, replace(REPLY, rejoins=True, holder="s-1"))
    assert not is_answered(CHARGE, replace(REPLY, rejoins=True, article="a-2"))
    assert not is_answered(CHARGE, replace(REPLY, rejoins=True, place=6))


def test_a_denial_farther_off_answers_what_names_who_denies() -> None:
    near = replace(DENIAL, place=CHARGE.place + NEAR)
    assert is_answered(CHARGE, near)
    assert not is_answered(CHARGE, replace(near, place=near.place + 1))
    assert not is_answered(CHARGE, replace(near, text="Jo Brandt denied : the tale"))


def test_what_answers_is_suspected_however_unlike_it_is() -> None:
    (suspected,) = link([CHARGE, DENIAL], 14).opposed.tolist() or [0]
    assert suspected >= ASKED
    assert max(link([CHARGE, REPLY], 14).opposed.tolist(), default=0) < ASKED
