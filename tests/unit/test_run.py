"""The unit of work, its cache, and its codec."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from claimx.config import Settings
from claimx.errors import LanguageError, MalformedError, ModelError, error_of
from claimx.ingest.discover import WorkItem, discover
from claimx.records import Document, Fact, NormalForm, Shard
from claimx.run.cache import ShardCache
from claimx.run.codec import decode, decode_item, encode, encode_item
from claimx.run.local import make_outcomes
from claimx.run.shard import Outcome, ShardMaker, lost
from claimx.schema import ModelRef

TEXT = (
    "The ferry stopped on Monday. The captain said that the engine had failed twice that week, and nobody was hurt.\n"
)


class Counting:
    """An analyser that finds nothing and counts its calls."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.calls = 0
        self.fault = fault

    def __call__(self, settings: Settings) -> Counting:
        return self

    def analyse(self, document: Document) -> Shard:
        self.calls += 1
        if self.fault:
            raise self.fault
        form = NormalForm("m-1", document.article.id, vector=bytes(range(256)), facts=(Fact("number", "12", low=12.0),))
        return Shard(document.article, document.text, forms=[form], shingles=(2**63, 1))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text("", "utf-8")
    (folder / "c.txt").write_text(TEXT.replace("ferry", "tug"), "utf-8")
    return folder


def made(corpus: Path, settings: Settings, load: Callable[[Settings], Counting]) -> list[Outcome]:
    maker = ShardMaker(settings, load)
    return [maker(item) for item in discover([str(corpus)], settings)]


def test_every_input_has_one_outcome(corpus: Path) -> None:
    outcomes = made(corpus, Settings(), Counting())
    assert [(o.shard.article.path, o.shard.article.status) for o in outcomes] == [
        ("a.txt", "ok"),
        ("b.txt", "empty"),
        ("c.txt", "ok"),
    ]


def test_the_models_are_not_loaded_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"")

    def never(settings: Settings) -> Counting:
        raise AssertionError

    assert [o.shard.article.status for o in made(tmp_path, Settings(), never)] == ["empty"]


def test_a_failing_analysis_costs_its_article_only_and_names_no_path(corpus: Path) -> None:
    outcomes = made(corpus, Settings(), Counting(ValueError(f"bad {corpus}")))
    article = outcomes[0].shard.article
    assert article.status == "failed"
    assert article.error and article.error.code == "CX108"
    assert article.error.message == "analysis failed: ValueError"
    assert "test_run.py" in outcomes[0].diagnostics[-1]
    assert outcomes[0].shard.mentions == []


def test_a_coded_error_keeps_its_code(corpus: Path) -> None:
    outcomes = made(corpus, Settings(), Counting(LanguageError("not English")))
    assert [o.shard.article.error.code for o in outcomes if o.shard.article.error] == ["CX105", "CX102", "CX105"]


def test_codec_round_trip(corpus: Path) -> None:
    for outcome in made(corpus, Settings(), Counting()):
        assert decode(Outcome, encode(outcome)) == outcome
        assert decode(Shard, encode(outcome.shard)) == outcome.shard
    item = WorkItem("-", "-", "unknown", data=bytes(range(256)))
    assert decode_item(encode_item(item)) == item
    odd = WorkItem("caf\\xe9\\.txt", "/caf\udce9\\n é \U0001f525.txt", "text")
    assert decode_item(encode_item(odd)) == odd
    for data in (b"", b"{}", b"[1]", b"\x80\x04K\x01."):
        with pytest.raises(MalformedError):
            decode(Shard, data)


def test_the_cache_saves_the_analysis_and_gives_the_same(corpus: Path, tmp_path: Path) -> None:
    settings = Settings(cache_dir=str(tmp_path / "cache"))
    first, second = Counting(), Counting()
    assert made(corpus, settings, first) == made(corpus, settings, second)
    assert (first.calls, second.calls) == (2, 0)


def test_the_key_covers_text_metadata_settings_and_models(corpus: Path, tmp_path: Path) -> None:
    settings, model = Settings(cache_dir=str(tmp_path)), ModelRef(name="m", version="1", sha256="0")
    document = Document(made(corpus, Settings(), Counting())[0].shard.article, TEXT)
    key = ShardCache(tmp_path, settings, [model]).key(document)
    assert ShardCache(tmp_path, settings, [model]).key(document) == key
    assert ShardCache(tmp_path, replace(settings, jobs=4, quiet=True), [model]).key(document) == key
    other = replace(document, text=TEXT + " ")
    dated = replace(document, article=document.article.model_copy(update={"outlet": "Gazette"}))
    keys = {
        ShardCache(tmp_path, settings, [model]).key(other),
        ShardCache(tmp_path, settings, [model]).key(dated),
        ShardCache(tmp_path, replace(settings, own_voice=True), [model]).key(document),
        ShardCache(tmp_path, settings, []).key(document),
        key,
    }
    assert len(keys) == 5


def test_the_key_covers_what_a_folder_of_knowledge_holds(corpus: Path, tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    knowledge.mkdir()
    settings = Settings(cache_dir=str(tmp_path / "cache"), knowledge=str(knowledge))
    counts = []
    for name in ("Ann Lee", "Ann Lee", "Ann Poe"):
        (knowledge / "people.jsonl").write_text(f'{{"id": "P:ann", "name": "{name}"}}\n', "utf-8")
        analyser = Counting()
        made(corpus, settings, analyser)
        counts.append(analyser.calls)
    assert counts == [2, 0, 2]


@pytest.mark.parametrize("damage", [b"", b"{}", b"x" * 200, None])
def test_a_damaged_entry_counts_as_absent(corpus: Path, tmp_path: Path, damage: bytes | None) -> None:
    folder = tmp_path / "cache"
    settings = Settings(cache_dir=str(folder))
    made(corpus, settings, Counting())
    entries = sorted(folder.rglob("*.json"))
    assert len(entries) == 2
    for entry in entries:
        entry.write_bytes(entry.read_bytes()[:-1] if damage is None else damage)
    again = Counting()
    made(corpus, settings, again)
    assert again.calls == 2


def test_a_failure_is_not_kept(corpus: Path, tmp_path: Path) -> None:
    settings = Settings(cache_dir=str(tmp_path / "cache"))
    made(corpus, settings, Counting(ValueError()))
    again = Counting()
    made(corpus, settings, again)
    assert again.calls == 2


def test_a_cache_that_cannot_be_written_is_no_failure(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outcomes = made(corpus, Settings(cache_dir=str(tmp_path / "file")), Counting())
    assert outcomes[0].shard.article.status == "ok"


def test_what_a_full_disk_did_not_take_leaves_nothing_in_the_cache(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    outcomes = made(corpus, Settings(cache_dir=str(tmp_path / "cache")), Counting())
    assert outcomes[0].shard.article.status == "ok"
    assert [p for p in (tmp_path / "cache").rglob("*") if p.is_file()] == []


def test_lost_inputs_have_a_code_and_their_hash(corpus: Path) -> None:
    item = next(iter(discover([str(corpus)], Settings())))
    article = lost(item, "its worker process ended with status -9").shard.article
    whole = made(corpus, Settings(), Counting())[0].shard.article
    assert (article.status, article.id, article.sha256) == ("failed", whole.id, whole.sha256)


def test_error_of() -> None:
    assert error_of("CX301") is ModelError
    assert error_of("CX105") is LanguageError


@pytest.mark.slow
def test_workers_give_what_this_process_gives_in_the_same_order(corpus: Path) -> None:
    for number in range(9):
        (corpus / f"n{number}.txt").write_text(f"{TEXT} Then {number} more boats followed.", "utf-8")
    settings = Settings()
    alone, several = (
        [encode(o) for o in make_outcomes(discover([str(corpus)], settings), replace(settings, jobs=jobs))]
        for jobs in (1, 3)
    )
    assert alone == several


@pytest.mark.slow
def test_a_model_error_in_a_worker_stops_the_run(corpus: Path) -> None:
    settings = Settings(spacy_model="en_core_web_none", jobs=2)
    with pytest.raises(ModelError, match="en_core_web_none"):
        list(make_outcomes(discover([str(corpus)], settings), settings))
