"""Mending the spans of names: whole words, the rest of a name that was cut off, without titles and endings."""

from __future__ import annotations

import re

from spacy.tokens import Token

from claimx.ids import ARABIC_ARTICLES
from claimx.nlp.entity_context import Context
from claimx.nlp.entity_headlines import without_headline

DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
WEEKDAYS = re.compile(rf"^{DAY}$|^{MONTH}\b")
_STOP = re.compile(r"\b([A-Za-z]*[a-z]{3,30})[.!?]\s+(?=[A-Z])")
"""The end of a sentence, as it looks: a word of small letters before the mark, a capital after it."""
_CUT = re.compile(
    r"\s(?:on|in|at|from|by|to|who|says?|said)\b.*$|(?<!\b[A-Z])(?<!\bSt)(?<!\bJr)\.\s+[A-Z].*$"
    r"|\s(?:and|of|for|the)$|\s[a-z]{4,}$|[,;:—–(].*$",
    re.S,
)
_WORD_BEFORE = re.compile(r"(?<!\w)(\w{1,20}) $")
_WHEN = re.compile(
    rf"(?:(?:On|In|By|Since|Until|Last|This|Next) )?(?:{DAY}|{MONTH})(?: \d{{1,4}})?,?"
    r" (?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur) (?=\w)"
)
"""When a body did something, which stands before its name: "On Friday the Guild"."""
_SUBJECT = re.compile(r"(?<=\b[A-Z]\.)\s+(?:He|She|It|They|We|I|You)$")
"""A pronoun that opens the sentence after a name that is an initial: "Captain M. He flew"."""
_HYPHENS = "-‑"
_PARTICLES = ARABIC_ARTICLES | {"bin", "ben", "ibn", "abu"}
"""What a hyphen joins to a name though it is written small: "Samir al-Halabi"."""
_TAIL = re.compile(r"[-‑]([^\W\d_][\w'’]{0,40})")
_HEAD = re.compile(r"(?<![\w'’‑-])([^\W\d_][\w'’]{0,40})[-‑]$")
_LINKED = re.compile(r"[-‑](?:de|da|do|dos|du|di|la|le|van|von|der|den)$")
"""A particle at the end of a name that a hyphen joins to it ("Staaij-de Boer")."""
_NEXT = re.compile(r" [^\W\d_a-z][\w'’‑-]{1,40}")
_OFFICE_OF = re.compile(r"\b(?:[Ss]ecretary|[Mm]inister|[Mm]inistry|[Dd]epartment|[Oo]ffice) of (?:the )?$")


def proper(token: Token) -> bool:
    """Whether the token is a capitalised proper noun of two letters or more."""
    return token.pos_ == "PROPN" and token.text[0].isupper() and len(token.text) > 1


def whole_name(context: Context, start: int, end: int) -> tuple[int, int]:
    """The span with the words that hyphens join to its ends, where they are parts of a name.

    "Sang-" of "Yoo Sang-hwa" and "Louis" of "Jean-Louis Martel" become whole; "London-based", "Kyiv-led" and
    "Russia-Ukraine talks" do not.
    """
    text = context.text
    if start < end and text[end - 1] in _HYPHENS:
        end -= 1
    for _ in range(3):
        tail = _TAIL.match(text, end)
        if tail is None or not _tail_of_name(context, start, end, tail):
            break
        end = tail.end() - 2 if tail.group().endswith(("'s", "’s")) else tail.end()
    if _LINKED.search(text, start, end) and (rest := _NEXT.match(text, end)) is not None:
        end = rest.end() - 2 if rest.group().endswith(("'s", "’s")) else rest.end()
    for _ in range(3):
        head = _HEAD.search(text, max(0, start - 44), start)
        if head is None or not _head_of_name(context, head.group(1), start, end):
            break
        start = head.start()
    return start, end


def _tail_of_name(context: Context, start: int, end: int, tail: re.Match[str]) -> bool:
    text, rest = context.text, tail.group(1)
    words = re.split(r"[\s‑-]", text[start:end])
    if words[-1] in _PARTICLES and rest[0].isupper():
        return True
    if context.kb.state_names.get(words[-1]) or not words[-1][:1].isupper():
        return False
    if rest[0].isupper():
        if context.kb.state_names.get(rest.removesuffix("'s").removesuffix("’s")):
            return False
        # Two surnames before a noun are two people ("the Marsh-Okoro talks").
        token = context.token(start)
        return len(words) > 1 or not _before_noun(context, tail.end()) or (token.i > 0 and proper(token.nbor(-1)))
    # The second syllable of a given name, after another word of the name ("Kim Jong-un").
    return (
        len(words) > 1
        and len(rest) <= 6
        and text[start].isupper()
        and rest not in context.cues("person", "compounds")
        and not rest.endswith("ed")
    )


def _head_of_name(context: Context, head: str, start: int, end: int) -> bool:
    text = context.text
    if not head[0].isupper() or context.kb.state_names.get(head) or context.kb.state_names.get(text[start:end]):
        return False
    return head.lower() not in context.cues("person", "prefixes") and (
        " " in text[start:end] or not _before_noun(context, end)
    )


def _before_noun(context: Context, end: int) -> bool:
    if context.after(end) != " " or end + 1 >= len(context.text):
        return False
    following = context.token(end + 1)
    return following.pos_ == "NOUN" and following.text[0].islower()


def mend(context: Context, start: int, end: int, *, person: bool = False) -> tuple[int, int]:
    """The span without article, title, possessive ending and trailing words that are no name, with a name's rest.

    ``person``: it is thought to be a person, and what stands before the name itself goes, too: offices, parties,
    nationalities, places ("Comptroller Ann Lee", "Liberal Ann Lee").
    """
    text = context.text
    while start < end and not text[start].isalnum():
        start += 1
    if start == end:
        return start, end
    joined = _TAIL.match(text, end) if text[start:end] in _PARTICLES else None
    if joined is not None and joined.group(1)[0].isupper():
        end = joined.end()
    for article in ("the ", "The ", "a ", "A ", "an ", "THE "):
        if text.startswith(article, start) and start + len(article) < end:
            start += len(article)
            break
    # A name cut by spaCy goes on to the left and right over capitalised proper nouns.
    first, last = context.index(start), context.index(end - 1)
    if text[start].isupper() or text[start:end].partition("-")[0] in _PARTICLES:
        while (
            first > 0
            and proper(context.doc[first - 1])
            and context.doc[first - 1].whitespace_ == " "
            and not _parts(context, first)
            and _joins(context, first - 1)
        ):
            first -= 1
            start = context.doc[first].idx
        while (
            last + 1 < len(context.doc)
            and context.doc[last].whitespace_ == " "
            and proper(context.doc[last + 1])
            and not _parts(context, last + 1)
            and _joins(context, last + 1)
        ):
            last += 1
            end = context.doc[last].idx + len(context.doc[last])
    if "\n" in text[start:end]:
        end = text.index("\n", start, end)
    start, end = in_one_sentence(context, start, end)
    inside = range(context.index(start) + 1, context.index(end - 1) + 1) if start < end else ()
    end = next((context.doc[i].idx for i in inside if _parts(context, i)), end)
    if cut := _CUT.search(text, start, end):
        end = max(start, cut.start())
    if subject := _SUBJECT.search(text, start, end):
        end = subject.start()
    for tail in ("'s", "’s", "'", "’"):
        if text.endswith(tail, start, end):
            end -= len(tail)
            break
    while end > start and not (
        text[end - 1].isalnum() or (text[end - 1] == "." and re.search(r"\b(?:[A-Z]|[JS]r)\.$", text[start:end]))
    ):
        end -= 1
    start, end = whole_name(context, start, end)
    start = _without(context, start, end, person=person)
    return without_headline(context, start, end) if person else (start, end)


def by_sentence(context: Context, start: int, end: int) -> list[tuple[int, int]]:
    """A span without the day before an article ("On Friday the Guild"), cut where a sentence ends inside it ("Vale.
    Traffic"); not after an abbreviation or a title.
    """
    if (day := _WHEN.match(context.text, start, end)) is not None:
        start = day.end()
    known = context.cues("org", "abbreviations") | context.cues("person", "titles")
    parts = []
    for stop in _STOP.finditer(context.text, start, end):
        if not {stop[1], stop[1].lower(), f"{stop[1]}."} & known:
            parts.append((start, stop.end(1)))
            start = stop.end()
    return [*parts, (start, end)]


def in_one_sentence(context: Context, start: int, end: int) -> tuple[int, int]:
    """Of a span over the end of a sentence the part with most words, else the first."""
    return max(by_sentence(context, start, end), key=lambda part: len(context.text[slice(*part)].split()))


def strip_titles(context: Context, start: int, end: int) -> int:
    """The start of the name after the titles that stand before it."""
    return _without(context, start, end, person=False)


def _without(context: Context, start: int, end: int, *, person: bool) -> int:
    """The start after titles; of a person's name, after whatever is no part of it."""
    titles = context.cues("person", "titles")
    moved = True
    while moved:
        moved = False
        words = context.text[start:end].split(" ")
        for count in (3, 2, 1):
            if len(words) > count and " ".join(words[:count]) in titles:
                start += len(" ".join(words[:count])) + 1
                moved = True
                break
        if not moved and person and len(words) > 2 and _no_name(context, start, words):
            start += len(words[0]) + 1
            moved = True
        elif not moved and person and len(words) > 3 and context.kb.place_names.get(" ".join(words[:2])):
            # "The expert for East Asia Ida Lee".
            start += len(" ".join(words[:2])) + 1
            moved = True
    if person:
        # An office between other words and a name of two words ("City Comptroller Ann Lee").
        words = context.text[start:end].split(" ")
        at = max((i for i, w in enumerate(words[:-2]) if w in titles or _office(context, w)), default=-1)
        start += sum(len(w) + 1 for w in words[: at + 1])
    return start


def _no_name(context: Context, start: int, words: list[str]) -> bool:
    """Whether the first of three words or more is a nationality, party, place, office or epithet, and no name."""
    kb, first = context.kb, words[0]
    if first in context.cues("org", "partisans") | context.cues("person", "epithets") or _office(context, first):
        return True
    if len(first) > 2 and first.isalpha() and first.isupper() and not words[1].isupper():
        return True
    if first in context.cues("person", "asking"):
        # "Will Ana Roe resign?", and not "Will Ana Roe resigns."
        token = context.token(start)
        if token.is_sent_start and token.sent.text.rstrip().endswith("?"):
            return True
    if any(v.use == "demonym" for v in kb.state_names.get(first)):
        return True
    # A title cut in two: "Miss" before "Universe Alicia Osk".
    before = _WORD_BEFORE.search(context.text, max(0, start - 20), start)
    if before is not None and f"{before[1]} {first}" in context.cues("person", "titles"):
        return True
    if first.lower() in context.cues("org", "ministries") | {"state"} and _OFFICE_OF.search(
        context.text, max(0, start - 40), start
    ):
        return True
    return bool(kb.place_names.get(first)) and words[1].lower() in context.rules.given_names


def _office(context: Context, word: str) -> bool:
    """Whether the capitalised word is a noun for an office or trade, and no given name."""
    lower = word.lower()
    if not word[:1].isupper() or lower in context.rules.given_names or len(word) < 4:
        return False
    return any(form in context.rules.offices for form in (lower, lower.removesuffix("s"), lower.replace("men", "man")))


def _parts(context: Context, at: int) -> bool:
    """Whether a paragraph begins at the token, or a sentence with no full stop before it: a caption, a credit, a
    heading meet there.
    """
    before, token = context.doc[at - 1], context.doc[at]
    return (bool(token.is_sent_start) and not before.text.endswith(".")) or context.parted(before.idx, token.idx)


def _joins(context: Context, at: int) -> bool:
    token = context.doc[at]
    if token.ent_type_ not in ("", "PERSON", "ORG", "GPE", "FAC", "LOC") or (token.is_sent_start and token.is_stop):
        return False
    text = token.text
    return (
        text not in context.cues("person", "titles")
        and not context.kb.state_names.get(text)
        and not WEEKDAYS.match(text)
        and not context.heading_like(token.idx)
        and text.lower() not in context.cues("person", "lower_titles")
    )


def opening_noun(context: Context, start: int, end: int) -> bool:
    """Whether a span is one plural common noun, with its capital from the sentence that it opens: "Critics say"."""
    token = context.token(start)
    if token.idx + len(token) != end or token.tag_ != "NNS":
        return False
    return token.i == next(t.i for t in token.sent if not t.is_space)
