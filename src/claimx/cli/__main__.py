"""``python -m claimx.cli``."""

from __future__ import annotations

from claimx.cli import main

main()
