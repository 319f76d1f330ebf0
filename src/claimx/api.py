"""The whole system on one screen: read, analyse, resolve, check, write.  The one place that joins the layers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimx import __version__
from claimx.config import Settings, load_settings
from claimx.errors import UsageError
from claimx.export import contract, json, outputs
from claimx.export.claimset import ClaimSet
from claimx.files import lock, write_files
from claimx.ids import sha256
from claimx.ingest.discover import WorkItem, discover, remark_on
from claimx.knowledge.kb import KnowledgeBase, load_knowledge
from claimx.nlp.models import models_in_use
from claimx.nlp.pair_reader import load_pair_reader
from claimx.records import Shard
from claimx.resolve import resolve
from claimx.resolve.ledger import Ledger
from claimx.resolve.ledger import load as load_ledger
from claimx.run.local import make_outcomes
from claimx.run.readings import KeptReadings
from claimx.schema import Generator, ModelRef

__all__ = ["ClaimSet", "Run", "check_unchanged", "extract", "load", "load_knowledge", "models_in_use", "run"]

Progress = Callable[[Shard], None]
"""Called with each article's result, in order, as soon as it is there."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run over a corpus gives: the claim set, the ledger to keep for the next run, and the files for
    ``outputs/``.

    ``files`` maps names relative to the output folder to bytes; ``claims.json`` comes last.  ``diagnostics`` are
    remarks on single files ("decoded as windows-1252").  ``stale``: texts in the output folder that an earlier run
    wrote and this one does not, by name.
    """

    claims: ClaimSet
    files: dict[str, bytes]
    diagnostics: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)


def extract(
    inputs: str | Path | Iterable[str | Path],
    output: str | Path | None = None,
    *,
    report: bool = False,
    settings: Settings | None = None,
    **overrides: Any,
) -> ClaimSet:
    """Turn articles into a claim set, and write it to the folder ``output`` if one is named.

    inputs: folders, files, globs, or "-" for standard input; see :mod:`claimx.ingest.discover`.
    report: write ``report.html`` too.
    settings: by default those of the nearest ``pyproject.toml``; ``overrides`` are single settings
    (``own_voice=True``).

    A file that cannot be used is an article with status ``failed``, never an exception.  Raises UsageError,
    LockedError, OutputError or ModelError.

    >>> import claimx
    >>> claims = claimx.extract("corpus/", own_voice=True)      # doctest: +SKIP
    """
    if settings is not None and not isinstance(settings, Settings):
        raise UsageError(
            "settings that are none",
            f"they are of type {type(settings).__name__}",
            "give claimx.Settings(own_voice=True)",
        )
    chosen = settings.override(**overrides) if settings else load_settings(Path.cwd(), **overrides)
    folder = Path(output) if output is not None else None
    with lock(folder) if folder else nullcontext():
        done = run(inputs, chosen, folder, report=report)
        if folder:
            write_files(folder, done.files, remove=done.stale)
    return done.claims


def run(
    inputs: str | Path | Iterable[str | Path],
    settings: Settings,
    output: Path | None = None,
    *,
    report: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Everything that :func:`extract` does but writing.  Of the folder ``output`` the ledger is read, and which texts
    an earlier run wrote.
    """
    models = models_in_use(settings)
    shards: list[Shard] = []
    diagnostics: list[str] = []
    unread: list[str] = []
    items = _Noted(discover(_as_list(inputs), settings, output, unread))
    with ThreadPoolExecutor(1) as aside:
        # Where worker processes analyse, this one has time to load what comes after.
        resources = None if settings.jobs == 1 else aside.submit(_resources, settings, models)
        for outcome in make_outcomes(items, settings):
            shards.append(outcome.shard)
            diagnostics += [f"{outcome.shard.article.path}: {remark}" for remark in outcome.diagnostics]
            if progress:
                progress(outcome.shard)
    if unread:
        diagnostics.append(remark_on(unread))
    shards.sort(key=lambda s: s.article.path)
    ledger = load_ledger(outputs.read_ledger(output)) if output else Ledger()
    knowledge, reader = resources.result() if resources else _resources(settings, models)
    found = resolve(
        shards,
        ledger,
        settings,
        states=knowledge.state_words(),
        holder=knowledge.holder_name,
        reader=reader,
    )
    reader.keep()
    texts = {s.article.id: s.text for s in shards if s.article.status == "ok"}
    claims = ClaimSet(
        generator=Generator(version=__version__, config_sha256=settings.fingerprint(), models=models),
        articles=found.articles,
        entities=found.entities,
        sources=found.sources,
        claims=found.claims,
        relations=found.relations,
        dropped=[d for s in shards for d in s.dropped],
    ).with_texts(texts)
    contract.check(claims, texts)
    extracted = [s.article.id for s in shards if s.extracted and s.article.status == "ok"]
    files = outputs.render(claims, texts, extracted, found.ledger.dump(), report=report or outputs.has_report(output))
    stale = outputs.stale(output, files, items.files) if output else []
    return Run(claims, files, diagnostics, stale)


class _Noted:
    """Work items as they pass, and ``files``: the real paths of those that have passed."""

    def __init__(self, items: Iterable[WorkItem]) -> None:
        self._items = items
        self.files: set[str] = set()

    def __iter__(self) -> Iterator[WorkItem]:
        for item in self._items:
            self.files.add(os.path.realpath(item.file))
            yield item


def _resources(settings: Settings, models: Sequence[ModelRef]) -> tuple[KnowledgeBase, KeptReadings]:
    """What the resolver needs: the knowledge base; and the pair reader, with what it has read before where there is a
    cache.
    """
    knowledge = load_knowledge(settings.knowledge)
    digest = next(model.sha256 for model in models if model.name == "pairs")
    return knowledge, KeptReadings(load_pair_reader(), settings.cache_folder(), digest)


def load(path: str | Path) -> ClaimSet:
    """A claim set that was written before, from its ``claims.json`` or the folder that holds it, with the texts that
    are beside it.  Raises UnreadableError, or ContractError for a file that is no claim set.
    """
    path = Path(path)
    claims = json.read(path, ClaimSet)
    folder = path if path.is_dir() else path.parent
    return claims.with_texts(outputs.read_texts(folder, claims))


def check_unchanged(folder: Path, done: Run) -> list[str]:
    """Names of the files in ``folder`` that a run would write, change or remove; empty when all is as it would be."""
    changed = [n for n, data in done.files.items() if outputs.digest(folder / n) != sha256(data)]
    return sorted({*changed, *done.stale})


def _as_list(inputs: str | Path | Iterable[str | Path]) -> Sequence[str]:
    remedy = "name a folder, file, glob, or - for standard input"
    several = isinstance(inputs, Iterable) and not isinstance(inputs, (str, bytes, Path))
    named: list[Any] = list(inputs) if several else [inputs]  # type: ignore[arg-type]
    if not named:
        raise UsageError("nothing to read", remedy=remedy)
    if wrong := [i for i in named if not isinstance(i, (str, Path))]:
        raise UsageError("an input that is no path", f"it is of type {type(wrong[0]).__name__}", remedy)
    return [str(i) for i in named]
