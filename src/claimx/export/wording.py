"""The words by which a reader knows a claim: its text; where that only points ("denied *this*"), its sentence; where it
leans on its cue ("accused *the mill of hiding it*", "denied *the charge*"), both.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimx.schema import Claim, Mention

_POINTING = frozenset({"this", "that", "it", "so", "which", "these", "those", "them", "as much", "the same"})
_BREAK = re.compile(r"[.!?](?=\s|$)|(?=[;:]\s)|\n")
_LEANING = frozenset({"accusation", "demand"})
_LEANS = re.compile(r"(?!that\s)(?:[\w’'-]{1,30}\s){0,8}(?:to|of|for|with|over)\s\W?\w")
"""How such a content begins: "to go", "of hiding it", "the mill of hiding it", "them to go"."""
_PLAIN = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|tell(?:s|ing)?|told|add(?:s|ed|ing)?|writ(?:e|es|ing)|wrote|stat(?:e|es|ed|ing)|"
    r"not(?:e|es|ed|ing)|explain(?:s|ed)?|according)\b",
    re.IGNORECASE,
)
"""Words of a cue that says no more than that somebody speaks: what follows stands alone."""
_BETWEEN = re.compile(r"\s(?:[^\s,;:.!?“”\"]{1,30}\s){0,8}")
"""What may stand between a content and its cue: whom it accuses, when it was said."""
_THAT = re.compile(r"that\s+(?!(?:is|was|will|would|has|had|does|did|can|could|may|might|must|should)\b)(?=\S)")
"""What joins a clause to its cue, and is no "that was wrong"."""
_GAP = " … "
_FIRST, _LAST = re.compile(r"^\S*\s"), re.compile(r"\s\S*$")


def wording(claim: Claim) -> str:
    """The text of a claim; one that only points stands in its sentence, as far as its mention holds that, and what
    follows a cue that says more than "said" stands behind it.
    """
    mention = next((m for m in claim.mentions if m.id == claim.text_from), None)
    if mention is None or not mention.content.spans:
        return claim.text
    content = mention.content
    if claim.text.strip(" .,“”\"'").lower() not in _POINTING:
        return _with_cue(mention, claim.text)
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


def _with_cue(mention: Mention, text: str) -> str:
    """The text behind its cue, with what stands between the two; alone where it can stand alone."""
    cue = mention.cue
    if mention.quote_type == "direct" or cue is None or len(cue.spans) != 1:
        return text
    between = _between(mention)
    if between is None:
        return _around(mention, text)
    plain = mention.polarity == "affirm" and _PLAIN.search(cue.exact) is not None
    if not plain and any(c.isalpha() for c in cue.exact):
        return f"{cue.exact}{between}{text}"
    if mention.act in _LEANING and _LEANS.match(mention.content.exact):
        return f"{cue.exact}{between}{text}"
    return _THAT.sub("", text, count=1) if _THAT.match(text) else text


def _between(mention: Mention) -> str | None:
    """What stands between the cue and the content behind it; None where that is another sentence or a clause."""
    content, cue = mention.content, mention.cue
    gap = content.spans[0][0] - cue.spans[0][1] if cue else 0
    between = content.prefix[-gap:] if 0 < gap <= len(content.prefix) else ""
    return between if _BETWEEN.fullmatch(between) else None


def _around(mention: Mention, text: str) -> str:
    """The text with its cue where that stands inside it: "He [is accused of] leaving port"."""
    spans, cue = mention.content.spans, mention.cue
    parts = mention.content.exact.split(_GAP)
    if cue is None or len(parts) != len(spans) or _PLAIN.search(cue.exact):
        return text
    start, end = cue.spans[0]
    for k, (one, other) in enumerate(pairwise(spans)):
        if (one[1] + 1, other[0] - 1) == (start, end):
            inside = f"{parts[k]} {cue.exact} {parts[k + 1]}"
            return _GAP.join([*parts[:k], inside, *parts[k + 2 :]])
    return text
