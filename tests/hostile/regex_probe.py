"""Finds the project's regular expressions and writes texts that are hard for each.

Patterns come from the code (literals, read from the syntax tree with the method that they are used by); what the code
builds from parts or from data shows only at run time, see ``regex_runtime.py``.
"""

from __future__ import annotations

import ast
import re
import re._constants as constants
import re._parser as parser
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_ANCHORED = {"match", "fullmatch"}
_SCANNING = {"search", "sub", "subn", "split", "findall", "finditer"}
_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)


class Found(NamedTuple):
    """A pattern, its flags, where it stands, and whether it is only ever used from a fixed place (match, fullmatch)."""

    pattern: str | bytes
    flags: int
    where: str
    anchored: bool


def in_code(root: Path) -> Iterator[Found]:
    """Literal patterns of every module under ``root``."""
    for file in sorted(root.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        uses: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                uses.setdefault(node.value.id, set()).add(node.attr)
        names = {
            id(node.value): node.targets[0].id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re"):
                continue
            pattern = _literal(node.args[0])
            if pattern is None:
                continue
            method = node.func.attr
            methods = uses.get(names.get(id(node), ""), set()) if method == "compile" else {method}
            anchored = bool(methods & _ANCHORED) and not methods & _SCANNING
            yield Found(pattern, _flags(node), f"{file.relative_to(root)}:{node.lineno}", anchored)


def _literal(node: ast.expr) -> str | bytes | None:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    return value if isinstance(value, str | bytes) else None


def _flags(call: ast.Call) -> int:
    flags = 0
    for node in [*call.args[1:], *(k.value for k in call.keywords if k.arg == "flags")]:
        for part in ast.walk(node):
            if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "re":
                flag = getattr(re, part.attr)
                flags |= flag if isinstance(flag, re.RegexFlag) else 0
    return flags


COMMON = (
    "a", "A", "1", " ", "\n", "\t", ".", ",", "-", "–", "'", "’", '"', "“", "(", "[", "<", "&", "/", "_", "é",
    "a ", "A ", "Ab ", "1 ", "1,", "1.", "1:", "a.", "A.", "a-", "A-", "a'", "a’s ", "a,", "a\n", "\r\n", " \n", "- ",
    "a and ", "the ", "of the ", "The A ", "A of ", "1-", "12 ", "1/", "(a", "(A)", "said ", "<a ", "<meta ", "http://a.",
    "@a", "#", "* ", "| ", ": ", "; ", "? ", "! ", "… ", "...", "a@a.", "Mr. ", "May 1, ", "1 May ", "$1",
)  # fmt: skip
"""Units that, repeated, have been hard for some regular expression or other."""


class Hard(NamedTuple):
    """A text that can be made as long as one likes: a beginning, what is repeated, an end."""

    prefix: str
    unit: str
    suffix: str = ""

    def text(self, size: int) -> str:
        """About ``size`` characters."""
        room = size - len(self.prefix) - len(self.suffix)
        return self.prefix + self.unit * max(1, room // len(self.unit)) + self.suffix


def hard_texts(pattern: str | bytes, flags: int) -> Iterator[Hard]:
    """Common units repeated, and each repeat of the pattern pumped up and then cut short."""
    for unit in COMMON:
        yield Hard("", unit)
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    for prefix, unit in _pumps(list(parser.parse(text, flags & ~re.UNICODE)), ""):
        if unit:
            yield Hard(prefix, unit, "\x00")
            yield Hard("", prefix + unit * 3)


def _pumps(nodes: list[tuple[object, object]], prefix: str) -> Iterator[tuple[str, str]]:
    """For each repeat without a small limit: a text that leads to it, and what it repeats."""
    for operation, argument in nodes:
        if operation in _REPEATS:
            _, most, body = argument  # type: ignore[misc]
            if most > 50:
                yield prefix, _sample(list(body))
            yield from _pumps(list(body), prefix)
        elif operation is constants.SUBPATTERN:
            yield from _pumps(list(argument[3]), prefix)  # type: ignore[index]
        elif operation is constants.ATOMIC_GROUP:
            yield from _pumps(list(argument), prefix)  # type: ignore[call-overload]
        elif operation is constants.BRANCH:
            for branch in argument[1]:  # type: ignore[index]
                yield from _pumps(list(branch), prefix)
        prefix += _sample([(operation, argument)])


def _sample(nodes: list[tuple[object, object]]) -> str:
    """A short text that the nodes match, look-arounds aside."""
    out = ""
    for operation, argument in nodes:
        if operation is constants.LITERAL:
            out += chr(argument)  # type: ignore[arg-type]
        elif operation is constants.NOT_LITERAL:
            out += "b" if argument != ord("b") else "c"
        elif operation is constants.ANY:
            out += "a"
        elif operation is constants.IN:
            out += _member(list(argument))  # type: ignore[call-overload]
        elif operation in _REPEATS:
            least, _, body = argument  # type: ignore[misc]
            out += _sample(list(body)) * max(1, min(least, 20))
        elif operation is constants.SUBPATTERN:
            out += _sample(list(argument[3]))  # type: ignore[index]
        elif operation is constants.ATOMIC_GROUP:
            out += _sample(list(argument))  # type: ignore[call-overload]
        elif operation is constants.BRANCH:
            out += _sample(list(argument[1][0]))  # type: ignore[index]
    return out


_CATEGORIES = {
    constants.CATEGORY_DIGIT: str.isdigit,
    constants.CATEGORY_SPACE: str.isspace,
    constants.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    constants.CATEGORY_NOT_DIGIT: lambda c: not c.isdigit(),
    constants.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    constants.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}
_CANDIDATES = "aA1 .,-'é_\n" + "".join(map(chr, range(33, 127))) + "“”–—À"


def _member(items: list[tuple[object, object]]) -> str:
    """A character of a class, ordinary ones first."""
    negated = bool(items) and items[0][0] is constants.NEGATE
    rest = items[1:] if negated else items
    single = [chr(a) for op, a in rest if op is constants.LITERAL]  # type: ignore[arg-type]
    return next((c for c in (*_CANDIDATES, *single) if _belongs(c, rest) != negated), "\x01")


def _belongs(c: str, items: list[tuple[object, object]]) -> bool:
    for operation, argument in items:
        if operation is constants.LITERAL and ord(c) == argument:
            return True
        if operation is constants.RANGE and argument[0] <= ord(c) <= argument[1]:  # type: ignore[index]
            return True
        if operation is constants.CATEGORY and _CATEGORIES[argument](c):  # type: ignore[index]
            return True
    return False
