"""Captions of a page's figures, which article extraction leaves out, put back where they stood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_MOST = 40
_LONGEST = 600
_FEWEST_WORDS = 3
_KEY = 60
_ELSEWHERE = frozenset({"aside", "nav", "footer", "template", "noscript"})
_TEXTS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote"})


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption and the beginnings (letters and digits alone) of the text before and after it; "" where none is."""

    words: str
    before: str
    after: str


def captions_of(tree: Any) -> list[Caption]:
    """The captions of a parsed page (an lxml tree) in order, forty at most; those of asides and menus left out."""
    found: list[tuple[str, str]] = []
    afters: list[str] = []
    waiting = 0
    last = ""
    for element in tree.iter(*_TEXTS, "figcaption"):
        above = [a.tag for a in element.iterancestors()]
        if element.tag == "figcaption":
            words = " ".join(" ".join(element.itertext()).split())
            fits = len(words) <= _LONGEST and words.count(" ") >= _FEWEST_WORDS - 1
            if fits and len(found) < _MOST and _ELSEWHERE.isdisjoint(above):
                found.append((words, last))
                waiting += 1
        elif "figure" not in above and (key := _key("".join(element.itertext()))):
            last = key
            afters += [key] * waiting
            waiting = 0
    afters += [""] * waiting
    return [Caption(words, before, after) for (words, before), after in zip(found, afters, strict=True)]


def with_captions(paragraphs: list[str], captions: list[Caption]) -> tuple[list[str], list[int], list[int]]:
    """The paragraphs with the captions among them, the new index of each old one, and the captions' indexes.

    A caption goes before the paragraph it stood before, or after the one it followed; one that has neither belongs to
    another part of the page, and one that is there already stays as it is.
    """
    places: dict[str, int] = {}
    for index, words in enumerate(paragraphs):
        places.setdefault(_key(words), index)
    slots: dict[int, list[str]] = {}
    known = set(places)
    for caption in captions:
        slot = places.get(caption.after)
        if slot is None and caption.before in places:
            slot = places[caption.before] + 1
        if slot is not None and (key := _key(caption.words)) not in known:
            known.add(key)
            slots.setdefault(slot, []).append(caption.words)
    merged: list[str] = []
    old: list[int] = []
    captioned: list[int] = []
    for index in range(len(paragraphs) + 1):
        for words in slots.get(index, ()):
            captioned.append(len(merged))
            merged.append(words)
        if index < len(paragraphs):
            old.append(len(merged))
            merged.append(paragraphs[index])
    return merged, old, captioned


def _key(words: str) -> str:
    return "".join(re.findall(r"\w+", words[: 4 * _KEY].casefold()))[:_KEY]
