"""The analysis of one article, stage by stage: read :meth:`Analyser.analyse`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from claimx.config import Settings
from claimx.ids import source_id
from claimx.knowledge.kb import load_knowledge
from claimx.nlp import chains, stance
from claimx.nlp.amounts import quantities_in, with_amounts
from claimx.nlp.attribution import AttributionFinder, Extraction
from claimx.nlp.attribution_rules import packaged_lexicon
from claimx.nlp.base import load_base, parse
from claimx.nlp.cited import with_cited
from claimx.nlp.convert import Found, joined, to_mentions
from claimx.nlp.dating import article_dates, dates
from claimx.nlp.decisions import SourceDecision
from claimx.nlp.deeds import is_deed
from claimx.nlp.entities import EntityTagger
from claimx.nlp.nested import Relayed
from claimx.nlp.normal_form import normal_form
from claimx.nlp.own_voice import find_own_voice
from claimx.nlp.quotes import find_quotations
from claimx.nlp.report_relay import report_relay
from claimx.nlp.sentence_vectors import load_sentence_encoder
from claimx.nlp.shingles import shingles
from claimx.nlp.sources import resolve_article
from claimx.nlp.speaking_for import with_states
from claimx.records import Attribution, Document, Paragraph, Shard, Stance
from claimx.schema import EntityMention, Source, SourceMention


class Analyser:
    """Loads the models once; then one call per article.  Nothing that one article leaves behind reaches the next."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._nlp = load_base(settings.spacy_model)
        self._knowledge = load_knowledge(settings.knowledge)
        self._tagger = EntityTagger(self._knowledge)
        self._finder = AttributionFinder(settings)
        self._sentences = load_sentence_encoder()
        self._demonyms = {ref: s.demonyms[0] for ref, s in sorted(self._knowledge.states.items()) if s.demonyms}

    def analyse(self, document: Document) -> Shard:
        """The shard of a document whose status is ``ok``.  Raises InputError for one that cannot be analysed."""
        article, text, paragraphs = document.article, document.text, document.paragraphs
        published = article.published.value
        doc = parse(self._nlp, document)
        quotations = find_quotations(text, paragraphs)
        extraction = self._finder.find(doc, _standing(document), quotations)
        attributions, stances = self._worth_keeping(doc, extraction)
        proposals = [(p.start, p.end, p.label, p.probability) for p in extraction.entities]
        names, entities = self._tagger.tag(doc, paragraphs=paragraphs, proposals=proposals, published=published)
        marked = with_amounts(doc.text, published, names, proposals)
        attributions = with_cited(doc, attributions, marked)
        # Who passes a speech on says it in his own way; the stance asked for is the speaker's.
        stances = [
            stance.classify(doc, a) if isinstance(a, Relayed) else s for a, s in zip(attributions, stances, strict=True)
        ]
        spans = [(p.start, p.end) for p in paragraphs]
        full_names = {e.id: e.name for e in entities}
        resolved = resolve_article(
            doc,
            attributions,
            marked,
            article,
            spans,
            entity_names=full_names,
            demonyms=self._demonyms,
            knowledge=self._knowledge,
        )
        decisions = resolved.decisions
        denied = [s.polarity != "affirm" for s in stances]
        relays = chains.build(doc, attributions, resolved, marked, article, spans, denied)
        holders = [d.sources[0].id if d.sources else None for d in decisions]
        told = article_dates(
            doc,
            attributions,
            holders,
            marked,
            article.published.value,
            paragraphs=spans,
            spots=[[(s.start, s.end) for r in d.referents for s in r.spots] for d in decisions],
            documents=[any(s.kind == "document" for s in d.sources) for d in decisions],
            voices={s.id: s.speaks_for for d in decisions for s in d.sources if s.speaks_for},
        )

        found: list[Found] = []
        for attribution, taken, decision, passed, (stated, event) in zip(
            attributions, stances, decisions, relays, told, strict=True
        ):
            found.append(
                Found(
                    attribution,
                    _source(text, attribution, decision),
                    chain=chains.links(attribution, decision.sources, passed),
                    stance=taken,
                    stated=stated,
                    event=event,
                    quantities=quantities_in(attribution.content, marked),
                )
            )
        if self._settings.own_voice:
            for own in find_own_voice(doc, paragraphs, attributions):
                _, event = dates(doc, own, marked)
                quantities = quantities_in(own.content, marked)
                found.append(Found(own, None, stance=stance.classify(doc, own), event=event, quantities=quantities))
        mentions = to_mentions(document, found, quotations, marked)

        agency = report_relay(text, spans, article.outlet)
        relay = Source(id=source_id(agency), name=agency, kind="media", named=True) if agency else None
        article.relay = relay.id if relay else None
        article.entity_mentions = _as_printed(text, marked)
        speakers = [s for decision in decisions for s in (*decision.sources, *decision.considered)]
        passers = [r.source for passed in relays for r in passed]
        quoted = [*speakers, *passers, *resolved.bodies.values(), *([relay] if relay else [])]
        forms = [normal_form(doc, text, mention, marked, published) for mention in mentions]
        readable = [form.read if mention.content.exact else "" for form, mention in zip(forms, mentions, strict=True)]
        for form, vector in zip(forms, self._sentences.encode(readable), strict=True):
            form.vector = vector
        return Shard(
            article,
            text,
            mentions=mentions,
            forms=forms,
            sources=_by_id(with_states(quoted, self._knowledge, full_names)),
            entities=entities,
            dropped=document.dropped,
            shingles=shingles(text, paragraphs),
            extracted=document.extracted,
        )

    def _worth_keeping(self, doc: Doc, extraction: Extraction) -> tuple[list[Attribution], list[Stance]]:
        """The attributions that are sure enough, attribute and state something, with their stances.

        "She said it" states nothing; "she denied it" does.  ``continues`` is an index, and is moved with what it names.
        """
        found = extraction.attributions
        stances = [stance.classify(doc, a, prior=p) for a, p in zip(found, extraction.priors, strict=True)]
        kept = [
            i
            for i, (a, taken) in enumerate(zip(found, stances, strict=True))
            if a.confidence >= self._settings.min_confidence
            and not is_deed(doc, a, packaged_lexicon())
            and (taken.polarity != "affirm" or stance.states_something(doc, a.content))
        ]
        place = {old: new for new, old in enumerate(kept)}
        chosen = [found[i] for i in kept]
        for attribution in chosen:
            if attribution.continues is not None:
                attribution.continues = place.get(attribution.continues)
        return chosen, [stances[i] for i in kept]


def _as_printed(text: str, mentions: Sequence[EntityMention]) -> list[EntityMention]:
    """The mentions in the words of the article, where the parser read a space for a line break."""
    return [m.model_copy(update={"exact": text[m.start : m.end]}) for m in mentions]


def _standing(document: Document) -> list[Paragraph]:
    """The paragraphs of the article proper: what was dropped attributes nothing."""
    dropped = {tuple(span) for d in document.dropped for span in d.spans}
    return [p for p in document.paragraphs if p.zone != "boilerplate" and (p.start, p.end) not in dropped]


def _source(text: str, attribution: Attribution, decision: SourceDecision) -> SourceMention:
    return SourceMention(
        ref=decision.sources[0].id if decision.sources else None,
        spans=attribution.source,
        exact=joined(text, attribution.source),
        resolution=decision.resolution,
        confidence=round(decision.confidence, 4),
        alternatives=decision.alternatives,
    )


def _by_id(sources: Iterable[Source]) -> list[Source]:
    """One of each id, with all that is known of it."""
    made: dict[str, Source] = {}
    for source in sources:
        known = made.setdefault(source.id, source)
        if known is not source:
            known.aliases = sorted({*known.aliases, *source.aliases})
            known.roles = list(dict.fromkeys([*known.roles, *source.roles]))
            known.speaks_for = known.speaks_for or source.speaks_for
            known.entity = known.entity or source.entity
    return [made[ref] for ref in sorted(made)]
