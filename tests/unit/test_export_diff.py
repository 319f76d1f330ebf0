"""What changed, in words."""

from __future__ import annotations

from claimset_support import ROE, article, claim, claimset, mention

from claimx.export.claimset import ClaimSet
from claimx.export.diff import Change, diff
from claimx.export.follow import followed
from claimx.ids import article_id


def kinds(changes: list[Change]) -> list[tuple[str, str]]:
    return [(c.kind, c.ref) for c in changes if c.kind != "article"]


def without(ref: str) -> ClaimSet:
    claims = claimset()
    claims.claims = [c for c in claims.claims if c.id != ref]
    claims.relations = []
    return claims


def test_nothing() -> None:
    assert diff(claimset(), claimset()) == []


def test_new_and_withdrawn_claims_with_their_links() -> None:
    less = without("c-000000000002")
    assert kinds(diff(less, claimset())) == [("new", "c-000000000002"), ("linked", "c-000000000002")]
    assert kinds(diff(claimset(), less)) == [("withdrawn", "c-000000000002"), ("unlinked", "c-000000000002")]
    assert "20 / 12" in diff(less, claimset())[-1].words


def test_merge_and_split() -> None:
    apart = without("")
    first, second = apart.claims[0].mentions
    apart.claims = [
        claim("c-000000000001", [first], "single-origin"),
        claim("c-000000000009", [second], "single-origin"),
    ]
    merged = without("c-000000000002")
    found = diff(apart, merged)
    assert kinds(found) == [("merged", "c-000000000009"), ("updated", "c-000000000001")]
    assert found[0].details[0].startswith("into c-000000000001")
    assert "also in courier.txt" in found[1].details
    back = diff(merged, apart)
    assert kinds(back) == [("split", "c-000000000009"), ("updated", "c-000000000001")]
    assert "no longer in courier.txt" in back[1].details


def test_updates_name_old_and_new() -> None:
    later = claimset()
    later.claims[0].status = "corroborated"
    later.claims[1].confidence.merge = 0.5
    found = {c.ref: c.details for c in diff(claimset(), later)}
    assert found["c-000000000001"] == ["status: disputed → corroborated"]
    assert found["c-000000000002"] == ["details differ in: confidence"]


def test_articles() -> None:
    more = claimset()
    more.articles.append(article("post.txt", "New.", "Post"))
    assert [c.words for c in diff(claimset(), more)] == ["new: post.txt"]
    assert [c.words for c in diff(more, claimset())] == ["gone: post.txt"]
    more.articles[0].outlet = "The Courier"
    assert diff(claimset(), more)[0].details == ["outlet: Courier → The Courier"]


def test_a_difference_elsewhere_is_told_too() -> None:
    other = claimset()
    other.generator.config_sha256 = "1"
    assert [c.words for c in diff(claimset(), other)] == ["details differ in: generator"]


def test_an_article_with_another_date_and_other_authors() -> None:
    other = claimset()
    other.articles[0].published.value = "2024-05-09"
    other.articles[0].authors = ["Ed Poe", "Ann Lee"]
    (change,) = diff(claimset(), other)
    assert change.details[-1] == "authors: none → Ed Poe, Ann Lee"
    assert change.details[0].endswith("→ 2024-05-09 (from the sidecar)")


def test_sources_are_told_by_name() -> None:
    other = claimset()
    other.articles[0].relay = other.sources[0].id
    basis = other.relations[0].basis
    basis.kind = basis.slot = "holder"
    basis.from_, basis.to = other.sources[1].id, other.sources[0].id
    told = {c.kind: c for c in diff(claimset(), other)}
    assert told["article"].details == ["relay: none → Jane Roe"]
    assert "(who says so: Ed Poe / Jane Roe)" in told["linked"].words


def test_an_article_that_was_edited_elsewhere_moves_no_claim() -> None:
    later = claimset()
    for claim_ in later.claims:
        for m in claim_.mentions:
            start, end = m.content.spans[0]
            m.id, m.content.spans = f"{m.id[:-1]}x", [(start + 9, end + 9)]
            m.content.prefix, m.confidence.detect = "another ", 0.8
        claim_.mentions.reverse()
        claim_.text_from = claim_.mentions[0].id
    assert diff(claimset(), later) == [
        Change("other", "", "2 claims differ only in offsets, in ids of sources or in the confidence of a mention")
    ]
    later.claims[1].mentions[0].negated = True
    told = {c.ref: c for c in diff(claimset(), later)}
    assert told["c-000000000002"].details == ["details differ in: mentions"]
    assert told[""].words.startswith("1 claim differs only")


def test_no_two_mentions_become_one() -> None:
    text = "Jane Roe said it sank. Ed Poe told us it sank. "
    first, second = (
        mention("a.txt", text, ROE, who, cue, "it sank") for who, cue in (("Jane Roe", "said"), ("Ed Poe", "told"))
    )
    second.id, second.content.spans = "m-second", [(39, 45)]
    one, other = claimset(), claimset()
    one.claims = [claim("c-000000000001", [first], "single-origin"), claim("c-000000000002", [second], "single-origin")]
    # The first one's place, the second one's cue.
    changed = first.model_copy(update={"id": "m-changed", "cue": first.cue.model_copy(update={"exact": "told"})})
    other.claims = [claim("c-000000000001", [changed], "single-origin")]
    assert [m.id for c in followed(one, other, {}).claims for m in c.mentions] == ["m-changed", "m-second"]


def moved(path: str, to: str) -> ClaimSet:
    """The claim set, a file of it under another name."""
    claims = claimset()
    for a in claims.articles:
        if a.path == path:
            a.path, a.id = to, article_id(to)
    for c in claims.claims:
        for m in c.mentions:
            if m.article == article_id(path):
                m.article, m.id = article_id(to), f"m-{m.id[2:][::-1]}"
        c.text_from = c.mentions[0].id
    return claims


def test_a_renamed_file_is_told_as_such_and_moves_no_claim() -> None:
    found = diff(claimset(), moved("courier.txt", "2024/courier.txt"))
    assert [(c.kind, c.words) for c in found] == [("article", "renamed: courier.txt → 2024/courier.txt")]


def test_a_file_that_was_renamed_and_edited_is_another() -> None:
    later = moved("courier.txt", "2024/courier.txt")
    next(a for a in later.articles if a.path == "2024/courier.txt").sha256 = "0" * 64
    assert [c.words for c in diff(claimset(), later)][:2] == ["new: 2024/courier.txt", "gone: courier.txt"]


def test_a_source_that_got_another_id_is_the_same() -> None:
    later = claimset()
    old, new = later.sources[0].id, "s-other"
    later.sources[0].id = new
    for c in later.claims:
        c.sources = [new if ref == old else ref for ref in c.sources]
        for m in c.mentions:
            for part in (m.source, *m.chain):
                if part and part.ref == old:
                    part.ref = new
    assert [(c.kind, c.words[:20]) for c in diff(claimset(), later)] == [("other", "1 claim differs only")]
    later.sources[0].name = "Jane A. Roe"
    assert [c.details for c in diff(claimset(), later)] == [["sources: Jane Roe → Jane A. Roe"]]


def test_a_claim_that_was_merged_while_its_article_was_edited_is_not_withdrawn() -> None:
    old, new = without("c-000000000002"), without("c-000000000002")
    first, second = old.claims[0].mentions
    old.claims = [
        claim("c-000000000001", [first], "single-origin"),
        claim("c-000000000009", [second], "single-origin"),
    ]
    for m in new.claims[0].mentions:
        if m.article == second.article:
            start, end = m.content.spans[0]
            m.id, m.content.spans = "m-edited", [(start + 40, end + 40)]
    new.claims[0].text_from = new.claims[0].mentions[0].id
    assert kinds(diff(old, new)) == [("merged", "c-000000000009"), ("updated", "c-000000000001")]
