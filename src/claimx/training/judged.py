"""Pairs of claims out of real news, with what they are to each other as somebody judged who read both in context.

A line of the file is an object: ``one`` and ``other``, each ``[article, [[start, end], ...]]`` (code points of a
claim's content), and ``relation``, one of the pair reader's labels.  It holds no text: that is the articles'.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claimx.config import Settings
from claimx.evaluate.gold import Text, jsonl
from claimx.evaluate.spans import mask
from claimx.knowledge.kb import load_knowledge
from claimx.nlp.pair_reader import LABELS
from claimx.nlp.pipeline import Analyser
from claimx.records import Shard
from claimx.resolve.core import place
from claimx.training.pair_examples import Pair, analysed

SINCE = "2015-12-01"
"""Day from which articles are learned from; pairs of earlier ones are held back, to measure a reader on."""

ALIKE = 0.5
"""Share of all characters of two contents that both have, from which the pipeline's is the one that was judged."""


def judged_pairs(path: Path, articles: Path) -> list[Pair]:
    """The pairs of ``path`` to learn from, as the pair reader will see them: those whose claims the pipeline finds in
    ``articles``, JSON Lines with id, text, publisher and date.
    """
    rows = list(jsonl(path))
    named = {row[side][0] for row in rows for side in ("one", "other")}
    texts = [
        Text(row["id"], row["text"], {"outlet": row["publisher"], "published": row["date"]})
        for row in jsonl(articles)
        if row["id"] in named and row["date"] >= SINCE
    ]
    settings, knowledge = Settings(), load_knowledge(None)
    shards = analysed(texts, Analyser(settings))
    forms = place(shards, knowledge.state_words(), knowledge.holder_name).forms
    read = {form.mention: form.read for form in forms if form.text}
    contents = {shard.article.path: _contents(shard, read) for shard in shards}
    pairs = []
    for row in rows:
        one, other = (_nearest(row[side][1], contents.get(row[side][0], [])) for side in ("one", "other"))
        if one is not None and other is not None and one != other:
            pairs.append(Pair(one, other, "claims", LABELS.index(row["relation"])))
    return pairs


def _contents(shard: Shard, read: dict[str, str]) -> list[tuple[int, str]]:
    """The places of each claim of an article, as bits, and what is read of it."""
    return [(mask(m.content.spans), read[m.id]) for m in shard.mentions if m.id in read]


def _nearest(spans: Sequence[Any], contents: Sequence[tuple[int, str]]) -> str | None:
    """What is read of the claim whose content has most in common with the spans, if that is enough."""
    judged = mask(spans)
    best, text = max(((_alike(judged, bits), text) for bits, text in contents), default=(0.0, ""))
    return text if best >= ALIKE else None


def _alike(one: int, other: int) -> float:
    return (one & other).bit_count() / max(1, (one | other).bit_count())
