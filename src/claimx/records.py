"""What passes between the layers before it becomes the contract: plain records, in code-point offsets.

``Document`` leaves :mod:`claimx.ingest`; ``Shard`` leaves :mod:`claimx.nlp` (one article's whole result, the one unit
of work and of caching); :mod:`claimx.resolve` joins shards.  None of them knows spaCy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal, NamedTuple

from pydantic import ConfigDict

from claimx.schema import (
    Act,
    Article,
    Dropped,
    Entity,
    Explicitness,
    Mention,
    Modality,
    Polarity,
    RelationType,
    Source,
    Span,
    Zone,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text and what it is; ``[start, end)`` without outer white space."""

    start: int
    end: int
    zone: Zone


@dataclass(slots=True)
class Document:
    """An article as read: its text, its paragraphs in order, and what was left out.

    ``article.status`` is ``ok``, or ``empty`` or ``failed`` with ``article.error`` (then ``paragraphs`` is empty).
    ``extracted`` says that ``text`` is not the decoded file itself (HTML, JSON Lines) and must be written out.
    ``diagnostics`` are remarks for the log ("decoded as windows-1252").
    """

    article: Article
    text: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    extracted: bool = False
    diagnostics: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Attribution:
    """One attribution found in a text: spans by role, and why it is believed.

    ``source`` and ``cue`` may be empty.  ``confidence`` is the calibrated probability that it is right.  ``evidence``
    holds short codes such as ``rule:according-to``, ``cue:say``, ``model:attribution``.  ``continues`` is the index,
    in the article's list of attributions, of the one whose speech goes on here.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    confidence: float = 1.0
    evidence: list[str] = field(default_factory=list)
    explicitness: Explicitness = "explicit"
    continues: int | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """How a source stands to a content; see the contract for the values."""

    polarity: Polarity = "affirm"
    modality: Modality = "asserted"
    act: Act = "assertion"
    negated: bool = False
    evidence: tuple[str, ...] = ()


CURRENCIES = frozenset({"usd", "eur", "gbp", "jpy", "cny", "pln", "rub", "inr", "uah", "try", "krw", "nok", "chf"})
"""Currencies that the unit of a fact holds in lower case; any other is an ISO code in capitals, which no noun is."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A comparable fact inside a content.

    ``kind`` number: ``low <= x <= high`` (``None``: unbounded) of ``unit`` (a singular noun, a currency, "share").
    ``kind`` date: ``value`` is an ISO date or interval.  ``kind`` place: ``value`` is an entity id or lower-cased name.
    ``predicate`` is the lemma of the verb that governs it, "" where unknown.
    """

    kind: Literal["number", "date", "place"]
    exact: str
    predicate: str = ""
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    value: str | None = None


@dataclass(slots=True)
class NormalForm:
    """A mention reduced to what can be compared with another: the resolver sees this and nothing else.

    ``holder`` is the source id of the innermost origin ("" where nobody is named).  ``predicate``, ``subjects``,
    ``objects`` and ``words`` are lower-case lemmas of the content (``words`` in text order, function words left out).
    ``quote`` holds the lower-cased word forms of the content when it is verbatim.  ``vector`` is an int8 sentence
    embedding as bytes, or b"".  ``published`` is an ISO date or "".  ``place`` counts the article's mentions in text
    order.  ``extent`` is the content's first and last code point, (0, 0) where there is none.  ``rejected`` are the
    lemmas that a negation of their own governs.  ``addressees``: the names of who is to do it or is said to have done
    it, each a label and an id.  ``retracts``: the holder takes back what he has said; ``corrects``: he puts it right,
    or says what he meant by it; ``rejoins``: it is put against the words before it.  ``text``: who says it, the cue, to
    whom, the content; ``before``: the last words before them in the article, where the content is short.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    mention: str
    article: str
    holder: str = ""
    predicate: str = ""
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    quote: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    polarity: Polarity = "affirm"
    modality: Modality = "asserted"
    act: Act = "assertion"
    negated: bool = False
    published: str = ""
    extent: Span = (0, 0)
    rejected: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    retracts: bool = False
    corrects: bool = False
    rejoins: bool = False
    vector: bytes = b""
    place: int = 0
    text: str = ""
    before: str = ""

    @property
    def content(self) -> str:
        """What is said, without who says it, the cue and to whom."""
        return self.text.rpartition(" : ")[2]

    @property
    def read(self) -> str:
        """What a pair reader reads."""
        return to_read(self.text, self.before)


def to_read(text: str, before: str) -> str:
    """What a pair reader reads of a claim: its text on one line, and where there are any, on another the words before
    it: "four" is four of something.  How the article breaks its lines says nothing.
    """
    line = " ".join(text.split())
    return f"{line}\n{before}" if line and before else line


class Reading(NamedTuple):
    """What a pair reader makes of two texts, in thousandths of log odds: whether two claims say the same, how alike two
    headlines are, and whether one claim updates, contradicts or denies the other; and which of these is likeliest.
    """

    same: int
    alike: int
    opposed: int
    relation: RelationType


Reader = Callable[[Sequence[tuple[str, str]]], Sequence[Reading]]
"""Reads pairs of texts, as a form's ``read`` has them, one by one; the same whichever of the two comes first."""


@dataclass(slots=True)
class Shard:
    """One article's result: mentions in text order with their normal forms (same length), sources and entities used.

    Ids of sources, entities and mentions are already those of the contract; the same source seen in two articles has
    the same id when its name is the same, and :mod:`claimx.resolve` joins what names alone do not.  ``shingles`` are
    hashes of word sequences of the text, for finding reprints.
    """

    article: Article
    text: str
    mentions: list[Mention] = field(default_factory=list)
    forms: list[NormalForm] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    shingles: tuple[int, ...] = ()
    extracted: bool = False
