"""Every regular expression of the project is quick on text made to be hard for it: 100 kB in under 100 ms."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from regex_probe import Found, hard_texts, in_code

SOURCE = Path(__file__).parents[2] / "src" / "claimx"
SIZE = 100_000
LIMIT = 0.5
_GIVE_UP = 1.0
_LOOKS_LIKE_ONE = re.compile(r"\\[bdswBDSW]|\(\?|\[\^|[\])}.][*+?]|\{\d+,\d*\}")

CORPUS = {
    "one.txt": "Port shut\n\nSPLIT, May 2 (HG) - The port is shut, the harbour master Ana Babic said on Thursday. "
    "“Two tugs were sunk by a Kh-31 missile on May 1,” she told the Gazette. About 40 crates, worth $2.5 million, "
    "were lost, according to the navy of Croatia.\n\nThe ministry of defence denied that.\n",
    "two.html": "<html><head><title>Port open</title></head><body><article><h1>Port open</h1>"
    "<p>By Jo Roe</p><p>Updated 3 May 2024</p><p>The port of Split is open again, officials reportedly said.</p>"
    "<p>Ana Babic, who runs it, said between 10 and 12 ships had come. Share this article</p></article></body></html>",
    "three.md": "---\ntitle: Question time\n---\n# Question time\n\nQ: Is the port open?\nA: It is, said Babic.\n",
}


class TooSlow(Exception):
    """The time allowed for one text is over."""


def _stop(*_: object) -> None:
    raise TooSlow


def seconds(found: Found, text: str, enough: float) -> float:
    """Processor time over the text: the least of three runs, or the first under ``enough``; infinite if it gives up."""
    subject: Any = text.encode("utf-8", "replace")[:SIZE] if isinstance(found.pattern, bytes) else text
    compiled: Any = re.compile(found.pattern, found.flags)
    best = float("inf")
    for _ in range(3):
        signal.setitimer(signal.ITIMER_VIRTUAL, _GIVE_UP)
        start = time.process_time()
        try:
            if found.anchored:
                compiled.match(subject)
                compiled.fullmatch(subject)
            else:
                for _ in compiled.finditer(subject):
                    pass
        except TooSlow:
            return best
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        best = min(best, time.process_time() - start)
        if best < enough:
            break
    return best


def slowest(found: Found) -> tuple[float, str]:
    """The worst text for a pattern and its time."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    try:
        worst = (0.0, "")
        for hard in hard_texts(found.pattern, found.flags):
            # Even a quadratic pattern stays under the limit when a text of a tenth takes less than a hundredth of it.
            if seconds(found, hard.text(SIZE // 10), LIMIT / 100) >= LIMIT / 100:
                worst = max(worst, (seconds(found, hard.text(SIZE), LIMIT), hard.text(40)[:60]))
            if worst[0] > LIMIT:
                break
        return worst
    finally:
        signal.signal(signal.SIGVTALRM, before)


def in_data() -> Iterator[Found]:
    """Strings in the project's data files that are regular expressions by the look of them, and compile.

    They are parts of larger patterns, which are tried as wholes, and as they are used, by the test of run time.
    """
    for file in sorted(SOURCE.rglob("*.toml")) + sorted(SOURCE.rglob("*.json")):
        content = (
            tomllib.loads(file.read_text("utf-8")) if file.suffix == ".toml" else json.loads(file.read_text("utf-8"))
        )
        for text in strings(content):
            if _LOOKS_LIKE_ONE.search(text) and not text.startswith(("http", "^[")):
                try:
                    re.compile(text)
                except re.error:
                    continue
                yield Found(text, 0, file.relative_to(SOURCE).as_posix(), True)


def strings(value: object) -> Iterator[str]:
    """All strings inside parsed TOML or JSON, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


LITERALS = list(in_code(SOURCE))
DATA = list(in_data())


def test_there_are_patterns() -> None:
    assert len(LITERALS) > 50


@pytest.mark.parametrize("found", LITERALS, ids=[f.where for f in LITERALS])
def test_patterns_in_the_code(found: Found) -> None:
    took, text = slowest(found)
    assert took < LIMIT, f"{found.where}: {found.pattern!r} takes {took:.2f} s on {text!r}…"


@pytest.mark.parametrize("found", DATA, ids=[f"{f.where}-{k}" for k, f in enumerate(DATA)])
def test_patterns_in_the_data(found: Found) -> None:
    took, text = slowest(found)
    assert took < LIMIT, f"{found.where}: {found.pattern!r} takes {took:.2f} s on {text!r}…"


@pytest.mark.slow
def test_patterns_made_at_run_time(tmp_path: Path) -> None:
    """What is compiled from parts or from data, seen from a run over a few articles."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in CORPUS.items():
        (corpus / name).write_text(text, "utf-8")
    script = Path(__file__).with_name("regex_runtime.py")
    command = [sys.executable, str(script), str(SOURCE), str(corpus), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    known = {f.pattern for f in LITERALS}
    slow = []
    for line in done.stdout.splitlines():
        row = json.loads(line)
        if row["pattern"] not in known:
            found = Found(**row)
            took, text = slowest(found)
            if took >= LIMIT:
                slow.append(f"{found.where}: {found.pattern[:200]!r} takes {took:.2f} s on {text!r}…")
    assert not slow, "\n".join(slow)
