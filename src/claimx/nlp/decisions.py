"""What is decided about an attribution's source, with the reasons; and what training puts in the scorer's place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from claimx.ids import name_key
from claimx.nlp.coreference import Candidate
from claimx.nlp.discourse import Discourse
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent
from claimx.nlp.turns import Turn
from claimx.schema import Alternative, Resolution, Source


class Choose(Protocol):
    """Stands in for the scorer in training."""

    def __call__(self, index: int, nominal: Nominal, given: Sequence[Candidate]) -> Referent | None:
        """The right candidate for the phrase of an attribution."""

    def settled(self, index: int, holders: Sequence[Referent]) -> None:
        """Told after each attribution who its holders are."""


@dataclass(slots=True)
class SourceDecision:
    """Who is behind an attribution.

    ``sources`` are its holders (several for joint ones; empty for hearsay); ``resolution`` and ``confidence`` are
    those of
    the phrase; ``considered`` are the sources of ``alternatives``, ``relayed_by`` those of the outer
    speaker of nested speech; ``explain`` the candidates with their probability
    and feature contributions, best first.
    """

    sources: list[Source] = field(default_factory=list)
    resolution: Resolution = "none"
    confidence: float = 1.0
    alternatives: list[Alternative] = field(default_factory=list)
    explain: list[tuple[str, float, tuple[tuple[str, float], ...]]] = field(default_factory=list)
    referents: list[Referent] = field(default_factory=list)
    others: list[tuple[Referent, float]] = field(default_factory=list)
    considered: list[Source] = field(default_factory=list)
    relayed_by: list[Source] = field(default_factory=list)

    @property
    def canonical(self) -> str | None:
        """The holders' names joined by "; ", or ``None``."""
        return "; ".join(s.name for s in self.sources) or None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The decisions of an article, and the referents they rest on (for chains).

    ``bodies`` are the sources, by id, that others speak for; it grows as :attr:`source_of` is asked.
    """

    decisions: list[SourceDecision]
    discourse: Discourse
    source_of: Callable[[Referent], Source]
    interviewees: list[tuple[Turn, Referent]]
    bodies: dict[str, Source]


def named_as(nominal: Nominal, discourse: Discourse) -> Resolution:
    """How a phrase with a name tells who speaks: by the name itself, or by another of his."""
    m = nominal.names[0]
    referent = discourse.of_mention.get((m.start, m.end, m.label))
    if m.label == "PERSON" or referent is None:
        return "named"
    metonym = m.attributes.get("use") == "metonym"
    return "alias" if metonym or name_key(m.exact) != name_key(referent.name()) else "named"
