"""A model that is not the one that was published is refused with a code before anything is written, and what its list
does not name is never opened.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

import claimx
from claimx import api
from claimx.config import Settings
from claimx.errors import ModelError
from claimx.ids import sha256
from claimx.nlp.attribution_model import AttributionModel
from claimx.nlp.model_files import packaged, verified

NAMES = sorted(p.name for p in packaged("attribution").iterdir() if p.is_file() and p.name != "SHA256SUMS")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the packaged attribution model."""
    names = [*NAMES, "SHA256SUMS"]
    (tmp_path / "model").mkdir()
    for name in names:
        shutil.copy(packaged("attribution") / name, tmp_path / "model" / name)
    return tmp_path / "model"


def refused(model: Path, match: str) -> None:
    """A run with the model fails, coded, and leaves no output."""
    corpus, output = model.parent / "corpus", model.parent / "o"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The tug sailed at noon, the harbour master said on Monday.\n")
    with pytest.raises(ModelError, match=rf"CX301.*{match}"):
        claimx.extract(corpus, output, settings=Settings(attribution_model=str(model)))
    assert not output.exists()


@pytest.mark.parametrize("name", NAMES)
def test_one_bit_is_enough(model: Path, name: str) -> None:
    data = bytearray((model / name).read_bytes())
    data[len(data) // 2] ^= 1
    (model / name).write_bytes(data)
    refused(model, name)


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_file(model: Path, name: str) -> None:
    (model / name).unlink()
    refused(model, name)


@pytest.mark.parametrize("name", [n for n in NAMES if not n.endswith(".md")])
def test_a_file_that_the_list_does_not_name(model: Path, name: str) -> None:
    listing = model / "SHA256SUMS"
    kept = [line for line in listing.read_text().splitlines(keepends=True) if not line.endswith(f" {name}\n")]
    listing.write_text("".join(kept))
    with pytest.raises(ModelError, match=f"CX301.*{name}"):
        AttributionModel(model)


@pytest.mark.parametrize("path", ["../secret", "/etc/hostname", "sub/../../secret", "a/b", ".."])
def test_a_list_that_leads_outside(model: Path, path: str) -> None:
    (model.parent / "secret").write_text("x")
    with (model / "SHA256SUMS").open("a") as listing:
        listing.write(f"{sha256(b'x')}  {path}\n")
    refused(model, "")


@pytest.mark.parametrize("listing", [b"", b"one-word\n", b"\xff\xfe", b"0 0 0\n"])
def test_a_list_that_is_none(model: Path, listing: bytes) -> None:
    (model / "SHA256SUMS").write_bytes(listing)
    refused(model, "")


@pytest.mark.parametrize("config", [b"{", b"[]", b"{}", b'{"format": 999, "version": "1"}'])
def test_a_config_that_is_none(model: Path, config: bytes) -> None:
    """Listed with its right hash, and yet of no use."""
    old = sha256((model / "config.json").read_bytes())
    (model / "config.json").write_bytes(config)
    listing = model / "SHA256SUMS"
    listing.write_text(listing.read_text().replace(old, sha256(config)))
    with pytest.raises(ModelError, match="CX301"):
        AttributionModel(model)
    if b"version" not in config:
        refused(model, "config.json")


def test_what_is_not_listed_is_never_opened(model: Path) -> None:
    opened: list[object] = []
    sys.addaudithook(lambda event, arguments: opened.append(arguments[0]) if event == "open" else None)
    (model / "weights.pkl").write_bytes(b"cos\nsystem\n(S'exit 1'\ntR.")
    (model / "encoder.onnx.data").write_bytes(b"\0" * 100)
    opened.clear()
    contents, _ = verified(model)
    assert sorted(contents) == NAMES
    assert api.models_in_use(Settings(attribution_model=str(model)))
    names = {Path(str(path)).name for path in opened}
    assert "encoder.onnx" in names and not {"weights.pkl", "encoder.onnx.data"} & names


def test_the_models_of_a_run_are_named_in_its_output() -> None:
    refs = {m.name: m for m in api.models_in_use(Settings())}
    assert refs["attribution"].sha256 == sha256((packaged("attribution") / "SHA256SUMS").read_bytes())
    assert json.loads((packaged("attribution") / "config.json").read_text())["version"] == refs["attribution"].version
