"""Content hashes and stable ids.  An id depends on what it names, never on order, time or place."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

NORMAL_FORM_VERSION = "1"
"""Part of every mention id: raise it when the normal form of a mention changes meaning."""

RANKS = frozenset({"deputy", "vice", "former", "assistant", "acting", "junior", "ex", "late", "other", "another"})
"""Words that make of an office another one, within an article and across articles."""

_USUAL_ACRONYMS = frozenset({"UN", "US", "UK", "UAE"})

# Letters that NFKD does not take apart.
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "þ": "th",
     "œ": "oe", "’": "'", "‘": "'", "ʼ": "'", "‑": "-", "–": "-"}
)  # fmt: skip

_SEPARATOR = "\x1f"
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_PUNCTUATION = re.compile(r"[^\w\s&/-]")
_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
ARABIC_ARTICLES = frozenset(
    ["al", "ad", "an", "ar", "as", "ash", "at", "ath", "az", "el", "ed", "en", "er", "es", "et", "ez", "ul"]
)
"""What a hyphen joins to a surname and is no part of it: the Arabic article, also before sun letters."""
PARTICLES = frozenset(
    ["al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "la", "le", "ten", "ter", "van", "von"]
)
"""What stands before a surname, and may be written small."""


def sha256(data: bytes) -> str:
    """Hex SHA-256 of the bytes."""
    return hashlib.sha256(data).hexdigest()


def stable_id(prefix: str, *parts: str) -> str:
    """``prefix-`` and 12 hex digits of the hash of the parts (a part may hold anything but U+001F)."""
    digest = hashlib.sha256(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:12]}"


def is_usual(acronym: str) -> bool:
    """Whether an acronym, with points or without, is hardly ever spelt out."""
    return acronym.replace(".", "") in _USUAL_ACRONYMS


def article_id(path: str) -> str:
    """Id of an article, from its path relative to the corpus: it survives an edit of the text."""
    return stable_id("a", path)


def mention_id(article: str, spans: Sequence[tuple[int, int]], exact: str, *more: str) -> str:
    """Id of a mention: its article, its spans and its words, plus what tells apart mentions of one span."""
    return stable_id("m", NORMAL_FORM_VERSION, article, repr([tuple(s) for s in spans]), exact, *more)


def masthead(outlet: str) -> str:
    """An outlet's name without the edition in brackets.

    >>> masthead("Neva Courier (English service)")
    'Neva Courier'
    """
    name, bracket, edition = outlet.partition(" (")
    return name if bracket and edition.endswith(")") else outlet


def fold(text: str) -> str:
    """The text without accents, with plain hyphens and apostrophes; case is kept.

    >>> fold("Gdańsk’s Türkiye")
    "Gdansk's Turkiye"
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


@lru_cache(maxsize=1 << 15)
def name_key(name: str) -> str:
    """A name's form for comparison: folded, no case, single spaces, no outer punctuation or article.

    >>> name_key("The  Défense Ministry's ")
    'defense ministry'
    """
    text = _POSSESSIVE.sub("", fold(name).casefold())
    text = _SPACE.sub(" ", _PUNCTUATION.sub(" ", text)).strip(" -/")
    return _ARTICLE.sub("", text)


def surname_key(word: str) -> str:
    """A word of a person's :func:`name_key` without an article: who is "Samir al-Halabi" is "Halabi" too.

    >>> surname_key("al-halabi")
    'halabi'
    """
    first, hyphen, rest = word.partition("-")
    return rest if hyphen and rest and first in ARABIC_ARTICLES else word


def source_id(name: str, scope: str = "") -> str:
    """Id of a source: its name's key; an unnamed one is told apart by its article (``scope``)."""
    return stable_id("s", name_key(name), scope)


def local_entity_id(label: str, name: str) -> str:
    """Id of an entity the knowledge base does not hold: the same for the same name in every run."""
    return f"local:{label.lower()}:{name_key(name).replace(' ', '-')}"
