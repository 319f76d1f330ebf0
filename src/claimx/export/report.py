"""The report: one HTML page that needs nothing else, with every article marked and every claim linked to its mentions.

There is no script in it, and its content security policy allows none: whatever an article says stays text.  Time and
size grow with the claim set, not faster.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from claimx.export.basis import days, link, named, subject, told, values
from claimx.export.highlight import Piece, marks_of, pieces
from claimx.export.wording import wording
from claimx.schema import Article, Claim, ClaimSet, Mention, Relation, RelationBasis, Span

_FOLDER = files("claimx.export") / "templates"
_PLAIN = frozenset({"affirm", "asserted", "assertion"})
# What an act says anyway of a polarity.
_IMPLIED = {"deny": "denial", "no-comment": "refusal"}
_NOBODY = "nobody named"
_DISPUTES = ("contradicts", "denies", "updates")
_ORDER = (*_DISPUTES, "elaborates")
_VOICES = 15
# Of each type; all stand with their claims.
_PAIRS = 25
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WEB = re.compile(r"https?://[^\W_]\S*", re.IGNORECASE)


@dataclass(slots=True)
class Said:
    """A mention as a line: who, in which outlet, with the badges that a reader must not miss."""

    it: Mention
    outlet: str
    holder: str
    tags: list[str]
    anchor: str


@dataclass(slots=True)
class Card:
    """A claim with all that is shown of it.  ``printed``: when the first article with it was published."""

    it: Claim
    holders: list[str]
    tags: list[str]
    printed: str | None = None
    said: list[Said] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class Link:
    """A relation as seen from one of its claims."""

    type: str
    outwards: bool
    other: Claim
    basis: RelationBasis
    values: tuple[str | None, str | None]


@dataclass(slots=True)
class Page:
    """An article: its text in pieces, its mentions in the order of the text, and what it reprints: a word for how, and
    the article's id.
    """

    it: Article
    web: str | None
    pieces: list[Piece]
    said: list[tuple[Said, Card]]
    repeats: list[tuple[str, str]]


def render(claims: ClaimSet, texts: Mapping[str, str]) -> str:
    """The page.  ``texts``: by article id; an article without one is listed without its text."""
    style = (_FOLDER / "report.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["wording"] = wording
    environment.filters["plain"] = _plain
    environment.filters["subject"] = subject
    environment.filters["link"] = link
    environment.filters["told"] = told
    environment.filters["days"] = days
    template = environment.from_string((_FOLDER / "report.html.j2").read_text("utf-8"))
    cards = _cards(claims, texts)
    ordered = sorted(cards.values(), key=_importance)
    relations = _by_type(claims.relations)
    known = named(claims)
    disputes = [r for kind in _DISPUTES for r in [r for r in relations if r.type == kind][:_PAIRS]]
    return template.render(
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        totals=_totals(claims),
        disputes=[(r, values(r.basis, known), cards[r.from_], cards[r.to]) for r in disputes],
        further=sum(r.type in _DISPUTES for r in relations) - len(disputes),
        shared=[c for c in ordered if c.it.articles > 1],
        single=[c for c in ordered if c.it.articles == 1],
        pages=_pages(claims, texts, cards),
        failed=[a for a in claims.articles if a.status != "ok"],
        titles={a.id: _plain(a.title or a.path) for a in claims.articles},
        names={s.id: s.name for s in claims.sources},
        voices=_voices(claims),
    )


def _importance(card: Card) -> tuple[Any, ...]:
    claim = card.it
    return (-claim.independent_origins, -claim.articles, -claim.mention_count, claim.stated or "", claim.id)


def _by_type(relations: Iterable[Relation]) -> list[Relation]:
    """By type; those that name the differing values first, then the more certain."""
    return sorted(
        relations,
        key=lambda r: (_ORDER.index(r.type), not (r.basis.from_ and r.basis.to), -r.confidence, r.from_, r.to),
    )


def _totals(claims: ClaimSet) -> dict[str, int]:
    types = Counter(r.type for r in claims.relations)
    return {
        "articles": len(claims.articles),
        "mentions": sum(c.mention_count for c in claims.claims),
        "claims": len(claims.claims),
        "in several articles": sum(c.articles > 1 for c in claims.claims),
        "corroborated": sum(c.status == "corroborated" for c in claims.claims),
        "contradictions": types["contradicts"],
        "denials": types["denies"],
        "updates": types["updates"],
        "sources": len(claims.sources),
    }


def _voices(claims: ClaimSet) -> list[tuple[str, str, int]]:
    """The sources heard most: name, kind, number of claims."""
    count = Counter(ref for c in claims.claims for ref in c.sources)
    known = [(s.name, s.kind if s.named else f"{s.kind}, unnamed", count[s.id]) for s in claims.sources if count[s.id]]
    return sorted(known, key=lambda v: (-v[2], v[0]))[:_VOICES]


def _holder(mention: Mention, names: Mapping[str, str]) -> str:
    if mention.voice == "outlet":
        return "the outlet itself"
    origins = [names.get(link.ref or "", _NOBODY) for link in mention.chain if link.role == "origin"]
    relays = [names.get(link.ref or "", _NOBODY) for link in mention.chain if link.role == "relay"]
    holder = " and ".join(dict.fromkeys(origins)) or _NOBODY
    return f"{holder}, via {', '.join(dict.fromkeys(relays))}" if relays else holder


def _tags(it: Claim | Mention) -> list[str]:
    tags: list[str] = [
        t for t in (it.polarity, it.modality, it.act) if t not in _PLAIN and t != _IMPLIED.get(it.polarity)
    ]
    return [*tags, "negated"] if it.negated else tags


def _cards(claims: ClaimSet, texts: Mapping[str, str]) -> dict[str, Card]:
    names = {s.id: s.name for s in claims.sources}
    outlets = {a.id: _plain(a.outlet or a.path) for a in claims.articles}
    published = {a.id: a.published.value for a in claims.articles}
    cards = {}
    for claim in claims.claims:
        holders = list(dict.fromkeys(names.get(ref, ref) for ref in claim.sources))
        printed = min((day for m in claim.mentions if (day := published.get(m.article))), default=None)
        card = Card(claim, holders or [_NOBODY], _tags(claim), printed)
        for m in claim.mentions:
            anchor = m.id if m.article in texts else m.article
            card.said.append(Said(m, outlets.get(m.article, m.article), _holder(m, names), _tags(m), anchor))
        cards[claim.id] = card
    known = named(claims)
    for r in _by_type(claims.relations):
        differing = values(r.basis, known)
        cards[r.from_].links.append(Link(r.type, True, cards[r.to].it, r.basis, differing))
        cards[r.to].links.append(Link(r.type, False, cards[r.from_].it, r.basis, (differing[1], differing[0])))
    return cards


def _pages(claims: ClaimSet, texts: Mapping[str, str], cards: Mapping[str, Card]) -> list[Page]:
    said: dict[str, list[tuple[Said, Card]]] = {a.id: [] for a in claims.articles}
    for card in cards.values():
        for line in card.said:
            said[line.it.article].append((line, card))
    dropped: dict[str, list[Span]] = {a.id: [] for a in claims.articles}
    for d in claims.dropped:
        dropped[d.article] += d.spans
    published = {a.id: a.published.value for a in claims.articles}
    out = []
    for article in claims.articles:
        mine = sorted(said[article.id], key=lambda s: (_first(s[0].it), s[0].it.id))
        text = texts.get(article.id)
        notes = {s.it.id: " · ".join([s.holder, *s.tags]) for s, _ in mine}
        homes = {s.it.id: card.it.id for s, card in mine}
        marks = [] if text is None else marks_of(article, [s.it for s, _ in mine], dropped[article.id], notes, homes)
        repeats = [(_repeats(article.published.value, published[ref]), ref) for ref in article.derived_from]
        out.append(Page(article, _web(article.url), [] if text is None else pieces(text, marks), mine, repeats))
    return out


def _repeats(later: str | None, earlier: str | None) -> str:
    """Of two articles of one day nobody knows which was first."""
    return "reprints" if later and earlier and earlier < later else "same text as"


def _first(mention: Mention) -> int:
    spans = [*mention.content.spans, *(mention.cue.spans if mention.cue else [])]
    return min((a for a, _ in spans), default=0)


def _plain(name: str) -> str:
    """A name or title, its control and bidirectional characters written out: no file is to look like another."""
    return _ACTING.sub(lambda c: c[0].encode("unicode_escape").decode("ascii"), name)


def _web(url: str | None) -> str | None:
    """The address, if it is one that a browser opens as a page; ``javascript:`` and the like are not."""
    return url if url and _WEB.fullmatch(url) else None
