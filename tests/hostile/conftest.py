"""One corpus, extracted once: its outputs, and a cache with which a later run needs no model."""

from __future__ import annotations

import pytest
from hostile_files import Extracted, write_corpus

import claimx
from claimx.config import Settings


@pytest.fixture(scope="session")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Extracted:
    folder = tmp_path_factory.mktemp("extracted")
    found = Extracted(write_corpus(folder / "corpus"), folder / "outputs", folder / "cache")
    claims = claimx.extract(found.corpus, found.output, settings=Settings(), cache_dir=str(found.cache))
    assert len(claims.claims) > 3
    return found
