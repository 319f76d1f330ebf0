"""The learned attribution component at run time: onnxruntime over the two exported graphs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from claimx.errors import ModelError
from claimx.nlp import labels
from claimx.nlp.decode import Floats, Proposal, Scored, decode
from claimx.nlp.encoding import Window, WordPieces, encode
from claimx.nlp.model_files import config, packaged, verified
from claimx.nlp.onnx import session
from claimx.schema import ModelRef

FORMAT = 2
"""Raised when models written before can no longer be read."""


class AttributionModel:
    """Finds attributions and proposes entities in a text.

    One thread and one window at a time: results do not depend on what else is in a batch.
    """

    def __init__(self, folder: Path) -> None:
        contents, digest = verified(folder)
        self.settings: dict[str, Any] = config(contents, FORMAT)
        expected = {
            "triggers": labels.TRIGGERS, "roles": labels.ROLE_LABELS,
            "entities": labels.ENTITY_LABELS, "context_left": labels.CONTEXT_LEFT,
        }  # fmt: skip
        for key, value in expected.items():
            if self.settings[key] != (list(value) if isinstance(value, tuple) else value):
                raise ModelError("model of another version", f"its {key} differ", "train it again")
        self.reference = ModelRef(name="attribution", version=str(self.settings["version"]), sha256=digest)
        self._transitions = np.array(self.settings["transitions"])
        self._wordpieces = WordPieces(contents["tokenizer.json"].decode("utf-8"))
        self._encoder = session(contents["encoder.onnx"], sums_apart=True)
        self._roles = session(contents["roles.onnx"], sums_apart=True)

    def find(self, text: str, threshold: float) -> tuple[list[Scored], list[Proposal]]:
        """Attributions whose trigger has at least probability ``threshold``, and entity proposals, in text order."""
        return decode(encode(text, self._wordpieces), self._encode, self._label, self._transitions, threshold)

    def _encode(self, w: Window) -> tuple[Floats, Floats, Floats]:
        states, triggers, entities = self._encoder.run(
            None, {"ids": w.ids[None], "features": w.features[None], "heads": w.heads}
        )
        return states, triggers, entities

    def _label(self, context: Floats, trigger: Floats, distance: Any, mask: Any) -> tuple[Floats, Floats]:
        roles, attributes = self._roles.run(
            None, {"context": context, "trigger": trigger, "distance": distance, "mask": mask}
        )
        return roles, attributes


@lru_cache(maxsize=2)
def load_attribution_model(folder: str | None = None) -> AttributionModel:
    """The model in ``folder``, or the packaged one; loaded once a process.

    Raises ModelError when it is missing or altered.
    """
    return AttributionModel(Path(folder) if folder else packaged("attribution"))
