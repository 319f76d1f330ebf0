"""The words by which a reader knows a claim: its text, or, where that only points ("denied *this*"), its sentence; and
those for what a relation rests on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimx.schema import Claim, RelationBasis, Source

_POINTING = frozenset({"this", "that", "it", "so", "which", "these", "those", "them", "as much", "the same"})
_BREAK = re.compile(r"[.!?](?=\s|$)|(?=[;:]\s)|\n")
_FIRST, _LAST = re.compile(r"^\S*\s"), re.compile(r"\s\S*$")


def wording(claim: Claim) -> str:
    """The text of a claim; one that only points stands in its sentence, as far as its mention holds that."""
    mention = next((m for m in claim.mentions if m.id == claim.text_from), None)
    if mention is None or not mention.content.spans or claim.text.strip(" .,“”\"'").lower() not in _POINTING:
        return claim.text
    content = mention.content
    ends = [m.end() for m in _BREAK.finditer(content.prefix)]
    before = content.prefix[ends[-1] :].lstrip(" ;:\n") if ends else content.prefix
    whole = bool(ends) or content.spans[0][0] == len(content.prefix)
    if not whole:
        before = f"… {_FIRST.sub('', before)}"
    end = _BREAK.search(content.suffix)
    after = content.suffix[: end.end()].rstrip() if end else content.suffix
    if end is None and after:
        after = f"{_LAST.sub('', after)} …"
    return f"{before}{claim.text}{after}"


def values(basis: RelationBasis, sources: Iterable[Source]) -> tuple[str | None, str | None]:
    """The two values that differ; two holders by their names, as nobody reads ids."""
    if basis.kind != "holder":
        return basis.from_, basis.to
    names = {s.id: s.name for s in sources}
    return names.get(basis.from_ or "", basis.from_), names.get(basis.to or "", basis.to)
