"""ORG mentions: known organisations, bodies by their head word, institutions of a state, acronyms the text defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claimx.nlp.entity_context import Candidate, Context, Occupied, Tier
from claimx.nlp.entity_mending import DAY, MONTH, by_sentence
from claimx.nlp.entity_places import in_event

_DEFINED = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")
_WORD = r"[A-ZÀ-ÞĀ-Ž][\w'’&.]{0,40}(?:-[A-Za-zÀ-ž]\w{0,40}){0,4}"
_LINK = r"(?:(?:of|for|and|on|in|de|da|do|the|des|du|del|y) (?:the )?)?"
_RUN = re.compile(rf"{_WORD}(?: {_LINK}{_WORD}){{0,12}}")
_AND = re.compile(r" and (?:the |The )?(?=[A-ZÀ-Þ])")
_OF = re.compile(r" (?:of|for) (?:the )?")
_FIRST_OF_BODY = re.compile(r"(?:^| )(?:House|\w+(?:ers|ors|ists|ends|ats))$")
"""What can begin a body's name before "of" though it is no head ("House of …", "Democrats of …")."""
_DATED = re.compile(rf" (?:on|in|of|for|and) (?:{DAY}|{MONTH})\b.*$")


def find_organisations(context: Context) -> list[Candidate]:
    """Candidates for ORG."""
    bodies = _by_head(context)
    found = _known(context, Occupied((b.start, b.end) for b in bodies)) + bodies + _institutions(context)
    return found + _acronyms(context, found)


def _known(context: Context, bodies: Occupied) -> list[Candidate]:
    kb, found = context.kb, []
    for hit in kb.organisation_names.find(context.tokens):
        start, end = context.tokens[hit.first].start, context.tokens[hit.last - 1].end
        text = context.text[start:end]
        if not context.whole(start, end) or context.before(start) == "-":
            continue
        if context.text[end : end + 1] == "." and text.count(".") and not text.endswith("."):
            end += 1
        single = hit.last - hit.first == 1 and text[1:].islower()
        if (single and context.token(start).pos_ != "PROPN") or (text == "IS" and context.heading_like(start)):
            continue
        if (
            text in ("AP", "RIA", "PLAN", "ABC", "WHO", "RAF", "HAL", "MSC", "ISP", "IRA", "AU")
            and text not in context.words
        ):
            continue
        entry = kb.organisations[hit.values[0]]
        # A name that goes on is another's ("Liberal Party of …").
        longer = any(s <= start and end <= e and (s, e) != (start, end) for s, e in bodies.over(start, end))
        tier = Tier.KNOWN if longer or hit.last - hit.first == 1 else Tier.CERTAIN
        found.append(Candidate(start, end, "ORG", tier, entry.id, entry.name))
    return found


def _by_head(context: Context) -> list[Candidate]:
    """Runs of capitalised words with the head of a body ("Ministry of Water", "Gurnard Institute")."""
    found = []
    for match in _RUN.finditer(context.text):
        if " " not in match.group() or context.heading_like(match.start()):
            continue
        parts = [part for sentence in by_sentence(context, *match.span()) for part in _parted(context, *sentence)]
        for start, end in parts:
            if (body := _body(context, start, end)) is not None and not in_event(context, body[1]):
                found.append(Candidate(*body, "ORG", Tier.KNOWN))
    return found


def _parted(context: Context, start: int, end: int) -> list[tuple[int, int]]:
    """The names that "and" joins: each has a head or is an acronym, or an article stands before the second.

    One body keeps its "and" ("Ministry of Finance and Trade", "Fish and Game Department").
    """
    parts, text = [], context.text
    for joint in _AND.finditer(text, start, end):
        left, right = text[start : joint.start()].split(" "), text[joint.end() : end].split(" ")
        named = headed(context, left) or left[-1].isupper()
        # "Envoys of Oslo and the Fishery Board" has two, too.
        named = named or (joint.group() != " and " and _is_name(context, _OF.split(" ".join(left))[-1]))
        if named and (joint.group() != " and " or headed(context, right) or right[0].isupper()):
            parts.append((start, joint.start()))
            start = joint.end()
    return [*parts, (start, end)]


def _is_name(context: Context, name: str) -> bool:
    """Whether it is a state's name or a known body's: "the Pentagon" of "the Pentagon and the State Department"."""
    whole = name.removeprefix("The ")
    return bool(context.kb.state_names.get(whole) or context.kb.organisation_names.get(whole))


def headed(context: Context, words: Iterable[str]) -> bool:
    """Whether one of the words is the head of a body's name ("Council")."""
    heads = context.cues("org", "heads")
    return any(word.strip(".,") in heads for word in words)


def _body(context: Context, start: int, end: int) -> tuple[int, int] | None:
    """The body's name in a run of capitalised words and prepositions, or None."""
    text = re.sub(r"(?:'s?|’s?|\.)$", "", context.text[start:end])
    # A possessive inside parts two names, and so do "of" and "for" where no head stands before them ("Ann Lee of the
    # …").
    if part := re.search(r"(?:'s|’s) ", text):
        start, text = start + part.end(), text[part.end() :]
    link = _OF.search(text)
    first = text[: link.start()] if link else ""
    if link and not headed(context, first.split(" ")) and _FIRST_OF_BODY.search(first) is None:
        start, text = start + link.end(), text[link.end() :]
    if dated := _DATED.search(text):
        text = text[: dated.start()]
    words = text.split(" ")
    while len(words) > 1 and _opens(context, start, words):
        start, words = start + len(words[0]) + 1, words[1:]
    heads = context.cues("org", "heads")
    head_at = max((i for i, w in enumerate(words) if w.strip(".,") in heads), default=-1)
    tail = words[head_at + 1 :]
    if head_at < 0 or len(words) < 2 or (tail and tail[0] not in ("of", "for", "on", "and", "in")):
        return None
    if head_at == 0 and not tail:
        return None
    if tail and tail[0] in ("in", "and") and len(tail) > 1:
        words = words[: head_at + 1]
    text = " ".join(words)
    if inside := re.search(r" in(?: the)? ", text):
        text = text[: inside.start()]
    return start, start + len(text)


def _opens(context: Context, start: int, words: Sequence[str]) -> bool:
    """Whether the first word opens the sentence, not the name: an article, or what stands before one ("As the …")."""
    if words[0] in ("the", "The", "A", "An", "But", "In", "At", "And", "If", "When", "Both", "One"):
        return True
    return words[1] == "the" and context.token(start).pos_ in ("ADP", "SCONJ", "CCONJ", "ADV")


def _institutions(context: Context) -> list[Candidate]:
    """Institutions of a state in small letters ("the Chinese coast guard", "foreign ministry", "the navy")."""
    kb, text, found = context.kb, context.text, []
    for match in context.rules.institutions.finditer(text):
        start, end = match.start(), match.end()
        words = text[start:end].lower()
        before = re.search(r"(?<![\w.])([A-Z][\w.]*(?: [A-Z][\w.]*)?) $", text[max(0, start - 30) : start])
        stated = False
        if before is not None:
            for name in (before.group(1), before.group(1).split(" ")[-1]):
                values = kb.state_names.get(name)
                if values:
                    start -= len(name) + 1
                    stated = True
                    break
        following = context.token(end + 1) if end + 1 < len(text) else None
        modifies = following is not None and following.pos_ in ("NOUN", "PROPN") and text[end] == " "
        spokes = following is not None and following.lemma_.lower() in context.cues("org", "spokes")
        definite = text[max(0, start - 4) : start].lower() in ("the ", "its ", "'s", "’s ") or text[
            max(0, start - 3) : start
        ] in ("'s ", "’s ")
        owner = re.search(r"(?<![\w.])([A-Z][\w.]*(?: [A-Z][\w.]*)?)['’]s $", text[max(0, start - 30) : start])
        if owner is not None and not stated:
            for name in (owner.group(1), owner.group(1).split(" ")[-1]):
                if kb.state_names.get(name):
                    start -= len(name) + 3
                    stated = True
                    break
        plain = words in (
            "police",
            "military",
            "army",
            "marines",
            "judiciary",
            "embassy",
            "parliament",
            "senate",
            "consulate",
            "armed forces",
        )
        if modifies and not spokes and not stated:
            continue
        if plain and not stated:
            continue
        if not (stated or definite or words.endswith("ministry") or words.startswith("ministry")):
            continue
        found.append(Candidate(start, end, "ORG", Tier.RULE))
    return found


def _acronyms(context: Context, found: list[Candidate]) -> list[Candidate]:
    """Acronyms defined by the words before them ("Polish Armaments Group (PGZ)"), wherever they stand."""
    made: list[Candidate] = []
    stop = context.cues("org", "acronym_stop") | {"the"}
    not_org = context.cues("org", "not")
    for match in _DEFINED.finditer(context.text):
        acronym = match.group(1)
        if sum(c.isupper() for c in acronym) < 2 or acronym in not_org or context.kb.state_names.get(acronym):
            continue
        long = next(
            (c for c in found if match.start() - 2 <= c.end <= match.start() and c.end < match.start() + 1), None
        )
        words = [w for w in re.split(r"[\s-]+", context.text[max(0, match.start() - 90) : match.start()].strip()) if w]
        letters = [c.lower() for c in acronym if c.isupper()]
        telling = [w for w in words if w.lower() not in stop][-len(letters) :]
        spelled = [w[0].lower() for w in telling if w[0].isalpha()] == letters
        if long is None and not spelled:
            continue
        if spelled and long is None and telling and telling[0][0].isupper():
            at = context.text.rfind(telling[0], 0, match.start())
            long = Candidate(at, match.start() - 1, "ORG", Tier.CERTAIN)
            made.append(long)
        if long is None:
            continue
        name = long.name or context.text[long.start : long.end]
        for start, end in context.occurrences(acronym):
            made.append(Candidate(start, end, "ORG", Tier.CERTAIN, long.ref, name))
    return made
