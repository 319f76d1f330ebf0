"""Attention as onnxruntime does it in one operator, for the graphs of encoders."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from claimx.training.network import Encoder, Layer


class _Attention(torch.autograd.Function):
    """Attention as one operator of onnxruntime, which writes no score matrix to memory."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        """q, k, v (b, t, hidden) -> (b, t, hidden)."""
        split = [x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (q, k, v)]
        return F.scaled_dot_product_attention(*split).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        """The operator in the exported graph."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class _FusedLayer(Layer):
    """A layer of a window that is encoded alone: its mask hides nothing."""

    def attend(self, qkv: Tensor, mask: Tensor) -> Tensor:
        """As in Layer; ``mask`` is not read."""
        attended: Tensor = _Attention.apply(*qkv.chunk(3, -1), self.heads)
        return attended


def fuse(encoder: Encoder) -> None:
    """Make an encoder ready for export: each text is then encoded alone, without padding."""
    for layer in encoder.layers:
        layer.__class__ = _FusedLayer
