"""The network: a DeBERTa encoder over wordpieces, a trigger head, an entity head, and a trigger-conditioned role head.

A *trigger* is the first word of a cue, or the first word of a content that has no cue.  For each trigger the role
head reads
the words around it once more, knowing where the trigger stands, and a linear-chain CRF labels source, cue and content.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from claimx.nlp.encoding import CASES, LAYOUTS, QUOTE_STATES
from claimx.nlp.labels import ATTRIBUTES, CONTEXT_LEFT, CONTEXT_RIGHT, ENTITY_LABELS, ROLE_LABELS, TRIGGERS
from claimx.training.bert import Layer
from claimx.training.deberta import HIDDEN, Deberta

LAYERS, FROZEN = 8, 2
"""Layers of the backbone that are taken, and those of them that do not learn."""
ROLE_HIDDEN = 128
ATTRIBUTE_SIZES = [len(values) for values in ATTRIBUTES.values()]


class Encoder(Deberta):
    """The lower layers of a DeBERTa, with surface features added to what they read, and the heads that read every
    wordpiece.  Its embeddings and its lowest layers stay as they are.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__(LAYERS, dropout, dropout_of_weights=0.0)
        self.case = nn.Embedding(CASES, HIDDEN)
        self.quote = nn.Embedding(QUOTE_STATES, HIDDEN)
        self.layout = nn.Embedding(LAYOUTS, HIDDEN)
        self.trigger = nn.Sequential(nn.Linear(HIDDEN, ROLE_HIDDEN), nn.GELU(), nn.Linear(ROLE_HIDDEN, len(TRIGGERS)))
        self.entity = nn.Sequential(
            nn.Linear(HIDDEN, ROLE_HIDDEN), nn.GELU(), nn.Linear(ROLE_HIDDEN, 3 * len(ENTITY_LABELS))
        )
        for extra in (self.case, self.quote, self.layout):
            nn.init.zeros_(extra.weight)
        self.distance.requires_grad_(False)
        for part in (self.word, self.norm, self.distance_norm, *self.layers[:FROZEN]):
            part.requires_grad_(False)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids (b, t), features (b, t, 3), mask (b, t) bool -> states (b, t, hidden), trigger and entity logits."""
        with torch.no_grad():
            x = self.read(self.embed(ids, mask), mask, self.layers[:FROZEN])
        x = self.read(self.marked(x, features), mask, self.layers[FROZEN:])
        return x, self.trigger(x), self.entity(x)

    def marked(self, x: Tensor, features: Tensor) -> Tensor:
        """States with the features of their words, both (b, t, ...)."""
        return x + self.case(features[..., 0]) + self.quote(features[..., 1]) + self.layout(features[..., 2])


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
