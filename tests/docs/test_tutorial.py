"""The tutorial runs from its first cell to its last, without a notebook server and without the network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def notebook(root: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((root / "docs" / "tutorial.ipynb").read_text("utf-8"))
    return made


def code(root: Path) -> list[str]:
    return ["".join(c["source"]) for c in notebook(root)["cells"] if c["cell_type"] == "code"]


def test_it_is_a_notebook_without_stale_output(root: Path) -> None:
    made = notebook(root)
    assert (made["nbformat"], made["nbformat_minor"]) == (4, 5)
    names = [c["id"] for c in made["cells"]]
    assert len(names) == len(set(names))
    assert all(c["outputs"] == [] and c["execution_count"] is None for c in made["cells"] if c["cell_type"] == "code")


@pytest.mark.slow
def test_every_cell_runs(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pandas")
    # Registers the factory, which the entry point does where claimx is installed.
    import claimx.nlp.components  # noqa: F401

    monkeypatch.chdir(root / "docs")
    space: dict[str, Any] = {}
    for number, cell in enumerate(code(root), 1):
        exec(compile(cell, f"tutorial.ipynb, code cell {number}", "exec"), space)
        capsys.readouterr()
    claims = space["claims"]
    assert {a.status for a in claims.articles} == {"ok"}
    assert claims.by_source("Kirby")
    assert {"contradicts", "denies"} <= {r.type for r in claims.relations}
    assert space["widest"].outlets > 1
    assert [s.text for s in space["doc"].spans["claimx/cue"]] == ["said", "added"]
