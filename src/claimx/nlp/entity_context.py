"""What all entity rules share: a parsed text, its tokens as the knowledge base reads them, and candidates.

A candidate is a possible mention with a ``tier`` that says how sure its rule is;
:mod:`claimx.nlp.entity_fusion` chooses.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Span, Token

from claimx.knowledge.kb import KnowledgeBase, StateName
from claimx.knowledge.names import Hit, lex
from claimx.knowledge.names import Token as Lexeme
from claimx.knowledge.roles import roles
from claimx.knowledge.store import table
from claimx.records import Paragraph
from claimx.schema import Label

# Every repetition is bounded: no text makes a pattern slow.
NAME_PART = r"[A-ZÀ-ÞĀ-Ž][\w'’]{0,40}(?:-[A-Za-zÀ-ž][\w'’]{0,40}){0,4}"
"""One capitalised word of a name."""
SHIP_NAME = (
    r"(?:St\.? )?"
    r"(?:[A-ZÀ-Þ][\w'’-]{0,40}(?: (?:of|de|la|da|del|do|al|van|von)(?!\w))?)"
    r"(?: (?:[A-Z]\.(?= [A-Z])|[A-ZÀ-Þ][\w'’-]{0,40})){0,4}"
)
"""The name of a ship."""


class Tier(IntEnum):
    """How sure a candidate is; a lower tier goes before a higher one."""

    CERTAIN = 1
    LEARNED = 2
    KNOWN = 3
    RULE = 4
    TAGGER = 5


@dataclass(slots=True)
class Candidate:
    """A possible mention, ``[start, end)``.  ``ref`` is a knowledge-base id; ``name`` a better name than its text.

    ``sure`` says that the same span cannot be anything else, whatever a learned tagger proposes.
    """

    start: int
    end: int
    label: Label
    tier: Tier
    ref: str | None = None
    name: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    sure: bool = False


class Occupied:
    """Spans of a text, to be asked for those that overlap a span in time that does not grow with their number."""

    _WIDTH = 64

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._buckets: dict[int, list[tuple[int, int]]] = {}
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take ``[start, end)``."""
        for bucket in range(start // self._WIDTH, (end - 1) // self._WIDTH + 1):
            self._buckets.setdefault(bucket, []).append((start, end))

    def over(self, start: int, end: int) -> list[tuple[int, int]]:
        """The spans taken that overlap ``[start, end)``, in order, each once."""
        found = {
            span
            for bucket in range(start // self._WIDTH, (end - 1) // self._WIDTH + 1)
            for span in self._buckets.get(bucket, ())
            if span[0] < end and start < span[1]
        }
        return sorted(found)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing overlaps ``[start, end)``."""
        return not self.over(start, end)


class Rules:
    """The word lists of the rules as sets, and patterns made from them; made once for a knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.words: dict[tuple[str, str], frozenset[str]] = {
            (group, key): frozenset(values) for group, lists in kb.cues.items() for key, values in lists.items()
        }

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Given names in small letters."""
        return frozenset(roles().given)

    @cached_property
    def offices(self) -> frozenset[str]:
        """Nouns for offices and trades, in small letters, that are rarely surnames."""
        return (roles().person | self.words["person", "lower_titles"]) - self.words["person", "surnames_too"]

    @cached_property
    def port_points(self) -> dict[str, float]:
        """Weights of the evidence for a port: a logistic regression on articles of our own writing, rounded."""
        points: dict[str, float] = table("port_points")
        return points

    @cached_property
    def place_prepositions(self) -> dict[str, float]:
        """How strongly a preposition says that a name after it is a place."""
        weights: dict[str, float] = table("place_prepositions")
        return weights

    @cached_property
    def popular_weapon_names(self) -> frozenset[str]:
        """Words that follow a designator in names of weapons ("Orion" of "P-3 Orion")."""
        found: set[str] = set()
        for weapon in self.kb.weapons.values():
            for name in () if weapon.generic else weapon.names():
                first, *rest = name.split(" ")
                if any(c.isdigit() for c in first):
                    found.update(w for w in rest if re.fullmatch(r"[A-Z][a-zé-]{3,20}|II|III", w))
        return frozenset(found)

    def pattern(self, group: str, key: str) -> str:
        """The word list as alternatives of a regular expression, the longest first."""
        return "|".join(map(re.escape, sorted(self.words[group, key], key=lambda w: (-len(w), w))))

    @cached_property
    def ships(self) -> re.Pattern[str]:
        """A warship by its prefix ("HMS Kestrel"), the name as group 1."""
        return re.compile(rf"(?<!\w)(?:{self.pattern('weapon', 'ship_prefixes')}) ({SHIP_NAME})")

    @cached_property
    def classed_ships(self) -> re.Pattern[str]:
        """A warship by the class noun before it ("the frigate Kestrel"), the name as group 1."""
        nouns = rf"(?:{self.pattern('weapon', 'ship_classes')}|{self.pattern('weapon', 'ship_kinds')})s?"
        return re.compile(
            rf"\b{nouns},? (?:of the [A-Z]\w+ [Nn]avy,? )?(?:the )?[“\"‘']?({SHIP_NAME})(?: and ({SHIP_NAME}))?"
        )

    @cached_property
    def described_ships(self) -> re.Pattern[str]:
        """A warship by what is said of it after its name ("the Kestrel, one of two frigates"), the name as group 1."""
        classes = self.pattern("weapon", "ship_classes")
        said = rf"(?:one of (?:the )?\w{{1,20}}|an?|the) (?:[\w-]{{1,30}} ){{0,3}}(?:{classes})"
        return re.compile(rf"(?<!\w)[Tt]he ({SHIP_NAME}), {said}")

    @cached_property
    def institutions(self) -> re.Pattern[str]:
        """An institution of a state by its kind ("foreign ministry", "Coast Guard")."""
        kinds = self.pattern("org", "ministries")
        return re.compile(
            rf"(?<![\w-])(?=\w)(?:(?:{kinds}) (?:ministry|department|office)|ministry of (?:the |national )?(?:{kinds})"
            rf"|{self.pattern('org', 'forces')})(?![\w-])",
            re.IGNORECASE,
        )

    @cached_property
    def titled(self) -> re.Pattern[str]:
        """A title or role right before a capitalised name."""
        titles = self.pattern("person", "titles") + "|" + self.pattern("person", "lower_titles")
        return re.compile(rf"(?<![\w.-])(?=\w)(?:{titles}) (?={NAME_PART})")

    @cached_property
    def headed_places(self) -> re.Pattern[str]:
        """A name with a geographic head ("Sabina Shoal")."""
        return re.compile(
            rf"(?<![\w'’-])({NAME_PART}(?: {NAME_PART}){{0,3}}) (?:{self.pattern('place', 'heads')})(?![\w-])"
        )

    @cached_property
    def places_of(self) -> re.Pattern[str]:
        """A geographic head with "of" ("Gulf of Lions")."""
        return re.compile(
            rf"(?<![\w-])(?:{self.pattern('place', 'of_heads')}) of (?:the )?{NAME_PART}(?: {NAME_PART})?(?![\w])"
        )  # fmt: skip


class Context:
    """A text with everything the rules look at; made once for each article."""

    def __init__(self, doc: Doc, paragraphs: Sequence[Paragraph], rules: Rules) -> None:
        self.doc, self.text, self.kb, self.rules = doc, doc.text, rules.kb, rules
        self.words_of = rules.words
        self.paragraphs = paragraphs
        self.tokens: list[Lexeme] = lex(self.text)
        self.starts = [t.start for t in self.tokens]
        self._tokens: list[Token] = list(doc)
        self._token_starts = [t.idx for t in self._tokens]
        self._sentence_lemmas: dict[int, frozenset[str]] = {}
        self._densities: dict[tuple[str, str], float] = {}
        self._shouting: dict[int, bool] = {}
        self.ents: tuple[Span, ...] = tuple(doc.ents)
        self._paragraph_starts = [p.start for p in paragraphs]

    def cues(self, group: str, key: str) -> frozenset[str]:
        """A word list of the rules."""
        return self.words_of[group, key]

    def occurrences(self, name: str) -> list[tuple[int, int]]:
        """Where the name stands as whole words, in order; a hyphen at either side makes it part of a longer one."""
        first = lex(name)[0].text
        found = []
        for start in self._by_lexeme.get(first, ()):
            end = start + len(name)
            if (
                self.text.startswith(name, start)
                and self.whole(start, end)
                and self.before(start) not in ("-", "‑", "_")
            ):
                found.append((start, end))
        return found

    @cached_property
    def _by_lexeme(self) -> dict[str, list[int]]:
        made: dict[str, list[int]] = {}
        for token in self.tokens:
            made.setdefault(token.text, []).append(token.start)
        return made

    def index(self, char: int) -> int:
        """The index of the spaCy token that holds the character."""
        return max(0, bisect_right(self._token_starts, char) - 1)

    def token(self, char: int) -> Token:
        """The spaCy token that holds the character."""
        return self._tokens[self.index(char)]

    def span(self, start: int, end: int) -> Span:
        """The spaCy tokens that the characters touch."""
        return self.doc[self.index(start) : self.index(end - 1) + 1]

    def root(self, start: int, end: int) -> Token:
        """The head word of the characters."""
        return self.span(start, end).root

    def sentence(self, char: int) -> Span:
        """The sentence that holds the character."""
        return self.token(char).sent

    def lexeme(self, char: int) -> int:
        """The index in ``tokens`` of the first lexeme at or after the character."""
        return bisect_left(self.starts, char)

    def before(self, char: int) -> str:
        """The character before, or ""."""
        return self.text[char - 1] if char > 0 else ""

    def after(self, char: int) -> str:
        """The character at the offset, or ""."""
        return self.text[char] if char < len(self.text) else ""

    def whole(self, start: int, end: int) -> bool:
        """Whether the characters do not begin or end within a word or number."""
        return not (self.before(start).isalnum() or self.after(end).isalnum())

    def parted(self, before: int, after: int) -> bool:
        """Whether two characters stand in two paragraphs, or one of them in what was dropped."""
        return self._paragraph(before) != self._paragraph(after)

    def paragraph_end(self, char: int) -> int:
        """Where the paragraph that holds the character ends; the text's end where there is none."""
        at = self._paragraph(char)
        return len(self.text) if at is None else self.paragraphs[at].end

    def _paragraph(self, char: int) -> int | None:
        at = bisect_right(self._paragraph_starts, char) - 1
        return at if at >= 0 and char < self.paragraphs[at].end else None

    def zone(self, char: int) -> str:
        """The zone of the paragraph that holds the character ("body" where there is none)."""
        at = self._paragraph(char)
        return "body" if at is None else self.paragraphs[at].zone

    @cached_property
    def words(self) -> frozenset[str]:
        """All lexemes of the text."""
        return frozenset(t.text for t in self.tokens)

    @cached_property
    def state_hits(self) -> list[Hit[StateName]]:
        """Names of states in ``tokens``."""
        return list(self.kb.state_names.find(self.tokens))

    @cached_property
    def states(self) -> frozenset[str]:
        """The states (iso3) that the text names without doubt."""
        return frozenset(v.id for hit in self.state_hits for v in hit.values if len(hit.values) == 1)

    @cached_property
    def strong_weapons(self) -> bool:
        """Whether the text has a word that means a weapon and nothing else."""
        strong = self.words_of["weapon", "heads"] - self.words_of["weapon", "weak_heads"]
        return not strong.isdisjoint(self.lemmas)

    @cached_property
    def systems(self) -> int:
        """How many weapon systems the text names by names that are nothing else."""
        named = {
            hit.values[0]
            for hit in self.kb.weapon_names.find(self.tokens)
            if not (weapon := self.kb.weapons[hit.values[0]]).generic
            and len(text := self.text[self.tokens[hit.first].start : self.tokens[hit.last - 1].end]) > 3
            and text not in weapon.ambiguous
            and not text.islower()
        }
        return len(named)

    @cached_property
    def lowers(self) -> list[str]:
        """Lower-cased words of the spaCy tokens."""
        return [t.lower_ for t in self._tokens]

    @cached_property
    def lemmas(self) -> list[str]:
        """Lower-cased lemmas of the spaCy tokens."""
        return [t.lemma_.lower() for t in self._tokens]

    def sentence_lemmas(self, token: Token) -> frozenset[str]:
        """The lemmas of the token's sentence."""
        sentence = token.sent
        key = sentence.start
        if key not in self._sentence_lemmas:
            self._sentence_lemmas[key] = frozenset(self.lemmas[sentence.start : sentence.end])
        return self._sentence_lemmas[key]

    def density(self, group: str, key: str) -> float:
        """How many of a hundred words of the text are in the word list."""
        if (group, key) not in self._densities:
            words = self.words_of[group, key]
            self._densities[group, key] = 100 * sum(lemma in words for lemma in self.lemmas) / max(1, len(self.lemmas))
        return self._densities[group, key]

    def near(self, char: int, words: frozenset[str], reach: int) -> bool:
        """Whether one of the lower-case words is among the ``reach`` lexemes before or after the character."""
        at = self.lexeme(char)
        return any(t.text.lower() in words for t in self.tokens[max(0, at - reach) : at + reach + 1])

    def line_start(self, char: int) -> int:
        """Offset of the first character of the line."""
        return self.text.rfind("\n", 0, char) + 1

    def heading_like(self, start: int) -> bool:
        """Whether the line is written in capitals around the offset, so that case tells nothing."""
        at = self.line_start(start)
        if at not in self._shouting:
            stop = self.text.find("\n", at)
            line = self.text[at : stop if stop >= 0 else len(self.text)]
            letters = [c for c in line if c.isalpha()]
            self._shouting[at] = len(letters) > 12 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
        return self._shouting[at]
