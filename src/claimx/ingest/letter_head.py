"""The head of an e-mail, or of an article from an archive: lines of a name and a value, then a blank one."""

from __future__ import annotations

import re

from claimx.ingest.front_matter import NAMES, Head

_LINE = re.compile(r"([A-Za-z][A-Za-z -]{1,30}?)[ \t]{0,3}:[ \t]{1,8}(\S[^\r\n]{0,400})(?:\r\n|\r|\n|\Z)")
_BLANK = re.compile(r"[ \t]{0,40}(?:\r\n|\r|\n)")
_MOST = 30
_MOST_BLANKS = 20
_FEWEST = 2
# Our names of what a line states; "" for what states nothing of ours: who sends a letter is no outlet.
_LETTER = {
    "subject": "title", "date": "published", "sent": "published", "from": "", "to": "", "cc": "", "bcc": "",
    "reply-to": "", "message-id": "", "return-path": "", "mime-version": "", "content-type": "", "list-unsubscribe": "",
    "content-transfer-encoding": "", "list-id": "", "delivered-to": "", "received": "", "x-mailer": "",
}  # fmt: skip
_ARCHIVE = NAMES | {
    "section": "", "length": "", "byline": "authors", "dateline": "", "language": "", "copyright": "", "page": "",
    "edition": "", "load-date": "", "keywords": "", "category": "", "tags": "", "type": "", "published on": "published",
    "publication date": "published", "id": "",
}  # fmt: skip


def read_letter_head(text: str) -> Head:
    """The head of a text: two and more lines of known names, each once, and a blank line after them; else an empty
    one.
    """
    head = Head()
    position = 0
    for _ in range(_MOST_BLANKS):
        position = blank.end() if (blank := _BLANK.match(text, position)) else position
    seen: list[str] = []
    values: dict[str, list[str]] = {}
    while len(seen) < _MOST and (line := _LINE.match(text, position)):
        key = line[1].lower()
        if key not in _LETTER and key not in _ARCHIVE:
            break
        seen.append(key)
        name = _LETTER[key] if key in _LETTER and {"from", "subject"} & set(seen) else _ARCHIVE.get(key, "")
        if name and name not in values:
            values[name] = [line[2].strip()]
        position = line.end()
    if len(seen) < _FEWEST or len(set(seen)) < len(seen) or not _BLANK.match(text, position):
        return head
    if "title" not in values and "published" not in values:
        return head
    head.values, head.end = values, position
    return head
