"""STATE mentions: names, demonyms and seats of government, and capitals where they act for the state.

A capital that acts is a STATE by metonymy, one that is gone to is a PLACE; the sentence's grammar decides.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from claimx.knowledge.kb import StateName
from claimx.nlp.entity_context import Candidate, Context, Tier

_AFTER_HYPHEN = re.compile(r"[-‑]([a-z]+)")


def find_states(context: Context) -> list[Candidate]:
    """Candidates for STATE, and for PLACE where a capital's name means the town."""
    found: list[Candidate] = []
    for hit in context.state_hits:
        start, end = context.tokens[hit.first].start, context.tokens[hit.last - 1].end
        text = context.text[start:end]
        if not (text[0].isupper() or text[0] == "É") or not context.whole(start, end):
            continue
        if text.endswith(".") is False and context.after(end) == "." and "." in text:
            end += 1
        if (candidate := _sense(context, start, end, hit.values)) is not None:
            found.append(candidate)
    return found


def _sense(context: Context, start: int, end: int, values: tuple[StateName, ...]) -> Candidate | None:
    value = _choose(context, values)
    text = context.text[start:end]
    if text == "Georgia" and not context.words.isdisjoint(context.cues("place", "us_cues")):
        return Candidate(start, end, "PLACE", Tier.KNOWN)
    if value is None or _part_of_name(context, start, end) or not _meant(context, start, end, value):
        return None
    if value.capital and not acts(context, start, end):
        # Not a certain place: a port or a person may bear the name too.
        return Candidate(start, end, "PLACE", Tier.RULE, name=text.title() if text.isupper() else text)
    use = "metonym" if value.capital else value.use
    # A name or demonym needs no learning; a capital's sense does.
    doubtful = value.capital or value.unsure or value.other or bool(context.kb.port_names.get(text))
    return Candidate(start, end, "STATE", Tier.KNOWN, value.id, attributes={"use": use}, sure=not doubtful)


def _choose(context: Context, values: tuple[StateName, ...]) -> StateName | None:
    living = [v for v in values if v.id not in ("SUN", "YUG", "CSK", "DDR")] or list(values)
    if len({v.id for v in living}) == 1:
        return next((v for v in living if not v.capital), living[0])
    named = [v for v in living if _named(context, v)]
    if len({v.id for v in named}) == 1:
        return named[0]
    return next((v for v in living if v.usual), living[0])


def _named(context: Context, value: StateName) -> bool:
    """Whether the text names the state by another name that is its alone."""
    state = context.kb.states[value.id]
    for name in (*state.names(), *state.demonyms, *state.capitals()):
        ids = {v.id for v in context.kb.state_names.get(name)}
        if ids == {value.id} and name.split()[0] in context.words and name in context.text:
            return True
    return False


def _meant(context: Context, start: int, end: int, value: StateName) -> bool:
    text = context.text[start:end]
    if value.unsure and not _unsure_but_meant(context, start, end, value):
        return False
    if value.other and text == "Jersey":
        return False
    if re.match(r" dollars?\b", context.text[end : end + 8]):
        return False
    if text in ("US", "IS", "UK", "RF", "ROK"):
        return not context.heading_like(start) or text == "UK"
    return True


def _unsure_but_meant(context: Context, start: int, end: int, value: StateName) -> bool:
    text = context.text[start:end]
    if text in ("North", "South"):
        if context.text[max(0, start - 4) : start].lower() != "the " or not text[0].isupper():
            return False
        follows = context.text[end : end + 2]
        if len(follows) == 2 and follows[0] == " " and follows[1].isupper():
            return False
        return any(cue in context.text for cue in context.kb.cues["north"]["cues"])
    if text in ("RF", "ROC"):
        return _named(context, value)
    return text not in ("Yongsan", "Bankova", "Smolenskaya", "Rawalpindi") or acts(context, start, end)


def _part_of_name(context: Context, start: int, end: int) -> bool:
    """Whether the name is a piece of a person's or another longer name that is not the state's."""
    before = context.token(start - 1) if start > 0 else None
    if before is not None and before.idx + len(before) == start and before.text in ("-", "‑"):
        prior = context.text[max(0, start - 12) : start - 1]
        return bool(re.search(r"\b[A-Z][a-z]+$", prior)) and not re.search(
            r"\b(?:Non|Anti|Pro|Pan|Sino|Franco|Anglo|Russo)$", prior
        )
    root = context.token(start)
    last = context.token(end - 1)
    if (
        last.i + 1 < len(context.doc)
        and last.whitespace_ == " "
        and last.dep_ == "compound"
        and all(v.use != "demonym" for v in context.kb.state_names.get(context.text[start:end]))
    ):
        following = context.doc[last.i + 1]
        named = (
            following.pos_ == "PROPN"
            and following.text[0].isupper()
            and following.text[1:].islower()
            and following.ent_type_ in ("PERSON", "GPE", "")
        )
        if (
            named
            and following.text not in context.cues("org", "heads") | context.cues("place", "heads")
            and last.head.i == following.i
        ):
            return following.ent_type_ == "PERSON" or following.ent_iob_ == "I"
    if context.text[start:end] in ("American", "Americans", "America") and before is not None:
        return before.text in ("Latin", "South", "North", "Central", "African", "Native")
    if root.ent_type_ == "PERSON":
        entity = next((e for e in context.ents if e.start <= root.i < e.end), None)
        if entity is not None and (entity.start_char < start or entity.end_char > end):
            words = context.kb.state_names.get(context.text[start:end])
            return all(v.use != "demonym" for v in words)
    return False


def dateline(context: Context, start: int, end: int) -> bool:
    """Whether the name opens a paragraph as its dateline ("KYIV, May 3 (AP) –")."""
    if context.text[context.line_start(start) : start].strip(" \t(«“"):
        return False
    rest = context.text[end : end + 90].split("\n", 1)[0]
    if not context.text[start:end].isupper():
        return bool(re.match(r"(?:, [A-Z][\w. ]{2,25})?(?: \([^()]{2,30}\)| ?[–—]|, [A-Z][a-z]+\.? \d)", rest))
    return bool(re.match(r"\s*[,(–—.:/-]", rest)) and not re.match(r"\s*,? (?:has|will|is|says)\b", rest)


def acts(context: Context, start: int, end: int) -> bool:
    """Whether the capital stands for its government here."""
    if dateline(context, start, end):
        return False
    if hyphen := _AFTER_HYPHEN.match(context.text, end):
        return hyphen.group(1) in context.cues("capital", "participles")
    return _acts(context, context.root(start, end), 0)


def _acts(context: Context, token: Token, depth: int) -> bool:
    _kb, head, dep = context.kb, token.head, token.dep_
    lemma = head.lemma_.lower()
    if dep in ("conj", "appos") and depth < 4 and head.i != token.i:
        if dep == "appos" and token.i > head.i and "," in context.text[head.idx : token.idx]:
            return False
        return _acts(context, head, depth + 1)
    if dep in ("nsubj", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
        if dep == "nsubjpass":
            passive = (context.cues("capital", "acts") - context.cues("capital", "attack")) | context.cues(
                "capital", "governing_verbs"
            )
            return lemma in passive
        if lemma == "be":
            local = any(c.dep_ in ("prep", "attr") and _local(context, c) for c in head.children)
            return not local and not any(
                c.dep_ == "acomp" and c.lower_ in context.cues("capital", "weather") for c in head.children
            )
        return lemma not in context.cues("capital", "locates")
    if dep == "poss":
        return lemma not in context.cues("capital", "city") and head.ent_type_ not in ("FAC", "GPE", "LOC")
    if dep in ("compound", "nmod", "amod") and head.pos_ in ("NOUN", "PROPN"):
        return (
            head.pos_ == "NOUN"
            and lemma in context.cues("capital", "bodies")
            and lemma not in context.cues("capital", "city")
        )
    if dep in ("dobj", "dative", "obj"):
        return lemma in context.cues("capital", "governing_verbs")
    if dep in ("pobj", "pcomp"):
        return _governed(context, head)
    if dep in ("ROOT", "nsubj"):
        after = context.doc[token.i + 1] if token.i + 1 < len(context.doc) else None
        if dep == "ROOT" and after is not None and after.lower_ == "and" and after.i + 1 < len(context.doc):
            # "Riga and Oslo refused", of which the parser takes "Riga" for a sentence of its own.
            return depth < 1 and _acts(context, context.doc[after.i + 1], depth + 1)
        # A headline without a verb that the parser knows, or a label before a colon.
        return after is not None and after.text in (":",) and token.is_sent_start is not True
    return False


def _local(context: Context, child: Token) -> bool:
    if child.dep_ == "attr":
        return child.lemma_.lower() in ("capital", "city", "town", "home", "port", "place")
    return child.lower_ in context.cues("capital", "place_prepositions")


def _governed(context: Context, preposition: Token) -> bool:
    """Whether a capital after this preposition is a government ("pressure on Kyiv", "signed with Ankara")."""
    _kb, word, head = context.kb, preposition.lower_, preposition.head
    lemma = head.lemma_.lower()
    if word in context.cues("capital", "place_prepositions"):
        return False
    if head.dep_ == "prep" and head.lower_ == "according":
        return True
    if word in ("between", "among", "amongst"):
        return lemma in context.cues("capital", "pact") or lemma in context.cues("capital", "governing_verbs")
    if word == "with":
        return lemma not in ("begin", "start", "end") and (
            head.pos_ in ("VERB", "NOUN", "ADJ", "ADP") and lemma not in context.cues("capital", "city")
        )
    if word == "by":
        return head.pos_ == "VERB" or lemma in context.cues("capital", "politics")
    if word in ("against", "towards", "toward", "without", "behind"):
        return True
    if word in ("to", "on", "for", "from", "of", "at", "about", "over"):
        nouns = context.cues("capital", "towards") | (
            context.cues("capital", "politics") if word in ("from", "of") else frozenset()
        )
        if head.pos_ in ("NOUN", "PROPN"):
            return lemma in nouns or (word == "with" and lemma in context.cues("capital", "pact"))
        if head.pos_ in ("VERB", "AUX", "ADJ"):
            if lemma in context.cues("capital", "motion"):
                return any(c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in nouns for c in head.children)
            return lemma in context.cues("capital", "governing_verbs")
    return False
