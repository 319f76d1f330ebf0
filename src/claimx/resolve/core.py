"""The resolver: shards in, claims and relations out.  Pure: the same shards and ledger give the same bytes, in any
order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from claimx.config import Settings
from claimx.ids import stable_id
from claimx.records import NormalForm, Reader, Shard
from claimx.resolve.canonical import medoid, quote_variants, telling
from claimx.resolve.cluster import weakest
from claimx.resolve.exact import reprint_groups, reprints
from claimx.resolve.features import THOUSAND
from claimx.resolve.group import Grouping, group
from claimx.resolve.join import join_entities, join_sources
from claimx.resolve.ledger import Ledger, Member, assign
from claimx.resolve.matter import Matters
from claimx.resolve.origins import Origins, origin_refs, trace
from claimx.resolve.people import join_people
from claimx.resolve.relate import relations
from claimx.resolve.sources import Holder
from claimx.schema import Article, Claim, ClaimConfidence, ClaimStatus, Entity, Mention, Quantity, Relation, Source

_BREAK = re.compile(r"[.!?](?=\s)|\n")
_LONGEST = 600
"""Code points to either side within which a sentence must end."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the resolver found: articles (with ``derived_from``) by path, entities, sources and claims by id, relations,
    and the new ledger.

    ``grouping`` may be handed to the next run, which then compares only what has changed.
    """

    articles: list[Article]
    entities: list[Entity]
    sources: list[Source]
    claims: list[Claim]
    relations: list[Relation]
    ledger: Ledger
    grouping: Grouping


@dataclass(frozen=True, slots=True)
class Placed:
    """Shards in order of article id, with one id for each source; what reprints what; where claims come from; and the
    normal forms in their places, each with the holder whose voice it is.
    """

    shards: list[Shard]
    sources: list[Source]
    derived: dict[str, list[str]]
    origins: Origins
    forms: list[NormalForm]


def place(shards: Sequence[Shard], states: Mapping[str, str] | None = None, holder: Holder | None = None) -> Placed:
    """What all articles together say about sources and origins, before any two mentions are compared."""
    known = join_people(sorted(shards, key=lambda s: s.article.id))
    derived = reprints(known)
    ordered, sources = join_sources(known, states, holder, reprint_groups([s.article.id for s in known], derived))
    origins = trace(ordered, derived, sources)
    names = {source.id: source.name for source in sources}
    voices = {s.id: names.get(s.speaks_for or "", s.name) if s.kind == "person" else s.name for s in sources}
    forms = [_in_place(form, at, origins, voices) for shard in ordered for at, form in enumerate(shard.forms)]
    return Placed(ordered, sources, derived, origins, forms)


def resolve(
    shards: Sequence[Shard],
    ledger: Ledger,
    settings: Settings,
    before: Grouping | None = None,
    *,
    states: Mapping[str, str] | None = None,
    holder: Holder | None = None,
    reader: Reader | None = None,
) -> Resolution:
    """Join the mentions of all shards into claims.

    ``ledger``: that of the last run, or an empty one.  ``before``: the grouping of an earlier run with these settings;
    it saves time and changes nothing.  ``states``, ``holder``: the knowledge base's view of states and offices, see
    :func:`claimx.resolve.sources.join`.  ``reader``: reads pairs that may be one claim; without it the features alone
    decide.
    """
    placed = place(shards, states, holder)
    ordered = placed.shards
    threshold = round(settings.merge_threshold * THOUSAND)
    grouping = group(placed.forms, settings.window_days, threshold, before, reader)
    mentions = {mention.id: mention for shard in ordered for mention in shard.mentions}
    names = grouping.links.ids
    printed = {shard.article.id: shard.article.sha256 for shard in ordered}
    members = [
        [_member(mentions[names[row]], grouping.forms[names[row]], printed) for row in rows]
        for rows in grouping.clusters
    ]
    ids, entries = assign(members, ledger)
    linked = relations(grouping, ids, reader, Matters(ordered))
    disputed = {end for r in linked if r.type in ("contradicts", "denies") for end in (r.from_, r.to)}
    maker = _Maker(
        mentions=mentions,
        forms=[grouping.forms[name] for name in names],
        scores=_inner_scores(grouping),
        texts={shard.article.id: shard.text for shard in ordered},
        origins=placed.origins,
        disputed=frozenset(disputed),
    )
    claims = [maker.claim(claim, rows) for claim, rows in sorted(zip(ids, grouping.clusters, strict=True))]
    articles = [s.article.model_copy(update={"derived_from": placed.derived.get(s.article.id, [])}) for s in ordered]
    return Resolution(
        articles=sorted(articles, key=lambda article: (article.path, article.id)),
        entities=join_entities(entity for shard in ordered for entity in shard.entities),
        sources=placed.sources,
        claims=claims,
        relations=linked,
        ledger=entries,
        grouping=grouping,
    )


def _in_place(form: NormalForm, at: int, origins: Origins, voices: Mapping[str, str]) -> NormalForm:
    """The form with its place in the article and its holder; its text with the name of the body in whose voice it is: a
    spokesman's claim is his institution's.
    """
    holder = origins.holder.get(form.holder, form.holder)
    text = f"{voices[form.holder]} {form.text}" if form.text and form.holder in voices else form.text
    return replace(form, place=at, holder=holder, text=text)


def _member(mention: Mention, form: NormalForm, printed: Mapping[str, str]) -> Member:
    """``printed``: SHA-256 of each article's file."""
    places = repr([part.spans if part else None for part in (mention.content, mention.cue, mention.source)])
    imprint = stable_id("i", printed[mention.article], places)
    return Member(mention.id, form.published, stable_id("k", mention.article, mention.content.exact), imprint)


def _inner_scores(grouping: Grouping) -> dict[tuple[int, int], int]:
    """Claim scores of the links inside clusters."""
    links = grouping.links
    place = np.full(len(links.ids), -1, np.int64)
    for k, rows in enumerate(grouping.clusters):
        place[list(rows)] = k
    inner = links.where(np.flatnonzero(place[links.left] == place[links.right]))
    ends = zip(inner.left.tolist(), inner.right.tolist(), strict=True)
    return dict(zip(ends, inner.claim.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes claims of clusters.  ``forms`` by row; ``scores`` of the links inside clusters; ``texts`` by article."""

    mentions: Mapping[str, Mention]
    forms: Sequence[NormalForm]
    scores: Mapping[tuple[int, int], int]
    texts: Mapping[str, str]
    origins: Origins
    disputed: frozenset[str]

    def claim(self, claim: str, rows: Sequence[int]) -> Claim:
        """The claim of one cluster; its mentions by publication, then id."""
        eldest = sorted(rows, key=lambda row: (self.forms[row].published or "9999", self.forms[row].mention))
        members = [self.mentions[self.forms[row].mention] for row in eldest]
        among = telling(rows, self.forms, self.mentions)
        canonical = self.mentions[self.forms[medoid(rows, self.scores, self.forms, among)].mention]
        count = self.origins.count(members)
        status: ClaimStatus = "corroborated" if count > 1 else "single-origin"
        outlets = {self.origins.outlet.get(mention.article, mention.article) for mention in members}
        return Claim(
            id=claim,
            text=canonical.content.exact or _sentence(self.texts.get(canonical.article, ""), canonical),
            text_from=canonical.id,
            sources=sorted({ref for mention in members for ref in origin_refs(mention)}),
            stated=next((m.stated.value for m in members if m.stated.value), None),
            event=next((m.event.value for m in members if m.event.value), None),
            polarity=canonical.polarity,
            modality=canonical.modality,
            act=canonical.act,
            negated=canonical.negated,
            quantities=[
                Quantity(value=q.value, value_max=q.value_max, unit=q.unit, modifier=q.modifier)
                for q in canonical.quantities
            ],
            entities=sorted({entity for mention in members for entity in mention.entities}),
            mention_count=len(members),
            articles=len({mention.article for mention in members}),
            outlets=len(outlets),
            independent_origins=count,
            status="disputed" if claim in self.disputed else status,
            quote_variants=quote_variants(rows, self.forms, self.mentions),
            confidence=ClaimConfidence(merge=round(weakest(rows, self.scores) / THOUSAND, 3)),
            mentions=members,
        )


def _sentence(text: str, mention: Mention) -> str:
    """The sentence around a mention without content, by its source and cue."""
    spans = [*(mention.cue.spans if mention.cue else ()), *(mention.source.spans if mention.source else ())]
    if not spans:
        return ""
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    before = [m.end() for m in _BREAK.finditer(text, max(0, start - _LONGEST), start)]
    after = _BREAK.search(text, end, end + _LONGEST)
    return text[before[-1] if before else max(0, start - _LONGEST) : after.start() + 1 if after else end].strip()
