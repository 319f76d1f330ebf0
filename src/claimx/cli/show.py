"""``claimx show``: claims for reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimx.cli.terminal import known, note, one_line, out
from claimx.errors import UsageError

if TYPE_CHECKING:
    from claimx.api import ClaimSet
    from claimx.schema import Claim, Mention


def show(
    claimset: Annotated[Path, typer.Argument(help="claims.json, or the folder that holds it.")] = Path("outputs"),
    ref: Annotated[list[str] | None, typer.Option("--id", help="A claim's or mention's id.")] = None,
    source: Annotated[str | None, typer.Option(help="Who claims: a name, alias or id.")] = None,
    entity: Annotated[str | None, typer.Option(help="What it is about: a name, alias or id.")] = None,
    article: Annotated[str | None, typer.Option(help="Where it stands: an article's path or id.")] = None,
    status: Annotated[str | None, typer.Option(help="single-origin, corroborated or disputed.")] = None,
    explain: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="Why a mention has its source; given twice: why two are one claim or two, and how opposed they are.",
        ),
    ] = None,
    corpus: Annotated[str, typer.Option(help="The articles, for --explain with two ids.")] = "corpus",
    as_json: Annotated[bool, typer.Option("--json", help="One claim a line, as JSON.")] = False,
) -> None:
    """Print claims, all or those that fit every filter given."""
    from claimx import api
    from claimx.schema import ClaimStatus

    known(status, ClaimStatus, "status")
    claims = api.load(claimset)
    if explain and len(explain) > 1:
        _explain_pair(claims, explain, corpus)
        return
    if explain:
        _explain(claims, explain[0])
        return
    found = [c for c in claims.claims if _fits(claims, c, ref, source, entity, article, status)]
    if as_json:
        import json

        for claim in found:
            out(json.dumps(claim.model_dump(mode="json", by_alias=True), sort_keys=True, ensure_ascii=True))
        return
    from claimx.cli.render import claim_lines

    for claim in found:
        for line in claim_lines(claims, claim):
            out(line)
        out()
    note(f"{len(found)} of {len(claims.claims)} claims")


def _fits(
    claims: ClaimSet,
    claim: Claim,
    ref: list[str] | None,
    source: str | None,
    entity: str | None,
    article: str | None,
    status: str | None,
) -> bool:
    if ref and not {claim.id, *(m.id for m in claim.mentions)} & set(ref):
        return False
    if source and not {s.id for s in claims.find_sources(source)} & set(claim.sources):
        return False
    if entity and not {e.id for e in claims.find_entities(entity)} & set(claim.entities):
        return False
    if article:
        here = {a.id for a in claims.articles if article in (a.id, a.path)}
        if not here & {m.article for m in claim.mentions}:
            return False
    return not status or claim.status == status


def _explain(claims: ClaimSet, ref: str) -> None:
    found = [(c, m) for c, m in claims.mentions() if ref in (c.id, m.id)]
    if not found:
        raise UsageError(f"no claim or mention {ref}")
    for claim, mention in found:
        out(f"{mention.id} in {claim.id}: {one_line(mention.content.exact or claim.text)}")
        reasons = ", ".join(mention.evidence) or "nothing recorded"
        out(f"  found with probability {mention.confidence.detect:.2f} by {reasons}")
        if mention.source is None:
            out("  in the outlet's own voice")
            continue
        chosen = mention.source
        name = claims.source(chosen.ref).name if chosen.ref else "nobody named"
        out(f"  source {one_line(chosen.exact) or '(no words)'} -> {one_line(name)} ({chosen.resolution})")
        rows = [
            (chosen.confidence, name, "chosen"),
            *((a.confidence, claims.source(a.ref).name, "") for a in chosen.alternatives),
        ]
        for score, candidate, mark in rows:
            out(f"    {score:.2f} {'█' * round(score * 20):<20} {one_line(candidate)} {mark}".rstrip())


def _explain_pair(claims: ClaimSet, refs: list[str], corpus: str) -> None:
    from math import exp

    from claimx.config import load_settings
    from claimx.systems import explain_pair

    if len(refs) != 2:
        raise UsageError("--explain takes one id or two", f"got {len(refs)}")
    one, other = (_mention(claims, ref) for ref in refs)
    paths = claims.article(one.article).path, claims.article(other.article).path
    found = explain_pair(corpus, paths, (one.id, other.id), load_settings(Path.cwd()))
    for mention in (one, other):
        out(f"{mention.id}  {one_line(mention.content.exact)}")
    total = 0.0
    for step in found.steps:
        total += step.adds
        out(f"  {step.feature:<28}{step.value:8.3f} × {step.weight:7.3f} = {step.adds:+7.3f}   {total:+7.3f}")
    out(f"  one claim with probability {1 / (1 + exp(-total)):.3f}")
    if conflict := found.conflict:
        values = f"{one_line(conflict.left)} / {one_line(conflict.right)}"
        out(f"  kept apart by {conflict.kind} ({one_line(conflict.slot)}): {values}")
    out(f"  opposed with probability {found.opposed / 1000:.3f} by features")
    if reading := found.reading:
        odds = reading.opposed / 1000
        out(f"  read side by side, opposed with {1 / (1 + exp(-odds)):.3f}, likeliest {reading.relation}")


def _mention(claims: ClaimSet, ref: str) -> Mention:
    """The mention of this id, or the one that a claim takes its text from."""
    for claim, mention in claims.mentions():
        if ref == mention.id or (ref == claim.id and mention.id == claim.text_from):
            return mention
    raise UsageError(f"no claim or mention {ref}")
