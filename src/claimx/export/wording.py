"""The words by which a reader knows a claim: its text; where that only points ("denied *this*"), its sentence; where it
leans on its cue ("accused *the mill of hiding it*"), both; and those for what a relation rests on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimx.schema import Claim, Mention, RelationBasis, Source

_POINTING = frozenset({"this", "that", "it", "so", "which", "these", "those", "them", "as much", "the same"})
_BREAK = re.compile(r"[.!?](?=\s|$)|(?=[;:]\s)|\n")
_LEANING = frozenset({"accusation", "demand"})
_LEANS = re.compile(r"(?!that\s)(?:[\w’'-]{1,30}\s){0,8}(?:to|of|for|with|over)\s\w")
"""How such a content begins: "to go", "of hiding it", "the mill of hiding it", "them to go"."""
_WHOM = re.compile(r"\s(?:[^\s,;:.!?“”\"]{1,30}\s){0,8}")
"""What may stand between it and its cue."""
_FIRST, _LAST = re.compile(r"^\S*\s"), re.compile(r"\s\S*$")


def wording(claim: Claim) -> str:
    """The text of a claim; one that only points stands in its sentence, as far as its mention holds that, and what
    somebody is accused of or asked for behind the words that accuse and ask.
    """
    mention = next((m for m in claim.mentions if m.id == claim.text_from), None)
    if mention is None or not mention.content.spans:
        return claim.text
    content = mention.content
    if claim.text.strip(" .,“”\"'").lower() not in _POINTING:
        return f"{_leant_on(mention)}{claim.text}"
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


def _leant_on(mention: Mention) -> str:
    """A cue right before its content, with whom it names between them; "" where the content can stand alone."""
    cue, content = mention.cue, mention.content
    if mention.act not in _LEANING or mention.quote_type == "direct" or cue is None or len(cue.spans) != 1:
        return ""
    gap = content.spans[0][0] - cue.spans[0][1]
    between = content.prefix[-gap:] if 0 < gap <= len(content.prefix) else ""
    leans = _LEANS.match(content.exact) is not None and _WHOM.fullmatch(between) is not None
    return f"{cue.exact}{between}" if leans else ""


def values(basis: RelationBasis, sources: Iterable[Source]) -> tuple[str | None, str | None]:
    """The two values that differ; two holders by their names, as nobody reads ids."""
    if basis.kind != "holder":
        return basis.from_, basis.to
    names = {s.id: s.name for s in sources}
    return names.get(basis.from_ or "", basis.from_), names.get(basis.to or "", basis.to)
