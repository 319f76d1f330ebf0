"""The contract: the JSON Schema that ships, and the checks that a schema cannot make."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from claimset_support import claimset, texts

from claimx.errors import ContractError
from claimx.export import contract, schema
from claimx.export.claimset import ClaimSet
from claimx.export.json import dumps


def validator() -> jsonschema.Draft202012Validator:
    made = json.loads(schema.committed())
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def test_the_committed_schema_is_the_one_the_models_make() -> None:
    assert schema.committed() == schema.generate()


def test_a_claim_set_fits_the_schema() -> None:
    assert not list(validator().iter_errors(json.loads(dumps(claimset()))))


def test_every_field_is_required_and_none_besides() -> None:
    made = json.loads(dumps(claimset()))
    for path in (["claims", 0], ["claims", 0, "mentions", 0], ["articles", 0], ["sources", 0], ["relations", 0], []):
        record = made
        for step in path:
            record = record[step]
        for field in list(record):
            kept = record.pop(field)
            assert not validator().is_valid(made), f"{path} without {field}"
            record[field] = kept
        record["unknown"] = 1
        assert not validator().is_valid(made)
        del record["unknown"]
    assert validator().is_valid(made)


def test_committed_outputs_fit(root: Path) -> None:
    file = root / "outputs" / "claims.json"
    made = json.loads(file.read_bytes())
    assert not list(validator().iter_errors(made))
    claims = ClaimSet.model_validate(made)
    assert dumps(claims) == file.read_bytes()


def test_a_sound_claim_set_passes() -> None:
    assert list(contract.faults_of(claimset(), texts())) == []
    contract.check(claimset(), texts())


def _shift(c: ClaimSet) -> None:
    c.claims[0].mentions[0].content.spans = [(0, 5)]


def _outside(c: ClaimSet) -> None:
    c.claims[0].mentions[0].content.spans = [(0, 10_000)]


def _backwards(c: ClaimSet) -> None:
    c.claims[0].mentions[0].content.spans = [(9, 9)]


def _composed(c: ClaimSet) -> None:
    c.claims[0].mentions[0].content.exact = "something else"


def _cue(c: ClaimSet) -> None:
    assert c.claims[0].mentions[0].cue
    c.claims[0].mentions[0].cue.exact = "denied"


def _context(c: ClaimSet) -> None:
    c.claims[0].mentions[0].content.prefix = "nowhere"


def _source(c: ClaimSet) -> None:
    c.claims[0].sources = ["s-none"]


def _count(c: ClaimSet) -> None:
    c.claims[0].mention_count = 3


def _text_from(c: ClaimSet) -> None:
    c.claims[0].text_from = "m-none"


def _twice(c: ClaimSet) -> None:
    c.claims[1].id = c.claims[0].id


def _relation(c: ClaimSet) -> None:
    c.relations[0].to = "c-none"


def _itself(c: ClaimSet) -> None:
    c.relations[0].to = c.relations[0].from_


def _length(c: ClaimSet) -> None:
    c.articles[0].length += 1


def _own_voice(c: ClaimSet) -> None:
    c.claims[0].mentions[0].voice = "outlet"


def _chain(c: ClaimSet) -> None:
    c.claims[0].mentions[0].chain[0].ref = "s-none"


def _speaks_for(c: ClaimSet) -> None:
    c.sources[0].speaks_for = "s-none"


BREAKS = [
    _shift, _outside, _backwards, _composed, _cue, _context, _source, _count, _text_from, _twice, _relation, _itself,
    _length, _own_voice, _chain, _speaks_for,
]  # fmt: skip


@pytest.mark.parametrize("break_it", BREAKS, ids=lambda f: f.__name__.strip("_"))
def test_a_broken_promise_is_found(break_it: Callable[[ClaimSet], None]) -> None:
    claims = claimset()
    break_it(claims)
    with pytest.raises(ContractError, match="CX401"):
        contract.check(claims, texts())


def test_spans_count_code_points() -> None:
    text = "🛳 Ä“quoted”"
    assert contract.joined(text, [(2, 3), (4, 10)]) == "Ä … quoted"
