"""The exact layer: what is the same to the letter is found before anything is weighed.

Articles that reprint another are found by shared word sequences, mentions by their normalised words.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array

from claimx.ids import masthead, name_key
from claimx.records import NormalForm, Shard
from claimx.resolve.table import Ints

REPRINT = 0.6
"""Share of the shorter article's word sequences that the longer one must hold."""

_SHORTEST = 8
"""Word sequences below which an article is too short to be called a reprint."""

_ROWS = 2000
"""Articles that are compared with all others at once."""

_WORD = re.compile(r"\w+")
_FEWEST = 4
"""Words from which two contents of the same words are one claim."""


def reprints(shards: Sequence[Shard]) -> dict[str, list[str]]:
    """For each article that reprints others: the ids of those published before it (ties: the one that does not name
    the other's outlet, then the smaller id), sorted.

    Articles of one outlet count as well: an updated story repeats its first version.
    """
    usable = sorted((s for s in shards if len(s.shingles) >= _SHORTEST), key=lambda s: s.article.id)
    names = sorted({h for s in usable for h in s.shingles})
    column = {h: k for k, h in enumerate(names)}
    rows = [sorted({column[h] for h in s.shingles}) for s in usable]
    indptr = np.cumsum([0, *(len(r) for r in rows)])
    indices = np.array([c for r in rows for c in r], np.int64)
    matrix = csr_array((np.ones(len(indices), np.int32), indices, indptr), shape=(len(rows), max(1, len(names))))
    sizes = np.array([len(r) for r in rows], np.int64)
    found: dict[str, list[str]] = {}
    for left, right in _overlapping(matrix, sizes):
        older, newer = _older_first(usable[left], usable[right])
        found.setdefault(newer.article.id, []).append(older.article.id)
    return {article: sorted(older) for article, older in sorted(found.items())}


def _published(shard: Shard) -> tuple[str, str]:
    return shard.article.published.value or "9999", shard.article.id


def _older_first(one: Shard, other: Shard) -> tuple[Shard, Shard]:
    first, second = sorted((one, other), key=_published)
    same_day = first.article.published.value == second.article.published.value
    if same_day and _credits(first, second) and not _credits(second, first):
        return second, first
    return first, second


def _credits(shard: Shard, other: Shard) -> bool:
    """Whether an article names another's outlet, which is not its own."""
    ours, theirs = (masthead(s.article.outlet or "") for s in (shard, other))
    return bool(theirs) and name_key(ours) != name_key(theirs) and theirs in shard.text


def _overlapping(matrix: csr_array, sizes: Ints) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for start in range(0, matrix.shape[0], _ROWS):
        block = (matrix[start : start + _ROWS] @ matrix.T).tocoo()
        left, right = block.coords[0].astype(np.int64) + start, block.coords[1].astype(np.int64)
        keep = (left < right) & (block.data >= REPRINT * np.minimum(sizes[left], sizes[right]))
        pairs.extend(zip(left[keep].tolist(), right[keep].tolist(), strict=True))
    return sorted(pairs)


def same_words(one: NormalForm, other: NormalForm) -> bool:
    """Whether two mentions say the same in the same words, at least four of them, and numbers and dates, or in one
    quotation.
    """
    return any(ours is not None and ours == theirs for ours, theirs in zip(_said(one), _said(other), strict=True))


def same_word_codes(forms: Sequence[NormalForm]) -> tuple[Ints, Ints]:
    """A number for the words of each form and one for its quotation, -1 for less than four words: two forms are of the
    same words, see :func:`same_words`, where either number agrees.
    """

    def codes(keys: Iterable[Hashable | None]) -> Ints:
        known: dict[Hashable, int] = {}
        return np.array([-1 if key is None else known.setdefault(key, len(known)) for key in keys], np.int64)

    said = [_said(form) for form in forms]
    return codes(words for words, _ in said), codes(quote for _, quote in said)


def to_the_letter(one: NormalForm, other: NormalForm) -> bool:
    """Whether two contents have all words in common, the small ones too: "10 per cent more" is not "10 per cent less",
    though neither "more" nor "less" carries content.
    """
    ours, theirs = (_WORD.findall(form.content.lower()) for form in (one, other))
    return bool(ours == theirs)


def _said(form: NormalForm) -> tuple[Hashable | None, Hashable | None]:
    """A content's words with its figures, which are no words ("down 0.26 %", "down 1.53 %"), and its quotation; None
    for less than four words.  Fewer words count with all that is around them: the holder's, of the same day, behind the
    same cue, at the same place of their article, as a reprint has them.
    """
    figures = frozenset((f.kind, f.unit, f.low, f.high, f.value) for f in form.facts if f.kind != "place")
    words: Hashable | None = (form.words, figures) if len(form.words) >= _FEWEST else None
    if words is None and form.text and form.words and form.holder and form.published and not form.quote:
        words = (form.text, form.holder, form.published, form.place)
    return words, form.quote if len(form.quote) >= _FEWEST else None


def included(one: NormalForm, other: NormalForm, least: int = 5) -> bool:
    """Whether the shorter of two verbatim contents, of ``least`` words or more, stands whole in the longer one."""
    short, long = sorted((one.quote, other.quote), key=len)
    if len(short) < least:
        return False
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def reprint_groups(articles: Sequence[str], derived: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each article the smallest id among all that one chain of reprints ties together."""
    parent = {article: article for article in articles}

    def root(article: str) -> str:
        while parent[article] != article:
            article = parent[article]
        return article

    for article, sources in sorted(derived.items()):
        for source in sources:
            if article in parent and source in parent:
                a, b = sorted((root(article), root(source)))
                parent[b] = a
    return {article: root(article) for article in articles}
