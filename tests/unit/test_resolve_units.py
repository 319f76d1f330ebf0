"""The units of facts and the kinds by which the resolver compares them are two lists that must fit."""

from __future__ import annotations

from claimx.normalise.numbers import read_data
from claimx.records import Fact
from claimx.resolve.compare import MEASURES, number_kind

BASES = {str(base) for base, *_ in read_data("base_units.json").values()}


def test_every_base_unit_is_of_a_kind_of_its_own() -> None:
    kinds = {unit: number_kind(Fact("number", "5", low=5, high=5, unit=unit)) for unit in BASES}
    assert len(set(kinds.values()) - {"count"}) == len(BASES)


def test_no_measure_is_told_apart_that_no_fact_has() -> None:
    assert MEASURES <= BASES
