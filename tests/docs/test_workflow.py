"""The CI job and the action: their steps, run here in order on a copy of the corpus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

NEW = (
    "Lighthouse keeper denies fire\n\n"
    "The keeper of the Cape Moll lighthouse, Ada Finch, denied on Tuesday that the lamp "
    "had been left unlit.\n\nShe said that the lamp had burned all night.\n"
)


def workflow(root: Path) -> dict:
    made = yaml.safe_load((root / ".github" / "workflows" / "claims.yml").read_text("utf-8"))
    made["on"] = made.pop(True)  # YAML 1.1 reads the key "on" as a truth value
    return made


def steps(root: Path, job: str) -> dict[str, str]:
    return {s["name"]: s["run"] for s in workflow(root)["jobs"][job]["steps"] if "run" in s}


def shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A repository with the corpus and outputs, in which .venv/bin/claimx is this claimx."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("corpus", "outputs"):
        shutil.copytree(root / name, folder / name)
    (folder / ".venv" / "bin").mkdir(parents=True)
    stand_in = folder / ".venv" / "bin" / "claimx"
    stand_in.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m claimx.cli "$@"\n')
    stand_in.chmod(0o755)
    (folder / ".gitignore").write_text(".venv\n")
    git = "git -c user.name=t -c user.email=t@example.org"
    shell(f"git init -q -b main && git add . && {git} commit -qm start", folder)
    shell(
        "git init -q --bare ../origin.git && git remote add origin ../origin.git && git push -q -u origin main", folder
    )
    return folder


def test_it_listens_to_the_corpus_and_installs_as_the_readme_does(root: Path) -> None:
    made = workflow(root)
    assert made["on"]["push"]["paths"] == ["corpus/**"]
    readme = (root / "README.md").read_text("utf-8")
    for job in ("check", "commit"):
        for line in steps(root, job)["Install"].splitlines():
            assert line.replace(" --quiet", "") in readme.replace(" -q ", " ").replace(" --quiet", "")
    assert made["permissions"] == {"contents": "read"}


@pytest.mark.slow
def test_check_is_clean_then_fails_with_a_readable_diff(root: Path, checkout: Path) -> None:
    check = steps(root, "check")["Check"]
    clean = shell(check, checkout)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    (checkout / "corpus" / "lighthouse-new.txt").write_text(NEW)
    changed = shell(check, checkout)
    assert changed.returncode == 1
    assert "new: lighthouse-new.txt" in changed.stdout
    assert "that the lamp had been left unlit" in changed.stdout
    assert shell("git status --porcelain outputs", checkout).stdout == "", "a check writes nothing"
    (checkout / "corpus" / "lighthouse-new.txt").unlink()
    error = shell(check.replace("corpus/", "no-such-folder/"), checkout)
    assert error.returncode == 2


@pytest.mark.slow
def test_a_push_commits_the_new_claims_and_only_them(root: Path, checkout: Path) -> None:
    (checkout / "corpus" / "lighthouse-new.txt").write_text(NEW)
    made = steps(root, "commit")
    for name in ("Extract", "Commit"):
        done = shell(made[name], checkout)
        assert done.returncode == 0, done.stdout + done.stderr
    changed = shell("git show --name-only --format= HEAD", checkout).stdout.split()
    assert "outputs/claims.json" in changed
    assert all(name.startswith("outputs/") for name in changed)
    assert shell("git log --oneline origin/main", checkout).stdout.count("\n") == 2
    again = shell(made["Extract"] + "\n" + made["Commit"], checkout)
    assert again.returncode == 0
    assert shell("git log --oneline", checkout).stdout.count("\n") == 2, "nothing new, no commit"


@pytest.mark.slow
@pytest.mark.parametrize(("check", "code"), [("true", 1), ("false", 0)])
def test_the_action(root: Path, checkout: Path, tmp_path: Path, check: str, code: int) -> None:
    action = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    step = next(s for s in action["runs"]["steps"] if s.get("id") == "extract")
    temp = tmp_path / "runner"
    (temp / "claimx" / "bin").mkdir(parents=True)
    shutil.copy(checkout / ".venv" / "bin" / "claimx", temp / "claimx" / "bin" / "claimx")
    (checkout / "corpus" / "lighthouse-new.txt").write_text(NEW)
    inputs = {name: value["default"] for name, value in action["inputs"].items()}
    assert {"corpus", "output", "check", "arguments"} <= set(inputs)
    done = shell(
        step["run"],
        checkout,
        RUNNER_TEMP=str(temp),
        GITHUB_OUTPUT=str(temp / "output"),
        GITHUB_STEP_SUMMARY=str(temp / "summary"),
        CORPUS=inputs["corpus"],
        OUTPUT=inputs["output"],
        CHECK=check,
        ARGUMENTS=inputs["arguments"],
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert (temp / "output").read_text() == "changed=true\n"
    assert "lighthouse-new.txt" in (temp / "summary").read_text()
    written = shell("git status --porcelain outputs", checkout).stdout
    assert bool(written) == (check == "false")
