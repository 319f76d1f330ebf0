"""How many independent origins a claim has: repetition is not corroboration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimx.ids import masthead, name_key
from claimx.records import Shard
from claimx.resolve.exact import reprint_groups
from claimx.schema import Article, Mention, Source

_UNSURE = frozenset({"belief", "question"})


@dataclass(frozen=True, slots=True)
class Origins:
    """Where claims come from.

    ``holder``: source id to the source whose voice it is (a spokesman's to his institution's).  ``named``: those that
    stand for somebody.  ``report``: article id to the report it goes back to (a reprint's first, an agency's).
    """

    holder: Mapping[str, str]
    named: frozenset[str]
    report: Mapping[str, str]
    outlet: Mapping[str, str]

    def count(self, mentions: Sequence[Mention]) -> int:
        """Independent origins of a claim's mentions: named holders once each, those that speak in one breath ("Russia
        and China denied") once together, and one more for all reports whose source has no name: two papers' "officials"
        may be the same man.

        A report whose source has no name adds nothing where its relayed origin is named already, nor where who passes
        it on is counted: "sources told the Gazette" beside the Gazette itself.  Of hearsay ("Russia
        is reportedly negotiating") it is not known who says so, whoever it is about.  Where "he" may be somebody else
        who says the same, he probably is.  A headline sums up its article ("Ferry boss admits …"): it adds nobody to
        those who say the same below it; and who believes or asks it confirms nobody who says so.
        """
        voices: list[set[str]] = []
        unsure: list[set[str]] = []
        reports: list[tuple[str, set[str]]] = []
        covered: set[str] = set()
        for mention in _saying(_below_headlines(mentions)):
            report = self.report.get(mention.article, mention.article)
            holders = self._named(origin_refs(mention))
            others = self._named(_may_be_others(mention))
            if not holders or mention.modality == "reported":
                reports.append((report, self._named(_relay_refs(mention))))
                continue
            covered.add(report)
            (unsure if others else voices).append(holders | others)
        known = set().union(*voices)
        further = [candidates for candidates in unsure if candidates.isdisjoint(known)]
        heard = known.union(*further)
        nameless = {report for report, relays in reports if relays.isdisjoint(heard)} - covered
        return _apart(voices) + _apart(further) + bool(nameless) or 1

    def _named(self, refs: Iterable[str]) -> set[str]:
        """Whose voices these sources are, those without a name left out."""
        return {self.holder.get(ref, ref) for ref in refs} & self.named


def _below_headlines(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those in headlines of articles that say the same in their text."""
    told = {mention.article for mention in mentions if mention.zone != "headline"}
    return [mention for mention in mentions if mention.zone != "headline" or mention.article not in told]


def _saying(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions without those that only believe or ask what others say."""
    return [mention for mention in mentions if mention.act not in _UNSURE] or mentions


def _apart(voices: Iterable[set[str]]) -> int:
    """How many there are, once those that have somebody in common are one."""
    joined: list[set[str]] = []
    for voice in voices:
        common = [other for other in joined if other & voice]
        joined = [other for other in joined if not other & voice] + [voice.union(*common)]
    return len(joined)


def _may_be_others(mention: Mention) -> list[str]:
    """Whom else a pronoun may mean."""
    source = mention.source
    return [a.ref for a in source.alternatives] if source and source.resolution == "pronoun" else []


def _relay_refs(mention: Mention) -> list[str]:
    """Ids of the sources that pass the claim on."""
    return [link.ref for link in mention.chain if link.role == "relay" and link.ref]


def origin_refs(mention: Mention) -> list[str]:
    """Ids of the sources that make the claim, in order, without repeats."""
    refs = [link.ref for link in mention.chain if link.role == "origin" and link.ref]
    if not refs and mention.source and mention.source.ref:
        refs = [mention.source.ref]
    return list(dict.fromkeys(refs))


def speaking_for(sources: Sequence[Source]) -> dict[str, str]:
    """Each source's institution, followed to the end; a source that speaks for itself maps to itself."""
    direct = {s.id: s.speaks_for for s in sources if s.speaks_for and s.speaks_for != s.id}
    found: dict[str, str] = {}
    for source in sources:
        seen, at = {source.id}, source.id
        while (above := direct.get(at)) and above not in seen:
            seen.add(above)
            at = above
        found[source.id] = at
    return found


def trace(shards: Sequence[Shard], derived: Mapping[str, Sequence[str]], sources: Sequence[Source]) -> Origins:
    """The origins of a corpus.  ``derived``: reprints, as :func:`claimx.resolve.exact.reprints` finds them."""
    groups = reprint_groups([s.article.id for s in shards], derived)
    report = {s.article.id: _report(s.article, groups) for s in shards}
    outlet = {s.article.id: name_key(masthead(s.article.outlet)) if s.article.outlet else s.article.id for s in shards}
    return Origins(speaking_for(sources), frozenset(s.id for s in sources if s.named), report, outlet)


def _report(article: Article, groups: Mapping[str, str]) -> str:
    return f"relay:{article.relay}" if article.relay else groups[article.id]
