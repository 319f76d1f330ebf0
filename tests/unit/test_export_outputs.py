"""The folder of the outputs, and what in it is not claimx's own."""

from __future__ import annotations

import os
from pathlib import Path

from claimset_support import claimset

import claimx
from claimx.export.claimset import ClaimSet
from claimx.export.outputs import render, stale


def written(folder: Path, claims: ClaimSet) -> list[str]:
    """The names of the extracted texts of a folder with this claim set."""
    texts = {a.id: "text" for a in claims.articles}
    files = render(claims, texts, texts, "", report=False)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return sorted(name for name in files if name.startswith("text/"))


def test_only_texts_that_claimx_wrote_are_stale(tmp_path: Path) -> None:
    names = written(tmp_path, claimset())
    for own in ("a-storm.txt", "a-0123456789ab.txt", "b.txt"):
        (tmp_path / "text" / own).write_text("mine", "utf-8")
    assert stale(tmp_path, {}) == names
    assert stale(tmp_path, dict.fromkeys(names[1:], b"")) == names[:1]


def test_no_input_is_stale(tmp_path: Path) -> None:
    first, *others = written(tmp_path, claimset())
    assert stale(tmp_path, {}, {os.path.realpath(tmp_path / first)}) == others


def test_nothing_is_stale_where_no_claim_set_says_whose_texts_they_are(tmp_path: Path) -> None:
    written(tmp_path, claimset())
    for damaged in (b"{", b"[]", b'{"articles": [1]}', b'{"articles": [{"id": 1}]}'):
        (tmp_path / "claims.json").write_bytes(damaged)
        assert stale(tmp_path, {}) == []
    (tmp_path / "claims.json").unlink()
    assert stale(tmp_path, {}) == []


def test_a_run_into_the_folder_above_the_corpus_deletes_no_article(tmp_path: Path) -> None:
    corpus = tmp_path / "text"
    corpus.mkdir()
    for name in ("a-storm.txt", "a-0123456789ab.txt"):
        (corpus / name).write_text("The ferry stayed in port. The captain said that the engine had failed.\n", "utf-8")
    before = sorted(p.name for p in corpus.iterdir())
    for _ in range(2):
        claimx.extract(corpus, tmp_path)
        assert sorted(p.name for p in corpus.iterdir()) == before
