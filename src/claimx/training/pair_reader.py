"""Train the pair reader: an encoder that reads two texts in one sequence and says what they are to each other.

It learns from pairs of claims that a run would compare, labelled by clusters and relations, and beside them from pairs
of headlines with a grade, and from pairs where one follows from the other or contradicts it.
"""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from claimx.nlp.onnx import quantize
from claimx.nlp.pair_reader import FORMAT, LABELS, pair_ids
from claimx.training.export import list_files
from claimx.training.fused import fuse
from claimx.training.network import HIDDEN, Encoder
from claimx.training.pair_examples import Examples, Pair

LONGEST = 56
"""Wordpieces read of each text."""

BATCH = 24
HARD, OTHER = 4, 1
"""For each mention: as many unlike pairs that sound alike, and as many others, are learned from."""

WEIGHTS = (1.0, 1.5, 1.0, 1.0, 1.0, 0.7)
"""Of the labels in the loss."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a training run depends on besides its data.  The rate is AdamW's peak, with linear warm-up and decay."""

    epochs: float = 3.5
    rate: float = 1e-4
    warmup: float = 0.06
    seed: int = 0
    threads: int = 1


class PairNetwork(nn.Module):
    """The encoder over ``[CLS] one [SEP] other [SEP]``, and a head for each kind of pair."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.segment = nn.Embedding(2, HIDDEN)
        self.relation = nn.Sequential(
            nn.Linear(2 * HIDDEN, HIDDEN), nn.Tanh(), nn.Dropout(0.1), nn.Linear(HIDDEN, len(LABELS))
        )
        self.grade = nn.Linear(2 * HIDDEN, 1)
        self.inference = nn.Linear(2 * HIDDEN, 3)

    def load_backbone(self, path: Path) -> None:
        """Take the weights of a BERT ``model.safetensors``."""
        self.encoder.load_backbone(path)
        self.segment.weight.data.copy_(load_file(path)["embeddings.token_type_embeddings.weight"])

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """ids, types (b, t), mask (b, t) bool -> (b, 2 * hidden): the first state beside the mean of all."""
        x = self.embed(ids, types)
        bias = torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in self.encoder.layers:
            x = layer(x, bias)
        share = mask[..., None] / mask.sum(1)[:, None, None]
        return torch.cat([x[:, 0], (x * share).sum(1)], -1)

    def embed(self, ids: Tensor, types: Tensor) -> Tensor:
        """What the first layer reads."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.encoder.norm(self.encoder.word(ids) + self.encoder.position(place) + self.segment(types))
        return F.dropout(x, self.encoder.dropout, self.training)


class _PairGraph(nn.Module):
    """What the runtime asks of the network, for one pair without padding."""

    def __init__(self, network: PairNetwork) -> None:
        super().__init__()
        self.network = network
        fuse(network.encoder)

    def forward(self, ids: Tensor, types: Tensor) -> tuple[Tensor, Tensor]:
        """ids, types (1, t) -> relation logits (1, labels), grade log odds (1,)."""
        x = self.network.embed(ids, types)
        for layer in self.network.encoder.layers:
            x = layer(x, None)
        pooled = torch.cat([x[:, 0], x.mean(1)], -1)
        return self.network.relation(pooled), self.network.grade(pooled).squeeze(-1)


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


class _Batches:
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

    def pieces(self, text: str) -> list[int]:
        if text not in self.known:
            self.known[text] = self.tokenizer.encode(text, add_special_tokens=False).ids[:LONGEST]
        return self.known[text]

    def tensors(self, batch: Sequence[Pair]) -> tuple[Tensor, Tensor, Tensor]:
        """Ids, segments and mask; which text comes first is left to chance."""
        rows = []
        for pair in batch:
            texts = [self.pieces(pair.one), self.pieces(pair.other)]
            rows.append(pair_ids(*(reversed(texts) if self.rng.random() < 0.5 else texts)))
        ids = torch.zeros(len(rows), max(len(row[0]) for row in rows), dtype=torch.long)
        types, mask = torch.zeros_like(ids), torch.zeros_like(ids, dtype=torch.bool)
        for k, (pieces, segments) in enumerate(rows):
            ids[k, : len(pieces)], types[k, : len(pieces)] = torch.tensor(pieces), torch.tensor(segments)
            mask[k, : len(pieces)] = True
        return ids, types, mask


def _loss(network: PairNetwork, pooled: Tensor, batch: Sequence[Pair]) -> Tensor:
    total = pooled.new_zeros(())
    for kind in ("claims", "grade", "inference"):
        at = [k for k, pair in enumerate(batch) if pair.kind == kind]
        if not at:
            continue
        targets = torch.tensor([batch[k].target for k in at])
        if kind == "grade":
            loss = F.binary_cross_entropy_with_logits(network.grade(pooled[at]).squeeze(-1), targets)
        elif kind == "claims":
            weights = torch.tensor(WEIGHTS)
            loss = F.cross_entropy(network.relation(pooled[at]), targets.long(), weights, label_smoothing=0.03)
        else:
            loss = F.cross_entropy(network.inference(pooled[at]), targets.long())
        total = total + loss * len(at) / len(batch)
    return total


def train(
    claims: Sequence[Pair], beside: Sequence[Pair], backbone: Path, recipe: Recipe, note: Callable[[str], None]
) -> PairNetwork:
    """The mean of a network's weights after the first epoch and after the last: there are few pairs to learn from, and
    either alone has learned other things by heart.

    ``backbone``: a folder with ``model.safetensors`` and ``tokenizer.json``.
    """
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    tokenizer = Tokenizer.from_file(str(backbone / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    batches = _Batches(tokenizer, random.Random(recipe.seed))
    network = PairNetwork()
    network.load_backbone(backbone / "model.safetensors")
    network.train()
    unread = {*network.encoder.trigger.parameters(), *network.encoder.entity.parameters()}
    optimizer = torch.optim.AdamW([p for p in network.parameters() if p not in unread], lr=recipe.rate)
    epoch = len(batches(claims)) + len(batches(beside))
    steps, done, begin = round(epoch * recipe.epochs), 0, time.monotonic()
    early: dict[str, Tensor] = {}
    while done < steps:
        mixed = [*batches(claims), *batches(beside)]
        batches.rng.shuffle(mixed)
        for batch in mixed[: steps - done]:
            done += 1
            rate = recipe.rate * min(done / (recipe.warmup * steps + 1), 1 - 0.95 * done / steps)
            for group in optimizer.param_groups:
                group["lr"] = rate
            loss = _loss(network, network(*batches.tensors(batch)), batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if done % 100 == 0:
                note(f"step {done} of {steps}, loss {loss.item():.3f}, {time.monotonic() - begin:.0f} s")
        early = early or {name: tensor.clone() for name, tensor in network.state_dict().items()}
    network.load_state_dict({name: (early[name] + tensor) / 2 for name, tensor in network.state_dict().items()})
    network.eval()
    return network


_CARD = """# Pair reader of the resolver

**What it is.** all-MiniLM-L6-v2 (Reimers and Gurevych; Apache-2.0), fine-tuned to read two claims in one sequence and
say what they are to each other; an ONNX graph with int8 weights and one operator for attention. `SHA256SUMS` is checked
before anything is loaded.

**What it is for.** Pairs that the readable features leave open: its log odds of "the same" are added to theirs. It
never decides alone, and the gate on facts stands before it.

**Trained on.** `domain`: this project's own writing. `headlines` (SemEval STS 2013 and 2014, gathered by the Europe
Media Monitor, reuse with acknowledgement; **no explicit licence for the headlines**): grades of likeness. `edits`
(derived from CC BY sets, and from those headlines), `negation` (Hossain et al. 2020, MIT; sentences of MNLI, SNLI,
RTE), `fever_symmetric` (Schuster et al. 2019, CC BY-SA 3.0): what follows, what contradicts.

**Recipe.** {recipe}; {claims} pairs of claims, {beside} others.

**Limits.** English. At most {longest} wordpieces of each claim are read. Learned from few events: on other matters its
word counts for less. Pairs are read one at a time, so a reading depends on the two texts alone; processors with other
instructions may round differently.

**Made by.** `claimx train pairs DATA --backbone BACKBONE -o models/pairs`.
"""


def export(network: PairNetwork, backbone: Path, out: Path, version: str, card: dict[str, object]) -> None:
    """Write ``out``: pairs.onnx, tokenizer.json, config.json, MODEL_CARD.md, SHA256SUMS."""
    out.mkdir(parents=True, exist_ok=True)
    raw = out / "raw.onnx"
    ids = torch.ones(1, 20, dtype=torch.long)
    torch.onnx.export(
        _PairGraph(network).eval(), (ids, torch.zeros_like(ids)), str(raw), dynamo=False, opset_version=17,
        input_names=["ids", "types"], output_names=["relation", "grade"],
        dynamic_axes={"ids": {1: "t"}, "types": {1: "t"}},
    )  # fmt: skip
    quantize(raw, out / "pairs.onnx")
    raw.unlink()
    shutil.copy(backbone / "tokenizer.json", out / "tokenizer.json")
    config = {"format": FORMAT, "version": version, "longest": LONGEST}
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", "utf-8")
    (out / "MODEL_CARD.md").write_text(_CARD.format(longest=LONGEST, **card), "utf-8")
    list_files(out)


def build(data: Path, backbone: Path, out: Path, recipe: Recipe, version: str, note: Callable[[str], None]) -> None:
    """Train on ``data`` (see :mod:`claimx.training.pairs`) and write the model."""
    from claimx.training.pair_examples import packaged_examples

    resolver = data / "resolver"
    claims = claim_pairs(packaged_examples(data / "domain/train"), recipe.seed)
    beside = graded_pairs(resolver / "headlines.jsonl")
    for name in ("negation", "fever_symmetric", "edits"):
        beside += inference_pairs(resolver / f"{name}.jsonl")
    note(f"{len(claims)} pairs of claims, {len(beside)} others")
    network = train(claims, beside, backbone, recipe, note)
    card: dict[str, object] = {
        "recipe": f"`{json.dumps(asdict(recipe))}`",
        "claims": len(claims),
        "beside": len(beside),
    }
    export(network, backbone, out, version, card)
