"""What the quality gate measures: for each set of data the files it needs and a function from data to figures.

The pipeline runs once over each set; every measure of the set reads that one claim set.  Figures are fractions (0 to
1); those named ``..._count`` are counts.  Names here and in ``floors.toml`` are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimx.evaluate import attribution, attribution_errors, calibration, events
from claimx.evaluate import claims as claim_measures
from claimx.evaluate import entities as entity_measures
from claimx.evaluate.claim_merging import MergeScores
from claimx.evaluate.gold import (
    Extract,
    Roles,
    Text,
    claim_texts,
    read_articles,
    read_attributions,
    read_claims,
    read_entities,
)
from claimx.evaluate.predictions import attributions_of, claim_mentions_of, entities_of
from claimx.schema import ClaimSet

_RESOLVED = ("merge_pairs_f1", "wrongly_merged_count", "relations_f1", "links_f1")

Figures = Mapping[str, float]
FileMeasure = Callable[[Path], Figures]


@dataclass(frozen=True, slots=True)
class Systems:
    """What is measured: the pipeline, and by set the functions that score the resolver on a file of pairs or events."""

    extract: Extract
    resolver: Mapping[str, FileMeasure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GateSet:
    """A set: its name, its files below the data folder, how it is measured (``None``: nothing to measure it with).

    ``ours``: its files stand below the repository's ``written/`` instead.
    """

    name: str
    files: tuple[str, ...]
    measure: Callable[[Path, Systems], Figures | None]
    ours: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What the files are called where both folders are meant."""
        return tuple(f"written/{file}" for file in self.files) if self.ours else self.files


def attribution_figures(
    texts: Sequence[Text], gold: Mapping[str, Sequence[Roles]], found: Mapping[str, Sequence[Roles]]
) -> dict[str, float]:
    """Headline, detection, edges, indirect recall, four words or more, and calibration."""
    by_id = {t.id: t.text for t in texts}
    paired = attribution.pair_all(by_id, gold, found)
    scores = attribution.score(paired.values())
    figures = {f"{level}_f1": scores.levels[level].f1 for level in ("attribution", "detection")}
    figures |= {f"{role}_edge_f1": scores.roles[role]["edge"].f1 for role in attribution.ROLES}
    kinds = attribution_errors.error_table(paired.values()).rows
    if indirect := kinds.get("content: indirect"):
        figures["indirect_detection_recall"] = indirect.detected / indirect.gold
    longer = attribution.score(attribution.pair_all(by_id, gold, found, min_content_words=4).values())
    figures["attribution_f1_4_words"] = longer.levels["attribution"].f1
    figures["detection_f1_4_words"] = longer.levels["detection"].f1
    if any(rows for rows in found.values()):
        outcomes = calibration.outcomes(paired.values(), [found.get(key, ()) for key in paired])
        figures["calibration_error"] = calibration.reliability(*outcomes).ece
    return figures


def claim_figures(folder: Path, claims: ClaimSet, *, partial: bool) -> dict[str, float]:
    """Sources, relays, stance, dates, merging and relations on a claims folder."""
    gold = read_claims(folder)
    scores = claim_measures.score(gold, claim_mentions_of(claims, gold.docs), partial=partial)
    figures = {"mention_recall": scores.recall}
    figures |= {name: rate.value for name, rate in scores.rates.items() if rate.value is not None}
    figures |= {f"{name}_rare_f1": prf.f1 for name, prf in scores.rare.items()}
    return figures | _resolved(scores.merging)


def _resolved(merge: MergeScores) -> dict[str, float]:
    """Merging and relations."""
    figures = merge.pairs.f1, float(len(merge.wrongly_merged)), merge.relations.f1, merge.links.f1
    return dict(zip(_RESOLVED, figures, strict=True))


def _failures(claims: ClaimSet) -> dict[str, float]:
    """Articles that gave nothing: all of them are English text."""
    return {"failed_articles_count": float(sum(a.status != "ok" for a in claims.articles))}


def _polnear(data: Path, systems: Systems) -> Figures:
    file = data / "polnear/dev.jsonl.gz"
    texts, gold = read_articles(file), read_attributions(file)
    claims = systems.extract(texts)
    return attribution_figures(texts, gold, attributions_of(claims, gold)) | _failures(claims)


def _domain(data: Path, systems: Systems) -> Figures:
    folder = data / "domain/dev"
    texts, gold, entities = read_articles(folder), read_attributions(folder), read_entities(folder)
    claims = systems.extract(texts)
    found = attributions_of(claims, gold)
    figures = attribution_figures(texts, gold, found)
    spoken = attribution.pair_all({t.id: t.text for t in texts}, gold, found, own_voice=False)
    figures["attribution_f1_no_own_voice"] = attribution.score(spoken.values()).levels["attribution"].f1
    figures |= _failures(claims)
    figures |= {f"claims_{k}": v for k, v in claim_figures(folder, claims, partial=False).items()}
    mentions = entities_of(claims, entities)
    scores = entity_measures.score(entities, mentions)
    figures["entities_exact_f1"] = scores.micro("exact").prf.f1
    figures |= {f"{label}_exact_f1": scores.f1("exact", label) for label in sorted(scores.by_mode["exact"])}
    values = entity_measures.value_scores(entities, mentions)
    return figures | {f"{label}_value": rate.value for label, rate in values.items() if rate.value is not None}


def _claims(data: Path, systems: Systems) -> Figures:
    folder = data / "claims"
    texts = claim_texts(folder, read_claims(folder))
    claims = systems.extract(texts)
    return claim_figures(folder, claims, partial=True) | _failures(claims)


def _written(written: Path, systems: Systems) -> Figures:
    folder = written / "dev"
    claims = systems.extract(read_articles(folder))
    figures = claim_figures(folder, claims, partial=False)
    return {name: figures[name] for name in ("source_canonical", *_RESOLVED) if name in figures} | _failures(claims)


def _events(written: Path, systems: Systems) -> Figures:
    listed = events.read_events(written / "news/found.jsonl", held_back=True)
    return _resolved(events.run(listed, written / "news/articles.jsonl", systems.extract))


def _contrasts(written: Path, systems: Systems) -> Figures:
    """Pairs of papers whose claims differ in one thing, or in their wording only."""
    folder = written / "contrasts"
    listed = events.read_events(folder / "found.jsonl")
    figures = _resolved(events.run(listed, folder / "articles.jsonl", systems.extract))
    return {name: figures[name] for name in _RESOLVED if name in ("merge_pairs_f1", "wrongly_merged_count")}


def _entities(file: str, wanted: Iterable[tuple[str, str]]) -> Callable[[Path, Systems], Figures]:
    """Measure F1 of (mode, label) pairs on an entity file."""
    pairs = tuple(wanted)

    def measure(data: Path, systems: Systems) -> Figures:
        texts, gold = read_articles(data / file), read_entities(data / file)
        claims = systems.extract(texts)
        scores = entity_measures.score(gold, entities_of(claims, gold))
        return {f"{label}_{mode}_f1": scores.f1(mode, label) for mode, label in pairs} | _failures(claims)

    return measure


def _resolver(name: str, file: str) -> GateSet:
    def measure(data: Path, systems: Systems) -> Figures | None:
        function = systems.resolver.get(name)
        return function(data / file) if function else None

    return GateSet(name, (file,), measure)


_FOLDER = ("claims.jsonl", "clusters.json", "relations.json", "docs.json")
_RE3D, _CROSSNER = "entities/re3d_dev.jsonl", "entities/crossner_politics_dev.jsonl"

SETS: tuple[GateSet, ...] = (
    GateSet("polnear", ("polnear/dev.jsonl.gz",), _polnear),
    GateSet("domain", tuple(f"domain/dev/{name}" for name in ("articles.jsonl", *_FOLDER)), _domain),
    GateSet("claims", (*(f"claims/{name}" for name in _FOLDER), "polnear/dev.jsonl.gz"), _claims),
    GateSet("re3d", (_RE3D,), _entities(_RE3D, [("partial", "WEAPON"), ("exact", "DATE"), ("exact", "QUANTITY")])),
    GateSet("crossner", (_CROSSNER,), _entities(_CROSSNER, [("exact", x) for x in ("PERSON", "ORG", "PLACE")])),
    GateSet("written", tuple(f"dev/{name}" for name in ("articles.jsonl", *_FOLDER)), _written, ours=True),
    GateSet("events", ("news/found.jsonl", "news/articles.jsonl"), _events, ours=True),
    GateSet("contrasts", ("contrasts/found.jsonl", "contrasts/articles.jsonl"), _contrasts, ours=True),
    _resolver("headlines", "resolver/headlines.jsonl"),
    _resolver("ecbplus", "resolver/ecbplus.jsonl"),
    _resolver("edits", "resolver/edits.jsonl"),
)
"""Every set, in the order of the table."""
