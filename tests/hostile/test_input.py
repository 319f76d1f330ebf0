"""Input that no one should send: a coded status for that file, the others unharmed, and never a hang."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest
from hostile_files import BAD, GOOD, LINE, MEGA

from claimx.config import Settings
from claimx.ingest.discover import discover
from claimx.ingest.read import read, read_item
from claimx.records import Document


def outcome(document: Document) -> str:
    return document.article.error.code if document.article.error else document.article.status


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    return folder


def test_every_file_has_exactly_one_outcome(corpus: Path) -> None:
    for name, (content, _) in BAD.items():
        (corpus / name).write_bytes(content)
    documents = {d.article.path.partition("#")[0]: d for d in read([corpus], Settings(max_bytes=2_000_000))}
    assert {name: outcome(d) for name, d in documents.items()} == {
        "good.txt": "ok",
        **{name: code for name, (_, code) in BAD.items()},
    }
    for document in documents.values():
        document.text.encode("utf-8")
        document.article.model_dump_json()
        if document.article.status != "ok":
            assert not document.paragraphs
            assert not document.dropped
            assert document.article.error is not None
            assert document.article.error.message
            assert str(corpus) not in document.article.error.message
    assert documents["empty.txt"].article.status == "empty"


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")
def test_what_is_not_a_file(corpus: Path) -> None:
    (corpus / "folder.txt").mkdir()
    (corpus / "folder.txt" / "inside.txt").write_text(GOOD)
    os.mkfifo(corpus / "pipe.txt")
    os.mkfifo(corpus / "pipe.jsonl")
    (corpus / "gone.txt").symlink_to(corpus / "nowhere")
    (corpus / "loop.txt").symlink_to(corpus / "loop.txt")
    (corpus / "up").symlink_to(corpus)
    (corpus / "zero.txt").symlink_to("/dev/zero")
    (corpus / "side.txt").write_text(GOOD)
    os.mkfifo(corpus / "side.meta.json")
    with socket.socket(socket.AF_UNIX) as listener:
        os.chdir(corpus)
        listener.bind("socket.txt")
        found = {d.article.path: outcome(d) for d in read([corpus], Settings())}
    assert found == {
        "folder.txt": "CX101",
        "folder.txt/inside.txt": "ok",
        "gone.txt": "CX101",
        "good.txt": "ok",
        "loop.txt": "CX101",
        "pipe.jsonl": "CX101",
        "pipe.txt": "CX101",
        "side.txt": "CX107",
        "socket.txt": "CX101",
        "zero.txt": "CX101",
    }


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read anything")
def test_unreadable(corpus: Path) -> None:
    (corpus / "locked.txt").write_text(GOOD)
    (corpus / "locked.txt").chmod(0)
    assert [outcome(d) for d in read([corpus], Settings())] == ["ok", "CX101"]


def test_vanished_between_listing_and_reading(corpus: Path) -> None:
    (corpus / "lines.jsonl").write_text('{"text": "x"}\n{"text": "y"}\n')
    (corpus / "late.txt").write_text(GOOD)
    settings = Settings()
    items = list(discover([corpus], settings))
    (corpus / "late.txt").unlink()
    (corpus / "lines.jsonl").unlink()
    assert [outcome(read_item(i, settings)) for i in items] == ["ok", "CX101", "CX101", "CX101"]


SLOW = {
    "one line of 10 MB": LINE * 100_000,
    "a million quotes": "The master said " + '“"' * (MEGA // 2),
    "a million dots": LINE + "The. " * (MEGA // 5),
    "fragments": LINE + "pier. about " * 100_000,
    "white space": LINE + " " * 5 * MEGA + "\n" + LINE,
    "blank lines": LINE + "\n" + "\t\n" * 400_000 + LINE,
    "too many lines": LINE + "\n" + "a\n" * MEGA,
    "too many pages": LINE + "a\f" * MEGA,
    "credits": LINE + "IMAGE SOURCE, AAAA " * 20_000,
    "photos": LINE + "(Photo " * 100_000,
    "capitals": LINE + "IMAGE SOURCE, " + "A " * MEGA,
    "ellipses": LINE + "." * MEGA,
    "lines that may be quoted again": "Press release\n\n"
    + "\n\n".join(
        f"“The {i} boats of bay {i} sank there”, said {i} of them." if i % 2 else f"The boats of bay {i} sank there."
        for i in range(40_000)
    ),
    "short lines": "\n".join([LINE, *["By A B and C D 1 May 2024 © A/B"] * 30_000]),
}


LONG = {"short lines", "blank lines", "too many lines"}


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.slow) if n in LONG else n for n in SLOW])
def test_large_text_takes_seconds(corpus: Path, name: str) -> None:
    (corpus / "good.txt").write_text(SLOW[name])
    start = time.process_time()
    (document,) = read([corpus], Settings())
    assert time.process_time() - start < 20
    assert outcome(document) in ("ok", "CX105", "CX106")


@pytest.mark.parametrize(
    "unit",
    [
        ">",
        "# ",
        "- ",
        "`",
        pytest.param("***\n", marks=pytest.mark.slow),
        "1. ",
        "> > ",
        "[x](",
        "*a",
        "***a**",
        "<!--",
    ],
)
def test_markdown_bombs(corpus: Path, unit: str) -> None:
    (corpus / "good.txt").unlink()
    (corpus / "a.md").write_text(unit * 300_000 + "\n" + LINE)
    start = time.process_time()
    (document,) = read([corpus], Settings())
    assert time.process_time() - start < 20
    assert outcome(document) in ("ok", "CX105", "CX106")


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><article><p>{LINE * 20_000}</p></article></body></html>",
        "<html><body>" + "<div>" * 1_900 + f"<p>{LINE}</p>",
        "<table><tr><td>" * 900 + LINE,
        "<" * MEGA,
        "<!--" * 200_000,
        "<html><body><p " + 'a="b" ' * 200_000 + f">{LINE}</p></body></html>",
        "<html><body><p>" + "&amp;" * 200_000 + f"{LINE}</p></body></html>",
        "<p>" + LINE + "<span>" * 30_000,
    ],
    ids=["long", "deep", "tables", "angles", "comments", "attributes", "entities", "spans"],
)
def test_html_bombs_are_bounded(corpus: Path, page: str) -> None:
    (corpus / "good.txt").unlink()
    (corpus / "bomb.html").write_text(page)
    start = time.process_time()
    (document,) = read([corpus], Settings())
    assert time.process_time() - start < 60
    assert outcome(document) in ("ok", "CX102", "CX105", "CX106", "CX108")
