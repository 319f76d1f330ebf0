"""The report: the text as it stands, every mention marked in place, every claim and relation there and linked."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from claimset_support import COURIER, GAZETTE, article, claimset, mention, texts
from hypothesis import given
from hypothesis import strategies as st

from claimx import schema
from claimx.export.highlight import Mark, marks_of, pieces
from claimx.export.report import render
from claimx.ids import article_id


class Reader(HTMLParser):
    """Ids, in-page links, and the words below each element of a class."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")


def shown_texts(page: str) -> list[str]:
    """What a reader sees of each article's text."""
    found = re.findall(r'<div class="text" dir="auto">(.*?)</div>', page, re.DOTALL)
    return [re.sub(r"<[^>]*>", "", t).replace("&#34;", '"').replace("&#39;", "'") for t in found]


def test_texts_stand_as_they_are() -> None:
    assert shown_texts(render(claimset(), texts())) == [COURIER, GAZETTE]


def test_every_link_leads_to_one_place() -> None:
    reader = Reader(render(claimset(), texts()))
    assert len(reader.ids) == len(set(reader.ids))
    assert {link[1:] for link in reader.links} <= set(reader.ids)
    claims = claimset()
    assert {c.id for c in claims.claims} | {m.id for _, m in claims.mentions()} <= set(reader.ids)


def test_links_hold_without_the_texts() -> None:
    reader = Reader(render(claimset(), {}))
    assert {link[1:] for link in reader.links} <= set(reader.ids)


def test_roles_are_marked_in_place() -> None:
    page = render(claimset(), texts())
    for kind, words in (("source", "The pilot, Ed Poe"), ("cue", "spoke of"), ("content", "20 containers")):
        assert re.search(rf'<span class="{kind}"[^>]*><a href="#c-000000000002">{words}</a></span>', page)


def test_a_dispute_shows_both_claims_and_both_values() -> None:
    page = render(claimset(), texts())
    pair = re.search(r'<section class="pair contradicts">(.*?)</section>', page, re.DOTALL)
    assert pair
    assert "spoke of 20 containers" in pair[1] and ">twelve containers had burned<" in pair[1]
    assert "<b>20</b><b>12</b>" in pair[1]
    assert ">Courier, Gazette<" in pair[1].replace("Gazette, Courier", "Courier, Gazette")


def test_a_failed_article_tells_its_code() -> None:
    claims = claimset()
    bad = schema.Article(id="a-bad", path="bad.txt", sha256="", length=0, status="failed")
    bad.error = schema.Failure(code="CX103", message="the file cannot be read")
    claims.articles.append(bad)
    page = render(claims, texts())
    assert "CX103: the file cannot be read" in page
    assert 'href="#a-bad"' in page


def test_an_empty_claim_set() -> None:
    page = render(schema.ClaimSet(generator=schema.Generator(version="0", config_sha256="0")), {})
    reader = Reader(page)
    assert {link[1:] for link in reader.links} <= set(reader.ids)


def test_the_same_claim_set_gives_the_same_page() -> None:
    assert render(claimset(), texts()) == render(claimset(), texts())


def test_denials_and_the_own_voice_look_different() -> None:
    denied = mention("courier.txt", COURIER, "s-x", "The pilot, Ed Poe", "spoke of", "20 containers", polarity="deny")
    own = mention("courier.txt", COURIER, "s-x", "The pilot, Ed Poe", "spoke of", "Twelve containers burned")
    own.voice, own.source, own.cue, own.chain = "outlet", None, None, []
    made = article("courier.txt", COURIER, "Courier")
    kinds = {m.kind for m in marks_of(made, [denied, own], [(0, 6)], {}, {})}
    assert kinds == {"content deny", "own", "source", "cue", "dropped"}
    assert made.id == article_id("courier.txt")


spans = st.tuples(st.integers(-2, 60), st.integers(-2, 60))
marks = st.builds(
    lambda span, kind, ref: Mark(span[0], span[1], kind, ref and "note", ref, ref and "c-1"),
    spans,
    st.sampled_from(["content", "cue", "source", "entity state"]),
    st.sampled_from(["", "m-1", "m-2"]),
)


@given(st.text(max_size=50), st.lists(marks, max_size=30))
def test_pieces_are_the_text_and_each_mention_is_anchored_once(text: str, found: list[Mark]) -> None:
    made = pieces(text, found)
    assert "".join(p.text for p in made) == text
    anchors = [a for p in made for a in p.anchors]
    assert len(anchors) == len(set(anchors))
    assert set(anchors) == {m.ref for m in found if m.ref and 0 <= m.start < m.end <= len(text)}


def test_the_innermost_mention_takes_the_link() -> None:
    made = pieces(
        "she said he said no",
        [Mark(0, 19, "content", ref="m-1", home="c-1"), Mark(9, 19, "content", ref="m-2", home="c-2")],
    )
    assert [(p.text, p.home, "nested" in p.kinds) for p in made] == [
        ("she said ", "c-1", False),
        ("he said no", "c-2", True),
    ]


def test_sources_are_named_and_not_numbered() -> None:
    claims = claimset()
    claims.articles[0].relay = claims.sources[0].id
    first, second = claims.sources
    claims.relations[0].basis = schema.RelationBasis(kind="holder", slot="holder", from_=first.id, to=second.id)
    page = render(claims, texts())
    assert "relays Jane Roe" in page and "<b>Jane Roe</b><b>Ed Poe</b>" in page
    assert first.id not in page and second.id not in page


def test_a_file_cannot_look_like_another() -> None:
    claims = claimset()
    claims.articles[0].path, claims.articles[0].title = "ends\u202egnp.txt", "Tug\x1b held\u2067"
    claims.articles[1].outlet, claims.articles[1].status = "The\u202eetteзаG", "empty"
    page = render(claims, texts())
    assert "ends\\u202egnp.txt" in page and "Tug\\x1b held\\u2067" in page and "The\\u202eetteзаG" in page
    assert not re.search("[\x1b\u202e\u2067]", page)


def test_the_key_wraps_on_a_narrow_screen() -> None:
    """No blank stands between its words, so that they must be boxes for a line to break there."""
    assert re.search(r"\.key span \{[^}]*display: inline-block", render(claimset(), {}))


def test_of_two_of_one_day_none_is_said_to_reprint_the_other() -> None:
    claims = claimset()
    first, second = claims.articles
    second.derived_from = [first.id]
    assert "same text as <a" in render(claims, texts()) and "reprints <a" not in render(claims, texts())
    second.published.value = "2024-05-09"
    assert "reprints <a" in render(claims, texts())


def test_a_claim_without_a_date_is_told_when_it_was_printed() -> None:
    claims = claimset()
    claims.claims[0].stated, claims.claims[1].stated = None, "2024-05-01/2024-05-03"
    page = render(claims, texts())
    assert "Jane Roe</bdi> · printed 2024-05-02" in page and "Ed Poe</bdi> · 2024-05-01 to 2024-05-03" in page


def test_a_link_is_told_from_its_claims_side() -> None:
    claims = claimset()
    claims.relations[0].type = "denies"
    page = render(claims, texts())
    assert '<span class="tag denies">denied by</span>' in page and '<span class="tag denies">denies</span>' in page
