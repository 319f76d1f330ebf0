"""Sentences about events, clustered by what happened: one claim a sentence, keyed by its main event.

Read are JSON Lines of sentences with ``id``, ``doc``, ``tokens`` and ``mentions`` (``kind``, ``tokens``, ``chain``),
as ECB+ and MEANTIME are given.  The gold cluster of a sentence is the chain of its main event: the event mention
highest in the dependency tree, verbs of reporting left out when another event is there.  Chains of one document stay
in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimx.errors import UsageError
from claimx.evaluate.cluster_metrics import score
from claimx.evaluate.gold import read_file
from claimx.files import write_file

_REPORTING = frozenset({"say", "tell", "report", "announce"})
_LOCAL = ("Singleton", "intra_")


@dataclass(frozen=True, slots=True)
class Event:
    """An event mention: indices of its tokens and the chain it belongs to."""

    tokens: tuple[int, ...]
    chain: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A tokenised sentence with its events; ``split`` is "" where the file has none."""

    id: str
    doc: str
    tokens: tuple[str, ...]
    events: tuple[Event, ...]
    split: str


@dataclass(frozen=True, slots=True)
class Tree:
    """Of a parsed sentence: each token's depth below the root, and its lower-case lemma."""

    depths: tuple[int, ...]
    lemmas: tuple[str, ...]


Grouper = Callable[[Sequence[tuple[str, tuple[str, ...]]]], tuple[Sequence[Tree], Mapping[str, object]]]
"""What is measured: (id, tokens) in; a tree for each, and a cluster for each id, out."""


def read_sentences(path: Path, split: str | None = None) -> list[Sentence]:
    """Sentences that hold an event, of one ``split`` where given.  Raises UsageError for a line that is no sentence."""
    found = []
    for number, line in enumerate(read_file(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            events = [
                Event(tuple(m["tokens"]), _chain(str(m["chain"]), str(row["doc"])))
                for m in row["mentions"]
                if m["kind"] == "event"
            ]
            sentence = Sentence(row["id"], row["doc"], tuple(row["tokens"]), tuple(events), row.get("split", ""))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise UsageError(f"{path.name}, line {number}: no sentence", str(error)) from error
        if events and split in (None, sentence.split):
            found.append(sentence)
    if not found:
        raise UsageError(f"{path.name} holds no sentences with events")
    return found


def _chain(chain: str, doc: str) -> str:
    return f"{chain}|{doc}" if chain.startswith(_LOCAL) else chain


def main_chain(sentence: Sentence, tree: Tree) -> str:
    """The chain of the sentence's main event."""

    def order(event: Event) -> tuple[bool, int, int]:
        top = min(event.tokens, key=lambda token: (tree.depths[token], token))
        return tree.lemmas[top] in _REPORTING, tree.depths[top], top

    return min(sentence.events, key=order).chain


def evaluate_clusters(
    path: Path, grouper: Grouper, predictions: Path | None = None, split: str | None = None
) -> dict[str, Any]:
    """Scores of ``grouper`` on the sentences of ``path``, all topics at once.

    ``predictions``: write ``{sentence: cluster}`` there, as JSON, and the gold beside it, ``.gold`` before the suffix.
    """
    sentences = read_sentences(path, split)
    trees, clusters = grouper([(s.id, s.tokens) for s in sentences])
    gold = {s.id: main_chain(s, tree) for s, tree in zip(sentences, trees, strict=True)}
    predicted = {s.id: clusters[s.id] for s in sentences}
    if predictions is not None:
        names = {cluster: k for k, cluster in enumerate(dict.fromkeys(predicted.values()))}
        _write(predictions, {mention: names[cluster] for mention, cluster in predicted.items()})
        _write(predictions.with_suffix(".gold" + predictions.suffix), gold)
    return score(gold, predicted).as_dict()


def _write(path: Path, clusters: Mapping[str, object]) -> None:
    write_file(path, json.dumps(clusters, indent=0, sort_keys=True) + "\n")
