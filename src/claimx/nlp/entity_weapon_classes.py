"""Classes of weapons by their nouns ("anti-tank mines", "warships"), without those that only modify ("arms deal")."""

from __future__ import annotations

from spacy.tokens import Token

from claimx.knowledge.kb import KnowledgeBase
from claimx.nlp.entity_context import Candidate, Context, Tier


def weapon_class(kb: KnowledgeBase, token: Token) -> str | None:
    """The class of weapon that the noun names by itself ("missile", "tank"), or None."""
    heads: dict[str, str] = kb.cues["weapon"]["heads"]
    lower = token.lower_
    for form in (token.text, lower, token.lemma_.lower(), lower.removesuffix("s"), lower.removesuffix("es")):
        if form in heads:
            return heads[form]
    return None


def find_classes(context: Context, taken: list[tuple[int, int]]) -> list[Candidate]:
    """Candidates for classes of weapons, outside the spans that are taken."""
    found: list[Candidate] = []
    busy = {i for start, end in taken for i in range(context.index(start), context.index(end - 1) + 1)}
    military = _military(context)
    at = 0
    while at < len(context.doc):
        hit = None if at in busy else _at(context, at, military)
        if hit is None:
            at += 1
            continue
        first, last, cls = hit
        while first > 0 and first - 1 not in busy and _modifies(context, first - 1, first):
            first -= 1
        start, end = context.doc[first].idx, context.doc[last].idx + len(context.doc[last])
        if not found or start >= found[-1].end:
            ref = generic_id(context.kb, context.text[start:end], context.doc[last].lemma_.lower())
            attributes = {"cls": context.kb.weapons[ref].cls if ref else cls, "specificity": "class"}
            found.append(Candidate(start, end, "WEAPON", Tier.KNOWN, ref, None, attributes))
        at = last + 1
    return found


def generic_id(kb: KnowledgeBase, text: str, lemma: str) -> str | None:
    """The id of the class record for the phrase, else for its head noun."""
    for name in (text, text.lower(), lemma):
        for ident in kb.weapon_names.get(name):
            if kb.weapons[ident].generic:
                return ident
    return None


def weapon_id(kb: KnowledgeBase, name: str) -> str | None:
    """The id of the weapon system of that name, or None."""
    return next((i for i in kb.weapon_names.get(name) if not kb.weapons[i].generic), None)


def named_class(context: Context, start: int, end: int) -> bool:
    """Whether the words are a name and the class noun after it ("GEM-T missiles"), without what stands before names."""
    words = context.text[start:end].split(" ")
    if len(words) < 2 or not (words[0][0].isupper() or words[0][0].isdigit()) or not words[-1].islower():
        return False
    if context.kb.state_names.get(words[0]) or context.kb.organisation_names.get(words[0]):
        return False
    return weapon_class(context.kb, context.token(end - 1)) is not None and not context.token(start).is_sent_start


def _military(context: Context) -> bool:
    """Whether the text is about weapons at all: two different words that mean nothing else."""
    strong = set(context.lemmas) & (context.cues("weapon", "heads") - _weak(context))
    return len(strong) >= 2 or bool(strong & {"missile", "drone", "warship", "howitzer", "frigate", "warhead", "rifle"})


def _weak(context: Context) -> frozenset[str]:
    return context.cues("weapon", "weak_heads")


def _at(context: Context, at: int, military: bool) -> tuple[int, int, str] | None:
    """First and last token and class of the phrase that begins at the token."""
    kb, doc = context.kb, context.doc
    phrases: dict[str, str] = kb.cues["weapon"]["phrases"]
    if context.lowers[at] not in context.cues("weapon", "phrase_starts"):
        lengths: tuple[int, ...] = ()
    else:
        lengths = (4, 3, 2)
    for length in lengths:
        words = context.lowers[at : at + length]
        if len(words) < length:
            continue
        phrase = " ".join(words).replace(" - ", "-")
        for form in (phrase, phrase.removesuffix("s")):
            if form in phrases:
                return None if _only_modifies(context, at + length - 1) else (at, at + length - 1, phrases[form])
    forms = {context.lowers[at].rstrip("s"), context.lemmas[at], doc[at].text.rstrip("s")}
    if forms.isdisjoint(context.cues("weapon", "heads")):
        return None
    token = doc[at]
    cls, lower = weapon_class(kb, token), token.lower_
    if token.i and doc[token.i - 1].text == "-" and doc[token.i - 1].idx + 1 == token.idx and token.text.isupper():
        return None
    if cls is None or token.pos_ not in ("NOUN", "PROPN", "ADJ") or (token.pos_ == "ADJ" and lower in _weak(context)):
        return None
    if (
        token.text[0].isupper()
        and not _opens(context, token)
        and not token.text.removesuffix("s").isupper()
        and not context.heading_like(token.idx)
    ):
        return None
    if at + 1 < len(doc) and token.dep_ in ("compound", "amod", "nmod") and _also_head(context, at + 1):
        return None
    if _only_modifies(context, at) or not _plain_sense(context, token, military):
        return None
    return at, at, cls


def _opens(context: Context, token: Token) -> bool:
    """Whether the token opens a sentence, a quotation or an item, so that its capital tells nothing."""
    after = context.text[token.idx + len(token) : token.idx + len(token) + 2]
    if after[:1] == " " and after[1:].isupper():
        return bool(token.is_sent_start)
    before = context.text[max(0, token.idx - 2) : token.idx].strip(" ")
    return bool(token.is_sent_start) or before[-1:] in ("“", '"', "‘", "•", "·", ":", "–", "—", "\n", "|")


def _told(context: Context, at: int) -> bool:
    """Whether the word before says that the noun is a weapon ("machine guns", "anti-tank mines")."""
    words = context.lowers[max(0, at - 3) : at]
    telling = context.cues("weapon", "telling_modifiers")
    return bool(words) and (words[-1] in telling or "".join(words[-3:]) in telling)


def _also_head(context: Context, at: int) -> bool:
    """Whether the next word is the class noun that the one before only narrows ("mortar rounds")."""
    token = context.doc[at]
    return weapon_class(context.kb, token) is not None and token.pos_ == "NOUN" and not _only_modifies(context, at)


def _only_modifies(context: Context, at: int) -> bool:
    """Whether the noun only modifies the next one ("arms control", "tank battalion", "weapons-grade")."""
    doc, _kb = context.doc, context.kb
    token = doc[at]
    after = doc[at + 1] if at + 1 < len(doc) else None
    if after is None:
        return False
    if after.text in ("-", "‑") and after.idx == token.idx + len(token):
        return True
    if after.lower_ not in context.cues("weapon", "none_after") or token.dep_ not in (
        "compound",
        "nmod",
        "amod",
        "poss",
        "dep",
    ):
        return False
    if after.text in ("'s", "’s"):
        return False
    return token.i < token.head.i


def _modifies(context: Context, at: int, first: int) -> bool:
    """Whether the token belongs to the class name that begins after it ("anti-tank" before "mines")."""
    doc, _kb = context.doc, context.kb
    token, after = doc[at], doc[first]
    if token.idx + len(token) not in (after.idx, after.idx - 1):
        return False
    if token.text in ("-", "‑"):
        return at > 0 and doc[at - 1].idx + len(doc[at - 1]) == token.idx and token.idx + 1 == after.idx
    if token.text[0].isupper() and not token.is_sent_start and not token.text.isupper():
        return False
    if after.text in ("-", "‑"):
        return True
    if _compound(context, at) in context.cues("weapon", "sub_modifiers"):
        return True
    return token.lower_ in context.cues("weapon", "sub_modifiers") and token.pos_ in (
        "ADJ",
        "NOUN",
        "PROPN",
        "VERB",
        "ADV",
    )


def _compound(context: Context, at: int) -> str | None:
    """The word joined by hyphens that ends with the token ("anti-ship"), or None where no hyphen joins it."""
    first = at
    while first > 1 and context.doc[first - 1].text == "-" and not context.doc[first - 1].whitespace_:
        if context.doc[first - 2].whitespace_ or at - first > 6:
            break
        first -= 2
    return "".join(context.lowers[first : at + 1]) if first < at else None


def _plain_sense(context: Context, token: Token, military: bool) -> bool:
    """Whether a noun with other senses (tank, round, mine, arms) means a weapon here."""
    lemma, lower = token.lemma_.lower(), token.lower_
    if lower in ("arms", "arm"):
        if lower == "arm" or (token.i and context.doc[token.i - 1].lower_ in context.cues("weapon", "limbs")):
            return False
        return military or bool(context.sentence_lemmas(token) & context.cues("weapon", "carried_by"))
    if lower == "weapon" and (
        token.dep_ == "attr"
        or (token.dep_ == "pobj" and token.head.lower_ == "as")
        or context.lowers[token.i + 1 : token.i + 3] == ["of", "choice"]
    ):
        return False
    before = context.lowers[token.i - 1] if token.i else ""
    if lemma in ("bomber", "fighter") and (
        before in ("suicide", "freedom", "fire", "bull", "rebel", "would-be") or not _aircraft(context, token)
    ):
        return False
    if _told(context, token.i):
        return True
    if lemma == "rocket" and spaceflight(context, token):
        return False
    if before in context.cues("weapon", "figurative") and lemma in ("bullet", "cannon", "gun", "pistol"):
        return False
    if lemma not in _weak(context) and lower not in _weak(context):
        return True
    if lower == "mine" and (token.pos_ == "PRON" or not military):
        return False
    if lemma == "round":
        return (
            lower == "rounds"
            and military
            and not any(c.lower_ in ("of", "in", "first", "second") for c in token.children)
        )
    if lemma in ("carrier", "aircraft", "jet", "helicopter", "satellite", "boat"):
        armed = context.cues("weapon", "cues") - {
            "aircraft",
            "helicopter",
            "helicopters",
            "jet",
            "jets",
            "fly",
            "flying",
            "flew",
            "pilot",
            "pilots",
            "crew",
            "order",
            "ordered",
            "operate",
            "operates",
            "system",
            "systems",
            "vehicle",
            "vehicles",
            "export",
        }
        if lemma in ("satellite", "carrier"):
            return False
        if lemma in ("jet", "helicopter") and context.sentence_lemmas(token) & context.cues("weapon", "services"):
            return military
        return military and bool(
            {context.lowers[i] for i in range(token.sent.start, token.sent.end)} & armed - {token.lower_}
        )
    if lemma == "tank":
        return military and not any(
            c.lower_ in ("fuel", "water", "oil", "storage", "fish", "septic", "think", "gas", "ballast")
            for c in token.children
        )
    if lemma in (
        "explosive",
        "mortar",
        "grenade",
        "artillery",
        "cartridge",
        "projectile",
        "interceptor",
        "gun",
        "shell",
        "bullet",
    ):
        return lemma in ("explosive", "mortar", "grenade", "artillery", "gun", "bullet") or military
    return military


def spaceflight(context: Context, token: Token) -> bool:
    """Whether a rocket carries something to space: its sentence says so, or the text does and its sentence names no
    weapon besides.
    """
    sentence, space = context.sentence_lemmas(token), context.cues("weapon", "space")
    if sentence & space:
        return True
    arms = context.cues("weapon", "heads") - context.cues("weapon", "weak_heads") - {"rocket"}
    return len(space.intersection(context.lemmas)) > 2 and sentence.isdisjoint(arms)


def _aircraft(context: Context, token: Token) -> bool:
    """Whether a fighter or bomber is an aircraft: something else in the sentence flies."""
    return bool(context.sentence_lemmas(token) & context.cues("weapon", "flying")) or (
        token.i + 1 < len(context.doc) and context.lemmas[token.i + 1] in context.cues("weapon", "flying")
    )
