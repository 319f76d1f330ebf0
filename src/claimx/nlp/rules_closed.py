"""Candidates from closed patterns: "according to", hearsay adverbs, nouns such as "claim that", colons in headlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from claimx.nlp.rules_spans import Candidate, Range, noun_phrase, subject_of, subtree, trim, verb_group, without
from claimx.records import Paragraph

_CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "advcl", "conj", "parataxis", "relcl", "acl", "xcomp", "pcomp", "dep"})
_NAME_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM", "ADP", "PRON"})
_LONGEST_SURE_SPEAKER = 4
_LONGEST_SPEAKER = 6  # tokens before or after a headline's colon that can name a speaker


def clause_of(token: Token) -> Token:
    """The verb (or sentence root) of the clause that ``token`` stands in."""
    node = token
    while node.head.i != node.i and not (node.dep_ in _CLAUSE_HEADS and node.pos_ in {"VERB", "AUX"}):
        node = node.head
    return node


def prepositional(doc: Doc, phrases: Mapping[str, Sequence[tuple[str, ...]]]) -> Iterator[Candidate]:
    """ "according to X", "in the view of X": ``phrases`` holds, by first word, the words of each phrase."""
    for token in doc:
        for words in phrases.get(token.lower_, ()):
            last = token.i + len(words)
            if last >= len(doc) or tuple(doc[i].lower_ for i in range(token.i, last)) != words:
                continue
            name = " ".join(words)
            head = _object_after(doc, last)
            if head is None:
                continue
            source = noun_phrase(head, stop=[last - 1])
            host = token.head
            while host.i in range(token.i, source[1]) and host.head.i != host.i:
                host = host.head
            clause = clause_of(host)
            block = (token.i, source[1])
            whole = subtree(clause)
            if block[0] > whole[0] + 1 or block[1] < whole[1]:
                parts = [p for p in (trim(doc, q) for q in without(whole, block)) if p[0] < p[1]]
                if parts and block[0] <= whole[0]:
                    yield Candidate(token.i, name, "phrase-front", (token.i, last), source, parts)
                elif parts:
                    mid = "-mid" if len(parts) > 1 else ""
                    yield Candidate(token.i, name, f"phrase-end{mid}", (token.i, last), source, parts)
                    if len(parts) > 1:
                        yield Candidate(token.i, name, "phrase-end-first", (token.i, last), source, parts[:1])
            sentence = (token.sent.start, token.sent.end)
            if sentence != whole:
                parts = [p for p in (trim(doc, q) for q in without(sentence, block)) if p[0] < p[1]]
                if parts:
                    where = "front" if token.i == sentence[0] else "end"
                    yield Candidate(token.i, name, f"phrase-sentence-{where}", (token.i, last), source, parts)
            break


def _object_after(doc: Doc, first: int) -> Token | None:
    """The head of the noun phrase that starts at ``first``."""
    node = doc[first]
    if node.is_punct or node.is_space:
        return None
    while node.head.i != node.i and node.head.i >= first and node.dep_ not in {"relcl", "acl", "ROOT"}:
        if node.dep_ in {"pobj", "nsubj", "conj"} and node.pos_ in {"NOUN", "PROPN", "PRON"}:
            break
        node = node.head
    return node if node.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"} else None


def adverbs(doc: Doc, lemmas: frozenset[str]) -> Iterator[Candidate]:
    """ "reportedly", "allegedly": no source, the clause around them as content."""
    for token in doc:
        if token.lower_ in lemmas and token.dep_ in {"advmod", "dep", "ROOT", "npadvmod"}:
            clause = clause_of(token)
            if clause.i != token.i:
                parts = without(subtree(clause), (token.i, token.i + 1))
                yield Candidate(token.i, token.lower_, "adverb", (token.i, token.i + 1), None, parts)
            if token.head.i not in {clause.i, token.i}:
                parts = without(subtree(token.head), (token.i, token.i + 1))
                yield Candidate(token.i, token.lower_, "adverb-phrase", (token.i, token.i + 1), None, parts)


def nominal(noun: Token, catenatives: frozenset[str]) -> Iterator[Candidate]:
    """ "Minsk's claim that …", "expressed concern about …", "there are reports that …": ``noun`` carries the
    attribution."""
    lemma = noun.lemma_.lower()
    owner, after = _owner(noun)
    for child in noun.rights:
        first, last = subtree(child)
        if first <= noun.i or (after is not None and first < after):
            continue
        cue_end = noun.i + 1
        if (
            child.dep_ in {"acl", "ccomp", "relcl"}
            and child.left_edge.lower_ == "that"
            and child.left_edge.dep_ == "mark"
        ):
            frame = "noun+that"
        elif child.dep_ in {"acl", "xcomp"} and any(c.dep_ == "aux" and c.lower_ == "to" for c in child.lefts):
            frame = "noun+to"
        elif child.dep_ == "prep" and last > child.i + 1 and child.i == cue_end:
            frame, first, cue_end = f"noun+{child.lower_}", child.i + 1, child.i + 1
        else:
            continue
        if owner is not None:
            yield Candidate(noun.i, lemma, f"{frame} owner", (noun.i, cue_end), owner, [(first, last)])
            continue
        verb = noun.head
        if noun.dep_ in {"dobj", "attr", "pobj"} and (verb.pos_ in {"VERB", "AUX"} or verb.head.pos_ == "VERB"):
            verb = verb if verb.pos_ in {"VERB", "AUX"} else verb.head
            subject = subject_of(verb)
            if subject is not None and subject.i < noun.i and verb.i < noun.i:
                source = noun_phrase(subject, stop=[verb.i])
                cue = (verb_group(verb, catenatives)[0], cue_end)
                if source[0] < source[1]:
                    yield Candidate(noun.i, lemma, f"{verb.lemma_.lower()} {frame}", cue, source, [(first, last)])
                    continue
        yield Candidate(noun.i, lemma, f"{frame} nobody", (noun.left_edge.i, cue_end), None, [(first, last)])


def _owner(noun: Token) -> tuple[Range | None, int | None]:
    """The possessor, or the phrase after "of", "by", "from"; and where the latter ends."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            return subtree(child), None
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "of"} and child.i == noun.i + 1:
            target = next((c for c in child.rights if c.dep_ == "pobj"), None)
            if target is not None and target.pos_ in {"PROPN", "PRON", "NOUN"} and len(list(noun.rights)) > 1:
                source = noun_phrase(target)
                return source, source[1]
    return None, None


def headlines(doc: Doc, paragraphs: Sequence[Paragraph], speakers: frozenset[str]) -> Iterator[Candidate]:
    """ "Kyiv: port hit" and "Port hit: Kyiv" in headlines and subheadings."""
    for paragraph in paragraphs:
        if paragraph.zone not in {"headline", "heading", "standfirst"}:
            continue
        span = doc.char_span(paragraph.start, paragraph.end, alignment_mode="contract")
        if span is None:
            continue
        # A dash inside a word parts nobody from what he says: "Police-led raid".
        loose = {t.i for t in span[1:] if t.nbor(-1).whitespace_}
        marks = [t.i for t in span if t.text in {":", "—"} or (t.text in {"-", "–"} and t.i in loose)]
        if len(marks) != 1:
            continue
        at = marks[0]
        left, right = trim(doc, (span.start, at)), trim(doc, (at + 1, span.end))
        colon = "colon" if doc[at].text == ":" else "dash"
        for source, content, where in ((left, right, "front"), (right, left, "end")):
            sure = _is_speaker(doc, source, speakers)
            if content[1] - content[0] >= 3 and (sure or _speaker(doc, source)):
                kind = _front_kind(doc, source, speakers) if where == "front" else ""
                if sure and _states(doc, content):
                    kind = "-said"
                yield Candidate(at, colon, f"headline-{where}{kind}", None, source, [content])


def _speaker(doc: Doc, span: Range) -> bool:
    words = [doc[i] for i in range(*span)]
    return (
        0 < len(words) <= _LONGEST_SPEAKER
        and all(
            t.pos_ in _NAME_TAGS or _capital(t) for t in words
        )  # taggers fail on the telegraphic style of headlines
        and any(t.pos_ in {"NOUN", "PROPN"} or _capital(t) for t in words)
    )


def _is_speaker(doc: Doc, span: Range, speakers: frozenset[str]) -> bool:
    """Whether a few words name a speaker, and not a matter: "rescue chief", but not "mayor on bridge"."""
    words = [doc[i] for i in range(*span)]
    return (
        0 < len(words) <= _LONGEST_SURE_SPEAKER
        and words[-1].lemma_.lower() in speakers
        and all(t.pos_ != "ADP" or t.lower_ == "of" for t in words)
    )


def _states(doc: Doc, span: Range) -> bool:
    """Whether the other half of a headline states something: it has a verb or a quotation, and asks and promises
    nothing ("how it happened").
    """
    words = [doc[i] for i in range(*span)]
    asks = words[0].tag_ in {"WDT", "WP", "WP$", "WRB"} or words[-1].text == "?"
    return not asks and any(t.pos_ in {"VERB", "AUX"} or t.is_quote for t in words)


def _capital(token: Token) -> bool:
    return token.is_alpha and token.text[0].isupper()


def _front_kind(doc: Doc, span: Range, speakers: frozenset[str]) -> str:
    """Before the colon a topic may stand as well as a speaker: what kind of words are they?"""
    if doc[span[1] - 1].lemma_.lower() in speakers:
        return "-speaker"
    alone = span[1] - span[0] == 1 and _capital(doc[span[0]])
    return "-name" if alone or all(doc[i].pos_ == "PROPN" for i in range(*span)) else ""
