"""Make the packaged pair reader: what it learns from, how, and the card that says so."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from claimx.training.distilled import distil
from claimx.training.judged import SINCE, held_back, judged_pairs, listed_pairs
from claimx.training.matters import matter_pairs
from claimx.training.pair_examples import Pair, packaged_examples
from claimx.training.pair_network import (
    FROZEN,
    PairNetwork,
    export,
    fresh_network,
    network_of,
    recipe_of,
    wordpieces,
)
from claimx.training.pair_reader import Batches, Recipe, claim_pairs, graded_pairs, inference_pairs, train
from claimx.training.unjudged import unjudged_pairs

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
    teachers: Sequence[Path] = (),
) -> None:
    """Train on ``data`` (see :mod:`claimx.training.pairs`) and our own ``written`` articles and matters; write the
    model.

    ``start_from``: folder of an earlier one to go on from.  ``teachers``: folders of deeper ones from which a
    shallower one learns, see :mod:`claimx.training.distilled`.
    """
    claims = _claims(data, written, recipe)
    resolver, pieces = data / "resolver", wordpieces(backbone)
    beside = [*graded_pairs(resolver / "headlines.jsonl"), *inference_pairs(resolver / "edits.jsonl")]
    note(f"{len(claims)} pairs of claims, {len(beside)} others")
    card: dict[str, object] = {"recipe": f"`{json.dumps(asdict(recipe))}`", "earlier": "", "options": ""}
    if teachers:
        more = _unjudged(data, written, recipe)
        note(f"{len(more)} pairs that nobody has judged")
        known = [network_of(folder, backbone) for folder in teachers]
        network = distil(known, [*claims, *beside, *more], pieces, recipe, note)
        judged = len(claims) + len(beside)
        card["learned"] = _DISTILLED.format(layers=len(network.encoder.layers), judged=judged, more=len(more))
        card["earlier"] = f" That one:\n\n{recipe_of(teachers[0])}"
        card["options"] = " --teacher DEEPER"
    else:
        network = network_of(start_from, backbone) if start_from else fresh_network(backbone)
        train([*claims, *beside], network, pieces, recipe, note)
        card["learned"] = _TRAINED.format(claims=len(claims), beside=len(beside), frozen=FROZEN)
        if start_from:
            card["earlier"] = f" Before that:\n\n{recipe_of(start_from)}"
            card["options"] = " --start-from EARLIER"
    package(network, claims, backbone, out, version, card)


_TRAINED = "{claims} pairs of claims, {beside} others. Embeddings and the lower {frozen} layers stay as they were."

_DISTILLED = """Its {layers} layers began as every second one of a deeper reader's, and learned what that one makes of
{judged} judged pairs and of {more} that nobody has judged; embeddings stay as they were."""


def package(
    network: PairNetwork, pairs: Sequence[Pair], backbone: Path, out: Path, version: str, card: dict[str, object]
) -> None:
    """Write a model.  ``pairs``: what it may have to read."""
    some = random.Random(0).sample(pairs, min(SEEN, len(pairs)))
    batches = Batches(wordpieces(backbone), random.Random(0))
    export(network, lambda: [network(*batches.tensors(batch)) for batch in batches(some)], backbone, out, version, card)


def _claims(data: Path, written: Path, recipe: Recipe) -> list[Pair]:
    """Pairs of claims that somebody has judged."""
    found = _some(matter_pairs(written / "matters.jsonl", recipe.seed), recipe.matters, recipe.seed)
    of_articles: list[Pair] = []
    for folder in (data / "domain/train", written / "train"):
        of_articles += claim_pairs(packaged_examples(folder), recipe.seed)
    found += _some(of_articles, recipe.articles, recipe.seed)
    real, polnear = data / "polnear/train.jsonl.gz", written / "polnear"
    found += judged_pairs(polnear / "pairs.jsonl", real) * recipe.judged
    found += listed_pairs(polnear / "found.jsonl", real, recipe.seed)
    return found + listed_pairs(written / "news/found.jsonl", written / "news/articles.jsonl", recipe.seed)


def _unjudged(data: Path, written: Path, recipe: Recipe) -> list[Pair]:
    """Pairs of claims of real and invented news, most of them alike somehow."""
    news = written / "news"
    real = unjudged_pairs(data / "polnear/train.jsonl.gz", recipe.unjudged, recipe.seed, since=SINCE)
    kept = held_back(news / "found.jsonl")
    return real + unjudged_pairs(news / "articles.jsonl", recipe.unjudged // 2, recipe.seed, without=kept)


def _some(pairs: Sequence[Pair], wanted: int, seed: int) -> list[Pair]:
    return random.Random(seed).sample(pairs, min(wanted, len(pairs)))
