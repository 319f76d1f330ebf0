"""What can go wrong, as a tree of exceptions with stable codes.

::

    ClaimxError
    ├── InputError            a file cannot be used: becomes the article's coded status, the others go on
    │   ├── UnreadableError   CX101  cannot be opened or read
    │   ├── EmptyError        CX102  holds no text (status "empty", not "failed")
    │   ├── BinaryError       CX103  not text
    │   ├── EncodingError     CX104  cannot be decoded
    │   ├── LanguageError     CX105  not English
    │   ├── TooLargeError     CX106  over the size limit
    │   ├── MalformedError    CX107  a .jsonl line or sidecar that is not what it must be
    │   └── ExtractionError   CX108  an article on which analysis itself failed, or took too long
    ├── UsageError            CX201  a path, setting or option that cannot be
    ├── LockedError           CX202  another run writes to the same folder
    ├── OutputError           CX203  the output cannot be written
    ├── ModelError            CX301  a model is missing, altered or of the wrong version
    ├── KnowledgeError        CX302  a knowledge-base entry that cannot be used
    ├── ContractError         CX401  a claim set that breaks the schema or its own offsets
    └── MissingExtraError     CX501  an optional dependency that is not installed

Every error says what happened, why, and what to do.
"""

from __future__ import annotations


class ClaimxError(Exception):
    """Base of all errors: ``what`` happened, ``why``, and the ``remedy``."""

    code = "CX000"

    def __init__(self, what: str, why: str = "", remedy: str = "") -> None:
        self.what, self.why, self.remedy = what, why, remedy
        super().__init__(what)

    @property
    def message(self) -> str:
        """One line: what, why, remedy."""
        parts = [self.what]
        if self.why:
            parts.append(f": {self.why}")
        if self.remedy:
            parts.append(f" ({self.remedy})")
        return "".join(parts)

    def __str__(self) -> str:
        return f"[{self.code}] {self.message}"


class InputError(ClaimxError):
    """A file cannot be used; the run goes on without it."""

    code = "CX100"


class UnreadableError(InputError):
    """The file cannot be opened or read."""

    code = "CX101"


class EmptyError(InputError):
    """The file holds no text."""

    code = "CX102"


class BinaryError(InputError):
    """The file is not text."""

    code = "CX103"


class EncodingError(InputError):
    """The file's bytes cannot be decoded."""

    code = "CX104"


class LanguageError(InputError):
    """The text is not English."""

    code = "CX105"


class TooLargeError(InputError):
    """The file is over the size limit."""

    code = "CX106"


class MalformedError(InputError):
    """A line of JSON or a sidecar is not what it must be."""

    code = "CX107"


class ExtractionError(InputError):
    """Analysis of this article failed or took too long."""

    code = "CX108"


class UsageError(ClaimxError):
    """A path, setting or option that cannot be."""

    code = "CX201"


class LockedError(ClaimxError):
    """Another run writes to the same folder."""

    code = "CX202"


class OutputError(ClaimxError):
    """The output cannot be written."""

    code = "CX203"


class ModelError(ClaimxError):
    """A model is missing, altered or of the wrong version."""

    code = "CX301"


class KnowledgeError(ClaimxError):
    """A knowledge-base entry cannot be used."""

    code = "CX302"


class ContractError(ClaimxError):
    """A claim set breaks the schema, or its offsets do not slice to its text."""

    code = "CX401"


class MissingExtraError(ClaimxError):
    """An optional dependency is not installed."""

    code = "CX501"

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"{package} is not installed", f"it belongs to the extra {extra!r}", f"pip install 'claimx[{extra}]'"
        )


def error_of(code: str) -> type[ClaimxError]:
    """The class with this code; ClaimxError itself for a code that is none."""
    kinds = [ClaimxError]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    found = (k for k in kinds if k.code == code and k is not MissingExtraError)
    return next(found, ClaimxError)
