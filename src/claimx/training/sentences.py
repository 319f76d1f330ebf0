"""Make the packaged sentence encoder: what it learns from, the graph, and the card that says so."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor, nn

from claimx.evaluate.pairs import read_pairs
from claimx.nlp.onnx import quantize
from claimx.nlp.sentence_vectors import FORMAT
from claimx.training.bert import HIDDEN, MiniLM
from claimx.training.claim_vectors import LONGEST, ClaimEncoder, Recipe, train
from claimx.training.export import list_files
from claimx.training.told_together import annotated_matters, listed_matters, written_matters

SCALE = 317.5
"""Of a vector of length 1, before it is rounded to int8: two and a half times what its largest component mostly is."""

_CARD = """# Sentence vectors for the resolver

**What it is.** all-MiniLM-L6-v2 (Reimers and Gurevych; Apache-2.0), fine-tuned on claims; an ONNX graph with int8
weights and one operator for attention. `SHA256SUMS` is checked before anything is loaded. The tokenizer is that of the
same model.

**What it is for.** One vector for each claim, of its cue, its content, and what stands before a short one: the mean of
the last hidden states, scaled to length 1, times `scale`, rounded to int8. Claims that are the same or opposed come
near each other. The resolver compares what is near, and takes the cosine of two vectors as one feature among others. It
never decides alone: a vector does not see a number, a date or a "not".

**Trained on.** {claims} claims of {matters} matters: `written` (this project's own articles, events and matters) and
`polnear` (PolNeAR v1.0.0, **no licence stated**): claims of its articles, which were read whole for this project
(`written/polnear`). That the cosines of plain sentences stay as they were is learned from {plain} sentences of
`headlines` (SemEval STS 2013 and 2014, gathered by the Europe Media Monitor, reuse with acknowledgement; **no explicit
licence for the headlines**) and `negation` (Hossain et al. 2020, MIT; its sentences are of MNLI, SNLI and RTE).

**Recipe.** `{recipe}`. Embeddings and the lowest layer stay as they were.

**Limits.** English. At most `longest` wordpieces of a claim are read. Claims are encoded one at a time, so a vector
depends on its text alone; processors with other instructions may round differently.

**Made by.** `claimx train sentences DATA --written WRITTEN --backbone BACKBONE -o models/sentences`.
"""


class _SentenceGraph(nn.Module):
    """The mean of the last hidden states."""

    def __init__(self, encoder: MiniLM) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        """ids (b, t) -> (b, hidden)."""
        states: Tensor = self.encoder(ids)
        return states.mean(1)


def build(
    data: Path, written: Path, backbone: Path, out: Path, recipe: Recipe, version: str, note: Callable[[str], None]
) -> None:
    """Train on our own ``written`` articles and on those of ``data`` that were read whole; write the model.

    ``backbone``: a folder with ``model.safetensors`` and ``tokenizer.json``.  What the resolver's weights are learned
    from is left out, so that they know what a vector is worth on text that it has not seen.
    """
    matters = [
        *listed_matters(written / "news/found.jsonl", written / "news/articles.jsonl"),
        *listed_matters(written / "polnear/found.jsonl", data / "polnear/train.jsonl.gz"),
        *annotated_matters(written / "train"),
        *written_matters(written / "matters.jsonl", recipe.matters, recipe.seed),
    ]
    pairs = [pair for name in ("headlines", "negation") for pair in read_pairs(data / f"resolver/{name}.jsonl")]
    plain = list(dict.fromkeys(text for pair in pairs for text in (pair.one, pair.other)))
    count = sum(len(matter.texts) for matter in matters)
    note(f"{count} claims of {len(matters)} matters, {len(plain)} plain sentences")
    torch.manual_seed(recipe.seed)
    network = ClaimEncoder(backbone)
    train(network, matters, plain, recipe, note)
    known = {"claims": count, "matters": len(matters), "plain": len(plain), "recipe": json.dumps(asdict(recipe))}
    export(network, backbone, out, version, _CARD.format(**known))


def export(network: ClaimEncoder, backbone: Path, out: Path, version: str, card: str) -> None:
    """Write ``out``: sentences.onnx, tokenizer.json, config.json, MODEL_CARD.md, SHA256SUMS."""
    out.mkdir(parents=True, exist_ok=True)
    raw = out / "raw.onnx"
    encoder = MiniLM()
    encoder.load_state_dict(network.encoder.state_dict())
    graph = _SentenceGraph(encoder).eval()
    torch.onnx.export(
        graph, (torch.ones(2, 20, dtype=torch.long),), str(raw), dynamo=False, opset_version=17,
        input_names=["ids"], output_names=["mean"], dynamic_axes={"ids": {0: "b", 1: "t"}, "mean": {0: "b"}},
    )  # fmt: skip
    quantize(raw, out / "sentences.onnx")
    raw.unlink()
    shutil.copy(backbone / "tokenizer.json", out / "tokenizer.json")
    config = {"format": FORMAT, "version": version, "dimension": HIDDEN, "longest": LONGEST, "scale": SCALE}
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", "utf-8")
    (out / "MODEL_CARD.md").write_text(card, "utf-8")
    list_files(out)
