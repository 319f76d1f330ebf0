"""Entity measures: spans and labels (exact and partial), knowledge-base ids, normalised values.

``exact``: same label, same span.  ``partial``: same label and overlapping, paired one to one, largest overlap
(intersection over union) first.  A gold entity's alternative labels count only when ``lenient``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimx.evaluate.counts import Prf, Rate
from claimx.evaluate.gold import EntitySpan
from claimx.ids import name_key

MODES = ("exact", "partial")
Documents = Mapping[str, Sequence[EntitySpan]]


@dataclass(slots=True)
class LabelScores:
    """Counts of one label in one mode; ``ids`` is over pairs whose gold side has a knowledge-base id."""

    prf: Prf = field(default_factory=Prf)
    ids: Rate = field(default_factory=Rate)


@dataclass(slots=True)
class EntityScores:
    """Counts by mode and label."""

    documents: int
    missing: list[str]
    by_mode: dict[str, dict[str, LabelScores]]

    def micro(self, mode: str) -> LabelScores:
        """All labels together."""
        total = LabelScores()
        for scores in self.by_mode[mode].values():
            total.prf += scores.prf
            total.ids.right += scores.ids.right
            total.ids.of += scores.ids.of
        return total

    def macro_f1(self, mode: str) -> float:
        """Mean F1, as printed with four digits, over the labels that gold has."""
        values = [round(s.prf.f1, 4) for s in self.by_mode[mode].values() if s.prf.gold]
        return sum(values) / len(values) if values else 0.0

    def f1(self, mode: str, label: str) -> float:
        """F1 of one label; 0 where neither side has it."""
        scores = self.by_mode[mode].get(label)
        return scores.prf.f1 if scores else 0.0

    def as_dict(self) -> dict[str, Any]:
        """Fractions and counts, ready for JSON."""

        def row(s: LabelScores) -> dict[str, Any]:
            return {
                "precision": round(s.prf.precision, 4),
                "recall": round(s.prf.recall, 4),
                "f1": round(s.prf.f1, 4),
                "gold": int(s.prf.gold),
                "predicted": int(s.prf.predicted),
                "tp": int(s.prf.p_credit),
                "kb_accuracy": None if s.ids.value is None else round(s.ids.value, 4),
                "kb_scored": s.ids.of,
            }

        return {"documents": self.documents, "missing": self.missing} | {
            mode: {
                "micro": row(self.micro(mode)),
                "macro_f1": round(self.macro_f1(mode), 4),
                "labels": {label: row(s) for label, s in sorted(self.by_mode[mode].items())},
            }
            for mode in MODES
        }

    def table(self) -> str:
        """A plain-text table."""
        lines = [f"documents {self.documents}  missing {len(self.missing)}"]
        for mode in MODES:
            lines.append(f"\n{mode:10} {'P':>7} {'R':>7} {'F1':>7} {'gold':>6} {'pred':>6} {'kb-acc':>7}")
            for name, s in [*sorted(self.by_mode[mode].items()), ("MICRO", self.micro(mode))]:
                figures = " ".join(f"{x:7.3f}" for x in (s.prf.precision, s.prf.recall, s.prf.f1))
                ids = "-" if s.ids.value is None else f"{s.ids.value:.3f}"
                lines.append(f"{name:10} {figures} {int(s.prf.gold):6d} {int(s.prf.predicted):6d} {ids:>7}")
            lines.append(f"{'MACRO-F1':10} {self.macro_f1(mode):23.3f}")
        return "\n".join(lines)


def iou(a: EntitySpan, b: EntitySpan) -> float:
    """Intersection over union of two character ranges."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / (max(a.end, b.end) - min(a.start, b.start))


def pair(
    gold: Sequence[EntitySpan], predicted: Sequence[EntitySpan], *, exact: bool, lenient: bool = False
) -> list[tuple[int, int]]:
    """One-to-one pairs (gold, predicted) by falling overlap; own labels go before alternative ones."""
    candidates = []
    for j, p in enumerate(predicted):
        for i, g in enumerate(gold):
            other = p.label != g.label
            if other and not (lenient and p.label in g.alternatives):
                continue
            overlap = iou(g, p)
            if overlap and (overlap == 1.0 or not exact):
                candidates.append((-overlap, other, i, j))
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    pairs = []
    for _, _, i, j in sorted(candidates):
        if i in free_gold and j in free_predicted:
            free_gold.remove(i)
            free_predicted.remove(j)
            pairs.append((i, j))
    return pairs


def score(
    gold: Documents, predicted: Documents, *, labels: Collection[str] = (), lenient: bool = False
) -> EntityScores:
    """Score documents; one that was not predicted counts as predicted empty.  ``labels`` keeps some labels only."""
    by_mode: dict[str, dict[str, LabelScores]] = {}
    for mode in MODES:
        counts: defaultdict[str, LabelScores] = defaultdict(LabelScores)
        for key, g in gold.items():
            p = predicted.get(key, ())
            pairs = pair(g, p, exact=mode == "exact", lenient=lenient)
            partner = dict(pairs)
            taken = {j: g[i].label for i, j in pairs}
            for i, entity in enumerate(g):
                hit = i in partner
                counts[entity.label].prf += Prf(hit, hit, 0, 1)
                known = entity.ids and not all(k.startswith("NIL:") for k in entity.ids)
                if hit and known:
                    counts[entity.label].ids.add(bool(entity.ids & p[partner[i]].ids))
            for j, entity in enumerate(p):
                counts[taken.get(j, entity.label)].prf += Prf(0, 0, 1, 0)
        by_mode[mode] = {k: v for k, v in counts.items() if not labels or k in labels}
    return EntityScores(len(gold), sorted(gold.keys() - predicted.keys()), by_mode)


def same_date(gold: EntitySpan, predicted: EntitySpan) -> bool:
    """Whether the normalised dates are equal; an empty gold value asks for none."""
    return (gold.attributes.get("v") or None) == (predicted.attributes.get("value") or None)


def same_quantity(gold: EntitySpan, predicted: EntitySpan) -> bool:
    """Whether value and upper value are equal (units are names, and are not compared)."""

    def number(value: Any) -> float | None:
        return None if value in (None, "") else float(value)

    g, p = gold.attributes, predicted.attributes
    return (number(g.get("v")), number(g.get("vmax"))) == (number(p.get("value")), number(p.get("value_max")))


def same_id(gold: EntitySpan, predicted: EntitySpan) -> bool:
    """Whether the predicted entity has the gold's id."""
    return bool((gold.ids | gold.names) & predicted.ids)


def same_name(gold: EntitySpan, predicted: EntitySpan) -> bool:
    """Whether one of the predicted entity's names is the gold's."""
    return bool({name_key(n) for n in gold.names} & {name_key(n) for n in predicted.names})


VALUES: dict[str, Callable[[EntitySpan, EntitySpan], bool]] = {
    "DATE": same_date,
    "QUANTITY": same_quantity,
    "STATE": same_id,
    "PERSON": same_name,
    "WEAPON": same_name,
    "PORT": same_name,
}
"""What makes an entity of a label right once its span is; gold sets with names for ids and normalised values only."""


def value_scores(gold: Documents, predicted: Documents) -> dict[str, Rate]:
    """By label: how many exactly found entities have the right value or id."""
    rates: dict[str, Rate] = {label: Rate() for label in VALUES}
    for g, p in _exact_pairs(gold, predicted):
        if g.label in VALUES:
            rates[g.label].add(VALUES[g.label](g, p))
    return rates


def _exact_pairs(gold: Documents, predicted: Documents) -> Iterator[tuple[EntitySpan, EntitySpan]]:
    for key, g in gold.items():
        p = predicted.get(key, ())
        for i, j in pair(g, p, exact=True):
            yield g[i], p[j]


def misses(texts: Mapping[str, str], gold: Documents, predicted: Documents) -> Iterator[str]:
    """One line for each entity missed, extra, or found with a wrong value."""
    for key, g in gold.items():
        p = predicted.get(key, ())
        text = texts[key]
        pairs = pair(g, p, exact=True)
        found_gold, found_predicted = {i for i, _ in pairs}, {j for _, j in pairs}
        wrong = [("missed", e) for i, e in enumerate(g) if i not in found_gold]
        wrong += [("extra", e) for j, e in enumerate(p) if j not in found_predicted]
        for what, e in sorted(wrong, key=lambda x: (x[1].start, x[1].end, x[0])):
            yield f"{key}  {what} {e.label}: {' '.join(text[e.start : e.end].split())}"
        for i, j in pairs:
            if g[i].label in VALUES and not VALUES[g[i].label](g[i], p[j]):
                wanted = g[i].attributes.get("v") or ", ".join(sorted(g[i].names | g[i].ids)) or None
                got = p[j].attributes.get("value") or ", ".join(sorted(p[j].ids or p[j].names)) or None
                yield f"{key}  value of {g[i].label} {text[g[i].start : g[i].end]!r}: {got!r}, not {wanted!r}"
