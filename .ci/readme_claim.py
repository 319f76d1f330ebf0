"""Write the claim that the README shows anew from outputs/claims.json: ``python .ci/readme_claim.py [CLAIM_ID]``.

Without an id it is, of the claims that hold a number, the one most outlets carry.  What is left out for brevity is left
out whole: every field shown is as it stands in the file.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LINES = (
    ("id",), ("text",), ("sources", "stated"), ("polarity", "modality", "act"), ("quantities",),
    ("mention_count", "outlets", "independent_origins", "status"),
)  # fmt: skip
MENTION = ("article", "source", "cue", "content", "polarity", "stated")
SOURCE = ("spans", "exact", "resolution")
BLOCK = re.compile(r"(<!-- claim -->\n+```json\n).*?(```)", re.DOTALL)


def main() -> None:
    made = json.loads((ROOT / "outputs" / "claims.json").read_bytes())
    names = {s["id"]: s["name"] for s in made["sources"]}
    paths = {a["id"]: a["path"] for a in made["articles"]}
    widest = max(made["claims"], key=lambda c: (bool(c["quantities"]), c["outlets"], c["mention_count"], c["id"]))
    wanted = sys.argv[1:] or [widest["id"]]
    claim = next(c for c in made["claims"] if c["id"] == wanted[0])
    mention = next(m for m in claim["mentions"] if m["id"] == claim["text_from"])
    one = {name: mention[name] for name in MENTION}
    one["source"] = one["source"] and {name: one["source"][name] for name in SOURCE}
    one["content"] = {"spans": mention["content"]["spans"]}
    readme = ROOT / "README.md"
    text, count = BLOCK.subn(lambda m: m[1] + layout(claim, one) + "\n" + m[2], readme.read_text("utf-8"))
    if not count:
        sys.exit("README.md has no claim")
    readme.write_text(text, "utf-8")
    print([names[ref] for ref in claim["sources"]], paths[mention["article"]], claim["text"])


def layout(claim: dict[str, Any], mention: dict[str, Any]) -> str:
    """JSON, a few fields a line."""

    def fields(record: dict[str, Any], names: tuple[str, ...]) -> str:
        return ", ".join(f'"{n}": {json.dumps(record[n], ensure_ascii=False)}' for n in names)

    inner = ",\n   ".join(fields(mention, (name,)) for name in MENTION)
    return "{" + ",\n ".join([*(fields(claim, line) for line in LINES), f'"mentions": [\n  {{{inner}}}]']) + "}"


if __name__ == "__main__":
    main()
