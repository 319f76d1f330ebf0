"""What an unnamed speaker is called: his description, with its possessive pronoun replaced by whose it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent

_ASIDE = re.compile(
    r",\s+(?:(?:\w+\s+){0,4}(?:who|whom|whose|which)|speaking|asking|citing|quoted|seen|reached"
    r"|excerpts|extracts|no relation)\b.*$",
    re.S,
)
_READ = re.compile(
    r"\s(?:(?:seen|obtained|reviewed|leaked|published|released|issued|sent|dated|carried|quoted|shown)\s(?:by|to|on|in|from|at|last"
    r"|this|earlier|\d)|posted\son\s\w+day|that\s(?!of\b)|which\s|made\spublic).*$",
    re.S,
)
_LEADING = re.compile(r"^(?:as|by|per|from|according to)\s+(?=(?:the|an?|its|his|her|their)\b|[A-Z])", re.I)
_STRESSED = re.compile(r"\s(?:again|itself|themselves|himself|herself|too|alone)$")
_OWN = re.compile(r"(?<=[’']s )own (?=\w)")
_ABROAD = frozenset({"embassy", "consulate", "mission", "ambassador", "envoy", "delegation", "correspondent"})
_USUAL_ACRONYMS = frozenset({"UN", "US", "UK", "UAE"})
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
_THE = re.compile(r"^the\s+", re.I)
_ONE = re.compile(r"^one\s+(?=[^\W\d_])(?!of\b)", re.I)
_DISTANT = 2
_CAPITALISED = re.compile(r"\b[A-Z][\w-]+(?: [A-Z][\w-]+)?")
_APPOSED_ONE = re.compile(r"^\w+(?: of \w+)?, (an? [^,]+)")
_HEAD = re.compile(
    r"[\w'’.-]+(?: [\w'’.-]+){0,6}?(?= (?:of|with|at|in|from|on|who|that|close|near|familiar|for|to)\b|,|$)"
)
_COUNT = re.compile(
    r"^(?:the\s+)?(?:(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|most|other|both|these|those|\d+)"
    r"\s+)+",
    re.I,
)


def literal(nominal: Nominal, whose: Referent | None, discourse: Discourse) -> str:
    """A description as a name: without "the" and asides; "its army" as "Polish army" when ``whose`` is Poland, "Iran's
    judiciary" as "Iranian judiciary".

    An indefinite article stays ("a local official", and "a herder" for a lone noun), since who it is was not said.
    """
    text = re.sub(r"['’]s?$", "", _ASIDE.sub("", nominal.text).strip(" ,")).replace("’", "'")
    text = _OWN.sub("", _STRESSED.sub("", _LEADING.sub("", text)))
    if nominal.category == "document":
        text = _READ.sub("", text).strip(" ,") or text
    words = text.split()
    if len(words) == 2 and nominal.category == "person" and not nominal.plural and _ARTICLE.match(text):
        return f"{'an' if words[1][0].lower() in 'aeiou' else 'a'} {words[1]}"
    text = _THE.sub("", text)
    if _ONE.match(text) and not nominal.partitive:
        rest = _ONE.sub("", text)
        text = f"{'an' if rest[0].lower() in 'aeiou' else 'a'} {rest}"
    elif (article := re.match(r"An? ", text)) is not None:
        text = article[0].lower() + text[article.end() :]
    demonyms = discourse.demonyms
    for m in nominal.qualifiers:
        adjective = demonyms.get(m.ref or "") if m.label == "STATE" else None
        if adjective:
            text = _of_state(text, re.sub(r"['’]s?$", "", m.exact), adjective, "body" in nominal.classes)
        body = discourse.of_mention.get((m.start, m.end, m.label)) if m.label == "ORG" else None
        if body is not None and m.exact.isupper() and len(m.exact) > 1 and m.exact not in _USUAL_ACRONYMS:
            full = body.name().replace("\\", "")
            full = full if full == m.exact else f"{full} ({m.exact})"
            text = re.sub(rf"(?<!\()\b{re.escape(m.exact)}\b", full, text, count=1)
    abroad = bool(nominal.words & _ABROAD)
    for capital in [] if abroad else _CAPITALISED.findall(text):
        adjective = demonyms.get(discourse.capitals.get(capital, ""))
        if adjective:
            text = _of_state(text, capital, adjective, "body" in nominal.classes)
    if nominal.possessor and whose is not None:
        rest = text[len(nominal.possessor) :].strip()
        adjective = demonyms.get(whose.entity or "") if whose.kind == "state" else None
        return f"{adjective} {rest}" if adjective else f"{whose.name()}'s {rest}"
    return text or nominal.text.strip()


def _of_state(text: str, state: str, adjective: str, body: bool) -> str:
    """A description with a state's adjective for "Iraq's …" and, of a body, for "… of Iraq" and "… in Baghdad"."""
    state = re.escape(state)
    text = re.sub(rf"\b{state}'s?\s+(?=\w)", f"{adjective} ", text, count=1)
    return re.sub(rf"^(\w[\w ]*?)\s(?:of|in)\s(?:the\s)?{state}$", rf"{adjective} \1", text) if body else text


def one_of(nominal: Nominal, whole: str) -> str:
    """What one of a group is called: "a Western diplomat" of "two Western diplomats"; an apposition goes first."""
    aside = _APPOSED_ONE.search(nominal.text)
    if aside:
        return _ASIDE.sub("", aside[1]).strip(" ,")
    text = _COUNT.sub("", whole)
    head = _HEAD.match(text)
    if head is None or not text[head.start() : head.end()].endswith(("s", "people", "men")):
        return f"one of {whole}"
    words = head[0].split()
    last = words[-1]
    words[-1] = (
        f"{last[:-6]}person"
        if last.endswith("people")
        else f"{last[:-2]}an"
        if last.endswith("men")
        else f"{last[:-3]}y"
        if last.endswith("ies")
        else last[:-1]
    )
    one = " ".join(words)
    return f"{'an' if one[0].lower() in 'aeiou' else 'a'} {one}{text[head.end() :]}"


def _owns(kind: str, referent: Referent) -> bool:
    """Whether a possessive pronoun of a kind may stand for a referent."""
    if kind in ("male", "female"):
        return referent.kind == "person" and referent.gender in (kind, None) and not referent.plural
    if kind == "thing":
        return referent.kind in ("organisation", "state", "media") and referent.named
    return kind == "plural" and referent.kind in ("organisation", "state", "group")


def _last(referent: Referent, position: int) -> int | None:
    return max((s.start for s in referent.spots if s.start < position), default=None)


def owner(nominal: Nominal, discourse: Discourse, speaker: Referent | None) -> Referent | None:
    """Whose "his" or "its" is: the one last named in the sentence, else the last speaker of the paragraph, else
    the last named.
    """
    kind = discourse.roles.pronouns.get(nominal.possessor, "")
    good = [(at, r) for r in discourse.referents if _owns(kind, r) and (at := _last(r, nominal.start)) is not None]
    if not good:
        return None
    recent = max(good, key=lambda x: (x[0], x[1].id))
    spoke = _last(speaker, nominal.start) if speaker is not None and _owns(kind, speaker) else None
    near = spoke is not None and discourse.paragraph(spoke) == discourse.paragraph(nominal.start)
    if near and discourse.sentence(recent[0]) < discourse.sentence(nominal.start):
        return speaker
    return recent[1]


def group_before(nominal: Nominal, discourse: Discourse, counts: Mapping[int, int]) -> Referent | None:
    """The group last spoken of, of which "one" or "one of them" is a part; one that spoke goes first."""
    here = discourse.sentence(nominal.start)
    near = [
        (at, r)
        for r in discourse.referents
        if r.kind == "group"
        and r.plural
        and (at := _last(r, nominal.start)) is not None
        and here - discourse.sentence(at) <= _DISTANT
    ]
    spoke = [x for x in near if counts.get(x[1].id)]
    return max(spoke or near, key=lambda x: (x[0], x[1].id))[1] if near else None
