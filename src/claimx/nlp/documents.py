"""Whose a document is that the text calls only by its kind: "the ruling" as "Hanseatic Regional Court ruling"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from claimx.nlp.descriptions import full_name
from claimx.nlp.discourse import Discourse
from claimx.nlp.naming import ARTICLE, last_place
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent, Spot
from claimx.nlp.word_lists import word_lists

_NEAR = 1
"""Paragraphs over which an issuer may stand before."""
_BESIDE = 20
"""Characters after a document in which it is said who has seen it."""
_FAR = 4
"""Paragraphs over which a quoted document may be meant by "the paper"."""
_AUTHORS = re.compile(r"(?:its |their )?((?:co-)?(?:authors?|drafters?|signatories))", re.I)
_SIZE = re.compile(r"\b[\w-]{1,30}-page\s|,\s[\w-]{1,30} pages\b[^,]*")


def _words(name: str) -> frozenset[str]:
    return word_lists("documents")[name]


def issued(referent: Referent, name: str, discourse: Discourse) -> str:
    """A document's name with the body that it is of, where the text named one just before and the name has none."""
    if referent.kind != "document" or referent.named or not referent.spots:
        return name
    bare = ARTICLE.sub("", name)
    words = set(bare.lower().split())
    # "The same report" is one that the text spoke of before, and that its own words do not tell.
    capital, owned = any(c.isupper() for c in bare[1:]), "'" in bare
    told = "same" in words or capital or owned or words & (discourse.roles.body | _words("links"))
    if told and (capital or words & _words("links")):
        plain = _plain(bare)
        return plain if plain != bare else name
    if told or not referent.heads & (_words("of_bodies") | _words("of_courts")) or _leaked(referent, discourse):
        return name
    issuer = _issuer(referent, discourse)
    whose = full_name(issuer, discourse) if issuer is not None else ""
    # "The office report" would say no more than "the report".
    return f"{whose} {_plain(bare)}" if any(c.isupper() for c in whose) else name


def _leaked(referent: Referent, discourse: Discourse) -> bool:
    """Whether a document is a draft that somebody has seen: whoever spoke last has not given it out."""
    if not referent.heads & _words("drafts"):
        return False
    first = referent.spots[0]
    after = discourse.text[first.start : first.end + _BESIDE].lower()
    return bool(_words("leaked") & set(re.findall(r"[a-z]+", after)))


def _plain(name: str) -> str:
    """A document's name without its size and who may read it, where its issuer tells it from others."""
    text = _SIZE.sub("", name)
    kept = [w for w in text.split() if w.lower() not in _words("veiled")]
    return " ".join(kept) or text


def document_before(nominal: Nominal, discourse: Discourse, counts: Mapping[int, int]) -> Referent | None:
    """The document last quoted that a word for any document means: "the paper", "the 11-page file"; or the last that
    was spoken of, of which "a footnote" or "paragraph 9" is a part.

    ``counts``: how often each referent has spoken, by id.
    """
    part = is_part(nominal)
    if not part and (nominal.definite != "definite" or nominal.head not in _words("of_any_kind")):
        return None
    told = set(_SIZE.sub("", nominal.text).lower().split()) - _words("veiled") - _words("pointing")
    if nominal.form != "nominal" or nominal.plural or (len(told) > 1 and not part):
        return None
    here = discourse.paragraph(nominal.start)
    quoted = [
        (bool(counts.get(r.id)), at, r.id, r)
        for r in discourse.referents
        if r.kind == "document" and not r.plural and (part or counts.get(r.id))
        if (at := last_place(r, nominal.start)) is not None and (part or here - discourse.paragraph(at) <= _FAR)
    ]
    return max(quoted, key=lambda x: x[:3])[3] if quoted else None


def is_part(nominal: Nominal) -> bool:
    """Whether a phrase means a place in a document and no document: "a footnote", "paragraph 9"."""
    told = set(nominal.text.split()) & _words("links")
    return nominal.form == "nominal" and nominal.head in _words("parts") and not told


def written_by(referent: Referent, name: str, discourse: Discourse) -> str:
    """ "The authors", with the document last spoken of that they wrote."""
    alone = _AUTHORS.fullmatch(name)
    if alone is None or not referent.spots:
        return name
    first = referent.spots[0]
    near = [
        (s.start, other.id, other)
        for other in discourse.referents
        for s in other.spots
        if other.kind == "document" and s.start < first.start and _near(s, first)
    ]
    if not near:
        return name
    document = max(near, key=lambda x: x[:2])[2]
    return f"{alone[1]} of {ARTICLE.sub('', issued(document, document.name(), discourse))}"


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
