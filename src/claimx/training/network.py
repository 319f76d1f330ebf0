"""The network: a BERT encoder over wordpieces, a trigger head, an entity head, and a trigger-conditioned role head.

A *trigger* is the first word of a cue, or the first word of a content that has no cue.  For each trigger the role
head reads
the words around it once more, knowing where the trigger stands, and a linear-chain CRF labels source, cue and content.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from claimx.nlp.encoding import CASES, LAYOUTS, QUOTE_STATES
from claimx.nlp.labels import ATTRIBUTES, CONTEXT_LEFT, CONTEXT_RIGHT, ENTITY_LABELS, ROLE_LABELS, TRIGGERS

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
ROLE_HIDDEN = 128
ATTRIBUTE_SIZES = [len(values) for values in ATTRIBUTES.values()]


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


class Encoder(nn.Module):
    """all-MiniLM-L6-v2 with surface features added to its input, and the heads that read every wordpiece."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.token_type = nn.Parameter(torch.zeros(HIDDEN))
        self.case = nn.Embedding(CASES, HIDDEN)
        self.quote = nn.Embedding(QUOTE_STATES, HIDDEN)
        self.layout = nn.Embedding(LAYOUTS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(HIDDEN, HEADS, INNER, dropout) for _ in range(LAYERS))
        self.trigger = nn.Sequential(nn.Linear(HIDDEN, ROLE_HIDDEN), nn.GELU(), nn.Linear(ROLE_HIDDEN, len(TRIGGERS)))
        self.entity = nn.Sequential(
            nn.Linear(HIDDEN, ROLE_HIDDEN), nn.GELU(), nn.Linear(ROLE_HIDDEN, 3 * len(ENTITY_LABELS))
        )
        self.dropout = dropout
        for extra in (self.case, self.quote, self.layout):
            nn.init.zeros_(extra.weight)

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

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids (b, t), features (b, t, 3), mask (b, t) bool -> states (b, t, hidden), trigger and entity logits."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(place) + self.token_type
        x = x + self.case(features[..., 0]) + self.quote(features[..., 1]) + self.layout(features[..., 2])
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x, self.trigger(x), self.entity(x)


class RoleHead(nn.Module):
    """Labels the words around one trigger: which are its source, its cue, its content; and how the source stands to
    it.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Linear(HIDDEN, ROLE_HIDDEN)
        self.trigger = nn.Linear(HIDDEN, ROLE_HIDDEN)
        self.gate = nn.Linear(HIDDEN, ROLE_HIDDEN)
        self.distance = nn.Embedding(CONTEXT_LEFT + CONTEXT_RIGHT + 1, ROLE_HIDDEN)
        self.norm = nn.LayerNorm(ROLE_HIDDEN)
        self.layers = nn.ModuleList(Layer(ROLE_HIDDEN, 4, 256, dropout) for _ in range(2))
        self.role = nn.Linear(ROLE_HIDDEN, len(ROLE_LABELS))
        self.attribute = nn.Sequential(
            nn.Linear(2 * ROLE_HIDDEN, ROLE_HIDDEN), nn.GELU(), nn.Linear(ROLE_HIDDEN, sum(ATTRIBUTE_SIZES))
        )
        self.transitions = nn.Parameter(torch.zeros(len(ROLE_LABELS), len(ROLE_LABELS)))
        nn.init.normal_(self.distance.weight, std=0.02)

    def forward(self, context: Tensor, trigger: Tensor, distance: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """context (c, l, hidden), trigger (c, hidden), distance (c, l) int, mask (c, l) bool -> (c, l, labels), (c,
        values).
        """
        about = self.word(context)
        x = about * torch.tanh(self.gate(trigger))[:, None] + about + self.trigger(trigger)[:, None]
        x = F.gelu(self.norm(x + self.distance(distance)))
        bias = torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        logits = self.role(x)
        content = logits.softmax(-1)[..., 5:7].sum(-1) * mask
        pooled = (x * content[..., None]).sum(1) / (content.sum(1, keepdim=True) + 1.0)
        here = (x * (distance == CONTEXT_LEFT)[..., None]).sum(1)
        return logits, self.attribute(torch.cat([pooled, here], -1))


def crf_loss(logits: Tensor, labels: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Negative log-likelihood of label sequences (c, l); ``mask`` is true on one contiguous run of words.

    Masked words take part as label 0 with score 0, so that every sequence has one length.  The partition function is
    a product
    of l - 1 matrices, taken pairwise as a tree: log l steps of large operations in place of l small ones.
    """
    outside = torch.full_like(logits, -1e4, dtype=torch.float32)
    outside[..., 0] = 0.0
    score = torch.where(mask[..., None], logits.float(), outside)
    labels = torch.where(mask, labels, torch.zeros_like(labels))
    gold = score.gather(-1, labels[..., None]).squeeze(-1).sum(1)
    gold = gold + transitions[labels[:, :-1], labels[:, 1:]].sum(1)
    chain = transitions + score[:, 1:, None, :]
    peak = chain.amax((-1, -2), keepdim=True).detach()
    chain, scale = (chain - peak).exp(), peak.squeeze(-1).squeeze(-1).sum(1)
    while chain.shape[1] > 1:
        odd = chain[:, -1:] if chain.shape[1] % 2 else chain[:, :0]
        even = chain[:, : chain.shape[1] // 2 * 2]
        chain = torch.cat([even[:, 0::2] @ even[:, 1::2], odd], 1)
        peak = chain.amax((-1, -2), keepdim=True).detach()
        chain, scale = chain / peak, scale + peak.squeeze(-1).squeeze(-1).log().sum(1)
    first = score[:, 0]
    top = first.amax(-1, keepdim=True).detach()
    partition = ((first - top).exp()[:, None] @ chain[:, 0]).sum((-1, -2)).log() + top.squeeze(-1) + scale
    return partition - gold
