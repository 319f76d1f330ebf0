"""The quality gate itself, on small made-up data with a stub for the pipeline; and the packaged floors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from claimx.errors import MalformedError, UnreadableError, UsageError
from claimx.evaluate import gate
from claimx.evaluate.floors import Floors, Measure, floors_file, read_floors
from claimx.evaluate.gold import Text, read_attributions, through_files
from claimx.evaluate.measures import SETS, GateSet, Systems
from claimx.schema import (
    Article,
    Claim,
    ClaimConfidence,
    ClaimSet,
    Content,
    Cue,
    EntityMention,
    Generator,
    Mention,
    MentionConfidence,
    SourceMention,
)

TEXT = "The quay is closed, Ana Babic said on 2 May 2024."
ROW = {"id": "set/one", "text": TEXT, "published": "2024-05-03", "outlet": "Harbour Gazette"}
ATTRIBUTION = {"id": "1", "source": [[20, 29]], "cue": [[30, 34]], "content": [[0, 18]], "attributed": True}
ENTITIES = [
    {"start": 20, "end": 29, "label": "PERSON", "id": "Ana Babic"},
    {"start": 38, "end": 48, "label": "DATE", "v": "2024-05-02"},
]
MENTION = {
    "id": "set/one#1", "doc": "set/one", "relation_id": "set/one#1", "attributed": True, "explicitness": "explicit",
    "source": [[20, 29]], "source_canonical": "Ana Babic", "cue": [[30, 34]], "content": [[0, 18]],
    "type": "indirect", "via": None, "polarity": "affirm", "modality": "asserted", "act": "assertion",
    "date_of_statement_iso": "2024-05-02", "event_date_iso": None, "optional": False,
}  # fmt: skip


def stub(texts: Sequence[Text]) -> ClaimSet:
    """A claim set that holds what the made-up gold says, whatever the set."""
    articles, claims = [], []
    for k, text in enumerate(texts):
        entities = [
            EntityMention(start=38, end=48, exact="2 May 2024", label="DATE", attributes={"value": "2024-05-02"})
        ]
        articles.append(
            Article(id=f"a-{k}", path=f"{text.id}.txt", sha256="0", length=len(text.text), entity_mentions=entities)
        )
        mention = Mention(
            id=f"m-{k}", article=f"a-{k}", zone="body", confidence=MentionConfidence(detect=0.9),
            source=SourceMention(spans=[(20, 29)]), cue=Cue(spans=[(30, 34)], exact="said"),
            content=Content(spans=[(0, 18)], exact="The quay is closed", prefix="", suffix=""),
        )  # fmt: skip
        claims.append(
            Claim(
                id=f"c-{k}", text="The quay is closed", text_from=f"m-{k}", mention_count=1, articles=1, outlets=1,
                independent_origins=1, status="single-origin", mentions=[mention], confidence=ClaimConfidence(merge=1),
            )
        )  # fmt: skip
    return ClaimSet(generator=Generator(version="0", config_sha256="0"), articles=articles, claims=claims)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the domain set only."""
    folder = tmp_path / "data" / "domain" / "dev"
    folder.mkdir(parents=True)
    row = ROW | {"attributions": [ATTRIBUTION], "entities": ENTITIES}
    (folder / "articles.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (folder / "claims.jsonl").write_text(json.dumps(MENTION) + "\n", "utf-8")
    for name, content in (
        ("clusters", {"set/one#1": "k1"}),
        ("relations", []),
        ("docs", {"set/one": ROW | {"text": ""}}),
    ):
        (folder / f"{name}.json").write_text(json.dumps(content), "utf-8")
    return tmp_path / "data"


FLOORS = Floors(
    (
        Measure("domain.attribution_f1", "attribution", 0.6, 0.8, 0.7),
        Measure("domain.entities_exact_f1", "entities", 0.9, 0.95),
        Measure("domain.calibration_error", "calibration", 0.2, 0.05, 0.15, "lower"),
        Measure("polnear.attribution_f1", "attribution", 0.6, 0.8, 0.7),
    ),
    {},
    0.005,
)


def test_floors_hold_and_absent_data_is_said(data: Path) -> None:
    result = gate.run_gate(data, Systems(stub), FLOORS, data)
    assert result.broken() == []
    assert (result.status(), result.status(require_data=True)) == (gate.SKIPPED, gate.FAILED)
    assert "polnear  skipped: no polnear/dev.jsonl.gz" in result.table() and "SKIPPED  polnear" in result.table()
    assert gate.run_gate(data, Systems(stub), FLOORS, data, sets=["domain"]).status() == gate.PASSED
    assert [round(r.value, 3) for r in result.rows if r.value is not None] == [1.0, 0.667, 0.1]


def test_a_fall_below_a_floor_fails(data: Path) -> None:
    def silent(texts: Sequence[Text]) -> ClaimSet:
        return stub(texts).model_copy(update={"claims": []})

    result = gate.run_gate(data, Systems(silent), FLOORS, data, sets=["domain"])
    assert result.status() == gate.FAILED
    assert "domain.attribution_f1 is 0.000, its floor is 0.700" in result.broken()
    assert "domain.calibration_error is pinned and was not measured" in result.broken()
    assert "BELOW ITS FLOOR" in result.table()


def test_the_tolerance_is_small() -> None:
    higher, lower = Measure("a.x", "x", floor=0.7), Measure("a.y", "y", floor=0.1, better="lower")
    assert higher.reaches(0.696, 0.7, 0.005) and not higher.reaches(0.694, 0.7, 0.005)
    assert lower.reaches(0.104, 0.1, 0.005) and not lower.reaches(0.106, 0.1, 0.005)


def test_update_raises_and_only_lowers_when_told(data: Path) -> None:
    result = gate.run_gate(data, Systems(stub), replace(FLOORS, measures=FLOORS.measures[:3]), data, sets=["domain"])
    new = result.updated()
    assert [m.floor for m in new.measures] == [1.0, 0.666, 0.1]
    assert set(new.data) == {f for s in SETS if s.name == "domain" for f in s.files}
    assert Measure("a.x", "x", floor=0.7).raised(0.5).floor == 0.7
    assert Measure("a.x", "x", floor=0.7).raised(0.5, allow_lower=True).floor == 0.5
    assert Measure("a.y", "y", floor=0.1, better="lower").raised(0.0312).floor == 0.032


def test_changed_data_fails_and_is_pinned_anew_only_when_told(data: Path) -> None:
    pinned = gate.run_gate(data, Systems(stub), FLOORS, data, sets=["domain"]).updated()
    assert gate.run_gate(data, Systems(stub), pinned, data, sets=["domain"]).status() == gate.PASSED
    file = data / "domain/dev/docs.json"
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    changed = gate.run_gate(data, Systems(stub), pinned, data, sets=["domain"])
    assert changed.status() == gate.FAILED and changed.changed == ("domain/dev/docs.json",)
    with pytest.raises(UsageError):
        changed.updated()
    assert changed.updated(allow_lower=True).data != pinned.data


def test_a_set_without_its_system_is_not_measured(data: Path) -> None:
    (data / "resolver").mkdir()
    (data / "resolver/edits.jsonl").write_text("", "utf-8")
    floors = Floors((Measure("edits.rewrites_merged", "rewritings"),), {}, 0.0)
    assert [r.value for r in gate.run_gate(data, Systems(stub), floors, data, sets=["edits"]).rows] == [None]
    systems = Systems(stub, {"edits": lambda file: {"rewrites_merged": 0.9}})
    assert [r.value for r in gate.run_gate(data, systems, floors, data, sets=["edits"]).rows] == [0.9]


def test_an_unknown_set_is_refused(data: Path) -> None:
    with pytest.raises(UsageError):
        gate.run_gate(data, Systems(stub), FLOORS, data, sets=["nowhere"])


def test_floors_survive_writing(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    pinned = replace(FLOORS, data={"a/b.jsonl": "00ff"})
    file.write_text(pinned.dump(), "utf-8")
    assert read_floors(file) == pinned
    file.write_text("tolerance = 'x'", "utf-8")
    with pytest.raises(MalformedError):
        read_floors(file)
    with pytest.raises(UnreadableError):
        read_floors(tmp_path / "none.toml")


def test_the_packaged_floors_are_as_written_by_the_gate() -> None:
    floors = read_floors(floors_file())
    assert floors_file().read_text("utf-8") == floors.dump()
    assert {m.set for m in floors.measures} == {s.name for s in SETS}
    files = {name for s in SETS for name in s.names}
    assert set(floors.data) <= files


def test_every_pinned_measure_of_the_domain_set_is_taken(data: Path) -> None:
    """A measure that is named in the floors but that no function gives would be skipped for ever."""
    part = next(s for s in SETS if s.name == "domain")
    given = {f"domain.{name}" for name in part.measure(data, Systems(stub)) or {}}
    # Rates over nothing (no relays, no weapons in one sentence) are not given.
    empty = {"via", "event_date", "DATE", "STATE", "PERSON", "QUANTITY", "WEAPON", "PORT", "source_canonical_anaphoric"}
    for m in read_floors(floors_file()).measures:
        if m.set == "domain" and not any(name in m.id for name in empty | {"ORG", "PLACE"}):
            assert m.id in given


def test_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMX_DATA", raising=False)
    (tmp_path / "repo" / "docs").mkdir(parents=True)
    (tmp_path / "repo" / "pyproject.toml").touch()
    assert gate.data_folder(tmp_path / "repo" / "docs") == tmp_path / "shared" / "data"
    monkeypatch.setenv("CLAIMX_DATA", str(tmp_path / "elsewhere"))
    assert gate.data_folder(tmp_path) == tmp_path / "elsewhere"


def test_texts_become_files_with_sidecars(data: Path) -> None:
    seen = {}

    def run(folder: Path) -> ClaimSet:
        seen.update({p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*.*")})
        return stub([])

    through_files(run)([Text("set/one", TEXT, {"published": "2024-05-03"})])
    assert seen == {"set/one.txt": TEXT, "set/one.meta.json": '{"published": "2024-05-03"}'}
    assert list(read_attributions(data / "domain/dev")) == ["set/one"]


def test_every_set_is_named_once() -> None:
    names = [s.name for s in SETS]
    assert len(names) == len(set(names)) and all(isinstance(s, GateSet) for s in SETS)
