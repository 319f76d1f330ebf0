"""News on one event that somebody read whole: which of its claims are the same and which are opposed.

JSON Lines without a text: that is the articles'.  A line holds ``articles``, their ids; ``claims``, each ``[place in
articles, [[start, end], ...]]``, the code points of a content that a pipeline found; and ``found``, each ``[relation,
claim, claim, ...]`` by place in ``claims``: ``same`` of two or more; ``contradicts``, ``updates``, ``denies`` and
``near``, which only sounds alike, of two.  What is not listed is neither the same nor opposed.  ``held_back``: nothing
was learned from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimx.errors import MalformedError, UsageError
from claimx.evaluate.claim_merging import MergeScores, merging
from claimx.evaluate.gold import ClaimGold, Extract, Text, as_text, jsonl
from claimx.evaluate.predictions import ClaimMention, claim_mentions_of
from claimx.evaluate.spans import jaccard, mask
from claimx.schema import OPPOSED

ALIKE = 0.5
"""Share of all characters of two contents that both have, from which they are one claim."""

Place = tuple[str, Sequence[Any]]
"""An article's id and the spans of a content in it."""

Opposed = tuple[str, int, int]
"""How two claims are opposed, by their places in a line; the denying or newer one first."""


@dataclass(frozen=True, slots=True)
class Event:
    """A line: its ``articles``, the place of each claim, which claims are the ``same``, and pairs that are opposed."""

    articles: Sequence[str]
    claims: Sequence[Place]
    same: Sequence[Sequence[int]]
    opposed: Sequence[Opposed]
    held_back: bool

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Event:
        """A line's; MalformedError where it names a claim or an article that it does not have."""
        try:
            articles = [str(name) for name in row["articles"]]
            claims = [(articles[article], spans) for article, spans in row["claims"]]
            found = [(relation, [range(len(claims))[k] for k in places]) for relation, *places in row["found"]]
            opposed = [(relation, one, other) for relation, (one, other) in _only(found, OPPOSED)]
            same = [places for _, places in _only(found, {"same"})]
        except (IndexError, KeyError, TypeError, ValueError) as error:
            raise MalformedError("an event read whole", f"{type(error).__name__}: {error}") from error
        return cls(articles, claims, same, opposed, bool(row.get("held_back")))

    @property
    def gold(self) -> ClaimGold:
        """The same as annotated claims; a group that is one claim is called by where the first of it stands."""
        names = [f"{article}:{spans[0][0]}-{spans[-1][1]}" for article, spans in self.claims]
        group = [names[min(together)] for together in joined(len(names), self.same)]
        return ClaimGold(
            [{"id": str(k), "doc": article, "content": spans} for k, (article, spans) in enumerate(self.claims)],
            [],
            {str(k): name for k, name in enumerate(group)},
            [{"a": group[one], "b": group[other], "relation": relation} for relation, one, other in self.opposed],
            {article: {} for article in self.articles},
        )


def _only(found: Sequence[tuple[str, list[int]]], wanted: Collection[str]) -> list[tuple[str, list[int]]]:
    return [(relation, places) for relation, places in found if relation in wanted]


def joined(count: int, same: Iterable[Iterable[int]]) -> list[set[int]]:
    """For each of ``count`` claims those that are the same, itself among them; what is the same as one is so as all."""
    groups = [{k} for k in range(count)]
    for places in same:
        group = set().union(*(groups[k] for k in places))
        for k in group:
            groups[k] = group
    return groups


def score(events: Sequence[Event], found: Sequence[ClaimMention]) -> MergeScores:
    """What was merged and linked within each event, over the claims that were found again."""
    of_article: dict[str, list[ClaimMention]] = {}
    for mention in found:
        of_article.setdefault(mention.doc, []).append(mention)
    total = MergeScores()
    for event in events:
        mentions = [mention for article in event.articles for mention in of_article.get(article, ())]
        total += merging(event.gold, mentions, _partners(event, mentions), (), ALIKE)
    return total


def _partners(event: Event, mentions: Sequence[ClaimMention]) -> dict[int, int]:
    """The mention that each claim is, where there is one."""
    contents = [(mention.doc, mask(mention.content)) for mention in mentions]
    partner = {}
    for k, (article, spans) in enumerate(event.claims):
        wanted = mask(spans)
        likeness = ((jaccard(wanted, bits), -i) for i, (doc, bits) in enumerate(contents) if doc == article)
        best, place = max(likeness, default=(0.0, 0))
        if best >= ALIKE:
            partner[k] = -place
    return partner


def read_events(path: Path, held_back: bool | None = None) -> list[Event]:
    """The events of a file: all, or those that are held back or not."""
    events = [Event.of(row) for row in jsonl(path)]
    return [event for event in events if held_back is None or event.held_back == held_back]


def texts_of(events: Sequence[Event], articles: Path) -> list[Text]:
    """Their articles, out of JSON Lines with id, text, publisher and date; UsageError where one is missing."""
    wanted = {name for event in events for name in event.articles}
    texts = [as_text(row) for row in jsonl(articles) if row.get("id") in wanted]
    if missing := sorted(wanted - {text.id for text in texts}):
        raise UsageError(f"no text of article {missing[0]!r}", f"looked in {articles.name}")
    return texts


def run(events: Sequence[Event], articles: Path, extract: Extract) -> MergeScores:
    """Run the pipeline on the articles of all events at once, and score it."""
    texts = texts_of(events, articles)
    return score(events, claim_mentions_of(extract(texts), [text.id for text in texts]))
