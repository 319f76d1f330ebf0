"""The noun phrases of an article that could pass a claim on: media, by name or description, and those who ask for them.

Whether one does is for :mod:`claimx.nlp.relay_evidence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from claimx.ids import masthead, name_key, source_id
from claimx.knowledge.roles import Roles, roles
from claimx.nlp.decisions import Resolved
from claimx.nlp.discourse import Discourse
from claimx.nlp.media_names import named_like_medium
from claimx.nlp.nominals import analyse, lemma
from claimx.nlp.referents import Referent
from claimx.nlp.relay_patterns import triggers
from claimx.nlp.seats import state_spoken_of
from claimx.schema import Article, EntityMention, Source, Span

_KIND_OF_MEDIUM = re.compile(
    r"[”\"’»]?\s(?:newspaper|paper|daily|weekly|magazine|news agency|agency|television|TV|radio|channel|network"
    r"|broadcaster)\b"
)


_TITLED = re.compile(
    r"(?:[\w’'-]+\s){1,4}?(?:newspaper|paper|daily|weekly|magazine|agency|radio|television|channel|network|broadcaster|portal"
    r"|website|site)\s(?P<name>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})(?=\W|$)"
)
"""A medium's name after what it is: "the Nordic agency Sol Press"."""
_POINTING = frozenset({"same", "latter", "former", "said"})
"""What refers to a medium named before."""
_INITIALS = 3
"""Letters from which an outlet's initials are its name."""

_TOLD_IT = re.compile(r"\b(?:told|tells?|telling)\s(?P<it>it)\b")


@dataclass(frozen=True, slots=True)
class Relay:
    """One who passes a claim on, with the spans of his name and of the words that say so."""

    source: Source
    spans: tuple[Span, ...]
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A noun phrase that could be a relay: with its introducing words ``[start, end)``, and who it is.

    ``own``: the outlet of the article itself; ``asks``: a person who asks for a medium.
    """

    start: int
    end: int
    source: Source
    medium: bool
    own: bool = False
    asks: bool = False


def parties(
    doc: Doc, resolved: Resolved, mentions: Sequence[EntityMention], article: Article, agency: Source | None = None
) -> Iterator[Party]:
    """The noun phrases of an article that could be relays; ``agency``: whose report the article reprints."""
    lexicon, discourse, text = roles(), resolved.discourse, resolved.discourse.text
    taken: list[Span] = []
    own_names = outlet_names(article.outlet or "", text) if discourse.outlet is not None else []
    if discourse.outlet is not None:
        for start, end in own_names:
            yield Party(start, end, resolved.source_of(discourse.outlet), True, True)
    taken += own_names
    orgs = [m for m in discourse.mentions if m.label == "ORG" and not _touches(own_names, m.start, m.end)]
    for m in orgs:
        referent = discourse.of_mention.get((m.start, m.end, m.label))
        if any(o.start <= m.start and m.end <= o.end and len(o.exact) > len(m.exact) for o in orgs):
            continue
        if referent is not None:
            source = resolved.source_of(referent)
            own = referent is discourse.outlet or name_key(source.name) == name_key(article.outlet or "")
            medium = own or referent.kind == "media"
            if not medium and _another_body(m.exact, lexicon):
                continue
            start, end = discourse.wider.get((m.start, m.end), (m.start, m.end))
            kind = _KIND_OF_MEDIUM.match(text, end)
            taken.append((start, kind.end() if kind else end))
            if name_key(m.exact) in lexicon.platforms:
                continue
            yield Party(*taken[-1], source, medium, own)
    if discourse.outlet is not None:
        outlet = resolved.source_of(discourse.outlet)
        # Who writes "me" was told it himself.
        for phrase in sorted(lexicon.outlet_self - {"me"}, key=lambda p: (-len(p), p)):
            for match in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.I):
                if not (phrase == "us" and match[0] == match[0].upper()):
                    yield Party(match.start(), match.end(), outlet, True, True)
    yield from _told_it(resolved)
    yield from _journalists(resolved)
    for chunk in doc.noun_chunks:
        # The parser counts an adverb before it to the phrase: "Earlier the same newspaper".
        first = next((t for t in chunk if t.pos_ not in ("ADV", "PUNCT", "SPACE")), chunk.root)
        owner = _owning(chunk)
        start, end = first.idx, owner.idx + len(owner) if owner is not None else chunk.end_char
        if _touches(taken, start, end):
            continue
        titled = _TITLED.match(text, start)
        if titled is not None and titled.start("name") <= end + 1 and titled.end() >= end:
            yield Party(start, titled.end(), _medium(titled["name"], ""), True)
            continue
        if all(lemma(token) not in _publishing() for token in chunk):
            continue
        nominal = analyse(
            doc, text, [(start, end)], [m for m in mentions if start <= m.start and m.end <= end], lexicon
        )
        if (
            nominal is None
            or nominal.form != "nominal"
            or not ("media" in nominal.classes or nominal.head in ("agency", "outlet"))
        ):
            continue
        if text[start:end].lower() in lexicon.outlet_self | lexicon.platforms or any(
            0 <= s - end <= 2 or 0 <= start - e <= 1 for s, e in taken
        ):
            continue
        if discourse.outlet is not None and text[start:end].lower().startswith(("this ", "our ")):
            yield Party(start, end, resolved.source_of(discourse.outlet), True, True)
            continue
        if nominal.possessor or nominal.head == "media":
            continue
        antecedent = (
            _medium_before(discourse.referents, start, nominal.head, nominal.words)
            if nominal.definite == "definite" or nominal.anaphoric
            else None
        )
        if antecedent is not None:
            yield Party(start, end, resolved.source_of(antecedent), True)
        elif agency is not None and nominal.definite == "definite" and nominal.words == {"agency"}:
            yield Party(start, end, agency, True)
        elif nominal.definite == "definite" and not nominal.words - {nominal.head} and discourse.outlet is not None:
            yield Party(start, end, resolved.source_of(discourse.outlet), True, True)
        elif "media" in nominal.classes:
            if nominal.words & _POINTING:
                continue
            bare = len(nominal.words) > 1 or nominal.definite == "definite"
            name = re.sub(r"^(?:the|an?)\s+" if bare else r"^the\s+", "", text[start:end], flags=re.I)
            yield Party(start, end, _medium(_of_its_state(name, start, discourse), article.id), True)


def _medium(name: str, scope: str) -> Source:
    """The record of a medium that nothing marks as one; without a name of its own it is told apart in ``scope``."""
    return Source(id=source_id(name, scope), name=name, kind="media", named=not scope)


def _of_its_state(name: str, at: int, discourse: Discourse) -> str:
    """A state's medium with the adjective of the state last spoken of, or at home: "state television"."""
    if not name.startswith("state "):
        return name
    adjective = discourse.demonyms.get(state_spoken_of(at, discourse) or discourse.home.at(at) or "")
    return f"{adjective} {name}" if adjective else name


@cache
def _publishing() -> frozenset[str]:
    """The nouns of which a phrase for a medium has one: most phrases need not be looked at further."""
    nouns = {name.split()[-1] for name in roles().media} | {"agency", "outlet"}
    return frozenset(nouns | {noun for noun, same in roles().same.items() if same in nouns})


def outlet_names(outlet: str, text: str) -> list[Span]:
    """Where a text names its outlet, also by its initials ("NNS"), or by its last word ("the Almanac", "told Echo")."""
    name = masthead(outlet)
    words = re.sub(r"^The\s", "", name).split()
    initials = "".join(w[0] for part in words for w in part.split("-") if w[:1].isupper())
    forms = [re.escape(" ".join(words))] if words else []
    forms += [re.escape(initials)] if len(initials) >= _INITIALS else []
    if len(words) > 1 and words[-1][:1].isupper():
        forms += [rf"(?<=\b{before}\s){re.escape(words[-1])}" for before in ("the", "told", "tells")]
    return [m.span() for form in forms for m in re.finditer(rf"(?<![\w-]){form}(?![\w-])", text)]


def _touches(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in spans)


def _owning(chunk: Phrase) -> Token | None:
    """The last word of the medium whose programme a phrase is: "the paper" of "the paper's podcast"."""
    mark = next((t for t in chunk if t.tag_ == "POS" and t.i > chunk.start), None)
    noun = chunk.doc[mark.i - 1] if mark is not None else None
    known = noun is not None and noun.lemma_.lower() in triggers().kinds_of_medium and noun.pos_ == "NOUN"
    return noun if known else None


def _another_body(name: str, lexicon: Roles) -> bool:
    """Whether a name is that of a body that does not publish."""
    words = set(name_key(name).split())
    return bool(words & (lexicon.body | lexicon.group | lexicon.addressees)) and not named_like_medium(name, lexicon)


def _medium_before(referents: Sequence[Referent], position: int, head: str, words: Set[str]) -> Referent | None:
    """The medium last named before a place: what "the paper" or "the state agency" means; not "the Western press"."""
    known = [
        (max(s.end for s in r.spots if s.end <= position), r)
        for r in referents
        if r.kind == "media"
        and r.named
        and any(s.end <= position for s in r.spots)
        and words <= {head} | triggers().kinds_of_medium | r.words
    ]
    same = [x for x in known if head in x[1].heads or head in x[1].words] or known
    return max(same, key=lambda x: (x[0], x[1].id))[1] if same else None


def _told_it(resolved: Resolved) -> Iterator[Party]:
    """The medium that "it" means in "two officials told it": the body last spoken of, at most a sentence before."""
    discourse = resolved.discourse
    for match in _TOLD_IT.finditer(discourse.text):
        at = match.start("it")
        near = [
            (max(s.start for s in r.spots if s.end < match.start()), r)
            for r in discourse.referents
            if r.kind in ("media", "organisation", "state") and any(s.end < match.start() for s in r.spots)
        ]
        last = max(near, key=lambda x: (x[0], x[1].id), default=None)
        if (
            last is not None
            and last[1].kind == "media"
            and discourse.sentence(at) - discourse.sentence(last[0]) <= 1
            and discourse.paragraph(at) == discourse.paragraph(last[0])
        ):
            yield Party(at, match.end("it"), resolved.source_of(last[1]), True, last[1] is discourse.outlet)


def _journalists(resolved: Resolved) -> Iterator[Party]:
    """The people whom the article calls journalists, who belong to a medium or have a programme of their own."""
    discourse, words = resolved.discourse, triggers()
    programmes = [name_key(match[0]).split() for match in words.programme.finditer(discourse.text)]
    people = [
        (m, r)
        for m in discourse.mentions
        if m.label == "PERSON" and (r := discourse.of_mention.get((m.start, m.end, m.label))) is not None
    ]
    known: set[int] = set()
    for m, referent in people:
        full = name_key(referent.name()).split()
        before = discourse.text[max(0, m.start - 20) : m.start].lower().split()[-1:]
        after = words.of_medium.match(discourse.text, m.end)
        if (
            any(set(full) < set(programme) for programme in programmes)
            or (referent.words | referent.heads | set(before)) & words.journalists
            or words.own_programme.match(discourse.text, m.end)
            or (after is not None and _is_medium_at(resolved, after.end()))
        ):
            known.add(referent.id)
    for m, referent in people:
        if referent.id in known:
            yield Party(m.start, m.end, resolved.source_of(referent), False, asks=True)


def _is_medium_at(resolved: Resolved, start: int) -> bool:
    discourse = resolved.discourse
    at = [discourse.of_mention.get((m.start, m.end, m.label)) for m in discourse.mentions if m.start == start]
    return any(r is not None and r.kind == "media" for r in at)
