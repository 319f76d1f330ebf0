"""Words, surface features and windows of the encoder's input."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from claimx.nlp.encoding import (
    MAX_PIECES,
    WINDOW,
    WISHED,
    EncodedText,
    WordPieces,
    bounds,
    encode,
    surface_features,
    window,
    words,
)
from claimx.nlp.model_files import packaged


def letters(word: str, after_space: bool) -> list[int]:
    """Wordpieces that are letters; the first one after a space is another."""
    return [ord(c) % 1000 + 200 + 1000 * (after_space and i == 0) for i, c in enumerate(word)][:MAX_PIECES]


def encoded(text: str) -> EncodedText:
    return encode(text, letters)


@given(st.text(max_size=400))
def test_words_are_slices_and_leave_out_white_space_only(text: str) -> None:
    starts, ends = words(text)
    covered = {i for s, e in zip(starts, ends, strict=True) for i in range(s, e)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert all(s < e for s, e in zip(starts, ends, strict=True))


@given(st.integers(0, 900), st.integers(1, 9))
def test_windows_cover_every_word_and_overlap(count: int, letters: int) -> None:
    text = encoded(" ".join(["x" * letters] * count))
    ranges = list(bounds(text))
    assert {i for a, b in ranges for i in range(a, b)} == set(range(count))
    assert all(len(window(text, a, b).ids) <= WINDOW for a, b in ranges)
    assert all(left[1] - right[0] >= 3 for left, right in itertools.pairwise(ranges))
    # No more is read twice than is wished, and what may be lost at a word that would be cut.
    read = sum(len(window(text, a, b).ids) - 2 for a, b in ranges)
    assert read <= count * letters + WISHED * max(0, len(ranges) - 1) + (MAX_PIECES + 1) * len(ranges)


def test_features() -> None:
    text = 'Kirby said: "We SAW 122mm."\nThe end'
    starts, ends = words(text)
    table = surface_features(text, starts, ends)
    by_word = {text[s:e]: tuple(row) for s, e, row in zip(starts, ends, table.tolist(), strict=True)}
    assert by_word["Kirby"][0] == 4 and by_word["said"][0] == 2 and by_word["SAW"][0] == 3 and by_word["122mm"][0] == 1
    assert by_word["said"][1] == 0 and by_word["We"][1] == 1
    assert by_word["Kirby"][2] == 3 and by_word["said"][2] == 2 and by_word["The"][2] == 1 and by_word["end"][2] == 0


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    text = '"One two\nthree'
    starts, ends = words(text)
    assert surface_features(text, starts, ends)[:, 1].tolist() == [2, 1, 1, 0]


def test_heads_point_at_the_first_wordpiece_of_each_word() -> None:
    text = encoded("aa b ccc")
    made = window(text, 1, 3)
    assert made.ids.tolist() == [1, ord("b") + 1200, ord("c") + 1200, *[ord("c") + 200] * 2, 2]
    assert made.heads.tolist() == [1, 2]


def test_a_word_begins_with_a_space_where_the_text_has_one() -> None:
    text = encoded('"b b,\nb')
    assert [int(text.pieces[k]) >= 1200 for k in text.first[:-1]] == [True, False, True, False, True]


def test_the_packaged_tokenizer_cuts_as_it_does_in_running_text() -> None:
    tokenizer = (packaged("attribution") / "tokenizer.json").read_text("utf-8")
    line = "“No,” Kirby’s 9M729 aide said: Zażółć — so-called"
    text = encode(line, WordPieces(tokenizer))
    assert np.all(np.diff(text.first) >= 1) and int(text.first[-1]) == len(text.pieces)
    assert text.pieces.tolist() == Tokenizer.from_str(tokenizer).encode(line, add_special_tokens=False).ids


def test_a_word_without_pieces_and_one_without_end() -> None:
    cut = WordPieces((packaged("attribution") / "tokenizer.json").read_text("utf-8"))
    assert len(cut("x1" * 10_000, False)) == MAX_PIECES
    assert all(len(cut(word, spaced)) >= 1 for word in ("\u200b", "\ufffd", "𒀀") for spaced in (True, False))
