"""The same input gives the same bytes: whatever the workers, the order of inputs, the hash seed, the locale, the time
zone and the folder one stands in.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hostile_files import Extracted, environment, everything, run_cli

import claimx
from claimx.config import Settings


def inputs(corpus: Path, seed: int) -> list[Path]:
    """The corpus file by file, in another order; sidecars come with their articles."""
    files = sorted(p for p in corpus.iterdir() if not p.name.endswith(".meta.json"))
    random.Random(seed).shuffle(files)
    return files


SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Adak", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "3", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    {"PYTHONHASHSEED": "4", "TZ": "UTC", "LC_ALL": "de_DE.UTF-8"},
    {"PYTHONHASHSEED": "0", "TZ": "Europe/Warsaw", "LC_ALL": "POSIX"},
]
OTHERS = [pytest.param(s, marks=pytest.mark.slow) for s in SURROUNDINGS[1:]]


@pytest.mark.parametrize("values", [SURROUNDINGS[0], *OTHERS], ids=lambda v: f"seed {v['PYTHONHASHSEED']}, {v['TZ']}")
def test_surroundings_change_nothing(extracted: Extracted, tmp_path: Path, values: dict[str, str]) -> None:
    """In a process of its own, two workers, no cache, the files one by one and shuffled."""
    seed = int(values["PYTHONHASHSEED"])
    command = ["extract", *inputs(extracted.corpus, seed), "-o", tmp_path / "o", "--jobs", 2]
    code, _, err = run_cli(*command, env=environment(**values), cwd=tmp_path)
    assert code == 0, err
    assert everything(tmp_path / "o") == everything(extracted.output)


def test_one_worker_without_a_cache(extracted: Extracted, tmp_path: Path) -> None:
    claimx.extract(inputs(extracted.corpus, 5), tmp_path, settings=Settings())
    assert everything(tmp_path) == everything(extracted.output)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [3, 4])
def test_more_workers(extracted: Extracted, tmp_path: Path, jobs: int) -> None:
    claimx.extract(inputs(extracted.corpus, jobs), tmp_path, settings=Settings(jobs=jobs))
    assert everything(tmp_path) == everything(extracted.output)


def test_a_second_run_over_its_own_outputs(extracted: Extracted) -> None:
    before = everything(extracted.output)
    code, out, err = run_cli(
        "extract", extracted.corpus, "-o", extracted.output, "--check", "--cache-dir", extracted.cache
    )
    assert (code, out) == (0, ""), err
    assert everything(extracted.output) == before


def test_no_path_and_no_name_of_this_machine(extracted: Extracted) -> None:
    for name, content in everything(extracted.output).items():
        assert str(extracted.corpus).encode() not in content, name
        assert str(Path.home()).encode() + b"/" not in content, name
