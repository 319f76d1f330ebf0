"""What a weapon system is called: its name in the knowledge base, else its words without plural and class noun."""

from __future__ import annotations

import re

from claimx.nlp.entity_context import Context
from claimx.nlp.entity_weapon_classes import weapon_id

_PLURAL = re.compile(r"(?<=[A-Z\d])s$|(?<=[^\W\d_]{4})(?<![aeiosu])s$")
"""The s of "F-16s", "JAGMs" and "Kornets", and not that of "Taurus", "Hermes", "Nemesis", "Atlas"."""
_PLURAL_WORD = re.compile(r"(?<![\w/.‑-])[A-ZÀ-Þ\d][\w/.‑-]{1,30}s(?![\w‑-])")
_ONE = frozenset({"a", "an", "one", "this", "that", "each", "every", "another"})


def system_name(context: Context, start: int, end: int, name: str | None) -> tuple[str | None, str]:
    """The id and name of a system that no rule has linked; ``name`` is what the rule that found it calls it, if any.

    "Merlin helicopters" and "Kfirs" are asked for as they stand, in the singular, and without the class noun.
    """
    text = context.text[start:end]
    bare = without_class(context, text)
    forms = (text, singular(context, start, text), bare, singular(context, start, bare))
    for form in forms:
        if (ref := weapon_id(context.kb, form)) is not None:
            return ref, context.kb.weapons[ref].name
    return None, name or forms[-1]


def without_class(context: Context, text: str) -> str:
    """The words without the class noun that ends them and what stands before it in small letters."""
    words = text.split(" ")
    heads, modifiers = context.cues("weapon", "heads"), context.cues("weapon", "sub_modifiers")
    while len(words) > 1 and (words[-1] in heads | modifiers or words[-1].removesuffix("s") in heads):
        words.pop()
    return " ".join(words)


def singular(context: Context, start: int, text: str) -> str:
    """The words in the singular, where their end is that of a plural, they are no name as they stand ("Abrams"), and
    no "a" or "this" is before them.
    """
    before = context.lowers[context.index(start) - 1] if start else ""
    one = _PLURAL.sub("", text)
    named = weapon_id(context.kb, text) is not None and weapon_id(context.kb, one) is None
    return text if named or before in _ONE else one


def plural_systems(context: Context) -> list[tuple[int, int, str]]:
    """Systems of the knowledge base in the plural ("Caesars", "F-14 Tomcats", "SAMP/Ts"): start, end and id."""
    found = []
    for match in _PLURAL_WORD.finditer(context.text):
        at = context.lexeme(match.start())
        if context.kb.weapon_names.at(context.tokens, at):
            continue
        for start in _starts(context, match.start()):
            text = context.text[start : match.end()]
            ident = weapon_id(context.kb, text[:-1]) or weapon_id(context.kb, text.removesuffix("es"))
            if ident is not None and (len(text) > 4 or text[:-1].isupper() or text[-2].isdigit()):
                found.append((start, match.end(), ident))
                break
    return found


def _starts(context: Context, start: int) -> list[int]:
    """Where the two capitalised words before the offset begin, the farther first, and the offset."""
    found = [start]
    for _ in range(2):
        word = re.search(r"(?<![\w/.‑-])[A-ZÀ-Þ\d][\w/.‑-]{0,30} $", context.text[max(0, found[0] - 34) : found[0]])
        if word is None:
            break
        found.insert(0, found[0] - len(word.group()))
    return found


def popular_name(context: Context, end: int) -> int:
    """The end of the popular name that follows a designator ("Orion" after "P-3C"), or the offset where none does."""
    for _ in range(3):
        word = re.match(r" ([A-Z][\w-]{1,20})(?![\w-])", context.text[end : end + 24])
        if word is None or context.parted(end, end + 1):
            break
        text = word.group(1)
        if not {text, text.removesuffix("s")} & context.rules.popular_weapon_names:
            break
        end += word.end()
    return end
