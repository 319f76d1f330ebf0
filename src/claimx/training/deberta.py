"""A DeBERTa encoder of the size xsmall (He et al. 2021).

Beside what two words say, each attention score has what the one says of the other's distance, both ways ("disentangled
attention").  Up to 128 wordpieces every distance has an embedding of its own; beyond, DeBERTa puts them in ever wider
buckets, of which one stands for all here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

HIDDEN, LAYERS, HEADS, INNER, SPAN = 384, 12, 6, 1536, 256
EPSILON = 1e-7
SCALE = (3 * HIDDEN // HEADS) ** -0.5
"""Of scores that are sums of three products."""

VOCABULARY = 45_000
"""The commonest wordpieces, which are kept: rarer words are read in smaller pieces."""

NEAR, FAR = 128, 180
"""From which distance on all are alike, and the bucket that stands for them: about that of 260 wordpieces."""


Place = Callable[[Tensor], Tensor]
"""From a score for each distance, (b, heads, t, distances), to one for each pair of words, (b, heads, t, t)."""

_NAMES = {
    "query": "attention.self.query_proj", "key": "attention.self.key_proj", "value": "attention.self.value_proj",
    "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
    "down": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip
"""Our names of a layer's modules, and those of published weights."""

EASED = {"attention": HIDDEN, "out": HIDDEN, "up": HIDDEN, "down": INNER}
"""What a layer's products read, and how many channels that has."""


class Layer(nn.Module):
    """One transformer layer with disentangled attention, post-norm.

    Where it is ``eased``, what its products read is multiplied channel by channel, see :mod:`claimx.training.easing`.
    """

    eased = False

    def __init__(self, dropout: float, dropout_of_weights: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=EPSILON), nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.dropout, self.dropout_of_weights = dropout, dropout_of_weights
        for name, width in EASED.items():
            self.register_buffer(f"ease_{name}", torch.ones(width))

    def forward(
        self, x: Tensor, bias: Tensor | None, ahead: Tensor, behind: Tensor, place: Place, texts: int
    ) -> Tensor:
        """x (b, t, hidden); bias (b, 1, 1, t) added to the scores; ahead, behind (heads, distances, d): see ``places``;
        texts: b, told so that an exported graph does not work it out again.
        """
        eased = self.ease("attention", x)
        query, key, value = (
            part(eased).view(texts, -1, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        query = query * SCALE
        to_place = place(query @ ahead.transpose(-1, -2))
        from_place = place(key @ behind.transpose(-1, -2)).transpose(-1, -2)
        scores = query @ key.transpose(-1, -2) + to_place + from_place
        weights = (scores if bias is None else scores + bias).softmax(-1)
        attended = (
            (F.dropout(weights, self.dropout_of_weights, self.training) @ value)
            .transpose(1, 2)
            .reshape(texts, -1, HIDDEN)
        )
        x = self.norm1(x + F.dropout(self.out(self.ease("out", attended)), self.dropout, self.training))
        inner = self.ease("down", F.gelu(self.up(self.ease("up", x))))
        return self.norm2(x + F.dropout(self.down(inner), self.dropout, self.training))

    def ease(self, name: str, x: Tensor) -> Tensor:
        """An input of some products, as they read it."""
        return x * getattr(self, f"ease_{name}") if self.eased else x

    def places(self, distances: Tensor) -> tuple[Tensor, Tensor]:
        """Embeddings of distances in ascending order (r, hidden) -> keys in descending, scaled queries in ascending
        order.
        """
        eased = self.ease("attention", distances)
        return heads(self.key(eased.flip(0))), heads(self.query(eased)) * SCALE


def heads(x: Tensor) -> Tensor:
    """(r, hidden) -> (heads, r, d)."""
    return x.view(-1, HEADS, HIDDEN // HEADS).transpose(0, 1)


def skewed(x: Tensor) -> Tensor:
    """(b, heads, t, 2t - 1) -> (b, heads, t, t): in row i the columns from t - 1 - i on; t is 2 or more.

    Where there are only the near distances, (b, heads, t, 2 NEAR + 1), the ends stand for all that is farther.
    """
    b, h, t, r = x.shape
    if r < 2 * t - 1:
        far = (-1, -1, -1, t - NEAR)
        x = torch.cat([x[..., :1].expand(far), x[..., 1:-1], x[..., -1:].expand(far)], -1)
    flat = x.reshape(b, h, -1)[..., t - 1 : t - 1 + t * (2 * t - 2)]
    return flat.reshape(b, h, -1, 2 * t - 2)[..., :t]


class Deberta(nn.Module):
    """The encoder, or its lower layers; of its vocabulary only the commonest wordpieces are kept."""

    def __init__(self, layers: int = LAYERS, dropout: float = 0.1, dropout_of_weights: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.distance = nn.Parameter(torch.zeros(2 * SPAN, HIDDEN))
        self.distance_norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout, dropout_of_weights) for _ in range(layers))
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
        """Embeddings of the distances 1 - t to t - 1, where t is NEAR at most."""
        return self.distance_norm(self.distance)[SPAN + 1 - t : SPAN + t]

    def near_distances(self) -> Tensor:
        """Embeddings of the distances 1 - NEAR to NEAR - 1, and before and after them one for all that is farther."""
        near = torch.arange(1 - NEAR, NEAR)
        return self.distance_norm(self.distance)[
            SPAN + torch.cat([near.new_tensor([-FAR]), near, near.new_tensor([FAR])])
        ]

    def read(self, x: Tensor, mask: Tensor | None, layers: nn.ModuleList) -> Tensor:
        """Some layers after another, (b, t, hidden) -> (b, t, hidden)."""
        t = x.shape[1]
        distances = self.distances(t) if t <= NEAR else self.near_distances()
        bias = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in layers:
            x = layer(x, bias, *layer.places(distances), skewed, x.shape[0])
        return x


def commonest(path: Path) -> dict[str, Any]:
    """A unigram ``tokenizer.json`` with its commonest wordpieces only, which stand first."""
    made: dict[str, Any] = json.loads(path.read_text("utf-8"))
    made["model"]["vocab"] = made["model"]["vocab"][:VOCABULARY]
    made["added_tokens"] = [token for token in made["added_tokens"] if token["id"] < VOCABULARY]
    return made | {"truncation": None, "padding": None, "post_processor": None}
