"""Make an attribution model from annotated articles, from data to a folder that the package loads."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from safetensors.torch import load_file

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
from claimx.training.export import export, recalibrate
from claimx.training.exported import weights_of


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

    ``second_round``: go on from the first result half as long, at lower rates, in another order and with other cues.
    """
    cut = wordpieces(backbone)
    states = {name.casefold() for s in load_knowledge(None).all("states") for name in s.names()}

    def examples(seed: int) -> list[Example]:
        read = [e for path, weight in data.train for e in read_articles(path, cut, weight, recipe.rephrase, seed)]
        for path in data.names:
            read += read_names(path, cut, lambda name: name.casefold().removeprefix("the ") in states)
        return read

    dev = {path.parent.name: read_articles(path, cut) for path in data.dev}
    score_dev, weights = attribution_f1(data.dev), backbone / "model.safetensors"
    start = weights_of(start_from) if start_from else None
    best = train(examples(recipe.seed), dev, work / "first", weights, score_dev, recipe, say, start)
    again = later(recipe) if second_round else None
    if again:
        best = train(examples(again.seed), dev, work / "second", weights, score_dev, again, say, load_file(best))
    text = card(data, recipe, again=again, start_from=start_from)
    finish(best, backbone, out, data, text)


def later(recipe: Recipe) -> Recipe:
    """The recipe of a second round."""
    return replace(
        recipe,
        epochs=recipe.epochs / 2,
        rate=round(recipe.rate / 1.5, 6),
        head_rate=round(recipe.head_rate * 0.6, 6),
        seed=recipe.seed + 1,
    )


def finish(weights: Path, backbone: Path, out: Path, data: Data, text: str, version: str = "1") -> None:
    """Export trained weights to ``out`` with the card ``text``, calibrated on the dev files."""
    export(weights, backbone / "tokenizer.json", out, version=version, card=text, calibration={})
    recalibrate(out, calibrate.fit(out, data.dev))
