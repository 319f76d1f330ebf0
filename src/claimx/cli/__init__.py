"""The command line.  Commands import what they need when they run, so that ``claimx --help`` is quick."""

from __future__ import annotations

import os
import sys

import typer

from claimx.cli import claims, evaluate, extract, kb, show, sources, tools, train
from claimx.cli.terminal import note
from claimx.errors import ClaimxError

app = typer.Typer(
    name="claimx",
    help="Who said what, through whom, how firmly, when, and who else says so: news articles into a claim set.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("extract")(extract.extract)
app.command("show")(show.show)
app.command("sources")(sources.sources)
app.command("claims")(claims.claims)
app.command("diff")(tools.diff)
app.command("schema")(tools.schema)
app.command("version")(tools.version)
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(kb.app, name="kb")
app.add_typer(train.app, name="train")


def main() -> None:
    """Run the command line.  Exit status: 0 clean, 1 outputs would change or files failed, 2 usage or internal
    error.
    """
    try:
        app()
    except ClaimxError as error:
        note(f"claimx: {error}")
        sys.exit(2)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("CLAIMX_DEBUG"):
            raise
        note(f"claimx: internal error: {type(error).__name__}: {error} (set CLAIMX_DEBUG=1 to see where)")
        sys.exit(2)
