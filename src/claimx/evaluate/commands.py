"""``claimx evaluate ...``: read gold, run the pipeline on its texts (or read predictions), measure, lay out.

Every function gives a :class:`Result`: ``data`` for ``--json`` and ``text`` for reading.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimx.errors import UsageError
from claimx.evaluate import attribution, attribution_errors, bootstrap, calibration, events
from claimx.evaluate import claims as claim_measures
from claimx.evaluate import entities as entity_measures
from claimx.evaluate.attribution import Paired, pair_all
from claimx.evaluate.counts import table_of
from claimx.evaluate.gold import (
    Extract,
    Roles,
    Text,
    check_mentions,
    claim_texts,
    read_articles,
    read_attributions,
    read_claims,
    read_entities,
)
from claimx.evaluate.predictions import (
    attributions_of,
    claim_mentions_of,
    entities_of,
    load_attributions,
    load_claim_mentions,
    load_entities,
)
from claimx.schema import ClaimSet


@dataclass(frozen=True, slots=True)
class Result:
    """What a command prints: ``data`` is JSON-able, ``text`` is a table."""

    data: dict[str, Any]
    text: str


def evaluate_attribution(
    gold: Path,
    extract: Extract | None = None,
    *,
    predictions: Path | None = None,
    min_content_words: int = 0,
    own_voice: bool = True,
    misses: bool = False,
) -> Result:
    """Score attributions on ``gold`` (JSON Lines, or a folder with ``articles.jsonl``).

    extract: the pipeline, run on gold's texts unless ``predictions`` (a claim set or JSON Lines) is given.
    own_voice: count gold claims in the outlet's own voice too, as the independent scorer does.
    """
    wanted = read_attributions(gold)
    texts = read_articles(gold)
    found = load_attributions(predictions, wanted) if predictions else attributions_of(_run(extract, texts), wanted)
    paired = _pair(texts, wanted, found, min_content_words, own_voice)
    scores, errors = attribution.score(paired.values()), attribution_errors.error_table(paired.values())
    blocks = [scores.table(), errors.table()]
    if misses:
        blocks.append("\n".join(attribution_errors.misses(paired)))
    return Result(scores.as_dict() | errors.as_dict(), "\n\n".join(blocks))


def evaluate_entities(
    gold: Path,
    extract: Extract | None = None,
    *,
    predictions: Path | None = None,
    labels: Collection[str] = (),
    lenient: bool = False,
    misses: bool = False,
) -> Result:
    """Score entities on ``gold`` (JSON Lines, or a folder with ``articles.jsonl``); see :func:`evaluate_attribution`.

    labels: only these.  lenient: a gold entity's alternative labels are right too.
    """
    wanted = read_entities(gold)
    texts = read_articles(gold)
    found = load_entities(predictions, wanted) if predictions else entities_of(_run(extract, texts), wanted)
    scores = entity_measures.score(wanted, found, labels=labels, lenient=lenient)
    values = entity_measures.value_scores(wanted, found)
    rows = [f"{k:10} {r.value:7.3f}  of {r.of}" for k, r in values.items() if r.value is not None]
    blocks = [scores.table(), "value or id right, given the span\n" + "\n".join(rows)]
    if misses:
        blocks.append("\n".join(entity_measures.misses({t.id: t.text for t in texts}, wanted, found)))
    data = scores.as_dict() | {"values": {k: [r.value, r.of] for k, r in values.items()}}
    return Result(data, "\n\n".join(blocks))


def evaluate_claims(
    gold: Path,
    extract: Extract | None = None,
    *,
    predictions: Path | None = None,
    partial: bool = False,
    docs: Sequence[str] = (),
    misses: bool = False,
) -> Result:
    """Score claims on the folder ``gold``; see :func:`evaluate_attribution`.

    partial: the gold does not list every claim, so no precision.  docs: only these documents.
    """
    wanted = read_claims(gold)
    if docs:
        wanted = wanted.only(docs)
    check_mentions(wanted)
    texts = [] if predictions and not misses else claim_texts(gold, wanted)
    docs_of = wanted.docs
    found = (
        load_claim_mentions(predictions, docs_of) if predictions else claim_mentions_of(_run(extract, texts), docs_of)
    )
    scores = claim_measures.score(wanted, found, partial=partial)
    blocks = [scores.table()]
    if misses:
        blocks.append("\n".join(claim_measures.misses(wanted, found, {t.id: t.text for t in texts})))
    return Result(scores.as_dict(), "\n\n".join(blocks))


def evaluate_events(found: Path, articles: Path, extract: Extract, *, held_back: bool | None = None) -> Result:
    """Score merging and relations on events that somebody read whole; see :mod:`claimx.evaluate.events`.

    held_back: only those that are, or only those that are not.
    """
    listed = events.read_events(found, held_back)
    scores = events.run(listed, articles, extract)
    data = {"events": len(listed), "articles": sum(len(event.articles) for event in listed)} | scores.as_dict()
    return Result(data, table_of(data))


def compare_attributions(
    gold: Path, a: Path, b: Path, *, min_content_words: int = 0, samples: int = 10_000, seed: int = 1
) -> Result:
    """Compare two prediction files on ``gold`` by paired bootstrap over its articles, at every level."""
    wanted, texts = read_attributions(gold), read_articles(gold)
    sides = [_pair(texts, wanted, load_attributions(side, wanted), min_content_words, True) for side in (a, b)]
    lines, data = [bootstrap.HEADER], dict[str, Any]()
    for level in attribution.LEVELS:
        counts = [[attribution.level_counts(article)[level] for article in side.values()] for side in sides]
        result = bootstrap.paired_bootstrap(counts[0], counts[1], samples=samples, seed=seed)
        lines.append(result.line(level))
        data[level] = {
            "a": result.a,
            "b": result.b,
            "difference": result.difference,
            "interval": [result.low, result.high],
            "b_wins": result.b_wins,
            "p": result.p_value,
        }
    return Result(data, "\n".join(lines))


def evaluate_calibration(
    gold: Path,
    extract: Extract | None = None,
    *,
    predictions: Path | None = None,
    level: str = "attribution",
    bins: int = 10,
    own_voice: bool = True,
) -> Result:
    """Reliability of the confidences on ``gold``: how often a prediction is right at ``level``.

    Raises UsageError for an unknown level or where no prediction has a confidence.
    """
    if level not in attribution.LEVELS:
        raise UsageError(f"unknown level {level!r}", f"levels are {', '.join(attribution.LEVELS)}")
    wanted, texts = read_attributions(gold), read_articles(gold)
    found = load_attributions(predictions, wanted) if predictions else attributions_of(_run(extract, texts), wanted)
    paired = _pair(texts, wanted, found, 0, own_voice)
    table = calibration.reliability(
        *calibration.outcomes(paired.values(), [found.get(k, []) for k in paired], level), bins
    )
    data = {"ece": table.ece, "mce": table.mce, "brier": table.brier, "bins": [_bin(b) for b in table.bins]}
    return Result(data, f"a prediction is right when it agrees with gold at the level of {level}\n\n{table.table()}")


def _bin(b: calibration.Bin) -> dict[str, float]:
    return {"low": b.low, "high": b.high, "count": b.count, "confidence": b.confidence, "right": b.right}


def _run(extract: Extract | None, texts: Sequence[Text]) -> ClaimSet:
    if extract is None:
        raise UsageError("nothing to evaluate", "neither a pipeline nor predictions were given")
    return extract(texts)


def _pair(
    texts: Sequence[Text],
    wanted: Mapping[str, Sequence[Roles]],
    found: Mapping[str, Sequence[Roles]],
    min_content_words: int,
    own_voice: bool,
) -> dict[str, Paired]:
    return pair_all(
        {t.id: t.text for t in texts}, wanted, found, min_content_words=min_content_words, own_voice=own_voice
    )
