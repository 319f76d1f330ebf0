"""Claims as lines for reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimx.cli.terminal import one_line
from claimx.export.basis import days, link, named, told, values
from claimx.export.wording import wording

if TYPE_CHECKING:
    from claimx.api import ClaimSet
    from claimx.schema import Claim, Mention, Relation


def claim_lines(claims: ClaimSet, claim: Claim) -> Iterator[str]:
    """A claim: its id and standing, its words, its mentions with place and chain, its relations."""
    yield f"{claim.id}  {_holders(claims, claim)}  {_standing(claim)}"
    yield f"  {one_line(wording(claim))}"
    for mention in claim.mentions:
        yield f"    {one_line(_place(claims, mention))}"
    for relation in claims.relations_of(claim.id):
        yield f"    {one_line(relation_words(claims, relation, claim.id))}"


def _holders(claims: ClaimSet, claim: Claim) -> str:
    # Two who are not named may have one description.
    names = list(dict.fromkeys(one_line(claims.source(ref).name) for ref in claim.sources))
    if names:
        return ", ".join(names)
    return "the outlet" if any(m.voice == "outlet" for m in claim.mentions) else "nobody named"


def _standing(claim: Claim) -> str:
    marks = [days(claim.stated) or "undated", claim.modality]
    if claim.polarity != "affirm":
        marks.append(claim.polarity)
    if claim.act != "assertion":
        marks.append(claim.act)
    marks += [claim.status, f"{claim.articles} article{'s' * (claim.articles != 1)}"]
    return "[" + ", ".join(marks) + "]"


def _place(claims: ClaimSet, mention: Mention) -> str:
    article = claims.article(mention.article)
    spans = mention.content.spans or (mention.cue.spans if mention.cue else [])
    where = f":{spans[0][0]}-{spans[-1][1]}" if spans else ""
    said = " … ".join(x.exact for x in (mention.source, mention.cue) if x and x.exact)
    relays = [claims.source(link.ref).name for link in mention.chain if link.role == "relay" and link.ref]
    via = f", via {' via '.join(relays)}" if relays else ""
    outlet = f"{article.outlet}, " if article.outlet else ""
    return f"{outlet}{article.path}{where}  {said or mention.explicitness}{via}"


def relation_words(claims: ClaimSet, relation: Relation, seen_from: str | None = None) -> str:
    """A relation in words, from the side of ``seen_from`` when that is its end."""
    basis = relation.basis
    first, second = values(basis, named(claims))
    if seen_from == relation.to:
        other, verb, both = relation.from_, link(relation.type, outwards=False), (second, first)
    else:
        other, verb, both = relation.to, relation.type, (first, second)
    return f"{verb} {other}{told(basis, both)}: {wording(claims.claim(other))}"
