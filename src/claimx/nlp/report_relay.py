"""The agency that a whole report relays: named in its dateline or in its last lines (``data/relays.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from claimx.errors import KnowledgeError
from claimx.ids import name_key
from claimx.knowledge.roles import roles
from claimx.nlp.media_names import is_medium
from claimx.schema import Span

_FILE = Path(__file__).parent / "data" / "relays.toml"


@cache
def _lines() -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(x) for x in tomllib.loads(_FILE.read_text("utf-8"))["report_line"])
    except (OSError, ValueError, KeyError, re.error) as error:
        raise KnowledgeError(f"cannot read {_FILE.name}", str(error)) from error


def report_relay(text: str, paragraphs: Sequence[Span], outlet: str | None) -> str | None:
    """The agency that a whole report relays, from its dateline or last line; ``None`` when that is the outlet
    itself.
    """
    if not paragraphs:
        return None
    lexicon = roles()
    edges = [text[s : min(e, s + 120)] for s, e in paragraphs[:4]] + [
        text[max(s, e - 120) : e] for s, e in paragraphs[-3:]
    ]
    for line in edges:
        for pattern in _lines():
            match = pattern.search(line)
            if match and is_medium(match["name"], (), lexicon):
                name = match["name"].strip()
                short = "".join(w[0] for w in (outlet or "").split() if w[0].isupper())
                return None if name_key(name) == name_key(outlet or "") or name == short else name
    return None
