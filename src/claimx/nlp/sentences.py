"""Plain sentences and headlines as normal forms, for measuring the resolver apart from the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from claimx.config import Settings
from claimx.nlp.base import load_base
from claimx.nlp.normal_form import sentence_form
from claimx.nlp.sentence_vectors import load_sentence_encoder
from claimx.records import NormalForm


class SentenceReader:
    """Parses sentences with the base model."""

    def __init__(self, settings: Settings) -> None:
        self._nlp = load_base(settings.spacy_model)
        self._encoder = load_sentence_encoder()

    def forms(self, texts: Iterable[str]) -> list[NormalForm]:
        """The normal form of each text; its mention id is its place, as six digits."""
        docs = self._nlp.pipe(texts, batch_size=64)
        return [self._form(doc, f"{place:06}") for place, doc in enumerate(docs)]

    def tokenised(
        self, rows: Iterable[tuple[str, Sequence[str]]]
    ) -> list[tuple[NormalForm, tuple[int, ...], tuple[str, ...]]]:
        """Of each (id, tokens): the normal form under that id, each token's depth in its tree, and its lemma."""
        listed = list(rows)
        docs = self._nlp.pipe((Doc(self._nlp.vocab, words=list(tokens)) for _, tokens in listed), batch_size=64)
        return [
            (self._form(doc, name), tuple(map(_depth, doc)), tuple(t.lemma_.lower() for t in doc))
            for (name, _), doc in zip(listed, docs, strict=True)
        ]

    def _form(self, doc: Doc, name: str) -> NormalForm:
        return sentence_form(doc, name, self._encoder.encode([doc.text])[0])


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i:
        token, depth = token.head, depth + 1
    return depth
