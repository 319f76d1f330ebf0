"""Names are slices of the article, also where its line breaks and odd spaces are read as plain ones."""

from __future__ import annotations

import pytest

from claimx.config import Settings
from claimx.ids import article_id
from claimx.nlp.pipeline import Analyser
from claimx.records import Document, Paragraph
from claimx.schema import Article

TEXT = "The harbour at Orle is closed, said Ysolde{0}Hartmannsen, who speaks for the Orle{0}Harbour{0}Trust."


@pytest.mark.parametrize("space", [" ", "\n", "\u00a0", "\u202f"])
def test_a_name_over_a_line_break_is_its_slice(space: str) -> None:
    text = TEXT.format(space)
    article = Article(id=article_id("a.txt"), path="a.txt", sha256="0", length=len(text))
    shard = Analyser(Settings()).analyse(Document(article, text, [Paragraph(0, len(text), "body")]))
    found = shard.article.entity_mentions
    assert any(m.label == "PERSON" and m.exact.startswith("Ysolde") for m in found)
    assert [m.exact for m in found] == [text[m.start : m.end] for m in found]
