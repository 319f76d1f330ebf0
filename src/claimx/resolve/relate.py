"""Relations between claims: what updates, contradicts or denies what, with the slot that differs and both values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from claimx.records import NormalForm
from claimx.resolve.features import THOUSAND, is_denial
from claimx.resolve.gate import Conflict, conflict
from claimx.resolve.group import Grouping, Links
from claimx.schema import Relation, RelationBasis, RelationType

OPPOSED = 500
"""Least score of the ``opposed`` head (thousandths) at which two claims are opposed."""

UPDATES = 500
"""Least score of the ``updates`` head at which the newer of two opposed claims is a later state of the other."""

ELABORATES = 650
"""Least score of the ``matter`` head at which one claim that holds more than another is said to elaborate it."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A link between two clusters: how sure, the rows, what keeps them apart (from ``left`` to ``right``), whether they
    are opposed, and the score of ``updates``."""

    score: int
    left: int
    right: int
    conflict: Conflict | None
    opposed: bool
    updates: int


def relations(grouping: Grouping, ids: Sequence[str]) -> list[Relation]:
    """Relations between clusters, one for each pair at most, sorted by ``from``, ``to``.

    ``ids``: the claim id of each cluster.
    """
    links = grouping.links
    forms = [grouping.forms[name] for name in links.ids]
    claim_of = np.full(len(forms), -1, np.int64)
    for k, rows in enumerate(grouping.clusters):
        claim_of[list(rows)] = k
    left, right = claim_of[links.left], claim_of[links.right]
    strong = (links.opposed >= OPPOSED) | (links.matter >= ELABORATES)
    best: dict[tuple[int, int], _Candidate] = {}
    for place in np.flatnonzero((left != right) & strong).tolist():
        found = _candidate(forms, links, place)
        pair = (min(left[place], right[place]), max(left[place], right[place]))
        if found and (pair not in best or _better(found, best[pair])):
            best[pair] = found
    made = [_relation(found, forms, [ids[claim_of[found.left]], ids[claim_of[found.right]]]) for found in best.values()]
    return sorted(made, key=lambda relation: (relation.from_, relation.to, relation.type))


def _candidate(forms: Sequence[NormalForm], links: Links, place: int) -> _Candidate | None:
    i, j = int(links.left[place]), int(links.right[place])
    opposed, matter, updates = (int(column[place]) for column in (links.opposed, links.matter, links.updates))
    reason = conflict(forms[i], forms[j])
    if opposed >= OPPOSED:
        return _Candidate(opposed, i, j, reason, True, updates)
    if matter >= ELABORATES and (reason is None or reason.kind == "holder"):
        return _Candidate(matter, i, j, reason, False, updates)
    return None


def _better(one: _Candidate, other: _Candidate) -> bool:
    return (one.opposed, one.score, -one.left, -one.right) > (other.opposed, other.score, -other.left, -other.right)


def _relation(found: _Candidate, forms: Sequence[NormalForm], ids: Sequence[str]) -> Relation:
    one, other = forms[found.left], forms[found.right]
    kind, left_first = _kind(found, one, other)
    reason = found.conflict
    values = (reason.left, reason.right) if reason else (None, None)
    source, target = ids if left_first else (ids[1], ids[0])
    value_from, value_to = values if left_first else (values[1], values[0])
    basis = RelationBasis(
        kind=reason.kind if reason else "text", slot=reason.slot if reason else None, from_=value_from, to=value_to
    )
    return Relation(from_=source, to=target, type=kind, basis=basis, confidence=round(found.score / THOUSAND, 3))


def _kind(found: _Candidate, one: NormalForm, other: NormalForm) -> tuple[RelationType, bool]:
    """The relation's type, and whether it goes from ``one`` (the newer, fuller or denying side)."""
    if not found.opposed:
        fuller = (len(one.words), one.published, other.mention) >= (len(other.words), other.published, one.mention)
        return "elaborates", fuller
    if is_denial(one) != is_denial(other):
        return "denies", is_denial(one)
    return "updates" if found.updates >= UPDATES else "contradicts", _is_newer(one, other)


def _is_newer(one: NormalForm, other: NormalForm) -> bool:
    if one.article == other.article:
        return one.place >= other.place
    return (one.published, other.mention) >= (other.published, one.mention)
