"""Writing that either happens or does not: sets of files swapped in whole, a lock on the folder, safe names.

A set of files is staged in the folder, flushed, and committed by renaming one journal into place; only then are the
staged files moved over the old ones.  A kill before the commit leaves the old set, a kill after it leaves a journal
that the next :func:`recover` (every :func:`lock` runs it) rolls forward.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from claimx.errors import LockedError, OutputError, UsageError

LOCK_NAME = ".claimx.lock"
_OWNER_NAME = ".claimx.owner"
_JOURNAL_NAME = ".claimx.journal"
_STAGE_PREFIX = ".claimx.stage-"

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_LONGEST_NAME = 100


def safe_name(name: str) -> str:
    """A file name for ``name``: ASCII letters, digits, ``.``, ``_``, ``-``; no separator, no reserved name, at most
    113 characters.  A name that had to change gets 12 digits of its hash, so that different names stay different.

    >>> safe_name("a-3f9c.txt")
    'a-3f9c.txt'
    """
    clean = _UNSAFE.sub("_", name)
    if clean == name and 0 < len(name) <= _LONGEST_NAME and name[0] not in ".-" and not _RESERVED.match(name):
        return name
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{digest}-{clean[-_LONGEST_NAME:].strip('.-_')}".rstrip("-")


def write_file(path: Path, data: bytes | str) -> None:
    """Write one file: the old content or the new, never a part.  Raises OutputError."""
    write_files(path.parent, {path.name: data})


def write_files(folder: Path, files: Mapping[str, bytes | str], remove: Iterable[str] = ()) -> None:
    """Write all ``files`` (names relative to ``folder``, forward slashes) and delete those of ``remove``, or do
    nothing.

    The last file of the mapping is moved last: name the index of the set there, and a reader who sees the new index
    sees the new set.  Files whose content is already right are left alone.  Raises OutputError when the disk is full,
    the folder is read-only or a name leaves it.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        recover(folder)
        stage = Path(tempfile.mkdtemp(prefix=_STAGE_PREFIX, dir=folder))
        try:
            moves = _stage(folder, stage, files)
            doomed = sorted(n for n in set(remove) - set(files) if _inside(folder, n).is_file())
            if moves or doomed:
                _commit(folder, stage, moves, doomed)
        finally:
            if not (folder / _JOURNAL_NAME).exists():
                shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"cannot write to {folder.name or folder}", error.strerror or str(error)) from error


def recover(folder: Path) -> None:
    """Finish a set of writes that was committed when its process was killed, and sweep away those that were not."""
    journal = folder / _JOURNAL_NAME
    if journal.exists():
        _apply(folder, *_plan(journal))
    for stale in folder.glob(_STAGE_PREFIX + "*"):
        shutil.rmtree(stale, ignore_errors=True)


def _plan(journal: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """The moves and removals of a journal."""
    try:
        plan = json.loads(journal.read_text("utf-8"))
        moves, doomed = [(staged, name) for staged, name in plan["moves"]], list(plan["remove"])
        if not all(isinstance(name, str) for name in (*(n for move in moves for n in move), *doomed)):
            raise TypeError("a name that is no string")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise OutputError(
            f"{_JOURNAL_NAME} in {journal.parent.name or journal.parent} is damaged",
            f"{type(error).__name__}: {error}",
            "remove that file and run again",
        ) from error
    return moves, doomed


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the folder (made if missing, and then removed again if nothing is written to it) for this process.

    Raises LockedError, naming process and host of the owner, when another run holds it; OutputError when the folder
    cannot be written.
    """
    folder = Path(folder)
    owner = folder / _OWNER_NAME
    guard = FileLock(folder / LOCK_NAME)
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        guard.acquire(timeout=0)
    except Timeout:
        raise LockedError(
            f"{folder.name or folder} is in use", _owner_of(owner), "wait for that run, or choose another folder"
        ) from None
    except OSError as error:
        raise OutputError(f"cannot write to {folder.name or folder}", error.strerror or str(error)) from error
    try:
        try:
            recover(folder)
            owner.write_text(f"process {os.getpid()} on {platform.node()}", "utf-8")
        except OSError as error:
            raise OutputError(f"cannot write to {folder.name or folder}", error.strerror or str(error)) from error
        yield
    finally:
        with suppress(OSError):
            owner.unlink(missing_ok=True)
            (folder / LOCK_NAME).unlink(missing_ok=True)
        guard.release()
        if made:
            # Not removed where anything is in it.
            with suppress(OSError):
                folder.rmdir()


def _owner_of(owner: Path) -> str:
    try:
        return f"held by {owner.read_text('utf-8')}"
    except (OSError, ValueError):
        return "held by another process"


def _inside(folder: Path, name: str) -> Path:
    parts = name.split("/")
    if not name or any(p in ("", ".", "..") or "\0" in p or "\\" in p for p in parts) or os.path.isabs(name):
        raise UsageError(f"{name!r} is no file name inside the output folder")
    target = folder.joinpath(*parts)
    if not target.parent.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f"{name!r} leads out of the output folder", "a part of it is a symbolic link")
    return target


def _stage(folder: Path, stage: Path, files: Mapping[str, bytes | str]) -> list[tuple[str, str]]:
    moves: list[tuple[str, str]] = []
    for number, (name, content) in enumerate(files.items()):
        data = content.encode("utf-8") if isinstance(content, str) else content
        target = _inside(folder, name)
        if target.is_dir():
            raise OutputError(f"cannot write {name}", "a folder of that name is there")
        if not target.is_symlink() and _holds(target, data):
            continue
        staged = stage / str(number)
        with staged.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        moves.append((f"{stage.name}/{number}", name))
    return moves


def _holds(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False


def _commit(folder: Path, stage: Path, moves: list[tuple[str, str]], doomed: list[str]) -> None:
    for _, name in moves:
        _inside(folder, name).parent.mkdir(parents=True, exist_ok=True)
    draft = stage / "journal"
    with draft.open("w", encoding="utf-8") as out:
        json.dump({"moves": moves, "remove": doomed}, out)
        out.flush()
        os.fsync(out.fileno())
    _sync_folder(stage)
    os.replace(draft, folder / _JOURNAL_NAME)
    _sync_folder(folder)
    _apply(folder, moves, doomed)


def _apply(folder: Path, moves: Sequence[tuple[str, str]], doomed: Sequence[str]) -> None:
    """Carry out a committed plan; safe to repeat, as a move whose staged file is gone was made."""
    touched = {folder}
    for staged, name in moves:
        target = _inside(folder, name)
        if (folder / staged).exists():
            os.replace(folder / staged, target)
            touched.add(target.parent)
    for name in doomed:
        _inside(folder, name).unlink(missing_ok=True)
    for parent in sorted(touched):
        _sync_folder(parent)
    (folder / _JOURNAL_NAME).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
