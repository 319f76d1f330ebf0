"""Claim measures: worked cases, agreement with the independent scorer, merging and links."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from evaluate_support import Writer, scorer

from claimx.errors import UsageError
from claimx.evaluate import claims
from claimx.evaluate.agreement import name_words, same_date, same_relays, same_source
from claimx.evaluate.gold import ClaimGold
from claimx.evaluate.predictions import ClaimMention, lookup_keys

NAMES = ("Ana Babic", "the harbour board", "John Poe", "unnamed U.S. officials", "Ana Babic; John Poe", "unspecified")
SPOKEN = {"source_text": "she", "source_alt": [], "via": None, "via_implied": None, "chain": [], "optional": False}


def mention(ident: str, start: int, doc: str = "n/one.txt", **changes: Any) -> dict[str, Any]:
    return {
        "id": ident, "doc": doc, "relation_id": ident, "attributed": True, "explicitness": "explicit",
        "source": [[start, start + 5]], "source_canonical": "Ana Babic", "cue": [[start + 6, start + 10]],
        "content": [[start + 11, start + 31]], "type": "indirect", "polarity": "affirm", "modality": "asserted",
        "act": "assertion", "date_of_statement_iso": None, "event_date_iso": None, **SPOKEN,
    } | changes  # fmt: skip


def small_gold() -> ClaimGold:
    rows = [
        mention("m1", 0, date_of_statement_iso="2031-05-01", date_certainty="explicit"),
        mention("m2", 100, "n/two.txt", via=["Harbour Gazette"]),
        mention("m3", 200, source_canonical="John Poe", polarity="deny", act="denial"),
        mention("m4", 300, relation_id="r", explicitness="continuation", source=None, cue=None),
        mention("m5", 340, relation_id="r", modality="possible", event_date_iso="2031-04/2031-05"),
        mention("m6", 400, content=[], polarity="no-comment", act="refusal"),
        mention("m7", 500, source_canonical="unspecified", source=None, optional=True),
    ]
    own = [mention("o1", 700, attributed=False, source=None, cue=None, source_canonical=None)]
    cluster = {"m1": "A", "m2": "A", "m3": "B", "m4": "C", "m5": "D", "m6": "E", "m7": "F", "o1": "G"}
    relations = [{"a": "B", "b": "A", "relation": "denies"}, {"a": "G", "b": "A", "relation": "updates"}]
    return ClaimGold(rows, own, cluster, relations, {"n/one.txt": {}, "n/two.txt": {}})


def as_predictions(gold: ClaimGold) -> list[ClaimMention]:
    links = {c: tuple((x["relation"], x["b"]) for x in gold.relations if x["a"] == c) for c in gold.cluster.values()}
    return [
        ClaimMention(
            doc=m["doc"], content=m["content"], source=m["source"] or [], cue=m["cue"] or [],
            canonical=m["source_canonical"], via=tuple(m["via"] or ()), type=m["type"], polarity=m["polarity"],
            modality=m["modality"], act=m["act"], stated=m["date_of_statement_iso"], event=m["event_date_iso"],
            cluster=gold.cluster[m["id"]], links=links[gold.cluster[m["id"]]], id=m["id"],
        )
        for m in gold.attributed + gold.own_voice
    ]  # fmt: skip


def test_gold_scores_perfectly() -> None:
    gold = small_gold()
    scores = claims.score(gold, as_predictions(gold))
    assert (scores.recall, scores.precision, scores.gold, scores.optional) == (1, 1, 6, 1)
    assert all(rate.value == 1 for rate in scores.rates.values() if rate.of)
    assert all(prf.f1 == 1 for prf in scores.rare.values())
    assert scores.merging.pairs.f1 == scores.merging.relations.f1 == 1
    assert (scores.merging.reachable, scores.merging.linked, scores.merging.wrongly_merged) == (2, 2, [])
    assert "WRONGLY_MERGED []" in scores.table()


def test_merging_opposed_claims_is_listed() -> None:
    gold = small_gold()
    merged = [replace(p, cluster="A" if p.cluster == "B" else p.cluster, links=()) for p in as_predictions(gold)]
    found = claims.score(gold, merged).merging
    assert found.wrongly_merged == [("B", "A", "denies")]
    assert (found.linked, found.relations.f1) == (0, 0)


def test_a_link_of_the_wrong_type_is_a_link_only() -> None:
    gold = small_gold()
    said = [replace(p, links=tuple(("contradicts", b) for _, b in p.links)) for p in as_predictions(gold)]
    found = claims.score(gold, said).merging
    assert (found.links.f1, found.relations.f1) == (1, 0)


def test_one_prediction_serves_the_parts_of_one_relation() -> None:
    gold = small_gold()
    both = ClaimMention(doc="n/one.txt", content=[[311, 371]], canonical="Ana Babic", cluster="X")
    found = claims.match(gold, [both])
    assert found.partner == {3: 0, 4: 0}


def test_partial_gold_has_no_precision() -> None:
    gold = small_gold()
    assert claims.score(gold, [], partial=True).precision is None
    assert "precision" not in claims.score(gold, [], partial=True).as_dict()


def test_misses_say_what_is_wrong() -> None:
    gold = small_gold()
    wrong = [replace(p, canonical="John Poe", polarity="deny") for p in as_predictions(gold)[:1]]
    extra = ClaimMention(doc="n/one.txt", content=[[900, 920]])
    lines = list(claims.misses(gold, [*wrong, extra], {"n/one.txt": "x" * 1000}))
    assert "source 'John Poe', not 'Ana Babic'; polarity deny, not affirm" in "".join(lines).replace("m1 ", "")
    assert sum("missed" in line for line in lines) == 5 and sum("extra" in line for line in lines) == 1


def test_only_some_documents() -> None:
    assert [m["id"] for m in small_gold().only(["n/two.txt"]).attributed] == ["m2"]
    with pytest.raises(UsageError):
        small_gold().only(["n/three.txt"])


def test_agreement_of_names_dates_and_relays() -> None:
    assert name_words("Mr. Béla Kun of the U.S. Navy") == {"bela", "kun", "of", "us", "navy"}
    gold = {"source_canonical": "Ana Babic", "source_alt": ["harbour master"]}
    assert same_source("Ana Babic", gold) and same_source("the harbour master Ana Babic", gold)
    assert not same_source("Babic", gold) and not same_source(None, gold)
    assert same_source(None, {"source_canonical": "unspecified"})
    assert same_date("2031-05-01", "2031-05") and same_date("2031-05", "2031-04/2031-05")
    assert not same_date("2031-06", "2031-05") and not same_date(None, "2031")
    assert same_relays((), {"via": None}) is None
    assert same_relays(("Gazette",), {"via": None, "via_implied": ["the Gazette"]}) is None
    assert same_relays(("Gazette",), {"via": ["Echo"], "via_alt": [["Gazette"]]}) is True
    assert same_relays((), {"via": ["Echo"]}) is False


def test_documents_are_found_by_path_or_name() -> None:
    assert lookup_keys("deep/n/two.html") == ["deep/n/two.html", "deep/n/two", "two.html", "two"]


def random_case(write: Writer) -> tuple[ClaimGold, list[dict[str, Any]]]:
    pick = write.random.choice
    rows: list[dict[str, Any]] = []
    for k in range(write.random.randint(3, 14)):
        start = 25 * k + write.random.randrange(10)
        rows.append(
            mention(
                f"m{k}", start, pick(("one", "two", "three")), relation_id=f"r{write.random.randrange(9)}",
                source_canonical=pick(NAMES), source_text=pick(("she", "the pilot", "Babic", None)),
                source_alt=pick(([], ["Babic of Split"])), via=pick((None, None, ["Gazette"], ["Echo", "Gazette"])),
                via_implied=pick((None, ["Gazette"])), polarity=pick(("affirm", "affirm", "deny", "no-comment")),
                modality=pick(("asserted", "asserted", "possible", "reported")), type=pick(("direct", "indirect")),
                act=pick(("assertion", "denial")), optional=pick((False, False, True)),
                content=pick(([], *3 * ([[start + 11, start + 31]],))), attributed=pick((True, True, True, False)),
                date_of_statement_iso=pick((None, "2031-05-01", "2031-04/2031-06")),
                date_certainty=pick(("explicit", "world")), event_date_iso=pick((None, "2031")),
            )
        )  # fmt: skip
    cluster = {m["id"]: f"c{write.random.randrange(6)}" for m in rows}
    names = sorted(set(cluster.values()))
    relations = [
        {"a": a, "b": b, "relation": pick(("updates", "denies", "contradicts", "elaborates"))}
        for a in names
        for b in names
        if a < b and write.random.random() < 0.4
    ]
    gold = ClaimGold(
        [m for m in rows if m["attributed"]],
        [m for m in rows if not m["attributed"]],
        cluster,
        relations,
        {d: {} for d in ("one", "two", "three")},
    )
    guesses = []
    for m in rows:
        if write.random.random() < 0.85:
            guesses.append(
                {k: m[k] for k in ("doc", "type", "modality", "act", "date_of_statement_iso", "event_date_iso")}
                | {role: write.shifted(m[role], 500) for role in ("source", "cue", "content")}
                | {
                    "polarity": pick((m["polarity"], "affirm")),
                    "source_canonical": pick((m["source_canonical"], *NAMES, None)),
                }
                | {"via": pick((m["via"], None, ["Gazette"])), "cluster": pick((cluster[m["id"]], "c0", "c1"))}
                | {"links": [[pick(("updates", "denies", "elaborates")), pick(names)] for _ in range(2)]}
            )
    return gold, guesses


def test_agrees_with_the_independent_scorer() -> None:
    judge = scorer("score_claims")
    write = Writer(5)
    for round_ in range(120):
        gold, guesses = random_case(write)
        theirs, matching = judge.score(
            judge.Gold(gold.attributed, gold.own_voice, gold.cluster, gold.relations, frozenset(gold.docs)),
            guesses,
            partial=bool(round_ % 2),
        )
        ours = [
            ClaimMention(
                doc=g["doc"], content=g["content"], source=g["source"], cue=g["cue"], canonical=g["source_canonical"],
                via=tuple(g["via"] or ()), type=g["type"], polarity=g["polarity"], modality=g["modality"], act=g["act"],
                stated=g["date_of_statement_iso"], event=g["event_date_iso"], cluster=g["cluster"],
                links=tuple(map(tuple, g["links"])),
            )
            for g in guesses
        ]  # fmt: skip
        assert claims.match(gold, ours).partner == matching.of_gold
        mine = claims.score(gold, ours, partial=bool(round_ % 2)).as_dict()
        for key, figure in theirs.items():
            if key == "opposed_pairs":
                figure = figure | {"WRONGLY_MERGED": [list(x) for x in figure["WRONGLY_MERGED"]]}
            mine_too = mine[key]
            assert mine_too == (pytest.approx(figure) if key != "opposed_pairs" else figure), (round_, key)
