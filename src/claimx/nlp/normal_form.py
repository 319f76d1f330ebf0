"""The normal form of a mention: what the resolver may compare, taken from a parsed text.

The one module that turns spaCy's parse into :class:`claimx.records.NormalForm`; :mod:`claimx.resolve` never sees a
``Doc``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from spacy.tokens import Doc, Token

from claimx.nlp.addressees import CHARGES, addressee
from claimx.nlp.content_facts import dates, designations, is_designation, numbers
from claimx.nlp.rejoinders import is_rejoinder
from claimx.nlp.stance import CORRECTION, RETRACTION
from claimx.normalise.bare_time import bare_time
from claimx.records import Fact, NormalForm
from claimx.schema import EntityMention, Mention, Span

_CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "X", "INTJ"})
_WORD_POS = _CONTENT_POS - {"NUM"}
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "agent"})
SHORT, _BEFORE = 8, 160
"""Words of a content that needs what stands before it, and how many code points of that are kept: more wordpieces than
a pair reader reads of them.
"""

_OBJECT = frozenset({"dobj", "dative", "attr", "oprd", "acomp", "xcomp", "ccomp", "pobj"})
_WHO = frozenset({"PERSON", "STATE", "ORG"})
_NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists of the normal form, from ``normal_form.json``."""

    reporting: frozenset[str]
    negators: frozenset[str]
    kept: frozenset[str]
    light: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The packaged word lists."""
    data = json.loads(resources.files("claimx.nlp").joinpath("normal_form.json").read_text("utf-8"))
    return Lexicon(**{key: frozenset(data[key]) for key in ("reporting", "negators", "kept", "light")})


@dataclass(frozen=True, slots=True)
class ContentForm:
    """The part of a normal form that the words of a content give."""

    predicate: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    words: tuple[str, ...]
    facts: tuple[Fact, ...]
    negated: bool
    rejected: tuple[str, ...] = ()


def tokens_of(doc: Doc, spans: Iterable[Span]) -> list[Token]:
    """Tokens whose text lies mostly inside the spans (code points of ``doc.text``), in text order."""
    found: dict[int, Token] = {}
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand") if start < end else None
        for token in span or ():
            inside = min(token.idx + len(token), end) - max(token.idx, start)
            if 2 * inside >= len(token):
                found[token.i] = token
    return [found[i] for i in sorted(found)]


def _roots(tokens: Sequence[Token]) -> list[Token]:
    """Tokens whose head lies outside the content, the topmost first within each sentence."""
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if (t.head.i == t.i or t.head.i not in inside) and not (t.is_punct or t.is_space)]
    verbs = [t for t in roots if t.pos_ in ("VERB", "AUX")]
    return verbs or [t for t in roots if t.pos_ in _CONTENT_POS] or roots


def _main(tokens: Sequence[Token]) -> Token | None:
    """The head of the content's first clause; a verb of reporting gives way to what it reports."""
    inside = {t.i for t in tokens}
    roots = _roots(tokens)
    if not roots:
        return None
    main = roots[0]
    while main.lemma_.lower() in lexicon().reporting:
        below = [c for c in main.children if c.dep_ in ("ccomp", "xcomp") and c.i in inside]
        if not below:
            break
        main = below[0]
    return main


def _accused(main: Token, tokens: Sequence[Token]) -> Token | None:
    """What somebody is said to do where the content begins with him: "(accused) the yard of hiding the report"."""
    if main.pos_ in ("VERB", "AUX"):
        return None
    inside = {t.i for t in tokens}
    preps = [t for t in tokens if t.lower_ in CHARGES and (t.head.i not in inside or t.head.i == main.i)]
    below = [c for t in preps for c in t.children if c.dep_ == "pcomp" and c.pos_ in ("VERB", "AUX")]
    return next((c for c in below if c.i in inside), None)


def _predicate(main: Token, inside: frozenset[int]) -> tuple[str, Token]:
    """The predicate's lemma and the token that carries it: a copula or light verb gives way to its complement."""
    lemma = main.lemma_.lower()
    if main.pos_ not in ("VERB", "AUX") or lemma not in lexicon().light:
        return lemma, main
    for child in main.children:
        completes = child.i in inside and child.dep_ in ("attr", "acomp", "oprd", "dobj", "xcomp")
        if completes and child.pos_ in ("NOUN", "ADJ", "VERB", "PROPN", "ADV"):
            return child.lemma_.lower(), child
    return lemma, main


def _conjoined(token: Token, inside: frozenset[int]) -> list[Token]:
    return [token, *(t for t in token.conjuncts if t.i in inside)]


def _lemma(token: Token) -> str:
    return token.lemma_.lower().strip(".'’\"")


def _arguments(main: Token, carrier: Token, inside: frozenset[int]) -> tuple[list[str], list[str]]:
    """Lemmas of the subjects' and objects' heads with their name parts; pronouns are left out."""
    subjects: list[str] = []
    objects: list[str] = []

    def add(target: list[str], token: Token) -> None:
        for one in _conjoined(token, inside):
            parts = [c for c in one.children if c.dep_ == "compound" and c.i in inside] if one.pos_ == "PROPN" else []
            for part in (*parts, one):
                if part.pos_ in _CONTENT_POS and (word := _lemma(part)):
                    target.append(word)

    passive = any(c.dep_ in ("auxpass", "nsubjpass") for head in (main, carrier) for c in head.children)
    for child in (*main.children, *(carrier.children if carrier.i != main.i else ())):
        if child.i not in inside or child.i == carrier.i:
            continue
        if child.dep_ == "agent":
            for below in child.children:
                add(subjects, below)
        elif child.dep_ in _SUBJECT:
            add(objects if passive else subjects, child)
        elif child.dep_ == "prep":
            for below in child.children:
                if below.dep_ in ("pobj", "pcomp") and below.i in inside:
                    add(objects, below)
        elif child.dep_ in _OBJECT:
            add(objects, child)
    if carrier.i != main.i and not objects:
        add(objects, carrier)
    return subjects, objects


def _negated(main: Token, carrier: Token, inside: frozenset[int]) -> bool:
    """Whether an odd number of negators governs the content's main predicate."""
    count = 0
    for head in {main.i: main, carrier.i: carrier}.values():
        for child in head.children:
            if child.i not in inside:
                continue
            low = child.lower_
            if child.dep_ == "neg" or low in lexicon().negators:
                count += 1
            elif child.dep_ in _SUBJECT or child.dep_ in ("dobj", "attr"):
                count += any(g.lower_ in ("no", "neither", "nobody", "none") for g in (child, *child.children))
    return count % 2 == 1


def _rejected(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Lemmas with a "not" of their own, wherever they stand; "not only" rejects nothing."""
    found = set()
    for token in tokens:
        following = token.nbor(1).lower_ if token.dep_ == "neg" and token.i + 1 < len(token.doc) else ""
        if token.dep_ == "neg" and following not in {"only", "just", "merely", "necessarily"}:
            found.add(_lemma(token.head))
    return tuple(sorted(found))


def _covered(tokens: Sequence[Token], entities: Sequence[EntityMention]) -> set[int]:
    """Indices of tokens that a name, a date or a quantity of the entity layers covers."""
    spans = [(e.start, e.end) for e in entities if e.label != "QUANTITY" and not _is_duration(e)]
    return {t.i for t in tokens if any(s <= t.idx and t.idx + len(t) <= e for s, e in spans)}


def _is_duration(entity: EntityMention) -> bool:
    return entity.label == "DATE" and entity.attributes.get("type") in ("duration", "set")


def _entity_facts(tokens: Sequence[Token], entities: Sequence[EntityMention]) -> list[Fact]:
    """Dates resolved to the publication date, from the entity layer."""
    by_place = {t.idx: t for t in tokens}
    found = []
    for entity in entities:
        value = bare_time(str(entity.attributes.get("value") or ""), entity.exact) if entity.label == "DATE" else ""
        if value and entity.attributes.get("type", "date") in ("date", "interval"):
            token = by_place.get(entity.start)
            verb = next((a.lemma_.lower() for a in token.ancestors if a.pos_ == "VERB"), "") if token else ""
            found.append(Fact("date", entity.exact, verb, value=value))
    return found


def content_form(doc: Doc, spans: Sequence[Span], entities: Sequence[EntityMention] = ()) -> ContentForm:
    """Predicate, arguments, content words and facts of the content ``spans`` of a parsed text.

    ``entities`` are the text's entity mentions that lie in the content; without them dates are only as full as the
    words themselves.
    """
    tokens = tokens_of(doc, spans)
    inside = frozenset(t.i for t in tokens)
    main = _main(tokens)
    if main is None:
        return ContentForm("", (), (), (), (), False)
    accused, main = main, _accused(main, tokens) or main
    predicate, carrier = _predicate(main, inside)
    subjects, objects = _arguments(main, carrier, inside)
    if accused.i != main.i and not subjects and accused.pos_ in _CONTENT_POS:
        subjects = [_lemma(accused)]
    words = content_words(tokens)
    facts = _entity_facts(tokens, entities)
    covered = _covered(tokens, entities)
    own_dates, dated = dates([t for t in tokens if t.i not in covered])
    undated = [t for t in tokens if t.i not in dated]
    free = [t for t in undated if t.i not in covered and not is_designation(t)]
    return ContentForm(
        predicate=predicate,
        subjects=tuple(dict.fromkeys(subjects)),
        objects=tuple(dict.fromkeys(objects)),
        words=tuple(words),
        facts=(*facts, *own_dates, *numbers(free), *designations(undated)),
        negated=_negated(main, carrier, inside),
        rejected=_rejected(tokens),
    )


def content_words(tokens: Iterable[Token]) -> list[str]:
    """Lower-case lemmas of the words that carry content, in order."""
    return [word for t in tokens if _is_word(t) and (word := _lemma(t))]


def _is_word(token: Token) -> bool:
    if token.lower_ in lexicon().kept:
        return True
    return token.pos_ in _WORD_POS and not token.is_stop and any(c.isalpha() for c in token.text)


def quoted_words(text: str) -> tuple[str, ...]:
    """Lower-cased word forms of a verbatim content."""
    cleaned = "".join(c if c.isalnum() else ("" if c in "'’" else " ") for c in text.lower())
    return tuple(cleaned.split())


def normal_form(
    doc: Doc, text: str, mention: Mention, entities: Sequence[EntityMention], published: str | None
) -> NormalForm:
    """The normal form of ``mention`` in its parsed article, without a vector.

    ``text``: ``doc.text``, which the document puts together anew each time that it is asked.  ``entities``: all entity
    mentions of the article; those inside the content are used.
    """
    spans = mention.content.spans
    within = [e for e in entities if any(s <= e.start and e.end <= t for s, t in spans)]
    form = content_form(doc, spans, within)
    origin = next((link.ref for link in mention.chain if link.role == "origin" and link.ref), None)
    holder = origin or (mention.source.ref if mention.source else None) or ""
    quote = quoted_words(mention.content.exact) if mention.quote_type == "direct" else ()
    whom = addressee(doc, mention, tokens_of(doc, spans))
    places = [Fact("place", e.exact, "", value=e.ref) for e in within if e.label in ("PLACE", "PORT") and e.ref]
    return NormalForm(
        mention=mention.id,
        article=mention.article,
        holder=holder,
        predicate=form.predicate,
        subjects=form.subjects or tuple(content_words(whom.words)),
        objects=form.objects,
        words=form.words,
        quote=quote,
        entities=tuple(sorted(set(mention.entities))),
        facts=(*form.facts, *places),
        polarity=mention.polarity,
        modality=mention.modality,
        act=mention.act,
        negated=mention.negated,
        published=published or "",
        extent=(spans[0][0], spans[-1][1]) if spans else (0, 0),
        rejected=form.rejected,
        retracts=_has(mention, RETRACTION),
        corrects=_has(mention, CORRECTION),
        rejoins=is_rejoinder(doc, text, mention),
        addressees=_names(whom.words, entities),
        text=_read_text(mention, holder, whom.words if whom.apart else ()),
        before=words_before(text, mention) if len(mention.content.exact.split()) <= SHORT else "",
    )


def _has(mention: Mention, evidence: str) -> bool:
    return any(reason.startswith(f"{evidence}:") for reason in mention.evidence)


def _names(words: Sequence[Token], entities: Sequence[EntityMention]) -> tuple[str, ...]:
    """The names among the words, each as its label and its id, or how it is written where it has none."""
    if not words:
        return ()
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    within = [e for e in entities if start <= e.start and e.end <= end and e.label in _WHO]
    return tuple(sorted({f"{e.label} {e.ref or e.exact.lower()}" for e in within}))


def _read_text(mention: Mention, holder: str, spoken_to: Sequence[Token]) -> str:
    """Cue, addressee and content; before them the source's words where it has no id, else a name is put there when
    sources are joined.
    """
    if not mention.source and not mention.cue:
        return mention.content.exact
    cue = " ".join([mention.cue.exact if mention.cue else "", *(t.text for t in spoken_to)]).strip()
    spoken = f"{cue} : {mention.content.exact}".lstrip()
    return spoken if holder or not mention.source else f"{mention.source.exact} {spoken}"


def words_before(text: str, mention: Mention) -> str:
    """The last whole words before the mention, at most ``_BEFORE`` code points of the article."""
    spans = [span for part in (mention.source, mention.cue, mention.content) if part for span in part.spans]
    end = min((start for start, _ in spans), default=0)
    first = max(0, end - _BEFORE)
    words = text[first:end].split()
    torn = first > 0 and not text[first - 1].isspace() and not text[first].isspace()
    return " ".join(words[1:] if torn else words)


def sentence_form(doc: Doc, ident: str, vector: bytes = b"") -> NormalForm:
    """The normal form of a plain sentence or headline, as if it were a content of its own article."""
    form = content_form(doc, [(0, len(doc.text))])
    names = {e.text.lower() for e in doc.ents if e.label_ in _NAME_LABELS}
    return NormalForm(
        mention=ident,
        article=ident,
        predicate=form.predicate,
        subjects=form.subjects,
        objects=form.objects,
        words=form.words,
        entities=tuple(sorted(names)),
        facts=form.facts,
        negated=_negators(doc) % 2 == 1,
        rejected=form.rejected,
        vector=vector,
        text=doc.text,
    )


def _negators(doc: Doc) -> int:
    """Negators anywhere in a sentence: without a source and a cue, "did not say that" must count too."""
    return sum(t.dep_ == "neg" or t.lower_ in lexicon().negators for t in doc)


def sentence_forms(docs: Iterable[Doc], idents: Sequence[str], vectors: Sequence[bytes] = ()) -> list[NormalForm]:
    """Normal forms of plain sentences; ``vectors`` as many as there are, or none."""
    known = vectors or [b""] * len(idents)
    return [sentence_form(doc, ident, vector) for doc, ident, vector in zip(docs, idents, known, strict=True)]


def depths(doc: Doc) -> tuple[int, ...]:
    """How far below the root of its sentence each token stands."""
    return tuple(sum(1 for _ in token.ancestors) for token in doc)
