"""What comes in as letters, releases, columns, saved pages and Markdown: what is the story, and who says what in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from claimx.api import run
from claimx.config import Settings
from claimx.ingest.decode import decode
from claimx.ingest.discover import discover, remark_on
from claimx.ingest.markdown import without_markup
from claimx.ingest.read import read
from claimx.nlp.attribution import AttributionFinder, tidy
from claimx.nlp.attribution_zones import Zones
from claimx.nlp.decode import Scored
from claimx.nlp.pipeline import Analyser
from claimx.nlp.quotes import find_quotations
from claimx.nlp.signed import with_headed, with_signed
from claimx.records import Attribution, Document, Paragraph

LEAD = "The weir at Oster gave way on Monday night and the lower town stood under water by dawn, the fire service said."
MORE = "“We had an hour and we used it,” said its chief, Tilde Ranum, who had the bells rung in all three churches."


def article(folder: Path, text: str | bytes, name: str = "weir.txt") -> Document:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (document,) = read([folder], Settings())
    assert document.article.status == "ok", document.article.error
    for p in document.paragraphs:
        assert document.text[p.start : p.end].strip() == document.text[p.start : p.end]
    return document


def zones(document: Document) -> dict[str, str]:
    return {document.text[p.start : p.end]: p.zone for p in document.paragraphs}


def told(document: Document) -> list[tuple[str, str]]:
    """Source and content of each attribution of a document."""
    shard = Analyser(Settings()).analyse(document)
    names = {s.id: s.name for s in shard.sources}
    return [
        ((m.source.exact or names.get(m.source.ref or "", "")) if m.source else "", m.content.exact)
        for m in shard.mentions
    ]


def lines(text: str) -> list[Paragraph]:
    found, at = [], 0
    for line in text.split("\n"):
        if line:
            found.append(Paragraph(at, at + len(line), "body"))
        at += len(line) + 1
    return found


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGOED UNTIL 06:00 GMT, MONDAY 3 MAY 2032",
        "PRESS RELEASE",
        "FOR IMMEDIATE RELEASE",
        "Contact: Jo Brandt, jo@weir.example, 555 0100",
        "BULLETIN",
        "2nd LEAD",
        "(Adds comment, background)",
        "((newsroom@wire.example))",
        "View this email in your browser",
        "News > Region",
    ],
)
def test_what_stands_over_a_story_is_not_its_headline(tmp_path: Path, line: str) -> None:
    document = article(tmp_path, f"{line}\n\nWeir gives way at Oster\n\n{LEAD}\n\n{MORE}\n")
    assert document.article.title == "Weir gives way at Oster"
    assert zones(document)[line] == "boilerplate"


@pytest.mark.parametrize(
    "line", ["Embargo on weir steel lifted", "Updated figures for Oster show a rise", "Lead in the wells"]
)
def test_a_headline_with_such_a_word_stays(tmp_path: Path, line: str) -> None:
    assert article(tmp_path, f"{line}\n\n{LEAD}\n\n{MORE}\n").article.title == line


@pytest.mark.parametrize(
    "line",
    [
        "Story continues below advertisement",
        "(Continued on page 7)",
        "Updated at 15:20 GMT with a comment from the mayor",
        "What do you think? Tell us in the comments below.",
        "17",
        "www.osterpost.example",
    ],
)
def test_lines_of_the_page_between_paragraphs_are_dropped(tmp_path: Path, line: str) -> None:
    document = article(tmp_path, f"Weir gives way\n\n{LEAD}\n\n{line}\n\n{MORE}\n")
    assert zones(document)[line] == "boilerplate"


def test_sentences_of_the_desk_are_cut_from_a_paragraph(tmp_path: Path) -> None:
    document = article(
        tmp_path, f"Weir gives way\n\n{LEAD} More follows.\n\n{MORE} Eds: adds quote.\n\nIt was rebuilt.\n"
    )
    assert {LEAD, MORE, "More follows.", "Eds: adds quote."} <= zones(document).keys()


def test_a_menu_and_the_name_of_the_paper_above_a_headline(tmp_path: Path) -> None:
    top = "Skip to content\nThe Oster Observer\nPolitics\nSport\nOpinion\nNews > Region\n"
    rest = f"Weir gives way at Oster\nMay 4, 2032 · 3 min read\n{LEAD}\n{MORE}\n"
    document = article(tmp_path, top + rest)
    assert document.article.title == "Weir gives way at Oster"
    assert document.article.published.value == "2032-05-04"
    assert zones(document)["Sport"] == "boilerplate"


def test_titles_of_other_stories_after_the_line_that_announces_them(tmp_path: Path) -> None:
    text = f"Weir gives way\n\n{LEAD}\n\nRelated\n\nMayor denies rumours\n\nWhy weirs break\n\n{MORE}\n"
    found = zones(article(tmp_path, text))
    assert found["Mayor denies rumours"] == found["Why weirs break"] == "boilerplate"
    assert found[MORE] == "body"


def test_running_heads_differ_in_the_number_of_the_page(tmp_path: Path) -> None:
    text = f"4 The Oster Post 3 May 2032\n\nWeir gives way\n\n{LEAD}\n\nThe Oster Post 3 May 2032 5\n\n{MORE}\n"
    document = article(tmp_path, text)
    assert document.article.title == "Weir gives way"
    assert zones(document)["The Oster Post 3 May 2032 5"] == "boilerplate"


def test_two_lines_of_a_list_that_differ_in_a_number_are_no_running_heads(tmp_path: Path) -> None:
    text = f"Weir gives way\n\n{LEAD}\n\nIn 1962 the weir broke.\n\nIn 1987 the weir broke.\n\n{MORE}\n"
    assert zones(article(tmp_path, text))["In 1962 the weir broke."] == "body"


def test_below_a_press_release_stands_what_nobody_reports(tmp_path: Path) -> None:
    about = "Ranum Steel believes that every weir deserves care."
    rest = f"Weir gives way\n\n{LEAD}\n\n{MORE}\n\nAbout Ranum Steel\n\n{about}\n"
    assert zones(article(tmp_path / "a", "PRESS RELEASE\n\n" + rest + "\nENDS\n"))[about] == "boilerplate"
    assert zones(article(tmp_path / "b", rest))[about] == "body"


def test_a_quotation_set_once_more_in_large_type_is_dropped_and_makes_no_claim(tmp_path: Path) -> None:
    text = f"Weir gives way\n\n{LEAD}\n\n“We had an hour and we used it”\n\n{MORE}\n\nThe mayor thanked her.\n"
    document = article(tmp_path, text)
    assert zones(document)["“We had an hour and we used it”"] == "boilerplate"
    assert sum("We had an hour" in content for _, content in told(document)) == 1


def test_a_quotation_in_what_was_dropped_goes_on_from_nobody(nlp: Language) -> None:
    text = "“The weir is old,” said Tilde Ranum.\n\n“It will not last.”\n\nShe left."
    first, second, third = lines(text)
    found = AttributionFinder(Settings()).find(nlp(text), [first, third], find_quotations(text, [first, second, third]))
    assert all(e <= first.end for a in found.attributions for _, e in a.content)


def test_the_head_of_a_letter_and_of_an_archive_tells_title_and_day(tmp_path: Path) -> None:
    letter = article(
        tmp_path / "a",
        f"From: Oster Daily <a@o.example>\nDate: Tue, 4 May 2032 06:00:00 +0000\nSubject: The weir\n\n{LEAD}\n",
    )
    assert (letter.article.title, letter.article.published.value) == ("The weir", "2032-05-04")
    kept = article(
        tmp_path / "b", f"Title: The weir\nSource: The Oster Post\nDate: 4 May 2032\nByline: Ada Lind\n\n{LEAD}\n"
    )
    stated = kept.article
    assert (stated.title, stated.outlet, stated.authors) == ("The weir", "The Oster Post", ["Ada Lind"])
    assert next(p for p in kept.paragraphs if p.zone == "body").start == kept.text.index(LEAD)


@pytest.mark.parametrize(
    "head", ["Date: 4 May 2032\n", "Note: read this\nWarning: strong words\n\n", "Date: 4 May\nDate: 5 May\n\n"]
)
def test_other_lines_with_colons_are_no_head(tmp_path: Path, head: str) -> None:
    assert article(tmp_path, f"{head}{LEAD}\n\n{MORE}\n").article.published.basis != "metadata"


NARROW = (
    "Oster weir\ngives way\n\nThe weir at Oster gave way on\nMonday and the lower town stood\nunder"
    " water by dawn, the fire ser-\n"
    "vice of the county said.\n\n“We had an hour,” said Tilde\nRanum, who leads it. “We had"
    " the\nbells rung.”\n\nThe mayor thanked"
    " her for it and\nsaid that a new weir would be\nbuilt by next spring.\n"
)


def test_a_narrow_column_is_read_as_paragraphs(tmp_path: Path) -> None:
    document = article(tmp_path, NARROW)
    assert [p.zone for p in document.paragraphs] == ["headline", "body", "body", "body"]
    assert document.article.title == "Oster weir gives way"


def test_verses_stay_lines(tmp_path: Path) -> None:
    verses = "The river came at night,\nand took the mill away.\nIt took the lower road,\nand there it is today.\n"
    found = zones(article(tmp_path, f"A song\n\n{LEAD}\n\n{verses}\n{verses}\n{MORE}\n"))
    assert "The river came at night," in found


def test_who_speaks_is_read_across_the_lines_of_a_paragraph(tmp_path: Path) -> None:
    text = (
        "Weir gives way\n\n“We had an hour and we used it well,” said Tilde Ranum, a former"
        " crane\ndriver who leads the fire"
        " service of the county. The lower town stood under\nwater until the evening, and the mayor"
        " thanked everybody.\n"
    )
    document = article(tmp_path, text)
    assert any(source.startswith("Tilde Ranum, a former crane\ndriver") for source, _ in told(document))


def test_entities_are_slices_of_the_text_as_it_stands(tmp_path: Path) -> None:
    text = f"Weir gives way\n\n{LEAD}\n\nThe weir was old, said Tilde\u00a0Ranum, who leads the fire service.\n"
    document = article(tmp_path, text)
    Analyser(Settings()).analyse(document)
    found = document.article.entity_mentions
    assert "Tilde\u00a0Ranum" in [m.exact for m in found]
    assert all(text[m.start : m.end] == m.exact for m in found)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x0c", "\x85"])
def test_every_sign_that_ends_a_line_ends_it(tmp_path: Path, sign: str) -> None:
    assert LEAD in zones(article(tmp_path, f"Weir gives way{sign}{sign}{LEAD}{sign}{sign}{MORE}"))


def test_corner_brackets_are_quotation_marks(tmp_path: Path) -> None:
    document = article(
        tmp_path, "Weir gives way\n\n『We had an hour,』 said Tilde Ranum, who leads the fire service.\n\n" + LEAD
    )
    assert any("Tilde Ranum" in source and "We had an hour" in content for source, content in told(document))
    (outer, inner) = find_quotations("「He said 『no』 to us」", [Paragraph(0, 19, "body")])
    assert (outer.depth, inner.depth) == (0, 1)


def test_text_that_was_decoded_wrongly_once_is_mended() -> None:
    twice = "â€œThe weir is gone,â€\x9d said Jo. It wasnâ€™t old. CafÃ© owners wept."
    decoded = decode(twice.encode())
    assert decoded.text == "“The weir is gone,” said Jo. It wasn’t old. Café owners wept."
    assert decoded.remark == "decoded as utf-8, twice"
    assert decoded.mended and not decode(decoded.text.encode()).mended
    assert decode("Ã and â€ are letters".encode()).text == "Ã and â€ are letters"


def test_what_was_mended_is_no_longer_the_text_of_the_file(tmp_path: Path) -> None:
    plain = f"Weir gives way\n\n{LEAD}\n\n“It is gone,” said Jo. “All of it.”\n"
    twice = plain.replace("“", "â€œ").replace("”", "â€\x9d")
    mended = article(tmp_path / "a", twice)
    assert mended.text == plain and mended.extracted
    assert not article(tmp_path / "b", plain).extracted


MARKED = [
    ('[Jane Roe](https://x.example/a_(b) "her page") said so.', "Jane Roe said so."),
    ("said [Jane Roe][1].\n\n[1]: https://x.example", "said Jane Roe.\n"),
    ("**Jane *Roe*** and __Jo__ said ***no***.", "Jane Roe and Jo said no."),
    ("![A weir](w.jpg)It is told[^1] by <em>Jo</em>.", "It is told by Jo."),
    ("see <https://x.example> &amp; \\*this\\*", "see https://x.example & *this*"),
    ("<!-- do not print -->printed", "printed"),
    ("a_b_c and 2 * 3 * 4 and [sic] and *open", "a_b_c and 2 * 3 * 4 and [sic] and *open"),
    ("```\n[a](b)\n```", "```\n[a](b)\n```"),
]


@pytest.mark.parametrize(("written", "read_as"), MARKED)
def test_markup_inside_lines_is_no_text(written: str, read_as: str) -> None:
    assert without_markup(written) == read_as


def test_markdown_with_links_is_an_extracted_text(tmp_path: Path) -> None:
    linked = article(
        tmp_path / "a", "# Weir\n\n[Jane Roe](https://x.example) said on Monday that the weir was old.\n", "a.md"
    )
    assert linked.extracted
    assert told(linked) == [("Jane Roe", "that the weir was old")]
    assert not article(tmp_path / "b", f"# Weir\n\n{LEAD}\n", "a.md").extracted


def test_files_of_other_kinds_are_told_of_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf", "sub/c.json", "sub/.d.pdf", "a.meta.json", "README"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(LEAD if name == "a.txt" else "{}")
    unread: list[str] = []
    assert [i.path for i in discover([tmp_path / "in"], Settings(), unread=unread)] == ["a.txt"]
    assert unread == ["b.pdf", "sub/c.json"]
    assert remark_on(unread).startswith("2 files were left out, since articles end in .txt")
    assert remark_on(["a.pdf"] * 9).endswith("a.pdf and 4 more")
    assert run(tmp_path / "in", Settings(jobs=1)).diagnostics == [remark_on(unread)]


def page(body: str) -> str:
    head = "<html><head><title>Weir gives way</title></head><body><article><h1>Weir gives way</h1>"
    return f"{head}{body}</article></body></html>"


def test_a_post_in_a_page_is_his_who_signs_it(tmp_path: Path) -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>No weir lasts for ever <a href="#">pic.twitter.com/a1</a></p>'
        '&mdash; Bo Lund (@bolund) <a href="#">May 4, 2032</a></blockquote>'
    )
    document = article(tmp_path, page(f"<p>{LEAD}</p>{post}<p>{MORE}</p><p>The mayor thanked them.</p>"), "a.html")
    assert ("Bo Lund", "No weir lasts for ever") in told(document)


def test_blocks_in_a_list_item_stay_apart(tmp_path: Path) -> None:
    items = f"<li><span>21:58</span><div>{LEAD}</div></li><li><span>21:10</span><div>{MORE}</div></li>"
    assert LEAD in zones(article(tmp_path, page(f"<ul>{items}</ul>"), "a.html"))


def test_a_page_that_extraction_gives_back_in_one_piece_is_parted(tmp_path: Path) -> None:
    found = zones(
        article(tmp_path, page(f"<div><span>Oster</span></div><p>The weir gave way.</p><p>{MORE}</p>"), "a.html")
    )
    assert MORE in found


def test_a_sentence_is_no_author(tmp_path: Path) -> None:
    note = '<div class="author-bio"><p>Jo Lund covers rivers for the Post.</p></div>'
    assert article(tmp_path, page(f"<p>{LEAD}</p><p>{MORE}</p>{note}"), "a.html").article.authors == []


def test_who_stands_above_a_quotation_says_it() -> None:
    text = (
        "Jo van der Holm, 61, miller\n\n“The weir was old.”\n\n“We knew it.”\n\nThe county denies that.\n\n“Who knows.”"
    )
    made = with_headed(text, find_quotations(text, lines(text)), [])
    assert [(text[slice(*a.source[0])], text[slice(*a.content[0])]) for a in made] == [
        ("Jo van der Holm, 61, miller", "“The weir was old.”"),
        ("Jo van der Holm, 61, miller", "“We knew it.”"),
    ]


def test_an_office_before_the_name_of_one_who_signs() -> None:
    text = "“I knew it.” — former mayor Jo Lund"
    (one,) = with_signed(text, find_quotations(text, lines(text)), [])
    assert text[slice(*one.source[0])] == "former mayor Jo Lund"
    text = "“I knew it.” — said mayor Jo Lund"
    assert with_signed(text, find_quotations(text, lines(text)), []) == []


def test_answers_without_labels_are_kept_where_somebody_answers_for_himself(tmp_path: Path) -> None:
    asked = ("When did you hear of it?", "Did you warn anybody?", "What do you think now?")
    answers = (
        "At two in the night. I was awake.",
        "I rang the mayor three times.",
        "I think the county knew it all along.",
    )
    interview = "\n\n".join(
        ["Five minutes with Jo Lund, miller", *(w for pair in zip(asked, answers, strict=True) for w in pair)]
    )
    contents = [content for source, content in told(article(tmp_path / "a", interview)) if source]
    assert len(contents) == 3


def test_an_explainer_that_asks_and_answers_is_nobodys_speech(tmp_path: Path) -> None:
    text = (
        "The weir: your questions\n\nHow old was it?\n\nIt was built in 1871 and mended"
        " twice.\n\nWho pays?\n\nThe county pays"
        " two thirds of it.\n\nWhen will it be rebuilt?\n\nThe work starts in March and takes a year.\n"
    )
    assert told(article(tmp_path, text)) == []


def test_a_labelled_turn_in_which_nothing_was_found_is_his_whose_label_it_has(nlp: Language) -> None:
    text = (
        "CHAIR: Mr Lund, was the weir safe?\n\nMR LUND: It was as safe as any in the"
        " county.\n\nCHAIR: The report calls it"
        " rotten.\n\nMR LUND: The report is from another year and another weir."
    )
    paragraphs = lines(text)
    found = AttributionFinder(Settings(attribution_model="rules")).find(nlp(text), paragraphs, []).attributions
    turns = [(text[slice(*a.source[0])], text[slice(*a.content[0])]) for a in found if "rule:turn" in a.evidence]
    assert ("MR LUND", "The report is from another year and another weir") in turns
    assert all("?" not in content for _, content in turns)


def test_labels_of_a_list_are_no_speakers(nlp: Language) -> None:
    text = (
        "Pros: The phone is light.\n\nCons: It breaks at once.\n\nPros: The screen is bright.\n\nCons: It costs much."
    )
    found = AttributionFinder(Settings(attribution_model="rules")).find(nlp(text), lines(text), []).attributions
    assert not [a for a in found if "rule:turn" in a.evidence]


def test_a_source_without_letters_is_none() -> None:
    text = "“No』 said Jo."
    scored = Scored(
        trigger=0, detect=0.9, path=-1.0, cue=[(5, 9)], source=[(3, 4)], content=[(0, 3)], attributes={}, silent=False
    )
    assert tidy(scored, text).source == []


def test_what_begins_above_in_dropped_text_is_cut() -> None:
    text = "Hello,\n\nThe weir is old, she said."
    made = Attribution([(25, 28)], [(29, 33)], [(0, 23)], 0.9, [])
    (kept,) = Zones(text, [Paragraph(8, len(text), "body")]).standing([made])
    assert kept.content == [(8, 23)]
