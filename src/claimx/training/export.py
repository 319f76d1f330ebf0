"""A trained model as files that run without torch: two ONNX graphs, their configuration, hashes and a card."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from claimx.ids import sha256
from claimx.nlp.attribution_model import FORMAT
from claimx.nlp.decode import CONTEXT
from claimx.nlp.encoding import OVERLAP, WINDOW
from claimx.nlp.labels import ATTRIBUTES, CONTEXT_LEFT, ENTITY_LABELS, ROLE_LABELS, TRIGGERS
from claimx.nlp.onnx import quantize
from claimx.training.attribution import Model
from claimx.training.deberta import HIDDEN, commonest
from claimx.training.deberta_graph import DebertaGraph
from claimx.training.exported import parameters_in
from claimx.training.network import FROZEN

GRAPHS = ("encoder.onnx", "roles.onnx")


class _EncoderGraph(nn.Module):
    """Encoder and heads for one window, answering at the first wordpiece of each word only."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.encoder = model.encoder
        self.body = DebertaGraph(model.encoder, model.encoder.near_distances(), WINDOW)

    def forward(self, ids: Tensor, features: Tensor, heads: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids (1, t), features (1, t, 3), heads (w,) -> (w, hidden), (w, 3), (w, 24)."""
        x = self.body.read(self.encoder.embed(ids, None), end=FROZEN)
        x = self.body.read(self.encoder.marked(x, features), first=FROZEN)
        words = x[0].index_select(0, heads)
        return words, self.encoder.trigger(words), self.encoder.entity(words)


def export(
    weights: Path,
    tokenizer: Path,
    out: Path,
    *,
    version: str,
    card: str,
    calibration: dict[str, float],
    int8: bool = True,
) -> None:
    """Write ``out``: encoder.onnx, roles.onnx, transitions and settings in config.json, tokenizer.json,
    MODEL_CARD.md, SHA256SUMS.
    """
    out.mkdir(parents=True, exist_ok=True)
    model = Model()
    model.load_state_dict(load_file(weights))
    model.eval()
    encoder = _EncoderGraph(model)
    t, w, c = 40, 20, 3
    raw = out / "raw"
    raw.mkdir(exist_ok=True)
    torch.onnx.export(
        encoder,
        (torch.ones(1, t, dtype=torch.long), torch.zeros(1, t, 3, dtype=torch.long), torch.arange(1, w + 1)),
        str(raw / "encoder.onnx"), dynamo=False, opset_version=17,
        input_names=["ids", "features", "heads"], output_names=["states", "triggers", "entities"],
        dynamic_axes={"ids": {1: "t"}, "features": {1: "t"}, "heads": {0: "w"}, "states": {0: "w"}, "triggers": {0:
        "w"}, "entities": {0: "w"}},
    )  # fmt: skip
    torch.onnx.export(
        model.roles,
        (
            torch.zeros(c, CONTEXT, HIDDEN), torch.zeros(c, HIDDEN),
            torch.arange(CONTEXT).expand(c, -1), torch.ones(c, CONTEXT, dtype=torch.bool),
        ),
        str(raw / "roles.onnx"), dynamo=False, opset_version=17,
        input_names=["context", "trigger", "distance", "mask"], output_names=["roles", "attributes"],
        dynamic_axes={n: {0: "c"} for n in ("context", "trigger", "distance", "mask", "roles", "attributes")},
    )  # fmt: skip
    parameters = {name: parameters_in(raw / name, model) for name in GRAPHS}
    for name in GRAPHS:
        if int8:
            quantize(raw / name, out / name)
        else:
            shutil.copy(raw / name, out / name)
    shutil.rmtree(raw)
    cut = json.dumps(commonest(tokenizer), ensure_ascii=False, separators=(",", ":"))
    (out / "tokenizer.json").write_text(cut, "utf-8")
    config = {
        "format": FORMAT, "version": version, "window": WINDOW, "overlap": OVERLAP, "context_left": CONTEXT_LEFT,
        "triggers": TRIGGERS, "roles": ROLE_LABELS, "entities": ENTITY_LABELS, "attributes": ATTRIBUTES,
        "transitions": np.round(model.roles.transitions.detach().numpy().astype(float), 5).tolist(),
        "calibration": calibration, "parameters": parameters,
    }  # fmt: skip
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", "utf-8")
    (out / "MODEL_CARD.md").write_text(card, "utf-8")
    list_files(out)


def recalibrate(out: Path, calibration: Mapping[str, object]) -> None:
    """Replace the calibration of an exported model."""
    path = out / "config.json"
    config = json.loads(path.read_text("utf-8")) | {"calibration": calibration}
    path.write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", "utf-8")
    list_files(out)


def list_files(out: Path) -> None:
    """Write SHA256SUMS over the files of a model."""
    files = sorted(p for p in out.iterdir() if p.is_file() and p.name != "SHA256SUMS")
    (out / "SHA256SUMS").write_text("".join(f"{sha256(p.read_bytes())}  {p.name}\n" for p in files), "utf-8")
