"""How a source stands to what it says: polarity, modality, act, negation; and how much of it is quoted.

Lexicon patterns (``data/stance.toml``) over the cue, the opening, the main verb of the content and the whole
content, with the
syntax deciding what is the main verb and what negation reaches.  The weakest modality wins; hearsay wins where
nobody speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, get_args

from spacy.tokens import Doc, Token

from claimx.nlp.lexicon import Hit, packaged_patterns
from claimx.nlp.stance_words import (
    LABELLED,
    NEGATED_SUBJECTS,
    NEGATIONS,
    PREDICATES,
    WH,
    Patterns,
    asks_question,
    find,
    is_clause,
    is_negated,
    main_verb,
    main_words,
    open_words,
    rejecting,
    request,
)
from claimx.records import Attribution, Stance
from claimx.schema import Act, Modality, Polarity, Span

V = TypeVar("V", bound=str)
Prior = Mapping[str, Mapping[str, float]]
"""What a learned model thinks: field -> value -> probability."""

_NOBODY = NEGATED_SUBJECTS - {"nothing"} | {"no"}
_WEAKNESS: dict[str, int] = {"asserted": 0, "intended": 1, "possible": 2, "reported": 3}
_ACTS = (
    "accusation",
    "threat",
    "warning",
    "promise",
    "recommendation",
    "proposal",
    "demand",
    "question",
    "belief",
)
_OPENING = 5
_DEMANDED = 10
"""Words in which a demand is made that somebody utters in his own words."""
_CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "AUX", "ADJ", "NUM", "INTJ", "X"})
RETRACTION = "retraction"
"""What a source denies that has said it before; the evidence begins with it."""
CORRECTION = "correction"
"""What a source puts right that it has said before; the evidence begins with it."""
_SHORT = 14
_STOPS = frozenset({"?", "!", "."})
_ECHO = 4
"""Most words of a question that only repeats what somebody said."""
_SURE = 0.85
"""A learned value more probable than this overrides a default that no pattern spoke for."""


def tokens_of(doc: Doc, spans: Iterable[Span]) -> list[Token]:
    """The tokens that the spans touch, without white space, in text order."""
    found: dict[int, Token] = {}
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            found.update((t.i, t) for t in span if not t.is_space)
    return [found[i] for i in sorted(found)]


def classify(doc: Doc, attribution: Attribution, *, prior: Prior | None = None) -> Stance:
    """The stance of an attribution.

    ``prior`` gives probabilities for ``polarity``, ``modality`` and ``act``; they decide only where no pattern of
    the lexicon does.
    Linear in the length of cue and content.
    """
    patterns = packaged_patterns()
    cue = [*_nobody(tokens_of(doc, attribution.source)), *_with_negation(tokens_of(doc, attribution.cue))]
    content = tokens_of(doc, attribution.content)
    wanting = [*cue, *content[:1]] if cue and content and _takes_up(cue, content[0]) else cue
    evidence: list[str] = []
    polarity = _polarity(patterns, cue, content, evidence)
    modality = _modality(patterns, attribution, wanting, content, polarity, evidence)
    negated = polarity == "affirm" and is_negated(content)
    act = _act(patterns, wanting, content, polarity, modality, negated, evidence)
    for where, tokens in (("cue", cue), ("content", content)):
        if hit := find(patterns, CORRECTION, where, tokens):
            evidence.append(f"{CORRECTION}:{hit.pattern.text}")
    if prior:
        said = {e.split(":", 1)[0] for e in evidence}
        polarity = _fuse(
            polarity,
            prior.get("polarity"),
            said & {"no-comment", "deny", RETRACTION, "label", "counter"},
            get_args(Polarity),
        )
        modality = _fuse(
            modality, prior.get("modality"), said & {"reported", "possible", "intended"}, get_args(Modality)
        )
        act = _fuse(act, prior.get("act"), act == "denial" or said & set(_ACTS), get_args(Act))
        if polarity == "deny" and act == "assertion":
            act = "denial"
    return Stance(polarity, modality, act, negated, tuple(evidence))


def _fuse(value: V, prior: Mapping[str, float] | None, spoken: object, allowed: Sequence[V]) -> V:
    if spoken or not prior:
        return value
    best = max(allowed, key=lambda v: (prior.get(v, 0.0), v == value))
    return best if prior.get(best, 0.0) >= _SURE else value


def states_something(doc: Doc, content: Iterable[Span]) -> bool:
    """Whether a content has a noun, name, verb, adjective, number or interjection of its own: "it" and "so" have
    none.
    """
    return any(t.pos_ in _CONTENT_WORDS for t in tokens_of(doc, content))


def _with_negation(cue: list[Token]) -> list[Token]:
    """The cue with the negation and auxiliaries that its verb has, where the span leaves them out."""
    inside = {t.i for t in cue}
    extra = [
        c
        for t in cue
        for c in t.children
        if c.i not in inside
        and (c.dep_ == "neg" or (c.dep_ in ("aux", "auxpass") and c.i < t.i and t.pos_ == "VERB"))
        and abs(c.i - t.i) < 4
    ]
    return sorted([*cue, *extra], key=lambda t: t.i)


def _takes_up(cue: Sequence[Token], first: Token) -> bool:
    """Whether a content begins with the preposition of its cue's verb: "calls | for a ban"."""
    return first.lower_ in ("for", "on", "upon") and first.i == cue[-1].i + 1 and first.head.i == cue[-1].i


def _nobody(source: Sequence[Token]) -> list[Token]:
    """The word that makes a source nobody: what "no one at the port has denied" is what somebody "has not denied"."""
    first = [t for t in source[:1] if t.lower_ in _NOBODY]
    named = len(source) > 1 and not source[1].text.islower()
    return [t for t in first if not (t.lower_ == "no" and named)]  # "No 10" is somebody


def _polarity(patterns: Patterns, cue: list[Token], content: list[Token], evidence: list[str]) -> Polarity:
    if not cue:
        return "affirm"
    start = [t for t in content if not (t.is_quote or t.lower_ == "that")][:_OPENING]
    follows = bool(start) and start[0].i > cue[-1].i
    opening = [*cue, *start] if follows and start[0].tag_ not in ("IN",) else cue
    asked_first = any(t.lower_ in NEGATIONS for t in cue)
    for tokens in (cue, opening if not asked_first else cue):
        hit = find(patterns, "no-comment", "opening", tokens)
        # What only the content says is refused only when the cue itself refuses ("refused | to comment").
        if hit is not None and hit.first < len(cue):
            evidence.append(f"no-comment:{hit.pattern.text}")
            return "no-comment"
    if len(content) <= _SHORT and (hit := find(patterns, "no-comment", "content", content)) is not None:
        evidence.append(f"no-comment:{hit.pattern.text}")
        return "no-comment"
    for category in ("deny", RETRACTION):
        hit = find(patterns, category, "cue", cue)
        if hit is not None:
            if _is_own_word(patterns, cue, content):
                evidence.append(f"counter:{hit.pattern.text}")
                return "affirm"
            evidence.append(f"{category}:{hit.pattern.text}")
            return "deny"
    if find(patterns, "label", "cue", cue) is not None:
        hit = rejecting(patterns, [*cue, *content], LABELLED)
        if hit is not None and not any(t.lower_ in NEGATIONS for t in cue):
            evidence.append(f"label:{hit.pattern.text}")
            return "deny"
    return "affirm"


def _is_own_word(patterns: Patterns, cue: Sequence[Token], content: Sequence[Token]) -> bool:
    """Whether what follows a cue of denial is not what is denied but what the source sets against it.

    That is a clause without "that" after "disagree" and its like, and a quoted one after any denial with a colon.
    """
    if not content or content[0].i <= cue[-1].i or not is_clause(content):
        return False
    colon = cue[-1].i + 1 < len(cue[-1].doc) and ":" in (cue[-1].text, cue[-1].nbor(1).text)
    if colon and content[0].is_quote:
        return True
    return content[0].tag_ != "IN" and find(patterns, "counter", "cue", cue) is not None


def _modality(
    patterns: Patterns,
    attribution: Attribution,
    cue: list[Token],
    content: list[Token],
    polarity: Polarity,
    evidence: list[str],
) -> Modality:
    found: Modality = "asserted"

    def weaken(value: Modality, why: str) -> None:
        nonlocal found
        evidence.append(f"{value}:{why}")
        if _WEAKNESS[value] > _WEAKNESS[found]:
            found = value

    hearsay = find(patterns, "reported" if not attribution.source else "reported-sourced", "cue", cue)
    if cue and not attribution.source and attribution.explicitness == "explicit" and polarity == "affirm":
        weaken("reported", hearsay.pattern.text if hearsay else "no source")
        return found
    if hearsay is not None and polarity == "affirm" and not _spoken(cue):
        weaken("reported", hearsay.pattern.text)
    rumour = find(patterns, "hearsay", "cue", tokens_of(cue[0].doc, attribution.source)) if cue else None
    if rumour is not None and polarity == "affirm":
        weaken("reported", rumour.pattern.text)
    if polarity == "affirm" and _demands(patterns, content):
        weaken("intended", "demanding")
    main = main_words(content)
    if polarity != "affirm":
        hit = find(patterns, "denied-possible", "cue", cue) if polarity == "no-comment" else None
        if hit is not None:
            weaken("possible", hit.pattern.text)
        return found
    if (asked := request(patterns, cue, content)) is not None:
        weaken("intended", asked.pattern.text)
    asks = asks_question(content) and find(patterns, "question", "cue", cue) is not None
    for category in ("possible", "intended"):
        value: Modality = "possible" if category == "possible" else "intended"
        # "Wants to know why" asks, and wants nothing else.
        hit = None if asks and category == "intended" else find(patterns, category, "cue", cue)
        if hit is not None:
            weaken(value, hit.pattern.text)
        hit = find(patterns, category, "main", main if category == "intended" else open_words(patterns, main, content))
        if hit is not None and not (category == "intended" and _past_habit(main, hit)):
            weaken(value, hit.pattern.text)
    hit = (
        find(patterns, "possible", "content", content)
        if found == "asserted" or (content[:1] and content[0].is_quote)
        else None
    )
    if hit is not None:
        weaken("possible", hit.pattern.text)
    hit = find(patterns, "future-past", "main", main)
    if hit is not None:
        # "would" is the past of "will", or a condition: "would be closer to ten".
        conditional = any(t.lower_ in ("have", "be", "if", "n't", "not") for t in main) and not _eventive(main)
        if conditional and _has_condition(content):
            weaken("possible", "would")
        elif _unreal(main[hit.first]):
            if not _is_quoted(content, main[hit.first]):
                weaken("possible", "would have")
        elif _told_in_the_past(cue, content, main[hit.first]):
            weaken("intended", "would")
    verb = main_verb(content)
    bare_infinitive = verb is not None and verb.tag_ == "VB" and content and content[0].lower_ in ("to", "not")
    if (
        bare_infinitive
        and found == "asserted"
        and any(
            t.lemma_.lower() in ("decide", "agree", "refuse", "set", "ready", "prepare", "try", "advise") for t in cue
        )
    ):
        weaken("intended", "to")
    return found


def _told_in_the_past(cue: Sequence[Token], content: Sequence[Token], would: Token) -> bool:
    """Whether "would" is "will" as told afterwards: after a cue in the past, or none; not in the words themselves."""
    present = any(t.tag_ in ("VBZ", "VBP") for t in cue) and not any(t.tag_ in ("VBD", "VBN") for t in cue)
    return not _is_quoted(content, would) and not present


def _is_quoted(content: Sequence[Token], word: Token) -> bool:
    """Whether a quotation is open where the word stands."""
    return sum(t.is_quote for t in content if t.i < word.i) % 2 == 1


def _unreal(would: Token) -> bool:
    """Whether "would" tells what has not come to be: "would have been avoided"."""
    later = [c for c in would.head.children if c.dep_ in ("aux", "auxpass") and c.i > would.i]
    return would.head.tag_ == "VBN" and any(c.lower_ in ("have", "'ve", "’ve", "of") for c in later)


def _spoken(cue: Sequence[Token]) -> bool:
    """Whether a passive cue names how it was said by the source itself ("was quoted as saying")."""
    return any(t.lower_ in ("quoted", "cited", "quotes", "quoting") for t in cue)


def _past_habit(main: Sequence[Token], hit: Hit) -> bool:
    """Whether "is to" is only a copula: "the aim was to" needs its infinitive."""
    words = main[hit.first : hit.last + 1]
    return len(words) == 2 and words[1].lower_ == "to" and words[0].lemma_ == "be" and words[1].i - words[0].i > 2


def _eventive(main: Sequence[Token]) -> bool:
    return any(t.pos_ == "VERB" and t.lemma_ not in ("be", "have", "seem") for t in main)


def _has_condition(content: Sequence[Token]) -> bool:
    return any(t.lower_ in ("if", "unless", "otherwise", "nearer", "closer", "rather", "even") for t in content)


def _repeats_to_doubt(content: Sequence[Token]) -> bool:
    """Whether a content begins with a word said again to doubt it: "Nine crates? I saw two"."""
    end = next((k for k, t in enumerate(content) if t.lower_ in _STOPS), len(content))
    if end + 1 >= len(content) or content[end].lower_ != "?" or all(t.is_punct for t in content[end:]):
        return False
    echo = [t for t in content[:end] if not t.is_punct]
    return len(echo) <= _ECHO and not any(t.lower_ in WH or t.pos_ in ("AUX", "VERB") for t in echo)


def _demands(patterns: Patterns, content: Sequence[Token]) -> bool:
    """Whether a content asks for something by its own first words: "We demand a rerun"."""
    start = [t for t in content if not t.is_quote][:_OPENING]
    hit = find(patterns, "demanding", "content", [t for t in content if not t.is_quote][:_DEMANDED])
    return hit is not None and hit.first < len(start) and not asks_question(content)


def _act(
    patterns: Patterns,
    cue: list[Token],
    content: list[Token],
    polarity: Polarity,
    modality: Modality,
    negated: bool,
    evidence: list[str],
) -> Act:
    if polarity == "deny":
        return "belief" if any(t.lemma_.lower() in ("doubt", "believe", "think") for t in cue) else "denial"
    if polarity == "no-comment":
        return "refusal"
    if request(patterns, cue, content) is not None:
        return "demand"
    asks = asks_question(content)
    if find(patterns, "ask", "cue", cue) is not None or (asks and find(patterns, "question", "cue", cue) is not None):
        return "question"
    for act in _ACTS:
        hit = find(patterns, act, "cue", cue)
        if hit is None:
            continue
        if act == "demand" and modality != "intended":
            continue
        if act == "question" and not asks:
            continue
        evidence.append(f"{act}:{hit.pattern.text}")
        return act  # type: ignore[return-value]
    if _demands(patterns, content):
        return "demand"
    own = find(patterns, "owning", "cue", cue) is not None
    if not (negated or own) and len(content) < 25 and rejecting(patterns, content, PREDICATES) is not None:
        return "denial"
    return "denial" if _repeats_to_doubt(content) else "assertion"
