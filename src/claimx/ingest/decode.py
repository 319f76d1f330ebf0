"""Bytes to text: which encoding, and whether it is text at all.

Order: byte-order mark, a declared encoding (HTML), UTF-8, UTF-16 without a mark, windows-1252 where the bytes read as
Latin text, then charset-normalizer.  The answer depends on the bytes alone.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from claimx.errors import BinaryError, EmptyError, EncodingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"{\\rtf",
)
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"
_HIGH = bytes(range(128, 256))
_LETTERS = bytes(b for b in range(256) if chr(b).isalpha() and b < 128)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding=["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_CASE_BREAK = re.compile("[a-z][À-ÖØ-ÞŠŽŸ]|(?:^|\\s)[À-ÖØ-ÞŠŽŸ](?=[\\s.,]|$)", re.M)
_SAMPLE = 65_536
_BYTES = {bytes([b]).decode("windows-1252", "ignore") or chr(b): b for b in range(128, 256)} | {
    chr(b): b for b in range(128, 160)
}
"""Bytes by the character that windows-1252 has for them."""
_FOLLOWING = "[" + re.escape("".join(c for c, b in _BYTES.items() if b < 0xC0)) + "]"
_TWICE = re.compile(f"[\u00c2-\u00df]{_FOLLOWING}|[\u00e0-\u00ef]{_FOLLOWING}{{2}}|[\u00f0-\u00f4]{_FOLLOWING}{{3}}")
_TWICE_QUOTES = re.compile("\u00e2\u20ac[\u0153\u009d\u2122\u02dc\u201c\u201d]")
_FEWEST_TWICE = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was in, and a remark where it was not plain UTF-8.  ``mended``: the text is not what
    the file's bytes say.
    """

    text: str
    encoding: str
    remark: str | None = None
    mended: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a file.  The byte-order mark is removed, and what was encoded twice is mended; nothing else changes, line
    ends included.

    Raises EmptyError, BinaryError, EncodingError.
    """
    if not data:
        raise EmptyError("the file is empty", "it holds no bytes")
    decoded = _decode(data, declared)
    decoded = _undone(decoded)
    if "\0" in decoded.text:
        raise BinaryError("the file is not text", "it holds NUL characters")
    return decoded


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first 4,096 bytes, if Python knows it."""
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        return codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except LookupError:
        return None


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: same length, and it can be written as UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text


def _decode(data: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    if data.startswith(_MAGIC):
        raise BinaryError("the file is not text", "it begins like an archive, an image or a document")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if b"\0" not in data or (wide := _wide(data)) is None:
            _refuse_controls(data)
            return Decoded(text, "utf-8")
        return wide
    if (wide := _wide(data)) is not None:
        return wide
    _refuse_controls(data)
    if declared and declared not in ("utf-8", "ascii"):
        try:
            return Decoded(data.decode(declared), declared, f"decoded as {declared}, as it declares")
        except (UnicodeDecodeError, LookupError):
            pass
    return _mended(data) or _western(data) or _detected(data)


def _marked(body: bytes, encoding: str) -> Decoded:
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        text = body.decode(encoding, "replace")
        if text.count("\ufffd") * 100 > len(text):
            raise EncodingError("the file cannot be decoded", f"its mark says {encoding}, its bytes do not") from error
        return Decoded(text, encoding, f"decoded as {encoding}; undecodable bytes became U+FFFD")
    if not text:
        raise EmptyError("the file is empty", "it holds a byte-order mark and nothing else")
    if encoding == "utf-8":
        _refuse_controls(body)
        return Decoded(text, encoding)
    return Decoded(text, encoding, f"decoded as {encoding}")


def _undone(decoded: Decoded) -> Decoded:
    """The text without what came of UTF-8 that somebody read as windows-1252 and wrote again: "â€œ" for "“".

    Only where the quotation marks are so, which no writer means.
    """
    text = decoded.text
    if len(_TWICE_QUOTES.findall(text)) < _FEWEST_TWICE:
        return decoded
    mended = _TWICE.sub(_once, text)
    return Decoded(mended, decoded.encoding, f"decoded as {decoded.encoding}, twice", mended=True)


def _once(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[c] for c in found[0]).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return found[0]


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: Latin text in it has NUL as every second byte."""
    sample = data[:_SAMPLE]
    half = max(1, len(sample) // 2)
    odd, even = sample[1::2].count(0) / half, sample[::2].count(0) / half
    for encoding, full, bare in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if full > 0.4 and bare < 0.05 and len(data) % 2 == 0:
            try:
                return Decoded(data.decode(encoding), encoding, f"decoded as {encoding} (no byte-order mark)")
            except UnicodeDecodeError:
                return None
    return None


def _refuse_controls(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if data.count(0) or controls * 100 > len(data):
        raise BinaryError("the file is not text", "it holds control characters")


def _mended(data: bytes) -> Decoded | None:
    """UTF-8 with a few bad bytes: it must hold many more good sequences than bad ones."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = len(text) - len(data.translate(None, _HIGH)) - text.count("\ufffd")
    if good < 10 * bad:
        return None
    return Decoded(text, "utf-8", f"decoded as utf-8; {bad} undecodable sequences became U+FFFD")


def _western(data: bytes) -> Decoded | None:
    """windows-1252 (Latin-1 with quotation marks) where few letters are accented and case reads naturally."""
    high = len(data) - len(data.translate(None, _HIGH))
    letters = len(data) - len(data.translate(None, _LETTERS))
    if high * 5 > letters:
        return None
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    if sum(1 for _ in _CASE_BREAK.finditer(text)) * 4 > high:
        return None
    return Decoded(text, "windows-1252", "decoded as windows-1252")


def _detected(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(_telling(data)).best()
    if best is not None:
        try:
            text = data.decode(best.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
        else:
            return Decoded(text, best.encoding, f"decoded as {best.encoding}, by its letters")
    raise EncodingError("the file cannot be decoded", "no known encoding fits its bytes", "save it as UTF-8")


def _telling(data: bytes) -> bytes:
    """Up to a sample's length of the lines that hold other than ASCII bytes; all of a short file."""
    if len(data) <= _SAMPLE:
        return data
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[: _SAMPLE - size])
            size += len(lines[-1])
            if size >= _SAMPLE:
                break
    return b"".join(lines)
