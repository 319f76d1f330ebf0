"""Candidates from verbs: every complement a verb can attribute with, each as a frame that the cue lexicon knows the
worth of."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from claimx.nlp.rules_spans import Candidate, Range, noun_phrase, subject_of, subtree, trim, verb_group, without

_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_LOOSE = frozenset(
    {"npadvmod", "prep", "advmod", "dobj", "dative", "advcl", "punct", "agent", "prt", "aux", "neg", "auxpass"}
)
_RAISING = frozenset({"seem", "appear", "look", "sound"})


def verb_candidates(verb: Token, catenatives: frozenset[str]) -> Iterator[Candidate]:
    """All candidates whose cue is ``verb``."""
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"}]
    passive = any(c.dep_ == "auxpass" for c in verb.children) or any(c.dep_ == "nsubjpass" for c in verb.children)
    head = subject_of(verb)
    cue = verb_group(verb, catenatives)
    lemma = verb.lemma_.lower()
    if passive:
        yield from _passive(verb, lemma, cue, head)
        return
    source = _source(head, verb)
    if (head is not None and head.dep_ == "expl") or (head is not None and head.lower_ == "it" and own):
        empty: Range | None = None
        for frame, content, wide in _complements(verb):
            if frame.startswith("ccomp"):
                yield Candidate(verb.i, lemma, "it-" + frame, (head.i, wide[1]), empty, content)
    if source is None and verb.tag_ not in {"VBG", "VBN", "VBD", "VBP", "VBZ", "VB"}:
        return
    for frame, content, wide in _complements(verb):
        yield Candidate(verb.i, lemma, frame, (cue[0], max(cue[1], wide[1])) if wide[1] else cue, source, content)
    yield from _tails(verb, lemma, cue, source)
    if lemma in _RAISING and head is not None and source is not None:
        for child in verb.rights:
            if child.dep_ == "xcomp":
                yield Candidate(verb.i, lemma, "raising", cue, None, [source, subtree(child)])


def _source(head: Token | None, verb: Token) -> Range | None:
    return None if head is None else _nonempty(noun_phrase(head, stop=[verb.i]))


def _nonempty(span: Range) -> Range | None:
    return span if span[0] < span[1] else None


def _complements(verb: Token) -> Iterator[tuple[str, list[Range], Range]]:
    """``(frame, content, cue extension)`` for each complement to the right of ``verb``."""
    none = (0, 0)
    rights = list(verb.rights)
    dobj = next((c for c in rights if c.dep_ in {"dobj", "dative"}), None)
    end = verb.right_edge.i + 1
    pronoun = _fronted(verb)
    for child in rights:
        first, last = subtree(child)
        if child.dep_ == "ccomp" and first > verb.i:
            kind = _clause_kind(child)
            content = [(first, last)]
            if pronoun is not None:
                yield f"ccomp{kind}-rel", [pronoun, *content], none
            yield f"ccomp{kind}", content, none
            if last < end:
                yield f"ccomp{kind}+rest", [(first, end)], none
        elif child.dep_ == "xcomp" and first > verb.i:
            kind = (
                "-to"
                if any(c.dep_ == "aux" and c.lower_ == "to" for c in child.lefts)
                else "-ing"
                if child.tag_ == "VBG"
                else ""
            )
            if dobj is not None and dobj.i < child.i:
                yield f"dobj+xcomp{kind}", [(dobj.left_edge.i, last)], none
            yield f"xcomp{kind}", [(first, last)], none
        elif child.dep_ == "dobj":
            yield "dobj", [(first, last)], none
            if last < end:
                yield "dobj+rest", [(first, _rest_end(verb, end))], none
        elif child.dep_ == "prep" and first > verb.i:
            yield from _prepositional(verb, child, dobj, end)
        elif child.dep_ in {"acomp", "oprd"} and first >= verb.i:
            yield from _adjectival(child)
        elif child.dep_ == "advcl" and child.i > verb.i and first > verb.i:
            mark = next((c.lower_ for c in child.lefts if c.dep_ in {"mark", "advmod"} and c.i == first), "")
            if mark in {"that", "if", "whether", "like", "as", "how", "why", "when"}:
                yield f"advcl:{mark}", [(first, last)], none


def _rest_end(verb: Token, end: int) -> int:
    """Where the objects and their modifiers end: before a loose participle or a second clause."""
    for child in verb.rights:
        if child.dep_ in {"advcl", "conj", "cc"} and verb.doc[child.left_edge.i - 1].text == ",":
            return child.left_edge.i
        if child.dep_ in {"conj", "cc"}:
            return min(end, child.left_edge.i)
    return end


def _prepositional(verb: Token, prep: Token, dobj: Token | None, end: int) -> Iterator[tuple[str, list[Range], Range]]:
    word = prep.lower_
    objects = [c for c in prep.rights if c.dep_ in {"pobj", "pcomp", "prep", "amod", "advcl"}]
    if not objects:
        return
    last = prep.right_edge.i + 1
    if objects[0].dep_ == "prep" and list(objects[0].rights):
        yield f"prep:{word} {objects[0].lower_}", [(objects[0].i + 1, last)], (0, objects[0].i + 1)
        return
    kind = "-ing" if objects[0].dep_ == "pcomp" else ""
    follow = next((c for c in verb.rights if c.dep_ in {"xcomp", "advcl"} and c.i > prep.i and _to(c)), None)
    if dobj is not None and dobj.i < prep.i:
        yield f"dobj+prep:{word}{kind}", [(dobj.left_edge.i, max(last, dobj.right_edge.i + 1))], (0, 0)
        return
    if prep.i > verb.i + 2:
        return
    yield f"prep:{word}{kind}", [(prep.i + 1, last)], (0, prep.i + 1)
    if follow is not None:
        yield f"prep:{word}+xcomp", [(prep.i + 1, follow.right_edge.i + 1)], (0, prep.i + 1)


def _adjectival(adjective: Token) -> Iterator[tuple[str, list[Range], Range]]:
    lemma = adjective.lemma_.lower()
    upto = (0, adjective.i + 1)
    for child in [*adjective.rights, *(c for c in adjective.head.rights if c.i > adjective.i)]:
        first, last = subtree(child)
        if first <= adjective.i:
            continue
        if child.dep_ == "ccomp":
            yield f"adj:{lemma}+ccomp", [(first, last)], upto
        elif child.dep_ in {"xcomp", "advcl"} and _to(child):
            yield f"adj:{lemma}+xcomp", [(first, last)], upto
        elif child.dep_ == "prep" and child.head.i == adjective.i and last > child.i + 1:
            yield f"adj:{lemma}+prep:{child.lower_}", [(child.i + 1, last)], (0, child.i + 1)


def _to(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.lefts)


def _clause_kind(clause: Token) -> str:
    opening = clause.left_edge
    if any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts) or (
        opening.lower_ == "that" and opening.dep_ == "mark"
    ):
        return "-that"
    if opening.lower_ in {"whether", "if"}:
        return "-whether"
    if opening.tag_ in _WH:
        return "-wh"
    if _to(clause):
        return "-to"
    if clause.tag_ in {"VBG", "VBN"} and not any(c.dep_ in {"aux", "auxpass"} for c in clause.lefts):
        return "-ing"
    if clause.pos_ not in {"VERB", "AUX"}:
        return "-small"
    return ""


def _fronted(verb: Token) -> Range | None:
    """The relative pronoun in front of "which officials say carried arms"."""
    if verb.dep_ != "relcl":
        return None
    first = verb.left_edge
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    fronted = first.tag_ in _WH and first.i < verb.i - 1 and (len(subjects) != 1 or subjects[0].i != first.i)
    return (first.i, first.i + 1) if fronted else None


def _tails(verb: Token, lemma: str, cue: Range, source: Range | None) -> Iterator[Candidate]:
    """Content before the verb, around it, or with the verb as a parenthesis in it."""
    clause = next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    if source is None or not own:
        return
    inverted = source[0] > verb.i
    block = (min(cue[0], source[0]), max(cue[1], source[1]))
    for child in verb.rights:
        first, last = subtree(child)
        if (
            child.dep_ in _LOOSE
            and first >= block[1] - 1
            and (child.dep_ != "advcl" or verb.doc[child.i].tag_ == "VBG")
        ) or (child.dep_ in _LOOSE and child.dep_ != "advcl" and first >= verb.i):
            block = (block[0], max(block[1], last))
    name = "inverted" if inverted else "tail"
    if clause is not None:
        first, last = subtree(clause)
        whole = (min(first, verb.left_edge.i), max(last, block[1]))
        parts = without(whole, block)
        if parts and parts[0][0] < verb.i:
            right = [c for c in verb.rights if c.dep_ == "ccomp"]
            if right:
                parts = [p for p in parts if p[0] < verb.i] + [subtree(right[0])]
            yield from _whole_or_first(verb, lemma, name, cue, source, parts)
        return
    if (
        verb.dep_ in {"parataxis", "ccomp", "dep", "advcl", "conj"}
        and verb.head.i != verb.i
        and verb.head.pos_ in {"VERB", "AUX", "NOUN"}
    ):
        host = verb.head
        before = verb.doc[max(verb.left_edge.i - 1, 0)].text
        if verb.dep_ != "parataxis" and not (before == "," and verb.dep_ in {"ccomp", "dep"}):
            return
        parts = without(subtree(host), (verb.left_edge.i, verb.right_edge.i + 1))
        parts = [p for p in (trim(verb.doc, q) for q in parts) if p[0] < p[1]]
        if parts:
            yield from _whole_or_first(verb, lemma, "parataxis", cue, source, parts)


def _whole_or_first(
    verb: Token, lemma: str, name: str, cue: Range, source: Range, parts: list[Range]
) -> Iterator[Candidate]:
    """Interrupted content as a whole, and its first part alone: what follows may be the writer's own."""
    if len(parts) == 1:
        yield Candidate(verb.i, lemma, name, cue, source, parts)
        return
    after = verb.doc[parts[1][0]]
    link = f":{after.lower_}" if after.dep_ in {"cc", "mark"} or after.tag_ in _WH else ""
    yield Candidate(verb.i, lemma, f"{name}-mid{link}", cue, source, parts)
    yield Candidate(verb.i, lemma, f"{name}-first{link}", cue, source, parts[:1])


def _passive(verb: Token, lemma: str, cue: Range, head: Token | None) -> Iterator[Candidate]:
    agent = next((c for a in verb.rights if a.dep_ == "agent" for c in a.rights if c.dep_ == "pobj"), None)
    source = _nonempty(noun_phrase(agent)) if agent is not None else None
    wide = (cue[0], agent.head.i + 1) if agent is not None and agent.head.i <= cue[1] else cue
    subject = None if head is None else _nonempty(noun_phrase(head, stop=[verb.i]))
    by = "-by" if source else ""
    for child in verb.rights:
        first, last = subtree(child)
        if child.dep_ == "ccomp" and head is not None:
            if head.lower_ == "it":
                yield Candidate(verb.i, lemma, f"passive-it{by}", (head.i, cue[1]), source, [(first, last)])
            else:
                yield Candidate(verb.i, lemma, "passive-ccomp", cue, subject, [(first, last)])
        elif child.dep_ == "xcomp" and _to(child) and subject is not None:
            after = next(c.i for c in child.lefts if c.dep_ == "aux" and c.lower_ == "to") + 1
            if after < last and after == cue[1] + 1:
                yield Candidate(verb.i, lemma, f"passive-to{by}", (cue[0], after), source, [subject, (after, last)])
                yield Candidate(verb.i, lemma, "passive-to-subject", cue, subject, [(first, last)])
        elif child.dep_ == "prep" and subject is not None and child.i == cue[1] and last > child.i + 1:
            yield Candidate(
                verb.i, lemma, f"passive-prep:{child.lower_}", (cue[0], child.i + 1), subject, [(child.i + 1, last)]
            )
    if subject is not None and source is not None:
        yield Candidate(verb.i, lemma, "passive-by", wide, source, [subject])
    elif subject is not None and head is not None and head.lower_ != "it":
        yield Candidate(verb.i, lemma, "passive-bare", cue, None, [subject])
