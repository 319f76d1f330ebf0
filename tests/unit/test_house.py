"""Rules for the whole project: length of files, no host, no path of one machine, a lock that fits."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = {".py", ".md", ".toml", ".yml", ".lock", ".json", ".txt", ".tsv", ".html", ".j2", ".cfg", ""}
LONGEST = 400


def files() -> list[Path]:
    """Every file of the project that git tracks or would track."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, check=True)
    names = [n for n in done.stdout.decode().split("\0") if n]
    return sorted(p for n in names if (p := ROOT / n).is_file())


def test_no_module_is_longer_than_400_lines() -> None:
    long = {
        p.relative_to(ROOT).as_posix(): count
        for p in files()
        if p.suffix == ".py" and (count := len(p.read_text("utf-8").splitlines())) > LONGEST
    }
    assert not long


def test_no_pattern_repeats_a_group_possessively() -> None:
    # Before Python 3.11.5 such a group ends where its last, failed repetition ended; an atomic group does not.
    repeated = re.compile(r"(?<!\\)\)(?:\{[\d,{}]+\}|[*+?])\+")
    sources = [p for p in files() if "src" in p.parts and p.suffix in (".py", ".toml", ".tsv", ".txt")]
    found = [p.name for p in sources if repeated.search(p.read_text("utf-8"))]
    assert repeated.search("(?:ab){{0,4}}+") and not found


def test_no_registry_host_and_no_path_of_one_machine() -> None:
    hosts = re.compile("|".join([r"pypi\." + "org", "python" + r"hosted\.", "npmjs" + r"\.", r"deb\.debian\." + "org"]))
    paths = re.compile("|".join(["/wo" + "rk/", "/tm" + "p/w/", "/ro" + "ot/", "/ho" + "me/"]))
    found = []
    for path in files():
        if path.suffix not in TEXT or path.parts[-2] in ("corpus", "outputs"):
            continue
        text = path.read_text("utf-8", errors="replace")
        found += [f"{path.name}: {m[0]}" for pattern in (hosts, paths) for m in pattern.finditer(text)]
    assert not found


def locked() -> dict[str, str]:
    """Version by name in the lock."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    return {m[1].replace("_", "-"): m[2] for m in re.finditer(r"^([a-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE)}


def test_lock_pins_with_hashes_and_names_no_place() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(--(?!hash)|-[a-z])", text, re.MULTILINE)
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert all(re.match(r"[a-z0-9._-]+==\S+", b) and "--hash=sha256:" in b for b in blocks)


@pytest.mark.parametrize("group", ["dependencies", "tables", "test", "build"])
def test_lock_holds_what_the_project_needs(group: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = project["dependencies"] if group == "dependencies" else project["optional-dependencies"][group]
    versions = locked()
    for requirement in needed:
        name = re.match(r"[a-z0-9-]+", requirement)
        assert name
        if name[0] != "claimx":
            assert name[0] in versions, f"{requirement} is not in requirements.lock"
