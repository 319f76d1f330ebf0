"""``claimx train``: make the models."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimx.cli.terminal import note
from claimx.errors import MissingExtraError, UsageError

app = typer.Typer(help="Make the models (extra: train).", no_args_is_help=True)


@app.callback()
def training() -> None:
    """Make the models (extra: train)."""


@app.command()
def attribution(
    train: Annotated[list[str], typer.Argument(help="Annotated articles to learn from, FILE or FILE=TIMES an epoch.")],
    dev: Annotated[list[Path], typer.Option(help="Annotated articles to choose and calibrate by; may be given again.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.")],
    backbone: Annotated[Path, typer.Option(help="Folder with the encoder's model.safetensors and tokenizer.json.")],
    work: Annotated[Path | None, typer.Option(help="Folder for checkpoints; a run that stopped goes on there.")] = None,
    names: Annotated[
        list[Path] | None, typer.Option(help="JSON Lines with entities only, to learn names from.")
    ] = None,
    start_from: Annotated[Path | None, typer.Option(help="Folder of an earlier model to go on from.")] = None,
    epochs: Annotated[float | None, typer.Option(help="Times through the data.")] = None,
    rate: Annotated[float | None, typer.Option(help="Peak learning rate of the encoder.")] = None,
    head_rate: Annotated[float | None, typer.Option(help="Peak learning rate of the heads.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of everything random.")] = None,
    second_round: Annotated[bool, typer.Option(help="Go on half as long, at lower rates.")] = True,
    threads: Annotated[int | None, typer.Option(help="Processor threads.")] = None,
) -> None:
    """Train the attribution model, export and calibrate it; resumable, stops early on the attribution F1 of DEV."""
    _need_torch()
    from dataclasses import replace

    from claimx.training.attribution import Recipe
    from claimx.training.build import Data, build

    chosen = {"epochs": epochs, "rate": rate, "head_rate": head_rate, "seed": seed, "threads": threads}
    recipe = replace(Recipe(), **{k: v for k, v in chosen.items() if v is not None})  # type: ignore[arg-type]
    data = Data(train=[_weighted(item) for item in train], dev=dev, names=names or [])
    checkpoints = work or output.with_name(f"{output.name}.work")
    build(data, backbone, checkpoints, output, recipe, note, start_from, second_round)


@app.command()
def sentences(
    data: Annotated[Path, typer.Argument(help="Folder with polnear and resolver.")],
    backbone: Annotated[Path, typer.Option(help="Folder with the encoder's model.safetensors and tokenizer.json.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.")],
    written: Annotated[Path, typer.Option(help="Folder with train, news, polnear, matters.jsonl.")] = Path("written"),
    epochs: Annotated[float | None, typer.Option(help="Times through the data.")] = None,
    rate: Annotated[float | None, typer.Option(help="Peak learning rate.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of everything random.")] = None,
    threads: Annotated[int | None, typer.Option(help="Processor threads.")] = None,
    version: Annotated[str, typer.Option(help="What the model is to call itself.")] = "3",
) -> None:
    """Train the sentence encoder of the resolver and export it."""
    _need_torch()
    from dataclasses import replace

    from claimx.training.claim_vectors import Recipe
    from claimx.training.sentences import build

    chosen = {"epochs": epochs, "rate": rate, "seed": seed, "threads": threads}
    recipe = replace(Recipe(), **{k: v for k, v in chosen.items() if v is not None})  # type: ignore[arg-type]
    build(data, written, backbone, output, recipe, version, note)


@app.command()
def pairs(
    data: Annotated[Path, typer.Argument(help="Folder with domain/train, polnear and resolver.")],
    backbone: Annotated[Path, typer.Option(help="Folder with the encoder's model.safetensors and tokenizer.json.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.")],
    written: Annotated[Path, typer.Option(help="Folder with train, news, polnear, matters.jsonl.")] = Path("written"),
    epochs: Annotated[float | None, typer.Option(help="Times through the data.")] = None,
    rate: Annotated[float | None, typer.Option(help="Peak learning rate.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of everything random.")] = None,
    threads: Annotated[int | None, typer.Option(help="Processor threads.")] = None,
    start_from: Annotated[Path | None, typer.Option(help="Folder of an earlier model to go on from.")] = None,
    version: Annotated[str, typer.Option(help="What the model is to call itself.")] = "1",
) -> None:
    """Train the pair reader of the resolver and export it."""
    _need_torch()
    from dataclasses import replace

    from claimx.training.pair_build import build
    from claimx.training.pair_reader import Recipe

    chosen = {"epochs": epochs, "rate": rate, "seed": seed, "threads": threads}
    recipe = replace(Recipe(), **{k: v for k, v in chosen.items() if v is not None})  # type: ignore[arg-type]
    build(data, written, backbone, output, recipe, version, note, start_from)


def _need_torch() -> None:
    try:
        import torch  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("torch", "train") from error


def _weighted(item: str) -> tuple[Path, int]:
    name, equals, times = item.rpartition("=")
    if not equals:
        return Path(item), 1
    if not times.isdigit() or int(times) < 1:
        raise UsageError(f"{item!r}: {times!r} is no number of times", remedy="write FILE=2")
    return Path(name), int(times)
