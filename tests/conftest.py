"""What every test shares: no network, and a small claim set made by hand."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time, so that a change fails for its own faults; --hypothesis-profile=search draws others.
settings.register_profile("default", derandomize=True, database=None)
settings.register_profile("search")
settings.load_profile("default")

_NONET = Path(__file__).parent / "nonet"
_SOURCE = Path(__file__).parents[1] / "src"

if "CLAIMX_TEST_NETWORK" not in os.environ:
    # An audit hook cannot be removed, so nothing that a test does can switch it off; children inherit it by PYTHONPATH.
    paths = [str(_NONET), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    sys.path.insert(0, str(_NONET))
    sys.modules.pop("sitecustomize", None)
    import sitecustomize  # noqa: F401


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def source_root() -> Path:
    """``src/claimx``."""
    return _SOURCE / "claimx"
