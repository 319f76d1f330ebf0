"""The publication date that a page's metadata state; nothing else on the page is taken for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from claimx.ingest.days import first_day, iso_day
from claimx.ingest.patterns import patterns

_MOST_JSON = 1_000_000
_MICROFORMATS = frozenset({"published", "dt-published"})
"""Classes of a time that state the day of publication (hAtom, h-entry); most blogs have them."""


def published_day(tree: Any) -> str | None:
    """The ISO date of a parsed page (an lxml tree): of its meta elements, JSON-LD or marked time, in this order."""
    for value in _stated(tree):
        if day := iso_day(value) or first_day(value[:60]):
            return day
    return None


def _stated(tree: Any) -> Iterator[str]:
    keys = patterns().published_keys
    for meta in tree.iter("meta"):
        names = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        if any(n and n.lower() in keys for n in names):
            yield meta.get("content") or ""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text and len(script.text) <= _MOST_JSON:
            yield from _linked_data(script.text)
    for time in tree.iter("time"):
        marked = _MICROFORMATS & set((time.get("class") or "").lower().split())
        if marked or time.get("pubdate") is not None or (time.get("itemprop") or "").lower() == "datepublished":
            yield time.get("datetime") or time.text or ""


def _linked_data(source: str) -> Iterator[str]:
    try:
        pending = [json.loads(source)]
    except (ValueError, RecursionError):
        return
    while pending:
        node = pending.pop(0)
        if isinstance(node, list):
            pending += node
        elif isinstance(node, dict):
            if isinstance(node.get("datePublished"), str):
                yield node["datePublished"]
            pending += [v for k, v in node.items() if k in ("@graph", "mainEntity", "mainEntityOfPage")]
