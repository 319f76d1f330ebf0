"""The pair reader: a small transformer that reads two contents side by side, over onnxruntime.

It sees what no similarity of two vectors can: which word of the one answers which word of the other.  With a short
content it reads the words before it in its article: "four" says little without them.  Pairs are read one at a time, the
smaller text first, so that a reading depends on the two texts alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from claimx.nlp.model_files import config, packaged, verified
from claimx.nlp.onnx import session
from claimx.records import Reading
from claimx.schema import OPPOSED

FORMAT = 4

LABELS = ("none", "same", "contradicts", "updates", "denies", "elaborates")
"""What two claims are to each other, in the order of the network's outputs."""

LONGEST, BEFORE, BOTH = 56, 12, 60
"""Most wordpieces that are read of a text, of what stands before it, and of both with the bracket between them."""

_SAME = LABELS.index("same")
_OPPOSED_AT = [LABELS.index(label) for label in OPPOSED]
_LIMIT = 12.0


class PairReader:
    """Reads pairs of texts, each "who says: what", on a second line the words before it.

    Its log odds of "the same" and of "opposed" are scaled as ``config.json`` says under ``calibration``, a factor and a
    summand for each: the resolver's thresholds stay where they are when a reader learns more.
    """

    def __init__(self, folder: Path) -> None:
        contents, _ = verified(folder)
        self._scale: Mapping[str, tuple[float, float]] = config(contents, FORMAT)["calibration"]
        self.wordpieces = Tokenizer.from_str(contents["tokenizer.json"].decode("utf-8"))
        self.wordpieces.no_truncation()
        self.wordpieces.no_padding()
        self._session = session(contents["pairs.onnx"], sums_apart=True)

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """A reading of each pair, the same whichever of the two comes first."""
        return [self._read(min(pair), max(pair)) for pair in pairs]

    def _read(self, one: str, other: str) -> Reading:
        ids = pair_ids(read_ids(self.wordpieces, one), read_ids(self.wordpieces, other))
        logits, grade = self._session.run(None, {"ids": np.array([ids], np.int64)})
        shares = np.exp(logits[0] - logits[0].max())
        shares /= shares.sum()
        relation = OPPOSED[int(shares[_OPPOSED_AT].argmax())]
        return Reading(
            self._scaled("same", float(shares[_SAME])),
            _thousandths(float(grade[0])),
            self._scaled("opposed", float(shares[_OPPOSED_AT].sum())),
            relation,
        )

    def _scaled(self, name: str, share: float) -> int:
        factor, summand = self._scale[name]
        return _thousandths(factor * _log_odds(share) + summand)


def read_ids(wordpieces: Tokenizer, read: str) -> list[int]:
    """What is read of one side: the text's first wordpieces; with room left, a bracket and the last ones before it."""
    text, _, before = read.partition("\n")
    found: list[int] = _ids(wordpieces, text)[:LONGEST]
    room = min(BEFORE, BOTH - 1 - len(found))
    if not before or room < _FEWEST:
        return found
    return [*found, _ids(wordpieces, "[")[-1], *_ids(wordpieces, before)[-room:]]


def _ids(wordpieces: Tokenizer, text: str) -> list[int]:
    return list(wordpieces.encode(text, add_special_tokens=False).ids)


def pair_ids(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """Wordpieces of two texts in one sequence: ``[CLS] one [SEP] other [SEP]``."""
    return [_CLS, *one, _SEP, *other, _SEP]


_CLS, _SEP = 1, 2
_FEWEST = 4
"""Wordpieces of what stands before that are worth reading."""


def _log_odds(share: float) -> float:
    return min(max(float(np.log((share + 1e-6) / (1 - share + 1e-6))), -_LIMIT), _LIMIT)


def _thousandths(value: float) -> int:
    return round(1000 * min(max(value, -_LIMIT), _LIMIT))


@lru_cache(maxsize=1)
def load_pair_reader() -> PairReader:
    """The packaged reader; loaded once a process.  Raises ModelError when it is missing or altered."""
    return PairReader(packaged("pairs"))
