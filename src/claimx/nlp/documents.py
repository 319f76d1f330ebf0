"""Whose a document is that the text calls only by its kind: "the ruling" as "Hanseatic Regional Court ruling"."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from claimx.errors import KnowledgeError
from claimx.nlp.descriptions import full_name
from claimx.nlp.discourse import Discourse
from claimx.nlp.naming import ARTICLE
from claimx.nlp.referents import Referent, Spot

_NEAR = 1
"""Paragraphs over which an issuer may stand before."""
_FILE = Path(__file__).parent / "data" / "documents.toml"


@cache
def _words(name: str) -> frozenset[str]:
    """The packaged list ``name``.  Raises KnowledgeError where the file cannot be used."""
    try:
        words: str = tomllib.loads(_FILE.read_text("utf-8"))[name]
        return frozenset(words.split())
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise KnowledgeError(f"cannot read {_FILE.name}", str(error), "reinstall claimx") from error


def issued(referent: Referent, name: str, discourse: Discourse) -> str:
    """A document's name with the body that it is of, where the text named one just before and the name has none."""
    if referent.kind != "document" or referent.named or referent.affiliations or not referent.spots:
        return name
    bare = ARTICLE.sub("", name)
    words = set(bare.lower().split())
    # "The same report" is one that the text spoke of before, and that its own words do not tell.
    capital, owned = any(c.isupper() for c in bare[1:]), "'" in bare
    told = "same" in words or capital or owned or words & (discourse.roles.body | _words("links"))
    if told or not referent.heads & (_words("of_bodies") | _words("of_courts")):
        return name
    issuer = _issuer(referent, discourse)
    whose = full_name(issuer, discourse) if issuer is not None else ""
    # "The office report" would say no more than "the report".
    return f"{whose} {bare}" if any(c.isupper() for c in whose) else name


def _issuer(referent: Referent, discourse: Discourse) -> Referent | None:
    first = referent.spots[0]
    court = bool(referent.heads & _words("of_courts"))
    found: list[tuple[tuple[bool, bool, int], int, Referent]] = []
    for other in discourse.referents:
        if other.kind != "organisation" or (court and not other.words & _words("courts")):
            continue
        near = [s for s in other.spots if s.start < first.start and (court or _near(s, first))]
        if near:
            found.append((max((s.source, s.subject, s.start) for s in near), other.id, other))
    return max(found, key=lambda x: x[:2])[2] if found else None


def _near(spot: Spot, first: Spot) -> bool:
    return first.paragraph - spot.paragraph <= _NEAR
