"""Joins the mentions of many articles into claims: pure functions over normal forms, no spaCy, no I/O."""

from claimx.resolve.core import Resolution, resolve
from claimx.resolve.ledger import Entry, Ledger
from claimx.resolve.ledger import load as load_ledger
from claimx.resolve.score import Step, pair_scores, pair_steps

__all__ = ["Entry", "Ledger", "Resolution", "Step", "load_ledger", "pair_scores", "pair_steps", "resolve"]
