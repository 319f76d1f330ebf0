"""What a relation rests on, for people: no ids, no codes."""

from __future__ import annotations

import pytest
from claimset_support import claimset

from claimx.export.basis import link, named, subject, told, values
from claimx.schema import Entity, RelationBasis


@pytest.mark.parametrize(
    ("kind", "slot", "both", "told"),
    [
        ("quantity", "container", ("20", "12"), ("container", "20", "12")),
        ("quantity", None, ("20", None), ("number", "20", None)),
        ("polarity", "burn", ("deny", "affirm"), ("whether it is so", "denies it", "says so")),
        ("polarity", "burn", ("affirm", "affirm"), ("whether it is so", None, None)),
        (
            "date",
            "burn",
            ("../2031-05-31", "2031-06-01/2031-06-03"),
            ("date", "until 2031-05-31", "2031-06-01 to 2031-06-03"),
        ),
        ("place", "place", ("local:place:orle", None), ("place", "Orle", None)),
        ("frame", "content", (None, None), ("what is said", None, None)),
        ("something new", "slot", ("a", "b"), ("slot", "a", "b")),
    ],
)
def test_words(
    kind: str, slot: str | None, both: tuple[str | None, str | None], told: tuple[str, str | None, str | None]
) -> None:
    claims = claimset()
    claims.entities.append(Entity(id="local:place:orle", label="PLACE", name="Orle"))
    basis = RelationBasis(kind=kind, slot=slot, from_=both[0], to=both[1])
    assert (subject(basis), *values(basis, named(claims))) == told


def test_a_relation_is_told_from_either_end() -> None:
    assert link("denies", outwards=True) == "denies" and link("denies", outwards=False) == "denied by"
    assert link("contradicts", outwards=False) == "contradicts"


def test_behind_a_relation_stands_what_its_type_does_not_say() -> None:
    assert told(RelationBasis(kind="quantity", slot="crate"), ("20", None)) == " (crate: 20 / -)"
    assert told(RelationBasis(kind="polarity", slot="burn"), ("denies it", "says so")) == ""
    assert told(RelationBasis(kind="frame", slot="content"), (None, None)) == ""
