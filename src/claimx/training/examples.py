"""Annotated articles as training examples: labels a word, and the roles of each attribution."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from claimx.nlp.encoding import EncodedText, Ints, WordPieces, encode
from claimx.nlp.labels import ATTRIBUTES, ENTITY_LABELS
from claimx.training.rephrasing import copies

IGNORE = -100
_ATTRIBUTE_KEYS = {"polarity": "pol", "modality": "mod", "act": "act", "kind": "kind", "negated": "neg"}
_ROLES = ("content", "source", "cue")  # later ones win where roles overlap


@dataclass(slots=True)
class Target:
    """One attribution to learn: its trigger word, the label of each word from ``low`` on, its attributes' values (or
    IGNORE).
    """

    trigger: int
    silent: bool
    low: int
    labels: list[int]
    attributes: list[int]

    @property
    def high(self) -> int:
        """One past the last labelled word."""
        return self.low + len(self.labels)


@dataclass(slots=True)
class Example:
    """One article.  ``triggers`` (n,) and ``entities`` (n, 8) hold IGNORE where the article does not say."""

    id: str
    text: str
    encoded: EncodedText
    triggers: Ints
    entities: Ints
    targets: list[Target] = field(default_factory=list)
    weight: int = 1


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, plain or gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def _words(encoded: EncodedText, start: int, end: int) -> range:
    """Words that overlap ``[start, end)``."""
    a = int(np.searchsorted(encoded.ends, start, "right"))
    b = int(np.searchsorted(encoded.starts, end, "left"))
    return range(a, b)


def _targets(encoded: EncodedText, attributions: Sequence[Mapping[str, Any]]) -> list[Target]:
    merged: dict[tuple[int, bool], tuple[dict[int, str], list[int], set[int]]] = {}
    for a in attributions:
        if a.get("attributed") is False:
            continue
        roles: dict[int, str] = {}
        begins: set[int] = set()
        for role in _ROLES:
            for start, end in a.get(role) or []:
                span = _words(encoded, start, end)
                begins.update(span[:1])
                roles.update(dict.fromkeys(span, role))
        anchor = a.get("cue") or a.get("content")
        if not anchor or not roles:
            continue
        where = _words(encoded, *anchor[0])
        if not where:
            continue
        values = []
        for name, known in ATTRIBUTES.items():
            value = a.get(_ATTRIBUTE_KEYS[name])
            if name == "negated" and "pol" in a:
                value = value or "no"
            values.append(known.index(value) if value in known else IGNORE)
        key = (where[0], not a.get("cue"))
        # Two mentions split from one attribution share its cue: to the tagger they are one.
        if key in merged:
            merged[key][0].update({w: r for w, r in roles.items() if w not in merged[key][0]})
            merged[key][2].update(begins)
        else:
            merged[key] = (roles, values, begins)
    out = []
    for (trigger, silent), (roles, values, begins) in sorted(merged.items()):
        low, high = min(roles), max(roles) + 1
        labels: list[int] = []
        before: str | None = None
        for w in range(low, high):
            here = roles.get(w)
            inside = here == before and w not in begins
            labels.append(0 if here is None else 2 * ("source", "cue", "content").index(here) + (2 if inside else 1))
            before = here
        out.append(Target(trigger, silent, low, labels, values))
    return out


def _entity_labels(encoded: EncodedText, entities: Sequence[Mapping[str, Any]]) -> Ints:
    labels = np.zeros((len(encoded), len(ENTITY_LABELS)), dtype=np.int64)
    for e in entities:
        j = ENTITY_LABELS.index(e["label"])
        span = _words(encoded, e["start"], e["end"])
        for w in span:
            labels[w, j] = 1 if w == span[0] else 2
    return labels


def read_articles(
    path: Path, wordpieces: WordPieces, weight: int = 1, rephrase: float = 0.0, seed: int = 0
) -> list[Example]:
    """Articles with ``attributions`` (PolNeAR's or the domain's keys) and, where given, ``entities``.

    With ``rephrase`` each is there ``weight`` times, with that share of its cues in other words each time.
    """
    out = []
    rows = read_jsonl(path)
    if rephrase:
        rows, weight = copies(rows, weight, seed, rephrase), 1
    for a in rows:
        encoded = encode(a["text"], wordpieces)
        targets = _targets(encoded, a["attributions"])
        triggers = np.zeros(len(encoded), dtype=np.int64)
        for t in targets:
            triggers[t.trigger] = 2 if t.silent else 1
        if "entities" in a:
            entities = _entity_labels(encoded, a["entities"])
        else:
            entities = np.full((len(encoded), len(ENTITY_LABELS)), IGNORE, dtype=np.int64)
        out.append(Example(a["id"], a["text"], encoded, triggers, entities, targets, weight))
    return out


def read_names(path: Path, wordpieces: WordPieces, is_state: Callable[[str], bool], weight: int = 1) -> list[Example]:
    """GUM documents as examples of PERSON, ORG, PLACE and STATE names only; other labels and all attributions are
    unknown.
    """
    labels = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
    out = []
    for d in read_jsonl(path):
        if d["split"] != "train":
            continue
        encoded = encode(d["text"], wordpieces)
        mentions = [m for c in d["clusters"] for m in c] + list(d["singletons"])
        entities = []
        for m in mentions:
            if m["form"] == "name" and m["type"] in labels:
                span = (m["head_start"], m["head_end"])
                label = labels[m["type"]]
                if is_state(d["text"][span[0] : span[1]]):
                    label = "STATE"
                entities.append({"start": span[0], "end": span[1], "label": label})
        table = _entity_labels(encoded, entities)
        known = {"PERSON", "ORG", "PLACE"}
        for j, name in enumerate(ENTITY_LABELS):
            if name not in known:
                table[:, j] = IGNORE
        for e in entities:
            if e["label"] == "STATE":
                span_words = _words(encoded, e["start"], e["end"])
                table[span_words.start : span_words.stop, ENTITY_LABELS.index("ORG")] = 0
        triggers = np.full(len(encoded), IGNORE, dtype=np.int64)
        out.append(Example(d["id"], d["text"], encoded, triggers, table, [], weight))
    return out
