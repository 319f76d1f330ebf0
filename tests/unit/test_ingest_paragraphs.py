"""Text to paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimx.ingest.paragraphs import split


def parts(text: str, *, markdown: bool = False) -> list[str]:
    return [text[b.start : b.end] for b in split(text, markdown=markdown)]


def test_blank_lines_and_single_breaks() -> None:
    assert parts("One is here.\n\n Two. \r\n\r\n\tThree.") == ["One is here.", "Two.", "Three."]
    assert parts("One is here.\nTwo is here.\r\nThree.") == ["One is here.", "Two is here.", "Three."]


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    text = (
        "The harbour master of Split said on Wednesday that the tug had been turned\n"
        "back from the outer pier. Nobody on board had papers for the forty crates\n"
        "in the hold, which were then sealed.\n\n"
        "The owner denies it."
    )
    assert [p.count("\n") for p in parts(text)] == [2, 0]


def test_a_sentence_that_goes_on_is_not_cut() -> None:
    text = "The ministry in the capital has repeatedly said\nthat it will not comment.\nNext."
    assert parts(text) == ["The ministry in the capital has repeatedly said\nthat it will not comment.", "Next."]


def test_markdown_markup_stays_outside() -> None:
    text = "# Tug held #\n\nShe sailed\nat noon.\n\n- First\n- Second\n\n> Quoted here\n\n"
    text += "Old title\n===\n```\ncode\n```\n***\nEnd."
    assert parts(text, markdown=True) == [
        "Tug held",
        "She sailed\nat noon.",
        "First",
        "Second",
        "Quoted here",
        "Old title",
        "```",
        "code",
        "```",
        "End.",
    ]
    marks = [b.mark for b in split(text, markdown=True)]
    assert marks == ["heading", "plain", "list", "list", "plain", "heading", "code", "code", "code", "plain"]


@given(st.text(st.sampled_from("aB .\n\r\t\u2028“”#->=*`1"), max_size=200), st.booleans())
def test_spans_are_ordered_trimmed_and_complete(text: str, markdown: bool) -> None:
    last = 0
    kept = []
    for block in split(text, markdown=markdown):
        assert last <= block.start < block.end
        words = text[block.start : block.end]
        assert words == words.strip()
        last = block.end
        kept.append(words)
    if not markdown:
        assert "".join("".join(kept).split()) == "".join(text.split())
