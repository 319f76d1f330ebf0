"""On which days an article has people speak, as far as it has been read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from claimx.nlp import occasions
from claimx.records import Attribution

Told = tuple[int, str]
"""A place in the text, and the day that it tells."""
DAY = len("2031-05-03")
_REACH = 2
"""Paragraphs over which somebody speaks on the day on which he did something."""


def is_day(value: str) -> bool:
    """Whether a value is a day, or a time of one."""
    return len(value) >= DAY and "/" not in value


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where an attribution stands, and whether its cue tells what was said ``before`` the matter ("had said"), or
    ``later`` than what was told last ("later said").
    """

    at: int
    before: bool
    later: bool

    @classmethod
    def of(cls, doc: Doc, attribution: Attribution) -> Spoken:
        """That of an attribution."""
        at = (attribution.source or attribution.content or attribution.cue or [(0, 0)])[0][0]
        span = doc.char_span(*attribution.cue[0], alignment_mode="expand") if attribution.cue else None
        words = [t for token in span or () for t in (token, *token.children) if token.pos_ in ("VERB", "AUX")]
        past = any(t.lower_ in occasions.HAD and t.dep_ in ("aux", "auxpass") for t in words)
        words = [c for token in span or () for c in token.children if c.dep_ == "advmod"]
        return cls(at, past, any(occasions.is_later(c) for c in words))


@dataclass(slots=True)
class Days:
    """On which days an article has people speak, as far as it has been read: each with the place that tells it.

    ``did`` are the dated deeds by holder, ``told`` all days that the article's own words tell, ``voices`` for whom
    holders speak, ``held`` the days of occasions and documents by their nouns.
    """

    paragraphs: Sequence[int]
    did: Mapping[str, Sequence[Told]]
    told: Sequence[Told]
    voices: Mapping[str, str]
    held: Mapping[str, Sequence[Told]]
    spoke: dict[str, Told] = field(default_factory=dict)
    shared: dict[str, Told] = field(default_factory=dict)
    last: Told | None = None

    def learn(self, holder: str, at: int, value: str | None, names: Sequence[str], *, before: bool) -> None:
        """Take in what is dated by itself; what "had been said" ``before`` is no day for what follows."""
        self.last = (at, value) if value and not before and is_day(value) else None
        if not value:
            return
        self.shared.update((name, (at, value)) for name in names)
        if holder and not before and not value.endswith(".."):
            self.spoke[holder] = (at, value)

    def of(self, holder: str, at: int, names: Sequence[str], *, reply: bool, later: bool = False) -> Told | None:
        """The day of a statement without one, and the place that tells it.

        ``later``: it was made some time after its holder's last one.
        """
        known = self._near(self.did.get(holder, ()), at)
        known += [self.spoke[holder]] if holder in self.spoke else []
        if not known:
            known = [told for other in self._voices(holder) for told in self._did_or_spoke(other, at)]
        found = max(known, key=lambda d: d[0], default=None)
        # Where a later day has been told since, nobody knows on which of them he speaks.
        if (
            found is not None
            and not later
            and not any(found[0] < place < at and day > found[1] for place, day in self.told)
        ):
            return found
        same = [d for n in names for d in self._near([*self.held.get(n, ()), *self._shared(n)], at)]
        if same:
            return max(same, key=lambda d: d[0])
        return self.last if reply and self.last is not None and self._apart(self.last, at) <= 1 else None

    def infer(self, holder: str, at: int, found: Told | None, names: Sequence[str]) -> None:
        """Take in what was made out."""
        self.last = (at, found[1][:DAY]) if found is not None else None
        if found is not None:
            self.shared.update((name, (at, found[1])) for name in names)
            if holder:
                self.spoke[holder] = (at, found[1])

    def only(self, holder: str) -> str | None:
        """The one day of a document, where the article tells one."""
        days = {day for _, day in self.did.get(holder, ())}
        days |= {self.spoke[holder][1]} if holder in self.spoke else set()
        return days.pop() if len(days) == 1 else None

    def together(self, first: int, last: int) -> bool:
        """Whether two places stand in one paragraph."""
        return bisect_right(self.paragraphs, first) == bisect_right(self.paragraphs, last)

    def _voices(self, holder: str) -> list[str]:
        """For whom a holder speaks, and who speaks for it."""
        above = self.voices.get(holder)
        return [*([above] if above else []), *(h for h, body in self.voices.items() if body == holder)]

    def _did_or_spoke(self, holder: str, at: int) -> list[Told]:
        spoke = [self.spoke[holder]] if holder in self.spoke else []
        return self._near([*self.did.get(holder, ()), *spoke], at)

    def _shared(self, name: str) -> list[Told]:
        return [self.shared[name]] if name in self.shared else []

    def _near(self, told: Sequence[Told], at: int) -> list[Told]:
        """Those that are told before ``at``, within reach."""
        return [d for d in told if d[0] < at and self._apart(d, at) <= _REACH]

    def _apart(self, told: Told, at: int) -> int:
        """Paragraphs from where a day is told to ``at``."""
        return bisect_right(self.paragraphs, at) - bisect_right(self.paragraphs, told[0])
