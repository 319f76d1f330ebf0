"""The claim set as a library object: the contract, with the look-ups that a notebook asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import PrivateAttr

from claimx import schema
from claimx.errors import UsageError
from claimx.ids import name_key

if TYPE_CHECKING:
    import pandas


class ClaimSet(schema.ClaimSet):
    """A :class:`claimx.schema.ClaimSet` that knows its articles' texts and answers questions.

    >>> claims.source("s-0a1b…").name, [c.text for c in claims.by_source("Jane Roe")]     # doctest: +SKIP
    """

    _texts: Mapping[str, str] = PrivateAttr(default_factory=dict)

    def with_texts(self, texts: Mapping[str, str]) -> ClaimSet:
        """The same claim set, with the texts of its articles by article id."""
        self._texts = texts
        return self

    def __eq__(self, other: object) -> bool:
        """Equal as files: the texts beside them do not count."""
        return isinstance(other, schema.ClaimSet) and self.model_dump() == other.model_dump()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """What is in it, by number: the whole would fill a notebook."""
        parts = ("articles", "claims", "relations", "sources", "entities")
        return f"<ClaimSet: {', '.join(f'{part} {len(getattr(self, part))}' for part in parts)}>"

    __str__ = __repr__

    @property
    def texts(self) -> Mapping[str, str]:
        """Text by article id; empty for a claim set that was loaded without its texts."""
        return self._texts

    @cached_property
    def _sources(self) -> dict[str, schema.Source]:
        return {s.id: s for s in self.sources}

    @cached_property
    def _articles(self) -> dict[str, schema.Article]:
        return {a.id: a for a in self.articles}

    @cached_property
    def _claims(self) -> dict[str, schema.Claim]:
        return {c.id: c for c in self.claims}

    def source(self, ref: str) -> schema.Source:
        """The source with this id; KeyError where there is none."""
        return self._sources[ref]

    def article(self, ref: str) -> schema.Article:
        """The article with this id; KeyError where there is none."""
        return self._articles[ref]

    def claim(self, ref: str) -> schema.Claim:
        """The claim with this id; KeyError where there is none."""
        return self._claims[ref]

    def mentions(self) -> Iterator[tuple[schema.Claim, schema.Mention]]:
        """Every mention with its claim, in the order of the file."""
        for claim in self.claims:
            for mention in claim.mentions:
                yield claim, mention

    def find_sources(self, name: str) -> list[schema.Source]:
        """Sources with this id, name or alias (case, accents and articles do not matter), then those that contain
        it.
        """
        key = name_key(name)
        known = [(s, {name_key(n) for n in (s.name, *s.aliases)}) for s in self.sources]
        same = [s for s, keys in known if s.id == name or key in keys]
        words = set(key.split())
        return same or [s for s, keys in known if words and any(words <= set(k.split()) for k in keys)]

    def find_entities(self, name: str) -> list[schema.Entity]:
        """Entities with this id, name or alias."""
        key = name_key(name)
        return [e for e in self.entities if e.id == name or key in {name_key(n) for n in (e.name, *e.aliases)}]

    def by_source(self, name: str) -> list[schema.Claim]:
        """Claims that a source of this name made; see :meth:`find_sources`."""
        refs = {s.id for s in self.find_sources(name)}
        return [c for c in self.claims if refs & set(c.sources)]

    def relations_of(self, ref: str) -> list[schema.Relation]:
        """The relations that start or end at the claim with this id."""
        return [r for r in self.relations if ref in (r.from_, r.to)]

    def to_pandas(
        self, table: Literal["mentions", "claims", "sources", "articles", "relations"] = "mentions"
    ) -> pandas.DataFrame:
        """One of the tables of :mod:`claimx.export.tables` as a data frame; MissingExtraError without pandas."""
        from claimx.export.tables import to_pandas

        return to_pandas(self, table)

    def to_json(self) -> bytes:
        """The bytes of ``claims.json``."""
        from claimx.export.json import dumps

        return dumps(self)

    def save(self, path: str | Path) -> None:
        """Write ``.json``, ``.jsonld``, or, as a table of mentions, ``.csv`` or ``.parquet``.

        Raises UsageError for another suffix, OutputError where the file cannot be written.
        """
        from claimx.export.json import dumps
        from claimx.export.jsonld import to_jsonld
        from claimx.export.tables import to_csv, to_parquet
        from claimx.files import write_file

        target = Path(path)
        match target.suffix:
            case ".json":
                data = dumps(self)
            case ".jsonld":
                data = to_jsonld(self)
            case ".csv":
                data = to_csv(self, "mentions").encode()
            case ".parquet":
                data = to_parquet(self, "mentions")
            case suffix:
                raise UsageError(f"unknown format {suffix!r}", remedy="use .json, .jsonld, .csv or .parquet")
        write_file(target, data)
