"""``claimx kb``: look into the knowledge base, and check entries of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimx.cli.terminal import counted, note, one_line, out

if TYPE_CHECKING:
    from claimx.knowledge.entry import Entry
    from claimx.knowledge.kb import KnowledgeBase

app = typer.Typer(
    help="The knowledge base: states, ports, weapons, people, organisations, places.", no_args_is_help=True
)

Folder = Annotated[
    Path | None, typer.Option("--knowledge", help="A folder of JSON Lines files with entries of your own.")
]


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(help="A name, alias, code or id.")],
    knowledge: Folder = None,
) -> None:
    """Print the entries that a name may mean."""
    found = _knowledge(knowledge).lookup(name)
    for entry in found:
        _print(entry)
    note(counted(len(found), "entry"))
    sys.exit(0 if found else 1)


@app.command("list")
def list_(
    kind: Annotated[str, typer.Argument(help="states, ports, weapons, people, organisations or places.")],
    knowledge: Folder = None,
) -> None:
    """Print every entry of a kind."""
    for entry in _knowledge(knowledge).all(kind):
        out(f"{entry.id}  {one_line(entry.name)}")


@app.command()
def check(folder: Annotated[Path, typer.Argument(help="A folder of JSON Lines files.")]) -> None:
    """Check entries of your own before a run uses them; exit 1 if there is a fault."""
    from claimx.api import load_knowledge

    faults = load_knowledge().check(folder)
    for fault in faults:
        out(one_line(fault))
    note(counted(len(faults), "fault"))
    sys.exit(1 if faults else 0)


def _knowledge(folder: Path | None) -> KnowledgeBase:
    """What a run in the current folder knows, or would with this folder of entries."""
    from claimx.api import load_knowledge
    from claimx.config import load_settings

    return load_knowledge(load_settings(Path.cwd(), knowledge=None if folder is None else str(folder)).knowledge)


def _print(entry: Entry) -> None:
    out(f"{entry.id}  {entry.label}  {one_line(entry.name)}")
    if entry.aliases:
        out(f"  also {one_line(', '.join(entry.aliases))}")
    if codes := entry.codes():
        out(f"  {one_line(', '.join(f'{k} {v}' for k, v in codes.items() if v))}")
