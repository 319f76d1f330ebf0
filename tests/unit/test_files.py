"""Atomic sets of files, locks, safe names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx import files
from claimx.errors import LockedError, OutputError, UsageError
from claimx.files import lock, recover, safe_name, write_file, write_files


def tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_set_is_written_and_old_files_go(tmp_path: Path) -> None:
    write_files(tmp_path, {"text/a.txt": "one", "text/b.txt": "two", "claims.json": b"{}"})
    write_files(tmp_path, {"text/a.txt": "three", "claims.json": b"[]"}, remove=["text/b.txt", "text/none.txt"])
    assert tree(tmp_path) == {"text/a.txt": "three", "claims.json": "[]"}


def test_what_is_right_already_is_not_touched(tmp_path: Path) -> None:
    write_file(tmp_path / "a", "one")
    before = (tmp_path / "a").stat()
    write_file(tmp_path / "a", "one")
    assert (tmp_path / "a").stat().st_ino == before.st_ino


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "", "a//b", "a\\b", ".."])
def test_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        write_files(tmp_path / "out", {name: "x"})
    assert tree(tmp_path) == {}


def test_no_symbolic_link_leads_out(tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    out.mkdir()
    other.mkdir()
    (out / "text").symlink_to(other)
    with pytest.raises(UsageError):
        write_files(out, {"text/a.txt": "x"})
    (out / "b").symlink_to(other / "b")
    write_files(out, {"b": "x"})
    assert tree(other) == {}
    assert not (out / "b").is_symlink()


def test_a_failure_leaves_the_old_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"a": "1", "b": "1"})
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_files(tmp_path, {"a": "2", "b": "2"})
    assert tree(tmp_path) == {"a": "1", "b": "1"}


KILLED = """
import os, sys
from pathlib import Path
from claimx import files
step, real = int(sys.argv[2]), {n: getattr(os, n) for n in ("fsync", "replace")}
count = 0
def counted(name):
    def call(*arguments):
        global count
        count += 1
        if count == step:
            os._exit(9)
        return real[name](*arguments)
    return call
for name in real:
    setattr(os, name, counted(name))
files.write_files(Path(sys.argv[1]), {"a": "new", "text/b": "new", "claims.json": "new"}, remove=["old"])
"""


@pytest.mark.parametrize("step", range(1, 16))
def test_a_kill_at_any_step_leaves_one_set_or_the_other(tmp_path: Path, step: int) -> None:
    old = {"a": "old", "text/b": "old", "claims.json": "old", "old": "old"}
    write_files(tmp_path, old)
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(step)], check=False, capture_output=True)
    assert done.returncode in (0, 9), done.stderr
    recover(tmp_path)
    assert tree(tmp_path) in (old, {"a": "new", "text/b": "new", "claims.json": "new"})


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError):
        write_file(tmp_path / "a", "x")
    with pytest.raises(OutputError), lock(tmp_path):
        pass


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError):
        write_files(tmp_path / "out", {"a": "x"})
    with pytest.raises(OutputError), lock(tmp_path / "out"):
        pass


def test_the_second_run_is_refused_and_told_who(tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from claimx.files import lock\nwith lock(Path(sys.argv[1])): pass"
    with lock(tmp_path):
        done = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)], check=False, capture_output=True, text=True
        )
        assert "LockedError" in done.stderr
        assert f"process {os.getpid()} on " in done.stderr
        with pytest.raises(LockedError), lock(tmp_path):
            pass
    assert tree(tmp_path) == {}
    with lock(tmp_path):
        pass


def test_the_lock_ends_with_its_holder(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from claimx.files import lock\n"
        "lock(Path(sys.argv[1])).__enter__(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    with lock(tmp_path):
        pass


@given(st.text(max_size=130))
def test_safe_names(name: str) -> None:
    safe = safe_name(name)
    assert safe.isascii()
    assert 0 < len(safe.encode()) <= 120
    assert not {"/", "\\", "\0", ":"} & set(safe)
    assert safe[0] not in ".-"
    assert safe == name or safe != safe_name(name + "x")


def test_names_that_systems_reserve() -> None:
    assert safe_name("a-3f9c.txt") == "a-3f9c.txt"
    assert safe_name("nul.txt") != "nul.txt"
    assert files.LOCK_NAME.startswith(".")


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "{}", '{"moves": [1], "remove": []}', '{"moves": [], "remove": [1]}']
)
def test_a_damaged_journal_is_named(tmp_path: Path, damage: str) -> None:
    (tmp_path / ".claimx.journal").write_text(damage, "utf-8")
    with pytest.raises(OutputError, match=r"\.claimx\.journal"):
        write_files(tmp_path, {"a.txt": b"x"})
    with pytest.raises(OutputError, match=r"\.claimx\.journal"), lock(tmp_path):
        pass
    (tmp_path / ".claimx.journal").unlink()
    write_files(tmp_path, {"a.txt": b"x"})
    assert (tmp_path / "a.txt").read_bytes() == b"x"


def test_a_folder_that_nothing_was_written_to_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="wrong"), lock(tmp_path / "new"):
        raise ValueError("wrong")
    assert not (tmp_path / "new").exists()
    (tmp_path / "old").mkdir()
    with lock(tmp_path / "old"):
        pass
    with lock(tmp_path / "used"):
        write_file(tmp_path / "used" / "a.txt", "x")
    assert (tmp_path / "old").is_dir() and (tmp_path / "used" / "a.txt").is_file()
