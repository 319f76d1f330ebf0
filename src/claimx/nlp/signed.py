"""Quotations that are signed: “…” — Marta Kolb, crane driver; and posts: … — Marta Kolb (@mkolb) 3 May 2031."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimx.ids import PARTICLES
from claimx.nlp.quotes import Quotation
from claimx.nlp.spans import overlap
from claimx.nlp.word_lists import descriptions, word_lists
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
_POST = re.compile(
    rf"\n(?:{_SPACE}\n)?{_SPACE}(?P<dash>[—–―]|--?){_SPACE}"
    rf"(?P<name>[^\n@()“”\"«»]{{2,60}}?){_SPACE}\(@[\w.]{{2,60}}\)[^\n]{{0,60}}(?=\n|$)"
)
_SMALL = PARTICLES | {"of", "and"}
_MOST_ROLES = 4
_LONGEST_POST = 700
"""Code points of a post at most."""
_CAPITAL = r"[A-ZÀ-Þ][\w.’'-]{0,30}"
_NAMED = rf"{_CAPITAL}(?: (?:{_CAPITAL}|{'|'.join(sorted(PARTICLES))})){{1,4}}"
_TRADE = r"[^\n.!?:“”\"]{2,60}"
_HEADED = re.compile(rf"(?:^|\n){_SPACE}(?P<who>{_NAMED}, (?:\d{{1,3}}(?:, {_TRADE})?|[a-zà-þ]{_TRADE}))$")
_LONGEST_HEADED = 160
EVIDENCE_ABOVE = "rule:headed"
HEADED = 0.7
"""How sure a quotation is whose speaker stands above it."""
_LETTERED = re.compile(r"[^\W\d_]{2}")


def with_signed(text: str, quotations: Sequence[Quotation], found: Sequence[Attribution]) -> list[Attribution]:
    """What has been found, and signed quotations that nobody was found to say; ``quotations``: the outermost ones."""
    made: list[Attribution] = []
    signed_by = [(q, m) for q in quotations if (m := _SIGNATURE.match(text, q.end)) is not None and _is_name(m)]
    # Who signs one letter does not speak in the next: a source among the signatures is its own quotation's alone.
    names = [match.span("name") for _, match in signed_by]
    said = [span for a in found if a.source and not overlap(a.source, names) for span in a.content]
    for quotation, match in signed_by:
        own = [match.span("name")]
        mine = [span for a in found if overlap(a.source, own) for span in a.content]
        if overlap(quotation.pieces, [*said, *mine]):
            continue
        who: Span = (match.start("name"), match.end("who") if match["who"] else match.end("name"))
        made.append(Attribution([who], [match.span("dash")], list(quotation.pieces), CONFIDENCE, list(EVIDENCE)))
    posts = _posts(text)
    signatures = [(match.start("dash"), match.end()) for match, _ in posts]
    found = [a for a in found if not overlap([*a.source, *a.cue], signatures)]
    said = [span for attribution in found if attribution.source for span in attribution.content]
    made += [one for _, one in posts if not overlap(one.content, said)]
    signed = [span for attribution in made for span in attribution.content]
    kept = []
    for a in found:
        if overlap(a.content, signed) and overlap(a.source, names):
            a.content = [span for span in a.content if not overlap([span], signed)]
            kept += [a] if a.content else []
        elif a.source or not overlap(a.content, signed):
            kept.append(a)
    return [*kept, *made]


def with_headed(text: str, quotations: Sequence[Quotation], found: Sequence[Attribution]) -> list[Attribution]:
    """What has been found, and quotations that fill their paragraphs below the name and age or trade of who speaks."""
    said = [span for attribution in found if attribution.source for span in attribution.content]
    made: list[Attribution] = []
    who: Span | None = None
    last = -1
    for quotation in quotations:
        start, end = quotation.start, quotation.end
        alone = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
        offset = max(0, start - _LONGEST_HEADED)
        before = text[offset:start].rstrip()
        if match := _HEADED.search(before):
            who = (offset + match.start("who"), offset + match.end("who"))
        elif offset + len(before) != last:
            who = None
        if who is not None and alone:
            last = end
            if not overlap(quotation.pieces, said):
                made.append(Attribution([who], [], list(quotation.pieces), HEADED, [EVIDENCE_ABOVE]))
    spoken = [span for attribution in made for span in attribution.content]
    kept = [a for a in found if a.source or a.cue or not overlap(a.content, spoken)]
    return sorted([*kept, *made], key=_start) if made else list(found)


def _start(attribution: Attribution) -> int:
    return min(start for start, _ in (*attribution.content, *attribution.cue, *attribution.source))


def _posts(text: str) -> list[tuple[re.Match[str], Attribution]]:
    """Posts that a page embeds, each the line above its signature."""
    made: list[tuple[re.Match[str], Attribution]] = []
    for match in _POST.finditer(text):
        end = match.start()
        start = text.rfind("\n", max(0, end - _LONGEST_POST), end) + 1
        if (start or end <= _LONGEST_POST) and _LETTERED.search(text, start, end):
            spans = [match.span("name")], [match.span("dash")], [(start, end)]
            made.append((match, Attribution(*spans, CONFIDENCE, list(EVIDENCE))))
    return made


def _is_name(match: re.Match[str]) -> bool:
    words = match["name"].split()
    roles = 0
    # "— former mayor Marta Kolb", where the dash is at the quotation.
    while not match["line"] and roles < min(_MOST_ROLES, len(words) - 2) and _is_role(words[roles]):
        roles += 1
    words = words[roles:]
    capitals = [word for word in words if word[0].isupper()]
    # On a line of its own a word with a dash before it may be an item of a list.
    return len(capitals) > bool(match["line"] or roles) and all(w[0].isupper() or w in _SMALL for w in words)


def _is_role(word: str) -> bool:
    return word in descriptions("signing") or word in word_lists("person_kinds")
