"""``claimx extract``: articles into a claim set."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimx.cli.terminal import console, counted, note, one_line, out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimx.api import ClaimSet, Progress, Run
    from claimx.config import Settings
    from claimx.export.diff import Change

_DIFF_LINES = 200


def extract(
    corpus: Annotated[list[str], typer.Argument(help="Folders, files, globs, or - for standard input.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write to.")],
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if the folder would change.")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0: one per core.")] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress, no summary; failures are still told.")
    ] = False,
    own_voice: Annotated[
        bool | None, typer.Option("--own-voice/--no-own-voice", help="Also claims in the outlet's own voice.")
    ] = None,
    report: Annotated[bool, typer.Option("--report", help="Write report.html too.")] = False,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Leave out attributions that are less certain.")
    ] = None,
    cache_dir: Annotated[
        str | None, typer.Option(help='Folder to keep results per article in; "auto": the user\'s cache folder.')
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Any other setting; may be given again.")
    ] = None,
) -> None:
    """Turn articles into OUTPUT/claims.json.

    Articles end in .txt, .md, .html, .htm or .jsonl; other files in a folder are left out, which is told. Where there
    is no article at all, that is an error, and OUTPUT stays as it is.
    """
    from claimx import api
    from claimx.config import load_settings
    from claimx.files import lock, write_files

    flags = {
        "jobs": jobs,
        "own_voice": own_voice,
        "min_confidence": min_confidence,
        "cache_dir": cache_dir,
        "quiet": quiet or None,
    }
    given = {name: value for name, value in flags.items() if value is not None}
    settings = load_settings(Path.cwd(), **{**_parsed(set_ or []), **given})
    if check:
        done = _run(corpus, settings, output, report)
        changed = api.check_unchanged(output, done)
        if changed:
            _explain(output, done.claims, changed)
    else:
        changed = []
        with lock(output):
            done = _run(corpus, settings, output, report)
            write_files(output, done.files, remove=done.stale)
    failed = [a for a in done.claims.articles if a.status == "failed"]
    _tell(done, settings)
    # A check compares: a failure that is recorded in outputs/ is no change.
    sys.exit(1 if changed or (failed and not check) else 0)


def _run(corpus: list[str], settings: Settings, output: Path, report: bool) -> Run:
    from claimx import api

    with _progress(settings.quiet) as progress:
        return api.run(corpus, settings, output, report=report, progress=progress)


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(), transient=True) as bar:
        task = bar.add_task("articles", total=None)
        yield lambda shard: bar.advance(task)


def _tell(done: Run, settings: Settings) -> None:
    for article in done.claims.articles:
        if article.error:
            note(
                f"{one_line(article.path)}: {article.status}: [{article.error.code}] {one_line(article.error.message)}"
            )
    if not done.claims.articles:
        note("no article was found: articles end in .txt, .md, .html, .htm or .jsonl")
    if settings.quiet:
        return
    for remark in done.diagnostics:
        note(one_line(remark))
    from rich.table import Table

    table = Table(show_header=False, box=None, pad_edge=False)
    for name, count in _summary(done.claims):
        table.add_row(name, str(count))
    console().print(table)


def _summary(claims: ClaimSet) -> list[tuple[str, int]]:
    return [
        ("articles", len(claims.articles)),
        ("mentions", sum(c.mention_count for c in claims.claims)),
        ("claims", len(claims.claims)),
        ("merged", sum(c.mention_count > 1 for c in claims.claims)),
        ("in several outlets", sum(c.outlets > 1 for c in claims.claims)),
        ("relations", len(claims.relations)),
        ("failures", sum(a.status == "failed" for a in claims.articles)),
    ]


def _explain(folder: Path, claims: ClaimSet, changed: list[str]) -> None:
    from claimx import api
    from claimx.errors import ClaimxError
    from claimx.export.diff import diff

    try:
        changes = diff(api.load(folder), claims)
    except ClaimxError as error:
        note(f"no claim set to compare with: {error}")
        changes = []
    print_changes(changes, limit=_DIFF_LINES)
    for name in changed:
        out(f"would change: {name}")


def print_changes(changes: list[Change], limit: int | None = None) -> None:
    """Print what changed, one change a line with its details below it."""
    for change in changes[:limit]:
        about = "" if change.kind in ("article", "linked", "unlinked") or not change.ref else f"{change.ref} "
        out(f"{change.kind:<10} {about}{one_line(change.words)}")
        for line in change.details:
            out(f"           {one_line(line)}")
    if limit is not None and len(changes) > limit:
        out(f"… and {counted(len(changes) - limit, 'more change')}")


def _parsed(pairs: list[str]) -> dict[str, object]:
    from claimx.config import parse_setting

    return dict(parse_setting(pair) for pair in pairs)
