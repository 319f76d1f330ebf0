"""When a source spoke and when what it tells happened, from the dates that stand beside the cue and in the content.

Values come from the DATE mentions (:mod:`claimx.normalise.dates`); here it is only decided which date belongs to what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from claimx.nlp import occasions
from claimx.nlp.datelines import beginning
from claimx.nlp.days_of_speech import DAY, Days, Spoken, is_day
from claimx.nlp.days_told import Moved, counted_from_speech
from claimx.nlp.event_dates import event_date
from claimx.nlp.voices import voices_in
from claimx.normalise.iso import day_bounds
from claimx.records import Attribution
from claimx.schema import DateBasis, DateValue, EntityMention, Span

_NO_DATE = frozenset({"duration", "set"})
_FARTHEST = 60
_FRESH = 14
"""Days before publication of which an article still has people speak."""
_BASIS: dict[str, DateBasis] = {"explicit": "explicit", "published": "anchored", "event": "inferred"}
_WITHIN = frozenset({"relcl", "acl", "pcomp", "csubj"})
"""How a clause hangs on a noun or preposition of another."""
_BESIDE = frozenset({"ccomp", "conj", "parataxis", "ROOT"})
"""How a clause hangs on another of which it tells neither time nor way."""


def _covers(spans: Sequence[Span], mention: EntityMention) -> bool:
    return any(s <= mention.start and mention.end <= e for s, e in spans)


def _value(mention: EntityMention, value: str | None = None) -> DateValue:
    basis = _BASIS[mention.attributes.get("anchor") or "explicit"]
    return DateValue(value=value or mention.attributes.get("value"), basis=basis)


def _when(mention: EntityMention) -> str:
    """The value of a date as that of a statement: "had no comment by Friday" was on Friday; nobody speaks "until"."""
    value = str(mention.attributes.get("value"))
    if not value.startswith("../"):
        return value
    return value.removeprefix("../") if mention.exact.lower().startswith("by ") else ""


def _usable(mention: EntityMention) -> bool:
    value = mention.attributes.get("value")
    return (
        mention.label == "DATE"
        and isinstance(value, str)
        and not value.startswith("P")
        and mention.attributes.get("type") not in _NO_DATE
    )


def dates(
    doc: Doc,
    attribution: Attribution,
    entity_mentions: Sequence[EntityMention],
    others: Sequence[Attribution] = (),
    published: str | None = None,
    *,
    document: bool = False,
) -> tuple[DateValue, DateValue]:
    """``(stated, event)`` of an attribution; empty values where the text tells neither.

    ``others``: all attributions of the article, whose dates are not this one's.  Nobody has spoken after the article
    was ``published``.  ``document``: the source is one, which may bear a date.
    """
    found = [m for m in entity_mentions if _usable(m)]
    outer = [
        m
        for m in found
        if not any(
            o is not m and o.start <= m.start and m.end <= o.end and (o.end - o.start) > (m.end - m.start)
            for o in found
        )
    ]
    told = [m for m in outer if _when(m) and not _others(m, attribution, others) and not _later(m, published)]
    stated = _stated(doc, attribution, told, others, document=document)
    event = event_date(doc, attribution, outer)
    happened = _value(event[0], event[1]) if event else DateValue()
    return (_value(stated, _when(stated)) if stated else DateValue(), happened)


def article_dates(
    doc: Doc,
    attributions: Sequence[Attribution],
    holders: Sequence[str | None],
    entity_mentions: Sequence[EntityMention],
    published: str | None = None,
    *,
    paragraphs: Sequence[Span] = (),
    spots: Sequence[Sequence[Span]] = (),
    documents: Sequence[bool] = (),
    voices: Mapping[str, str] | None = None,
) -> list[tuple[DateValue, DateValue]]:
    """``(stated, event)`` of every attribution of an article.

    ``holders`` are the ids of their first sources, ``spots`` the places where these stand, ``documents`` which
    of them are documents, ``voices`` for whom sources speak.  Who spoke at a date, or did what goes with speaking,
    spoke then also in what follows without a date of its own: that is inferred.
    """
    entries = occasions.entry_times(paragraphs, [m for m in entity_mentions if _usable(m)])
    heads = {m.start for _, m in entries}
    dated = [m for m in entity_mentions if m.start not in heads]
    # Who calls for the dates alone knows neither places nor documents.
    known = documents or [False] * len(attributions)
    out = [dates(doc, a, dated, attributions, published, document=known[i]) for i, a in enumerate(attributions)]
    told = [m for m in dated if _usable(m) and is_day(_when(m)) and not _later(m, published)]
    said = [span for a in attributions for span in a.content]
    papers = {h for h, is_one in zip(holders, known, strict=True) if is_one and h}
    where: dict[str, set[Span]] = {}
    for holder, places in zip(holders, spots, strict=False):
        where.setdefault(holder or "", set()).update(places)
    did = {
        h: [
            (at, _when(m)[:DAY])
            for at, m in occasions.deeds(doc, where[h], told, said)
            if h in papers or _is_fresh(_when(m), published)
        ]
        for h in where
        if h
    }
    days = Days(
        [start for start, _ in paragraphs],
        did,
        [(m.start, _when(m)[:DAY]) for m in told if not _covers(said, m)],
        {**voices_in(doc, where), **(voices or {})},
        occasions.held(doc, told, said),
    )
    moved = counted_from_speech(doc, attributions, [(m.start, _when(m)[:DAY]) for m in told])
    spoken = [Spoken.of(doc, a) for a in attributions]
    for i in sorted(range(len(out)), key=lambda i: spoken[i].at):
        stated, holder, at = out[i][0], holders[i] or "", spoken[i].at
        if not stated.value and i in moved:
            value = _moved(moved[i], out)
            stated = DateValue(value=value, basis="inferred" if value else None)
            out[i] = (stated, out[i][1])
            if value:
                continue
        names = [noun.lemma_.lower() for noun in occasions.shared(doc, at, said)]
        if stated.value or spoken[i].before:
            days.learn(holder, at, stated.value, names, before=spoken[i].before)
            continue
        again = [noun.lemma_.lower() for noun in occasions.shared(doc, at, said, again=True)]
        reply = occasions.replies(doc, attributions[i].cue)
        found = days.of(holder, at, again, reply=reply, later=spoken[i].later)
        head = occasions.heading(entries, at)
        if head is not None and (found is None or found[0] < head.start):
            found = (head.start, str(head.attributes["value"]))
        days.infer(holder, at, found, names)
        if found is not None:
            out[i] = (DateValue(value=found[1], basis="inferred"), out[i][1])
    order = sorted(range(len(out)), key=lambda i: spoken[i].at)
    for i, then in pairwise(order):
        # "The roof was safe, Orme said. “We looked,” she told the Post on Monday": one occasion, told at its end.
        alone = not out[i][0].value and not spoken[i].before and holders[i] is not None and holders[i] == holders[then]
        if alone and out[then][0].basis not in (None, "inferred") and not spoken[then].before:
            value = out[then][0].value or ""
            if is_day(value) and days.together(spoken[i].at, spoken[then].at):
                out[i] = (DateValue(value=value, basis="inferred"), out[i][1])
    for i, attribution in enumerate(attributions):
        # What goes on before the sentence with the cue was said when the rest was.
        begun = attribution.continues
        if begun is not None and not out[i][0].value and out[begun][0].value:
            out[i] = (DateValue(value=out[begun][0].value, basis="inferred"), out[i][1])
    for i, holder in enumerate(holders):
        # A document has one date, wherever the article tells it.
        if holder in papers and not out[i][0].value and not spoken[i].before:
            issued = days.only(str(holder))
            if issued:
                out[i] = (DateValue(value=issued, basis="inferred"), out[i][1])
    return out


def _is_fresh(day: str, published: str | None) -> bool:
    """Whether a day is so near publication that who did something then speaks of it in the article."""
    bounds = day_bounds(day[:DAY]), day_bounds((published or "")[:DAY])
    return bounds[0] is None or bounds[1] is None or (bounds[1][0] - bounds[0][0]).days <= _FRESH


def _moved(moved: Moved, out: Sequence[tuple[DateValue, DateValue]]) -> str | None:
    """The day of a statement that is counted from another day, or from that of another statement."""
    base = moved.day if moved.of is None else out[moved.of][0].value
    return moved.shifted(base) if base else None


def _others(mention: EntityMention, attribution: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether a date is part of what somebody else says, or of what he is called: "the report of May", "by Christmas".

    Of an attribution inside another's content, that content's dates are its own.
    """
    anchor = attribution.cue or attribution.source
    at = anchor[0][0] if anchor else -1
    for other in others:
        if other is attribution:
            continue
        if _covers(other.content, mention) and not any(s <= at < e for s, e in other.content):
            return True
        if other.source != attribution.source and any(s <= mention.start < e for s, e in other.source):
            return True
    return False


def _later(mention: EntityMention, published: str | None) -> bool:
    """Whether a date lies after the day of publication, or reaches beyond it."""
    first, _, last = str(mention.attributes.get("value") or "").partition("/")
    day = last if first in ("", "..") else first
    return bool(published) and day[:4].isdigit() and day[:10] > str(published)[: len(day[:10])]


def _in_clause(doc: Doc, mention: EntityMention, attribution: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether a date is that of something told beside: it hangs on the verb of a clause beside a noun that neither the
    cue nor the source is part of ("down from the 10 million that it guided for in July, it said"), or on another verb
    that tells nothing ("ships left on Monday on what he called …").
    """
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or _of_dateline(doc, mention):
        return False
    spoken = [*attribution.cue, *attribution.source]
    told = False
    for token in (span.root, *span.root.ancestors):
        if any(s <= token.idx < e for s, e in attribution.cue):
            return False
        if token.dep_ in occasions.CLAUSES and not any(s <= token.idx < e for s, e in spoken):
            return not occasions.speaks_in(token)
        if token.pos_ in ("VERB", "AUX") and token.dep_ in _BESIDE:
            within = any(s <= token.idx < e for s, e in attribution.content)
            # "Told the Post on Monday it would close": the parser may take the day for that of the closing.
            ahead = within and mention.start < min(s for s, _ in attribution.content)
            if not ahead and not told and not _tells(token, attribution, others):
                return True
        told = told or (token.pos_ == "VERB" and occasions.is_told(token))
    return False


def _of_dateline(doc: Doc, mention: EntityMention) -> bool:
    """Whether a date stands in a dateline, which hangs on nothing: "LUND, May 3 (HG) – "."""
    line = doc.text.rfind("\n", 0, mention.start) + 1
    return mention.start - line < _FARTHEST and beginning(doc.text, line, mention.end + _FARTHEST) > mention.end


def _tells(verb: Token, attribution: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether a verb tells that somebody speaks, or what the source of an attribution did as it spoke."""
    if occasions.is_told(verb) or any(s <= verb.idx < e for o in others for s, e in o.cue):
        return True
    if any(s <= t.idx < e for t in verb.children if t.dep_ in occasions.SUBJECTS for s, e in attribution.source):
        return True
    # "Let slip a number on Monday: six, they said"; "showed the hall on Monday and said".
    cue = (t for span in attribution.cue for t in verb.doc.char_span(*span, alignment_mode="expand") or ())
    for token in (t for t in cue if verb.is_ancestor(t)):
        between = [token, *(t for t in token.ancestors if verb.is_ancestor(t))]
        own = any(t.dep_ in occasions.SUBJECTS for t in token.children)
        return not any(t.dep_ in _WITHIN or (t.dep_ == "conj" and own) or _is_marked(t) for t in between)
    return False


def _is_marked(verb: Token) -> bool:
    """Whether a clause is told as another time or reason: "two weeks after the abbot said"."""
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" for c in verb.children)


def _when_another_spoke(
    span: SpacySpan | None, attribution: Attribution, others: Sequence[Attribution], *, attached: bool
) -> bool:
    """Whether a date hangs first on the cue of another source: "Sources told the Post …, but the mayor denied it on
    Monday".

    ``attached``: it hangs on this cue, too; then only a coordinated one goes before it.
    """
    for token in span.root.ancestors if span is not None else ():
        for other in others:
            if any(s <= token.idx < e for s, e in other.cue):
                another = bool(other.source) and other.source != attribution.source
                return another and (not attached or token.dep_ == "conj")
    return False


def _stated(
    doc: Doc,
    attribution: Attribution,
    found: Sequence[EntityMention],
    others: Sequence[Attribution],
    *,
    document: bool,
) -> EntityMention | None:
    """The date outside the content that hangs on the cue's verb, or stands right beside cue and source."""
    anchor = attribution.cue or attribution.source
    if not anchor:
        return None
    low, high = min(s for s, _ in anchor), max(e for _, e in anchor)
    sentence = doc.char_span(low, high, alignment_mode="expand")
    if sentence is None:
        return None
    first, last = sentence.sent.start_char, sentence.sent.end_char
    cue = {t.i for t in sentence}
    best: tuple[int, int, EntityMention] | None = None
    for m in found:
        if not first <= m.start < last or _covers(attribution.content, m):
            continue
        inside = any(s <= m.start < e for s, e in attribution.source)
        if inside and not _of_source(doc, m, attribution, document=document):
            continue
        if not inside and _in_clause(doc, m, attribution, others):
            continue
        gap = m.start - high if m.start >= high else low - m.end
        span = doc.char_span(m.start, m.end, alignment_mode="expand")
        attached = span is not None and any(a.i in cue for a in span.root.ancestors)
        if _when_another_spoke(span, attribution, others, attached=attached):
            continue
        if gap > _FARTHEST and not (attached and gap < 3 * _FARTHEST):
            continue
        rank = (0 if attached else 1, max(gap, 0))
        if best is None or rank < best[:2]:
            best = (*rank, m)
    return best[2] if best else None


def _of_source(doc: Doc, mention: EntityMention, attribution: Attribution, *, document: bool) -> bool:
    """Whether a date in the words for a source is that of the document that it is, or tells when it spoke."""
    date = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    source = next((s for s in attribution.source if s[0] <= mention.start < s[1]), None)
    span = doc.char_span(*source, alignment_mode="expand") if source else None
    if date is None or span is None:
        return False
    if document and occasions.dated(doc, mention, span.root):
        return True
    clause = next((t for t in date.root.ancestors if t.pos_ in ("VERB", "AUX")), None)
    cue = clause is not None and any(s <= clause.idx < e for s, e in attribution.cue)
    return clause is not None and (cue or (occasions.speaks_in(clause) and clause.head.i == span.root.i))
