"""What tells and what does not in the names of sources: common words, acronyms, articles, middle initials."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from claimx.ids import is_usual
from claimx.schema import Source

COMMON = frozenset(
    [
        "news",
        "agency",
        "ministry",
        "army",
        "navy",
        "police",
        "party",
        "union",
        "bank",
        "group",
        "company",
        "office",
        "service",
        "council",
        "court",
        "state",
        "national",
        "the",
        "press",
        "university",
        "institute",
        "times",
        "post",
        "daily",
        "radio",
        "tv",
        "television",
        "international",
        "committee",
        "commission",
        "department",
        "force",
        "forces",
        "guard",
        "authority",
        "association",
        "federation",
        "corporation",
        "center",
        "centre",
        "republic",
        "government",
        "house",
        "ledger",
        "herald",
        "chronicle",
        "courier",
        "gazette",
        "tribune",
        "observer",
        "standard",
        "star",
        "mirror",
        "express",
        "mail",
        "journal",
        "wire",
        "bulletin",
        "review",
        "monitor",
        "echo",
        "telegraph",
        "globe",
        "dispatch",
        "sun",
        "independent",
        "guardian",
    ]
)
"""Words that the names of many bodies share."""
KINDS_OF_MEDIA = frozenset(
    [
        "tv",
        "television",
        "radio",
        "news",
        "agency",
        "newspaper",
        "channel",
        "network",
        "online",
        "the",
        "daily",
        "press",
    ]
)
_ARTICLE = re.compile(r"^an?\s(?=(?:\S+\s){1,2}\S+$)")
"""The article of a short description, which without it reads as a title; a bare noun ("a herder") keeps it."""
_ACRONYM = re.compile(r"\b[A-Z]{3,8}\b")
_INITIAL = re.compile(r"(?<=\w)\s(?:[A-Z]\.?\s)+(?=\w)")
"""Middle initials: a name is as well known without them."""

_UMLAUT = re.compile(r"(?<=[a-z])([aou])e(?=[a-z])")
"""An umlaut as papers without the letter spell it."""


def plain_spelling(key: str) -> str:
    """The key of a person's name as it is compared: "moeller" like "möller".

    >>> plain_spelling("moeller")
    'moller'
    """
    return _UMLAUT.sub(r"\1", key)


def initials(name: str) -> set[str]:
    """The acronyms that a name may have: with and without its small words."""
    words = [w for w in re.split(r"[\s/-]+", re.sub(r"\([^()]*\)", "", name)) if w[:1].isalnum()]
    strong = [w for w in words if w.lower() not in ("of", "the", "for", "and", "in", "on", "de", "la", "du")]
    return {"".join(w[0] for w in chosen).upper() for chosen in (words, strong) if len(chosen) > 2}


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym."""
    return name.isupper() and " " not in name and len(name) > 2


def with_acronym(name: str, kind: str, aliases: Iterable[str]) -> str:
    """A body's full name with the acronym that it goes by: "World Health Organization (WHO)"."""
    if kind != "organisation" or "(" in name or len(name.split()) < 2:
        return name
    known = sorted(a for a in aliases if is_acronym(a) and a[0] == name[0].upper() and not is_usual(a))
    return f"{name} ({known[0]})" if known else name


def fullest(members: Iterable[Source]) -> Source:
    """Of the records of one source, that with the fullest name; a person's middle initials add nothing, and "Möller" is
    spelt more fully than "Moeller".
    """
    known = list(members)

    def fullness(s: Source) -> tuple[bool, int, bool, int, str]:
        return s.named, len(s.name.split()), s.kind == "person" and not s.name.isascii(), len(s.name), s.name

    best = max(known, key=fullness)
    plain = _INITIAL.sub(" ", best.name)
    return next((s for s in known if best.kind == "person" and s.named and s.name == plain), best)


def without_article(name: str) -> str:
    """A description's name without its article, where it is short and more than a noun."""
    return _ARTICLE.sub("", name)


def spell_out(sources: dict[str, Source]) -> None:
    """Put a body's full name into descriptions that hold its acronym, where any article tells it: "a BCA officer"."""
    full: dict[str, set[str]] = defaultdict(set)
    for source in sources.values():
        if source.named and source.kind == "organisation" and not is_acronym(source.name):
            for short in source.aliases:
                if is_acronym(short):
                    full[short].add(source.name)
    for ref, source in sources.items():
        words = [] if source.named else [w for w in _ACRONYM.findall(source.name) if len(full.get(w, ())) == 1]
        name = source.name
        for word in words:
            (body,) = full[word]
            whole = with_acronym(body, "organisation", [word])
            if body.partition(" (")[0] not in name:
                name = re.sub(rf"(?<!\()\b{word}\b(?!\))", whole.replace("\\", ""), name, count=1)
        if name != source.name:
            aliases = sorted({*source.aliases, source.name})
            sources[ref] = source.model_copy(update={"name": name, "aliases": aliases})
