"""The claim set as JSON-LD: schema.org for claims, articles and sources, W3C Web Annotation selectors for mentions."""

from __future__ import annotations

from typing import Any

import orjson

from claimx.schema import Article, Claim, ClaimSet, Mention, Source

_CONTEXT = [
    "https://schema.org",
    {"oa": "http://www.w3.org/ns/oa#", "claimx": "urn:claimx:claimset:1#"},
]

_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "state": "Country",
    "media": "NewsMediaOrganization",
    "document": "CreativeWork",
    "group": "Organization",
}


def to_jsonld(claimset: ClaimSet) -> bytes:
    """A JSON-LD document whose ``@graph`` holds sources, articles and claims, in that order."""
    graph = [
        *(_source(s) for s in claimset.sources),
        *(_article(a) for a in claimset.articles),
        *(_claim(c) for c in claimset.claims),
    ]
    document = {"@context": _CONTEXT, "@graph": graph}
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _node(ref: str) -> dict[str, str]:
    return {"@id": f"urn:claimx:{ref}"}


def _source(source: Source) -> dict[str, Any]:
    return _kept(
        {
            **_node(source.id),
            "@type": _TYPES[source.kind],
            "name": source.name,
            "alternateName": source.aliases,
            "hasOccupation": source.roles if source.kind == "person" else [],
            "claimx:speaksFor": _node(source.speaks_for) if source.speaks_for else None,
        }
    )


def _article(article: Article) -> dict[str, Any]:
    return _kept(
        {
            **_node(article.id),
            "@type": "NewsArticle",
            "headline": article.title,
            "url": article.url,
            "datePublished": article.published.value,
            "inLanguage": article.language,
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None,
            "isBasedOn": [_node(ref) for ref in article.derived_from],
            "identifier": article.path,
            "sha256": article.sha256,
        }
    )


def _claim(claim: Claim) -> dict[str, Any]:
    return _kept(
        {
            **_node(claim.id),
            "@type": "Claim",
            "text": claim.text,
            "claimInterpreter": [_node(ref) for ref in claim.sources],
            "appearance": [_node(ref) for ref in dict.fromkeys(m.article for m in claim.mentions)],
            "datePublished": claim.stated,
            "claimx:status": claim.status,
            "claimx:polarity": claim.polarity,
            "claimx:modality": claim.modality,
            "claimx:mention": [_mention(m) for m in claim.mentions],
        }
    )


def _mention(mention: Mention) -> dict[str, Any]:
    content = mention.content
    selectors: list[dict[str, Any]] = [
        {"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end} for start, end in content.spans
    ]
    selectors.append(
        {
            "@type": "oa:TextQuoteSelector",
            "oa:exact": content.exact,
            "oa:prefix": content.prefix,
            "oa:suffix": content.suffix,
        }
    )
    target = {"oa:hasSource": _node(mention.article), "oa:hasSelector": selectors}
    return {**_node(mention.id), "@type": "oa:Annotation", "oa:hasTarget": target}


def _kept(node: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in node.items() if v not in (None, [])}
