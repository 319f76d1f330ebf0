"""The quality gate: every measure against its pinned floor, in one table; a fall is an error.

Exit status: 0 all floors hold; 1 a floor is broken, the data has changed, or a pinned measure could not be taken;
3 data is absent and nothing else is wrong (1 where data is required).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimx.errors import UsageError
from claimx.evaluate.floors import Floors, Measure
from claimx.evaluate.measures import SETS, GateSet, Systems
from claimx.ids import sha256

PASSED, FAILED, SKIPPED = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Row:
    """A measure and its value; ``None`` where it was not taken."""

    measure: Measure
    value: float | None


@dataclass(frozen=True, slots=True)
class GateResult:
    """Rows in order; sets left out with their absent files; files whose digest is not the pinned one; digests found."""

    rows: tuple[Row, ...]
    absent: Mapping[str, tuple[str, ...]]
    changed: tuple[str, ...]
    digests: Mapping[str, str]
    floors: Floors

    def broken(self) -> list[str]:
        """What is wrong, a line each."""
        lines = [f"{path} is not the file that the floors were measured on" for path in self.changed]
        for row in self.rows:
            m = row.measure
            if m.floor is None or m.set in self.absent:
                continue
            if row.value is None:
                lines.append(f"{m.id} is pinned and was not measured")
            elif not m.reaches(row.value, m.floor, self._slack(m)):
                lines.append(f"{m.id} is {_figure(m, row.value)}, its floor is {_figure(m, m.floor)}")
        return lines

    def _slack(self, m: Measure) -> float:
        return self.floors.tolerance if m.tolerance is None else m.tolerance

    def status(self, *, require_data: bool = False) -> int:
        """The exit status; see the module."""
        if self.broken() or (self.absent and require_data):
            return FAILED
        return SKIPPED if self.absent else PASSED

    def table(self) -> str:
        """Measured, floor, must and aim, and what was left out."""
        lines = [f"{'measure':<44}{'measured':>9}{'floor':>8}{'must':>8}{'aim':>8}"]
        last = ""
        for row in self.rows:
            m = row.measure
            if m.set != last:
                last = m.set
                lines.append(f"\n{last}" + (f"  skipped: no {self.absent[last][0]}" if last in self.absent else ""))
            if m.set in self.absent:
                continue
            bars = "".join(f"{_figure(m, bar):>8}" for bar in (m.floor, m.must, m.aim))
            lines.append(f"  {m.what:<42}{_figure(m, row.value):>9}{bars}  {self._verdict(row)}".rstrip())
        lines.append("")
        lines += [f"BROKEN  {line}" for line in self.broken()]
        if self.absent:
            lines.append(f"SKIPPED  {', '.join(self.absent)}: the data is not here (set CLAIMX_DATA to its folder)")
        if not self.broken():
            lines.append("every floor that was measured holds")
        return "\n".join(lines)

    def _verdict(self, row: Row) -> str:
        m, value = row.measure, row.value
        if value is None:
            return "not measured"
        if not m.reaches(value, m.floor, self._slack(m)):
            return "BELOW ITS FLOOR"
        if m.must is None and m.aim is None:
            return ""
        if m.aim is not None and m.reaches(value, m.aim):
            return "aim"
        return "must" if m.reaches(value, m.must) else "short of must"

    def updated(self, *, allow_lower: bool = False) -> Floors:
        """Floors raised to what was measured, with the digests of the data that was read.

        A worse figure keeps the old floor unless ``allow_lower``.  Raises UsageError where the data has changed and
        lowering is not allowed: figures on other data are no reason to move a floor.
        """
        if self.changed and not allow_lower:
            raise UsageError("the data has changed", ", ".join(self.changed), "pin it anew with --update --allow-lower")
        measures = tuple(
            row.measure if row.value is None else row.measure.raised(row.value, allow_lower=allow_lower)
            for row in self.rows
        )
        by_id = {m.id: m for m in measures}
        kept = tuple(by_id.get(m.id, m) for m in self.floors.measures)
        return replace(self.floors, measures=kept, data={**self.floors.data, **self.digests})


def _figure(m: Measure, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if m.id.endswith("_count") else f"{value:.3f}"


def data_folder(start: Path) -> Path:
    """Where the data is: ``CLAIMX_DATA``, else ``../shared/data`` beside the repository that holds ``start``."""
    if named := os.environ.get("CLAIMX_DATA"):
        return Path(named)
    return repository(start).parent / "shared" / "data"


def repository(start: Path) -> Path:
    """The repository that holds ``start``, or ``start`` itself."""
    start = start.resolve()
    return next((p for p in (start, *start.parents) if (p / "pyproject.toml").is_file()), start)


def run_gate(
    data: Path,
    systems: Systems,
    floors: Floors,
    written: Path,
    *,
    sets: Iterable[str] = (),
    progress: Callable[[str], None] = lambda name: None,
    every: Sequence[GateSet] = SETS,
) -> GateResult:
    """Take every measure whose data is in the folder ``data``, or is our own, in ``written``.

    sets: only these (by name).  progress: called with the name of each set before it is measured.
    Raises UsageError for an unknown set.
    """
    chosen = set(sets)
    if unknown := sorted(chosen - {s.name for s in every}):
        raise UsageError(f"no set {unknown[0]!r}", f"sets are {', '.join(s.name for s in every)}")
    rows: list[Row] = []
    absent: dict[str, tuple[str, ...]] = {}
    digests: dict[str, str] = {}
    for part in every:
        if chosen and part.name not in chosen:
            continue
        mine = [m for m in floors.measures if m.set == part.name]
        folder = written if part.ours else data
        files = {name: folder / file for name, file in zip(part.names, part.files, strict=True)}
        missing = tuple(name for name, file in files.items() if not file.is_file())
        values: dict[str, float] = {}
        if missing:
            absent[part.name] = missing
        else:
            progress(part.name)
            figures = part.measure(folder, systems)
            values = {f"{part.name}.{name}": value for name, value in (figures or {}).items()}
            if figures is not None:
                digests |= {name: sha256(file.read_bytes()) for name, file in files.items()}
        rows += [Row(m, values.get(m.id)) for m in mine]
    changed = tuple(f for f, digest in sorted(digests.items()) if floors.data.get(f, digest) != digest)
    return GateResult(tuple(rows), absent, changed, digests, floors)
