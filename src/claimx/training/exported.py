"""The parameters of a model that was exported, to train on from."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from claimx.nlp.model_files import verified


def parameters_in(graph: Path, model: nn.Module) -> dict[str, tuple[str, bool]]:
    """Which parameter each initialiser of a graph is, and whether it is transposed there: exporters rename them."""
    known: dict[bytes, tuple[str, bool]] = {}
    for name, tensor in model.state_dict().items():
        array = tensor.numpy()
        known[array.tobytes()] = (name, False)
        if array.ndim == 2:
            known.setdefault(np.ascontiguousarray(array.T).tobytes(), (name, True))
    found = {}
    for initialiser in onnx.load(graph).graph.initializer:
        match = known.get(np.ascontiguousarray(onnx.numpy_helper.to_array(initialiser)).tobytes())
        if match:
            found[initialiser.name] = match
    return found


def weights_of(folder: Path) -> dict[str, Tensor]:
    """The parameters of an exported model by name: exact but for what int8 rounded away.

    Raises ModelError when the folder is no model, or was altered.
    """
    contents, _ = verified(folder)
    config = json.loads(contents["config.json"])
    out: dict[str, Tensor] = {}
    if "transitions" in config:
        out["roles.transitions"] = torch.tensor(config["transitions"])
    for graph, table in config["parameters"].items():
        loaded = onnx.load_from_string(contents[graph]).graph
        arrays = {i.name: onnx.numpy_helper.to_array(i) for i in loaded.initializer}
        factors = {node.input[1] for node in loaded.node if node.op_type == "MatMulInteger"}
        for initialiser, (name, transposed) in table.items():
            array = arrays.get(initialiser)
            if array is None:
                # Quantising may turn a weight round, and says so in its name or not.
                turned = f"{initialiser}_Transposed"
                stored = turned if f"{turned}_quantized" in arrays else initialiser
                levels = arrays[f"{stored}_quantized"].astype(np.float32) - arrays[f"{stored}_zero_point"]
                array, transposed = levels * arrays[f"{stored}_scale"], f"{stored}_quantized" in factors
            out[name] = torch.from_numpy(np.array(array.T if transposed else array, dtype=np.float32, order="C"))
    return out
