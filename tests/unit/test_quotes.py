"""Quotations: every kind of mark, apostrophes, nesting, speech over paragraphs, marks too many."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.nlp.quotes import MARKS, Quotation, enclosing, find_quotations, outermost
from claimx.records import Paragraph


def paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(m.start(), m.start() + len(m[0].rstrip()), "body") for m in re.finditer(r"\S[^\n]*", text)]


def find(text: str) -> list[Quotation]:
    return find_quotations(text, paragraphs(text))


def exact(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"The lock is shut," the keeper said. "It stays shut."', ['"The lock is shut,"', '"It stays shut."']),
        ("“The lock is shut,” the keeper said.", ["“The lock is shut,”"]),
        ("„Das Tor ist zu“ stood on the sign.", ["„Das Tor ist zu“"]),
        ("«The lock is shut,» the keeper said.", ["«The lock is shut,»"]),
        ("``The lock is shut,'' the keeper said.", ["``The lock is shut,''"]),
        ("''The lock is shut,'' the keeper said.", ["''The lock is shut,''"]),
        ("‘The lock is shut,’ the keeper said.", ["‘The lock is shut,’"]),
        ("'We don't know the ships' names,' the keeper said.", ["'We don't know the ships' names,'"]),
        ("The keepers' hut isn't open; that's how it was in the '90s.", []),
        ("A 24\" pipe and a 6' pole lay in the boys' hut.", []),
        ('He called the 24" pipe "too thin" and left.', ['"too thin"']),
        ('The "old" lock', ['"old"']),
        (
            "« The gate is rust », Moll said, « and the lock ». « Both go. »",
            ["« The gate is rust »", "« and the lock »", "« Both go. »"],
        ),
        ("Moll called it (« a sieve »).", ["« a sieve »"]),
        ('The sign read " closed ", then " open ".', ['" closed "', '" open "']),
        ("Moll called it \"a 'sieve'\".", ["\"a 'sieve'\"", "'sieve'"]),
        ('Osk wrote "?", then "..." and "!!".', ['"?"', '"..."', '"!!"']),
        ("No marks at all.", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert exact(text) == expected


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“She told me ‘go’ and I went,” Moll said.", "‘go’"),
        ('"She told me "go" and I went," Moll said.', '"go"'),
        ("«She told me “go” and I went,» Moll said.", "“go”"),
    ],
)
def test_nesting(text: str, inner: str) -> None:
    outer, nested = find(text)
    assert text[outer.start : outer.end].endswith("went," + text[outer.end - 1])
    assert (outer.depth, nested.depth) == (0, 1)
    assert text[nested.start : nested.end] == inner
    assert outermost([outer, nested]) == [outer]


def test_speech_reopened_in_each_paragraph_is_one() -> None:
    text = "Moll rose. “The lock is shut.\n\n“It was never safe.\n\n“It stays shut,” she said.\n\n“No.”"
    speech, last = find(text)
    assert (speech.closed, speech.continued, len(speech.pieces)) == (True, True, 3)
    assert [text[a:b] for a, b in speech.inner] == ["The lock is shut.", "It was never safe.", "It stays shut,"]
    assert text[last.start : last.end] == "“No.”"
    assert not last.continued


@pytest.mark.parametrize("mark", ["‘", "'"])
def test_speech_between_single_marks_is_reopened_too(mark: str) -> None:
    end = "’" if mark == "‘" else mark
    text = f"{mark}It was late,{end} Moll said. {mark}It was shut.\n{mark}Nobody came.\n{mark}We left,{end} she said."
    first, speech = find(text)
    assert text[first.start : first.end] == f"{mark}It was late,{end}"
    assert (speech.closed, speech.continued, len(speech.pieces)) == (True, True, 3)


def test_an_apostrophe_before_a_paragraph_that_opens_a_quotation_opens_nothing() -> None:
    assert exact("Moll told the boys to leave 'em there.\n'We left,' Osk said.") == ["'We left,'"]


def test_a_mark_that_nothing_closes_ends_with_its_paragraph() -> None:
    text = '"The lock is shut, she said.\n\nThe ferry runs. "It does," Moll said.'
    lost, good = find(text)
    assert not lost.closed
    assert text[lost.end - 5 : lost.end] == "said."
    assert good.closed
    assert text[good.start : good.end] == '"It does,"'


def test_a_lost_closing_mark_spoils_nothing_after_the_next_opening_one() -> None:
    text = '"The lock is shut. "It stays shut," Moll said. "For good."'
    assert exact(text) == ['"The lock is shut.', '"It stays shut,"', '"For good."']
    assert [q.closed for q in find(text)] == [False, True, True]


def test_enclosing() -> None:
    text = 'She said "yes" and "no".'
    found = find(text)
    assert enclosing(found, text.index("yes")) == found[0]
    assert enclosing(found, text.index("no")) == found[1]
    assert enclosing(found, text.index("and")) is None


SOUP = st.text(alphabet=st.sampled_from(sorted(MARKS | set("` ab s.,5(\n"))), max_size=120)


@given(st.one_of(SOUP, st.text(max_size=80)))
def test_whatever_the_text_the_spans_hold(text: str) -> None:
    places = paragraphs(text)
    found = find_quotations(text, places)
    assert found == sorted(found, key=lambda q: (q.start, -q.end, q.depth))
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
        assert (q.start, q.end) == (q.pieces[0][0], q.pieces[-1][1])
        assert q.continued == (len(q.pieces) > 1)
        for (start, end), (inner_start, inner_end) in zip(q.pieces, q.inner, strict=True):
            assert start < inner_start <= inner_end <= end
            assert any(p.start <= start and end <= p.end for p in places)
    outer = outermost(found)
    assert all(a.end <= b.start for a, b in pairwise(outer))


WORDS = st.lists(st.sampled_from(["the", "lock", "isn't", "shut", "keepers'", "don’t"]), min_size=1, max_size=6).map(
    " ".join
)
PAIRS = st.sampled_from([('"', '"'), ("“", "”"), ("«", "»"), ("``", "''")])


@given(st.lists(st.tuples(WORDS, WORDS, PAIRS), min_size=1, max_size=6))
def test_every_well_formed_quotation_is_found(parts: list[tuple[str, str, tuple[str, str]]]) -> None:
    pieces = [f"{a}{quote},{b}" for quote, _, (a, b) in parts]
    text = " ".join(f"{piece} Moll said of {said}." for piece, (_, said, _) in zip(pieces, parts, strict=True))
    assert [text[q.start : q.end] for q in find(text) if text[q.start] not in "'’‘"] == pieces


@pytest.mark.parametrize("pattern", ['"a ', "“", "' ", "'a 5\" ", "“‘«", "\"“'", "s' ", '("'])
def test_time_is_linear(pattern: str) -> None:
    text = (pattern * 400_000)[:400_000]
    begin = time.process_time()
    find(text)
    assert time.process_time() - begin < 30
