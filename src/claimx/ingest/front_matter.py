"""The head of a Markdown file: between lines of three dashes the part of YAML that articles use, between lines of three
plus signs TOML.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date

_END = r"(?:\r\n|\r(?!\n)|\n)"
_HEAD = re.compile(
    rf"(?:[ \t]{{0,40}}{_END}){{0,20}}---[ \t]*{_END}((?:[^\r\n]*{_END}){{1,60}}?)---[ \t]*(?:{_END}|\Z)"
)
_TOML = re.compile(
    rf"(?:[ \t]{{0,40}}{_END}){{0,20}}\+\+\+[ \t]*{_END}((?:[^\r\n]*{_END}){{1,60}}?)\+\+\+[ \t]*(?:{_END}|\Z)"
)
_LONGEST_TOML = 10_000
NAMES = {
    "title": "title", "headline": "title", "outlet": "outlet", "publication": "outlet", "publisher": "outlet",
    "source": "outlet", "site": "outlet", "url": "url", "link": "url", "canonical": "url", "date": "published",
    "published": "published", "publish_date": "published", "pubdate": "published", "author": "authors",
    "authors": "authors", "byline": "authors",
}  # fmt: skip
"""Our names of what a head states, by the names that papers give it."""
_ITEM = re.compile(r"\s*-\s+(\S.*)")
_KEY = re.compile(r"\s*[\w-]+:(?:\s|$)")
_FOLDED = re.compile(r"[|>][+-]?[1-9]?[+-]?")
_QUOTED = r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'"""
_SCALAR = re.compile(rf"({_QUOTED})(?: #.*)?")
_NAME = re.compile(rf"({_QUOTED}|.*?) ?(?:, ?(?:(?:and|&) )?| (?:and|&) |$)")


@dataclass(slots=True)
class Head:
    """What a head states, by our names of things, as it is written; ``end``: where the article begins."""

    values: dict[str, list[str]] = field(default_factory=dict)
    end: int = 0

    def value(self, name: str) -> str:
        """The value, "" where there is none."""
        return _plain("".join(self.values.get(name, [])[:1]))

    def names(self, name: str) -> tuple[str, ...]:
        """The value as a list: of items, or of what commas and "and" part."""
        found: list[str] = []
        for value in self.values.get(name, []):
            written = _without_comment(value)
            if not _SCALAR.fullmatch(written):
                written = written.strip("[]").strip()
            found += (_unquoted(part[1]) for part in _NAME.finditer(written))
        return tuple(part for part in found if part)


def read_head(text: str) -> Head:
    """The head of a text; an empty one, that ends where the text begins, for a text that has none."""
    if toml := _TOML.match(text):
        return _toml_head(toml)
    found = _HEAD.match(text)
    if not found:
        return Head()
    head = Head(end=found.end())
    current: list[str] = []
    folded = False
    for line in found[1].splitlines():
        indented = line[:1] in (" ", "\t")
        if folded and (indented or not line.strip()):
            current[0] = f"{current[0]} {line.strip()}".strip()
            continue
        folded = False
        if item := _ITEM.match(line):
            current.append(item[1])
            continue
        key, colon, value = line.partition(":")
        name = NAMES.get(key.strip().lower()) if colon else None
        if indented and current and not _KEY.match(line):
            # A long value goes on, deeper, on the next line.
            current[-1] = f"{current[-1]} {line.strip()}"
            continue
        folded = _FOLDED.fullmatch(_without_comment(value)) is not None
        current = [""] if folded else [value] if value.strip() else []
        if name and not head.values.get(name):
            head.values[name] = current
    # Below blank lines, a line of dashes that no known name follows is an ornament.
    return head if head.values or text.startswith("---") else Head()


def _toml_head(found: re.Match[str]) -> Head:
    if len(found[1]) > _LONGEST_TOML:
        return Head()
    try:
        table = tomllib.loads("\n".join(found[1].splitlines()))
    except (tomllib.TOMLDecodeError, RecursionError):
        return Head()
    head = Head(end=found.end())
    for key, value in table.items():
        items = [v for v in (value if isinstance(value, list) else [value]) if v and isinstance(v, str | date)]
        if (name := NAMES.get(key.lower())) and items:
            quoted = (str(v).replace('"', '\\"') for v in items)
            head.values.setdefault(name, [f'"{v}"' for v in quoted])
    return head


def _plain(written: str) -> str:
    return _unquoted(_without_comment(written))


def _without_comment(written: str) -> str:
    """A value on one line, without the comment after it.  A sign that no blank follows ("No #1") is no comment."""
    line = " ".join(written.split())
    if quoted := _SCALAR.fullmatch(line):
        return quoted[1]
    return f" {line} ".partition(" # ")[0].strip()


def _unquoted(written: str) -> str:
    """The value inside one pair of quotation marks, or as it is."""
    inner = written[1:-1]
    if not _SCALAR.fullmatch(written):
        return written.strip()
    return (inner.replace('\\"', '"') if written[0] == '"' else inner.replace("''", "'")).strip()
