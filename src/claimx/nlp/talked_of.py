"""Who is talked of and does not speak: whether a referent stands only in what is said.

A pronoun or a description that speaks hardly means somebody who is named in its own words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimx.nlp.nominals import Nominal
from claimx.nlp.quotes import MARKS
from claimx.nlp.referents import Referent, Spot
from claimx.schema import Span


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who has spoken before a mention: the last speaker, the one before, and the content that is being attributed."""

    last: Referent | None
    before: Referent | None
    content: Sequence[Span]
    counts: Mapping[int, int]
    said: Sequence[Span] = ()
    """All that is said in the article."""


def nearest(referent: Referent, position: int, content: Sequence[Span]) -> tuple[Spot | None, bool]:
    """The referent's last place before a position, or its first after it, and whether all before it are in a content.

    Places outside what is being said go first: who is only talked about does not say it.
    """
    before = [s for s in referent.spots if s.start < position]
    if not before:
        return (referent.spots[0] if referent.spots else None), False
    outside = [s for s in before if not within(s.start, content)]
    return (outside or before)[-1], not outside


def told_of(nominal: Nominal, referent: Referent, text: str, speaking: Speaking) -> bool:
    """Whether a pronoun's referent would be talked of, not speak: named in its direct speech or after it ("he said that
    Kirby …"); or somebody unnamed who has not spoken and stands only in what others say.
    """
    if referent.named:
        quoted = [span for span in speaking.content if text[span[0]] in MARKS]
        after = [span for span in speaking.content if nominal.start < span[0]]
        named = [spot for spot in referent.spots if not spot.source]
        # "He notes that there was an issue with Kirby's microphone" is written.
        plain = [spot for spot in named if not text.startswith(("'s", "’s"), spot.end)]
        return any(within(s.start, quoted) for s in named) or any(within(s.start, after) for s in plain)
    before = [s for s in referent.spots if s.start < nominal.start]
    unheard = referent.kind == "person" and not speaking.counts.get(referent.id)
    return unheard and all(within(s.start, speaking.said) for s in before)


def told_about(nominal: Nominal, referent: Referent, speaking: Speaking) -> bool:
    """Whether a referent stands only in what a description is said to say, and has not spoken: "the board had dismissed
    Karl Weber, the chairman said".  A body does speak of itself so: "Arvo will cut 900 jobs, the company said".
    """
    written = referent.kind == "document" and not referent.named
    if nominal.form != "nominal" or not (referent.kind == "person" or written) or speaking.counts.get(referent.id):
        return False
    before = [spot for spot in referent.spots if spot.start < nominal.start]
    return bool(before) and all(within(s.start, speaking.content) for s in before)


def speaks_of_itself(nominal: Nominal, referent: Referent, text: str, speaking: Speaking) -> bool:
    """Whether "it" after what was said may be the body that it opens with: "Arvo will cut 900 jobs, it said"."""
    if nominal.form != "thing" or referent.kind != "organisation":
        return False
    opening = [span for span in speaking.content if span[1] <= nominal.start and text[span[0]] not in MARKS][:1]
    return any(
        s.subject and within(s.start, opening) and "\n" not in text[s.start : nominal.start] for s in referent.spots
    )


def within(position: int, spans: Sequence[Span]) -> bool:
    """Whether a position lies in one of the spans."""
    return any(s <= position < e for s, e in spans)
