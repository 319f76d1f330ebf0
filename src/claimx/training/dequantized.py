"""The weights of a published DeBERTa graph, whose int8 weights are made floats again.

    python -m claimx.training.dequantized GRAPH TOKENIZER OUT

``GRAPH`` is an ONNX graph as ``quantize_dynamic`` writes it, ``TOKENIZER`` its ``tokenizer.json``.  Written are
``OUT/model.safetensors``, under the names of the modules that the graph was exported from, and ``OUT/tokenizer.json``.
A weight that stands in the graph a second time as a float is taken from there.  Nothing of the graph is run.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from safetensors.torch import save_file

_MODULE = re.compile(r"/\w+/(deberta/encoder/layer\.\d+/[\w/]+?)(?:_1)?/MatMul(?:_quant)?")
_WORDS = "deberta.embeddings.word_embeddings.weight"


def weights_of(graph: onnx.GraphProto) -> dict[str, np.ndarray]:
    """The encoder's parameters by name."""
    arrays = {i.name: onnx.numpy_helper.to_array(i) for i in graph.initializer}
    prefix = next(name.removesuffix("deberta.encoder.rel_embeddings.weight") for name in arrays if "rel_emb" in name)
    found = {
        name.removeprefix(prefix): array
        for name, array in arrays.items()
        if name.startswith(f"{prefix}deberta.") and array.dtype == np.float32 and not name.endswith("_scale")
    }
    found[_WORDS] = _floats(arrays, prefix + _WORDS)
    exact = {}
    for node in graph.node:
        match = _MODULE.fullmatch(node.name)
        if match is None or node.input[1] not in arrays:
            continue
        name = match[1].replace("/", ".") + ".weight"
        if node.op_type == "MatMulInteger":
            found[name] = _floats(arrays, node.input[1].removesuffix("_quantized")).T
        else:
            exact[name] = arrays[node.input[1]].T
    return found | exact


def _floats(arrays: dict[str, np.ndarray], name: str) -> np.ndarray:
    levels = arrays[f"{name}_quantized"].astype(np.float32) - arrays[f"{name}_zero_point"].astype(np.float32)
    return np.asarray(levels * arrays[f"{name}_scale"], np.float32)


def main(arguments: Sequence[str]) -> None:
    """Read, write."""
    graph, tokenizer, out = (Path(a) for a in arguments)
    out.mkdir(parents=True, exist_ok=True)
    found = weights_of(onnx.load(graph).graph)
    tensors = {name: torch.from_numpy(np.array(a, np.float32, order="C")) for name, a in found.items()}
    save_file(tensors, out / "model.safetensors")
    shutil.copy(tokenizer, out / "tokenizer.json")


if __name__ == "__main__":
    main(sys.argv[1:])
