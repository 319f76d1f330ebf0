"""The one place that touches onnxruntime, whose official builds report to their maker unless they are told not to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def session(graph: bytes, *, sums_apart: bool = False) -> InferenceSession:
    """A session over a graph: one thread, on the processor, silent.

    ``sums_apart``: a sum and its normalisation run as two operators, which is faster than the runtime's one; the last
    bits differ.
    """
    runtime = _runtime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    left_out = ["SkipLayerNormFusion"] if sums_apart else []
    return runtime.InferenceSession(graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=left_out)


def quantize(source: Path, target: Path) -> None:
    """Write a graph with its weights as int8, a scale for each channel.

    The weights lose one bit (reduce_range), so that processors without VNNI do not saturate: same integers everywhere.
    Products with anything but a matrix stay as they are: the runtime has no such operator.
    """
    _runtime()
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load(source).graph
    axes = {i.name: len(i.dims) for i in graph.initializer}
    others = [n.name for n in graph.node if n.op_type == "MatMul" and axes.get(n.input[1], 2) != 2]
    quantize_dynamic(
        source, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, nodes_to_exclude=others
    )


def _runtime() -> Any:
    # Read when the library is loaded: it then makes no uploader, no device id and no event store in the user's folders.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    # For a process that had loaded it before.
    onnxruntime.disable_telemetry_events()
    return onnxruntime
