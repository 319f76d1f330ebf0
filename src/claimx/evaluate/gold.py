"""Readers of the gold formats: attributions, entities, claims.

Attributions and entities: JSON Lines (plain or ``.gz``), one article a line, with ``id``, ``text`` and ``attributions``
or ``entities``; or a folder with such an ``articles.jsonl``.  Claims: a folder with ``claims.jsonl``,
``clusters.json``, ``relations.json`` and, where there are, ``docs.json``, ``unattributed.jsonl``, ``articles.jsonl``.
A file that is not what it must be raises MalformedError.
"""

from __future__ import annotations

import gzip
import json
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from claimx.errors import MalformedError, UnreadableError, UsageError
from claimx.files import safe_name
from claimx.ids import stable_id
from claimx.schema import ClaimSet

Spans = list[list[int]]

_LONGEST = 200
_NEEDED = ("id", "doc", "relation_id", "content", "source", "cue", "type", "polarity", "modality", "act")
_DATED = ("text", "start", "end", "published", "tense", "type", "value")


class Text(NamedTuple):
    """An article to run the pipeline on; ``meta`` may hold outlet, published, title, url."""

    id: str
    text: str
    meta: dict[str, Any]


Extract = Callable[[Sequence[Text]], ClaimSet]
"""The pipeline: articles in, a claim set out whose article paths are the ids, with or without a suffix."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Spans of one attribution; ``own_voice`` marks a claim that the outlet makes itself."""

    id: str
    source: Spans
    cue: Spans
    content: Spans
    own_voice: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class EntitySpan:
    """One entity: knowledge-base ``ids``, ``names`` it may be called by, ``attributes`` with its normalised value."""

    start: int
    end: int
    label: str
    ids: frozenset[str] = frozenset()
    alternatives: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClaimGold:
    """A claims folder: attributed mentions, the outlet's own claims, cluster of each mention, relations, documents."""

    attributed: list[dict[str, Any]]
    own_voice: list[dict[str, Any]]
    cluster: dict[str, str]
    relations: list[dict[str, Any]]
    docs: dict[str, dict[str, Any]]

    def only(self, docs: Iterable[str]) -> ClaimGold:
        """The part that concerns some documents; UsageError for one that is not in the gold."""
        keep = set(docs)
        if unknown := sorted(keep - self.docs.keys()):
            raise UsageError(f"no document {unknown[0]!r} in the gold")
        return ClaimGold(
            [m for m in self.attributed if m["doc"] in keep],
            [m for m in self.own_voice if m["doc"] in keep],
            self.cluster,
            self.relations,
            {d: meta for d, meta in self.docs.items() if d in keep},
        )


def through_files(run: Callable[[Path], ClaimSet]) -> Extract:
    """Turn a function that reads a folder into one that takes texts: each becomes ``ID.txt`` with its sidecar.

    An id that is no name of a file to read gets another one, and its article the id as path.  The folder is temporary
    and gone when the call returns.
    """

    def extract(texts: Sequence[Text]) -> ClaimSet:
        ids = {f"{_file_name(text.id)}.txt": text.id for text in texts}
        with tempfile.TemporaryDirectory(prefix="claimx-evaluate-") as name:
            for text in texts:
                file = Path(name) / f"{_file_name(text.id)}.txt"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.text.encode("utf-8", "surrogatepass"))
                file.with_name(f"{file.stem}.meta.json").write_text(json.dumps(text.meta), "utf-8")
            claims = run(Path(name))
        for article in claims.articles:
            known = ids.get(article.path, article.path)
            if article.path != f"{known}.txt":
                article.path = known
        return claims

    return extract


def _file_name(ident: str) -> str:
    """The id itself, where it is a path inside a folder that a run would read, or else a name made of its hash."""
    usual = all(safe_name(part) == part for part in ident.split("/")) and len(ident) < _LONGEST
    about = ident.rpartition("/")[2].lower().startswith("readme")
    return ident if usual and not about else stable_id("t", ident)


def jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, plain or gzipped.

    Raises UnreadableError, or MalformedError with the number of the line.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    try:
                        row = json.loads(line)
                    except (ValueError, RecursionError) as error:
                        raise MalformedError(f"{path.name}, line {number}", str(error)) from error
                    if not isinstance(row, dict):
                        raise MalformedError(f"{path.name}, line {number}", "not an object")
                    yield row
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"cannot read {path.name}", getattr(error, "strerror", None) or str(error)) from error
    except UnicodeDecodeError as error:
        raise MalformedError(f"{path.name} is not UTF-8", str(error), "save it as UTF-8 text") from error


def read_json(path: Path) -> Any:
    """A whole JSON file; UnreadableError or MalformedError where that cannot be."""
    try:
        return json.loads(read_file(path))
    except (ValueError, RecursionError) as error:
        raise MalformedError(path.name, str(error)) from error


def read_file(path: Path) -> str:
    """A whole text file; UnreadableError or MalformedError where that cannot be."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise UnreadableError(f"cannot read {path.name}", error.strerror or str(error)) from error
    except ValueError as error:
        raise MalformedError(f"{path.name} is not UTF-8", str(error), "save it as UTF-8 text") from error


def _articles(path: Path, need: str) -> dict[str, dict[str, Any]]:
    """Rows of a file (or of ``articles.jsonl`` in a folder) by id; every row must hold ``need``."""
    file = path / "articles.jsonl" if path.is_dir() else path
    rows: dict[str, dict[str, Any]] = {}
    for row in jsonl(file):
        if "id" not in row or not isinstance(row.get(need), list):
            raise MalformedError(file.name, f"an article without id or {need}")
        if rows.setdefault(str(row["id"]), row) is not row:
            raise MalformedError(file.name, f"article {row['id']!r} twice")
    return rows


def read_articles(path: Path) -> list[Text]:
    """The texts of an attribution or entity file, with the metadata that it has."""
    file = path / "articles.jsonl" if path.is_dir() else path
    return [as_text(row) for row in jsonl(file)]


def as_text(row: Mapping[str, Any]) -> Text:
    """A row's text with its metadata under the names of the sidecar; MalformedError where it has no text or id."""
    if "id" not in row or not isinstance(row.get("text"), str):
        raise MalformedError("an article without id or text", f"it is {dict(row)!r}"[:_LONGEST])
    meta = {
        "outlet": row.get("outlet") or row.get("publisher"),
        "published": row.get("published") or row.get("date"),
        "title": row.get("title"),
    }
    return Text(str(row["id"]), row["text"], {k: v for k, v in meta.items() if v})


def read_attributions(path: Path) -> dict[str, list[Roles]]:
    """Attributions by article, from gold or predicted JSON Lines."""
    try:
        return {
            key: [
                Roles(
                    str(a.get("id", k)),
                    spans_of(a, "source"),
                    spans_of(a, "cue"),
                    spans_of(a, "content"),
                    a.get("attributed") is False,
                    a.get("confidence"),
                )
                for k, a in enumerate(row["attributions"])
            ]
            for key, row in _articles(path, "attributions").items()
        }
    except (AttributeError, TypeError, ValueError) as error:
        raise MalformedError(path.name, f"an attribution that is none: {error}") from error


def spans_of(row: Mapping[str, Any], name: str) -> Spans:
    """A list of pairs of whole numbers; [] where there is none, ValueError for anything else."""
    value = row.get(name) or []
    if not isinstance(value, list) or not all(
        isinstance(span, list) and len(span) == 2 and all(type(place) is int for place in span) for span in value
    ):
        raise ValueError(f"{name} is no list of [start, end]")
    spans: Spans = value
    return spans


def read_entities(path: Path) -> dict[str, list[EntitySpan]]:
    """Entities by document, from gold or predicted JSON Lines, without repeated ones."""
    documents: dict[str, list[EntitySpan]] = {}
    for key, row in _articles(path, "entities").items():
        found: dict[tuple[int, int, str], EntitySpan] = {}
        for e in row["entities"]:
            try:
                span = EntitySpan(
                    int(e["start"]),
                    int(e["end"]),
                    str(e["label"]),
                    _id_set(e.get("kb_id")),
                    frozenset(e.get("alt_labels") or ()),
                    _id_set(e.get("id")),
                    {k: v for k, v in e.items() if k not in ("start", "end", "label", "text")},
                )
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise MalformedError(path.name, f"article {key!r}: an entity without start, end or label") from error
            if not 0 <= span.start < span.end:
                raise MalformedError(path.name, f"article {key!r}: bad span {span.start}-{span.end}")
            found.setdefault((span.start, span.end, span.label), span)
        documents[key] = list(found.values())
    return documents


def _id_set(value: Any) -> frozenset[str]:
    if not value:
        return frozenset()
    return frozenset([value]) if isinstance(value, str) else frozenset(map(str, value))


def read_claims(folder: Path) -> ClaimGold:
    """A claims folder; MalformedError where a mention has no cluster, or something is not what it must be."""
    try:
        return _claims_in(folder)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise MalformedError(folder.name, f"these are no annotated claims: {type(error).__name__} {error}") from error


def check_mentions(gold: ClaimGold) -> None:
    """MalformedError for a mention that lacks what is scored of it."""
    for row in gold.attributed:
        if lacking := next((name for name in _NEEDED if name not in row), None):
            raise MalformedError("claims.jsonl", f"mention {row['id']!r} lacks {lacking!r}")


def check_dates(path: Path) -> None:
    """UnreadableError or MalformedError for a file that does not hold date expressions in context."""
    for row in jsonl(path):
        if lacking := next((name for name in _DATED if name not in row), None):
            raise MalformedError(path.name, f"a date expression without {lacking!r}")
        if not isinstance(row["text"], str) or type(row["start"]) is not int or type(row["end"]) is not int:
            raise MalformedError(path.name, "a date expression whose text, start or end is of another type")
        if not 0 <= row["start"] < row["end"] <= len(row["text"]):
            raise MalformedError(path.name, f"bad span {row['start']}-{row['end']}")


def _claims_in(folder: Path) -> ClaimGold:
    rows = list(jsonl(folder / "claims.jsonl"))
    extra = folder / "unattributed.jsonl"
    own_voice = [m for m in rows if not m.get("attributed", True)] + (list(jsonl(extra)) if extra.exists() else [])
    attributed = [m for m in rows if m.get("attributed", True)]
    cluster, relations = read_json(folder / "clusters.json"), read_json(folder / "relations.json")
    docs: dict[str, dict[str, Any]] = {m["doc"]: {} for m in attributed + own_voice}
    if (folder / "docs.json").exists():
        docs |= read_json(folder / "docs.json")
    if not all(isinstance(x, dict) for x in (cluster, *docs.values(), *relations)):
        raise TypeError("a cluster, relation or document that is no object")
    for row in attributed + own_voice:
        for name in ("content", "source", "cue"):
            spans_of(row, name)
    if orphan := next((m["id"] for m in attributed + own_voice if m["id"] not in cluster), None):
        raise MalformedError("clusters.json", f"it lacks mention {orphan!r}")
    return ClaimGold(attributed, own_voice, cluster, relations, docs)


def claim_texts(folder: Path, gold: ClaimGold) -> list[Text]:
    """The articles of a claims folder, in the order of ``docs``.

    They stand in its ``articles.jsonl``, or in the file that ``docs.json`` names as ``origin.file``.
    Raises UsageError when an article's text cannot be found.
    """
    files = {folder / "articles.jsonl"} if (folder / "articles.jsonl").exists() else set()
    files |= {folder / d["origin"]["file"] for d in gold.docs.values() if d.get("origin", {}).get("file")}
    texts = {str(row["id"]): row for file in sorted(files) for row in jsonl(file) if str(row.get("id")) in gold.docs}
    if missing := sorted(gold.docs.keys() - texts.keys()):
        looked = ", ".join(sorted(f.name for f in files)) or folder.name
        raise UsageError(f"no text of article {missing[0]!r}", f"looked in {looked}")
    return [as_text({**texts[d], **{k: v for k, v in meta.items() if v}}) for d, meta in gold.docs.items()]
