"""What an unnamed speaker is called: his description, with its possessive pronoun replaced by whose it is."""

from __future__ import annotations

import re

from claimx.ids import is_usual
from claimx.knowledge.kb import KnowledgeBase
from claimx.knowledge.state_bodies import state_body
from claimx.nlp.discourse import Discourse
from claimx.nlp.entity_mending import MONTH
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.seats import state_spoken_of
from claimx.nlp.word_lists import word_lists

ASIDE = re.compile(
    r",\s+(?:(?:\w+\s+){0,4}(?:who|whom|whose|which)|speaking|asking|citing|quoted|seen|reached"
    r"|excerpts|extracts|no relation|in (?:conversation|talks|interview)"
    r"|(?:in|on|during|after|through|via) (?:an?|the|his|her|their|its))\b.*$",
    re.S,
)
_READ = re.compile(
    r"\s(?:(?:seen|obtained|reviewed|leaked|published|released|issued|sent|dated|carried|quoted|shown)\s(?:by|to|on|in|from|at|last"
    r"|this|earlier|\d)|posted\son\s\w+day|that\s(?!of\b)|(?:(?:in|on|at|by|from|of|to|with|for|through|under)\s)?which\s"
    r"|made\spublic|conducted\s(?:in|on|from|between|among)\s|taken\s(?:over|between|from|in|on)\s|founded\s(?:up)?on\s).*$",
    re.S,
)
_DATED = re.compile(rf"\s(?:of|from)\s(?:\d{{1,2}}\s)?{MONTH}(?:\s\d{{1,2}})?(?:,?\s\d{{4}})?$")
"""When a document was written, which the next paper leaves out where something else tells which it is."""
_LEADING = re.compile(
    r"^(?:as|by|per|from|in|at|inside|within|according to)\s+(?=(?:the|an?|its|his|her|their)\b|[A-Z])", re.I
)
_STRESSED = re.compile(r"\s(?:again|itself|themselves|himself|herself|too|alone)$")
_UNCLOSED = re.compile(r"\([^()]*$")
"""An aside of which a phrase holds the beginning only."""
_NAMELESS_ASIDE = re.compile(r",\s(?:[^A-Z]*|[\w-]{1,30} pages\b[^,]*)$")
_ASIDES = frozenset({"body", "document", "group"})
"""What is told by its noun: after a comma stands how it looks or who made it."""
_CUT_OFF = re.compile(
    r"(?<=\w)(?<!has)(?<!have)(?<!had)(?<!was)(?<!been)"
    r"\s(?:seen|leaked|cited|quoted|obtained|reviewed|reached|interviewed|founded upon|being)$"
)
"""A participle whose agent stands outside the phrase: "a note seen" by somebody."""
_OWN = re.compile(r"(?<=[’']s )own (?=\w)")
_UNKNOWN = frozenset({"thing", "plural", "male", "female"})
"""Pronouns that say nothing where nobody is known for whom they stand."""
_ABROAD = frozenset({"embassy", "consulate", "mission", "ambassador", "envoy", "delegation", "correspondent"})
_MINISTER = re.compile(
    r"(?:(?:[A-Z][\w’'-]{1,20} )?[Mm]inister (?:of|for) (?:the )?(?P<of>\w+(?: (?:and )?\w+){0,3})"
    r"|(?P<before>\w+(?: (?:and )?\w+){0,3}) [Mm]inister)"
)
"""A minister's office, with the subject of his ministry."""
THERE = re.compile(r"\sthere$|\s(?:of|in)\sthat\scountry$|^(?:(?:[Tt]he|[Tt]hat)\s)?country['’]s\s(?=\w)")
_IN_CITY = re.compile(r"\sin\s([A-Z][\w ]+)$")
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
THE = re.compile(r"^the\s+", re.I)
_ONE = re.compile(r"^one\s+(?=[^\W\d_])(?!(?:of|who|that|from|close|with|in|at)\b)", re.I)
_CAPITALISED = re.compile(r"\b[A-Z][\w-]+(?: [A-Z][\w-]+)?")
_OF_THIS = re.compile(r"\sof this (?:article|page|story|report|column|newsletter)$")
_DESKS = frozenset({"desk", "newsroom", "editor", "team", "correction"})
_STATELY = frozenset({"embassy", "ambassador", "president", "king", "emir", "constitution", "capital"})
"""What only a state has."""


def literal(nominal: Nominal, whose: Referent | None, discourse: Discourse) -> str:
    """A description as a name: without "the" and asides; "its army" as "Polish army" when ``whose`` is Poland, "Iran's
    judiciary" as "Iranian judiciary".

    An indefinite article stays ("a local official", and "a herder" for a lone noun), since who it is was not said.
    """
    text = " ".join(ASIDE.sub("", nominal.text).split())
    text = re.sub(r"['’]s?$", "", text.strip(" ,")).replace("’", "'")
    text = _OWN.sub("", _STRESSED.sub("", _LEADING.sub("", text)))
    if nominal.category in _ASIDES:
        text = _NAMELESS_ASIDE.sub("", text)
    if nominal.category == "document":
        text = _READ.sub("", text).strip(" ,") or text
        told = _DATED.sub("", text)
        text = told if len(told.split()) > len(("a", "report")) else text
    text = _UNCLOSED.sub("", _CUT_OFF.sub("", text)).strip(" ,")
    words = text.split()
    lone = len(words) == 2 and nominal.category == "person" and not nominal.plural
    if lone and nominal.definite == "indefinite" and ARTICLE.match(text):
        return indefinite(words[1])
    text = THE.sub("", text)
    if _ONE.match(text) and not nominal.partitive and " " in (rest := _ONE.sub("", text)):
        text = indefinite(rest)
    elif (article := re.match(r"An? ", text)) is not None:
        text = article[0].lower() + text[article.end() :]
    demonyms = discourse.demonyms
    for m in nominal.qualifiers:
        adjective = demonyms.get(m.ref or "") if m.label == "STATE" else None
        if adjective:
            text = _of_state(text, re.sub(r"['’]s?$", "", m.exact), adjective, "body" in nominal.classes)
        body = discourse.of_mention.get((m.start, m.end, m.label)) if m.label == "ORG" else None
        if body is not None and m.exact.isupper() and len(m.exact) > 1 and not is_usual(m.exact):
            full = body.name().replace("\\", "")
            if full != m.exact:
                text = agreeing(_spelt(text, m.exact, full), text)
    if THERE.search(text) and (state := state_there(nominal, discourse)) is not None:
        return f"{demonyms[state]} {THERE.sub('', text)}"
    abroad = bool(nominal.words & _ABROAD)
    for capital in [] if abroad else _CAPITALISED.findall(text):
        adjective = demonyms.get(discourse.capitals.get(capital, ""))
        if adjective:
            text = _of_state(text, capital, adjective, "body" in nominal.classes)
    if nominal.possessor and whose is not None:
        rest = text[len(nominal.possessor) :].strip().removeprefix("own ")
        if rest == "ministry" and (own := _led_by(whose, discourse.knowledge)) is not None:
            return own
        adjective = demonyms.get(whose.entity or "") if whose.kind == "state" else None
        if adjective:
            return f"{adjective} {rest}"
        of = nominal.classes & {"person", "spokes", "group"} and whose.named and " of " not in rest
        return f"{rest} of {whose.name()}" if of else f"{_possessive(whose)} {rest}"
    if discourse.roles.pronouns.get(nominal.possessor) in _UNKNOWN and " " in text:
        return text[len(nominal.possessor) :].strip().removeprefix("own ")
    return text or nominal.text.strip()


def _led_by(whose: Referent, kb: KnowledgeBase) -> str | None:
    """The ministry of one who is called its minister: "her ministry" as "Polish interior ministry"."""
    led = (_MINISTER.fullmatch(role) for role in whose.roles) if whose.kind == "person" else ()
    names = [f"{found['of'] or found['before']} ministry" for found in led if found is not None]
    return next((n for n in names if state_body(n, kb) is not None or state_body(n.lower(), kb) is not None), None)


def _possessive(whose: Referent) -> str:
    """A name before what its bearer has: "the workers' lawyers", "Harris's lawyers"."""
    name = whose.name()
    return f"{name}'" if name.endswith("s") and whose.kind != "person" else f"{name}'s"


def state_there(nominal: Nominal, discourse: Discourse) -> str | None:
    """The state (iso3) where a body stands that has no name: "the navy there", "the country's navy", "the ministry in
    Oslo".
    """
    if "body" not in nominal.classes or nominal.words & _ABROAD:
        return None
    if not THERE.search(nominal.text):
        city = _IN_CITY.search(nominal.text)
        return discourse.capitals.get(city[1]) if city else None
    state = state_spoken_of(nominal.start, discourse)
    return state if state in discourse.demonyms else None


def _spelt(text: str, acronym: str, full: str) -> str:
    """The description with the body's name before its acronym; "the XYZ coast guard" says "coast guard" once."""
    at = re.search(rf"(?<!\()\b{re.escape(acronym)}\b", text)
    if at is None:
        return text
    after = text[at.end() :]
    said = set(after.lower().split()) <= set(full.lower().split())
    return f"{text[: at.start()]}{full} ({acronym}){'' if said else after}"


def _of_state(text: str, state: str, adjective: str, body: bool) -> str:
    """A description with a state's adjective for "Iraq's …" and, of a body, for "… of Iraq" and "… in Baghdad"."""
    state = re.escape(state)
    text = re.sub(rf"\b{state}'s?\s+(?=\w)", f"{adjective} ", text, count=1)
    found = re.match(rf"(an? )?(\w[\w ]*?)\s(?:of|in)\s(?:the\s)?{state}$", text) if body else None
    if found is None:
        return text
    return indefinite(f"{adjective} {found[2]}") if found[1] else f"{adjective} {found[2]}"


def indefinite(words: str) -> str:
    """Words with "a" or "an" before them; an acronym is spelt out in speech: "an MP"."""
    first = words.split(" ")[0]
    spelt = first.isupper() and len(first) > 1
    return f"{'an' if first[0].lower() in ('aefhilmnorsx' if spelt else 'aeiou') else 'a'} {words}"


def agreeing(name: str, told: str) -> str:
    """A name whose indefinite article agrees with the word that has come after it, where another did as it was told."""
    article, _, rest = name.partition(" ")
    same = told.split()[1:2] == rest.split()[:1]
    return name if same or article not in ("a", "an") or not rest else indefinite(rest)


def of_the_outlet(nominal: Nominal) -> bool:
    """Whether a phrase in the outlet's own voice means the outlet: "our visual desk", "this newspaper"."""
    text = nominal.text.lower()
    if _OF_THIS.search(text) or (text.startswith("this ") and nominal.category == "media"):
        return True
    return nominal.possessor == "our" and (nominal.category in ("media", "document") or nominal.head in _DESKS)


def _owns(kind: str, referent: Referent) -> bool:
    """Whether a possessive pronoun of a kind may stand for a referent."""
    if kind in ("male", "female"):
        human = referent.named or referent.classes & {"person", "spokes"} or referent.gender
        return referent.kind == "person" and bool(human) and referent.gender in (kind, None) and not referent.plural
    if kind == "thing":
        return referent.kind in ("organisation", "state", "media") and referent.named
    return kind == "plural" and referent.kind in ("organisation", "state", "group")


def _described_body(referent: Referent) -> bool:
    """Whether a referent is a body that is only called by its kind: "the navy"."""
    return referent.kind == "organisation" and not referent.named


def may_have(referent: Referent, head: str) -> bool:
    """Whether somebody of an office can be a body's at all: only media have editors."""
    staff = word_lists("staff")
    if head in staff["of_media"]:
        return referent.kind == "media"
    if head in staff["of_crews"]:
        return referent.kind == "organisation" and bool(referent.words & staff["crews"])
    if head in staff["of_businesses"] and referent.kind == "media":
        return False
    if head in staff["of_firms"] | staff["of_businesses"]:
        return referent.kind != "state" and not referent.words & staff["no_firms"]
    return True


def last_place(referent: Referent, position: int) -> int | None:
    """Where a referent last stands before a position."""
    return max((s.start for s in referent.spots if s.start < position), default=None)


def _has_only_a_state(nominal: Nominal, kb: KnowledgeBase) -> bool:
    """Whether a description with a possessive pronoun is of what a state has: "its navy", "its foreign minister"."""
    rest = re.split(r",|\s(?:in|of|at|to|who|which)\s", nominal.text[len(nominal.possessor) :].strip(), maxsplit=1)[0]
    words = rest.lower()
    return state_body(words.replace("minister", "ministry"), kb) is not None or bool(_STATELY & set(words.split()))


def _begins_with_it(nominal: Nominal, discourse: Discourse) -> bool:
    """Whether "its" stands in a sentence on "it": "It has no dealings with Russia, its ministry said"."""
    span = discourse.doc.char_span(nominal.start, nominal.end, alignment_mode="expand")
    return span is not None and next((t.lower_ for t in span.sent if t.is_alpha), "") == "it"


def owner(nominal: Nominal, discourse: Discourse, speaker: Referent | None) -> Referent | None:
    """Whose "his" or "its" is: the one last named in the sentence, unless that is on "it", else the last speaker of
    the paragraph, else the last named.
    """
    kind = discourse.roles.pronouns.get(nominal.possessor, "")
    good = [(at, r) for r in discourse.referents if _owns(kind, r) and (at := last_place(r, nominal.start)) is not None]
    if nominal.head in word_lists("documents")["authors"]:
        return None
    if kind in ("thing", "plural"):
        stately = _has_only_a_state(nominal, discourse.knowledge)
        good = [x for x in good if (x[1].kind == "state" or not stately) and may_have(x[1], nominal.head)]
    here = discourse.sentence(nominal.start)
    # A medium that was told something sentences ago has no part in what the sentences since are about.
    good = [(at, r) for at, r in good if r.kind != "media" or discourse.sentence(at) >= here - 1]
    recent = max(good, key=lambda x: (x[0], x[1].id), default=None)
    if kind == "thing" and (
        recent is None or discourse.sentence(recent[0]) < here or _begins_with_it(nominal, discourse)
    ):
        # "Poland has sent Ukraine 300 tanks.  Its army …": whose sentence the one before was, if only "the navy's".
        described = [r for r in discourse.referents if _described_body(r) and may_have(r, nominal.head)]
        bodies = [] if _has_only_a_state(nominal, discourse.knowledge) else described
        before = [(s, r) for r in (*bodies, *(r for _, r in good)) for s in r.spots if s.sentence == here - 1]
        subjects = [(s.start, r) for s, r in before if s.subject]
        if subjects:
            return min(subjects, key=lambda x: (x[0], x[1].id))[1]
        if before and (recent is None or discourse.sentence(recent[0]) < here - 1):
            return max(before, key=lambda x: (x[0].start, x[1].id))[1]
    if recent is None:
        return None
    spoke = next((at for at, r in good if r is speaker), None)
    near = spoke is not None and discourse.paragraph(spoke) == discourse.paragraph(nominal.start)
    if near and discourse.sentence(recent[0]) < discourse.sentence(nominal.start):
        return speaker
    return recent[1]
