"""The sentence encoder of the resolver: all-MiniLM-L6-v2 as it was published, exported and quantised."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from torch import Tensor, nn

from claimx.nlp.onnx import quantize
from claimx.nlp.sentence_vectors import FORMAT
from claimx.training.bert import HIDDEN, MiniLM
from claimx.training.export import list_files

LONGEST = 96
"""Wordpieces read of a content."""
SCALE = 317.5
"""Of a vector of length 1, before it is rounded to int8: two and a half times what its largest component mostly is."""

_CARD = """# Sentence vectors for the resolver

**What it is.** all-MiniLM-L6-v2 (Reimers and Gurevych; Apache-2.0), unchanged but for its form: an ONNX graph with
int8 weights and one operator for attention. `SHA256SUMS` is checked before anything is loaded. The tokenizer is that
of the same model.

**What it is for.** One vector for each content: the mean of the last hidden states, scaled to length 1, times `scale`,
rounded to int8. The resolver takes the cosine of two vectors as one feature among others. It never decides alone: a
sentence vector does not see a number, a date or a "not".

**Limits.** English. At most `longest` wordpieces of a content are read. Contents are encoded one at a time, so a vector
depends on its text alone; processors with other instructions may round differently.

**Made by.** `claimx train sentences BACKBONE -o models/sentences`. Nothing is trained.
"""


class _SentenceGraph(nn.Module):
    """The mean of the last hidden states."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        self.encoder = MiniLM()
        self.encoder.load_backbone(weights)

    def forward(self, ids: Tensor) -> Tensor:
        """ids (b, t) -> (b, hidden)."""
        states: Tensor = self.encoder(ids)
        return states.mean(1)


def export(backbone: Path, out: Path, version: str) -> None:
    """Write ``out``: sentences.onnx, tokenizer.json, config.json, MODEL_CARD.md, SHA256SUMS.

    ``backbone``: a folder with ``model.safetensors`` and ``tokenizer.json``.
    """
    out.mkdir(parents=True, exist_ok=True)
    raw = out / "raw.onnx"
    graph = _SentenceGraph(backbone / "model.safetensors").eval()
    torch.onnx.export(
        graph, (torch.ones(2, 20, dtype=torch.long),), str(raw), dynamo=False, opset_version=17,
        input_names=["ids"], output_names=["mean"], dynamic_axes={"ids": {0: "b", 1: "t"}, "mean": {0: "b"}},
    )  # fmt: skip
    quantize(raw, out / "sentences.onnx")
    raw.unlink()
    shutil.copy(backbone / "tokenizer.json", out / "tokenizer.json")
    config = {"format": FORMAT, "version": version, "dimension": HIDDEN, "longest": LONGEST, "scale": SCALE}
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", "utf-8")
    (out / "MODEL_CARD.md").write_text(_CARD, "utf-8")
    list_files(out)
