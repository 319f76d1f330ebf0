"""The patterns of ``patterns.toml``, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Patterns:
    """Regular expressions by what they recognise; all are meant for short text, a line or a sentence."""

    boilerplate: re.Pattern[str]
    teaser: re.Pattern[str]
    closing: re.Pattern[str]
    aside: re.Pattern[str]
    titles: re.Pattern[str]
    foot: re.Pattern[str]
    author_note: re.Pattern[str]
    bylines: tuple[re.Pattern[str], ...]
    no_authors: frozenset[str]
    reports: re.Pattern[str]
    press_nouns: frozenset[str]
    press_adjectives: frozenset[str]
    name_words: frozenset[str]
    sections: frozenset[str]
    prepositions: frozenset[str]
    below_release: re.Pattern[str]
    release_marks: re.Pattern[str]
    published_keys: frozenset[str]
    dateline: re.Pattern[str]
    question_openers: frozenset[str]
    short_question: int
    caption_opening: re.Pattern[str]
    glued_credit: re.Pattern[str]
    ending_credit: re.Pattern[str]
    credit_words: frozenset[str]
    openers: frozenset[str]
    abbreviations: frozenset[str]
    longest_fragment: int


@cache
def patterns() -> Patterns:
    """The patterns; read once."""
    table: dict[str, Any] = tomllib.loads((files("claimx.ingest") / "patterns.toml").read_text("utf-8"))
    caption, truncated = table["caption"], table["truncated"]

    def either(name: str) -> str:
        return "|".join(f"(?:{p})" for p in table[name]).replace("{dates}", table["dates"])

    def any_of(name: str) -> re.Pattern[str]:
        return re.compile(either(name), re.IGNORECASE)

    ending = caption["ending"].replace("{agencies}", caption["agencies"])
    return Patterns(
        boilerplate=any_of("boilerplate"),
        teaser=any_of("teaser"),
        closing=any_of("closing"),
        aside=re.compile(rf"(?:^|(?<=[.!?]\s))(?:{either('aside')})(?=\s|$)", re.IGNORECASE),
        titles=any_of("titles"),
        foot=any_of("foot"),
        author_note=any_of("author_note"),
        bylines=tuple(re.compile(p.replace("{agencies}", caption["agencies"])) for p in table["byline"]),
        no_authors=frozenset(table["no_authors"].split()),
        reports=re.compile(table["reports"], re.IGNORECASE),
        press_nouns=frozenset(table["masthead"]["nouns"].split()),
        press_adjectives=frozenset(table["masthead"]["adjectives"].split()),
        sections=frozenset(table["masthead"]["sections"].split()),
        below_release=re.compile(table["release"]["below"]),
        release_marks=re.compile(table["release"]["marks"], re.IGNORECASE),
        name_words=frozenset(table["masthead"]["name_words"].split()),
        prepositions=frozenset(table["masthead"]["prepositions"].split()),
        published_keys=frozenset(table["published"]["keys"]),
        dateline=re.compile("(?!{labels})(?:{place}|{capitals})".format(**table["dateline"])),
        question_openers=frozenset(table["question"]["openers"].split()),
        short_question=table["question"]["short"],
        caption_opening=re.compile(caption["opening"], re.IGNORECASE),
        glued_credit=re.compile(caption["glued"]),
        ending_credit=re.compile(rf"(?:^|(?<=[\s.])){ending}\s*$"),
        credit_words=frozenset(caption["credit_words"].split()),
        openers=frozenset(truncated["openers"].split()),
        abbreviations=frozenset(truncated["abbreviations"].split()),
        longest_fragment=truncated["longest"],
    )
