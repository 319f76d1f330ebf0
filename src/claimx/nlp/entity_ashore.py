"""Signs that a port's name means the town: who lives and works there, and what comes by road and by air."""

from __future__ import annotations

from spacy.tokens import Token

from claimx.knowledge.roles import roles
from claimx.nlp.entity_context import Context

_WHERE = frozenset(("in", "at", "of", "from", "near", "for"))
_OF_SEA = frozenset(("port", "harbour", "harbor", "seaport"))


def vessel_words(context: Context, token: Token) -> frozenset[str]:
    """The maritime words of the token's sentence; not a convoy or a crew beside a lorry or a plane."""
    sentence = context.sentence_lemmas(token)
    found = sentence & context.cues("port", "vessel")
    if "port" in found and all(_in_name(word) for word in token.sent if word.lemma_.lower() == "port"):
        found -= {"port"}
    if sentence.isdisjoint(context.cues("port", "by_land") | context.cues("port", "by_air")):
        return found
    return found - context.cues("port", "either")


def _in_name(word: Token) -> bool:
    """Whether the word begins a town's name ("Port Sudan")."""
    return word.pos_ == "PROPN" and word.i + 1 < len(word.doc) and word.nbor().pos_ == "PROPN"


def ashore(context: Context, start: int, end: int) -> bool:
    """Whether what the name hangs on says that the town is meant: "a lawyer in Ostia", "was born in Ostia"."""
    name = context.root(start, end)
    while name.dep_ in ("conj", "appos") and name.head.i != name.i:
        name = name.head
    preposition = name.head if name.dep_ == "pobj" else None
    head = name.head
    while preposition is not None and head.dep_ == "prep" and head.head.i != head.i:
        head = head.head
    if head.i == name.i or (preposition is None and name.dep_ not in ("compound", "poss", "nmod")):
        return False
    where = preposition.lower_ if preposition is not None else ""
    if head.pos_ in ("NOUN", "PROPN"):
        return _of_town(context, head, where)
    verb = head.lemma_.lower()
    if head.pos_ != "VERB" or where not in ("in", "at", "through"):
        return False
    flying = any(
        child.dep_ in ("nsubj", "nsubjpass") and child.lemma_.lower() in context.cues("port", "by_air")
        for child in head.children
    )
    return flying or verb in context.cues("port", "ashore_verbs")


def _of_town(context: Context, noun: Token, where: str) -> bool:
    """Whether the noun that the name hangs on is of the town: its people, bodies and buildings, but not the port's."""
    maritime = context.cues("port", "vessel") | context.cues("port", "crew") | _OF_SEA
    if any(word.lemma_.lower() in maritime for word in noun.children):
        return False
    if noun.pos_ == "PROPN":
        # "Ostia Lines of Ostia", "Ann Lee in Ostia".
        return where in ("in", "of")
    if noun.lemma_.lower() in maritime:
        return False
    lemma = noun.lemma_.lower()
    kinds = roles().classes.get(lemma, frozenset())
    of_town = bool(kinds & {"person", "group", "body"}) or lemma in (
        context.cues("capital", "city") | context.cues("port", "ashore")
    )
    return of_town and (not where or where in _WHERE)
