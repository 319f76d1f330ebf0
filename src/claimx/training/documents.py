"""Annotated texts as documents: a paragraph a line, all of it body, so that training sees what annotators saw."""

from __future__ import annotations

import re

from claimx.ids import article_id, sha256
from claimx.records import Document, Paragraph
from claimx.schema import Article

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def as_document(name: str, text: str) -> Document:
    """The text as a document whose paragraphs are its lines."""
    article = Article(
        id=article_id(name), path=name, sha256=sha256(text.encode("utf-8", "surrogatepass")), length=len(text)
    )
    return Document(article, text, [Paragraph(m.start(), m.end(), "body") for m in _LINE.finditer(text)])
