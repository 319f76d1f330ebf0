"""Decoding: well-formed labels, spans, windows."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claimx.nlp.decode import best_window, entity_proposals, role_spans, viterbi
from claimx.nlp.encoding import EncodedText, Window
from claimx.nlp.labels import ENTITY_LABELS, ROLE_LABELS


def text_of(count: int) -> EncodedText:
    starts = np.arange(count) * 2
    return EncodedText(starts, starts + 1, np.zeros((count, 3), int), np.zeros(count, int), np.arange(count + 1))


def well_formed(labels: list[int]) -> bool:
    before = "O"
    for label in (ROLE_LABELS[i] for i in labels):
        if label.startswith("I-") and before[2:] != label[2:]:
            return False
        before = label
    return True


@given(st.integers(0, 10_000))
def test_viterbi_is_the_best_of_all_well_formed_sequences(seed: int) -> None:
    rng = np.random.default_rng(seed)
    logits, transitions = rng.normal(size=(1, 4, 7)) * 3, rng.normal(size=(7, 7))
    labels, logp = viterbi(logits, np.ones((1, 4), bool), transitions)

    def score(path: tuple[int, ...]) -> float:
        return float(
            sum(logits[0, i, k] for i, k in enumerate(path)) + sum(transitions[a, b] for a, b in pairwise(path))
        )

    paths = [p for p in product(range(7), repeat=4) if well_formed(list(p))]
    scores = np.array([score(p) for p in paths])
    assert tuple(labels[0].tolist()) == paths[int(scores.argmax())]
    assert np.isclose(logp[0], scores.max() - np.log(np.exp(scores - scores.max()).sum()) - scores.max())


def test_masked_words_carry_no_role() -> None:
    logits = np.zeros((1, 3, 7))
    logits[..., 5] = 9.0
    labels, _ = viterbi(logits, np.array([[False, True, False]]), np.zeros((7, 7)))
    assert labels.tolist() == [[0, 5, 0]]


def test_role_spans_of_an_interrupted_content() -> None:
    # content content . source cue . content
    spans = role_spans([5, 6, 0, 1, 3, 0, 5], 0, text_of(7))
    assert spans == {"content": [(0, 3), (12, 13)], "source": [(6, 7)], "cue": [(8, 9)]}


def test_two_spans_side_by_side_stay_two() -> None:
    assert role_spans([5, 5, 6], 0, text_of(3))["content"] == [(0, 1), (2, 5)]


def test_each_word_is_decided_where_it_has_most_around_it() -> None:
    made = [Window(0, 60, *[np.zeros(1, int)] * 3), Window(40, 100, *[np.zeros(1, int)] * 3)]
    chosen = best_window(made, 100)
    assert set(chosen[:40]) == {0} and set(chosen[60:]) == {1} and list(chosen) == sorted(chosen)


def test_faint_proposals_only_where_there_is_no_probable_one() -> None:
    p = np.zeros((5, len(ENTITY_LABELS), 3))
    p[..., 0] = 1.0
    for word, outside in ((0, 0.1), (1, 0.7), (3, 0.8)):
        p[word, 0] = (outside, (1 - outside), 0.0)
    found = entity_proposals(p, text_of(5))
    assert [(f.start, f.end, f.label, f.probability) for f in found] == [
        (0, 1, "PERSON", 0.9),
        (2, 3, "PERSON", 0.3),
        (6, 7, "PERSON", 0.2),
    ]
