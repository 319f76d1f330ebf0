"""Resolves the sources of one article, attribution by attribution; see :mod:`claimx.nlp.sources`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from claimx.ids import name_key
from claimx.knowledge.kb import KnowledgeBase
from claimx.knowledge.roles import Roles
from claimx.nlp.appositions import add_role, body_of_members, learn_called, learn_offices, learn_roles
from claimx.nlp.bodies import below_title, only_described, spoken_for
from claimx.nlp.called import called, with_called
from claimx.nlp.callings import by_calling, learn_callings
from claimx.nlp.cataphora import body_named_next, named_next, only_one
from claimx.nlp.continuations import continued, voiced
from claimx.nlp.coreference import Scorer, best, candidates
from claimx.nlp.decisions import Choose, SourceDecision, named_as
from claimx.nlp.discourse import Discourse
from claimx.nlp.documents import document_before, is_part
from claimx.nlp.epithets import as_person, is_native, so_called
from claimx.nlp.focus import in_focus
from claimx.nlp.forms_of_names import by_honour, whole_bodies, whole_people
from claimx.nlp.headlines import named_below
from claimx.nlp.leads import named_after_lead, named_by_noun
from claimx.nlp.letters import writer
from claimx.nlp.members import (
    another,
    another_than,
    body_called_by_members,
    both,
    group_before,
    joint_before,
    of_two,
    pair_of_states,
    part_of,
    together,
)
from claimx.nlp.naming import literal, of_the_outlet, owner
from claimx.nlp.nested import Relayed
from claimx.nlp.nominals import Nominal, analyse, by_courtesy, is_title
from claimx.nlp.phrases import Phrases, mended, no_speaker, only_where, state_in
from claimx.nlp.plurals import as_plural
from claimx.nlp.publishers import called_by_kind, in_own_voice, publisher
from claimx.nlp.raising import RAISED
from claimx.nlp.referents import Referent, Spot, called_so, kind_of
from claimx.nlp.source_records import SourceRecords
from claimx.nlp.talked_of import Speaking
from claimx.nlp.tenures import holder_of, learn_tenures
from claimx.nlp.turns import Turn, answering_turn, labelled, named_by_labels, turns
from claimx.nlp.unmarked import unmarked
from claimx.nlp.unmarked_bodies import unmarked_bodies
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Resolution, Span


class Resolver:
    """Resolves the sources of one article; use :func:`claimx.nlp.sources.resolve_article`."""

    def __init__(
        self,
        doc: Doc,
        attributions: Sequence[Attribution],
        entity_mentions: Sequence[EntityMention],
        article: Article,
        paragraphs: Sequence[Span],
        lexicon: Roles,
        scorer: Scorer,
        entity_names: Mapping[str, str],
        demonyms: Mapping[str, str],
        knowledge: KnowledgeBase,
        choose: Choose | None,
    ) -> None:
        self.doc, self.article, self.lexicon, self.scorer, self.choose = doc, article, lexicon, scorer, choose
        outer = [
            (i, Attribution(list(a.outer), list(a.outer_cue), a.content))
            for i, a in enumerate(attributions)
            if isinstance(a, Relayed)
        ]
        self.given = len(attributions)
        self.outer_of = {i: self.given + k for k, (i, _) in enumerate(outer)}
        self.attributions = [*attributions, *(a for _, a in outer)]
        text = doc.text
        known = [m for m in entity_mentions if not (m.label == "PERSON" and is_title(m.exact, lexicon))]
        known = whole_people([m for m in known if not is_native(m, text)], text)
        self.mentions = unmarked_bodies(doc, attributions, whole_bodies(known, text))
        self.called = called(doc, self.mentions, lexicon)
        self.mentions = with_called(text, self.mentions, self.called)
        self.turns = turns(text, paragraphs)
        self.mentions += named_by_labels(text, self.turns, self.mentions)
        self.discourse = Discourse(
            doc, paragraphs, self.mentions, lexicon, article.outlet, entity_names, knowledge, demonyms
        )
        self.mentions = self.discourse.mentions
        learn_offices(self.discourse, article.published.value, knowledge.people)
        self.phrases = Phrases(doc, self.mentions, lexicon)
        self.decisions = [SourceDecision() for _ in self.attributions]
        self.records = SourceRecords(self.discourse, article.id)
        self.speakers: list[Referent] = []
        self.last: list[Referent] = []
        self.counts: dict[int, int] = {}
        self.said = [span for a in self.attributions for span in a.content]

    def run(self) -> list[SourceDecision]:
        """All decisions, in the order of the attributions."""
        given = [self._analysed(a) if a.source else None for a in self.attributions]
        apposed = learn_roles(self.discourse, [n for n in given if n is not None and n.names])
        apposed |= learn_called(self.discourse, self.called) | named_after_lead(self.discourse)
        apposed |= named_by_noun(self.discourse, apposed)
        self.tenures, given_to = learn_tenures(self.discourse)
        apposed |= given_to
        self.doing = learn_callings(self.discourse)
        self.writer = writer(self.discourse)
        events = self._events(given)
        for _, index, nominal in events:
            if index is None:
                self._mention(nominal, apposed)
            else:
                self._source(index, nominal, apposed)
        named_below(given, self.decisions, self.discourse)
        self._without_source()
        for inner, outer in self.outer_of.items():
            self.decisions[inner].relayed_by = self.decisions[outer].sources
        return self.decisions[: self.given]

    def _events(self, given: Sequence[Nominal | None]) -> list[tuple[int, int | None, Nominal]]:
        out: list[tuple[int, int | None, Nominal]] = []
        taken: list[Span] = []
        for i, (attribution, source) in enumerate(zip(self.attributions, given, strict=True)):
            nominal = as_plural(source, self.lexicon) if source is not None else None
            if nominal is None or only_where(self.discourse.text, nominal) or no_speaker(self.doc, nominal):
                continue
            out.append((nominal.start, i, nominal))
            taken.extend(attribution.source)
        for nominal in self.discourse.chunks():
            if not nominal.names and not any(s <= nominal.start < e for s, e in taken):
                out.append((nominal.start, None, nominal))
        return sorted(out, key=lambda x: (x[0], -1 if x[1] is None else x[1]))

    def _analysed(self, attribution: Attribution) -> Nominal | None:
        """What the source of an attribution says of him."""
        phrase = mended(self.doc, self.discourse.text, attribution.source, self.mentions)
        nominal = analyse(self.doc, self.discourse.text, phrase, self.mentions, self.lexicon)
        return as_person(nominal, self.discourse.text, attribution.content, self.discourse.knowledge)

    def _mention(self, nominal: Nominal, apposed: Mapping[int, Referent]) -> None:
        """A noun phrase that does not speak: joined to an earlier referent on the same head, or a new one."""
        spot = self.discourse.spot(nominal.start, nominal.end)
        if nominal.start in apposed or (by_courtesy(nominal) and not self._known(nominal.head, nominal.start)):
            return
        if (body := body_of_members(self.discourse, nominal)) is not None:
            self._place(body, spot)
            return
        known = nominal.definite in ("definite", "possessive") or nominal.anaphoric
        if known and (referent := called_so(nominal, self.discourse.referents)) is not None:
            self._place(referent, spot)
            self._describe_more(referent, nominal)
            return
        self._create(nominal, spot)

    def _known(self, head: str, before: int) -> bool:
        """Whether somebody has been called by a noun before a position."""
        return any(head in r.heads and any(s.start < before for s in r.spots) for r in self.discourse.referents)

    def _describe_more(self, referent: Referent, nominal: Nominal) -> None:
        """Keep a description that says more of somebody unnamed: "the governor", then "the governor of Moravia"."""
        whole = self.phrases.whole(nominal)
        if referent.named or referent.kind not in ("person", "organisation") or nominal.plural or nominal.possessor:
            return
        if whole.words > referent.words:
            referent.phrases.append(literal(whole, None, self.discourse))

    def _create(self, nominal: Nominal, spot: Spot) -> Referent:
        referent = self.discourse.new(kind_of(nominal))
        referent.plural = nominal.plural
        referent.phrases.append(literal(self.phrases.whole(nominal), self._owner(nominal), self.discourse))
        self.discourse.describe(referent, nominal)
        if not referent.affiliations and (body := spoken_for(nominal, self.speakers, self.discourse)) is not None:
            referent.affiliations.append((body.kind, name_key(body.name())))
        self._place(referent, spot)
        return referent

    def _place(self, referent: Referent, spot: Spot) -> None:
        referent.spots.append(spot)
        referent.spots.sort(key=lambda s: (s.start, s.end))

    def _owner(self, nominal: Nominal) -> Referent | None:
        if not nominal.possessor:
            return None
        if nominal.possessor == "whose":
            before = [m for m in self.mentions if 0 <= nominal.start - m.end <= len(", ")]
            return (
                self.discourse.of_mention.get((before[-1].start, before[-1].end, before[-1].label)) if before else None
            )
        if self.lexicon.pronouns.get(nominal.possessor, "").startswith("first"):
            speaker = self._first_person(nominal)
            return speaker if speaker is not self.discourse.outlet else None
        return owner(nominal, self.discourse, self.speakers[-1] if self.speakers else None)

    def _source(self, index: int, nominal: Nominal, apposed: Mapping[int, Referent]) -> None:
        if nominal.form == "nominal" and (gender := by_honour(nominal.text)) is not None:
            nominal = replace(nominal, form=gender, gender=gender, possessor="")
        elif by_courtesy(nominal) and not self._known(nominal.head, nominal.start) and nominal.gender is not None:
            nominal = replace(nominal, form=nominal.gender)
        if nominal.form == "nominal" and nominal.text.lower().startswith("whose "):
            nominal = replace(nominal, possessor=nominal.text[:5].lower(), definite="possessive")
        turn = next((t for t in self.turns if t.start <= nominal.start < t.label_end), None)
        if turn is not None and (speaker := self.turn_speaker(turn)) is not None:
            how = named_as(nominal, self.discourse) if nominal.form == "name" else "alias"
            self._settle(index, [speaker], how, nominal)
            return
        if nominal.form == "name":
            self._settle(index, self._holders(nominal), named_as(nominal, self.discourse))
            return
        if nominal.form in ("first", "first_plural"):
            speaker = self._first_person(nominal)
            if speaker is not None:
                self._settle(index, [speaker], "pronoun")
                return
        if nominal.start in apposed:
            self._settle(index, [apposed[nominal.start]], "named")
            return
        if self.choose is None and (told := self._told_apart(nominal)) is not None:
            self._settle(index, [told[0]], told[1], None if told[1] == "description" else nominal)
            return
        if (bearer := unmarked(nominal, self.discourse)) is not None:
            self._settle(index, [bearer], "alias", nominal if "," in nominal.text else None)
            return
        if (
            of_the_outlet(nominal)
            and (ours := self._first_person(nominal)) is not None
            and ours is self.discourse.outlet
        ):
            self._settle(index, [ours], "alias")
            return
        issuer = publisher(self.discourse, self.counts, self.article.outlet or "")
        if (itself := called_by_kind(nominal, issuer, self.lexicon)) is not None:
            self._settle(index, [itself], "role", nominal)
            return
        if (whose := self.phrases.antecedent(nominal)) is not None:
            self._source(index, whose, apposed)
            return
        if nominal.head == "side" and (state := state_in(nominal, self.discourse)) is not None:
            self._settle(index, [state], "alias")
            return
        two = pair_of_states(nominal, self.discourse) or joint_before(nominal, self.discourse)
        if two or (self.choose is None and (two := together(nominal, self.discourse, self.speakers, self.last))):
            self._settle(index, two, "pronoun" if nominal.form == "plural" else "description")
            return
        speaking = Speaking(
            self.speakers[-1] if self.speakers else None,
            self.speakers[-2] if len(self.speakers) > 1 else None,
            self.attributions[index].content,
            self.counts,
            self.said,
        )
        given = candidates(nominal, self.discourse, speaking, self._owner(nominal))
        # Who writes a letter calls himself nothing but "I".
        given = [c for c in given if c.referent is None or c.referent is not self.writer]
        ranked = self.scorer.rank(given)
        chosen = self.choose(index, nominal, given) if self.choose else best(ranked, nominal)
        if self.choose is None:
            own = self.attributions[index]
            chosen = in_focus(nominal, self.discourse, own, self.attributions, self.turns) or chosen
        chosen = below_title(nominal, chosen, self.discourse)
        if chosen is None and self.choose is None and (nominal.partitive or nominal.head in ("one", "another")):
            chosen = another_than(nominal, self.discourse, self.speakers)
            chosen = chosen or group_before(nominal, self.discourse, self.counts)
        if chosen is None and self.choose is None and (nominal.form == "indefinite" or nominal.head == "other"):
            if nominal.head == "both" and (two := both(nominal, self.discourse, self.speakers)):
                self._settle(index, two, "pronoun")
                return
            chosen = another(nominal, self.discourse, self.speakers)
        if chosen is None and self.choose is None:
            chosen = of_two(nominal, self.discourse) or body_called_by_members(nominal, self.discourse)
            chosen = chosen or only_described(nominal, self.discourse)
            chosen = chosen or document_before(nominal, self.discourse, self.counts)
            if chosen is not None and is_part(nominal):
                self._settle(index, [chosen], "description")
                return
        if chosen is None and self.choose is None:
            following = named_next(nominal, self.discourse, self.attributions, self.speakers)
            chosen = following or only_one(nominal, self.discourse)
            chosen = chosen or body_named_next(nominal, self.discourse, self.attributions)
        decision = self.decisions[index]
        decision.explain = [
            (r.referent.name() if r.referent else nominal.text, r.probability, r.contributions) for r in ranked[:6]
        ]
        decision.confidence = next((r.probability for r in ranked if r.referent is chosen), 1.0)
        described: Resolution = "role" if nominal.classes & {"person", "spokes", "body"} else "description"
        form = described if nominal.form == "nominal" else "pronoun"
        if chosen is None:
            chosen = self._create(nominal, self.discourse.spot(nominal.start, nominal.end, source=True))
            if nominal.form == "nominal" and nominal.definite != "definite":
                form = "description"
            self._settle(index, [chosen], form, placed=True)
        else:
            if nominal.partitive or nominal.form == "indefinite":
                chosen = part_of(nominal, chosen, self.discourse)
            self._settle(index, [chosen], form, nominal)
        decision.others = [
            (r.referent, r.probability)
            for r in ranked
            if r.referent is not None and r.referent is not chosen and r.probability >= 0.02
        ][:3]

    def _told_apart(self, nominal: Nominal) -> tuple[Referent, Resolution] | None:
        """Who the text itself says a description means, and what it is of him."""
        if (whom := so_called(nominal, self.discourse, self.said)) is not None:
            return whom, "description"
        if (whom := holder_of(nominal, self.discourse, self.tenures)) is not None:
            return whom, "role"
        whom = by_calling(nominal, self.discourse, self.speakers, self.doing)
        return (whom, "role") if whom is not None else None

    def _holders(self, nominal: Nominal) -> list[Referent]:
        found = [self.discourse.of_mention.get((m.start, m.end, m.label)) for m in nominal.names]
        return list({r.id: r for r in found if r is not None}.values())

    def _first_person(self, nominal: Nominal) -> Referent | None:
        """Who says "I" or "we": the speaker of the quotation or turn around it, who signs a letter, else the outlet."""
        around = [
            i
            for i, a in enumerate(self.attributions)
            if any(s <= nominal.start and nominal.end <= e for s, e in a.content) and self.decisions[i].referents
        ]
        if around:
            inner = min(around, key=lambda i: (sum(e - s for s, e in self.attributions[i].content), i))
            return self.decisions[inner].referents[0]
        turn = next((t for t in self.turns if t.start <= nominal.start < t.end), None)
        return self.turn_speaker(turn) if turn is not None else self.writer or self.discourse.outlet

    def turn_speaker(self, turn: Turn) -> Referent | None:
        """The referent that a turn's label names; "A" answers, so it is the person the text is about."""
        people = [r for r in self.discourse.referents if r.kind == "person" and r.named]
        if turn.role == "answer":
            return max(people, key=lambda r: (len([s for s in r.spots if s.start < turn.start]), -r.id), default=None)
        return labelled(turn.label, people, {t.label for t in self.turns}, self.lexicon)

    def _settle(
        self,
        index: int,
        holders: Sequence[Referent],
        how: Resolution,
        nominal: Nominal | None = None,
        placed: bool = False,
    ) -> None:
        attribution, decision = self.attributions[index], self.decisions[index]
        decision.referents, decision.resolution = list(holders), how
        self.last = list(holders)
        for referent in holders:
            start, end = (attribution.source or attribution.content or [(0, 0)])[0]
            if not placed:
                self._place(referent, self.discourse.spot(start, end, source=True))
            if nominal is not None and nominal.form == "nominal" and not nominal.partitive:
                self.discourse.describe(referent, nominal)
                if referent.named:
                    add_role(self.discourse, referent, nominal)
                else:
                    phrase = literal(nominal, self._owner(nominal), self.discourse)
                    if phrase not in referent.phrases:
                        referent.phrases.append(phrase)
            if nominal is not None and nominal.form in ("male", "female"):
                referent.gender = referent.gender or nominal.form
            # Of whom it is only said that he spoke, he has not the word.
            if RAISED not in attribution.evidence:
                self.counts[referent.id] = self.counts.get(referent.id, 0) + 1
                self.speakers.append(referent)
        if self.choose is not None:
            self.choose.settled(index, holders)

    def _without_source(self) -> None:
        """Attributions without a source phrase: those that go on under another, and hearsay."""
        issuer = publisher(self.discourse, self.counts, self.article.outlet or "")
        for index, attribution in enumerate(self.attributions):
            decision = self.decisions[index]
            if decision.referents or (attribution.source and decision.resolution != "none"):
                continue
            turn = answering_turn(attribution, self.turns)
            if turn is not None and (answering := self.turn_speaker(turn)) is not None:
                decision.referents, decision.resolution = [answering], "continuation"
                continue
            if issuer is not None and in_own_voice(attribution, self.discourse):
                decision.referents, decision.resolution = [issuer], "continuation"
                continue
            origin = continued(index, self.attributions, self.discourse)
            if origin is not None:
                held = [d.referents for d in self.decisions]
                origin = voiced(index, origin, self.attributions, held, self.discourse)
            if origin is not None and self.decisions[origin].referents:
                decision.referents = list(self.decisions[origin].referents)
                decision.confidence = self.decisions[origin].confidence
                decision.resolution = "continuation"
        for decision in self.decisions:
            # Only now: what a referent is called is known when the whole article has been read.
            self.records.name(decision)
