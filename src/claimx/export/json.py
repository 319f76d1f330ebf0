"""A claim set as canonical bytes, and back: the same claim set always gives the same file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import orjson
from pydantic import ValidationError

from claimx import schema
from claimx.errors import ContractError, UnreadableError

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE

_SPAN = re.compile(rb"\[\n *(\d+),\n *(\d+)\n *\]")
"""A span that indenting spread over four lines.  JSON strings hold no raw line feed, so it cannot match inside one."""

AnyClaimSet = TypeVar("AnyClaimSet", bound=schema.ClaimSet)


def dumps(claimset: schema.ClaimSet) -> bytes:
    """``claims.json``: UTF-8, keys sorted, LF, indented by two, a span on one line.

    Raises ContractError for text that UTF-8 cannot hold (a lone surrogate).
    """
    try:
        data = orjson.dumps(claimset.model_dump(mode="json", by_alias=True), option=_OPTIONS)
    except (TypeError, ValueError) as error:
        raise ContractError("the claim set cannot be written", str(error)) from error
    return _SPAN.sub(rb"[\1, \2]", data)


def loads(data: bytes, kind: type[AnyClaimSet]) -> AnyClaimSet:
    """The claim set of these bytes; ContractError where they break the schema."""
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ContractError(
            "not a claim set", f"{place}: {first['msg']}", f"expected schema {schema.SCHEMA}"
        ) from error


def read(path: Path, kind: type[AnyClaimSet]) -> AnyClaimSet:
    """The claim set of a file, or of the ``claims.json`` of a folder.

    Raises UnreadableError, or ContractError where the file breaks the schema.
    """
    file = path / "claims.json" if path.is_dir() else path
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot read {file.name}", error.strerror or "", "claimx extract writes it") from error
    return loads(data, kind)
