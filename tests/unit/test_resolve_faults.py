"""What shares topic, names and speaker is not yet one claim: kinds of wrong merges, in articles of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import claimx
from claimx.config import Settings
from claimx.export.claimset import ClaimSet
from claimx.systems import explain_pair

GAZETTE = """Shipyard talks divide the coast

Marit Lund of the dockers' union said that the talks of Norway with the shipyard in Gdansk were making good progress.

"We ask Norway to stop its talks with the shipyard in Gdansk and to keep its promises," Lund said.

Peru accused Chile of preparing an attack on its ports with the naval drills.

An official said that arms shipments by sea from Chile to Peru had increased in August.

Turkey's defence minister said that Germany had given an assurance that forty jets would be delivered.

Harbour master Ingrid Solheim said that fourteen containers had fallen from the ferry near Bergen on Monday.

Pakistan said on Monday that its air force had shot down three Indian jets.

The doctors' network said that 21 people had died in the fire at the hospital in Lima.
"""

HERALD = """Ferry loses cargo off Bergen

Fourteen containers fell from the ferry near Bergen on Monday, harbour master Ingrid Solheim said.

Chile said that the launch of the rocket was a sign of protest against the naval drills.

Officials warned that Chile could send Peru weapons by sea later in the year.

Germany said that it knew nothing of an assurance that forty jets would be delivered.

Pakistan raised the number of Indian jets that its air force had shot down to five last night.

The doctors' network withdrew an earlier figure of 21.

The doctors' network said that 19 people had died in the fire at the hospital in Lima.
"""

APART = [
    ("making good progress", "We ask Norway to stop"),
    ("preparing an attack", "sign of protest"),
    ("arms shipments by sea", "could send Peru weapons"),
    ("had given an assurance", "nothing of an assurance"),
    ("three Indian jets", "to five last night"),
    ("21 people had died", "earlier figure of 21"),
    ("21 people had died", "19 people had died"),
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("faults")
    for name, text, day in (("gazette", GAZETTE, "2031-05-06"), ("herald", HERALD, "2031-05-07")):
        (folder / f"{name}.txt").write_text(text, "utf-8")
        (folder / f"{name}.meta.json").write_text(json.dumps({"outlet": name, "published": day}), "utf-8")
    return folder


@pytest.fixture(scope="module")
def claims(corpus: Path) -> ClaimSet:
    return claimx.extract(corpus)


def holding(claims: ClaimSet, words: str) -> set[str]:
    """Ids of the claims with a mention that holds the words."""
    return {claim.id for claim in claims.claims if any(words in m.content.exact for m in claim.mentions)}


@pytest.mark.parametrize(("one", "other"), APART)
def test_kept_apart(claims: ClaimSet, one: str, other: str) -> None:
    assert not holding(claims, one) & holding(claims, other)


def test_told_by_two_papers_it_is_one_claim(claims: ClaimSet) -> None:
    assert holding(claims, "fourteen containers") & holding(claims, "Fourteen containers")


def test_officials_without_names_do_not_corroborate_each_other(claims: ClaimSet) -> None:
    named = {source.id for source in claims.sources if source.named}
    for claim in claims.claims:
        assert claim.independent_origins <= len(named.intersection(claim.sources)) + 1


def test_every_opposition_names_its_reason(claims: ClaimSet) -> None:
    for relation in claims.relations:
        assert relation.basis.slot
        assert relation.basis.from_
        assert relation.type == "elaborates" or relation.basis.to


def test_what_opposes_two_claims_is_explained(corpus: Path, claims: ClaimSet) -> None:
    spoken = {m.content.exact: m for _, m in claims.mentions() if "people had died" in m.content.exact}
    one, other = (next(m for text, m in spoken.items() if toll in text) for toll in ("21 people", "19 people"))
    paths = claims.article(one.article).path, claims.article(other.article).path
    found = explain_pair(str(corpus), paths, (one.id, other.id), Settings())
    assert found.conflict and (found.conflict.kind, found.conflict.left, found.conflict.right) == (
        "quantity",
        "21",
        "19",
    )
    assert found.steps and found.opposed > 500
    assert found.reading and found.reading.opposed > 0 > found.reading.same
