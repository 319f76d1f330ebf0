"""Annotated articles with some of their cues in other words, so that a finder learns how attributions are built and not
which verbs the annotated articles happen to use.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

_FORMS = ("base", "third", "past", "participle", "progressive")
_PERFECT = re.compile(r"(?:\b(?:have|has|had|having)|n't|'ve|'d)(?:\s+\w+ly|\s+also|\s+not|\s+since)?\s+$", re.I)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?:\s+\w+ly|\s+not)?\s+$", re.I)
_DOUBLED = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bdglmnprt]|admit|submit|refer|infer")
_MARKS = '"“”«»‘'
_CURLY = [None, str.maketrans("“”", "«»"), str.maketrans("“”", '""')]


def rephrased(article: Mapping[str, Any], seed: int, share: float) -> dict[str, Any]:
    """The article with ``share`` of the cues that have other words replaced, and all its spans where they then stand;
    as often its curly quotation marks are of another kind.

    A replaced cue keeps its tense; a cue of several pieces, or one that another annotation cuts, is left alone.
    """
    rng = random.Random(f"{seed}:{article['id']}")
    text: str = article["text"]
    roles = ("source", "content", "cue")
    spans = [tuple(s) for a in article["attributions"] for role in roles for s in a.get(role) or []]
    spans += [(e["start"], e["end"]) for e in article.get("entities", ())]
    edits: dict[tuple[int, int], str] = {}
    for a in article["attributions"]:
        cue = a.get("cue") or []
        if len(cue) != 1 or rng.random() >= share:
            continue
        start, end = cue[0]
        if any(s < end and start < e and not (s <= start and end <= e) for s, e in spans):
            continue
        if (other := _other(text, start, end, a, rng)) is not None:
            edits[start, end] = other
    return _edited(article, edits, rng.choice(_CURLY) if rng.random() < share else None)


def _edited(article: Mapping[str, Any], edits: Mapping[tuple[int, int], str], marks: Any) -> dict[str, Any]:
    text, pieces, at, moved, shift = article["text"], [], 0, [], 0
    for (start, end), other in sorted(edits.items()):
        pieces += [text[at:start], other]
        shift += len(other) - (end - start)
        moved.append((end, shift))
        at = end
    pieces.append(text[at:])

    def place(position: int) -> int:
        return position + next((s for e, s in reversed(moved) if position >= e), 0)

    joined = "".join(pieces)
    out = dict(article) | {"text": joined.translate(marks) if marks else joined}
    out["attributions"] = [
        a | {role: [[place(s), place(e)] for s, e in a[role]] for role in ("source", "cue", "content") if a.get(role)}
        for a in article["attributions"]
    ]
    if "entities" in article:
        out["entities"] = [e | {"start": place(e["start"]), "end": place(e["end"])} for e in article["entities"]]
    return out


def _other(text: str, start: int, end: int, attribution: Mapping[str, Any], rng: random.Random) -> str | None:
    cue = text[start:end]
    content = " ".join(text[s:e] for s, e in attribution.get("content") or [])
    kind = "none" if not content else "clause" if content.startswith("that ") or content[0] in _MARKS else "noun"
    for group in _WORDS["phrases"]:
        if cue.lower() in group["replaced"] and group["content"] in ("any", kind):
            return _cased(rng.choice([p for p in group["same"] if p != cue.lower()]), cue)
    if kind == "none":
        return None
    for group in _WORDS["verbs"]:
        for lemma in group["replaced"]:
            plain = lemma in group.get("plain", ())
            if group["content"] not in ("any", kind) and not (plain and len(content.split()) > 3):
                continue
            if (form := _form(lemma, cue.lower(), text[:start])) is not None:
                return _cased(inflected(rng.choice([v for v in group["by"] if v != lemma]), form), cue)
    return None


def _form(lemma: str, cue: str, before: str) -> str | None:
    """Which form of the verb the cue is; None for another verb, and for passives."""
    fitting = [form for form in _FORMS if inflected(lemma, form) == cue]
    if not fitting:
        return None
    tail = before[-40:]
    if "participle" in fitting and (_PASSIVE.search(tail) or _PERFECT.search(tail)):
        return None if _PASSIVE.search(tail) else "participle"
    return fitting[0]


def inflected(phrase: str, form: str) -> str:
    """The phrase with its first word in a form: base, third, past, participle or progressive."""
    verb, _, rest = phrase.partition(" ")
    return " ".join([_inflect(verb, form), rest] if rest else [_inflect(verb, form)])


def _inflect(verb: str, form: str) -> str:
    if form == "base":
        return "are" if verb == "be" else verb
    if form == "third":
        if verb in ("be", "have"):
            return {"be": "is", "have": "has"}[verb]
        if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
            return verb + "es"
        return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"
    if form in ("past", "participle") and verb in _WORDS["irregular"]:
        past, participle = _WORDS["irregular"][verb]
        return str(past if form == "past" else participle)
    double = verb + verb[-1] if _DOUBLED.fullmatch(verb) else verb
    if form == "progressive":
        return (verb[:-1] if re.search(r"[^eo]e$", verb) and verb != "be" else double) + "ing"
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else double + "ed"


def _cased(other: str, cue: str) -> str:
    return other[0].upper() + other[1:] if cue[:1].isupper() else other


def _load() -> dict[str, Any]:
    return tomllib.loads(files("claimx.training").joinpath("rephrasing.toml").read_text(encoding="utf-8"))


_WORDS = _load()


def copies(articles: Iterator[dict[str, Any]], count: int, seed: int, share: float) -> Iterator[dict[str, Any]]:
    """Each article ``count`` times, each time with other cues replaced; their ids tell them apart."""
    for article in articles:
        for k in range(count):
            yield rephrased(article, seed * 1000 + k, share) | {"id": f"{article['id']}#{k}"}
