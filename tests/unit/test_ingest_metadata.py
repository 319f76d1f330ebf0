"""Title, outlet, authors and date, each with its basis."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.config import Settings
from claimx.errors import MalformedError
from claimx.ingest.bylines import byline_authors
from claimx.ingest.metadata import from_front_matter, from_record, from_sidecar
from claimx.ingest.read import read
from claimx.records import Document

BODY = "The tug was turned back from the pier on Wednesday, the harbour master said. Nobody on board had papers for it."


def article(folder: Path, text: str, sidecar: object = None, name: str = "tug.txt") -> Document:
    (folder / name).write_text(text, encoding="utf-8")
    if sidecar is not None:
        (folder / "tug.meta.json").write_text(sidecar if isinstance(sidecar, str) else json.dumps(sidecar))
    (document,) = read([folder / name], Settings())
    return document


@pytest.mark.parametrize(
    ("lines", "value", "basis"),
    [
        (("SPLIT, May 3, 2024 (HG) – " + BODY,), "2024-05-03", "dateline"),
        (("SPLIT, 3 May 2024 — " + BODY,), "2024-05-03", "dateline"),
        (("SPLIT, May 3 (HG) – " + BODY,), None, None),
        (("SPLIT (HG) – " + BODY,), None, None),
        (("Published: 3 May 2024", BODY), "2024-05-03", "text"),
        (("Tug held", "Friday, May 3, 2024", BODY), "2024-05-03", "text"),
        (("By Jane Roe Published 2024-05-03", BODY), "2024-05-03", "text"),
        (("Tug held", BODY, "Posted on May 3rd, 2024 at 10:15 am"), "2024-05-03", "text"),
        (("Published 9 months ago", BODY), None, None),
        (("Updated: 3 May 2024", BODY), None, None),
        (("Published: 3 May 2024", BODY, "4 May 2024"), None, None),
        (("Published: 30 February 2024", BODY), None, None),
        (("Published: 03/05/2024", BODY), None, None),
        (("Updated: 4 May 2024 | Published: 3 May 2024", BODY), "2024-05-03", "text"),
        (("Published: 3 May 2024, updated 4 May 2024", BODY), "2024-05-03", "text"),
        (("Published 10:15 | Updated 4 May 2024", BODY), None, None),
        (("Updated 4 May 2024", "A correction was published on 5 May 2024", BODY), None, None),
        (("© 2024 Harbour Gazette", BODY), None, None),
        (("Tug held", "On May 3, 2023 the same tug had been held, the harbour master said.", BODY), None, None),
    ],
)
def test_dates_that_the_text_states(
    tmp_path: Path, lines: tuple[str, ...], value: str | None, basis: str | None
) -> None:
    published = article(tmp_path, "\n\n".join(lines)).article.published
    assert (published.value, published.basis) == (value, basis)


def test_the_sidecar_goes_first(tmp_path: Path) -> None:
    meta = {
        "title": "Held",
        "outlet": "Gazette",
        "authors": ["Ann Lee"],
        "url": "https://g.example/1",
        "published": "2024-05-02",
    }
    found = article(tmp_path, f"Tug held at Split\n\nBy Jane Roe\n\nSPLIT, May 3, 2024 (HG) – {BODY}", meta).article
    assert (found.title, found.outlet, found.authors, found.url) == (
        "Held",
        "Gazette",
        ["Ann Lee"],
        "https://g.example/1",
    )
    assert (found.published.value, found.published.basis) == ("2024-05-02", "sidecar")


def test_null_in_a_sidecar_says_nothing(tmp_path: Path) -> None:
    found = article(tmp_path, f"Tug held at Split\n\nBy Jane Roe\n\n{BODY}", {"title": None, "published": None}).article
    assert (found.title, found.authors, found.published.value) == ("Tug held at Split", ["Jane Roe"], None)


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON object"),
        ("[" * 100_000, "is not JSON"),
        ({"title": 3}, "title must be a string"),
        ({"published": "May 3"}, "published must be a date"),
        ({"published": 2024}, "published must be a string"),
        ({"authors": [1]}, "authors must be a list of strings"),
        ({"authors": {"name": "x"}}, "authors must be a list of strings"),
    ],
)
def test_a_broken_sidecar_is_coded_and_names_the_field(tmp_path: Path, sidecar: object, said: str) -> None:
    found = article(tmp_path, BODY, sidecar).article
    assert found.status == "failed"
    assert found.error is not None
    assert found.error.code == "CX107"
    assert said in found.error.message
    assert "tug.meta.json" in found.error.message


def test_front_matter(tmp_path: Path) -> None:
    head = '---\ntitle: "Tug held"\ndate: 2024-05-03\nauthors: [Jane Roe, "John Doe"]\nlayout: post\n---\n'
    document = article(tmp_path, head + "# Tug held\n\n" + BODY, name="tug.md")
    found = document.article
    assert (found.title, found.authors) == ("Tug held", ["Jane Roe", "John Doe"])
    assert (found.published.value, found.published.basis) == ("2024-05-03", "metadata")
    assert document.text.startswith("---")
    assert [document.text[p.start : p.end] for p in document.paragraphs] == ["Tug held", BODY]
    assert from_front_matter("--- a dash\n") == from_front_matter("")


def test_bylines() -> None:
    assert byline_authors("By Lim Da-hye in Changwon") == ("Lim Da-hye",)
    assert byline_authors("From: Ana Kos") == ("Ana Kos",)
    assert byline_authors("By Jane RoePublished 9 months ago 4 min read") == ("Jane Roe",)
    assert byline_authors("By our staff reporter") == ()
    assert byline_authors("By noon the pier was empty.") == ()


def test_surrogates_and_times_in_records() -> None:
    found = from_record({"title": "a\ud800 b", "published": "2024-05-03T23:30:00-05:00"}, "line 1", "metadata")
    assert (found.title, found.published.value) == ("a\ufffd b", "2024-05-03")
    with pytest.raises(MalformedError):
        from_sidecar(b"\xff", "x.meta.json")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("title: >-\n  Tug held\n  at the pier\ndate: 2024-05-03", "Tug held at the pier"),
        ("title: |\n  Tug held\n\ndate: 2024-05-03", "Tug held"),
        ("title: Tug held\n  at the pier\n", "Tug held at the pier"),
        ("title: 'Port: \"fire\"'", 'Port: "fire"'),
        ('title: "Port" and "fire"', '"Port" and "fire"'),
        ('title: "Say \\"no\\"" # later', 'Say "no"'),
        ("title: 'It''s held'", "It's held"),
        ("title: Tug held # draft", "Tug held"),
        ("title: Tug No #1 held", "Tug No #1 held"),
        ("title: 'Tug held", "'Tug held"),
        ("title:\nheadline: Tug held", "Tug held"),
    ],
)
def test_values_of_front_matter(head: str, title: str) -> None:
    found, end = from_front_matter(f"---\n{head}\n---\nText")
    assert (found.title, end) == (title, len(head) + 9)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ("Jane Roe, Ed Poe, and John Doe", ("Jane Roe", "Ed Poe", "John Doe")),
        ('["Roe, Jane", John Doe] # both', ("Roe, Jane", "John Doe")),
        ('"Roe, Jane"', ("Roe, Jane",)),
        ("Ann O'Neil, Gerard 't Hooft", ("Ann O'Neil", "Gerard 't Hooft")),
        ("\n- Jane Roe\n- 'Roe, Jane & Son'", ("Jane Roe", "Roe, Jane & Son")),
    ],
)
def test_authors_in_front_matter(value: str, names: tuple[str, ...]) -> None:
    assert from_front_matter(f"---\nauthors: {value}\n---\n")[0].authors == names


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_may_stand_below_blank_lines(end: str) -> None:
    text = end.join(["", " ", "---", "title: Tug held", "date: 2024-05-03", "---", "Text"])
    found, start = from_front_matter(text)
    assert (found.title, found.published.value, text[start:]) == ("Tug held", "2024-05-03", "Text")


def test_dashes_below_blank_lines_are_no_front_matter_where_nothing_is_stated() -> None:
    assert from_front_matter("\n---\nThe tug sailed.\n---\nMore.\n")[1] == 0


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Lene Vik, Per Hagen and Mona Berg", ("Lene Vik", "Per Hagen", "Mona Berg")),
        ("By Lene Vik in Bergen and Per Hagen in Oslo", ("Lene Vik", "Per Hagen")),
        ("By Lene Vik, Port Editor, and Per Hagen, Quay Post", ("Lene Vik", "Per Hagen")),
        ("By Lene Vik, Bergen and Oslo", ("Lene Vik",)),
        ("BY LENE VIK AND PER HAGEN", ("LENE VIK", "PER HAGEN")),
        ("By: Lene Vik", ("Lene Vik",)),
        ("Written by Lene Vik", ("Lene Vik",)),
        ("By Lene Vik (Quay Post)", ("Lene Vik",)),
        ("By Lene Vik @lenevik", ("Lene Vik",)),
        ("By Lene Vik with Per Hagen", ("Lene Vik",)),
        ("By Our Special Correspondent", ()),
        ("By Staff Writer", ()),
        ("By Reuters Staff", ()),
        ("By AFP", ()),
    ],
)
def test_bylines_of_several_and_of_nobody(tmp_path: Path, line: str, names: tuple[str, ...]) -> None:
    document = article(tmp_path, f"Tug held at Split\n\n{line}\n\n{BODY}")
    assert tuple(document.article.authors) == names
    assert [document.text[p.start : p.end] for p in document.paragraphs if p.zone == "boilerplate"] == [line]


@pytest.mark.parametrize(
    "written",
    ["3rd of May 2024", "3-May-2024", "May 3,2024", "2024.05.03", "Fri, 03 May 2024 10:00:00 GMT", "3 May 2024"],
)
def test_full_dates_however_they_are_written(tmp_path: Path, written: str) -> None:
    published = article(tmp_path, BODY, {"published": written}).article.published
    assert (published.value, published.basis) == ("2024-05-03", "sidecar")


def test_a_field_under_another_name_is_told(tmp_path: Path) -> None:
    document = article(tmp_path, BODY, {"date": "2024-05-03", "publisher": "Post", "outlet": "Gazette", "Link": "x"})
    assert (document.article.outlet, document.article.published.value) == ("Gazette", None)
    assert document.diagnostics == [
        "tug.meta.json: 'date' is not read; is it 'published'?",
        "tug.meta.json: 'Link' is not read; is it 'url'?",
    ]


def test_a_sidecar_with_the_ending_of_its_article_is_told(tmp_path: Path) -> None:
    (tmp_path / "tug.txt.meta.json").write_text("{}")
    assert article(tmp_path, BODY).diagnostics == ["its sidecar is not read: it must be named tug.meta.json"]


@pytest.mark.parametrize("day", ["2024-05-03", '"3 May 2024"', "2024-05-03T10:00:00Z"])
def test_front_matter_in_toml(tmp_path: Path, day: str) -> None:
    head = (
        f'+++\ntitle = "The \\"Anna\\" held # 2"\ndate = {day}\nauthors = ["Roe, Jane", "Ed Poe"]\ndraft = true\n+++\n'
    )
    document = article(tmp_path, f"{head}\n{BODY}", name="tug.md")
    found = document.article
    assert (found.title, found.authors, found.published.value) == (
        'The "Anna" held # 2',
        ["Roe, Jane", "Ed Poe"],
        "2024-05-03",
    )
    assert [document.text[p.start : p.end] for p in document.paragraphs] == [BODY]
    assert from_front_matter("+++\nno table\n+++\nText")[1] == 0
