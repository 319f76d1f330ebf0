"""Which articles there are."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from claimx.config import Settings
from claimx.errors import UsageError
from claimx.ingest.discover import discover


def paths(*inputs: str | Path) -> list[str]:
    return [item.path for item in discover(inputs, Settings())]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for name in ("b.txt", "a.md", "sub/c.HTML", "sub/d.htm", ".hidden.txt", ".git/e.txt", "b.meta.json", "f.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    return folder


def test_a_folder_is_walked_in_order(corpus: Path) -> None:
    assert paths(corpus) == ["a.md", "b.txt", "sub/c.HTML", "sub/d.htm"]


def test_single_files_and_globs(corpus: Path) -> None:
    assert paths(corpus / "b.txt") == ["b.txt"]
    assert paths(corpus / "sub" / "c.HTML", corpus / "a.md") == ["a.md", "sub/c.HTML"]
    assert paths(f"{corpus}/**/*.htm") == ["sub/d.htm"]
    assert paths(f"{corpus}/*") == paths(corpus)


def test_a_readme_is_about_the_corpus_and_not_of_it(corpus: Path) -> None:
    before = paths(corpus)
    for name in ("README.md", "sub/readme.txt", "Readme.en.html"):
        (corpus / name).write_text("x")
    (corpus / "README.md.txt").write_text("x")
    assert paths(corpus) == before == paths(f"{corpus}/*")
    assert paths(corpus / "README.md") == ["README.md"]


def test_a_file_named_twice_comes_once(corpus: Path) -> None:
    assert paths(corpus, corpus / "b.txt", corpus) == paths(corpus)


def test_the_order_of_inputs_does_not_matter(corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text("x")
    both = ["corpus/a.md", "corpus/b.txt", "corpus/sub/c.HTML", "corpus/sub/d.htm", "other/b.txt"]
    assert paths(corpus, other) == paths(other, corpus) == both


def test_what_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        paths(tmp_path / "none")
    with pytest.raises(UsageError, match="matches no article"):
        paths(f"{tmp_path}/*.txt")


def test_lines_are_articles_with_unique_paths(tmp_path: Path) -> None:
    file = tmp_path / "wire.jsonl"
    lines = [
        '{"id": "one", "text": "x"}',
        "",
        '{"text": "y"}',
        '{"id": "one", "text": "z"}',
        '{"id": 3, "text": "z"}',
        "{",
    ]
    file.write_text("\n".join(lines))
    items = list(discover([file], Settings()))
    assert [i.path for i in items] == [
        "wire.jsonl#one",
        "wire.jsonl#3",
        "wire.jsonl#4",
        "wire.jsonl#5",
        "wire.jsonl#6",
    ]
    raw = file.read_bytes()
    assert json.loads(raw[items[3].offset : items[3].offset + items[3].size])["id"] == 3
    assert [i.line for i in items] == [1, 3, 4, 5, 6]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"The tug sailed.")))
    (item,) = discover(["-"], Settings())
    assert (item.path, item.data) == ("-", b"The tug sailed.")


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_name_that_is_not_utf_8_can_be_written(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system wants UTF-8")
    assert paths(tmp_path) == ["caf\\xe9.txt"]


def test_every_path_is_used_once(tmp_path: Path) -> None:
    (tmp_path / "j.jsonl").write_text('{"id": "x.txt", "text": "a"}\n')
    (tmp_path / "j.jsonl#x.txt").write_text("b")
    (tmp_path / "j.jsonl#x.txt~2.txt").write_text("c")
    items = list(discover([tmp_path], Settings()))
    assert [i.path for i in items] == ["j.jsonl#x.txt", "j.jsonl#x.txt~2", "j.jsonl#x.txt~2.txt"]
    assert [Path(i.file).name for i in items] == ["j.jsonl", "j.jsonl#x.txt", "j.jsonl#x.txt~2.txt"]


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_name_that_is_not_utf_8_beside_one_that_spells_it_out(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system wants UTF-8")
    (tmp_path / "bad\\xff.txt").write_text("y")
    assert paths(tmp_path) == ["bad\\xff.txt", "bad\\xff.txt~2"]


def test_a_glob_where_the_current_folder_has_a_pattern_for_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "[2024] news?"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("x")
    (folder / "sub" / "b.txt").write_text("x")
    monkeypatch.chdir(folder)
    assert paths("*.txt") == ["a.txt"]
    assert paths("**/*.txt") == ["a.txt", "sub/b.txt"]
    assert paths("sub/../s*/b.txt") == ["sub/b.txt"]


def test_the_outputs_of_another_run_are_no_articles(corpus: Path) -> None:
    before = paths(corpus)
    for name in ("old/claims.json", "old/ledger.jsonl", "old/report.html", "old/text/a-1.txt", "sub/claims.json"):
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text("{}")
    assert paths(corpus) == before == paths(f"{corpus}/*")
    assert paths(f"{corpus}/**/*.txt") == ["b.txt"]
    assert paths(corpus / "old" / "text") == ["a-1.txt"]


def test_an_input_without_a_name_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="without a name"):
        paths("")


def test_a_folder_without_an_article_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no article in .*articles end in"):
        paths(tmp_path)
    (tmp_path / "scan.pdf").write_text("x")
    (tmp_path / "README.md").write_text("x")
    with pytest.raises(UsageError, match=r"no article in .*1 file was left out.*scan\.pdf"):
        paths(tmp_path, tmp_path)
    (tmp_path / "a.txt").write_text("x")
    assert paths(tmp_path) == ["a.txt"]


def test_a_sidecar_that_the_shell_names_is_no_article(corpus: Path) -> None:
    named = [corpus / name for name in ("a.md", "b.meta.json", "b.txt", "sub")]
    assert paths(*named) == paths(corpus)
    with pytest.raises(UsageError, match="nothing but sidecars"):
        paths(corpus / "b.meta.json")
