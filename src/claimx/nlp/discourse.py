"""Who an article speaks of: one referent for each person, body or state, with every name, role and place where it
stands.

Names are joined over the whole article (a headline may give only a surname); noun phrases without a name are joined
to an earlier referent only where head and modifiers say so.  Pronouns are not looked at: see
:mod:`claimx.nlp.coreference`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from spacy.tokens import Doc

from claimx.ids import masthead, name_key
from claimx.knowledge.kb import KnowledgeBase
from claimx.knowledge.roles import Roles
from claimx.knowledge.state_bodies import cities_of_states, embassy, state_body
from claimx.nlp.datelines import beginning
from claimx.nlp.forms_of_names import head_of, is_place, position_in, within_sentences
from claimx.nlp.home_state import HomeState
from claimx.nlp.media_names import acting_as_media, is_medium, named_like_medium, unmarked_media, without_media
from claimx.nlp.names_of_people import by_surname, name_people
from claimx.nlp.nominals import Nominal, analyse, is_proper
from claimx.nlp.own_acronyms import with_own_acronyms
from claimx.nlp.plurals import as_plural
from claimx.nlp.referents import Referent, Spot, initials, is_acronym
from claimx.nlp.seats import as_body, city_after, linked
from claimx.schema import EntityMention, SourceKind, Span

_APPOSED = re.compile(r"\s*[,(–—-]\s*(?:(?:now|then|himself|herself)\s+)?")
_COPULA = re.compile(r"\s+(?:is|was|becomes|became|serves as|works as)\s+")
_LEAD = re.compile(r"\d{1,2}[:.]\d{2}\s+(?:[–—-]\s+)?|(?:And|But|So|Or|Yet)\s+|[–—-]\s+")
_OF = re.compile(r"\s+(?:of|for|at|from|with|in)\s+(?:the\s+)?")
_TAIL = re.compile(r"(?:['’]s?|\.\s+\w+)$")
_RUN_ON = re.compile(r"(?:(?<=\w{4})|(?<=TV))\.\s+(?:The\s+)?")
_AGENCY = re.compile(r"\s(?:agency|service|site)\b")
_NEWS_AGENCY = re.compile(r"\snews agency\b")
_KIND = re.compile(r"(?<=[\w”])\s(?:newspaper|paper|daily|weekly|magazine|television|radio|network|channel)$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_CLAUSE = re.compile(r",?(?<!\s)\s+(?:(?:in|on|at|by|from|of|to|with|for)\s)?(?:who|which|whose|whom)\b")
_OPENING_CLAUSE = re.compile(r"^(?:who|which|whose|whom)\b.*$", re.S)
_JOINED = re.compile(r"-(?:in|de|to)-[a-z]{2,20}")
_SEAT = re.compile(r"^(?:[A-Z][\w’'-]{0,20}\s){0,2}[A-Z][\w’'-]{0,20}-based\s+(?=[A-Z])")
_BRACKETED = re.compile(r"(?<!\s)\s+\(([A-Z][\w&-]{1,9})\)$")


class Discourse:
    """The referents of one article, by code points; ``outlet`` becomes one, so that its short names find it."""

    def __init__(
        self,
        doc: Doc,
        paragraphs: Sequence[Span],
        mentions: Sequence[EntityMention],
        roles: Roles,
        outlet: str | None,
        entity_names: Mapping[str, str],
        knowledge: KnowledgeBase,
        demonyms: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.doc, self.text, self.roles, self.entity_names = doc, doc.text, roles, entity_names
        self.knowledge, self.demonyms, self.capitals = knowledge, demonyms, cities_of_states(knowledge)
        self.paragraphs = list(paragraphs)
        self._acting = acting_as_media(self.text, roles)
        self.home = HomeState(self.text, mentions, knowledge, outlet)
        self._sentences = [s.start_char for s in doc.sents]
        self.opening = frozenset(self._sentences)
        mentions = with_own_acronyms(self.text, mentions, entity_names)
        linked_to = [linked(as_body(m, knowledge), self.capitals) for m in mentions]
        whole = [piece for m in linked_to for piece in within_sentences(m, self._sentences)]
        kept, self.wider = without_media(whole, self._acting)
        self.unmarked = unmarked_media(self.text, self._acting, kept)
        named = [m for m in kept if m.label in ("PERSON", "ORG", "STATE") and is_proper(m)]
        self.mentions = sorted([*named, *self.unmarked], key=lambda m: (m.start, -m.end))
        self.places = sorted((m for m in mentions if is_place(m)), key=lambda m: (m.start, m.end))
        self.referents: list[Referent] = []
        self.of_mention: dict[tuple[int, int, str], Referent] = {}
        self._chunks: list[Nominal] | None = None
        self._starts = [p[0] for p in paragraphs]
        self.outlet = self._seed(outlet) if outlet else None
        name_people(self)
        self._name_bodies()

    def _seed(self, outlet: str) -> Referent:
        referent = self.new("media")
        referent.names.append(masthead(outlet))
        referent.classes.add("media")
        return referent

    def new(self, kind: SourceKind) -> Referent:
        """A referent with the next id."""
        self.referents.append(Referent(len(self.referents), kind))
        return self.referents[-1]

    def sentence(self, position: int) -> int:
        """The index of the sentence at a position."""
        return position_in(self._sentences, position)

    def sentence_start(self, index: int) -> int:
        """Where a sentence begins; the end of the text for one after the last."""
        return self._sentences[index] if index < len(self._sentences) else len(self.text)

    def paragraph(self, position: int) -> int:
        """The index of the paragraph at a position."""
        return position_in(self._starts, position)

    def spot(self, start: int, end: int, source: bool = False) -> Spot:
        """Where a span stands."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        subject = span is not None and any(
            t.dep_ in ("nsubj", "nsubjpass") for t in (span.root, *span.root.ancestors) if t in span
        )
        return Spot(start, end, self.sentence(start), self.paragraph(start), subject, source)

    def add(self, referent: Referent, m: EntityMention) -> None:
        """Give a referent a place where it is named."""
        self.of_mention[m.start, m.end, m.label] = referent
        referent.spots.append(self.spot(m.start, m.end))
        if referent.entity is None and m.ref is not None:
            referent.entity = m.ref

    def _name_bodies(self) -> None:
        by_key: dict[str, Referent] = {}
        if self.outlet is not None:
            by_key[name_key(self.outlet.names[0])] = self.outlet
        states = {(m.start, m.end): m for m in self.mentions if m.label == "STATE"}
        bodies = [m for m in self.mentions if m.label != "PERSON"]
        self._body_names = {
            (m.start, m.end): self._body_names_of(m, [s for s in states.values() if s.start == m.start < s.end < m.end])
            for m in bodies
            if m.label == "ORG"
        }
        for m in sorted(bodies, key=lambda m: (-len(m.exact.split()), -len(m.exact), m.start)):
            name = self._body_names[m.start, m.end][0] if m.label == "ORG" else m.exact
            own = m.label == "STATE" or self._of_a_state(m)
            key = f"={m.ref}" if own and m.ref else name_key(name)
            referent = by_key.get(key) or (None if own else self._known_body(name, by_key))
            if referent is None:
                referent = self.new("state" if m.label == "STATE" else "organisation")
            by_key.setdefault(key, referent)
            self._register(referent, m)
        for referent in self.referents:
            referent.spots.sort(key=lambda s: s.start)

    def _of_a_state(self, m: EntityMention) -> bool:
        """Whether a body is known to be a certain state's: the same words may then mean another state's as well."""
        body = state_body(self.entity_names.get(m.ref or "", ""), self.knowledge)
        return body is not None and body.state is not None

    def _body_names_of(self, m: EntityMention, states: Sequence[EntityMention]) -> list[str]:
        """A body's name without what follows it, the state's adjective for "Iraq's", and an acronym in brackets."""
        start, end = self.wider.get((m.start, m.end), (m.start, m.end))
        exact = self.text[start:end]
        whole = _AGENCY if exact.endswith(" news") else None if named_like_medium(exact, self.roles) else _NEWS_AGENCY
        if whole is not None and (kind := whole.match(self.text, end)):
            exact = f"{exact}{kind[0]}"
        pieces = _RUN_ON.split(_TAIL.sub("", _KIND.sub("", exact)))
        name = pieces[0] if named_like_medium(pieces[0], self.roles) else max(pieces, key=len)
        short = _BRACKETED.search(name)
        name = _SEAT.sub("", name[: short.start()] if short else name)
        for state in states:
            whose = re.match(re.escape(_TAIL.sub("", state.exact)) + r"['’]s?\s+", name)
            if whose and (adjective := self.demonyms.get(state.ref or "")):
                name = f"{adjective} {name[whose.end() :]}"
        if embassy(name, self.knowledge) and (city := city_after(self.text, end, self.places, self.capitals)):
            name = f"{name} in {city}"
        return [name, short[1]] if short else [name]

    def _known_body(self, name: str, by_key: Mapping[str, Referent]) -> Referent | None:
        """The one body that a short name stands for: its acronym, or words that it begins or ends with."""
        key = name_key(name)
        if self.outlet is not None and re.sub(r"^the ", "", name.lower()) in self.roles.outlet_self:
            return self.outlet
        small = (
            name.istitle()
            and len(name) > 2
            and any(name.upper() in initials(n) for r in by_key.values() for n in r.names)
        )
        if is_acronym(name) or small:
            upper = re.sub(r"[^A-Z]", "", name.upper())
            found = {r.id: r for r in by_key.values() for n in r.names if upper in initials(n)}
            for match in re.finditer(r"\(\s*(?:the\s+)?" + re.escape(name) + r"\s*\)", self.text):
                for m in self.mentions:
                    near = m.label == "ORG" and 0 <= match.start() - m.end <= 1
                    if near and (m.start, m.end, m.label) in self.of_mention:
                        return self.of_mention[m.start, m.end, m.label]
        else:
            words = key.split()
            tells = len(words) > 1 or self._telling(words[0], name)
            found = {
                r.id: r
                for r in by_key.values()
                for n in r.names
                if (long := name_key(n).split())
                and len(words) < len(long)
                and r.kind != "state"
                and (
                    (tells and words in (long[: len(words)], long[-len(words) :]))
                    or (long[-1:] == words and (r is self.outlet or words[0] in self.roles.media_words))
                )
            }
        return next(iter(found.values())) if len(found) == 1 else None

    def _telling(self, word: str, name: str) -> bool:
        """Whether one capitalised word is more than a kind of body: "Rotem", not "Bank"."""
        roles = self.roles
        return name[:1].isupper() and word not in roles.body | roles.group | roles.media | roles.media_words

    def _register(self, referent: Referent, m: EntityMention) -> None:
        demonym = m.attributes.get("use") == "demonym"
        if m.label == "STATE":
            state = self.knowledge.states.get(m.ref or "")
            known = self.entity_names.get(m.ref or "") or (state.name if state is not None else "")
            referent.official = referent.official or known
            for name in [] if demonym else [re.sub(r"['’]s?$", "", m.exact)]:
                if name not in referent.names:
                    referent.names.append(name)
            if not referent.names:
                referent.names.append(known or m.exact)
        else:
            known = _SEAT.sub("", _KIND.sub("", self.entity_names.get(m.ref or "", "")))
            referent.listed = referent.listed or known
            for name in ([known] if known else []) + self._body_names[m.start, m.end]:
                if name not in referent.names:
                    referent.names.append(name)
            words = self._lemmas(m.exact)
            near = self.text[max(0, m.start - 22) : m.start].lower().split()[-2:]
            near += re.split(r"['’]", self.text[m.end : m.end + 14].lower())[0].split()[:2]
            if is_medium(m.exact, near, self.roles) or self._acts_as_medium(m):
                referent.kind = "media"
                referent.classes.add("media")
            called = [words, self._lemmas(known), *(self._lemmas(n) for n in self._body_names[m.start, m.end])]
            for lemmas in called:
                kinds = {"bank" for word in lemmas if word.endswith("bank")}  # Privatbank, Sberbank
                referent.words.update(lemmas, kinds)
                referent.heads.update(head_of(lemmas), kinds)
            for word in words:
                referent.classes.update(c for c in ("body", "document") if word in getattr(self.roles, c))
        if not (demonym and not m.exact.endswith("s")):
            self.add(referent, m)
        else:
            self.of_mention[m.start, m.end, m.label] = referent

    def _lemmas(self, name: str) -> list[str]:
        return [self.roles.same.get(w, w) for w in name_key(name).split()]

    def _acts_as_medium(self, m: EntityMention) -> bool:
        """Whether a body that the knowledge base does not know does what media do."""
        if m in self.unmarked:
            return True
        if m.ref and not m.ref.startswith("local:"):
            return False
        return any(sure and s <= m.start and m.end <= e for (s, e), sure in self._acting.items())

    def chunks(self) -> list[Nominal]:
        """The noun phrases of the text that may stand for somebody, in text order, without pronouns."""
        if self._chunks is None:
            self._chunks = list(self._noun_phrases())
        return self._chunks

    def _noun_phrases(self) -> Iterator[Nominal]:
        for chunk in self.doc.noun_chunks:
            start, end = chunk.start_char, chunk.end_char
            # "His brother-in-law", of which the parser has "his brother" only.
            end += len(joined[0]) if (joined := _JOINED.match(self.text, end)) else 0
            lead = _LEAD.match(self.text, start, end)
            start = lead.end() if lead else start
            # "KYIV - Ukraine's army": a dateline is no part of a phrase.
            begins = beginning(self.text, *self.paragraphs[self.paragraph(start)]) if self.paragraphs else start
            start = begins if start < begins < end else start
            if start >= end or self.text[start:end].lower() in self.roles.outlet_self:
                continue
            near = [m for m in self.mentions if m.start >= start and m.end <= end]
            nominal = analyse(self.doc, self.text, [(start, end)], near, self.roles)
            nominal = as_plural(nominal, self.roles) if nominal is not None else None
            if nominal is not None and nominal.form in ("name", "nominal") and (nominal.names or nominal.classes):
                yield nominal

    def capital_of(self, name: str) -> Referent | None:
        """The state whose capital a word is; a referent is made for it where the text has none."""
        ref = self.capitals.get(name)
        if ref is None or ref not in self.demonyms:
            return None
        known = next((r for r in self.referents if r.kind == "state" and r.entity == ref), None)
        if known is None:
            known = self.new("state")
            known.entity, known.official = ref, self.knowledge.states[ref].name
            known.names.append(known.official)
        return known

    def called(self, name: str) -> Referent | None:
        """The one named referent of whose name some words, not marked as a name in the text, are beginning or end."""
        words = name_key(name).split()
        if not words:
            return None
        found = {
            r.id: r
            for r in self.referents
            if r.kind != "state"
            for n in r.names
            if (long := name_key(n).split())[: len(words)] == words or long[-len(words) :] == words
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def describe(self, referent: Referent, nominal: Nominal, naming: bool = False) -> None:
        """Add what a noun phrase says of a referent: its role words, gender, affiliations."""
        referent.words.update(nominal.words)
        if referent.kind == "person":
            offices = self.roles.person | self.roles.spokes | set(self.roles.same.values())
            referent.heads.update(w for w in nominal.words if w in offices)
        if not naming:
            referent.heads.add(nominal.head)
        referent.classes.update(nominal.classes)
        if not (naming and by_surname(referent, nominal.names[0])):
            referent.gender = referent.gender or nominal.gender
        affiliations = list(nominal.qualifiers)
        after = _OF.match(self.text, nominal.end)
        if after:
            affiliations += [m for m in self.mentions if m.start == after.end() and m.label != "PERSON"]
        for m in affiliations:
            other = self.of_mention.get((m.start, m.end, m.label))
            if (
                other is not None
                and other is not referent
                and (other.kind, name_key(other.name())) not in referent.affiliations
            ):
                referent.affiliations.append((other.kind, name_key(other.name())))

    def role_phrase(self, nominal: Nominal) -> str:
        """The description inside a phrase with a name, or the phrase itself: "HUR spokesman"."""
        text = nominal.text
        for m in nominal.names:
            if m.label == "PERSON":
                before = self.text[nominal.start : m.start].strip(" ,(–—-")
                after = _OPENING_CLAUSE.sub("", self.text[m.end : nominal.end].strip(" ,)–—-"))
                text = before or after
        after_of = _OF.match(self.text, nominal.end)
        if after_of and not text.endswith(")"):
            near = [m for m in self.mentions if m.start == after_of.end() and m.label != "PERSON"]
            if near:
                text = f"{text}{self.text[nominal.end : near[0].end]}" if nominal.end <= near[0].end and text else text
        return _ARTICLE.sub("", _CLAUSE.split(text)[0]).strip(" ,")

    def apposed(self, first: Nominal, second: Nominal) -> bool:
        """Whether two neighbouring noun phrases name one: "Ana Babic, the harbour master" or "is deputy head"."""
        between = self.text[first.end : second.start]
        if len(between) > 60:
            return False
        if _COPULA.fullmatch(between):
            return bool(first.names) and not second.names and second.definite != "bare"
        of = _OF.match(between)
        if (
            between == " "
            and second.names
            and second.names[0].label == "PERSON"
            and second.start == second.names[0].start
        ):
            # "the harbour lawyer Ana Babic", parsed as two phrases.
            return "person" in first.classes and first.definite == "definite" and not (first.names or first.plural)
        gap = between[of.end() :] if of and bool(second.names) else between
        if of and second.names:
            gap = re.sub(r"^[^,]{0,50}", "", gap)
        return bool(_APPOSED.fullmatch(gap)) and bool(first.names) != bool(second.names)
