"""What a user's folder adds to the knowledge base is known wherever bodies, people and states are asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from source_support import base, mentions
from typer.testing import CliRunner

from claimx.cli import app
from claimx.config import Settings
from claimx.knowledge.kb import KnowledgeBase, load_knowledge
from claimx.knowledge.state_bodies import (
    StateBody,
    cities_of_states,
    embassies_in,
    embassy,
    executive,
    official_name,
    seats,
    state_body,
)
from claimx.nlp.home_state import HomeState
from claimx.nlp.pipeline import Analyser
from claimx.nlp.sources import resolve_article
from claimx.records import Attribution
from claimx.schema import Article, EntityMention, Published
from claimx.training.documents import as_document

ENTRIES: dict[str, list[dict[str, object]]] = {
    "states": [
        {
            "id": "LVA", "name": "Latvia", "aliases": ["Amberland"], "capital": "Venta",
            "demonyms": ["Amber", "Amberlander", "Amberlanders"], "metonyms": ["the Salt House"],
        }
    ],
    "organisations": [
        {"id": "O:marshland", "name": "Marshland Board", "kind": "agency", "state": "LVA"},
        {"id": "O:rye", "name": "Morning Rye", "kind": "party", "state": "LVA"},
    ],
    "people": [
        {
            "id": "P:ozolin", "name": "Ruta Ozolin", "state": "LVA",
            "roles": [{"title": "Minister of the Interior", "state": "LVA", "from": "2029", "asof": "2031-06"}],
        }
    ],
}  # fmt: skip
BOARD = ("Marshland Board", "ORG", "local:org:marshland-board")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("own")
    for kind, entries in ENTRIES.items():
        (made / f"{kind}.jsonl").write_text("".join(json.dumps(e) + "\n" for e in entries), "utf-8")
    return made


@pytest.fixture(scope="module")
def mine(folder: Path) -> KnowledgeBase:
    return load_knowledge(folder)


def names(text: str, *sources: str, found: list[EntityMention], knowledge: KnowledgeBase) -> list[str | None]:
    """What the sources of a text are called."""
    given = [Attribution([(at := text.rindex(s), at + len(s))], [], []) for s in sources]
    article = Article(id="a", path="a.txt", sha256="", length=len(text), published=Published(value="2031-05-03"))
    demonyms = {ref: s.demonyms[0] for ref, s in knowledge.states.items() if s.demonyms}
    told = resolve_article(
        base()(text), given, found, article, [(0, len(text))], demonyms=demonyms, knowledge=knowledge
    )
    return [d.canonical for d in told.decisions]


def test_bodies_of_a_state_by_its_other_name(mine: KnowledgeBase) -> None:
    assert state_body("Amberland's navy", mine) == StateBody("LVA", "Navy")
    assert state_body("Amberland's navy", load_knowledge()) is None
    assert embassy("Embassy of Amberland", mine) == "LVA"
    assert official_name(StateBody("LVA", "Navy"), mine) == "Amber Navy"
    assert official_name(StateBody("LVA", "Navy"), load_knowledge()) == "Latvian Navy"


def test_seats_and_who_speaks_for_a_state(mine: KnowledgeBase) -> None:
    assert "Salt House" in seats(mine) - seats(load_knowledge())
    assert executive("the Marshland Board", mine) == executive("Salt House", mine) == "LVA"
    assert executive("Marshland Board", load_knowledge()) is None
    assert cities_of_states(mine)["Venta"] == "LVA" and embassies_in("LVA", mine) == "Venta"


def test_two_folders_are_not_mixed_up(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "organisations.jsonl").write_text(
        '{"id": "O:marshland", "name": "Marshland Board", "kind": "agency", "state": "EST"}', "utf-8"
    )
    assert [executive("Marshland Board", load_knowledge(f)) for f in (folder, tmp_path)] == ["LVA", "EST"]
    (tmp_path / "organisations.jsonl").write_text("", "utf-8")
    assert executive("Marshland Board", load_knowledge(tmp_path)) is None


@pytest.mark.parametrize(
    ("text", "label", "ref", "outlet"),
    [
        ("The Marshland Board met. The navy sailed.", "ORG", "local:org:marshland-board", None),
        ("The hat of Ruta Ozolin fell. The navy sailed.", "PERSON", "P:ozolin", None),
        ("The road to Venta is shut. The navy sailed.", "PLACE", None, None),
        ("The navy sailed.", "ORG", None, "Amberland Courier"),
    ],
)
def test_what_tells_the_state_at_home(
    text: str, label: str, ref: str | None, outlet: str | None, mine: KnowledgeBase
) -> None:
    named = {"ORG": "Marshland Board", "PERSON": "Ruta Ozolin", "PLACE": "Venta"}[label]
    found = mentions(text, (named, label, ref))  # type: ignore[arg-type]
    at = text.index("The navy")
    assert HomeState(text, found, mine, outlet).at(at) == "LVA"
    assert HomeState(text, found, load_knowledge(), outlet).at(at) is None


def test_a_body_is_called_by_its_kind(mine: KnowledgeBase) -> None:
    text = "Morning Rye has put off its congress. The party said that it had no hall."
    found = mentions(text, ("Morning Rye", "ORG", None))
    assert names(text, "The party", found=found, knowledge=mine) == ["Morning Rye"]
    assert names(text, "The party", found=found, knowledge=load_knowledge()) == ["party"]


def test_one_of_a_nation_is_a_person(mine: KnowledgeBase) -> None:
    text = "Lars Kelp lost his boat. Kelp blamed the crew. The Amberlander said that he would swim."
    found = mentions(text, ("Lars Kelp", "PERSON", None), ("Kelp", "PERSON", None))
    at = text.index("Amberlander")
    found.append(
        EntityMention(
            start=at, end=at + 11, exact="Amberlander", label="STATE", ref="LVA", attributes={"use": "demonym"}
        )
    )
    assert names(text, "The Amberlander", found=found, knowledge=mine) == ["Lars Kelp"]
    assert names(text, "The Amberlander", found=found, knowledge=load_knowledge()) != ["Lars Kelp"]


def test_an_office_holder_is_known_by_the_office(mine: KnowledgeBase) -> None:
    text = "Ruta Ozolin met Ada Brisk at the quay. The interior minister said the quay was safe."
    found = mentions(text, ("Ruta Ozolin", "PERSON", "P:ozolin"), ("Ada Brisk", "PERSON", None))
    assert names(text, "The interior minister", found=found, knowledge=mine) == ["Ruta Ozolin"]
    assert names(text, "The interior minister", found=found, knowledge=load_knowledge()) != ["Ruta Ozolin"]


def test_an_article_is_read_with_them(folder: Path) -> None:
    text = (
        "Amberland's navy said it had found no mines.\n\nThe Marshland Board said the dykes would hold.\n\n"
        "The Salt House denied that it had asked for help."
    )
    sources = {s.name: s for s in Analyser(Settings(knowledge=str(folder))).analyse(as_document("a", text)).sources}
    assert {"Amber Navy", "Marshland Board", "Salt House"} <= set(sources)
    above = {sources[name].speaks_for for name in ("Amber Navy", "Marshland Board", "Salt House")}
    assert above == {sources["Latvia"].id}


def test_the_command_looks_where_a_run_does(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text(f'[tool.claimx]\nknowledge = "{folder}"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert "Morning Rye" in CliRunner().invoke(app, ["kb", "lookup", "Morning Rye"]).stdout
    assert "O:rye  Morning Rye\n" in CliRunner().invoke(app, ["kb", "list", "organisations"]).stdout


def test_no_folder_is_not_the_current_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("knowledge", "attribution_model"):
        assert getattr(Settings(**{name: "own"}).override(**{name: ""}), name) is None
    assert Settings().override(knowledge="").fingerprint() == Settings().fingerprint()
