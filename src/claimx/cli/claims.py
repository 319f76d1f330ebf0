"""``claimx claims``: disputes, and the course of a matter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimx.cli.terminal import counted, data, note, one_line, out
from claimx.errors import UsageError
from claimx.export.basis import days, named, subject, values
from claimx.export.wording import wording

if TYPE_CHECKING:
    from claimx.api import ClaimSet
    from claimx.schema import Claim, Quantity


def claims(
    claimset: Annotated[Path, typer.Argument(help="claims.json, or the folder that holds it.")] = Path("outputs"),
    contradictions: Annotated[
        bool, typer.Option("--contradictions", help="Claims that contradict or deny each other.")
    ] = False,
    timeline: Annotated[bool, typer.Option("--timeline", help="Linked claims by date: value, source, words.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="All claims as CSV.")] = False,
) -> None:
    """Print the disputes, the course of each matter, or the table of claims.

    What is not known to have been said on a day stands at the day on which it was first printed: "by 2031-05-03".
    """
    from claimx import api

    if contradictions + timeline + csv != 1:
        raise UsageError("say what to print", remedy="one of --contradictions, --timeline, --csv")
    loaded = api.load(claimset)
    if csv:
        from claimx.export.tables import to_csv

        data(to_csv(loaded, "claims"))
    elif contradictions:
        _contradictions(loaded)
    else:
        _timeline(loaded)


def _contradictions(loaded: ClaimSet) -> None:
    found = [r for r in loaded.relations if r.type in ("contradicts", "denies")]
    known = named(loaded)
    for relation in found:
        basis = relation.basis
        out(f"{relation.type} ({one_line(subject(basis))}), confidence {relation.confidence:.2f}")
        for ref, value in zip((relation.from_, relation.to), values(basis, known), strict=True):
            claim = loaded.claim(ref)
            out(f"  {ref}  {_when(loaded, claim)}  {_who(loaded, claim)}{f'  [{one_line(value)}]' if value else ''}")
            out(f"    {one_line(wording(claim))}")
        out()
    note(counted(len(found), "dispute"))


def _timeline(loaded: ClaimSet) -> None:
    matters = _matters(loaded)
    for matter in matters:
        for claim in sorted(matter, key=lambda c: (_day(loaded, c) or "9999", c.id)):
            numbers = ", ".join(_value(q) for q in claim.quantities)
            out(f"{_when(loaded, claim)}  {numbers or '-'}  {_who(loaded, claim)}  {claim.id}")
            out(f"               {one_line(wording(claim))}")
        out()
    note(counted(len(matters), "matter"))


def _matters(loaded: ClaimSet) -> list[list[Claim]]:
    """Claims joined by relations, each group in the order of the file."""
    leader = {c.id: c.id for c in loaded.claims}

    def find(ref: str) -> str:
        while leader[ref] != ref:
            leader[ref] = leader[leader[ref]]
            ref = leader[ref]
        return ref

    for relation in loaded.relations:
        a, b = find(relation.from_), find(relation.to)
        leader[max(a, b)] = min(a, b)
    groups: dict[str, list[Claim]] = {}
    for claim in loaded.claims:
        groups.setdefault(find(claim.id), []).append(claim)
    return [g for g in groups.values() if len(g) > 1]


def _day(loaded: ClaimSet, claim: Claim) -> str | None:
    """When it was said, else when it was first printed."""
    printed = [loaded.article(m.article).published.value for m in claim.mentions]
    return claim.stated or min((day for day in printed if day), default=None)


def _when(loaded: ClaimSet, claim: Claim) -> str:
    day = _day(loaded, claim)
    # What was printed on a day was said by then.
    told = days(claim.stated) or (f"by {day}" if day else "undated")
    return f"{told:<13}"


def _who(loaded: ClaimSet, claim: Claim) -> str:
    # Two who are not named may have one description.
    names = dict.fromkeys(loaded.source(s).name for s in claim.sources)
    return one_line(", ".join(names)) or "nobody named"


def _value(quantity: Quantity) -> str:
    number = "?" if quantity.value is None else _plain(quantity.value)
    upper = f"-{_plain(quantity.value_max)}" if quantity.value_max is not None else ""
    marks = {"approx": "~", "at-least": "≥", "at-most": "≤", "more-than": ">", "less-than": "<"}
    return f"{marks.get(quantity.modifier, '')}{number}{upper} {one_line(quantity.unit or '')}".strip()


def _plain(number: float) -> str:
    return f"{number:,.0f}" if number.is_integer() else f"{number:g}"
