"""Whatever an article, its title or its address holds stays text in the report; size and time stay linear."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from claimx import schema
from claimx.export.highlight import Mark, pieces
from claimx.export.report import render

ATTACKS = [
    "</script><script>document.title='broken'</script>",
    "<img src=x onerror=\"document.title='broken'\">",
    "</style><style>body{display:none}</style>",
    "</div></article><svg onload=document.title='broken'>",
    '"><a href="javascript:document.title=\'broken\'">here</a>',
    "' onmouseover='document.title=1' x='",
    "{{ 7 * 7 }}{% for x in range(9) %}x{% endfor %}",
    "<!-- --><!--><iframe srcdoc='<script>top.document.title=1</script>'>",
    "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "&lt;b&gt; &amp;amp; ]]> \u202eright to left\u202c \x1b[31mred",
]
ADDRESSES = [
    "javascript:document.title='broken'", "JaVaScRiPt:x", "data:text/html,<script>1</script>", "//evil.example",
    "vbscript:x", " javascript:x", "java\nscript:x", "http://[bad", "file:///etc/passwd",
]  # fmt: skip


def hostile(words: str, url: str = "") -> tuple[schema.ClaimSet, dict[str, str]]:
    """A claim set that says these words wherever a claim set holds words."""
    text = f"{words} said {words}"
    end = len(text)
    mention = schema.Mention(
        id="m-1",
        article="a-1",
        zone="body",
        source=schema.SourceMention(ref="s-1", spans=[(0, len(words))], exact=words, resolution="named"),
        cue=schema.Cue(spans=[(len(words) + 1, len(words) + 5)], exact="said"),
        content=schema.Content(spans=[(len(words) + 6, end)], exact=words, prefix="", suffix=""),
        chain=[schema.ChainLink(ref="s-1", role="origin"), schema.ChainLink(ref="s-1", role="relay")],
        stated=schema.DateValue(value=words, basis="explicit"),
        confidence=schema.MentionConfidence(detect=1.0),
    )
    claims = [
        schema.Claim(
            id=ref,
            text=words,
            text_from="m-1",
            sources=["s-1"],
            stated=words,
            mention_count=1,
            articles=1,
            outlets=1,
            independent_origins=1,
            status="disputed",
            quote_variants=[words],
            confidence=schema.ClaimConfidence(merge=1.0),
            mentions=[mention] if ref == "c-1" else [],
        )
        for ref in ("c-1", "c-2")
    ]
    article = schema.Article(
        id="a-1", path=words, sha256="", length=end, title=words, outlet=words, url=url or words, relay=words
    )
    article.published = schema.Published(value=words, basis="text")
    article.error = schema.Failure(code="CX1", message=words)
    article.entity_mentions = [
        schema.EntityMention(start=0, end=3, exact=text[:3], label="PERSON", ref=words, attributes={"value": words})
    ]
    basis = schema.RelationBasis(kind=words, slot=words, from_=words, to=words)
    made = schema.ClaimSet(
        generator=schema.Generator(version="0", config_sha256="0"),
        articles=[article],
        sources=[schema.Source(id="s-1", name=words, kind="person", named=True)],
        claims=claims,
        relations=[schema.Relation(from_="c-1", to="c-2", type="denies", basis=basis, confidence=1.0)],
    )
    return made, {"a-1": text}


class Elements(HTMLParser):
    """Tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def skeleton(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Elements and the names of their attributes: what a text must not be able to change."""
    return [(tag, tuple(attrs)) for tag, attrs in Elements(page).found]


@pytest.mark.parametrize("words", ATTACKS)
def test_words_add_no_element_and_no_attribute(words: str) -> None:
    plain = "x" * len(words)
    assert skeleton(render(*hostile(words))) == skeleton(render(*hostile(plain)))


@pytest.mark.parametrize("words", ATTACKS)
def test_words_are_shown_as_they_stand(words: str) -> None:
    page = render(*hostile(words))
    shown = re.search(r'<div class="text" dir="auto">(.*?)</div>', page, re.DOTALL)
    assert shown
    assert unescape(re.sub(r"<[^>]*>", "", shown[1])) == f"{words} said {words}"


@pytest.mark.parametrize("url", ADDRESSES)
def test_only_web_addresses_are_links(url: str) -> None:
    page = render(*hostile("plain", url))
    for tag, attrs in Elements(page).found:
        if "href" in attrs:
            assert tag == "a" and (attrs["href"] or "").startswith("#")
        assert "src" not in attrs


def test_a_web_address_is_a_link() -> None:
    page = render(*hostile("plain", 'https://paper.example/?a=1&b="x"'))
    links = [a["href"] for t, a in Elements(page).found if t == "a"]
    assert 'https://paper.example/?a=1&b="x"' in links


def test_policy_allows_the_style_alone() -> None:
    page = render(*hostile("</style>"))
    elements = Elements(page).found
    policy = next(a["content"] for t, a in elements if t == "meta" and a.get("http-equiv"))
    assert policy
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not {t for t, _ in elements} & {"script", "img", "iframe", "link", "object", "embed", "form", "base"}
    assert not any(name == "style" or name.startswith("on") for _, attrs in elements for name in attrs)
    assert not re.search(r"url\(|@import|expression", style[1])


def test_a_page_grows_with_its_text_and_not_faster() -> None:
    def effort(count: int) -> tuple[float, int]:
        text = "a word " * count
        many = [Mark(7 * i, 7 * i + 6, "content", "note", f"m-{i}", "c-1") for i in range(count)]
        nested = [Mark(i, 7 * count - i, "content", "note", f"n-{i}", "c-1") for i in range(0, count, 2)]
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            made = pieces(text, [*many, *nested])
            best = min(best, time.process_time() - start)
        return best, sum(len(n) for p in made for n in (*p.notes, *p.kinds))

    small, large = effort(2_000), effort(16_000)
    assert large[1] <= 10 * small[1]
    assert large[0] <= 24 * small[0] + 20


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium")
def test_a_browser_runs_nothing(tmp_path: Path) -> None:
    """The title, which every attack tries to change, is as it was after loading."""
    page = tmp_path / "report.html"
    page.write_text(render(*hostile(" ".join(ATTACKS), ADDRESSES[0])), "utf-8")
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server",
        "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={tmp_path / 'profile'}",
        "--virtual-time-budget=2000", "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    elements = Elements(done.stdout).found
    assert "<title>Claim set</title>" in done.stdout
    assert not {t for t, _ in elements} & {"script", "img", "iframe", "svg", "object", "form", "base"}
