"""Incremental resolution gives the bytes of a full rebuild from the same ledger, for any order and batching."""

from __future__ import annotations

import json
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimx.config import Settings
from claimx.ids import article_id, mention_id, source_id
from claimx.records import Fact, NormalForm, Shard
from claimx.resolve import Ledger, Resolution, resolve
from claimx.schema import (
    Article,
    ChainLink,
    Content,
    Mention,
    MentionConfidence,
    Published,
    Source,
    SourceMention,
)

HOLDERS = ("Mara Lund", "Harbour Board", "Tug Crew Union")
SUBJECTS = ("ferry", "dredger", "pilot boat")
PREDICATES = ("strand", "collide", "depart")
PLACES = ("sandbank", "breakwater", "north mole", "fuel jetty")
SETTINGS = Settings()

claims = st.tuples(
    st.sampled_from(HOLDERS),
    st.sampled_from(SUBJECTS),
    st.sampled_from(PREDICATES),
    st.sampled_from(PLACES),
    st.sampled_from((None, 3, 4, 120)),
    st.booleans(),
    st.sampled_from(("assertion", "denial", "demand")),
)
articles = st.tuples(
    st.integers(0, 9), st.sampled_from((None, "2031-05-01", "2031-05-04", "2031-06-20")), st.lists(claims, max_size=4)
)


def make_shard(
    number: int, published: str | None, said: list[tuple[str, str, str, str, int | None, bool, str]]
) -> Shard:
    """A shard as the earlier layers would leave it."""
    path = f"{number}.txt"
    ident = article_id(path)
    mentions, forms, sources, text = [], [], {}, ""
    for holder, subject, predicate, place, count, negated, act in said:
        exact = f"the {subject} {'did not ' if negated else ''}{predicate} at the {place} {count or ''}".strip()
        start = len(text)
        text += exact + ". "
        ref = source_id(holder)
        sources[ref] = Source(id=ref, name=holder, kind="person", named=True)
        mid = mention_id(ident, [(start, start + len(exact))], exact)
        mentions.append(
            Mention(
                id=mid,
                article=ident,
                zone="body",
                source=SourceMention(ref=ref),
                content=Content(spans=[(start, start + len(exact))], exact=exact, prefix="", suffix=""),
                chain=[ChainLink(ref=ref, role="origin")],
                negated=negated,
                act=act,
                confidence=MentionConfidence(detect=0.9),
            )
        )
        facts = () if count is None else (Fact("number", str(count), predicate, "crate", count, count),)
        words = (subject, predicate, *place.split())
        forms.append(
            NormalForm(
                mid, ident, ref, predicate, (subject,), (place,), words,
                facts=facts, negated=negated, act=act, published=published or "",
            )
        )  # fmt: skip
    article = Article(id=ident, path=path, sha256="0" * 64, length=len(text), published=Published(value=published))
    return Shard(article, text, mentions, forms, list(sources.values()), shingles=tuple(range(number, number + 12)))


def as_bytes(resolution: Resolution) -> str:
    """Everything that is written out."""
    return json.dumps(
        [
            [claim.model_dump(by_alias=True) for claim in resolution.claims],
            [relation.model_dump(by_alias=True) for relation in resolution.relations],
            [article.model_dump() for article in resolution.articles],
            resolution.ledger.dump(),
        ],
        sort_keys=True,
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(articles, min_size=1, max_size=4), min_size=1, max_size=5), st.integers(0, 2**32), st.data())
def test_batches_equal_full_rebuild(
    batches: list[list[tuple[int, str | None, list[tuple[str, str, str, str, int | None, bool, str]]]]],
    seed: int,
    data: st.DataObject,
) -> None:
    """After every batch of additions, changes and removals: the update and the rebuild from the same ledger agree."""
    shuffled = random.Random(seed)
    corpus: dict[int, Shard] = {}
    ledger, before = Ledger(), None
    for batch in batches:
        for number, published, said in batch:
            corpus[number] = make_shard(number, published, list(dict.fromkeys(said)))
        if corpus and data.draw(st.booleans()):
            corpus.pop(data.draw(st.sampled_from(sorted(corpus))))
        shards = list(corpus.values())
        updated = resolve(shards, ledger, SETTINGS, before)
        shuffled.shuffle(shards)
        rebuilt = resolve(shards, ledger, SETTINGS)
        assert as_bytes(updated) == as_bytes(rebuilt)
        ledger, before = updated.ledger, updated.grouping


@settings(max_examples=60, deadline=None)
@given(st.lists(articles, min_size=1, max_size=8), st.integers(0, 2**32))
def test_resolving_again_changes_nothing(
    said: list[tuple[int, str | None, list[tuple[str, str, str, str, int | None, bool, str]]]], seed: int
) -> None:
    """A second run with the first one's ledger gives the same claims, ids and ledger."""
    corpus = {number: make_shard(number, day, list(dict.fromkeys(claims))) for number, day, claims in said}
    first = resolve(list(corpus.values()), Ledger(), SETTINGS)
    again = resolve(list(corpus.values()), first.ledger, SETTINGS)
    assert as_bytes(first) == as_bytes(again)


@settings(max_examples=60, deadline=None)
@given(st.lists(articles, min_size=1, max_size=8))
def test_opposed_stances_and_counts_stay_apart(
    said: list[tuple[int, str | None, list[tuple[str, str, str, str, int | None, bool, str]]]],
) -> None:
    """No claim holds both a statement and its negation, nor two numbers, nor two holders of one demand or denial."""
    corpus = {number: make_shard(number, day, list(dict.fromkeys(claims))) for number, day, claims in said}
    for claim in resolve(list(corpus.values()), Ledger(), SETTINGS).claims:
        assert len({mention.negated for mention in claim.mentions}) == 1
        counts = {word for m in claim.mentions for word in m.content.exact.split() if word.isdigit()}
        assert len(counts) <= 1
        if any(mention.act != "assertion" for mention in claim.mentions):
            assert len(claim.sources) == 1
