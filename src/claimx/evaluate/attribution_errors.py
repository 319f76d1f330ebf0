"""Where attributions are lost: recall and edge errors by kind of gold attribution, and what each miss was."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Any

from claimx.evaluate.attribution import HALF, ROLES, Paired
from claimx.evaluate.counts import Rate
from claimx.evaluate.spans import jaccard

_OPENING = frozenset("\"“«„'‘`")
_MARKS = frozenset('"“”«»')
_SENTENCE_BREAK = re.compile(r"[.!?…][\"”’'»)]?\s+[\"“‘'«(]?[A-Z0-9]|\n")
_LETTERS = re.compile(r"[a-z]+")


class KindWords:
    """The word lists of ``attribution_kinds.toml``."""

    def __init__(self) -> None:
        text = (files("claimx.evaluate") / "attribution_kinds.toml").read_text("utf-8")
        self._lists = {name: frozenset(words) for name, words in tomllib.loads(text).items()}

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """Words that name nobody by themselves."""
        return self._lists["pronouns"]

    def is_nominal(self, before: str, cue: str) -> bool:
        """Whether a cue is a noun, from its words and the text before it."""
        words = _LETTERS.findall(cue.lower())
        earlier = before.lower().rstrip()
        possessive = earlier.endswith(("'s", "’s", "s'", "s’"))
        preceding = _LETTERS.findall(earlier[-20:])
        determined = possessive or (bool(preceding) and preceding[-1] in self._lists["determiners"])
        for k, word in enumerate(words):
            inside = k > 0 and words[k - 1] in self._lists["determiners"]
            if word in self._lists["cue_nouns"] or (
                word in self._lists["cue_nouns_after_determiner"] and (inside or (k == 0 and determined))
            ):
                return True
        return False


def quoting(article: Paired, attribution: Mapping[str, int]) -> str | None:
    """``direct``, ``mixed`` or ``indirect`` by the quotation marks of the content; ``None`` without content."""
    body = article.text.ink_text(attribution["content"])
    if not body:
        return None
    if not _MARKS & set(body):
        return "indirect"
    return "direct" if body[0] in _OPENING and not body[-1].isalnum() else "mixed"


def kinds(article: Paired, index: int, words: KindWords) -> Iterator[str]:
    """The kinds that a gold attribution belongs to; one attribution has several."""
    this = article.gold[index]
    text = article.text
    if quote := quoting(article, this):
        yield f"content: {quote}"
    if _SENTENCE_BREAK.search(text.words(this["content"]).rstrip("\"”’'»")):
        yield "content: several sentences"
    if not this["source"]:
        yield "source: none"
    else:
        pronoun = text.words(this["source"]).lower() in words.pronouns
        yield "source: bare pronoun" if pronoun else "source: other"
    if not this["cue"]:
        yield "cue: none"
    else:
        start = (this["cue"] & -this["cue"]).bit_length() - 1
        if words.is_nominal(text.text[max(0, start - 40) : start], text.words(this["cue"])):
            yield "cue: noun"
    others = [a for k, a in enumerate(article.gold) if k != index]
    if any(_inside(this, a) for a in others):
        yield "nested in another"
    if any(_inside(a, this) for a in others):
        yield "holds another"


def _inside(inner: Mapping[str, int], outer: Mapping[str, int]) -> bool:
    head = inner["cue"] or inner["content"]
    return bool(head) and not head & ~outer["content"]


def miss(article: Paired, index: int) -> str:
    """What became of a gold attribution, in a few words."""
    if index in article.hits["attribution"]:
        return "right"
    this = article.gold[index]
    partner = next((article.predicted[i] for i, j in article.pairs if j == index), None)
    if partner is None:
        overlapping = any(p["content"] & this["content"] for p in article.predicted)
        return "content went to another" if overlapping else "not found"
    if jaccard(partner["content"], this["content"]) < HALF:
        longer = partner["content"].bit_count() > this["content"].bit_count()
        return "content much too long" if longer else "content much too short"
    if not this["source"]:
        return "source invented"
    if not partner["source"]:
        return "source missed"
    return "source cut wrongly" if partner["source"] & this["source"] else "source is another"


@dataclass(slots=True)
class KindRow:
    """One line of the table: how many gold attributions of the kind, and how many were right in which way."""

    gold: int = 0
    detected: int = 0
    attributed: int = 0
    edges: dict[str, Rate] = field(default_factory=lambda: {role: Rate() for role in ROLES})


@dataclass(slots=True)
class ErrorTable:
    """Recall and edges by kind, outcomes of gold attributions, and predictions without a partner."""

    rows: dict[str, KindRow]
    outcomes: Counter[str]
    spurious: int

    def as_dict(self) -> dict[str, Any]:
        """Fractions, ready for JSON."""
        return {
            "kind_recall": {
                kind: {
                    "n_gold": row.gold,
                    "detection": row.detected / row.gold,
                    "attribution": row.attributed / row.gold,
                    "edges": {role: rate.value for role, rate in row.edges.items()},
                }
                for kind, row in self.rows.items()
            },
            "outcomes": dict(self.outcomes.most_common()),
            "spurious": self.spurious,
        }

    def table(self) -> str:
        """Percentages as a plain-text table."""
        lines = [
            f"{'by kind of gold':<28}{'gold':>7}{'detect':>8}{'attrib':>8}"
            f"{'   right edges (detected):':<26}{'source':>7}{'cue':>7}{'content':>8}"
        ]
        for kind, row in self.rows.items():
            edges = "".join("      -" if r.value is None else f"{100 * r.value:7.1f}" for r in row.edges.values())
            recall = f"{100 * row.detected / row.gold:8.1f}{100 * row.attributed / row.gold:8.1f}"
            lines.append(f"{kind:<28}{row.gold:7d}{recall}{'':>26}{edges}")
        total = sum(self.outcomes.values())
        lines += ["", f"{'what became of gold':<28}{'n':>7}{'%':>8}"]
        lines += [f"{name:<28}{n:7d}{100 * n / total:8.1f}" for name, n in self.outcomes.most_common()]
        lines.append(f"{'predicted, no partner':<28}{self.spurious:7d}")
        return "\n".join(lines)


def error_table(paired: Iterable[Paired]) -> ErrorTable:
    """Count errors by kind over paired articles."""
    words, rows, outcomes, spurious = KindWords(), dict[str, KindRow](), Counter[str](), 0
    for article in paired:
        partner = {j: article.predicted[i] for i, j in article.pairs}
        spurious += len(article.predicted) - len(article.pairs)
        for index, gold in enumerate(article.gold):
            outcomes[miss(article, index)] += 1
            for kind in ("all", *kinds(article, index, words)):
                row = rows.setdefault(kind, KindRow())
                row.gold += 1
                row.attributed += index in article.hits["attribution"]
                if index in article.hits["detection"]:
                    row.detected += 1
                    for role in ROLES:
                        if gold[role]:
                            same = article.text.trim(gold[role]) == article.text.trim(partner[index][role])
                            row.edges[role].add(same)
    return ErrorTable(dict(sorted(rows.items())), outcomes, spurious)


def misses(paired: Mapping[str, Paired]) -> Iterator[str]:
    """One line for each gold attribution that is not right and for each prediction without a partner."""
    for key, article in paired.items():
        for index, gold in enumerate(article.gold):
            if (outcome := miss(article, index)) != "right":
                yield f"{key}  {outcome}: {_show(article, gold)}"
                if found := next((article.predicted[i] for i, j in article.pairs if j == index), None):
                    yield f"    predicted: {_show(article, found)}"
        for i, extra in enumerate(article.predicted):
            if i not in article.gold_of:
                yield f"{key}  extra: {_show(article, extra)}"


def _show(article: Paired, attribution: Mapping[str, int]) -> str:
    parts = (" ".join(article.text.words(attribution[role]).split()) for role in ROLES)
    return " | ".join(part if len(part) < 120 else part[:70] + " … " + part[-40:] for part in parts)
