"""Which referent a pronoun or description that speaks stands for: candidates, readable features, a linear score.

A log-linear ranker over the referents mentioned so far and one more candidate, the phrase itself ("new"): to choose
that is to abstain.  Weights are data (``source_weights.json``), made by :mod:`claimx.training.sources`.  After the
mention-ranking models of Denis and Baldridge (2008), cut down to those who speak.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claimx.errors import ModelError
from claimx.ids import name_key
from claimx.knowledge.kb import KnowledgeBase
from claimx.knowledge.state_bodies import state_body
from claimx.nlp.another_person import another_person, holds
from claimx.nlp.discourse import Discourse
from claimx.nlp.kinds_of_bodies import no_business, no_office, only_seat_told, other_body_of_state, told_by_kind
from claimx.nlp.naming import state_there
from claimx.nlp.nominals import Nominal
from claimx.nlp.referents import Referent, Spot
from claimx.nlp.talked_of import Speaking, nearest, speaks_of_itself, told_about, told_of, within
from claimx.nlp.word_lists import descriptions, word_lists

_FILE = Path(__file__).parent / "data" / "source_weights.json"
_KINDS, _PEOPLE = "source_kinds", "person_kinds"
"""For a noun, the words of a proper name or of a role that make its bearer one ("agency": bureau, office, …)."""
_NEAREST, _AHEAD = 24, 3
_LEAST = 0.02
_STEM = 5
"""Letters by which a word is told from others in whatever form: "emergencies", "emergency"."""
_PRONOUNS = frozenset({"male", "female", "thing", "plural", "relative", "indefinite"})
_PEOPLE_KINDS = frozenset({"person", "spokes", "group"})
_POSSESSIVES = ("'s ", "’s ", "' ", "’ ")
_THINGS = frozenset({"organisation", "state", "media", "document"})
_BODIES = frozenset({"organisation", "media", "group"})
_FITTING = {
    "person": frozenset({"person"}),
    "body": frozenset({"organisation", "media", "state"}),
    "media": frozenset({"media", "organisation"}),
    "document": frozenset({"document", "media"}),
    "group": frozenset({"group", "organisation", "state"}),
    "other": frozenset({"person", "organisation", "state", "media", "document", "group"}),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible antecedent (``referent`` is ``None`` for the phrase itself) with its features."""

    referent: Referent | None
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its probability and what each feature adds to its score, largest first."""

    referent: Referent | None
    probability: float
    contributions: tuple[tuple[str, float], ...]


def shape(nominal: Nominal) -> str:
    """The kind of mention that weights are kept for: "male", "thing", "person-definite", "body-indefinite", …"""
    if nominal.form != "nominal":
        return nominal.form
    definite = "indefinite" if nominal.definite in ("indefinite", "bare") else "definite"
    return f"{nominal.category}-{definite}"


def fits(nominal: Nominal, referent: Referent) -> bool:
    """Whether a mention could stand for a referent at all, by kind, gender and number."""
    kind = referent.kind
    if nominal.form in ("male", "female"):
        return kind == "person" and referent.gender in (None, nominal.form) and not referent.plural
    if nominal.form == "thing":
        return kind in _THINGS or (kind == "group" and not referent.plural)
    if nominal.form == "plural":
        return kind != "document" and (
            kind in ("group", "organisation", "state")
            or referent.plural
            or (kind == "person" and referent.gender is None)
        )
    if nominal.form == "relative":
        return nominal.head != "which" or kind != "person"
    if nominal.form == "indefinite":
        return kind in ("group", "person", "document")
    if nominal.gender and referent.gender and nominal.gender != referent.gender:
        return False
    # "The guild" is not its chair, though "guild" stands in what he is called.
    if kind == "person" and told_by_kind(nominal.head):
        return False
    if nominal.plural and kind == "person" and not referent.plural:
        return False
    if not nominal.plural and referent.plural and nominal.category in ("person",):
        return False
    return kind in _FITTING[nominal.category]


def _bucket(value: int, top: int) -> str:
    return str(value) if value < top else f"{top}+"


def _lexical(nominal: Nominal, referent: Referent) -> dict[str, float]:
    """How the words of a description agree with what is known of a referent."""
    out: dict[str, float] = {}
    if nominal.form != "nominal":
        return out
    modifiers = nominal.words - {nominal.head}
    known = referent.words - referent.heads
    if nominal.head in referent.heads:
        out["head-match"] = 1.0
        if modifiers and not modifiers & referent.words and known:
            out["modifiers-clash"] = 1.0
    elif nominal.head in referent.words:
        out["head-in-words"] = 1.0
    elif referent.heads and nominal.classes & referent.classes:
        out["other-head"] = 1.0
    elif not referent.heads:
        out["no-head-known"] = 1.0
    if modifiers & referent.words:
        out["modifiers-match"] = 1.0
    if nominal.words and nominal.words <= referent.words:
        out["all-words-known"] = 1.0
    if nominal.classes & referent.classes:
        out["class-match"] = 1.0
    names = word_lists(_KINDS).get(nominal.head)
    if names and referent.named and referent.kind in _BODIES:
        out["kind-in-name" if names & referent.words else "kind-not-in-name"] = 1.0
    roles = word_lists(_PEOPLE).get(nominal.head)
    if roles and referent.kind == "person" and referent.heads and nominal.head not in referent.heads:
        out["kind-in-role" if roles & referent.words else "kind-not-in-role"] = 1.0
    if "spokes" in nominal.classes and "spokes" in referent.classes:
        out["both-spokes"] = 1.0
    return out


def may_be(nominal: Nominal, referent: Referent) -> bool:
    """Whether what a person is called by office allows a description of him."""
    # A rank says nothing of an office, but who is called by an office of state has none.
    ranks = frozenset[str]() if nominal.head in descriptions("offices") else word_lists(_PEOPLE)["officer"]
    return fits(nominal, referent) and (referent.heads <= ranks or holds(nominal, referent))


def _owns(nominal: Nominal, referent: Referent, text: str) -> bool:
    """Whether a description of people says whose they are by a referent's name: "Weber's lawyer"."""
    if nominal.form != "nominal" or not nominal.classes & _PEOPLE_KINDS:
        return False
    inside = (s for s in referent.spots if nominal.start <= s.start and s.end < nominal.end)
    return any(text.startswith(_POSSESSIVES, s.end) for s in inside)


def _another(nominal: Nominal, referent: Referent, whose: Referent | None, discourse: Discourse) -> bool:
    """Whether a description's own words keep it apart from a referent: whose it is, or what kind."""
    if nominal.form != "nominal":
        return False
    if referent.kind == "person":
        return another_person(nominal, referent, whose, discourse.text)
    if referent.kind not in ("organisation", "media", "document"):
        return False
    if any(apart(nominal, referent, discourse.knowledge) for apart in (no_business, no_office, other_body_of_state)):
        return True
    if whose is not None and whose is not referent and nominal.possessor:
        key = (whose.kind, name_key(whose.name()))
        return key not in referent.affiliations and not set(key[1].split()) & set(name_key(referent.name()).split())
    if nominal.head in descriptions("exclusive") and nominal.head not in referent.words:
        return True
    if nominal.category != "body" or not nominal.words - {nominal.head} or only_seat_told(nominal):
        return False
    kinds = word_lists(_KINDS).get(nominal.head, frozenset())
    told = nominal.words - {nominal.head} - descriptions("untelling")
    before = nominal.text.partition(",")[0].lower().split()
    told = frozenset(w for w in told if any(x.startswith(w[:_STEM]) for x in before))
    if told and nominal.head in referent.heads and referent.words - referent.heads and not told & referent.words:
        return True
    return not nominal.words & referent.words and not kinds & referent.words


def _elsewhere(referent: Referent, state: str, kb: KnowledgeBase) -> bool:
    """Whether a body is of another state than the one (iso3) where it is said to stand."""
    body = state_body(referent.name(), kb) if referent.kind == "organisation" else None
    return body is not None and body.state not in (None, state)


def candidates(
    nominal: Nominal, discourse: Discourse, speaking: Speaking, whose: Referent | None = None
) -> list[Candidate]:
    """The candidates for a mention, the phrase itself first, then the nearest fitting referents.

    ``whose``: the referent of its possessive pronoun.
    """
    kind = shape(nominal)
    here = discourse.spot(nominal.start, nominal.end)
    outside = nominal.form in _PRONOUNS and not within(nominal.start, speaking.content)
    content = speaking.content if outside else []
    there = state_there(nominal, discourse)
    found: list[tuple[int, Referent, Spot]] = []
    for referent in discourse.referents:
        spot, talked_of = nearest(referent, nominal.start, content)
        # "Her chief engineer" is not herself, nor "Weber's lawyer" Weber.
        if (
            spot is None
            or referent is whose
            or _owns(nominal, referent, discourse.text)
            or not fits(nominal, referent)
            or _another(nominal, referent, whose, discourse)
        ):
            continue
        itself = talked_of and speaks_of_itself(nominal, referent, discourse.text, speaking)
        if talked_of and not itself and not speaking.counts.get(referent.id):
            continue
        if outside and told_of(nominal, referent, discourse.text, speaking):
            continue
        if nominal.partitive and within(spot.start, speaking.content):
            continue
        if told_about(nominal, referent, speaking) and not holds(nominal, referent):
            continue
        if nominal.start <= spot.start < nominal.end:
            continue
        if there is not None and _elsewhere(referent, there, discourse.knowledge):
            continue
        ahead = spot.start > nominal.start
        if ahead and (
            nominal.form in _PRONOUNS
            or not referent.named
            or referent.kind != "person"
            or spot.sentence == here.sentence
            or spot.paragraph - here.paragraph > _AHEAD
        ):
            continue
        if nominal.form == "relative" and (ahead or nominal.start - spot.end > 80 or spot.sentence != here.sentence):
            continue
        if (
            nominal.form == "nominal"
            and kind.endswith("indefinite")
            and not nominal.anaphoric
            and nominal.head not in referent.words | referent.heads
        ):
            continue
        # Who has been named is not introduced again: "a spokesman" is another.
        introduces = nominal.definite == "indefinite" and nominal.form == "nominal" and not nominal.partitive
        if introduces and referent.named and referent.kind == "person" and not ahead:
            continue
        found.append((abs(nominal.start - spot.start), referent, spot))
    found.sort(key=lambda x: (x[0], x[1].id))
    found = found[:_NEAREST]
    out = [
        Candidate(
            None,
            {
                f"{kind}/new": 1.0,
                "new": 1.0,
                f"{kind}/new-none-heads": float(not any(nominal.head in r.heads for _, r, _s in found)),
            },
        )
    ]
    qualifiers = {
        discourse.of_mention[m.start, m.end, m.label].id
        for m in nominal.qualifiers
        if (m.start, m.end, m.label) in discourse.of_mention
    }
    rank = 0
    for _, referent, spot in found:
        plain = _features(nominal, referent, spot, here, speaking)
        plain[f"rank-{_bucket(rank, 3)}"] = 1.0
        if qualifiers:
            own = {
                r.id for r in discourse.referents for a in referent.affiliations if a == (r.kind, name_key(r.name()))
            }
            plain["qualifier-match" if qualifiers & (own | {referent.id}) else "qualifier-clash"] = 1.0
        if spot.start < nominal.start:
            rank += 1
        features = dict(plain)
        for key, value in plain.items():
            features[f"{kind}/{key}"] = value
        out.append(Candidate(referent, features))
    return out


def _features(nominal: Nominal, referent: Referent, spot: Spot, here: Spot, speaking: Speaking) -> dict[str, float]:
    out = {"known": 1.0}
    distance = here.sentence - spot.sentence
    if distance < 0:
        out["ahead"] = 1.0
    else:
        out[f"sentences-{_bucket(distance, 4)}"] = 1.0
    paragraphs = abs(here.paragraph - spot.paragraph)
    out[f"paragraphs-{_bucket(paragraphs, 3)}"] = 1.0
    if speaking.last is referent:
        out["last-speaker"] = 1.0
        if paragraphs == 0:
            out["last-speaker-here"] = 1.0
    elif speaking.before is referent:
        out["speaker-before"] = 1.0
    out["spoke"] = math.log1p(speaking.counts.get(referent.id, 0))
    if spot.subject and distance >= 0:
        out["subject"] = 1.0
        if distance <= 1:
            out["subject-near"] = 1.0
    if referent.named:
        out["named"] = 1.0
    if nominal.gender and referent.gender == nominal.gender:
        out["gender-match"] = 1.0
    if referent.plural == nominal.plural:
        out["number-match"] = 1.0
    if within(spot.start, speaking.content):
        out["inside-content"] = 1.0
    out["mentions"] = math.log1p(len([s for s in referent.spots if s.start < here.start]))
    out[f"kind-{referent.kind}"] = 1.0
    return out | _lexical(nominal, referent)


@dataclass(frozen=True, slots=True)
class Scorer:
    """The linear model: a weight for each feature name."""

    weights: Mapping[str, float]

    def rank(self, given: Sequence[Candidate]) -> list[Ranked]:
        """The candidates by falling probability (softmax over this mention's candidates)."""
        parts = [
            sorted(
                ((k, v * self.weights.get(k, 0.0)) for k, v in c.features.items() if v * self.weights.get(k, 0.0)),
                key=lambda x: (-abs(x[1]), x[0]),
            )
            for c in given
        ]
        scores = [math.fsum(x for _, x in p) for p in parts]
        top = max(scores)
        total = math.fsum(math.exp(s - top) for s in scores)
        ranked = [
            Ranked(c.referent, math.exp(s - top) / total, tuple(p))
            for c, s, p in zip(given, scores, parts, strict=True)
        ]
        return sorted(ranked, key=lambda r: (-r.probability, -1 if r.referent is None else r.referent.id))


def best(ranked: Sequence[Ranked], nominal: Nominal) -> Referent | None:
    """The likeliest candidate; a pronoun stands for somebody, so that only the least likely are no better than none."""
    if nominal.form in ("male", "female", "thing", "plural"):
        known = next((r for r in ranked if r.referent is not None), None)
        if known is not None and known.probability >= _LEAST:
            return known.referent
    return ranked[0].referent


def load_scorer(path: Path = _FILE) -> Scorer:
    """Read the weights.  Raises ModelError for a file that is missing or of another version."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["version"] != 1:
            raise ModelError(f"{path.name} has version {data['version']}", "version 1 is needed")
        return Scorer({str(k): float(v) for k, v in data["weights"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"cannot read {path.name}", str(error), "reinstall claimx") from error


@cache
def packaged_scorer() -> Scorer:
    """The scorer that comes with the package, read once; it is never changed."""
    return load_scorer()
