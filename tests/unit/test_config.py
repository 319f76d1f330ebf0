"""Settings: what they depend on, and where a file's folders lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.config import RULES_ONLY, Settings, load_settings
from claimx.errors import UsageError


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "people.jsonl").write_text('{"id": "P:ann", "name": "Ann Lee"}\n', "utf-8")
    return folder


@pytest.mark.parametrize("name", ["knowledge", "attribution_model"])
def test_the_fingerprint_is_of_what_a_folder_holds(tmp_path: Path, knowledge: Path, name: str) -> None:
    first = Settings(**{name: str(knowledge)}).fingerprint()
    assert first != Settings().fingerprint()
    (knowledge / ".people.jsonl.swp").write_text("x", "utf-8")
    moved = knowledge.rename(tmp_path / "elsewhere")
    assert Settings(**{name: str(moved)}).fingerprint() == first
    (moved / "people.jsonl").write_text('{"id": "P:ann", "name": "Ann Poe"}\n', "utf-8")
    second = Settings(**{name: str(moved)}).fingerprint()
    (moved / "people.jsonl").rename(moved / "places.jsonl")
    assert len({first, second, Settings(**{name: str(moved)}).fingerprint()}) == 3


def test_the_fingerprint_where_no_folder_is_named() -> None:
    """It stands in every output: it must not change."""
    assert Settings().fingerprint() == "c68812bf46e55ef48c2617df0ac5c0a03414faba8ddfe0d14c3fdbcaf6b855c8"
    assert (
        Settings(attribution_model=RULES_ONLY).fingerprint()
        == "d71954358678b9cbed46d5ff51ca0f8ce96652a6da139d3e36dd72a3056d734c"
    )


def test_folders_of_a_file_are_taken_from_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.claimx]\nknowledge = "kb"\nattribution_model = "m/own"\ncache_dir = "/kept"\n', "utf-8"
    )
    (tmp_path / "sub").mkdir()
    found = load_settings(tmp_path / "sub")
    assert (found.knowledge, found.attribution_model, found.cache_dir) == (
        str(tmp_path / "kb"),
        str(tmp_path / "m" / "own"),
        "/kept",
    )
    assert load_settings(tmp_path / "sub", knowledge="kb").knowledge == "kb"
    (tmp_path / "pyproject.toml").write_text(
        '[tool.claimx]\nattribution_model = "rules"\ncache_dir = "auto"\n', "utf-8"
    )
    found = load_settings(tmp_path)
    assert (found.attribution_model, found.cache_dir) == (RULES_ONLY, "auto")


@pytest.mark.parametrize("text", ["[tool]\nclaimx = 5\n", "tool = 5\n", "[tool.claimx]\nknowledge = 5\n", "["])
def test_a_file_that_cannot_be_is_a_usage_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    with pytest.raises(UsageError):
        load_settings(tmp_path)


def test_the_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().cache_folder() is None
    assert Settings(cache_dir="x").cache_folder() == Path("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    users = Settings(cache_dir="auto").cache_folder()
    assert users is not None and users.name == "shards" and users.is_absolute()


def test_no_number_is_not_in_range() -> None:
    with pytest.raises(UsageError, match="merge_threshold"):
        Settings().override(merge_threshold=float("nan"))
