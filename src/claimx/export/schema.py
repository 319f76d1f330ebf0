"""The contract as JSON Schema and as a page of documentation, both made from :mod:`claimx.schema`.

``python -m claimx.export.schema json`` and ``… markdown`` remake the committed copies; a test compares them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from claimx import schema

_INTRODUCTION = """\
`claims.json` holds one `ClaimSet`. UTF-8, keys sorted, LF, no wall-clock time, no absolute path. Offsets are Unicode
code points, end exclusive, into the article's text: `outputs/text/<article id>.txt` where there is such a file, else
the decoded article itself. It is there for HTML and JSON Lines, for Markdown with marks inside its lines (links,
emphasis, tables), which are no part of the text, and for a file that was encoded twice. Every field is always there;
what does not apply is `null`, or an empty list. The text of several spans joins their slices with ` … `.
`claimx schema` prints the JSON Schema.

Ids of claims last from run to run by `outputs/ledger.jsonl`: they outlive edits elsewhere in an article, merging and
splitting, and a file that is renamed without a change (by `imprint`, the bytes of the file and the place in them).
`independent_origins` counts who says so in the end, each once: a reprint, who passes it on, hearsay, a headline
over a text that says the same, and who only believes or asks it beside those who say it are no further ones.
"""


def committed() -> str:
    """The JSON Schema as it ships."""
    return (files("claimx.export") / "claimset.schema.json").read_text("utf-8")


def generate() -> str:
    """The JSON Schema (draft 2020-12) of :class:`claimx.schema.ClaimSet`: every field required, none besides."""
    made = schema.ClaimSet.model_json_schema(by_alias=True, mode="serialization")
    for part in (made, *made["$defs"].values()):
        if "properties" in part:
            part["required"] = list(part["properties"])
            for field in part["properties"].values():
                field.pop("default", None)
    top = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{schema.SCHEMA.replace('/', ':')}",
        **made,
    }
    return json.dumps(top, indent=2, ensure_ascii=False) + "\n"


def markdown() -> str:
    """The page ``docs/schema.md``: every record with its fields, types and meaning."""
    made = json.loads(generate())
    lines = [
        f"# The output: schema `{schema.SCHEMA}`",
        "",
        "<!-- made by `python -m claimx.export.schema markdown > docs/schema.md` -->",
        "",
        *_INTRODUCTION.splitlines(),
        "",
        *_record("ClaimSet", made),
    ]
    for name, part in made["$defs"].items():
        if "properties" in part:
            lines += _record(name, part)
    return "\n".join(lines)


def _record(name: str, part: dict[str, Any]) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    if "description" in part:
        yield " ".join(part["description"].replace("``", "`").split()).replace(":class:", "")
        yield ""
    yield "| field | type |"
    yield "|---|---|"
    for field, value in part["properties"].items():
        yield f"| `{field}` | {_type(value)} |"
    yield ""


def _type(value: dict[str, Any]) -> str:
    if ref := value.get("$ref"):
        name = ref.rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f"`{v}`" for v in value["enum"])
    if "anyOf" in value:
        return " or ".join(_type(v) for v in value["anyOf"])
    if value.get("type") == "array":
        if "prefixItems" in value:
            return "span"
        return f"list of {_type(value['items'])}"
    return "any" if "type" not in value else f"{value['type']}"


def main(argv: list[str]) -> int:
    """Print one of the two forms."""
    forms = {"json": generate, "markdown": markdown}
    if len(argv) != 1 or argv[0] not in forms:
        sys.stderr.write(f"usage: python -m claimx.export.schema {'|'.join(forms)}\n")
        return 2
    sys.stdout.write(forms[argv[0]]())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
