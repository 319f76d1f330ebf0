"""Small corpora for the tests of promises under stress: good articles, and files that no one should send."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import claimx

LINE = "The harbour master said that the tug had been turned back from the outer pier on Wednesday night. "
GOOD = f"Tug held at Split\n\n{LINE}\n"
MEGA = 1_000_000

BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "CX102"),
    "one-byte.txt": (b"a", "ok"),
    "nul.txt": (b"The tug\0 sailed.", "CX103"),
    "bom.txt": (b"\xef\xbb\xbf", "CX102"),
    "utf16.txt": (GOOD.encode("utf-16"), "ok"),
    "latin1.txt": (("Málaga: " + GOOD).encode("latin-1"), "ok"),
    "surrogate.txt": (GOOD.encode() * 10 + "\ud800".encode("utf-8", "surrogatepass"), "ok"),
    "crlf.txt": (GOOD.replace("\n", "\r\n").encode(), "ok"),
    "space.txt": (b" \t\r\n\xc2\xa0" * 1000, "CX102"),
    "quotes.txt": (b'"' * MEGA, "CX102"),
    "binary.txt": (random.Random(7).randbytes(5000), "CX103"),
    "png.txt": (b"\x89PNG\r\n\x1a\n" + bytes(100), "CX103"),
    "undecodable.txt": (b"\xff\xfe" + b"\x00\xd8" * 500, "CX104"),
    "russian.txt": (("Начальник порта сообщил, что буксир вернулся в гавань. " * 9).encode(), "CX105"),
    "german.txt": (("Der Hafenmeister sagte, dass der Schlepper nachts zurückgekehrt ist. " * 3).encode(), "CX105"),
    "big.txt": (LINE.encode() * 30_000, "CX106"),
    "deep.html": (b"<div>" * 100_000 + b"x", "CX106"),
    "no-article.html": (b"<html><body></body></html>", "CX108"),
    "blank.html": (b" \n", "CX102"),
    "not.jsonl": (b"\x89PNG", "CX104"),
    "deep.jsonl": (b"[" * 100_000, "CX107"),
    "blank.jsonl": (b"\n \n", "CX102"),
}  # fmt: skip
"""Content of a file, and its outcome: "ok", or the code of its error, with a limit of 2 MB."""

ARTICLES = {
    "gazette.txt": (
        "Ferry stays in port\n\n"
        "SPLIT, May 2 - The harbour master, Jane Roe, said on Wednesday that twelve containers had burned at the pier. "
        '"Nobody was hurt," she added.\n\n'
        "The port authority denied that the ferry had been damaged, and will reopen the quay tomorrow, it said.\n"
    ),
    "kurýr.txt": (
        "Twelve containers burned at the pier on Wednesday, harbour master Jane Roe said.\n\n"
        "According to the pilot, Ed Poe, the tug “came two hours too late”.\n"
    ),
    "page.html": (
        "<html><head><title>Fire at the pier</title></head><body><article><h1>Fire at the pier</h1>"
        "<p>Harbour master Jane Roe said that 20 containers had burned at the pier yesterday.</p>"
        "<p>The insurers warned that the damage could reach four million euros before the summer.</p></article>"
        "</body></html>"
    ),
    "wire.jsonl": json.dumps(
        {"id": "one", "text": "The ministry said on Monday that 12 containers had burned.", "published": "2024-05-06"}
    )
    + "\n",
}


@dataclass(frozen=True)
class Extracted:
    """A corpus, what a run made of it, and the cache of that run."""

    corpus: Path
    output: Path
    cache: Path


def write_corpus(folder: Path) -> Path:
    """The folder, with articles that report one fire, agree and disagree."""
    folder.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    sidecar = {"outlet": "Harbour Gazette", "published": "2024-05-03"}
    (folder / "gazette.meta.json").write_text(json.dumps(sidecar), "utf-8")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def start_cli(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """A process of the command line, its standard streams piped as text."""
    return start_python("-m", "claimx.cli", *arguments, **options)


def start_python(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """A process of Python that can import what this one can, its standard streams piped as text."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    chosen = {"env": environment(), **pipes, **options}
    return subprocess.Popen([sys.executable, *map(str, arguments)], text=True, encoding="utf-8", **chosen)  # type: ignore[call-overload,no-any-return]


def run_cli(*arguments: object, **options: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command line in a process of its own."""
    with start_cli(*arguments, **options) as process:
        out, err = process.communicate()
    return process.returncode, out, err


def environment(**values: str) -> dict[str, str]:
    """This process's environment with other values, its import paths absolute."""
    paths = [str(Path(claimx.__file__).parents[1]), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, paths)), **values}
