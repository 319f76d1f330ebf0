"""Prints, as JSON Lines, every pattern that the project compiles while it imports its modules and reads a few articles.

Run as a program: ``python regex_runtime.py SOURCE_FOLDER CORPUS OUT``.  Patterns of other packages are left out.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path
from types import FrameType
from typing import Any


class Watched:
    """A compiled pattern that notes by which methods it is used."""

    def __init__(self, compiled: re.Pattern[str], methods: set[str]) -> None:
        self.compiled, self._methods = compiled, methods

    def __getattr__(self, name: str) -> Any:
        if name in ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"):
            self._methods.add(name)
        return getattr(self.compiled, name)


def ours(frame: FrameType | None, root: str) -> str | None:
    """The first frame outside the standard library's ``re``, when it belongs to the project."""
    while frame is not None and Path(frame.f_code.co_filename).parent.name == "re":
        frame = frame.f_back
    if frame is None or not frame.f_code.co_filename.startswith(root):
        return None
    return f"{frame.f_code.co_filename[len(root) + 1 :]}:{frame.f_lineno}"


def main(root: str, corpus: str, out: str) -> None:
    found: dict[tuple[str, int], tuple[str, set[str]]] = {}
    compile_ = re._compile  # type: ignore[attr-defined]

    def record(pattern: object, flags: int) -> object:
        compiled = compile_(pattern.compiled if isinstance(pattern, Watched) else pattern, flags)
        where = ours(sys._getframe(1), root)
        if not where or not isinstance(compiled.pattern, str):
            return compiled
        _, methods = found.setdefault((compiled.pattern, compiled.flags & ~re.UNICODE), (where, set()))
        return Watched(compiled, methods)

    re._compile = record  # type: ignore[attr-defined]
    sys.path.insert(0, str(Path(root).parent))
    for file in sorted(Path(root).rglob("*.py")):
        parts = file.relative_to(Path(root).parent).with_suffix("").parts
        if "training" not in parts and file.stem != "__main__":
            importlib.import_module(".".join(p for p in parts if p != "__init__"))
    importlib.import_module("claimx").extract(corpus, out, own_voice=True)
    for (pattern, flags), (where, methods) in sorted(found.items(), key=lambda item: item[0]):
        anchored = bool(methods) and methods <= {"match", "fullmatch"}
        print(json.dumps({"pattern": pattern, "flags": flags, "where": where, "anchored": anchored}))


if __name__ == "__main__":
    main(*sys.argv[1:])
