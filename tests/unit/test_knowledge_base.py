"""The knowledge base: loading, lookup, offices, a user's own entries, and deterministic packaging."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.errors import KnowledgeError, UsageError
from claimx.knowledge.build import build
from claimx.knowledge.kb import KnowledgeBase, load_knowledge
from claimx.knowledge.store import KINDS, pack


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load_knowledge()


@pytest.mark.parametrize(("kind", "least"), [*zip(KINDS, (250, 18_000, 900, 2_400, 150, 300), strict=True)])
def test_every_kind_is_packaged(kb: KnowledgeBase, kind: str, least: int) -> None:
    entries = list(kb.all(kind))
    assert len(entries) >= least
    assert [e.id for e in entries] == sorted({e.id for e in entries})
    assert all(e.name for e in entries)


def test_an_unknown_kind_is_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(KnowledgeError, match="kinds are"):
        list(kb.all("ships"))


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("Moscow", "RUS"), ("türkiye", "TUR"), ("RUVVO", "WPI:60610"), ("S-400", "W:s-400-triumf"), ("Q7747", "Q7747"),
        ("IAEA", "O:iaea"), ("GEN:missile", "GEN:missile"), ("kerch strait", "L:kerch-strait"),
    ],
)  # fmt: skip
def test_lookup_by_name_code_and_id(kb: KnowledgeBase, text: str, ident: str) -> None:
    found = [e.id for e in kb.lookup(text)]
    assert ident in found


def test_lookup_of_nothing(kb: KnowledgeBase) -> None:
    assert kb.lookup("Xyzzy Plugh") == []


@pytest.mark.parametrize(
    ("title", "state", "date", "name"),
    [
        ("defence minister", "RUS", "2023-05-01", "Sergei Shoigu"),
        ("Minister of Defense", "RUS", "2023-05", "Sergei Shoigu"),
        ("president", "USA", "2023", "Joe Biden"),
        ("foreign minister", "CHN", "2023-03-01", "Qin Gang"),
        ("prime minister", "GBR", "2021-05-01", "Boris Johnson"),
        ("NATO secretary general", None, "2023-01-01", "Jens Stoltenberg"),
    ],
)
def test_an_office_and_a_date_give_the_holder(
    kb: KnowledgeBase, title: str, state: str | None, date: str, name: str
) -> None:
    holder = kb.holder(title, state, date)
    assert holder is not None
    assert holder.name == name


@pytest.mark.parametrize(
    ("title", "state", "date"),
    [
        ("minister", "RUS", "2023-01-01"),
        ("deputy prime minister", "RUS", "2023-01-01"),
        ("defence minister", "RUS", None),
        ("defence minister", "RUS", "1850-01-01"),
        ("deputy", "RUS", "2023-01-01"),
        ("president", "USA", "2190-01-01"),
    ],
)
def test_no_holder_without_certainty(kb: KnowledgeBase, title: str, state: str, date: str | None) -> None:
    assert kb.holder(title, state, date) is None


def test_a_user_adds_and_replaces_entries(tmp_path: Path, kb: KnowledgeBase) -> None:
    own = [{"id": "O:quay-watch", "name": "Quay Watch", "aliases": ["QW"]}, {"id": "O:nato", "name": "The Alliance"}]
    (tmp_path / "organisations.jsonl").write_text("\n".join(map(json.dumps, own)) + "\n", "utf-8")
    mine = load_knowledge(tmp_path)
    assert mine.check() == []
    assert [e.id for e in mine.lookup("QW")] == ["O:quay-watch"]
    assert mine.organisations["O:nato"].name == "The Alliance"
    assert kb.organisations["O:nato"].name == "NATO"
    assert len(mine.states) == len(kb.states)


def test_check_names_every_fault_with_its_line(tmp_path: Path) -> None:
    good = ['{"id": "P1", "name": "Port One", "country": "XXX"}', '{"id": "P1", "name": "Two"}']
    lines = ['{"id": "X1"}', "{", "[1]", *good]
    (tmp_path / "ports.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "notes.txt").write_text("hello", "utf-8")
    faults = load_knowledge().check(tmp_path)
    assert any("notes.txt" in f for f in faults)
    assert any("line 1" in f and "name" in f for f in faults)
    assert any("line 2 is not JSON" in f for f in faults)
    (tmp_path / "ports.jsonl").write_text("\n".join(good), "utf-8")
    faults = load_knowledge().check(tmp_path)
    assert any("'XXX'" in f for f in faults)
    assert any("P1 twice" in f for f in faults)


def test_check_names_what_an_entry_names_that_there_is_not(tmp_path: Path) -> None:
    board = {"id": "O:board", "name": "Herring Board", "kind": "agancy", "state": "NOR"}
    roles = [{"title": "harbour minister", "state": "NRW", "asof": "2030-01-01"}, {"title": "mayor"}]
    (tmp_path / "organisations.jsonl").write_text(json.dumps(board), "utf-8")
    (tmp_path / "people.jsonl").write_text(json.dumps({"id": "P:lie", "name": "Ada Lie", "roles": roles}), "utf-8")
    faults = load_knowledge().check(tmp_path)
    assert len(faults) == 3
    assert any("'agancy'" in f for f in faults)
    assert any("'NRW'" in f for f in faults)
    assert any("'mayor'" in f and "asof" in f for f in faults)


def test_a_bad_user_entry_stops_the_load_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "weapons.jsonl").write_text('{"id": "W:x", "name": "X", "aliases": "y"}\n', "utf-8")
    with pytest.raises(KnowledgeError, match=r"weapons\.jsonl, line 1"):
        _ = load_knowledge(tmp_path).weapons
    with pytest.raises(KnowledgeError, match="no knowledge folder"):
        _ = load_knowledge(tmp_path / "none").weapons


def test_packing_gives_the_same_bytes() -> None:
    records = [{"b": 1, "a": "ä"}, {"id": "x"}]
    assert pack(records) == pack([dict(reversed(list(r.items()))) for r in records])


def test_build_reduces_and_refuses_an_incomplete_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"states\.jsonl"):
        build(tmp_path, tmp_path)
    state = {"iso3": "ABC", "iso2": "AB", "name": "Abc", "aliases": ["Abc, Land of", "Abcia"], "source": ["x"]}
    (tmp_path / "states.jsonl").write_text(json.dumps(state), "utf-8")
    port = {"id": "P", "name": "Port", "aliases": [], "country": "ABC", "lat": 0.0, "lon": 1.23456, "tier": 1}
    (tmp_path / "ports.jsonl").write_text(json.dumps(port), "utf-8")
    (tmp_path / "weapons.jsonl").write_text("", "utf-8")
    (tmp_path / "people.jsonl").write_text(json.dumps({"id": "Q1", "name": ""}), "utf-8")
    out = tmp_path / "out"
    out.mkdir()
    assert build(tmp_path, out) == {"states": 1, "ports": 1, "weapons": 0, "people": 0}
    first = (out / "ports.jsonl.gz").read_bytes()
    build(tmp_path, out)
    assert (out / "ports.jsonl.gz").read_bytes() == first


def test_check_goes_on_after_a_broken_line_and_knows_states(tmp_path: Path) -> None:
    lines = ["{", '{"id": "P:ann", "name": "Ann Lee", "state": "ZZZ"}']
    (tmp_path / "people.jsonl").write_text("\n".join(lines), "utf-8")
    assert [f.split(":")[0] for f in load_knowledge().check(tmp_path)] == [
        "people.jsonl, line 1 is not JSON",
        "people.jsonl, line 2",
    ]


def test_acronyms_are_known_in_small_letters_too_and_further_weapons_are_there(kb: KnowledgeBase) -> None:
    assert kb.weapon_names.get("Nasams") == kb.weapon_names.get("NASAMS") != ()
    assert kb.weapons["W:steyr-aug"].cls == "small-arm"
    assert kb.organisation_names.get("Likud") == ("O:p-likud",)


def test_bodies_of_the_united_states_have_their_usual_names() -> None:
    kb = load_knowledge()
    for said in ("United States Central Command", "US Central Command", "U.S. Central Command", "CENTCOM"):
        assert [kb.organisations[i].name for i in kb.organisation_names.get(said)] == ["US Central Command"]
    assert kb.states["USA"].name == "United States"


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("people", {"name": "  "}),
        ("people", {"id": " "}),
        ("people", {"surname": 5}),
        ("people", {"state": ["HRV"]}),
        ("people", {"curated": "yes"}),
        ("ports", {"tier": "1"}),
        ("ports", {"tier": True}),
        ("ports", {"lat": "45.1"}),
        ("ports", {"country": None}),
        ("ports", {"name": ["Split"]}),
        ("states", {"capital": ["Split"]}),
        ("organisations", {"kind": 5}),
    ],
)
def test_a_value_of_another_type_is_a_fault_of_its_line(tmp_path: Path, kind: str, fault: dict[str, object]) -> None:
    record = {"id": "X:one", "name": "One", **fault}
    (tmp_path / f"{kind}.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    with pytest.raises(KnowledgeError, match=rf"{kind}\.jsonl, line 1"):
        _ = getattr(load_knowledge(tmp_path), kind)
    assert len(load_knowledge().check(tmp_path)) == 1


def test_values_of_the_right_type_are_read(tmp_path: Path) -> None:
    port = {"id": "X:one", "name": "One", "lat": 45, "size": None, "tier": 2, "other": {}}
    (tmp_path / "ports.jsonl").write_text(json.dumps(port) + "\n", "utf-8")
    found = load_knowledge(tmp_path).ports["X:one"]
    assert (found.lat, found.size, found.tier) == (45, None, 2)
    person = {"id": "X:ann", "name": "Ann Lee", "roles": [{"title": "mayor", "from": "2020"}], "curated": True}
    (tmp_path / "people.jsonl").write_text(json.dumps(person) + "\n", "utf-8")
    ann = load_knowledge(tmp_path).people["X:ann"]
    assert (ann.surname, ann.state, ann.curated, ann.roles[0].start) == ("Lee", "", True, "2020")
