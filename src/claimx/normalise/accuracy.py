"""How well date expressions in context are read: ``python -m claimx.normalise.accuracy tests/golden/dates_*.jsonl``.

A line is ``{"text", "start", "end", "published", "tense", "type", "value"}``; ``tense`` is that of the governing
verb or ``null``, ``published`` and ``value`` may be ``null``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimx.normalise.dates import find_dates, normalise_spans


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of ``total`` expressions, how many values are right given the span, and how many spans are found exactly.

    ``untold`` counts right values when the tense is not given; ``wrong`` describes the errors.
    """

    total: int
    values: int
    untold: int
    spans: int
    wrong: tuple[str, ...]


def date_accuracy(path: Path) -> Accuracy:
    """Score one file of date expressions in context."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    values = untold = spans = 0
    wrong: list[str] = []
    for row in rows:
        told = _read(row, row["tense"])
        values += told == row["value"]
        untold += _read(row, None) == row["value"]
        exact = any(
            (one.start, one.end) == (row["start"], row["end"]) for one in find_dates(row["text"], row["published"])
        )
        spans += exact
        if told != row["value"] or not exact:
            expression = row["text"][row["start"] : row["end"]]
            wrong.append(f"{row['published']} {expression!r}: {told} for {row['value']}" + ("" if exact else " (span)"))
    return Accuracy(len(rows), values, untold, spans, tuple(wrong))


def _read(row: dict[str, Any], tense: str | None) -> str | None:
    tense_of = (lambda _: tense) if tense else None
    return normalise_spans(row["text"], [(row["start"], row["end"])], row["published"], tense_of)[0].value


def main(paths: Sequence[str]) -> None:
    """Print the accuracy on each file, and the errors."""
    for path in paths:
        score = date_accuracy(Path(path))
        for line in score.wrong:
            print(f"  {line}")
        print(
            f"{Path(path).name}: value given the span {score.values}/{score.total} = {score.values / score.total:.3f}, "
            f"without the tense {score.untold / score.total:.3f}, span found exactly {score.spans / score.total:.3f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
