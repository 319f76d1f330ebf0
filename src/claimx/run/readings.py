"""What a pair reader has read before, kept on disk: a run over a corpus that has grown by an article reads only what is
new.

One file of lines for each model: the key of a pair, what was read, and a check of the line.  Nothing in it is
trusted: a line that is torn or altered counts as absent.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

from claimx.ids import sha256
from claimx.records import Reader, Reading
from claimx.schema import RelationType

_RELATIONS: Mapping[str, RelationType] = {relation: relation for relation in get_args(RelationType)}
_CHECK = 8
"""Hex digits of a line's check."""


class KeptReadings:
    """A reader that remembers; the readings are the same as without.  Safe to call from several threads."""

    def __init__(self, reader: Reader, folder: Path | None, model: str) -> None:
        """``folder``: where readings are kept; ``None``: for this run only.

        ``model``: SHA-256 of the reader's model.
        """
        self._reader = reader
        self._file = folder / f"readings-{model[:16]}.txt" if folder else None
        self._known: dict[str, Reading] = {}
        self._new: dict[str, Reading] = {}
        with contextlib.suppress(OSError, UnicodeDecodeError):
            for line in self._file.read_text("ascii").splitlines() if self._file else ():
                self._learn(line)

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """A reading of each pair, the same whichever of the two comes first."""
        return [self._read(min(pair), max(pair)) for pair in pairs]

    def keep(self) -> None:
        """Write what is new.  A cache that cannot be written is no reason to fail."""
        if self._file is None:
            return
        lines = "".join(_line(key, reading) for key, reading in sorted(self._new.items()))
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="ascii") as file:
                file.write(lines)
        self._new.clear()

    def _read(self, one: str, other: str) -> Reading:
        key = sha256(f"{len(one)} {one}{other}".encode("utf-8", "surrogatepass"))
        if key not in self._known:
            (self._known[key],) = self._reader([(one, other)])
            self._new[key] = self._known[key]
        return self._known[key]

    def _learn(self, line: str) -> None:
        key, _, rest = line.partition(" ")
        with contextlib.suppress(ValueError, KeyError):
            same, alike, opposed, relation, _ = rest.split(" ")
            reading = Reading(int(same), int(alike), int(opposed), _RELATIONS[relation])
            if _line(key, reading) == f"{line}\n":
                self._known[key] = reading


def _line(key: str, reading: Reading) -> str:
    body = " ".join(map(str, (key, *reading)))
    return f"{body} {sha256(body.encode())[:_CHECK]}\n"
