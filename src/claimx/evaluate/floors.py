"""The pinned floors of the quality gate: what each measure must not fall below, and the data that it was measured on.

``floors.toml`` holds them.  A floor is raised by an update and lowered only when that is asked for.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from claimx.errors import MalformedError, UnreadableError

_DIGITS = 3
_HEADER = """\
# Floors of the quality gate.  `claimx evaluate gate` measures; `--update` raises floors and adds new ones; lowering
# one needs `--allow-lower` too.  A measure may fall below its floor by `tolerance` (arithmetic differs between
# processors; where a few dozen items are counted, one is a point or more).  `must` and `aim` are what the project has
# promised itself; `better = "lower"` turns all three round.
# `data` pins the SHA-256 of the files that the figures were measured on.
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: ``id`` (``set.name``), what it is, its bars; ``floor`` is ``None`` until it is first pinned."""

    id: str
    what: str
    must: float | None = None
    aim: float | None = None
    floor: float | None = None
    better: Literal["higher", "lower"] = "higher"
    tolerance: float | None = None

    @property
    def set(self) -> str:
        """The set that it is measured on."""
        return self.id.split(".", 1)[0]

    def reaches(self, value: float, bar: float | None, slack: float = 0.0) -> bool:
        """Whether a value is at least as good as a bar, give or take."""
        if bar is None:
            return True
        return value >= bar - slack - 1e-9 if self.better == "higher" else value <= bar + slack + 1e-9

    def raised(self, value: float, *, allow_lower: bool = False) -> Measure:
        """With the floor that a measured value gives; a worse value changes nothing unless ``allow_lower``."""
        if self.floor is not None and not allow_lower and not self.reaches(value, self.floor):
            return self
        rounded = (math.floor if self.better == "higher" else math.ceil)(round(value * 10**_DIGITS, 6)) / 10**_DIGITS
        return replace(self, floor=rounded)


@dataclass(frozen=True, slots=True)
class Floors:
    """All measures in order, and the digest of each data file (path below the data folder)."""

    measures: tuple[Measure, ...]
    data: Mapping[str, str]
    tolerance: float

    def dump(self) -> str:
        """The TOML text, the same for the same floors."""
        lines = [_HEADER, f"tolerance = {self.tolerance}", "", "[data]"]
        lines += [f"{json.dumps(path)} = {json.dumps(digest)}" for path, digest in sorted(self.data.items())]
        lines += ["", "[measures]"]
        for m in self.measures:
            fields = [f"what = {json.dumps(m.what, ensure_ascii=False)}"]
            if m.better == "lower":
                fields.append('better = "lower"')
            bars = {name: getattr(m, name) for name in ("must", "aim", "floor", "tolerance")}
            fields += [f"{name} = {value}" for name, value in bars.items() if value is not None]
            lines.append(f"{json.dumps(m.id)} = {{{', '.join(fields)}}}")
        return "\n".join(lines) + "\n"


def floors_file() -> Path:
    """The packaged ``floors.toml``."""
    return Path(__file__).with_name("floors.toml")


def read_floors(path: Path) -> Floors:
    """Read floors; UnreadableError or MalformedError where that cannot be."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        measures = tuple(Measure(name, **row) for name, row in table.get("measures", {}).items())
        return Floors(measures, table.get("data", {}), float(table.get("tolerance", 0.0)))
    except OSError as error:
        raise UnreadableError(f"cannot read {path.name}", error.strerror or str(error)) from error
    except (TypeError, ValueError) as error:
        raise MalformedError(path.name, str(error)) from error
