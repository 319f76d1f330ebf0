"""Choosing among candidates: one mention for each stretch of text and label, nested only where the contract nests."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import cast, get_args

from claimx.knowledge.roles import roles
from claimx.nlp.entity_context import Candidate, Context, Occupied, Tier
from claimx.nlp.entity_mending import in_one_sentence, mend, whole_name
from claimx.nlp.entity_people import never_person
from claimx.nlp.entity_weapon_classes import named_class
from claimx.nlp.entity_weapons import space_rockets, weapon_name
from claimx.schema import Label

Proposal = tuple[int, int, str, float]
"""A span of a learned tagger: start, end, label, probability."""

SURE: dict[str, float] = {"PERSON": 0.9, "ORG": 0.75, "PLACE": 0.98, "STATE": 0.75, "WEAPON": 0.98}
"""What only the learned tagger sees needs this probability; DATE, QUANTITY and PORT are not asked of it."""
BACKED = 0.5
"""A weapon that the knowledge base or the form of a designator backs needs this probability only."""
PLAIN = 0.75
"""And a plain name with a number this."""
LIKELY = 0.5
"""A candidate that rests on spaCy's label goes before the tagger's own spans if the tagger thinks this of its label."""
DOUBT = 0.15
"""With proposals given, what spaCy alone says needs one of at least this probability at some mention of the name."""

_NESTED: frozenset[tuple[str, str]] = frozenset(
    {("ORG", "STATE"), ("ORG", "PLACE"), ("ORG", "PORT"), ("WEAPON", "STATE"), ("ORG", "ORG")}
)


def propose(context: Context, proposals: Iterable[Proposal]) -> list[Candidate]:
    """Proposals that are sure enough, as candidates."""
    found = []
    rockets, no_weapons = space_rockets(context), context.cues("weapon", "not")
    for start, end, label, probability in proposals:
        if label == "WEAPON" and (
            context.before(start) == "/" or context.text[start:end] in no_weapons or _are_people(context, start, end)
        ):
            continue
        # Where a name stands for a state only in the right company, that is for the rules to see.
        names = context.kb.state_names.get(context.text[start:end]) if label == "STATE" else ()
        if names and all(name.unsure for name in names):
            continue
        enough = SURE.get(label, math.inf)
        if label == "WEAPON" and BACKED <= probability < enough:
            likely = probability >= PLAIN
            enough = BACKED if weapon_name(context, start, end, rockets, likely=likely) else enough
        if probability >= enough and 0 <= start < end <= len(context.text):
            if label == "PERSON":
                start, end = mend(context, start, end, person=True)
                if start == end or never_person(context, start, end):
                    continue
            elif label in ("ORG", "PLACE"):
                start, end = whole_name(context, *in_one_sentence(context, start, end))
            tier = Tier.KNOWN if label == "WEAPON" and named_class(context, start, end) else Tier.LEARNED
            found.append(Candidate(start, end, cast(Label, label), tier))
    return found


def _are_people(context: Context, start: int, end: int) -> bool:
    """Whether the head of a span is a noun for people: "two gendarmes"."""
    head = context.root(start, end)
    # The parser leaves a capitalised plural as it stands.
    nouns = (head.lemma_.lower(), head.lower_.removesuffix("s"))
    return any(roles().classes.get(noun, frozenset()) & {"person", "group"} for noun in nouns)


def fuse(candidates: Iterable[Candidate], proposals: Sequence[Proposal] = (), text: str = "") -> list[Candidate]:
    """The candidates of ``text`` that stand, in order; see :func:`claimx.nlp.entities.tag` for the precedence."""
    chosen: dict[tuple[int, int], Candidate] = {}
    taken = Occupied()
    candidates = list(candidates)
    sure = {(c.start, c.end): c.label for c in candidates if c.sure}
    support = _Support(text, proposals)
    bodies = Occupied((c.start, c.end) for c in candidates if c.label == "ORG" and c.tier <= Tier.KNOWN)

    def rank(c: Candidate) -> float:
        if c.tier is Tier.LEARNED:
            return Tier.CERTAIN + 0.5 if c.label == "PERSON" else Tier.RULE + 0.5
        if c.tier is Tier.TAGGER and support.at(c) >= LIKELY:
            return Tier.RULE
        return c.tier

    order = sorted(
        candidates, key=lambda c: (rank(c), -(c.end - c.start), c.start, c.label != "PORT", c.ref is None, c.label)
    )
    for candidate in order:
        span = (candidate.start, candidate.end)
        if candidate.tier is Tier.LEARNED and sure.get(span, candidate.label) != candidate.label:
            continue
        if candidate.tier is Tier.LEARNED and any(s <= span[0] and span[1] <= e != s for s, e in bodies.over(*span)):
            continue
        if proposals and _needs_support(candidate) and not support.anywhere(candidate):
            continue
        if (same := chosen.get(span)) is not None:
            if same.label == candidate.label:
                _enrich(same, candidate)
            continue
        if all(_may_nest(candidate, chosen[other]) for other in taken.over(*span)):
            chosen[span] = candidate
            taken.add(*span)
    return sorted(chosen.values(), key=lambda c: (c.start, -c.end, c.label))


def _may_nest(one: Candidate, two: Candidate) -> bool:
    outer, inner = (one, two) if one.end - one.start > two.end - two.start else (two, one)
    if not (outer.start <= inner.start and inner.end <= outer.end):
        return False
    if (outer.label, inner.label) not in _NESTED:
        return False
    if outer.label == "ORG" and inner.label in ("PLACE", "PORT", "ORG"):
        return inner.tier is Tier.LEARNED
    return True


def _needs_support(candidate: Candidate) -> bool:
    """Whether nothing but spaCy's label, a vote or a title speaks for the candidate, and nobody known has the name."""
    if candidate.label not in ("PERSON", "ORG", "PLACE"):
        return False
    if candidate.label == "PERSON" and candidate.ref:
        return False
    return candidate.tier >= Tier.RULE or (
        candidate.tier is Tier.KNOWN and candidate.label == "PLACE" and not candidate.ref
    )


def _enrich(kept: Candidate, other: Candidate) -> None:
    """Let the one that stands learn what the other says of the same mention."""
    kept.ref = kept.ref or other.ref
    kept.name = kept.name or other.name
    for key, value in other.attributes.items():
        kept.attributes.setdefault(key, value)


class _Support:
    """What the learned tagger thinks of candidates, mention by mention and of all mentions of a name."""

    def __init__(self, text: str, proposals: Iterable[Proposal]) -> None:
        self._text = text
        self._spans = {label: Occupied() for label in get_args(Label)}
        self._best: dict[tuple[str, int, int], float] = {}
        self._names: set[tuple[str, str]] = set()
        for start, end, label, probability in proposals:
            if probability >= DOUBT and start < end and label in self._spans:
                self._spans[label].add(start, end)
                key = (label, start, end)
                self._best[key] = max(probability, self._best.get(key, 0.0))
                self._names.add((label, text[start:end]))

    def at(self, c: Candidate) -> float:
        """The best probability of a proposal of the candidate's label that overlaps it, or 0."""
        over = self._spans[c.label].over(c.start, c.end)
        return max((self._best[c.label, start, end] for start, end in over), default=0.0)

    def anywhere(self, c: Candidate) -> bool:
        """Whether a proposal of the candidate's label overlaps it, or has its very words elsewhere in the text."""
        return (c.label, self._text[c.start : c.end]) in self._names or self.at(c) > 0.0
