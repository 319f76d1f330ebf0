"""Turn news into a claim set: who said what, through whom, how firmly, when, and who else says so.

>>> import claimx
>>> claims = claimx.extract("corpus/")        # doctest: +SKIP
>>> for claim in claims.claims:               # doctest: +SKIP
...     print(claim.id, claim.text)

The public names load what they need on first use, so that ``import claimx`` itself costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimx.api import ClaimSet as ClaimSet
    from claimx.api import extract as extract
    from claimx.api import load as load
    from claimx.config import Settings as Settings
    from claimx.errors import ClaimxError as ClaimxError
    from claimx.schema import Article as Article
    from claimx.schema import Claim as Claim
    from claimx.schema import Mention as Mention
    from claimx.schema import Relation as Relation
    from claimx.schema import Source as Source

__version__ = "0.1.0"

_HOME = {
    "Article": "claimx.schema",
    "Claim": "claimx.schema",
    "ClaimSet": "claimx.api",
    "ClaimxError": "claimx.errors",
    "Mention": "claimx.schema",
    "Relation": "claimx.schema",
    "Settings": "claimx.config",
    "Source": "claimx.schema",
    "extract": "claimx.api",
    "load": "claimx.api",
}

__all__ = [
    "__version__",
    *sorted(_HOME),
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'claimx' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
