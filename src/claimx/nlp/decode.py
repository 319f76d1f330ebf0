"""From the network's scores to attributions and entity proposals: numpy only, the same for torch and onnxruntime."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from claimx.nlp.encoding import EncodedText, Window, bounds, window
from claimx.nlp.labels import ATTRIBUTES, CONTEXT_LEFT, CONTEXT_RIGHT, ENTITY_LABELS, ROLE_LABELS
from claimx.schema import Span

Floats = npt.NDArray[np.floating[Any]]
Encode = Callable[[Window], tuple[Floats, Floats, Floats]]
"""window -> states (w, hidden), trigger logits (w, 3), entity logits (w, 24), one row a *word* of the window."""
LabelRoles = Callable[[Floats, Floats, npt.NDArray[np.int64], npt.NDArray[np.bool_]], tuple[Floats, Floats]]
"""context (c, l, hidden), trigger (c, hidden), distance (c, l), mask (c, l) -> role logits (c, l, 7), attribute
logits (c, v).
"""

CONTEXT = CONTEXT_LEFT + 1 + CONTEXT_RIGHT
ROLES = ("source", "cue", "content")
FAINT = 0.15
"""Least probability of an entity that is worth a hint."""

_NEVER = -1e4
_ROLE_BATCH = 16


@dataclass(slots=True)
class Scored:
    """One attribution as the model sees it.

    ``trigger`` is a word index, ``silent`` says that there is no cue.  ``detect`` is the trigger's probability,
    ``path`` the mean
    log-probability of the role labelling.  ``attributes`` maps an attribute's name to its values' probabilities.
    """

    trigger: int
    silent: bool
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    detect: float
    path: float
    attributes: dict[str, dict[str, float]]


@dataclass(slots=True)
class Proposal:
    """An entity span with its label and mean probability."""

    start: int
    end: int
    label: str
    probability: float


def softmax(x: Floats) -> Floats:
    """Over the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True))


def _constrained(transitions: Floats) -> Floats:
    """The learned transitions, without those that no labelling has: I- only after B- or I- of its role."""
    out = np.array(transitions, dtype=np.float64)
    for j, label in enumerate(ROLE_LABELS):
        if label.startswith("I-"):
            for i, before in enumerate(ROLE_LABELS):
                if before[2:] != label[2:]:
                    out[i, j] = _NEVER
    return out


def viterbi(logits: Floats, mask: npt.NDArray[np.bool_], transitions: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """Best well-formed label sequences (c, l) and their log-probabilities (c,).

    logits (c, l, k), mask (c, l); masked words are label 0.
    """
    count, length, size = logits.shape
    allowed = _constrained(transitions)
    score = np.where(mask[..., None], logits.astype(np.float64), _NEVER)
    score[..., 0] = np.where(mask, score[..., 0], 0.0)
    start = np.zeros(size)
    start[[i for i, label in enumerate(ROLE_LABELS) if label.startswith("I-")]] = _NEVER
    # The partition function in shares that are scaled at each word, so that its step is one product of matrices.
    peak = score.max(-1)
    emitted, passed = np.exp(score - peak[..., None]), np.exp(allowed)
    scale = np.ones((length, count))
    best = np.empty((length, count, size))
    best[0] = score[:, 0] + start
    share = emitted[:, 0] * np.exp(start)
    for i in range(1, length):
        best[i] = np.maximum.reduce(best[i - 1][:, :, None] + allowed, axis=1) + score[:, i]
        share = (share @ passed) * emitted[:, i]
        np.add.reduce(share, axis=1, out=scale[i])
        share /= scale[i, :, None]
    partition = np.log(share.sum(1)) + np.log(scale).sum(0) + peak.sum(1)
    back = (best[:-1, :, :, None] + allowed).argmax(2)
    labels = np.zeros((count, length), dtype=np.int64)
    labels[:, -1] = best[-1].argmax(1)
    rows = np.arange(count)
    for i in range(length - 1, 0, -1):
        labels[:, i - 1] = back[i - 1, rows, labels[:, i]]
    return labels, best[-1].max(1) - partition


def role_spans(labels: Sequence[int], first_word: int, text: EncodedText) -> dict[str, list[Span]]:
    """Character spans by role of one label sequence, whose entry 0 is word ``first_word`` (may be negative)."""
    out: dict[str, list[Span]] = {role: [] for role in ROLES}
    begin: int | None = None
    current = 0
    for i, label in enumerate([*labels, 0]):
        role = (label + 1) // 2
        if begin is not None and (label % 2 == 1 or role != current):
            out[ROLES[current - 1]].append((int(text.starts[first_word + begin]), int(text.ends[first_word + i - 1])))
            begin = None
        if label and begin is None:
            begin, current = i, role
    return out


def context(
    window_: Window, trigger: int, states: Floats
) -> tuple[Floats, npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The words around a trigger (its index in the text): states (l, hidden), distance (l,), mask (l,)."""
    distance = np.arange(CONTEXT, dtype=np.int64)
    place = trigger - CONTEXT_LEFT + distance - window_.start
    mask = (place >= 0) & (place < len(states))
    return states[np.clip(place, 0, len(states) - 1)], distance, mask


def windows(text: EncodedText) -> list[Window]:
    """The windows that cover a text."""
    return [window(text, start, end) for start, end in bounds(text)]


def best_window(ranges: Sequence[Window], n: int) -> npt.NDArray[np.int64]:
    """For each of ``n`` words, the index of the window that shows most of its surroundings."""
    words = np.arange(n)
    depth = np.full((len(ranges), n), -1.0)
    for k, w in enumerate(ranges):
        left = words - w.start if w.start else np.full(n, 10_000)
        right = w.end - 1 - words if w.end < n else np.full(n, 10_000)
        # Contents run on to the right of their cue more than to its left.
        depth[k] = np.where((words >= w.start) & (words < w.end), np.minimum(left, right / 1.5), -1.0)
    return np.asarray(depth.argmax(0))


def entity_proposals(probabilities: Floats, text: EncodedText) -> list[Proposal]:
    """Entity spans from BIO probabilities (n, 8, 3), in text order: the probable ones, and faint ones where there is
    none.
    """
    found: list[Proposal] = []
    for j, label in enumerate(ENTITY_LABELS):
        sure = _spans(probabilities[:, j], 0.5)
        taken = {i for begin, end, _ in sure for i in range(begin, end)}
        faint = [f for f in _spans(probabilities[:, j], FAINT) if not taken.intersection(range(f[0], f[1]))]
        found += [
            Proposal(int(text.starts[a]), int(text.ends[b - 1]), label, round(p, 4)) for a, b, p in (*sure, *faint)
        ]
    return sorted(found, key=lambda f: (f.start, -f.end, f.label))


def _spans(p: Floats, threshold: float) -> list[tuple[int, int, float]]:
    """Runs of words (begin, end, mean probability) of one label, from its O, B, I probabilities (n, 3)."""
    inside = 1 - p[:, 0] > threshold
    found: list[tuple[int, int, float]] = []
    if not inside.any():
        return found
    tags = np.where(inside, np.where(p[:, 1] >= p[:, 2], 1, 2), 0)
    begin = -1
    for i, tag in enumerate([*tags.tolist(), 0]):
        if begin >= 0 and tag != 2:
            found.append((begin, i, float((1 - p[begin:i, 0]).mean())))
            begin = -1
        if tag and begin < 0:
            begin = i
    return found


def decode(
    text: EncodedText, encode: Encode, label_roles: LabelRoles, transitions: Floats, threshold: float
) -> tuple[list[Scored], list[Proposal]]:
    """Everything the model finds in a text: attributions whose trigger is at least as probable as ``threshold``, and
    entities.
    """
    n = len(text)
    if n == 0:
        return [], []
    ranges = windows(text)
    chosen = best_window(ranges, n)
    triggers = np.zeros((n, 3))
    entities = np.zeros((n, len(ENTITY_LABELS), 3))
    states: list[Floats] = []
    for k, w in enumerate(ranges):
        state, trigger, entity = encode(w)
        states.append(state)
        mine = chosen[w.start : w.end] == k
        triggers[w.start : w.end][mine] = softmax(trigger.astype(np.float64))[mine]
        entities[w.start : w.end][mine] = softmax(entity.astype(np.float64).reshape(len(state), -1, 3))[mine]
    picked = np.flatnonzero(1 - triggers[:, 0] >= threshold)
    if not len(picked):
        return [], entity_proposals(entities, text)
    scores: list[tuple[Floats, Floats, npt.NDArray[np.bool_]]] = []
    for at in range(0, len(picked), _ROLE_BATCH):
        batch = picked[at : at + _ROLE_BATCH].tolist()
        parts = [context(ranges[chosen[t]], t, states[chosen[t]]) for t in batch]
        mask = np.stack([p[2] for p in parts])
        about = np.stack([states[chosen[t]][t - ranges[chosen[t]].start] for t in batch])
        logits, values = label_roles(np.stack([p[0] for p in parts]), about, np.stack([p[1] for p in parts]), mask)
        scores.append((logits, values, mask))
    logits, values, mask = (np.concatenate(column) for column in zip(*scores, strict=True))
    labels, path = viterbi(logits, mask, transitions)
    attributes = _attributes(values)
    found: list[Scored] = []
    for k, t in enumerate(picked.tolist()):
        spans = role_spans(labels[k].tolist(), t - CONTEXT_LEFT, text)
        found.append(
            Scored(
                t, bool(triggers[t, 2] > triggers[t, 1]), spans["source"], spans["cue"], spans["content"],
                float(1 - triggers[t, 0]), float(path[k]), attributes[k],
            )
        )  # fmt: skip
    return found, entity_proposals(entities, text)


def _attributes(values: Floats) -> list[dict[str, dict[str, float]]]:
    """The attributes of each row of logits (c, v): name, value, probability."""
    out: list[dict[str, dict[str, float]]] = [{} for _ in values]
    at = 0
    for name, names in ATTRIBUTES.items():
        shares = softmax(values[:, at : at + len(names)].astype(np.float64)).tolist()
        for row, share in zip(out, shares, strict=True):
            row[name] = {value: round(x, 4) for value, x in zip(names, share, strict=True)}
        at += len(names)
    return out
