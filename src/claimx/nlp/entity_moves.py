"""spaCy's entity recogniser, step by step from here: the same moves and the same entities, in less time.

In spaCy's own loop each check of a move gives the interpreter lock up and takes it back, many times a word.  Called
from here the lock is held; and what stands outside entities, most of a text, is scored at once: its scores depend on
the word alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc


def recognise(recogniser: EntityRecognizer, doc: Doc) -> Doc:
    """``recogniser(doc)``: the document with its entities set.

    A recogniser that keeps a beam, or has labels that it was not trained on, runs as it is.
    """
    if recogniser.cfg["beam_width"] != 1 or recogniser.model.attrs["unseen_classes"]:
        done: Doc = recogniser(doc)
        return done
    states = recogniser.moves.init_batch([doc])
    state, model = states[0], recogniser.model.predict([doc])
    outside = _outside(model, len(doc))
    going = [] if state.is_final() else states
    while going:
        at = state.B(0)
        scores = model.predict(going) if state.entity_is_open() else outside[at : at + 1]
        going = recogniser.transition_states(going, scores)
    model.clear_memory()
    recogniser.set_annotations([doc], states)
    return doc


def _outside(model: Any, count: int) -> Any:
    """Scores of the moves (count, moves) at each word where no entity is open: no other word is looked at there."""
    ids = np.full((count, model.state2vec.nF), -1, np.intc)
    ids[:, 0] = np.arange(count)
    vectors = model.state2vec.predict(ids)
    return vectors if model.vec2scores is None else model.vec2scores.predict(vectors)
