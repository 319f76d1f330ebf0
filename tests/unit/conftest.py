"""What most tests of the analysis need, loaded once."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimx.config import Settings
from claimx.knowledge.kb import load_knowledge
from claimx.nlp.base import load_base
from claimx.nlp.entities import EntityTagger


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_base(Settings().spacy_model)


@pytest.fixture(scope="session")
def tagger() -> EntityTagger:
    return EntityTagger(load_knowledge())
