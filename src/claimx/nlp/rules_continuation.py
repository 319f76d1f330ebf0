"""Speech that goes on without a cue: quotations that follow, or go before, an attributed one."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from claimx.nlp.rules_quotes import Speech
from claimx.records import Attribution

SAME_PARAGRAPH = "rule:continuation"
NEXT_PARAGRAPH = "rule:continuation-next-paragraph"
BEFORE = "rule:continuation-before"
_WORTH = {SAME_PARAGRAPH: 0.9, NEXT_PARAGRAPH: 0.7, BEFORE: 0.8}  # of the confidence of what is continued
_LONGEST_TAIL = 45  # tokens between the end of an attributed quotation and the next one


def continue_speech(doc: Doc, spoken: Sequence[Speech], found: Sequence[Attribution]) -> list[Attribution]:
    """``found`` and the continuations, in text order, with ``continues`` set.

    A quotation that is a sentence of its own and that nothing covers goes on from the attributed one before it in the
    same paragraph, or in the paragraph before when it opens its own; else it leads up to the one right after it.
    Another attribution in between stops it.
    """
    items = list(found)
    owner: dict[int, Attribution] = {}
    for k, speech in enumerate(spoken):
        for item in items:
            if any(s < speech.quotation.end and speech.quotation.start < e for s, e in item.content):
                owner[k] = item
                break
    parents: dict[int, Attribution] = {}
    for k, speech in enumerate(spoken):
        if k in owner or not speech.whole:
            continue
        rule, parent = _parent(doc, spoken, k, owner, items)
        if parent is None:
            continue
        content = [(speech.quotation.start, speech.quotation.end)]
        confidence = round(parent.confidence * _WORTH[rule], 4)
        record = Attribution([], [], content, confidence, [rule], "continuation")
        owner[k] = record
        parents[id(record)] = parent
        items.append(record)
    items.sort(key=lambda a: (min(start for start, _ in (*a.content, *a.cue, *a.source)), a.cue))
    places = {id(a): i for i, a in enumerate(items)}
    for item in items:
        if id(item) in parents:
            item.continues = places[id(parents[id(item)])]
    return items


def _parent(
    doc: Doc, spoken: Sequence[Speech], k: int, owner: dict[int, Attribution], items: Sequence[Attribution]
) -> tuple[str, Attribution | None]:
    speech = spoken[k]
    if k and k - 1 in owner:
        before = spoken[k - 1]
        if before.paragraph == speech.paragraph and speech.first - before.last <= _LONGEST_TAIL:
            if not _interrupted(doc, before, speech, owner[k - 1], items):
                return SAME_PARAGRAPH, owner[k - 1]
        elif before.paragraph + 1 == speech.paragraph and before.whole:
            opens = speech.first == 0 or (doc[speech.first - 1].is_space and "\n" in doc[speech.first - 1].text)
            if opens and not _interrupted(doc, before, speech, owner[k - 1], items):
                return NEXT_PARAGRAPH, owner[k - 1]
    if k + 1 in owner and owner[k + 1].explicitness == "explicit":
        after = spoken[k + 1]
        if after.paragraph == speech.paragraph and all(doc[i].is_space for i in range(speech.last, after.first)):
            return BEFORE, owner[k + 1]
    return SAME_PARAGRAPH, None


def _interrupted(doc: Doc, before: Speech, after: Speech, mine: Attribution, items: Sequence[Attribution]) -> bool:
    """Does another attribution, or a whole sentence that is none, stand between the two quotations?"""
    start, end = before.quotation.end, after.quotation.start
    for item in items:
        if (
            item is not mine
            and item.explicitness == "explicit"
            and any(start <= s < end for s, _ in [*item.cue, *item.source])
        ):
            return True
    stops = sum(doc[i].text in {".", "?", "!"} for i in range(before.last, after.first))
    return stops > 1


def join_continuations(found: Sequence[Attribution]) -> list[Attribution]:
    """One attribution for each speech, as corpora without continuations have it: parts in the same paragraph are
    joined.

    Continuations over paragraphs stay apart.  Indices in ``continues`` are those of the result.
    """
    head: dict[int, int] = {}
    joined: dict[int, Attribution] = {}
    for i, item in enumerate(found):
        target = item.continues
        if target is not None and NEXT_PARAGRAPH not in item.evidence:
            head[i] = target
    for i, item in enumerate(found):
        if i not in head:
            joined[i] = Attribution(
                item.source,
                item.cue,
                list(item.content),
                item.confidence,
                item.evidence,
                item.explicitness,
                item.continues,
            )
    for i in head:
        at = i
        while at in head:
            at = head[at]
        joined[at].content = sorted([*joined[at].content, *found[i].content])
    order = sorted(joined)
    places = {old: new for new, old in enumerate(order)}
    for item in joined.values():
        if item.continues is not None:
            at = item.continues
            while at in head:
                at = head[at]
            item.continues = places[at]
    return [joined[i] for i in order]
