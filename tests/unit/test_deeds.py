"""What somebody does, and what somebody says or thinks."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimx.nlp.attribution_rules import packaged_lexicon
from claimx.nlp.deeds import is_deed
from claimx.records import Attribution


@pytest.mark.parametrize(
    ("cue", "content", "confidence", "evidence", "deed"),
    [
        ("built", "the wall of the harbour", 0.4, "model:attribution", True),
        ("built", "the wall of the harbour", 0.4, "rule:dobj", False),
        ("built", "the wall of the harbour", 0.8, "model:attribution", False),
        ("built", "that the harbour was walled", 0.4, "model:attribution", False),
        ("denied", "the wall of the harbour", 0.4, "model:attribution", False),
        ("claimed", "the wall of the harbour", 0.4, "model:attribution", False),
    ],
)
def test_a_deed_is_no_claim(
    nlp: Language, cue: str, content: str, confidence: float, evidence: str, deed: bool
) -> None:
    text = f"The garrison {cue} {content}."
    at = text.index(content)
    spans = [(13, 13 + len(cue))], [(at, at + len(content))]
    attribution = Attribution([(0, 12)], *spans, confidence=confidence, evidence=[evidence])
    assert is_deed(nlp(text), attribution, packaged_lexicon()) is deed
