"""Reading and writing the packaged knowledge: gzipped JSON Lines with deterministic bytes, and plain data files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from claimx.errors import KnowledgeError

KINDS = ("states", "ports", "weapons", "people", "organisations", "places")
"""The kinds of entries; each is a file of the package and may be a file of a user's folder."""


def pack(records: Iterable[Mapping[str, Any]]) -> bytes:
    """Gzipped JSON Lines, keys sorted, without time stamp or file name: the same records give the same bytes."""
    lines = (json.dumps(r, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for r in records)
    return gzip.compress("".join(line + "\n" for line in lines).encode("utf-8"), compresslevel=9, mtime=0)


def packaged(kind: str) -> list[dict[str, Any]]:
    """The packaged entries of a kind, in file order."""
    folder = files("claimx.knowledge") / "data"
    packed = folder / f"{kind}.jsonl.gz"
    if packed.is_file():
        text = gzip.decompress(packed.read_bytes()).decode("utf-8")
    else:
        text = (folder / f"{kind}.jsonl").read_text("utf-8")
    # One call of the parser for the whole file is several times faster than one for each line.
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    return list(json.loads(f"[{','.join(lines)}]"))


def table(name: str) -> dict[str, Any]:
    """A packaged JSON object, e.g. the cue words of the entity rules."""
    text = (files("claimx.knowledge") / "data" / f"{name}.json").read_text("utf-8")
    made: dict[str, Any] = json.loads(text)
    return made


def user_records(folder: Path, kind: str, faults: list[str] | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Entries of ``folder/KIND.jsonl`` as (where, record); none if there is no such file.

    Raises KnowledgeError for a file that cannot be read, and for a line that is no JSON object unless there are
    ``faults`` to add it to.
    """
    file = folder / f"{kind}.jsonl"
    if not file.is_file():
        return
    try:
        lines = file.read_text("utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"cannot read {file.name}", str(error), "save it as UTF-8 text") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{file.name}, line {number}"
        try:
            record = _record(where, line)
        except KnowledgeError as error:
            if faults is None:
                raise
            faults.append(error.message)
            continue
        yield where, record


def _record(where: str, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise KnowledgeError(f"{where} is not JSON", str(error), "write one JSON object on each line") from error
    if not isinstance(record, dict):
        raise KnowledgeError(f"{where} is not an object", "", "write one JSON object on each line")
    return record
