"""A pair reader's memory: the same readings, fewer of them made; and nothing in the file is trusted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimx.records import Reading
from claimx.run.readings import KeptReadings

PAIR = ("the port: it is shut", "the mayor: the port is shut")


class Counting:
    """A reader that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        self.asked += pairs
        return [Reading(len(one), -len(other), -7, "updates") for one, other in pairs]


def test_a_pair_is_read_once_whichever_comes_first(tmp_path: Path) -> None:
    reader = Counting()
    first = KeptReadings(reader, tmp_path, "a" * 64)
    assert first([PAIR]) == first([PAIR[::-1]]) and len(reader.asked) == 1
    first.keep()
    assert KeptReadings(reader, tmp_path, "a" * 64)([PAIR]) == first([PAIR]) and len(reader.asked) == 1


def test_another_model_reads_anew(tmp_path: Path) -> None:
    reader = Counting()
    for model in ("a" * 64, "b" * 64):
        kept = KeptReadings(reader, tmp_path, model)
        kept([PAIR])
        kept.keep()
    assert len(reader.asked) == 2


def test_an_altered_or_torn_line_counts_as_absent(tmp_path: Path) -> None:
    reader = Counting()
    kept = KeptReadings(reader, tmp_path, "a" * 64)
    right = kept([PAIR])
    kept.keep()
    (file,) = tmp_path.iterdir()
    whole = file.read_text()
    altered = whole.replace(f" {right[0].same} ", f" {right[0].same + 1} ")
    for damaged in (altered, whole[:-5], "\x00\n", "a b c d e f\n", "a 1 2 3 updates f\n"):
        file.write_text(damaged)
        assert KeptReadings(reader, tmp_path, "a" * 64)([PAIR]) == right
    assert len(reader.asked) == 6


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    kept = KeptReadings(Counting(), None, "a" * 64)
    kept([PAIR])
    kept.keep()
    assert not list(tmp_path.iterdir())
