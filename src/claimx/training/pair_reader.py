"""How the pair reader learns, an encoder that reads two texts in one sequence and says what they are to each other.

It learns from pairs of claims, labelled by clusters and relations, judged one by one or listed by who read the articles
whole; beside them from pairs of headlines with a grade, and from pairs where one follows from the other or contradicts
it.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from claimx.nlp.pair_reader import LABELS, pair_ids, read_ids
from claimx.training.pair_examples import Examples, Kind, Pair
from claimx.training.pair_network import PairNetwork

BATCH = 24
HARD, OTHER = 2, 1
"""For each mention: as many unlike pairs that sound alike, and as many others, are learned from."""

WEIGHTS = (1.0, 1.5, 1.0, 1.0, 1.0, 0.7)
"""Of the labels in the loss."""

ALONE = 0.15
"""Share of texts that are read without what stands before them."""

HEADS_FASTER = 4
"""Times the rate at which the new heads learn."""

_APART = [LABELS.index("none"), LABELS.index("elaborates")]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a training run depends on besides its data.  The rate is AdamW's peak, with linear warm-up and decay;
    ``matters``, ``articles`` and ``judged`` are how many pairs of the written matters, of annotated articles and of the
    news that was judged are learned from, ``doubts`` how often those are in each epoch that an earlier reader was
    wrong or in doubt about, ``suspects`` how many pairs of each listed article that the heads suspect and that are
    nothing.  ``stays``: what an earlier reader's weights count in the mean of them and of what became of them, which is
    what is packaged.
    """

    epochs: float = 1.0
    rate: float = 3e-5
    warmup: float = 0.08
    seed: int = 0
    threads: int = 1
    matters: int = 2_000
    articles: int = 6_000
    judged: int = 7_000
    doubts: int = 2
    suspects: int = 8
    stays: float = 0.5


def claim_pairs(examples: Examples, seed: int) -> list[Pair]:
    """All pairs that are anything to each other, and of the rest the hardest and a few others."""
    rng = np.random.default_rng(seed)
    unlike: dict[str, list[int]] = {}
    chosen = set(np.flatnonzero(examples.labels != "none").tolist())
    for k in np.flatnonzero(examples.labels == "none").tolist():
        for text in examples.texts[k].tolist():
            unlike.setdefault(text, []).append(k)
    near = examples.nearness
    for rows in unlike.values():
        ordered = sorted(rows, key=lambda k: -near[k])
        chosen.update(ordered[:HARD])
        rest = ordered[HARD:]
        chosen.update(rng.choice(rest, min(len(rest), OTHER), replace=False).tolist() if rest else [])
    return [
        Pair(str(one), str(other), "claims", LABELS.index(str(examples.labels[k])))
        for k in sorted(chosen)
        for one, other in [examples.texts[k]]
    ]


def graded_pairs(path: Path) -> list[Pair]:
    """Pairs with a ``score`` of 0 to 5."""
    return [Pair(row["a"], row["b"], "grade", float(row["score"]) / 5) for row in _rows(path)]


def inference_pairs(path: Path) -> list[Pair]:
    """Pairs of which the second follows from the first, is open, or contradicts it."""
    place = {"same": 0, "agree": 0, "entailment": 0, "neutral": 1, "contradict": 2, "contradiction": 2}
    found = []
    for row in _rows(path):
        one, other = (row["a"], row["b"]) if "a" in row else (row["claim"], row["evidence"])
        if row["label"] in place:
            found.append(Pair(one, other, "inference", place[row["label"]]))
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


class Batches:
    """Cuts pairs into batches of like length, in another order each time."""

    def __init__(self, tokenizer: Tokenizer, rng: random.Random) -> None:
        self.tokenizer, self.rng = tokenizer, rng
        self.known: dict[str, list[int]] = {}

    def __call__(self, pairs: Sequence[Pair]) -> list[list[Pair]]:
        order = list(pairs)
        self.rng.shuffle(order)
        made = []
        for at in range(0, len(order), 20 * BATCH):
            alike = sorted(
                order[at : at + 20 * BATCH], key=lambda p: len(self.pieces(p.one)) + len(self.pieces(p.other))
            )
            made += [alike[k : k + BATCH] for k in range(0, len(alike), BATCH)]
        self.rng.shuffle(made)
        return made

    def pieces(self, read: str) -> list[int]:
        if read not in self.known:
            self.known[read] = read_ids(self.tokenizer, read)
        return self.known[read]

    def tensors(self, batch: Sequence[Pair]) -> tuple[Tensor, Tensor]:
        """Ids and mask; which text comes first is left to chance."""
        rows = []
        for pair in batch:
            texts = [
                self.pieces(read if self.rng.random() >= ALONE else read.partition("\n")[0])
                for read in (pair.one, pair.other)
            ]
            rows.append(pair_ids(*(reversed(texts) if self.rng.random() < 0.5 else texts)))
        ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
        mask = torch.zeros_like(ids, dtype=torch.bool)
        for k, pieces in enumerate(rows):
            ids[k, : len(pieces)], mask[k, : len(pieces)] = torch.tensor(pieces), True
        return ids, mask


def apart_loss(logits: Tensor) -> Tensor:
    """Relation logits (n, labels) -> mean loss of pairs that are neither the same nor opposed, whatever they are."""
    return -torch.logsumexp(logits.log_softmax(-1)[:, _APART], -1).mean()


def _loss(network: PairNetwork, pooled: Tensor, batch: Sequence[Pair]) -> Tensor:
    total = pooled.new_zeros(())
    for kind in get_args(Kind):
        at = [k for k, pair in enumerate(batch) if pair.kind == kind]
        if not at:
            continue
        targets = torch.tensor([batch[k].target for k in at])
        if kind == "grade":
            loss = F.binary_cross_entropy_with_logits(network.grade(pooled[at]).squeeze(-1), targets)
        elif kind == "claims":
            weights = torch.tensor(WEIGHTS)
            loss = F.cross_entropy(network.relation(pooled[at]), targets.long(), weights, label_smoothing=0.03)
        elif kind == "apart":
            loss = apart_loss(network.relation(pooled[at]))
        else:
            loss = F.cross_entropy(network.inference(pooled[at]), targets.long())
        total = total + loss * len(at) / len(batch)
    return total


def train(
    pairs: Sequence[Pair], network: PairNetwork, pieces: Tokenizer, recipe: Recipe, note: Callable[[str], None]
) -> None:
    """Teach a network pairs of all kinds at once.  ``pieces``: what cuts a text as it reads."""
    batches = Batches(pieces, random.Random(recipe.seed))
    torch.set_num_threads(recipe.threads)
    network.train()
    body, heads = network.learning()
    optimizer = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01)
    steps, done, begin = round(len(batches(pairs)) * recipe.epochs), 0, time.monotonic()
    while done < steps:
        for batch in batches(pairs)[: steps - done]:
            done += 1
            rate = recipe.rate * min(done / (recipe.warmup * steps + 1), 1 - 0.95 * done / steps)
            for group, times in zip(optimizer.param_groups, (1, HEADS_FASTER), strict=True):
                group["lr"] = times * rate
            with torch.autocast("cpu", torch.bfloat16):
                pooled = network(*batches.tensors(batch))
            loss = _loss(network, pooled.float(), batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step()
            if done % 100 == 0:
                note(f"step {done} of {steps}, loss {loss.item():.3f}, {time.monotonic() - begin:.0f} s")
    network.eval()
