"""Claim measures: mentions found, their sources, relays, stance and dates.  Merging is in :mod:`.claim_merging`.

A gold mention is found when a predicted content overlaps (character Dice >= threshold) its content, the joined parts of
its relation, or the content of an outer level of its chain; one without content is found by source and cue.  Best
overlap goes first; one prediction may serve all parts of one relation and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimx.evaluate.agreement import is_anaphoric, same_date, same_relays, same_source, scored_date, value_of
from claimx.evaluate.claim_merging import MergeScores, merging
from claimx.evaluate.counts import Prf, Rate, table_of
from claimx.evaluate.gold import ClaimGold
from claimx.evaluate.predictions import ClaimMention
from claimx.evaluate.spans import dice, mask

EXACT = 0.98
DEFAULTS = {"polarity": "affirm", "modality": "asserted"}
"""The usual values; the others are scored apart, because they are rare and matter most."""


@dataclass(frozen=True, slots=True)
class ClaimMatch:
    """``partner``: gold index -> predicted index.  ``own_voice``: predictions that found a claim of the outlet."""

    partner: dict[int, int]
    own_voice: frozenset[int]


@dataclass(slots=True)
class ClaimScores:
    """All figures of a run.  ``precision`` is ``None`` where the gold lists only part of the claims."""

    gold: int
    optional: int
    predicted: int
    found: int
    outlet_voice: int
    outlet_voice_found: int
    recall: float
    precision: float | None
    rates: dict[str, Rate]
    rare: dict[str, Prf]
    merging: MergeScores

    def as_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON; a rate is ``[value, how many were scored]``."""
        out: dict[str, Any] = {
            "gold": self.gold,
            "optional": self.optional,
            "predicted": self.predicted,
            "found": self.found,
            "recall": self.recall,
            "outlet_voice": self.outlet_voice,
            "outlet_voice_found": self.outlet_voice_found,
        }
        if self.precision is not None:
            both = self.precision + self.recall
            out |= {"precision": self.precision, "f1": 2 * self.precision * self.recall / both if both else 0.0}
        out |= {name: [rate.value, rate.of] for name, rate in self.rates.items()}
        out |= {f"{name}_rare": prf.as_dict() for name, prf in self.rare.items()}
        return out | self.merging.as_dict()

    def table(self) -> str:
        """A plain-text table."""
        return table_of(self.as_dict())


def match(gold: ClaimGold, predicted: Sequence[ClaimMention], threshold: float = 0.5) -> ClaimMatch:
    """Pair gold mentions with predictions, best overlap first."""
    whole: defaultdict[tuple[str, str], int] = defaultdict(int)
    for m in gold.attributed:
        whole[_relation(m)] |= mask(m["content"])
    by_doc: defaultdict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
    for i, p in enumerate(predicted):
        by_doc[p.doc].append((i, mask(p.content), mask(p.source), mask(p.cue)))
    candidates = []
    for k, m in enumerate(gold.attributed):
        source, cue = mask(m["source"]), mask(m["cue"])
        levels = {mask(m["content"]), whole[_relation(m)], *(mask(c.get("content")) for c in m.get("chain") or ())}
        for i, p_content, p_source, p_cue in by_doc[m["doc"]]:
            if m["content"]:
                overlap = max(dice(p_content, level) for level in levels)
            else:
                overlap = dice(p_cue | p_source, cue | source)
            if overlap >= threshold:
                bonus = 0.2 * bool(p_cue & cue) + 0.1 * bool(p_source & source)
                candidates.append((overlap + bonus, k, i))
    partner: dict[int, int] = {}
    serves: dict[int, tuple[str, str]] = {}
    for _, k, i in sorted(candidates, reverse=True):
        relation = _relation(gold.attributed[k])
        if k not in partner and serves.setdefault(i, relation) == relation:
            partner[k] = i
    own = [(m["doc"], mask(m["content"])) for m in gold.own_voice]
    taken = set(partner.values())
    own_voice = frozenset(
        i
        for i, p in enumerate(predicted)
        if i not in taken
        and not p.canonical
        and any(doc == p.doc and dice(mask(p.content), content) >= threshold for doc, content in own)
    )
    return ClaimMatch(partner, own_voice)


def _relation(m: Mapping[str, Any]) -> tuple[str, str]:
    return m["doc"], m["relation_id"]


def score(
    gold: ClaimGold, predicted: Sequence[ClaimMention], *, threshold: float = 0.5, partial: bool = False
) -> ClaimScores:
    """Score predictions.  ``partial``: the gold does not list every claim, so no precision."""
    found = match(gold, predicted, threshold)
    needed = [k for k, m in enumerate(gold.attributed) if not m.get("optional")]
    hits = sum(k in found.partner for k in needed)
    counted = len(predicted) - len(found.own_voice)
    pairs = [(gold.attributed[k], predicted[i]) for k, i in sorted(found.partner.items())]
    return ClaimScores(
        gold=len(needed),
        optional=len(gold.attributed) - len(needed),
        predicted=len(predicted),
        found=hits,
        outlet_voice=len(gold.own_voice),
        outlet_voice_found=len(found.own_voice),
        recall=hits / len(needed) if needed else 0.0,
        precision=None if partial else (len(set(found.partner.values())) / counted if counted else 0.0),
        rates=_rates(pairs),
        rare={key: _rare(pairs, key, usual) for key, usual in DEFAULTS.items()},
        merging=merging(gold, predicted, found.partner, found.own_voice, threshold),
    )


_DATES = (
    ("date_of_statement", "date_of_statement_iso", "date_certainty"),
    ("event_date", "event_date_iso", "event_date_certainty"),
)


def _rates(pairs: Sequence[tuple[Mapping[str, Any], ClaimMention]]) -> dict[str, Rate]:
    names = ("content_exact", "source_span", "source_canonical", "source_canonical_anaphoric", "cue_overlap", "via")
    attributes = ("type", "polarity", "modality", "act")
    rare = [f"{key}_not_{usual}" for key, usual in DEFAULTS.items()]
    rates = {name: Rate() for name in (*names, *attributes, *rare, *(d[0] for d in _DATES))}
    for g, p in pairs:
        if g["content"]:
            rates["content_exact"].add(dice(mask(g["content"]), mask(p.content)) >= EXACT)
        for name, spans, mine in (("source_span", g["source"], p.source), ("cue_overlap", g["cue"], p.cue)):
            if spans:
                rates[name].add(bool(mask(spans) & mask(mine)))
        right = same_source(p.canonical, g)
        rates["source_canonical"].add(right)
        if is_anaphoric(g):
            rates["source_canonical_anaphoric"].add(right)
        relays = same_relays(p.via, g)
        if relays is not None:
            rates["via"].add(relays)
        for key in attributes:
            rates[key].add(g[key] == value_of(p, key))
        for key, usual in DEFAULTS.items():
            if g[key] != usual:
                rates[f"{key}_not_{usual}"].add(g[key] == value_of(p, key))
        for name, key, certainty in _DATES:
            if scored_date(g, key, certainty):
                rates[name].add(same_date(value_of(p, key), g[key]))
    return rates


def _rare(pairs: Sequence[tuple[Mapping[str, Any], ClaimMention]], key: str, usual: str) -> Prf:
    values = [(g[key], value_of(p, key)) for g, p in pairs]
    return Prf.hits(
        sum(a == b != usual for a, b in values),
        sum(b not in (usual, None) for _, b in values),
        sum(a != usual for a, _ in values),
    )


def misses(
    gold: ClaimGold, predicted: Sequence[ClaimMention], texts: Mapping[str, str], threshold: float = 0.5
) -> Iterator[str]:
    """One line for each gold mention missed or found with something wrong, and each prediction that is none."""
    found = match(gold, predicted, threshold)
    for k, m in enumerate(gold.attributed):
        words = _words(texts.get(m["doc"], ""), m["content"] or m["cue"] or [])
        if k not in found.partner:
            if not m.get("optional"):
                yield f"{m['doc']}  missed {m['id']} ({m['source_canonical']}): {words}"
            continue
        p = predicted[found.partner[k]]
        wrong = [
            f"{key} {value_of(p, key)}, not {m[key]}"
            for key in ("polarity", "modality", "act", "type")
            if value_of(p, key) != m[key]
        ]
        if not same_source(p.canonical, m):
            wrong.insert(0, f"source {p.canonical!r}, not {m['source_canonical']!r}")
        if same_relays(p.via, m) is False:
            wrong.append(f"via {list(p.via)}, not {m.get('via') or []}")
        if wrong:
            yield f"{m['doc']}  {m['id']} {'; '.join(wrong)}: {words}"
    taken = {*found.partner.values(), *found.own_voice}
    for i, p in enumerate(predicted):
        if i not in taken:
            yield f"{p.doc}  extra ({p.canonical}): {_words(texts.get(p.doc, ''), p.content)}"


def _words(text: str, spans: Sequence[Sequence[int]]) -> str:
    words = " ".join(" … ".join(text[a:b] for a, b in spans).split())
    return words if len(words) < 160 else words[:110] + " … " + words[-45:]
