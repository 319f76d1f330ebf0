"""Look-ups and tables of a claim set."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest
from claimset_support import POE, ROE, claimset

from claimx.errors import MissingExtraError, UsageError
from claimx.export.jsonld import to_jsonld
from claimx.export.tables import COLUMNS, guard, rows, to_csv, to_parquet

TABLES = ["mentions", "claims", "sources", "articles", "relations"]


def test_look_ups() -> None:
    claims = claimset()
    assert claims.source(ROE).name == "Jane Roe"
    assert claims.claim("c-000000000001").mention_count == 2
    assert [m.source.exact for _, m in claims.mentions() if m.source][:2] == [
        "The harbour master",
        "harbour master Jane Roe",
    ]
    with pytest.raises(KeyError):
        claims.article("a-none")


@pytest.mark.parametrize("name", ["Jane Roe", "jane ROE", "Roe", ROE, "Jane"])
def test_sources_are_found_by_name_alias_id_or_part(name: str) -> None:
    assert [s.id for s in claimset().find_sources(name)] == [ROE]
    assert [c.id for c in claimset().by_source(name)] == ["c-000000000001"]


def test_a_name_that_is_a_whole_name_beats_those_that_contain_it() -> None:
    claims = claimset()
    claims.sources[1].name = "Ed Roe"
    assert [s.id for s in claims.find_sources("Roe")] == [ROE]
    assert [s.id for s in claims.find_sources("Ed")] == [POE]
    assert claims.find_sources("") == []


@pytest.mark.parametrize("table", TABLES)
def test_tables_agree(table) -> None:
    claims = claimset()
    found = list(rows(claims, table))
    assert found and {tuple(row) for row in found} == {COLUMNS[table]}
    read = list(csv.DictReader(io.StringIO(to_csv(claims, table))))
    assert [list(r) for r in read] == [list(r) for r in found]
    frame = claims.to_pandas(table)
    assert list(frame.columns) == list(found[0]) and len(frame) == len(found)


def test_parquet_round_trip() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    claims = claimset()
    table = parquet.read_table(io.BytesIO(to_parquet(claims, "claims")))
    assert table.to_pylist() == list(rows(claims, "claims"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_formulas_are_guarded(cell: str) -> None:
    assert guard(cell) == "'" + cell
    claims = claimset()
    claims.claims[0].text = cell
    claims.articles[0].title = cell
    read = next(iter(csv.DictReader(io.StringIO(to_csv(claims, "claims"), newline=""))))
    assert read["text"].startswith("'")
    assert next(iter(csv.DictReader(io.StringIO(to_csv(claims, "articles"), newline=""))))["title"].startswith("'")


def test_an_empty_table_has_its_columns() -> None:
    claims = claimset()
    claims.relations = []
    columns = list(COLUMNS["relations"])
    assert to_csv(claims, "relations") == ",".join(columns) + "\n"
    assert list(claims.to_pandas("relations")) == columns
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(io.BytesIO(to_parquet(claims, "relations"))).column_names == columns


@pytest.mark.parametrize("break_", ["\r", "\n", "\r\n"])
def test_a_line_break_inside_a_cell_ends_no_line(break_: str) -> None:
    claims = claimset()
    claims.claims[0].text = f"one{break_}other"
    read = list(csv.DictReader(io.StringIO(to_csv(claims, "claims"), newline="")))
    assert len(read) == len(claims.claims)
    assert read[0]["text"] == f"one{break_}other"


def test_a_table_ends_its_lines_with_lf() -> None:
    assert "\r" not in to_csv(claimset(), "mentions")


def test_without_the_extra_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'claimx\[tables\]'"):
        claimset().to_pandas()
    with pytest.raises(MissingExtraError):
        to_parquet(claimset())


@pytest.mark.parametrize("suffix", [".json", ".jsonld", ".csv"])
def test_save(tmp_path, suffix: str) -> None:
    target = tmp_path / f"claims{suffix}"
    claimset().save(target)
    assert target.read_bytes()
    with pytest.raises(UsageError, match=r"\.odt"):
        claimset().save(tmp_path / "claims.odt")


def test_jsonld_links_claims_sources_articles() -> None:
    graph = json.loads(to_jsonld(claimset()))["@graph"]
    nodes = {n["@id"]: n for n in graph}
    claim = nodes["urn:claimx:c-000000000001"]
    assert claim["@type"] == "Claim"
    assert nodes[claim["claimInterpreter"][0]["@id"]]["name"] == "Jane Roe"
    assert {nodes[a["@id"]]["@type"] for a in claim["appearance"]} == {"NewsArticle"}
    selectors = claim["claimx:mention"][0]["oa:hasTarget"]["oa:hasSelector"]
    assert [s["@type"] for s in selectors] == ["oa:TextPositionSelector", "oa:TextQuoteSelector"]


def test_a_claim_set_shows_how_much_is_in_it() -> None:
    assert repr(claimset()) == str(claimset()) == "<ClaimSet: articles 2, claims 2, relations 1, sources 2, entities 0>"


@pytest.mark.parametrize("table", ["mention", "", None])
def test_a_table_that_is_none(table: object) -> None:
    for made in (lambda: to_csv(claimset(), table), lambda: claimset().to_pandas(table)):  # type: ignore[arg-type]
        with pytest.raises(UsageError, match="mentions, claims, sources, articles, relations"):
            made()


def test_a_column_has_one_type_whatever_is_in_it() -> None:
    """Parquet files of many days are read as one table."""
    parquet = pytest.importorskip("pyarrow.parquet")
    less = claimset()
    for m in less.claims[0].mentions:
        m.content.spans, m.content.exact = [], ""
    none = claimset()
    none.claims, none.relations = [], []
    for table in COLUMNS:
        schemas = [parquet.read_schema(io.BytesIO(to_parquet(made, table))) for made in (claimset(), less, none)]
        assert schemas[0].equals(schemas[1]) and schemas[0].equals(schemas[2])
        for column, sort in zip(schemas[0].names, schemas[0].types, strict=True):
            values = [row[column] for row in rows(claimset(), table) if row[column] is not None]
            wanted = {"int64": int, "double": float, "bool": bool, "string": str}[str(sort)]
            assert all(type(value) is wanted for value in values)
    assert str(less.to_pandas()["start"].dtype) == "Int64"
