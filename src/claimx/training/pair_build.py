"""Make the packaged pair reader: what it learns from, how, and the card that says so."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from claimx.training.judged import judged_pairs, listed_pairs, suspected_pairs
from claimx.training.matters import matter_pairs
from claimx.training.pair_examples import Pair, packaged_examples
from claimx.training.pair_network import PairNetwork, export, fresh_network, network_of, recipe_of, wordpieces
from claimx.training.pair_reader import Batches, Recipe, claim_pairs, graded_pairs, inference_pairs, train

SEEN = 200
"""Pairs on which is seen how large the network's states become, before they are rounded."""


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
    claims = _claims(data, written, recipe)
    resolver = data / "resolver"
    beside = [*graded_pairs(resolver / "headlines.jsonl"), *inference_pairs(resolver / "edits.jsonl")]
    note(f"{len(claims)} pairs of claims, {len(beside)} others")
    torch.manual_seed(recipe.seed)
    network = network_of(start_from, backbone) if start_from else fresh_network(backbone)
    before = {name: weights.clone() for name, weights in network.state_dict().items()}
    train([*claims, *beside], network, wordpieces(backbone), recipe, note)
    if start_from:
        after = network.state_dict()
        network.load_state_dict({name: torch.lerp(after[name], before[name], recipe.stays) for name in after})
    card: dict[str, object] = {
        "recipe": f"`{json.dumps(asdict(recipe))}`",
        "claims": len(claims),
        "beside": len(beside),
        "start_from": " --start-from EARLIER" if start_from else "",
        "earlier": f" Before that:\n\n{recipe_of(start_from)}" if start_from else "",
    }
    package(network, claims, backbone, out, version, card)


def package(
    network: PairNetwork, pairs: Sequence[Pair], backbone: Path, out: Path, version: str, card: dict[str, object]
) -> None:
    """Write a model.  ``pairs``: what it may have to read."""
    some = random.Random(0).sample(pairs, min(SEEN, len(pairs)))
    batches = Batches(wordpieces(backbone), random.Random(0))
    export(network, lambda: [network(*batches.tensors(batch)) for batch in batches(some)], backbone, out, version, card)


def _claims(data: Path, written: Path, recipe: Recipe) -> list[Pair]:
    """Pairs of claims of all that was annotated, written or judged."""
    found = _some(matter_pairs(written / "matters.jsonl", recipe.seed), recipe.matters, recipe.seed)
    of_articles: list[Pair] = []
    for folder in (data / "domain/train", written / "train"):
        of_articles += claim_pairs(packaged_examples(folder), recipe.seed)
    found += _some(of_articles, recipe.articles, recipe.seed)
    polnear, real = written / "polnear", data / "polnear/train.jsonl.gz"
    for folder, articles in ((polnear, real), (written / "news", written / "news/articles.jsonl")):
        found += listed_pairs(folder / "found.jsonl", articles, recipe.seed)
        found += judged_pairs(folder / "doubts.jsonl", articles) * recipe.doubts
        found += suspected_pairs(folder / "found.jsonl", articles, recipe.suspects, recipe.seed)
    return found + _some(judged_pairs(polnear / "pairs.jsonl", real), recipe.judged, recipe.seed)


def _some(pairs: Sequence[Pair], wanted: int, seed: int) -> list[Pair]:
    return random.Random(seed).sample(pairs, min(wanted, len(pairs)))
