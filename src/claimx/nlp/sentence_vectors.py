"""Sentence vectors of claims: a small transformer (MiniLM-L6, int8) over onnxruntime, rounded to int8.

Two claims come near each other where one may be the other, or opposed to it; which of the two a vector cannot say.

Texts are encoded one at a time: quantised activations are scaled over a whole batch, and a vector must depend on its
text alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from claimx.nlp.model_files import config, packaged, verified
from claimx.nlp.onnx import session
from claimx.schema import ModelRef

FORMAT = 3


class SentenceEncoder:
    """Gives each text an int8 vector as bytes."""

    def __init__(self, folder: Path) -> None:
        contents, digest = verified(folder)
        settings: dict[str, Any] = config(contents, FORMAT)
        self.reference = ModelRef(name="sentences", version=str(settings["version"]), sha256=digest)
        self._scale = float(settings["scale"])
        self._wordpieces = Tokenizer.from_str(contents["tokenizer.json"].decode("utf-8"))
        self._wordpieces.enable_truncation(int(settings["longest"]))
        self._wordpieces.no_padding()
        self._session = session(contents["sentences.onnx"])

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """One vector for each text, see :meth:`claimx.records.NormalForm.read`; b"" for a text without words."""
        return [self._vector(one_line(text)) if any(c.isalnum() for c in text) else b"" for text in texts]

    def _vector(self, text: str) -> bytes:
        ids = np.array([self._wordpieces.encode(text).ids], np.int64)
        mean = self._session.run(None, {"ids": ids})[0][0]
        unit = mean / np.linalg.norm(mean)
        return bytes(np.clip(np.rint(unit * self._scale), -127, 127).astype(np.int8).tobytes())


def one_line(read: str) -> str:
    """What is read of a claim, with what stands before it behind a bracket."""
    return read.replace("\n", " [ ")


@lru_cache(maxsize=1)
def load_sentence_encoder() -> SentenceEncoder:
    """The packaged encoder; loaded once a process.  Raises ModelError when it is missing or altered."""
    return SentenceEncoder(packaged("sentences"))
