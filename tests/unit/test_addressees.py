"""Who is asked to do it, or accused of it, belongs to a claim wherever it stands; who is merely told does not."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimx.nlp.addressees import addressee
from claimx.nlp.normal_form import normal_form, tokens_of
from claimx.records import NormalForm
from claimx.resolve.gate import conflict
from claimx.schema import Content, Cue, EntityMention, Mention, MentionConfidence, Span


def mention(text: str, cue: str, content: str) -> Mention:
    """The mention of a sentence whose parts these are."""

    def place(piece: str) -> list[Span]:
        return [(text.index(piece), text.index(piece) + len(piece))]

    return Mention(
        id="m-1",
        article=text,
        zone="body",
        cue=Cue(spans=place(cue), exact=cue),
        content=Content(spans=place(content), exact=content, prefix="", suffix=""),
        confidence=MentionConfidence(detect=1.0),
    )


@pytest.mark.parametrize(
    ("text", "cue", "content", "whom", "apart"),
    [
        ("Osk urged Norland to withdraw its troops.", "urged", "to withdraw its troops", "Norland", True),
        ("Osk urged Norland on Tuesday to withdraw.", "urged", "to withdraw", "Norland", True),
        ("The mayor warned all drivers not to park there.", "warned", "not to park there", "all drivers", True),
        ("The union accused the mill of hiding it.", "accused", "of hiding it", "the mill", True),
        ("The union accused the mill of hiding it.", "accused", "the mill of hiding it", "the mill", False),
        ("The judge ordered the firm to pay.", "ordered", "the firm to pay", "the firm", False),
        ("Osk told reporters that the ferry sank.", "told", "that the ferry sank", "", False),
        ("Osk told reporters the ferry had to leave.", "told", "the ferry had to leave", "", False),
        ("Osk said the ferry sank.", "said", "the ferry sank", "", False),
        ("“Withdraw,” Osk urged Norland.", "urged", "Withdraw", "", False),
    ],
)
def test_to_whom(nlp: Language, text: str, cue: str, content: str, whom: str, apart: bool) -> None:
    doc, found = nlp(text), mention(text, cue, content)
    made = addressee(doc, found, tokens_of(doc, found.content.spans))
    assert " ".join(t.text for t in made.words) == whom
    assert (made.apart and bool(made.words)) == apart


def form(nlp: Language, text: str, cue: str, content: str, name: str, ref: str) -> NormalForm:
    """The normal form of a mention in an article that names one state."""
    at = text.index(name)
    state = EntityMention(start=at, end=at + len(name), exact=name, label="STATE", ref=ref)
    return normal_form(nlp(text), text, mention(text, cue, content), [state], "2031-05-01")


def test_two_states_that_are_asked_the_same_are_two_claims(nlp: Language) -> None:
    text = "The president urged {} to withdraw its troops."
    chad, mali, other = (
        form(nlp, text.format(name), "urged", "to withdraw its troops", name, ref)
        for name, ref in (("Chad", "TCD"), ("Mali", "MLI"), ("Tchad", "TCD"))
    )
    assert (chad.text, chad.subjects) == ("urged Chad : to withdraw its troops", ("chad",))
    found = conflict(chad, mali)
    assert found is not None and (found.kind, found.slot, found.left, found.right) == (
        *("roles", "addressee"),
        *("TCD", "MLI"),
    )
    same = conflict(chad, other)
    assert same is None or same.slot != "addressee"


def test_a_name_inside_the_content_is_not_said_twice(nlp: Language) -> None:
    made = form(nlp, "Osk accused Mali of lying.", "accused", "Mali of lying", "Mali", "MLI")
    assert made.text == "accused : Mali of lying"
    assert made.addressees == ("STATE MLI",)
