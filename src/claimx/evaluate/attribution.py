"""Attribution measures: how well sources, cues and contents are found.

Predicted and gold attributions of an article are paired one to one so that the summed Jaccard overlap of their contents
(non-white-space characters) is greatest; overlap of source and cue only breaks ties.  Then, micro-averaged:

- per role, over the pairs: ``exact`` (equal spans), ``edge`` (equal but for outer punctuation), ``overlap`` (soft); and
  ``token`` (every token that carries the role, no pairing);
- per attribution: ``detection`` (content Jaccard >= 0.5), ``attribution`` (source too: the headline figure) and
  ``attribution_loose`` (half of the shorter source is enough).

The measures are those of the attribution literature (Pareti 2015; Newell et al. 2018, PolNeAR), with soft edges.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from claimx.errors import UsageError
from claimx.evaluate.counts import Prf
from claimx.evaluate.gold import Roles
from claimx.evaluate.matching import best_assignment
from claimx.evaluate.spans import TextMasks, containment, jaccard, touched

ROLES = ("source", "cue", "content")
ROLE_MEASURES = ("exact", "edge", "overlap", "token")
LEVELS: dict[str, Callable[[int, int], float]] = {
    "detection": lambda predicted, gold: 1.0,
    "attribution": jaccard,
    "attribution_loose": containment,
}
"""How far two sources agree, by level; 0.5 is enough at every level."""

HALF = 0.5
_TIE_BREAK = 1e-4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Paired:
    """One article's masks and pairs: ``pairs`` are (predicted, gold) indices, ``hits`` gold indices right by level."""

    text: TextMasks
    gold: list[dict[str, int]]
    predicted: list[dict[str, int]]
    pairs: list[tuple[int, int]]
    hits: dict[str, set[int]]

    @property
    def gold_of(self) -> dict[int, int]:
        """``{predicted index: gold index}``."""
        return dict(self.pairs)


@dataclass(slots=True)
class AttributionScores:
    """All counts of a run."""

    articles: int = 0
    pairs: int = 0
    levels: dict[str, Prf] = field(default_factory=lambda: {level: Prf() for level in LEVELS})
    roles: dict[str, dict[str, Prf]] = field(
        default_factory=lambda: {role: {measure: Prf() for measure in ROLE_MEASURES} for role in ROLES}
    )

    def as_dict(self) -> dict[str, Any]:
        """Fractions and totals, ready for JSON."""
        return {
            "articles": self.articles,
            "matched_pairs": self.pairs,
            "attributions": {level: prf.as_dict() for level, prf in self.levels.items()},
            "roles": {r: {m: prf.as_dict() for m, prf in measures.items()} for r, measures in self.roles.items()},
        }

    def table(self) -> str:
        """Percentages as a plain-text table."""
        lines = [
            f"{self.articles} articles, {self.pairs} matched pairs",
            f"{'':<28}{'P':>7}{'R':>7}{'F1':>7}{'pred':>9}{'gold':>9}",
        ]
        named = dict(self.levels)
        named |= {f"{role} {measure}": prf for role, by in self.roles.items() for measure, prf in by.items()}
        for name, prf in named.items():
            figures = "".join(f"{100 * x:7.1f}" for x in (prf.precision, prf.recall, prf.f1))
            lines.append(f"{name:<28}{figures}{int(prf.predicted):9d}{int(prf.gold):9d}")
        return "\n".join(lines)


def pair(text: TextMasks, gold: Iterable[Roles], predicted: Iterable[Roles]) -> Paired:
    """Pair one article's attributions.  ContractError for a span outside the text."""

    def masks(rows: Iterable[Roles]) -> list[dict[str, int]]:
        return [{role: text.ink(getattr(row, role)) for role in ROLES} for row in rows]

    g, p = masks(gold), masks(predicted)
    pairs = best_assignment([[_weight(a, b) for b in g] for a in p])
    close = [(i, j) for i, j in pairs if jaccard(p[i]["content"], g[j]["content"]) >= HALF]
    hits = {
        level: {j for i, j in close if agree(p[i]["source"], g[j]["source"]) >= HALF} for level, agree in LEVELS.items()
    }
    return Paired(text, g, p, pairs, hits)


def _weight(a: dict[str, int], b: dict[str, int]) -> float:
    if not a["content"] & b["content"]:
        return 0.0
    rest = jaccard(a["source"], b["source"]) + jaccard(a["cue"], b["cue"])
    return jaccard(a["content"], b["content"]) + _TIE_BREAK * rest


def pair_all(
    texts: Mapping[str, str],
    gold: Mapping[str, Sequence[Roles]],
    predicted: Mapping[str, Sequence[Roles]],
    *,
    min_content_words: int = 0,
    own_voice: bool = True,
) -> dict[str, Paired]:
    """Pair every article of the gold; one without prediction counts as predicted empty.

    texts: article id -> text.  min_content_words: leave out, on both sides, attributions with fewer words of content.
    own_voice: keep gold claims in the outlet's own voice, which no attribution can match.
    Raises UsageError for a predicted article that gold does not have.
    """
    if unknown := sorted(predicted.keys() - gold.keys()):
        raise UsageError(f"predicted article {unknown[0]!r} is not in gold", f"{len(unknown)} such articles")

    def keep(rows: Iterable[Roles], text: str) -> list[Roles]:
        return [
            r
            for r in rows
            if (own_voice or not r.own_voice)
            and sum(len(_WORD.findall(text[a:b])) for a, b in r.content) >= min_content_words
        ]

    return {
        key: pair(TextMasks(texts[key]), keep(rows, texts[key]), keep(predicted.get(key, ()), texts[key]))
        for key, rows in gold.items()
    }


def score(paired: Iterable[Paired]) -> AttributionScores:
    """Add up the measures over paired articles."""
    total = AttributionScores()
    for article in paired:
        total.articles += 1
        total.pairs += len(article.pairs)
        for level, prf in level_counts(article).items():
            total.levels[level] += prf
        for role in ROLES:
            for measure, prf in _role_counts(article, role).items():
                total.roles[role][measure] += prf
    return total


def level_counts(article: Paired) -> dict[str, Prf]:
    """One article's counts at each level."""
    return {level: Prf.hits(len(hit), len(article.predicted), len(article.gold)) for level, hit in article.hits.items()}


def _role_counts(article: Paired, role: str) -> dict[str, Prf]:
    p, g = [a[role] for a in article.predicted], [a[role] for a in article.gold]
    both = [(p[i], g[j]) for i, j in article.pairs if p[i] and g[j]]
    sizes = len(p) - p.count(0), len(g) - g.count(0)
    trim = article.text.trim
    in_p, in_g = (touched(reduce(or_, side, 0), article.text.tokens) for side in (p, g))
    return {
        "exact": Prf.hits(sum(a == b for a, b in both), *sizes),
        "edge": Prf.hits(sum(trim(a) == trim(b) for a, b in both), *sizes),
        "overlap": Prf(
            sum((a & b).bit_count() / a.bit_count() for a, b in both),
            sum((a & b).bit_count() / b.bit_count() for a, b in both),
            *sizes,
        ),
        "token": Prf.hits(len(in_p & in_g), len(in_p), len(in_g)),
    }
