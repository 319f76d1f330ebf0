"""Examples for :mod:`claimx.training.sources` from a coreference corpus in the form of GUM: every subject that stands
for a person or body is taken for a speaker.

JSON Lines (gzipped or not): ``text``, ``licence``, ``clusters`` and ``singletons`` of mentions (``start``, ``end``,
``head_start``, ``head_end``, ``type``, ``form``, ``link``).  After Zeldes (2017), the Georgetown University Multilayer
corpus.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from claimx.knowledge.kb import load_knowledge
from claimx.nlp.coreference import Candidate, Scorer
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.sources import resolve_article
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Published

Example = tuple[list[Candidate], list[int]]
_SHARE_ALIKE = "-SA"
_OTHERS = frozenset({"i", "you", "we", "who", "that", "which", "us", "me"})
"""Subjects that say nothing of who speaks in a report."""


def examples(path: Path, nlp: Language) -> Iterator[Example]:
    """The examples of a corpus, its share-alike texts left out: candidates, and which of them are right."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if _SHARE_ALIKE not in row["licence"]:
                yield from of_document(row, nlp(row["text"]))


def of_document(row: Mapping[str, Any], doc: Doc) -> list[Example]:
    """The examples of one document."""
    mentions = [(m, ident, not k) for ident, cluster in enumerate(row["clusters"]) for k, m in enumerate(cluster)]
    mentions += [(m, len(row["clusters"]) + k, True) for k, m in enumerate(row.get("singletons", ()))]
    mentions.sort(key=lambda x: (x[0]["start"], -x[0]["end"]))
    speaking = [(m, ident, first) for m, ident, first in mentions if _speaks(doc, m)]
    collector = _Collector(
        [(ident, first) for _, ident, first in speaking],
        {m["head_start"]: ident for m, ident, _ in reversed(mentions)},
    )
    text = row["text"]
    resolve_article(
        doc,
        [Attribution([(m["start"], m["end"])], [], []) for m, _, _ in speaking],
        [name for m, _, _ in mentions if (name := _name(text, m)) is not None],
        Article(id=row["id"], path=row["id"], sha256="", length=len(text), published=Published(value=None)),
        [(p.start_char, p.end_char) for p in _paragraphs(doc)],
        scorer=Scorer({}),
        choose=collector,
    )
    return collector.examples


def _speaks(doc: Doc, m: Mapping[str, Any]) -> bool:
    span = doc.char_span(m["start"], m["end"], alignment_mode="expand")
    return (
        span is not None
        and m["form"] in ("pronoun", "noun")
        and m["type"] in ("person", "organization")
        and m.get("link") not in ("appos", "pred")
        and span.root.dep_ == "nsubj"
        and span.text.lower() not in _OTHERS
    )


def _name(text: str, m: Mapping[str, Any]) -> EntityMention | None:
    start, end = m["head_start"], m["head_end"]
    if m["form"] != "name":
        return None
    state = load_knowledge().state_words().get(text[start:end].lower())
    label = "STATE" if state else {"person": "PERSON", "organization": "ORG"}.get(m["type"])
    return EntityMention(start=start, end=end, exact=text[start:end], label=label, ref=state) if label else None


def _paragraphs(doc: Doc) -> list[Any]:
    starts = [0, *(t.i + 1 for t in doc if t.is_space and "\n" in t.text), len(doc)]
    return [doc[a:b] for a, b in pairwise(starts) if doc[a:b].text.strip()]


class _Collector:
    """Stands in for the scorer: chooses what the clusters say, and keeps the examples."""

    def __init__(self, wanted: Sequence[tuple[int, bool]], heads: Mapping[int, int]) -> None:
        self.wanted, self.heads = wanted, heads
        self.examples: list[Example] = []

    def __call__(self, index: int, nominal: Nominal, given: Sequence[Candidate]) -> Referent | None:
        ident, first = self.wanted[index]
        right = [
            i
            for i, c in enumerate(given)
            if c.referent is not None
            and (c.referent.label == str(ident) or ident in self._clusters(c.referent, nominal.start))
        ]
        if right or first:
            self.examples.append((list(given), right or [0]))
        return given[right[0]].referent if right else None

    def _clusters(self, referent: Referent, before: int) -> set[int]:
        """The clusters whose mentions a referent stands at, by the last head inside each of its places."""
        found: set[int] = set()
        for spot in referent.spots:
            heads = [self.heads[i] for i in range(spot.start, spot.end) if i in self.heads]
            if heads and spot.start < before:
                found.add(heads[-1])
        return found

    def settled(self, index: int, holders: Sequence[Referent]) -> None:
        """Mark who a holder is, so that later mentions of it are known to be right."""
        if len(holders) == 1:
            holders[0].label = holders[0].label or str(self.wanted[index][0])
