"""Modules that lie where the user stands are never run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from claimx.ingest.html import read_page


def test_a_large_page_is_read_with_the_installed_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("trafilatura", "claimx", "json"):
        (tmp_path / f"{name}.py").write_text("open('HIJACKED', 'w').close()\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    # As where Python is started with -m.
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    words = "The harbour master said that twelve containers had burned at the pier. " * 3
    page = read_page(f"<html><body><article>{f'<p>{words}</p>' * 4500}</article></body></html>")
    assert page.paragraphs
    assert not (tmp_path / "HIJACKED").exists()
