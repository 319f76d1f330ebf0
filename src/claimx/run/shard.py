"""The one unit of work: one input, read and analysed, whatever happens.

:class:`ShardMaker` is what a worker runs, in this process or in another: bytes → document → shard.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from claimx.config import Settings
from claimx.errors import ExtractionError, InputError
from claimx.ids import article_id, sha256
from claimx.ingest.discover import WorkItem
from claimx.ingest.read import read_item
from claimx.nlp.models import models_in_use
from claimx.records import Document, Shard
from claimx.run.cache import ShardCache
from claimx.schema import Article, Failure


@dataclass(slots=True)
class Outcome:
    """What became of one input: its shard, and remarks for the log ("decoded as windows-1252")."""

    shard: Shard
    diagnostics: list[str] = field(default_factory=list)


class Analyse(Protocol):
    """What finds the mentions of a document: :class:`claimx.nlp.pipeline.Analyser`, or a test's stand-in."""

    def analyse(self, document: Document) -> Shard:
        """The shard of a document whose status is ``ok``."""
        ...


def load_analyser(settings: Settings) -> Analyse:
    """The analyser with its models; importing and loading take a second or two.  Raises ModelError."""
    from claimx.nlp.pipeline import Analyser

    return Analyser(settings)


class ShardMaker:
    """Turns work items into outcomes.  The models are loaded when the first article needs them."""

    def __init__(self, settings: Settings, load: Callable[[Settings], Analyse] = load_analyser) -> None:
        self._settings = settings
        self._load = load
        self._analyser: Analyse | None = None
        folder = settings.cache_folder()
        self._cache = ShardCache(folder, settings, models_in_use(settings)) if folder else None

    def __call__(self, item: WorkItem) -> Outcome:
        """The outcome of one input; an exception only where the models themselves cannot be used (ModelError)."""
        document = read_item(item, self._settings)
        if document.article.status != "ok":
            return Outcome(without_mentions(document), document.diagnostics)
        key = self._cache.key(document) if self._cache else ""
        if self._cache and (kept := self._cache.get(key)):
            return Outcome(kept, document.diagnostics)
        if self._analyser is None:
            self._analyser = self._load(self._settings)
        outcome = analysed(document, self._analyser)
        if self._cache:
            self._cache.put(key, outcome.shard)
        return outcome


def analysed(document: Document, analyser: Analyse) -> Outcome:
    """The document's outcome.  Where analysis fails the shard carries the coded failure and no mention, and a remark
    for the log says where.
    """
    try:
        return Outcome(analyser.analyse(document), document.diagnostics)
    except InputError as error:
        return Outcome(_failed(document, error), document.diagnostics)
    except Exception as error:  # one article must never take the others with it
        # What the error says may name a path of this machine, which the output must not.
        shard = _failed(document, ExtractionError("analysis failed", type(error).__name__))
        return Outcome(shard, [*document.diagnostics, _where(error)])


def lost(item: WorkItem, why: str) -> Outcome:
    """The outcome of an input over which a worker process died."""
    data = b""
    with suppress(OSError):
        data = item.data if item.data is not None else Path(item.file).read_bytes()
    if item.line:
        data = data[item.offset : item.offset + item.size]
    document = Document(Article(id=article_id(item.path), path=item.path, sha256=sha256(data), length=0), "")
    return Outcome(_failed(document, ExtractionError("analysis failed", why)))


def _where(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(frame.filename).name}, line {frame.lineno})"


def without_mentions(document: Document) -> Shard:
    """The shard of a document that gives none."""
    return Shard(document.article, document.text, dropped=document.dropped, extracted=document.extracted)


def _failed(document: Document, error: InputError) -> Shard:
    document.article.status = "failed"
    document.article.error = Failure(code=error.code, message=error.message)
    document.dropped = []
    return without_mentions(document)
