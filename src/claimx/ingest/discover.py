"""Which articles there are, and how to read each: cheap, ordered, and safe to hand to another process.

Listing opens no article, save ``.jsonl`` files, whose lines are the articles.
"""

from __future__ import annotations

import glob
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Literal

from claimx.config import Settings
from claimx.errors import UsageError

Kind = Literal["text", "markdown", "html", "jsonl", "unknown"]

_KINDS: tuple[tuple[str, Kind], ...] = (
    (".txt", "text"),
    (".md", "markdown"),
    (".html", "html"),
    (".htm", "html"),
    (".jsonl", "jsonl"),
)
SIDECAR = ".meta.json"
STANDARD_INPUT = "-"
_RESULTS = ("claims.json", "ledger.jsonl")
KINDS_READ = "articles end in .txt, .md, .html, .htm or .jsonl"
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One article to read.

    ``path`` is the article's path in the output, unique in the run.  ``file`` is where it is on disk ("-": standard
    input, then ``data`` holds its bytes).  ``offset`` and ``size`` are the byte range of a line of a ``.jsonl`` file,
    ``line`` its number from 1 (0: not a line).
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"ser_json_bytes": "base64", "val_json_bytes": "base64"}

    path: str
    file: str
    kind: Kind
    line: int = 0
    offset: int = 0
    size: int = 0
    data: bytes | None = None


def discover(
    inputs: Sequence[str | Path],
    settings: Settings,
    output: str | Path | None = None,
    unread: list[str] | None = None,
) -> Iterator[WorkItem]:
    """Work items of files, folders (with all below them), globs and "-", ordered by path, each file once.

    Paths are relative to the folder all inputs have in common (a single folder: that folder).  Hidden files and
    sidecars are left out, and so is a ``README`` (of any ending), which is about the corpus and not of it, unless it
    is named itself; a sidecar is no article even then, as a shell that expands ``corpus/*`` names it.  What lies below
    ``output``, the folder of the results, is no article, nor what lies in a folder of other results, unless that is
    named itself.  ``unread`` gets the paths of the files that are left out because nothing here reads their kind.
    Raises UsageError when an input does not exist or is that folder, when a glob matches nothing, and when all that is
    named holds no article: outputs of an earlier run are not to be emptied by a folder that is not filled yet.
    """
    used: set[str] = set()
    for item in _items([os.fspath(i) for i in inputs], settings, output, unread if unread is not None else []):
        # Two files can have one path: what is no UTF-8 is written out, and a line is named by its id.
        path, number = item.path, 1
        while path in used:
            number += 1
            path = f"{item.path}~{number}"
        used.add(path)
        yield item if path == item.path else replace(item, path=path)


def remark_on(unread: Sequence[str]) -> str:
    """What to tell of the files that were left out for their kind."""
    shown = ", ".join(unread[:_MOST_TOLD])
    more = f" and {len(unread) - _MOST_TOLD:,} more" if len(unread) > _MOST_TOLD else ""
    files = "1 file was" if len(unread) == 1 else f"{len(unread):,} files were"
    return f"{files} left out, since {KINDS_READ}: {shown}{more}"


def _items(
    names: Sequence[str], settings: Settings, output: str | Path | None, unread: list[str]
) -> Iterator[WorkItem]:
    results = os.path.realpath(output) if output is not None else None
    found: set[str] = set()
    other: set[str] = set()
    bases: list[str] = []
    for name in names:
        if name != STANDARD_INPUT:
            base, files = _expand(name, results, other)
            bases.append(base)
            found.update(files)
    root = _common(bases) if bases else ""
    ordered = sorted((_article_path(file, root), file) for file in found)
    unread += sorted(_article_path(file, root) for file in other - found)
    if names and not found and STANDARD_INPUT not in names:
        raise _nothing(names, unread)
    if STANDARD_INPUT in names:
        data = sys.stdin.buffer.read(settings.max_bytes + 1)
        yield WorkItem(STANDARD_INPUT, STANDARD_INPUT, "unknown", data=data)
    for path, file in ordered:
        kind = _kind(file)
        if kind == "jsonl":
            yield from _lines(path, file, settings.max_bytes)
        else:
            yield WorkItem(path, file, kind)


def _nothing(names: Sequence[str], unread: Sequence[str]) -> UsageError:
    """What to tell of inputs that hold no article."""
    if all(name.lower().endswith(SIDECAR) and not os.path.isdir(name) for name in names):
        return UsageError("nothing but sidecars is named", f"{SIDECAR} files", "name the articles, or their folder")
    named = ", ".join(map(repr, names[:_MOST_TOLD])) + (", …" if len(names) > _MOST_TOLD else "")
    why = remark_on(unread) if unread else KINDS_READ
    return UsageError(f"no article in {named}", why, "name a file or folder that holds one")


def _kind(file: str) -> Kind:
    lowered = file.lower()
    return next((kind for suffix, kind in _KINDS if lowered.endswith(suffix)), "unknown")


def _expand(name: str, results: str | None, unread: set[str]) -> tuple[str, list[str]]:
    """The folder that an input's paths are relative to, and its files; ``unread`` gets those of another kind."""
    if not name:
        raise UsageError("an input without a name", remedy="name a file, a folder, a glob or - for standard input")
    full = os.path.abspath(name)
    if os.path.isdir(full):
        if os.path.realpath(full) == results:
            raise UsageError(f"{name!r} is the output folder", remedy="write the results to another folder")
        return full, list(_walk(full, results, unread))
    if os.path.lexists(full):
        return os.path.dirname(full), [] if full.lower().endswith(SIDECAR) else [full]
    if not glob.has_magic(name):
        raise UsageError(f"{name!r} does not exist", remedy="name a file, a folder, a glob or - for standard input")
    name = fixed = os.path.normpath(name)
    while glob.has_magic(fixed):
        fixed = os.path.dirname(fixed)
    # The folder where the user stands is no part of the pattern, whatever characters its name holds.
    pattern = os.path.join(glob.escape(os.getcwd()), name)
    matches = [m for m in sorted(glob.glob(pattern, recursive=True)) if not _left_out(os.path.basename(m))]
    matched: list[str] = []
    fixed = os.path.abspath(fixed)
    for match in matches:
        if _in_output(match, fixed, results):
            continue
        if os.path.isdir(match) and not os.path.islink(match):
            matched += _walk(match, results, unread)
        elif _kind(match) != "unknown":
            matched.append(match)
        else:
            unread.add(os.path.abspath(match))
    if not matched:
        raise UsageError(f"{name!r} matches no article", KINDS_READ)
    return fixed, matched


def _walk(folder: str, results: str | None, unread: set[str]) -> Iterator[str]:
    """Articles below a folder, ``results`` left out.  A folder named like an article is one that cannot be read, and is
    walked too.
    """
    if os.path.realpath(folder) == results:
        return
    if _kind(folder) != "unknown":
        yield folder
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not _hidden(f) and not _is_output(os.path.join(parent, f), results))
        for name in [*names, *folders]:
            if _left_out(name):
                continue
            if _kind(name) != "unknown":
                yield os.path.join(parent, name)
            elif name not in folders:
                unread.add(os.path.abspath(os.path.join(parent, name)))


def _is_output(folder: str, results: str | None) -> bool:
    """Whether a run writes to a folder, or an earlier one did: what it wrote is about articles, and no article."""
    return os.path.realpath(folder) == results or all(os.path.isfile(os.path.join(folder, f)) for f in _RESULTS)


def _in_output(match: str, fixed: str, results: str | None) -> bool:
    """Whether what a glob matched is an output folder, or lies in one below the folder that the glob names."""
    while len(match) > len(fixed):
        if _is_output(match, results):
            return True
        match = os.path.dirname(match)
    return False


def _hidden(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(SIDECAR)


def _left_out(name: str) -> bool:
    return _hidden(name) or name.lower().partition(".")[0] == "readme"


def _common(bases: Iterable[str]) -> str:
    try:
        return os.path.commonpath(list(bases))
    except ValueError as error:
        raise UsageError("the inputs have no folder in common", str(error)) from error


def _article_path(file: str, root: str) -> str:
    relative = os.path.relpath(file, root).replace(os.sep, "/")
    if relative == ".":
        relative = os.path.basename(file)
    # A name that is not valid UTF-8 must still be written as UTF-8.
    return relative.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _lines(path: str, file: str, max_bytes: int) -> Iterator[WorkItem]:
    """An item for each line that is not blank; one for the whole file where there is none, or it cannot be read."""
    used: set[str] = set()
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):
            yield WorkItem(path, file, "jsonl")
            return
        with open(file, "rb") as source:
            number = offset = 0
            while start := source.readline(max_bytes + 1):
                number += 1
                size = len(start)
                while not start.endswith(b"\n") and (rest := source.readline(max_bytes + 1)):
                    size, start = size + len(rest), rest
                if size > len(start) or start.strip(b" \t\r\n\xef\xbb\xbf"):
                    name = _line_name(start if size == len(start) else b"", number, used)
                    yield WorkItem(f"{path}#{name}", file, "jsonl", number, offset, size)
                offset += size
    except OSError:
        pass
    if not used:
        yield WorkItem(path, file, "jsonl")


def _line_name(line: bytes, number: int, used: set[str]) -> str:
    """The line's own id, or its number where it has none or another line had it first."""
    name = ""
    try:
        record = json.loads(line)
        if isinstance(record, dict) and isinstance(record.get("id"), (str, int)):
            name = str(record["id"]).encode("utf-8", "replace").decode()
    except (ValueError, RecursionError):
        pass
    if not name or name in used:
        name = str(number)
    while name in used:
        name = f"line-{name}"
    used.add(name)
    return name
