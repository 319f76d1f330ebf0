"""Every word of the output is a slice of its article: through the whole pipeline, over any text, Unicode included."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claimx import __version__
from claimx.config import Settings
from claimx.export import contract
from claimx.ingest.discover import WorkItem
from claimx.ingest.read import read_item
from claimx.resolve import Ledger, resolve
from claimx.run.shard import Analyse, analysed, load_analyser
from claimx.schema import ClaimSet, Generator, Span

SETTINGS = Settings(own_voice=True)

NAMES = (
    "Jane Roe",
    "the harbour master",
    "Adm. Li Wei",
    "José Łukasz-O’Neill",
    "officials",
    "she",
    "Moscow",
    "the navy of Croatia",
    "the state news agency",
    "Ann Lee of Channel 5",
    "МИД",
    "a spokesperson for the Ministry of Defence",
    "𝒥ane 𝒟oe",
    "İpek Öz",
)
CUES = (
    "said",
    "told reporters that",
    "has denied that",
    "reportedly said",
    "will not say whether",
    "warned on May 3 that",
    "is said to",
    "declined to comment",
    "did not deny that",
    "asked:",
    "believes",
    "tweeted 🚢",
    "said,",
)
CONTENTS = (
    "twelve containers had burned",
    "about 1,200 tonnes of grain left the port of Split",
    "two Kh-31 missiles were fired at a frigate",
    "nobody was hurt",
    "the tug sailed at 08:45",
    "between 10 and 12 ships had come since last Tuesday",
    "“the pier is closed”",
    "it cost $2.5 million",
    "the fi\ufb01re is out \U0001f525",
    "e\u0301t\u00e9 came late",
    "the HMS Kestrel is a 3\u202f000-tonne ship",
)
FRAMES = (
    "{n} {q} {c}.",
    "“{c},” {n} said.",
    "According to {n}, {c}.",
    "{c}, {n} {q} “{c}”.",
    "{c}, it is believed.",
    "Q: {c}?\nA: {c}, said {n}.",
    "SPLIT, May 2 (HG) – {n} {q} {c}",
    "{n}: “{c}",
    '"{c}. {c}." {n} {q}.',
    "{n}, who is 45, {q} {c} and {n} {q} that {c}.",
    "{n} {q} {c} (photo: {n})",
)

sentences = st.builds(
    lambda frame, n, q, c: frame.format(n=n, q=q, c=c),
    st.sampled_from(FRAMES), st.sampled_from(NAMES), st.sampled_from(CUES), st.sampled_from(CONTENTS),
)  # fmt: skip
noise = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
breaks = st.sampled_from((" ", " ", "\n\n", "\r\n\r\n", "\n", "\u2028", "\u00a0", "\t", "\u200b", " \ufeff"))
articles = st.lists(st.tuples(st.one_of(sentences, sentences, sentences, noise), breaks), min_size=1, max_size=7).map(
    lambda parts: "".join(sentence + gap for sentence, gap in parts)
)


@pytest.fixture(scope="session")
def analyser() -> Analyse:
    """The analyser, its models loaded once."""
    return load_analyser(SETTINGS)


def claim_set(analyser: Analyse, text: str) -> tuple[ClaimSet, str]:
    """What a run makes of one plain-text article, and the article's text."""
    document = read_item(WorkItem("a.txt", "-", "text", data=text.encode()), SETTINGS)
    if document.article.status != "ok":
        assert document.article.error
        return ClaimSet(generator=Generator(version="", config_sha256=""), articles=[document.article]), ""
    outcome = analysed(document, analyser)
    assert outcome.shard.article.status == "ok", outcome.diagnostics
    found = resolve([outcome.shard], Ledger(), SETTINGS)
    generator = Generator(version=__version__, config_sha256=SETTINGS.fingerprint())
    claims = ClaimSet(
        generator=generator,
        articles=found.articles,
        entities=found.entities,
        sources=found.sources,
        claims=found.claims,
        relations=found.relations,
        dropped=outcome.shard.dropped,
    )
    return claims, document.text


def slices(text: str, spans: list[Span]) -> str:
    """As the contract has it: the slices joined by " … ", each one in order, apart, not empty."""
    edge = 0
    for start, end in spans:
        assert edge <= start < end <= len(text)
        edge = end
    return " … ".join(text[start:end] for start, end in spans)


def all_spans(claims: ClaimSet) -> Iterator[list[Span]]:
    """Spans without words of their own."""
    for claim in claims.claims:
        for mention in claim.mentions:
            for link in mention.chain:
                yield from (link.source, link.cue, link.content or [])
            yield from (q.spans for q in mention.quantities)
    yield from (dropped.spans for dropped in claims.dropped)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(articles)
@example("\ufeff“Nobody was hurt,” 𝒥ane 𝒟oe said.\r\n\r\n\U0001f525 It is out, she said.")
@example("a")
def test_every_exact_is_the_slice_of_the_article(analyser: Analyse, text: str) -> None:
    claims, kept = claim_set(analyser, text)
    if kept:
        assert kept == text.removeprefix("\ufeff")
    for article in claims.articles:
        for entity in article.entity_mentions:
            assert slices(kept, [(entity.start, entity.end)]) == entity.exact
    for claim in claims.claims:
        assert claim.text in {m.content.exact for m in claim.mentions} or not any(
            m.content.spans for m in claim.mentions
        )
        for mention in claim.mentions:
            content = mention.content
            assert slices(kept, content.spans) == content.exact
            if content.spans:
                start, end = content.spans[0][0], content.spans[-1][1]
                assert kept[:start].endswith(content.prefix) and kept[end:].startswith(content.suffix)
            if mention.source:
                assert slices(kept, mention.source.spans) == mention.source.exact
            if mention.cue:
                assert slices(kept, mention.cue.spans) == mention.cue.exact
    for spans in all_spans(claims):
        slices(kept, sorted(spans))
    assert list(contract.faults_of(claims, {a.id: kept for a in claims.articles if a.status == "ok"})) == []


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(articles, articles)
def test_an_article_does_not_depend_on_the_one_before(analyser: Analyse, first: str, second: str) -> None:
    alone, _ = claim_set(analyser, second)
    claim_set(analyser, first)
    again, _ = claim_set(analyser, second)
    assert again == alone
