"""Where the patterns of stance are found, and what the syntax of a content says: its main verb, what negation reaches.

:mod:`claimx.nlp.stance` decides by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from claimx.nlp.lexicon import Hit, Pattern, forms, match, packaged_patterns

Patterns = Mapping[tuple[str, str], Sequence[Pattern]]
"""By category and place."""

NEGATIONS = frozenset(
    {
        "not",
        "n't",
        "n’t",
        "never",
        "no",
        "neither",
        "nor",
        "nobody",
        "none",
        "nothing",
        "without",
        "cannot",
        "hardly",
        "rarely",
        "nowhere",
    }
)
NEGATED_SUBJECTS = frozenset({"nobody", "none", "nothing", "neither", "no-one"})
_NOT_REALLY = frozenset({"only", "just", "least", "merely", "necessarily"})
WH = frozenset({"whether", "if", "why", "how", "what", "who", "whom", "whose", "when", "where", "which"})
_CLAUSE_HEADS = frozenset(
    {"ROOT", "ccomp", "xcomp", "conj", "parataxis", "advcl", "acl", "relcl", "dep", "pcomp", "csubj"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_COURSES = frozenset({"go", "get", "do", "prove"})
"""What "goes wrong" is not called wrong, nor is what "proves somebody wrong"."""
PREDICATES = frozenset({"attr", "oprd", "acomp", "ROOT", "ccomp", "appos"})
"""How a noun stands that says what something is."""
LABELLED = PREDICATES | {"dobj", "xcomp", "dep"}
"""The same after a verb that labels: "denounced the false report"."""

_REACH = 5
"""Words around "could" in which it is told that something was or was not done."""
_TRIES = 8
"""Most words that only describe which are passed over."""


def find(patterns: Patterns, category: str, where: str, tokens: Sequence[Token]) -> Hit | None:
    """The first pattern of a category that the tokens have, and that the negation before it lets stand."""
    known = patterns.get((category, where), ())
    if not known or not tokens:
        return None
    words = [forms(t) for t in tokens]
    present = frozenset[str]().union(*words)
    for pattern in known:
        if pattern.elements[0][0].isdisjoint(present):
            continue
        hit = match(pattern, words)
        if hit is None:
            continue
        negated = any(w & NEGATIONS for w in words[: hit.first])
        if (pattern.if_negated and not negated) or (pattern.unless_negated and negated):
            continue
        return hit
    return None


def main_verb(content: Sequence[Token]) -> Token | None:
    """The verb of the content's outermost clause: its first token whose head is outside, or that verb's nearest
    clause.
    """
    inside = {t.i for t in content}
    tops = [t for t in content if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
    if verbs:
        return verbs[0]
    return next((t for t in content if t.pos_ in ("VERB", "AUX") and t.dep_ in _CLAUSE_HEADS), None)


def main_words(content: Sequence[Token]) -> list[Token]:
    """The auxiliaries, adverbs and predicate words around the content's main verb, in text order."""
    verb = main_verb(content)
    if verb is None:
        return []
    inside = {t.i for t in content}
    near = [
        c
        for c in verb.children
        if c.i in inside and (c.dep_ in ("aux", "auxpass", "advmod", "neg", "acomp", "xcomp") or c.tag_ in ("MD", "TO"))
    ]
    below = [c for x in near if x.dep_ == "xcomp" for c in x.children if c.dep_ == "aux" and c.i > verb.i]
    return sorted([verb, *near, *below], key=lambda t: t.i)


def is_clause(content: Sequence[Token]) -> bool:
    """Whether a content's main verb has a subject in it."""
    verb, inside = main_verb(content), {t.i for t in content}
    return verb is not None and any(c.dep_ in _SUBJECTS and c.i in inside for c in verb.children)


def rejecting(patterns: Patterns, tokens: Sequence[Token], predicates: frozenset[str]) -> Hit | None:
    """The first label that rejects, and does not only describe some other thing: "fake cards were sold" rejects none.

    ``predicates``: how a noun that the label describes may stand in its clause.
    """
    start = 0
    for _ in range(_TRIES):
        if (hit := find(patterns, "rejecting", "content", tokens[start:])) is None:
            break
        last = tokens[start + hit.last]
        noun = last.head
        says_what = noun.dep_ in predicates or (noun.dep_ == "pobj" and noun.head.lower_ == "as")
        if last.dep_ not in _MODIFIERS or noun.i < last.i or says_what:
            return hit
        start += hit.last + 1
    return _called(patterns, tokens, predicates)


def _called(patterns: Patterns, tokens: Sequence[Token], predicates: frozenset[str]) -> Hit | None:
    """The first word that rejects where it says what something is, and means something else anywhere else."""
    start = 0
    for _ in range(_TRIES):
        if (hit := find(patterns, "rejecting-what", "content", tokens[start:])) is None:
            return None
        last = tokens[start + hit.last]
        said = last.head if last.dep_ in _MODIFIERS and last.head.pos_ in ("NOUN", "PROPN") else last
        placed = find(patterns, "lying-somewhere", "content", tokens[start + hit.first : start + hit.first + _REACH])
        # A verb that labels leaves no doubt.
        says_what = predicates is LABELLED or said.dep_ in predicates - {"appos"}
        if says_what and last.head.lemma_ not in _COURSES and not (placed and not placed.first):
            return hit
        start += hit.last + 1
    return None


def request(patterns: Patterns, cue: Sequence[Token], content: Sequence[Token]) -> Hit | None:
    """What makes a request of a cue: to ask for what is no question, or to tell somebody to do something."""
    if asks_question(content):
        return None
    if (hit := find(patterns, "ask", "cue", cue)) is not None:
        return hit
    verb = main_verb(content)
    if verb is None or verb.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return None
    return find(patterns, "tell", "cue", cue)


def open_words(patterns: Patterns, main: Sequence[Token], content: Sequence[Token]) -> list[Token]:
    """The words around a main verb without a "could" that tells what somebody was able to do: nothing is open there.

    What is joined to it shares its sense: "could see them but could not get near".
    """
    words = [forms(t) for t in content]
    able: set[int] = set()
    for k in (k for k, t in enumerate(content) if t.lower_ == "could"):
        begin = max(k - _REACH, 0)
        for pattern in patterns.get(("ability", "content"), ()):
            hit = match(pattern, words[begin : k + _REACH])
            if hit is not None and hit.first <= k - begin <= hit.last:
                able.add(content[k].i)
    joined = {t.head.head.i for t in content if t.i in able and t.head.dep_ == "conj"}
    return [t for t in main if not (t.lower_ == "could" and (t.i in able or t.head.i in joined))]


def asks_question(content: Sequence[Token]) -> bool:
    """Whether the content is a question, direct or indirect."""
    first = next((t.lower_ for t in content if not t.is_punct), "")
    return first in WH or any(t.lower_ == "?" for t in content)


def is_negated(content: Sequence[Token]) -> bool:
    """Whether a negation reaches the main verb of the content: on it, its auxiliary, its subject, or "no" in
    its object.
    """
    verb = main_verb(content)
    if verb is None:
        return any(t.lower_ in ("no", "not") for t in content[:2])
    inside = {t.i for t in content}
    for child in verb.children:
        if child.i not in inside:
            continue
        if child.dep_ == "neg" or child.lower_ in ("not", "never", "n't", "neither", "nor", "hardly"):
            following = next((t for t in content if t.i == child.i + 1), None)
            if following is None or following.lower_ not in _NOT_REALLY:
                return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and child.i in inside:
            if child.lower_ in NEGATED_SUBJECTS and not _is_all_but(content, child):
                return True
            if any(g.lower_ in ("no", "neither", "not") and g.i in inside and g.i < child.i for g in child.children):
                return True
            if any(_is_not_one(n) for n in child.children):
                return True
        if child.dep_ in ("xcomp", "acomp") and any(g.dep_ == "neg" and g.i in inside for g in child.children):
            return True
    return False


def _is_not_one(number: Token) -> bool:
    """Whether a number is "one" with a "not" right before it: "not one boat left"."""
    return number.lower_ == "one" and number.i > 0 and number.nbor(-1).lower_ == "not"


def _is_all_but(content: Sequence[Token], word: Token) -> bool:
    """Whether a word of negation is taken back by the next: "nothing but walls", not "said nothing but left"."""
    following = [t for t in content if t.i >= word.i][:4]
    hit = find(packaged_patterns(), "all-but", "content", following[:3])
    if hit is None or hit.first:
        return False
    after = following[hit.last + 1 : hit.last + 2]
    return bool(after) and after[0].tag_ not in ("VBD", "VBZ", "VBP", "MD")
