"""What is said of a knowledge folder is true: the keys, and the example."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from claimx.knowledge.entry import KINDS_OF_ORGANISATIONS, Entry, Organisation, Person, Place, Port, State, Weapon
from claimx.knowledge.kb import load_knowledge
from claimx.knowledge.store import KINDS

TYPES = dict(zip(KINDS, (State, Port, Weapon, Person, Organisation, Place), strict=True))


def test_every_kind_and_key_is_named(root: Path) -> None:
    text = (root / "docs" / "knowledge.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)\.jsonl` \|[^|]*\|(.*)\|$", text, re.MULTILINE))
    assert sorted(rows) == sorted(KINDS)
    common = {field.name for field in fields(Entry)}
    for kind, row in rows.items():
        for field in fields(TYPES[kind]):
            assert field.name in common or f"`{field.name}`" in row, (kind, field.name)
    assert all(f"`{kind}`" in rows["organisations"] for kind in KINDS_OF_ORGANISATIONS)


def test_the_example_is_a_folder_without_fault(root: Path, tmp_path: Path) -> None:
    text = (root / "docs" / "knowledge.md").read_text("utf-8")
    for file, lines in re.findall(r"^`(\w+\.jsonl)`:\n\n```json\n(.*?)```", text, re.MULTILINE | re.DOTALL):
        (tmp_path / file).write_text(lines, "utf-8")
    mine = load_knowledge(tmp_path)
    assert mine.check() == []
    assert [entry.id for entry in mine.lookup("Marshland Board")] == ["O:marshland-board"]
    assert mine.holder_name("interior minister", "LVA", "2030-02-01") == "Ruta Ozolin"
