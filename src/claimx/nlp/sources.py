"""Who made each claim of an article: a canonical source for every attribution, with the reasons.

Names, roles, pronouns, short names, acronyms, speakers of turns, the first person, and sources left out.  The article's
referents come from :mod:`claimx.nlp.discourse`, the choice between them from :mod:`claimx.nlp.coreference`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from claimx.knowledge.kb import KnowledgeBase, load_knowledge
from claimx.knowledge.roles import roles
from claimx.nlp.coreference import Scorer, packaged_scorer
from claimx.nlp.decisions import Choose, Resolved
from claimx.nlp.source_resolver import Resolver
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Span


def resolve_article(
    doc: Doc,
    attributions: Sequence[Attribution],
    entity_mentions: Sequence[EntityMention],
    article: Article,
    paragraphs: Sequence[Span],
    *,
    entity_names: Mapping[str, str] | None = None,
    demonyms: Mapping[str, str] | None = None,
    knowledge: KnowledgeBase | None = None,
    scorer: Scorer | None = None,
    choose: Choose | None = None,
) -> Resolved:
    """Who is behind each attribution: one decision each, in the same order, with the referents of the article.

    ``paragraphs`` are their spans in order; ``entity_names`` maps entity ids to full names, ``demonyms`` states to
    adjectives; ``knowledge`` is by default the packaged knowledge base.
    ``choose`` replaces the scorer's choice (training).
    """
    resolver = Resolver(
        doc,
        attributions,
        entity_mentions,
        article,
        paragraphs,
        roles(),
        scorer or packaged_scorer(),
        entity_names or {},
        demonyms or {},
        knowledge or load_knowledge(),
        choose,
    )
    decisions = resolver.run()
    answers = [(t, r) for t in resolver.turns if t.role != "question" and (r := resolver.turn_speaker(t)) is not None]
    return Resolved(decisions, resolver.discourse, resolver.records.source_of, answers, resolver.records.bodies)
