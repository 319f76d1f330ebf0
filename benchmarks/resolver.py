"""How the resolver grows: generated claim sets whose truth is known, resolved whole, then a night's new claims on top.

    python benchmarks/resolver.py [--sizes 10000 100000] [--night 1000] [--no-vectors] [--plot growth.svg]

A generated event has a place, an actor, a deed and a count; its claims are stated with other words, by several
outlets over some days. A quarter of the events are told a second time with another count or negated: those must
stay apart. Sizes are claims; with a claim in every 30 words or so, 100,000 claims are some 10,000 articles over
half a year. Printed for each size: seconds and claims a second, peak memory, pairs compared for a claim, share of
the true pairs that blocking kept (pair recall), precision and recall of the merged pairs, opposed pairs merged; for
the night: seconds, and whether the outcome is that of a full run (up to ``--check``).
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from claimx.records import Fact, NormalForm
from claimx.resolve.block import candidates
from claimx.resolve.frequencies import frequencies
from claimx.resolve.group import Grouping, group
from claimx.resolve.ledger import Ledger, Member, assign
from claimx.resolve.table import make_table

WINDOW, THRESHOLD, DIMENSION = 14, 500, 384
FIRST_DAY = date(2030, 1, 1)
CLAIMS_A_DAY = 2_700
"""A million claims a year."""

CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"


@dataclass(frozen=True, slots=True)
class Generated:
    """Forms, and for each mention the event it tells and the version of it (other versions are opposed)."""

    forms: list[NormalForm]
    event: dict[str, int]
    version: dict[str, int]


def name(generator: np.random.Generator, syllables: int) -> str:
    """A made-up word."""
    return "".join(
        CONSONANTS[generator.integers(len(CONSONANTS))] + VOWELS[generator.integers(len(VOWELS))]
        for _ in range(syllables)
    )


def generate(size: int, seed: int, *, start: int = 0, vectors: bool = True) -> Generated:
    """``size`` claims.  Made-up words follow a Zipf law: the commonest stands in some 3 % of all claims."""
    generator = np.random.default_rng(seed)
    vocabulary = sorted({name(generator, 3) for _ in range(30_000)})
    generator.shuffle(vocabulary)
    law = 1 / (np.arange(len(vocabulary)) + 20.0)
    law /= law.sum()
    draws = iter(generator.choice(len(vocabulary), size=4 * size + 4, p=law).tolist())
    common = sorted(frequencies().counts, key=lambda w: (-frequencies().counts[w], w))[:3000]
    days = max(1, size // CLAIMS_A_DAY)
    forms: list[NormalForm] = []
    event_of: dict[str, int] = {}
    version_of: dict[str, int] = {}
    event = start
    while len(forms) < size:
        rare = [vocabulary[next(draws)] for _ in range(4)]
        usual = [common[k] for k in generator.integers(0, len(common), 5)]
        base = generator.normal(size=DIMENSION)
        begin = int(generator.integers(days))
        for version in range(1 + (generator.random() < 0.25)):
            count = float(generator.integers(2, 900)) + 1000 * version
            negated = version == 1 and generator.random() < 0.3
            for _ in range(1 + int(generator.geometric(0.55))):
                words = [w for w in (*rare, *usual) if generator.random() < 0.85] or rare
                ident = f"m-{event:08}-{len(forms):08}"
                forms.append(
                    NormalForm(
                        mention=ident,
                        article=f"a-{generator.integers(size // 10 + 1):08}",
                        holder=f"s-{generator.integers(size // 20 + 1):07}",
                        predicate=usual[0],
                        subjects=(rare[0],),
                        objects=(rare[1],),
                        words=tuple(words),
                        entities=(rare[0],),
                        facts=(Fact("number", f"{count:.0f}", usual[0], "crate", count, count),),
                        negated=negated,
                        published=(FIRST_DAY + timedelta(begin + int(generator.integers(4)))).isoformat(),
                        vector=_vector(base, generator) if vectors else b"",
                    )
                )
                event_of[ident], version_of[ident] = event, version
        event += 1
    kept = forms[:size]
    return Generated(
        kept, {f.mention: event_of[f.mention] for f in kept}, {f.mention: version_of[f.mention] for f in kept}
    )


def _vector(base: np.ndarray[tuple[int], np.dtype[np.float64]], generator: np.random.Generator) -> bytes:
    mixed = base + 0.6 * generator.normal(size=DIMENSION)
    return np.clip(np.rint(mixed / np.linalg.norm(mixed) * 317.5), -127, 127).astype(np.int8).tobytes()


def true_pairs(made: Generated) -> set[tuple[str, str]]:
    """Pairs of mentions that tell the same version of an event."""
    groups: dict[tuple[int, int], list[str]] = {}
    for form in made.forms:
        groups.setdefault((made.event[form.mention], made.version[form.mention]), []).append(form.mention)
    return {(a, b) for names in groups.values() for k, a in enumerate(sorted(names)) for b in sorted(names)[k + 1 :]}


def quality(made: Generated, grouping: Grouping) -> dict[str, float]:
    """Precision and recall of merged pairs, and opposed pairs that were merged."""
    wanted = true_pairs(made)
    ids = grouping.links.ids
    merged = [(ids[a], ids[b]) for rows in grouping.clusters for k, a in enumerate(rows) for b in rows[k + 1 :]]
    right = sum(pair in wanted for pair in merged)
    opposed = sum(made.event[a] == made.event[b] and made.version[a] != made.version[b] for a, b in merged)
    return {
        "precision": right / max(1, len(merged)),
        "recall": right / max(1, len(wanted)),
        "opposed merged": float(opposed),
    }


def ids_of(grouping: Grouping, ledger: Ledger) -> Ledger:
    """The ledger after giving every cluster its id."""
    names, forms = grouping.links.ids, grouping.forms
    members = [
        [Member(names[row], forms[names[row]].published, names[row]) for row in rows] for rows in grouping.clusters
    ]
    return assign(members, ledger)[1]


def measure(size: int, night: int, check: int, *, vectors: bool) -> dict[str, float]:
    """One size: the whole set, then the night."""
    made = generate(size, seed=7, vectors=vectors)
    began, worked = time.perf_counter(), time.process_time()
    grouping = group(made.forms, WINDOW, THRESHOLD)
    ledger = ids_of(grouping, Ledger())
    row = {"claims": float(size), "seconds": time.perf_counter() - began}
    row["processor seconds"] = time.process_time() - worked
    row["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row |= quality(made, grouping)
    if size <= check:
        table = make_table(made.forms, frequencies())
        left, right = candidates(table, WINDOW)
        found = {
            (table.forms[i].mention, table.forms[j].mention) for i, j in zip(left.tolist(), right.tolist(), strict=True)
        }
        row["candidates a claim"] = 2 * len(left) / size
        row["pair recall"] = sum(pair in found for pair in true_pairs(made)) / max(1, len(true_pairs(made)))
    new = generate(night, seed=8, start=10_000_000, vectors=vectors)
    began, worked = time.perf_counter(), time.process_time()
    after = group([*made.forms, *new.forms], WINDOW, THRESHOLD, grouping)
    ids_of(after, ledger)
    row["night seconds"] = time.perf_counter() - began
    row["night processor seconds"] = time.process_time() - worked
    if size <= check:
        whole = group([*made.forms, *new.forms], WINDOW, THRESHOLD)
        row["night equals full run"] = float(list(whole.clusters) == list(after.clusters))
    return row


def plot(rows: Sequence[dict[str, float]], path: Path) -> None:
    """The growth curve as SVG: seconds over claims, both logarithmic."""
    points = [(np.log10(row["claims"]), np.log10(max(row["seconds"], 0.1))) for row in rows]
    spots = [(60 + (x - 3.5) * 130, 260 - (y + 1) * 50) for x, y in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    labels = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/><text x="{x + 8:.1f}" y="{y - 8:.1f}">{row["claims"]:,.0f}: '
        f"{row['seconds']:.1f} s</text>"
        for (x, y), row in zip(spots, rows, strict=True)
    )
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="560" height="300" font-family="sans-serif" font-size="12">'
        f'<polyline points="{line}" fill="none" stroke="black"/>{labels}'
        '<text x="20" y="290">claims and seconds, both logarithmic</text></svg>\n',
        "utf-8",
    )


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--night", type=int, default=1_000)
    parser.add_argument(
        "--check", type=int, default=20_000, help="largest size at which recall and equality are checked"
    )
    parser.add_argument("--no-vectors", action="store_true")
    parser.add_argument("--plot", type=Path)
    args = parser.parse_args()
    rows = []
    for size in args.sizes:
        rows.append(measure(size, args.night, args.check, vectors=not args.no_vectors))
        print("  ".join(f"{key} {value:,.3f}" for key, value in rows[-1].items()), flush=True)
    if args.plot:
        plot(rows, args.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
