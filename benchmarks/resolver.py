"""How the resolver grows: generated claim sets whose truth is known, resolved whole, then a night's new claims on top.

    python benchmarks/resolver.py [--sizes 10000 100000 1000000] [--night 1000] [--topics 0] [--plot growth.svg]

A generated event has a place, an actor, a deed and a count, told in nine words or fewer; its claims are stated with
other words, by several outlets, within four days.  A quarter of the events are told a second time with another count or
negated: those must stay apart.  A version of an event has 2.8 claims in the mean.  2,700 claims are published a day (a
million a year), so that a claim has 75,000 others within its window of 14 days to either side; from 80,000 claims on
the window is full, and the work grows with the claims.  With ``--topics`` the events are of so many topics, and the
sentence vectors of one topic's claims lie near each other, as in news on one matter: many more pairs are compared.

Printed for each size: seconds and processor seconds (of all threads) to claims with ids, processor seconds for the
relations between them; peak memory; claims in the window and pairs compared, of a claim of the median day; share of the
true pairs that blocking kept (pair recall, of the first ``--check`` claims: blocking is a rule on pairs); precision and
recall of the merged pairs, opposed pairs merged; for the night: seconds, and whether the outcome is that of a full run
(up to ``--check``).
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from claimx.records import Fact, NormalForm
from claimx.resolve.block import candidates, in_reach
from claimx.resolve.frequencies import frequencies
from claimx.resolve.group import Grouping, group
from claimx.resolve.ledger import Ledger, Member, assign
from claimx.resolve.relate import relations
from claimx.resolve.table import make_table

WINDOW, THRESHOLD, DIMENSION = 14, 500, 384
FIRST_DAY = date(2030, 1, 1)
CLAIMS_A_DAY = 2_700
"""A million claims a year."""

TOPICAL = 1.0
"""Length of a topic's vector by that of an event's own."""

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


def generate(size: int, seed: int, *, start: int = 0, vectors: bool = True, topics: int = 0) -> Generated:
    """``size`` claims.  Made-up words follow a Zipf law: the commonest stands in some 3 % of all claims."""
    generator = np.random.default_rng(seed)
    vocabulary = sorted({name(generator, 3) for _ in range(30_000)})
    generator.shuffle(vocabulary)
    law = 1 / (np.arange(len(vocabulary)) + 20.0)
    law /= law.sum()
    draws = iter(generator.choice(len(vocabulary), size=4 * size + 4, p=law).tolist())
    common = sorted(frequencies().counts, key=lambda w: (-frequencies().counts[w], w))[:3000]
    days = max(1, size // CLAIMS_A_DAY)
    topic = np.random.default_rng(1).normal(size=(topics, DIMENSION)) * TOPICAL
    forms: list[NormalForm] = []
    event_of: dict[str, int] = {}
    version_of: dict[str, int] = {}
    event = start
    while len(forms) < size:
        rare = [vocabulary[next(draws)] for _ in range(4)]
        usual = [common[k] for k in generator.integers(0, len(common), 5)]
        base = generator.normal(size=DIMENSION)
        if topics:
            base += topic[event % topics]
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


def pairs_among(groups: Iterable[Hashable]) -> int:
    """How many pairs are of one group."""
    return sum(count * (count - 1) // 2 for count in Counter(groups).values())


def quality(made: Generated, grouping: Grouping) -> dict[str, float]:
    """Precision and recall of merged pairs, and opposed pairs that were merged."""
    ids = grouping.links.ids
    merged = right = opposed = 0
    for rows in grouping.clusters:
        told = [(made.event[ids[row]], made.version[ids[row]]) for row in rows]
        merged += len(told) * (len(told) - 1) // 2
        right += pairs_among(told)
        opposed += pairs_among(event for event, _ in told) - pairs_among(told)
    wanted = pairs_among((made.event[name], made.version[name]) for name in ids)
    return {
        "precision": right / max(1, merged),
        "recall": right / max(1, wanted),
        "opposed merged": float(opposed),
        "links a claim": 2 * len(grouping.links.left) / len(ids),
        "mentions a claim": len(ids) / len(grouping.clusters),
        "largest claim": float(max(map(len, grouping.clusters))),
    }


def pair_recall(made: Generated, forms: Sequence[NormalForm]) -> float:
    """Share of the true pairs among ``forms`` that blocking keeps."""
    table = make_table(forms, frequencies())
    told = [(made.event[form.mention], made.version[form.mention]) for form in table.forms]
    left, right = candidates(table, WINDOW)
    found = sum(told[i] == told[j] for i, j in zip(left.tolist(), right.tolist(), strict=True))
    return int(found) / max(1, pairs_among(told))


def density(made: Generated) -> dict[str, float]:
    """Claims in the window, and pairs compared, of a claim that was published on the median day."""
    middle = sorted(form.published for form in made.forms)[len(made.forms) // 2]
    fresh = [form for form in made.forms if form.published == middle]
    table = make_table(in_reach(made.forms, fresh, WINDOW), frequencies())
    names = {form.mention for form in fresh}
    rows = np.array([row for row, form in enumerate(table.forms) if form.mention in names])
    ends = np.concatenate(candidates(table, WINDOW, rows))
    return {
        "claims in the window": float(len(table)),
        "compared a claim": np.isin(ends, rows).sum() / len(rows),
    }


def ids_of(grouping: Grouping, ledger: Ledger) -> tuple[list[str], Ledger]:
    """An id for every cluster, and the ledger that goes with them."""
    names, forms = grouping.links.ids, grouping.forms
    members = [
        [Member(names[row], forms[names[row]].published, names[row]) for row in rows] for rows in grouping.clusters
    ]
    return assign(members, ledger)


def measure(size: int, night: int, check: int, *, vectors: bool, topics: int) -> dict[str, float]:
    """One size: the whole set, then the night."""
    made = generate(size, seed=7, vectors=vectors, topics=topics)
    began, worked = time.perf_counter(), time.process_time()
    grouping = group(made.forms, WINDOW, THRESHOLD)
    ids, ledger = ids_of(grouping, Ledger())
    row = {"claims": float(size), "seconds": time.perf_counter() - began}
    row["processor seconds"] = time.process_time() - worked
    worked = time.process_time()
    relations(grouping, ids)
    row["relations processor seconds"] = time.process_time() - worked
    new = generate(night, seed=8, start=10_000_000, vectors=vectors, topics=topics)
    began, worked = time.perf_counter(), time.process_time()
    after = group([*made.forms, *new.forms], WINDOW, THRESHOLD, grouping)
    ids_of(after, ledger)
    row["night seconds"] = time.perf_counter() - began
    row["night processor seconds"] = time.process_time() - worked
    row["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row["pair recall"] = pair_recall(made, made.forms[:check])
    row |= quality(made, grouping) | density(made)
    if size <= check:
        whole = group([*made.forms, *new.forms], WINDOW, THRESHOLD)
        row["night equals full run"] = float(list(whole.clusters) == list(after.clusters))
    return row


def plot(rows: Sequence[dict[str, float]], path: Path) -> None:
    """The growth curve as SVG: seconds over claims, both logarithmic, with the grey line of proportional growth."""

    def spot(claims: float, seconds: float) -> str:
        return f"{60 + (np.log10(claims) - 3.5) * 150:.1f},{280 - (np.log10(max(seconds, 0.1)) + 1) * 50:.1f}"

    curves = []
    for key, colour in (("seconds", "black"), ("processor seconds", "steelblue"), ("night seconds", "darkorange")):
        spots = [spot(row["claims"], row[key]) for row in rows]
        curves.append(f'<polyline points="{" ".join(spots)}" fill="none" stroke="{colour}"/>')
        for place, row in zip(spots, rows, strict=True):
            x, y = place.split(",")
            curves.append(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>')
            curves.append(f'<text x="{x}" y="{y}" dx="6" dy="-5" fill="{colour}">{row[key]:,.0f} s</text>')
    first, last = rows[0], rows[-1]["claims"]
    even = spot(first["claims"], first["seconds"]), spot(last, first["seconds"] * last / first["claims"])
    ticks = "".join(
        f'<text x="{spot(n, 1).split(",")[0]}" y="296" text-anchor="middle">{n:,}</text>' for n in (10**4, 10**5, 10**6)
    )
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="560" height="320" font-family="sans-serif" font-size="11">'
        f'<polyline points="{" ".join(even)}" fill="none" stroke="lightgrey"/>{"".join(curves)}{ticks}'
        '<text x="20" y="314">claims; black: seconds, blue: processor seconds of all threads, orange: a night</text>'
        "</svg>\n",
        "utf-8",
    )


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--night", type=int, default=1_000)
    parser.add_argument(
        "--check", type=int, default=20_000, help="claims whose recall is checked, and largest set to check the night"
    )
    parser.add_argument("--topics", type=int, default=0, help="topics of the news (0: events without a topic)")
    parser.add_argument("--no-vectors", action="store_true")
    parser.add_argument("--plot", type=Path)
    args = parser.parse_args()
    rows = []
    for size in args.sizes:
        rows.append(measure(size, args.night, args.check, vectors=not args.no_vectors, topics=args.topics))
        print("  ".join(f"{key} {value:,.3f}" for key, value in rows[-1].items()), flush=True)
    if args.plot:
        plot(rows, args.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
