"""Make the packaged knowledge from the source drops: ``python -m claimx.knowledge.build KB_DIR [OUT_DIR]``.

``KB_DIR`` holds ``states.jsonl``, ``ports.jsonl``, ``weapons.jsonl`` and ``people.jsonl``.  Fields that the package
does not use (sources, notes) are dropped, empty ones are left out, and the bytes depend on the records alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claimx.errors import UsageError
from claimx.knowledge.store import pack

KEPT: dict[str, tuple[str, ...]] = {
    "states": (
        "name", "aliases", "wikidata", "iso2", "demonyms", "capital", "capital_aliases", "metonyms", "status",
        "context_only", "ambiguous",
    ),
    "ports": ("id", "name", "aliases", "locode", "country", "lat", "lon", "size", "tier", "risk"),
    "weapons": ("id", "name", "aliases", "cls", "origin", "generic", "ambiguous"),
    "people": ("id", "name", "aliases", "wikidata", "state", "surname", "roles", "curated"),
}  # fmt: skip


def reduce(kind: str, record: dict[str, Any]) -> dict[str, Any]:
    """A source record with the packaged fields only."""
    kept = {k: v for k in KEPT[kind] if (v := record.get(k)) is not None and v is not False and v not in ("", [])}
    if kind == "states":
        kept["id"] = record["iso3"]
        # Index forms ("Korea, Republic of") and remarks in brackets are no names that texts use.
        for key in ("demonyms", "aliases"):
            if key in kept:
                kept[key] = [name for name in kept[key] if "," not in name and "(" not in name]
    if kind == "ports":
        for key in ("lat", "lon"):
            if key in kept:
                kept[key] = round(kept[key], 3)
    return kept


def build(source: Path, target: Path) -> dict[str, int]:
    """Write ``target/KIND.jsonl.gz`` for each kind; returns the number of records by kind.

    Raises UsageError when a source file is missing.
    """
    counts: dict[str, int] = {}
    for kind in KEPT:
        file = source / f"{kind}.jsonl"
        if not file.is_file():
            raise UsageError(f"no {file.name} in the knowledge-base folder", str(source))
        records = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip()]
        made = sorted((reduce(kind, r) for r in records if r["name"]), key=lambda r: (r["id"], r["name"]))
        (target / f"{kind}.jsonl.gz").write_bytes(pack(made))
        counts[kind] = len(made)
    return counts


def main(argv: Sequence[str]) -> int:
    """Command line."""
    if len(argv) not in (1, 2):
        print("usage: python -m claimx.knowledge.build KB_DIR [OUT_DIR]", file=sys.stderr)
        return 2
    target = Path(argv[1]) if len(argv) == 2 else Path(__file__).parent / "data"
    for kind, count in build(Path(argv[0]), target).items():
        print(f"{kind}: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
