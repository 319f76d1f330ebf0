"""Records as JSON bytes: for the cache and for worker processes.  JSON, because reading it runs no code."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from claimx.errors import MalformedError
from claimx.ingest.discover import WorkItem

T = TypeVar("T")


def encode(record: object) -> bytes:
    """A record (a dataclass such as Shard) as JSON bytes; bytes inside it in base64."""
    kind: Any = type(record)
    return _adapter(kind).dump_json(record)


def decode(kind: type[T], data: bytes) -> T:
    """The record of this kind; MalformedError where the bytes are none."""
    known: Any = kind
    try:
        made: T = _adapter(known).validate_json(data)
    except ValidationError as error:
        raise MalformedError(f"not a {kind.__name__}", f"{error.error_count()} faults in its JSON") from error
    return made


def encode_item(item: WorkItem) -> bytes:
    """A work item as JSON bytes.  A file name need not be text: its surrogates are written out."""
    return encode(replace(item, file=item.file.encode("unicode_escape").decode("ascii")))


def decode_item(data: bytes) -> WorkItem:
    """What :func:`encode_item` made."""
    item = decode(WorkItem, data)
    return replace(item, file=item.file.encode("ascii").decode("unicode_escape"))


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
