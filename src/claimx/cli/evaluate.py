"""``claimx evaluate``: score against gold annotations, and the quality gate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimx.cli.terminal import note, out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimx.evaluate.commands import Result
    from claimx.evaluate.gold import Extract

app = typer.Typer(
    help="Score against gold annotations: the pipeline runs on gold's texts, or --predictions names its output.",
    no_args_is_help=True,
)

Gold = Annotated[Path, typer.Argument(help="Gold: a JSON Lines file (.gz too), or a folder that holds one.")]
Predictions = Annotated[Path | None, typer.Option("--predictions", help="Score this claim set or JSON Lines file.")]
Written = Annotated[Path | None, typer.Option("--predictions", help="Write what the resolver made of it there.")]
AsJson = Annotated[bool, typer.Option("--json", help="All figures as JSON.")]
Misses = Annotated[bool, typer.Option("--misses", help="Also what was missed and what was too much.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0: one per core.")]
Cache = Annotated[
    str | None,
    typer.Option("--cache-dir", help='Folder to keep results per article in; "auto": the user\'s cache folder.'),
]


def pipeline(jobs: int | None, cache_dir: str | None = None, model: str | None = None) -> Extract:
    """The whole system as a function of texts; ``model``: as the setting ``attribution_model``."""
    from claimx.api import extract
    from claimx.evaluate.gold import through_files

    return through_files(lambda folder: extract(folder, jobs=jobs, cache_dir=cache_dir, attribution_model=model))


@app.command()
def attribution(
    gold: Gold,
    predictions: Predictions = None,
    min_content_words: Annotated[int, typer.Option(min=0, help="Leave out shorter contents, in gold too.")] = 0,
    model: Annotated[
        str | None, typer.Option(help="Folder of another attribution model; `rules` for the rule tier alone.")
    ] = None,
    misses: Misses = False,
    as_json: AsJson = False,
    jobs: Jobs = None,
    cache_dir: Cache = None,
) -> None:
    """Sources, cues, contents, and whole attributions."""
    from claimx.evaluate.commands import evaluate_attribution

    run = pipeline(jobs, cache_dir, model)
    _print(
        evaluate_attribution(gold, run, predictions=predictions, min_content_words=min_content_words, misses=misses),
        as_json,
    )


@app.command()
def entities(
    gold: Gold,
    predictions: Predictions = None,
    labels: Annotated[str, typer.Option(help="Only these labels, separated by commas.")] = "",
    lenient: Annotated[bool, typer.Option("--lenient", help="Gold's alternative labels are right too.")] = False,
    misses: Misses = False,
    as_json: AsJson = False,
    jobs: Jobs = None,
    cache_dir: Cache = None,
) -> None:
    """Entity mentions, their ids and values."""
    from claimx.evaluate.commands import evaluate_entities

    only = [label.strip() for label in labels.split(",") if label.strip()]
    run = pipeline(jobs, cache_dir)
    _print(evaluate_entities(gold, run, predictions=predictions, labels=only, lenient=lenient, misses=misses), as_json)


@app.command()
def claims(
    gold: Annotated[Path, typer.Argument(help="Gold: a folder with claims.jsonl, clusters.json, relations.json.")],
    predictions: Predictions = None,
    partial: Annotated[bool, typer.Option("--partial", help="Gold does not list every claim: no precision.")] = False,
    docs: Annotated[list[str] | None, typer.Option("--doc", help="Only this document; may be given again.")] = None,
    misses: Misses = False,
    as_json: AsJson = False,
    jobs: Jobs = None,
    cache_dir: Cache = None,
) -> None:
    """Mentions, canonical sources, relays, stance, dates, merging and relations."""
    from claimx.evaluate.commands import evaluate_claims

    run = pipeline(jobs, cache_dir)
    done = evaluate_claims(gold, run, predictions=predictions, partial=partial, docs=docs or (), misses=misses)
    _print(done, as_json)


@app.command()
def events(
    found: Annotated[Path, typer.Argument(help="JSON Lines: what is the same and opposed in articles read whole.")],
    articles: Annotated[Path, typer.Argument(help="JSON Lines of the articles: id, text, publisher, date.")],
    held_back: Annotated[
        bool | None, typer.Option("--held-back/--learned-from", help="Only what nothing learned from, or the rest.")
    ] = None,
    as_json: AsJson = False,
    jobs: Jobs = None,
    cache_dir: Cache = None,
) -> None:
    """Merging and relations within events that somebody read whole."""
    from claimx.evaluate.commands import evaluate_events

    _print(evaluate_events(found, articles, pipeline(jobs, cache_dir), held_back=held_back), as_json)


@app.command()
def calibration(
    gold: Gold,
    predictions: Predictions = None,
    level: Annotated[str, typer.Option(help="detection, attribution or attribution_loose.")] = "attribution",
    as_json: AsJson = False,
    jobs: Jobs = None,
    cache_dir: Cache = None,
) -> None:
    """How often a confidence is kept: reliability table and expected calibration error."""
    from claimx.evaluate.commands import evaluate_calibration

    run = pipeline(jobs, cache_dir)
    _print(evaluate_calibration(gold, run, predictions=predictions, level=level), as_json)


@app.command()
def pairs(
    gold: Annotated[Path, typer.Argument(help="JSON Lines of pairs: a, b with score (0 to 5) or label.")],
    predictions: Written = None,
    as_json: AsJson = False,
) -> None:
    """The resolver on pairs of sentences: what it would merge, and what it must not."""
    from claimx.config import load_settings
    from claimx.evaluate.pairs import evaluate_pairs
    from claimx.systems import judge

    _print_figures(evaluate_pairs(gold, judge(load_settings(Path.cwd())), predictions), as_json)


@app.command()
def clusters(
    gold: Annotated[Path, typer.Argument(help="JSON Lines of tokenised sentences with event chains.")],
    split: Annotated[str | None, typer.Option(help="Only this part of the file.")] = None,
    predictions: Written = None,
    as_json: AsJson = False,
) -> None:
    """The resolver on sentences about events: clusters against chains, all topics at once."""
    from claimx.config import load_settings
    from claimx.evaluate.clusters import evaluate_clusters
    from claimx.systems import grouper

    _print_figures(evaluate_clusters(gold, grouper(load_settings(Path.cwd())), predictions, split), as_json)


@app.command()
def dates(
    gold: Annotated[Path, typer.Argument(help="JSON Lines of date expressions in context.")],
    misses: Misses = False,
    as_json: AsJson = False,
) -> None:
    """Date expressions in context: values given the span, and spans found."""
    from claimx.evaluate.gold import check_dates
    from claimx.systems import date_accuracy

    check_dates(gold)
    done = date_accuracy(gold)
    shares = {"values": done.values, "values_untold_tense": done.untold, "spans": done.spans}
    _print_figures({name: count / max(1, done.total) for name, count in shares.items()}, as_json)
    if misses:
        for line in done.wrong:
            out(line)


@app.command()
def compare(
    gold: Gold,
    a: Annotated[Path, typer.Argument(help="Predictions of one system.")],
    b: Annotated[Path, typer.Argument(help="Predictions of the other.")],
    as_json: AsJson = False,
) -> None:
    """Whether two systems' attribution figures differ by more than chance (paired bootstrap over articles)."""
    from claimx.evaluate.commands import compare_attributions

    _print(compare_attributions(gold, a, b), as_json)


@app.command()
def gate(
    data: Annotated[
        Path | None, typer.Option(help="Folder of the data; else CLAIMX_DATA, else ../shared/data.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--set", help="Only this set; may be given again.")] = None,
    require_data: Annotated[bool, typer.Option("--require-data", help="Absent data is a failure.")] = False,
    update: Annotated[bool, typer.Option("--update", help="Raise the floors to what was measured.")] = False,
    allow_lower: Annotated[bool, typer.Option("--allow-lower", help="With --update: lower floors too.")] = False,
    jobs: Jobs = None,
    cache_dir: Cache = None,
) -> None:
    """Every measure against its pinned floor; exit 1 if one is broken, 3 if data is absent."""
    from claimx.config import load_settings
    from claimx.evaluate.floors import floors_file, read_floors
    from claimx.evaluate.gate import data_folder, repository, run_gate
    from claimx.evaluate.measures import Systems
    from claimx.files import write_file
    from claimx.systems import resolver_measures

    systems = Systems(pipeline(jobs, cache_dir), resolver_measures(load_settings(Path.cwd())))
    floors = read_floors(floors_file())
    folder = data or data_folder(Path.cwd())
    written = repository(Path.cwd()) / "written"
    done = run_gate(folder, systems, floors, written, sets=only or (), progress=lambda name: note(f"measuring {name}"))
    out(done.table())
    if update:
        write_file(floors_file(), done.updated(allow_lower=allow_lower).dump())
    sys.exit(0 if update else done.status(require_data=require_data))


def _print_figures(figures: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        import json

        out(json.dumps(figures, indent=1, sort_keys=True))
        return
    for name, value in figures.items():
        if isinstance(value, dict):
            out(f"{name:<24}{'  '.join(f'{k} {v:.3f}' for k, v in value.items())}")
        elif isinstance(value, float):
            out(f"{name:<24}{value:.3f}")
        elif value:
            out(f"{name:<24}{value}")


def _print(result: Result, as_json: bool) -> None:
    if as_json:
        import json

        out(json.dumps(result.data, indent=1, sort_keys=True))
    else:
        out(result.text)
