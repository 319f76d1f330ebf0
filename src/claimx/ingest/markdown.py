"""Markdown without what is written for the page inside its lines: links keep their words, emphasis its text, tables
their cells; images, comments, tags and addresses go.

Marks at a line's edge (headings, quotations, lists) stay: :mod:`claimx.ingest.paragraphs` keeps them outside of spans.
"""

from __future__ import annotations

import html
import re

_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_DEFINED = re.compile(r"[ ]{0,3}\[(?P<name>[^\[\]\n]{1,80})\]:[ \t]{0,9}(?P<rest>[^\n]{0,2000})$")
_ADDRESS = r"(?:<[^<>\n]{0,1000}>|[^()\s]{0,1000}(?:\([^()\s]{0,300}\)[^()\s]{0,300}){0,2})"
_TITLE = r"(?:\s{1,3}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|\([^()\n]{0,300}\)))?"
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,500}}\](?:\(\s{{0,3}}{_ADDRESS}{_TITLE}\s{{0,3}}\)|\[[^\[\]\n]{{0,80}}\])")
_LINK = re.compile(rf"\[(?P<words>[^\[\]]{{1,500}})\]\(\s{{0,3}}{_ADDRESS}{_TITLE}\s{{0,3}}\)")
_REFERENCE = re.compile(r"\[(?P<words>[^\[\]]{1,500})\] ?\[(?P<name>[^\[\]\n]{0,80})\]")
_SHORTCUT = re.compile(r"\[(?P<words>[^\[\]\n]{1,80})\](?![\[(:])")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\](?::[ \t]{0,3})?")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,1000})>")
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>\n]{0,1000})?/?>")
_CODE = re.compile(r"(?<!`)`([^`\n]{1,300})`(?!`)")
_EMPHASIS = re.compile(r"\n[ \t]{0,40}\n|(?<!\\)(?:\*{1,3}|_{1,3}|~~|==)")
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_RULED = re.compile(r"[ ]{0,3}\|?(?:\s{0,9}:?-{2,80}:?\s{0,9}\|){1,40}(?:\s{0,9}:?-{2,80}:?\s{0,9})?\s{0,9}")
_ROW = re.compile(r"[ ]{0,3}\|[^\n]{1,4000}\|[ \t]{0,9}")
_EMPTY = "\n\n"
_DEEPEST = 4
"""So many marks of emphasis may be open at once: it bounds the work for each."""


def without_markup(text: str, start: int = 0) -> str:
    """The text with nothing inside its lines from ``start`` on that only says how they look or where they lead."""
    head, body = text[:start], _without_comments(text[start:])
    defined: set[str] = set()
    parts: list[tuple[bool, list[str]]] = []
    fenced = False
    for line in body.split("\n"):
        edge = _FENCE.match(line) is not None
        coded = fenced or edge
        fenced ^= edge
        if not coded and (found := _DEFINED.fullmatch(line.rstrip("\r"))) and not found["name"].startswith("^"):
            defined.add(_name(found["name"]))
            continue
        if not parts or parts[-1][0] != coded:
            parts.append((coded, []))
        parts[-1][1].append(line)
    return head + "\n".join("\n".join(lines) if coded else _plain(lines, defined) for coded, lines in parts)


def _plain(lines: list[str], defined: set[str]) -> str:
    text = "\n".join(_cells(line) for line in lines if not _RULED.fullmatch(line.rstrip("\r")))
    text = _IMAGE.sub("", text)
    text = _LINK.sub(_words, text)
    text = _REFERENCE.sub(lambda m: _words(m) if _name(m["name"] or m["words"]) in defined else m[0], text)
    if defined:
        text = _SHORTCUT.sub(lambda m: m["words"] if _name(m["words"]) in defined else m[0], text)
    text = _NOTE.sub("", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _CODE.sub(r"\1", text)
    return html.unescape(_ESCAPED.sub("", _even(text)))


def _even(text: str) -> str:
    """The text without the marks of emphasis that open and close in one paragraph."""
    gone: list[tuple[int, int]] = []
    opened: list[tuple[int, str]] = []
    for found in _EMPHASIS.finditer(text):
        mark, (start, end) = found[0], found.span()
        if mark[0] == "\n":
            opened.clear()
            continue
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        closes = not before.isspace() and not after.isalnum()
        while closes and mark and (level := _level(opened, mark)) is not None:
            at, opening = opened[level]
            del opened[level:]
            gone += [(at, at + len(opening)), (start, start + len(opening))]
            start, mark = start + len(opening), mark[len(opening) :]
        if mark and not after.isspace() and not before.isalnum() and len(opened) < _DEEPEST:
            opened.append((start, mark))
    kept: list[str] = []
    position = 0
    for start, end in sorted(gone):
        kept.append(text[position:start])
        position = end
    return "".join([*kept, text[position:]])


def _level(opened: list[tuple[int, str]], mark: str) -> int | None:
    """The innermost open mark that a mark closes."""
    return next((i for i in reversed(range(len(opened))) if mark.startswith(opened[i][1])), None)


def _words(found: re.Match[str]) -> str:
    """The words of a link; one that would hold a blank line is none."""
    return found[0] if _EMPTY in found["words"] else found["words"]


def _name(written: str) -> str:
    return " ".join(written.casefold().split())


def _cells(line: str) -> str:
    """A row of a table as a paragraph for each cell."""
    if not _ROW.fullmatch(line.rstrip("\r")):
        return line
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return _EMPTY + _EMPTY.join(cell for cell in cells if cell) + _EMPTY


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (begin := text.find("<!--", position)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        kept.append(text[position:begin])
        position = end + 3
    return "".join([*kept, text[position:]])
