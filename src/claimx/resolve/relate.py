"""Relations between claims: what updates, contradicts, denies or elaborates what, with the slot and both values.

A relation is said where its reason can be named: a fact that differs, a denial, or a fact that one claim adds.  That
two claims are of one matter and unlike is no reason.  Where more is suspected than that, a pair reader is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from claimx.records import NormalForm, Reader, Reading
from claimx.resolve.added import added
from claimx.resolve.comparable import comparable
from claimx.resolve.features import THOUSAND, is_denial
from claimx.resolve.gate import Conflict, ConflictKind, conflict, overlap, plain_stems, stance
from claimx.resolve.group import Grouping, Links, workers
from claimx.resolve.matter import Matters
from claimx.resolve.opposition import kind_of, rejects
from claimx.resolve.own_words import admits, answers, puts_right, takes_back
from claimx.resolve.scenes import Scenes
from claimx.resolve.score import ASKED, raised
from claimx.resolve.strongest import compared, strongest
from claimx.schema import Relation, RelationBasis, RelationType

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

OPPOSED: Mapping[ConflictKind, int] = {"quantity": 550, "date": 700, "place": 700, "polarity": 800}
"""What two claims may differ in to be opposed, where neither is a denial, and the least score of the ``opposed`` head
(thousandths) for each.  Opposite words keep claims apart, but say too little to link them: "North Korea" is no opposite
of "South Korea".
"""

DENIED, SECOND = 300, 800
"""Least score of the ``denied`` head at which one claim denies another; least confidence of a link, once it is read, at
which it denies a second one, too.
"""

UPDATES = 400
"""Least score of the ``updates`` head at which the newer of two opposed claims is a later state of the other."""

ELABORATES = 650
"""Least score of the ``matter`` head at which one claim that holds more than another is said to elaborate it."""

ASKED_OF_PAPERS = 250
"""The same as ASKED, where two papers differ in a number or day: more of those are opposed."""

SUSPICION, SAID = 700, 600
"""What the heads' log odds count (thousandths) beside the reader's of "opposed", and the score of both from which two
claims are linked, whoever found the link: on news of another kind than they learned from they know less than it does.
"""

BEYOND_DOUBT = 900
"""Score of both from which a later state that no fact names may be told by somebody else: a campaign's for a candidate.
"""

ANSWERS = -1500
"""The reader's log odds of "opposed" (thousandths) from which a denial in no words of its own stays linked, and who
takes his own back: how that is put a reader knows less well than the heads.
"""

PLAIN = 600
"""Score of the ``denied`` head from which such a denial's link needs no reader."""

_FACTS: Set[ConflictKind] = frozenset({"quantity", "date", "place"})
_VALUES: Set[ConflictKind] = frozenset({"quantity", "date"})
_UNNAMED = Conflict("frame", "content", "", "")
"""The reason where only the whole of two contents tells that they are opposed."""

_FEWEST = 2

Pair = tuple[int, int]
"""Two clusters, or two rows."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A link between two clusters: how sure, the rows, the type, and the reason, from ``left`` (the newer, fuller or
    denying side) to ``right``."""

    score: int
    left: int
    right: int
    type: RelationType
    reason: Conflict

    @property
    def order(self) -> tuple[bool, int, int, int]:
        """The best is the greatest: opposed before elaborating, then by score, then by rows."""
        low, high = sorted((self.left, self.right))
        return self.type != "elaborates", self.score, -low, -high


@dataclass(frozen=True, slots=True)
class _Clusters:
    """The claims and the links of their mentions: ``forms`` by row, ``claim_of`` each row."""

    forms: Sequence[NormalForm]
    links: Links
    rows: Sequence[Sequence[int]]
    claim_of: Ints
    matters: Matters | None
    scenes: Scenes

    @classmethod
    def of(cls, grouping: Grouping, matters: Matters | None) -> _Clusters:
        forms = [grouping.forms[name] for name in grouping.links.ids]
        claim_of = np.full(len(forms), -1, np.int64)
        for k, rows in enumerate(grouping.clusters):
            claim_of[list(rows)] = k
        return cls(forms, grouping.links, grouping.clusters, claim_of, matters, Scenes(forms))

    def between(self, wanted: Flags) -> Iterator[tuple[Pair, int, int, int]]:
        """Of the links ``wanted``, those between two claims of one matter and event: the claims, the link, its rows."""
        left, right = self.claim_of[self.links.left], self.claim_of[self.links.right]
        asked = np.flatnonzero((left != right) & wanted)
        rows = self.links.left[asked], self.links.right[asked]
        suspected = np.max([head[asked] for head in (self.links.opposed, self.links.denied, self.links.matter)], axis=0)
        for at in asked[compared(suspected, *rows, [form.article for form in self.forms])].tolist():
            i, j = int(self.links.left[at]), int(self.links.right[at])
            one, other = self.forms[i], self.forms[j]
            of_one = self.matters is None or self.matters.one(one.article, other.article)
            if of_one and not self.scenes.two(one, other):
                yield (min(left[at], right[at]), max(left[at], right[at])), at, i, j

    @property
    def retracting(self) -> Flags:
        """The links of mentions that take something back."""
        return self._either([form.retracts for form in self.forms])

    @property
    def of_own_words(self) -> Flags:
        """The links of mentions that take something back or put it right."""
        return self._either([form.retracts or form.corrects for form in self.forms])

    def _either(self, flags: Sequence[bool]) -> Flags:
        marked = np.array(flags, np.bool_)
        return np.asarray(marked[self.links.left] | marked[self.links.right])

    def members(self, pair: Pair) -> tuple[list[NormalForm], list[NormalForm]]:
        """The forms of two claims."""
        one, other = ([self.forms[row] for row in self.rows[claim]] for claim in pair)
        return one, other


def relations(
    grouping: Grouping, ids: Sequence[str], reader: Reader | None = None, matters: Matters | None = None
) -> list[Relation]:
    """Relations between clusters, one for each pair at most, sorted by ``from``, ``to``.

    ``ids``: the claim id of each cluster.  ``reader``: confirms what rules link, and is asked where the heads suspect
    more than rules can name.  ``matters``: between articles on two matters nothing is linked.
    """
    clusters, links = _Clusters.of(grouping, matters), grouping.links
    strong = (links.opposed >= min(OPPOSED.values())) | (links.denied >= DENIED) | (links.matter >= ELABORATES)
    strong |= clusters.of_own_words
    best: dict[Pair, _Candidate] = {}
    for pair, at, _, _ in clusters.between(strong):
        found = _candidate(clusters.forms, links, at)
        if found and (pair not in best or found.order > best[pair].order):
            best[pair] = found
    if reader is not None:
        known = {pair for pair, found in best.items() if found.type != "elaborates"}
        best = dict(_confirmed(best, clusters, reader))
        best |= dict(_suspected(clusters, known, reader))
    claim_of = clusters.claim_of
    kept = _few_denied(list(best.values()), claim_of, clusters.forms)
    made = [_relation(found, ids[claim_of[found.left]], ids[claim_of[found.right]]) for found in kept]
    return sorted(made, key=lambda relation: (relation.from_, relation.to, relation.type))


def _confirmed(
    found: Mapping[Pair, _Candidate], clusters: _Clusters, reader: Reader
) -> Iterator[tuple[Pair, _Candidate]]:
    """The links without those that a reader does not take for opposed; how values are opposed is as it says."""
    forms = clusters.forms

    def is_read(link: _Candidate) -> bool:
        plain = link.type == "denies" and link.score >= PLAIN and not _is_told(link, forms)
        return not (plain or link.type == "elaborates") and bool(forms[link.left].text and forms[link.right].text)

    readable = {pair: link.order for pair, link in found.items() if is_read(link)}
    papers = {pair: _articles(forms, found[pair].left, found[pair].right) for pair in readable}
    likely = strongest(readable, articles=papers)
    asked = [pair for pair in readable if pair in likely]
    readings = _readings([(found[pair].left, found[pair].right) for pair in asked], forms, reader)
    read = dict(zip(asked, readings, strict=True))
    for pair, link in found.items():
        if pair not in readable:
            yield pair, link
        elif pair not in read:
            continue
        elif not _is_told(link, forms):
            if read[pair].opposed >= ANSWERS:
                yield pair, link
        elif (score := raised(link.score, read[pair].opposed, SUSPICION)) >= SAID:
            of_facts = link.reason.kind in _FACTS
            kind = kind_of(read[pair].relation, *clusters.members(pair)) if of_facts else link.type
            if kind != "contradicts" or not link.reason.open:
                yield pair, replace(link, score=score, type=link.type if kind == "denies" else kind)


def _is_told(link: _Candidate, forms: Sequence[NormalForm]) -> bool:
    """Whether the two texts tell a reader what is opposed: "denied it" does not, and who takes his own words back says
    no more than which.
    """
    one = forms[link.left]
    return link.reason.kind in _FACTS or (bool(one.words) and not (one.retracts or one.corrects))


def _suspected(clusters: _Clusters, linked: Set[Pair], reader: Reader) -> Iterator[tuple[Pair, _Candidate]]:
    """What a reader takes for opposed among pairs of claims that are not linked yet: of each pair, the link that the
    heads suspect most is read.
    """
    forms, suspected = clusters.forms, np.maximum(clusters.links.opposed, clusters.links.denied)
    asked: dict[Pair, tuple[int, int, int]] = {}
    for pair, at, i, j in clusters.between((suspected >= ASKED_OF_PAPERS) & ~clusters.retracting):
        one, other, score = forms[i], forms[j], int(suspected[at])
        # No speech contradicts the speech that it is part of.
        if pair in linked or not (one.text and other.text) or overlap(one, other):
            continue
        if score < ASKED and not _of_two_papers(one, other):
            continue
        if pair not in asked or score > asked[pair][0]:
            asked[pair] = score, i, j
    likely = strongest(asked, articles={pair: _articles(forms, i, j) for pair, (_, i, j) in asked.items()})
    chosen = [(pair, order) for pair, order in asked.items() if pair in likely]
    readings = _readings([(i, j) for _, (_, i, j) in chosen], forms, reader)
    for (pair, (before, i, j)), reading in zip(chosen, readings, strict=True):
        score = raised(before, reading.opposed, SUSPICION)
        found = _opposed(forms, i, j, score, kind_of(reading.relation, *clusters.members(pair)))
        if score >= SAID and found:
            yield pair, found


def _articles(forms: Sequence[NormalForm], i: int, j: int) -> tuple[str, str]:
    one, other = sorted((forms[i].article, forms[j].article))
    return one, other


def _of_two_papers(one: NormalForm, other: NormalForm) -> bool:
    """Whether two articles tell of two numbers or days."""
    reason = conflict(one, other) if one.article != other.article else None
    return reason is not None and reason.kind in _VALUES


def _readings(pairs: Sequence[Pair], forms: Sequence[NormalForm], reader: Reader) -> list[Reading]:
    """What a reader makes of pairs of rows."""

    def read(pair: Pair) -> Reading:
        (reading,) = reader([(forms[pair[0]].read, forms[pair[1]].read)])
        return reading

    with ThreadPoolExecutor(workers()) as readers:
        return list(readers.map(read, pairs))


def _opposed(forms: Sequence[NormalForm], i: int, j: int, score: int, kind: RelationType) -> _Candidate | None:
    """The link between two rows that a reader takes for opposed, from the denying or newer side; none where what they
    differ in is known, and no reason.
    """
    denials = is_denial(forms[i]), is_denial(forms[j])
    if denials[0] == denials[1]:
        denials = rejects(forms[i], forms[j]), rejects(forms[j], forms[i])
    turned = denials[1] if kind == "denies" and denials[0] != denials[1] else not _is_newer(forms[i], forms[j])
    if turned:
        i, j = j, i
    one, other = forms[i], forms[j]
    reason = conflict(one, other) or _UNNAMED
    if reason.kind == "quantity" and reason.open and kind != "updates":
        # "At least 17" says nothing against 41, though 41 is news; numbers of two things are not what is opposed.
        if kind == "contradicts" and reason.one_thing:
            return None
        reason = _UNNAMED
    if reason.kind == "quantity" and not comparable(one, other, reason):
        return None
    # Without a fact that differs only who spoke before has another thing to say now, unless that is beyond doubt.
    told = one.holder and other.holder and (one.holder == other.holder or score >= BEYOND_DOUBT)
    if reason.kind == "frame" and kind == "updates" and not told:
        return None
    return _Candidate(score, i, j, kind, _UNNAMED if reason.kind == "frame" else reason)


def _few_denied(found: Sequence[_Candidate], claim_of: Ints, forms: Sequence[NormalForm]) -> list[_Candidate]:
    """The links, with the likeliest of each denial's and at most a second sure one: it does not answer all that is said
    on its matter; and where it says no more than "the figure", only what that is.
    """
    denied: dict[int, int] = {}
    kept = []
    for link in sorted(found, key=lambda candidate: candidate.order, reverse=True):
        if link.type == "denies":
            denial = int(claim_of[link.left])
            denied[denial] = denied.get(denial, 0) + 1
            most = 1 if _size(forms[link.left]) < _FEWEST or link.score < SECOND else 2
            if denied[denial] > most:
                continue
        kept.append(link)
    return kept


def _candidate(forms: Sequence[NormalForm], links: Links, at: int) -> _Candidate | None:
    i, j = int(links.left[at]), int(links.right[at])
    one, other = forms[i], forms[j]
    if (own := _of_own_words(forms, links, at)) or one.retracts or other.retracts:
        return own
    if is_denial(one) != is_denial(other):
        if not is_denial(one):
            i, j, one, other = j, i, other, one
        if (
            int(links.denied[at]) < DENIED
            or _holds(other, one)
            or not (answers(one, other) or plain_stems(one) & plain_stems(other))
        ):
            return None
        slot = other.predicate or one.predicate or "content"
        if admits(other, one):
            admitted = Conflict("polarity", slot, stance(other), stance(one))
            return _Candidate(int(links.denied[at]), j, i, "updates", admitted)
        return _Candidate(int(links.denied[at]), i, j, "denies", Conflict("polarity", slot, stance(one), stance(other)))
    reason = conflict(one, other)
    if reason and _tells(reason, one, other) and int(links.opposed[at]) >= OPPOSED[reason.kind]:
        kind: RelationType = "updates" if int(links.updates[at]) >= UPDATES else "contradicts"
        if reason.open and kind == "contradicts":
            return None
        if _is_newer(one, other):
            return _Candidate(int(links.opposed[at]), i, j, kind, reason)
        turned = replace(reason, left=reason.right, right=reason.left)
        return _Candidate(int(links.opposed[at]), j, i, kind, turned)
    if int(links.matter[at]) >= ELABORATES and (reason is None or reason.kind == "holder"):
        if (_size(one), one.published, other.mention) < (_size(other), other.published, one.mention):
            i, j, one, other = j, i, other, one
        fact = added(one, other)
        return _Candidate(int(links.matter[at]), i, j, "elaborates", fact) if fact else None
    return None


def _of_own_words(forms: Sequence[NormalForm], links: Links, at: int) -> _Candidate | None:
    """Who takes back what he has said denies it; who puts it right updates it."""
    i, j = int(links.left[at]), int(links.right[at])
    if (forms[j].retracts, forms[j].corrects) > (forms[i].retracts, forms[i].corrects):
        i, j = j, i
    one, other = forms[i], forms[j]
    if one.retracts and takes_back(one, other):
        score, slot = max(int(links.denied[at]), int(links.claim[at])), other.predicate or one.predicate or "content"
        return _Candidate(score, i, j, "denies", Conflict("polarity", slot, stance(one), stance(other)))
    if one.corrects and not other.corrects and puts_right(one, other):
        score = max(int(links.opposed[at]), int(links.claim[at]))
        return _Candidate(score, i, j, "updates", Conflict("frame", "correction", one.predicate, other.predicate))
    return None


def _tells(reason: Conflict, one: NormalForm, other: NormalForm) -> bool:
    """Whether a conflict may be the reason that two claims are opposed: values of one thing, or a "not" before a word
    that both have.  What may be says nothing against what is, unless a reader says that it does.
    """
    if reason.kind == "polarity":
        return not plain_stems(one).isdisjoint(plain_stems(other))
    if (one.modality == "possible") != (other.modality == "possible"):
        return False
    return reason.kind in OPPOSED and reason.one_thing and comparable(one, other, reason)


def _holds(outer: NormalForm, inner: NormalForm) -> bool:
    """Whether one content is told inside the other: who passes a denial on says nothing that it denies."""
    (start, end), (first, last) = outer.extent, inner.extent
    return outer.article == inner.article and start <= first < last <= end and outer.extent != inner.extent


def _size(form: NormalForm) -> int:
    return len(form.words) + len(form.facts)


def _relation(found: _Candidate, source: str, target: str) -> Relation:
    reason = found.reason
    basis = RelationBasis(kind=reason.kind, slot=reason.slot, from_=reason.left or None, to=reason.right or None)
    return Relation(from_=source, to=target, type=found.type, basis=basis, confidence=round(found.score / THOUSAND, 3))


def _is_newer(one: NormalForm, other: NormalForm) -> bool:
    if one.article == other.article:
        return one.place >= other.place
    return (one.published, other.mention) >= (other.published, one.mention)
