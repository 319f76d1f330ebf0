"""Make an attribution model from annotated articles, from data to a folder that the package loads."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from safetensors.torch import load_file, save_file

from claimx.evaluate.attribution import pair_all, score
from claimx.evaluate.gold import Roles, jsonl, read_attributions
from claimx.knowledge.kb import load_knowledge
from claimx.nlp.decode import Scored
from claimx.nlp.encoding import WordPieces
from claimx.training import calibrate
from claimx.training.attribution import Recipe, train
from claimx.training.card import card
from claimx.training.deberta import commonest
from claimx.training.examples import Example, read_articles, read_names
from claimx.training.export import export, recalibrate, weights_of

FIRST_SHARE = 0.35
"""How much the first round counts in the average of two."""


@dataclass(frozen=True, slots=True)
class Data:
    """Annotated files: those to learn from, each with how often an epoch sees it; names to learn from; those to
    choose by.
    """

    train: Sequence[tuple[Path, int]]
    dev: Sequence[Path]
    names: Sequence[Path] = ()


def wordpieces(backbone: Path) -> WordPieces:
    """What cuts words as the backbone does."""
    return WordPieces(json.dumps(commonest(backbone / "tokenizer.json")))


def attribution_f1(gold_files: Sequence[Path]) -> Callable[[Sequence[Example], list[list[Scored]]], float]:
    """A function that scores predictions on examples of the gold files."""
    texts: dict[str, str] = {}
    gold: dict[str, list[Roles]] = {}
    for path in gold_files:
        texts |= {a["id"]: a["text"] for a in jsonl(path)}
        gold |= read_attributions(path)

    def measure(examples: Sequence[Example], found: list[list[Scored]]) -> float:
        predicted = {
            e.id: [calibrate.as_roles(s) for s in f if s.content] for e, f in zip(examples, found, strict=True)
        }
        wanted = {e.id: gold[e.id] for e in examples}
        paired = pair_all({e.id: texts[e.id] for e in examples}, wanted, predicted, own_voice=False)
        return score(paired.values()).levels["attribution"].f1

    return measure


def build(
    data: Data,
    backbone: Path,
    work: Path,
    out: Path,
    recipe: Recipe,
    say: Callable[[str], None],
    start_from: Path | None = None,
    second_round: bool = True,
) -> None:
    """Train in ``work`` (resumable), then export to ``out`` and calibrate there on the dev files.

    ``second_round``: train on from the first result at lower rates in another order, and average the two.
    """
    cut = wordpieces(backbone)
    states = {name.casefold() for s in load_knowledge(None).all("states") for name in s.names()}
    changed = (recipe.rephrase, recipe.seed)
    examples = [e for path, weight in data.train for e in read_articles(path, cut, weight, *changed)]
    for path in data.names:
        examples += read_names(path, cut, lambda name: name.casefold().removeprefix("the ") in states)
    dev = {path.parent.name: read_articles(path, cut) for path in data.dev}
    score_dev, weights = attribution_f1(data.dev), backbone / "model.safetensors"
    start = weights_of(start_from) if start_from else None
    best = train(examples, dev, work / "first", weights, score_dev, recipe, say, start)
    if second_round:
        again = replace(recipe, rate=recipe.rate * 0.75, head_rate=recipe.head_rate * 0.7, seed=recipe.seed + 1)
        second = train(examples, dev, work / "second", weights, score_dev, again, say, load_file(best))
        best = averaged(best, second, work / "averaged.safetensors")
    text = card(data, recipe, second_round=second_round, start_from=start_from)
    finish(best, backbone, out, data, text)


def averaged(first: Path, second: Path, out: Path) -> Path:
    """The weighted mean of two sets of weights, the later one counting more, written to ``out``."""
    a, b = load_file(first), load_file(second)
    save_file({name: (FIRST_SHARE * a[name] + (1 - FIRST_SHARE) * b[name]).contiguous() for name in a}, out)
    return out


def finish(weights: Path, backbone: Path, out: Path, data: Data, text: str, version: str = "1") -> None:
    """Export trained weights to ``out`` with the card ``text``, calibrated on the dev files."""
    export(weights, backbone / "tokenizer.json", out, version=version, card=text, calibration={})
    recalibrate(out, calibrate.fit(out, data.dev))
