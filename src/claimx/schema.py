"""The output contract, schema ``claimx/claimset/1``: what ``claims.json`` holds, and nothing else.

Offsets are Unicode code points into the article's text, end exclusive.  A span is ``(start, end)``; a role that is
interrupted has several.  Every field is always present: what does not apply is ``None``, or an empty list.
Read :class:`ClaimSet` first; it is the file.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA: Final = "claimx/claimset/1"

Span = tuple[int, int]
"""``(start, end)`` in code points, end exclusive."""

Zone = Literal["headline", "standfirst", "heading", "body", "caption", "boilerplate"]
Voice = Literal["attributed", "outlet"]
QuoteType = Literal["direct", "indirect", "mixed"]
Explicitness = Literal["explicit", "continuation", "implied"]
Resolution = Literal["named", "alias", "pronoun", "role", "description", "continuation", "none"]
Polarity = Literal["affirm", "deny", "no-comment"]
Modality = Literal["asserted", "possible", "reported", "intended"]
Act = Literal[
    "assertion", "question", "demand", "accusation", "denial", "refusal",
    "belief", "threat", "warning", "promise", "proposal", "recommendation",
]  # fmt: skip
RelationType = Literal["updates", "contradicts", "denies", "elaborates"]
OPPOSED: tuple[RelationType, ...] = ("contradicts", "updates", "denies")
"""Relations whose two claims must never be merged."""
Label = Literal["PERSON", "STATE", "WEAPON", "PORT", "ORG", "PLACE", "DATE", "QUANTITY"]
Modifier = Literal["exact", "approx", "at-least", "at-most", "more-than", "less-than", "range"]
SourceKind = Literal["person", "organisation", "state", "media", "document", "group"]
ClaimStatus = Literal["single-origin", "corroborated", "disputed"]
ArticleStatus = Literal["ok", "empty", "failed"]
PublishedBasis = Literal["sidecar", "metadata", "dateline", "text"]
DateBasis = Literal["explicit", "anchored", "inferred"]
DropReason = Literal["boilerplate", "question", "truncated", "teaser"]


class Record(BaseModel):
    """A record of the contract: no field beyond those declared, and none left out on writing."""

    model_config = ConfigDict(extra="forbid", validate_assignment=False)


class Failure(Record):
    """Why an input file gave nothing: a code of :mod:`claimx.errors` and a sentence."""

    code: str
    message: str


class Published(Record):
    """The publication date (ISO 8601) and how it is known; both ``None`` where it is not."""

    value: str | None = None
    basis: PublishedBasis | None = None


class EntityMention(Record):
    """One mention of an entity, date or quantity; mentions of different labels may nest.

    ``ref`` is an id of ``entities``, or ``None`` for DATE and QUANTITY.  ``attributes`` by label:
    STATE ``use`` (name, demonym, metonym); WEAPON ``cls``, ``specificity`` (system, family, class), ``calibre_mm``,
    ``for_platform``; PLACE ``port_id``; DATE ``type``, ``value``, ``grain``, ``mod``, ``anchor``; QUANTITY ``value``,
    ``value_max``, ``unit``, ``modifier``, ``item``.
    """

    start: int
    end: int
    exact: str
    label: Label
    ref: str | None = None
    attributes: dict[str, Any] = Field(default_factory=dict)


class Article(Record):
    """One input file (or one line of a ``.jsonl`` file) and its outcome."""

    id: str
    path: str
    sha256: str
    length: int
    offset_unit: Literal["unicode_codepoint"] = "unicode_codepoint"
    language: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: list[str] = Field(default_factory=list)
    url: str | None = None
    published: Published = Field(default_factory=Published)
    derived_from: list[str] = Field(default_factory=list)
    relay: str | None = None
    status: ArticleStatus = "ok"
    error: Failure | None = None
    entity_mentions: list[EntityMention] = Field(default_factory=list)


class Entity(Record):
    """Someone or something in the world: from the knowledge base, or local to the corpus (``local:…``)."""

    id: str
    label: Label
    name: str
    aliases: list[str] = Field(default_factory=list)
    kb: dict[str, Any] = Field(default_factory=dict)


class Source(Record):
    """Who makes claims.  ``name`` is the fullest known; ``speaks_for`` is the source whose voice this one is."""

    id: str
    name: str
    kind: SourceKind
    named: bool
    aliases: list[str] = Field(default_factory=list)
    roles: list[str] = Field(default_factory=list)
    speaks_for: str | None = None
    entity: str | None = None


class Alternative(Record):
    """A source that was considered and not chosen, with its score (0 to 1)."""

    ref: str
    confidence: float


class SourceMention(Record):
    """The source as it stands in the text, and who it is."""

    ref: str | None = None
    spans: list[Span] = Field(default_factory=list)
    exact: str = ""
    resolution: Resolution = "none"
    confidence: float = 1.0
    alternatives: list[Alternative] = Field(default_factory=list)


class Cue(Record):
    """The words that attribute."""

    spans: list[Span]
    exact: str


class Content(Record):
    """What is claimed: W3C position selector (``spans``) and quote selector (``exact``, ``prefix``, ``suffix``)."""

    spans: list[Span]
    exact: str
    prefix: str
    suffix: str


class ChainLink(Record):
    """One holder of the claim (``origin``) or one who passes it on (``relay``), origin first."""

    ref: str | None
    role: Literal["origin", "relay"]
    source: list[Span] = Field(default_factory=list)
    cue: list[Span] = Field(default_factory=list)
    content: list[Span] | None = None


class DateValue(Record):
    """A date or interval (ISO 8601, ``a/b``, open end ``..``) and how it is known."""

    value: str | None = None
    basis: DateBasis | None = None


class Quantity(Record):
    """A number with its unit or counted noun.  Ranges use ``value`` and ``value_max``; shares are 0 to 1."""

    value: float | None
    value_max: float | None = None
    unit: str | None = None
    modifier: Modifier = "exact"


class QuantityMention(Quantity):
    """A quantity of a mention's content; ``item`` is the entity id of the thing counted."""

    spans: list[Span] = Field(default_factory=list)
    item: str | None = None


class MentionConfidence(Record):
    """Calibrated probability that the attribution is right."""

    detect: float


class Mention(Record):
    """One attribution in one article, or one claim in the outlet's own voice (``source`` and ``cue`` are ``None``)."""

    id: str
    article: str
    zone: Zone
    voice: Voice = "attributed"
    quote_type: QuoteType = "indirect"
    explicitness: Explicitness = "explicit"
    continues: str | None = None
    group: str | None = None
    source: SourceMention | None = None
    cue: Cue | None = None
    content: Content
    chain: list[ChainLink] = Field(default_factory=list)
    polarity: Polarity = "affirm"
    modality: Modality = "asserted"
    act: Act = "assertion"
    negated: bool = False
    stated: DateValue = Field(default_factory=DateValue)
    event: DateValue = Field(default_factory=DateValue)
    quantities: list[QuantityMention] = Field(default_factory=list)
    entities: list[str] = Field(default_factory=list)
    confidence: MentionConfidence
    evidence: list[str] = Field(default_factory=list)


class ClaimConfidence(Record):
    """Confidence of the merge: the weakest link that holds the cluster together; 1 for a single mention."""

    merge: float


class Claim(Record):
    """What one or more mentions say.  ``text`` is the content of one mention (``text_from``), never composed."""

    id: str
    text: str
    text_from: str
    sources: list[str] = Field(default_factory=list)
    stated: str | None = None
    event: str | None = None
    polarity: Polarity = "affirm"
    modality: Modality = "asserted"
    act: Act = "assertion"
    negated: bool = False
    quantities: list[Quantity] = Field(default_factory=list)
    entities: list[str] = Field(default_factory=list)
    mention_count: int
    articles: int
    outlets: int
    independent_origins: int
    status: ClaimStatus
    quote_variants: list[str] = Field(default_factory=list)
    confidence: ClaimConfidence
    mentions: list[Mention]


class RelationBasis(Record):
    """What the relation rests on: the kind of fact, the slot, and the two values."""

    kind: str
    slot: str | None = None
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Relation(Record):
    """A directed link between two claims; ``from`` is the newer, fuller or denying side."""

    from_: str = Field(alias="from")
    to: str
    type: RelationType
    basis: RelationBasis
    confidence: float

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Dropped(Record):
    """Text that was read and left out, and why."""

    article: str
    spans: list[Span]
    reason: DropReason


class ModelRef(Record):
    """A model that made this file."""

    name: str
    version: str
    sha256: str


class Generator(Record):
    """What made this file.  ``config_sha256`` covers every setting that can change the output."""

    name: Literal["claimx"] = "claimx"
    version: str
    config_sha256: str
    models: list[ModelRef] = Field(default_factory=list)


class ClaimSet(Record):
    """The whole of ``claims.json``."""

    schema_: Literal["claimx/claimset/1"] = Field(default=SCHEMA, alias="schema")
    generator: Generator
    articles: list[Article] = Field(default_factory=list)
    entities: list[Entity] = Field(default_factory=list)
    sources: list[Source] = Field(default_factory=list)
    claims: list[Claim] = Field(default_factory=list)
    relations: list[Relation] = Field(default_factory=list)
    dropped: list[Dropped] = Field(default_factory=list)

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
