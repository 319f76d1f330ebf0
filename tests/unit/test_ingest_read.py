"""Files to documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.config import Settings
from claimx.errors import ExtractionError, TooLargeError
from claimx.ids import article_id, sha256
from claimx.ingest import html as pages
from claimx.ingest.discover import discover
from claimx.ingest.html import looks_like_html, read_page
from claimx.ingest.read import read, read_item
from claimx.records import Document

LINE = "The harbour master said that the tug “Leopard” had been turned back from the outer pier on Wednesday night."
PAGE = f"""<!doctype html><html lang="en"><head><title>Tug held | Gazette</title>
<meta property="og:title" content="Tug held"><meta property="og:site_name" content="Harbour Gazette">
<meta name="author" content="Jane Roe"><meta property="article:published_time" content="2024-05-03T10:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/s">Sport</a></nav><article><h1>Tug held</h1><p>{LINE}</p>
<h2>What was found</h2><p>Forty crates &amp; a boat were on board,<br>the <b>port</b> added.</p>
<p>Nobody had papers for the crates, and their owner was not to be found in the town, said a clerk.</p></article>
<footer>Copyright 2019 Harbour Gazette. All rights reserved.</footer></body></html>"""


def one(file: Path, **settings: int) -> Document:
    (document,) = read([file], Settings(**settings))  # type: ignore[arg-type]
    return document


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_text_of_a_plain_file_is_the_file(tmp_path: Path, newline: str) -> None:
    file = tmp_path / "tug.txt"
    text = newline.join(["  Tug held at Split ", "", LINE, "", "\t" + LINE, ""])
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    document = one(file)
    assert document.text == text
    assert not document.extracted
    article = document.article
    assert (article.id, article.path, article.status) == (article_id("tug.txt"), "tug.txt", "ok")
    assert (article.length, article.sha256) == (len(text), sha256(file.read_bytes()))
    assert [text[p.start : p.end] for p in document.paragraphs] == ["Tug held at Split", LINE, LINE]


def test_a_page(tmp_path: Path) -> None:
    file = tmp_path / "tug.html"
    file.write_text(PAGE, encoding="utf-8")
    document = one(file)
    article = document.article
    assert (article.title, article.outlet, article.authors) == ("Tug held", "Harbour Gazette", ["Jane Roe"])
    assert (article.published.value, article.published.basis) == ("2024-05-03", "metadata")
    assert document.extracted
    assert [(p.zone, document.text[p.start : p.end][:20]) for p in document.paragraphs] == [
        ("headline", "Tug held"),
        ("body", LINE[:20]),
        ("heading", "What was found"),
        ("body", "Forty crates & a boa"),
        ("body", "the port added."),
        ("body", "Nobody had papers fo"),
    ]
    assert "rights" not in document.text


STATED = '<meta property="article:published_time" content="2024-05-03T10:00:00Z">'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="dc.date" content="May 3, 2024">', "2024-05-03"),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-05-03T01:00:00+09:00"}]}</script>',
            "2024-05-03",
        ),
        ('<time itemprop="datePublished" datetime="2024-05-03">May 3</time>', "2024-05-03"),
        ('<time class="entry-date published updated" datetime="2024-05-03T10:00:00Z">3 May</time>', "2024-05-03"),
        ('<time class="updated" datetime="2024-05-04">4 May</time>', None),
        ("", None),
        ('<meta property="article:modified_time" content="2024-05-04">', None),
        ('<meta property="og:image" content="https://g.example/2020/01/05/a.jpg">', None),
        ('<script type="application/ld+json">{"datePublished": 3</script>', None),
        ('<time datetime="2021-01-01">another story</time>', None),
    ],
)
def test_only_a_stated_publication_date_counts(head: str, published: str | None) -> None:
    assert read_page(PAGE.replace(STATED, head)).published == published
    assert read_page(PAGE.replace(STATED, head).replace("Forty", "On 2023-01-02 forty")).published == published


def test_a_large_page_is_read_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    here = read_page(PAGE)
    monkeypatch.setattr(pages, "_EASY_TAGS", 1)
    assert read_page(PAGE) == here


def test_pages_that_cannot_be_read() -> None:
    with pytest.raises(ExtractionError):
        read_page("<html><body></body></html>")
    with pytest.raises(TooLargeError):
        read_page("<div>" * 3_000)
    with pytest.raises(TooLargeError):
        read_page("<br>" * 70_000)


def test_html_is_recognised() -> None:
    assert looks_like_html("\n <!DOCTYPE html><html>")
    assert not looks_like_html("The <html> tag")


def test_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "wire.jsonl"
    records = [
        {
            "id": "a",
            "text": f"Tug held at Split\n\n{LINE}",
            "outlet": "Wire",
            "published": "2024-05-03",
            "authors": ["J. Roe"],
        },
        {"html": PAGE, "title": "Held"},
        {"id": "c"},
        {"text": 1},
        {"text": LINE, "published": "soon"},
        {"text": LINE + " \ud800"},
        {"text": " "},
    ]
    file.write_text("\n".join(map(json.dumps, records)) + "\n{\n[1]\n")
    documents = list(read([file], Settings()))
    assert [d.article.path.partition("#")[2] for d in documents] == ["a", "2", "c", "4", "5", "6", "7", "8", "9"]
    statuses = [d.article.error.code if d.article.error else d.article.status for d in documents]
    assert statuses == ["ok", "ok", "CX107", "CX107", "CX107", "ok", "CX102", "CX107", "CX107"]
    first = documents[0]
    assert (first.article.outlet, first.article.title, first.article.published.basis) == (
        "Wire",
        "Tug held at Split",
        "metadata",
    )
    assert first.extracted
    assert documents[1].article.title == "Held"
    assert documents[5].text.endswith("\ufffd")
    assert "published" in (documents[4].article.error.message if documents[4].article.error else "")


def test_what_one_item_gives_does_not_depend_on_the_others(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(LINE, encoding="utf-8")
    (tmp_path / "c.html").write_text(PAGE, encoding="utf-8")
    settings = Settings()
    items = list(discover([tmp_path], settings))
    forward = [read_item(i, settings) for i in items]
    assert [read_item(i, settings) for i in reversed(items)] == forward[::-1]
    assert list(read([tmp_path], settings)) == forward


def test_dropped_spans_name_the_article(tmp_path: Path) -> None:
    file = tmp_path / "tug.txt"
    file.write_text(f"{LINE}\n\nAll rights reserved.", encoding="utf-8")
    document = one(file)
    (dropped,) = document.dropped
    ((start, end),) = dropped.spans
    assert (dropped.article, dropped.reason) == (document.article.id, "boilerplate")
    assert document.text[start:end] == "All rights reserved."


def test_front_matter_is_named_among_what_is_left_out(tmp_path: Path) -> None:
    head = "---\ntitle: Tug held\ndate: 2024-05-03\n---\n"
    for name in ("tug.md", "tug.txt"):
        (tmp_path / name).write_text(f"{head}\n{LINE}\n", encoding="utf-8")
        document = one(tmp_path / name)
        assert (document.article.title, document.article.published.value) == ("Tug held", "2024-05-03")
        assert document.text.startswith(head)
        assert [document.text[p.start : p.end] for p in document.paragraphs] == [LINE]
        assert [(d.spans, d.reason) for d in document.dropped] == [([(0, len(head) - 1)], "boilerplate")]


def test_dashes_in_plain_text_are_no_front_matter(tmp_path: Path) -> None:
    file = tmp_path / "tug.txt"
    file.write_text(f"---\nNote: the tug is fictitious\n---\n{LINE}\n", encoding="utf-8")
    assert "Note: the tug is fictitious" in [one(file).text[p.start : p.end] for p in one(file).paragraphs]


def test_captions_of_a_page_are_kept_where_they_stand(tmp_path: Path) -> None:
    figure = "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>"
    first = figure.format("The tug at the outer pier on Thursday. Photo: Gazette")
    second = figure.format("Forty crates in the yard of the port")
    aside = f"<aside>{figure.format('A ferry of another story altogether')}<p>More</p></aside>"
    page = PAGE.replace("<h1>Tug held</h1>", f"<h1>Tug held</h1>{first}").replace(
        "</article>", f"{second}</article>{aside}"
    )
    file = tmp_path / "tug.html"
    file.write_text(page, encoding="utf-8")
    document = one(file)
    found = [(p.zone, document.text[p.start : p.end]) for p in document.paragraphs]
    assert found[:4] == [
        ("headline", "Tug held"),
        ("caption", "The tug at the outer pier on Thursday."),
        ("boilerplate", "Photo: Gazette"),
        ("body", LINE),
    ]
    assert found[-1] == ("caption", "Forty crates in the yard of the port")
    assert ("heading", "What was found") in found
    assert "ferry" not in document.text


@pytest.mark.parametrize(
    "content", ['[{"text": "The tug sailed."}]', '{"text":\n"x"}', '{"text": "x"}\n{"text": "y"}\n']
)
def test_json_that_is_no_json_lines_file_is_no_text(tmp_path: Path, content: str) -> None:
    file = tmp_path / "tugs.json"
    file.write_text(content)
    found = one(file).article
    assert found.error and (found.error.code, ".jsonl" in found.error.message) == ("CX107", True)
    file.write_text(f"[1]\n{LINE}")
    assert one(file).article.status == "ok"
