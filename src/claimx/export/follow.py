"""What is the same in two claim sets under other ids: files that were renamed, mentions that an edit moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from claimx.schema import Article, ClaimSet, Mention


def renamed(old: ClaimSet, new: ClaimSet) -> dict[str, str]:
    """New path to old path; where several files of the same bytes come or go it is not known which became which."""
    before, after = {a.path for a in old.articles}, {a.path for a in new.articles}
    gone = _by_bytes([a for a in old.articles if a.path not in after])
    come = _by_bytes([a for a in new.articles if a.path not in before])
    return {come[key].path: gone[key].path for key in sorted(gone.keys() & come.keys())}


def _by_bytes(articles: list[Article]) -> dict[str, Article]:
    count = Counter(a.sha256 for a in articles)
    return {a.sha256: a for a in articles if count[a.sha256] == 1}


def followed(old: ClaimSet, new: ClaimSet, moved: Mapping[str, str]) -> ClaimSet:
    """The old claim set with articles and mentions under the ids that they have in the new one.

    ``moved``: see :func:`renamed`.  A mention is known by its place in the same bytes, or, where its article was
    edited, by its words, if they are there once.
    """
    ids = {a.path: a.id for a in (*new.articles, *old.articles)}
    articles = {ids[was]: (ids[now], now) for now, was in moved.items()}
    mentions = _mentions(old, new, {ref: there for ref, (there, _) in articles.items()})

    def renewed(mention: Mention) -> Mention:
        update: dict[str, object] = {}
        if mention.article in articles:
            update["article"] = articles[mention.article][0]
        if mention.id in mentions:
            update["id"] = mentions[mention.id]
        if mention.continues in mentions:
            update["continues"] = mentions[mention.continues]
        return mention.model_copy(update=update) if update else mention

    claims = [
        c.model_copy(
            update={"mentions": [renewed(m) for m in c.mentions], "text_from": mentions.get(c.text_from, c.text_from)}
        )
        for c in old.claims
    ]
    listed = [
        a.model_copy(update={"id": articles[a.id][0], "path": articles[a.id][1]}) if a.id in articles else a
        for a in old.articles
    ]
    return old.model_copy(update={"claims": claims, "articles": listed})


def _mentions(old: ClaimSet, new: ClaimSet, articles: Mapping[str, str]) -> dict[str, str]:
    """New ids of mentions by their old ones, where these differ."""
    before = {m.id: (m, articles.get(m.article, m.article)) for c in old.claims for m in c.mentions}
    after = {m.id: (m, m.article) for c in new.claims for m in c.mentions}
    gone = {ref: at for ref, at in before.items() if ref not in after}
    come = {ref: at for ref, at in after.items() if ref not in before}
    found: dict[str, str] = {}
    for key in (_place, _words):
        taken = set(found.values())
        ours = _once({ref: at for ref, at in gone.items() if ref not in found}, key)
        theirs = _once({ref: at for ref, at in come.items() if ref not in taken}, key)
        found |= {ours[where]: theirs[where] for where in sorted(ours.keys() & theirs.keys())}
    return found


def _once(mentions: Mapping[str, tuple[Mention, str]], key: Callable[[Mention, str], str]) -> dict[str, str]:
    """The ids of mentions by their key, those of a key that is there once."""
    keys = {ref: key(*at) for ref, at in mentions.items()}
    count = Counter(keys.values())
    return {where: ref for ref, where in keys.items() if count[where] == 1}


def _place(mention: Mention, article: str) -> str:
    """What tells a mention apart from all others."""
    parts = (mention.content, mention.cue, mention.source)
    spans = [None if part is None else part.spans for part in parts]
    return repr((article, spans, mention.content.exact))


def _words(mention: Mention, article: str) -> str:
    return repr((article, mention.content.exact, mention.cue and mention.cue.exact))
