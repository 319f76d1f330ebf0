"""Talking to a terminal: results on standard output, everything else on standard error, and nothing that text can
abuse.
"""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING, get_args

from claimx.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

_KEPT = "\n"


def printable(text: object) -> str:
    r"""The text with control, bidirectional and unassigned characters written out, so that no title can move the
    cursor.

    >>> printable("\x1b[2Jgone")
    '\\x1b[2Jgone'
    """
    return "".join(c if c in _KEPT or not _acts(c) else c.encode("unicode_escape").decode("ascii") for c in str(text))


def one_line(text: object) -> str:
    """The same on one line, with runs of white space as one blank."""
    return printable(" ".join(str(text).split()))


def out(text: str = "") -> None:
    """Print a line of the result."""
    sys.stdout.write(f"{_encodable(printable(text), sys.stdout.encoding)}\n")


def data(text: str) -> None:
    """Print what a program reads: as it is, unless it is a terminal that reads it."""
    if sys.stdout.isatty():
        text = printable(text)
    sys.stdout.write(_encodable(text, sys.stdout.encoding))


def note(text: str) -> None:
    """Print a line beside the result."""
    sys.stderr.write(f"{_encodable(printable(text), sys.stderr.encoding)}\n")


def counted(number: int, thing: str) -> str:
    """How many there are.

    >>> counted(1, "dispute"), counted(0, "entry")
    ('1 dispute', '0 entries')
    """
    several = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number} {thing if number == 1 else several}"


def known(value: str | None, values: object, name: str) -> None:
    """UsageError for a value that is none of a ``Literal``'s, as nothing would ever fit it."""
    choices = get_args(values)
    if value is not None and value not in choices:
        raise UsageError(f"no {name} {value!r}", remedy=f"use one of {', '.join(choices)}")


def console() -> Console:
    """A Rich console on standard error that reads no markup in what it prints."""
    from rich.console import Console

    return Console(stderr=True, markup=False, highlight=False, emoji=False)


def _acts(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _encodable(text: str, encoding: str | None) -> str:
    return text.encode(encoding or "utf-8", "backslashreplace").decode(encoding or "utf-8")
