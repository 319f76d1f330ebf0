"""A small claim set made by hand: two outlets, one claim in both, one that contradicts it, one denial."""

from __future__ import annotations

from claimx import schema
from claimx.export.claimset import ClaimSet
from claimx.ids import article_id, mention_id, sha256, source_id

GAZETTE = 'The harbour master said that twelve containers had burned. "Nobody was hurt," she added.'
COURIER = (
    "Twelve containers burned at the pier, according to harbour master Jane Roe.\n\n"
    "The pilot, Ed Poe, spoke of 20 containers."
)

ROE, POE = source_id("Jane Roe"), source_id("Ed Poe")


def article(path: str, text: str, outlet: str) -> schema.Article:
    """An article with its outlet."""
    return schema.Article(
        id=article_id(path),
        path=path,
        sha256=sha256(text.encode()),
        length=len(text),
        language="en",
        title=f"From the {outlet}",
        outlet=outlet,
        published=schema.Published(value="2024-05-02", basis="sidecar"),
    )


def mention(path: str, text: str, ref: str, source: str, cue: str, content: str, **more: object) -> schema.Mention:
    """A mention whose words are found in the text."""

    def spans(words: str) -> list[schema.Span]:
        start = text.index(words)
        return [(start, start + len(words))]

    where = spans(content)
    start, end = where[0]
    return schema.Mention(
        id=mention_id(article_id(path), where, content),
        article=article_id(path),
        zone="body",
        source=schema.SourceMention(ref=ref, spans=spans(source), exact=source, resolution="named", confidence=0.9),
        cue=schema.Cue(spans=spans(cue), exact=cue),
        content=schema.Content(
            spans=where, exact=content, prefix=text[max(0, start - 8) : start], suffix=text[end : end + 8]
        ),
        chain=[schema.ChainLink(ref=ref, role="origin", source=spans(source), cue=spans(cue), content=where)],
        stated=schema.DateValue(value="2024-05-01", basis="anchored"),
        confidence=schema.MentionConfidence(detect=0.9),
        evidence=["cue:say"],
        **more,  # type: ignore[arg-type]
    )


def claim(ref: str, mentions: list[schema.Mention], status: schema.ClaimStatus, **more: object) -> schema.Claim:
    """A claim over these mentions."""
    sources = list(dict.fromkeys(m.source.ref for m in mentions if m.source and m.source.ref))
    return schema.Claim(
        id=ref,
        text=mentions[0].content.exact,
        text_from=mentions[0].id,
        sources=sources,
        stated="2024-05-01",
        mention_count=len(mentions),
        articles=len({m.article for m in mentions}),
        outlets=len({m.article for m in mentions}),
        independent_origins=1,
        status=status,
        confidence=schema.ClaimConfidence(merge=1.0),
        mentions=mentions,
        **more,  # type: ignore[arg-type]
    )


def texts() -> dict[str, str]:
    """Text by article id."""
    return {article_id("gazette.txt"): GAZETTE, article_id("courier.txt"): COURIER}


def claimset() -> ClaimSet:
    """The claim set, made anew at each call."""
    burned = [
        mention("gazette.txt", GAZETTE, ROE, "The harbour master", "said", "that twelve containers had burned"),
        mention(
            "courier.txt",
            COURIER,
            ROE,
            "harbour master Jane Roe",
            "according to",
            "Twelve containers burned at the pier",
        ),
    ]
    twenty = [mention("courier.txt", COURIER, POE, "The pilot, Ed Poe", "spoke of", "20 containers")]
    quantity = [schema.Quantity(value=12, unit="container")]
    return ClaimSet(
        generator=schema.Generator(version="0", config_sha256="0"),
        articles=[article("courier.txt", COURIER, "Courier"), article("gazette.txt", GAZETTE, "Gazette")],
        entities=[],
        sources=[
            schema.Source(
                id=ROE, name="Jane Roe", kind="person", named=True, aliases=["Roe"], roles=["harbour master"]
            ),
            schema.Source(id=POE, name="Ed Poe", kind="person", named=True, roles=["pilot"]),
        ],
        claims=[
            claim("c-000000000001", burned, "disputed", quantities=quantity),
            claim("c-000000000002", twenty, "disputed", quantities=[schema.Quantity(value=20, unit="container")]),
        ],
        relations=[
            schema.Relation(
                from_="c-000000000002",
                to="c-000000000001",
                type="contradicts",
                basis=schema.RelationBasis(kind="quantity", slot="container", from_="20", to="12"),
                confidence=0.7,
            )
        ],
    ).with_texts(texts())
