"""The output folder holds the old set or the new one: after a kill, on a full disk, in a folder that cannot be
written, and while another run holds it.
"""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import sys
import time
from pathlib import Path

import pytest
from hostile_files import Extracted, everything, run_cli, start_cli, start_python

import claimx
from claimx import api
from claimx.config import Settings
from claimx.errors import LockedError, OutputError
from claimx.files import lock
from claimx.ids import article_id

SLOWED = """
import os, sys, time
real = {name: getattr(os, name) for name in ("fsync", "replace", "unlink")}
def slowed(name):
    def call(*arguments, **options):
        if name == "fsync" and not told:
            told.append(print("writing", flush=True))
        time.sleep(0.03)
        return real[name](*arguments, **options)
    return call
told = []
for name in real:
    setattr(os, name, slowed(name))
sys.argv[0] = "claimx"
from claimx.cli import main
main()
"""
"""The command line, with every step of writing slowed down, so that a random moment falls between two of them."""


@pytest.fixture(scope="module")
def changed(extracted: Extracted, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The corpus with an article more, one less and one other, and what a run then makes of the outputs."""
    folder = tmp_path_factory.mktemp("changed")
    corpus = Path(shutil.copytree(extracted.corpus, folder / "corpus"))
    shutil.copy(corpus / "page.html", corpus / "again.html")
    (corpus / "page.html").unlink()
    gazette = corpus / "gazette.txt"
    gazette.write_text(gazette.read_text("utf-8").replace("twelve", "thirteen"), "utf-8")
    output = Path(shutil.copytree(extracted.output, folder / "outputs"))
    claimx.extract(corpus, output, settings=Settings(), cache_dir=str(extracted.cache))
    return corpus, everything(output)


def kill_while_writing(
    extracted: Extracted, corpus: Path, folder: Path, after: float | None
) -> tuple[dict[str, bytes], float]:
    """What a run that is killed so long after its first write leaves, and how long it wrote if it was not killed."""
    shutil.copytree(extracted.output, folder)
    command = ["extract", corpus, "-o", folder, "--cache-dir", extracted.cache, "-q"]
    with start_python("-c", SLOWED, *command) as process:
        assert process.stdout and process.stderr
        line = process.stdout.readline()
        assert line == "writing\n", process.stderr.read()
        start = time.monotonic()
        if after is not None:
            time.sleep(after)
            process.kill()
        process.wait()
    return everything(folder), time.monotonic() - start


@pytest.mark.parametrize("kills", [3, pytest.param(40, marks=pytest.mark.slow)])
def test_a_kill_at_any_moment_leaves_the_old_set_or_the_new(
    extracted: Extracted, changed: tuple[Path, dict[str, bytes]], tmp_path: Path, kills: int
) -> None:
    corpus, new = changed
    old = everything(extracted.output)
    assert old != new
    left, whole = kill_while_writing(extracted, corpus, tmp_path / "whole", None)
    assert left == new
    moments = random.Random(kills)
    for number in range(kills):
        folder = tmp_path / str(number)
        left, _ = kill_while_writing(extracted, corpus, folder, moments.uniform(0, whole))
        if left["claims.json"] == new["claims.json"]:
            # It is moved last: who sees the new index sees the new set.
            assert {name: left.get(name) for name in new} == new
        with lock(folder):
            pass
        assert everything(folder) in (old, new)


def test_a_kill_before_anything_is_written(
    extracted: Extracted, changed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    corpus, _ = changed
    shutil.copytree(extracted.output, tmp_path / "o")
    with start_cli("extract", corpus, "-o", tmp_path / "o", "-q") as process:
        while not (tmp_path / "o" / ".claimx.owner").exists() and process.poll() is None:
            time.sleep(0.01)
        process.kill()
    with lock(tmp_path / "o"):
        pass
    assert everything(tmp_path / "o") == everything(extracted.output)


@pytest.mark.parametrize("call", ["fsync", "replace", "mkdir"])
def test_a_full_disk(
    extracted: Extracted, changed: tuple[Path, dict[str, bytes]], tmp_path: Path, call: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A coded error, and the old set, wherever the disk fills up before the commit."""
    corpus, _ = changed
    shutil.copytree(extracted.output, tmp_path / "o")
    real = getattr(os, call)

    def full(*arguments: object, **options: object) -> object:
        if call != "mkdir" or ".claimx.stage" in str(arguments[0]):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **options)

    monkeypatch.setattr(os, call, full)
    done = api.run([corpus], Settings(cache_dir=str(extracted.cache)), tmp_path / "o")
    with pytest.raises(OutputError, match=r"CX203.*No space left"), lock(tmp_path / "o"):
        api.write_files(tmp_path / "o", done.files)
    monkeypatch.undo()
    with lock(tmp_path / "o"):
        pass
    assert everything(tmp_path / "o") == everything(extracted.output)


def limit_files() -> None:
    """In the child: no file may grow beyond 2 kB, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))


@pytest.mark.skipif(sys.platform != "linux", reason="needs limits on the size of files")
def test_no_room_for_the_outputs(extracted: Extracted, changed: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    """The kernel's own refusal, not a stand-in."""
    corpus, _ = changed
    shutil.copytree(extracted.output, tmp_path / "o")
    command = ["extract", corpus, "-o", tmp_path / "o", "--cache-dir", extracted.cache]
    code, out, err = run_cli(*command, preexec_fn=limit_files)
    assert (code, out) == (2, "")
    assert "[CX203]" in err and "Traceback" not in err
    assert everything(tmp_path / "o") == everything(extracted.output)


def test_targets_that_cannot_be_written(extracted: Extracted, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    targets = [tmp_path / "file", tmp_path / "file" / "o"]
    if sys.platform == "linux":
        targets.append(Path("/proc/claimx"))
    if os.geteuid() != 0:
        (tmp_path / "locked").mkdir(mode=0o500)
        targets.append(tmp_path / "locked")
    for target in targets:
        with pytest.raises(OutputError, match="CX203"):
            claimx.extract(extracted.corpus, target, settings=Settings(cache_dir=str(extracted.cache)))
    assert (tmp_path / "file").read_text() == "x"
    code, out, err = run_cli("extract", extracted.corpus, "-o", tmp_path / "file")
    assert (code, out) == (2, "") and "[CX203]" in err and "Traceback" not in err


def test_a_name_that_is_a_folder(extracted: Extracted, tmp_path: Path) -> None:
    (tmp_path / "claims.json").mkdir()
    with pytest.raises(OutputError, match="folder"):
        claimx.extract(extracted.corpus, tmp_path, settings=Settings(cache_dir=str(extracted.cache)))
    assert everything(tmp_path) == {}


def test_the_second_run_is_refused_and_told_who_holds_the_folder(extracted: Extracted, tmp_path: Path) -> None:
    folder = tmp_path / "o"
    # The first run waits for its standard input, the lock in its hand.
    with start_cli("extract", "-", "-o", folder, "-q", cwd=tmp_path) as first:
        while not (folder / ".claimx.owner").exists() and first.poll() is None:
            time.sleep(0.01)
        code, out, err = run_cli("extract", extracted.corpus, "-o", folder)
        assert (code, out) == (2, "")
        assert "[CX202]" in err and f"process {first.pid} on " in err and "Traceback" not in err
        with pytest.raises(LockedError, match=str(first.pid)):
            claimx.extract(extracted.corpus, folder, settings=Settings())
        first.communicate("")
    assert first.returncode == 0
    (article,) = claimx.load(folder).articles
    assert (article.id, article.status) == (article_id("-"), "empty")
    assert sorted(everything(folder)) == ["claims.json", "ledger.jsonl"]
