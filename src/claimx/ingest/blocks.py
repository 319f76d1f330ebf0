"""What article extraction would run together: blocks inside of list items, posts and their signatures, and paragraphs
of a page that it gives back as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

_POSTS = re.compile(r"\b(?:twitter-tweet|twitter-video|instagram-media|bluesky-embed|mastodon-embed|tiktok-embed)\b")
_SIGNATURE = re.compile(r"\s*[—–-]{1,2}\s*\S.{1,120}", re.DOTALL)
_PICTURE = re.compile(r"\s*(?:pic\.twitter\.com|t\.co|pic\.x\.com)/\w{1,40}\s*$")
_TEXTS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "figcaption", "div")
_INSIDE = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "div", "ul", "ol", "table", "section"}
)
_FEWEST_PARTS = 2
_SHORTEST_PART = 20
_MOST_WORK = 1_000_000_000
"""Characters looked through for blocks: more is no page of an article, and takes minutes."""


def keep_apart(tree: Any) -> None:
    """Change a parsed page (an lxml tree) so that a list item's blocks and a post's signature stay paragraphs."""
    for item in tree.iter("li"):
        for block in list(item.iter("div", "section")):
            block.tag = "p"
    for quote in list(tree.iter("blockquote")):
        if _POSTS.search(quote.get("class") or ""):
            _sign(quote)


def _sign(quote: Any) -> None:
    """Give the signature of a post a paragraph of its own, and take the address of its picture away."""
    paragraphs = quote.findall("p")
    if not paragraphs:
        return
    last = paragraphs[-1]
    rest = list(last.itersiblings())
    words = "".join([last.tail or "", *("".join(r.itertext()) + (r.tail or "") for r in rest)])
    if not _SIGNATURE.fullmatch(words.rstrip()):
        return
    for node in rest:
        quote.remove(node)
    last.tail = None
    for link in list(last.iter("a")):
        if _PICTURE.fullmatch("".join(link.itertext())):
            _take_out(link)
    signature = last.makeelement("p", {})
    signature.text = " ".join(words.split())
    last.addnext(signature)


def _take_out(node: Any) -> None:
    """Remove an element, not the text behind it."""
    before, parent = node.getprevious(), node.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)


def texts_of(tree: Any) -> list[str]:
    """The texts of a page's innermost blocks, in order."""
    found: list[str] = []
    for element in tree.iter(*_TEXTS):
        if any(child.tag in _INSIDE for child in element.iterdescendants()):
            continue
        words = " ".join("".join(element.itertext()).split())
        if words:
            found.append(words)
    return found


def parted(paragraph: str, texts: list[str]) -> list[str]:
    """A paragraph that holds two and more of the page's blocks, parted where these begin and end."""
    if len(paragraph) * len(texts) > _MOST_WORK:
        return [paragraph]
    cuts = list(_places(paragraph, texts))
    if sum(end - start >= _SHORTEST_PART for start, end in cuts) < _FEWEST_PARTS:
        return [paragraph]
    edges = sorted({0, len(paragraph), *(edge for cut in cuts for edge in cut)})
    parts = (paragraph[start:end].strip() for start, end in pairwise(edges))
    return [part for part in parts if part]


def _places(paragraph: str, texts: list[str]) -> Iterator[tuple[int, int]]:
    position = 0
    for words in texts:
        start = paragraph.find(words, position)
        if start >= 0:
            position = start + len(words)
            yield start, position
