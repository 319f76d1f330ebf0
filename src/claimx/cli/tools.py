"""``claimx diff``, ``schema`` and ``version``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from claimx import __version__
from claimx.cli.terminal import counted, note, out


def diff(
    old: Annotated[Path, typer.Argument(help="The earlier claims.json, or its folder.")],
    new: Annotated[Path, typer.Argument(help="The later one.")],
) -> None:
    """Say in words what changed between two claim sets; exit 1 if anything did.

    A file of the same bytes at another path was renamed; what an edit only moved inside its article is no change.
    """
    from claimx import api
    from claimx.cli.extract import print_changes
    from claimx.export.diff import diff as changes_between

    changes = changes_between(api.load(old), api.load(new))
    print_changes(changes)
    note(counted(len(changes), "change"))
    sys.exit(1 if changes else 0)


def schema() -> None:
    """Print the JSON Schema of claims.json."""
    from claimx.export.schema import committed

    out(committed().rstrip("\n"))


def version(
    models: Annotated[bool, typer.Option("--models", help="Also the models, with their hashes.")] = False,
) -> None:
    """Print the version."""
    out(f"claimx {__version__}")
    if models:
        from claimx.api import models_in_use
        from claimx.config import load_settings

        for model in models_in_use(load_settings(Path.cwd())):
            out(f"{model.name} {model.version} {model.sha256}")
