"""A worker process: settings, then work items, come in on standard input; outcomes go out on standard output.

Messages are JSON bytes behind an 8-byte length.  An answer begins with "+", or with "-" where the models cannot be
used: then code, what, why, remedy follow.  ``python -P -m claimx.run.worker`` starts one; see :mod:`claimx.run.local`.
"""

from __future__ import annotations

import gc
import json
import os
import struct
from typing import IO

from claimx.config import Settings
from claimx.errors import ClaimxError
from claimx.run.codec import decode_item, encode
from claimx.run.shard import Analyse, ShardMaker, load_analyser

_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write one message."""
    pipe.write(_LENGTH.pack(len(message)) + message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Read one message; ``None`` when the other side has gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = pipe.read(length)
    return body if len(body) == length else None


def _load(settings: Settings) -> Analyse:
    analyser = load_analyser(settings)
    # Models and knowledge stay as long as the process: no collection need look at them again.
    gc.freeze()
    return analyser


def main() -> None:
    """Serve until standard input ends."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    # A library that prints must not write into the messages.
    os.dup2(2, 1)
    first = receive(incoming)
    if first is None:
        return
    try:
        make = ShardMaker(Settings(**json.loads(first)), _load)
        while (message := receive(incoming)) is not None:
            send(outgoing, b"+" + encode(make(decode_item(message))))
    except ClaimxError as error:
        send(outgoing, b"-" + json.dumps([error.code, error.what, error.why, error.remedy]).encode())


if __name__ == "__main__":
    main()
