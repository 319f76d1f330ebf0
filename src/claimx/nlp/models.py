"""Where the models lie, and whether they are the ones they claim to be.  Nothing here loads a model."""

from __future__ import annotations

import importlib.util
import json
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from claimx.config import RULES_ONLY, Settings
from claimx.errors import ModelError
from claimx.ids import sha256
from claimx.nlp.model_files import packaged, verified, version
from claimx.schema import ModelRef

_BASE_NAME = re.compile(r"en_core_web_[a-z0-9_]+")
_NO_WEIGHT = frozenset({"README.md", "LICENSE", "LICENSES_SOURCES", "accuracy.json"})


@dataclass(frozen=True, slots=True)
class Installed:
    """A model on disk: its folder, and what identifies it."""

    folder: Path
    ref: ModelRef


def base_model(name: str) -> Installed:
    """The installed spaCy pipeline package of this name, verified.

    A package in the table ``base_model.json`` must have exactly the files and hashes of the table.  Any other
    ``en_core_web_…`` that is installed is taken as it is, and its hash goes into the output.  Raises ModelError for a
    package that is missing, altered, or of a name that is no English spaCy pipeline.
    """
    if not _BASE_NAME.fullmatch(name):
        raise ModelError(
            f"{name!r} is no English spaCy pipeline", remedy="set spacy_model to an installed en_core_web_…"
        )
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModelError(f"the spaCy pipeline {name} is not installed", remedy="install claimx with its dependencies")
    found = sorted(Path(spec.origin).parent.glob("*/config.cfg"))
    if len(found) != 1:
        raise ModelError(f"the package {name} holds {len(found)} pipelines", "one is expected")
    folder = found[0].parent
    hashes = {p.relative_to(folder).as_posix(): sha256(p.read_bytes()) for p in _weights(folder)}
    if expected := _table().get(name):
        _compare(name, hashes, expected)
    version = str(json.loads((folder / "meta.json").read_text("utf-8"))["version"])
    return Installed(folder, ModelRef(name=name, version=version, sha256=_digest(hashes)))


def own_model(name: str, override: str | None = None) -> Installed:
    """The model ``name`` that ships with claimx, or the one in the folder ``override``, every file verified.

    Raises ModelError for one that is missing or altered.
    """
    folder = packaged(name) if override is None else Path(override)
    contents, digest = verified(folder)
    return Installed(folder, ModelRef(name=name, version=version(contents), sha256=digest))


def models_in_use(settings: Settings) -> list[ModelRef]:
    """Every model that a run with these settings uses, by name."""
    found = [base_model(settings.spacy_model), own_model("sentences"), own_model("pairs")]
    if settings.attribution_model != RULES_ONLY:
        found.append(own_model("attribution", settings.attribution_model))
    return sorted((model.ref for model in found), key=lambda m: m.name)


def _weights(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in _NO_WEIGHT)


def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads((files("claimx.nlp") / "base_model.json").read_text("utf-8"))
    return table


def _compare(name: str, found: dict[str, str], expected: dict[str, str]) -> None:
    wrong = sorted(f for f in found.keys() | expected.keys() if found.get(f) != expected.get(f))
    if wrong:
        raise ModelError(f"the model {name} is not the one it should be", f"{wrong[0]} differs", "install it again")


def _digest(hashes: dict[str, str]) -> str:
    return sha256("".join(f"{digest}  {file}\n" for file, digest in sorted(hashes.items())).encode())
