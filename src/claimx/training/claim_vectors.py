"""How the sentence encoder learns: claims that are the same or opposed come near, others of their matter stay away.

What is the same and what is opposed is for the pair reader to tell; a vector only has to find both.  Beside that the
cosines of plain sentences stay as they were.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from claimx.nlp.sentence_vectors import one_line
from claimx.training.bert import HEADS, HIDDEN, INNER, LAYERS, Layer, MiniLM
from claimx.training.told_together import Matter

LONGEST = 64
"""Wordpieces read of a claim."""

CLAIMS, MOST = 110, 440
"""Claims of one step, at least where there are as many, and at most."""

ROWS = 32
"""Texts encoded at once."""

PLAIN, STAY = 40, 8.0
"""Plain sentences of one step, and what their changed cosines weigh in the loss."""

OPPOSED = 0.6
"""What a pair that is opposed weighs beside one that is the same."""

HARDEST = 6
"""Pairs of each claim by which the loss of those that are neither is divided: most are easy."""

SHARPNESS = 20.0
"""Times the cosine, of the odds with which a claim picks what is related to it among all."""

FROZEN = 1
"""Layers that stay as they are, with the embeddings."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run depends on besides its data.  The rate is AdamW's peak, with linear warm-up and decay; ``matters``:
    how many of the written ones are learned from.
    """

    epochs: float = 1.6
    rate: float = 6e-5
    warmup: float = 0.06
    seed: int = 1
    threads: int = 2
    matters: int = 450


class ClaimEncoder(nn.Module):
    """all-MiniLM-L6-v2 over texts of several lengths; ``scale`` and ``shift`` make log odds of a cosine."""

    def __init__(self, backbone: Path) -> None:
        super().__init__()
        self.encoder = MiniLM()
        self.encoder.load_backbone(backbone / "model.safetensors")
        layers = nn.ModuleList(Layer(HIDDEN, HEADS, INNER, 0.05) for _ in range(LAYERS))
        layers.load_state_dict(self.encoder.layers.state_dict())
        self.encoder.layers = layers
        self.scale, self.shift = nn.Parameter(torch.tensor(12.0)), nn.Parameter(torch.tensor(-6.0))
        self.wordpieces = Tokenizer.from_file(str(backbone / "tokenizer.json"))
        self.wordpieces.enable_truncation(LONGEST)
        self.wordpieces.no_padding()

    def forward(self, texts: Sequence[str]) -> Tensor:
        """Vectors (texts, hidden) of length 1."""
        pieces = [self.wordpieces.encode(one_line(text)).ids for text in texts]
        order = sorted(range(len(pieces)), key=lambda k: len(pieces[k]))
        parts = [self._mean([pieces[k] for k in order[at : at + ROWS]]) for at in range(0, len(order), ROWS)]
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return F.normalize(torch.cat(parts), dim=-1)[back]

    def _mean(self, rows: Sequence[Sequence[int]]) -> Tensor:
        ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
        mask = torch.zeros(ids.shape)
        for k, row in enumerate(rows):
            ids[k, : len(row)], mask[k, : len(row)] = torch.tensor(row), 1
        hidden = ((1 - mask) * -1e4)[:, None, None]
        inner = self.encoder
        with torch.no_grad():
            x = inner.norm(inner.word(ids) + inner.position(torch.arange(ids.shape[1])) + inner.token_type)
            for layer in inner.layers[:FROZEN]:
                x = layer(x, hidden)
        for layer in inner.layers[FROZEN:]:
            x = layer(x, hidden)
        mean: Tensor = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return mean

    def learning(self) -> list[nn.Parameter]:
        """The encoder's parameters that learn."""
        return [p for layer in self.encoder.layers[FROZEN:] for p in layer.parameters()]


def steps_of(matters: Sequence[Matter], rng: random.Random) -> Iterator[Matter]:
    """All matters once, several together where they are small, in another order each time."""
    order = list(matters)
    rng.shuffle(order)
    some: list[Matter] = []
    for matter in order:
        some.append(matter)
        if sum(len(m.texts) for m in some) >= CLAIMS:
            yield together(some)
            some = []
    if some:
        yield together(some)


def together(matters: Sequence[Matter]) -> Matter:
    """Several matters as one, of at most ``MOST`` texts: claims of two are neither the same nor opposed."""
    texts = [text for matter in matters for text in matter.texts][:MOST]
    pairs: list[list[tuple[int, int]]] = [[], [], []]
    start = 0
    for matter in matters:
        for kept, given in zip(pairs, (matter.same, matter.opposed, matter.nested), strict=True):
            kept += [(i + start, j + start) for i, j in given if max(i, j) + start < len(texts)]
        start += len(matter.texts)
    return Matter(texts, *pairs)


def related_loss(cosines: Tensor, matter: Matter, scale: Tensor, shift: Tensor) -> Tensor:
    """Cosines (n, n) of a matter's claims -> mean loss: whether each pair is related, and whether what is related to a
    claim stands out among all.
    """
    count = len(matter.texts)
    related, weight = torch.zeros(count, count), torch.ones(count, count)
    for pairs, how_much in ((matter.same, 1.0), (matter.opposed, OPPOSED)):
        for i, j in pairs:
            related[i, j] = related[j, i] = 1
            weight[i, j] = weight[j, i] = how_much
    for i, j in matter.nested:
        weight[i, j] = weight[j, i] = 0
    weight.fill_diagonal_(0)
    losses = F.binary_cross_entropy_with_logits(scale * cosines + shift, related, reduction="none") * weight
    near = (losses * related).sum() / (weight * related).sum().clamp(min=1)
    far = (losses * (1 - related)).sum() / (HARDEST * count)
    odds = SHARPNESS * cosines - 1e4 * (weight == 0)
    picked = torch.logsumexp(odds, 1) - torch.logsumexp(odds - 1e4 * (1 - related), 1)
    has_any = (related * (weight > 0)).sum(1) > 0
    return (near + far + (picked * has_any).sum() / has_any.sum().clamp(min=1)) / 2


def train(
    network: ClaimEncoder,
    matters: Sequence[Matter],
    plain: Sequence[str],
    recipe: Recipe,
    note: Callable[[str], None],
) -> None:
    """Teach the encoder.  ``plain``: sentences whose cosines are to stay as they are."""
    torch.set_num_threads(recipe.threads)
    rng = random.Random(recipe.seed)
    network.eval()
    with torch.no_grad():
        before = torch.cat([network(plain[at : at + 256]) for at in range(0, len(plain), 256)])
    network.train()
    body = network.learning()
    optimizer = torch.optim.AdamW(
        [{"params": body, "peak": recipe.rate}, {"params": [network.scale, network.shift], "peak": 0.05}],
        weight_decay=0.01,
    )
    steps = round(sum(1 for _ in steps_of(matters, random.Random(0))) * recipe.epochs)
    done, begin = 0, time.monotonic()
    while done < steps:
        for matter in steps_of(matters, rng):
            if done == steps:
                break
            done += 1
            share = min(done / (recipe.warmup * steps + 1), 1 - 0.98 * done / steps)
            for group in optimizer.param_groups:
                group["lr"] = share * group["peak"]
            vectors = network(matter.texts)
            some = rng.sample(range(len(plain)), min(PLAIN, len(plain)))
            now, then = network([plain[k] for k in some]), before[some]
            loss = related_loss(vectors @ vectors.T, matter, network.scale, network.shift)
            loss = loss + STAY * ((now @ now.T - then @ then.T) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(body, 1.0)
            optimizer.step()
            if done % 20 == 0:
                note(f"step {done} of {steps}, loss {loss.item():.3f}, {time.monotonic() - begin:.0f} s")
    network.eval()
