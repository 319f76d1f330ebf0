"""Whole runs over bad input: one coded status each, the others unharmed, nothing written elsewhere, no network."""

from __future__ import annotations

import json
import os
import socket
import sys
import urllib.request
from pathlib import Path

import pytest
from hostile_files import ARTICLES, BAD, environment, everything, run_cli, start_python, write_corpus
from sitecustomize import NetworkUsed

import claimx
from claimx.config import Settings
from claimx.errors import UsageError
from claimx.schema import Article

SETTINGS = Settings(max_bytes=2_000_000)


def outcome(article: Article) -> str:
    assert (article.error is None) == (article.status == "ok")
    return article.error.code if article.error else article.status


def test_every_kind_of_bad_input_costs_its_own_article_only(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    alone = claimx.extract(corpus, tmp_path / "alone", settings=SETTINGS)
    for name, (content, _) in BAD.items():
        (corpus / name).write_bytes(content)
    expected = {name: code for name, (_, code) in BAD.items()}
    if os.name == "posix":
        os.mkfifo(corpus / "pipe.txt")
        (corpus / "gone.txt").symlink_to(corpus / "nowhere")
        (corpus / "folder.txt").mkdir()
        (corpus / "side.txt").write_text(ARTICLES["gazette.txt"])
        (corpus / "side.meta.json").write_text("[")
        expected |= {"pipe.txt": "CX101", "gone.txt": "CX101", "folder.txt": "CX101", "side.txt": "CX107"}
    told = tmp_path / "together"
    code, out, err = run_cli("extract", corpus, "-o", told, "-q", "--set", "max_bytes=2000000", cwd=tmp_path)
    assert (code, out) == (1, "")
    assert "Traceback" not in err and str(corpus) not in err
    claims = claimx.load(told)
    found = {a.path.partition("#")[0]: outcome(a) for a in claims.articles}
    assert found == {**dict.fromkeys(ARTICLES, "ok"), **expected}
    for article in claims.articles:
        if article.error:
            line = f"{article.path}: {article.status}: [{article.error.code}] "
            assert err.count(line) == 1, line
            assert article.error.message and not article.entity_mentions
    good = {a.id: a for a in alone.articles}
    assert [a for a in claims.articles if a.id in good] == [good[a.id] for a in claims.articles if a.id in good]
    mentions = {m.id: m for _, m in claims.mentions()}
    assert {m.id: mentions.get(m.id) for _, m in alone.mentions()} == {m.id: m for _, m in alone.mentions()}
    bad = {a.id for a in claims.articles if a.status != "ok"}
    assert not bad & {m.article for m in mentions.values()}
    assert not bad & {d.article for d in claims.dropped}


def test_a_corpus_of_nothing_but_bad_files(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("empty.txt", "binary.txt", "russian.txt"):
        (corpus / name).write_bytes(BAD[name][0])
    code, _, err = run_cli("extract", corpus, "-o", tmp_path / "o")
    assert code == 1 and err.count("[CX10") == 3
    written = json.loads((tmp_path / "o" / "claims.json").read_text("utf-8"))
    assert written["claims"] == [] and len(written["articles"]) == 3


WATCHED = """
import os, sys
wrote = []
changes = {"os.mkdir": 0, "os.rename": 1, "os.remove": 0, "os.rmdir": 0, "os.link": 1, "os.symlink": 1}
def audit(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND):
            wrote.append(path)
    elif event in changes:
        wrote.append(arguments[changes[event]])
sys.addaudithook(audit)
import claimx
from claimx.config import Settings
from claimx.errors import UsageError
claimx.extract(sys.argv[1], sys.argv[2], report=True, settings=Settings())
for path in wrote:
    if not isinstance(path, int):
        print(os.path.abspath(os.fsdecode(path)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="knows where other systems keep their null device")
def test_nothing_is_written_outside_the_output_folder(tmp_path: Path) -> None:
    corpus, folder, home = write_corpus(tmp_path / "corpus"), tmp_path / "o", tmp_path / "home"
    home.mkdir()
    before = everything(corpus)
    surroundings = environment(HOME=str(home), TMPDIR=str(home), XDG_CACHE_HOME=str(home), PYTHONDONTWRITEBYTECODE="1")
    with start_python("-c", WATCHED, corpus, folder, env=surroundings, cwd=home) as process:
        out, err = process.communicate()
    assert process.returncode == 0, err
    paths = set(out.splitlines())
    assert any(p.startswith(f"{folder}/") for p in paths)
    assert {p for p in paths if p != str(folder) and not p.startswith(f"{folder}/")} <= {os.devnull}
    assert everything(corpus) == before
    assert list(home.iterdir()) == []
    assert sorted(everything(folder))[:2] == ["claims.json", "ledger.jsonl"]


def test_names_of_articles_lead_nowhere(tmp_path: Path) -> None:
    """What a record calls itself becomes part of a path in the output, never of a path on disk."""
    names = ["../../out", "/etc/passwd", "a\\b", "..", "nul", "\u202etxt", "x" * 5000, "a\nb"]
    records = [{"id": name, "text": f"The tug sailed at {k}, Jane Roe said."} for k, name in enumerate(names)]
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "wire.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    claims = claimx.extract(corpus, tmp_path / "o", settings=SETTINGS)
    assert [a.status for a in claims.articles] == ["ok"] * len(names)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["corpus", "o"]
    assert {n.partition("/")[0] for n in everything(tmp_path / "o")} == {"claims.json", "ledger.jsonl", "text"}
    assert len(claimx.load(tmp_path / "o").texts) == len(names)


def test_the_network_is_out_of_reach_of_every_test_and_its_children() -> None:
    with pytest.raises(NetworkUsed):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)
    with pytest.raises(NetworkUsed):
        socket.getaddrinfo("example.org", 80)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender, pytest.raises(NetworkUsed):
        sender.sendto(b"x", ("192.0.2.1", 9))
    code = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"
    with start_python("-c", code) as process:
        _, err = process.communicate()
    assert "NetworkUsed" in err


def test_an_output_folder_inside_the_corpus_is_no_part_of_it(tmp_path: Path) -> None:
    corpus, cache = write_corpus(tmp_path / "corpus"), str(tmp_path / "cache")
    claimx.extract(corpus, corpus / "outputs", settings=SETTINGS, cache_dir=cache)
    before = everything(corpus)
    claimx.extract(corpus, corpus / "outputs", settings=SETTINGS, cache_dir=cache)
    assert everything(corpus) == before
    with pytest.raises(UsageError, match="CX201"):
        claimx.extract(corpus, corpus, settings=SETTINGS, cache_dir=cache)
    assert everything(corpus) == before
