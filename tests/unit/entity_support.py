"""How the tests of entity mentions run the tagger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.language import Language

from claimx.nlp.entities import EntityTagger
from claimx.nlp.entity_fusion import Proposal
from claimx.records import Paragraph
from claimx.schema import Entity, EntityMention


def run(
    nlp: Language, tagger: EntityTagger, text: str, proposals: Sequence[Proposal] = (), published: str | None = None
) -> tuple[list[EntityMention], list[Entity]]:
    paragraphs = [Paragraph(m.start(), m.end(), "body") for m in re.finditer(r"[^\n]+", text)]
    return tagger.tag(nlp(text), paragraphs=paragraphs, proposals=proposals, published=published)
