"""``claimx sources``: who is quoted, how often, where, under which names and through whom."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimx.cli.terminal import data, known, note, one_line, out

if TYPE_CHECKING:
    from claimx.api import ClaimSet
    from claimx.schema import Mention, Source


def sources(
    claimset: Annotated[Path, typer.Argument(help="claims.json, or the folder that holds it.")] = Path("outputs"),
    name: Annotated[str | None, typer.Option(help="Only sources of this name, alias or id.")] = None,
    kind: Annotated[str | None, typer.Option(help="person, organisation, state, media, document or group.")] = None,
    named: Annotated[bool, typer.Option("--named", help="Only sources that have a name.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="The table of sources as CSV.")] = False,
) -> None:
    """List the sources, the most quoted first."""
    from claimx import api
    from claimx.schema import SourceKind

    known(kind, SourceKind, "kind")
    claims = api.load(claimset)
    wanted = {s.id for s in claims.find_sources(name)} if name else {s.id for s in claims.sources}
    fitting = [s for s in claims.sources if s.id in wanted and kind in (None, s.kind) and (s.named or not named)]
    if as_csv:
        from claimx.export.tables import to_csv

        data(to_csv(claims.model_copy(update={"sources": fitting}), "sources"))
        return
    spoken = _spoken(claims)
    shown = [s for s in fitting if s.id in spoken]
    shown.sort(key=lambda s: (-len(spoken.get(s.id, [])), s.name, s.id))
    for source in shown:
        for line in _lines(claims, source, spoken.get(source.id, [])):
            out(line)
    note(f"{len(shown)} of {len(spoken)} sources")


def _spoken(claims: ClaimSet) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for _, mention in claims.mentions():
        for ref in dict.fromkeys(link.ref for link in mention.chain if link.role == "origin" and link.ref):
            found.setdefault(ref, []).append(mention)
    return found


def _lines(claims: ClaimSet, source: Source, mentions: list[Mention]) -> list[str]:
    about = [source.kind if source.named else f"unnamed {source.kind}"]
    if source.roles:
        about.append("; ".join(source.roles))
    if source.speaks_for:
        about.append(f"speaks for {claims.source(source.speaks_for).name}")
    lines = [f"{len(mentions):>4}  {one_line(source.name)}  ({one_line(', '.join(about))})  {source.id}"]
    names = [a for a in source.aliases if a != source.name]
    outlets = Counter(claims.article(m.article).outlet or claims.article(m.article).path for m in mentions)
    via = Counter(claims.source(k.ref).name for m in mentions for k in m.chain if k.role == "relay" and k.ref)
    for label, words in (("as", ", ".join(names)), ("in", _counted(outlets)), ("via", _counted(via))):
        if words:
            lines.append(f"      {label} {one_line(words)}")
    return lines


def _counted(counts: Counter[str]) -> str:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count}" if count > 1 else name for name, count in ranked)
