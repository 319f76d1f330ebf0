"""Makes the resolver's numbers: word frequencies and pair weights.

    python -m claimx.training.pairs DATA

``DATA`` holds ``domain/train`` and ``claims`` (annotated articles, as ``claimx evaluate claims`` reads them) and
``resolver/`` with ``headlines.jsonl``, ``ecbplus.jsonl`` and ``negation.jsonl``. Written are ``frequencies.tsv``
and ``weights.json`` of :mod:`claimx.resolve`: counts of lemmas and regression weights, no text. The result is the
same on every run.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from spacy.language import Language
from spacy.tokens import Doc

from claimx.config import Settings
from claimx.evaluate.clusters import Sentence, Tree, main_chain, read_sentences
from claimx.evaluate.gold import claim_texts, read_claims
from claimx.evaluate.pairs import read_pairs
from claimx.ids import name_key, source_id
from claimx.nlp.base import load_base
from claimx.nlp.normal_form import content_form, content_words, depths, quoted_words, sentence_forms
from claimx.nlp.sentence_vectors import SentenceEncoder, load_sentence_encoder
from claimx.records import Fact, NormalForm
from claimx.resolve.features import NAMES, THOUSAND, pair_features, stances
from claimx.resolve.frequencies import Frequencies
from claimx.resolve.score import VERSION
from claimx.resolve.table import make_table
from claimx.schema import EntityMention, Label

Floats = npt.NDArray[np.float64]

OPPOSED = frozenset({"contradicts", "updates", "denies"})
SHIFTS = {"claim": 1.8, "sentence": 0.6, "matter": 1.0, "opposed": 1.5, "updates": 0.0}
"""Added to the log odds of each head: puts the best trade-off of precision and recall on the training part at .5."""

STRENGTH = 0.1
"""Inverse regularisation of the regressions, on standardised features."""

_LEAST_COUNT = 2
_LABELS: dict[str, Label] = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "STATE", "NORP": "STATE"}


@dataclass(frozen=True, slots=True)
class Examples:
    """Feature rows (in units, not thousandths) with a label each: same, updates, contradicts, denies, elaborates or
    none.

    ``unheld``: neither of the two has a holder.
    """

    features: Floats
    labels: npt.NDArray[np.str_]
    unheld: npt.NDArray[np.bool_]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def gold_form(
    row: dict[str, Any], doc: Doc, entities: Sequence[EntityMention], published: str, encoder: SentenceEncoder | None
) -> NormalForm:
    """The normal form of an annotated mention: spans, source and stance are gold, the rest is read from the parse."""
    spans = [(int(start), int(end)) for start, end in row["content"]]
    within = [e for e in entities if any(s <= e.start and e.end <= t for s, t in spans)]
    form = content_form(doc, spans, within)
    text = " … ".join(doc.text[start:end] for start, end in spans)
    source = row["source_canonical"]
    places = [Fact("place", e.exact, "", value=e.ref) for e in within if e.label in ("PLACE", "PORT")]
    return NormalForm(
        mention=row["id"],
        article=row["doc"],
        holder=source_id(source) if source and source != "unspecified" else "",
        predicate=form.predicate,
        subjects=form.subjects,
        objects=form.objects,
        words=form.words,
        quote=quoted_words(text) if row["type"] == "direct" else (),
        entities=tuple(sorted({e.ref for e in within if e.ref})),
        facts=(*form.facts, *places),
        polarity=row["polarity"],
        modality=row["modality"],
        act=row["act"],
        negated=bool(row.get("negated", form.negated)),
        published=published,
        vector=encoder.encode([text])[0] if encoder else b"",
    )


def gold_entity(row: dict[str, Any], text: str) -> EntityMention:
    """An annotated entity; its id is its label and name."""
    label, value = row["label"], row.get("v")
    attributes: dict[str, Any] = {}
    if label == "DATE":
        usual = "duration" if (value or "").startswith("P") else "date"
        attributes = {"value": value or None, "type": row.get("type") or usual}
    ref = None if label in ("DATE", "QUANTITY") else f"{label}:{name_key(str(row.get('id') or ''))}"
    exact = text[row["start"] : row["end"]]
    return EntityMention(start=row["start"], end=row["end"], exact=exact, label=label, ref=ref, attributes=attributes)


def claim_forms(
    folder: Path, nlp: Language, encoder: SentenceEncoder | None
) -> tuple[list[tuple[str, NormalForm]], list[Doc]]:
    """(set, normal form) of every annotated mention of a claims folder, and its parsed articles.

    Entities are those of ``articles.jsonl``; a folder without one has the names that the parse finds.
    """
    texts = {t.id: t.text for t in claim_texts(folder, read_claims(folder))}
    about = json.loads((folder / "docs.json").read_text("utf-8"))
    listed = folder / "articles.jsonl"
    given = {a["id"]: a["entities"] for a in read_rows(listed)} if listed.exists() else {}
    names = sorted(texts)
    parsed = dict(zip(names, nlp.pipe(texts[name] for name in names), strict=True))
    entities = {
        name: [gold_entity(e, texts[name]) for e in given[name]] if name in given else parsed_entities(parsed[name])
        for name in names
    }
    found = []
    places: Counter[str] = Counter()
    for row in sorted(read_rows(folder / "claims.jsonl"), key=_start):
        article = about[row["doc"]]
        form = gold_form(row, parsed[row["doc"]], entities[row["doc"]], article["published"] or "", encoder)
        form.place = places[row["doc"]]
        places[row["doc"]] += 1
        found.append((str(article.get("set") or article["event"]), form))
    return found, [parsed[name] for name in names]


def _start(row: dict[str, Any]) -> int:
    return min((start for spans in (row["content"], row["cue"], row["source"]) for start, _ in spans or ()), default=0)


def parsed_entities(doc: Doc) -> list[EntityMention]:
    """Names that the base pipeline finds, named by themselves."""
    return [
        EntityMention(start=e.start_char, end=e.end_char, exact=e.text, label=_LABELS[e.label_], ref=name_key(e.text))
        for e in doc.ents
        if e.label_ in _LABELS
    ]


def claim_examples(folder: Path, forms: Sequence[tuple[str, NormalForm]], known: Frequencies) -> Examples:
    """All pairs inside a set, labelled by clusters and relations."""
    cluster = json.loads((folder / "clusters.json").read_text("utf-8"))
    relation: dict[frozenset[str], str] = {}
    for row in json.loads((folder / "relations.json").read_text("utf-8")):
        relation[frozenset((row["a"], row["b"]))] = row["relation"]
    table = make_table([form for _, form in forms], known)
    group = {form.mention: name for name, form in forms}
    rows: dict[str, list[int]] = {}
    for k, form in enumerate(table.forms):
        rows.setdefault(group[form.mention], []).append(k)
    pairs = np.array([pair for name in sorted(rows) for pair in combinations(rows[name], 2)], np.int64)

    def label(i: int, j: int) -> str:
        one, other = cluster[table.forms[i].mention], cluster[table.forms[j].mention]
        return "same" if one == other else relation.get(frozenset((one, other)), "none")

    features = pair_features(table, stances(table), pairs[:, 0], pairs[:, 1]) / THOUSAND
    unheld = np.asarray((table.holders[pairs] < 0).all(axis=1))
    return Examples(features, np.array([label(i, j) for i, j in pairs.tolist()]), unheld)


def pair_examples(path: Path, nlp: Language, known: Frequencies, encoder: SentenceEncoder | None) -> Examples:
    """Graded pairs of headlines."""
    pairs = read_pairs(path)
    forms = plain_forms(nlp, [text for pair in pairs for text in (pair.one, pair.other)], encoder)
    table = make_table(forms, known, keep_order=True)
    rows = np.arange(0, len(forms), 2)
    features = pair_features(table, stances(table), rows, rows + 1) / THOUSAND
    labels = np.array(["same" if pair.same else "none" for pair in pairs])
    return Examples(features, labels, np.ones(len(pairs), np.bool_))


def plain_forms(nlp: Language, texts: Sequence[str], encoder: SentenceEncoder | None) -> list[NormalForm]:
    """Normal forms of plain sentences, named by their place."""
    vectors = encoder.encode(texts) if encoder else ()
    return sentence_forms(nlp.pipe(texts), [f"{k:07}" for k in range(len(texts))], vectors)


def event_examples(
    sentences: Sequence[Sentence], docs: Sequence[Doc], known: Frequencies, encoder: SentenceEncoder | None
) -> Examples:
    """Pairs of sentences of one topic: about one main event, or not.  ``docs``: the sentences, parsed."""
    vectors = encoder.encode([doc.text for doc in docs]) if encoder else ()
    forms = sentence_forms(docs, [s.id for s in sentences], vectors)
    table = make_table(forms, known, keep_order=True)
    chains = [main_chain(s, Tree(depths(d), lemmas(d))) for s, d in zip(sentences, docs, strict=True)]
    topic = [s.doc.split("_")[0] for s in sentences]
    pairs = np.array([(i, j) for i, j in combinations(range(len(forms)), 2) if topic[i] == topic[j]], np.int64)
    features = pair_features(table, stances(table), pairs[:, 0], pairs[:, 1]) / THOUSAND
    labels = np.array(["same" if chains[i] == chains[j] else "none" for i, j in pairs.tolist()])
    return Examples(features, labels, np.ones(len(pairs), np.bool_))


def lemmas(doc: Doc) -> tuple[str, ...]:
    """Lower-case lemmas of a parsed text."""
    return tuple(token.lemma_.lower() for token in doc)


def tokenised(nlp: Language, rows: Iterable[Sequence[str]]) -> list[Doc]:
    """Sentences whose tokens are given, parsed."""
    return [nlp(Doc(nlp.vocab, words=list(row))) for row in rows]


def count(docs: Iterable[Doc]) -> Frequencies:
    """In how many sentences each lemma stands (ASCII lemmas that stand in two or more)."""
    counts: Counter[str] = Counter()
    sentences = 0
    for doc in docs:
        for sentence in doc.sents:
            words = {word for word in content_words(sentence) if word.isascii()}
            sentences += bool(words)
            counts.update(words)
    return Frequencies(sentences, {w: n for w, n in sorted(counts.items()) if n >= _LEAST_COUNT})


def head(features: Floats, labels: npt.NDArray[np.bool_], columns: Sequence[int], shift: float) -> dict[str, Any]:
    """Bias and weights, in thousandths, of a regression on some of the features."""
    scaler = StandardScaler().fit(features[:, columns])
    model = LogisticRegression(C=STRENGTH, max_iter=4000).fit(scaler.transform(features[:, columns]), labels)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0]) - float((weights * scaler.mean_).sum()) + shift
    rounded = {NAMES[k]: round(float(w) * THOUSAND) for k, w in zip(columns, weights, strict=True)}
    return {"bias": round(bias * THOUSAND), "weights": {name: weight for name, weight in rounded.items() if weight}}


def heads(domain: Examples, news: Examples, headlines: Examples, events: Examples) -> dict[str, Any]:
    """The contents of ``weights.json``."""
    made: dict[str, Any] = {"version": VERSION, "features": list(NAMES)}
    claim = np.concatenate([domain.features, news.features, headlines.features])
    same = np.concatenate([part.labels == "same" for part in (domain, news, headlines)])
    spoken = np.concatenate([domain.features[domain.unheld], headlines.features])
    alike = np.concatenate([domain.labels[domain.unheld] == "same", headlines.labels == "same"])
    matter = np.concatenate([domain.features, events.features])
    related = np.concatenate([domain.labels != "none", events.labels == "same"])
    spoken_of = np.concatenate([domain.features, news.features])
    kinds = np.concatenate([domain.labels, news.labels])
    opposed = np.isin(kinds, sorted(OPPOSED))
    later, moved = kinds == "updates", np.isin(kinds, ["updates", "contradicts"])
    plain = [k for k, name in enumerate(NAMES) if "cosine" not in name]
    for part, columns in (("with_vectors", list(range(len(NAMES)))), ("without_vectors", plain)):
        made[part] = {
            "claim": head(claim, same, columns, SHIFTS["claim"]),
            "sentence": head(spoken, alike, columns, SHIFTS["sentence"]),
            "matter": head(matter, related, columns, SHIFTS["matter"]),
            "opposed": head(spoken_of, opposed, columns, SHIFTS["opposed"]),
            "updates": head(spoken_of[moved], later[moved], columns, SHIFTS["updates"]),
        }
    return made


def main(arguments: Sequence[str]) -> None:
    """Count, fit, write."""
    data = Path(arguments[0])
    out = Path(__file__).parent.parent / "resolve"
    nlp, encoder = load_base(Settings().spacy_model), load_sentence_encoder()
    if encoder is None:
        raise SystemExit("the sentence encoder's package is not installed")
    resolver = data / "resolver"
    domain, articles = claim_forms(data / "domain/train", nlp, encoder)
    news, _ = claim_forms(data / "claims", nlp, encoder)
    sentences = read_sentences(resolver / "ecbplus.jsonl", "train")
    events = tokenised(nlp, [s.tokens for s in sentences])
    general = nlp.pipe(text for pair in read_pairs(resolver / "negation.jsonl") for text in (pair.one, pair.other))
    known = count([*articles, *events, *general])
    lines = [str(known.documents), *(f"{word}\t{n}" for word, n in known.counts.items())]
    (out / "frequencies.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    made = heads(
        claim_examples(data / "domain/train", domain, known),
        claim_examples(data / "claims", news, known),
        pair_examples(resolver / "headlines.jsonl", nlp, known, encoder),
        event_examples(sentences, events, known, encoder),
    )
    (out / "weights.json").write_text(json.dumps(made, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
