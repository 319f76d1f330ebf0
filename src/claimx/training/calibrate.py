"""Fit what turns the model's scores into a probability of being right: logistic regression on annotated articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from claimx.config import Settings
from claimx.errors import UsageError
from claimx.evaluate.attribution import pair
from claimx.evaluate.gold import Roles, jsonl, read_attributions
from claimx.evaluate.spans import TextMasks
from claimx.nlp.attribution import agrees, calibration_features, learned
from claimx.nlp.attribution_model import AttributionModel
from claimx.nlp.attribution_rules import rule_attributions
from claimx.nlp.base import load_base, parse
from claimx.nlp.decode import Scored
from claimx.nlp.quotes import find_quotations
from claimx.training.documents import as_document


def as_roles(s: Scored) -> Roles:
    """What the measures read."""
    source, cue, content = ([list(span) for span in spans] for spans in (s.source, s.cue, s.content))
    return Roles(str(s.trigger), source, cue, content)


def fit(folder: Path, dev: Sequence[Path]) -> dict[str, float]:
    """Weights by feature name for the model in ``folder``, fitted on the files ``dev``, each as heavy as the others.

    Raises UsageError where it finds nothing right in them, or nothing wrong.
    """
    model = AttributionModel(folder)
    nlp = load_base(Settings().spacy_model)
    rows: list[list[float]] = []
    right: list[bool] = []
    sizes: list[int] = []
    names: list[str] = []
    for path in dev:
        gold = read_attributions(path)
        before = len(rows)
        for article in jsonl(path):
            document = as_document(article["id"], article["text"])
            doc = parse(nlp, document)
            rules = rule_attributions(doc, document.paragraphs, find_quotations(doc.text, document.paragraphs))
            scored = [s for s in learned(model, doc.text)[0] if s.content]
            paired = pair(
                TextMasks(doc.text),
                [g for g in gold[article["id"]] if not g.own_voice],
                [as_roles(s) for s in scored],
            )
            gold_of = paired.gold_of
            for i, s in enumerate(scored):
                features = calibration_features(s, any(agrees(s, r) for r in rules))
                names = list(features)
                rows.append([features[n] for n in names if n != "bias"])
                right.append(gold_of.get(i) in paired.hits["attribution"])
        sizes.append(len(rows) - before)
    if len(set(right)) < 2:
        raise UsageError(
            "the model cannot be calibrated: it finds nothing that is right, or nothing that is wrong",
            remedy="train longer",
        )
    heavy = np.repeat([len(rows) / (len(sizes) * max(n, 1)) for n in sizes], sizes)
    fitted = LogisticRegression(C=1.0, max_iter=1000).fit(np.array(rows), np.array(right), sample_weight=heavy)
    weights = dict(zip([n for n in names if n != "bias"], fitted.coef_[0], strict=True)) | {
        "bias": fitted.intercept_[0]
    }
    return {k: round(float(v), 5) for k, v in sorted(weights.items())}
