"""The README: its commands are marked for CI, what it shows is true, and it fits a screen or two."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest


def commands(root: Path, name: str) -> str:
    done = subprocess.run(
        [sys.executable, str(root / ".ci" / "readme_command.py"), name], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_one_command_runs_the_main_job(root: Path) -> None:
    command = commands(root, "run")
    assert "--require-hashes -r requirements.lock" in command
    assert "claimx extract corpus/ -o outputs/" in command


def test_one_command_runs_the_tests(root: Path) -> None:
    command = commands(root, "tests")
    assert "--require-hashes -r requirements.lock" in command
    assert "pytest" in command


def test_claim_shown_is_a_claim_of_the_outputs(root: Path) -> None:
    """Every quoted text of the JSON example stands in the committed outputs."""
    readme = (root / "README.md").read_text("utf-8")
    outputs = json.loads((root / "outputs" / "claims.json").read_bytes())
    shown = re.findall(r'"id": "(c-[0-9a-f]{12})"', readme)
    assert shown, "the README shows a claim"
    known = {c["id"]: c for c in outputs["claims"]}
    for ref in shown:
        assert ref in known
        assert json.dumps(known[ref]["text"], ensure_ascii=False) in readme


@pytest.mark.parametrize("page", ["README.md"])
def test_links_lead_somewhere(root: Path, page: str) -> None:
    text = (root / page).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target:
            assert (root / target).exists(), target
