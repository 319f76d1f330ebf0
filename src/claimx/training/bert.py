"""A layer as BERT has it, the encoder all-MiniLM-L6-v2 that is made of six, and its attention as one operator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x (b, t, hidden); mask (b, 1, 1, t) added to the attention scores."""
        x = self.norm1(x + F.dropout(self.out(self.attend(self.qkv(x), mask)), self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))

    def attend(self, qkv: Tensor, mask: Tensor) -> Tensor:
        """qkv (b, t, 3 * hidden) -> (b, t, hidden)."""
        b, t, d = qkv.shape
        d //= 3
        q, k, v = qkv.view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (d // self.heads) ** -0.5 + mask.to(q.dtype)
        return (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, t, d)


class MiniLM(nn.Module):
    """all-MiniLM-L6-v2 for texts that are encoded alone, without padding."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.token_type = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(_FusedLayer(HIDDEN, HEADS, INNER, 0.0) for _ in range(LAYERS))

    def load_backbone(self, path: Path) -> None:
        """Take the weights of a BERT ``model.safetensors``."""
        w = load_file(path)
        self.word.weight.data.copy_(w["embeddings.word_embeddings.weight"])
        self.position.weight.data.copy_(w["embeddings.position_embeddings.weight"])
        self.token_type.data.copy_(w["embeddings.token_type_embeddings.weight"][0])
        self.norm.weight.data.copy_(w["embeddings.LayerNorm.weight"])
        self.norm.bias.data.copy_(w["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [w[f"{p}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
                getattr(layer.out, kind).data.copy_(w[f"{p}attention.output.dense.{kind}"])
                getattr(layer.norm1, kind).data.copy_(w[f"{p}attention.output.LayerNorm.{kind}"])
                getattr(layer.up, kind).data.copy_(w[f"{p}intermediate.dense.{kind}"])
                getattr(layer.down, kind).data.copy_(w[f"{p}output.dense.{kind}"])
                getattr(layer.norm2, kind).data.copy_(w[f"{p}output.LayerNorm.{kind}"])

    def forward(self, ids: Tensor) -> Tensor:
        """ids (b, t) -> (b, t, hidden)."""
        x = self.norm(self.word(ids) + self.position(torch.arange(ids.shape[1])) + self.token_type)
        for layer in self.layers:
            x = layer(x, None)
        return x


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
    """A layer whose mask hides nothing."""

    def attend(self, qkv: Tensor, mask: Tensor) -> Tensor:
        """As in Layer; ``mask`` is not read."""
        attended: Tensor = _Attention.apply(*qkv.chunk(3, -1), self.heads)
        return attended
