"""spaCy's attribute ruler with its rules sorted by what they ask for: the same annotations, without trying each rule
at each word.

Most rules ask for a tag, or for a word among some; the few others are tried everywhere, as spaCy does with all.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab


def annotate(ruler: AttributeRuler, doc: Doc) -> Doc:
    """``ruler(doc)``: parts of speech, morphology and exceptional lemmas from tags and words."""
    rules, untyped = _sorted_rules(ruler), cast(Any, ruler)
    found = [(int(doc.vocab.strings[key]), key, start, end) for key, start, end in _matches(rules.others, doc)]
    for token in doc:
        at = token.i
        found += [(number, key, at, at + 1) for number, key in rules.of_tag.get(token.tag_, ())]
        if (matcher := rules.of_word.get(token.lower_)) is not None:
            matches = _matches(matcher, doc[at : at + 1])
            found += [(int(doc.vocab.strings[key]), key, at, at + 1) for key, _, _ in matches]
    # Later rules go before earlier ones.
    untyped.set_annotations(doc, sorted(found))
    return doc


def _matches(matcher: Matcher, text: Any) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = matcher(text, allow_missing=True, as_spans=False)
    return found


class _Rules:
    """The rules of a ruler: by the one tag they ask for, by the words, and the others."""

    def __init__(self, ruler: AttributeRuler) -> None:
        vocab: Vocab = ruler.vocab
        self.of_tag: dict[str, list[tuple[int, int]]] = {}
        self.of_word: dict[str, Matcher] = {}
        self.others = Matcher(vocab, validate=False)
        written: list[dict[str, Any]] = cast(Any, ruler).patterns
        for number, rule in enumerate(written):
            key = vocab.strings.add(str(number))
            for pattern in rule["patterns"]:
                words = _words(pattern[0]) if len(pattern) == 1 else None
                if len(pattern) == 1 and list(pattern[0]) == ["TAG"] and isinstance(pattern[0]["TAG"], str):
                    self.of_tag.setdefault(pattern[0]["TAG"], []).append((number, key))
                elif words is not None:
                    for word in words:
                        self.of_word.setdefault(word, Matcher(vocab, validate=False)).add(str(number), [pattern])
                else:
                    self.others.add(str(number), [pattern])


def _words(asked: Mapping[str, Any]) -> list[str] | None:
    """The lower-case words that a pattern of one token asks for; ``None`` where it takes others too."""
    wanted = asked.get("LOWER")
    if isinstance(wanted, Mapping) and list(wanted) == ["IN"]:
        wanted = wanted["IN"]
    words = [wanted] if isinstance(wanted, str) else wanted
    return list(dict.fromkeys(words)) if isinstance(words, list) and "OP" not in asked else None


@lru_cache(maxsize=2)
def _sorted_rules(ruler: AttributeRuler) -> _Rules:
    return _Rules(ruler)
