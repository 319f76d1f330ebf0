"""Make the cue lexicon's data files from annotated articles, and report what each rule is worth.

::

    python -m claimx.training.cue_lexicon TRAIN.jsonl.gz [MORE.jsonl …] -o src/claimx/nlp/data [--cache FOLDER]
    python -m claimx.training.cue_lexicon --report DEV.jsonl.gz

Input: JSON Lines with ``text`` and ``attributions`` (``source``, ``cue``, ``content`` as lists of spans).  Counted are
lemmas and
constructions, never sentences: for each cue lemma in each frame, the candidates seen and those that are right (content
and
source overlap the annotated ones by half, Jaccard).  A logistic model over these rates and a few features is fitted on
counts from
the other half of the articles, so that rare cues are not believed too much.  Deterministic.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.lang.en import English
from spacy.tokens import Doc, DocBin

from claimx.config import Settings
from claimx.nlp.attribution_rules import Proposal, find_by_rules, propose
from claimx.nlp.base import load_base, parse
from claimx.nlp.cue_lexicon import COUNTS_FILE, WEIGHTS_FILE, Counts, CueLexicon, load_lexicon
from claimx.nlp.quotes import find_quotations, outermost
from claimx.nlp.rules_quotes import speeches
from claimx.records import Attribution, Document, Paragraph
from claimx.schema import Article, Span

_LEAST_SEEN = 2  # a cue seen less often in a frame is left to the frame's rate
_HALF = 0.5


@dataclass(slots=True)
class Annotated:
    """An article with its gold attributions, parsed."""

    doc: Doc
    paragraphs: list[Paragraph]
    gold: list[dict[str, list[Span]]]


def read(path: Path) -> list[dict[str, Any]]:
    """The articles of a JSON Lines file, plain or gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def parsed(articles: Sequence[dict[str, Any]], model: str, cache: Path | None) -> Iterator[Annotated]:
    """Parse ``articles``, or take the parses from ``cache``, a folder of DocBin files named by content."""
    key = hashlib.sha256("\0".join([model, *(a["text"] for a in articles)]).encode()).hexdigest()[:16]
    stored = cache / f"{key}.spacy" if cache else None
    docs: Iterable[Doc]
    if stored is not None and stored.exists():
        docs = DocBin().from_disk(stored).get_docs(English().vocab)
    else:
        docs = _parse(articles, model)
        if stored is not None:
            docs = list(docs)
            stored.parent.mkdir(parents=True, exist_ok=True)
            attributes = ["ORTH", "TAG", "POS", "LEMMA", "HEAD", "DEP", "SENT_START", "SPACY"]
            DocBin(attrs=attributes, docs=docs).to_disk(stored)
    for article, doc in zip(articles, docs, strict=True):
        yield Annotated(doc, paragraphs_of(article), gold_of(article))


def _parse(articles: Sequence[dict[str, Any]], model: str) -> Iterator[Doc]:
    nlp = load_base(model)
    nlp.disable_pipe("ner")
    for article in articles:
        text = article["text"]
        about = Article(id=article["id"], path=article["id"], sha256="", length=len(text))
        yield parse(nlp, Document(about, text, paragraphs_of(article)))


def paragraphs_of(article: dict[str, Any]) -> list[Paragraph]:
    """One paragraph a line; a line that is the title is the headline."""
    title = (article.get("title") or "").strip()
    found = []
    for match in re.finditer(r"\S[^\n]*", article["text"]):
        end = match.start() + len(match[0].rstrip())
        zone = "headline" if title and article["text"][match.start() : end] == title else "body"
        found.append(Paragraph(match.start(), end, "headline" if zone == "headline" else "body"))
    return found


def gold_of(article: dict[str, Any]) -> list[dict[str, list[Span]]]:
    """The attributions of an article; claims in the outlet's own voice are none."""
    return [
        {role: [(s, e) for s, e in a.get(role) or []] for role in ("source", "cue", "content")}
        for a in article["attributions"]
        if a.get("attributed", True)
    ]


def jaccard(left: Sequence[Span], right: Sequence[Span]) -> float:
    """Overlap of two lists of disjoint spans, 0 to 1; two empty lists agree."""
    if not left or not right:
        return 1.0 if not left and not right else 0.0
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)
    return shared / (sum(b - a for a, b in left) + sum(d - c for c, d in right) - shared)


def right(p: Proposal, gold: Sequence[dict[str, list[Span]]]) -> bool:
    """Does an annotated attribution agree with ``p`` by half, in content and in source?"""
    return bool(_agreeing(p, gold))


def _agreeing(p: Proposal | Attribution, gold: Sequence[dict[str, list[Span]]]) -> list[dict[str, list[Span]]]:
    """Annotated attributions that agree; one that takes in later quotations agrees by its first parts."""
    n = len(p.content)
    return [
        g
        for g in gold
        if jaccard(p.source, g["source"]) >= _HALF
        and max(jaccard(p.content, g["content"]), jaccard(p.content, g["content"][:n])) >= _HALF
    ]


def sharp(p: Proposal, gold: Sequence[dict[str, list[Span]]], text: str) -> bool:
    """Is the content of ``p`` an annotated one, but for punctuation at its edges?"""
    n = len(p.content)
    return any(_bare(p.content, text) == _bare(g["content"][:n], text) for g in _agreeing(p, gold))


def _bare(spans: Sequence[Span], text: str) -> list[Span]:
    bare = []
    for start, end in spans:
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        bare.append((start, end))
    return bare


def proposals_of(item: Annotated, known: CueLexicon) -> list[Proposal]:
    """All candidates of one article."""
    quotations = find_quotations(item.doc.text, item.paragraphs)
    outer = outermost(quotations)
    return propose(item.doc, item.paragraphs, outer, speeches(item.doc, item.paragraphs, outer), known)


Row = tuple[str, str, tuple[str, ...], bool, bool]
"""``(lemma, frame, features, right, right to the edges of the content)`` of one candidate."""


def rows_of(items: Iterable[Annotated], known: CueLexicon) -> list[list[Row]]:
    """The candidates of each article, labelled."""
    return [
        [
            (p.candidate.lemma, p.candidate.frame, p.features, right(p, item.gold), sharp(p, item.gold, item.doc.text))
            for p in proposals_of(item, known)
        ]
        for item in items
    ]


def count(articles: Iterable[Sequence[Row]]) -> Counts:
    """Candidates and right ones by lemma and frame, with the sums over all lemmas and all frames."""
    seen: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    edges: Counter[tuple[str, str]] = Counter()
    for rows in articles:
        for lemma, frame, _, good, exact in rows:
            for key in ((lemma, frame), ("*", frame), (lemma, "*"), ("*", "*")):
                seen[key] += 1
                hits[key] += good
                edges[key] += exact
    return {k: (n, hits[k], edges[k]) for k, n in sorted(seen.items()) if n >= _LEAST_SEEN}


def fit(articles: Sequence[Sequence[Row]]) -> dict[str, float]:
    """Weights of the logistic model; each half of the articles is seen with the counts of the other half."""
    halves = articles[0::2], articles[1::2]
    table: list[dict[str, float]] = []
    labels: list[bool] = []
    for mine, other in (halves, halves[::-1]):
        known = load_lexicon(count(other), {})
        for rows in mine:
            for lemma, frame, names, good, _ in rows:
                table.append({**dict(known.numbers(lemma, frame)), **dict.fromkeys(names, 1.0)})
                labels.append(good)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(table)
    matrix.indices, matrix.indptr = (
        matrix.indices.astype("int32"),
        matrix.indptr.astype("int32"),
    )  # liblinear asks for it
    model = LogisticRegression(C=0.3, solver="liblinear", dual=False, tol=1e-3)
    model.fit(matrix, labels)
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    kept = {str(k): round(float(v), 4) for k, v in sorted(weights.items()) if abs(v) >= 0.02}
    return {"bias": round(float(model.intercept_[0]), 4), **kept}


def report(items: Iterable[Annotated], known: CueLexicon) -> str:
    """For each rule: attributions kept, and the share that is right."""
    seen: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for item in items:
        quotations = find_quotations(item.doc.text, item.paragraphs)
        for a in find_by_rules(item.doc, item.paragraphs, quotations, known):
            good = bool(_agreeing(a, item.gold))
            for code in a.evidence:
                if code.startswith("rule:"):
                    seen[code] += 1
                    hits[code] += good
    lines = [f"{'rule':<36}{'kept':>7}{'right %':>9}"]
    lines += [
        f"{code:<36}{n:7d}{100 * hits[code] / n:9.1f}" for code, n in sorted(seen.items(), key=lambda x: (-x[1], x[0]))
    ]
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path, help="folder for the counts and weights")
    parser.add_argument("--report", action="store_true", help="print the worth of each rule on GOLD instead")
    parser.add_argument("--model", default=Settings().spacy_model)
    parser.add_argument("--cache", type=Path, help="folder for parses")
    options = parser.parse_args(argv)
    articles = [a for path in options.gold for a in read(path)]
    items = parsed(articles, options.model, options.cache)
    if options.report:
        print(report(items, load_lexicon()))
        return 0
    if options.out is None:
        parser.error("-o is needed")
    rows = rows_of(items, load_lexicon({}, {}))
    counts, weights = count(rows), fit(rows)
    lines = [f"{lemma}\t{frame}\t{n}\t{good}\t{exact}" for (lemma, frame), (n, good, exact) in counts.items()]
    (options.out / COUNTS_FILE).write_text(
        "\n".join(["# lemma\tframe\tseen\tright\texact", *lines, ""]), encoding="utf-8"
    )
    (options.out / WEIGHTS_FILE).write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(articles)} articles, {sum(map(len, rows))} candidates, {len(counts)} counts, {len(weights)} weights")
    return 0


if __name__ == "__main__":
    sys.exit(main())
