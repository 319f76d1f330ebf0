"""When a source spoke and when what it tells happened, from the dates that stand beside the cue and in the content.

Values come from the DATE mentions (:mod:`claimx.normalise.dates`); here it is only decided which date belongs to what.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from claimx.nlp import occasions
from claimx.nlp.stance_words import NEGATIONS
from claimx.normalise.iso import day_bounds
from claimx.records import Attribution
from claimx.schema import DateBasis, DateValue, EntityMention, Span

_Told = tuple[int, str]
"""A place in the text, and the day that it tells."""
_NO_DATE = frozenset({"duration", "set"})
_FARTHEST = 60
_DAY = len("2031-05-03")
_ADDING = frozenset({"which", "who", "whose", "whom", "where", "when"})
_CLAUSE = 12
"""Words before "before" that may deny it."""
_FRESH = 14
"""Days before publication of which an article still has people speak."""
_REACH = 2
"""Paragraphs over which somebody speaks on the day on which he did something."""
_BASIS: dict[str, DateBasis] = {"explicit": "explicit", "published": "anchored", "event": "inferred"}


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
    event = _event(doc, attribution, outer)
    return (_value(stated, _when(stated)) if stated else DateValue(), event)


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
) -> list[tuple[DateValue, DateValue]]:
    """``(stated, event)`` of every attribution of an article.

    ``holders`` are the ids of their first sources, ``spots`` the places where these stand, ``documents`` which
    of them are documents.  Who spoke at a date, or did what goes with speaking, spoke then also in what follows
    without a date of its own: that is inferred.
    """
    entries = occasions.entry_times(paragraphs, [m for m in entity_mentions if _usable(m)])
    heads = {m.start for _, m in entries}
    dated = [m for m in entity_mentions if m.start not in heads]
    # Who calls for the dates alone knows neither places nor documents.
    known = documents or [False] * len(attributions)
    out = [dates(doc, a, dated, attributions, published, document=known[i]) for i, a in enumerate(attributions)]
    told = [m for m in dated if _usable(m) and _is_day(_when(m)) and not _later(m, published)]
    said = [span for a in attributions for span in a.content]
    papers = {h for h, is_one in zip(holders, known, strict=True) if is_one}
    where: dict[str, set[Span]] = {}
    for holder, places in zip(holders, spots, strict=False):
        where.setdefault(holder or "", set()).update(places)
    days = _Days(
        [start for start, _ in paragraphs],
        {
            h: [
                (at, _when(m)[:_DAY])
                for at, m in occasions.deeds(doc, where[h], told, said)
                if h in papers or _is_fresh(_when(m), published)
            ]
            for h in where
            if h
        },
        [(m.start, _when(m)[:_DAY]) for m in told if not _covers(said, m)],
    )
    spoken = [_Spoken.of(doc, a) for a in attributions]
    for i in sorted(range(len(out)), key=lambda i: spoken[i].at):
        stated, holder, at = out[i][0], holders[i] or "", spoken[i].at
        if stated.value or spoken[i].before:
            names = [noun.lemma_ for noun in occasions.shared(doc, at, said)]
            days.learn(holder, at, stated.value, names, before=spoken[i].before)
            continue
        names = [noun.lemma_ for noun in occasions.shared(doc, at, said, again=True)]
        value = days.of(holder, at, names, reply=occasions.replies(doc, attributions[i].cue))
        head = occasions.heading(entries, at)
        if head is not None and (value is None or value[0] < head.start):
            value = (head.start, str(head.attributes["value"]))
        days.infer(holder, at, value)
        if value is not None:
            out[i] = (DateValue(value=value[1], basis="inferred"), out[i][1])
    for i, attribution in enumerate(attributions):
        # What goes on before the sentence with the cue was said when the rest was.
        begun = attribution.continues
        if begun is not None and not out[i][0].value and out[begun][0].value:
            out[i] = (DateValue(value=out[begun][0].value, basis="inferred"), out[i][1])
    return out


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Where an attribution stands, and whether its cue tells what was said ``before`` the matter ("had said")."""

    at: int
    before: bool

    @classmethod
    def of(cls, doc: Doc, attribution: Attribution) -> _Spoken:
        at = (attribution.source or attribution.content or attribution.cue or [(0, 0)])[0][0]
        span = doc.char_span(*attribution.cue[0], alignment_mode="expand") if attribution.cue else None
        words = [t for token in span or () for t in (token, *token.children) if token.pos_ in ("VERB", "AUX")]
        past = any(t.lower_ in occasions.HAD and t.dep_ in ("aux", "auxpass") for t in words)
        return cls(at, past)


@dataclass(slots=True)
class _Days:
    """On which days an article has people speak, as far as it has been read: each with the place that tells it.

    ``did`` are the dated deeds by holder, ``told`` all days that the article's own words tell.
    """

    paragraphs: Sequence[int]
    did: Mapping[str, Sequence[_Told]]
    told: Sequence[_Told]
    spoke: dict[str, _Told] = field(default_factory=dict)
    shared: dict[str, _Told] = field(default_factory=dict)
    last: _Told | None = None

    def learn(self, holder: str, at: int, value: str | None, names: Sequence[str], *, before: bool) -> None:
        """Take in what is dated by itself; what "had been said" ``before`` is no day for what follows."""
        self.last = (at, value) if value and not before and _is_day(value) else None
        if not value:
            return
        self.shared.update((name, (at, value)) for name in names)
        if holder and not before and not value.endswith(".."):
            self.spoke[holder] = (at, value)

    def of(self, holder: str, at: int, names: Sequence[str], *, reply: bool) -> _Told | None:
        """The day of a statement without one, and the place that tells it."""
        known = [d for d in self.did.get(holder, ()) if d[0] < at and self._apart(d, at) <= _REACH]
        known += [self.spoke[holder]] if holder in self.spoke else []
        found = max(known, key=lambda d: d[0], default=None)
        # Where a later day has been told since, nobody knows on which of them he speaks.
        if found is not None and not any(found[0] < place < at and day > found[1] for place, day in self.told):
            return found
        same = [self.shared[n] for n in names if n in self.shared and self._apart(self.shared[n], at) <= _REACH]
        if same:
            return same[0]
        return self.last if reply and self.last is not None and self._apart(self.last, at) <= 1 else None

    def infer(self, holder: str, at: int, found: _Told | None) -> None:
        """Take in what was made out."""
        self.last = (at, found[1][:_DAY]) if found is not None else None
        if holder and found is not None:
            self.spoke[holder] = (at, found[1])

    def _apart(self, told: _Told, at: int) -> int:
        """Paragraphs from where a day is told to ``at``."""
        return bisect_right(self.paragraphs, at) - bisect_right(self.paragraphs, told[0])


def _is_fresh(day: str, published: str | None) -> bool:
    """Whether a day is so near publication that who did something then speaks of it in the article."""
    bounds = day_bounds(day[:_DAY]), day_bounds((published or "")[:_DAY])
    return bounds[0] is None or bounds[1] is None or (bounds[1][0] - bounds[0][0]).days <= _FRESH


def _is_day(value: str) -> bool:
    """Whether a value is a day, or a time of one."""
    return len(value) >= _DAY and "/" not in value


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


def _in_clause(doc: Doc, mention: EntityMention, attribution: Attribution) -> bool:
    """Whether a date hangs on the verb of a clause beside a noun that neither the cue nor the source is part of: "down
    from the 10 million that it guided for in July, it said".
    """
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    spoken = [*attribution.cue, *attribution.source]
    for token in (span.root, *span.root.ancestors) if span is not None else ():
        if any(s <= token.idx < e for s, e in attribution.cue):
            return False
        if token.dep_ in occasions.CLAUSES and not any(s <= token.idx < e for s, e in spoken):
            return not occasions.speaks_in(token)
    return False


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
        if not inside and _in_clause(doc, m, attribution):
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


def _event(doc: Doc, attribution: Attribution, found: Sequence[EntityMention]) -> DateValue:
    """The date in the content nearest its main verb in the tree; one that is told not to be it comes last."""
    inside = [m for m in found if _covers(attribution.content, m) and not _beside(doc, m, attribution.content)]
    if not inside:
        return DateValue()

    def depth(m: EntityMention) -> tuple[bool, int, int]:
        span = doc.char_span(m.start, m.end, alignment_mode="expand")
        above = sum(1 for _ in span.root.ancestors) if span is not None else 99
        return (_is_refused(span), above, m.start)

    chosen = min(inside, key=depth)
    value = str(chosen.attributes.get("value"))
    span = doc.char_span(chosen.start, chosen.end, alignment_mode="expand")
    if value.startswith("../") and chosen.exact.lower().startswith("before ") and _is_denied(span):
        # What will "not sail before May" will sail in May or later.
        value = f"{value.removeprefix('../')}/.."
    return _value(chosen, value)


def _beside(doc: Doc, mention: EntityMention, content: Sequence[Span]) -> bool:
    """Whether a date tells of something that a clause of a content adds: "the ship, which left on Friday, sank"."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    within = (t for t in (span.root.ancestors if span is not None else ()) if any(s <= t.idx < e for s, e in content))
    added = (t.left_edge for t in within if t.dep_ == "relcl")
    return any(t.lower_ in _ADDING and t.i > 0 and t.nbor(-1).text == "," for t in added)


def _is_refused(span: SpacySpan | None) -> bool:
    """Whether "not" stands right before a date or its preposition: "not on the 27th but on the 29th"."""
    before = [t.lower_ for t in span.doc[max(span.start - 2, 0) : span.start]] if span is not None else []
    return before[-1:] == ["not"] or (before[:1] == ["not"] and before[-1] in ("on", "in", "at"))


def _is_denied(span: SpacySpan | None) -> bool:
    """Whether the clause of a date is denied up to it: "cannot sail before May", "no ship before Monday"."""
    before = span.doc[max(span.start - _CLAUSE, span.sent.start) : span.start] if span is not None else ()
    words = [t.lower_ for t in before]
    last = max((k for k, w in enumerate(words) if w in (",", ";", "that", "if", "because")), default=-1)
    return any(w in NEGATIONS for w in words[last + 1 :])
