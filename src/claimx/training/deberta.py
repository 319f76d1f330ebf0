"""A DeBERTa encoder of the size xsmall (He et al. 2021), for texts of up to 128 wordpieces.

Beside what two words say, each attention score has what the one says of the other's distance, both ways ("disentangled
attention").  Up to 128 wordpieces every distance has an embedding of its own; beyond, DeBERTa would put them in
buckets, which is left out here.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

HIDDEN, LAYERS, HEADS, INNER, SPAN = 384, 12, 6, 1536, 256
EPSILON = 1e-7

Size = tuple[int, int]
"""Texts of a batch, and wordpieces of each: told to the layers, so that an exported graph works neither out again."""

_NAMES = {
    "query": "attention.self.query_proj", "key": "attention.self.key_proj", "value": "attention.self.value_proj",
    "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
    "down": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip
"""Our names of a layer's modules, and those of published weights."""


class Layer(nn.Module):
    """One transformer layer with disentangled attention, post-norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=EPSILON), nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor | None, ahead: Tensor, behind: Tensor, size: Size) -> Tensor:
        """x (b, t, hidden); bias (b, 1, 1, t) added to the scores; ahead, behind (heads, 2t - 1, d): keys of the
        distances t - 1 to 1 - t, and queries of 1 - t to t - 1.
        """
        b, _ = size
        query, key, value = (
            part(x).view(b, -1, HEADS, HIDDEN // HEADS).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        to_place = skewed(query @ ahead.transpose(-1, -2), size)
        from_place = skewed(key @ behind.transpose(-1, -2), size).transpose(-1, -2)
        scores = (query @ key.transpose(-1, -2) + to_place + from_place) * (3 * HIDDEN // HEADS) ** -0.5
        weights = (scores if bias is None else scores + bias).softmax(-1)
        attended = (F.dropout(weights, self.dropout, self.training) @ value).transpose(1, 2).reshape(b, -1, HIDDEN)
        x = self.norm1(x + F.dropout(self.out(attended), self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))

    def places(self, distances: Tensor) -> tuple[Tensor, Tensor]:
        """Embeddings of the distances 1 - t to t - 1 (2t - 1, hidden) -> what ``forward`` asks for."""
        return heads(self.key(distances.flip(0))), heads(self.query(distances))


def heads(x: Tensor) -> Tensor:
    """(r, hidden) -> (heads, r, d)."""
    return x.view(-1, HEADS, HIDDEN // HEADS).transpose(0, 1)


def skewed(x: Tensor, size: Size) -> Tensor:
    """(b, heads, t, 2t - 1) -> (b, heads, t, t): in row i the columns from t - 1 - i on; t is 2 or more."""
    b, t = size
    flat = x.reshape(b, HEADS, -1)[..., t - 1 : t - 1 + t * (2 * t - 2)]
    return flat.reshape(b, HEADS, -1, 2 * t - 2)[..., :t]


class Deberta(nn.Module):
    """The encoder; of its vocabulary only the commonest wordpieces are kept."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.distance = nn.Parameter(torch.zeros(2 * SPAN, HIDDEN))
        self.distance_norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout

    def load_backbone(self, path: Path) -> None:
        """Take the weights of a DeBERTa ``model.safetensors``; its wordpieces stand in the order of their frequency."""
        known = load_file(path)
        self.word.weight.data.copy_(known["deberta.embeddings.word_embeddings.weight"][: self.word.num_embeddings])
        self.distance.data.copy_(known["deberta.encoder.rel_embeddings.weight"])
        modules: list[tuple[nn.Module, str]] = [
            (self.norm, "deberta.embeddings.LayerNorm"), (self.distance_norm, "deberta.encoder.LayerNorm"),
        ]  # fmt: skip
        for i, layer in enumerate(self.layers):
            modules += [(getattr(layer, ours), f"deberta.encoder.layer.{i}.{name}") for ours, name in _NAMES.items()]
        for module, name in modules:
            module.weight.data.copy_(known[f"{name}.weight"])
            module.bias.data.copy_(known[f"{name}.bias"])

    def embed(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """ids (b, t), mask (b, t) bool -> (b, t, hidden): what the first layer reads."""
        x = self.norm(self.word(ids))
        return F.dropout(x if mask is None else x * mask[..., None], self.dropout, self.training)

    def distances(self, t: int) -> Tensor:
        """Embeddings of the distances 1 - t to t - 1."""
        return self.distance_norm(self.distance)[SPAN + 1 - t : SPAN + t]

    def read(self, x: Tensor, mask: Tensor | None, layers: nn.ModuleList) -> Tensor:
        """Some layers after another, (b, t, hidden) -> (b, t, hidden)."""
        distances = self.distances(x.shape[1])
        bias = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in layers:
            x = layer(x, bias, *layer.places(distances), (x.shape[0], x.shape[1]))
        return x
