"""Documentation that commands make is what they make today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from claimx.export import schema


def test_cli_reference(root: Path, tmp_path: Path) -> None:
    """``python -m typer claimx.cli utils docs --name claimx --output docs/cli.md``"""
    made = tmp_path / "cli.md"
    command = [sys.executable, "-m", "typer", "claimx.cli", "utils", "docs", "--name", "claimx", "--output", str(made)]
    subprocess.run(command, check=True, capture_output=True, cwd=root)
    assert made.read_text("utf-8") == (root / "docs" / "cli.md").read_text("utf-8"), test_cli_reference.__doc__


def test_every_command_is_documented(root: Path) -> None:
    from typer.main import get_command

    from claimx.cli import app

    page = (root / "docs" / "cli.md").read_text("utf-8")
    group = get_command(app)
    for name, command in group.commands.items():
        assert f"## `claimx {name}`" in page
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", "") or parameter.name == "help", f"{name} {parameter.name}"


def test_schema_reference(root: Path) -> None:
    """``python -m claimx.export.schema markdown > docs/schema.md``"""
    assert schema.markdown() == (root / "docs" / "schema.md").read_text("utf-8"), test_schema_reference.__doc__
