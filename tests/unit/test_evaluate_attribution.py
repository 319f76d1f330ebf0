"""Attribution measures: worked cases, agreement with the independent scorer, kinds of error, bootstrap."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evaluate_support import Writer, scorer

from claimx.errors import ContractError, MalformedError, UsageError
from claimx.evaluate import attribution, attribution_errors, bootstrap
from claimx.evaluate.counts import Prf
from claimx.evaluate.gold import Roles, read_articles, read_attributions

TEXT = (
    "The quay is closed, Babic said. “Nobody loads here,” she added. The council denied that. "
    "Its claim that the crane is safe drew laughter. They said the union had said it would strike."
)


def at(*parts: str) -> list[list[int]]:
    return [[TEXT.index(p), TEXT.index(p) + len(p)] for p in parts]


def roles(source: list[list[int]], cue: list[list[int]], content: list[list[int]]) -> Roles:
    return Roles("x", source, cue, content)


GOLD = [
    roles(at("Babic"), at("said"), at("The quay is closed")),
    roles(at("she"), at("added"), at("“Nobody loads here,”")),
    roles(at("The council"), at("denied"), at("that. ")),
    roles(at("Its"), at("claim"), at("that the crane is safe")),
    roles(
        at("They"),
        [[TEXT.index("They said") + 5, TEXT.index("They said") + 9]],
        at("the union had said it would strike"),
    ),
    roles(at("the union"), at("had said"), at("it would strike")),
]


def run(predicted: list[Roles], **options: Any) -> attribution.AttributionScores:
    return attribution.score(attribution.pair_all({"a": TEXT}, {"a": GOLD}, {"a": predicted}, **options).values())


def test_gold_scores_perfectly() -> None:
    scores = run(GOLD)
    assert all(prf.f1 == 1 for prf in scores.levels.values())
    assert all(prf.f1 == 1 for measures in scores.roles.values() for prf in measures.values())
    assert "6 matched pairs" in scores.table()


def test_nothing_predicted_scores_nothing() -> None:
    scores = run([])
    assert [p.as_dict() for p in scores.levels.values()] == [
        {"p": 0.0, "r": 0.0, "f1": 0.0, "n_pred": 0, "n_gold": 6}
    ] * 3


def test_edges_forgive_punctuation_and_blanks() -> None:
    scores = run([roles(at("she"), at(" added"), at("Nobody loads here"))])
    content = scores.roles["content"]
    assert content["exact"].precision == 0 and content["edge"].precision == 1
    assert scores.roles["cue"]["exact"].precision == 1


def test_a_source_must_agree() -> None:
    wrong = run([roles(at("The council"), [], at("The quay is closed"))])
    assert (wrong.levels["detection"].precision, wrong.levels["attribution"].precision) == (1, 0)
    wider = run([roles(at("closed, Babic said"), [], at("The quay is closed"))])
    assert (wider.levels["attribution"].precision, wider.levels["attribution_loose"].precision) == (0, 1)


def test_short_contents_can_be_left_out() -> None:
    assert run(GOLD, min_content_words=4).levels["detection"].gold == 3


def test_own_voice_can_be_left_out() -> None:
    own = Roles("o", [], [], at("The quay is closed"), own_voice=True)
    counts = [
        attribution.score(attribution.pair_all({"a": TEXT}, {"a": [own]}, {}, own_voice=keep).values())
        .levels["detection"]
        .gold
        for keep in (True, False)
    ]
    assert counts == [1, 0]


def test_bad_predictions_are_refused() -> None:
    with pytest.raises(UsageError):
        attribution.pair_all({"a": TEXT}, {"a": GOLD}, {"b": []})
    with pytest.raises(ContractError):
        run([roles([], [], [[0, len(TEXT) + 1]])])
    with pytest.raises(ContractError):
        run([roles([], [], [[5, 3]])])


def test_agrees_with_the_independent_scorer() -> None:
    judge = scorer("score_attribution")
    write = Writer(7)
    for round_ in range(60):
        texts, gold, predicted = {}, {}, {}
        for k in range(4):
            text = texts[str(k)] = write.text()
            gold[str(k)] = [write.attribution(text) for _ in range(write.random.randrange(9))]
            if k:
                predicted[str(k)] = write.perturbed(gold[str(k)], text)
        least = round_ % 5
        theirs = judge.score_corpus(
            {k: {"id": k, "text": texts[k], "attributions": v} for k, v in gold.items()},
            {k: {"id": k, "attributions": v} for k, v in predicted.items()},
            min_content_words=least,
        ).result()
        both = [
            {k: [roles(a["source"], a["cue"], a["content"]) for a in v] for k, v in side.items()}
            for side in (gold, predicted)
        ]
        paired = attribution.pair_all(texts, both[0], both[1], min_content_words=least)
        ours = attribution.score(paired.values()).as_dict()
        for part in ("articles", "matched_pairs"):
            assert ours[part] == theirs[part]
        for level, figures in theirs["attributions"].items():
            assert ours["attributions"][level] == pytest.approx(figures)
        for role, measures in theirs["roles"].items():
            for measure, figures in measures.items():
                assert ours["roles"][role][measure] == pytest.approx(figures), (round_, role, measure)
        kinds = attribution_errors.error_table(paired.values()).as_dict()["kind_recall"]
        names = {
            "content: direct": "content: direct quote",
            "content: mixed": "content: mixed (partly quoted)",
            "content: indirect": "content: indirect (no quote mark)",
            "source: none": "source: none",
            "source: bare pronoun": "source: bare pronoun",
        }
        for mine, other in names.items():
            if other in theirs["kind_recall"]:
                expected = theirs["kind_recall"][other]
                assert {k: kinds[mine][k] for k in ("n_gold", "detection", "attribution")} == pytest.approx(expected)


def test_kinds_of_gold() -> None:
    [paired] = attribution.pair_all({"a": TEXT}, {"a": GOLD}, {}).values()
    words = attribution_errors.KindWords()
    found = [set(attribution_errors.kinds(paired, k, words)) for k in range(len(GOLD))]
    assert "content: direct" in found[1] and "source: bare pronoun" in found[1]
    assert "content: indirect" in found[0] and "source: other" in found[0]
    assert "cue: noun" in found[3] and not any("cue: noun" in f for k, f in enumerate(found) if k != 3)
    assert "holds another" in found[4] and "nested in another" in found[5]


def test_several_sentences_and_missing_cue() -> None:
    text = "“Ice came early. Boats stayed in.” The pilot spoke. Snow fell on Nov. 3 in the north."
    gold = [roles([[35, 44]], [], [[0, 34]]), roles([], [], [[52, len(text)]])]
    [paired] = attribution.pair_all({"a": text}, {"a": gold}, {}).values()
    first, second = (set(attribution_errors.kinds(paired, k, attribution_errors.KindWords())) for k in (0, 1))
    assert {"content: several sentences", "cue: none"} <= first
    assert "source: none" in second


def test_outcomes_and_misses() -> None:
    predicted = [
        GOLD[0],
        roles(at("Babic"), at("added"), at("“Nobody loads here,”")),
        roles([], at("denied"), at("that. ")),
        roles(at("union"), [], at("laughter")),
    ]
    paired = attribution.pair_all({"a": TEXT}, {"a": GOLD}, {"a": predicted})
    table = attribution_errors.error_table(paired.values())
    assert table.outcomes == {"right": 1, "source is another": 1, "source missed": 1, "not found": 3}
    assert table.spurious == 1
    lines = list(attribution_errors.misses(paired))
    assert sum("extra" in line for line in lines) == 1 and sum("not found" in line for line in lines) == 3
    assert "what became of gold" in table.table()


def test_bootstrap_tells_better_from_chance() -> None:
    good = [Prf.hits(8 + k % 2, 10, 10) for k in range(40)]
    bad = [Prf.hits(5 + k % 3, 10, 10) for k in range(40)]
    better = bootstrap.paired_bootstrap(bad, good, samples=2000)
    assert better.difference > 0.2 and better.low > 0 and better.p_value < 0.01
    same = bootstrap.paired_bootstrap(good, good, samples=500)
    assert same.difference == 0 and same.p_value == 1
    assert bootstrap.paired_bootstrap(bad, good, samples=2000) == better
    with pytest.raises(UsageError):
        bootstrap.paired_bootstrap(good, bad[:-1])


def test_reading_gold(tmp_path: Path) -> None:
    row = {"id": "n/1", "text": TEXT, "published": "2024-05-02", "outlet": "Harbour Gazette"}
    atts = [{"id": "1", "source": [], "cue": [], "content": [[0, 3]], "attributed": False}]
    (tmp_path / "articles.jsonl").write_text(json.dumps(row | {"attributions": atts}) + "\n", "utf-8")
    [[found]] = read_attributions(tmp_path).values()
    assert found.own_voice and found.content == [[0, 3]]
    [text] = read_articles(tmp_path)
    assert text.meta == {"outlet": "Harbour Gazette", "published": "2024-05-02"}
    for broken in ("{", "[]", json.dumps(row), json.dumps(row | {"attributions": [3]})):
        (tmp_path / "articles.jsonl").write_text(broken, "utf-8")
        with pytest.raises(MalformedError):
            read_attributions(tmp_path)
