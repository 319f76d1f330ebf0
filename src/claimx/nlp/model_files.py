"""Where trained models lie, and that they are what they were: every file is checked against SHA256SUMS before use."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from claimx.errors import ModelError
from claimx.ids import sha256


class Contents(dict[str, bytes]):
    """The verified files of a model by name; one that its list does not name is refused."""

    def __missing__(self, name: str) -> bytes:
        raise ModelError(f"the model has no {name!r}", "its SHA256SUMS does not list it", "install it again")


def packaged(name: str) -> Path:
    """The folder of a model that comes with the package: in the wheel, or in a checkout.

    Raises ModelError when it is in neither.
    """
    package = Path(str(files("claimx")))
    for folder in (package / "_models" / name, package.parent.parent / "models" / name):
        if (folder / "SHA256SUMS").is_file():
            return folder
    raise ModelError(
        f"model {name!r} is not there", "neither in the package nor in a models/ folder", "install claimx again"
    )


def verified(folder: Path) -> tuple[Contents, str]:
    """The files of a model by name, and the hash of their hashes.  Nothing that is not listed is ever opened.

    Raises ModelError when a file is missing or altered, or the list names one outside the folder.
    """
    try:
        listing = (folder / "SHA256SUMS").read_bytes()
        wanted = [line.split(maxsplit=1) for line in listing.decode("ascii").splitlines() if line]
        contents = Contents()
        for digest, name in wanted:
            if Path(name).name != name:
                raise ModelError(f"model in {folder.name!r} lists a path outside itself", name)
            contents[name] = (folder / name).read_bytes()
            if sha256(contents[name]) != digest:
                raise ModelError(
                    f"model file {name!r} is not what was published", "its SHA-256 differs", "install it again"
                )
    except (OSError, ValueError) as error:
        raise ModelError(f"model in {folder.name!r} cannot be read", str(error), "install it again") from error
    return contents, sha256(listing)


def config(contents: Contents, expected_format: int) -> dict[str, Any]:
    """``config.json`` of a model, of the format this program reads.

    Raises ModelError when it is of another.
    """
    loaded = _config(contents)
    if loaded.get("format") != expected_format:
        raise ModelError(
            "model of another version", f"format {loaded.get('format')}, this program reads {expected_format}",
            "train it again or install the version it was made for",
        )  # fmt: skip
    return loaded


def version(contents: Contents) -> str:
    """The version that ``config.json`` states.  Raises ModelError where it states none."""
    try:
        return str(_config(contents)["version"])
    except KeyError as error:
        raise ModelError("the model's config.json names no version", remedy="install it again") from error


def _config(contents: Contents) -> dict[str, Any]:
    try:
        loaded = json.loads(contents["config.json"])
        if isinstance(loaded, dict):
            return loaded
        why = "it is no JSON object"
    except ValueError as error:
        why = str(error)
    raise ModelError("the model's config.json cannot be read", why, "install it again")
