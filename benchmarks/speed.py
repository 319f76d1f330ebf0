"""How fast the whole extraction is, how much memory it takes, and where the time goes.

    python benchmarks/speed.py [--articles 100] [--jobs 2] [--json]

The articles are those of ``corpus/``, varied until there are enough: paragraphs in another order and some left out,
numbers and names changed, published a month apart, so that neither the cache nor the search for reprints has it easy.
Each run is a process of its own.  The table gives words and sentences per second once the models are loaded, the time
before the first article is done, the time to resolve and render, peak memory (all processes), and with one process the
share of each stage.  Timings hold for the machine they were taken on, whose processor count is printed.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import inspect
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_NUMBER = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?][”\"')]*\s")
_GRAPHS = {"states": "model: attribution", "roles": "model: roles", "mean": "model: sentence vectors"}
"""The models by the first of their outputs."""


def write_articles(folder: Path, wanted: int, seed: int) -> tuple[int, int]:
    """Write that many articles with sidecars; their words and, roughly, sentences.  Exits where corpus/ is empty."""
    originals = sorted(p for p in (ROOT / "corpus").rglob("*") if p.suffix in (".txt", ".md"))
    if not originals:
        sys.exit("speed.py: corpus/ holds no .txt or .md article")
    chance, words, sentences = random.Random(seed), 0, 0
    for k in range(wanted):
        text = originals[k % len(originals)].read_text("utf-8", "replace")
        if k >= len(originals):
            text = vary(text, chance)
        words += len(text.split())
        sentences += len(_SENTENCE_END.findall(text + "\n"))
        name = f"{k:06}.txt"
        (folder / name).write_text(text, "utf-8")
        published = date(2000, 1, 1) + timedelta(days=30 * (k // len(originals)))
        meta = {"published": published.isoformat(), "outlet": f"Outlet {k % 17}"}
        (folder / name).with_suffix(".meta.json").write_text(json.dumps(meta), "utf-8")
    return words, sentences


def vary(text: str, chance: random.Random) -> str:
    """The article with other names and numbers, its paragraphs shuffled and a few left out."""
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    head, rest = paragraphs[:1], paragraphs[1:]
    chance.shuffle(rest)
    body = "\n\n".join(head + rest[: max(1, len(rest) - chance.randrange(3))])
    names = sorted(set(_NAME.findall(body)))
    other = dict(zip(names, chance.sample(names, len(names)), strict=True))
    body = _NAME.sub(lambda m: other[m[0]] if chance.random() < 0.5 else m[0], body)
    return _NUMBER.sub(lambda m: str(int(m[0]) + chance.randrange(20)) if len(m[0]) < 4 else m[0], body)


@contextlib.contextmanager
def stages() -> Iterator[dict[str, float]]:
    """Seconds spent in each step that the analysis calls, in the parser and in each model, while the block runs.

    A step that calls another one (a model, the parser) is not charged with its time.
    """
    import onnxruntime

    from claimx.nlp import pipeline

    spent: dict[str, float] = defaultdict(float)
    inner: list[float] = []

    def timed(label: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            inner.append(0.0)
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                whole = time.perf_counter() - start
                name = _GRAPHS.get(args[0].get_outputs()[0].name, label) if label == "model" else label
                spent[name] += whole - inner.pop()
                if inner:
                    inner[-1] += whole

        return wrapper

    steps: list[tuple[Any, str, str]] = [(onnxruntime.InferenceSession, "run", "model")]
    for name, value in sorted(vars(pipeline).items()):
        home = value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", "") or ""
        if inspect.isfunction(value) and home.startswith("claimx."):
            steps.append((pipeline, name, "parser" if name == "parse" else name))
        elif home.startswith("claimx.nlp.") and value is not pipeline.Analyser:
            steps += [(value, n, f"{name}.{n}") for n, f in sorted(vars(value).items()) if _is_step(n, f)]
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in steps]
    for owner, name, label in steps:
        setattr(owner, name, timed(label, getattr(owner, name)))
    try:
        yield spent
    finally:
        for owner, name, function in originals:
            setattr(owner, name, function)


def _is_step(name: str, value: object) -> bool:
    return inspect.isfunction(value) and not name.startswith("_") and value.__module__.startswith("claimx.")


def measure(folder: Path, jobs: int) -> dict[str, Any]:
    """Run the extraction over the folder in this process; seconds by phase, peak memory in MiB, stages with one job."""
    from claimx import api
    from claimx.config import Settings

    done: list[float] = []
    counts = {"failed": 0, "mentions": 0}
    analysed: dict[str, float] = {}
    timing: contextlib.AbstractContextManager[dict[str, float]]
    timing = stages() if jobs == 1 else contextlib.nullcontext({})

    def progress(shard: Any) -> None:
        done.append(time.perf_counter())
        # What the models do afterwards, for the resolver, is the resolver's time.
        analysed.update(spent)
        counts["failed"] += shard.article.status == "failed"
        counts["mentions"] += len(shard.mentions)

    start = time.perf_counter()
    with timing as spent:
        run = api.run(folder, Settings(jobs=jobs, quiet=True), progress=progress)
    end = time.perf_counter()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return counts | {
        "jobs": jobs,
        "first": done[0] - start,
        "analysis": done[-1] - done[0],
        "resolve": end - done[-1],
        "claims": len(run.claims.claims),
        "memory": (own + (jobs * children if jobs > 1 else 0)) / 1024,
        "stages": analysed,
    }


def in_own_process(folder: Path, jobs: int) -> dict[str, Any]:
    """:func:`measure` in a fresh process."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, str(Path(__file__)), "--measure", str(folder), "--jobs", str(jobs)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Speed and memory of the whole extraction.")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2, help="worker processes of the second run (default 2)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        print(json.dumps(measure(args.measure, args.jobs)))
        return
    with tempfile.TemporaryDirectory(prefix="claimx-speed-") as name:
        words, sentences = write_articles(Path(name), args.articles, args.seed)
        runs = [in_own_process(Path(name), jobs) for jobs in sorted({1, args.jobs})]
    if args.json:
        print(json.dumps({"articles": args.articles, "words": words, "sentences": sentences, "runs": runs}, indent=1))
        return
    print(f"{args.articles} articles, {words} words, {sentences} sentences; {os.cpu_count()} processors")
    print(
        f"{'processes':<12}{'words/s':>9}{'sentences/s':>13}{'first':>9}{'resolve':>9}"
        f"{'peak MiB':>10}{'mentions':>10}{'claims':>8}"
    )
    share = 1 - 1 / args.articles
    for run in runs:
        seconds = run["analysis"] + run["resolve"]
        rates = f"{words * share / seconds:9.0f}{sentences * share / seconds:13.1f}"
        rest = f"{run['first']:8.1f}s{run['resolve']:8.1f}s{run['memory']:10.0f}{run['mentions']:10d}{run['claims']:8d}"
        print(f"{run['jobs']:<12}{rates}{rest}" + (f"  {run['failed']} failed" if run["failed"] else ""))
    total = runs[0]["first"] + runs[0]["analysis"] + runs[0]["resolve"]
    spent = runs[0]["stages"] | {"resolve and render": runs[0]["resolve"]}
    spent["reading, loading, the rest"] = total - sum(spent.values())
    print(f"\n{'step, one process':<40}{'seconds':>9}{'share':>8}")
    for step, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        if seconds >= 0.005 * total:
            print(f"{step:<40}{seconds:9.2f}{100 * seconds / total:7.1f}%")


if __name__ == "__main__":
    main()
