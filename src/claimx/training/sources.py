"""Train the candidate scorer of :mod:`claimx.nlp.coreference` on annotated articles.

    python -m claimx.training.sources ARTICLES.jsonl WEIGHTS.json [--coreference GUM.jsonl.gz] [--docs PARSED.spacy]

ARTICLES is JSON Lines: ``text``, ``outlet``, ``attributions`` (spans, ``source_canonical``), ``entities`` (spans,
label, and for states ``id``).  Names of people and bodies are not read from the annotation.  A coreference corpus adds
examples, see :mod:`claimx.training.coreference`.  Deterministic: convex objective, no seed.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from claimx.config import Settings
from claimx.nlp.base import load_base
from claimx.nlp.coreference import Candidate, Scorer
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.sources import resolve_article
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Published, Span
from claimx.training import coreference

_NOISE = frozenset({"the", "unnamed", "mr", "ms", "mrs", "us", "a", "an"})
_SMALL = 1e-3


def words(name: str) -> frozenset[str]:
    """The words of a name that count for comparison."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return frozenset(re.findall(r"[a-z0-9]+", text)) - _NOISE


def same(name: str, gold: str) -> bool:
    """Whether a name is the annotated one: all its words and more, or most of them."""
    p, g = words(name), words(gold)
    return bool(p and g) and (p >= g or (len(p) > 1 and 2 * len(p) >= len(g) and g >= p))


def paragraphs_of(text: str) -> list[Span]:
    """Lines that hold text."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]


def read(row: Mapping[str, Any]) -> tuple[Article, list[Attribution], list[EntityMention], list[dict[str, Any]]]:
    """An annotated article as the resolver sees it, and the gold rows of its attributions, in the same order."""
    gold = [x for x in row["attributions"] if x["attributed"]]
    place = {x["id"]: i for i, x in enumerate(gold)}
    given = [
        Attribution(
            source=[tuple(s) for s in x["source"]],
            cue=[tuple(s) for s in x["cue"]],
            content=[tuple(s) for s in x["content"]],
            explicitness="continuation" if x.get("res") == "continuation" else "explicit",
            continues=place.get(x.get("continues", "")),
        )
        for x in gold
    ]
    text = row["text"]
    mentions = [
        EntityMention(
            start=e["start"],
            end=e["end"],
            exact=text[e["start"] : e["end"]],
            label=e["label"],
            ref=e.get("id") if e["label"] == "STATE" else None,
            attributes={k: e.get(k) for k in ("use", "type", "mod") if e.get(k)}
            | ({"value": e.get("v")} if e["label"] == "DATE" else {}),
        )
        for e in row["entities"]
    ]
    article = Article(
        id=row["id"],
        path=row["id"],
        sha256="",
        length=len(text),
        title=row.get("title"),
        outlet=row.get("outlet"),
        published=Published(value=row.get("published")),
    )
    return article, given, mentions, gold


class _Collector:
    """Stands in for the scorer: chooses what the annotation says, and keeps the examples."""

    def __init__(self, gold: Sequence[Mapping[str, Any]]) -> None:
        self.gold = gold
        self.examples: list[tuple[list[Candidate], list[int]]] = []

    def __call__(self, index: int, nominal: Nominal, given: Sequence[Candidate]) -> Referent | None:
        wanted = self.gold[index]["source_canonical"]
        if not wanted:
            return None
        right = [i for i, c in enumerate(given) if c.referent is not None and _is(c.referent, wanted)]
        # Who it is may stand in no candidate; that the phrase itself is right must be seen, or nothing is to be learnt.
        if right or same(nominal.text, wanted) or self.gold[index].get("named") == "no":
            self.examples.append((list(given), right or [0]))
        return given[right[0]].referent if right else None

    def settled(self, index: int, holders: Sequence[Referent]) -> None:
        """Mark who the annotation says a holder is, so that later mentions of it are known to be right."""
        wanted = self.gold[index]["source_canonical"]
        if len(holders) == 1 and wanted:
            holders[0].label = holders[0].label or wanted


def _is(referent: Referent, wanted: str) -> bool:
    return referent.label == wanted if referent.label else same(referent.name(), wanted)


def collect(
    rows: Iterable[Mapping[str, Any]], docs: Iterable[Doc], scorer: Scorer
) -> Iterator[tuple[list[Candidate], list[int]]]:
    """The examples of the articles: candidates, and which of them are right."""
    for row, doc in zip(rows, docs, strict=True):
        article, given, mentions, gold = read(row)
        collector = _Collector(gold)
        resolve_article(doc, given, mentions, article, paragraphs_of(row["text"]), scorer=scorer, choose=collector)
        yield from collector.examples


def fit(examples: Sequence[tuple[list[Candidate], list[int]]], penalty: float = 1.0) -> dict[str, float]:
    """Weights that maximise the log-likelihood of the right candidates under an L2 penalty (L-BFGS)."""
    names = sorted({k for given, _ in examples for c in given for k in c.features})
    index = {k: i for i, k in enumerate(names)}
    matrices = []
    for given, right in examples:
        x = np.zeros((len(given), len(names)), dtype=np.float32)
        for row, candidate in enumerate(given):
            for key, value in candidate.features.items():
                x[row, index[key]] = value
        mask = np.zeros(len(given), dtype=bool)
        mask[right] = True
        columns = np.flatnonzero(x.any(axis=0))
        matrices.append((x[:, columns].astype(np.float64), columns, mask))

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = 0.5 * penalty * float(w @ w), penalty * w
        for x, columns, mask in matrices:
            s = x @ w[columns]
            s = s - s.max()
            p = np.exp(s)
            q = np.where(mask, p, 0.0)
            value -= float(np.log(q.sum() / p.sum()))
            gradient[columns] += x.T @ (p / p.sum() - q / q.sum())
        return value, gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {k: round(float(v), 3) for k, v in zip(names, found.x, strict=True) if abs(v) >= _SMALL}


def parse(rows: Sequence[Mapping[str, Any]], nlp: Language) -> list[Doc]:
    """The parsed texts."""
    return list(nlp.pipe([row["text"] for row in rows]))


def main(argv: Sequence[str] | None = None) -> int:
    """Command line."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    ap.add_argument("articles", type=Path)
    ap.add_argument("weights", type=Path)
    ap.add_argument("--coreference", type=Path, help="coreference corpus in the form of GUM")
    ap.add_argument("--docs", type=Path, help="parses of the articles (DocBin), in order")
    ap.add_argument("--penalty", type=float, default=1.0)
    args = ap.parse_args(argv)
    rows = [json.loads(line) for line in args.articles.read_text("utf-8").splitlines() if line.strip()]
    nlp = load_base(Settings().spacy_model)
    docs = list(DocBin().from_disk(args.docs).get_docs(nlp.vocab)) if args.docs else parse(rows, nlp)
    examples = list(collect(rows, docs, Scorer({})))
    own = len(examples)
    examples += coreference.examples(args.coreference, nlp) if args.coreference else []
    weights = fit(examples, args.penalty)
    data = {
        "version": 1,
        "trained_on": f"{len(rows)} articles, {own} mentions; coreference, {len(examples) - own} mentions",
        "penalty": args.penalty,
        "weights": weights,
    }
    args.weights.write_text(json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    hit = sum(
        max(range(len(g)), key=lambda i: sum(v * weights.get(k, 0.0) for k, v in g[i].features.items())) in r
        for g, r in examples
    )
    print(f"{len(examples)} mentions, {len(weights)} weights, right in training: {hit / max(len(examples), 1):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
