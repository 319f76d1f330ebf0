"""From attributions to mentions of the contract; no model needed."""

from __future__ import annotations

import pytest

from claimx.ids import article_id, sha256
from claimx.nlp.convert import Found, content_of, quote_type, to_mentions
from claimx.nlp.quotes import find_quotations, outermost
from claimx.records import Attribution, Document, Paragraph
from claimx.schema import Article, EntityMention, SourceMention, Span

TEXT = "Fog\n\nThe pilot said “the buoy is lost” and that two boats had turned back. “Wait for daylight.” “We must.”"


def document() -> Document:
    article = Article(id=article_id("fog.txt"), path="fog.txt", sha256=sha256(TEXT.encode()), length=len(TEXT))
    return Document(article, TEXT, [Paragraph(0, 3, "headline"), Paragraph(5, len(TEXT), "body")])


def at(words: str) -> list[Span]:
    start = TEXT.index(words)
    return [(start, start + len(words))]


def found(content: str, source: str = "The pilot", cue: str = "said", **more: object) -> Found:
    spans = at(source) if source else []
    attribution = Attribution(spans, at(cue) if cue else [], at(content), **more)  # type: ignore[arg-type]
    return Found(attribution, SourceMention(ref="s-1", spans=spans, exact=source, resolution="role"))


QUOTATIONS = find_quotations(TEXT, document().paragraphs)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“the buoy is lost”", "direct"),
        ("the buoy is lost", "direct"),
        ("“the buoy is lost” and that two boats", "mixed"),
        ("that two boats had turned back", "indirect"),
        ("“Wait for daylight.” “We must.”", "direct"),
        ("back. “Wait for daylight.”", "mixed"),
        ("Fog", "indirect"),
    ],
)
def test_quote_type(content: str, kind: str) -> None:
    assert quote_type(TEXT, at(content), outermost(QUOTATIONS)) == kind


def test_quote_type_of_a_long_text_is_quick() -> None:
    text = "“a” b " * 20_000
    quotations = outermost(find_quotations(text, [Paragraph(0, len(text), "body")]))
    for start in range(0, len(text) - 60, 60):
        assert quote_type(text, [(start, start + 30)], quotations) == "mixed"


def test_mentions_slice_the_text_and_share_a_group() -> None:
    items = [
        found("“the buoy is lost”"),
        found("that two boats had turned back"),
        found("“Wait for daylight.”", source="", cue="", explicitness="continuation", continues=0),
    ]
    entity = EntityMention(start=at("buoy")[0][0], end=at("buoy")[0][1], exact="buoy", label="PLACE", ref="local:x")
    first, second, third = to_mentions(document(), items, QUOTATIONS, [entity])
    assert [m.content.exact for m in (first, second)] == ["“the buoy is lost”", "that two boats had turned back"]
    assert first.group == second.group is not None and third.group is None
    assert third.continues == first.id and third.cue is None
    assert (first.entities, second.entities) == (["local:x"], [])
    assert len({m.id for m in (first, second, third)}) == 3
    assert first.zone == "body"
    assert to_mentions(document(), items, QUOTATIONS, [entity]) == [first, second, third]


def test_own_voice_has_no_source() -> None:
    item = Found(Attribution([], [], at("Fog")), None)
    (mention,) = to_mentions(document(), [item], QUOTATIONS, [])
    assert (mention.voice, mention.source, mention.cue, mention.zone) == ("outlet", None, None, "headline")


def test_content_of_several_spans() -> None:
    made = content_of(TEXT, [*at("the buoy"), *at("lost")])
    assert made.exact == "the buoy … lost"
    assert TEXT.index(made.prefix) + len(made.prefix) == at("the buoy")[0][0]
    assert made.suffix.startswith("” and that")
    assert content_of(TEXT, []).spans == []
