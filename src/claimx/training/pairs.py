"""Makes the resolver's numbers: word frequencies, names and pair weights.

    python -m claimx.training.pairs DATA

``DATA`` holds ``domain/train`` and ``claims`` (annotated articles, as ``claimx evaluate claims`` reads them) and
``resolver/`` with ``headlines.jsonl``, ``ecbplus.jsonl`` and ``negation.jsonl``. Written are ``frequencies.tsv``,
``names.toml`` and ``weights.json`` of :mod:`claimx.resolve`: lemmas with counts and regression weights, no text. The
result is the same on every run.

The pairs are those that a run would compare, of mentions as the pipeline finds them: weights learned on annotated
spans with true sources trust both too much. Most are of one matter and not the same claim: those are the negatives
that count.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler
from spacy.language import Language
from spacy.tokens import Doc

from claimx.config import Settings
from claimx.evaluate.clusters import Sentence, Tree, main_chain, read_sentences
from claimx.evaluate.gold import claim_texts, read_claims
from claimx.evaluate.pairs import read_pairs
from claimx.knowledge.kb import KnowledgeBase, load_knowledge
from claimx.nlp.base import load_base
from claimx.nlp.normal_form import content_words, depths, sentence_forms
from claimx.nlp.pipeline import Analyser
from claimx.nlp.sentence_vectors import SentenceEncoder, load_sentence_encoder
from claimx.records import NormalForm
from claimx.resolve import frequencies as packaged
from claimx.resolve.features import NAMES, THOUSAND, pair_features, stances
from claimx.resolve.frequencies import Frequencies
from claimx.resolve.score import VERSION
from claimx.resolve.table import make_table
from claimx.schema import OPPOSED
from claimx.training.pair_examples import Examples, Flags, Floats, claim_examples
from claimx.word_lists import words_in_order

FACTS = ("quantity", "date", "place")
"""Conflicts of which the head ``opposed`` is to be sure."""
PRECISION = {"claim": 0.87, "opposed": 0.5, "denied": 0.4}
"""Share of right pairs among those that score .5 or more and pass the gate, in matters that were not learned from."""
SHIFTS = {"sentence": 0.6, "matter": 1.0, "updates": 0.0}
"""Added to the log odds of the other heads: puts the best trade-off on the training part at .5."""

READ = {"read_claim": {"weight": 1800, "bias": 400}, "read_sentence": {"weight": 2400, "bias": -2400}}
"""How much a pair reader's word weighs, in thousandths: chosen on ``domain/dev``, ``claims`` and ``written/dev`` for
claims (merged from .45); for sentences the weight on halves of the headlines that a reader had not learned from, the
constant on all of them.  Its own training pairs would trust it too much.
"""

STRENGTH, FIRM = 0.1, 0.01
"""Inverse regularisation of the regressions, on standardised features; of those on claims of articles."""

LED_BY_NAMES = frozenset(
    [
        *("shared_weight", "word_jaccard", "word_jaccard_some", "word_containment"),
        *("unshared_short", "unshared_short_some", "unshared_long", "unshared_long_some"),
    ]
)
"""Features that shared names move: left out for claims of articles, which share the names of their matter anyway."""

_FOLDS = 6
_LEAST_COUNT = 2


def sentence_pairs(
    forms: Sequence[NormalForm], pairs: npt.NDArray[np.int64], same: Flags, known: Frequencies
) -> Examples:
    """Examples of plain sentences that nobody says."""
    table = make_table(forms, known, keep_order=True)
    features = pair_features(table, stances(table), pairs[:, 0], pairs[:, 1]) / THOUSAND
    blank = np.full(len(pairs), "")
    texts = np.array([(table.forms[i].text, table.forms[j].text) for i, j in pairs.tolist()])
    return Examples(features, np.where(same, "same", "none"), np.ones(len(pairs), np.bool_), blank, blank, texts)


def pair_examples(path: Path, nlp: Language, known: Frequencies, encoder: SentenceEncoder) -> Examples:
    """Graded pairs of headlines."""
    pairs = read_pairs(path)
    texts = [text for pair in pairs for text in (pair.one, pair.other)]
    forms = sentence_forms(nlp.pipe(texts), [f"{k:07}" for k in range(len(texts))], encoder.encode(texts))
    rows = np.arange(0, len(forms), 2)
    return sentence_pairs(forms, np.stack([rows, rows + 1], axis=1), np.array([pair.same for pair in pairs]), known)


def event_examples(
    sentences: Sequence[Sentence], docs: Sequence[Doc], known: Frequencies, encoder: SentenceEncoder
) -> Examples:
    """Pairs of sentences of one topic: about one main event, or not.  ``docs``: the sentences, parsed."""
    forms = sentence_forms(docs, [s.id for s in sentences], encoder.encode([doc.text for doc in docs]))
    chains = [main_chain(s, Tree(depths(d), lemmas(d))) for s, d in zip(sentences, docs, strict=True)]
    topic = [s.doc.split("_")[0] for s in sentences]
    pairs = np.array([(i, j) for i, j in combinations(range(len(forms)), 2) if topic[i] == topic[j]], np.int64)
    return sentence_pairs(forms, pairs, np.array([chains[i] == chains[j] for i, j in pairs.tolist()]), known)


def lemmas(doc: Doc) -> tuple[str, ...]:
    """Lower-case lemmas of a parsed text."""
    return tuple(token.lemma_.lower() for token in doc)


def count(docs: Iterable[Doc]) -> tuple[Frequencies, set[str]]:
    """In how many sentences each lemma stands (ASCII lemmas that stand in two or more); and the lemmas that are names
    more often than not.
    """
    counts: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    every: Counter[str] = Counter()
    sentences = 0
    for doc in docs:
        for sentence in doc.sents:
            words = {word for word in content_words(sentence) if word.isascii()}
            sentences += bool(words)
            counts.update(words)
            every.update(token.lemma_.lower() for token in sentence)
            proper.update(token.lemma_.lower() for token in sentence if token.pos_ == "PROPN")
    known = Frequencies(sentences, {w: n for w, n in sorted(counts.items()) if n >= _LEAST_COUNT})
    return known, {word for word, n in proper.items() if 2 * n > every[word] and word in counts and _is_name(word)}


def _is_name(word: str) -> bool:
    return len(word) > 1 and word.isascii() and word.replace("-", "").isalpha()


def known_names(knowledge: KnowledgeBase, known: Frequencies) -> set[str]:
    """Words of the names of states and people that are not words of the language as well; "russian" is a name, too."""
    people = (name for person in knowledge.people.values() for name in person.names())
    words = {word.strip(".,'’\"()").lower() for name in (*knowledge.state_words(), *people) for word in name.split()}
    alone = {name for name in knowledge.state_words() if " " not in name}
    return {word for word in words if _is_name(word) and (word in alone or word not in known.counts)}


def fit(
    features: Floats, labels: Flags, columns: Sequence[int], shift: float, strength: float = STRENGTH
) -> dict[str, Any]:
    """Bias and weights, in thousandths, of a regression on some of the features."""
    scaler = StandardScaler().fit(features[:, columns])
    model = LogisticRegression(C=strength, max_iter=4000).fit(scaler.transform(features[:, columns]), labels)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0]) - float((weights * scaler.mean_).sum()) + shift
    rounded = {NAMES[k]: round(float(w) * THOUSAND) for k, w in zip(columns, weights, strict=True)}
    return {"bias": round(bias * THOUSAND), "weights": {name: weight for name, weight in rounded.items() if weight}}


def precise(examples: Examples, labels: Flags, counted: Flags, columns: Sequence[int], least: float) -> float:
    """What to add to the log odds so that ``least`` of the ``counted`` pairs with positive odds are right, in matters
    left out of the training in turn.
    """
    odds = np.zeros(len(labels))
    for train, test in GroupKFold(_FOLDS).split(examples.features, labels, examples.matters):
        scaler = StandardScaler().fit(examples.features[train][:, columns])
        model = LogisticRegression(C=FIRM, max_iter=4000)
        model.fit(scaler.transform(examples.features[train][:, columns]), labels[train])
        odds[test] = model.decision_function(scaler.transform(examples.features[test][:, columns]))
    order = np.flatnonzero(counted)[np.argsort(-odds[counted], kind="stable")]
    right = np.cumsum(labels[order]) / np.arange(1, len(order) + 1)
    return -float(odds[order][np.flatnonzero(right >= least).max(initial=0)])


def joined(parts: Sequence[Examples]) -> Examples:
    """Several sets of examples as one."""
    return Examples(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Examples)))


def heads(news: Sequence[Examples], headlines: Examples, events: Examples) -> dict[str, Any]:
    """The contents of ``weights.json``.  ``news``: claims of annotated articles."""
    made: dict[str, Any] = {"version": VERSION, "features": list(NAMES), **READ}
    claims = joined(news)
    same, opposed = claims.labels == "same", np.isin(claims.labels, OPPOSED)
    spoken = np.concatenate([claims.features[claims.unheld], headlines.features])
    repeated = np.concatenate([same[claims.unheld], headlines.labels == "same"])
    # What tells two claims of one event apart is not what tells two events apart.
    near = claims.where(claims.matters != "")
    alike = near.labels == "same"
    told = news[0].where(news[0].matters != "")
    matter = np.concatenate([told.features, events.features])
    related = np.concatenate([told.labels != "none", events.labels == "same"])
    denials = claims.where(claims.features[:, NAMES.index("denial_differs")] > 0)
    answered = np.isin(denials.labels, OPPOSED)
    moved = np.isin(claims.labels, ["updates", "contradicts"])
    plain = [k for k, name in enumerate(NAMES) if "cosine" not in name]
    for part, columns in (("with_vectors", list(range(len(NAMES)))), ("without_vectors", plain)):
        unled = [k for k in columns if NAMES[k] not in LED_BY_NAMES]
        sure = precise(near, alike, near.reasons == "", unled, PRECISION["claim"])
        against = precise(claims, opposed, np.isin(claims.reasons, FACTS) & ~same, unled, PRECISION["opposed"])
        denied = precise(denials, answered, np.ones(len(answered), np.bool_), unled, PRECISION["denied"])
        made[part] = {
            "claim": fit(near.features, alike, unled, sure, FIRM),
            "sentence": fit(spoken, repeated, columns, SHIFTS["sentence"]),
            "matter": fit(matter, related, columns, SHIFTS["matter"]),
            "opposed": fit(claims.features, opposed, unled, against, FIRM),
            "denied": fit(denials.features, answered, unled, denied, FIRM),
            "updates": fit(claims.features[moved], claims.labels[moved] == "updates", columns, SHIFTS["updates"]),
        }
    return made


def main(arguments: Sequence[str]) -> None:
    """Count, fit, write."""
    data = Path(arguments[0])
    out = Path(__file__).parent.parent / "resolve" / "data"
    nlp, encoder, knowledge = load_base(Settings().spacy_model), load_sentence_encoder(), load_knowledge(None)
    folders = [data / "domain/train", data / "claims"]
    resolver = data / "resolver"
    sentences = read_sentences(resolver / "ecbplus.jsonl", "train")
    events = [nlp(Doc(nlp.vocab, words=list(s.tokens))) for s in sentences]
    articles = [text.text for folder in folders for text in claim_texts(folder, read_claims(folder))]
    general = (text for pair in read_pairs(resolver / "negation.jsonl") for text in (pair.one, pair.other))
    known, proper = count([*nlp.pipe(articles), *events, *nlp.pipe(general)])
    lines = [str(known.documents), *(f"{word}\t{n}" for word, n in known.counts.items())]
    (out / "frequencies.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    lemmas = "\n".join(sorted(proper | known_names(knowledge, known)))
    note = "# Lemmas that are names more often than not; made by claimx.training.pairs."
    (out / "names.toml").write_text(f'{note}\nnames = """\n{lemmas}\n"""\n', "utf-8")
    words_in_order.cache_clear()
    packaged.names.cache_clear()
    analyser = Analyser(Settings())
    made = heads(
        [claim_examples(folder, analyser, known, knowledge) for folder in folders],
        pair_examples(resolver / "headlines.jsonl", nlp, known, encoder),
        event_examples(sentences, events, known, encoder),
    )
    (out / "weights.json").write_text(json.dumps(made, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
