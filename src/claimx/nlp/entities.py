"""Entities of a parsed article: PERSON, STATE, WEAPON, PORT, ORG and PLACE, found, chosen among and linked.

Start at :func:`tag`.  Each label has its module of rules (``entity_states``, ``entity_weapons``, …), which read word
lists and names from :mod:`claimx.knowledge`.  DATE and QUANTITY come from :mod:`claimx.normalise`.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from claimx.knowledge.kb import KnowledgeBase
from claimx.knowledge.link import PersonLinker
from claimx.nlp.entity_context import Context, Rules, Tier
from claimx.nlp.entity_fusion import Proposal, fuse, propose
from claimx.nlp.entity_links import link
from claimx.nlp.entity_mending import opening_noun
from claimx.nlp.entity_names import find_names
from claimx.nlp.entity_newspapers import find_newspapers
from claimx.nlp.entity_organisations import find_organisations
from claimx.nlp.entity_people import find_people, find_surnames
from claimx.nlp.entity_places import as_places, find_places
from claimx.nlp.entity_ports import find_ports, port_phrases
from claimx.nlp.entity_states import find_states
from claimx.nlp.entity_weapon_nouns import apart
from claimx.nlp.entity_weapons import find_weapons
from claimx.records import Paragraph
from claimx.schema import Entity, EntityMention


class EntityTagger:
    """Finds and links entities with one knowledge base; holds nothing of the texts it has seen."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.rules = Rules(kb)
        self.linker = PersonLinker(kb)

    def tag(
        self,
        doc: Doc,
        *,
        paragraphs: Sequence[Paragraph],
        proposals: Sequence[Proposal] = (),
        published: str | None = None,
    ) -> tuple[list[EntityMention], list[Entity]]:
        """See :func:`tag`."""
        context = Context(doc, paragraphs, self.rules)
        text = context.text
        found = [
            *propose(context, proposals),
            *find_states(context),
            *find_weapons(context),
            *port_phrases(context),
            *find_organisations(context),
            *find_newspapers(context),
            *find_people(context),
            *find_places(context),
        ]
        found = apart(context, found, proposals)
        fixed = [c for c in found if c.tier is Tier.CERTAIN or (c.label == "WEAPON" and c.tier is Tier.KNOWN)]
        found += find_names(context, fixed, proposals)
        found = [c for c in found if c.label != "ORG" or not opening_noun(context, c.start, c.end)]
        ports = [c for c in found if c.label == "PORT"]
        found += find_ports(context, ports, fuse(found, proposals, text))
        found += find_surnames(context, [c for c in fuse(found, proposals, text) if c.label == "PERSON"])
        return link(context, as_places(fuse(found, proposals, text), text), published, self.linker)


def tag(
    doc: Doc,
    *,
    paragraphs: Sequence[Paragraph],
    kb: KnowledgeBase,
    proposals: Sequence[Proposal] = (),
    published: str | None = None,
) -> tuple[list[EntityMention], list[Entity]]:
    """Entity mentions of the article in text order, and the entities they name in order of id.

    ``doc`` is the whole text, parsed, with spaCy's entities.  ``proposals`` are spans of a learned tagger with their
    probabilities, in any order.  ``published`` is the article's ISO date, which linking uses.  Over many articles make
    one :class:`EntityTagger`.

    Precedence, where two candidates exclude each other: (1) what its own words make certain ("port of X", "Gulf of X",
    known organisations of several words, defined acronyms); (2) PERSON proposals that are sure; (3) known names in
    their sense (states, acting capitals, weapons, ports under maritime words, bodies by their head, surnames of people
    named in full); (4) names after titles, names that win their vote clearly, and names that spaCy and the proposals
    agree on; (5) other sure proposals; (6) what rests on spaCy's label alone.  Proposals vote, too, on what a name is
    in all its mentions.  With proposals given, the PERSON, ORG and PLACE of (4) and (6) and unknown places need one in
    support.  Within a tier the longer goes first.  Nested: a STATE in an ORG or WEAPON; a PLACE, PORT or ORG in an ORG
    where the learned tagger says so.
    """
    return EntityTagger(kb).tag(doc, paragraphs=paragraphs, proposals=proposals, published=published)
