"""Quotations that are signed: “…” — Marta Kolb, crane driver."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimx.ids import PARTICLES
from claimx.nlp.quotes import Quotation
from claimx.nlp.spans import overlap
from claimx.records import Attribution
from claimx.schema import Span

EVIDENCE = ("rule:signed", "rule:certain")
CONFIDENCE = 0.9
"""Of one that the model has not found: the form leaves little doubt."""

_SPACE = r"[ \t\u00a0]{0,3}"
_SIGNATURE = re.compile(
    rf"{_SPACE}(?P<line>\n?)(?:>?{_SPACE}\n(?!.{{0,200}}\n{{1,2}}{_SPACE}[—–―-]))?>?{_SPACE}(?P<dash>[—–―]|--?){_SPACE}"
    rf"(?P<name>[^\n,“”\"«»]{{2,60}}?)(?P<who>,[^\n“”\"«»]{{2,80}}?)?\.?{_SPACE}(?=\n|$)"
)
_SMALL = PARTICLES | {"of"}


def with_signed(text: str, quotations: Sequence[Quotation], found: Sequence[Attribution]) -> list[Attribution]:
    """What has been found, and signed quotations that nobody was found to say; ``quotations``: the outermost ones."""
    made: list[Attribution] = []
    said = [span for attribution in found if attribution.source for span in attribution.content]
    for quotation in quotations:
        match = _SIGNATURE.match(text, quotation.end)
        if match is None or not _is_name(match) or overlap(quotation.pieces, said):
            continue
        who: Span = (match.start("name"), match.end("who") if match["who"] else match.end("name"))
        made.append(Attribution([who], [match.span("dash")], list(quotation.pieces), CONFIDENCE, list(EVIDENCE)))
    signed = [span for attribution in made for span in attribution.content]
    return [*(a for a in found if a.source or not overlap(a.content, signed)), *made]


def _is_name(match: re.Match[str]) -> bool:
    words = match["name"].split()
    capitals = [word for word in words if word[0].isupper()]
    # On a line of its own a word with a dash before it may be an item of a list.
    return len(capitals) > bool(match["line"]) and all(w[0].isupper() or w in _SMALL for w in words)
