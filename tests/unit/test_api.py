"""The library, end to end, on four small articles."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import claimx
from claimx import api
from claimx.config import Settings
from claimx.errors import ContractError, LockedError, UnreadableError, UsageError
from claimx.export import contract
from claimx.files import lock

ARTICLES = {
    "gazette.txt": (
        "Ferry stays in port\n\n"
        "SPLIT, May 2 - The harbour master, Jane Roe, said on Wednesday that twelve containers had burned at the pier. "
        '"Nobody was hurt," she added.\n\n'
        "The port authority denied that the ferry had been damaged.\n"
    ),
    "courier.txt": (
        "Twelve containers burned at the pier, harbour master Jane Roe said.\n\n"
        "According to the pilot, Ed Poe, the tug “came two hours too late” on Wednesday morning.\n"
    ),
    "page.html": (
        "<html><head><title>Fire at the pier</title></head><body><article><h1>Fire at the pier</h1>"
        "<p>Harbour master Jane Roe said that 20 containers had burned at the pier on Wednesday.</p>"
        "<p>The insurers warned that the damage could reach four million euros before the summer.</p></article>"
        "</body></html>"
    ),
    "empty.txt": "",
}
SIDECAR = {"outlet": "Harbour Gazette", "published": "2024-05-03"}


def write(folder: Path) -> Path:
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "gazette.meta.json").write_text(json.dumps(SIDECAR), "utf-8")
    (folder / "noise.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("api") / "corpus")


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(own_voice=True)


@pytest.fixture(scope="module")
def output(corpus: Path, settings: Settings) -> Path:
    folder = corpus.parent / "outputs"
    claimx.extract(corpus, folder, settings=settings)
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_claim_set_keeps_its_contract(output: Path) -> None:
    claims = claimx.load(output)
    texts = {a.id: ARTICLES[a.path] for a in claims.articles if a.path.endswith(".txt") and a.path in ARTICLES}
    assert list(contract.faults_of(claims, {**texts, **claims.texts})) == []
    assert claims.claims and claims.sources


def test_every_file_has_one_outcome(output: Path) -> None:
    found = {a.path: (a.status, a.error.code if a.error else None) for a in claimx.load(output).articles}
    assert found == {
        "courier.txt": ("ok", None),
        "empty.txt": ("empty", "CX102"),
        "gazette.txt": ("ok", None),
        "noise.txt": ("failed", "CX103"),
        "page.html": ("ok", None),
    }


@pytest.mark.parametrize("inputs", ["", 5, None, b"corpus", [b"corpus"], [None], []])
def test_what_is_no_input_is_a_usage_error(inputs: object) -> None:
    with pytest.raises(UsageError):
        claimx.extract(inputs)  # type: ignore[arg-type]


def test_settings_must_be_settings(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="of type dict"):
        claimx.extract(tmp_path, settings={"own_voice": True})  # type: ignore[arg-type]


def test_who_said_what(output: Path) -> None:
    claims = claimx.load(output)
    said = [c.text for c in claims.by_source("Jane Roe")]
    assert any("twelve containers" in text.lower() for text in said)
    gazette = next(a for a in claims.articles if a.path == "gazette.txt")
    assert (gazette.outlet, gazette.published.value, gazette.published.basis) == (
        "Harbour Gazette",
        "2024-05-03",
        "sidecar",
    )
    assert any(m.polarity == "deny" for _, m in claims.mentions())
    assert any(m.voice == "outlet" for _, m in claims.mentions()) or all(m.source for _, m in claims.mentions())


def test_the_text_of_a_page_is_beside_the_claims(output: Path) -> None:
    claims = claimx.load(output)
    (page,) = (a for a in claims.articles if a.path == "page.html")
    text = (output / "text" / f"{page.id}.txt").read_text("utf-8")
    assert claims.texts == {page.id: text} and len(text) == page.length
    assert [p.name for p in (output / "text").iterdir()] == [f"{page.id}.txt"]


def test_data_frames(output: Path) -> None:
    claims = claimx.load(output)
    frame = claims.to_pandas()
    assert len(frame) == sum(c.mention_count for c in claims.claims)
    assert "Jane Roe" in set(frame["source"])


def test_a_second_run_changes_nothing(corpus: Path, output: Path, settings: Settings) -> None:
    before = everything(output)
    done = api.run([corpus], settings, output)
    assert api.check_unchanged(output, done) == []
    claimx.extract(corpus, output, settings=settings)
    assert everything(output) == before


@pytest.mark.slow
def test_workers_order_and_cache_change_nothing(corpus: Path, output: Path, settings: Settings, tmp_path: Path) -> None:
    files = sorted((p for p in corpus.iterdir() if not p.name.endswith(".meta.json")), reverse=True)
    before = everything(output)
    claimx.extract(files, tmp_path / "workers", settings=settings, jobs=2, cache_dir=str(tmp_path / "cache"))
    assert everything(tmp_path / "workers") == before
    claimx.extract(corpus, tmp_path / "cached", settings=settings, cache_dir=str(tmp_path / "cache"))
    assert everything(tmp_path / "cached") == before


@pytest.mark.slow
def test_one_article_more_or_less(settings: Settings, tmp_path: Path) -> None:
    corpus, output = write(tmp_path / "corpus"), tmp_path / "outputs"
    page = corpus / "page.html"
    kept = page.read_bytes()
    claimx.extract(corpus, output, settings=settings, report=True)
    assert (output / "report.html").is_file()
    whole = everything(output)
    page.unlink()
    less = claimx.extract(corpus, output, settings=settings)
    assert not any((output / "text").glob("*")), "a text goes with its article"
    assert "page.html" not in {a.path for a in less.articles}
    assert (output / "report.html").read_bytes() != whole["report.html"], "a report that is there is kept up to date"
    page.write_bytes(kept)
    claimx.extract(corpus, output, settings=settings)
    again = everything(output)
    assert again["claims.json"] == whole["claims.json"]
    assert again["report.html"] == whole["report.html"]


def test_a_locked_folder_is_refused(corpus: Path, tmp_path: Path, settings: Settings) -> None:
    with lock(tmp_path / "o"), pytest.raises(LockedError, match="process"):
        claimx.extract(corpus, tmp_path / "o", settings=settings)


def test_usage_errors(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        claimx.extract(tmp_path / "none")
    with pytest.raises(UsageError):
        claimx.extract([])
    with pytest.raises(UsageError, match="jbos"):
        claimx.extract(tmp_path, jbos=2)


def test_loading_what_is_no_claim_set(tmp_path: Path, output: Path) -> None:
    with pytest.raises(UnreadableError):
        claimx.load(tmp_path)
    (tmp_path / "claims.json").write_text("[]")
    with pytest.raises(ContractError):
        claimx.load(tmp_path)
    shutil.copy(output / "claims.json", tmp_path / "other.json")
    assert claimx.load(tmp_path / "other.json") == claimx.load(output)


def test_a_damaged_ledger_stops_the_run_before_it_renames_every_claim(
    corpus: Path, output: Path, tmp_path: Path, settings: Settings
) -> None:
    shutil.copytree(output, tmp_path / "o")
    (tmp_path / "o" / "ledger.jsonl").write_text("{broken\n")
    before = everything(tmp_path / "o")
    with pytest.raises(ContractError, match="ledger"):
        claimx.extract(corpus, tmp_path / "o", settings=settings)
    assert everything(tmp_path / "o") == before


def test_public_names() -> None:
    assert set(claimx.__all__) <= set(dir(claimx))
    assert claimx.ClaimSet is api.ClaimSet
    with pytest.raises(AttributeError):
        claimx.nothing  # noqa: B018


def test_ministries_of_two_states_are_two_sources_that_speak_for_their_states(tmp_path: Path) -> None:
    text = (
        "The Polish Defence Ministry said the convoy had left Rzeszow on Monday.\n\n"
        "Slovakia's Defence Ministry denied that its trucks were part of it.\n"
    )
    (tmp_path / "convoy.txt").write_text(text, "utf-8")
    claims = claimx.extract(tmp_path)
    sources = {source.id: source for source in claims.sources}
    mentions = [mention.source for claim in claims.claims for mention in claim.mentions if mention.source]
    said = {mention.exact: sources[mention.ref or ""] for mention in mentions}
    above = {exact: sources[source.speaks_for or ""].name for exact, source in said.items()}
    assert above == {"The Polish Defence Ministry": "Poland", "Slovakia's Defence Ministry": "Slovakia"}


def test_its_spokesman_speaks_for_the_body_named_before(tmp_path: Path) -> None:
    text = (
        "Poland's air force could not confirm where the balloon had come from. "
        "Its spokesman, Jan Nowak, said that experts were studying the film.\n"
    )
    (tmp_path / "balloon.txt").write_text(text, "utf-8")
    sources = {source.id: source for source in claimx.extract(tmp_path).sources}
    spokesman = next(source for source in sources.values() if source.name == "Jan Nowak")
    body = sources[spokesman.speaks_for or ""]
    assert body.name == "Polish Air Force" and sources[body.speaks_for or ""].name == "Poland"
