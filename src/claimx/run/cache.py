"""A cache of shards on disk: content-addressed JSON, safe to share between runs and to delete at any time.

The key covers everything a shard depends on: the document as read (text, metadata, paragraphs), the settings, the
models and claimx's own code and data.  Nothing in the cache is trusted: an entry carries the digest of its own body,
and one that is torn, altered or of another shape counts as absent.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from claimx.config import Settings
from claimx.errors import MalformedError
from claimx.ids import sha256
from claimx.records import Document, Shard
from claimx.run.codec import decode, encode
from claimx.schema import ModelRef

_DIGEST = 64


def code_fingerprint() -> str:
    """SHA-256 over the package's own files (code and knowledge), so that an edit never meets a shard of the code
    before.
    """
    package = Path(__file__).parent.parent
    parts = []
    for file in sorted(p for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        parts.append(f"{file.relative_to(package).as_posix()} {sha256(file.read_bytes())}")
    return sha256("\n".join(parts).encode())


class ShardCache:
    """Shards of earlier runs under ``folder``, made on first use."""

    def __init__(self, folder: Path, settings: Settings, models: Sequence[ModelRef]) -> None:
        self._folder = folder
        names = [f"{m.name} {m.version} {m.sha256}" for m in models]
        self._base = "\n".join([code_fingerprint(), settings.fingerprint(), *names])

    def key(self, document: Document) -> str:
        """Hex key of the document's shard."""
        return sha256(self._base.encode() + b"\n" + encode(document))

    def get(self, key: str) -> Shard | None:
        """The shard, or ``None`` where there is none that is whole."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        digest, body = data[:_DIGEST], data[_DIGEST + 1 :]
        if digest.decode("ascii", "replace") != sha256(body):
            return None
        try:
            return decode(Shard, body)
        except MalformedError:
            return None

    def put(self, key: str, shard: Shard) -> None:
        """Keep a shard.  A cache that cannot be written is no reason to fail: the shard is then not kept."""
        if shard.article.status == "failed":
            return
        path = self._path(key)
        body = encode(shard)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sha256(body).encode() + b"\n" + body)
                Path(name).replace(path)
            except OSError:
                # A full disk must not fill with what could not be written.
                Path(name).unlink(missing_ok=True)
                raise

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
