"""Title, outlet, authors, address and date of an article, each from where it is stated; nothing is guessed.

A sidecar goes before the page's own metadata, those before what the text says of itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from claimx.errors import MalformedError
from claimx.ingest.bylines import byline_authors
from claimx.ingest.days import first_day, iso_day
from claimx.ingest.decode import without_surrogates
from claimx.ingest.front_matter import NAMES, read_head
from claimx.ingest.letter_head import read_letter_head
from claimx.ingest.masthead import credit_day
from claimx.ingest.patterns import patterns
from claimx.records import Paragraph
from claimx.schema import Published

_OTHER_DAY = re.compile(
    r"\b(?:updated|modified|correct(?:ed|ion)|copyright|photos?|photograph|pictures?|images?|archives?|see|watch"
    r"|related|read (?:more|also|next))\b|©",
    re.IGNORECASE,
)
_STATED = re.compile(r"(?:^|[|•·,;–—]\s{0,5}|\bfirst\s)(?:published|posted)\b", re.IGNORECASE)
_AGENCY = re.compile(r"(?<!\s)\s*\([^()]{0,40}\)\s*$")
_DATELINE_LENGTH = 120
_EDGE = 10
_LONGEST_TOP = 40
_STOPS = frozenset('.!?”"')
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Soft hyphens and signs without width."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; None and () for what is not.  ``published`` is an ISO date."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: Published = field(default_factory=Published)

    def or_else(self, other: Metadata) -> Metadata:
        """This, completed by the other."""
        return Metadata(
            self.title or other.title,
            self.outlet or other.outlet,
            self.url or other.url,
            self.authors or other.authors,
            self.published if self.published.value else other.published,
        )


def from_sidecar(data: bytes, name: str, remarks: list[str] | None = None) -> Metadata:
    """The metadata of a ``NAME.meta.json``; ``remarks`` as in :func:`from_record`.  Raises MalformedError naming the
    field.
    """
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"{name} is not JSON", _reason(error)) from error
    if not isinstance(record, dict):
        raise MalformedError(f"{name} is not a JSON object")
    return from_record(record, name, "sidecar", remarks)


def from_record(record: Mapping[str, Any], name: str, basis: str, remarks: list[str] | None = None) -> Metadata:
    """The metadata among a JSON object's fields; null and "" say nothing.  Raises MalformedError naming the field.

    ``remarks`` gets a line for each field that is not read though it is what others call one of ours ("date").
    """
    if remarks is not None:
        others = [(key, NAMES.get(key.lower(), key)) for key in record]
        remarks += [
            f"{name}: {k!r} is not read; is it {ours!r}?" for k, ours in others if k != ours and ours not in record
        ]
    texts: dict[str, str | None] = {}
    for key in ("title", "outlet", "url", "published"):
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            raise MalformedError(f"{name}: {key} must be a string", f"it is {_kind(value)}")
        texts[key] = _clean(value) if value else None
    published = texts["published"]
    if published and not (day := iso_day(published) or first_day(published)):
        raise MalformedError(f"{name}: published must be a date YYYY-MM-DD", f"it is {published[:40]!r}")
    return Metadata(
        texts["title"],
        texts["outlet"],
        texts["url"],
        _authors(record.get("authors"), name),
        Published(value=day, basis="sidecar" if basis == "sidecar" else "metadata") if published else Published(),
    )


def from_front_matter(text: str) -> tuple[Metadata, int]:
    """The metadata in a file's head, between lines of three dashes or as a letter has it, and where the article
    begins.
    """
    head = read_head(text)
    if not head.end:
        head = read_letter_head(text)
    published = head.value("published")
    day = iso_day(published) or first_day(published)
    return Metadata(
        head.value("title") or None,
        head.value("outlet") or None,
        head.value("url") or None,
        head.names("authors"),
        Published(value=day, basis="metadata") if day else Published(),
    ), head.end


def from_text(text: str, paragraphs: Iterable[Paragraph]) -> Metadata:
    """What the article's own first and last lines state: headline, byline, a date line or a dateline with its year."""
    ordered = list(paragraphs)
    title = next((text[p.start : p.end] for p in ordered if p.zone == "headline"), None)
    first = next((i for i, p in enumerate(ordered[:_LONGEST_TOP]) if p.zone == "body" and text[p.end - 1] in _STOPS), 0)
    top = max(_EDGE, first + 1)
    edges = ordered[:top] + ordered[max(top, len(ordered) - _EDGE) :]
    lines = [text[p.start : min(p.end, p.start + 300)] for p in edges if p.zone == "boilerplate"]
    authors = next((a for a in map(byline_authors, lines) if a), ())
    title = _clean(title) if title else None
    return Metadata(title=title, authors=authors, published=_published(text, ordered, lines))


def _published(text: str, paragraphs: list[Paragraph], lines: list[str]) -> Published:
    opening = next((p for p in paragraphs if p.zone == "body"), None)
    if opening is not None:
        head = text[opening.start : min(opening.end, opening.start + _DATELINE_LENGTH)]
        place, dash, _ = re.sub(r"\s(?:--?|[—―])\s", " – ", head, count=1).partition(" – ")
        if not dash:
            stop = patterns().dateline.match(head)
            place = stop[0] if stop else ""
        if day := first_day(place) if place[:3].isupper() else credit_day(_AGENCY.sub("", place)) if dash else None:
            return Published(value=day, basis="dateline")
    days = sorted({day for line in lines if (day := first_day(_of_publication(line)))})
    # Two date lines that disagree leave the date unknown.
    return Published(value=days[0], basis="text") if len(days) == 1 else Published()


def _of_publication(line: str) -> str:
    """The line; of one that has a day of something else too ("Updated …"), what it says of the publication."""
    if not _OTHER_DAY.search(line):
        return line
    stated = _STATED.search(line)
    rest = line[stated.end() :] if stated else ""
    other = _OTHER_DAY.search(rest)
    return rest[: other.start()] if other else rest


def _authors(value: Any, name: str) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        raise MalformedError(f"{name}: authors must be a list of strings", f"it is {_kind(value)}")
    return tuple(c for c in map(_clean, names) if c)


def _clean(value: str) -> str:
    return " ".join(_UNSEEN.sub("", without_surrogates(value)).split())


def _kind(value: Any) -> str:
    return {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}.get(
        type(value), "something else"
    )


def _reason(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
